"""Figures of a document become indicators: those accepted when a plan is confirmed, and those taken over later."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate

from plans.actions.acting import Actor, one_act
from plans.actions.recording import (
    NAME_LENGTH,
    UNIT_LENGTH,
    create_indicator,
    figure_columns,
    open_plan,
    supersede_terms,
)
from plans.models import Decision, IndicatorTerms, Observation, Passage, Plan, Section
from plans.queries.indicators import list_figures_left, load_known, spans_taken
from plans.rules.periods import Period, period_of
from plans.rules.proposal import Observation as ReadObservation
from plans.rules.reported import Known, belongs_to, can_be_kept, figures_of
from plans.rules.said import Refused
from plans.rules.vocabulary import FigureKind, Origin


def record_observations(
    *,
    plan: Plan,
    figures: Sequence[ReadObservation],
    sections: Mapping[str, Section],
    passage: Callable[[int, int], Passage],
    said: Decision,
    own: Decision,
    period: Mapping[str, str] | None,
    now: datetime,
) -> int:
    """Writes accepted figures of a document, within the act of its caller; how many of them are new.

    What the same indicator says in another period becomes its next value; what the document says twice becomes one
    value with both passages; figures that differ are never made one. What is recorded already is passed over.
    `sections` go by the ids of the reading; `said` is the decision of origin `plan`, `own` that of people's own words.
    """
    desk = _Desk(plan, _period(plan, period), now, load_known(plan), spans_taken(plan))
    for figure in sorted(figures, key=lambda row: (row.start, row.end)):
        if can_be_kept(figure) and (figure.start, figure.end, figure.name[:NAME_LENGTH]) not in desk.taken:
            decision = own if figure.own_words else said
            desk.record(figure, sections.get(figure.section), passage(figure.start, figure.end), decision)
    return desk.count


def _period(plan: Plan, read: Mapping[str, str] | None) -> Period:
    """That of the document; one that names none is taken to speak of the plan's own."""
    if not read:
        return period_of(plan.start_on, plan.end_on)
    return Period(read["label"][:24], date.fromisoformat(read["start_on"]), date.fromisoformat(read["end_on"]))


@dataclass
class _Desk:
    """Where figures of one document are written down, one after the other."""

    plan: Plan
    period: Period
    now: datetime
    known: list[Known]
    taken: set[tuple[int, int, str]]
    count: int = 0

    def record(self, figure: ReadObservation, section: Section | None, passage: Passage, decision: Decision) -> None:
        title = section.title if section else ""
        row = belongs_to(figure, self.known, period=self.period.span, section_title=title)
        if row is None:
            row = self._add(figure, section, passage, decision)
        elif figure.unit and not row.unit:
            self._give_unit(row, figure.unit, decision)
        first = self._told(row)
        Observation.objects.create(
            indicator_id=row.key,
            repeats=first,
            passage=passage,
            parent_id=self._parent(figure, row),
            kind=FigureKind(figure.class_).value,
            decision=decision,
            recorded_at=self.now,
            **figure_columns(self.period, figures_of(figure)),
        )
        said = figures_of(figure)
        row.told[self.period.span] = row.told[self.period.span].filled_from(said) if first else said
        self.count += 1

    def _told(self, row: Known) -> Observation | None:
        """The first statement of the same period: this one only says it again."""
        if self.period.span not in row.told:
            return None
        start_on, end_on = self.period.span
        return Observation.objects.get(
            indicator_id=row.key, start_on=start_on, end_on=end_on, supersedes=None, repeats=None
        )

    def _add(self, figure: ReadObservation, section: Section | None, passage: Passage, decision: Decision) -> Known:
        name, unit = figure.name[:NAME_LENGTH], figure.unit[:UNIT_LENGTH]
        indicator = create_indicator(self.plan, section, sort=passage.start)
        IndicatorTerms.objects.create(
            indicator=indicator, name=name, unit=unit, decision=decision, recorded_at=self.now
        )
        row = Known(key=indicator.pk, name=name, unit=unit, section_title=section.title if section else "")
        self.known.append(row)
        return row

    def _give_unit(self, row: Known, unit: str, decision: Decision) -> None:
        """So far only its growth was stated."""
        terms = IndicatorTerms.objects.current().get(indicator=row.key)
        row.unit = unit[:UNIT_LENGTH]
        supersede_terms(terms, decision, self.now, unit=row.unit)

    def _parent(self, figure: ReadObservation, row: Known) -> int | None:
        """The nearest one before it that has the name of the whole."""
        named = (other.key for other in reversed(self.known) if other.name == figure.parent and other is not row)
        return next(named, None) if figure.parent else None


def adopt_figures(*, plan: Plan, ids: Sequence[str], by: Actor, now: datetime) -> int:
    """Takes more of what was read in the document in use into the record, as it was read."""
    with one_act(by=by, now=now, name="adopt_figures", subject=plan.slug, jurisdiction=plan.jurisdiction) as act:
        plan = open_plan(plan, by)
        figures = [figure for figure in list_figures_left(plan) if figure.id in set(ids)]
        if not figures:
            raise Refused(
                "figures-missing", "请选择要采用的数值。", "Choose the figures to take over.", field="figures"
            )
        document = plan.source
        said = Decision.objects.filter(plan=plan, origin=Origin.PLAN.value).order_by("pk").first()
        said = said or _decision(plan, by, now, origin=Origin.PLAN)
        is_worded = any(figure.own_words for figure in figures)
        own = _decision(plan, by, now, origin=Origin.DECISION) if is_worded else said
        count = record_observations(
            plan=plan,
            figures=figures,
            sections={row.number: row for row in document.sections.all()},
            passage=lambda start, end: Passage.objects.get_or_create(document=document, start=start, end=end)[0],
            said=said,
            own=own,
            period=document.reading.get("period"),
            now=now,
        )
        act.after = {"figures": [figure.id for figure in figures]}
    return count


def _decision(plan: Plan, by: Actor, now: datetime, *, origin: Origin) -> Decision:
    """Of the document itself, or of whoever worded a figure when the reading was checked."""
    reason = plan.source.title if origin is Origin.PLAN else "核对读取结果时补充或修改"
    return Decision.objects.create(plan=plan, by=by.user, on=localdate(now), reason=reason, origin=origin.value)
