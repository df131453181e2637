"""A task as lists show it: one line from its frozen body, with everything already in words of the page's language."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from plans.models.words import badge, gap_words, light_word
from plans.public.judged import judged_by
from plans.public.words import department_name, figures_words, said
from plans.queries.published import FrozenTask
from plans.rules.bars import Bullet, bullet
from plans.rules.figures import from_exact
from plans.rules.vocabulary import Light, TaskState

WITHHELD = "withheld"


@dataclass(frozen=True)
class Unit:
    slug: str
    name: str
    category: str
    sort: int


@dataclass(frozen=True)
class Measured:
    """What a task is measured by, in short: “新增农民合作社14/20家”."""

    words: str
    origin: str


@dataclass(frozen=True)
class TaskLine:
    code: str
    title: str
    light: str
    word: str
    full_word: str
    reason: str
    completion: str
    scheduled: str
    gap: str
    bar: Bullet | None
    because: str = ""
    measured: tuple[Measured, ...] = ()
    lead: Unit | None = None
    joint_leads: tuple[Unit, ...] = ()
    cooperating: tuple[Unit, ...] = ()
    due_on: str = ""
    due_added: bool = False
    is_stale: bool = False
    withheld_because: str = ""
    milestones: str = ""

    @property
    def is_withheld(self) -> bool:
        return self.light == WITHHELD

    @property
    def note(self) -> str:
        """What a margin can add to a sentence in one line: figures, else milestones."""
        if self.completion and self.gap:
            return f"{self.completion} · {self.deciding}"
        return self.completion or self.milestones

    @property
    def deciding(self) -> str:
        """Beside a light: what it was judged by, where that is not the gap of the whole task."""
        return self.because or self.gap


def task_line(task: FrozenTask) -> TaskLine:
    body = task.body
    if body is None:
        return _withheld(task)
    light, state = Light(body["light"]) if body["light"] else None, TaskState(body["state"])
    return TaskLine(
        code=task.code,
        title=body["title"],
        light=(light or Light.NA).value,
        word=badge(light, state),
        full_word=light_word(light, state),
        reason=said(body["reason"]),
        completion=percent_words(body["completion_percent"]),
        scheduled=percent_words(body["scheduled_percent"]),
        gap=gap_words(from_exact(body["gap_pp"])),
        bar=body_bar(body),
        because=judged_by(body),
        measured=_measured(body),
        lead=unit(body["lead"]) if body["lead"] else None,
        joint_leads=tuple(unit(row) for row in body["joint_leads"]),
        cooperating=tuple(unit(row) for row in body["cooperating"]),
        due_on=body["due_on"],
        due_added=body["terms_origin"]["kind"] != "plan" or body["due_inferred"],
        is_stale=not body["updated"] and light is not Light.DONE,
        milestones=_milestones(body),
    )


def _withheld(task: FrozenTask) -> TaskLine:
    word = gettext("Withheld")
    return TaskLine(
        code=task.code,
        title=gettext("Content withheld"),
        light=WITHHELD,
        word=word,
        full_word=word,
        reason=task.withheld_because,
        completion="",
        scheduled="",
        gap="",
        bar=None,
        withheld_because=task.withheld_because,
    )


def body_bar(figures: Mapping[str, Any], *, bar: int = 8) -> Bullet | None:
    return bullet(
        from_exact(figures["completion"]),
        from_exact(figures["scheduled"]),
        light=Light(figures["light"]) if figures["light"] else None,
        label=figures_words(figures),
        bar=bar,
    )


def percent_words(text: str | None) -> str:
    return f"{text}%" if text is not None else ""


def unit(row: Mapping[str, Any]) -> Unit:
    return Unit(row["slug"], department_name(row), row["category"], int(row["sort"]))


def quantity_words(target: Mapping[str, Any]) -> str:
    """“14/20家”, or what there is of it."""
    value, goal, unit_ = target["value"], target["goal"], target["unit"]
    if value is None and goal is None:
        return ""
    if value is None:
        return gettext("goal %(goal)s%(unit)s") % {"goal": goal, "unit": unit_}
    return f"{value}/{goal}{unit_}" if goal is not None else f"{value}{unit_}"


def _measured(body: Mapping[str, Any]) -> tuple[Measured, ...]:
    targets = [
        Measured(f"{target['name']}{quantity_words(target)}", target["origin"]["kind"]) for target in body["targets"]
    ]
    milestones = body["milestones"]
    if milestones and not targets:
        words = _milestones(body)
        origins = {milestone["origin"]["kind"] for milestone in milestones}
        targets.append(Measured(words, "plan" if origins == {"plan"} else "decision"))
    return tuple(targets)


def _milestones(body: Mapping[str, Any]) -> str:
    if not body["milestones"]:
        return ""
    return gettext("%(reached)s of %(total)s milestones reached") % {
        "reached": body["milestones_reached"],
        "total": len(body["milestones"]),
    }
