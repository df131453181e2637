"""Task breakdowns (任务分解表, 台账, 责任清单) in the tables of a document → measures and tasks with who leads and by when.

One row is one task, and its cell is the task's place in the text. What its rows are grouped by, from the widest to the
narrowest, gives the area and the measure: rows that only say 一、…, merged or repeated cells before the task. Where the
text of the document plans too, the table repeats it: a row that says what a task of the text says gives that task its
units and its day, and only the other rows become tasks of their own.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby, pairwise

from plans.importing.breakdown_rows import Row, read_rows
from plans.importing.deadlines import last_deadline
from plans.importing.headings import match_marker
from plans.importing.responsible import due_day, units_in
from plans.importing.sentences import split_sentences
from plans.importing.shapes import (
    Document,
    Measure,
    Outline,
    Period,
    Section,
    SentenceReading,
    Span,
    Target,
    Task,
)
from plans.importing.targets import read_targets
from plans.importing.tasks import LONGEST_TITLE, title_of

_WORDS = re.compile("[^\n]")
_ALIKE = 70  # of a hundred pairs of characters of the shorter, that the longer has too


@dataclass(frozen=True)
class Plan:
    """What the stages before read in the text, and what is added to it here."""

    outline: Outline
    tasks: tuple[Task, ...]
    targets: tuple[Target, ...]
    sentences: tuple[SentenceReading, ...]


def without_tables(document: Document) -> Document:
    """The text alone: a table is read by its columns, not as sentences."""
    normal, at = [], 0
    for table in document.tables:
        normal += [document.normal[at : table.start], _WORDS.sub(" ", document.normal[table.start : table.end])]
        at = table.end
    return replace(document, normal="".join([*normal, document.normal[at:]]))


def with_breakdowns(document: Document, plan: Plan) -> Plan:
    """The plan of the text with the tasks of its tables; the same plan where no table breaks tasks down."""
    rows = read_rows(document)
    if not rows:
        return plan
    plan = _stated_by_headings(plan)
    matches = _matches(document, plan.tasks, rows)
    period = plan.outline.plan_period
    tasks = [_answered_for(document, task, matches.get(index, []), period) for index, task in enumerate(plan.tasks)]
    matched = {id(row) for found in matches.values() for row in found}
    own = _plan_of(document, plan.outline, [row for row in rows if id(row) not in matched])
    return _in_order(
        Plan(
            replace(
                plan.outline,
                sections=plan.outline.sections + own.outline.sections,
                measures=plan.outline.measures + own.outline.measures,
            ),
            tasks=(*tasks, *own.tasks),
            targets=(*plan.targets, *_told_more(document, plan, matches), *own.targets),
            sentences=plan.sentences + own.sentences,
        )
    )


# -- rows that say what the text says --------------------------------------------------------------------------------


def _stated_by_headings(plan: Plan) -> Plan:
    """Lines around a table, under no heading, are its title and notes and plan nothing by themselves."""
    bare = {section.id: section for section in plan.outline.sections if not section.title}
    if not bare or any(measure.section not in bare for measure in plan.outline.measures):
        return plan
    inside = [Span(section.start, section.end) for section in bare.values()]
    return Plan(
        replace(plan.outline, sections=tuple(one for one in plan.outline.sections if one.title), measures=()),
        tasks=(),
        targets=tuple(target for target in plan.targets if target.measure is None),
        sentences=tuple(
            one for one in plan.sentences if not any(span.start <= one.start < span.end for span in inside)
        ),
    )


def _matches(document: Document, tasks: Sequence[Task], rows: list[Row]) -> dict[int, list[Row]]:
    """The rows that repeat a task of the text, by its index."""
    pairs = [_pairs(document.normal, Span(task.start, task.end)) for task in tasks]
    holding: dict[str, list[int]] = defaultdict(list)
    for index, found in enumerate(pairs):
        for pair in found:
            holding[pair].append(index)
    matches: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        own = _pairs(document.normal, row.task)
        shared = Counter(index for pair in own for index in holding.get(pair, ()))
        for index, count in shared.most_common(1):
            if count * 100 >= _ALIKE * min(len(own), len(pairs[index])):
                matches[index].append(row)
    return matches


def _pairs(normal: str, span: Span) -> set[str]:
    words = [character for character in normal[span.start : span.end] if character.isalnum()]
    return {one + other for one, other in pairwise(words)}


def _answered_for(document: Document, task: Task, rows: list[Row], period: Period | None) -> Task:
    """With the units and the day of the rows that repeat it; the first row's leads."""
    if not rows:
        return task
    lead, cooperating = units_in(
        "、".join(row.leading for row in rows[:1]),
        "、".join(
            words for row in rows for words in ((row.helping,) if row is rows[0] else (row.leading, row.helping))
        ),
    )
    due_text, due_on = _due(document, next((row for row in rows if row.due), rows[0]), period)
    return replace(
        task,
        lead=task.lead or lead,
        cooperating=task.cooperating or cooperating,
        due_text=due_text or task.due_text,
        due_on=due_on if due_text else task.due_on,
    )


def _told_more(document: Document, plan: Plan, matches: dict[int, list[Row]]) -> Iterator[Target]:
    """Targets that stand beside a repeated task and not in the text."""
    known = {(target.task, target.value, target.unit) for target in plan.targets}
    cells = {
        cell: (plan.tasks[index].measure, plan.tasks[index].id)
        for index, rows in matches.items()
        for row in rows
        for cell in row.read[1:]
    }
    for target in _targets(document, plan.outline, cells):
        if (target.task, target.value, target.unit) not in known:
            yield target


# -- rows that are tasks of their own --------------------------------------------------------------------------------


def _plan_of(document: Document, outline: Outline, rows: list[Row]) -> Plan:
    sections: list[Section] = []
    measures: list[Measure] = []
    tasks: list[Task] = []
    cells: dict[Span, tuple[str, str | None]] = {}
    first_area = max((measure.area for measure in outline.measures), default=0) + 1
    first_section = max((int(section.id.partition(".")[0]) for section in outline.sections), default=0) + 1
    for count, (area, in_area) in enumerate(groupby(rows, key=lambda row: row.path[0])):
        of_area = list(in_area)
        sections.append(_section(document, str(first_section + count), area, of_area))
        for number, (cell, in_measure) in enumerate(groupby(of_area, key=lambda row: row.path[-1]), 1):
            of_measure = list(in_measure)
            measure = _measure(document, sections[-1], cell, of_measure, (first_area + count, number))
            measures.append(replace(measure, id=f"breakdown-{len(measures)}"))
            cells[cell] = measures[-1].id, None
            for ordinal, row in enumerate(of_measure, 1):
                tasks.append(_task(document, measures[-1], row, ordinal, outline.plan_period))
                cells |= {read: (measures[-1].id, tasks[-1].id) for read in row.read if read not in cells}
    own = replace(outline, sections=tuple(sections), measures=tuple(measures))
    targets = tuple(_targets(document, outline, cells))
    return Plan(own, tuple(tasks), targets, tuple(_sentences(document, rows)))


def _section(document: Document, number: str, cell: Span, rows: list[Row]) -> Section:
    marker, title = _titled(document, cell)
    start, end = _extent(cell, rows)
    return Section(number, None, 1, marker, title, "plan", start, end, cell.end)


def _measure(document: Document, section: Section, cell: Span, rows: list[Row], place: tuple[int, int]) -> Measure:
    marker, title = _titled(document, cell)
    start, end = _extent(cell, rows)
    return Measure("", section.id, *place, marker, title[:LONGEST_TITLE], start, end, cell.end)


def _titled(document: Document, cell: Span) -> tuple[str, str]:
    marker = match_marker(document.normal, cell.start)
    at = marker[2] if marker and marker[2] < cell.end else cell.start
    return document.text[cell.start : at].strip(), document.text[at : cell.end].strip()


def _extent(cell: Span, rows: list[Row]) -> tuple[int, int]:
    cells = [cell, *(read for row in rows for read in row.read)]
    return min(one.start for one in cells), max(one.end for one in cells)


def _task(document: Document, measure: Measure, row: Row, ordinal: int, period: Period | None) -> Task:
    code = f"{measure.area}.{measure.number}.{ordinal}"
    lead, cooperating = units_in(row.leading, row.helping)
    due_text, due_on = _due(document, row, period)
    cell = row.task
    return Task(
        code, code, measure.id, _title(document, cell), cell.start, cell.end, lead, cooperating, due_text, due_on
    )


def _title(document: Document, cell: Span) -> str:
    """Of its first sentence: the rest says how."""
    marker = match_marker(document.normal, cell.start)
    at = marker[2] if marker and marker[2] < cell.end else cell.start
    first = split_sentences(document.normal, at, cell.end)[0]
    return title_of(document, Span(first.start, first.end))


def _due(document: Document, row: Row, period: Period | None) -> tuple[str, date | None]:
    """As written in the column of deadlines, else in the task itself."""
    if row.due is not None:
        words = slice(row.due.start, row.due.end)
        return document.text[words], due_day(document.normal[words], period)
    deadline = last_deadline(document.normal, row.task, period)
    return (document.text[deadline.words.start : deadline.words.end], deadline.on) if deadline else ("", None)


def _targets(document: Document, outline: Outline, cells: Mapping[Span, tuple[str, str | None]]) -> Iterator[Target]:
    """Each cell is read as if it were a measure by itself; `cells` says of which measure and task it is."""
    ordered = sorted(cells, key=lambda cell: cell.start)
    alone = tuple(
        Measure(str(index), "", 0, 0, "", "", cell.start, cell.end, cell.start) for index, cell in enumerate(ordered)
    )
    for target in read_targets(document, replace(outline, sections=(), measures=alone), []):
        if target.measure is not None:
            measure, task = cells[ordered[int(target.measure)]]
            yield replace(target, measure=measure, task=task)


def _sentences(document: Document, rows: list[Row]) -> Iterator[SentenceReading]:
    for cell in dict.fromkeys(cell for row in rows for cell in row.path):
        yield SentenceReading(cell.start, cell.end, "set_aside", "heading")
    for cell in dict.fromkeys(cell for row in rows for cell in row.read):
        for sentence in split_sentences(document.normal, cell.start, cell.end):
            yield SentenceReading(sentence.start, sentence.end, "task", None)


# -- the whole -------------------------------------------------------------------------------------------------------


def _in_order(plan: Plan) -> Plan:
    """By their places in the text, which the ids count."""
    measures = sorted(plan.outline.measures, key=lambda one: one.start)
    tasks = sorted(plan.tasks, key=lambda one: one.start)
    targets = sorted(plan.targets, key=lambda one: one.start)
    measure_ids: dict[str | None, str] = {one.id: f"M{number:02d}" for number, one in enumerate(measures, 1)}
    task_ids: dict[str | None, str] = {one.id: f"T{number:02d}" for number, one in enumerate(tasks, 1)}
    return Plan(
        replace(
            plan.outline,
            sections=tuple(sorted(plan.outline.sections, key=lambda one: one.start)),
            measures=tuple(replace(one, id=measure_ids[one.id]) for one in measures),
        ),
        tasks=tuple(replace(one, id=task_ids[one.id], measure=measure_ids[one.measure]) for one in tasks),
        targets=tuple(
            replace(one, id=f"G{number:02d}", measure=measure_ids.get(one.measure), task=task_ids.get(one.task))
            for number, one in enumerate(targets, 1)
        ),
        sentences=tuple(sorted(plan.sentences, key=lambda one: one.start)),
    )
