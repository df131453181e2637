"""The items of a proposal. Offsets are code points of the document's text, half open."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Literal, Self

from plans.rules.publication import code_key
from plans.rules.vocabulary import Responsibility

Reading = Mapping[str, Any]
"""The JSON of `read_plan`, with `text`."""

Span = tuple[int, int]
SentenceState = Literal["task", "figure", "set_aside", "open"]
LONGEST_TITLE = 120
_ONGOING = re.compile("长期|持续|常态")


@dataclass(frozen=True)
class Item:
    """What every item has. `touched` is the number of the last step that concerned it, 0 while it is as it was read.

    `is_checked` where a person took it over, or changed or added it.
    """

    id: str
    touched: int
    is_checked: bool

    def handled(self, step: int, *, to_check: bool = False) -> Self:
        """The same item after a person has had it in hand; `to_check` where somebody still has to look at it."""
        return replace(self, touched=step, is_checked=not to_check)


@dataclass(frozen=True)
class Task(Item):
    """`code` counts within its measure and is final once the plan is confirmed.

    `stated_title`, `stated_due_on`, `due_text`, `named_lead` and `named_cooperating` are the document's; `title`,
    `due_on`, `lead` and `cooperating` (departments by their slugs) are what people settled.
    """

    code: str
    measure: str
    title: str
    stated_title: str
    spans: tuple[Span, ...]
    due_on: str
    stated_due_on: str
    due_text: str
    is_ongoing: bool
    responsibility: str
    lead: str
    cooperating: tuple[str, ...]
    named_lead: str
    named_cooperating: tuple[str, ...]

    @property
    def start(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[-1][1]

    @property
    def words(self) -> str:
        return self.title


@dataclass(frozen=True)
class Target(Item):
    """`task` is the task whose words hold it, or that it was read for (a column beside the task's in a breakdown).

    Empty where there is none: such a one does not come into the plan.
    """

    task: str
    kind: str
    basis: str
    force: str
    name: str
    value: str
    unit: str
    operator: str
    commitment: str
    start: int
    end: int
    own_words: bool

    @property
    def words(self) -> str:
        return f"{self.name}{self.value}{self.unit}"


@dataclass(frozen=True)
class Observation(Item):
    """A figure of the retrospective; only one that a person took over (`is_checked`) becomes an indicator."""

    section: str
    class_: str
    name: str
    value: str
    unit: str
    operator: str
    yoy: str
    growth: str
    growth_basis: str
    share_of_plan: str
    schedule_gap: str
    parent: str
    group: str
    start: int
    end: int
    own_words: bool

    @property
    def words(self) -> str:
        return f"{self.name}{self.value}{self.unit}" if self.value else self.name


def kind_of(item: Task | Target | Observation) -> str:
    """task, target or observation, as steps and pages name it."""
    return type(item).__name__.lower()


@dataclass(frozen=True)
class Finding:
    """A doubt about the document, and what a person decided about it; an empty decision is none."""

    id: str
    touched: int
    code: str
    message: str
    start: int
    end: int
    decision: str


@dataclass(frozen=True)
class Sentence:
    start: int
    end: int
    state: SentenceState
    reason: str

    @property
    def id(self) -> str:
        return f"s{self.start}"


@dataclass(frozen=True)
class Dropped:
    """An item that a person took out, with the reason."""

    id: str
    kind: str
    title: str
    reason: str
    start: int
    end: int
    touched: int


@dataclass(frozen=True)
class Proposal:
    """All items in document order."""

    sections: tuple[Mapping[str, Any], ...]
    measures: tuple[Mapping[str, Any], ...]
    tasks: tuple[Task, ...]
    targets: tuple[Target, ...]
    observations: tuple[Observation, ...]
    findings: tuple[Finding, ...]
    sentences: tuple[Sentence, ...]
    dropped: tuple[Dropped, ...]

    @property
    def items(self) -> tuple[Task | Target | Observation, ...]:
        return (*self.tasks, *self.targets, *self.observations)

    @property
    def coverage(self) -> dict[str, int]:
        """Sentences of the plan part by what became of them."""
        states = [sentence.state for sentence in self.sentences]
        return {"sentences": len(states)} | {
            name: states.count(name) for name in ("task", "figure", "set_aside", "open")
        }

    def targets_of(self, task: Task) -> tuple[Target, ...]:
        return tuple(self._targets_by_task.get(task.id, ()))

    @cached_property
    def _targets_by_task(self) -> dict[str, list[Target]]:
        found: dict[str, list[Target]] = {}
        for target in self.targets:
            found.setdefault(target.task, []).append(target)
        return found


def items_read(reading: Reading) -> list[Task | Target | Observation]:
    return [*_tasks(reading), *_targets(reading), *_observations(reading)]


def _tasks(reading: Reading) -> list[Task]:
    return [
        Task(
            id=item["id"],
            touched=0,
            is_checked=False,
            code=item["code"],
            measure=item["measure"],
            title=item["title"][:LONGEST_TITLE],
            stated_title=item["title"][:LONGEST_TITLE],
            spans=((item["start"], item["end"]),),
            due_on=item.get("due_on") or "",
            stated_due_on=item.get("due_on") or "",
            due_text=item.get("due_text") or "",
            is_ongoing=_ONGOING.search(item.get("due_text") or "") is not None,
            responsibility=_responsibility(item["title"]).value,
            lead="",
            cooperating=(),
            named_lead=item.get("lead") or "",
            named_cooperating=tuple(item.get("cooperating") or ()),
        )
        for item in reading["tasks"]
    ]


def _responsibility(title: str) -> Responsibility:
    return Responsibility.SUPPORTING if "配合" in title else Responsibility.OWN


TARGET_FIELDS = ("kind", "basis", "force", "name", "value", "unit", "operator", "commitment")
OBSERVATION_FIELDS = (
    "name", "value", "unit", "operator", "yoy", "growth", "growth_basis", "share_of_plan", "schedule_gap", "parent", "group",
)  # fmt: skip


def _targets(reading: Reading) -> list[Target]:
    return [
        Target(
            id=item["id"],
            touched=0,
            is_checked=False,
            task=item.get("task") or "",
            start=item["start"],
            end=item["end"],
            own_words=False,
            **_texts(item, TARGET_FIELDS),
        )
        for item in reading["targets"]
    ]


def _observations(reading: Reading) -> list[Observation]:
    return [
        Observation(
            id=item["id"],
            touched=0,
            is_checked=False,
            section=item["section"] or "",
            class_=item["class"],
            start=item["start"],
            end=item["end"],
            own_words=False,
            **_texts(item, OBSERVATION_FIELDS),
        )
        for item in reading["observations"]
    ]


def _texts(item: Mapping[str, Any], names: Sequence[str]) -> dict[str, Any]:
    """Empty where nothing is said; a value without the separators it may be written with."""
    return {name: item[name] or "" for name in names} | {"value": (item["value"] or "").replace(",", "")}


def findings_read(reading: Reading) -> list[Finding]:
    """Numbered as they were found: two of one kind may stand in one sentence."""
    return [
        Finding(f"F{number:02d}", 0, item["code"], item["message"], item["start"], item["end"], "")
        for number, item in enumerate(reading["findings"], 1)
    ]


def numbered(tasks: Sequence[Task], measures: Sequence[Mapping[str, Any]]) -> tuple[Task, ...]:
    """Tasks in document order, each with the code area.measure.ordinal that its place gives it."""
    places = {measure["id"]: (measure["area"], measure["number"]) for measure in measures}
    counts: dict[str, int] = {}
    found = []
    for task in sorted(tasks, key=lambda one: one.spans):
        counts[task.measure] = counts.get(task.measure, 0) + 1
        area, number = places[task.measure]
        found.append(replace(task, code=f"{area}.{number}.{counts[task.measure]}"))
    return tuple(sorted(found, key=lambda one: code_key(one.code)))


class Places:
    """Which item covers a place of the text; items' spans do not overlap."""

    def __init__(self, spans: Sequence[tuple[Span, str]]) -> None:
        self._spans = sorted(spans)
        self._starts = [span[0] for span, _ in self._spans]

    def at(self, place: int) -> str:
        index = bisect_right(self._starts, place) - 1
        return self._spans[index][1] if index >= 0 and place < self._spans[index][0][1] else ""

    def meets(self, start: int, end: int) -> str:
        """The first item that shares a character with the stretch."""
        found = self.at(start)
        index = bisect_right(self._starts, start)
        if not found and index < len(self._spans) and self._starts[index] < end:
            found = self._spans[index][1]
        return found
