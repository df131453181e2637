"""The cells of an Excel file as they are shown: numbers with their places and units, dates as dates, formulas by value.

What numbers mean is openpyxl's to say. The parts are taken in here, row by row, since openpyxl fills every row up to its
furthest cell and makes an object of each rule behind the cells, which a small file can make last for minutes.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from io import BytesIO

from lxml import etree
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.cell import column_index_from_string
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

from plans.importing.formats.archive import Archive

_CHINESE_FORMATS = {  # what Excel takes these numbers to mean in Chinese; openpyxl knows the English ones
    **dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"'),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), 'm"月"d"日"'),
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
}
_FORMATS = BUILTIN_FORMATS | _CHINESE_FORMATS
_GENERAL = "General"
_REFERENCE = re.compile("([A-Z]{1,3})[0-9]{1,7}")
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|\[[^\]]*\]|[_*].')
_PLACES = re.compile(r"(?P<whole>[0#?][0#?,]*)(?:\.(?P<decimals>[0#?]*)(?P<after>,*))?(?P<percent>%?)")
_ESCAPED = re.compile("_x00(?:0[0-9A-Fa-f]|1[0-9A-Fa-f])_")
_LONGEST_FORMAT = 200
_CELL = re.compile(rb"<(?:[A-Za-z0-9_]{1,20}:)?(?:c|row)[\s/>]")
_TAGS_OF_A_CELL = 12  # with the runs of type in it
_TAGS_BESIDE = 60_000  # the widths, merges and rules around the cells
_LARGEST = Decimal(10) ** 24


class Book:
    """What all sheets share: their names, the words of cells and the ways numbers are shown."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._root = archive.parse(archive.main)
        self._relations = archive.relations(archive.main)
        parts = {relation.kind: relation.part for relation in self._relations}
        properties = self._root.find("{*}workbookPr")
        old = properties is not None and properties.get("date1904") in {"1", "true"}
        self._epoch = MAC_EPOCH if old else WINDOWS_EPOCH
        self._strings = _strings(archive, parts["sharedStrings"]) if parts.get("sharedStrings", "") in archive else []
        self._formats = _formats(archive.parse(parts["styles"])) if parts.get("styles", "") in archive else []

    def visible_sheets(self) -> Iterator[tuple[str, str]]:
        """Name and part; one part cannot be several sheets, and charts on sheets of their own have no cells."""
        parts = {relation.id: relation.part for relation in self._relations if relation.kind == "worksheet"}
        for sheet in self._root.iter("{*}sheet"):
            reference = next((value for key, value in sheet.attrib.items() if str(key).endswith("}id")), "")
            part = parts.pop(str(reference), None)
            if part is not None and sheet.get("state", "visible") == "visible":
                yield sheet.get("name", ""), part

    def rows(self, data: bytes) -> Iterator[tuple[int, dict[int, str]]]:
        """Each row's number, and its words by the number of their column; empty cells are left out."""
        if data.count(b"<") > _TAGS_OF_A_CELL * sum(1 for _ in _CELL.finditer(data)) + _TAGS_BESIDE:
            self._archive.refuse_bomb()
        number, column, said = 0, 0, dict[int, str]()
        for element in _elements(data, "c", "row"):
            if etree.QName(element).localname == "row":
                stated = element.get("r", "")
                number = max(number + 1, int(stated) if stated.isdecimal() else 0)
                yield number, said
                column, said = 0, {}
                continue
            reference = _REFERENCE.fullmatch(element.get("r", ""))
            column = column_index_from_string(reference[1]) if reference else column + 1
            if words := self._words(element):
                said[column] = words

    def _words(self, cell: etree._Element) -> str:
        kind, value = cell.get("t", "n"), cell.findtext("{*}v") or ""
        match kind:
            case "s":
                return _tidy(self._strings[int(value)]) if value else ""
            case "inlineStr":
                return _tidy("".join(_texts(cell)))
            case "b":
                return "是" if value == "1" else "否"
            case "e":
                return ""
            case "n" if value:
                return shown(value, self._format(cell), self._epoch)
            case _:
                return _tidy(value)

    def _format(self, cell: etree._Element) -> str:
        style = int(cell.get("s", "0"))
        return self._formats[style] if 0 <= style < len(self._formats) else _GENERAL


def _elements(data: bytes, *names: str) -> Iterator[etree._Element]:
    """Each is forgotten when the next is asked for."""
    tags = [f"{{*}}{name}" for name in names]
    for _, element in etree.iterparse(BytesIO(data), tag=tags, resolve_entities=False, no_network=True):
        yield element
        element.clear()
        while (done := element.getprevious()) is not None:
            parent = done.getparent()
            if parent is not None:
                parent.remove(done)


def _strings(archive: Archive, part: str) -> list[str]:
    return ["".join(_texts(one)) for one in _elements(archive.read_xml(part), "si")]


def _texts(element: etree._Element) -> Iterator[str]:
    """Without the readings that may stand over characters."""
    for text in element.iter("{*}t"):
        parent = text.getparent()
        if parent is not None and etree.QName(parent).localname != "rPh":
            yield text.text or ""


def _formats(styles: etree._Element) -> list[str]:
    own = {one.get("numFmtId", ""): one.get("formatCode", "") for one in styles.iterfind("{*}numFmts/{*}numFmt")}
    numbers = [one.get("numFmtId", "0") for one in styles.iterfind("{*}cellXfs/{*}xf")]
    return [own.get(number) or _FORMATS.get(int(number), _GENERAL) for number in numbers]


def _tidy(words: str) -> str:
    return _ESCAPED.sub(" ", words).strip()


def shown(value: str, number_format: str, epoch: datetime = WINDOWS_EPOCH) -> str:
    """A number as its cell shows it."""
    try:
        number = Decimal(format(float(value), ".15g"))  # all that Excel keeps; the rest is noise of the binary form
    except (ValueError, InvalidOperation):
        return _tidy(value)
    number_format = number_format[:_LONGEST_FORMAT]
    if not number.is_finite():
        return _tidy(value)
    if is_date_format(number_format):
        return _day(number, number_format, epoch)
    return _number(number, number_format)


def _day(number: Decimal, number_format: str, epoch: datetime) -> str:
    """2031年9月30日, or 2031年9月 where no day is shown; a time of day or a span of time as it is counted."""
    try:
        moment = from_excel(float(number), epoch)
    except (ValueError, OverflowError):
        return _plain(number)
    if not isinstance(moment, date):
        return str(moment)
    letters = _LITERAL.sub("", number_format).lower()
    day = f"{moment.day}日" if "d" in letters or "y" not in letters else ""
    return f"{moment.year}年{moment.month}月{day}"


def _number(number: Decimal, number_format: str) -> str:
    """0.05 as 5% where the cell says percent, 26.8 as 26.80 where it has two places, 3 as 3家."""
    section = number_format.partition(";")[0]
    places = _PLACES.search(_LITERAL.sub("", section))
    if places is None or "E" in section or "/" in section:
        return _plain(number)
    decimals = places["decimals"] or ""
    commas = places["after"] if decimals else places["whole"]
    thousands = len(commas) - len(commas.rstrip(","))  # each comma at the end divides by a thousand
    number = number.scaleb((2 if places["percent"] else 0) - 3 * thousands)
    words = (
        f"{number.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP):f}"
        if abs(number) < _LARGEST
        else _plain(number)
    )
    for place in reversed(decimals):
        if place == "0" or not words.endswith("0"):
            break
        words = words[:-1]
    unit = "".join(match[1] or match[2] or "" for match in _LITERAL.finditer(section)).strip()
    return words.rstrip(".") + places["percent"] + unit


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}" if abs(number) < _LARGEST else str(number)
