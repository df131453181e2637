"""A stretch of the document beside what was read in it: paragraphs on one side, their items on the other."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from heapq import heappop, heappush
from itertools import pairwise

from plans.rules.proposal import Observation, Proposal, Sentence, Target, Task
from plans.rules.proposal.passages import cuts

_STOPS = "。！？"
FRONT = "front"
"""The stretch before the first heading; sections of a reading are numbered."""
FEW = 20


@dataclass(frozen=True)
class Unit:
    """A stretch that is worked through on one page: an area, or a part's own text before its first area."""

    id: str
    marker: str
    title: str
    start: int
    end: int
    tasks: int
    checked: int
    figures: int
    taken: int
    open: int

    @property
    def is_plan(self) -> bool:
        return bool(self.tasks or self.open)


@dataclass(frozen=True)
class Piece:
    """Some words of a paragraph and what became of them: task, figure, set_aside, open, or text of no plan part."""

    start: int
    text: str
    state: str = ""
    note: str = ""
    item: str = ""
    code: str = ""


@dataclass(frozen=True)
class TaskCard:
    task: Task
    targets: tuple[Target, ...]
    passages: tuple[str, ...]
    cuts: tuple[tuple[int, str], ...]
    previous: Task | None


@dataclass
class Row:
    """One sentence and what was read in it; `begins` where a paragraph of the document begins."""

    start: int
    pieces: tuple[Piece, ...]
    begins: bool
    tasks: list[TaskCard] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    observations: list[Observation] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)


def units_of(proposal: Proposal, text: str) -> list[Unit]:
    """Every stretch in which something was read, in document order; one pass over the items, however many units."""
    heads = [{"id": FRONT, "marker": "", "title": "", "start": 0}]
    heads += [section for section in proposal.sections if section["level"] <= 2]
    starts = [head["start"] for head in heads]
    counts = [Counter() for _ in heads]

    def count(place: int, *names: str) -> None:
        counts[bisect_right(starts, place) - 1].update(names)

    for task in proposal.tasks:
        count(task.start, "tasks", *(["checked"] if task.is_checked else []))
    for item in proposal.observations:
        count(item.start, "figures", *(["taken"] if item.is_checked else []))
    for row in proposal.sentences:
        count(row.start, "sentences", row.state)
    return [
        Unit(
            id=head["id"],
            marker=head["marker"],
            title=head["title"] or _first_words(text, start, end),
            start=start,
            end=end,
            **{name: found[name] for name in ("tasks", "checked", "figures", "taken", "open")},
        )
        for head, (start, end), found in zip(heads, pairwise([*starts, len(text)]), counts, strict=True)
        if found
    ]


def _first_words(text: str, start: int, end: int) -> str:
    """What a stretch without a heading is called."""
    words = " ".join(text[start:end].split())
    return f"{words[:FEW]}…" if len(words) > FEW else words


def rows_of(proposal: Proposal, text: str, unit: Unit) -> list[Row]:
    layers = _Layers(proposal)
    rows = [
        Row(low, tuple(layers.pieces(text, low, high)), begins)
        for low, high, begins in _sentences(proposal, text, unit)
    ]
    places = _Places(rows, unit)
    for place, task in enumerate(proposal.tasks):
        for row in places.at(task.start):
            row.tasks.append(_card(proposal, text, place))
    for target in proposal.targets:
        for row in places.at(target.start) if not target.task else ():
            row.targets.append(target)
    for figure in proposal.observations:
        for row in places.at(figure.start):
            row.observations.append(figure)
    for sentence in proposal.sentences:
        for row in places.at(sentence.start) if _is_told(sentence) else ():
            row.sentences.append(sentence)
    return rows


class _Places:
    """The paragraph at a place of the text: none outside the unit."""

    def __init__(self, rows: list[Row], unit: Unit) -> None:
        self._rows, self._unit = rows, unit
        self._starts = [row.start for row in rows]

    def at(self, place: int) -> list[Row]:
        if not self._rows or not self._unit.start <= place < self._unit.end:
            return []
        return [self._rows[max(bisect_right(self._starts, place) - 1, 0)]]


def _is_told(sentence: Sentence) -> bool:
    """A heading speaks for itself."""
    return sentence.state == "open" or (sentence.state == "set_aside" and sentence.reason != "heading")


def _sentences(proposal: Proposal, text: str, unit: Unit) -> Iterator[tuple[int, int, bool]]:
    """Start, end, and whether a paragraph begins there; a measure begins a sentence of its own."""
    starts = {measure["start"] for measure in proposal.measures}
    at = unit.start
    for line in text[unit.start : unit.end].split("\n"):
        end = at + len(line)
        borders = [place for place in range(at + 1, end) if text[place - 1] in _STOPS or place in starts]
        for low, high in pairwise([at, *borders, end]):
            if text[low:high].strip():
                yield low, high, low == at
        at = end + 1


def _card(proposal: Proposal, text: str, place: int) -> TaskCard:
    """Merging is offered with the task before it in the same measure."""
    task = proposal.tasks[place]
    before = proposal.tasks[place - 1] if place else None
    return TaskCard(
        task=task,
        targets=proposal.targets_of(task),
        passages=tuple(text[start:end] for start, end in task.spans),
        cuts=tuple(cuts(text, task.spans)),
        previous=before if before and before.measure == task.measure else None,
    )


class _Layers:
    """What lies over each place of the text, asked for from left to right."""

    def __init__(self, proposal: Proposal) -> None:
        layers = enumerate(_layers(proposal))
        self._coming = sorted(((left, right, -rank, piece) for rank, (left, right, piece) in layers), reverse=True)
        self._over: list[tuple[int, int, Piece]] = []

    def pieces(self, text: str, start: int, end: int) -> Iterator[Piece]:
        """The sentence cut where something else lies uppermost."""
        at = start
        while at < end:
            while self._coming and self._coming[-1][0] <= at:
                _, right, rank, piece = self._coming.pop()
                heappush(self._over, (rank, right, piece))
            while self._over and self._over[0][1] <= at:
                heappop(self._over)
            _, high, piece = self._over[0] if self._over else (0, end, Piece(at, ""))
            high = min(high, end, self._coming[-1][0] if self._coming else end)
            yield replace(piece, start=at, text=text[at:high])
            at = high


def _layers(proposal: Proposal) -> list[tuple[int, int, Piece]]:
    """Tasks lie above figures, and these above sentences."""
    sentences = [(row.start, row.end, Piece(0, "", row.state, row.reason)) for row in proposal.sentences]
    figures = [(row.start, row.end, Piece(0, "", "figure", row.words, row.id)) for row in proposal.observations]
    tasks = [
        (start, end, Piece(0, "", "task", task.title, task.id, task.code))
        for task in proposal.tasks
        for start, end in task.spans
    ]
    return [*sentences, *figures, *tasks]
