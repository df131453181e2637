"""Paragraphs → sections by their numbering and kind, with the measures of the plan part (`measures`)."""

import re
from dataclasses import replace

from plans.importing.closings import with_closings
from plans.importing.headings import (
    BULLET,
    RANK_BRACKET,
    RANK_LINE,
    RANK_ONE,
    RANK_PART,
    Heading,
    match_marker,
    numbered_heading,
)
from plans.importing.measures import LONGEST_TITLE, find_measures
from plans.importing.paragraphs import ADDRESS, ASSIGNS
from plans.importing.parts import is_aside, kind_below, kind_of, names_a_part, says_no_work
from plans.importing.periods import Years, periods_of, region_of
from plans.importing.quantities import scan_quantities
from plans.importing.sentences import trim
from plans.importing.shapes import Document, Outline, Page, Section, SectionKind, Span
from plans.importing.tenses import as_all_others, by_title, with_tenses, with_those_that_look_back

_PLAN_TITLE = re.compile(
    "工作要点|工作安排|重点任务|重点工作|工作计划|实施方案|行动方案|行动计划|任务清单|任务分解|民生实事|办实事|工作方案|工作思路|工作打算"
)
_LOOKS_BACK = re.compile("情况|总结|回顾|工作报告(?:$|[(（])")
_ANNEX = re.compile("附[件表录](?:[0-9一二三四五六七八九十]{1,2})?(?:[:. ]|$)|附[件表]")
_STOP = re.compile("[。;!?]")
_HAN_WORDS = re.compile("[\u4e00-\u9fff]{3}")
_MOST_GAP = 2  # numbering runs on without gaps; one number may be lost in copying, a jump further is no heading
_MOST_SKIPPED = 4  # where it stands on a line of its own


def read_outline(document: Document, page: Page) -> Outline:
    headings = _find_headings(document, page.blocks)
    end = page.blocks[-1].end if page.blocks else 0
    sections = _with_kinds(document, page, _nest(document, headings, end))
    measures = find_measures(document, page, sections)
    period, plan_period = periods_of(page, Years.of(document, sections))
    return Outline(region_of(document, page), period, plan_period, tuple(sections), tuple(measures))


def _with_kinds(document: Document, page: Page, sections: list[Section]) -> list[Section]:
    """The kinds headings give; for the rest those of their years and words, of the place they stand in, of the title."""
    is_plan = _is_called_plan(page)
    sections = _by_years(sections)
    headed = is_plan or any(section.kind in {"plan", "retrospective"} for section in sections)
    sections = with_those_that_look_back(document, page, sections, strictly=is_plan)
    sections = _with_default_plan(page, sections, is_plan=is_plan, headed=headed)
    sections = with_tenses(document, page, sections, headed=headed)
    sections = sections if headed else as_all_others(sections)
    return with_closings(document, page, by_title(page, sections))


def _is_called_plan(page: Page) -> bool:
    return _PLAN_TITLE.search(page.title) is not None and _LOOKS_BACK.search(page.title) is None


def _find_headings(document: Document, blocks: tuple[Span, ...]) -> list[Heading]:
    normal = document.normal
    headings: list[Heading] = []
    last: dict[int, int] = {}
    ever: dict[int, int] = {}  # numbers may run on from one area into the next
    line_rank = _rank_of_lines(document, blocks)
    for index, block in enumerate(blocks):
        found = match_marker(normal, block.start)
        if found:
            rank, number, body = found
            runs_on = last.get(rank, 0) < number <= last.get(rank, 0) + _MOST_GAP or number == ever.get(rank, 0) + 1
            excerpt = rank in {RANK_ONE, RANK_BRACKET} and rank not in ever  # may begin with any number
            if number != 1 and not (runs_on or excerpt or _skips(document, block, rank, number - last.get(rank, 0))):
                continue
            last = {known: value for known, value in last.items() if known < rank} | {rank: number}
            ever[rank] = number
            headings.append(numbered_heading(normal, block, rank, number, body))
        elif _ANNEX.match(normal, block.start) or _stands_alone(document, blocks, index):
            rank = _rank_of_line(normal, block, line_rank)
            if rank == RANK_LINE and not headings:
                continue  # before the first part stand offices and names, not headings
            last = {known: value for known, value in last.items() if known < rank}
            title = trim(normal, block)
            headings.append(Heading(rank, None, "", title, block.start, block.end))
    return headings


def _skips(document: Document, block: Span, rank: int, gap: int) -> bool:
    """一、 or （一） alone on its line: a report may lose some numbers, or give one twice."""
    return rank in {RANK_ONE, RANK_BRACKET} and 0 <= gap <= _MOST_SKIPPED and _is_bare_line(document, block)


def _rank_of_lines(document: Document, blocks: tuple[Span, ...]) -> int:
    """Bare lines that say what a part is for are the parts, unless 一、 came before them and numbers the parts."""
    normal = document.normal
    for index, block in enumerate(blocks):
        found = match_marker(normal, block.start)
        if found:
            return RANK_LINE if found[0] <= RANK_ONE else RANK_PART
        words = normal[block.start : block.end]
        if _stands_alone(document, blocks, index) and (kind_of(words) != "other" or names_a_part(words)):
            return RANK_PART
    return RANK_PART


def _rank_of_line(normal: str, block: Span, line_rank: int) -> int:
    """An annex ends the part before it; a line that says what a part is for is one; any other stands below an area."""
    words = normal[block.start : block.end]
    if _ANNEX.match(words):
        return min(line_rank, RANK_ONE)
    return line_rank if kind_of(words) != "other" or is_aside(words) or names_a_part(words) else RANK_LINE


def _stands_alone(document: Document, blocks: tuple[Span, ...], index: int) -> bool:
    """A short line without a stop, with text or another heading below it: a list of bare lines makes no headings."""
    normal = document.normal
    if index + 1 == len(blocks):
        return False
    if names_a_part(normal[blocks[index].start : blocks[index].end]):
        return True
    if not _is_bare_line(document, blocks[index]):
        return False
    following = blocks[index + 1]
    words = normal[blocks[index].start : blocks[index].end]
    if kind_of(words) == "other" and scan_quantities(normal, blocks[index].start, blocks[index].end):
        return False  # 新增企业3家 is an item
    if match_marker(normal, following.start) or BULLET.match(normal, following.start):
        return True
    if _STOP.search(normal, following.start, following.end):
        return True
    below = blocks[index + 2] if index + 2 < len(blocks) else None
    return below is not None and _STOP.search(normal, below.start, below.end) is not None


def _is_bare_line(document: Document, block: Span) -> bool:
    words = document.normal[block.start : block.end]
    if len(words) > LONGEST_TITLE or _STOP.search(words) or words.endswith((":", ",")) or BULLET.match(words):
        return False
    if "\t" in document.text[block.start : block.end] or ADDRESS.match(words) or ASSIGNS.match(words):
        return False
    return _HAN_WORDS.search(words) is not None


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
    if parent is None:
        return kind_of(title)
    if is_aside(parent.title):
        return "other"
    return kind_of(title) if parent.kind == "other" else kind_below(parent.kind, title)


def _with_default_plan(page: Page, sections: list[Section], *, is_plan: bool, headed: bool) -> list[Section]:
    """In a document called a plan all is plan that says nothing else, and what comes before the first heading states
    its goals; in a report, what follows the first plan part, or the retrospective and goals where no heading says plan.
    """
    if is_plan and page.blocks:
        begin = page.blocks[0].start
        if not sections:
            return [Section("1", None, 1, "", "", "plan", begin, page.blocks[-1].end, begin)]
        if sections[0].start > begin and not any(one.kind == "retrospective" for one in sections):
            preface = Section("0", None, 1, "", "", "targets", begin, _end_before(page, sections[0].start), begin)
            return [preface, *_planned_from(begin, sections)]
        return _planned_from(begin, sections) if sections[0].kind != "retrospective" else _after_parts(sections)
    return _after_parts(sections) if headed or any(one.kind == "targets" for one in sections) else sections


def _after_parts(sections: list[Section]) -> list[Section]:
    plans = [section.start for section in sections if section.kind == "plan"]
    if plans:
        return _planned_from(min(plans), sections)
    before = [section.end for section in sections if section.kind in {"retrospective", "targets"}]
    return _planned_from(max(before), sections) if before else sections


def _planned_from(begin: int, sections: list[Section]) -> list[Section]:
    """What says nothing of its own is plan from here on, unless it stands aside or below what does."""
    aside: set[str] = set()
    planned = []
    for section in sections:
        if is_aside(section.title) or says_no_work(section.title) or section.parent in aside:
            aside.add(section.id)
        unsaid = section.kind == "other" and section.start >= begin and section.id not in aside
        planned.append(replace(section, kind="plan") if unsaid else section)
    return planned


def _by_years(sections: list[Section]) -> list[Section]:
    """“2031年工作” beside “2032年工作”: the part of the earlier year looks back; so do bare years, and the last plans."""
    years = {section.id: Years.newest(section.title) for section in sections if section.parent is None}
    newest = max((year for year in years.values() if year), default=None)
    if newest is None:
        return sections
    several = len({year for year in years.values() if year}) > 1
    earlier = {key for key, year in years.items() if (year or newest) < newest}

    def turned(section: Section) -> Section:
        own = section.id.partition(".")[0]
        if section.kind == "plan" and own in earlier:
            return replace(section, kind="retrospective")
        if several and section.kind == "other" and names_a_part(section.title) and years.get(section.id):
            return replace(section, kind="retrospective" if own in earlier else "plan")
        return section

    return [turned(section) for section in sections]


def _end_before(page: Page, at: int) -> int:
    return max(block.end for block in page.blocks if block.start < at)
