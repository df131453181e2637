"""Reference data through its action: kept by its own plan administrators, with what was before in the log."""

import json

import pytest

from plans.actions.acting import COMMAND_LINE
from plans.actions.reference import save_department, save_jurisdiction
from plans.models import AuditEntry, Department, Jurisdiction
from plans.rules.said import NotAllowed
from tests.actions.worlds import NOW, make_world


@pytest.fixture
def world(db):
    return make_world()


def test_a_department_gets_a_new_name_and_the_log_keeps_the_old_one(world):
    world.farm.name = "农业农村局"
    save_department(department=world.farm, by=world.admin, now=NOW)
    entry = AuditEntry.objects.latest("seq")
    names = [json.loads(text)["name"] for text in (entry.before, entry.after)]
    assert (Department.objects.get(pk=world.farm.pk).name, names) == ("农业农村局", ["农业局", "农业农村局"])


def test_a_new_department_has_nothing_before(world):
    new = Department(jurisdiction=world.plan.jurisdiction, slug="water", name="水务局", category="政府部门", sort=30)
    save_department(department=new, by=COMMAND_LINE, now=NOW)
    entry = AuditEntry.objects.latest("seq")
    assert (entry.actor, entry.before, json.loads(entry.after)["sort"]) == ("command line", "", "30")


@pytest.mark.parametrize("who", ["office", "auditor", "contributor", "neighbour", "stranger"])
def test_nobody_else_may_keep_them_and_the_refusal_is_logged(world, who):
    world.farm.name = "别的名称"
    with pytest.raises(NotAllowed):
        save_department(department=world.farm, by=world.people[who], now=NOW)
    entry = AuditEntry.objects.latest("seq")
    assert (Department.objects.get(pk=world.farm.pk).name, entry.outcome, entry.actor) == ("农业局", "no-right", who)


def test_a_department_is_not_taken_over_from_another_county(world):
    elsewhere = Jurisdiction.objects.get(code="990002")
    world.farm.jurisdiction = elsewhere
    with pytest.raises(NotAllowed):
        save_department(department=world.farm, by=world.neighbour, now=NOW)
    assert Department.objects.get(pk=world.farm.pk).jurisdiction == world.plan.jurisdiction


def test_a_jurisdiction_gets_its_official_code(world):
    county = world.plan.jurisdiction
    county.code = "441803"
    save_jurisdiction(jurisdiction=county, by=world.admin, now=NOW)
    entry = AuditEntry.objects.latest("seq")
    codes = [json.loads(text)["code"] for text in (entry.before, entry.after)]
    assert (Jurisdiction.objects.get(pk=county.pk).code, codes) == ("441803", ["990001", "441803"])


def test_a_jurisdiction_is_kept_by_its_own_administrator_only(world):
    with pytest.raises(NotAllowed):
        save_jurisdiction(jurisdiction=world.plan.jurisdiction, by=world.neighbour, now=NOW)
    assert AuditEntry.objects.latest("seq").outcome == "no-right"


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("category__exact=%00", 404),
        ("q=%00", 404),
        ("a%00=1", 404),
        ("category__exact=%E9%95%87", 400),
        ("name__regex=(", 400),
        ("sort__exact=99999999999999999999999", 400),
        ("jurisdiction__membership__user__password__startswith=a", 400),
        ("q=%E5%86%9C&o=1&p=1", 200),
    ],
)
def test_a_list_is_searched_and_sorted_and_asked_nothing_else(stage, query, status):
    answer = stage.client("admin").get(f"/admin/reference/departments/?{query}")
    assert answer.status_code == status
