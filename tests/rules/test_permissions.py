"""Who may see and do what. Somebody who must not see is always present."""

import pytest

from plans.rules.permissions import (
    Grant,
    Person,
    TaskPlace,
    department_roles,
    may_audit,
    may_manage_accounts,
    may_run_rounds,
    may_see_draft,
    may_see_plan,
    may_see_reports,
    may_see_task,
    may_shape_plan,
    plan_roles,
    reporting_roles,
)
from plans.rules.vocabulary import Role

HERE, ELSEWHERE = 1, 2
LEAD, JOINT, COOPERATING, BYSTANDER = 11, 12, 13, 14
PLACE = TaskPlace(jurisdiction=HERE, lead=LEAD, others=frozenset({JOINT, COOPERATING}))
NOBODYS = TaskPlace(jurisdiction=HERE)


def person(*grants, active=True):
    return Person(key=7, is_active=active, grants=frozenset(grants))


def in_department(role, department, jurisdiction=HERE):
    return person(Grant(role, jurisdiction, department))


def plan_wide(role, jurisdiction=HERE):
    return person(Grant(role, jurisdiction))


OUTSIDER = person()

# person -> sees the plan, its reports (V), the task with its reports, its drafts, runs rounds, shapes the plan, audits,
# manages accounts; roles in the workflow
PEOPLE = {
    "somebody signed in without any role": (OUTSIDER, "--------", set()),
    "contributor of the lead": (in_department(Role.CONTRIBUTOR, LEAD), "--TD----", {Role.CONTRIBUTOR}),
    "head of the lead": (in_department(Role.HEAD, LEAD), "--T-----", {Role.HEAD}),
    "contributor of a joint lead": (in_department(Role.CONTRIBUTOR, JOINT), "--T-----", set()),
    "head of a joint lead": (in_department(Role.HEAD, JOINT), "--T-----", set()),
    "contributor of a cooperating department": (in_department(Role.CONTRIBUTOR, COOPERATING), "--T-----", set()),
    "head of a cooperating department": (in_department(Role.HEAD, COOPERATING), "--T-----", set()),
    "contributor of another department": (in_department(Role.CONTRIBUTOR, BYSTANDER), "--------", set()),
    "head of another department": (in_department(Role.HEAD, BYSTANDER), "--------", set()),
    "contributor of a department elsewhere": (in_department(Role.CONTRIBUTOR, 21, ELSEWHERE), "--------", set()),
    "plan office": (plan_wide(Role.PLAN_OFFICE), "PVT-R---", {Role.PLAN_OFFICE}),
    "plan administrator": (plan_wide(Role.PLAN_ADMIN), "P----S--", {Role.PLAN_ADMIN}),
    "auditor": (plan_wide(Role.AUDITOR), "PVT---A-", {Role.AUDITOR}),
    "system administrator": (plan_wide(Role.SYSTEM_ADMIN), "-------M", set()),
    "plan office elsewhere": (plan_wide(Role.PLAN_OFFICE, ELSEWHERE), "--------", set()),
    "plan administrator elsewhere": (plan_wide(Role.PLAN_ADMIN, ELSEWHERE), "--------", set()),
    "auditor elsewhere": (plan_wide(Role.AUDITOR, ELSEWHERE), "--------", set()),
    "system administrator elsewhere": (plan_wide(Role.SYSTEM_ADMIN, ELSEWHERE), "-------M", set()),
    "contributor of no department": (plan_wide(Role.CONTRIBUTOR), "--------", set()),
    "head of no department": (plan_wide(Role.HEAD), "--------", set()),
    "system administrator filed under the lead": (in_department(Role.SYSTEM_ADMIN, LEAD), "-------M", set()),
    "auditor elsewhere filed under the lead": (in_department(Role.AUDITOR, LEAD, ELSEWHERE), "--------", set()),
    "contributor and head of the lead in one": (
        person(Grant(Role.CONTRIBUTOR, HERE, LEAD), Grant(Role.HEAD, HERE, LEAD)),
        "--TD----",
        {Role.CONTRIBUTOR, Role.HEAD},
    ),
    "contributor of the lead who is also the plan office": (
        person(Grant(Role.CONTRIBUTOR, HERE, LEAD), Grant(Role.PLAN_OFFICE, HERE)),
        "PVTDR---",
        {Role.CONTRIBUTOR, Role.PLAN_OFFICE},
    ),
}


def rights(somebody, place=PLACE):
    jurisdiction = place.jurisdiction
    held = {
        "P": may_see_plan(somebody, jurisdiction=jurisdiction),
        "V": may_see_reports(somebody, jurisdiction=jurisdiction),
        "T": may_see_task(somebody, place=place),
        "D": may_see_draft(somebody, place=place),
        "R": may_run_rounds(somebody, jurisdiction=jurisdiction),
        "S": may_shape_plan(somebody, jurisdiction=jurisdiction),
        "A": may_audit(somebody, jurisdiction=jurisdiction),
        "M": may_manage_accounts(somebody),
    }
    return "".join(letter if allowed else "-" for letter, allowed in held.items())


@pytest.mark.parametrize(("somebody", "expected", "roles"), PEOPLE.values(), ids=PEOPLE)
def test_everybody_has_exactly_the_rights_of_their_roles(somebody, expected, roles):
    assert (rights(somebody), reporting_roles(somebody, place=PLACE)) == (expected, roles)
    assert rights(OUTSIDER) == "--------"


@pytest.mark.parametrize(("somebody", "expected", "roles"), PEOPLE.values(), ids=PEOPLE)
def test_a_task_without_a_lead_is_seen_only_by_those_who_read_the_reports_of_the_plan(somebody, expected, roles):
    assert rights(somebody, NOBODYS) == expected.replace("T", "T" if "V" in expected else "-").replace("D", "-")
    assert reporting_roles(somebody, place=NOBODYS) == roles - {Role.CONTRIBUTOR, Role.HEAD}


@pytest.mark.parametrize(("somebody", "_expected", "_roles"), PEOPLE.values(), ids=PEOPLE)
def test_a_disabled_account_has_no_right_at_all(somebody, _expected, _roles):
    disabled = Person(key=somebody.key, is_active=False, grants=somebody.grants)
    assert (rights(disabled), reporting_roles(disabled, place=PLACE)) == ("--------", set())


def test_the_table_knows_every_role():
    assert {grant.role for somebody, _, _ in PEOPLE.values() for grant in somebody.grants} == set(Role)


def test_a_person_is_nothing_but_a_key_and_the_grants_so_a_superuser_flag_has_no_place():
    assert list(Person.__dataclass_fields__) == ["key", "is_active", "grants"]


@pytest.mark.parametrize("role", Role)
def test_a_department_role_counts_in_its_department_only(role):
    somebody = in_department(role, LEAD)
    expected = {role} if role in (Role.CONTRIBUTOR, Role.HEAD) else set()
    assert department_roles(somebody, department=LEAD) == expected
    assert department_roles(somebody, department=BYSTANDER) == set()
    assert department_roles(somebody, department=None) == set()
    assert department_roles(OUTSIDER, department=LEAD) == set()


@pytest.mark.parametrize("role", Role)
def test_a_plan_wide_role_counts_in_its_jurisdiction_only(role):
    somebody = plan_wide(role)
    expected = {role} if role in (Role.PLAN_OFFICE, Role.PLAN_ADMIN, Role.AUDITOR) else set()
    assert plan_roles(somebody, jurisdiction=HERE) == expected
    assert plan_roles(somebody, jurisdiction=ELSEWHERE) == set()
    assert plan_roles(OUTSIDER, jurisdiction=HERE) == set()


def test_the_departments_of_a_place_are_its_lead_and_the_others():
    assert PLACE.departments == {LEAD, JOINT, COOPERATING}
    assert TaskPlace(jurisdiction=HERE, others=frozenset({JOINT})).departments == {JOINT}
    assert NOBODYS.departments == set()


def test_a_department_that_only_cooperates_sees_a_task_nobody_leads():
    place = TaskPlace(jurisdiction=HERE, others=frozenset({COOPERATING}))
    assert rights(in_department(Role.CONTRIBUTOR, COOPERATING), place) == "--T-----"
    assert rights(in_department(Role.CONTRIBUTOR, BYSTANDER), place) == "--------"
