"""The plan's own text as a document, each task's words marked by its light. Not one character of it is changed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from plans.models.words import aside_word
from plans.public.answers import Count
from plans.public.home import area_lines
from plans.public.lines import TaskLine, task_line
from plans.queries.published import (
    FrozenIndicator,
    FrozenTask,
    Issue,
    Source,
    load_issue,
    load_record,
    load_source,
    load_tasks,
)

STOPS = "，。；：、！？,.;:"
LONG_LINE = 40


@dataclass(frozen=True)
class Run:
    """A stretch of text. `task` marks it; `tail` is punctuation that belongs before the badge; the first of a task's
    passages carries its anchor and its note. `figure` is the indicator a figure belongs to.
    """

    text: str
    task: TaskLine | None = None
    tail: str = ""
    is_first: bool = False
    is_title: bool = False
    is_figure: bool = False
    figure: str = ""


@dataclass(frozen=True)
class Paragraph:
    """`level` 2–4 for a heading, 0 for text."""

    runs: tuple[Run, ...]
    level: int = 0
    anchor: str = ""


@dataclass(frozen=True)
class Entry:
    """A line of the side index."""

    anchor: str
    words: str
    is_part: bool
    counts: tuple[Count, ...] = ()


@dataclass(frozen=True)
class Aside:
    text: str
    reason: str


@dataclass(frozen=True)
class Meter:
    """How the sentences of the plan part were divided."""

    sentences: int
    in_tasks: int
    set_aside: int
    open: int

    def share(self, count: int) -> str:
        return f"{100 * count / self.sentences:.2f}%" if self.sentences else "0%"

    @property
    def covered(self) -> str:
        return f"{100 * (self.in_tasks + self.set_aside) / self.sentences:.1f}%" if self.sentences else ""

    @property
    def blocks(self) -> tuple[tuple[str, str, str], ...]:
        """Class, place and width of each part of the bar."""
        rows = (("m1", self.in_tasks), ("m2", self.set_aside), ("m3", self.open))
        blocks, before = [], 0
        for css, count in rows:
            blocks.append((css, self.share(before), self.share(count)))
            before += count
        return tuple(blocks)


@dataclass(frozen=True)
class DocumentPage:
    issue: Issue
    title: str
    published_on: str
    task_count: int
    paragraphs: tuple[Paragraph, ...]
    index: tuple[Entry, ...]
    meter: Meter | None
    aside: tuple[Aside, ...]


@dataclass(frozen=True)
class _Mark:
    start: int
    end: int
    run: Run


@dataclass
class _Layout:
    text: str
    sections: dict[int, list[Mapping[str, Any]]]
    marks: list[_Mark]
    top: int
    paragraphs: list[Paragraph] = field(default_factory=list)


def build_document(slug: str, number: int | None = None) -> DocumentPage:
    issue = load_issue(slug, number)
    source = load_source(issue)
    tasks = load_tasks(issue)
    head = issue.header["source"]
    return DocumentPage(
        issue=issue,
        title=head.get("title") or source.title,
        published_on=head.get("published_on") or (source.published_on.isoformat() if source.published_on else ""),
        task_count=len(tasks),
        paragraphs=tuple(_paragraphs(source, head, tasks, load_record(issue))),
        index=tuple(_index(head["sections"], tasks)),
        meter=_meter(head["coverage"]),
        aside=tuple(
            Aside(
                source.text[int(row["start"]) : int(row["end"])].strip(),
                aside_word(row.get("reason") or row.get("disposition") or ""),
            )
            for row in head.get("aside", [])
        ),
    )


def _meter(coverage: Mapping[str, str]) -> Meter | None:
    return (
        Meter(**{key: int(coverage[key]) for key in ("sentences", "in_tasks", "set_aside", "open")})
        if coverage
        else None
    )


def _paragraphs(
    source: Source, head: Mapping[str, Any], tasks: Sequence[FrozenTask], record: Sequence[FrozenIndicator]
) -> list[Paragraph]:
    """Lines become paragraphs; a section that begins inside a line (二是…) begins a paragraph of its own."""
    sections: dict[int, list[Mapping[str, Any]]] = {}
    for row in head["sections"]:
        sections.setdefault(int(row["start"]), []).append(row)
    levels = sorted({int(row["level"]) for row in head["sections"]})
    figures = [*_figure_marks(record, source.text), *_old_figure_marks(head)]
    marks = sorted([*_task_marks(tasks, source.text), *figures], key=lambda mark: mark.start)
    layout = _Layout(source.text, sections, marks, levels[0] if levels else 1)
    first, last = _extent(head["sections"], source.text)
    title = head.get("title") or source.title
    for start, end in _lines(source.text):
        line = source.text[start:end]
        is_furniture = (start < first and len(line) < LONG_LINE) or start >= last or line == title
        if not is_furniture:
            _lay_line(layout, start, end)
    return layout.paragraphs


def _extent(sections: Sequence[Mapping[str, Any]], text: str) -> tuple[int, int]:
    """What a web site put around the document is no text of the plan: short lines before it, anything after it."""
    if not sections:
        return 0, len(text)
    return min(int(row["start"]) for row in sections), max(int(row["end"]) for row in sections)


def _lines(text: str) -> Iterable[tuple[int, int]]:
    """Where each line stands, without the spaces around it."""
    position = 0
    for line in text.split("\n"):
        words = line.strip()
        if words:
            start = position + line.index(words)
            yield start, start + len(words)
        position += len(line) + 1


def _lay_line(layout: _Layout, start: int, end: int) -> None:
    cuts = [cut for cut in sorted(layout.sections) if start < cut < end]
    for piece_start, piece_end in zip([start, *cuts], [*cuts, end], strict=True):
        section = layout.sections.get(piece_start, [None])[-1]
        title_end = _title_end(layout.text, section, piece_end) if section else piece_start
        if section and title_end == piece_end and section["kind"] != "measure":
            words = layout.text[piece_start:piece_end]
            level = min(4, 2 + int(section["level"]) - layout.top)
            layout.paragraphs.append(Paragraph((Run(words),), level, anchor(section["number"])))
            continue
        runs = [Run(layout.text[piece_start:title_end], is_title=True)] if title_end > piece_start else []
        runs += _runs(layout, title_end, piece_end)
        layout.paragraphs.append(Paragraph(tuple(runs), anchor=anchor(section["number"]) if section else ""))


def anchor(number: str) -> str:
    return f"s-{number}"


def _title_end(text: str, section: Mapping[str, Any], limit: int) -> int:
    """Where the heading's own words end, its full stop included."""
    start = int(section["start"])
    title_start = text.find(section["title"], start, limit) if section["title"] else -1
    if title_start < 0:
        return start + len(section["marker"])
    end = title_start + len(section["title"])
    return end + 1 if text[end : end + 1] in ("。", ".") else end


def _runs(layout: _Layout, start: int, end: int) -> list[Run]:
    runs, position = [], start
    for mark in layout.marks:
        if mark.end <= position or mark.start >= end:
            continue
        begin, stop = max(mark.start, position), min(mark.end, end)
        if begin > position:
            runs.append(Run(layout.text[position:begin]))
        tail = layout.text[stop : stop + 1] if stop < end and layout.text[stop] in STOPS else ""
        run = mark.run
        shown = tail if run.task else ""
        runs.append(replace(run, text=layout.text[begin:stop], tail=shown))
        position = stop + len(shown)
    if position < end:
        runs.append(Run(layout.text[position:end]))
    return runs


def _task_marks(tasks: Sequence[FrozenTask], text: str) -> Iterable[_Mark]:
    """A passage that is not in the text as quoted is left unmarked: never underline other words."""
    for task in tasks:
        line = task_line(task)
        is_first = True
        for passage in task.body["passages"] if task.body else ():
            start, end = int(passage["start"]), int(passage["end"])
            if text[start:end] == passage["text"]:
                yield _Mark(start, end, Run("", line, is_first=is_first))
                is_first = False


def _figure_marks(record: Sequence[FrozenIndicator], text: str) -> Iterable[_Mark]:
    """The words of each value; the first of an indicator's passages carries its anchor."""
    for body in (row.body for row in record if row.body is not None):
        is_first = True
        for passage in (passage for value in body["values"] for passage in value["passages"]):
            start, end = int(passage["start"]), int(passage["end"])
            if text[start:end] == passage["text"]:
                yield _Mark(start, end, Run("", is_first=is_first, is_figure=True, figure=body["code"]))
                is_first = False


def _old_figure_marks(head: Mapping[str, Any]) -> Iterable[_Mark]:
    """Before schema 2 the header held what was given as a share of the plan."""
    for row in head.get("observations", []):
        if row.get("share_of_plan"):
            yield _Mark(int(row["start"]), int(row["end"]), Run("", is_figure=True))


def _index(sections: Sequence[Mapping[str, Any]], tasks: Sequence[FrozenTask]) -> Iterable[Entry]:
    """Parts and areas; an area of the plan part with its counts."""
    counts = {line.number: line.stand.present for line in area_lines(tasks)}
    top = min((int(row["level"]) for row in sections), default=1)
    for row in sections:
        depth = int(row["level"]) - top
        if depth <= 1 and row["kind"] != "measure":
            words = f"{row['marker']}{row['title']}"
            yield Entry(anchor(row["number"]), words, depth == 0, counts.get(row["number"], ()))
