"""Words the public door takes from frozen documents, where codes, days and figures are text."""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from plans.models.words import day, figures_sentence, is_english
from plans.rules.figures import from_exact
from plans.rules.vocabulary import Light

SENTENCE_ORDER = (Light.DONE, Light.ON, Light.WARN, Light.LATE, Light.ND, Light.NA)

_ISO_DAY = re.compile(r"(?<![\d-])\d{4}-\d{2}-\d{2}(?![\d-])")
_INNER = str.maketrans("“”", "‘’")
_HAN = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]+")


def figures_words(figures: Mapping[str, Any]) -> str:
    """Completion, schedule and gap of a body, or of one of its targets."""
    gap_pp = from_exact(figures["gap_pp"])
    return figures_sentence(figures["completion_percent"], figures["scheduled_percent"], gap_pp)


def said(sentence: Mapping[str, Any]) -> str:
    """A frozen sentence. The English ones hold days as 2031-12-31, which the pages write out like all others."""
    return _ISO_DAY.sub(_written_out, sentence["en"]) if is_english() else sentence["zh"]


def _written_out(found: re.Match[str]) -> str:
    try:
        return day(found[0])
    except ValueError:  # the number of a document, say
        return found[0]


def inner_quotes(words: str) -> str:
    """Of a name that goes between quotation marks itself."""
    return words.translate(_INNER)


def department_name(department: Mapping[str, Any]) -> str:
    return (department["name_en"] if is_english() else "") or department["name"]


def zh(text: object) -> SafeString:
    """Chinese text of the plan; on an English page each Chinese run says so to screen readers."""
    escaped = conditional_escape(text)
    if not is_english():
        return mark_safe(escaped)  # noqa: S308 - escaped one line above
    return mark_safe(_HAN.sub(lambda run: f'<span lang="zh-CN">{run[0]}</span>', escaped))  # noqa: S308 - the same


def lang(text: object) -> SafeString:
    """The attribute of an element that can hold no markup, such as an option, where its text is Chinese."""
    return mark_safe(' lang="zh-CN"' if is_english() and _HAN.search(str(text)) else "")  # noqa: S308 - constants
