"""Text → paragraphs. Drops what a web site puts around a report and finds its title and day of publication."""

import re
from bisect import bisect_right
from datetime import date

from plans.importing.shapes import Document, Page, Span, Table

_FURNITURE = re.compile(
    "当前位置|现在的位置|所在位置|首页 ?>|网站导航|导航栏|无障碍|适老|网站地图|返回顶部|返回首页"
    "|字号|字体|打印|分享到|收藏|浏览次数|阅读次数|点击|访问量|扫一扫|二维码|上一篇|下一篇|关闭窗口|关闭本页|责任编辑"
    "|信息来源|来源:|发布机构|发布时间|发布日期|发文机关|成文日期|索引号|主题词|信息分类|公开方式|文章来源|稿源"
    "|秒钟之后|自动跳转|版权所有|ICP备|公网安备|网站标识码|主办单位|承办单位|政府主办|办公室承办|建设管理|技术支持"
    "|网站运维|联系电话|电子邮件|邮编|相关链接|相关附件|附件下载|政策解读|图解"
)
_META_DATE = re.compile(r"(?:时间|日期|发布|来源)[^0-9\n]{0,12}(20[0-9]{2})[-年/.]([0-9]{1,2})[-月/.]([0-9]{1,2})")
_TITLE = re.compile("报告|计划|执行情况|工作安排|工作要点|重点任务|实施方案|工作总结")
_NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|[0-9]{1,2}[.、]|第[一二三四五六七八九十]部分"
)
_SENTENCE_END = re.compile("[。!?;]")
_GLOSSARY = re.compile(
    r"(?:附[:：件]?)?(?:名词|有关词语|相关名词|部分名词|专业名词)?(?:解释|注释|名词说明)[:：]?|注[:：]|报告注释|相关用语说明"
)
_SUBTITLE = re.compile("会议|20[0-9]{2}年|县长|市长|区长|省长|主席|总理|主任")
_HEADING_WORDS = re.compile("工作|目标|回顾|情况|问题")
_NOTE = re.compile(r"\[[0-9]{1,3}\]|\*注|注[0-9]")
_LONGEST_FURNITURE = 120
_LONGEST_TITLE = 80


def split_blocks(document: Document) -> Page:
    """The paragraphs of the report itself, in order, without title, furniture and glossary."""
    lines = _outside_tables(_lines(document.normal), document.tables)
    kept = [line for line in lines if not _is_furniture(document.normal[line.start : line.end])]
    first = _title_at(document.normal, kept)
    title = document.text[kept[first].start : kept[first].end] if first is not None else ""
    rest = kept[first + 1 :] if first is not None else kept
    subtitle, rest = _take_subtitle(document, rest)
    rest = _before_footer(document.normal, lines, rest)
    return Page(
        title=title,
        subtitle=subtitle,
        published_on=_published_on(document.normal, lines),
        blocks=tuple(_before_glossary(document.normal, rest)),
    )


def _lines(normal: str) -> list[Span]:
    lines, at = [], 0
    for line in normal.split("\n"):
        stripped = line.strip()
        if stripped:
            start = at + len(line) - len(line.lstrip())
            lines.append(Span(start, start + len(stripped)))
        at += len(line) + 1
    return lines


def _outside_tables(lines: list[Span], tables: tuple[Table, ...]) -> list[Span]:
    """A table is read by its columns, not as sentences."""
    starts = [table.start for table in tables]
    return [line for line in lines if not _is_inside(line, tables, bisect_right(starts, line.start) - 1)]


def _is_inside(line: Span, tables: tuple[Table, ...], index: int) -> bool:
    return index >= 0 and line.start < tables[index].end


def _is_furniture(line: str) -> bool:
    if len(line) > _LONGEST_FURNITURE or line.endswith("。"):
        return False
    return _FURNITURE.search(line) is not None


def _title_at(normal: str, lines: list[Span]) -> int | None:
    """The first line that names a kind of report and is no numbered heading and no sentence."""
    for index, line in enumerate(lines[:40]):
        words = normal[line.start : line.end]
        if _NUMBERED.match(words) or len(words) > _LONGEST_TITLE or _SENTENCE_END.search(words):
            return None
        if len(words) >= 6 and _TITLE.search(words):
            return index
    return None


def _take_subtitle(document: Document, lines: list[Span]) -> tuple[str, list[Span]]:
    """Lines such as “——2031年1月8日在某县第九届人民代表大会第一次会议上” or “某县县长 某某” under the title."""
    taken: list[str] = []
    while lines and len(taken) < 5:
        words = document.normal[lines[0].start : lines[0].end]
        if len(words) > _LONGEST_TITLE or _NUMBERED.match(words) or words.endswith(("。", ":", ";")):
            break
        if not (words.startswith(("-", "(")) or _SUBTITLE.search(words)):
            break
        if not words.startswith(("-", "(")) and _HEADING_WORDS.search(words):
            break
        taken.append(document.text[lines[0].start : lines[0].end])
        lines = lines[1:]
    return "\n".join(taken), lines


def _before_footer(normal: str, lines: list[Span], rest: list[Span]) -> list[Span]:
    """Short lines after the last sentence are the site's footer once furniture has begun there."""
    sentences = [line for line in rest if normal[line.end - 1] in "。!?;:"]
    last = sentences[-1].end if sentences else 0
    footer = next(
        (line.start for line in lines if line.start >= last and _is_furniture(normal[line.start : line.end])), None
    )
    return rest if footer is None or not last else [line for line in rest if line.start < footer]


def _before_glossary(normal: str, lines: list[Span]) -> list[Span]:
    """名词解释 and notes look like headings with text and are not part of the report."""
    for index, line in enumerate(lines):
        words = normal[line.start : line.end]
        if index and len(words) <= 30 and _GLOSSARY.fullmatch(words.strip("()[]【】 ")):
            return lines[:index]
    return [line for line in lines if not _NOTE.match(normal, line.start)]


def _published_on(normal: str, lines: list[Span]) -> date | None:
    for line in lines:
        words = normal[line.start : line.end]
        match = _META_DATE.search(words) if len(words) <= _LONGEST_FURNITURE else None
        if match:
            try:
                return date(int(match[1]), int(match[2]), int(match[3]))
            except ValueError:
                continue
    return None
