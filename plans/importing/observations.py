"""Figures of the retrospective part → observations: what was reached, with growth, share of plan and lead on schedule."""

import re
from collections import Counter
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import zip_longest

from plans.importing.attributes import Figure
from plans.importing.figures import read_figures
from plans.importing.kinds import of_fall
from plans.importing.sentences import split_sentences
from plans.importing.shapes import Document, Observation, Operator, Outline, Section, Sentence
from plans.importing.units import base_unit, multiplier_of

_ATTRIBUTES = re.compile(
    "总投资|计划投资|投资计划|占地(?![区方])|总建筑|(?<!住房)建筑面积|装机|宗地|总规模|全长|总长|年产"
)
_BESIDE = 12
_CLASSES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("pipeline", re.compile("签约|框架协议|意向|储备|谋划|申报|在谈|洽谈|授信|审核|拟|推荐")),
    ("rate_state", re.compile("率|占比|覆盖|比例|人均|达标|面积达|参保|寿命|年限")),
    (
        "headline",
        re.compile(
            "生产总值|增加值|总产值|零售总额|固定资产投资|工业投资|预算收入|财政总?收入|预算支出|进出口|出口|可支配收入|纯收入|城镇新增就业|税收"
            "|存款|贷款余额|用电量|发电量|游客|旅游收入|产量"
        ),
    ),
)
_OF_PROJECT = re.compile("的[^,;。]{0,40}(?:项目|工程|社区|基地|厂|公园|中心|园区|医院|学校|基金)")
_PROJECT_UNITS = ("元", "平方米", "亩", "公顷", "吨", "千瓦")
_REPORTED_KINDS = {"retrospective", "problems"}
_FIVE_YEARS = re.compile("[这过去近]{1,2}五年|五年来|“?十[二三四五六]五”?(?:时期|期间|以来)|本届政府")
_ONE_YEAR = re.compile("20[0-9]{2}年|今年|去年")
_PARTS_FOLLOW = re.compile("其中[,:]")
_THE_GOAL = re.compile("的[^,;。]{0,4}(?:目标|要求|控制线)")  # 超额完成下降2.5%的目标
_LEAD = 40


def read_observations(document: Document, outline: Outline) -> list[Observation]:
    """Observations in document order; a child of 其中 names its parent, figures of one clause share a group."""
    observations: list[Observation] = []
    for section, follower in zip_longest(outline.sections, outline.sections[1:]):
        end = min(section.end, follower.start) if follower else section.end
        begin = section.start + len(section.marker)
        if section.kind in _REPORTED_KINDS and begin < end:
            observations += _read_section(document.normal, begin, end, section)
    return [replace(observation, id=f"O{index:03d}") for index, observation in enumerate(observations, 1)]


def _read_section(normal: str, begin: int, end: int, section: Section) -> list[Observation]:
    observations: list[Observation] = []
    earlier: list[Observation] = []
    line = at = begin
    for sentence in split_sentences(normal, begin, end):
        line = max(line, normal.rfind("\n", at, sentence.start) + 1)
        at = sentence.end
        found = _read_sentence(normal, sentence, section.id, earlier)
        whole = _FIVE_YEARS.search(section.title) and not _ONE_YEAR.search(section.title)
        if whole or _FIVE_YEARS.search(normal, line, min(line + _LEAD, sentence.end)):
            found = [_since_then(one) for one in found]
        observations += found
        earlier = found or earlier
    return observations


@dataclass
class _Parts:
    """The whole that 其中 tells the parts of, and what of it those not marked so may still be."""

    whole: Observation
    listed: bool  # the sentence begins with 其中 and holds nothing else
    within: int | None  # the clause that a 、其中 in its middle holds for
    left: Decimal | None

    def take(self, figure: Figure) -> bool:
        if self.within is not None and figure.clause != self.within:
            return False
        amount = _amount_of(figure.value, figure.unit)
        alike = base_unit(figure.unit or "") == base_unit(self.whole.unit or "") and figure.unit != "%"
        if not figure.under and not (alike and amount is not None and self.left is not None):
            return False
        if alike and amount is not None and self.left is not None:
            if not figure.under and amount > self.left and not self.listed:
                return False
            self.left -= amount
        return True


def _read_sentence(normal: str, sentence: Sentence, section: str, earlier: list[Observation]) -> list[Observation]:
    """`earlier` are those of the sentence before: 其中 may begin a sentence that tells their parts."""
    found: list[Observation] = []
    listed = _PARTS_FOLLOW.match(normal, sentence.start) is not None
    parts: _Parts | None = None
    about = ""
    for segment in sentence.segments:
        figures = _reached(read_figures(normal, segment, about=about))
        in_clause = Counter(figure.clause for figure in figures)
        parts = parts if listed else None
        for figure in figures:
            if figure.under:
                begins = segment.clauses[figure.clause].start
                leads = listed or "其中" in normal[max(begins - 3, sentence.start) : begins + 3]
                candidates = earlier if listed and not found else [one for one in found if not one.parent] or earlier
                parts = _parts_of(figure, parts, candidates, listed=listed, within=None if leads else figure.clause)
            of = parts.whole.name if parts and parts.take(figure) else None
            group = f"g{segment.start}-{figure.clause}" if in_clause[figure.clause] > 1 else None
            found.append(_observation(figure, section, of, group))
        about = figures[-1].subject if figures else about
    return found


def _reached(figures: list[Figure]) -> list[Figure]:
    """Without the goal that a figure is said to have met: 下降3.2%，超额完成下降2.5%的目标."""
    return figures[:1] + [figure for figure in figures[1:] if not _THE_GOAL.match(figure.tail)]


def _parts_of(
    figure: Figure, parts: _Parts | None, candidates: list[Observation], *, listed: bool, within: int | None
) -> _Parts | None:
    whole = _whole_of(figure, candidates)
    if whole is None or (parts and parts.whole is whole):
        return parts
    return _Parts(whole, listed, within, _amount_of(whole.value, whole.unit))


def _amount_of(value: str | None, unit: str | None) -> Decimal | None:
    return None if value is None else Decimal(value) * multiplier_of(unit or "")


def _whole_of(part: Figure, candidates: list[Observation]) -> Observation | None:
    """The nearest one counted in the same unit, or else the nearest."""
    alike = [one for one in candidates if base_unit(one.unit or "") == base_unit(part.unit or "")]
    return alike[-1] if alike else candidates[-1] if candidates else None


def _since_then(one: Observation) -> Observation:
    """In what looks back over five years a bare 增长45% is not over the year before."""
    if one.yoy is None or one.growth is not None:
        return one
    return replace(one, yoy=None, growth=one.yoy, growth_basis="period")


def _observation(figure: Figure, section: str, parent: str | None, group: str | None) -> Observation:
    return Observation(
        id="",
        section=section,
        class_=_class(figure),
        name=figure.name,
        value=figure.value,
        unit=figure.unit,
        operator=_operator(figure),
        yoy=figure.yoy,
        growth=figure.growth,
        growth_basis=figure.growth_basis,
        share_of_plan=figure.share_of_plan,
        schedule_gap=figure.schedule_gap,
        parent=parent,
        group=group,
        start=figure.start,
        end=figure.end,
        share_of_whole=figure.shares[0].quantity.value if figure.shares else None,
        flags=("respectively-unequal",) if figure.unequal else (),
    )


def _operator(figure: Figure) -> Operator:
    """Of the value, or of the rate where there is none."""
    fell = figure.value is None and (figure.yoy or figure.growth or "").startswith("-")
    return of_fall(figure.quantity.operator) if fell and figure.quantity.value[0] != "-" else figure.quantity.operator


def _class(figure: Figure) -> str:
    if figure.share_of_plan is not None:
        return "plan_progress"
    if figure.value is None:
        return "headline"
    if figure.unit == "%":
        return "rate_state"
    if figure.unit and figure.unit.endswith(_PROJECT_UNITS) and _OF_PROJECT.match(figure.tail):
        return "attribute"
    if _ATTRIBUTES.search(figure.head[-_BESIDE:]):
        return "attribute"
    words = figure.head + figure.tail
    return next((name for name, pattern in _CLASSES if pattern.search(words)), "operational")
