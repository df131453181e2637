"""One act, one transaction, one log row; a chain without gaps."""

import pytest

from plans.actions.acting import COMMAND_LINE, Actor, one_act
from plans.actions.people import create_account
from plans.models import AuditEntry, LogHead, User
from plans.queries.verification import list_breaks
from plans.rules.said import ManyRefused, MovedOn, NotAllowed, NotThere, Refused
from tests.actions.worlds import NOW, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def actor():
    return Actor(User.objects.create(username="wei"), request_id="r-1", address="2001:db8::1")


def do(by, *, fail=None, silent=False):
    with one_act(by=by, now=NOW, name="try", subject="a thing") as act:
        User.objects.create(username=f"made-{User.objects.count()}")
        act.is_silent = silent
        act.before, act.after = {"a": None}, {"a": "乙"}
        if fail:
            raise fail


def test_an_act_and_its_log_row_are_written_together(actor):
    do(actor)
    entry = AuditEntry.objects.get()
    assert (entry.seq, entry.at, entry.actor, entry.act, entry.outcome, entry.subject) == (
        1,
        NOW,
        "wei",
        "try",
        "done",
        "a thing",
    )
    assert (entry.before, entry.after, entry.request_id, entry.address, entry.previous) == (
        '{"a":null}',
        '{"a":"乙"}',
        "r-1",
        "2001:db8::1",
        "",
    )
    assert entry.digest == entry.computed_digest() == LogHead.objects.get().digest
    assert User.objects.count() == 2


def test_a_failure_of_the_program_leaves_neither_act_nor_row(actor):
    with pytest.raises(ZeroDivisionError):
        do(actor, fail=ZeroDivisionError())
    assert (User.objects.count(), AuditEntry.objects.count(), LogHead.objects.count()) == (1, 0, 0)


def test_a_failure_to_log_undoes_the_act(actor, monkeypatch):
    def full(entry):
        raise OSError("disk full")

    monkeypatch.setattr(AuditEntry, "computed_digest", full)
    with pytest.raises(OSError, match="disk full"):
        do(actor)
    assert (User.objects.count(), AuditEntry.objects.count()) == (1, 0)


@pytest.mark.parametrize("kind", [NotAllowed, NotThere, MovedOn])
def test_what_somebody_was_refused_is_logged_and_nothing_else_written(actor, kind):
    with pytest.raises(kind):
        do(actor, fail=kind("no", "不行", "no"))
    assert AuditEntry.objects.values_list("outcome", "actor").get() == ("no", "wei")
    assert User.objects.count() == 1


@pytest.mark.parametrize("fault", [Refused("no", "不行", "no"), ManyRefused([Refused("no", "不行", "no")])])
def test_faults_of_input_are_not_logged(actor, fault):
    with pytest.raises(Refused):
        do(actor, fail=fault)
    assert (User.objects.count(), AuditEntry.objects.count()) == (1, 0)


def test_what_the_command_line_was_refused_is_not_logged():
    with pytest.raises(NotAllowed):
        do(COMMAND_LINE, fail=NotAllowed("no", "不行", "no"))
    assert AuditEntry.objects.count() == 0


def test_reading_alone_is_no_act_but_its_refusal_is_told(actor):
    do(actor, silent=True)
    assert AuditEntry.objects.count() == 0
    with pytest.raises(NotAllowed):
        do(actor, silent=True, fail=NotAllowed("no", "不行", "no"))
    assert AuditEntry.objects.get().outcome == "no"


def test_the_log_has_no_gaps_whatever_was_refused_between():
    world = make_world()
    for number in range(12):
        by = (world.system, world.stranger, COMMAND_LINE)[number % 3]
        try:
            create_account(username=f"user-{number}", password="green-heron-over-water", by=by, now=NOW)
        except NotAllowed:
            assert number % 3 == 1
    entries = AuditEntry.objects.order_by("seq")
    assert [entry.seq for entry in entries] == list(range(1, 13))
    assert [entry.outcome for entry in entries] == ["done", "no-right", "done"] * 4
    assert [entry.previous for entry in entries] == ["", *(entry.digest for entry in entries)][:12]
    assert list(list_breaks()) == []


def test_a_long_subject_is_cut_to_its_column(actor):
    with one_act(by=actor, now=NOW, name="try", subject="长" * 300):
        User.objects.update(display_name="x")
    assert AuditEntry.objects.get().subject == "长" * 200
    assert list(list_breaks()) == []
