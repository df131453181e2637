"""A program of its own: a PDF on its input, the lines of its pages on its output, as JSON.

pdfium is run apart because a small hostile file makes it ask for a gigabyte, or crash; here that ends this process and
nothing else. It is started without environment, so that nothing secret is in reach of it. `pdf` starts it.
"""

import ctypes
import json
import math
import resource
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median
from typing import NamedTuple

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

MAX_PAGES = 500
MAX_CHARACTERS = 500_000
MAX_MEMORY = 170 * 1024 * 1024
UNMAPPED = "\ufffd"  # stands for a glyph of which the file does not say which character it is
WIDE_GAP = "\t"  # stands for a gap no space makes: between the cells of a table

_QUARTER = math.pi / 2
_TILTED = 0.1
_SOFT_HYPHEN = 2


class Glyph(NamedTuple):
    """One character with its box and the y of its baseline; `spaced` where pdfium sees a space before it."""

    at: int
    character: str
    spaced: bool
    left: float
    right: float
    height: float
    baseline: float


@dataclass
class Line:
    left: float
    right: float
    baseline: float
    height: float
    glyphs: list[int] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)


class TooLong(Exception):
    """More pages or characters than any report has."""


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    json.dump(_outcome(sys.stdin.buffer.read()), sys.stdout)


def _outcome(data: bytes) -> dict[str, object]:
    pdfium.FPDF_InitLibrary()
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        locked = pdfium.FPDF_GetLastError() in {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}
        return {"refused": "password" if locked else "damaged"}
    try:
        return {"refused": None, "pages": list(_pages(document))}
    except TooLong:
        return {"refused": "long"}


def _pages(document: object) -> Iterator[list[tuple[list[float], str]]]:
    count = pdfium.FPDF_GetPageCount(document)
    if count > MAX_PAGES:
        raise TooLong
    left = MAX_CHARACTERS
    for index in range(count):
        page = pdfium.FPDF_LoadPage(document, index)
        if not page:
            yield []
            continue
        words = pdfium.FPDFText_LoadPage(page)
        left -= pdfium.FPDFText_CountChars(words) if words else 0
        if left < 0:
            raise TooLong
        yield [_packed(words, line) for line in _lines(_glyphs(words))] if words else []
        pdfium.FPDFText_ClosePage(words)
        pdfium.FPDF_ClosePage(page)


def _glyphs(words: object) -> list[Glyph]:
    """In the order of the file, turned upright; what stands aslant, as watermarks do, is left out."""
    turns = [_quarter_turns(words, index) for index in range(pdfium.FPDFText_CountChars(words))]
    upright = Counter(turn for turn in turns if turn is not None).most_common(1)
    glyphs, spaced = [], False
    for index, turn in enumerate(turns):
        if turn is not None and turn == upright[0][0]:
            glyphs.append(_glyph(words, index, turn, spaced=spaced))
        spaced = turn is None and pdfium.FPDFText_GetUnicode(words, index) == 0x20
    return glyphs


def _quarter_turns(words: object, index: int) -> int | None:
    """None for a character that is aslant, or that pdfium made up: it puts line ends and spaces where it sees gaps."""
    if pdfium.FPDFText_IsGenerated(words, index) == 1:
        return None
    angle = -pdfium.FPDFText_GetCharAngle(words, index)  # pdfium counts with the clock
    turns = round(angle / _QUARTER)
    return turns % 4 if abs(angle - turns * _QUARTER) < _TILTED else None


def _glyph(words: object, index: int, turns: int, *, spaced: bool) -> Glyph:
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetLooseCharBox(words, index, box)
    pdfium.FPDFText_GetCharOrigin(words, index, x, y)
    left, right, height, baseline = (
        (box.left, box.right, box.top - box.bottom, y.value),
        (box.bottom, box.top, box.right - box.left, -x.value),
        (-box.right, -box.left, box.top - box.bottom, -y.value),
        (-box.top, -box.bottom, box.right - box.left, x.value),
    )[turns]
    return Glyph(index, _character(words, index), spaced, left, right, height, baseline)


def _character(words: object, index: int) -> str:
    code = pdfium.FPDFText_GetUnicode(words, index)
    if pdfium.FPDFText_HasUnicodeMapError(words, index) == 1 or 0xD800 <= code <= 0xDFFF or code > sys.maxunicode:
        return UNMAPPED
    if code == _SOFT_HYPHEN:
        return "-"
    return " " if code in {0x20, 0xA0, 0x09, 0x0A, 0x0D} else chr(code) if code > 0x20 else UNMAPPED


def _lines(glyphs: list[Glyph]) -> Iterator[Line]:
    """A line goes on to the right on its baseline; a raised or lowered mark belongs to it."""
    line: Line | None = None
    for glyph in glyphs:
        if line is None or not _goes_on(line, glyph):
            if line:
                yield line
            line = Line(glyph.left, glyph.right, glyph.baseline, glyph.height)
        elif glyph.left - line.right > 1.2 * line.height:
            line.parts.append(WIDE_GAP)
        elif glyph.spaced:
            line.parts.append(" ")
        line.parts.append(glyph.character)
        line.glyphs.append(glyph.at)
        line.right = max(line.right, glyph.right)
        line.height = max(line.height, glyph.height)
    if line:
        yield line


def _goes_on(line: Line, glyph: Glyph) -> bool:
    height = max(line.height, glyph.height)
    return abs(glyph.baseline - line.baseline) < 0.5 * height and glyph.left > line.right - 0.6 * height


def _packed(words: object, line: Line) -> tuple[list[float], str]:
    sampled = (line.glyphs[0], line.glyphs[len(line.glyphs) // 2], line.glyphs[-1])
    size = median(_size(words, index) for index in sampled)
    return [round(points, 1) for points in (line.left, line.right, line.baseline, size)], "".join(line.parts)


def _size(words: object, index: int) -> float:
    """Of the type as it is seen: a page may be drawn at any scale."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(words, index, matrix)
    return float(pdfium.FPDFText_GetFontSize(words, index)) * math.hypot(matrix.c, matrix.d)


if __name__ == "__main__":
    main()
