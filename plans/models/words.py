"""Words that every door says alike, in the language of the page: badges, days, gaps, marks of origin.

They stand here because this is the lowest storey that may ask Django for a translation, and doors never import each
other. No space between digits and Chinese.
"""

from datetime import date, datetime, timedelta
from fractions import Fraction

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, gettext_lazy, pgettext_lazy

from plans.models.choices import LABELS
from plans.rules.figures import gap_size
from plans.rules.vocabulary import Light, Operator, TaskState

BADGES = {
    Light.LATE: pgettext_lazy("badge", "Behind"),
    Light.WARN: pgettext_lazy("badge", "Slightly behind"),
    Light.ON: pgettext_lazy("badge", "On schedule"),
    Light.DONE: pgettext_lazy("badge", "Completed"),
    Light.ND: pgettext_lazy("badge", "Not yet due"),
    Light.NA: pgettext_lazy("badge", "Not rated"),
}
"""Shorter than the names of the lights in `choices.LABELS`."""

MARKS = {
    "plan": ("plan", pgettext_lazy("mark", "P"), gettext_lazy("said by the plan")),
    "decision": ("add", pgettext_lazy("mark", "A"), gettext_lazy("added outside the plan")),
    "computed": ("calc", pgettext_lazy("mark", "C"), gettext_lazy("computed from the plan's figures")),
    "demo": ("demo", pgettext_lazy("mark", "D"), gettext_lazy("demonstration data")),
}
ASIDE_REASONS = {
    "heading": gettext_lazy("heading"),
    "preamble": gettext_lazy("introduction"),
    "support": gettext_lazy("supports a higher level"),
    "background": gettext_lazy("background or basis"),
    "purpose": gettext_lazy("purpose of another measure"),
    "direction": gettext_lazy("direction that cannot be checked"),
    "vision": gettext_lazy("long-term vision"),
    "slogan": gettext_lazy("general demand"),
    "topic": gettext_lazy("topic sentence"),
    "connector": gettext_lazy("connecting words"),
    "repeated": gettext_lazy("said elsewhere already"),
    "higher_level": gettext_lazy("done by a higher level"),
    "assigned": gettext_lazy("names the units in charge"),
    "goals": gettext_lazy("expected goals"),
    "open": gettext_lazy("still to be read"),
}
"""Why a sentence was set aside, by the codes of the reading; other reasons are printed as they are."""

MONTHS = (
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


def badge(light: Light | None, state: TaskState = TaskState.ACTIVE) -> str:
    """The short word of a light; a task without one is suspended or dropped, and its state is the word."""
    return str(LABELS[TaskState][state] if light is None else BADGES[light])


def light_word(light: Light | None, state: TaskState = TaskState.ACTIVE) -> str:
    return str(LABELS[TaskState][state] if light is None else LABELS[Light][light])


def gap_words(gap_pp: Fraction | None) -> str:
    """“慢11.67个百分点”: short, where schedule and completion stand beside it."""
    if gap_pp is None:
        return ""
    if gap_pp == 0:
        return gettext("level with the schedule")
    size = gap_size(gap_pp)
    if is_english():
        size = size.replace("不足", "under ")
    text = gettext("%(size)s points ahead") if gap_pp > 0 else gettext("%(size)s points behind")
    return text % {"size": size}


def figures_sentence(done: str | None, due: str | None, gap_pp: Fraction | None) -> str:
    """Completion, schedule and gap in one sentence, as charts say it; empty where nothing can be said."""
    if done is None:
        return ""
    if due is None:
        return gettext("%(done)s%% complete") % {"done": done}
    words = {"done": done, "due": due, "gap": gap_words(gap_pp)}
    return gettext("%(done)s%% complete, %(due)s%% scheduled, %(gap)s") % words


def calendar_day(value: date | datetime) -> date:
    """The day in Shanghai."""
    return timezone.localtime(value).date() if isinstance(value, datetime) else value


def day(value: date | datetime | str | None) -> str:
    """2023年12月4日, or 4 December 2023. Frozen documents hold days as text (2023-12-04)."""
    if not value:
        return ""
    value = date.fromisoformat(value) if isinstance(value, str) else calendar_day(value)
    if is_english():
        return f"{value.day} {MONTHS[value.month - 1]} {value.year}"
    return f"{value.year}年{value.month}月{value.day}日"


def origin_mark(kind: str) -> SafeString:
    """Who says so, as one sign. A word joiner in front keeps it from wrapping alone."""
    css, sign, name = MARKS[kind]
    return format_html(
        '&#8288;<span class="o o-{}" title="{}"><span aria-hidden="true">{}</span><span class="vh">{}</span></span>',
        css,
        name,
        sign,
        gettext("(%(name)s)") % {"name": name},
    )


def aside_word(code: str) -> str:
    """Why a sentence was set aside."""
    return str(ASIDE_REASONS.get(code, code))


MONTHS_A_YEAR = 12
_SPANS = {
    (1, 6): gettext_lazy("the first half of %(year)s"),
    (7, 12): gettext_lazy("the second half of %(year)s"),
    (1, 3): gettext_lazy("the first quarter of %(year)s"),
    (4, 6): gettext_lazy("the second quarter of %(year)s"),
    (7, 9): gettext_lazy("the third quarter of %(year)s"),
    (10, 12): gettext_lazy("the fourth quarter of %(year)s"),
    (1, 9): gettext_lazy("the first three quarters of %(year)s"),
}


def period_words(start_on: date, end_on: date) -> str:
    """2023年上半年, 2023年1—4月, 2023年5月; anything else by its days."""
    is_whole = start_on.day == 1 and (end_on + timedelta(days=1)).day == 1 and start_on.year == end_on.year
    if not is_whole:
        return gettext("%(start)s to %(end)s") % {"start": day(start_on), "end": day(end_on)}
    first, last, year = start_on.month, end_on.month, start_on.year
    if (first, last) in _SPANS:
        return str(_SPANS[first, last]) % {"year": year}
    if (first, last) == (1, MONTHS_A_YEAR):
        return str(year) if is_english() else f"{year}年"
    if is_english():
        months = MONTHS[last - 1] if first == last else f"{MONTHS[first - 1]} to {MONTHS[last - 1]}"
        return f"{months} {year}"
    return f"{year}年{last}月" if first == last else f"{year}年{first}—{last}月"


_OPERATORS = {
    Operator.EQUAL: "%(value)s",
    Operator.ABOUT: gettext_lazy("about %(value)s"),
    Operator.ABOVE: gettext_lazy("over %(value)s"),
    Operator.AT_LEAST: gettext_lazy("at least %(value)s"),
    Operator.BELOW: gettext_lazy("nearly %(value)s"),
    Operator.AT_MOST: gettext_lazy("at most %(value)s"),
}


def amount_words(value: str, unit: str, operator: str = Operator.EQUAL.value) -> str:
    """约460亿元, 近60家: a figure as a sentence would have it; empty where there is none."""
    return str(_OPERATORS[Operator(operator)]) % {"value": f"{value}{unit}"} if value else ""


def level_or_rate(text: str, unit: str) -> str:
    """A level in the unit of its indicator, or a rate of growth, which carries its sign (4.5%)."""
    return text if text.endswith("%") or not text else f"{text}{unit}"


_MIRRORED = {Operator.AT_LEAST.value: Operator.AT_MOST.value, Operator.AT_MOST.value: Operator.AT_LEAST.value}


def goal_words(text: str, unit: str, operator: str = Operator.EQUAL.value) -> str:
    """不低于36.5亿元, 增长约7%, 下降2.5%: a goal in the unit of its indicator, or a rate of growth or of fall.

    What is to fall is below nought, and no less than −2.5% is a fall of no more than 2.5%.
    """
    number, is_fall = text.removesuffix("%"), text.startswith("-")
    if not text.endswith("%") and not (unit == "%" and is_fall):
        return amount_words(text, unit, operator)
    if is_fall:
        rate = amount_words(number.lstrip("-"), "%", _MIRRORED.get(operator, operator))
        return gettext("fall of %(rate)s") % {"rate": rate}
    return gettext("growth of %(rate)s") % {"rate": amount_words(number.lstrip("+"), "%", operator)}


def rank_words(text: str) -> str:
    """第3位 where only the number was given."""
    return gettext("no. %(place)s") % {"place": text} if text.isdecimal() else text


def signed_percent(text: str) -> str:
    """+3.4%, −43.6%: growth as tables print it, with a true minus sign."""
    if not text:
        return ""
    number = text.lstrip("+-")
    sign = "−" if text.startswith("-") else "" if not number.strip("0.") else "+"
    return f"{sign}{number}%"
