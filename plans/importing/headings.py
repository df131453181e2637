"""Recognises the numbering of Chinese reports: 第一部分 · 一、 · （一） · 1. · 一是/第一 · （1）, and headings without any."""

import re
from dataclasses import dataclass

from plans.importing.shapes import SectionKind, Span

_HAN_NUMBER = "[一二三四五六七八九十]{1,3}"
RANK_PART, RANK_ONE, RANK_BRACKET, RANK_LINE, RANK_DIGIT, RANK_SMALL = 0, 1, 2, 3, 4, 5
_MARKERS = (
    (RANK_PART, re.compile(rf"第({_HAN_NUMBER})部分[、:, ]?")),
    (RANK_ONE, re.compile(rf"({_HAN_NUMBER})、")),
    (RANK_BRACKET, re.compile(rf"\(({_HAN_NUMBER})\)[、.]?")),
    (RANK_DIGIT, re.compile(r"([0-9]{1,2})[.、](?![0-9])")),
    (RANK_SMALL, re.compile(r"\(([0-9]{1,2})\)[、.]?")),
)
ORDINAL = re.compile(rf"({_HAN_NUMBER})(?:是|要)(?!个|些|种|一)|第({_HAN_NUMBER})[,、:]")
_DIGITS = {character: number for number, character in enumerate("一二三四五六七八九十", 1)}

_KINDS: tuple[tuple[SectionKind, re.Pattern[str]], ...] = (
    (
        "other",
        re.compile(
            "^附[件表]|今后五年|未来五年|五年(?:发展)?(?:目标|总体|主要)|远景|十[三四五六七]五”?(?:时期|期间).{0,12}(?:目标|任务)"
        ),
    ),
    ("problems", re.compile("困难|问题|不足|短板|挑战")),
    ("retrospective", re.compile("执行情况|完成情况|运行情况|回顾|成效|总结|成就|今年以来|情况$|取得|过去")),
    ("targets", re.compile("预期目标|主要目标|总体要求|指标安排|目标$|目标和政策|政策取向")),
    (
        "plan",
        re.compile(
            "安排|计划|草案|任务|下一步|打算|主要工作|重点工作|工作重点|工作建议|政府工作|措施|部署|建议|工作思路"
        ),
    ),
)
_OUTWEIGHED = {  # a title that says this too is of a later kind in the list
    "problems": re.compile("任务|措施|打算|下一步"),
    "targets": re.compile("任务|工作安排|主要工作|重点工作|措施"),
    "retrospective": re.compile("下半年|下一步|下阶段"),
}
_PLAINLY_PROBLEMS = re.compile("困难|存在")


@dataclass(frozen=True)
class Heading:
    """A heading before its place in the tree is known; `number` is None where it has no numbering."""

    rank: int
    number: int | None
    marker: str
    title: Span
    start: int
    body: int


def kind_of(title: str) -> SectionKind:
    """By the words of the title alone; targets only where no task is named beside them."""
    for kind, words in _KINDS:
        if words.search(title):
            outweighed = kind in _OUTWEIGHED and _OUTWEIGHED[kind].search(title) is not None
            if not outweighed or (kind == "problems" and _PLAINLY_PROBLEMS.search(title)):
                return kind
    return "other"


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
            number = int(match[1]) if match[1].isdigit() else han_number(match[1])
            return rank, number, match.end()
    return None


def ordinal_of(match: re.Match[str]) -> int:
    return han_number(match[1] or match[2])
