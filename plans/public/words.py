"""The public door's own words for codes and figures. Light badges are shorter than the names used elsewhere."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from django.utils import timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, gettext_lazy, pgettext_lazy

from plans.models.choices import LABELS
from plans.rules.figures import from_exact, gap_size
from plans.rules.vocabulary import Light, TaskState

BADGES = {
    Light.LATE: pgettext_lazy("badge", "Behind"),
    Light.WARN: pgettext_lazy("badge", "Slightly behind"),
    Light.ON: pgettext_lazy("badge", "On schedule"),
    Light.DONE: pgettext_lazy("badge", "Completed"),
    Light.ND: pgettext_lazy("badge", "Not yet due"),
    Light.NA: pgettext_lazy("badge", "Not rated"),
}
ORIGINS = {
    "plan": (pgettext_lazy("mark", "P"), gettext_lazy("said by the plan")),
    "decision": (pgettext_lazy("mark", "A"), gettext_lazy("added outside the plan")),
    "computed": (pgettext_lazy("mark", "C"), gettext_lazy("computed from the plan's figures")),
    "demo": (pgettext_lazy("mark", "D"), gettext_lazy("demonstration data")),
}
SENTENCE_ORDER = (Light.DONE, Light.ON, Light.WARN, Light.LATE, Light.ND, Light.NA)

_HAN = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]+")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def is_english() -> bool:
    return get_language() == "en"


def badge(light: str, state: str = "active") -> str:
    """The short word of a light; a task without one is suspended or dropped, and its state is the word."""
    return str(BADGES[Light(light)] if light else LABELS[TaskState][TaskState(state)])


def full_word(light: str, state: str = "active") -> str:
    return str(LABELS[Light][Light(light)] if light else LABELS[TaskState][TaskState(state)])


def gap_words(gap_pp: Fraction | None) -> str:
    """“慢11.67个百分点”: short, where schedule and completion stand beside it."""
    if gap_pp is None:
        return ""
    if gap_pp == 0:
        return gettext("level with the schedule")
    size = gap_size(gap_pp)
    if is_english() and size.startswith("不足"):
        size = f"under {size.removeprefix('不足')}"
    text = gettext("%(size)s points ahead") if gap_pp > 0 else gettext("%(size)s points behind")
    return text % {"size": size}


def figures_sentence(figures: Mapping[str, Any]) -> str:
    """Completion, schedule and gap in one sentence, as labels of charts say it; empty where nothing can be said."""
    done, due = figures["completion_percent"], figures["scheduled_percent"]
    if done is None:
        return ""
    if due is None:
        return gettext("%(done)s%% complete") % {"done": done}
    return gettext("%(done)s%% complete, %(due)s%% scheduled, %(gap)s") % {
        "done": done,
        "due": due,
        "gap": gap_words(from_exact(figures["gap_pp"])),
    }


def day(value: date | datetime | str | None) -> str:
    """A day of the calendar in Shanghai, written out in the language of the page."""
    if not value:
        return ""
    if isinstance(value, str):
        value = date.fromisoformat(value)
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    if is_english():
        return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"
    return f"{value.year}年{value.month}月{value.day}日"


def said(sentence: Mapping[str, Any]) -> str:
    return sentence["en"] if is_english() else sentence["zh"]


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


def origin_mark(kind: str) -> SafeString:
    """Who says so, as one sign. A word joiner in front keeps it from wrapping alone."""
    sign, name = ORIGINS[kind]
    css = {"decision": "add", "computed": "calc"}.get(kind, kind)
    return format_html(
        '&#8288;<span class="o o-{}" title="{}"><span aria-hidden="true">{}</span><span class="vh">{}</span></span>',
        css,
        name,
        sign,
        gettext("(%(name)s)") % {"name": name},
    )
