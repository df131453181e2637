"""Bytes → text. The only stage that sees bytes, and the only one that refuses them."""

from plans.importing.shapes import Document
from plans.rules.said import Refused

MAX_BYTES = 20 * 1024 * 1024

_FORMATS = "目前可以读取纯文本文件（.txt，UTF-8、UTF-16、GB18030 或 GBK 编码）"
_FORMATS_EN = "Plain text (.txt in UTF-8, UTF-16, GB18030 or GBK) can be read"
_SIGNATURES = (
    (b"%PDF-", "document-pdf", "PDF 文件", "a PDF"),
    (b"PK\x03\x04", "document-zip", "压缩包或 Word、Excel 文件（docx、xlsx、zip）", "a docx, xlsx or zip file"),
    (b"PK\x05\x06", "document-zip", "空的压缩包", "an empty zip file"),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "document-old-office",
        "旧版 Office 文件（doc、xls）",
        "an old doc or xls file",
    ),
    (b"{\\rtf", "document-rtf", "RTF 文件", "an RTF file"),
    (b"\x89PNG", "document-image", "图片", "a picture"),
    (b"\xff\xd8\xff", "document-image", "图片", "a picture"),
    (b"Rar!", "document-zip", "压缩包", "an archive"),
    (b"7z\xbc\xaf", "document-zip", "压缩包", "an archive"),
    (b"\x1f\x8b", "document-zip", "压缩包", "an archive"),
)
_FREQUENT = frozenset("的一是不在和年月日全区市县省人民工作业发展建设新大项目进高完成加强推政府经济社会以上中为了到")
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
    """The file's text with BOM stripped and CRLF turned to LF, otherwise unchanged; refuses what is not text."""
    if len(data) > MAX_BYTES:
        raise Refused(
            "document-too-large",
            f"“{filename}”超过 20 MB。请只上传报告正文，去掉图片和附件后再试。",
            f"“{filename}” is larger than 20 MB. Upload the report's text only, without pictures and annexes.",
        )
    _refuse_known_formats(data, filename)
    text, encoding = _decode(data, filename)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    _refuse_unreadable(text, filename)
    return Document(text=text, normal=normalise(text), encoding=encoding)


def normalise(text: str) -> str:
    """Both widths made one, character for character, so that an offset means the same place in both."""
    return text.translate(_NORMAL)


def _refuse_known_formats(data: bytes, filename: str) -> None:
    if not data.strip():
        raise Refused(
            "document-empty", f"“{filename}”是空文件。请重新导出后再试。", f"“{filename}” is empty. Export it again."
        )
    for signature, code, zh, en in _SIGNATURES:
        if data.startswith(signature):
            raise Refused(
                code,
                f"“{filename}”是{zh}，不能直接读取。{_FORMATS}；请打开文件，另存为纯文本后再试。",
                f"“{filename}” is {en} and cannot be read as it is. {_FORMATS_EN}: save it as plain text and try again.",
            )


def _decode(data: bytes, filename: str) -> tuple[str, str]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        candidates = ["utf-16"]
    elif b"\x00" in data[:4096]:
        candidates = ["utf-16-le", "utf-16-be"]
    else:
        candidates = ["utf-8", "gb18030"]
    for encoding in candidates:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding in {"utf-8", "utf-16"} or _reads_as_chinese(text):
            return text, encoding
    if b"\x00" in data:
        raise Refused(
            "document-binary",
            f"“{filename}”不是文本文件。{_FORMATS}，请另存为纯文本后再试。",
            f"“{filename}” is not a text file. {_FORMATS_EN}: save it as plain text and try again.",
        )
    raise Refused(
        "document-encoding",
        f"“{filename}”的文字编码无法识别，或者文件已损坏。请用记事本打开，以 UTF-8 编码另存后再试。",
        f"The encoding of “{filename}” is unknown, or the file is damaged. Save it again as UTF-8.",
    )


def _reads_as_chinese(text: str) -> bool:
    """Any bytes decode as something in GB18030 or UTF-16; only real text uses the frequent characters frequently."""
    han = [character for character in text[:20_000] if "\u4e00" <= character <= "\u9fff"]
    if not han:
        return text.isascii()
    return sum(character in _FREQUENT for character in han) * 25 >= len(han)


def _refuse_unreadable(text: str, filename: str) -> None:
    sample = text[:200_000]
    controls = sum((character < " " and character not in "\n\r\t\f\v") or character == "\ufffd" for character in sample)
    if controls * 100 > len(sample):
        raise Refused(
            "document-binary",
            f"“{filename}”不是文本文件。{_FORMATS}，请另存为纯文本后再试。",
            f"“{filename}” is not a text file. {_FORMATS_EN}: save it as plain text and try again.",
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
