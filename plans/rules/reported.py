"""Figures as a report states them, and to which indicator each belongs. Different figures are never made one in silence."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Protocol

from plans.rules.figures import MAX_DIGITS
from plans.rules.indicators import NOT_UNASKED, Figures
from plans.rules.vocabulary import FigureKind


class ReportedFigure(Protocol):
    """What a reading gives for a figure, empty text where it gives nothing; `own_words` where a person worded it."""

    @property
    def section(self) -> str: ...
    @property
    def class_(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def value(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def operator(self) -> str: ...
    @property
    def yoy(self) -> str: ...
    @property
    def growth(self) -> str: ...
    @property
    def growth_basis(self) -> str: ...
    @property
    def share_of_plan(self) -> str: ...
    @property
    def schedule_gap(self) -> str: ...
    @property
    def parent(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def own_words(self) -> bool: ...


@dataclass(frozen=True)
class ReadFigure:
    """A figure of the JSON of `read_plan`, as it was read."""

    id: str
    section: str
    class_: str
    name: str
    value: str
    unit: str
    operator: str
    yoy: str
    growth: str
    growth_basis: str
    share_of_plan: str
    schedule_gap: str
    parent: str
    start: int
    end: int
    own_words: bool = False


def figures_read(items: Iterable[Mapping[str, Any]]) -> list[ReadFigure]:
    return [_read(item) for item in items]


def _read(item: Mapping[str, Any]) -> ReadFigure:
    return ReadFigure(
        id=item["id"],
        section=item["section"] or "",
        class_=item["class"],
        name=item["name"],
        value=(item["value"] or "").replace(",", ""),
        unit=item["unit"] or "",
        operator=item["operator"],
        yoy=item["yoy"] or "",
        growth=item["growth"] or "",
        growth_basis=item["growth_basis"] or "",
        share_of_plan=item["share_of_plan"] or "",
        schedule_gap=item["schedule_gap"] or "",
        parent=item["parent"] or "",
        start=item["start"],
        end=item["end"],
    )


def is_taken_unasked(figure: ReportedFigure) -> bool:
    return FigureKind(figure.class_) not in NOT_UNASKED


def can_be_kept(figure: ReportedFigure) -> bool:
    """An indicator has a name and says something, and no figure has more digits than can be reported."""
    said = figures_of(figure).said()
    return bool(figure.name.strip() and said) and all(len(text) <= MAX_DIGITS for text in said.values())


def figures_of(figure: ReportedFigure) -> Figures:
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


def belongs_to(figure: ReportedFigure, known: Sequence[Known], *, period: object, section_title: str) -> Known | None:
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
