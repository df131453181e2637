"""The lines above a report → its title and what stands under it: the assembly, the day, the speaker.

A title may be spaced out (政 府 工 作 报 告), broken over lines, under the office that wrote it, or after the notice that
issues it.
"""

import re

from plans.importing.documents import normalise
from plans.importing.headings import match_marker
from plans.importing.parts import names_a_part
from plans.importing.shapes import Document, Span

NAMES_A_REPORT = re.compile(
    "报告|计划|执行情况|工作安排|工作要点|重点任务|实施方案|工作总结|任务清单|任务分解|行动方案|工作方案|民生实事|办实事|工作思路|工作打算|工作汇报|统计公报"
    "|[省市县区镇乡局委].{0,40}(?:工作|发展|运行|建设|进展)情况(?:.{0,16}打算)?$"
)
_ENDS_A_TITLE = re.compile(
    "(?:报告|公报|要点|计划|方案|情况|安排|总结|任务|清单|项目|打算|意见|通知|规划|纲要|汇报|草案|分解表|思路|实事)"
    r"(?:\(.{1,12}\))?$"
)
_ABOUT = re.compile("关于")
_ABOUT_DONE = re.compile(r"的(?:报告|通知|意见|汇报|说明|决定|方案|函|请示|公告)(?:\(.{1,12}\))?$")
_OFFICE = re.compile("(?:政府|委员会|局|办公室|党委|[省市区县州盟旗镇乡])$")
_NAMES_A_PLACE = re.compile("[省市区县州盟旗镇乡]")
_GENERIC = re.compile("(?:20[0-9]{2}年)?(?:政府)?工作报告|规划计划|计划总结|通知公告")
_SPACED = re.compile("(?:[^ ] +){3,}[^ ]")
_SENTENCE_END = re.compile("[。!?;]")
_ISSUES = re.compile("印发|转发|批转|现予(?:公布|发布|印发)")
_SPEECH = re.compile("各位(?:代表|委员|领导|同志)|主任[、,]|(?:同志们|大会)[:,]")
_SUBTITLE = re.compile(
    "会议|20[0-9]{2}年|县长|市长|区长|省长|主席|总理|主任|局长|州长|旗长|镇长|乡长|书面|人民代表大会"
)
_SUBTITLE_ONLY = re.compile(r"[-(]|20[0-9]{2}年[0-9]{1,2}月")
_HEADING_WORDS = re.compile("工作(?!报告)|目标|回顾|情况|问题")
_STOPPED = re.compile("[。;!?:,]$|[。;]")
_LONGEST_HEADLINE = 40
_WITHIN, _INNER_WITHIN = 40, 30
_LONGEST = 80
_MOST_LINES = 4
_MOST_SUBTITLES = 6


def take_title(document: Document, lines: list[Span]) -> tuple[str, str, list[Span]]:
    """Title, subtitle and the lines below them; without a title, all lines."""
    found = _find_title(document.normal, lines)
    if found is None:
        found = (0, 1) if _is_headline(document.normal, lines) else None
    if found is None:
        return "", "", lines
    first, after = found
    title = _written(document, lines[first:after])
    if title.endswith("通知"):
        inner = _find_title(document.normal, lines[after : after + _INNER_WITHIN])
        after += inner[1] if inner else 0
    subtitle, rest = _take_subtitle(document, lines[after:], title)
    return title, subtitle, rest


def _find_title(normal: str, lines: list[Span]) -> tuple[int, int] | None:
    """The lines of the title: the first that name a kind of report and are no numbered heading and no sentence."""
    issued = False
    for index, line in enumerate(lines[:_WITHIN]):
        words = _closed_up(normal[line.start : line.end])
        if _SPEECH.match(words):
            return None
        issued = issued or _ISSUES.search(words) is not None
        if _SENTENCE_END.search(words) or len(words) > _LONGEST or words.endswith(":"):
            if not issued and not words.endswith(":"):
                return None
            continue
        if match_marker(normal, line.start):
            return None
        if len(words) >= 6 and (NAMES_A_REPORT.search(words) or words.startswith("关于")):
            found = _whole_title(normal, lines, index)
            if NAMES_A_REPORT.search(_joined(normal, lines[found[0] : found[1]])):
                return found
    return None


def _is_headline(normal: str, lines: list[Span]) -> bool:
    """The first line of news: bare, about a place, over text at once."""
    if len(lines) < 2 or not lines[0].start < lines[0].end <= lines[0].start + _LONGEST_HEADLINE:
        return False
    words, below = (_closed_up(normal[line.start : line.end]) for line in lines[:2])
    bare = not _STOPPED.search(words) and not match_marker(normal, lines[0].start) and not names_a_part(words)
    return bare and _NAMES_A_PLACE.search(words) is not None and below.endswith("。")


def _whole_title(normal: str, lines: list[Span], index: int) -> tuple[int, int]:
    """With the lines it goes on in, and the office on the line above where the title itself names no place."""
    after = index + 1
    words = _closed_up(normal[lines[index].start : lines[index].end])
    while after < min(len(lines), index + _MOST_LINES) and not _is_complete(words):
        longer = words + _closed_up(normal[lines[after].start : lines[after].end])
        if _goes_on(normal, lines[after]) is False or len(longer) > _LONGEST:
            break
        words, after = longer, after + 1
    better = _fuller_title(normal, lines, after, words)
    if better is not None:
        return _whole_title(normal, lines, better)
    if index and not _NAMES_A_PLACE.search(words):
        above = normal[lines[index - 1].start : lines[index - 1].end]
        if _OFFICE.search(above) and len(above) <= 20 and not match_marker(normal, lines[index - 1].start):
            index -= 1
    return index, after


def _joined(normal: str, lines: list[Span]) -> str:
    return "".join(_closed_up(normal[line.start : line.end]) for line in lines)


def _is_complete(words: str) -> bool:
    if _ABOUT.search(words):
        return _ABOUT_DONE.search(words) is not None
    return _ENDS_A_TITLE.search(words) is not None


def _goes_on(normal: str, line: Span) -> bool:
    words = normal[line.start : line.end]
    return not (
        match_marker(normal, line.start)
        or _SENTENCE_END.search(words)
        or words.startswith(("-", "("))
        or words.endswith(":")
        or _SPEECH.search(words)
        or not NAMES_A_REPORT.search(words)
    )


def _fuller_title(normal: str, lines: list[Span], after: int, words: str) -> int | None:
    """Where a site's name of the section (政府工作报告) is followed by the report's own title, that one."""
    if not _GENERIC.fullmatch(words) or words.startswith("20"):
        return None
    for index in range(after, min(after + 3, len(lines))):
        other = _closed_up(normal[lines[index].start : lines[index].end])
        if len(other) > _LONGEST or _SENTENCE_END.search(other) or match_marker(normal, lines[index].start):
            return None
        if (
            len(other) > len(words)
            and words in other
            and _NAMES_A_PLACE.search(other)
            and not _SUBTITLE_ONLY.match(other)
        ):
            return index
    return None


def _take_subtitle(document: Document, lines: list[Span], title: str) -> tuple[str, list[Span]]:
    """Lines such as “——2031年1月8日在某县第九届人民代表大会第一次会议上” or “某县县长 某某” under the title."""
    taken: list[str] = []
    while lines and len(taken) < _MOST_SUBTITLES:
        words = document.normal[lines[0].start : lines[0].end]
        if (
            len(words) > _LONGEST
            or match_marker(document.normal, lines[0].start)
            or words.endswith(("。", ":", ";", "!"))
            or names_a_part(words)
        ):
            break
        again = _closed_up(words) in normalise(title) or _GENERIC.fullmatch(_closed_up(words)) is not None
        if not (words.startswith(("-", "(")) or _SUBTITLE.search(words) or again):
            break
        if not words.startswith(("-", "(")) and not again and _HEADING_WORDS.search(words):
            break
        if not again:
            taken.append(document.text[lines[0].start : lines[0].end])
        lines = lines[1:]
    return "\n".join(taken), lines


def _written(document: Document, lines: list[Span]) -> str:
    return "".join(_closed_up(document.text[line.start : line.end]) for line in lines)


def _closed_up(words: str) -> str:
    """Without the spaces that set single characters apart; other spaces stay."""
    return re.sub("[ \u3000\u00a0\u2003]+", "", words) if _SPACED.fullmatch(words.replace("\u3000", " ")) else words
