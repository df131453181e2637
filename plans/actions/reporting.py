"""The contributor's acts: save, submit, no change, take back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Max

from plans.actions.acting import Act, Actor, one_act
from plans.models import (
    Correction,
    Milestone,
    Plan,
    ReportedMilestone,
    ReportedQuantity,
    Round,
    Target,
    Task,
    Update,
    User,
)
from plans.queries.living import load_task_records
from plans.queries.people import load_place
from plans.rules.figures import Figure, parse_figure
from plans.rules.permissions import may_see_task, reporting_roles
from plans.rules.records import TargetRecord, TaskRecord
from plans.rules.reporting_checks import Fall, check_quantity, check_reached_on, farther_back
from plans.rules.said import ManyRefused, MovedOn, NotThere, Refused
from plans.rules.vocabulary import AssignmentRole, CorrectionKind, UpdateState
from plans.rules.workflow import Move, check_move

LONGEST_TEXT = 2000
TEXTS = ("progress", "public_progress", "problems", "next_measures")


@dataclass(frozen=True)
class Restatement:
    """An earlier figure put right: in which round (its number), what it should have been, what kind, why."""

    round_number: int
    now_text: str
    kind: CorrectionKind
    reason: str


@dataclass(frozen=True)
class UpdateContent:
    """What a contributor types, by the keys of targets and milestones. A quantity left empty reports nothing new."""

    quantities: Mapping[str, str] = field(default_factory=dict)
    falls: Mapping[str, Fall] = field(default_factory=dict)
    restatements: Mapping[str, Restatement] = field(default_factory=dict)
    milestones: Mapping[str, date] = field(default_factory=dict)
    progress: str = ""
    public_progress: str = ""
    problems: str = ""
    next_measures: str = ""

    @property
    def says_nothing(self) -> bool:
        typed = any(text.strip() for text in self.quantities.values())
        return not (typed or self.milestones or self.restatements or self.progress.strip())


def save_update(
    *, task: Task, round_: Round, content: UpdateContent, seen_revision: int, by: Actor, now: datetime
) -> Update:
    """Keeps a draft. `seen_revision` is the revision the form showed (0 for none): a stale form is refused."""
    return _write(Move.SAVE, task, round_, content, seen_revision=seen_revision, by=by, now=now)


def submit_update(
    *, task: Task, round_: Round, content: UpdateContent, seen_revision: int, by: Actor, now: datetime
) -> Update:
    return _write(Move.SUBMIT, task, round_, content, seen_revision=seen_revision, by=by, now=now)


def report_no_change(*, task: Task, round_: Round, by: Actor, now: datetime) -> Update:
    """“无变化”: the last figures still hold, said in one act and sent to the department head.

    Only where nothing has been reported yet: it must not wipe a colleague's draft.
    """
    content = UpdateContent()
    return _write(Move.SUBMIT, task, round_, content, seen_revision=0, by=by, now=now, is_no_change=True)


def take_back_update(*, update: Update, by: Actor, now: datetime) -> None:
    with one_act(
        by=by,
        now=now,
        name=Move.TAKE_BACK.value,
        subject=subject_of(update),
        jurisdiction=update.task.plan.jurisdiction,
    ) as act:
        move_update(Move.TAKE_BACK, update, by=by, act=act, changed_at=now)


def subject_of(update: Update) -> str:
    """How the log names it, in any language: plan, task, round."""
    return _subject(update.task, update.round)


def _subject(task: Task, round_: Round) -> str:
    return f"{task.plan.slug} {task.code} {round_.number}"


def move_update(move: Move, update: Update, *, by: Actor, act: Act, reason: str = "", **columns: object) -> None:
    """One step of the workflow, for one of several people who may press the button at the same moment.

    The rules decide on the row as it is now, and the lock lets only one of them through. The plan is locked first, as
    publishing does: what is accepted while an issue is being made would be marked as published without being in it.
    """
    Plan.objects.select_for_update(of=("self",)).get(tasks=update.task_id)
    update = (
        Update.objects.select_for_update(of=("self",))
        .select_related("task__plan", "department", "round")
        .get(pk=update.pk)
    )
    place, person = load_place(update.task), by.person()
    if not may_see_task(person, place=place):
        raise _not_there()
    act.department = update.department.name
    state = UpdateState(update.state)
    transition = check_move(
        move=move,
        state=state,
        roles=reporting_roles(person, place=place),
        reason=reason,
        round_is_open=update.round.closed_at is None,
    )
    act.role = transition.role.value
    act.before, act.after = {"state": state.value}, {"state": transition.target.value, "reason": reason}
    changed = Update.objects.filter(pk=update.pk, state=state.value, revision=update.revision).update(
        state=transition.target.value, revision=update.revision + 1, **columns
    )
    if not changed:
        raise MovedOn("moved-on", "该项刚刚被他人处理，请刷新页面。", "Somebody has just dealt with this item. Reload.")


def _write(
    move: Move,
    task: Task,
    round_: Round,
    content: UpdateContent,
    *,
    seen_revision: int,
    by: Actor,
    now: datetime,
    is_no_change: bool = False,
) -> Update:
    with one_act(
        by=by, now=now, name=move.value, subject=_subject(task, round_), jurisdiction=task.plan.jurisdiction
    ) as act:
        author = _author(by)
        round_ = Round.objects.select_for_update().get(pk=round_.pk)
        newest = task.updates.filter(round=round_).order_by("version").last()
        transition = _check_turn(move, task, round_, newest, by)
        act.role = transition.role.value
        _check_revision(newest, seen_revision)
        record = load_task_records(task.plan, round_=round_, tasks=[task])[0]
        checked = _check_content(task, record, round_, content, move, is_no_change=is_no_change)
        update = _row_to_write(newest, task, round_, author, now)
        act.department = update.department.name
        update.state = transition.target.value
        update.is_no_change = is_no_change
        update.author, update.changed_at = author, now
        update.progress, update.public_progress = content.progress.strip(), content.public_progress.strip()
        update.problems, update.next_measures = content.problems.strip(), content.next_measures.strip()
        if move is Move.SUBMIT:
            update.submitted_by, update.submitted_at = author, now
        update.save()
        _write_figures(update, content, checked)
        act.after = {"state": update.state}
        if move is Move.SUBMIT:  # what a draft says is not for those who read the log
            act.after |= {
                "no_change": is_no_change,
                "quantities": {key: figure.text for key, figure in checked.items()},
                "milestones": {key: day.isoformat() for key, day in content.milestones.items()},
            }
    return update


def _author(by: Actor) -> User:
    if by.user is None:
        raise Refused("nobody", "填报需要登录账号。", "Reporting needs an account.")
    return by.user


def _check_turn(move: Move, task: Task, round_: Round, newest: Update | None, by: Actor):
    place, person = load_place(task), by.person()
    if not may_see_task(person, place=place):
        raise _not_there()
    state = UpdateState(newest.state) if newest else None
    roles = reporting_roles(person, place=place)
    return check_move(move=move, state=state, roles=roles, round_is_open=round_.closed_at is None)


def _not_there() -> NotThere:
    return NotThere("not-there", "没有找到该任务。", "There is no such task.")


def _check_revision(newest: Update | None, seen_revision: int) -> None:
    if seen_revision == (newest.revision if newest else 0):
        return
    raise MovedOn(
        "stale",
        "您打开页面后，该项已有新的修改。下面同时列出您填写的内容和系统中的内容，请核对后重新提交。",
        "This item has changed since you opened it. What you typed and what is stored are shown side by side.",
    )


def _row_to_write(newest: Update | None, task: Task, round_: Round, author: User, now: datetime) -> Update:
    """The draft itself, or the version after a returned one."""
    if newest is not None and newest.state == UpdateState.DRAFT.value:
        newest.revision += 1
        return newest
    lead = task.assignments.current().select_related("department").get(role=AssignmentRole.LEAD.value)
    return Update(
        task=task,
        round=round_,
        department=lead.department,
        version=newest.version + 1 if newest else 1,
        revision=newest.revision + 1 if newest else 1,
        author=author,
        changed_at=now,
    )


def _check_content(
    task: Task, record: TaskRecord, round_: Round, content: UpdateContent, move: Move, *, is_no_change: bool
) -> dict[str, Figure]:
    """Every fault at once, each at its field."""
    if move is Move.SUBMIT and content.says_nothing and not is_no_change:
        raise Refused(
            "nothing-said",
            "本期没有填写任何进展。如确无变化，请点“无变化”。",
            "Nothing has been entered. If nothing has changed, choose “No change”.",
            field="progress",
        )
    checked: dict[str, Figure] = {}
    targets = {target.facts.key: target for target in record.targets}
    restated, wrong = _check_restatements(targets, content)
    faults: list[Refused] = []
    newest_rounds = _newest_rounds(task)
    for key, typed in content.quantities.items():
        if key in targets and typed.strip():
            try:
                checked[key] = _check_target(
                    targets[key], typed, content, restated if _is_last(key, content, newest_rounds) else {}
                )
            except Refused as fault:
                faults.append(fault)
    faults += wrong
    faults += [_too_long(name) for name in TEXTS if len(getattr(content, name)) > LONGEST_TEXT]
    for milestone in record.milestones:
        reached_on = content.milestones.get(milestone.facts.key)
        if reached_on is not None:
            try:
                name = f"milestone_{milestone.facts.key}"
                check_reached_on(title=milestone.facts.title, reached_on=reached_on, as_of=round_.as_of_on, field=name)
            except Refused as fault:
                faults.append(fault)
    if faults:
        raise ManyRefused(faults)
    return checked


def _newest_rounds(task: Task) -> dict[str, int]:
    """By target key, the last round in which a figure was reported and settled."""
    rows = ReportedQuantity.objects.filter(update__in=Update.objects.settled().filter(task=task))
    return dict(rows.values_list("target__key").annotate(Max("update__round__number")))


def _is_last(key: str, content: UpdateContent, newest_rounds: Mapping[str, int]) -> bool:
    """Whether it is the last figure that is put right; one further back leaves the last one as it is."""
    return key in content.restatements and content.restatements[key].round_number >= newest_rounds.get(key, 0)


def _check_target(target: TargetRecord, typed: str, content: UpdateContent, restated: Mapping[str, Figure]) -> Figure:
    """The last figure put right to before this one is no step back."""
    key = target.facts.key
    last = target.facts.value
    if key in restated and last is not None:
        last = farther_back(target.facts, last, restated[key].value)
    return check_quantity(
        typed=typed, target=target.facts, last=last, fall=content.falls.get(key), field=f"quantity_{key}"
    )


def _check_restatements(
    targets: Mapping[str, TargetRecord], content: UpdateContent
) -> tuple[dict[str, Figure], list[Refused]]:
    """A corrected figure is a figure: what may not be reported may not be put in an earlier one's place either."""
    restated: dict[str, Figure] = {}
    faults: list[Refused] = []
    for key, row in content.restatements.items():
        name = f"restatement_{key}"
        if not row.reason.strip():
            zh, en = "请填写更正理由。", "Give the reason for the correction."
            faults.append(Refused("correction-without-reason", zh, en, field=name))
        if key in targets:
            try:
                restated[key] = check_quantity(
                    typed=row.now_text, target=targets[key].facts, last=None, fall=None, field=name
                )
            except Refused as fault:
                faults.append(fault)
    return restated, faults


def _too_long(name: str) -> Refused:
    return Refused(
        "text-too-long",
        f"文字请控制在{LONGEST_TEXT}字以内。",
        f"Keep the text within {LONGEST_TEXT} characters.",
        field=name,
    )


def _write_figures(update: Update, content: UpdateContent, checked: Mapping[str, Figure]) -> None:
    """A draft's figures are written anew each time. A kind of fall chosen by mistake, without a reason, is dropped."""
    update.quantities.all().delete()
    update.milestones.all().delete()
    update.corrections.all().delete()
    targets = {row.key: row for row in Target.objects.current().filter(task=update.task)}
    milestones = {row.key: row for row in Milestone.objects.current().filter(task=update.task)}
    for key, figure in checked.items():
        fall = content.falls.get(key)
        explained = fall is not None and bool(fall.reason.strip())
        ReportedQuantity.objects.create(
            update=update,
            target=targets[key],
            value_text=figure.text,
            fall_kind=fall.kind.value if explained else "",
            fall_reason=fall.reason.strip() if explained else "",
        )
    for key, reached_on in content.milestones.items():
        if key in milestones:
            ReportedMilestone.objects.create(update=update, milestone=milestones[key], reached_on=reached_on)
    for key, restatement in content.restatements.items():
        if key in targets:
            _write_correction(update, targets[key], restatement)


def _write_correction(update: Update, target: Target, restatement: Restatement) -> None:
    """What was reported in that round, from the row itself: nobody types the old figure."""
    earlier = (
        ReportedQuantity.objects.filter(
            update__in=Update.objects.settled().filter(task=update.task, round__number=restatement.round_number),
            target__key=target.key,
        )
        .select_related("update__round")
        .order_by("update__version")
        .last()
    )
    if earlier is None:
        raise Refused(
            "correction-of-nothing",
            f"第{restatement.round_number}期没有填报过“{target.name}”，无从更正。",
            f"“{target.name}” was not reported in round {restatement.round_number}; there is nothing to correct.",
            field=f"restatement_{target.key}",
        )
    now = parse_figure(restatement.now_text, unit=target.unit, field=f"restatement_{target.key}")
    Correction.objects.create(
        update=update,
        target=target,
        round=earlier.update.round,
        was_text=earlier.value_text,
        now_text=now.text,
        kind=restatement.kind.value,
        reason=restatement.reason.strip(),
    )
