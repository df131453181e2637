"""Bytes → text: which format it is, and what no format can read. The formats themselves are in `formats`."""

from collections.abc import Callable
from typing import NoReturn

from plans.importing.formats.archive import Archive, refuse_old_office
from plans.importing.formats.extract import Extract
from plans.importing.formats.html import is_page, read_html
from plans.importing.formats.pdf import read_pdf
from plans.importing.formats.plain import read_plain
from plans.importing.formats.sheet import read_sheet
from plans.importing.formats.word import read_word
from plans.importing.shapes import Document
from plans.rules.said import Refused

MAX_BYTES = 20 * 1024 * 1024
MAX_CHARACTERS = 500_000

_READABLE = "可以读取 Word 文档（.docx）、Excel 表格（.xlsx）、有文字的 PDF、网页（.html、.mht）和纯文本（.txt）"
_READABLE_EN = "Word documents (.docx), Excel files (.xlsx), PDFs with text, web pages (.html, .mht) and plain text (.txt) can be read"
_PDF = b"%PDF-"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_REFUSED = (
    (b"{\\rtf", "document-rtf", "RTF 文件", "an RTF file"),
    (b"\x89PNG", "document-image", "图片", "a picture"),
    (b"\xff\xd8\xff", "document-image", "图片", "a picture"),
    (b"Rar!", "document-zip", "压缩包", "an archive"),
    (b"7z\xbc\xaf", "document-zip", "压缩包", "an archive"),
    (b"\x1f\x8b", "document-zip", "压缩包", "an archive"),
    (b"<?xml", "document-xml", "XML 文件", "an XML file"),
)
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_NORMAL: dict[int, int | str] = {
    **_WIDE,
    0x00A0: " ",
    0x3000: " ",
    0x2003: " ",
    0x0009: " ",
    0x2236: ":",
    0xFE6A: "%",
    0x2014: "-",
    0x2013: "-",
}


def read_document(data: bytes, *, filename: str) -> Document:
    """The file's text, its tables and what it says of itself; refuses with a sentence what cannot be read."""
    if len(data) > MAX_BYTES:
        raise Refused(
            "document-too-large",
            f"“{filename}”超过 20 MB。请只上传报告正文，去掉图片和附件后再试。",
            f"“{filename}” is larger than 20 MB. Upload the report's text only, without pictures and annexes.",
        )
    if not data.strip():
        raise Refused(
            "document-empty", f"“{filename}”是空文件。请重新导出后再试。", f"“{filename}” is empty. Export it again."
        )
    extract = _reader_of(data, filename)(data, filename=filename)
    if len(extract.text) > MAX_CHARACTERS:
        raise Refused(
            "document-too-long",
            f"“{filename}”超过 {MAX_CHARACTERS // 10_000} 万字，不像一份报告。请只保留报告正文后再试。",
            f"“{filename}” has more than {MAX_CHARACTERS:,} characters. Keep the text of the report only.",
        )
    _refuse_unreadable(extract.text, filename)
    return Document(
        text=extract.text,
        normal=normalise(extract.text),
        encoding=extract.encoding,
        tables=extract.tables,
        title=extract.title,
        published_on=extract.published_on,
    )


def normalise(text: str) -> str:
    """Both widths made one, character for character, so that an offset means the same place in both."""
    return text.translate(_NORMAL)


def _reader_of(data: bytes, filename: str) -> Callable[..., Extract]:
    """Told by the content; a file's name may say anything."""
    if data.startswith(_ZIP):
        return _read_zip
    if data.startswith(_OLD_OFFICE):
        refuse_old_office(data, filename=filename)
    if data.lstrip().startswith(_PDF):
        return read_pdf
    if is_page(data):
        return read_html
    for signature, code, zh, en in _REFUSED:
        if data.startswith(signature):
            _refuse_format(filename, code, zh, en)
    return read_plain


def _read_zip(data: bytes, *, filename: str) -> Extract:
    archive = Archive(data, filename=filename)
    if archive.kind == "docx":
        return read_word(archive)
    if archive.kind == "xlsx":
        return read_sheet(archive)
    return _refuse_format(
        filename, "document-zip", "压缩包或其他格式的文件（如 pptx、ofd）", "an archive or another format"
    )


def _refuse_format(filename: str, code: str, zh: str, en: str) -> NoReturn:
    raise Refused(
        code,
        f"“{filename}”是{zh}，不能直接读取。{_READABLE}；请打开文件，另存后再试。",
        f"“{filename}” is {en} and cannot be read as it is. {_READABLE_EN}: save it so and try again.",
    )


def _refuse_unreadable(text: str, filename: str) -> None:
    sample = text[:200_000]
    controls = sum((character < " " and character not in "\n\r\t\f\v") or character == "\ufffd" for character in sample)
    if controls * 100 > len(sample) or "\0" in text:  # no database keeps a NUL
        raise Refused(
            "document-binary",
            f"“{filename}”不是文本文件，无法读取。请另存为 Word 文档（.docx）或纯文本（.txt）后再试。",
            f"“{filename}” is not a text file. Save it as a Word document (.docx) or as plain text (.txt).",
        )
    if not text.strip():
        raise Refused(
            "document-empty",
            f"“{filename}”里没有文字。请重新导出后再试。",
            f"“{filename}” has no text. Export it again.",
        )
    if not any(character.isalpha() for character in text):
        raise Refused(
            "document-scan",
            f"“{filename}”里只有页码和符号，像是扫描件导出的。请先做文字识别，或取得可复制文字的版本。",
            f"“{filename}” holds page numbers only, like an exported scan. Run text recognition first.",
        )
