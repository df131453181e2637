"""应急撤下: two people destroy the content of one published task. Its digest stays, so the chain still verifies."""

from datetime import datetime

from plans.actions.acting import Actor, one_act, require
from plans.models import Plan, PublishedTask, Withholding
from plans.rules.permissions import may_run_rounds
from plans.rules.publication import EMPTY_COLUMNS
from plans.rules.said import MovedOn, NotAllowed, Refused


def propose_withholding(*, row: PublishedTask, reason: str, by: Actor, now: datetime) -> Withholding:
    """`reason` is printed on the public page: in general terms, without what is to be withheld."""
    with one_act(
        by=by,
        now=now,
        name="propose_withholding",
        subject=_subject(row),
        jurisdiction=row.publication.plan.jurisdiction,
    ) as act:
        Plan.objects.select_for_update().get(pk=row.publication.plan_id)
        _check_right(row, by)
        if not reason.strip():
            raise Refused("reason-missing", "请填写撤下理由。", "Give a reason for withholding it.", field="reason")
        if row.is_withheld or Withholding.objects.filter(published_task=row).exists():
            raise MovedOn(
                "already-withheld", "该项已撤下或已提出撤下。", "This item is already withheld or proposed for it."
            )
        act.after = {"reason": reason.strip()}
        return Withholding.objects.create(
            published_task=row, reason=reason.strip(), proposed_by=by.user, proposed_at=now
        )


def withhold(*, withholding: Withholding, by: Actor, now: datetime) -> None:
    """Carried out by a second person, at once and for good."""
    row = withholding.published_task
    with one_act(
        by=by, now=now, name="withhold", subject=_subject(row), jurisdiction=row.publication.plan.jurisdiction
    ) as act:
        _check_right(row, by)
        if withholding.proposed_by_id == by.user.pk:
            raise NotAllowed("same-person", "提出撤下的人不能自行执行。", "Who proposed it may not carry it out.")
        waiting = Withholding.objects.filter(pk=withholding.pk, approved_by=None)
        if not waiting.update(approved_by=by.user, approved_at=now):
            raise MovedOn("already-withheld", "该项已经撤下。", "This item is already withheld.")
        PublishedTask.objects.filter(pk=row.pk).update(body="", salt="", **EMPTY_COLUMNS)
        act.after = {"sha256": row.sha256, "reason": withholding.reason}


def _check_right(row: PublishedTask, by: Actor) -> None:
    allowed = may_run_rounds(by.person(), jurisdiction=row.publication.plan.jurisdiction_id)
    require(by.user is not None and allowed, zh="撤下已发布内容", en="withhold published content")


def _subject(row: PublishedTask) -> str:
    publication = row.publication
    return f"{publication.plan.slug} {publication.series} {publication.number} {row.code}"
