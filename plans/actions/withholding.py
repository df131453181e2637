"""应急撤下: two people destroy the content of one published task or indicator. Its digest stays: the chain verifies."""

from datetime import datetime

from plans.actions.acting import Actor, one_act, require
from plans.models import Plan, PublishedIndicator, PublishedTask, Withholding
from plans.rules.indicators import EMPTY_INDICATOR_COLUMNS
from plans.rules.permissions import may_run_rounds
from plans.rules.publication import EMPTY_COLUMNS
from plans.rules.said import MovedOn, NotAllowed, Refused

Published = PublishedTask | PublishedIndicator
KEYS = {PublishedTask: "published_task", PublishedIndicator: "published_indicator"}
EMPTY = {PublishedTask: EMPTY_COLUMNS, PublishedIndicator: EMPTY_INDICATOR_COLUMNS}


def propose_withholding(*, row: Published, reason: str, by: Actor, now: datetime) -> Withholding:
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
        key = {KEYS[type(row)]: row}
        if row.is_withheld or Withholding.objects.filter(**key).exists():
            raise MovedOn(
                "already-withheld", "该项已撤下或已提出撤下。", "This item is already withheld or proposed for it."
            )
        act.after = {"reason": reason.strip()}
        return Withholding.objects.create(**key, reason=reason.strip(), proposed_by=by.user, proposed_at=now)


def withhold(*, withholding: Withholding, by: Actor, now: datetime) -> None:
    """Carried out by a second person, at once and for good."""
    row = withholding.row
    with one_act(
        by=by, now=now, name="withhold", subject=_subject(row), jurisdiction=row.publication.plan.jurisdiction
    ) as act:
        _check_right(row, by)
        if withholding.proposed_by_id == by.user.pk:
            raise NotAllowed("same-person", "提出撤下的人不能自行执行。", "Who proposed it may not carry it out.")
        waiting = Withholding.objects.filter(pk=withholding.pk, approved_by=None)
        if not waiting.update(approved_by=by.user, approved_at=now):
            raise MovedOn("already-withheld", "该项已经撤下。", "This item is already withheld.")
        type(row).objects.filter(pk=row.pk).update(body="", salt="", **EMPTY[type(row)])
        act.after = {"sha256": row.sha256, "reason": withholding.reason}


def _check_right(row: Published, by: Actor) -> None:
    allowed = may_run_rounds(by.person(), jurisdiction=row.publication.plan.jurisdiction_id)
    require(by.user is not None and allowed, zh="撤下已发布内容", en="withhold published content")


def _subject(row: Published) -> str:
    publication = row.publication
    return f"{publication.plan.slug} {publication.series} {publication.number} {row.code}"
