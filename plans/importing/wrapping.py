"""Lines broken at a width, or before an amount → whole paragraphs, with the way back to the text as it was given.

Mail, old terminals and copies from print break every line after some forty characters, some of them raggedly. All later
stages read whole paragraphs; `restored` gives what was read its places in the original text again.
"""

import re
from dataclasses import dataclass, fields, is_dataclass, replace
from itertools import pairwise, zip_longest
from typing import Any, TypeVar

from plans.importing.glossaries import names_a_glossary
from plans.importing.headings import BULLET, match_marker
from plans.importing.shapes import Document

_SHORTEST_WIDTH, _LONGEST_WIDTH = 24, 90
_FEWEST_LINES = 10
_RAGGED = 3  # a line may end so much earlier: punctuation and numbers are not cut in two
_FULL_SHARE, _OPEN_SHARE = 0.35, 0.5
_LONG, _LONG_NUMBERED = 0.6, 0.75  # of the width: how far a line of a ragged text reaches
_PROSE_SHARE, _TEXT_SHARE = 0.5, 0.15
_LONGEST_BARE = 40
_STOPS = "。!?;:"
_STOPPED_INSIDE = re.compile("[。;!?].")
_LATIN = re.compile("[A-Za-z]{2}")
_WHOLE = re.compile("[0-9A-Za-z.,%-]{0,12}")
_AMOUNT = re.compile(
    r"[0-9][0-9,]{0,15}+(?:\.[0-9]{1,6}+)?+(?:-[0-9.]{1,9}+)?+(?:%|(?=[\u4e00-\u9fff])(?![年月日号时]))"
)
_AWAITS = re.compile(
    "(?:总投资|投资额|达到|(?<![通发])达|超过?|突破|(?<!节)约|(?<![附靠临])近|共计?|其中|新建|改建|扩建|新增|新修|引进|分别|[、,和与及])$"
)
_AWAITS_MEASURE = re.compile("(?:增长|下降|提高|完成|实现|(?<![作行])为|至|到|在|的|占|[较比].{1,6}[快慢高低])$")
_MEASURE = re.compile(r"[0-9][0-9,]{0,15}+(?:\.[0-9]{1,6}+)?+(?:%|个百分点|[万亿])")
T = TypeVar("T")


@dataclass(frozen=True)
class _Line:
    start: int
    end: int
    indented: bool
    after_blank: bool
    length: int  # with its indent
    columns: int  # the same; a Chinese character takes two


def unwrapped(document: Document) -> tuple[Document, list[int] | None]:
    """The document with whole paragraphs and the original place of each of its characters; None where nothing changed."""
    if document.tables:
        return document, None
    lines = _lines(document.normal)
    joins = _joins(document.normal, lines)
    if not any(joins):
        return document, None
    places: list[int] = []
    for line, follower, joined in zip_longest(lines, lines[1:], joins):
        places += range(line.start, line.end)
        if follower is None:
            break
        if not joined:
            places += range(line.end, follower.start)
        elif _LATIN.fullmatch(document.normal[line.end - 1] + document.normal[follower.start]):
            places.append(line.end)  # the line end stays between two words of a Latin script
    text = "".join(document.text[at] for at in places)
    normal = "".join(document.normal[at] for at in places)
    return replace(document, text=text, normal=normal), places


def restored(value: T, places: list[int] | None) -> T:
    """A copy with every `start` and `end`, however deep, moved back into the text before it was unwrapped."""
    moved: T = value if places is None else _restored(value, places)
    return moved


def _restored(value: Any, places: list[int]) -> Any:
    if isinstance(value, tuple):
        return tuple(_restored(part, places) for part in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    return replace(value, **{one.name: _moved(one.name, getattr(value, one.name), places) for one in fields(value)})


def _moved(name: str, part: Any, places: list[int]) -> Any:
    if name in {"start", "body"}:
        return places[part] if part < len(places) else places[-1] + 1
    if name == "end":
        return places[part - 1] + 1 if part else 0
    return _restored(part, places)


def _lines(normal: str) -> list[_Line]:
    lines, at, blank = [], 0, False
    for line in normal.split("\n"):
        words = line.strip()
        if words:
            start = at + len(line) - len(line.lstrip())
            length = start - at + len(words)
            columns = length + sum(character > "\u2e7f" for character in words)
            lines.append(_Line(start, start + len(words), start > at, blank, length, columns))
        blank = not words
        at += len(line) + 1
    return lines


def _joins(normal: str, lines: list[_Line]) -> list[bool]:
    """For each line but the last whether the next one goes on with it."""
    width = _width_of(normal, lines)
    indents = any(line.indented for line in lines if width and width.is_full(line))
    joins: list[bool] = []
    for line, follower in pairwise(lines):
        inside = bool(joins) and joins[-1]
        if follower.after_blank or (follower.indented and (indents or not line.indented)):
            joins.append(False)
        else:
            wrapped = width is not None and _runs_on(normal, line, follower, width, indents=indents, inside=inside)
            joins.append(wrapped or _awaits(normal, line, follower, inside=inside))
    return joins


@dataclass(frozen=True)
class _Width:
    """Where lines end, in characters and in columns; ragged where they end anywhere before."""

    length: int
    columns: int
    ragged: bool

    def is_full(self, line: _Line, room: int = _RAGGED) -> bool:
        return line.length + room >= self.length or line.columns + 2 * room >= self.columns

    def is_long(self, line: _Line, share: float) -> bool:
        return line.length >= share * self.length or line.columns >= share * self.columns


def _width_of(normal: str, lines: list[_Line]) -> _Width | None:
    """None unless lines end at one place, or near it, whether or not a sentence does."""
    if len(lines) < _FEWEST_LINES:
        return None
    at = len(lines) * 19 // 20
    width = _Width(sorted(line.length for line in lines)[at], sorted(line.columns for line in lines)[at], ragged=False)
    if not _SHORTEST_WIDTH <= width.length <= _LONGEST_WIDTH:
        return None
    full = [line for line in lines if width.is_full(line)]
    open_ones = [one for one in pairwise(lines) if width.is_full(one[0]) and _goes_on(normal, *one)]
    if len(full) >= _FULL_SHARE * len(lines) and len(open_ones) >= _OPEN_SHARE * len(full):
        return width
    return replace(width, ragged=True) if _is_ragged_prose(normal, lines, width) else None


def _is_ragged_prose(normal: str, lines: list[_Line], width: _Width) -> bool:
    """Most lines are long and go on in an unnumbered one, and some hold the end of a sentence: no list of bare items."""
    long = [one for one in pairwise(lines) if width.is_long(one[0], _LONG)]
    going_on = [one for one in long if _goes_on(normal, *one)]
    text = [line for line, _ in long if _STOPPED_INSIDE.search(normal, line.start, line.end)]
    mostly = len(long) >= _PROSE_SHARE * len(lines) and len(going_on) >= _PROSE_SHARE * len(long)
    return mostly and len(text) >= _TEXT_SHARE * len(long)


def _goes_on(normal: str, line: _Line, follower: _Line) -> bool:
    return normal[line.end - 1] not in _STOPS and not _is_numbered(normal, follower)


def _is_numbered(normal: str, line: _Line) -> bool:
    return match_marker(normal, line.start) is not None or BULLET.match(normal, line.start) is not None


def _runs_on(normal: str, line: _Line, follower: _Line, width: _Width, *, indents: bool, inside: bool) -> bool:
    """A full line goes on in the next one, unless that one is numbered and this one ended a sentence."""
    numbered = _is_numbered(normal, follower)
    if normal[line.end - 1] in _STOPS:
        if numbered or names_a_glossary(normal[follower.start : follower.end]):
            return False
        return width.is_full(line, _RAGGED if indents else 1) or (
            width.ragged and indents and width.is_long(line, _LONG)
        )
    if width.is_full(line):
        return True
    begins = not inside and _is_numbered(normal, line)
    text = inside or _STOPPED_INSIDE.search(normal, line.start, line.end) is not None
    whole = _WHOLE.match(normal, follower.start, follower.end)
    room = len(whole[0]) if whole and text else 0  # a number that found no room on the line
    if numbered:
        return False
    if width.is_full(line, _RAGGED + room):
        return True
    return (width.ragged or text) and width.is_long(line, _LONG_NUMBERED if begins or not width.ragged else _LONG)


def _awaits(normal: str, line: _Line, follower: _Line, *, inside: bool) -> bool:
    """“…总投资” above “167亿元”: a line that stops nowhere goes on in an amount; a bare heading only if it asks for one."""
    amount = _AMOUNT.match(normal, follower.start, follower.end)
    if normal[line.end - 1] in _STOPS or amount is None or match_marker(normal, follower.start):
        return False
    if inside or line.length > _LONGEST_BARE or _STOPPED_INSIDE.search(normal, line.start, line.end):
        return True
    tail = normal[max(line.start, line.end - 8) : line.end]
    if _AWAITS.search(tail):
        return True
    return _MEASURE.match(normal, follower.start) is not None and _AWAITS_MEASURE.search(tail) is not None
