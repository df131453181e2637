"""销号: applied for with evidence, settled by another person."""

from datetime import date

import pytest

from plans.actions.acting import COMMAND_LINE, Actor
from plans.actions.closing import apply_close_out, approve_close_out, return_close_out
from plans.models import AuditEntry, CloseOut, Target
from plans.queries.living import load_rules, load_task_records
from plans.rules.said import Refused
from plans.rules.standing import task_standing
from plans.rules.vocabulary import Light
from tests.actions.worlds import NOW, accepted, make_round, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    world = make_world()
    accepted(world, make_round(world), "20")
    return world


def apply(world, by=None, **given):
    arguments = {"completed_on": date(2031, 7, 30), "evidence": " 登记证书 "} | given
    return apply_close_out(
        task=world.task, round_=world.plan.rounds.last(), by=by or world.contributor, now=NOW, **arguments
    )


def refused(code, status, call, **arguments):
    before = list(CloseOut.objects.values())
    with pytest.raises(Refused) as caught:
        call(**arguments)
    assert (caught.value.code, caught.value.status) == (code, status)
    assert list(CloseOut.objects.values()) == before
    return caught.value


def light(world):
    """Of the first task, at the date of the only round."""
    round_ = world.plan.rounds.get()
    lights, _release, _version = load_rules(world.plan)
    facts = load_task_records(world.plan, round_=round_)[0].facts
    return task_standing(facts, as_of=round_.as_of_on, rules=lights).light


def test_a_reached_goal_is_closed_out_by_two_people_and_the_task_is_done(world):
    close_out = apply(world)
    assert (close_out.evidence, close_out.applied_by, close_out.approved_by) == (
        "登记证书",
        world.contributor.user,
        None,
    )
    assert light(world) is Light.ON
    approve_close_out(close_out=close_out, by=world.office, now=NOW)
    assert light(world) is Light.DONE
    assert [(row.act, row.subject) for row in AuditEntry.objects.order_by("-seq")[:2]] == [
        ("approve_close_out", "bailu-2031 1.1.1"),
        ("apply_close_out", "bailu-2031 1.1.1"),
    ]


def test_who_applied_may_not_approve(world):
    close_out = apply(world, by=world.liaison)
    refused("same-person", 403, approve_close_out, close_out=close_out, by=world.liaison, now=NOW)
    approve_close_out(close_out=close_out, by=world.office, now=NOW)


def test_a_goal_that_is_not_reached_cannot_be_closed_out():
    world = make_world()
    accepted(world, make_round(world), "19")
    refused("goal-not-reached", 400, apply, world=world)


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"evidence": " "}, "evidence-missing", "evidence"),
        ({"completed_on": date(2031, 8, 1)}, "completed-later", "completed_on"),
    ],
)
def test_evidence_and_a_day_that_has_come_are_needed(world, given, code, field):
    assert refused(code, 400, apply, world=world, **given).field == field


@pytest.mark.parametrize(
    ("who", "code", "status"),
    [
        ("head", "no-right", 403),
        ("teacher", "no-right", 403),
        ("office", "no-right", 403),
        ("stranger", "not-there", 404),
        ("neighbour", "not-there", 404),
    ],
)
def test_only_the_lead_department_applies(world, who, code, status):
    refused(code, status, apply, world=world, by=getattr(world, who))


def test_the_command_line_neither_applies_nor_settles(world):
    refused("not-there", 404, apply, world=world, by=COMMAND_LINE)
    close_out = apply(world)
    refused("no-right", 403, approve_close_out, close_out=close_out, by=Actor(), now=NOW)


@pytest.mark.parametrize("who", ["contributor", "head", "admin", "auditor", "stranger", "neighbour"])
def test_only_the_plan_office_settles(world, who):
    close_out, by = apply(world), getattr(world, who)
    refused("no-right", 403, approve_close_out, close_out=close_out, by=by, now=NOW)
    refused("no-right", 403, return_close_out, close_out=close_out, reason="不全", by=by, now=NOW)


def test_one_application_is_open_at_a_time(world):
    apply(world)
    refused("close-out-open", 409, apply, world=world)


def test_a_returned_application_keeps_its_reason_and_another_may_follow(world):
    first = apply(world)
    refused("reason-missing", 400, return_close_out, close_out=first, reason=" ", by=world.office, now=NOW)
    return_close_out(close_out=first, reason=" 材料不全 ", by=world.office, now=NOW)
    first.refresh_from_db()
    assert (first.return_reason, first.returned_by) == ("材料不全", world.office.user)
    for call, given in ((approve_close_out, {}), (return_close_out, {"reason": "再退"})):
        refused("close-out-settled", 409, call, close_out=first, by=world.office, now=NOW, **given)
    assert apply(world).pk != first.pk


def test_a_close_out_counts_from_its_day_on(world):
    """An issue as of an earlier day still shows the task as it was then."""
    second = make_round(world, 2)
    close_out = apply(world, completed_on=date(2031, 8, 15))
    approve_close_out(close_out=close_out, by=world.office, now=NOW)
    first = world.plan.rounds.get(number=1)
    closed = [load_task_records(world.plan, round_=row)[0].closed_out_on for row in (first, second)]
    assert closed == [None, date(2031, 8, 15)]


def test_a_goal_raised_since_makes_the_task_open_again(world):
    approve_close_out(close_out=apply(world), by=world.office, now=NOW)
    old = Target.objects.get()
    Target.objects.create(
        task=world.task,
        key="t1",
        name="家庭农场",
        kind="cumulative",
        goal_text="40",
        decision=old.decision,
        supersedes=old,
    )
    assert light(world) is Light.ON
