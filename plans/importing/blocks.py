"""Text → paragraphs. Drops what a web site puts around a report and finds its title and day of publication."""

import re
from bisect import bisect_right
from datetime import date

from plans.importing.glossaries import without_glossary
from plans.importing.headings import match_marker
from plans.importing.runs import split_runs
from plans.importing.shapes import Document, Page, Span, Table
from plans.importing.titles import take_title

_FURNITURE = re.compile(
    "当前位置|现在的位置|所在位置|您的位置|首页 ?>|> ?正文|网站导航|导航栏|网站地图|返回顶部|返回首页"
    "|无障碍(?:浏览|阅读|版|模式)|^无障碍$|适老(?:化)?(?:版|模式)|长者(?:版|模式)|关怀(?:版|模式)"
    "|字号|字体[:\\[【(]|(?:^|[\\[【|(])(?:打印|收藏|图解)|打印(?:本页|正文|此页)|收藏本|分享到|(?:浏览|阅读|点击)(?:次数|量|数|率)?:|浏览次数|阅读次数"
    "|点击(?:下载|查看|播放|进入|这里)|访问量|扫一扫|二维码|^(?:上|下)一[篇条]|关闭窗口|关闭本页|责任编辑"
    "|信息来源|(?<!资金)(?<!水)来源:|发布机构|发布时间|发布日期|发文机关|成文日期|索引号|主题词|信息分类|公开方式|文章来源|稿源"
    "|秒钟之后|自动跳转|版权所有|ICP备|公网安备|网站标识码|主办单位|承办单位|政府主办|办公室承办|(?:建设管理|技术支持|网站运维|联系电话|电子邮件|邮编)[:(]"
    "|相关链接|相关附件|附件下载|[{]{2}|^-? ?(?:查看|展开|收起)(?:全部|更多|全文)|^政策解读|^相关解读|此件(?:主动|公开|依申请)"
)
_META_DATE = re.compile(r"(?:时间|日期|发布|来源)[^0-9\n]{0,12}(20[0-9]{2})[-年/.]([0-9]{1,2})[-月/.]([0-9]{1,2})")
_SIGNED = re.compile("(20[0-9]{2})年([0-9]{1,2})月([0-9]{1,2})日")
_OFFICE = re.compile("(?:人民政府|办公室|办公厅|委员会|局)$")
_NOTICE_WITHIN = 30
_LONGEST_FURNITURE = 120


def split_blocks(document: Document) -> Page:
    """The paragraphs of the report itself, in order, without title, furniture and glossary."""
    lines = _outside_tables(_lines(document.normal), document.tables)
    kept = [line for line in lines if not _is_furniture(document.normal[line.start : line.end])]
    title, subtitle, rest = take_title(document, kept)
    rest = _before_footer(document.normal, lines, rest)
    return Page(
        title=title,
        subtitle=subtitle,
        published_on=_published_on(document.normal, lines),
        blocks=tuple(
            piece for block in without_glossary(document.normal, rest) for piece in split_runs(document.normal, block)
        ),
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
    if len(line) > _LONGEST_FURNITURE or line.endswith("。") or match_marker(line, 0):
        return False
    return _FURNITURE.search(line) is not None


def _before_footer(normal: str, lines: list[Span], rest: list[Span]) -> list[Span]:
    """Short lines after the last sentence are the site's footer once furniture has begun there."""
    sentences = [line for line in rest if normal[line.end - 1] in "。!?;:"]
    last = sentences[-1].end if sentences else 0
    footer = next(
        (line.start for line in lines if line.start >= last and _is_furniture(normal[line.start : line.end])), None
    )
    return rest if footer is None or not last else [line for line in rest if line.start < footer]


def _published_on(normal: str, lines: list[Span]) -> date | None:
    """The day the page gives, else the day under the office that issues the report in a notice above it."""
    above = ""
    for index, line in enumerate(lines):
        words = normal[line.start : line.end]
        match = _META_DATE.search(words) if len(words) <= _LONGEST_FURNITURE else None
        if match is None and index < _NOTICE_WITHIN and _OFFICE.search(above):
            match = _SIGNED.fullmatch(words)
        above = words
        if match:
            try:
                return date(int(match[1]), int(match[2]), int(match[3]))
            except ValueError:
                continue
    return None
