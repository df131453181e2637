"""The living record of a plan: its indicators with every dated value, as they stand now. A constant number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from plans.models import Indicator, IndicatorTerms, Observation, Plan, Section, SourceDocument
from plans.queries.living import origin_of, section_of
from plans.queries.proposal import load_proposal, load_source
from plans.rules.indicators import (
    Figures,
    IndicatorRecord,
    PlacedPassage,
    ValueRecord,
    Version,
    changes_of,
    origins_of,
    stated_otherwise,
    with_repeats,
)
from plans.rules.periods import Period
from plans.rules.proposal import Observation as ReadObservation
from plans.rules.records import PassageRecord, SectionRecord
from plans.rules.reported import Known, can_be_kept
from plans.rules.vocabulary import CorrectionKind, Direction, FigureKind, Force, Frequency

TERMS = ("name", "unit", "frequency", "source_unit", "nature", "direction")
AFTER_ALL = 1 << 62
"""Sorts what stands in no document after everything that does."""
Span = tuple[date, date]


@dataclass
class Entry:
    """An indicator with its record and the rows behind it, oldest first: of its terms, and of each period's value.

    A second statement of the same (`repeats`) is not among them.
    """

    row: Indicator
    record: IndicatorRecord
    terms: list[IndicatorTerms]
    values: dict[Span, list[Observation]]

    @property
    def is_withdrawn(self) -> bool:
        return self.terms[-1].withdrawn


def load_indicator_records(plan: Plan) -> tuple[IndicatorRecord, ...]:
    """In the order of the document; what stands in none at the end. Withdrawn ones are left out."""
    return tuple(entry.record for entry in load_entries(plan) if not entry.is_withdrawn)


def load_entries(plan: Plan) -> tuple[Entry, ...]:
    """The same with their rows, withdrawn ones too."""
    rows = list(Indicator.objects.filter(plan=plan).select_related("section__parent__parent"))
    terms = _chains(IndicatorTerms.objects.filter(indicator__plan=plan).select_related("decision").order_by("pk"))
    observed = list(
        Observation.objects.filter(indicator__plan=plan).select_related("decision", "passage", "parent").order_by("pk")
    )
    values: dict[int, list[list[Observation]]] = defaultdict(list)
    for chain in _chains(row for row in observed if row.repeats_id is None):
        values[chain[0].indicator_id].append(chain)
    repeats: dict[int, list[Observation]] = defaultdict(list)
    for row in observed:
        if row.repeats_id is not None:
            repeats[row.repeats_id].append(row)
    by_indicator = {chain[0].indicator_id: chain for chain in terms}
    places = _Places(plan)
    entries = [_entry(row, by_indicator[row.pk], values[row.pk], repeats, places) for row in rows]
    return tuple(sorted(entries, key=_order))


def _order(entry: Entry) -> tuple[int, int, str]:
    section = entry.row.section
    return (section.document_id if section else AFTER_ALL, entry.row.sort, entry.row.code)


def _chains(rows: Iterable[Any]) -> list[list[Any]]:
    """Rows that follow one another, each chain oldest first."""
    rows = list(rows)
    after = {row.supersedes_id: row for row in rows if row.supersedes_id is not None}
    chains = []
    for row in rows:
        if row.supersedes_id is None:
            chain = [row]
            while chain[-1].pk in after:
                chain.append(after[chain[-1].pk])
            chains.append(chain)
    return chains


def _entry(
    row: Indicator,
    terms: list[IndicatorTerms],
    chains: list[list[Observation]],
    repeats: Mapping[int, list[Observation]],
    places: "_Places",
) -> Entry:
    now = terms[-1]
    values = [_value(chain, repeats[chain[0].pk], places) for chain in chains if not chain[-1].withdrawn]
    record = IndicatorRecord(
        code=row.code,
        name=now.name,
        unit=now.unit,
        section=section_of(row.section) if row.section else None,
        area=_area(row.section),
        origins=origins_of([(_agreed(version), origin_of(version.decision)) for version in terms]),
        frequency=Frequency(now.frequency) if now.frequency else None,
        source_unit=now.source_unit,
        nature=Force(now.nature) if now.nature else None,
        direction=Direction(now.direction) if now.direction else None,
        goal=now.goal_text,
        goal_operator=now.goal_operator,
        is_public=now.is_public,
        values=tuple(sorted(values, key=lambda value: value.period.span[::-1], reverse=True)),
    )
    return Entry(row, record, terms, {(chain[0].start_on, chain[0].end_on): chain for chain in chains})


def _agreed(row: IndicatorTerms) -> dict[str, str]:
    """What the terms say, field by field."""
    said = {name: getattr(row, name) for name in TERMS}
    said["goal"] = f"{row.goal_operator}{row.goal_text}" if row.goal_text else ""
    return {name: text for name, text in said.items() if text}


def _area(section: Section | None) -> SectionRecord | None:
    """The part of the outline below the document's own parts: an item stands in an area."""
    while section is not None and section.parent is not None and section.parent.parent is not None:
        section = section.parent
    return section_of(section) if section else None


def _value(chain: list[Observation], repeats: Sequence[Observation], places: "_Places") -> ValueRecord:
    now = chain[-1]
    versions = with_repeats([_version(row) for row in chain], [_version(row) for row in repeats])
    passages = [row.passage for row in (chain[0], *repeats) if row.passage is not None]
    return ValueRecord(
        period=Period(now.period_label, now.start_on, now.end_on),
        figures=versions[-1].figures,
        kind=FigureKind(now.kind),
        origins=origins_of([(version.figures.said(), version.origin) for version in versions]),
        parent=now.parent.code if now.parent else "",
        releasable_on=now.releasable_on,
        passages=tuple(places.placed(passage) for passage in passages),
        changes=changes_of(versions),
        stated=stated_otherwise(versions),
    )


def _version(row: Observation) -> Version:
    figures = figures_of_row(row)
    kind = CorrectionKind(row.correction_kind) if row.correction_kind else None
    return Version(figures, origin_of(row.decision), kind)


def figures_of_row(row: Observation) -> Figures:
    return Figures(
        value=row.value_text,
        operator=row.operator,
        yoy=row.yoy_text,
        growth=row.growth_text,
        growth_basis=row.growth_basis,
        share_of_plan=row.share_text,
        stated_gap=row.gap_text,
        average=row.average_text,
        rank=row.rank_text,
    )


class _Places:
    """The words of passages and the sections they stand in. Texts are read once: a document row carries its bytes too."""

    def __init__(self, plan: Plan) -> None:
        self._texts = dict(SourceDocument.objects.filter(plan=plan).values_list("pk", "text"))
        sections = Section.objects.filter(document__plan=plan).exclude(kind="measure")
        self._sections = list(sections.order_by("-level").values_list("document_id", "number", "start", "end"))

    def placed(self, passage: Any) -> PlacedPassage:
        text = self._texts[passage.document_id][passage.start : passage.end]
        return PlacedPassage(PassageRecord(passage.start, passage.end, text), self._section(passage))

    def _section(self, passage: Any) -> str:
        """The deepest one around it."""
        return next(
            (
                number
                for document, number, start, end in self._sections
                if document == passage.document_id and start <= passage.start < end
            ),
            "",
        )


# -- what a figure may belong to -------------------------------------------------------------------------------------


def load_known(plan: Plan) -> list[Known]:
    """Every indicator in use as figures are told to be its own."""
    return [
        Known(
            key=entry.row.pk,
            name=entry.record.name,
            unit=entry.record.unit,
            section_title=entry.record.section.title if entry.record.section else "",
            told={value.period.span: value.figures for value in entry.record.values},
        )
        for entry in load_entries(plan)
        if not entry.is_withdrawn
    ]


def list_figures_left(plan: Plan) -> list[ReadObservation]:
    """What the document in use gives, as people put it right, and is no indicator though it could be one."""
    document = load_source(plan)
    if document is None:
        return []
    taken = spans_taken(plan)
    figures = load_proposal(document).observations
    return [row for row in figures if can_be_kept(row) and (row.start, row.end, row.name) not in taken]


def spans_taken(plan: Plan) -> set[tuple[int, int, str]]:
    """Where in the document in use a figure stands that is recorded already, and by which name it was read."""
    rows = Observation.objects.filter(passage__document=plan.source_id, indicator__terms__supersedes=None)
    return set(rows.values_list("passage__start", "passage__end", "indicator__terms__name"))
