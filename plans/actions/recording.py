"""Keeping the record of indicators: what people add to it, agree about it and put right in it.

Nothing is overwritten: each change is a row that rests on a decision and supersedes the row before it.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from plans.actions.acting import Actor, one_act, require
from plans.actions.deciding import DecisionText, record_decision
from plans.models import Decision, Indicator, IndicatorTerms, Observation, Plan, Section
from plans.queries.indicators import figures_of_row
from plans.rules.figures import parse_figure
from plans.rules.indicators import SIDE_FIGURES, Figures
from plans.rules.periods import Period, period_of
from plans.rules.permissions import may_run_rounds, may_shape_plan
from plans.rules.said import MovedOn, Refused
from plans.rules.vocabulary import CorrectionKind, FigureKind, Operator, PlanState

NAME_LENGTH, UNIT_LENGTH = 120, 20


@dataclass(frozen=True)
class TermsChoice:
    """What people agree about an indicator. `section` is a number of the document's outline, for a new one only."""

    name: str
    unit: str = ""
    section: str = ""
    frequency: str = ""
    source_unit: str = ""
    nature: str = ""
    direction: str = ""
    goal_text: str = ""
    goal_operator: str = Operator.EQUAL.value
    is_public: bool = True
    is_withdrawn: bool = False


@dataclass(frozen=True)
class ValueChoice:
    """The figures of one period, in place of what is there: what is left empty is not said.

    `seen` is the key of the row that the person saw for this period, None where there was none. `correction` says of
    what kind a change of a given figure is.
    """

    start_on: date
    end_on: date
    figures: Figures
    releasable_on: date | None = None
    correction: CorrectionKind | None = None
    seen: int | None = None


def add_indicator(*, plan: Plan, choice: TermsChoice, decision: DecisionText, by: Actor, now: datetime) -> Indicator:
    """One that the document does not have. It stands at the end of its section."""
    with one_act(by=by, now=now, name="add_indicator", subject=plan.slug, jurisdiction=plan.jurisdiction) as act:
        plan = open_plan(plan, by)
        _check_ground(decision)
        section = _section(plan, choice.section)
        agreed = _agreed(choice)
        if IndicatorTerms.objects.current().filter(
            indicator__plan=plan, name=agreed["name"], unit=agreed["unit"], indicator__section=section
        ):
            raise Refused(
                "indicator-there",
                f"该处已有指标“{choice.name.strip()}”，请直接补充数值。",
                f"There is an indicator “{choice.name.strip()}” in this place already; add a value to it.",
                field="name",
            )
        indicator = create_indicator(plan, section, sort=section.end if section else 0)
        row = record_decision(plan, decision, by)
        IndicatorTerms.objects.create(indicator=indicator, decision=row, recorded_at=now, **agreed)
        act.subject = f"{plan.slug} {indicator.code}"
        act.after = {"name": choice.name.strip(), **_told(row)}
    return indicator


def change_indicator(
    *, indicator: Indicator, choice: TermsChoice, decision: DecisionText, by: Actor, now: datetime
) -> None:
    """Changes what is agreed about an indicator, or takes it out of the record, by a decision of its own."""
    plan = indicator.plan
    subject = f"{plan.slug} {indicator.code}"
    with one_act(by=by, now=now, name="change_indicator", subject=subject, jurisdiction=plan.jurisdiction) as act:
        plan = open_plan(plan, by)
        _check_ground(decision)
        current = IndicatorTerms.objects.filter(indicator=indicator).order_by("pk").last()
        agreed = _agreed(choice)
        before = {name: getattr(current, name) for name in agreed}
        if before == agreed and current.withdrawn == choice.is_withdrawn:
            raise Refused("nothing-changed", "内容没有变化，无需提交。", "Nothing has changed.")
        if before["unit"] != agreed["unit"] and before["unit"] and indicator.observations.exclude(value_text=""):
            raise Refused(
                "unit-in-use",
                f"已有数值以“{before['unit']}”为单位，不能改单位。请另增指标。",
                f"There are values in “{before['unit']}”; the unit cannot change. Add another indicator.",
                field="unit",
            )
        row = record_decision(plan, decision, by)
        supersede_terms(current, row, now, **agreed, withdrawn=choice.is_withdrawn)
        act.before = {name: str(value) for name, value in before.items() if value != agreed[name]}
        act.after = {name: str(value) for name, value in agreed.items() if value != before[name]} | _told(row)


def record_value(
    *, indicator: Indicator, choice: ValueChoice, decision: DecisionText, by: Actor, now: datetime
) -> Observation:
    """The figures of a period: added where there are none, else put in their place."""
    plan = indicator.plan
    subject = f"{plan.slug} {indicator.code}"
    with one_act(by=by, now=now, name="record_value", subject=subject, jurisdiction=plan.jurisdiction) as act:
        plan = open_plan(plan, by)
        _check_ground(decision)
        if choice.end_on < choice.start_on:
            raise Refused(
                "period-ends-first", "期末不能早于期初。", "A period ends on or after its first day.", field="end_on"
            )
        terms = IndicatorTerms.objects.current().filter(indicator=indicator).first()
        if terms is None:
            raise MovedOn(
                "indicator-withdrawn", "该指标已移出指标表。", "This indicator has been taken out of the record."
            )
        figures = _checked(choice.figures, terms.unit)
        current = _current(indicator, choice)
        if current is not None:
            _check_change(current, figures, choice)
        row = record_decision(plan, decision, by)
        period = period_of(choice.start_on, choice.end_on)
        observation = Observation.objects.create(
            indicator=indicator,
            supersedes=current,
            passage=current.passage if current else None,
            parent=current.parent if current else None,
            kind=current.kind if current else _kind(indicator),
            releasable_on=choice.releasable_on,
            correction_kind=choice.correction.value if choice.correction else "",
            decision=row,
            recorded_at=now,
            **figure_columns(replace(period, label=current.period_label) if current else period, figures),
        )
        act.before = dict(_figures_now(current).said()) if current else None
        act.after = {"period": period.label, **figures.said(), **_told(row)}
    return observation


def create_indicator(plan: Plan, section: Section | None, *, sort: int) -> Indicator:
    code = f"R{plan.indicators.count() + 1:03d}"
    return Indicator.objects.create(plan=plan, code=code, section=section, sort=sort)


def figure_columns(period: Period, figures: Figures) -> dict[str, object]:
    return {
        "period_label": period.label,
        "start_on": period.start_on,
        "end_on": period.end_on,
        "value_text": figures.value,
        "operator": figures.operator,
        "yoy_text": figures.yoy,
        "growth_text": figures.growth,
        "growth_basis": figures.growth_basis,
        "share_text": figures.share_of_plan,
        "gap_text": figures.stated_gap,
        "average_text": figures.average,
        "rank_text": figures.rank,
    }


def supersede_terms(terms: IndicatorTerms, decision: Decision, now: datetime, **changed: object) -> IndicatorTerms:
    kept = (
        "name",
        "unit",
        "frequency",
        "source_unit",
        "nature",
        "direction",
        "goal_text",
        "goal_operator",
        "is_public",
    )
    values = {name: getattr(terms, name) for name in kept} | changed
    return IndicatorTerms.objects.create(
        indicator_id=terms.indicator_id, supersedes=terms, decision=decision, recorded_at=now, **values
    )


def open_plan(plan: Plan, by: Actor) -> Plan:
    plan = Plan.objects.select_for_update(of=("self",)).select_related("jurisdiction", "source").get(pk=plan.pk)
    person, jurisdiction = by.person(), plan.jurisdiction_id
    allowed = may_run_rounds(person, jurisdiction=jurisdiction) or may_shape_plan(person, jurisdiction=jurisdiction)
    require(allowed or by.user is None, zh="维护指标表", en="keep the record of indicators")
    if plan.state != PlanState.CONFIRMED.value:
        raise MovedOn(
            "plan-not-confirmed", "请先确认计划，再维护指标表。", "Confirm the plan before keeping its indicators."
        )
    return plan


def _check_ground(decision: DecisionText) -> None:
    if not decision.reason.strip() and not decision.document_number.strip():
        raise Refused(
            "decision-without-ground",
            "请填写文号或理由。",
            "Give a document number or a reason.",
            field="reason",
        )


def _told(row: Decision) -> dict[str, str]:
    return {"document_number": row.document_number, "reason": row.reason}


def _section(plan: Plan, number: str) -> Section | None:
    if not number:
        return None
    section = Section.objects.filter(document=plan.source_id, number=number).first()
    if section is None:
        raise Refused(
            "section-unknown", "原文中没有这一部分，请重新选择。", "The document has no such section.", field="section"
        )
    return section


def _agreed(choice: TermsChoice) -> dict[str, object]:
    """The columns of terms, with figures checked."""
    name = choice.name.strip()
    if not name:
        raise Refused("name-missing", "请填写指标名称。", "Give the name of the indicator.", field="name")
    unit = choice.unit.strip()
    return {
        "name": name[:NAME_LENGTH],
        "unit": unit,
        "frequency": choice.frequency,
        "source_unit": choice.source_unit.strip(),
        "nature": choice.nature,
        "direction": choice.direction,
        "goal_text": _level_or_rate(choice.goal_text, unit, "goal_text"),
        "goal_operator": choice.goal_operator,
        "is_public": choice.is_public,
    }


def _checked(figures: Figures, unit: str) -> Figures:
    """Figures are kept as text, so they are checked here: in plain digits, without separators, in the right unit."""
    checked = replace(
        figures,
        value=_number(figures.value, unit, "value"),
        yoy=_number(figures.yoy, "%", "yoy"),
        growth=_number(figures.growth, "%", "growth"),
        growth_basis=figures.growth_basis if figures.growth.strip() else "",
        share_of_plan=_number(figures.share_of_plan, "%", "share_of_plan"),
        stated_gap=_number(figures.stated_gap, "个百分点", "stated_gap"),
        average=_level_or_rate(figures.average, unit, "average"),
        rank=figures.rank.strip(),
    )
    if not checked.said():
        raise Refused("value-missing", "请至少填写一个数值。", "Give at least one figure.", field="value")
    if checked.growth and not checked.growth_basis:
        raise Refused("basis-missing", "请选择增长的比较基准。", "Say what the growth is on.", field="growth_basis")
    return checked


def _number(typed: str, unit: str, field: str) -> str:
    return parse_figure(typed, unit=unit, field=field).text if typed.strip() else ""


def _level_or_rate(typed: str, unit: str, field: str) -> str:
    """36.5 in the unit of the indicator, or 4.5% of growth: the sign tells which."""
    text = typed.strip().replace("％", "%")
    if text.endswith("%") and unit != "%":
        return f"{_number(text, '%', field)}%"
    return _number(text, unit, field)


def _current(indicator: Indicator, choice: ValueChoice) -> Observation | None:
    current = (
        Observation.objects.current()
        .filter(indicator=indicator, start_on=choice.start_on, end_on=choice.end_on, repeats=None)
        .select_related("passage", "parent")
        .first()
    )
    if current is not None and choice.seen is None:
        raise MovedOn(
            "value-there",
            "该期已有数值，请在上表该期一行点“补充或更正”。",
            "There is a value for this period already; add to it or put it right in its row of the table above.",
        )
    if choice.seen != (current.pk if current else None):
        raise MovedOn(
            "value-moved-on",
            "该期数值刚刚有变化，请与上表核对后重新提交。",
            "The value of this period has just changed. Compare it with the table and send again.",
        )
    return current


def _figures_now(current: Observation) -> Figures:
    """With what a second statement adds, as long as nobody has put the first right."""
    figures = figures_of_row(current)
    for repeat in current.repeated_by.order_by("pk"):
        figures = figures.filled_from(figures_of_row(repeat))
    return figures


def _check_change(current: Observation, figures: Figures, choice: ValueChoice) -> None:
    before, after = _figures_now(current).said(), figures.said()
    if before == after and current.releasable_on == choice.releasable_on:
        raise Refused("nothing-changed", "内容没有变化，无需提交。", "Nothing has changed.")
    changed = [name for name, text in before.items() if name not in SIDE_FIGURES and after.get(name) != text]
    if changed and choice.correction is None:
        raise Refused(
            "correction-kind-missing",
            "已有数值发生变化，请选择更正性质：更正、数据修订或口径调整。",
            "A given figure changes. Say whether it is an error, revised statistics or a changed definition.",
            field="correction",
        )


def _kind(indicator: Indicator) -> str:
    """As the last value has it."""
    last = indicator.observations.order_by("-end_on", "-pk").first()
    return last.kind if last else FigureKind.OPERATIONAL.value
