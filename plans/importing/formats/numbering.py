"""Word's automatic numbers, which stand nowhere in a document's text: 一、 （一） 1. 一是, counted as Word counts them."""

import re
from collections import defaultdict
from dataclasses import dataclass

from lxml import etree

from plans.importing.formats.numerals import decimal, numeral

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACE = re.compile("%([1-9])")
_LEVELS = 9
_MOST_BASES = 20
_LONGEST_LABEL = 60  # as it is written in the list, with %1 for each number


@dataclass(frozen=True)
class Level:
    """`restart` is the number of levels above whose counting begins this one anew; None means all."""

    start: int
    style: str
    text: str
    restart: int | None
    all_decimal: bool


@dataclass(frozen=True)
class _List:
    """`abstract` is what it counts together with other lists; `begins` are levels counted anew at its first use."""

    abstract: str
    levels: dict[int, Level]
    begins: frozenset[int]


class Styles:
    """What paragraphs and characters inherit from their styles."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles = {} if root is None else {_id(style, "styleId"): style for style in root.iter(f"{W}style")}

    def chain(self, style: str) -> list[etree._Element]:
        """The style and those it is based on, nearest first."""
        found: list[etree._Element] = []
        while style in self._styles and len(found) < _MOST_BASES:
            found.append(self._styles[style])
            style = value_of(found[-1], "basedOn") or ""
        return found

    def name(self, style: str) -> str:
        return value_of(self._styles[style], "name") or "" if style in self._styles else ""


class Numbering:
    """Counts as the document is read: each label must be asked for once, in order."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstracts: dict[str, etree._Element] = {}
        self._numbers: dict[str, etree._Element] = {}
        if root is not None:
            self._abstracts = {_id(one, "abstractNumId"): one for one in root.findall(f"{W}abstractNum")}
            self._numbers = {_id(one, "numId"): one for one in root.findall(f"{W}num")}
        self._lists: dict[str, _List | None] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._begun: set[str] = set()

    def label(self, properties: etree._Element | None) -> str:
        """The number of the paragraph with these properties, without the space behind it; empty for bullets."""
        number, depth = self._place(properties)
        one = self._list(number)
        if one is None or depth not in one.levels:
            return ""
        counts = self._count(number, one, depth)
        level = one.levels[depth]
        if level.style == "bullet":
            return ""
        text = level.text[:_LONGEST_LABEL]
        return _PLACE.sub(lambda place: _shown(one, counts, int(place[1]) - 1, level), text).strip()

    def _place(self, properties: etree._Element | None) -> tuple[str, int]:
        """The list's id and the level: the paragraph's own first, then its styles'."""
        if properties is None:
            return "", 0
        own = properties.find(f"{W}numPr")
        number, depth = (value_of(own, "numId"), value_of(own, "ilvl")) if own is not None else (None, None)
        style = value_of(properties, "pStyle") or ""
        if number is not None:
            return number, _whole(depth, 0)
        for base in self._styles.chain(style):
            inherited = base.find(f"{W}pPr/{W}numPr")
            if inherited is not None:
                number = number or value_of(inherited, "numId")
                depth = depth or value_of(inherited, "ilvl")
            if number is not None:
                linked = self._level_of_style(number, _id(base, "styleId"))
                return number, _whole(depth, linked)
        return "", 0

    def _level_of_style(self, number: str, style: str) -> int:
        abstract = self._abstract_of(number)
        if abstract is not None:
            for level in abstract.findall(f"{W}lvl"):
                if value_of(level, "pStyle") == style:
                    return _whole(_id(level, "ilvl"), 0)
        return 0

    def _count(self, number: str, one: _List, depth: int) -> dict[int, int]:
        counts = self._counts[one.abstract]
        if number not in self._begun:
            self._begun.add(number)
            for level in one.begins:
                counts.pop(level, None)
        counts[depth] = counts[depth] + 1 if depth in counts else one.levels[depth].start
        for level in [deeper for deeper in counts if deeper > depth]:
            restart = one.levels[level].restart if level in one.levels else None
            if restart is None or depth < restart:
                del counts[level]
        return counts

    def _list(self, number: str) -> _List | None:
        if number not in self._lists:
            self._lists[number] = self._resolve(number)
        return self._lists[number]

    def _resolve(self, number: str) -> _List | None:
        abstract = self._abstract_of(number)
        if abstract is None:
            return None
        levels = {_whole(_id(one, "ilvl"), 0): _level(one) for one in abstract.findall(f"{W}lvl")}
        begins: set[int] = set()
        for override in self._numbers[number].findall(f"{W}lvlOverride"):
            depth = _whole(_id(override, "ilvl"), 0)
            replaced = override.find(f"{W}lvl")
            if replaced is not None:
                levels[depth] = _level(replaced)
            start = value_of(override, "startOverride")
            if start is not None:
                begins.add(depth)
                if depth in levels:
                    old = levels[depth]
                    levels[depth] = Level(_whole(start, old.start), old.style, old.text, old.restart, old.all_decimal)
        return _List(_id(abstract, "abstractNumId"), levels, frozenset(begins))

    def _abstract_of(self, number: str) -> etree._Element | None:
        """Follows a list that is only a link to a style's list."""
        for _ in range(_MOST_BASES):
            if number not in self._numbers:
                return None
            abstract = self._abstracts.get(value_of(self._numbers[number], "abstractNumId") or "")
            link = value_of(abstract, "numStyleLink") if abstract is not None else None
            if link is None:
                return abstract
            style = next(iter(self._styles.chain(link)), None)
            number = (value_of(style.find(f"{W}pPr/{W}numPr"), "numId") if style is not None else None) or ""
        return None


def value_of(element: etree._Element | None, child: str) -> str | None:
    found = element.find(W + child) if element is not None else None
    return found.get(f"{W}val") if found is not None else None


def is_on(element: etree._Element | None, child: str) -> bool:
    """A property that is there is on, unless it says otherwise."""
    found = element.find(W + child) if element is not None else None
    return found is not None and found.get(f"{W}val", "1").lower() not in {"0", "false", "off"}


def _level(element: etree._Element) -> Level:
    style = element.find(f".//{W}numFmt")
    restart = value_of(element, "lvlRestart")
    return Level(
        start=_whole(value_of(element, "start"), 1),
        style=style.get(f"{W}val", "decimal") if style is not None else "decimal",
        text=value_of(element, "lvlText") or "",
        restart=None if restart is None else _whole(restart, 0),
        all_decimal=is_on(element, "isLgl"),
    )


def _shown(one: _List, counts: dict[int, int], depth: int, level: Level) -> str:
    """A level that was never counted shows where it would start."""
    if depth not in one.levels:
        return ""
    number = counts.get(depth, one.levels[depth].start)
    return decimal(number) if level.all_decimal else numeral(number, one.levels[depth].style)


def _id(element: etree._Element, name: str) -> str:
    return element.get(W + name, "")


def _whole(words: str | None, otherwise: int) -> int:
    return int(words) if words and words.isascii() and words.isdigit() and len(words) < 7 else otherwise
