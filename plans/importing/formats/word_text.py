"""A paragraph of a Word file → its words as they are printed: insertions in, deletions, hidden text and codes out."""

from dataclasses import dataclass
from typing import Final

from lxml import etree

from plans.importing.formats.layout import raised
from plans.importing.formats.numbering import Styles, W, is_on, value_of

_NO_TEXT: Final = frozenset({
    "pPr", "rPr", "sdtPr", "sdtEndPr", "customXmlPr", "smartTagPr", "tblPr", "rubyPr", "rt", "fldData", "delText",
    "delInstrText", "sectPr", "proofErr", "bookmarkStart", "bookmarkEnd", "footnoteReference", "endnoteReference",
    "footnoteRef", "endnoteRef", "commentReference", "annotationRef", "pgNum", "softHyphen",
})  # fmt: skip
_TAKEN_OUT: Final = frozenset({"del", "moveFrom"})
_CHARACTERS: Final = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_FIELDS_OUT: Final = frozenset({
    "TOC", "PAGE", "NUMPAGES", "PAGEREF", "SECTIONPAGES", "INDEX", "TOA",
})  # fmt: skip
_SYMBOL_FONT: Final = range(0xF000, 0xF100)


@dataclass
class _Field:
    """Between its begin and its separator stands the instruction, then what it shows."""

    instruction: str = ""
    shows: bool = False

    def is_out(self) -> bool:
        name = self.instruction.strip().partition(" ")[0].upper()
        return not self.shows or name in _FIELDS_OUT


class WordText:
    """Reads paragraphs in order, since a field (a table of contents) may go on over many of them."""

    def __init__(self, root: etree._Element, styles: Styles) -> None:
        self._styles = styles
        self._fields: list[_Field] = []
        marks = [mark.get(f"{W}fldCharType") for mark in root.iter(f"{W}fldChar")]
        self._whole_fields = marks.count("begin") == marks.count("end")
        self._hiding: dict[str, bool] = {}

    def words(self, paragraph: etree._Element) -> tuple[str, list[etree._Element]]:
        """What it says, and the text boxes that hang on it."""
        pieces: list[str] = []
        boxes: list[etree._Element] = []
        self._read(paragraph, pieces, boxes, out=self._hides(value_of(paragraph.find(f"{W}pPr"), "pStyle")))
        self._fields = [field for field in self._fields if field.shows and self._whole_fields]
        return "".join(pieces), boxes

    def _read(self, element: etree._Element, pieces: list[str], boxes: list[etree._Element], *, out: bool) -> None:
        """`out`: nothing of it is printed, but the marks of fields in it count."""
        for child in element:
            name = local_name(child)
            if name in _NO_TEXT:
                continue
            if name in _CHARACTERS or name in {"t", "sym"}:
                if not out and not any(field.is_out() for field in self._fields):
                    pieces.append(_character(child, name))
            elif name in {"fldChar", "instrText"}:
                self._mark(child)
            elif name == "r":
                self._read_run(child, pieces, boxes, out=out)
            elif name == "txbxContent":
                boxes += [] if out else [child]
            else:
                inner = chosen(child) if name == "AlternateContent" else child
                self._read(inner, pieces, boxes, out=out or _is_taken_out(child, name))

    def _read_run(self, run: etree._Element, pieces: list[str], boxes: list[etree._Element], *, out: bool) -> None:
        properties = run.find(f"{W}rPr")
        hidden = is_on(properties, "vanish") or self._hides(value_of(properties, "rStyle"))
        own: list[str] = []
        self._read(run, own, boxes, out=out or hidden)
        if own and value_of(properties, "vertAlign") == "superscript":
            own = [raised("".join(pieces[-3:]), "".join(own))]
        pieces += own

    def _mark(self, mark: etree._Element) -> None:
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "end" and self._fields:
            self._fields.pop()
        elif self._fields and not self._fields[-1].shows:
            self._fields[-1].instruction += mark.text or ""
            self._fields[-1].shows = kind == "separate"

    def _hides(self, style: str | None) -> bool:
        if not style:
            return False
        if style not in self._hiding:
            self._hiding[style] = any(is_on(base.find(f"{W}rPr"), "vanish") for base in self._styles.chain(style))
        return self._hiding[style]


def local_name(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def chosen(alternatives: etree._Element) -> etree._Element:
    """The newer of two ways to write the same thing, which are both in the file."""
    return next(iter(alternatives), alternatives)


def is_placeholder(control: etree._Element) -> bool:
    """A content control nobody filled in shows only what to enter."""
    return is_on(control.find(f"{W}sdtPr"), "showingPlcHdr")


def _is_taken_out(element: etree._Element, name: str) -> bool:
    if name == "fldSimple":
        return _Field(element.get(f"{W}instr", ""), shows=True).is_out()
    return name in _TAKEN_OUT or (name == "sdt" and is_placeholder(element))


def _character(element: etree._Element, name: str) -> str:
    if name == "t":
        return (element.text or "").replace("\n", " ")
    if name == "sym":
        try:
            code = int(element.get(f"{W}char", ""), 16)
        except ValueError:
            return ""
        return "" if code in _SYMBOL_FONT or not 0x20 <= code < 0xD800 else chr(code)
    return _CHARACTERS[name]
