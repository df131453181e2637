"""What differs between two issues of one plan, task by task, and which figures of earlier issues were put right."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext_lazy

from plans.models.choices import LABELS
from plans.public.lines import TaskLine, task_line
from plans.queries.published import FrozenIndicator, FrozenTask, IssueHead
from plans.rules.vocabulary import CorrectionKind


@dataclass(frozen=True)
class LightChange:
    """`before` is None for a task that the earlier issue did not have."""

    before: TaskLine | None
    now: TaskLine


@dataclass(frozen=True)
class Corrected:
    """One figure of an earlier issue: what it was, what it is, and in which issue that was said.

    It belongs to a task, or to an indicator of the record.
    """

    code: str
    title: str
    name: str
    unit: str
    number: int
    as_of: str
    was: str
    now: str
    kind: str
    reason: str
    listed_in: int
    is_recorded: bool = False


def light_changes(before: Iterable[FrozenTask], now: Iterable[FrozenTask]) -> tuple[LightChange, ...]:
    """In plan order: tasks whose light is another one, and tasks that are new."""
    earlier = {task.code: task_line(task) for task in before}
    changes = (LightChange(earlier.get(task.code), task_line(task)) for task in now)
    return tuple(change for change in changes if change.before is None or change.before.word != change.now.word)


def corrections_of(task: FrozenTask, *, listed_in: IssueHead) -> tuple[Corrected, ...]:
    if task.body is None:
        return ()
    return tuple(_corrected(task.body, row, listed_in.number) for row in task.body["corrections"])


def all_corrections(rows: Iterable[tuple[IssueHead, FrozenTask]]) -> tuple[Corrected, ...]:
    """A row carries the corrections that its own issue lists, no earlier ones."""
    return tuple(corrected for head, task in rows for corrected in corrections_of(task, listed_in=head))


def record_corrections(rows: Iterable[tuple[IssueHead, FrozenIndicator]]) -> tuple[Corrected, ...]:
    """The same of the record: figures of indicators, which have no target but a kind."""
    return tuple(
        replace(
            _corrected(row.body, correction, head.number),
            title=row.body["name"],
            name=str(FIGURE_NAMES[correction["field"]]),
            is_recorded=True,
        )
        for head, row in rows
        if row.body is not None
        for correction in row.body["corrections"]
    )


FIGURE_NAMES = {
    "value": gettext_lazy("value"),
    "yoy": gettext_lazy("growth, year on year"),
    "growth": gettext_lazy("growth"),
    "share_of_plan": gettext_lazy("share of the yearly plan"),
    "stated_gap": gettext_lazy("stated lead or lag"),
    "average": gettext_lazy("city average"),
    "rank": gettext_lazy("rank"),
}


def _corrected(body: Mapping[str, Any], row: Mapping[str, Any], listed_in: int) -> Corrected:
    return Corrected(
        code=body["code"],
        title=body.get("title", ""),
        name=row["name"],
        unit=row["unit"],
        number=int(row["number"]),
        as_of=row["as_of"],
        was=row["was"],
        now=row["now"],
        kind=str(LABELS[CorrectionKind][CorrectionKind(row["kind"])]),
        reason=row["reason"],
        listed_in=listed_in,
    )
