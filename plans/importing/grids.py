"""Tables laid out in plain lines → tables: cells between | or tabs, or each cell on a line of its own below 序号.

Only what names its columns as a task breakdown does becomes a table; every other line stays a line.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from plans.importing.columns import find_columns
from plans.importing.shapes import Document, Span, Table

_RULE = re.compile("[-:|+= \t]+")
_SEPARATES = re.compile(r"\||\t")
_NUMBER_LABEL = re.compile("序 ?号|编 ?号")
_FEWEST_COLUMNS, _MOST_COLUMNS = 3, 12

Rows = list[tuple[Span, ...]]


def with_grids(document: Document) -> Document:
    """The document with the tables its lines make; its own text, and a file's own tables, stay as they are."""
    if document.tables:
        return document
    lines = _lines(document.normal)
    tables = [_table(rows) for rows in (*_split_lines(document.normal, lines), *_stacked(document.normal, lines))]
    breakdowns = [one for one in tables if find_columns(one.rows, document.normal) is not None]
    return replace(document, tables=tuple(sorted(breakdowns, key=lambda one: one.start)))


def _lines(normal: str) -> list[Span]:
    return [
        Span(match.start(), match.start() + len(match[0].rstrip())) for match in re.finditer("[^ \n][^\n]*", normal)
    ]


def _table(rows: Rows) -> Table:
    cells = [cell for row in rows for cell in row if cell.start < cell.end]
    return Table(min(cell.start for cell in cells), max(cell.end for cell in cells), tuple(rows))


def _split_lines(normal: str, lines: Sequence[Span]) -> Iterator[Rows]:
    """Neighbouring lines with as many cells each; a row of rules (|---|---|) is none."""
    rows: Rows = []
    for line in lines:
        words = normal[line.start : line.end]
        if rows and _RULE.fullmatch(words):
            continue
        cells = _cells(normal, line) if _SEPARATES.search(words) else ()
        if rows and len(cells) != len(rows[0]):
            yield from [rows] if len(rows) > 1 else []
            rows = []
        if len(cells) >= _FEWEST_COLUMNS:
            rows.append(cells)
    yield from [rows] if len(rows) > 1 else []


def _cells(normal: str, line: Span) -> tuple[Span, ...]:
    begin = line.start + (normal[line.start] == "|")
    end = line.end - (normal[line.end - 1] == "|" and line.end - 1 > begin)
    cuts = [begin - 1, *(match.start() for match in _SEPARATES.finditer(normal, begin, end)), end]
    return tuple(_stripped(normal, one + 1, other) for one, other in zip(cuts, cuts[1:], strict=False))


def _stripped(normal: str, start: int, end: int) -> Span:
    words = normal[start:end]
    inner = words.strip()
    at = start + len(words) - len(words.lstrip())
    return Span(at, at + len(inner)) if inner else Span(start, start)


def _stacked(normal: str, lines: Sequence[Span]) -> Iterator[Rows]:
    """序号 and the other labels a line each, then 1 and its cells, 2 and its cells, as many in every row."""
    lines = [line for line in lines if normal[line.start : line.end] != "|"]
    index = 0
    while index < len(lines):
        wide = _width(normal, lines, index) if _is(normal, lines[index], _NUMBER_LABEL) else 0
        if not wide:
            index += 1
            continue
        rows: Rows = [tuple(lines[index : index + wide])]
        index += wide
        while index + wide <= len(lines) and normal[lines[index].start : lines[index].end] == str(len(rows)):
            rows.append(tuple(lines[index : index + wide]))
            index += wide
        yield rows


def _width(normal: str, lines: Sequence[Span], label: int) -> int:
    """How many lines lie between the label of the numbers and the 1 below it."""
    for wide in range(_FEWEST_COLUMNS, _MOST_COLUMNS + 1):
        if label + wide < len(lines) and normal[lines[label + wide].start : lines[label + wide].end] == "1":
            return wide
    return 0


def _is(normal: str, line: Span, pattern: re.Pattern[str]) -> bool:
    return pattern.fullmatch(normal, line.start, line.end) is not None
