"""Sections → measures.

The lowest explicitly numbered unit of the plan part is a measure: 一是 … inside a section, else the numbered item itself;
without numbers below a heading, each of its paragraphs is one. 一是 inside achievements is not a measure.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from itertools import pairwise

from plans.importing.clauses import Role, role_of
from plans.importing.headings import (
    BULLET,
    ORDINAL,
    RANK_DIGIT,
    before_colon,
    match_marker,
    ordinal_positions,
    past_stop,
)
from plans.importing.paragraphs import ADDRESS, ASSIGNS, leads_in
from plans.importing.parts import only_says_plan
from plans.importing.quantities import scan_quantities
from plans.importing.sentences import split_sentences, trim
from plans.importing.shapes import Document, Measure, Page, Section, Span

LONGEST_TITLE = 40
_LONGEST_TOPIC = 20
_TELLS_WHEN = re.compile("(?:20[0-9]{2}年|[今明全]年|年内|下半年|下一步|下一阶段|新的一年里?|同时|此外|.{0,10}提出)")


@dataclass(frozen=True)
class _Own:
    """A section of the plan with its own paragraphs, those of its subsections left out."""

    section: Section
    leaf: bool
    paragraphs: list[Span]

    @property
    def is_whole_part(self) -> bool:
        """“工作安排” names no work; “抓好工业” does, even where it is a part of its own."""
        return self.section.parent is None and only_says_plan(self.section.title)


def find_measures(document: Document, page: Page, sections: list[Section]) -> list[Measure]:
    starts = [block.start for block in page.blocks]
    first_child: dict[str | None, int] = {}
    for section in sections:
        first_child.setdefault(section.parent, section.start)
    drafts: list[Measure] = []
    for section in sections:
        if section.kind != "plan":
            continue
        leaf = section.id not in first_child
        end = first_child.get(section.id, section.end)
        blocks = page.blocks[max(bisect_right(starts, section.body) - 1, 0) : bisect_left(starts, end)]
        own = _Own(section, leaf, _stretches(document.normal, blocks, section.body, end))
        drafts += _measures_of(document, own)
    return _numbered_measures(drafts, {section.id: section for section in sections})


def _measures_of(document: Document, own: _Own) -> list[Measure]:
    ordinals = ordinal_positions(document.normal, own.paragraphs)
    if not own.leaf:
        if own.is_whole_part:
            return []  # what stands before the areas leads in to them
        if not ordinals:
            counted = [one for one in _working(document.normal, own) if _is_counted(document.normal, one)]
            return [
                _paragraph_measure(document, own.section, one) for one in counted if not _is_run_in(document, own, one)
            ]
    if ordinals:
        return _ordinal_measures(document, own, ordinals)
    working = _working(document.normal, own)
    if _is_own_measure(document.normal, own, working):
        return [_section_measure(document, own.section, _end_of(document.normal, own, working))]
    working = _under_topic_lines(document.normal, working)
    run_in = [one for one in working if _is_run_in(document, own, one)]
    return [_section_measure(document, own.section, one.end) for one in run_in if _says_more(document.normal, one)] + [
        _paragraph_measure(document, own.section, one) for one in working if one not in run_in
    ]


def _stretches(normal: str, blocks: tuple[Span, ...], start: int, end: int) -> list[Span]:
    """The paragraphs, or the rest of one behind a run-in heading, between two offsets; no words to the hall."""
    spoken = (
        block for block in blocks if not (ADDRESS.match(normal, block.start) or ASSIGNS.match(normal, block.start))
    )
    cut = (Span(max(block.start, start), min(block.end, end)) for block in spoken)
    return [
        trimmed for span in cut if span.start < span.end and (trimmed := trim(normal, span, " \n")).start < trimmed.end
    ]


def _working(normal: str, own: _Own) -> list[Span]:
    """The paragraphs that hold work, without those that lead in to it."""
    last = len(own.paragraphs) - 1
    found = [
        one
        for index, one in enumerate(own.paragraphs)
        if not leads_in(normal, one, first=index == 0, goes_on=index < last or not own.leaf)
        and not (index == 0 and last > 0 and _only_sets_the_scene(normal, one))
    ]
    return found if found or not own.leaf or own.is_whole_part else own.paragraphs


def _only_sets_the_scene(normal: str, paragraph: Span) -> bool:
    """坚持…，围绕…，促进…: nothing in it that somebody does."""
    sentences = split_sentences(normal, paragraph.start, paragraph.end)
    roles = [role_of(normal, clause) for one in sentences for segment in one.segments for clause in segment.clauses]
    return roles[:1] == [Role.BACKGROUND] and len(roles) > 1 and {Role.ACTION, Role.SUPPORT}.isdisjoint(roles)


def _under_topic_lines(normal: str, paragraphs: list[Span]) -> list[Span]:
    """“加强管护。” on a line of its own and the paragraph below it are one: titled by the line."""
    lines = [_is_topic_line(normal, one) for one in paragraphs]
    alternate = len(lines) % 2 == 0 and len(lines) > 2 and lines == [True, False] * (len(lines) // 2)
    found: list[Span] = []
    for index, (paragraph, line) in enumerate(zip(paragraphs, lines, strict=True)):
        above = index > 0 and lines[index - 1] and not line and _is_next(normal, paragraphs[index - 1], paragraph)
        if above and (alternate or not _has_topic(normal, paragraph)):
            found[-1] = Span(found[-1].start, paragraph.end)
        else:
            found.append(paragraph)
    return found


def _is_next(normal: str, above: Span, paragraph: Span) -> bool:
    """At most one line lies empty between them."""
    return normal.count("\n", above.end, paragraph.start) <= 2


def _is_topic_line(normal: str, paragraph: Span) -> bool:
    short = paragraph.end - paragraph.start <= LONGEST_TITLE and normal[paragraph.end - 1] == "。"
    return (
        short
        and len(split_sentences(normal, paragraph.start, paragraph.end)) == 1
        and not _is_counted(normal, paragraph)
    )


def _has_topic(normal: str, paragraph: Span) -> bool:
    """Whether it begins with a short sentence of its own, or a number or bullet."""
    if match_marker(normal, paragraph.start) or BULLET.match(normal, paragraph.start):
        return True
    sentences = split_sentences(normal, paragraph.start, paragraph.end)
    first = Span(sentences[0].start, sentences[0].end)
    brief = first.end - first.start <= _LONGEST_TOPIC and "," not in normal[first.start : first.end]
    return len(sentences) > 1 and brief and not _is_counted(normal, first)


def _is_own_measure(normal: str, own: _Own, working: list[Span]) -> bool:
    """A numbered item, or a heading of its own words with one paragraph at most."""
    section = own.section
    marker = match_marker(normal, section.start) if section.marker else None
    if marker and (marker[0] >= RANK_DIGIT or section.level >= 3):
        return True
    return len(working) <= 1 and not own.is_whole_part and bool(section.title)


def _end_of(normal: str, own: _Own, working: list[Span]) -> int:
    """Without the words to the hall, or about the years to come, that stand below the last item."""
    paragraphs = working or own.paragraphs
    return paragraphs[-1].end if paragraphs else trim(normal, Span(own.section.start, own.section.body), " \n").end


def _is_run_in(document: Document, own: _Own, paragraph: Span) -> bool:
    """The rest of the heading's own paragraph."""
    line_end = document.normal.find("\n", own.section.start)
    return own.section.body <= paragraph.start and (paragraph.start < line_end or line_end < 0)


def _says_more(normal: str, rest: Span) -> bool:
    """Behind a run-in title one sentence without a number only says what the paragraphs below are for."""
    return len(split_sentences(normal, rest.start, rest.end)) > 1 or _is_counted(normal, rest)


def _is_counted(normal: str, paragraph: Span) -> bool:
    return bool(scan_quantities(normal, paragraph.start, paragraph.end))


def _ordinal_measures(document: Document, own: _Own, ordinals: list[int]) -> list[Measure]:
    """Each runs to the next; the last one to the end of its paragraph, where that says more than its title."""
    normal = document.normal
    paragraphs = own.paragraphs
    starts = [one.start for one in paragraphs]
    homes = [bisect_right(starts, at) - 1 for at in ordinals]
    goes_on = any(other - home > 1 for home, other in pairwise(homes))
    last_end = paragraphs[homes[-1]].end
    alone = len(split_sentences(normal, ordinals[-1], last_end)) <= 1
    followers = [] if goes_on or alone else paragraphs[homes[-1] + 1 :]
    if not followers:
        last_end = paragraphs[-1].end
    measures = []
    for at, end in zip(ordinals, [*ordinals[1:], last_end], strict=True):
        match = ORDINAL.match(normal, at)
        assert match is not None  # noqa: S101 - found by the same pattern
        span = trim(normal, Span(at, end), " \n")
        measures.append(_measure(document, own.section.id, match[0].rstrip(",、:"), span, match.end()))
    return measures + [
        _paragraph_measure(document, own.section, one)
        for one in followers
        if not leads_in(normal, one, first=False, goes_on=False)
    ]


def _section_measure(document: Document, section: Section, end: int) -> Measure:
    start = section.start + len(section.marker)
    return _measure(document, section.id, section.marker, Span(section.start, end), start)


def _paragraph_measure(document: Document, section: Section, paragraph: Span) -> Measure:
    bullet = BULLET.match(document.normal, paragraph.start)
    after = bullet.end() if bullet and bullet.end() < paragraph.end else paragraph.start
    return _measure(document, section.id, document.text[paragraph.start : after], paragraph, after)


def _measure(document: Document, section: str, marker: str, span: Span, title_from: int) -> Measure:
    """Titled up to the first stop or colon; where that is further than 40 characters, by the first clause."""
    normal = document.normal
    sentences = split_sentences(normal, title_from, span.end)
    if not sentences:
        words = document.text[title_from : span.end].strip()
        return Measure("", section, 0, 0, marker, words, span.start, span.end, span.end)
    first = sentences[0].segments[0]
    title = before_colon(normal, Span(first.start, first.end)) or Span(first.start, first.end)
    body = past_stop(normal, title.end, span.end)
    if title.end - title.start > LONGEST_TITLE or body >= span.end:
        clause = _first_that_says(normal, first.clauses) if title.end - title.start > LONGEST_TITLE else title
        title, body = Span(clause.start, min(clause.end, clause.start + LONGEST_TITLE)), first.start
    rest = split_sentences(normal, body, span.end)
    if _is_counted(normal, title) or all(ASSIGNS.match(normal, one.start) for one in rest):
        body = first.start  # a title with a number in it, or with nothing below, is itself something to be done
    return Measure("", section, 0, 0, marker, document.text[title.start : title.end], span.start, span.end, body)


def _first_that_says(normal: str, clauses: tuple[Span, ...]) -> Span:
    """Not “2032年,” alone."""
    return next((one for one in clauses if not _TELLS_WHEN.fullmatch(normal, one.start, one.end)), clauses[0])


def _numbered_measures(drafts: list[Measure], by_id: dict[str, Section]) -> list[Measure]:
    """Numbers areas over all plan parts and measures within their area: the first two places of every task's code."""
    areas: dict[str, int] = {}
    counts: dict[int, int] = {}
    measures = []
    for index, draft in enumerate(sorted(drafts, key=lambda draft: draft.start), 1):
        area = areas.setdefault(_area_of(draft, by_id), len(areas) + 1)
        counts[area] = counts.get(area, 0) + 1
        measures.append(replace(draft, id=f"M{index:02d}", area=area, number=counts[area]))
    return measures


def _area_of(measure: Measure, by_id: dict[str, Section]) -> str:
    """The highest section around it that names an area of work; a numbered item by itself is no area."""
    path = [by_id[measure.section]]
    while path[0].parent:
        path.insert(0, by_id[path[0].parent])
    areas = [one for one in path if not (one.parent is None and only_says_plan(one.title))]
    if areas and areas[0].parent and areas[0].marker[:1].isdigit():
        return areas[0].parent
    return areas[0].id if areas else path[-1].id
