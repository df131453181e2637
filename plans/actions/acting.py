"""How every act is carried out: one transaction, one log row, refusals too."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from plans.models import AuditEntry, Jurisdiction, LogHead, User
from plans.queries.people import load_person
from plans.rules.digest import Json, canonical_json
from plans.rules.permissions import Person
from plans.rules.said import NotAllowed, Refused

INPUT_FAULT = 400


@dataclass(frozen=True)
class Actor:
    """Who acts, and from where. Without an account it is the command line of the server, which may not publish."""

    user: User | None = None
    request_id: str = ""
    address: str = ""

    @property
    def name(self) -> str:
        return self.user.username if self.user else "command line"

    def person(self) -> Person:
        """Read anew for each act: a right taken away counts at once."""
        return load_person(self.user) if self.user else Person(key=0, is_active=False)


COMMAND_LINE = Actor()


@dataclass
class Act:
    """What the log will say; an action fills in what it learns on the way. Reading alone (`is_silent`) is no act."""

    name: str
    subject: str
    role: str = ""
    department: str = ""
    jurisdiction: str = ""
    before: Json = None
    after: Json = None
    is_silent: bool = False


@contextmanager
def one_act(
    *, by: Actor, now: datetime, name: str, subject: str, jurisdiction: Jurisdiction | None = None
) -> Iterator[Act]:
    """All or nothing, with its log row. What a signed-in person was refused is logged by itself.

    An auditor reads the acts in the jurisdictions they audit, and those in none, such as accounts.

    Faults of input are not acts: the form shows them, and nothing is logged.
    """
    act = Act(name=name, subject=subject, jurisdiction=jurisdiction.code if jurisdiction else "")
    try:
        with transaction.atomic():
            yield act
            if not act.is_silent:
                _write_entry(act, by=by, now=now, outcome="done")
    except Refused as refusal:
        if by.user is not None and refusal.status != INPUT_FAULT:
            with transaction.atomic():
                _write_entry(act, by=by, now=now, outcome=refusal.code)
        raise


def require(allowed: object, *, zh: str, en: str) -> None:
    """Refuses a missing right; `zh` and `en` name the act, as in 发布 and “publish”."""
    if not allowed:
        raise NotAllowed(
            "no-right", f"您没有{zh}的权限，请联系计划管理员。", f"You may not {en}. Ask the plan administrator."
        )


def _write_entry(act: Act, *, by: Actor, now: datetime, outcome: str) -> None:
    head, _created = LogHead.objects.select_for_update().get_or_create(pk=1)
    entry = AuditEntry(
        seq=head.seq + 1,
        at=now,
        actor=by.name,
        role=act.role,
        department=act.department,
        jurisdiction=act.jurisdiction,
        act=act.name,
        outcome=outcome,
        subject=act.subject[:200],
        before="" if act.before is None else canonical_json(act.before),
        after="" if act.after is None else canonical_json(act.after),
        request_id=by.request_id,
        address=by.address,
        previous=head.digest,
    )
    entry.digest = entry.computed_digest()
    entry.save(force_insert=True)
    head.seq, head.digest = entry.seq, entry.digest
    head.save(update_fields=["seq", "digest"])
