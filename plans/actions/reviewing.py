"""The department head's and the plan office's acts on an update."""

from datetime import datetime

from plans.actions.acting import Actor, one_act
from plans.actions.reporting import move_update, subject_of
from plans.models import Update
from plans.rules.workflow import Move


def endorse_update(*, update: Update, by: Actor, now: datetime) -> None:
    with one_act(
        by=by, now=now, name=Move.ENDORSE.value, subject=subject_of(update), jurisdiction=update.task.plan.jurisdiction
    ) as act:
        move_update(Move.ENDORSE, update, by=by, act=act, endorsed_by=by.user, endorsed_at=now)


def accept_update(*, update: Update, by: Actor, now: datetime) -> None:
    with one_act(
        by=by, now=now, name=Move.ACCEPT.value, subject=subject_of(update), jurisdiction=update.task.plan.jurisdiction
    ) as act:
        move_update(Move.ACCEPT, update, by=by, act=act, accepted_by=by.user, accepted_at=now)


def send_back_update(*, update: Update, reason: str, by: Actor, now: datetime) -> None:
    """The head returns it to the contributor, with a reason that is kept."""
    _return(Move.SEND_BACK, update, reason, by, now)


def return_update(*, update: Update, reason: str, by: Actor, now: datetime) -> None:
    """The plan office returns it to the department, with a reason that is kept."""
    _return(Move.RETURN, update, reason, by, now)


def _return(move: Move, update: Update, reason: str, by: Actor, now: datetime) -> None:
    reason = reason.strip()
    with one_act(
        by=by, now=now, name=move.value, subject=subject_of(update), jurisdiction=update.task.plan.jurisdiction
    ) as act:
        move_update(
            move, update, by=by, act=act, reason=reason, returned_by=by.user, returned_at=now, return_reason=reason
        )
