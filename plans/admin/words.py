"""The workplace's words for codes, days and figures, in the language of the page. No space between digits and Chinese."""

import re
from datetime import date, datetime, timedelta
from difflib import SequenceMatcher
from fractions import Fraction

from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, gettext_lazy, ngettext, pgettext_lazy

from plans.models import Department
from plans.models.choices import LABELS
from plans.rules.figures import gap_size, percent, plain_number
from plans.rules.records import DepartmentRecord
from plans.rules.said import Said
from plans.rules.shapes import TaskStanding
from plans.rules.vocabulary import FallKind, Light, Origin, TaskState, UpdateState
from plans.rules.workflow import STATE_LABELS

BADGES = {
    Light.LATE: pgettext_lazy("badge", "Behind"),
    Light.WARN: pgettext_lazy("badge", "Slightly behind"),
    Light.ON: pgettext_lazy("badge", "On schedule"),
    Light.DONE: pgettext_lazy("badge", "Completed"),
    Light.ND: pgettext_lazy("badge", "Not yet due"),
    Light.NA: pgettext_lazy("badge", "Not rated"),
}
ORIGINS = {
    Origin.PLAN: ("plan", pgettext_lazy("mark", "P"), gettext_lazy("said by the plan")),
    Origin.DECISION: ("add", pgettext_lazy("mark", "A"), gettext_lazy("added outside the plan by decision")),
    Origin.COMPUTED: ("calc", pgettext_lazy("mark", "C"), gettext_lazy("computed from the plan's figures")),
}
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
_MONTHS = [
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
]


def is_english() -> bool:
    return get_language() == "en"


def language() -> str:
    return "en" if is_english() else "zh-hans"


def said(sentence: Said) -> str:
    return sentence.in_language(language())


def day(value: date | datetime | None) -> str:
    """2023年12月4日, or 4 December 2023."""
    if value is None:
        return ""
    value = _local_day(value)
    if is_english():
        return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"
    return f"{value.year}年{value.month}月{value.day}日"


def short_day(value: date | datetime | None) -> str:
    """Without the year, where the page is about one round."""
    if value is None:
        return ""
    value = _local_day(value)
    return f"{value.day} {_MONTHS[value.month - 1]}" if is_english() else f"{value.month}月{value.day}日"


def moment(value: datetime | None) -> str:
    if value is None:
        return ""
    gap = " " if is_english() else ""
    return f"{short_day(value)}{gap}{timezone.localtime(value):%H:%M}"


def _local_day(value: date | datetime) -> date:
    return timezone.localtime(value).date() if isinstance(value, datetime) else value


def time_left(due_at: datetime, *, now: datetime) -> str:
    """距截止3天, counted in days of the calendar; past the due time it says so."""
    if now > due_at:
        days = (_local_day(now) - _local_day(due_at)).days
        return gettext("%(days)s days overdue") % {"days": days} if days else gettext("Overdue since today")
    days = (_local_day(due_at) - _local_day(now)).days
    if days == 0:
        return gettext("Due today")
    return ngettext("%(days)s day left", "%(days)s days left", days) % {"days": days}


def state_word(state: UpdateState | None) -> str:
    return said(STATE_LABELS[state])


def badge(light: Light | None, state: TaskState = TaskState.ACTIVE) -> str:
    return str(LABELS[TaskState][state] if light is None else BADGES[light])


def light_word(light: Light | None, state: TaskState = TaskState.ACTIVE) -> str:
    return str(LABELS[TaskState][state] if light is None else LABELS[Light][light])


def share(value: Fraction | None) -> str:
    text = percent(value)
    return gettext("cannot be said") if text is None else f"{text}%"


def gap_words(gap_pp: Fraction | None) -> str:
    if gap_pp is None:
        return ""
    if gap_pp == 0:
        return gettext("level with the schedule")
    size = gap_size(gap_pp)
    if is_english():
        size = size.replace("不足", "under ")
    text = gettext("%(size)s points ahead") if gap_pp > 0 else gettext("%(size)s points behind")
    return text % {"size": size}


def signed(value: Fraction) -> str:
    """+3, −1: a true minus sign, since these stand in running text."""
    number = plain_number(abs(value))
    return number if value == 0 else f"{'+' if value > 0 else '−'}{number}"


def figures_sentence(standing: TaskStanding) -> str:
    """What a bar says to whoever cannot see it."""
    if standing.completion is None:
        return gettext("Completion cannot be said")
    words = {"done": percent(standing.completion), "due": percent(standing.scheduled)}
    if standing.scheduled is None:
        return gettext("%(done)s%% complete") % words
    words["gap"] = gap_words(standing.gap_pp)
    return gettext("%(done)s%% complete, %(due)s%% scheduled, %(gap)s") % words


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


def origin_mark(kind: Origin) -> SafeString:
    """Who says so, as one sign. A word joiner in front keeps it from wrapping alone."""
    css, sign, name = ORIGINS[kind]
    return format_html(
        '&#8288;<span class="o o-{}" title="{}"><span aria-hidden="true">{}</span><span class="vh">{}</span></span>',
        css,
        name,
        sign,
        gettext("(%(name)s)") % {"name": name},
    )


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
