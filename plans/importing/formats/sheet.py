"""An Excel file → its visible sheets, each a line with its name, its title lines, and one table as it is shown.

openpyxl streams the cells of a copy that `sheet_parts` made safe to read; formulas stand by the value last calculated.
"""

import re
import warnings
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from itertools import dropwhile
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries

from plans.importing.formats.archive import Archive
from plans.importing.formats.extract import Cell, Extract, Lines
from plans.importing.formats.layout import MOST_COLUMNS, CellBudget
from plans.importing.formats.sheet_parts import SheetParts, sheet_parts
from plans.rules.said import Refused

_NAMELESS = re.compile(r"(?:sheet|工作表) ?\(?[0-9]*\)?", re.IGNORECASE)
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|\[[^\]]*\]|[_*].')
_PLACES = re.compile(r"(?P<whole>[0#?][0#?,]*)(?:\.(?P<decimals>[0#?]*)(?P<after>,*))?(?P<percent>%?)")
_ESCAPED = re.compile("_x00(?:0[0-9A-Fa-f]|1[0-9A-Fa-f])_")
_NOTHING = Cell("")

Row = list[Cell]


def read_sheet(archive: Archive) -> Extract:
    """Hidden sheets are left out; a title over the table, and notes under it in its first column, are paragraphs."""
    parts = sheet_parts(archive)
    lines, budget = Lines(), CellBudget()
    try:
        for name, rows in _sheets(parts, budget):
            _write(lines, name, rows)
    except Refused:
        raise
    except Exception:  # noqa: BLE001 - openpyxl raises whatever a damaged part leads it to
        archive.refuse_damaged()
    return lines.extract("xlsx")


def _sheets(parts: SheetParts, budget: CellBudget) -> Iterator[tuple[str, list[Row]]]:
    """The visible sheets by name; one part cannot be several sheets."""
    merged = dict(parts.merged)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of what it does not keep
        book = load_workbook(parts.copy, read_only=True, data_only=True, keep_links=False)
        for sheet in book.worksheets:
            ranges = merged.pop(_part_of(sheet))
            if sheet.sheet_state == "visible":
                sheet.reset_dimensions()  # type: ignore[attr-defined]  # a file may claim any size
                yield sheet.title, _rows(sheet.iter_rows(min_row=1, min_col=1), ranges, budget)


def _part_of(sheet: Any) -> str:
    return str(sheet._worksheet_path)  # noqa: SLF001 - nothing else leads from a sheet to its merges


# -- cells -----------------------------------------------------------------------------------------------------------


def _rows(rows: Iterable[tuple[Any, ...]], ranges: Iterable[str], budget: CellBudget) -> list[Row]:
    """Rows and columns in which something is written, the same cell in all places it was merged over."""
    found: dict[int, dict[int, Cell]] = {}
    for number, row in enumerate(rows, 1):
        said = {column: Cell(words) for column, cell in enumerate(row, 1) if (words := _words(cell))}
        if said:
            found[number] = said
            budget.take(len(said))
    columns = sorted({column for said in found.values() for column in said})[:MOST_COLUMNS]
    for place in ranges:
        _spread(found, columns, place, budget)
    return [[said.get(column, _NOTHING) for column in columns] for said in found.values()]


def _spread(found: dict[int, dict[int, Cell]], columns: list[int], place: str, budget: CellBudget) -> None:
    """The words of a merged range are those of its first cell, whatever else was left in it."""
    left, top, right, bottom = range_boundaries(place)
    assert left and top and right and bottom  # noqa: S101, PT018 - `sheet_parts` gives ranges with both ends
    cell = found.get(top, {}).get(left, _NOTHING)
    for number in range(top, bottom + 1) if bottom - top < len(found) else found:
        if top <= number <= bottom and number in found:
            covered = [column for column in columns if left <= column <= right]
            budget.take(len(covered))
            found[number].update(dict.fromkeys(covered, cell))


def _words(cell: Any) -> str:
    value = cell.value
    match value:
        case None:
            return ""
        case bool():
            return "是" if value else "否"
        case datetime() | date():
            return _day(value, cell.number_format)
        case int() | float():
            return _number(value, cell.number_format)
        case str() if cell.data_type != "e":
            return _ESCAPED.sub(" ", value).strip()
        case str():
            return ""
        case _:
            return str(value)


def _day(day: date, number_format: str) -> str:
    """2031年9月30日, or 2031年9月 where no day is shown."""
    shown = _LITERAL.sub("", number_format).lower()
    return f"{day.year}年{day.month}月{day.day}日" if "d" in shown or "y" not in shown else f"{day.year}年{day.month}月"


def _number(value: float, number_format: str) -> str:
    """As it is shown: 0.05 as 5% where the cell says percent, 26.8 as 26.80 where it has two places, 3 as 3家."""
    number = Decimal(format(value, ".15g"))  # all that Excel keeps; the rest is noise of the binary form
    section = number_format.partition(";")[0]
    places = _PLACES.search(_LITERAL.sub("", section))
    if not number.is_finite() or places is None or "E" in section or "/" in section:
        return _plain(number)
    commas = places["after"] if places["decimals"] else places["whole"]
    thousands = len(commas) - len(commas.rstrip(","))  # each comma at the end divides by a thousand
    number = number.scaleb((2 if places["percent"] else 0) - 3 * thousands)
    decimals = places["decimals"] or ""
    number = number.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP) if abs(number) < 10**20 else number
    words = f"{number:f}"
    for place in reversed(decimals):
        if place == "0" or not words.endswith("0"):
            break
        words = words[:-1]
    unit = "".join(match[1] or match[2] or "" for match in _LITERAL.finditer(section)).strip()
    return words.rstrip(".") + places["percent"] + unit


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


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
