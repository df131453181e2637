"""Figures of the retrospective part → observations: what was reached, with growth, share of plan and lead on schedule."""

import re
from collections import Counter
from dataclasses import replace
from itertools import zip_longest

from plans.importing.figures import Figure, read_figures
from plans.importing.sentences import split_sentences
from plans.importing.shapes import Document, Observation, Outline, Segment

_CLASSES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("attribute", re.compile("总投资|计划投资|占地|总建筑|建筑面积|装机|宗地|总规模|全长|总长")),
    ("pipeline", re.compile("签约|框架协议|意向|储备|谋划|申报|在谈|洽谈|授信|审核|拟|推荐")),
    ("rate_state", re.compile("率|占比|覆盖|比例|人均|达标|面积达|参保")),
    (
        "headline",
        re.compile(
            "生产总值|增加值|总产值|零售总额|固定资产投资|预算收入|进出口|可支配收入|城镇新增就业|税收|存款|贷款余额|用电量|游客|旅游收入|产量"
        ),
    ),
)
_REPORTED_KINDS = {"retrospective", "problems"}


def read_observations(document: Document, outline: Outline) -> list[Observation]:
    """Observations in document order; a child of 其中 names its parent, figures of one clause share a group."""
    observations: list[Observation] = []
    for section, follower in zip_longest(outline.sections, outline.sections[1:]):
        end = min(section.end, follower.start) if follower else section.end
        begin = section.start + len(section.marker)
        if section.kind not in _REPORTED_KINDS or end <= begin:
            continue
        for sentence in split_sentences(document.normal, begin, end):
            for segment in sentence.segments:
                observations += _read_segment(document.normal, segment, section.id, observations)
    return [replace(observation, id=f"O{index:03d}") for index, observation in enumerate(observations, 1)]


def _read_segment(normal: str, segment: Segment, section: str, earlier: list[Observation]) -> list[Observation]:
    figures = read_figures(normal, segment)
    parent = earlier[-1].name if earlier and earlier[-1].section == section else None
    in_clause = Counter(figure.clause for figure in figures)
    found: list[Observation] = []
    for figure in figures:
        if figure.under and found:
            parent = found[-1].name if not found[-1].parent else found[-1].parent
        group = f"g{segment.start}-{figure.clause}" if in_clause[figure.clause] > 1 else None
        found.append(_observation(figure, section, parent if figure.under else None, group))
    return found


def _observation(figure: Figure, section: str, parent: str | None, group: str | None) -> Observation:
    return Observation(
        id="",
        section=section,
        class_=_class(figure),
        name=figure.name,
        value=figure.value,
        unit=figure.unit,
        operator=figure.quantity.operator if figure.value is not None else "=",
        yoy=figure.yoy,
        growth=figure.growth,
        growth_basis=figure.growth_basis,
        share_of_plan=figure.share_of_plan,
        schedule_gap=figure.schedule_gap,
        parent=parent,
        group=group,
        start=figure.start,
        end=figure.end,
        flags=("respectively-unequal",) if figure.unequal else (),
    )


def _class(figure: Figure) -> str:
    if figure.share_of_plan is not None:
        return "plan_progress"
    if figure.value is None:
        return "headline"
    if figure.unit == "%":
        return "rate_state"
    words = figure.head + figure.tail
    return next((name for name, pattern in _CLASSES if pattern.search(words)), "operational")
