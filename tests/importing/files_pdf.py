"""Writes small PDF files as offices make them: set lines, page numbers, fonts that say their characters or do not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

WIDTH, HEIGHT = 595, 842
LEFT, TOP, STEP, SIZE = 80, 770, 28, 16
PER_LINE = 26  # characters of full width
LINES = 24

FontMap = Literal["unicode", "none", "private"]


@dataclass(frozen=True)
class Set:
    """Words set at a place of a page; `size` in points."""

    x: float
    y: float
    words: str
    size: int = SIZE


def pdf_of(
    pages: Sequence[Sequence[Set]],
    *,
    font_map: FontMap = "unicode",
    glyphs: Mapping[str, str] | None = None,
    turned: bool = False,
) -> bytes:
    """`glyphs` are characters the font says are others: {"一": "⼀"}. `turned` pages
    are drawn on their side and shown upright."""
    characters = sorted({character for page in pages for one in page for character in one.words})
    codes = {character: number for number, character in enumerate(characters, 1)}
    said = {code: (glyphs or {}).get(character, character) for character, code in codes.items()}
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"", *_font(codes, said, font_map)]
    kids = []
    paper = f"MediaBox[0 0 {HEIGHT} {WIDTH}]/Rotate 90" if turned else f"MediaBox[0 0 {WIDTH} {HEIGHT}]"
    for page in pages:
        content = "".join(_shown(one, codes, turned=turned) for one in page)
        objects.append(stream_of("", content.encode()))
        objects.append(
            f"<</Type/Page/Parent 2 0 R/{paper}/Contents {len(objects)} 0 R/Resources<</Font<</F 3 0 R>>>>>>".encode()
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>".encode()
    return file_of(objects)


def typeset(
    text: str, *, indent: int = 2, numbered: str = "- {} -", head: str = "", per_line: int = PER_LINE, step: int = STEP
) -> list[list[Set]]:
    """Pages of a text as a typist sets them: a paragraph for each line, full lines, a first-line indent."""
    lines = [line for paragraph in text.split("\n") if paragraph for line in _wrapped(paragraph, indent, per_line)]
    pages = [lines[start : start + LINES] for start in range(0, len(lines), LINES)]
    made = []
    for number, page in enumerate(pages, 1):
        made.append([Set(LEFT + SIZE * at, TOP - step * row, words) for row, (at, words) in enumerate(page)])
        if numbered:
            made[-1].append(Set(WIDTH / 2, 40, numbered.format(number), 12))
        if head:
            made[-1].insert(0, Set(WIDTH / 2, 815, head, 12))
    return made


def file_of(objects: Sequence[bytes], trailer: str = "") -> bytes:
    out = b"%PDF-1.7\n"
    places = []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<</Size %d/Root 1 0 R%b>>\nstartxref\n%d\n%%%%EOF"
        % (size, table, size, trailer.encode(), len(out))
    )


def stream_of(entries: str, data: bytes) -> bytes:
    return f"<<{entries}/Length {len(data)}>>\nstream\n".encode() + data + b"\nendstream"


def _wrapped(paragraph: str, indent: int, per_line: int) -> list[tuple[float, str]]:
    """Each line with where it begins, in characters; a digit takes half the width of a Han character."""
    lines: list[tuple[float, str]] = []
    words, width = "", float(indent)
    for character in paragraph:
        if width + _width(character) > per_line and character not in "，。；：、！）":
            lines.append((0 if lines else indent, words))
            words, width = "", 0
        words, width = words + character, width + _width(character)
    return [*lines, (0 if lines else indent, words)]


def _width(character: str) -> float:
    return 0.5 if character.isascii() else 1


def _shown(one: Set, codes: Mapping[str, int], *, turned: bool) -> str:
    glyphs = "".join(f"{codes[character]:04x}" for character in one.words)
    place = f"0 1 -1 0 {HEIGHT - one.y} {one.x}" if turned else f"1 0 0 1 {one.x} {one.y}"
    return f"BT /F {one.size} Tf {place} Tm <{glyphs}> Tj ET\n"


def _font(codes: Mapping[str, int], said: Mapping[int, str], font_map: FontMap) -> list[bytes]:
    """Objects 3 to 6: a font of two-byte codes that is not embedded, and what its codes mean."""
    to_unicode = "" if font_map == "none" else "/ToUnicode 6 0 R"
    narrow = " ".join(f"{code}[500]" for character, code in codes.items() if character.isascii())
    means = {code: chr(0xE000 + code) if font_map == "private" else character for code, character in said.items()}
    meanings = [f"<{code:04x}><{character.encode('utf-16-be').hex()}>" for code, character in means.items()]
    return [
        f"<</Type/Font/Subtype/Type0/BaseFont/Made/Encoding/Identity-H/DescendantFonts[4 0 R]{to_unicode}>>".encode(),
        (
            "<</Type/Font/Subtype/CIDFontType2/BaseFont/Made/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
            f"/Supplement 0>>/FontDescriptor 5 0 R/DW 1000/W[{narrow}]>>"
        ).encode(),
        b"<</Type/FontDescriptor/FontName/Made/Flags 4/FontBBox[0 -200 1000 900]/Ascent 880/Descent -120>>",
        stream_of("", _character_map(meanings).encode()),
    ]


def _character_map(meanings: Sequence[str]) -> str:
    """In groups of a hundred, as the format wants."""
    groups = [meanings[start : start + 100] for start in range(0, len(meanings), 100)]
    each = "".join(f"{len(group)} beginbfchar\n{chr(10).join(group)}\nendbfchar\n" for group in groups)
    return f"begincmap\n1 begincodespacerange\n<0000><ffff>\nendcodespacerange\n{each}endcmap"
