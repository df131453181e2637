"""The workplace's words for codes, days and figures, in the language of the page. No space between digits and Chinese."""

import re
from datetime import date, datetime, timedelta
from difflib import SequenceMatcher
from fractions import Fraction

from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy, ngettext

from plans.models import Department, Target
from plans.models.choices import LABELS
from plans.models.words import MONTHS, calendar_day, day, is_english
from plans.rules.figures import percent, plain_number
from plans.rules.records import DepartmentRecord, TargetRecord
from plans.rules.reporting_checks import goes_down
from plans.rules.said import Said
from plans.rules.vocabulary import FallKind, Operator, Role, UpdateState
from plans.rules.workflow import STATE_LABELS

FALL_WORDS = {
    FallKind.EARLIER_WRONG: gettext_lazy("The earlier figure was wrong; ask for its correction"),
    FallKind.DEFINITION: gettext_lazy("The definition has changed"),
    FallKind.REAL: gettext_lazy("It has really fallen, for instance by deregistration"),
}
ACTS = {
    "save": gettext_lazy("Save a draft"),
    "submit": gettext_lazy("Submit an update"),
    "take_back": gettext_lazy("Take an update back"),
    "endorse": gettext_lazy("Endorse an update"),
    "send_back": gettext_lazy("Send an update back to the contributor"),
    "accept": gettext_lazy("Accept an update"),
    "return": gettext_lazy("Return an update to the department"),
    "publish": gettext_lazy("Publish an issue"),
    "apply_close_out": gettext_lazy("Apply for a close-out"),
    "approve_close_out": gettext_lazy("Approve a close-out"),
    "return_close_out": gettext_lazy("Return a close-out"),
    "confirm_plan": gettext_lazy("Confirm a plan"),
    "decide_task": gettext_lazy("Change a task by decision"),
    "add_indicator": gettext_lazy("Add an indicator"),
    "change_indicator": gettext_lazy("Change an indicator by decision"),
    "record_value": gettext_lazy("Record a value of an indicator"),
    "adopt_figures": gettext_lazy("Take figures of the document over"),
    "import_document": gettext_lazy("Import a document"),
    "receive_document": gettext_lazy("Receive a corrected document"),
    "review_reading": gettext_lazy("Check what was read"),
    "adopt_document": gettext_lazy("Take a corrected document into use"),
    "create_account": gettext_lazy("Create an account"),
    "set_account_active": gettext_lazy("Enable or disable an account"),
    "grant_role": gettext_lazy("Give a role to an account"),
    "end_role": gettext_lazy("Take a role away"),
    "save_department": gettext_lazy("Add or change a department"),
    "save_duties": gettext_lazy("Change the duties of a department"),
    "save_jurisdiction": gettext_lazy("Change a jurisdiction"),
    "open_round": gettext_lazy("Open a reporting round"),
    "close_round": gettext_lazy("Close a reporting round"),
    "propose_withholding": gettext_lazy("Propose a withholding"),
    "withhold": gettext_lazy("Carry out a withholding"),
}
"""What the log calls each act."""

ITEMS = {
    "task": gettext_lazy("task"),
    "target": gettext_lazy("target"),
    "observation": gettext_lazy("figure reached"),
}
CHANGES = {
    "document": gettext_lazy("changed in the file"),
    "both": gettext_lazy("changed in the file and by people"),
    "new": gettext_lazy("new in the file"),
    "gone": gettext_lazy("no longer in the file"),
}
"""What a corrected file does to an item of the proposal."""

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


def short_day(value: date | datetime | None, beside: date | datetime | None = None) -> str:
    """Without the year, unless the day it stands beside lies in another one."""
    if value is None:
        return ""
    value = calendar_day(value)
    if beside is not None and calendar_day(beside).year != value.year:
        return day(value)
    return f"{value.day} {MONTHS[value.month - 1]}" if is_english() else f"{value.month}月{value.day}日"


def moment(value: datetime | None, beside: date | datetime | None = None) -> str:
    if value is None:
        return ""
    gap = " " if is_english() else ""
    return f"{short_day(value, beside)}{gap}{timezone.localtime(value):%H:%M}"


def goal_words(target: TargetRecord | Target) -> str:
    """目标20家, 目标≥20家; empty where the plan gives no figure."""
    if not target.goal_text:
        return ""
    facts = getattr(target, "facts", target)
    sign = "" if facts.operator == Operator.EQUAL else str(facts.operator)
    return gettext("goal %(goal)s") % {"goal": f"{sign}{target.goal_text}{facts.unit}"}


def target_words(target: TargetRecord | Target) -> str:
    """Its name and its goal."""
    return f"{getattr(target, 'facts', target).name} {goal_words(target)}".strip()


def time_left(due_at: datetime, *, now: datetime) -> str:
    """距截止3天, counted in days of the calendar; past the due time it says so."""
    if now > due_at:
        days = (calendar_day(now) - calendar_day(due_at)).days
        return gettext("%(days)s days overdue") % {"days": days} if days else gettext("Overdue since today")
    days = (calendar_day(due_at) - calendar_day(now)).days
    if days == 0:
        return gettext("Due today")
    return ngettext("%(days)s day left", "%(days)s days left", days) % {"days": days}


def fall_words(kind: FallKind, target: TargetRecord) -> str:
    """A quantity to be brought down steps back by rising."""
    if kind is FallKind.REAL and goes_down(target.facts):
        return gettext("It has really risen")
    return str(FALL_WORDS[kind])


def act_word(act: str) -> str:
    return str(ACTS.get(act, act))


def role_word(role: str) -> str:
    return str(LABELS[Role][Role(role)]) if role in list(Role) else role


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
