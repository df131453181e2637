"""Tables that break tasks down → their rows: the task, what it stands under, who is named beside it and by when."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from plans.importing.columns import Columns, find_columns, repeats_header
from plans.importing.headings import RANK_BRACKET, RANK_ONE, match_marker
from plans.importing.sentences import trim
from plans.importing.shapes import Document, Span, Table

_TOTAL = re.compile("合计|总计|小计|共计|汇总")
_NOTE = re.compile("(?:注|备注|说明|填表|填报|制表|审核)[^,。]{0,4}:")
_HAN_NUMBER = re.compile(r"\(?[一二三四五六七八九十]{1,3}\)?[、.]?")
_NAMES_TASKS = re.compile("(?:具体|细化|分解)(?:任务|工作|事项|项目)|(?:任务|工作)分解")
_LONGEST_GROUP = 60
_NOWHERE = Span(0, 0)


@dataclass(frozen=True)
class Row:
    """`path` are the cells it stands under, from the widest; `read` those whose words are the task's, its own first.

    `leading` and `helping` are the words about units, as written.
    """

    path: tuple[Span, ...]
    read: tuple[Span, ...]
    leading: str
    helping: str
    due: Span | None

    @property
    def task(self) -> Span:
        return self.read[0]


def read_rows(document: Document) -> list[Row]:
    """The tasks of all breakdowns in document order; totals, notes and repeated headers are none."""
    return [row for table in _joined(document) for row in _rows(document, table)]


def _joined(document: Document) -> Iterator[Table]:
    """A table that follows another at once, as wide and without a header of its own, goes on with it."""
    current: Table | None = None
    for table in document.tables:
        goes_on = (
            current is not None
            and not document.normal[current.end : table.start].strip()
            and len(table.rows[0]) == len(current.rows[0])
            and find_columns(table.rows, document.normal) is None
        )
        if current is not None and goes_on:
            current = Table(current.start, table.end, current.rows + table.rows)
            continue
        if current is not None:
            yield current
        current = table
    if current is not None:
        yield current


def _rows(document: Document, table: Table) -> list[Row]:
    columns = find_columns(table.rows, document.normal)
    if columns is None:
        return []
    body = [[_trimmed(document.normal, cell) for cell in row] for row in table.rows[columns.first_row :]]
    body = [row + [_NOWHERE] * (len(columns.labels) - len(row)) for row in body]
    groups, task, details = _levels(columns, body)
    rows: list[Row] = []
    headings: list[tuple[int, Span]] = []
    above: list[Span] = []
    for cells in body:
        words = [document.normal[cell.start : cell.end] for cell in cells]
        if not any(words) or repeats_header(words, columns) or _says_nothing_to_do(words):
            continue
        heading = _heading(document.normal, columns, cells, task)
        if heading is not None:
            rank = _rank(document.normal, heading, words)
            headings = [*((known, cell) for known, cell in headings if known < rank), (rank, heading)]
            above = []
        elif any(character.isalnum() for character in words[task]):
            above = _carried(document.normal, [cells[index] for index in groups], above)
            path = tuple(dict.fromkeys([*(cell for _, cell in headings), *above])) or (columns.labels[task],)
            _add(rows, _row(document, columns, cells, path, [task, *details]))
    return rows


def _levels(columns: Columns, body: list[list[Span]]) -> tuple[list[int], int, list[int]]:
    """The columns that group the rows, the one that holds the tasks, and those that say more of each task.

    Of two columns of work the first groups where the second is called so, or where one of its cells stands beside several
    of the second; else the second says how the task of the first is done.
    """
    work = [columns.work[0]]
    work += [index for index in columns.work[1:] if any(row[index] != row[work[-1]] for row in body)]
    at = 0
    while at + 1 < len(work) and (
        _NAMES_TASKS.search(columns.header[work[at + 1]]) or _groups(body, work[at], work[at + 1])
    ):
        at += 1
    return sorted([*columns.area, *work[:at]]), work[at], [*work[at + 1 :], *columns.goal]


def _groups(body: list[list[Span]], column: int, following: int) -> bool:
    return any(
        _is_said(below[following]) and below[following] != row[following] and below[column] in {row[column], _NOWHERE}
        for row, below in pairwise(body)
        if _is_said(row[column])
    )


def _heading(normal: str, columns: Columns, cells: list[Span], task: int) -> Span | None:
    """The cell of a row that only names the group of the rows below: alone, or beside 一 in the column of numbers."""
    said = list(dict.fromkeys(cell for cell in cells if _is_said(cell)))
    if len(said) == 1:
        marker = match_marker(normal, said[0].start)
        apart = cells.count(said[0]) > 1 or cells[task] != said[0] or (marker and marker[0] <= RANK_BRACKET)
        return said[0] if apart and _names_a_group(normal, said[0]) else None
    numbers = [cells[index] for index in columns.number if _is_said(cells[index])]
    named = [cell for cell in said if cell not in numbers]
    counted = numbers and _HAN_NUMBER.fullmatch(normal[numbers[0].start : numbers[0].end])
    return named[0] if counted and len(named) == 1 and _names_a_group(normal, named[0]) else None


def _names_a_group(normal: str, cell: Span) -> bool:
    words = normal[cell.start : cell.end]
    return len(words) <= _LONGEST_GROUP and not words.isdecimal() and not words.endswith(("。", ";"))


def _rank(normal: str, heading: Span, words: list[str]) -> int:
    marker = match_marker(normal, heading.start)
    if marker:
        return marker[0]
    return next((RANK_BRACKET if "(" in word else RANK_ONE for word in words if _HAN_NUMBER.fullmatch(word)), RANK_ONE)


def _says_nothing_to_do(words: list[str]) -> bool:
    first = next(word for word in words if word).replace(" ", "")
    return _TOTAL.match(first) is not None or _NOTE.match(first) is not None


def _carried(normal: str, cells: list[Span], above: list[Span]) -> list[Span]:
    """A cell left empty, or that says the same again, stands for the one above, while all before it do."""
    carried: list[Span] = []
    for index, cell in enumerate(cells):
        before = above[index] if index < len(above) and carried == above[:index] else None
        same = before is not None and normal[cell.start : cell.end] in {"", normal[before.start : before.end]}
        if before is not None and same:
            carried.append(before)
        elif _is_said(cell):
            carried.append(cell)
    return carried


def _row(document: Document, columns: Columns, cells: list[Span], path: tuple[Span, ...], read: list[int]) -> Row:
    def words(of: tuple[int, ...]) -> str:
        return "、".join(document.text[cell.start : cell.end] for cell in dict.fromkeys(cells[index] for index in of))

    return Row(
        path=path,
        read=tuple(cell for cell in dict.fromkeys(cells[index] for index in read) if _is_said(cell)),
        leading=words(columns.lead),
        helping=words(columns.cooperating),
        due=next((cells[index] for index in columns.due if _is_said(cells[index])), None),
    )


def _add(rows: list[Row], row: Row) -> None:
    """A task merged over several rows is one, whose first unit leads."""
    if not rows or rows[-1].task != row.task:
        rows.append(row)
        return
    first = rows[-1]
    helping = "、".join(filter(None, (first.helping, row.leading, row.helping)))
    rows[-1] = replace(
        first, read=tuple(dict.fromkeys(first.read + row.read)), helping=helping, due=first.due or row.due
    )


def _trimmed(normal: str, cell: Span) -> Span:
    inner = trim(normal, cell, " \n")
    return inner if inner.start < inner.end else _NOWHERE


def _is_said(cell: Span) -> bool:
    return cell != _NOWHERE
