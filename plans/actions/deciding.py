"""What people decide about a task: its terms, owners, targets and milestones.

Nothing is overwritten: each change is a row that rests on a decision and supersedes the row before it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from plans.actions.acting import Actor, one_act, require
from plans.models import Assignment, Decision, Department, Milestone, Plan, Target, Task, TaskTerms
from plans.rules.figures import parse_figure
from plans.rules.lights import CEILINGS
from plans.rules.permissions import may_run_rounds, may_shape_plan
from plans.rules.said import MovedOn, Refused
from plans.rules.vocabulary import (
    AssignmentRole,
    Origin,
    PlanState,
    Responsibility,
    ScheduleRule,
    TargetKind,
    TaskState,
)


@dataclass(frozen=True)
class DecisionText:
    """Who decided, on which day, by which document, and why."""

    office: str
    on: date
    document_number: str = ""
    reason: str = ""
    origin: Origin = Origin.DECISION


@dataclass(frozen=True)
class TargetChoice:
    """A target to add (`key` empty) or to put in place of the current one of that key. Quantities as text."""

    name: str
    kind: TargetKind
    goal_text: str
    unit: str
    key: str = ""
    basis: str = "flow"
    force: str = ""
    commitment: str = "plain"
    operator: str = "="
    baseline_text: str = ""
    start_on: date | None = None
    due_on: date | None = None
    rule: ScheduleRule = ScheduleRule.MONTHS
    stages: tuple[tuple[date, str], ...] = ()
    stated_share_text: str = ""
    weight_text: str = "1"
    origin: Origin | None = None


@dataclass(frozen=True)
class MilestoneChoice:
    """A milestone to add (`key` empty) or to put in place of the current one of that key."""

    title: str
    due_on: date
    key: str = ""
    weight_text: str = ""


@dataclass(frozen=True)
class TaskChoice:
    """What is decided for one task. None leaves as it is; departments by their slug; targets and milestones are added.

    `ends_with_plan` takes a due date back: the task then ends with the plan, which is inferred.
    """

    code: str
    title: str | None = None
    due_on: date | None = None
    ends_with_plan: bool = False
    state: TaskState | None = None
    is_ongoing: bool | None = None
    is_sensitive: bool | None = None
    responsibility: Responsibility | None = None
    lead: str | None = None
    joint_leads: Sequence[str] | None = None
    cooperating: Sequence[str] | None = None
    targets: Sequence[TargetChoice] = field(default_factory=tuple)
    milestones: Sequence[MilestoneChoice] = field(default_factory=tuple)


def decide_task(*, task: Task, choice: TaskChoice, decision: DecisionText, by: Actor, now: datetime) -> None:
    """Changes one task of a confirmed plan by a decision of its own."""
    with one_act(
        by=by, now=now, name="decide_task", subject=f"{task.plan.slug} {task.code}", jurisdiction=task.plan.jurisdiction
    ) as act:
        plan = Plan.objects.select_for_update().get(pk=task.plan_id)
        jurisdiction = plan.jurisdiction_id
        person = by.person()
        allowed = may_run_rounds(person, jurisdiction=jurisdiction) or may_shape_plan(person, jurisdiction=jurisdiction)
        require(allowed or by.user is None, zh="调整任务", en="change a task")
        if plan.state != PlanState.CONFIRMED.value:
            raise MovedOn(
                "plan-not-confirmed", "请先确认计划，再调整任务。", "Confirm the plan before changing its tasks."
            )
        if not decision.reason.strip() and not decision.document_number.strip():
            raise Refused(
                "decision-without-ground",
                "请填写文号或调整理由。",
                "Give a document number or a reason for the change.",
                field="reason",
            )
        row = record_decision(plan, decision, by)
        apply_choice(task, choice, row, departments_of(plan))
        act.after = {
            "document_number": row.document_number,
            "reason": row.reason,
            "lead": choice.lead,
            "targets": [target.name for target in choice.targets],
            "milestones": [milestone.title for milestone in choice.milestones],
        }


def record_decision(plan: Plan, decision: DecisionText, by: Actor) -> Decision:
    return Decision.objects.create(
        plan=plan,
        by=by.user,
        office=decision.office.strip(),
        on=decision.on,
        document_number=decision.document_number.strip(),
        reason=decision.reason.strip(),
        origin=decision.origin.value,
    )


def departments_of(plan: Plan) -> dict[str, Department]:
    return {row.slug: row for row in Department.objects.filter(jurisdiction=plan.jurisdiction_id)}


def apply_choice(task: Task, choice: TaskChoice, decision: Decision, departments: dict[str, Department]) -> None:
    _change_terms(task, choice, decision)
    if choice.responsibility is not None and choice.responsibility.value != task.responsibility:
        task.responsibility = choice.responsibility.value
        task.save(update_fields=["responsibility"])
    _change_assignments(task, choice, decision, departments)
    for target in choice.targets:
        _put_target(task, target, decision)
    for milestone in choice.milestones:
        _put_milestone(task, milestone, decision)


def _change_terms(task: Task, choice: TaskChoice, decision: Decision) -> None:
    current = task.terms.current().get()
    wanted: dict[str, Any] = {
        "title": choice.title,
        "due_on": choice.due_on,
        "state": choice.state.value if choice.state else None,
        "is_ongoing": choice.is_ongoing,
        "is_sensitive": choice.is_sensitive,
    }
    changes = {key: value for key, value in wanted.items() if value not in (None, "", getattr(current, key))}
    if choice.ends_with_plan and current.due_on is not None:
        changes["due_on"] = None
    if changes:
        values = {key: getattr(current, key) for key in (*wanted, "weight_text")} | changes
        TaskTerms.objects.create(task=task, decision=decision, supersedes=current, **values)


def _change_assignments(task: Task, choice: TaskChoice, decision: Decision, departments: dict[str, Department]) -> None:
    wanted_by_role = {
        AssignmentRole.LEAD: None if choice.lead is None else [choice.lead] if choice.lead else [],
        AssignmentRole.JOINT_LEAD: choice.joint_leads,
        AssignmentRole.COOPERATING: choice.cooperating,
    }
    for role, wanted in wanted_by_role.items():
        if wanted is None:
            continue
        current = {row.department.slug: row for row in task.assignments.current().filter(role=role.value)}
        for slug in wanted:
            if slug not in departments:
                raise Refused("department-unknown", f"没有单位“{slug}”。", f"There is no department “{slug}”.")
        ended = [row for slug, row in current.items() if slug not in wanted]
        added = [slug for slug in wanted if slug not in current]
        for slug in added:
            earlier = ended.pop(0) if ended else None
            Assignment.objects.create(
                task=task, department=departments[slug], role=role.value, decision=decision, supersedes=earlier
            )
        for row in ended:
            Assignment.objects.create(
                task=task,
                department=row.department,
                role=role.value,
                decision=decision,
                supersedes=row,
                withdrawn=True,
            )


def _put_target(task: Task, choice: TargetChoice, decision: Decision) -> None:
    """Quantities are checked here, since the database keeps them as text: without separators, in plain digits."""
    if choice.kind in (TargetKind.CUMULATIVE, TargetKind.SCOPE) and choice.operator in CEILINGS:
        raise Refused(
            "ceiling-counts-up",
            "累计类、清单类目标不能设为上限，请改为达标类。",
            "A target that counts up cannot be a ceiling; make it a level.",
            field="operator",
        )
    if choice.start_on and choice.due_on and choice.due_on < choice.start_on:
        raise Refused(
            "target-ends-first",
            "目标的时限不能早于起始日期。",
            "A target is due on or after its first day.",
            field="due_on",
        )
    current = _current(task.targets, choice.key)
    Target.objects.create(
        task=task,
        key=current.key if current else f"t{task.targets.values('key').distinct().count() + 1}",
        name=choice.name,
        kind=choice.kind.value,
        basis=choice.basis if choice.kind in (TargetKind.CUMULATIVE, TargetKind.SCOPE) else "",
        force=choice.force,
        commitment=choice.commitment,
        operator=choice.operator,
        goal_text=_plain(choice.goal_text, "goal_text"),
        unit=choice.unit,
        baseline_text=_plain(choice.baseline_text, "baseline_text"),
        start_on=choice.start_on,
        due_on=choice.due_on,
        rule=choice.rule.value,
        stages=[{"on": on.isoformat(), "value": _plain(value, "stages")} for on, value in choice.stages],
        stated_share_text=_plain(choice.stated_share_text, "stated_share_text"),
        weight_text=_plain(choice.weight_text, "weight_text"),
        passage=current.passage if current else None,
        decision=_origin_decision(decision, choice.origin, current),
        supersedes=current,
    )


def _plain(text: str, field: str) -> str:
    return parse_figure(text, field=field).text if text else ""


def _current(rows: Any, key: str) -> Any:
    """The row that is to be replaced, or None for a new one; a key nobody knows is a slip, not a new row."""
    if not key:
        return None
    current = rows.current().filter(key=key).first()
    if current is None:
        raise Refused(
            "key-unknown", f"该任务没有编号为“{key}”的目标或节点。", f"This task has no target or milestone “{key}”."
        )
    return current


def _origin_decision(decision: Decision, origin: Origin | None, current: Target | None) -> Decision:
    """A target of the plan whose schedule is settled later is still the plan's own target.

    Its goal has not changed then; the decision that settled the schedule stays linked as the row's origin `plan`.
    """
    keeps_plan = current is not None and current.decision.origin == Origin.PLAN.value and origin is Origin.PLAN
    wanted = Origin.PLAN if keeps_plan else (origin or Origin(decision.origin))
    if wanted.value == decision.origin:
        return decision
    return Decision.objects.create(
        plan=decision.plan,
        by=decision.by,
        office=decision.office,
        on=decision.on,
        document_number=decision.document_number,
        reason=decision.reason,
        origin=wanted.value,
    )


def _put_milestone(task: Task, choice: MilestoneChoice, decision: Decision) -> None:
    current = _current(task.milestones, choice.key)
    Milestone.objects.create(
        task=task,
        key=current.key if current else f"m{task.milestones.values('key').distinct().count() + 1}",
        title=choice.title,
        due_on=choice.due_on,
        weight_text=_plain(choice.weight_text, "weight_text"),
        decision=decision,
        supersedes=current,
    )
