"""The workplace's words for codes, days and figures, in the language of the page. No space between digits and Chinese."""

import re
from datetime import date, datetime, timedelta
from difflib import SequenceMatcher
from fractions import Fraction

from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy, ngettext

from plans.models import Department
from plans.models.words import MONTHS, calendar_day, is_english
from plans.rules.figures import percent, plain_number
from plans.rules.records import DepartmentRecord
from plans.rules.said import Said
from plans.rules.vocabulary import FallKind, UpdateState
from plans.rules.workflow import STATE_LABELS

FALL_WORDS = {
    FallKind.EARLIER_WRONG: gettext_lazy("The earlier figure was wrong; ask for its correction"),
    FallKind.DEFINITION: gettext_lazy("The definition has changed"),
    FallKind.REAL: gettext_lazy("It has really fallen, for instance by deregistration"),
}
STATE_COLOURS = {
    UpdateState.RETURNED: "s1",
    None: "s2",
    UpdateState.DRAFT: "s3",
    UpdateState.SUBMITTED: "s4",
    UpdateState.ENDORSED: "s6",
    UpdateState.ACCEPTED: "s5",
    UpdateState.PUBLISHED: "s5",
}
_PIECES = re.compile(r"[0-9A-Za-z.,%]+|.", re.DOTALL)  # a number changes as a whole


def language() -> str:
    return "en" if is_english() else "zh-hans"


def said(sentence: Said) -> str:
    return sentence.in_language(language())


def short_day(value: date | datetime | None) -> str:
    """Without the year, where the page is about one round."""
    if value is None:
        return ""
    value = calendar_day(value)
    return f"{value.day} {MONTHS[value.month - 1]}" if is_english() else f"{value.month}月{value.day}日"


def moment(value: datetime | None) -> str:
    if value is None:
        return ""
    gap = " " if is_english() else ""
    return f"{short_day(value)}{gap}{timezone.localtime(value):%H:%M}"


def time_left(due_at: datetime, *, now: datetime) -> str:
    """距截止3天, counted in days of the calendar; past the due time it says so."""
    if now > due_at:
        days = (calendar_day(now) - calendar_day(due_at)).days
        return gettext("%(days)s days overdue") % {"days": days} if days else gettext("Overdue since today")
    days = (calendar_day(due_at) - calendar_day(now)).days
    if days == 0:
        return gettext("Due today")
    return ngettext("%(days)s day left", "%(days)s days left", days) % {"days": days}


def state_word(state: UpdateState | None) -> str:
    return said(STATE_LABELS[state])


def share(value: Fraction | None) -> str:
    text = percent(value)
    return gettext("cannot be said") if text is None else f"{text}%"


def signed(value: Fraction) -> str:
    """+3, −1: a true minus sign, since these stand in running text."""
    number = plain_number(abs(value))
    return number if value == 0 else f"{'+' if value > 0 else '−'}{number}"


def department_name(row: Department | DepartmentRecord | None) -> str:
    if row is None:
        return gettext("no lead department")
    return (row.name_en if is_english() else "") or row.name


def joined(names: list[str]) -> str:
    return (", " if is_english() else "、").join(names)


def few_names(names: list[str], *, most: int = 3) -> str:
    """The first few, and how many there are in all: somebody may act for a whole list of departments."""
    if len(names) <= most:
        return joined(names)
    return gettext("%(names)s and others, %(count)s in all") % {"names": joined(names[:most]), "count": len(names)}


def text_changes(before: str, after: str) -> tuple[SafeString, int]:
    """The new text with what was taken out and put in, and how many places changed."""
    old, new = _PIECES.findall(before), _PIECES.findall(after)
    matcher = SequenceMatcher(a=old, b=new, autojunk=False)
    pieces = []
    places = 0
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            pieces.append(format_html("{}", "".join(new[j1:j2])))
            continue
        places += 1
        pieces += [format_html("<del>{}</del>", "".join(old[i1:i2]))] if i2 > i1 else []
        pieces += [format_html("<ins>{}</ins>", "".join(new[j1:j2]))] if j2 > j1 else []
    return format_html_join("", "{}", ((piece,) for piece in pieces)), places


def days_late(due_on: date, *, as_of: date) -> int:
    return max((as_of - due_on) // timedelta(days=1), 0)
