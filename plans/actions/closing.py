"""销号: applied for by the lead department with its evidence, approved or returned by another person."""

from datetime import date, datetime

from plans.actions.acting import Actor, one_act, require
from plans.models import CloseOut, Round, Task
from plans.queries.living import load_rules, load_task_records
from plans.queries.people import load_place
from plans.rules.permissions import may_run_rounds, may_see_task, reporting_roles
from plans.rules.said import MovedOn, NotAllowed, NotThere, Refused
from plans.rules.standing import goals_reached, task_standing
from plans.rules.vocabulary import Role


def apply_close_out(
    *, task: Task, round_: Round, completed_on: date, evidence: str, by: Actor, now: datetime
) -> CloseOut:
    """Asks for it; refuses while a goal is not reached by the figures accepted so far, or without evidence."""
    with one_act(
        by=by,
        now=now,
        name="apply_close_out",
        subject=f"{task.plan.slug} {task.code}",
        jurisdiction=task.plan.jurisdiction,
    ) as act:
        task = Task.objects.select_for_update(of=("self",)).select_related("plan").get(pk=task.pk)
        place, person = load_place(task), by.person()
        if by.user is None or not may_see_task(person, place=place):
            raise NotThere("not-there", "没有找到该任务。", "There is no such task.")
        require(Role.CONTRIBUTOR in reporting_roles(person, place=place), zh="申请销号", en="apply for a close-out")
        if not evidence.strip():
            raise Refused("evidence-missing", "请说明佐证材料。", "Describe the evidence.", field="evidence")
        if completed_on > round_.as_of_on:
            raise Refused(
                "completed-later",
                f"完成日期不能晚于数据截至日期（{round_.as_of_on}）。",
                f"The completion date cannot be after the as-of date ({round_.as_of_on}).",
                field="completed_on",
            )
        if CloseOut.objects.filter(task=task, returned_at=None).exists():
            raise MovedOn("close-out-open", "该任务已申请销号。", "A close-out has already been applied for.")
        record = load_task_records(task.plan, round_=round_, tasks=[task])[0]
        lights, _release, _version = load_rules(task.plan)
        standing = task_standing(record.facts, as_of=round_.as_of_on, rules=lights)
        if not goals_reached(record.facts, standing.parts, as_of=round_.as_of_on):
            raise Refused(
                "goal-not-reached",
                "按已审定的数据，目标尚未全部达到，不能申请销号。",
                "By the figures accepted so far the goals are not all reached.",
            )
        act.after = {"completed_on": completed_on.isoformat()}
        return CloseOut.objects.create(
            task=task, completed_on=completed_on, evidence=evidence.strip(), applied_by=by.user, applied_at=now
        )


def approve_close_out(*, close_out: CloseOut, by: Actor, now: datetime) -> None:
    with one_act(
        by=by,
        now=now,
        name="approve_close_out",
        subject=_subject(close_out),
        jurisdiction=close_out.task.plan.jurisdiction,
    ):
        _check_reviewer(close_out, by)
        if close_out.applied_by_id == by.user.pk:
            raise NotAllowed(
                "same-person", "申请销号的人不能自行批准。", "Who applied for a close-out may not approve it."
            )
        _settle(close_out, approved_by=by.user, approved_at=now)


def return_close_out(*, close_out: CloseOut, reason: str, by: Actor, now: datetime) -> None:
    with one_act(
        by=by,
        now=now,
        name="return_close_out",
        subject=_subject(close_out),
        jurisdiction=close_out.task.plan.jurisdiction,
    ) as act:
        _check_reviewer(close_out, by)
        if not reason.strip():
            raise Refused("reason-missing", "请填写退回理由。", "Give the reason for returning it.", field="reason")
        act.after = {"reason": reason.strip()}
        _settle(close_out, returned_by=by.user, returned_at=now, return_reason=reason.strip())


def _subject(close_out: CloseOut) -> str:
    return f"{close_out.task.plan.slug} {close_out.task.code}"


def _check_reviewer(close_out: CloseOut, by: Actor) -> None:
    allowed = may_run_rounds(by.person(), jurisdiction=close_out.task.plan.jurisdiction_id)
    require(by.user is not None and allowed, zh="核验销号", en="settle a close-out")


def _settle(close_out: CloseOut, **columns: object) -> None:
    waiting = CloseOut.objects.filter(pk=close_out.pk, approved_by=None, returned_at=None)
    if not waiting.update(**columns):
        raise MovedOn("close-out-settled", "该销号申请已经处理。", "This close-out has already been settled.")
