"""The living plan at one round: every task with what was decided and what was settled, ready for the rules.

A constant number of queries, whatever the number of tasks. Figures come from settled updates only (accepted, or
published in either series); the newest one that reports a figure counts, with its own date.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from plans.models import (
    Assignment,
    CloseOut,
    Decision,
    Department,
    Milestone,
    Passage,
    Plan,
    Round,
    RuleSet,
    Section,
    SourceDocument,
    Target,
    Task,
    TaskTerms,
    Update,
)
from plans.rules.publication import Release
from plans.rules.records import (
    CorrectionRecord,
    DepartmentRecord,
    MilestoneRecord,
    OriginRecord,
    PassageRecord,
    SectionRecord,
    TargetRecord,
    TaskRecord,
)
from plans.rules.shapes import LightRules, MilestoneFacts, Stage, TargetFacts, TaskFacts
from plans.rules.vocabulary import (
    AssignmentRole,
    Basis,
    Commitment,
    CorrectionKind,
    Force,
    Operator,
    Origin,
    Responsibility,
    ScheduleRule,
    TargetKind,
    TaskState,
)


@dataclass
class _Reported:
    """What the settled updates of one task add up to. `typed` is the date of the round in which a figure was given."""

    values: dict[str, tuple[str, date]] = field(default_factory=dict)
    typed: dict[str, date] = field(default_factory=dict)
    reached: dict[str, date] = field(default_factory=dict)
    newest: Update | None = None
    progress: str = ""
    public_progress: str = ""
    problems: str = ""
    next_measures: str = ""
    corrections: list[CorrectionRecord] = field(default_factory=list)


def load_task_records(
    plan: Plan,
    *,
    round_: Round,
    tasks: Iterable[Task] | None = None,
    corrections_after: Mapping[str, str | None] | None = None,
) -> tuple[TaskRecord, ...]:
    """All tasks of a plan (or the given ones) in plan order, as they stand with the updates settled up to `round_`.

    `corrections_after` gives, by task code, the update an earlier issue already told of; older corrections are left
    out.
    """
    chosen = Task.objects.filter(plan=plan) if tasks is None else Task.objects.filter(pk__in=[t.pk for t in tasks])
    chosen = chosen.select_related("area", "measure").order_by("sort_key")
    rows = list(chosen)
    keys = [task.pk for task in rows]
    terms = {row.task_id: row for row in TaskTerms.objects.current().filter(task__in=keys).select_related("decision")}
    assignments = _by_task(
        Assignment.objects.current()
        .filter(task__in=keys)
        .select_related("department", "decision")
        .order_by("department__sort", "pk")
    )
    targets = _by_task(Target.objects.current().filter(task__in=keys).select_related("decision", "passage"))
    milestones = _by_task(Milestone.objects.current().filter(task__in=keys).select_related("decision"))
    texts = dict(SourceDocument.objects.filter(plan=plan).values_list("pk", "text"))
    passages = _passages(keys, texts)
    reported = _reported(keys, round_, corrections_after or {})
    closed = {
        row.task_id: row.completed_on
        for row in CloseOut.objects.filter(
            task__in=keys, approved_by__isnull=False, returned_at=None, completed_on__lte=round_.as_of_on
        )
    }
    return tuple(
        _record(
            task,
            plan=plan,
            round_=round_,
            terms=terms[task.pk],
            assignments=assignments[task.pk],
            targets=targets[task.pk],
            milestones=milestones[task.pk],
            passages=passages[task.pk],
            texts=texts,
            reported=reported[task.pk],
            closed_out_on=closed.get(task.pk),
        )
        for task in rows
        if task.pk in terms
    )


def load_rules(plan: Plan) -> tuple[LightRules, Release, int]:
    """The light rules in force, what public issues show, and the version that says so. Without a row, the defaults."""
    row = RuleSet.objects.current().filter(plan=plan).order_by("-version").first()
    if row is None:
        return LightRules(), Release(), 0
    lights = LightRules(
        on_gap_pp=Fraction(row.on_gap_text),
        warn_gap_pp=Fraction(row.warn_gap_text),
        growth_tolerance_points=Fraction(row.growth_tolerance_text),
        milestone_grace_days=row.milestone_grace_days,
        rate_supporting=row.rate_supporting,
        rate_market=row.rate_market,
    )
    release = Release(
        problems=row.show_problems,
        next_measures=row.show_next_measures,
        mean=row.show_mean,
        findings=row.show_findings,
    )
    return lights, release, row.version


def _by_task(rows: Iterable) -> dict[int, list]:
    grouped = defaultdict(list)
    for row in rows:
        grouped[row.task_id].append(row)
    return grouped


def _passages(keys: list[int], texts: Mapping[int, str]) -> dict[int, list[PassageRecord]]:
    """The texts are read once: a document row carries its bytes and all that was read in it, too."""
    grouped: dict[int, list[PassageRecord]] = defaultdict(list)
    rows = Passage.objects.filter(tasks__in=keys).order_by("task_passages__task", "task_passages__order")
    for document, start, end, task in rows.values_list("document_id", "start", "end", "task_passages__task_id"):
        grouped[task].append(PassageRecord(start, end, texts[document][start:end]))
    return grouped


def _reported(keys: list[int], round_: Round, corrections_after: Mapping[str, str | None]) -> dict[int, _Reported]:
    """Oldest first, so that what is newer stands in the end."""
    updates = (
        Update.objects.settled()
        .filter(task__in=keys, round__number__lte=round_.number)
        .select_related("round", "task")
        .prefetch_related("quantities__target", "milestones__milestone", "corrections__target", "corrections__round")
        .order_by("round__number", "version")
    )
    reported: dict[int, _Reported] = defaultdict(_Reported)
    for update in updates:
        known = reported[update.task_id]
        known.newest = update
        as_of = update.round.as_of_on
        if update.is_no_change:
            known.values = {key: (text, as_of) for key, (text, _day) in known.values.items()}
        else:
            known.progress, known.public_progress = update.progress, update.public_progress
            known.problems, known.next_measures = update.problems, update.next_measures
        for row in update.corrections.all():
            if known.typed.get(row.target.key) == row.round.as_of_on:
                known.values[row.target.key] = (row.now_text, known.values[row.target.key][1])
        known.values |= {row.target.key: (row.value_text, as_of) for row in update.quantities.all()}
        known.typed |= {row.target.key: as_of for row in update.quantities.all()}
        known.reached |= {row.milestone.key: row.reached_on for row in update.milestones.all()}
        if _comes_after(update.name, corrections_after.get(update.task.code)):
            known.corrections += [_correction(row) for row in update.corrections.all()]
    return reported


def _comes_after(name: str, earlier: str | None) -> bool:
    return earlier is None or update_order(name) > update_order(earlier)


def update_order(name: str) -> tuple[int, ...]:
    """“10.2” comes after “9.1”."""
    return tuple(int(part) for part in name.split("."))


def _record(
    task: Task,
    *,
    plan: Plan,
    round_: Round,
    terms: TaskTerms,
    assignments: list[Assignment],
    targets: list[Target],
    milestones: list[Milestone],
    passages: list[PassageRecord],
    texts: Mapping[int, str],
    reported: _Reported,
    closed_out_on: date | None,
) -> TaskRecord:
    due_on = terms.due_on or plan.end_on
    target_records = tuple(_target(row, plan, due_on, reported, texts) for row in targets)
    milestone_records = tuple(_milestone(row, reported) for row in milestones)
    by_role = {role: [row for row in assignments if row.role == role.value] for role in AssignmentRole}
    lead = next(iter(by_role[AssignmentRole.LEAD]), None)
    newest = reported.newest
    facts = TaskFacts(
        code=task.code,
        responsibility=Responsibility(task.responsibility),
        is_ongoing=terms.is_ongoing,
        state=TaskState(terms.state),
        weight=Fraction(terms.weight_text),
        targets=tuple(record.facts for record in target_records),
        milestones=tuple(record.facts for record in milestone_records),
        closed_out=closed_out_on is not None,
        updated_this_round=newest is not None and newest.round_id == round_.pk,
    )
    return TaskRecord(
        facts=facts,
        title=terms.title,
        area=section_of(task.area),
        measure=section_of(task.measure) if task.measure else None,
        passages=tuple(passages),
        due_on=due_on,
        due_is_inferred=terms.due_on is None,
        terms_origin=origin_of(terms.decision),
        lead=_department(lead.department) if lead else None,
        lead_origin=origin_of(lead.decision) if lead else None,
        joint_leads=tuple(_department(row.department) for row in by_role[AssignmentRole.JOINT_LEAD]),
        cooperating=tuple(_department(row.department) for row in by_role[AssignmentRole.COOPERATING]),
        targets=target_records,
        milestones=milestone_records,
        is_sensitive=terms.is_sensitive,
        progress=reported.progress,
        public_progress=reported.public_progress,
        problems=reported.problems,
        next_measures=reported.next_measures,
        update_name=newest.name if newest else None,
        figures_as_of=newest.round.as_of_on if newest else None,
        closed_out_on=closed_out_on,
        corrections=tuple(reported.corrections),
    )


def _target(row: Target, plan: Plan, task_due_on: date, reported: _Reported, texts: Mapping[int, str]) -> TargetRecord:
    value_text, value_as_of = reported.values.get(row.key, (None, None))
    facts = TargetFacts(
        key=row.key,
        name=row.name,
        kind=TargetKind(row.kind),
        start_on=row.start_on or plan.start_on,
        due_on=row.due_on or task_due_on,
        goal=_fraction(row.goal_text),
        unit=row.unit,
        operator=Operator(row.operator),
        basis=Basis(row.basis) if row.basis else None,
        force=Force(row.force) if row.force else None,
        baseline=_fraction(row.baseline_text),
        rule=ScheduleRule(row.rule),
        stages=tuple(Stage(date.fromisoformat(s["on"]), Fraction(s["value"])) for s in row.stages),
        stated_share=_share(row.stated_share_text),
        weight=Fraction(row.weight_text),
        in_plan=row.decision.origin == Origin.PLAN.value,
        value=_fraction(value_text),
    )
    return TargetRecord(
        facts=facts,
        goal_text=row.goal_text,
        value_text=value_text,
        commitment=Commitment(row.commitment),
        origin=origin_of(row.decision, _passage(row.passage, texts)),
        value_as_of=value_as_of,
    )


def _milestone(row: Milestone, reported: _Reported) -> MilestoneRecord:
    facts = MilestoneFacts(
        key=row.key,
        title=row.title,
        due_on=row.due_on,
        reached_on=reported.reached.get(row.key),
        weight=_fraction(row.weight_text),
    )
    return MilestoneRecord(facts=facts, origin=origin_of(row.decision))


def _correction(row) -> CorrectionRecord:
    return CorrectionRecord(
        target_key=row.target.key,
        target_name=row.target.name,
        unit=row.target.unit,
        as_of=row.round.as_of_on,
        was=row.was_text,
        now=row.now_text,
        kind=CorrectionKind(row.kind),
        reason=row.reason,
    )


def _passage(row: Passage | None, texts: Mapping[int, str]) -> PassageRecord | None:
    return None if row is None else PassageRecord(row.start, row.end, texts[row.document_id][row.start : row.end])


def origin_of(decision: Decision, passage: PassageRecord | None = None) -> OriginRecord:
    return OriginRecord(
        kind=Origin(decision.origin),
        passage=passage,
        office=decision.office,
        on=decision.on,
        document_number=decision.document_number,
        reason=decision.reason,
    )


def section_of(section: Section) -> SectionRecord:
    return SectionRecord(number=section.number, marker=section.marker, title=section.title)


def _department(row: Department) -> DepartmentRecord:
    return DepartmentRecord(row.slug, row.name, row.name_en, row.category, row.sort)


def _fraction(text: str | None) -> Fraction | None:
    return Fraction(text) if text else None


def _share(percent_text: str) -> Fraction | None:
    return Fraction(percent_text) / 100 if percent_text else None
