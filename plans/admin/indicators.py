"""The record of a plan (指标表): its indicators by area, one with all its values, and what is added and put right."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from plans.actions.adopting import adopt_figures
from plans.actions.recording import add_indicator, change_indicator, record_value
from plans.admin.doors import actor_of, goes_to, may_run_or_shape, no_right, not_there, page, person_of, plan_in_sight
from plans.admin.fields import posted
from plans.admin.indicator_forms import TermsForm, ValueForm
from plans.models import Decision, Observation, Plan, Section
from plans.models.choices import LABELS
from plans.models.words import (
    amount_words,
    gap_words,
    goal_words,
    level_or_rate,
    period_words,
    rank_words,
    signed_percent,
)
from plans.models.words import day as show_day
from plans.queries.indicators import Entry, figures_of_row, list_figures_left, load_entries
from plans.rules.indicators import Figures, IndicatorRecord, ValueRecord, calendar_figure
from plans.rules.proposal import Observation as ReadObservation
from plans.rules.records import OriginRecord
from plans.rules.reported import figures_of, is_taken_unasked
from plans.rules.said import Refused
from plans.rules.vocabulary import GrowthBasis


@dataclass(frozen=True)
class Shown:
    """A figure in words with the origin of what it says."""

    words: str
    origin: OriginRecord | None = None


@dataclass(frozen=True)
class ValueLine:
    """The figures of one period. `calendar` says, for the office alone, how the share stands to the calendar."""

    record: ValueRecord
    key: int
    period: str
    value: Shown
    growth: Shown
    share: Shown
    gap: Shown
    average: Shown
    rank: Shown
    calendar: str


@dataclass(frozen=True)
class Line:
    """An indicator in the table, with its newest value."""

    record: IndicatorRecord
    newest: ValueLine | None
    goal: Shown
    is_withdrawn: bool


@dataclass(frozen=True)
class Version:
    """One row ever decided, current or superseded."""

    what: str
    content: str
    decision: Decision
    is_current: bool


# -- in words --------------------------------------------------------------------------------------------------------


def _value_line(entry: Entry, value: ValueRecord) -> ValueLine:
    said, origins = value.figures, value.origins
    growth = _growth(said)
    return ValueLine(
        record=value,
        key=entry.values[value.period.span][-1].pk,
        period=period_words(*value.period.span),
        value=Shown(amount_words(said.value, entry.record.unit, said.operator), origins.get("value")),
        growth=Shown(growth, origins.get("yoy") or origins.get("growth")),
        share=Shown(f"{said.share_of_plan}%" if said.share_of_plan else "", origins.get("share_of_plan")),
        gap=Shown(gap_words(said.gap_pp), origins.get("stated_gap")),
        average=Shown(level_or_rate(said.average, entry.record.unit), origins.get("average")),
        rank=Shown(rank_words(said.rank), origins.get("rank")),
        calendar=_calendar(value),
    )


def _growth(said: Figures) -> str:
    basis = str(LABELS[GrowthBasis][GrowthBasis(said.growth_basis)]) if said.growth_basis else ""
    words = [signed_percent(said.yoy), f"{basis}{signed_percent(said.growth)}" if said.growth else ""]
    return gettext(", ").join(word for word in words if word)


def _calendar(value: ValueRecord) -> str:
    """What no public issue says: the distance between the share and the calendar where the document states none."""
    scheduled = calendar_figure(value)
    if scheduled is None:
        return ""
    return gettext("the calendar gives %(share)s%%: %(gap)s") % {
        "share": scheduled["scheduled_percent"],
        "gap": gap_words(value.figures.ahead_of(Fraction(str(scheduled["scheduled"])))),
    }


def _goal(record: IndicatorRecord) -> Shown:
    if not record.goal:
        return Shown("")
    return Shown(goal_words(record.goal, record.unit, record.goal_operator), record.origins.get("goal"))


def _line(entry: Entry) -> Line:
    values = entry.record.values
    newest = _value_line(entry, values[0]) if values else None
    return Line(entry.record, newest, _goal(entry.record), entry.is_withdrawn)


# -- the table -------------------------------------------------------------------------------------------------------


@require_safe
def indicators(request: HttpRequest, slug: str) -> HttpResponse:
    plan = plan_in_sight(request, slug)
    areas: dict[str, list[Line]] = {}
    lines = [_line(entry) for entry in load_entries(plan)]
    for line in lines:
        if not line.is_withdrawn:
            area = line.record.area
            areas.setdefault(f"{area.marker}{area.title}" if area else gettext("Other indicators"), []).append(line)
    return page(
        request,
        "indicators.html",
        tab="indicators",
        plan=plan,
        areas=areas.items(),
        count=sum(len(rows) for rows in areas.values()),
        withdrawn=[line for line in lines if line.is_withdrawn],
        left=len(list_figures_left(plan)),
        may_change=_may_change(request, plan),
    )


def _may_change(request: HttpRequest, plan: Plan) -> bool:
    return may_run_or_shape(person_of(request), jurisdiction=plan.jurisdiction_id)


# -- more from the document ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Left:
    """A figure that was read and is no indicator."""

    figure: ReadObservation
    words: str
    sentence: str
    is_unasked: bool


@require_http_methods(["GET", "HEAD", "POST"])
def adopt(request: HttpRequest, slug: str) -> HttpResponse:
    plan = plan_in_sight(request, slug, need=may_run_or_shape)
    refusal = None
    if request.method == "POST":
        try:
            ids = request.POST.getlist("figures")
            count = adopt_figures(plan=plan, ids=ids, by=actor_of(request), now=timezone.now())
        except Refused as fault:
            if fault.field is None:
                raise
            refusal = fault
        else:
            words = ngettext("%(count)s figure is an indicator now.", "%(count)s figures are indicators now.", count)
            messages.success(request, words % {"count": count})
            return goes_to("indicators", slug)
    text = plan.source.text if plan.source else ""
    left = [_left(figure, text) for figure in list_figures_left(plan)]
    status = refusal.status if refusal else 200
    return page(request, "indicators_left.html", tab="indicators", plan=plan, left=left, refusal=refusal, status=status)


def _left(figure: ReadObservation, text: str) -> Left:
    said = figures_of(figure)
    share = f"{said.share_of_plan}%" if said.share_of_plan else ""
    words = [amount_words(said.value, figure.unit, said.operator), _growth(said), share, gap_words(said.gap_pp)]
    shown = gettext(", ").join(word for word in words if word)
    return Left(figure, shown, text[figure.start : figure.end], is_taken_unasked(figure))


# -- one indicator ---------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, slug: str) -> HttpResponse:
    plan = plan_in_sight(request, slug, need=may_run_or_shape)
    form = TermsForm(posted(request), sections=_sections(plan), initial={"is_public": True})
    if request.method == "POST" and form.is_valid():
        try:
            row = add_indicator(
                plan=plan,
                choice=form.choice(),
                decision=form.decision(),
                by=actor_of(request),
                now=timezone.now(),
            )
        except Refused as refusal:
            _show(form, refusal)
        else:
            messages.success(request, gettext("The indicator is added. Now give its first value."))
            return goes_to("indicator", slug, row.code)
    status = 400 if form.errors else 200
    return page(request, "indicator_add.html", tab="indicators", plan=plan, form=form, status=status)


def _sections(plan: Plan) -> list[tuple[str, str]]:
    """Where in the document an indicator may stand: any of its parts; below them areas and items, but no tasks."""
    is_place = Q(level=1) | ~Q(kind__in=["measure", "plan"])
    rows = Section.objects.filter(is_place, document=plan.source_id)
    return [(row.number, f"{'　' * (row.level - 1)}{row.marker}{row.title}") for row in rows.order_by("start", "level")]


def _show(form: Any, refusal: Refused) -> None:
    """At its field; a missing right and the like get a page of their own, what has moved on stands above the form."""
    if refusal.status not in {Refused.status, CONFLICT}:
        raise refusal
    form.refuse(refusal)


CONFLICT = 409


@require_http_methods(["GET", "HEAD", "POST"])
def indicator(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    plan = plan_in_sight(request, slug)
    entry = next((row for row in load_entries(plan) if row.record.code == code), None)
    if entry is None:
        raise not_there()
    may_change = _may_change(request, plan)
    sent = posted(request)
    if sent is not None and not may_change:
        raise no_right()
    what = sent.get("what", "") if sent is not None else ""
    current = _chosen(entry, request.GET.get("value", ""))
    value_form = ValueForm(sent if what == "value" else None, unit=entry.record.unit, current=current)
    terms_form = TermsForm(sent if what == "terms" else None, entry=entry)
    if what == "value" and value_form.is_valid() and _record(request, entry, value_form):
        messages.success(request, gettext("Recorded. The next issue shows it, with its origin."))
        return goes_to("indicator", slug, code)
    if what == "terms" and terms_form.is_valid() and _change(request, entry, terms_form):
        messages.success(request, gettext("Decided. The next issue shows it."))
        return goes_to("indicator", slug, code)
    return page(
        request,
        "indicator.html",
        tab="indicators",
        plan=plan,
        line=_line(entry),
        terms=entry.terms[-1],
        values=[_value_line(entry, value) for value in entry.record.values],
        versions=_versions(entry),
        value_form=value_form if may_change and not entry.is_withdrawn else None,
        terms_form=terms_form if may_change else None,
        chosen=current,
        status=400 if value_form.errors or terms_form.errors else 200,
    )


def _chosen(entry: Entry, key: str) -> tuple[Observation, ValueRecord] | None:
    """The value that is to be put right."""
    for value in entry.record.values:
        row = entry.values[value.period.span][-1]
        if str(row.pk) == key:
            return row, value
    return None


def _record(request: HttpRequest, entry: Entry, form: ValueForm) -> bool:
    try:
        record_value(
            indicator=entry.row,
            choice=form.choice(),
            decision=form.decision(),
            by=actor_of(request),
            now=timezone.now(),
        )
    except Refused as refusal:
        _show(form, refusal)
        return False
    return True


def _change(request: HttpRequest, entry: Entry, form: TermsForm) -> bool:
    try:
        change_indicator(
            indicator=entry.row,
            choice=form.choice(),
            decision=form.decision(),
            by=actor_of(request),
            now=timezone.now(),
        )
    except Refused as refusal:
        _show(form, refusal)
        return False
    return True


def _versions(entry: Entry) -> list[Version]:
    """Every row behind it, oldest first."""
    found = [
        Version(gettext("The indicator"), _terms_words(row), row.decision, row is entry.terms[-1] and not row.withdrawn)
        for row in entry.terms
    ]
    for chain in entry.values.values():
        found += [
            Version(period_words(row.start_on, row.end_on), _figure_words(entry, row), row.decision, row is chain[-1])
            for row in chain
        ]
    return found


def _terms_words(row: Any) -> str:
    if row.withdrawn:
        return gettext("taken out of the record")
    parts = [row.name, row.unit, row.get_frequency_display(), row.source_unit, row.get_nature_display()]
    if row.goal_text:
        goal = goal_words(row.goal_text, row.unit, row.goal_operator)
        parts.append(gettext("goal %(goal)s") % {"goal": goal})
    parts += [] if row.is_public else [gettext("never public")]
    return " · ".join(str(part) for part in parts if part)


def _figure_words(entry: Entry, row: Observation) -> str:
    said = figures_of_row(row)
    share = f"{said.share_of_plan}%" if said.share_of_plan else ""
    average = level_or_rate(said.average, entry.record.unit)
    released = gettext("not public before %(day)s") % {"day": show_day(row.releasable_on)} if row.releasable_on else ""
    parts = [amount_words(said.value, entry.record.unit, said.operator), _growth(said), share, gap_words(said.gap_pp)]
    return " · ".join(part for part in [*parts, average, rank_words(said.rank), released] if part)
