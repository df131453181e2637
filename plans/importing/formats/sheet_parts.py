"""What of an Excel file openpyxl is given to read: a copy with the parts that hold cells, each within its limits.

The rules, drawings and merges behind the cells of a sheet are cut off, as openpyxl would make an object of each.
"""

import re
import zipfile
from dataclasses import dataclass
from io import BytesIO

from plans.importing.formats.archive import MAX_MARKUP, Archive, has_doctype

_MAX_TOTAL = 48 * 1024 * 1024
_MOST_CELLS = 500_000  # with the empty ones, which only have a border
_MOST_BESIDE_CELLS = 20_000  # tags before or between the cells, or merges behind them
_TAGS_OF_A_CELL = 16  # with those of its row and of the runs of type in it
_XML = re.compile(r"\.(?:xml|rels)$", re.IGNORECASE)
_WITHOUT_CELLS = re.compile(
    r"(?:^|/)(?:docProps|customXml|drawings|charts|media|comments|pivot|externalLinks|printerSettings|threadedComments)",
    re.IGNORECASE,
)
_SHEET_BEGINS = re.compile(rb"<(?:[A-Za-z0-9_]{1,20}:)?worksheet[\s>]")
_CELLS_END = re.compile(
    rb"</(?P<prefix>[A-Za-z0-9_]{1,20}:)?sheetData\s*>|<(?P<none>[A-Za-z0-9_]{1,20}:)?sheetData\s*/>"
)
_CELLS_BEGIN = re.compile(rb"<(?:[A-Za-z0-9_]{1,20}:)?sheetData\s*>")
_CELL = re.compile(rb"<(?:[A-Za-z0-9_]{1,20}:)?c[\s/>]")
_FOREIGN = re.compile(rb"<(?:[A-Za-z0-9_]{1,20}:)?(?:mergeCells|conditionalFormatting|dataValidations|hyperlinks)[\s>]")
_MERGED = re.compile(rb"mergeCell\s[^<>]{0,200}?ref=[\"']([A-Z]{1,3}[0-9]{1,7}(?::[A-Z]{1,3}[0-9]{1,7})?)[\"']")


@dataclass(frozen=True)
class SheetParts:
    """`copy` is the file for openpyxl; `merged` the merged ranges of each sheet ("A1:B3") by the name of its part."""

    copy: BytesIO
    merged: dict[str, tuple[str, ...]]


def sheet_parts(archive: Archive) -> SheetParts:
    copy, merged, total = BytesIO(), {}, 0
    with zipfile.ZipFile(copy, "w") as parts:
        for name in archive.names:
            if not _XML.search(name) or _WITHOUT_CELLS.search(name):
                continue
            data = archive.read(name)
            total += len(data)
            if total > _MAX_TOTAL:
                archive.refuse_bomb()
            if has_doctype(data):
                archive.refuse_doctype()
            if _SHEET_BEGINS.search(data, 0, 4096):
                data, merged[name] = _cells_and_merges(archive, data)
            elif data.count(b"<") + data.count(b"=") > MAX_MARKUP:
                archive.refuse_bomb()
            parts.writestr(name, data)
    copy.seek(0)
    return SheetParts(copy, merged)


def _cells_and_merges(archive: Archive, data: bytes) -> tuple[bytes, tuple[str, ...]]:
    begin, end = _CELLS_BEGIN.search(data), _CELLS_END.search(data)
    if end is None:
        archive.refuse_damaged()
    cells, behind = data[: end.end()], data[end.end() :]
    if _FOREIGN.search(cells):
        archive.refuse_damaged()
    count = sum(1 for _ in _CELL.finditer(cells))
    merged = tuple(match[1].decode() for match in _MERGED.finditer(behind))
    before = data[: begin.start()] if begin else cells
    beside = max(before.count(b"<"), len(merged), cells.count(b"<") - count * _TAGS_OF_A_CELL)
    if count > _MOST_CELLS or beside > _MOST_BESIDE_CELLS:
        archive.refuse_bomb()
    return cells + b"</%bworksheet>" % (end["prefix"] or end["none"] or b""), merged
