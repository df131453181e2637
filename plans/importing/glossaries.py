"""What explains the words of a report behind its end (名词解释, notes, definitions) and is no text of it."""

import re

from plans.importing.headings import match_marker
from plans.importing.shapes import Span

_LONGEST_HEADING = 40
_ANNEX = "附[件录表]?[0-9一二三四五六七八九十]{0,2}[:.、 ]{0,2}"
_OF_REPORT = "(?:关于|对)?(?:《[^《》]{2,24}》|[\u4e00-\u9fff0-9]{0,16}报告)?[中里内]?(?:所?涉及的?|的)?"
_WHICH = "(?:(?:有关|相关|部分|若干|重要|重点|主要|常用|新|特定)的?){0,2}"
_TERMS = "(?:(?:专业|专有|政策)?(?:名词|术语|词语|词汇|用语|词条|概念|缩略语)[、和与及]?){1,2}的?"
_EXPLAINS = "(?:简要|补充)?(?:解释|注释|释义|注解|浅释|简释|说明|解读)"
_AND_MORE = "(?:[、和与及](?:有关|相关|补充)?(?:解释|注释|释义|说明))?"
_HEADING = re.compile(
    f"(?:{_ANNEX})?(?:[一二三四五六七八九十]{{1,2}}、)?{_OF_REPORT}"
    f"(?:{_WHICH}{_TERMS}{_EXPLAINS}{_AND_MORE}表?|{_WHICH}(?:解释|注释|释义|注解))(?:\\([^()]{{1,12}}\\)?)?[:.]?|附?注:|附注"
)
_RUN_IN = re.compile(f"(?:{_ANNEX})?{_OF_REPORT}{_WHICH}{_TERMS}{_EXPLAINS}{_AND_MORE}[: ] *(?=[0-9(一\\[“①])")
_SET_APART = "()[]【】〔〕-*# "
_ATTACHED = re.compile("附[件表录]")
_ENTRY = re.compile("[^。]{1,40}?(?::|是?指|即|--)")
_ENTRY_WITHIN = 3
_NOTE = re.compile(r"\[[0-9]{1,3}\]|\*注|注[0-9]|注释?:")
_FIRST_NOTE = re.compile(r"\*?注(?:释|解)?: ?1[.、](?![0-9])")
_DEFINES = re.compile("[^。;,:]{1,30}(?::(?:主要|一般)?是?指|(?:主要|一般)?是指)")


def without_glossary(normal: str, lines: list[Span]) -> list[Span]:
    """The lines above the heading of a glossary, without notes, and without definitions at their end."""
    words = [normal[line.start : line.end] for line in lines]
    last = {line: at for at, line in enumerate(words)}
    ends = next((at for at in range(1, len(lines)) if _begins_glossary(words, at, last)), len(lines))
    noted = _notes(words[:ends])
    kept = [at for at in range(ends) if at not in noted]
    return [lines[at] for at in kept[: _before_definitions([words[at] for at in kept])]]


def names_a_glossary(line: str) -> bool:
    """名词解释, 附：《…》有关名词解释, 注释, …"""
    return len(line) <= _LONGEST_HEADING and _HEADING.fullmatch(line.strip(_SET_APART)) is not None


def _begins_glossary(words: list[str], at: int, last: dict[str, int]) -> bool:
    """Not where a table of contents, or a notice, only names the glossary that is to come."""
    line = words[at]
    if _RUN_IN.match(line):
        return True
    if not names_a_glossary(line):
        return False
    if not _ATTACHED.match(line.strip(_SET_APART)):
        return last[line] == at
    return at + 1 == len(words) or any(_ENTRY.match(one) for one in words[at + 1 : at + 1 + _ENTRY_WITHIN])


def _notes(words: list[str]) -> set[int]:
    """注：…; where it is the first of several (注：1.…), the others on the lines below it too."""
    found: set[int] = set()
    awaited = 0
    for at, line in enumerate(words):
        marker = match_marker(line, 0)
        if _NOTE.match(line):
            awaited = 2 if _FIRST_NOTE.match(line) else 0
            found.add(at)
        elif awaited and marker and line[0].isdigit() and marker[1] == awaited:
            awaited += 1
            found.add(at)
        else:
            awaited = 0
    return found


def _before_definitions(words: list[str]) -> int:
    """How many lines stand above the definitions at the end, or above 1.…是指… and what it numbers from there on."""
    end = len(words)
    while end > 1 and _is_definition(words[end - 1]):
        end -= 1
    first = next((at for at in range(end - 1, 0, -1) if (match_marker(words[at], 0) or (0, 0))[1] <= 1), 0)
    numbers = [marker[1] for marker in (match_marker(line, 0) for line in words[first:end]) if marker]
    listed = numbers == list(range(1, end - first + 1))
    return first if first and listed and _is_definition(words[first]) else end


def _is_definition(line: str) -> bool:
    marker = match_marker(line, 0)
    return _DEFINES.match(line, marker[2] if marker else 0) is not None
