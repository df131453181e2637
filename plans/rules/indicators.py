"""Indicators (指标) and their dated values: what is known of them, and the body that an issue freezes for each.

Figures are text as written. Each knows its own origin: a report says some of them, people add others, and what people
put right keeps what it was before.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Any

from plans.rules.digest import Json
from plans.rules.figures import exact, percent
from plans.rules.frozen import day_json, origin_json, passage_json, section_json
from plans.rules.periods import Period
from plans.rules.publication import SCHEMA
from plans.rules.records import OriginRecord, PassageRecord, SectionRecord
from plans.rules.schedule import scheduled_share
from plans.rules.shapes import TargetFacts
from plans.rules.vocabulary import (
    CorrectionKind,
    Direction,
    FigureKind,
    Force,
    Frequency,
    Operator,
    Origin,
    ScheduleRule,
    TargetKind,
)

NOT_UNASKED = frozenset({FigureKind.PIPELINE, FigureKind.ATTRIBUTE})
"""What is only intended, and what merely describes a project, becomes an indicator only where a person wants it."""


@dataclass(frozen=True)
class Figures:
    """What is said of an indicator for one period; empty where nothing is. Shares and rates in %, the gap in points."""

    value: str = ""
    operator: str = Operator.EQUAL.value
    yoy: str = ""
    growth: str = ""
    growth_basis: str = ""
    share_of_plan: str = ""
    stated_gap: str = ""
    average: str = ""
    rank: str = ""

    def said(self) -> dict[str, str]:
        """Figure by figure; an operator belongs to its value, a basis to its growth."""
        return {
            name: text
            for name in FIGURES
            if (text := getattr(self, name)) and not (name == "operator" and not self.value)
        }

    @property
    def gap_pp(self) -> Fraction | None:
        """The stated lead or lag."""
        return Fraction(self.stated_gap) if self.stated_gap else None

    def ahead_of(self, scheduled: Fraction) -> Fraction:
        """Points between the share of the annual plan and a schedule; only where a share is stated."""
        return Fraction(self.share_of_plan) - scheduled * 100

    def filled_from(self, other: "Figures") -> "Figures":
        """With what another statement of the same adds to it."""
        missing = {name: text for name, text in other.said().items() if name not in self.said()}
        return replace(self, **missing)


FIGURES = tuple(item.name for item in fields(Figures))
SIDE_FIGURES = frozenset({"operator", "growth_basis"})
"""These qualify another figure; a correction names that one."""


@dataclass(frozen=True)
class Version:
    """One statement of the figures of a period, and who made it. `correction` says of what kind its changes are."""

    figures: Figures
    origin: OriginRecord
    correction: CorrectionKind | None = None


@dataclass(frozen=True)
class Change:
    """A figure that was put right."""

    field: str
    was: str
    now: str
    kind: CorrectionKind
    reason: str


@dataclass(frozen=True)
class PlacedPassage:
    """Words of the document, with the number of the section they stand in."""

    passage: PassageRecord
    section: str


@dataclass(frozen=True)
class ValueRecord:
    """The figures of one period. `parent` is the code of the indicator of which this is a part (其中).

    `stated` is what the document itself says where people put it right.
    """

    period: Period
    figures: Figures
    kind: FigureKind
    origins: Mapping[str, OriginRecord]
    parent: str = ""
    releasable_on: date | None = None
    passages: tuple[PlacedPassage, ...] = ()
    changes: tuple[Change, ...] = ()
    stated: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class IndicatorRecord:
    """An indicator with its values, the newest period first. `origins` by the name of the field."""

    code: str
    name: str
    unit: str
    section: SectionRecord | None
    area: SectionRecord | None
    origins: Mapping[str, OriginRecord]
    frequency: Frequency | None = None
    source_unit: str = ""
    nature: Force | None = None
    direction: Direction | None = None
    goal: str = ""
    goal_operator: str = Operator.EQUAL.value
    is_public: bool = True
    values: tuple[ValueRecord, ...] = ()


# -- versions --------------------------------------------------------------------------------------------------------


def stated(versions: Sequence[Version], repeats: Sequence[Version] = ()) -> Figures:
    """What holds now: the last version. As long as nobody has put it right, repeats add what the first leaves out."""
    return with_repeats(versions, repeats)[-1].figures


def with_repeats(versions: Sequence[Version], repeats: Sequence[Version]) -> list[Version]:
    """The same document may state a figure twice: both together are its first version."""
    first = versions[0].figures
    for repeat in repeats:
        first = first.filled_from(repeat.figures)
    return [replace(versions[0], figures=first), *versions[1:]]


def origins_of(versions: Sequence[tuple[Mapping[str, str], OriginRecord]]) -> dict[str, OriginRecord]:
    """By field, who said what it holds now: the version in which it last changed. Oldest version first."""
    found: dict[str, OriginRecord] = {}
    before: Mapping[str, str] = {}
    for said, origin in versions:
        changed = {name: origin for name, text in said.items() if before.get(name) != text}
        found = {name: row for name, row in found.items() if name in said} | changed
        before = said
    return found


def changes_of(versions: Sequence[Version]) -> tuple[Change, ...]:
    """Figures that were given and then became others, oldest first; what was merely added is no change."""
    found = []
    for before, after in pairwise(versions):
        now = after.figures.said()
        kind = after.correction or CorrectionKind.ERROR
        found += [
            Change(name, was, now.get(name, ""), kind, after.origin.reason)
            for name, was in before.figures.said().items()
            if name not in SIDE_FIGURES and now.get(name, "") != was
        ]
    return tuple(found)


def stated_otherwise(versions: Sequence[Version]) -> dict[str, str]:
    """What the document says, figure by figure, where something else holds now."""
    first, now = versions[0], versions[-1].figures.said()
    if first.origin.kind is not Origin.PLAN:
        return {}
    return {name: text for name, text in first.figures.said().items() if now.get(name) != text}


# -- what a series may show ------------------------------------------------------------------------------------------


def released(records: Iterable[IndicatorRecord], *, on: date | None) -> tuple[IndicatorRecord, ...]:
    """What may go out on a day; without a day everything that has a value, as internal issues show it.

    An indicator that may not be shown is not named as the whole of which another is a part, either.
    """
    kept = [replace(record, values=_released_values(record, on)) for record in records]
    kept = [record for record in kept if record.values]
    codes = {record.code for record in kept}
    return tuple(
        replace(
            record,
            values=tuple(value if value.parent in codes else replace(value, parent="") for value in record.values),
        )
        for record in kept
    )


def _released_values(record: IndicatorRecord, on: date | None) -> tuple[ValueRecord, ...]:
    if on is None:
        return record.values
    if not record.is_public:
        return ()
    return tuple(value for value in record.values if value.releasable_on is None or value.releasable_on <= on)


# -- the frozen body -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ListedCorrection:
    """A change of a figure that issue `number` of the series printed first."""

    value: ValueRecord
    change: Change
    number: str


def indicator_body(
    record: IndicatorRecord, *, place: int, names: Mapping[str, str], corrections: Sequence[ListedCorrection] = ()
) -> dict[str, Json]:
    """The frozen content of one indicator. `names` are those of all indicators of the issue, by code."""
    return {
        "schema": SCHEMA,
        "code": record.code,
        "place": str(place),
        "name": record.name,
        "unit": record.unit,
        "section": section_json(record.section) if record.section else None,
        "area": section_json(record.area) if record.area else None,
        "frequency": record.frequency.value if record.frequency else None,
        "source_unit": record.source_unit or None,
        "nature": record.nature.value if record.nature else None,
        "direction": record.direction.value if record.direction else None,
        "goal": record.goal or None,
        "goal_operator": record.goal_operator,
        "origins": {name: origin_json(origin) for name, origin in record.origins.items()},
        "values": [_value(value, names) for value in record.values],
        "corrections": [_correction(record, listed) for listed in corrections],
    }


def _value(value: ValueRecord, names: Mapping[str, str]) -> dict[str, Json]:
    """`stated` only where something was put right: the bodies of all others stay what they were before it was kept."""
    said = value.figures.said()
    return {
        "period": _period(value.period),
        "kind": value.kind.value,
        "parent": {"code": value.parent, "name": names[value.parent]} if value.parent else None,
        **{name: said.get(name) for name in FIGURES},
        "calendar": calendar_figure(value),
        "releasable_on": day_json(value.releasable_on),
        "origins": {name: origin_json(origin) for name, origin in value.origins.items()},
        "passages": [passage_json(placed.passage) | {"section": placed.section} for placed in value.passages],
        **({"stated": dict(value.stated)} if value.stated else {}),
    }


def _period(period: Period) -> dict[str, Json]:
    return {"label": period.label, "start_on": period.start_on.isoformat(), "end_on": period.end_on.isoformat()}


def calendar_figure(value: ValueRecord) -> dict[str, Json] | None:
    """How much of the annual plan the calendar would have done; only where a share is stated and no lead or lag.

    It explains and judges nothing: what the report does not say, nobody says for it.
    """
    if not value.figures.share_of_plan or value.figures.stated_gap:
        return None
    end_on = value.period.end_on
    year = TargetFacts(
        key="year",
        name="",
        kind=TargetKind.CUMULATIVE,
        start_on=date(end_on.year, 1, 1),
        due_on=date(end_on.year, 12, 31),
        goal=Fraction(1),
    )
    scheduled = scheduled_share(year, as_of=end_on)
    return {
        "rule": ScheduleRule.MONTHS.value,
        "start_on": year.start_on.isoformat(),
        "due_on": year.due_on.isoformat(),
        "scheduled": exact(scheduled),
        "scheduled_percent": percent(scheduled),
    }


UNITS = {"yoy": "%", "growth": "%", "share_of_plan": "%", "stated_gap": "个百分点", "average": "", "rank": ""}
"""What a corrected figure is counted in; a value in the unit of its indicator."""


def _correction(record: IndicatorRecord, listed: ListedCorrection) -> dict[str, Json]:
    change = listed.change
    return {
        "field": change.field,
        "name": record.name,
        "unit": UNITS.get(change.field, record.unit),
        "number": listed.number,
        "as_of": listed.value.period.end_on.isoformat(),
        "was": change.was,
        "now": change.now,
        "kind": change.kind.value,
        "reason": change.reason,
    }


def content_of(body: Mapping[str, Any]) -> dict[str, Any]:
    """What a body says of its indicator, wherever it stands in an issue: to see whether something new is told."""
    return {name: part for name, part in body.items() if name not in {"schema", "place", "corrections"}}


def indicator_columns(body: Mapping[str, Any]) -> dict[str, str | int | None]:
    """The columns a published indicator is sorted and filtered by."""
    section, area, newest = body["section"], body["area"], body["values"][0]
    words = [body["code"], body["name"], body["source_unit"] or "", *(row["text"] for row in newest["passages"])]
    return {
        "place": int(body["place"]),
        "name": body["name"],
        "area": area["number"] if area else "",
        "section": section["number"] if section else "",
        "kind": newest["kind"],
        "words": "\n".join(words).casefold(),
    }


EMPTY_INDICATOR_COLUMNS: dict[str, str | None] = {
    "place": None,
    "name": "",
    "area": "",
    "section": "",
    "kind": "",
    "words": "",
}
"""The same columns of a withheld row."""


# -- corrections -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Printed:
    """What one issue of a series said of an indicator: by the span of the period and the figure, as text."""

    number: str
    figures: Mapping[tuple[date, date], Mapping[str, str]] = field(default_factory=dict)


def listed_corrections(record: IndicatorRecord, printed: Sequence[Printed]) -> tuple[ListedCorrection, ...]:
    """Figures that the last readable issue printed otherwise; `printed` has the issues of this indicator in order.

    A change of what this series never printed is not listed in it: nobody was told the wrong figure.
    """
    found = []
    for value in record.values:
        told = [(row.number, row.figures[value.period.span]) for row in printed if value.period.span in row.figures]
        if not told:
            continue
        last = told[-1][1]
        for name, now in ((name, value.figures.said().get(name, "")) for name in last if name not in SIDE_FIGURES):
            change = next((row for row in reversed(value.changes) if (row.field, row.now) == (name, now)), None)
            if last[name] != now and change is not None:
                first = next(number for number, said in told if said.get(name) == last[name])
                found.append(ListedCorrection(value, replace(change, was=last[name]), first))
    return tuple(found)
