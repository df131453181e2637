"""What may be changed about an item, each field checked; the first fault is told at its field."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from plans.rules.figures import MAX_DIGITS
from plans.rules.lights import CEILINGS
from plans.rules.proposal.items import LONGEST_TITLE, TARGET_FIELDS, Observation, Target, Task
from plans.rules.said import Refused
from plans.rules.vocabulary import Basis, Commitment, Force, Operator, Responsibility, TargetKind

Body = Mapping[str, Any]
SHORT_TITLE = 40
LONGEST_NAME = 120
LONGEST_UNIT = 20
LONGEST_REASON = 200
_NUMBER = re.compile(r"-?[0-9]++(?:\.[0-9]++)?+")
_STOPS = re.compile("[,，。;；:：!！?？\n]")
_VOCABULARIES = {
    "kind": TargetKind,
    "basis": Basis,
    "force": Force,
    "operator": Operator,
    "commitment": Commitment,
    "responsibility": Responsibility,
}
_MAY_BE_EMPTY = {"basis", "force"}
_NUMBERS = ("value", "yoy", "growth", "share_of_plan", "schedule_gap")


def title_of(words: str) -> str:
    """A first title for a passage: its first clause, of at most 40 characters."""
    return _STOPS.split(words.strip(), maxsplit=1)[0].strip()[:SHORT_TITLE] or words.strip()[:SHORT_TITLE]


def reason_of(body: Body) -> str:
    reason = str(body.get("reason", "")).strip()
    if not reason:
        raise Refused("reason-missing", "请选择或填写理由。", "Choose or give a reason.", field="reason")
    return reason[:LONGEST_REASON]


def changed(item: Task | Target | Observation, body: Body) -> Task | Target | Observation:
    """The item with the fields of the body."""
    if isinstance(item, Task):
        return changed_task(item, body)
    return changed_target(item, body) if isinstance(item, Target) else changed_observation(item, body)


def changed_task(task: Task, body: Body) -> Task:
    changes: dict[str, Any] = {}
    if "title" in body:
        title = _text(body, "title")
        if not 0 < len(title) <= LONGEST_TITLE:
            raise Refused(
                "title-length",
                f"请填写任务名称，不超过{LONGEST_TITLE}字。",
                f"Give a title of at most {LONGEST_TITLE} characters.",
                field="title",
            )
        changes["title"] = title
    if "due_on" in body:
        changes["due_on"] = _day(_text(body, "due_on"))
    if "responsibility" in body:
        changes["responsibility"] = _code(body, "responsibility")
    if "is_ongoing" in body:
        changes["is_ongoing"] = bool(body["is_ongoing"])
    if "lead" in body:
        changes["lead"] = _text(body, "lead")
    if "cooperating" in body:
        lead = changes.get("lead", task.lead)
        changes["cooperating"] = tuple(dict.fromkeys(str(slug) for slug in body["cooperating"] if slug != lead))
    return replace(task, **changes)


def changed_target(target: Target, body: Body) -> Target:
    codes: dict[str, Any] = {
        name: _code(body, name) for name in _VOCABULARIES if name in body and name in TARGET_FIELDS
    }
    new = replace(target, **codes, **_words(body), **_numbers(body, ("value",)))
    if not new.value:
        raise Refused("value-missing", "请填写数值。", "Give the value.", field="value")
    is_counted = new.kind in {TargetKind.CUMULATIVE.value, TargetKind.SCOPE.value}
    if is_counted and Operator(new.operator) in CEILINGS:
        raise Refused(
            "ceiling-counts",
            "累计类、清单类目标不能是上限，请改为达标类。",
            "A target that counts up cannot be a ceiling; make it a level.",
            field="operator",
        )
    _refuse_nameless(new.name)
    return new


def changed_observation(observation: Observation, body: Body) -> Observation:
    codes: dict[str, Any] = {name: _code(body, name) for name in ("operator",) if name in body}
    new = replace(observation, **codes, **_words(body), **_numbers(body, _NUMBERS))
    if not any(getattr(new, name) for name in _NUMBERS):
        raise Refused("value-missing", "请填写数值。", "Give the value.", field="value")
    _refuse_nameless(new.name)
    return new


def _refuse_nameless(name: str) -> None:
    if not name:
        raise Refused("name-missing", "请填写名称。", "Give the name.", field="name")


def _words(body: Body) -> dict[str, Any]:
    found = {}
    for name, longest in (("name", LONGEST_NAME), ("unit", LONGEST_UNIT)):
        if name in body:
            found[name] = _text(body, name)
            if len(found[name]) > longest:
                raise Refused("text-long", f"不能超过{longest}字。", f"At most {longest} characters.", field=name)
    return found


def _numbers(body: Body, names: Sequence[str]) -> dict[str, Any]:
    """Decimal text as written, digits of either width; separators are left out."""
    found = {}
    for name in names:
        if name in body:
            number = _text(body, name).translate(_WIDE).replace(",", "").removeprefix("+").rstrip("%")
            if number and (not _NUMBER.fullmatch(number) or len(number) > MAX_DIGITS):
                raise Refused(
                    "figure-unclear",
                    f"“{_text(body, name)}”不是一个数。请只填数字，例如 20 或 12.3。",
                    f"“{_text(body, name)}” is not a number. Enter digits only, such as 20 or 12.3.",
                    field=name,
                )
            found[name] = number
    return found


_WIDE = str.maketrans("０１２３４５６７８９．，％－＋", "0123456789.,%-+")


def _code(body: Body, name: str) -> str:
    code = _text(body, name)
    if code not in {member.value for member in _VOCABULARIES[name]} and not (name in _MAY_BE_EMPTY and not code):
        raise Refused("choice-unknown", "请从列表中选择。", "Choose one of the list.", field=name)
    return code


def _day(typed: str) -> str:
    if not typed:
        return ""
    try:
        return date.fromisoformat(typed).isoformat()
    except ValueError:
        raise Refused(
            "date-unclear",
            f"“{typed}”不是日期，请按“2023-11-30”的格式填写。",
            f"“{typed}” is no date; write it like 2023-11-30.",
            field="due_on",
        ) from None


def _text(body: Body, name: str) -> str:
    return str(body.get(name) or "").replace("\x00", "").strip()
