"""Lines of pages → paragraphs. A line goes on where the one before reaches the right margin and the paragraph is not over.

What says that a paragraph begins: an indent, numbering, a gap, another size of type, a short line before. Columns are
not put together, but each keeps its order. Page numbers and what is repeated on the pages' edges are dropped.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from statistics import median

from plans.importing.formats.pdf_lines import WIDE_GAP

_HAN = "\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’—…·"
_SPACE_AT_HAN = re.compile(f"(?<=[{_HAN}]) ++|(?<! ) ++(?=[{_HAN}])")
_NUMBER = "[一二三四五六七八九十]{1,3}"
_MARKER = re.compile(
    f"第{_NUMBER}(?:部分|[、，,])|{_NUMBER}[、是]|[（(](?:{_NUMBER}|[0-9０-９]{{1,2}})[）)]|[0-9０-９]{{1,2}}[.．、](?![0-9０-９])"
)
_AFTER_MARKER = re.compile(f"^({_MARKER.pattern}){WIDE_GAP} *")
_STOPS = tuple("。！？!?")
_ORNAMENT = r"[-—–―－~·•.|\[\]【】/]*"
_COUNT = "[0-9０-９]{1,4}|[ivxIVX]{1,6}"
_PAGE_NUMBER = re.compile(
    f"{_ORNAMENT}(?:第?(?P<number>{_COUNT})页?)(?:[/／,，、.|]?(?:共|of)?(?:{_COUNT})页?)?{_ORNAMENT}"
)
_EDGE_LINES = 2
_NUMBERS_OF_A_HEAD = 8
_LARGER = 1.12
_INDENT = 1.2
_GAP = 1.45
_HEADING = 0.3  # of the width is left empty behind a heading; less is left before what must not be cut
_MANY_LINES = 8


Place = tuple[int, str]


@dataclass(frozen=True)
class Line:
    """Points, from the left and from the bottom of the page."""

    page: int
    left: float
    right: float
    baseline: float
    size: float
    words: str

    @property
    def is_row(self) -> bool:
        return WIDE_GAP in self.words.strip()


@dataclass(frozen=True)
class Frame:
    """Where text stands on each page, and the size of its characters and of the step from line to line."""

    left: dict[int, float]
    right: dict[int, float]
    em: float
    step: float
    indents: bool  # whether paragraphs of this document begin with an indent
    gaps: bool  # and whether they stand apart


def paragraphs(pages: list[list[Line]]) -> list[str]:
    """The words of each paragraph in the order of the file."""
    lines = [_without_gap_after_marker(line) for line in _body(pages)]
    if not lines:
        return []
    frame = _frame(lines)
    found = [[lines[0].words]]
    for before, line in pairwise(lines):
        if _begins(before, line, frame):
            found.append([line.words])
        else:
            found[-1].append(line.words)
    return [words for parts in found if (words := _joined(parts))]


# -- what is not text of the report ----------------------------------------------------------------------------------


def _body(pages: list[list[Line]]) -> list[Line]:
    repeated = _repeated(pages)
    counted = _counted(pages)
    kept = []
    for lines in pages:
        edges = set(_edges(lines))
        kept += [
            line
            for line in lines
            if line.words.strip()
            and not (line in edges and (not repeated.isdisjoint(_places(line)) or _is_page_number(line, counted)))
        ]
    return kept


def _edges(lines: list[Line]) -> list[Line]:
    """The first and last lines of a page by their height."""
    by_height = sorted((line for line in lines if line.words.strip()), key=lambda line: -line.baseline)
    return by_height[:_EDGE_LINES] + by_height[_EDGE_LINES:][-_EDGE_LINES:]


def _repeated(pages: list[list[Line]]) -> set[Place]:
    """What stands at the same height of the edge on two pages and on a third of all: heads of odd pages may differ."""
    counts = Counter(place for lines in pages for place in {one for line in _edges(lines) for one in _places(line)})
    return {place for place, count in counts.items() if count >= max(2, len(pages) / 3)}


def _places(line: Line) -> Iterator[Place]:
    """Its height and words as they are, and as they would be on the first page if one of its numbers counts the pages."""
    height, words = round(line.baseline / 4), "".join(line.words.split())
    yield height, words
    for number in islice(re.finditer("[0-9]{1,4}", words), _NUMBERS_OF_A_HEAD):
        yield height, f"{words[: number.start()]}{int(number[0]) - line.page:+}{words[number.end() :]}"


def _counted(pages: list[list[Line]]) -> set[int]:
    """By how much a bare number on the edge differs from its page, where it does so on two pages."""
    counts = Counter(
        offset for lines in pages for offset in {_offset(line) for line in _edges(lines)} if offset is not None
    )
    return {offset for offset, count in counts.items() if count >= min(2, len(pages))}


def _offset(line: Line) -> int | None:
    words = line.words.strip()
    return int(words) - line.page if words.isdecimal() and len(words) <= 4 else None


def _is_page_number(line: Line, counted: set[int]) -> bool:
    """“- 3 -” and 第3页 always; a bare number only where it counts the pages, as it may be of a table."""
    words = "".join(line.words.split())
    return _offset(line) in counted if words.isdecimal() else _PAGE_NUMBER.fullmatch(words) is not None


# -- where paragraphs begin ------------------------------------------------------------------------------------------


def _frame(lines: list[Line]) -> Frame:
    plain = [line for line in lines if not line.is_row] or lines
    em = max(median(line.size for line in plain), 1)
    body = [line for line in plain if line.size < _LARGER * em] or plain
    left = _margins(body, lambda line: line.left, lambda starts: _leftmost(starts, em), min)
    right = _margins(body, lambda line: line.right, max, max)
    steps = [one.baseline - other.baseline for one, other in pairwise(body) if one.page == other.page]
    step = median([step for step in steps if step > 0.5 * em] or [2 * em])
    indented = sum(line.left - left[line.page] > _INDENT * em for line in body)
    return Frame(
        left=_of_every_page(left, lines),
        right=_of_every_page(right, lines),
        em=em,
        step=step,
        indents=indented * 6 >= len(body),
        gaps=sum(one > _GAP * step for one in steps) * 10 >= len(body),
    )


def _margins(
    lines: list[Line],
    edge: Callable[[Line], float],
    of_page: Callable[[list[float]], float],
    outer: Callable[[float, float], float],
) -> dict[int, float]:
    """A page with few lines may not reach its margins and takes those of its side: left and right pages may differ."""
    edges: dict[int, list[float]] = defaultdict(list)
    for line in lines:
        edges[line.page].append(edge(line))
    own = {page: of_page(found) for page, found in edges.items()}
    margins = {}
    for page, value in own.items():
        same_side = [other for number, other in own.items() if number % 2 == page % 2]
        typical = median(same_side if len(same_side) > 1 else own.values())
        margins[page] = value if len(edges[page]) >= _MANY_LINES else outer(value, typical)
    return margins


def _leftmost(starts: list[float], em: float) -> float:
    """Where two lines begin; a single one further out hangs there."""
    ordered = sorted(starts)
    return next((one for one, other in pairwise(ordered) if other - one < em / 2), ordered[0])


def _of_every_page(margins: dict[int, float], lines: list[Line]) -> dict[int, float]:
    """Also of pages that hold nothing but rows or titles."""
    return dict.fromkeys({line.page for line in lines}, median(margins.values())) | margins


def _begins(before: Line, line: Line, frame: Frame) -> bool:
    if before.is_row or line.is_row or _differ(before, line):
        return True
    marked = _MARKER.match(line.words) is not None
    if line.size > _LARGER * frame.em:  # a title on two lines
        return marked or before.page != line.page
    step = before.baseline - line.baseline
    if before.page == line.page and not 0 < step < _GAP * frame.step:
        return True
    room = frame.right[before.page] - before.right
    short = room > 2 * frame.em
    if line.left - frame.left[line.page] > _INDENT * frame.em:
        whole = (
            not frame.indents and abs(line.left - before.left) < frame.em / 2
        )  # a paragraph all of which is indented
        return short or marked or not whole or before.words.rstrip().endswith(_STOPS)
    if before.words.rstrip().endswith(_STOPS):
        return short or marked or not (frame.indents or frame.gaps)
    return short and (marked or room > _HEADING * (frame.right[before.page] - frame.left[before.page]))


def _differ(one: Line, other: Line) -> bool:
    small, large = sorted((one.size, other.size))
    return large > _LARGER * small


# -- their words -----------------------------------------------------------------------------------------------------


def _without_gap_after_marker(line: Line) -> Line:
    """Numbering stands apart from its heading, but is no cell of a table."""
    return replace(line, words=_AFTER_MARKER.sub(r"\1", line.words.strip()))


def _joined(parts: list[str]) -> str:
    """Nothing is put between two lines but the space between Latin words; spaces beside Han come from the setting."""
    words = parts[0]
    for part in parts[1:]:
        latin = words[-1:].isascii() and words[-1:].isalpha() and part[:1].isascii() and part[:1].isalpha()
        words += f" {part}" if latin else part
    return _SPACE_AT_HAN.sub("", words).strip()
