"""An Excel file → its visible sheets, each a line with its name, its title lines, and one table as it is shown."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import dropwhile

from lxml import etree
from openpyxl.utils.cell import range_boundaries

from plans.importing.formats.archive import Archive
from plans.importing.formats.extract import Cell, Extract, Lines
from plans.importing.formats.layout import MOST_COLUMNS, CellBudget
from plans.importing.formats.sheet_cells import Book

_NAMELESS = re.compile(r"(?:sheet|工作表) ?\(?[0-9]*\)?", re.IGNORECASE)
_CELLS_END = re.compile(rb"</(?:[A-Za-z0-9_]{1,20}:)?sheetData\s*>")
_MERGED = re.compile(rb"mergeCell\s[^<>]{0,200}?ref=[\"']([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})[\"']")
_MOST_MERGED = 20_000
_DAMAGED = (etree.XMLSyntaxError, ValueError, LookupError, OverflowError, ArithmeticError)
_NOTHING = Cell("")

Row = list[Cell]


def read_sheet(archive: Archive) -> Extract:
    """Hidden sheets are left out; a title over the table, and notes under it in its first column, are paragraphs."""
    lines, budget = Lines(), CellBudget()
    try:
        book = Book(archive)
        for name, part in book.visible_sheets():
            data = archive.read_xml(part)
            _write(lines, name, _rows(book.rows(data), _merged(archive, data), budget))
    except _DAMAGED:
        archive.refuse_damaged()
    return lines.extract("xlsx")


def _merged(archive: Archive, data: bytes) -> list[str]:
    """The merged ranges ("A1:B3"); they stand behind the cells."""
    cells_end = _CELLS_END.search(data)
    found = [match[1].decode() for match in _MERGED.finditer(data, cells_end.end() if cells_end else len(data))]
    if len(found) > _MOST_MERGED:
        archive.refuse_bomb()
    return found


def _rows(rows: Iterable[tuple[int, dict[int, str]]], ranges: Iterable[str], budget: CellBudget) -> list[Row]:
    """Rows and columns in which something is written, the same cell in all places it was merged over."""
    found: dict[int, dict[int, Cell]] = {}
    for number, said in rows:
        if said:
            budget.take(len(said))
            found[number] = {column: Cell(words) for column, words in said.items()}
    columns = sorted({column for said in found.values() for column in said})[:MOST_COLUMNS]
    budget.take(max(len(found) * len(columns) - sum(map(len, found.values())), 0))
    numbers = list(found)
    for place in ranges:
        left, top, right, bottom = (edge or 0 for edge in range_boundaries(place))
        covered = columns[bisect_left(columns, left) : bisect_right(columns, right)]
        cell = found.get(top, {}).get(left, _NOTHING)
        for number in numbers[bisect_left(numbers, top) : bisect_right(numbers, bottom)] if covered else ():
            budget.take(len(covered))
            found[number].update(dict.fromkeys(covered, cell))
    return [[said.get(column, _NOTHING) for column in columns] for said in found.values()]


# -- lines -----------------------------------------------------------------------------------------------------------


def _write(lines: Lines, name: str, rows: list[Row]) -> None:
    if rows and not _NAMELESS.fullmatch(name.strip()):
        lines.add(" ".join(name.split()))
    body = list(dropwhile(_is_line, rows))
    for row in rows[: len(rows) - len(body)]:
        lines.add(_only(row))
    notes = []
    while body and _is_line(body[-1]) and body[-1][0].words:
        notes.append(_only(body.pop()))
    lines.add_table(body)
    for note in reversed(notes):
        lines.add(note)


def _is_line(row: Row) -> bool:
    """One cell alone in its row."""
    return len({cell for cell in row if cell.words}) == 1


def _only(row: Row) -> str:
    return next(cell.words for cell in row if cell.words)
