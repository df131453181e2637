"""Plain text in any of the encodings Chinese offices write: UTF-8, UTF-16, GB18030 and GBK, with and without BOM."""

from plans.importing.formats.extract import Extract
from plans.rules.said import Refused

_FREQUENT = frozenset("的一是不在和年月日全区市县省人民工作业发展建设新大项目进高完成加强推政府经济社会以上中为了到")


def read_plain(data: bytes, *, filename: str) -> Extract:
    """The file decoded, BOM stripped and CRLF turned to LF, otherwise unchanged."""
    text, encoding = decode(data, filename=filename)
    return Extract(text=text.removeprefix("\ufeff").replace("\r\n", "\n"), encoding=encoding)


def decode(data: bytes, *, filename: str) -> tuple[str, str]:
    """The text and the name of its encoding; refuses what is no text."""
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
        if encoding in {"utf-8", "utf-16"} or reads_as_chinese(text):
            return text, encoding
    if b"\x00" in data:
        raise Refused(
            "document-binary",
            f"“{filename}”不是文本文件，无法读取。请另存为 Word 文档（.docx）或纯文本（.txt）后再试。",
            f"“{filename}” is not a text file. Save it as a Word document (.docx) or as plain text (.txt).",
        )
    raise Refused(
        "document-encoding",
        f"“{filename}”的文字编码无法识别，或者文件已损坏。请用记事本打开，以 UTF-8 编码另存后再试。",
        f"The encoding of “{filename}” is unknown, or the file is damaged. Save it again as UTF-8.",
    )


def reads_as_chinese(text: str) -> bool:
    """Any bytes decode as something in GB18030 or UTF-16; only real text uses the frequent characters frequently."""
    han = [character for character in text[:20_000] if "\u4e00" <= character <= "\u9fff"]
    if not han:
        return text.isascii()
    return sum(character in _FREQUENT for character in han) * 25 >= len(han)
