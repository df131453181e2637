"""Sections → measures.

The lowest explicitly numbered unit of the plan part is a measure: 一是 … inside a section, else the numbered item itself;
without numbers below a heading, each paragraph is one. 一是 inside achievements is not a measure.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace

from plans.importing.headings import ORDINAL, match_marker, ordinal_of
from plans.importing.quantities import scan_quantities
from plans.importing.sentences import enclosed, split_sentences, trim
from plans.importing.shapes import Document, Measure, Page, Section, Span

LONGEST_TITLE = 40
_ADDRESS = re.compile("各位代表|各位委员|让我们|以上报告|请予审议")  # speeches begin and end with words to the hall


def find_measures(document: Document, page: Page, sections: list[Section]) -> list[Measure]:
    drafts: list[Measure] = []
    starts = [block.start for block in page.blocks]
    first_child: dict[str | None, int] = {}
    for section in sections:
        first_child.setdefault(section.parent, section.start)
    by_id = {section.id: section for section in sections}
    for section in sections:
        if section.kind != "plan":
            continue
        leaf = section.id not in first_child
        own_end = first_child.get(section.id, section.end)
        own_blocks = page.blocks[max(bisect_right(starts, section.body) - 1, 0) : bisect_left(starts, own_end)]
        stretches = _stretches(document.normal, own_blocks, section.body, own_end)
        ordinals = ordinal_positions(document.normal, stretches)
        if ordinals:
            drafts += _ordinal_measures(document, section, ordinals, stretches[-1].end)
        elif leaf and _is_own_measure(section, stretches, document.normal):
            start = Span(section.start, section.end)
            drafts.append(_measure(document, section.id, section.marker, start, section.start + len(section.marker)))
        elif leaf:
            drafts += [_measure(document, section.id, "", stretch, stretch.start) for stretch in stretches]
    return _numbered_measures(drafts, by_id)


def _is_own_measure(section: Section, stretches: list[Span], normal: str) -> bool:
    """A numbered item below the areas; or an area whose whole text is run in behind its title."""
    if not section.marker:
        return False
    if match_marker(normal, section.start) and section.level >= 3:
        return True
    run_in = all("\n" not in normal[section.start : stretch.start] for stretch in stretches)
    return run_in and len(stretches) <= 1 and section.level >= 2


def _stretches(normal: str, blocks: tuple[Span, ...], start: int, end: int) -> list[Span]:
    """The paragraphs, or the rest of one behind a run-in heading, between two offsets."""
    spoken = (block for block in blocks if not _ADDRESS.match(normal, block.start))
    cut = (Span(max(block.start, start), min(block.end, end)) for block in spoken)
    return [
        trimmed for span in cut if span.start < span.end and (trimmed := trim(normal, span, " \n")).start < trimmed.end
    ]


def ordinal_positions(normal: str, stretches: list[Span]) -> list[int]:
    """Where 一是, 二是 … begin; they run on over paragraphs, and a paragraph may begin again from one.

    “一是” in the middle of a clause or inside quotes is none.
    """
    positions: list[int] = []
    last = 0
    for stretch in stretches:
        mask = enclosed(normal, stretch.start, stretch.end)
        for match in ORDINAL.finditer(normal, stretch.start, stretch.end):
            number = ordinal_of(match)
            begins = match.start() == stretch.start
            if mask[match.start() - stretch.start] or not (number == last + 1 or (number == 1 and begins)):
                continue
            if begins or normal[match.start() - 1] in "。;:!?, \n":
                positions.append(match.start())
                last = number
    return positions


def _ordinal_measures(document: Document, section: Section, ordinals: list[int], own_end: int) -> list[Measure]:
    ends = [*ordinals[1:], own_end]
    measures = []
    for at, end in zip(ordinals, ends, strict=True):
        match = ORDINAL.match(document.normal, at)
        assert match is not None  # noqa: S101 - found by the same pattern
        marker = match[0].rstrip(",、:")
        measures.append(
            _measure(document, section.id, marker, trim(document.normal, Span(at, end), " \n"), match.end())
        )
    return measures


def _measure(document: Document, section: str, marker: str, span: Span, title_from: int) -> Measure:
    """Titled up to the first stop; where that is further than 40 characters, by the first clause."""
    sentences = split_sentences(document.normal, title_from, span.end)
    if not sentences:
        return Measure(
            "", section, 0, 0, marker, document.text[title_from : span.end].strip(), span.start, span.end, span.end
        )
    first = sentences[0].segments[0]
    title, body = Span(first.start, first.end), past_stop(document.normal, first.end, span.end)
    if first.end - first.start > LONGEST_TITLE or (len(sentences) == 1 and len(sentences[0].segments) == 1):
        clause = first.clauses[0] if first.end - first.start > LONGEST_TITLE else title
        title, body = Span(clause.start, min(clause.end, clause.start + LONGEST_TITLE)), first.start
    if scan_quantities(document.normal, title.start, title.end):
        body = first.start  # a title with a number in it is itself something to be done
    text = document.text[title.start : title.end]
    return Measure("", section, 0, 0, marker, text, span.start, span.end, body)


def _numbered_measures(drafts: list[Measure], by_id: dict[str, Section]) -> list[Measure]:
    """Numbers areas over all plan parts and measures within their area: the first two places of every task's code."""
    areas: dict[str, int] = {}
    counts: dict[int, int] = {}
    measures = []
    for index, draft in enumerate(drafts, 1):
        area = areas.setdefault(_area_of(by_id[draft.section], by_id), len(areas) + 1)
        counts[area] = counts.get(area, 0) + 1
        measures.append(replace(draft, id=f"M{index:02d}", area=area, number=counts[area]))
    return measures


def _area_of(section: Section, by_id: dict[str, Section]) -> str:
    while section.parent and by_id[section.parent].parent:
        section = by_id[section.parent]
    return section.id


def past_stop(normal: str, at: int, end: int) -> int:
    while at < end and normal[at] in "。:;!? ,":
        at += 1
    return at
