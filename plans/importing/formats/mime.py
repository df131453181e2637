"""A page saved as one file (.mht, .mhtml) is an e-mail message; its text is in the part that is HTML."""

import re
from email import message_from_bytes
from email.message import Message
from typing import NamedTuple

from plans.rules.said import Refused

_HEAD = 4096
_HEADERS = re.compile(rb"\A(?:[A-Za-z][A-Za-z-]*:[^\n]*\n(?:[ \t][^\n]*\n)*)+")
_OF_A_PAGE = re.compile(
    rb"^Content-Type:\s*(?:multipart/related|multipart/alternative|text/html)", re.IGNORECASE | re.MULTILINE
)
_MOST_NESTED = 20
_MOST_PARTS = 5_000
_MOST_PAGES = 50


class Part(NamedTuple):
    data: bytes
    charset: str


def is_saved_page(data: bytes) -> bool:
    headers = _HEADERS.match(data[:_HEAD].lstrip())
    return headers is not None and _OF_A_PAGE.search(headers[0]) is not None


def html_parts(data: bytes, *, filename: str) -> list[Part]:
    """The page and the frames in it, in the order of the file."""
    if len(re.findall(rb"(?i)boundary=", data)) > _MOST_NESTED or data.count(b"\n--") > _MOST_PARTS:
        _refuse(filename)
    try:
        message = message_from_bytes(data.lstrip())
        parts = [_part(part) for part in message.walk() if part.get_content_type() == "text/html"]
    except RecursionError:  # a message in a message in a message
        parts = []
    if not 0 < len(parts) <= _MOST_PAGES:
        _refuse(filename)
    return parts


def _part(message: Message) -> Part:
    payload = message.get_payload(decode=True)
    return Part(payload if isinstance(payload, bytes) else b"", message.get_content_charset() or "")


def _refuse(filename: str) -> None:
    raise Refused(
        "document-damaged",
        f"“{filename}”里没有网页正文，可能保存时出错。请在浏览器中打开网页，另存为“网页，仅 HTML”后再试。",
        f"“{filename}” holds no page; saving may have failed. Open it in the browser and save it as HTML only.",
    )
