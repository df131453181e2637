"""Opening and closing reporting rounds."""

from datetime import date

import pytest

from plans.actions.acting import COMMAND_LINE
from plans.actions.rounds import close_round, open_round
from plans.models import AuditEntry, Round
from plans.rules.said import Refused
from tests.actions.worlds import NOW, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


def open_(world, as_of_on=date(2031, 7, 31), by=None):
    return open_round(plan=world.plan, as_of_on=as_of_on, due_at=NOW, by=by or world.office, now=NOW)


def refused(code, status, call, **arguments):
    with pytest.raises(Refused) as caught:
        call(**arguments)
    assert (caught.value.code, caught.value.status) == (code, status)
    return caught.value


def test_rounds_are_numbered_and_follow_each_other(world):
    first = open_(world)
    close_round(round_=first, by=world.office, now=NOW)
    second = open_(world, date(2031, 8, 31), by=COMMAND_LINE)
    close_round(round_=second, by=COMMAND_LINE, now=NOW)
    assert [(row.number, row.closed_at) for row in Round.objects.order_by("number")] == [(1, NOW), (2, NOW)]
    assert list(AuditEntry.objects.order_by("seq").values_list("act", "actor", "after")) == [
        ("open_round", "office", '{"as_of":"2031-07-31","round":"1"}'),
        ("close_round", "office", ""),
        ("open_round", "command line", '{"as_of":"2031-08-31","round":"2"}'),
        ("close_round", "command line", ""),
    ]


@pytest.mark.parametrize("who", ["contributor", "head", "admin", "auditor", "stranger", "neighbour"])
def test_only_the_plan_office_opens_and_closes(world, who):
    by = getattr(world, who)
    refused("no-right", 403, open_, world=world, by=by)
    round_ = open_(world)
    refused("no-right", 403, close_round, round_=round_, by=by, now=NOW)
    assert Round.objects.get().closed_at is None


def test_a_draft_plan_has_no_rounds():
    refused("plan-not-confirmed", 409, open_, world=make_world(state="draft"))


def test_one_round_is_open_at_a_time(world):
    open_(world)
    refused("round-open", 409, open_, world=world, as_of_on=date(2031, 8, 31))
    assert AuditEntry.objects.order_by("seq").last().outcome == "round-open"


def test_figures_move_on_in_time(world):
    close_round(round_=open_(world), by=world.office, now=NOW)
    error = refused("round-not-later", 400, open_, world=world)
    assert error.field == "as_of_on"


def test_a_round_is_closed_once(world):
    round_ = open_(world)
    close_round(round_=round_, by=world.office, now=NOW)
    refused("round-closed", 409, close_round, round_=round_, by=world.office, now=NOW)


@pytest.mark.parametrize(
    ("as_of_on", "due_at", "code", "field"),
    [
        (date(9999, 12, 31), NOW, "round-outside-plan", "as_of_on"),
        (date(2029, 12, 31), NOW, "round-outside-plan", "as_of_on"),
        (date(2031, 7, 31), NOW.replace(year=2001), "due-far-away", "due_at"),
        (date(2031, 7, 31), NOW.replace(year=2099), "due-far-away", "due_at"),
    ],
)
def test_a_slip_in_the_year_is_refused_at_its_field(as_of_on, due_at, code, field):
    world = make_world()
    with pytest.raises(Refused) as caught:
        open_round(plan=world.plan, as_of_on=as_of_on, due_at=due_at, by=world.office, now=NOW)
    assert (caught.value.code, caught.value.field) == (code, field)
    assert not world.plan.rounds.exists()
