"""A ledger as a workbook. Text is never a formula, figures are numbers written as they were printed, no person is named.

openpyxl turns a text that begins with “=” into a live formula and passes numbers through a float; both are set by hand
here. The same content gives the same bytes.
"""

import re
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from plans.reporting.ledger import Cell, LedgerContent, Number, Text
from plans.reporting.words import UNSAID

LONGEST = 32_767
"""Characters in one cell; Excel refuses a file with more."""
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOT_IN_SHEET_TITLES = re.compile(r"[\[\]:*?/\\]")
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)

_THIN = Side(style="thin", color="FF8C8C8C")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEAD_FILL = PatternFill("solid", fgColor="FFE8EEF4")
_BODY = Font(name="宋体", size=10)
_HEAD = Font(name="黑体", size=10)
_TITLE = Font(name="黑体", size=16)
_WRAP = Alignment(vertical="top", wrap_text=True)
_CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_MIDDLE = Alignment(horizontal="left", vertical="center", wrap_text=True)


def write_ledger(content: LedgerContent) -> bytes:
    """An A4 landscape sheet, as wide as the page, with its head on every page; a second sheet explains the columns."""
    book = Workbook()
    _write_table(book.worksheets[0], content)
    _write_meanings(book.create_sheet(), content)
    made_at = content.made_at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    book.properties.creator = ""
    book.properties.title = _printable(content.title)
    book.properties.created = made_at
    raw = BytesIO()
    book.save(raw)
    return _fixed(raw.getvalue(), made_at)


def sheet_title(text: str) -> str:
    r"""What Excel takes as the name of a sheet: 31 characters, none of []:*?/\, no apostrophe at either end."""
    return _NOT_IN_SHEET_TITLES.sub(" ", _printable(text))[:31].strip(" '") or "Sheet"


def _write_table(sheet: Worksheet, content: LedgerContent) -> None:
    sheet.title = sheet_title(content.sheet)
    last = get_column_letter(len(content.columns))
    heads = [content.title, *content.lines]
    wide = sum(column.width for column in content.columns)
    for number, text in enumerate(heads, start=1):
        sheet.merge_cells(f"A{number}:{last}{number}")
        cell = _put(sheet, number, 1, Text(text))
        cell.font, cell.alignment = (_TITLE, _CENTRE) if number == 1 else (_BODY, _MIDDLE)
        # Merged cells are not fitted to their text by any program.
        sheet.row_dimensions[number].height = 30 if number == 1 else 15 * _lines_needed(text, wide)
    head = len(heads) + 1
    for number, column in enumerate(content.columns, start=1):
        cell = _put(sheet, head, number, Text(column.title))
        cell.font, cell.alignment, cell.fill, cell.border = _HEAD, _CENTRE, _HEAD_FILL, _BOX
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    sheet.row_dimensions[head].height = 42
    for place, row in enumerate(content.rows, start=head + 1):
        for number, value in enumerate(row, start=1):
            cell = _put(sheet, place, number, value)
            cell.font, cell.border = _BODY, _BOX
            cell.alignment = _CENTRE if isinstance(value, Number) or value.value == UNSAID else _WRAP
        sheet.row_dimensions[place].height = _height(row, [column.width for column in content.columns])
    end = head + len(content.rows)
    for place, note in enumerate(content.notes, start=end + 1):
        sheet.merge_cells(f"A{place}:{last}{place}")
        cell = _put(sheet, place, 1, Text(note))
        cell.font, cell.alignment = _BODY, _MIDDLE
        sheet.row_dimensions[place].height = 15 * _lines_needed(note, wide)
    sheet.freeze_panes = f"A{head + 1}"
    sheet.auto_filter.ref = f"A{head}:{last}{end}"
    sheet.print_title_rows = f"{head}:{head}"
    _lay_out(sheet)


def _write_meanings(sheet: Worksheet, content: LedgerContent) -> None:
    sheet.title = sheet_title(content.meanings)
    for place, column in enumerate(content.columns, start=1):
        for number, text in enumerate((column.title, column.meaning), start=1):
            cell = _put(sheet, place, number, Text(text))
            cell.font, cell.alignment, cell.border = (_HEAD if number == 1 else _BODY), _MIDDLE, _BOX
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 26, 100
    _lay_out(sheet)


def _lay_out(sheet: Worksheet) -> None:
    page = sheet.page_setup
    page.orientation, page.paperSize = "landscape", 9  # A4
    page.fitToWidth, page.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.footer = 0.6, 0.8, 0.4
    sheet.oddFooter = HeaderFooterItem(center=_HeaderFooterPart(text="— &P —"))


def _put(sheet: Worksheet, row: int, column: int, content: Cell) -> SheetCell:
    """Sets value and type by hand, past openpyxl's guessing."""
    cell = sheet.cell(row=row, column=column)
    assert isinstance(cell, SheetCell)  # noqa: S101 - the left upper cell of a merged range is an ordinary one
    if isinstance(content, Number):
        _set(cell, content.value, "n")
        if "." in content.value:
            cell.number_format = "0.00"
        return cell
    text = _printable(content.value)
    _set(cell, text or None, "s" if text else "n")
    if text.startswith(_FORMULA_STARTS):
        cell.quotePrefix = True
    return cell


def _set(cell: SheetCell, value: str | None, data_type: str) -> None:
    """`cell.value = …` would make formulas of texts, and floats of figures when it is written."""
    cell._value = value  # type: ignore[attr-defined]  # noqa: SLF001 - there is no public way past the guessing
    cell.data_type = data_type


def _printable(text: str) -> str:
    """Without what XML cannot hold, and no longer than a cell."""
    clean = _UNPRINTABLE.sub("", text)
    return clean if len(clean) <= LONGEST else clean[: LONGEST - 1] + "…"


def _height(row: Sequence[Cell], widths: Sequence[int]) -> float:
    """In points, for the longest cell. Excel's limit is 409."""
    lines = max((_lines_needed(cell.value, width) for cell, width in zip(row, widths, strict=True)), default=1)
    return min(15 * lines + 3, 409)


def _lines_needed(text: str, width: int) -> int:
    """A Chinese character is as wide as two digits; a line rarely fills up to the last one."""
    room = max(width - 1, 2)
    return sum(-(-max(_width(line), 1) // room) for line in text.split("\n"))


def _width(line: str) -> int:
    return sum(1 if character < "\u0250" else 2 for character in line)


def _fixed(data: bytes, made_at: datetime) -> bytes:
    """The same archive with fixed times: openpyxl writes the clock's into it."""
    stamp = made_at.isoformat().encode() + b"Z"
    fixed = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(fixed, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _FIRST_MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            part = old.read(name)
            if name == "docProps/core.xml":
                part = _MODIFIED.sub(rb"\g<1>" + stamp + rb"\g<2>", part)
            new.writestr(entry, part)
    return fixed.getvalue()
