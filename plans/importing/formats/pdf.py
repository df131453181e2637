"""PDF with a text layer → paragraphs. Tables of a PDF are read as lines of text: the file does not say what a cell is.

`pdf_lines` takes the lines out, in a process of its own within limits of memory and time; `pdf_layout` makes paragraphs
of them. Here is what can be wrong with the file, and what is wrong with its characters.
"""

import json
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import NoReturn

from plans.importing.formats import pdf_lines
from plans.importing.formats.archive import refuse_password
from plans.importing.formats.extract import Extract
from plans.importing.formats.pdf_layout import Line, paragraphs
from plans.importing.formats.pdf_lines import MAX_CHARACTERS, MAX_PAGES, UNMAPPED
from plans.importing.formats.plain import reads_as_chinese
from plans.rules.said import Refused

MAX_SECONDS = 20
_MISSING = "□"
_MOST_MISSING = 10  # of a hundred characters; a file with more was made without saying which glyph is which character
_FEWEST_HAN = 100  # in fewer, the frequent characters may be missing by chance
_RADICALS = (  # of CJK Radicals Supplement, which Unicode does not map, those that stand for a character by themselves
    "⺁厂⺇几⺌小⺎兀⺒巳⺓幺⺛旡⺜日⺝月⺟母⺠民⺢水⺥爪⺧牛⺩王⺫目⺬示⺮竹⺱网⺶羊⺹老⺻聿⺼肉⺽臼⻁虎⻃西⻄西⻅见"
    "⻆角⻇角⻉贝⻊足⻋车⻑長⻒長⻓长⻔门⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻬齐⻮齿⻰龙⻳龟"
)
_COMPATIBLE = {
    code: unified
    for block in (range(0x2F00, 0x2FD6), range(0xF900, 0xFB00))
    for code in block
    if len(unified := unicodedata.normalize("NFKC", chr(code))) == 1
}
_UNIFIED: dict[int, str | None] = {
    **_COMPATIBLE,
    **{ord(radical): character for radical, character in zip(_RADICALS[::2], _RADICALS[1::2], strict=True)},
    0x2F3E: "户",  # Unicode names the traditional form, files mean the one their font shows
    0x2FAD: "青",
    **dict.fromkeys((0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF)),
}


def read_pdf(data: bytes, *, filename: str) -> Extract:
    """One paragraph a line, without page numbers and running heads; refuses scans and what has no readable text."""
    pages = [
        [Line(page, *place, words.translate(_UNIFIED)) for place, words in lines]
        for page, lines in enumerate(_pages_of(data, filename))
    ]
    text = "\n".join(paragraphs(pages))
    empty_pages = sum(not lines for lines in pages)
    if empty_pages * 2 > len(pages) or not any(one.isalpha() or _is_missing(one) for one in text):
        _refuse("scan", filename)
    if _has_rubbish(text):
        _refuse("glyphs", filename)
    return Extract(text="".join(_MISSING if _is_missing(one) else one for one in text), encoding="pdf")


def _pages_of(data: bytes, filename: str) -> list[list[tuple[tuple[float, float, float, float], str]]]:
    program = [sys.executable, "-I", str(Path(pdf_lines.__file__))]
    try:
        done = subprocess.run(program, input=data, capture_output=True, timeout=MAX_SECONDS, env={}, check=False)  # noqa: S603 - our own program
    except subprocess.TimeoutExpired:
        _refuse("bomb", filename)
    if done.returncode:
        _refuse("bomb", filename)
    outcome = json.loads(done.stdout)
    if outcome["refused"]:
        _refuse(outcome["refused"], filename)
    return list(outcome["pages"])


def _is_missing(character: str) -> bool:
    return character == UNMAPPED or "\ue000" <= character <= "\uf8ff"


def _has_rubbish(text: str) -> bool:
    """A font that does not say its characters gives none or, worse, others."""
    characters = [character for character in text if not character.isspace()]
    missing = sum(_is_missing(character) for character in characters)
    han = sum("\u4e00" <= character <= "\u9fff" for character in characters)
    return missing * 100 > _MOST_MISSING * len(characters) or (han >= _FEWEST_HAN and not reads_as_chinese(text))


def _refuse(reason: str, filename: str) -> NoReturn:
    if reason == "password":
        refuse_password(filename)
    code, zh, en = _REASONS[reason]
    raise Refused(code, f"“{filename}”{zh}", f"“{filename}” {en}")


_REASONS = {
    "scan": (
        "document-scan",
        "是扫描件或图片，里面没有可复制的文字。请先做文字识别，或取得可复制文字的版本后再试。",
        "is a scan without text. Run text recognition first, or get a version whose text can be copied.",
    ),
    "glyphs": (
        "document-glyphs",
        "里的文字看得见但取不出来（字体没有文字编码）。请取得 Word 版本，或先做文字识别后再试。",
        "shows text that cannot be taken out: its fonts do not name it. Get the Word file, or run text recognition.",
    ),
    "damaged": (
        "document-damaged",
        "已损坏，无法读取。请重新导出 PDF，或取得 Word 版本后再试。",
        "is damaged and cannot be read. Export the PDF again, or get the Word file.",
    ),
    "bomb": (
        "document-bomb",
        "结构异常，没能在限定的内存和时间内读完。请只保留报告正文，重新导出 PDF 后再试。",
        "could not be read within the limits of memory and time. Export the report's text only as a new PDF.",
    ),
    "long": (
        "document-too-long",
        f"超过 {MAX_PAGES} 页或 {MAX_CHARACTERS // 10_000} 万字。请只导出报告正文后再试。",
        f"has more than {MAX_PAGES} pages or {MAX_CHARACTERS:,} characters. Export the report's text only.",
    ),
}
