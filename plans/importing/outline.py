"""Paragraphs → sections by their numbering and kind, with the measures of the plan part (`measures`)."""

import re
from dataclasses import replace

from plans.importing.headings import RANK_LINE, RANK_ONE, RANK_PART, Heading, kind_of, match_marker
from plans.importing.measures import LONGEST_TITLE, find_measures, ordinal_positions, past_stop
from plans.importing.periods import periods_of, region_of
from plans.importing.sentences import split_sentences, trim
from plans.importing.shapes import Document, Outline, Page, Section, SectionKind, Span

_LONGEST_HEADING = 60
_PLAN_TITLE = re.compile("工作要点|工作安排|重点任务|重点工作|工作计划|实施方案|行动方案|行动计划|任务清单")
_ANNEX = re.compile("附[件表]")
_STOP = re.compile("[。;!?]")
_HAN_WORDS = re.compile("[\u4e00-\u9fff]{3}")
_MOST_GAP = 2  # numbering runs on without gaps; one number may be lost in copying, a jump further is no heading


def read_outline(document: Document, page: Page) -> Outline:
    headings = _find_headings(document.normal, page.blocks)
    end = page.blocks[-1].end if page.blocks else 0
    sections = _with_default_plan(page, _nest(document, headings, end))
    measures = find_measures(document, page, sections)
    period, plan_period = periods_of(
        page, [section.title for section in sections if section.kind in {"plan", "targets"}]
    )
    return Outline(region_of(page), period, plan_period, tuple(sections), tuple(measures))


def _find_headings(normal: str, blocks: tuple[Span, ...]) -> list[Heading]:
    headings: list[Heading] = []
    last: dict[int, int] = {}
    line_rank = _rank_of_lines(normal, blocks)
    for index, block in enumerate(blocks):
        found = match_marker(normal, block.start)
        if found:
            rank, number, body = found
            if number != 1 and not last.get(rank, 0) < number <= last.get(rank, 0) + _MOST_GAP:
                continue
            last = {known: value for known, value in last.items() if known < rank} | {rank: number}
            headings.append(_numbered_heading(normal, block, rank, number, body))
        elif _ANNEX.match(normal, block.start) or _stands_alone(normal, blocks, index):
            rank = _rank_of_line(normal, block, line_rank)
            if rank == RANK_LINE and not headings:
                continue  # before the first part stand offices and names, not headings
            last = {known: value for known, value in last.items() if known < rank}
            title = trim(normal, block)
            headings.append(Heading(rank, None, "", title, block.start, block.end))
    return headings


def _rank_of_lines(normal: str, blocks: tuple[Span, ...]) -> int:
    """Bare lines that say what a part is for are the parts, unless 一、 came before them and numbers the parts."""
    for index, block in enumerate(blocks):
        found = match_marker(normal, block.start)
        if found:
            return RANK_LINE if found[0] <= RANK_ONE else RANK_PART
        if _stands_alone(normal, blocks, index) and kind_of(normal[block.start : block.end]) != "other":
            return RANK_PART
    return RANK_PART


def _rank_of_line(normal: str, block: Span, line_rank: int) -> int:
    """An annex ends the part before it; a line that says what a part is for is one; any other stands below an area."""
    if _ANNEX.match(normal, block.start):
        return min(line_rank, RANK_ONE)
    return line_rank if kind_of(normal[block.start : block.end]) != "other" else RANK_LINE


def _numbered_heading(normal: str, block: Span, rank: int, number: int, after_marker: int) -> Heading:
    """A title alone on its line, or run in up to the first 。, or, where that is far, no title but its first clause."""
    marker = normal[block.start : after_marker].strip()
    sentences = split_sentences(normal, after_marker, block.end)
    if not sentences:
        return Heading(rank, number, marker, Span(after_marker, block.end), block.start, block.end)
    first = sentences[0]
    ordinal = ordinal_positions(normal, [Span(first.start, first.end)])
    title = Span(first.start, ordinal[0] if ordinal and ordinal[0] > first.start else first.end)
    if title.end - title.start <= _LONGEST_HEADING:
        title = trim(normal, title)
        return Heading(rank, number, marker, title, block.start, past_stop(normal, title.end, block.end))
    return Heading(rank, number, marker, first.segments[0].clauses[0], block.start, first.start)


def _stands_alone(normal: str, blocks: tuple[Span, ...], index: int) -> bool:
    """A short line without a stop, with text or another heading below it: a list of bare lines makes no headings."""
    if not _is_bare_line(normal, blocks[index]) or index + 1 == len(blocks):
        return False
    following = blocks[index + 1]
    if match_marker(normal, following.start) is not None or _STOP.search(normal, following.start, following.end):
        return True
    below = blocks[index + 2] if index + 2 < len(blocks) else None
    return below is not None and _STOP.search(normal, below.start, below.end) is not None


def _is_bare_line(normal: str, block: Span) -> bool:
    words = normal[block.start : block.end]
    if len(words) > LONGEST_TITLE or _STOP.search(words) or words.endswith((":", ",")) or words.startswith("-"):
        return False
    return _HAN_WORDS.search(words) is not None and "各位代表" not in words


def _nest(document: Document, headings: list[Heading], end: int) -> list[Section]:
    """Ids count places ("2.3"), so that a lost or restarted number in the text cannot make two sections one."""
    sections: list[Section] = []
    open_ones: list[tuple[int, int]] = []  # rank and index of the sections that go on here
    counts: dict[str, int] = {}
    levels = {rank: level for level, rank in enumerate(sorted({heading.rank for heading in headings}), 1)}
    for index, heading in enumerate(headings):
        while open_ones and open_ones[-1][0] >= heading.rank:
            _close(document, sections, open_ones.pop()[1], heading.start)
        parent = sections[open_ones[-1][1]] if open_ones else None
        key = parent.id if parent else ""
        counts[key] = counts.get(key, 0) + 1
        title = document.text[heading.title.start : heading.title.end]
        section = Section(
            id=f"{key}.{counts[key]}" if key else str(counts[key]),
            parent=parent.id if parent else None,
            level=levels[heading.rank],
            marker=document.text[heading.start : heading.start + len(heading.marker)],
            title=title,
            kind=_kind_below(parent, title),
            start=heading.start,
            end=end,
            body=heading.body,
        )
        sections.append(section)
        open_ones.append((heading.rank, index))
    return sections


def _close(document: Document, sections: list[Section], index: int, at: int) -> None:
    start = sections[index].start
    sections[index] = replace(sections[index], end=trim(document.normal, Span(start, at), " \n").end)


def _kind_below(parent: Section | None, title: str) -> SectionKind:
    own = kind_of(title)
    if parent is not None and parent.title.startswith(("附件", "附表")):
        return "other"
    if parent is None or parent.kind == "other":
        return own
    return own if own in {"targets", "problems"} and parent.kind != "targets" and len(title) <= 20 else parent.kind


def _with_default_plan(page: Page, sections: list[Section]) -> list[Section]:
    """Where no heading says plan, what follows the retrospective is it; or all, if the document is called a plan."""
    kinds = {section.kind for section in sections}
    if "plan" in kinds:
        return sections
    if "retrospective" in kinds:
        begin = max(section.end for section in sections if section.kind == "retrospective")
    elif _PLAN_TITLE.search(page.title) and page.blocks:
        begin = page.blocks[0].start
    else:
        return sections
    if not sections:
        whole = Section("1", None, 1, "", "", "plan", begin, page.blocks[-1].end, begin)
        return [whole]
    return [
        replace(section, kind="plan") if section.kind == "other" and section.start >= begin else section
        for section in sections
    ]
