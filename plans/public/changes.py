"""What differs between two issues of one plan, task by task, and which figures of earlier issues were put right."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from plans.models.choices import LABELS
from plans.public.lines import TaskLine, task_line
from plans.queries.published import FrozenTask, IssueHead
from plans.rules.vocabulary import CorrectionKind


@dataclass(frozen=True)
class LightChange:
    """`before` is None for a task that the earlier issue did not have."""

    before: TaskLine | None
    now: TaskLine


@dataclass(frozen=True)
class Corrected:
    """One figure of an earlier issue: what it was, what it is, and in which issue that was said."""

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


def _corrected(body: Mapping[str, Any], row: Mapping[str, Any], listed_in: int) -> Corrected:
    return Corrected(
        code=body["code"],
        title=body["title"],
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
