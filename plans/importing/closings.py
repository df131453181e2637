"""What a speech says after its last area of work (各位代表！…) → sections of their own below the plan.

加强政府自身建设, and what names a number, is work to be done; thanks, outlooks, and words on matters of state are not.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from plans.importing.headings import ordinal_positions, past_stop
from plans.importing.quantities import scan_quantities
from plans.importing.sentences import split_sentences, trim
from plans.importing.shapes import Document, Page, Section, Span

_TO_THE_HALL = re.compile("各位(?:代表|委员|领导|同志)|同志们|主任[、,]")
_OWN_WORK = re.compile(
    "(?:全面|切实|持续|不断)?(?:加强|抓好|推进|强化|深化|提升|锻造|建设).{0,12}(?:自身建设|政府(?:效能|能力)建设)"
)
_OTHER_YEARS = re.compile("过去|一年来|五年来|回顾")


def with_closings(document: Document, page: Page, sections: list[Section]) -> list[Section]:
    """The sections, each plan's last one ended where the speaker turns to the hall and goes on to something else."""
    found: list[Section] = []
    tops = [index for index, section in enumerate(sections) if section.parent is None]
    for first, after in pairwise([*tops, len(sections)]):
        group = sections[first:after]
        at = _turns(document, page, group[-1]) if group[0].kind == "plan" and len(group) > 1 else []
        if at:
            group = [_ended(document, section, at[0].start) for section in group]
            group += _closings(document, page, group, at, max(section.end for section in sections[first:after]))
        found += group
    return found


def _turns(document: Document, page: Page, last: Section) -> list[Span]:
    """The addresses in the last section with words below them before the next one; none where its work comes after."""
    blocks = _between(page, last.start + 1, last.end)
    addresses = [index for index, block in enumerate(blocks) if _TO_THE_HALL.match(document.normal, block.start)]
    begins_so = addresses[:1] == [0] and not _has_text(document, last, blocks[0])
    if begins_so:
        return []
    return [blocks[one] for one, other in pairwise([*addresses, len(blocks)]) if other > one + 1]


def _between(page: Page, start: int, end: int) -> tuple[Span, ...]:
    first = bisect_left(page.blocks, start, key=lambda block: block.start)
    return page.blocks[first : bisect_left(page.blocks, end, key=lambda block: block.start)]


def _has_text(document: Document, section: Section, block: Span) -> bool:
    """Whether something stands between the heading and the address."""
    return bool(document.normal[section.start + len(section.marker) : block.start].strip())


def _ended(document: Document, section: Section, at: int) -> Section:
    if section.parent is None or section.end <= at:
        return section
    return replace(section, end=trim(document.normal, Span(section.start, at), " \n").end)


def _closings(document: Document, page: Page, group: list[Section], turns: list[Span], end: int) -> Iterator[Section]:
    top = group[0]
    number = sum(section.parent == top.id for section in group)
    level = group[1].level
    for turn, follower in pairwise([*turns, Span(end, end)]):
        number += 1
        close = trim(document.normal, Span(turn.start, follower.start), " \n").end
        title = _named(document.normal, turn)
        body = past_stop(document.normal, title.end, close) if title else turn.start
        below = _between(page, turn.end, close)
        works = title is not None or _holds_work(document.normal, below)
        words = document.text[title.start : title.end] if title else ""
        yield Section(
            f"{top.id}.{number}", top.id, level, "", words, "plan" if works else "other", turn.start, close, body
        )


def _named(normal: str, turn: Span) -> Span | None:
    """The words of the address that name the government's work on itself."""
    for sentence in split_sentences(normal, turn.start, turn.end):
        match = _OWN_WORK.search(normal, sentence.start, sentence.end)
        if match:
            return Span(match.start(), match.end())
    return None


def _holds_work(normal: str, blocks: tuple[Span, ...]) -> bool:
    if not blocks or _OTHER_YEARS.match(normal, blocks[0].start):
        return False
    counted = any(scan_quantities(normal, block.start, block.end) for block in blocks)
    return counted or bool(ordinal_positions(normal, list(blocks)))
