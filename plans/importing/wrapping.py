"""Lines broken at a fixed width → whole paragraphs, with the way back to the places in the text as it was given.

Mail, old terminals and copies from print break every line after some forty characters. All later stages read whole
paragraphs; `restored` gives what was read its places in the original text again.
"""

import re
from dataclasses import dataclass, fields, is_dataclass, replace
from itertools import pairwise
from typing import Any, TypeVar

from plans.importing.headings import BULLET, match_marker
from plans.importing.shapes import Document

_SHORTEST_WIDTH, _LONGEST_WIDTH = 24, 90
_FEWEST_LINES = 10
_RAGGED = 3  # a line may end so much earlier: punctuation and numbers are not cut in two
_FULL_SHARE, _OPEN_SHARE = 0.35, 0.5
_STOPS = "。!?;:"
_LATIN = re.compile("[A-Za-z]{2}")
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
    lines = _lines(document.normal)
    widths = None if document.tables else _widths(document.normal, lines)
    if widths is None:
        return document, None
    indents = any(line.indented for line in lines if _is_full(line, widths))
    places: list[int] = []
    for line, follower in pairwise([*lines, None]):
        assert line is not None  # noqa: S101 - only the last follower is none
        places += range(line.start, line.end)
        if follower is None:
            break
        if not _runs_on(document.normal, line, follower, widths, indents=indents):
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


def _widths(normal: str, lines: list[_Line]) -> tuple[int, int] | None:
    """In characters and in columns; None unless lines end at one place whether or not a sentence does."""
    if len(lines) < _FEWEST_LINES:
        return None
    at = len(lines) * 19 // 20
    widths = sorted(line.length for line in lines)[at], sorted(line.columns for line in lines)[at]
    if not _SHORTEST_WIDTH <= widths[0] <= _LONGEST_WIDTH:
        return None
    full = [line for line in lines if _is_full(line, widths)]
    open_ones = [line for line in full if normal[line.end - 1] not in _STOPS]
    wrapped = len(full) >= _FULL_SHARE * len(lines) and len(open_ones) >= _OPEN_SHARE * len(full)
    return widths if wrapped else None


def _is_full(line: _Line, widths: tuple[int, int], ragged: int = _RAGGED) -> bool:
    return line.length + ragged >= widths[0] or line.columns + 2 * ragged >= widths[1]


def _runs_on(normal: str, line: _Line, follower: _Line, widths: tuple[int, int], *, indents: bool) -> bool:
    """A full line goes on in the next one, unless that one is indented or numbered and this one ended a sentence."""
    if follower.after_blank or (indents and follower.indented):
        return False
    ended = normal[line.end - 1] in _STOPS
    if ended and (match_marker(normal, follower.start) or BULLET.match(normal, follower.start)):
        return False
    return _is_full(line, widths, 1 if ended and not indents else _RAGGED)
