"""An element of a web page → its paragraphs and tables in reading order, as a browser would show them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from plans.importing.formats.extract import Cell, Lines
from plans.importing.formats.layout import MOST_CELLS, MOST_COLUMNS, CellBudget, is_frame, labelled, raised
from plans.importing.formats.numerals import numeral

_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "founder-content", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hr", "html", "legend", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody",
    "td", "tfoot", "th", "thead", "tr", "ucapcontent", "ucaptitle", "ul",
})  # fmt: skip
_NOTES = re.compile("#_?(?:ftn|edn|footnote|endnote)", re.IGNORECASE)
_NOTE_TEXT = re.compile(r"mso-element:\s*(?:foot|end)note", re.IGNORECASE)
_SHOWN_AS_BLOCK = re.compile(r"display\s*:\s*block", re.IGNORECASE)
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s{0,9}:([^;]{1,80})")
_UNSEEN = dict.fromkeys([
    *range(0x9), 0xB, *range(0xE, 0x20), 0x7F, 0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xFFFE, 0xFFFF,
])  # fmt: skip
_WHITE = re.compile(r"[ \t\r\n\f]+")
_HAN = re.compile("[\u2014-\u2026\u3000-\u9fff\uff00-\uffef]")
_OWN_NUMBER = re.compile(
    "[一二三四五六七八九十]{1,4}[、是]|[(（][一二三四五六七八九十0-9]{1,4}[)）]|[0-9]{1,4}[.．、]|第[一二三四五六七八九十]"
)
_LONGEST_NUMBER = 20
_BREAK = "\u2028"
_STYLES = (  # in the page's words: the style's name to look for, Word's name of it, what stands around the number
    ("none", "none", "", ""),
    ("custom_cn2", "chineseCounting", "（", "）"),
    ("custom_cn1", "chineseCounting", "", "）"),
    ("custom_num2", "decimal", "（", "）"),
    ("custom_num1", "decimal", "", "）"),
    ("custom_cn", "chineseCounting", "", "、"),
    ("chinese", "chineseCounting", "", "、"),
    ("cjk", "chineseCounting", "", "、"),
    ("upper-roman", "upperRoman", "", "."),
    ("lower-roman", "lowerRoman", "", "."),
    ("upper-", "upperLetter", "", "."),
    ("lower-", "lowerLetter", "", "."),
    ("", "decimal", "", "."),
)
_TYPES = {"A": "upper-alpha", "a": "lower-alpha", "I": "upper-roman", "i": "lower-roman"}


@dataclass
class _List:
    """`style` is empty for a list of bullets, which are not written."""

    style: str
    next: int


@dataclass
class _Open:
    """What has been gathered of the paragraph that is being read, its number, and the lists that are open around it."""

    label: str = ""
    pieces: list[str] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    preformatted: int = 0

    def text(self, words: str | None) -> None:
        if words:
            self.pieces.append(words.replace("\r\n", "\n").replace("\n", _BREAK) if self.preformatted else words)

    def lines(self) -> list[str]:
        if not self.pieces:
            return []
        joined = _WHITE.sub(_as_shown, "".join(self.pieces).translate(_UNSEEN))
        self.pieces.clear()
        lines = [line.strip() for line in joined.split(_BREAK) if line.strip()]
        if lines and self.label:
            lines[0] = labelled(self.label, lines[0])
            self.label = ""
        return lines


def write_flow(element: etree._Element, lines: Lines) -> None:
    budget = CellBudget()
    for part in _flow(element):
        if isinstance(part, str):
            lines.add(part)
        else:
            lines.add_table(_grid(part, budget))


def paragraphs_of(element: etree._Element) -> Iterator[str]:
    """Everything the element holds as lines, the cells of its tables too."""
    return (part for part in _flow(element, keep_tables=False) if isinstance(part, str))


def own_rows(table: etree._Element) -> list[list[etree._Element]]:
    """The cells of each row."""
    return [[cell for cell in row if cell.tag in {"td", "th"}] for row in table.iter("tr")]


def _flow(root: etree._Element, *, keep_tables: bool = True) -> Iterator[str | etree._Element]:
    """Walks without recursion: pages are nested as deep as their editors left them."""
    now = _Open()
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        blocks = _is_block(element)
        if blocks:
            yield from now.lines()
        if event == "end":
            _leave(element, now)
            if element is not root:
                now.text(element.tail)
        elif keep_tables and element.tag == "table" and tabulates(element):
            yield element
            walk.skip_subtree()
        elif not _enter(element, now):
            walk.skip_subtree()
    yield from now.lines()


def _enter(element: etree._Element, now: _Open) -> bool:
    """Whether the inside is to be read too."""
    tag = element.tag
    if tag == "br":
        now.pieces.append(_BREAK)
    elif tag == "sup":
        now.text(raised("".join(now.pieces[-3:]), _all_text(element)))
        return False
    elif _is_note(element):
        return False
    elif tag in {"ol", "ul"}:
        now.lists.append(_List(_style_of(element) if tag == "ol" else "", _number(element.get("start"), 1)))
    elif tag == "li":
        now.label = _label(element, now)
    elif tag == "pre":
        now.preformatted += 1
    now.text(element.text)
    return True


def _leave(element: etree._Element, now: _Open) -> None:
    if element.tag in {"ol", "ul"} and now.lists:
        now.lists.pop()
    elif element.tag == "li":
        now.label = ""
    elif element.tag == "pre":
        now.preformatted -= 1


def _is_block(element: etree._Element) -> bool:
    return element.tag in _BLOCKS or _SHOWN_AS_BLOCK.search(element.get("style", "")) is not None


def _is_note(element: etree._Element) -> bool:
    if element.tag == "a":
        return _NOTES.match(element.get("href", "")) is not None
    return _NOTE_TEXT.search(element.get("style", "")) is not None


def _style_of(element: etree._Element) -> str:
    stated = _LIST_STYLE.search(element.get("style", "").lower())
    named = stated[1] if stated else f"{element.get('class', '')} {_TYPES.get(element.get('type', ''), '')}"
    return next(name for name, _, _, _ in _STYLES if name in named) or "decimal"


def _label(item: etree._Element, now: _Open) -> str:
    if not now.lists or not now.lists[-1].style:
        return ""
    current = now.lists[-1]
    number = _number(item.get("value"), current.next)
    current.next = number + 1
    if _OWN_NUMBER.match(_first_words(item)):
        return ""
    style = _style_of(item) if "list-style" in item.get("style", "") else current.style
    _, word, before, after = next(one for one in _STYLES if one[0] in style)
    shown = numeral(number, word)
    return f"{before}{shown}{after}" if shown else ""


def _all_text(element: etree._Element) -> str:
    return "".join(str(words) for words in element.itertext())


def _first_words(element: etree._Element) -> str:
    """No more than its beginning: lists hang in lists, and each would be read as often as it is deep."""
    begun = ""
    for words in element.itertext():
        begun = (begun + str(words)).lstrip()
        if len(begun) >= _LONGEST_NUMBER:
            break
    return begun[:_LONGEST_NUMBER]


def _number(words: str | None, otherwise: int) -> int:
    return int(words) if words and words.isascii() and words.isdigit() and len(words) < 6 else otherwise


def _as_shown(match: re.Match[str]) -> str:
    """White space is one space, and none where the source only broke a line between two Chinese characters."""
    text, start, end = match.string, match.start(), match.end()
    if "\n" in match[0] and start and end < len(text) and _HAN.match(text[start - 1]) and _HAN.match(text[end]):
        return ""
    return " "


def tabulates(table: etree._Element) -> bool:
    """Not every table does: editors put pages and paragraphs into them."""
    if table.find(".//table") is not None:
        return False
    return not is_frame([[sum(map(len, cell.itertext())) for cell in row] for row in own_rows(table)])


def _grid(table: etree._Element, budget: CellBudget) -> list[list[Cell]]:
    """Rows of equal cells in every place a merged cell covers."""
    rows: list[list[Cell]] = []
    below: dict[int, tuple[Cell, int]] = {}  # by column: a cell that goes on, and for how many rows
    for cells in own_rows(table):
        row: list[Cell] = []
        for element in cells:
            _take_from_above(row, below)
            cell = Cell(" ".join(paragraphs_of(element)))
            high = _number(element.get("rowspan"), 1) or MOST_CELLS
            for _ in range(min(max(_number(element.get("colspan"), 1), 1), MOST_COLUMNS)):
                if high > 1:
                    below[len(row)] = (cell, high - 1)
                row.append(cell)
        _take_from_above(row, below)
        budget.take(len(row))
        if row:
            rows.append(row)
    return rows


def _take_from_above(row: list[Cell], below: dict[int, tuple[Cell, int]]) -> None:
    while len(row) in below:
        cell, high = below.pop(len(row))
        if high > 1:
            below[len(row)] = (cell, high - 1)
        row.append(cell)
