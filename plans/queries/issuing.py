"""What the next issue of a series would say beside the last one, before anybody publishes it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from plans.models import Plan, Publication, Round, Update, User
from plans.queries.living import load_rules, load_task_records, update_order
from plans.queries.next_record import NextRecord, load_next_record
from plans.queries.published_rows import load_bodies
from plans.rules.publication import standing_of
from plans.rules.records import TaskRecord
from plans.rules.shapes import Answer, TaskStanding
from plans.rules.standing import answer, task_standing
from plans.rules.vocabulary import PlanState, Series, UpdateState


@dataclass(frozen=True)
class NextRow:
    """One task then and now; `then` is None where the last issue did not have it."""

    record: TaskRecord
    now: TaskStanding
    then: TaskStanding | None
    is_updated: bool

    @property
    def has_changed(self) -> bool:
        return self.then is None or self.then.light is not self.now.light


@dataclass(frozen=True)
class NextIssue:
    plan: Plan
    series: Series
    round: Round
    previous: Publication | None
    rows: tuple[NextRow, ...]
    now: Answer
    then: Answer | None
    waiting: tuple[str, ...]
    own: tuple[str, ...]
    record: NextRecord

    @property
    def number(self) -> int:
        return self.previous.number + 1 if self.previous else 1

    @property
    def is_told_already(self) -> bool:
        return self.previous is not None and self.previous.as_of_on >= self.round.as_of_on

    @property
    def is_draft(self) -> bool:
        return self.plan.state == PlanState.DRAFT.value


def load_next_issue(plan: Plan, *, series: Series, round_: Round, publisher: User, today: date) -> NextIssue:
    previous = plan.publications.filter(series=series.value).order_by("number").last()
    bodies: dict[str, dict[str, Any]] = load_bodies(previous) if previous else {}
    told = {code: body["update"] for code, body in bodies.items()}
    lights, _release, _version = load_rules(plan)
    records = load_task_records(plan, round_=round_)
    rows = tuple(
        NextRow(
            record=record,
            now=task_standing(record.facts, as_of=round_.as_of_on, rules=lights),
            then=standing_of(bodies[record.facts.code]) if record.facts.code in bodies else None,
            is_updated=record.update_name is not None and record.update_name != told.get(record.facts.code),
        )
        for record in records
        if series is Series.INTERNAL or not record.is_sensitive
    )
    return NextIssue(
        plan=plan,
        series=series,
        round=round_,
        previous=previous,
        rows=rows,
        now=answer([row.now for row in rows]),
        then=answer([standing_of(body) for body in bodies.values()]) if previous else None,
        waiting=_waiting(plan, round_),
        own=_own(plan, round_, told, publisher),
        record=load_next_record(plan, series=series, previous=previous, on=today, publisher=publisher),
    )


def _waiting(plan: Plan, round_: Round) -> tuple[str, ...]:
    rows = Update.objects.filter(
        task__plan=plan, round__number__lte=round_.number, state=UpdateState.ENDORSED.value
    ).order_by("task__sort_key")
    return tuple(dict.fromkeys(rows.values_list("task__code", flat=True)))


def _own(plan: Plan, round_: Round, told: dict[str, str | None], publisher: User) -> tuple[str, ...]:
    """What the publisher submitted themselves, among what this series has not told of yet."""
    rows = Update.objects.settled().filter(task__plan=plan, round__number__lte=round_.number, submitted_by=publisher)
    codes = []
    for code, number, version, state in rows.values_list("task__code", "round__number", "version", "state"):
        earlier = told.get(code)
        is_new = earlier is None or update_order(f"{number}.{version}") > update_order(earlier)
        if state == UpdateState.ACCEPTED.value or is_new:
            codes.append(code)
    return tuple(dict.fromkeys(codes))
