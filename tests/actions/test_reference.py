"""Names and codes of a jurisdiction and its departments, kept by its own plan administrators."""

import json

import pytest

from plans.actions.acting import COMMAND_LINE
from plans.actions.reference import save_department, save_duties, save_jurisdiction
from plans.models import AuditEntry, Department, Jurisdiction
from plans.rules.said import NotAllowed, Refused
from tests.actions.worlds import NOW, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


def refused(call, **arguments):
    with pytest.raises(Refused) as caught:
        call(now=NOW, **arguments)
    assert (caught.value.code, caught.value.status) == ("no-right", 403)


def test_a_department_is_made_and_renamed_and_the_log_tells_both_names(world):
    department = Department(
        jurisdiction=world.plan.jurisdiction, slug="water", name="水务局", category="政府部门", sort=30
    )
    save_department(department=department, by=world.admin, now=NOW)
    department.name = "水利局"
    save_department(department=department, by=COMMAND_LINE, now=NOW)
    assert Department.objects.get(slug="water").name == "水利局"
    made, renamed = AuditEntry.objects.order_by("seq")
    assert (made.act, made.actor, made.subject, made.department, made.before) == (
        "save_department",
        "admin",
        "water",
        "水务局",
        "",
    )
    assert ("水务局" in renamed.before, "水利局" in renamed.after, renamed.actor) == (True, True, "command line")


def test_a_jurisdiction_gets_its_official_name_and_code(world):
    row = world.plan.jurisdiction
    row.code, row.name = "440199", "白鹭区"
    save_jurisdiction(jurisdiction=row, by=world.admin, now=NOW)
    assert Jurisdiction.objects.values_list("code", "name").get(pk=row.pk) == ("440199", "白鹭区")
    entry = AuditEntry.objects.get()
    assert (entry.before, entry.after) == (
        '{"code":"990001","name":"白鹭县"}',
        '{"code":"440199","name":"白鹭区"}',
    )


@pytest.mark.parametrize("who", ["contributor", "head", "office", "auditor", "system", "stranger", "neighbour"])
def test_nobody_else_keeps_them(world, who):
    by = getattr(world, who)
    world.farm.name, world.plan.jurisdiction.name = "别的名称", "别的地方"
    refused(save_department, department=world.farm, by=by)
    refused(save_jurisdiction, jurisdiction=world.plan.jurisdiction, by=by)
    assert (Department.objects.get(slug="farm").name, Jurisdiction.objects.get(code="990001").name) == (
        "农业局",
        "白鹭县",
    )


def test_a_department_is_not_taken_over_by_the_administrator_of_another_place(world):
    """Moved on paper into the neighbour's jurisdiction, it is still not the neighbour's to change."""
    world.farm.jurisdiction = Jurisdiction.objects.get(code="990002")
    refused(save_department, department=world.farm, by=world.neighbour)
    assert Department.objects.get(slug="farm").jurisdiction == world.plan.jurisdiction


def duties_of(department):
    return list(department.duties.order_by("pk").values_list("role", "words"))


def test_duties_take_the_place_of_those_before_and_the_log_keeps_both(world):
    save_duties(department=world.farm, lead=["家庭农场"], cooperating=["水库"], by=world.admin, now=NOW)
    save_duties(department=world.farm, lead=["农田", "水库"], cooperating=[], by=world.admin, now=NOW)
    entry = AuditEntry.objects.latest("seq")
    assert duties_of(world.farm) == [("lead", "农田"), ("lead", "水库")]
    assert (entry.act, entry.department, json.loads(entry.before), json.loads(entry.after)) == (
        "save_duties",
        "农业局",
        {"lead": ["家庭农场"], "cooperating": ["水库"]},
        {"lead": ["农田", "水库"], "cooperating": []},
    )


def test_duties_that_stay_as_they_are_are_no_act(world):
    for _ in range(2):
        save_duties(department=world.farm, lead=["家庭农场"], cooperating=[], by=world.admin, now=NOW)
    assert (AuditEntry.objects.filter(act="save_duties").count(), duties_of(world.farm)) == (1, [("lead", "家庭农场")])


def test_words_that_mean_nothing_are_refused_and_nothing_is_stored_or_logged(world):
    with pytest.raises(Refused) as caught:
        save_duties(department=world.farm, lead=["农"], cooperating=[], by=world.admin, now=NOW)
    assert (caught.value.code, duties_of(world.farm), AuditEntry.objects.count()) == ("duty-short", [], 0)


@pytest.mark.parametrize("who", ["office", "auditor", "contributor", "head", "neighbour", "stranger"])
def test_nobody_else_keeps_the_duties(world, who):
    with pytest.raises(NotAllowed):
        save_duties(department=world.farm, lead=["家庭农场"], cooperating=[], by=world.people[who], now=NOW)
    entry = AuditEntry.objects.latest("seq")
    assert (duties_of(world.farm), entry.outcome, entry.actor) == ([], "no-right", who)
