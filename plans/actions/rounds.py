"""Opening and closing reporting rounds."""

from datetime import date, datetime, timedelta

from plans.actions.acting import Actor, one_act, require
from plans.models import Plan, Round
from plans.rules.permissions import may_run_rounds
from plans.rules.said import MovedOn, Refused
from plans.rules.vocabulary import PlanState

MARGIN = timedelta(days=366)
DUE_WITHIN = timedelta(days=20 * 366)
"""Wide: an old plan may be followed up, and a coming one prepared. Only a slip in the year is meant."""


def open_round(*, plan: Plan, as_of_on: date, due_at: datetime, by: Actor, now: datetime) -> Round:
    """The next round; figures move on in time, and one is open at a time."""
    with one_act(by=by, now=now, name="open_round", subject=plan.slug, jurisdiction=plan.jurisdiction) as act:
        require(
            may_run_rounds(by.person(), jurisdiction=plan.jurisdiction_id) or by.user is None,
            zh="开启填报期",
            en="open a round",
        )
        plan = Plan.objects.select_for_update().get(pk=plan.pk)
        if plan.state != PlanState.CONFIRMED.value:
            raise MovedOn(
                "plan-not-confirmed", "请先确认计划，再开启填报期。", "Confirm the plan before opening a round."
            )
        if plan.rounds.open().exists():
            raise MovedOn(
                "round-open", "上一填报期尚未结束，请先结束。", "The last round is still open. Close it first."
            )
        _check_days(plan, as_of_on, due_at, now=now)
        last = plan.rounds.order_by("number").last()
        if last is not None and as_of_on <= last.as_of_on:
            raise Refused(
                "round-not-later",
                f"数据截至日期应晚于上一期（{last.as_of_on}）。",
                f"Figures must be as of a day after the last round’s ({last.as_of_on}).",
                field="as_of_on",
            )
        row = Round.objects.create(
            plan=plan, number=last.number + 1 if last else 1, as_of_on=as_of_on, due_at=due_at, opened_at=now
        )
        act.after = {"round": str(row.number), "as_of": as_of_on.isoformat()}
    return row


def _check_days(plan: Plan, as_of_on: date, due_at: datetime, *, now: datetime) -> None:
    """A slip in the year would stand for ever: rounds move on in time, and none can be taken back."""
    if not plan.start_on - MARGIN <= as_of_on <= plan.end_on + MARGIN:
        raise Refused(
            "round-outside-plan",
            f"数据截至日期应在计划期（{plan.start_on}至{plan.end_on}）前后一年之内。",
            f"Figures must be as of a day within a year of the plan’s period ({plan.start_on} to {plan.end_on}).",
            field="as_of_on",
        )
    if not now - DUE_WITHIN <= due_at <= now + DUE_WITHIN:
        raise Refused(
            "due-far-away",
            "报送截止时间的年份有误，请核对。",
            "The year of the due time looks wrong. Check it.",
            field="due_at",
        )


def close_round(*, round_: Round, by: Actor, now: datetime) -> None:
    """Nothing more can be reported in it; drafts stay readable."""
    with one_act(
        by=by,
        now=now,
        name="close_round",
        subject=f"{round_.plan.slug} {round_.number}",
        jurisdiction=round_.plan.jurisdiction,
    ):
        require(
            may_run_rounds(by.person(), jurisdiction=round_.plan.jurisdiction_id) or by.user is None,
            zh="结束填报期",
            en="close a round",
        )
        if not Round.objects.open().filter(pk=round_.pk).update(closed_at=now):
            raise MovedOn("round-closed", "该填报期已经结束。", "This round is already closed.")
