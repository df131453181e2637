"""A Word file → its paragraphs with their automatic numbers, and its tables; marks, notes, heads and feet left out."""

import re
from collections.abc import Iterator

from lxml import etree

from plans.importing.formats.archive import Archive
from plans.importing.formats.extract import Cell, Extract, Lines
from plans.importing.formats.layout import MOST_COLUMNS, CellBudget, is_frame, labelled
from plans.importing.formats.numbering import Numbering, Styles, W, value_of
from plans.importing.formats.word_text import WordText, chosen, is_placeholder, local_name

_AROUND_BLOCKS = {"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "Choice", "Fallback"}
_CONTENTS = re.compile(r"(?:toc (?:[1-9]|heading)|table of figures|目录)", re.IGNORECASE)
_OF_A_REPORT = re.compile("报告|计划|方案|要点|任务|安排|情况|总结")
_YEAR = re.compile("20[0-9]{2}")
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_MOST_NESTED_TABLES = 10


def read_word(archive: Archive) -> Extract:
    lines = Lines()
    _Word(archive).write(lines)
    extract = lines.extract("docx")
    return Extract(extract.text, extract.encoding, extract.tables, _title(archive, extract.text))


class _Word:
    def __init__(self, archive: Archive) -> None:
        parts = {relation.kind: relation.part for relation in archive.relations(archive.main)}
        root = archive.parse(archive.main)
        body = root.find(f"{W}body")
        if body is None:
            archive.refuse_damaged()
        self._body = body
        self._styles = Styles(_optional(archive, parts.get("styles", "")))
        self._numbering = Numbering(_optional(archive, parts.get("numbering", "")), self._styles)
        self._text = WordText(root, self._styles)
        self._budget = CellBudget()

    def write(self, lines: Lines) -> None:
        for part in self._parts(self._body, tables_in=_MOST_NESTED_TABLES):
            if isinstance(part, str):
                lines.add(part)
            else:
                lines.add_table(part)

    def _parts(self, container: etree._Element, *, tables_in: int) -> Iterator[str | list[list[Cell]]]:
        """Paragraphs and tables in order; below `tables_in` tables in one another, cells are read as paragraphs."""
        carried = ""
        for block in _blocks(container):
            if local_name(block) == "tbl":
                yield from self._table(block, tables_in=tables_in)
                continue
            properties = block.find(f"{W}pPr")
            words, boxes = self._text.words(block)
            if _is_joined_to_next(properties):
                carried += words
            elif not self._is_contents(properties):
                yield from self._paragraph(carried + words, properties)
                carried = ""
            for box in boxes:
                yield from self._parts(box, tables_in=tables_in)
        yield from _lines(carried)

    def _paragraph(self, words: str, properties: etree._Element | None) -> Iterator[str]:
        """An empty paragraph is counted too, though nobody sees its number as text."""
        label = self._numbering.label(properties)
        words = words.strip()
        if words:
            yield from _lines(labelled(label, words))

    def _table(self, table: etree._Element, *, tables_in: int) -> Iterator[str | list[list[Cell]]]:
        rows = [(row, list(_cells(row))) for row in _rows(table)]
        if not tables_in or is_frame([[_length(cell) for cell in cells] for _, cells in rows]):
            for _, cells in rows:
                for cell in cells:
                    yield from self._parts(cell, tables_in=max(tables_in - 1, 0))
            return
        yield self._grid(rows)

    def _grid(self, rows: list[tuple[etree._Element, list[etree._Element]]]) -> list[list[Cell]]:
        grid: list[list[Cell]] = []
        for row, cells in rows:
            above = grid[-1] if grid else []
            now = [Cell("") for _ in range(_span(row.find(f"{W}trPr"), "gridBefore", 0))]
            for element in cells:
                properties = element.find(f"{W}tcPr")
                at = len(now)
                merged = _goes_on(properties) and at < len(above)
                cell = above[at] if merged else Cell(" ".join(self._words(element)))
                now += [cell] * _span(properties, "gridSpan", 1)
            self._budget.take(len(now))
            grid.append(now)
        return grid

    def _words(self, cell: etree._Element) -> Iterator[str]:
        return (part for part in self._parts(cell, tables_in=0) if isinstance(part, str))

    def _is_contents(self, properties: etree._Element | None) -> bool:
        style = value_of(properties, "pStyle") or ""
        return _CONTENTS.fullmatch(self._styles.name(style) or style) is not None


def _blocks(container: etree._Element) -> Iterator[etree._Element]:
    for child in container:
        name = local_name(child)
        if name in {"p", "tbl"}:
            yield child
        elif name == "AlternateContent":
            yield from _blocks(chosen(child))
        elif name in _AROUND_BLOCKS and not (name == "sdt" and _is_left_out(child)):
            yield from _blocks(child)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        name = local_name(child)
        if name == "tr":
            if child.find(f"{W}trPr/{W}del") is None:
                yield child
        elif name in _AROUND_BLOCKS:
            yield from _rows(child)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for child in row:
        name = local_name(child)
        if name == "tc":
            yield child
        elif name in _AROUND_BLOCKS:
            yield from _cells(child)


def _is_left_out(control: etree._Element) -> bool:
    gallery = control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    is_contents = gallery is not None and gallery.get(f"{W}val") == "Table of Contents"
    return is_contents or is_placeholder(control)


def _is_joined_to_next(properties: etree._Element | None) -> bool:
    """The paragraph's end was deleted or moved away, and the change is not accepted yet."""
    mark = properties.find(f"{W}rPr") if properties is not None else None
    return mark is not None and (mark.find(f"{W}del") is not None or mark.find(f"{W}moveFrom") is not None)


def _goes_on(properties: etree._Element | None) -> bool:
    merge = properties.find(f"{W}vMerge") if properties is not None else None
    return merge is not None and merge.get(f"{W}val", "continue") == "continue"


def _span(properties: etree._Element | None, name: str, otherwise: int) -> int:
    words = value_of(properties, name) or ""
    return min(int(words), MOST_COLUMNS) if words.isascii() and words.isdigit() and len(words) < 5 else otherwise


def _length(cell: etree._Element) -> int:
    return sum(len(text.text or "") for text in cell.iter(f"{W}t"))


def _lines(words: str) -> Iterator[str]:
    return (line.strip() for line in words.split("\n") if line.strip())


def _optional(archive: Archive, part: str) -> etree._Element | None:
    return archive.parse(part) if part in archive else None


def _title(archive: Archive, text: str) -> str:
    """What the file calls itself, where that names a report and no other year: files are copied from last year's."""
    part = next((one.part for one in archive.relations("") if one.kind == "core-properties"), "")
    root = _optional(archive, part)
    title = " ".join((root.findtext(f".//{_TITLE}") or "").split()) if root is not None else ""
    if len(title) < 6 or not _OF_A_REPORT.search(title) or any(year not in text for year in _YEAR.findall(title)):
        return ""
    return title
