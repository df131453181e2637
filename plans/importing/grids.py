"""Tables laid out in plain lines → tables: cells between | or tabs, or each cell on a line of its own below 序号.

Tabs and cells on lines of their own are a table only where they name their columns as a task breakdown does. Where |
alone is left of a table, the cells that say nothing to do are blanked.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from plans.importing.columns import find_columns
from plans.importing.shapes import Document, Span, Table

_RULE = re.compile("[-:|+= \t]+")
_SEPARATES = re.compile("[|｜\t]")
_NUMBER_LABEL = re.compile("序 ?号|编 ?号")
_CELL = re.compile(  # of a table laid out a cell a line: a rule, a number, a day, a person, a unit
    "\\||[-0-9 /.]{1,24}|(?:20[0-9]{2}年)?(?:[0-9]{1,2}月|全年|年)?(?:[0-9]{1,2}日|[上中下]旬)?[底末]?[之以]?前?|长期(?:坚持)?|[\u4e00-\u9fff]{2,3}"
    "|(?:[\u4e00-\u9fff]{2,16}(?:局|委|办|科|处|室|中心|部|股|院|公司|街道|乡|镇|站)[、, ]?)+|(?:序号|责任|完成|联系|牵头|配合)[\u4e00-\u9fff]{0,6}"
)
_RULE_LINE = "|"
_FEWEST_RULES = 6
_NEAR = 120
_FEWEST_COLUMNS, _MOST_COLUMNS = 3, 12

Rows = list[tuple[Span, ...]]


def with_grids(document: Document) -> Document:
    """The document with the tables its lines make; its own text, and a file's own tables, stay as they are."""
    if document.tables:
        return document
    lines = _lines(document.normal)
    found = [_table(rows) for rows in _split_lines(document, lines)]
    tables = [one for one in found if "\t" not in document.text[one.start : one.end] or _is_breakdown(document, one)]
    tables += [one for one in map(_table, _stacked(document.normal, lines)) if _is_breakdown(document, one)]
    return replace(document, tables=tuple(sorted(tables, key=lambda one: one.start)))


def without_cells(document: Document) -> Document:
    """Where | stands on lines of its own, a table lost its columns: of its cells only those that say something stay."""
    lines = _lines(document.normal)
    rules = [line for line in lines if document.normal[line.start : line.end] == _RULE_LINE]
    if document.tables or len(rules) < _FEWEST_RULES:
        return document
    first, last = rules[0].start - _NEAR, rules[-1].end + _NEAR
    normal, at = [], 0
    for line in lines:
        if first <= line.start <= last and _is(document.normal, line, _CELL):
            normal += [document.normal[at : line.start], " " * (line.end - line.start)]
            at = line.end
    return replace(document, normal="".join([*normal, document.normal[at:]]))


def _lines(normal: str) -> list[Span]:
    return [
        Span(match.start(), match.start() + len(match[0].rstrip())) for match in re.finditer("[^ \n][^\n]*", normal)
    ]


def _is_breakdown(document: Document, table: Table) -> bool:
    return find_columns(table.rows, document.normal) is not None


def _table(rows: Rows) -> Table:
    cells = [cell for row in rows for cell in row if cell.start < cell.end]
    return Table(min(cell.start for cell in cells), max(cell.end for cell in cells), tuple(rows))


def _split_lines(document: Document, lines: Sequence[Span]) -> Iterator[Rows]:
    """Neighbouring lines with as many cells each; a row of rules (|---|---|) is none."""
    rows: Rows = []
    for line in lines:
        words = document.text[line.start : line.end]
        if rows and _RULE.fullmatch(words):
            continue
        cells = _cells(document.text, line) if _SEPARATES.search(words) else ()
        if rows and len(cells) != len(rows[0]):
            yield from [rows] if len(rows) > 1 else []
            rows = []
        if len(cells) >= _FEWEST_COLUMNS:
            rows.append(cells)
    yield from [rows] if len(rows) > 1 else []


def _cells(text: str, line: Span) -> tuple[Span, ...]:
    begin = line.start + (text[line.start] in "|｜")
    end = line.end - (text[line.end - 1] in "|｜" and line.end - 1 > begin)
    cuts = [begin - 1, *(match.start() for match in _SEPARATES.finditer(text, begin, end)), end]
    return tuple(_stripped(text, one + 1, other) for one, other in pairwise(cuts))


def _stripped(text: str, start: int, end: int) -> Span:
    words = text[start:end]
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
