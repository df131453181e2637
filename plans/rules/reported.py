"""Figures as a report states them, and to which indicator each belongs. Different figures are never made one in silence."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from plans.rules.figures import MAX_DIGITS
from plans.rules.indicators import NOT_UNASKED, Figures
from plans.rules.proposal import Observation
from plans.rules.vocabulary import FigureKind


def is_taken_unasked(figure: Observation) -> bool:
    return FigureKind(figure.class_) not in NOT_UNASKED


def can_be_kept(figure: Observation) -> bool:
    """An indicator has a name and says something, and no figure has more digits than can be reported."""
    said = figures_of(figure).said()
    return bool(figure.name.strip() and said) and all(len(text) <= MAX_DIGITS for text in said.values())


def figures_of(figure: Observation) -> Figures:
    return Figures(
        value=figure.value,
        operator=figure.operator,
        yoy=figure.yoy,
        growth=figure.growth,
        growth_basis=figure.growth_basis if figure.growth else "",
        share_of_plan=figure.share_of_plan,
        stated_gap=figure.schedule_gap,
    )


# -- whose figure it is ----------------------------------------------------------------------------------------------


@dataclass
class Known:
    """An indicator a figure may belong to: what it is called, where it stands, what is said of it in each period."""

    key: int
    name: str
    unit: str
    section_title: str
    told: dict[Any, Figures] = field(default_factory=dict)


def belongs_to(figure: Observation, known: Sequence[Known], *, period: object, section_title: str) -> Known | None:
    """The indicator of the same name and unit: one that this period says the same of, else one it says nothing of yet.

    A unit may be missing on one side, where only growth is stated. Where several would fit, the one in a section of the
    same title; where that does not decide, none: people can join two, but never part what was made one.
    """
    named = [
        row for row in known if row.name == figure.name and (not row.unit or not figure.unit or row.unit == figure.unit)
    ]
    same = [row for row in named if period in row.told and agree(row.told[period], figures_of(figure))]
    free = [row for row in named if period not in row.told]
    return _only(same, section_title) or _only(free, section_title)


def _only(rows: Sequence[Known], section_title: str) -> Known | None:
    near = rows if len(rows) < 2 else [row for row in rows if row.section_title == section_title]
    return near[0] if len(near) == 1 else None


def agree(one: Figures, other: Figures) -> bool:
    """No figure that both state differs: 26.8 and 26.80 are the same."""
    here, there = one.said(), other.said()
    return all(_number(here[name]) == _number(there[name]) for name in here.keys() & there.keys())


def _number(text: str) -> Fraction | str:
    try:
        return Fraction(text)
    except ValueError:
        return text
