"""What people do to a reading before it becomes the plan, and the exchange of its document for a corrected one."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from plans.actions.acting import Actor, one_act, require
from plans.models import Plan, ReviewStep, SourceDocument
from plans.queries.proposal import load_steps, reading_of
from plans.rules.permissions import may_shape_plan
from plans.rules.proposal import Proposal, Step, propose
from plans.rules.proposal.carrying import Carried, carry
from plans.rules.said import MovedOn, Refused
from plans.rules.vocabulary import PlanState, ReviewVerb

Change = tuple[ReviewVerb, Mapping[str, Any]]


def take_steps(
    *,
    plan: Plan,
    changes: Sequence[Change],
    by: Actor,
    now: datetime,
    seen: Mapping[str, int] | None = None,
    shown: int | None = None,
) -> list[ReviewStep]:
    """All or none of the changes, each a step of its own.

    `shown` is the document a form was filled for: names and places of another one mean other words in this.

    `seen` has, for items a form was filled for, the number of the last step it knew of (`Item.touched`): who would
    change what a colleague has just changed is told so instead.
    """
    with one_act(by=by, now=now, name="review_reading", subject=plan.slug, jurisdiction=plan.jurisdiction) as act:
        if by.user is not None:
            allowed = may_shape_plan(by.person(), jurisdiction=plan.jurisdiction_id)
            require(allowed, zh="核对读取结果", en="check what was read")
        plan = Plan.objects.select_for_update().get(pk=plan.pk)
        document = _document_of(plan)
        if shown not in {None, document.pk}:
            raise document_exchanged()
        steps = load_steps(document)
        _check_seen(propose(reading_of(document), steps), seen or {})
        number = steps[-1].number if steps else 0
        new = [Step(number + place, verb, body) for place, (verb, body) in enumerate(changes, 1)]
        propose(reading_of(document), [*steps, *new])
        act.after = {"steps": [[step.verb.value, _told(step.body)] for step in new]}
        return [_store(document, step, by=by, now=now) for step in new]


def adopt_document(
    *, plan: Plan, document: SourceDocument, by: Actor, now: datetime, shown: int | None = None
) -> Carried:
    """Takes a corrected file into use and does on it what people had done on the one before, as far as it goes.

    A file on which people have worked before comes back as it was left: so a wrong one is taken out of use again.
    `shown` is the document it was compared with.
    """
    with one_act(by=by, now=now, name="adopt_document", subject=plan.slug, jurisdiction=plan.jurisdiction) as act:
        if by.user is not None:
            allowed = may_shape_plan(by.person(), jurisdiction=plan.jurisdiction_id)
            require(allowed, zh="更换计划文件", en="exchange the document of a plan")
        plan = Plan.objects.select_for_update().get(pk=plan.pk)
        earlier = _document_of(plan)
        if document.plan_id != plan.pk or document.pk == earlier.pk:
            raise MovedOn(
                "document-in-use",
                "该文件已在使用。请刷新后再操作。",
                "This file is in use already. Load the page again.",
            )
        if shown not in {None, earlier.pk}:
            raise document_exchanged()
        steps = load_steps(earlier)
        is_back = document.steps.exists()
        carried = Carried((), ()) if is_back else carry(reading_of(earlier), reading_of(document), steps)
        rows = {row.number: row for row in earlier.steps.all()}
        for moved, original in carried.steps:
            _store(document, moved, by=by, now=now, carried_from=rows[original.number])
        plan.source = document
        plan.save(update_fields=["source"])
        act.before = {"sha256": earlier.sha256, "steps": str(len(steps))}
        act.after = {
            "sha256": document.sha256,
            "carried": str(len(carried.steps)),
            "lost": [[one.step.verb.value, one.said.code] for one in carried.lost],
        }
    return carried


def _document_of(plan: Plan) -> SourceDocument:
    if plan.state != PlanState.DRAFT.value:
        raise confirmed_already()
    if plan.source is None:
        raise Refused("plan-without-document", "该计划没有计划文件。", "This plan has no document.")
    return plan.source


def confirmed_already() -> MovedOn:
    return MovedOn(
        "plan-confirmed",
        "该计划已经确认，读取结果不能再改；请在任务页面按程序调整。",
        "This plan has been confirmed. Change its tasks by decision, on their own pages.",
    )


def document_exchanged() -> MovedOn:
    return MovedOn(
        "document-exchanged",
        "该计划的文件已经更换，您的修改没有保存。请打开新文件的读取结果，核对后再改。",
        "The document of this plan has been exchanged. Yours is not stored: look at what the new one says.",
    )


def _check_seen(proposal: Proposal, seen: Mapping[str, int]) -> None:
    touched = {item.id: item.touched for item in (*proposal.items, *proposal.findings)}
    moved = [name for name, number in seen.items() if touched.get(name, number) != number]
    if moved:
        said = {item.id: item.words for item in proposal.items} | {item.id: item.message for item in proposal.findings}
        names = "、".join(f"“{said[name]}”" for name in moved)
        raise MovedOn(
            "item-moved-on",
            f"{names}刚刚另有修改，您的修改没有保存。请核对最新内容后再改。",
            f"{names} has just been changed elsewhere. Yours is not stored; look at the newest and change it again.",
        )


def _store(
    document: SourceDocument, step: Step, *, by: Actor, now: datetime, carried_from: ReviewStep | None = None
) -> ReviewStep:
    return ReviewStep.objects.create(
        document=document,
        number=step.number,
        verb=step.verb.value,
        body=dict(step.body),
        by=by.user,
        at=now,
        carried_from=carried_from,
    )


def _told(body: Mapping[str, Any]) -> dict[str, Any]:
    """For the log, which keeps text: numbers as text."""
    return {key: value if isinstance(value, bool | str | list) else str(value) for key, value in body.items()}
