"""What a cell says of who answers for a task, and by when: the leading unit, those that help, and the day."""

import re
from collections.abc import Iterator
from datetime import date

from plans.importing.deadlines import last_deadline
from plans.importing.shapes import Period, Span

_MARK = re.compile(
    "(?:(?P<leads>牵头|主办|主责|承办|责任)|配合|协办|协助|协同|参与|参加)(?:责任)?(?:单位|部门)? ?[:：]"
)
_LEADS = re.compile("[(（]?(?:牵头|主办|(?<!分工)(?<!职责)负责)(?:单位|部门)?[)）]?$")
_HELPS = re.compile("[(（]?(?:配合|协办|协助|参与)(?:单位|部门)?[)）]?$")
_TAIL = re.compile(
    "(?:按照?(?:各自)?(?:职责|职能)?(?:分工)?(?:负责|落实)|等(?:各?(?:相关|有关)?(?:责任)?(?:单位|部门))?)$"
)
_SEPARATORS = "、，,；;。/|\n"
_UNIT_ENDS = tuple("局委办部厅处科室会院校站所心司团镇街乡区县市村社行队联库场馆园位门道)）")
_NAME = re.compile("[\u4e00-\u9fff]{2,3}")
_NOBODY = re.compile("[-—/\\\\无]+|(?:各?(?:相关|有关)|责任)(?:单位|部门)")
_DAY = re.compile(
    "(20[0-9]{2})(?:年([0-9]{1,2})月(?:([0-9]{1,2})日)?|([-./])([0-9]{1,2})(?:\\4([0-9]{1,2}))?)(?![0-9])"
)
_YEAR = re.compile("(20[0-9]{2})年")


def units_in(leading_words: str, helping_words: str = "") -> tuple[str, tuple[str, ...]]:
    """The unit that leads, the first where none is said to, and the others in their order."""
    leading: list[str] = []
    helping: list[str] = []
    for words, helps in ((leading_words, False), (helping_words, True)):
        for unit, said_to_help in _named(words, helps=helps):
            (helping if said_to_help else leading).append(unit)
    others = dict.fromkeys([*leading[1:], *helping])
    lead = leading[0] if leading else ""
    return lead, tuple(unit for unit in others if unit != lead)


def due_day(normal: str, period: Period | None) -> date | None:
    """The last day a cell of deadlines names, where 9月30日 is one without 前; 全年 and 长期坚持 name none."""
    year = _YEAR.search(normal)
    if year:
        period = Period("", date(int(year[1]), 1, 1), date(int(year[1]), 12, 31))
    words = normal.rstrip(" ,;。")
    until = "底前" if words.endswith(("月", "份")) else "末前" if words.endswith("季度") else "前"
    deadline = last_deadline(words + until, Span(0, len(words + until)), period)
    if deadline and deadline.on:
        return deadline.on
    return max((day for match in _DAY.finditer(words) if (day := _written_day(match))), default=None)


def _written_day(match: re.Match[str]) -> date | None:
    """2031-09-30, or the end of 2031.9."""
    year, month, day = int(match[1]), int(match[2] or match[5]), match[3] or match[6]
    try:
        if day:
            return date(year, month, int(day))
        return (
            date.fromordinal(date(year + month // 12, month % 12 + 1, 1).toordinal() - 1) if 1 <= month <= 12 else None
        )
    except ValueError:
        return None


def _named(words: str, *, helps: bool) -> Iterator[tuple[str, bool]]:
    """Each unit with whether it helps: by the mark before it (配合单位：), by the word behind it (牵头), else as given."""
    marks = list(_MARK.finditer(words))
    ends = [mark.start() for mark in marks[1:]] + [len(words)]
    yield from _listed(words[: marks[0].start()] if marks else words, helps=helps)
    leads = any(mark[0].startswith(("牵头", "主办", "主责")) for mark in marks)
    for mark, end in zip(marks, ends, strict=False):
        second = leads and mark[0].startswith("责任")
        yield from _listed(words[mark.end() : end], helps=second or not mark["leads"])


def _listed(words: str, *, helps: bool) -> Iterator[tuple[str, bool]]:
    """“甲局牵头，乙局、丙局配合”: what stands behind the last of a list is said of all of it."""
    found: list[tuple[str, bool | None]] = []
    for clause in _split(words, "，,；;。\n"):
        listed = [unit for part in _split(clause, "、/|") for unit in _apart(part)]
        last_helps = _said(listed[-1]) if listed else None
        for unit in listed:
            own = _said(unit)
            found.append((_bare(unit), own if own is not None or last_helps is not True else True))
    for unit, said in sorted(found, key=lambda one: one[1] is not False):
        if unit and not _NOBODY.fullmatch(unit):
            yield unit, helps if said is None else said


def _said(unit: str) -> bool | None:
    return True if _HELPS.search(unit) else False if _LEADS.search(unit) else None


def _bare(unit: str) -> str:
    for pattern in (_TAIL, _HELPS, _LEADS, _TAIL):
        unit = pattern.sub("", unit.strip())
    return unit.strip("：: ")


def _split(words: str, separators: str) -> list[str]:
    """Never inside brackets."""
    parts, depth, begin = [], 0, 0
    for at, character in enumerate(words):
        depth += (character in "（(") - (character in "）)" and depth > 0)
        if character in separators and not depth:
            parts.append(words[begin:at])
            begin = at + 1
    return [*parts, words[begin:]]


def _apart(part: str) -> list[str]:
    """A space stands between two units, before a person's name, which is left out, or where a name was broken."""
    units: list[str] = []
    for word in part.split():
        if not units or units[-1].endswith(_UNIT_ENDS):
            if not units or word.endswith(_UNIT_ENDS) or not _NAME.fullmatch(word):
                units.append(word)
        else:
            units[-1] += word
    return units
