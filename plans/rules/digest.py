"""Canonical text and the digests over it: what makes a publication checkable by anybody, offline.

Canonical JSON: UTF-8, keys sorted, no spaces, text not normalised, and no number but as a string as it was written,
so that no reader's arithmetic can change it.
"""

import hashlib
import json
from typing import TypeAlias

Json: TypeAlias = "str | bool | list[Json] | dict[str, Json] | None"


def canonical_json(document: Json) -> str:
    _refuse_numbers(document)
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _refuse_numbers(value: Json) -> None:
    if isinstance(value, dict):
        for item in value.values():
            _refuse_numbers(item)
    elif isinstance(value, list):
        for item in value:
            _refuse_numbers(item)
    elif not (value is None or isinstance(value, str | bool)):
        raise TypeError(f"A canonical document holds numbers as text only, not {value!r}.")


def text_digest(text: str) -> str:
    """64 lowercase hexadecimal digits: sha256 of the UTF-8 of the text."""
    return hashlib.sha256(text.encode()).hexdigest()


def row_digest(*, salt: str, body: str) -> str:
    """The digest of one published task: over its salt, then its body."""
    return text_digest(salt + body)
