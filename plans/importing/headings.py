"""Recognises the numbering of Chinese reports: 第一部分 · 一、 · （一） · 1. · 一是/第一 · （1） · ①, and run-in titles."""

import re
from dataclasses import dataclass

from plans.importing.sentences import enclosed, split_sentences, trim
from plans.importing.shapes import Span

LONGEST_HEADING = 60
_HAN_NUMBER = "[一二三四五六七八九十]{1,3}"
RANK_PART, RANK_ONE, RANK_BRACKET, RANK_LINE, RANK_DIGIT, RANK_SMALL, RANK_CIRCLED = range(7)
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_MARKERS = (
    (RANK_PART, re.compile(rf"第({_HAN_NUMBER})部分[、:, ]?")),
    (RANK_ONE, re.compile(rf"({_HAN_NUMBER})、")),
    (RANK_BRACKET, re.compile(rf"\(({_HAN_NUMBER})\)[、.]?")),
    (RANK_DIGIT, re.compile(r"([0-9]{1,2})(?:[.、](?![0-9])|[.、](?=[0-9]{1,2}月)|\ufe0f?\u20e3)")),
    (RANK_SMALL, re.compile(r"\(([0-9]{1,2})\)[、.]?")),
    (RANK_CIRCLED, re.compile(rf"([{_CIRCLED}])[、.]?")),
)
ORDINAL = re.compile(rf"({_HAN_NUMBER})(?:是|要)(?!个|些|种|一)|第({_HAN_NUMBER})[,、:]|(首先|其次|再次|最后),")
BULLET = re.compile("[●★◆■▲◎•·▪➢▶☆◇□△※]|-{1,2}(?![0-9-])")
_SPOKEN = {"首先": 1, "其次": 2, "再次": 3, "最后": 0}
_DIGITS = {character: number for number, character in enumerate("一二三四五六七八九十", 1)}
_LEADS_IN = re.compile("以下|如下|下列|包括|主要[是有为]|重点[是为]|任务是|要求是|目标[是为]?$|[即是为]$|方面$|各位")
_SHORTEST_BEFORE_COLON, _LONGEST_BEFORE_COLON = 4, 20
_GLUED = re.compile(  # 一、2031年工作回顾2031年，…: a heading whose line end was lost
    "(?:回顾|总结|情况|安排|任务|工作|打算|计划|措施|目标|要求|建议|设想|问题)"
    "(?=20[0-9]{2}年|今年|过去|一年来|五年来|围绕|当前|各位代表|我们|下半年|上半年|年初以来)"
)
_GLUED_WITHIN = 40


@dataclass(frozen=True)
class Heading:
    """A heading before its place in the tree is known; `number` is None where it has no numbering."""

    rank: int
    number: int | None
    marker: str
    title: Span
    start: int
    body: int


def han_number(words: str) -> int:
    """一 … 九十九; only these stand before headings."""
    tens, has_ten, units = words.partition("十")
    if not has_ten:
        return _DIGITS.get(words, 0)
    return (_DIGITS.get(tens, 1) if tens else 1) * 10 + (_DIGITS.get(units, 0) if units else 0)


def match_marker(normal: str, at: int) -> tuple[int, int, int] | None:
    """Rank, number and end of the numbering that stands at `at`, if one does."""
    for rank, pattern in _MARKERS:
        match = pattern.match(normal, at)
        if match:
            return rank, _number(match[1]), match.end()
    return None


def _number(words: str) -> int:
    if words in _CIRCLED:
        return _CIRCLED.index(words) + 1
    return int(words) if words.isdigit() else han_number(words)


def ordinal_of(match: re.Match[str], after: int) -> int:
    """Which one it is; 最后 is the next after the one before."""
    if match[3]:
        return _SPOKEN[match[3]] or after + 1
    return han_number(match[1] or match[2])


def ordinal_positions(normal: str, stretches: list[Span]) -> list[int]:
    """Where 一是, 二是 … begin; they run on over paragraphs, and a paragraph may begin again from one.

    “一是” in the middle of a clause or inside quotes is none.
    """
    positions: list[int] = []
    last = 0
    for stretch in stretches:
        mask = enclosed(normal, stretch.start, stretch.end)
        for match in ORDINAL.finditer(normal, stretch.start, stretch.end):
            number = ordinal_of(match, last)
            begins = match.start() == stretch.start
            if mask[match.start() - stretch.start] or not (number == last + 1 or (number == 1 and begins)):
                continue
            if begins or normal[match.start() - 1] in "。;:!?, \n":
                positions.append(match.start())
                last = number
    return positions


def numbered_heading(normal: str, block: Span, rank: int, number: int, after_marker: int) -> Heading:
    """A title alone on its line, or run in up to the first 。, or, where that is far, no title but its first clause."""
    marker = normal[block.start : after_marker].strip()
    sentences = split_sentences(normal, after_marker, block.end)
    if not sentences:
        return Heading(rank, number, marker, Span(after_marker, block.end), block.start, block.end)
    first = sentences[0]
    title = _title_before_text(normal, Span(first.start, first.end))
    if title.end - title.start <= LONGEST_HEADING:
        title = trim(normal, title)
        return Heading(rank, number, marker, title, block.start, past_stop(normal, title.end, block.end))
    return Heading(rank, number, marker, first.segments[0].clauses[0], block.start, first.start)


def _title_before_text(normal: str, first: Span) -> Span:
    """The first sentence, or less of it where 一是, a colon or the lost end of a line comes before its end."""
    glued = _GLUED.search(normal, first.start, min(first.end, first.start + _GLUED_WITHIN))
    if glued:
        return Span(first.start, glued.end())
    ordinal = ordinal_positions(normal, [first])
    title = Span(first.start, ordinal[0] if ordinal and ordinal[0] > first.start else first.end)
    return before_colon(normal, title) or title


def before_colon(normal: str, span: Span) -> Span | None:
    """抓好招商：引进… is titled 抓好招商; what only leads in to a list (重点是：…) is no title."""
    at = normal.find(":", span.start, min(span.end, span.start + _LONGEST_BEFORE_COLON + 1))
    words = normal[span.start : max(at, span.start)]
    if len(words) < _SHORTEST_BEFORE_COLON or at + 1 >= span.end or _LEADS_IN.search(words):
        return None
    return None if enclosed(normal, span.start, span.end)[at - span.start] else Span(span.start, at)


def past_stop(normal: str, at: int, end: int) -> int:
    while at < end and normal[at] in "。:;!? ,":
        at += 1
    return at
