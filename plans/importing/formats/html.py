"""A saved web page → its report as lines and tables, with the title and the day the site gives it."""

import re
from datetime import date
from typing import NoReturn

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from plans.importing.days import first_day, labelled_day
from plans.importing.formats.extract import Extract, Lines
from plans.importing.formats.html_flow import paragraphs_of, write_flow
from plans.importing.formats.main_text import find_main_text
from plans.importing.formats.mime import Part, html_parts, is_saved_page
from plans.importing.formats.plain import decode
from plans.rules.said import Refused

_MARKS = re.compile(rb"<(?:!doctype\s+html|html|head|body)[\s/>]", re.IGNORECASE)
_FRAGMENT = re.compile(
    rb"\A[\s\xef\xbb\xbf\xff\xfe]*<(?:meta|title|div|p|table|article|section|center|font|span|h[1-6])[\s/>]",
    re.IGNORECASE,
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
_HEAD = 8192
_EMBEDDED = re.compile(r"data:[a-z]{1,20}/[a-z0-9.+-]{1,40};base64,[A-Za-z0-9+/=]*")
_MAX_PAGE = 6 * 1024 * 1024
_MAX_MARKUP = 250_000  # tags and attributes; parsed, each takes up to 250 bytes of memory
MOST_ATTRIBUTES = 1_000  # of one tag: the parser compares each with all others
_ATTRIBUTE = rb"(?<![\s/])[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"'][^\s>]*+)?+)?+"
_ATTRIBUTES = re.compile(_ATTRIBUTE)
_TAG = re.compile(rb"<[A-Za-z][^\s/>]*+((?:" + _ATTRIBUTE + rb")*+)")
_SOURCE_VIEW = (".//td[@class='line-content']", ".//body[@id='viewsource']/pre")
_TITLES = ("articletitle", "og:title")
_DAYS = ("pubdate", "publishdate", "publishtime", "maketime", "article:published_time", "firstpublishedtime")
_SITE = re.compile("[-_|–—>]")
_OF_A_REPORT = re.compile("报告|计划|方案|要点|任务|安排|情况|总结")
_LONGEST_LABELLED = 120
_LEAST_HAN = 20
_MOST_LOST = 200  # one character in so many may be unreadable: summaries in a page's head are cut inside a character
_HAN = re.compile("[\u4e00-\u9fff]")


def is_page(data: bytes) -> bool:
    """Told by its tags; the name may say anything."""
    head = data[:_HEAD].replace(b"\0", b"")
    return _MARKS.search(head) is not None or _FRAGMENT.match(head) is not None or is_saved_page(data)


def read_html(data: bytes, *, filename: str) -> Extract:
    """The report in the page; where a file holds several frames, that of the frame with the most text."""
    parts = html_parts(data, filename=filename) if is_saved_page(data) else [Part(data, "")]
    best = max((_read_part(part, filename) for part in parts), key=lambda extract: len(extract.text))
    if len(_HAN.findall(best.text)) < _LEAST_HAN:
        raise Refused(
            "document-page-empty",
            f"“{filename}”里没有正文：这个网页的文字可能由脚本载入，或者要先登录。"
            "请在浏览器中等正文显示后再保存网页，或者把正文复制到 Word 文档（.docx）。",
            f"“{filename}” holds no text: the page may load it by script or ask for a login. "
            "Save the page once its text is shown, or copy the text into a Word document (.docx).",
        )
    return best


def _read_part(part: Part, filename: str) -> Extract:
    text = _decode(part, filename)
    root = _parse(text, filename)
    shown = next((found for path in _SOURCE_VIEW if (found := root.findall(path))), None)
    if shown:
        root = _parse("\n".join("".join(line.itertext()) for line in shown), filename)
    title, published_on = _title(root), _stated_day(root)
    main = find_main_text(root)
    if published_on is None:
        published_on = _labelled_day(root)
    lines = Lines()
    write_flow(main, lines)
    return lines.extract("html", title=title, published_on=published_on)


def _decode(part: Part, filename: str) -> str:
    """UTF-8 where the bytes are it, whatever the page says; else what it says; else with a few bytes lost."""
    named = _CHARSET.search(part.data[:_HEAD])
    charset = (part.charset or (named[1].decode("ascii") if named else "")).lower()
    foreign = charset and not charset.startswith(("utf", "gb", "cp936", "x-gb"))
    for encoding in ("utf-8", charset) if foreign else ():
        try:
            return part.data.decode(encoding)
        except (UnicodeError, LookupError):
            continue
    try:
        return decode(part.data, filename=filename)[0]
    except Refused:
        readings = [part.data.decode(encoding, errors="replace") for encoding in ("utf-8", "gb18030")]
        best = min(readings, key=lambda reading: reading.count("\ufffd"))
        if best.count("\ufffd") * _MOST_LOST > len(best) or b"\0" in part.data:
            raise
        return best


def _parse(text: str, filename: str) -> HtmlElement:
    source = _EMBEDDED.sub("", text.replace("\0", "")).encode("utf-8", "ignore")
    if len(source) > _MAX_PAGE or source.count(b"<") + source.count(b"=") > _MAX_MARKUP or _has_many_attributes(source):
        _refuse_bomb(filename)
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, no_network=True)
    try:
        root = document_fromstring(source, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return document_fromstring("<html><body></body></html>")
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        _refuse_bomb(filename)  # what is nested deeper than the parser goes would be left out unseen
    return root


def _has_many_attributes(source: bytes) -> bool:
    """In one tag, or in all; they need no sign of their own, as in <td nowrap>."""
    left = _MAX_MARKUP
    for tag in _TAG.finditer(source):
        found = sum(1 for _ in _ATTRIBUTES.finditer(tag[1]))
        left -= found
        if found > MOST_ATTRIBUTES or left < 0:
            return True
    return False


def _refuse_bomb(filename: str) -> NoReturn:
    raise Refused(
        "document-bomb",
        f"“{filename}”的网页结构过大，未予打开。请只把报告正文复制到 Word 文档（.docx）后再试。",
        f"“{filename}” is too large a page and was not opened. Copy the report's text into a Word document (.docx).",
    )


def _title(root: HtmlElement) -> str:
    """As the page states it, else its heading, else the title of its window without the name of the site."""
    stated = _meta(root, _TITLES)
    if stated:
        return _on_one_line(stated)
    window = _on_one_line("".join(root.xpath("string(.//title)")))
    headings = [_on_one_line(heading.text_content()) for heading in root.iter("h1", "h2")]
    heading = next((words for words in headings if words and words in window), "")
    pieces = [piece.strip() for piece in _SITE.split(window) if piece.strip()]
    return heading or max(pieces, key=lambda piece: (_OF_A_REPORT.search(piece) is not None, len(piece)), default="")


def _stated_day(root: HtmlElement) -> date | None:
    return first_day(_meta(root, _DAYS))


def _labelled_day(root: HtmlElement) -> date | None:
    """It stands near the title or after the text; a long line is prose."""
    lines = (line for line in paragraphs_of(root) if len(line) <= _LONGEST_LABELLED)
    return next((day for line in lines if (day := labelled_day(line))), None)


def _meta(root: HtmlElement, names: tuple[str, ...]) -> str:
    stated = {
        (meta.get("name") or meta.get("property") or "").lower(): meta.get("content", "").strip()
        for meta in root.iter("meta")
    }
    return next((stated[name] for name in names if stated.get(name)), "")


def _on_one_line(words: str) -> str:
    return " ".join(words.split())
