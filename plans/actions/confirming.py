"""A proposal becomes the plan: by one decision, and only then are there tasks, with codes that never change again.

What the document says rests on the decision of origin `plan`; what people added or worded themselves on theirs.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from plans.actions.acting import Actor, one_act, require
from plans.actions.adopting import record_observations
from plans.actions.deciding import (
    DecisionText,
    TaskChoice,
    apply_choice,
    departments_of,
    record_decision,
)
from plans.models import (
    Decision,
    Department,
    Passage,
    Plan,
    RuleSet,
    Section,
    SourceDocument,
    Target,
    TaskPassage,
    TaskTerms,
)
from plans.models import Task as TaskRow
from plans.queries.proposal import load_proposal, version_of
from plans.rules.figures import MAX_DIGITS
from plans.rules.lights import CEILINGS
from plans.rules.permissions import may_shape_plan
from plans.rules.proposal import Proposal, Task
from plans.rules.proposal import Target as ProposedTarget
from plans.rules.publication import code_key
from plans.rules.said import MovedOn, Refused
from plans.rules.vocabulary import Basis, Operator, Origin, PlanState, Responsibility, TargetKind


def confirm_plan(
    *,
    plan: Plan,
    decision: DecisionText,
    by: Actor,
    now: datetime,
    choices: Sequence[TaskChoice] = (),
    office: Department | None = None,
    title: str = "",
    short_title: str = "",
    seen: str = "",
) -> None:
    """Fixes tasks, owners and windows by one decision. Only a draft can be confirmed, once.

    `seen` is the version of the proposal that was looked at: what a colleague has done since is looked at first.
    `choices` are decided in the same act, by the codes of the proposal, over what stands in it.
    """
    with one_act(by=by, now=now, name="confirm_plan", subject=plan.slug, jurisdiction=plan.jurisdiction) as act:
        if by.user is not None:
            allowed = may_shape_plan(by.person(), jurisdiction=plan.jurisdiction_id)
            require(allowed, zh="确认计划", en="confirm the plan")
        plan = Plan.objects.select_for_update().get(pk=plan.pk)
        proposal = _proposal_of(plan, office)
        if seen and seen != version_of(plan.source):
            raise MovedOn(
                "proposal-moved-on",
                "他人刚刚修改了读取结果或更换了文件，计划尚未确认。请核对最新内容后再确认。",
                "Somebody has just changed the proposal or its document. Look at the newest, then confirm again.",
            )
        row = record_decision(plan, decision, by)
        tasks = _write(plan, proposal, own=row, on=decision.on, now=now)
        departments = departments_of(plan)
        for choice in choices:
            if choice.code not in tasks:
                raise Refused(
                    "task-unknown",
                    f"计划中没有编号为“{choice.code}”的任务。",
                    f"The plan has no task “{choice.code}”.",
                )
            apply_choice(tasks[choice.code], choice, row, departments)
        plan.state = PlanState.CONFIRMED.value
        plan.office = office or plan.office
        plan.title, plan.short_title = title or plan.title, short_title or plan.short_title
        plan.save(update_fields=["state", "office", "title", "short_title"])
        act.after = {"document_number": row.document_number, "tasks": str(len(tasks)), "decided": str(len(choices))}


def _proposal_of(plan: Plan, office: Department | None) -> Proposal:
    if plan.state != PlanState.DRAFT.value:
        raise MovedOn("plan-confirmed", "该计划已经确认，不能重复确认。", "This plan has already been confirmed.")
    if plan.tasks.exists():
        raise MovedOn(
            "draft-of-old-version",
            "该草案由旧版本导入，不能确认。请另取地址名，重新导入原文件。",
            "This draft was imported by an older version. Import the file again under another name.",
        )
    proposal = load_proposal(plan.source) if plan.source else None
    if proposal is None or not proposal.tasks:
        raise Refused("plan-empty", "该计划没有任务，不能确认。", "This plan has no tasks; it cannot be confirmed.")
    if office is not None and office.jurisdiction_id != plan.jurisdiction_id:
        raise Refused(
            "office-elsewhere",
            f"“{office.name}”不属于该计划的行政区。",
            f"“{office.name}” belongs to another jurisdiction.",
            field="office",
        )
    return proposal


def _write(plan: Plan, proposal: Proposal, *, own: Decision, on: date, now: datetime) -> dict[str, TaskRow]:
    """The rows of the plan; its tasks by code."""
    said = Decision.objects.create(plan=plan, on=on, reason=plan.source.title, origin=Origin.PLAN.value)
    RuleSet.objects.create(plan=plan, version=1, decision=said)
    desk = _Desk(plan, plan.source, said=said, own=own, departments=departments_of(plan))
    sections = desk.write_sections(proposal)
    tasks = {}
    for task in proposal.tasks:
        tasks[task.code] = desk.write_task(task, sections[task.measure])
        for target in proposal.targets_of(task):
            desk.write_target(tasks[task.code], target)
    record_observations(
        plan=plan,
        figures=[figure for figure in proposal.observations if figure.is_checked],
        sections=sections,
        passage=desk.passage,
        said=said,
        own=own,
        period=plan.source.reading.get("period"),
        now=now,
    )
    return tasks


@dataclass
class _Desk:
    """Writes rows of one document: those the plan says rest on `said`, those people added on `own`."""

    plan: Plan
    document: SourceDocument
    said: Decision
    own: Decision
    departments: dict[str, Department]

    def __post_init__(self) -> None:
        self._passages: dict[tuple[int, int], Passage] = {}

    def passage(self, start: int, end: int) -> Passage:
        """One row a span, however many things were read in it."""
        if (start, end) not in self._passages:
            self._passages[start, end] = Passage.objects.create(document=self.document, start=start, end=end)
        return self._passages[start, end]

    def write_sections(self, proposal: Proposal) -> dict[str, Section]:
        """By the reading's own ids, measures too: a measure's number follows its area's."""
        rows: dict[str, Section] = {}
        for item in proposal.sections:
            rows[item["id"]] = self._section(item, rows.get(item["parent"]), item["level"], item["id"], item["kind"])
        counts: dict[str, int] = {}
        for item in proposal.measures:
            area = rows[item["section"]]
            counts[area.number] = counts.get(area.number, 0) + 1
            number = f"{area.number}.m{counts[area.number]}"
            rows[item["id"]] = self._section(item, area, area.level + 1, number, "measure")
        return rows

    def _section(self, item: Mapping[str, Any], parent: Section | None, level: int, number: str, kind: str) -> Section:
        return Section.objects.create(
            document=self.document,
            parent=parent,
            level=level,
            number=number,
            marker=item["marker"][:12],
            title=item["title"][:200],
            kind=kind,
            start=item["start"],
            end=item["end"],
        )

    def write_task(self, task: Task, measure: Section) -> TaskRow:
        row = TaskRow.objects.create(
            plan=self.plan,
            code=task.code,
            sort_key=code_key(task.code),
            area=measure.parent,
            measure=measure,
            responsibility=task.responsibility,
        )
        for order, (start, end) in enumerate(task.spans):
            TaskPassage.objects.create(task=row, passage=self.passage(start, end), order=order)
        TaskTerms.objects.create(task=row, title=task.stated_title, due_on=_day(task.stated_due_on), decision=self.said)
        apply_choice(row, _choice(task), self.own, self.departments)
        return row

    def write_target(self, row: TaskRow, target: ProposedTarget) -> None:
        """A figure with more digits than can be reported stays in the reading."""
        if len(target.value) > MAX_DIGITS:
            return
        kind, operator = _kind_and_operator(target)
        counts = kind in (TargetKind.CUMULATIVE, TargetKind.SCOPE)
        Target.objects.create(
            task=row,
            key=f"t{row.targets.count() + 1}",
            name=target.name[:120],
            kind=kind.value,
            basis=(target.basis or Basis.FLOW.value) if counts else "",
            force=target.force,
            commitment=target.commitment,
            operator=operator.value,
            goal_text=target.value,
            unit=target.unit[:20],
            passage=self.passage(target.start, target.end),
            decision=self.own if target.own_words else self.said,
        )


def _choice(task: Task) -> TaskChoice:
    """What people settled on the desk; what is as the document has it makes no row of its own."""
    return TaskChoice(
        code=task.code,
        title=task.title,
        due_on=_day(task.due_on),
        ends_with_plan=not task.due_on,
        is_ongoing=task.is_ongoing,
        responsibility=Responsibility(task.responsibility),
        lead=task.lead,
        cooperating=task.cooperating,
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _kind_and_operator(target: ProposedTarget) -> tuple[TargetKind, Operator]:
    """What counts up is no ceiling: 近20家 is about that many, and what must stay below a limit is a level."""
    kind, operator = TargetKind(target.kind), Operator(target.operator)
    if kind in {TargetKind.CUMULATIVE, TargetKind.SCOPE} and operator in CEILINGS:
        return (kind, Operator.ABOUT) if operator is Operator.BELOW else (TargetKind.LEVEL, operator)
    return kind, operator
