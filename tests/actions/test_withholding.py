"""应急撤下: two people, one row, at once and for good; the chain still verifies."""

import pytest

from plans.actions.acting import COMMAND_LINE
from plans.actions.withholding import propose_withholding, withhold
from plans.models import AuditEntry, PublishedIndicator, PublishedTask, Withholding
from plans.queries.published_rows import load_bodies
from plans.queries.verification import list_breaks
from plans.rules.indicators import EMPTY_INDICATOR_COLUMNS
from plans.rules.publication import EMPTY_COLUMNS
from plans.rules.said import Refused
from tests.actions.worlds import NOW, accepted, issue, make_indicator, make_round, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    world = make_world(tasks=2)
    round_ = make_round(world)
    accepted(world, round_)
    issue(world, round_)
    return world


def row():
    return PublishedTask.objects.get(code="1.1.1")


def propose(world, by=None, reason=" 涉及敏感信息 "):
    return propose_withholding(row=row(), reason=reason, by=by or world.office, now=NOW)


def refused(code, status, call, **arguments):
    before = (list(Withholding.objects.values()), row().body)
    with pytest.raises(Refused) as caught:
        call(**arguments)
    assert (caught.value.code, caught.value.status) == (code, status)
    assert (list(Withholding.objects.values()), row().body) == before
    return caught.value


def test_two_people_destroy_the_content_of_one_row(world):
    digest = row().sha256
    withhold(withholding=propose(world), by=world.publisher, now=NOW)
    emptied = row()
    assert (emptied.body, emptied.salt, emptied.sha256, emptied.is_withheld) == ("", "", digest, True)
    assert {name: getattr(emptied, name) for name in EMPTY_COLUMNS} == EMPTY_COLUMNS
    assert list(load_bodies(emptied.publication)) == ["1.1.2"]
    assert list(list_breaks()) == []
    acts = AuditEntry.objects.order_by("-seq").values_list("act", "actor", "subject")[:2]
    assert list(acts) == [
        ("withhold", "publisher", "bailu-2031 internal 1 1.1.1"),
        ("propose_withholding", "office", "bailu-2031 internal 1 1.1.1"),
    ]


def test_who_proposed_it_does_not_carry_it_out(world):
    refused("same-person", 403, withhold, withholding=propose(world), by=world.office, now=NOW)


def test_the_public_reason_is_needed(world):
    assert refused("reason-missing", 400, propose, world=world, reason=" ").field == "reason"


@pytest.mark.parametrize("who", ["contributor", "head", "admin", "auditor", "stranger", "neighbour", None])
def test_only_the_plan_office_withholds(world, who):
    by = getattr(world, who) if who else COMMAND_LINE
    refused("no-right", 403, propose, world=world, by=by)
    refused("no-right", 403, withhold, withholding=propose(world), by=by, now=NOW)


def test_it_is_proposed_once_and_done_once(world):
    withholding = propose(world)
    refused("already-withheld", 409, propose, world=world)
    withhold(withholding=withholding, by=world.publisher, now=NOW)
    refused("already-withheld", 409, propose, world=world)
    refused("already-withheld", 409, withhold, withholding=withholding, by=world.publisher, now=NOW)


def test_an_indicator_is_withheld_like_a_task(world):
    make_indicator(world)
    row = issue(world, make_round(world, 2)).indicators.get()
    digest = row.sha256
    withholding = propose_withholding(row=row, reason="尚未公布", by=world.office, now=NOW)
    for refusal, arguments in {
        "already-withheld": {"row": row, "reason": "尚未公布", "by": world.office},
        "no-right": {"row": row, "reason": "尚未公布", "by": world.admin},
    }.items():
        with pytest.raises(Refused) as caught:
            propose_withholding(**arguments, now=NOW)
        assert caught.value.code == refusal
    with pytest.raises(Refused, match="提出撤下的人不能自行执行"):
        withhold(withholding=withholding, by=world.office, now=NOW)
    withhold(withholding=withholding, by=world.publisher, now=NOW)
    emptied = PublishedIndicator.objects.get(pk=row.pk)
    assert (emptied.body, emptied.salt, emptied.sha256, emptied.is_withheld) == ("", "", digest, True)
    assert {name: getattr(emptied, name) for name in EMPTY_INDICATOR_COLUMNS} == EMPTY_INDICATOR_COLUMNS
    assert list(list_breaks()) == []
    act = AuditEntry.objects.order_by("-seq").first()
    assert (act.act, act.outcome, act.subject) == ("withhold", "done", "bailu-2031 internal 2 R001")
