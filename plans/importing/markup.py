"""Signs of Markdown (# heading, **bold**, > quote) → spaces, place for place, so that the words stand as in any report."""

import re
from dataclasses import replace

from plans.importing.shapes import Document

_HEAD = re.compile(r"^[ ]{0,3}(?:#{1,6}(?= )|>{1,3}(?= ))", re.MULTILINE)
_BOLD = re.compile(r"\*\*(?=[^*\n])|(?<=[^*\n])\*\*|__(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff。:])__")
_FEWEST = 2


def without_markup(document: Document) -> Document:
    """The same document; a lone # or a pair of asterisks is no Markdown."""
    heads, bolds = _HEAD.findall(document.normal), _BOLD.findall(document.normal)
    if len(heads) < _FEWEST and len(bolds) < 2 * _FEWEST:
        return document
    normal = _HEAD.sub(lambda match: " " * len(match[0]), document.normal)
    return replace(document, normal=_BOLD.sub("  ", normal))
