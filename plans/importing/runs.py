"""Numbered items that follow one another inside one paragraph (…：1.甲；2.乙；3.丙) → a paragraph each.

Reports whose line ends were lost hold all their headings so. Two numbers that run on make a run; one alone is none.
"""

import re
from itertools import pairwise

from plans.importing.headings import RANK_SMALL, match_marker
from plans.importing.sentences import enclosed
from plans.importing.shapes import Span

_CANDIDATE = re.compile(
    r"(?<=[。!?;:, ])(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|\([0-9]{1,2}\)|[0-9]{1,2}[.、](?![0-9])|[①-⑳])"
)
_GOALS = re.compile("(?:目标|指标)(?:[是为]|如下)?:$")
_SHORTEST_PARAGRAPH = 24
_SHORTEST_ITEM = 6
_LOOK_BACK = 12


def split_runs(normal: str, block: Span) -> list[Span]:
    """The paragraph itself where it holds no run; the pieces lose nothing but space."""
    if block.end - block.start < _SHORTEST_PARAGRAPH:
        return [block]
    cuts = sorted(at for run in _runs(normal, block) for at in run if at > block.start)
    pieces = []
    for start, end in pairwise([block.start, *cuts, block.end]):
        stripped = normal[start:end].rstrip()
        if stripped:
            pieces.append(Span(start, start + len(stripped)))
    return pieces


def _runs(normal: str, block: Span) -> list[list[int]]:
    """The places of each run's items; the number the paragraph begins with is the first of one."""
    runs: list[list[int]] = []
    current: dict[int, tuple[int, list[int]]] = {}  # by rank: the last number and the run it stands in
    for at, rank, number in _candidates(normal, block):
        last, run = current.get(rank, (0, []))
        if (number == last + 1 and run) or number == 1 or at == block.start:
            if number == 1 or not run:
                run = []
                runs.append(run)
            run.append(at)
            current[rank] = number, run
    return [run for run in runs if _is_run(normal, run)]


def _candidates(normal: str, block: Span) -> list[tuple[int, int, int]]:
    """Place, rank and number of all that may be numbering: after a stop and outside quotes; （1） after a comma too."""
    mask = enclosed(normal, block.start, block.end, "“《「‘[")
    places = [block.start, *(match.start() for match in _CANDIDATE.finditer(normal, block.start + 1, block.end))]
    found = []
    for at in places:
        marker = match_marker(normal, at)
        if marker is None or mask[at - block.start]:
            continue
        if at > block.start and normal[at - 1] == "," and marker[0] < RANK_SMALL:
            continue
        found.append((at, marker[0], marker[1]))
    return found


def _is_run(normal: str, run: list[int]) -> bool:
    """Two items or more, none of them too short to say anything (一、二、三产业), and no list of expected goals."""
    if len(run) < 2 or any(other - one < _SHORTEST_ITEM for one, other in pairwise(run)):
        return False
    return _GOALS.search(normal[max(run[0] - _LOOK_BACK, 0) : run[0]]) is None
