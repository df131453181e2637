"""Accounts and roles: who creates one gives none of the other, and nobody gives a role to themselves."""

import pytest

from plans.actions.acting import COMMAND_LINE
from plans.actions.people import create_account, end_role, grant_role, set_account_active
from plans.models import AuditEntry, Department, Jurisdiction, Membership, User
from plans.rules.said import Refused
from plans.rules.vocabulary import Role
from tests.actions.worlds import NOW, make_world

pytestmark = pytest.mark.django_db

PASSWORD = "green-heron-over-water"


@pytest.fixture
def world():
    return make_world()


def refused(code, status, call, **arguments):
    before = (User.objects.count(), Membership.objects.count())
    with pytest.raises(Refused) as caught:
        call(now=NOW, **arguments)
    assert (caught.value.code, caught.value.status) == (code, status)
    assert (User.objects.count(), Membership.objects.count()) == before
    return caught.value


def log():
    return list(AuditEntry.objects.order_by("seq").values_list("act", "actor", "outcome", "role", "department"))


def grant(world, role, who="stranger", by=None, department=None, **given):
    return {
        "user": getattr(world, who).user,
        "role": role,
        "jurisdiction": world.plan.jurisdiction,
        "department": department,
        "by": by or world.admin,
        **given,
    }


@pytest.mark.parametrize("who", ["system", None])
def test_the_system_administrator_and_the_command_line_create_accounts(world, who):
    by = getattr(world, who) if who else COMMAND_LINE
    user = create_account(username="wei", password=PASSWORD, display_name="小魏", by=by, now=NOW)
    assert (user.check_password(PASSWORD), str(user), user.is_staff, user.is_superuser) == (True, "小魏", True, False)
    assert log() == [("create_account", by.name, "done", "", "")]


@pytest.mark.parametrize("who", ["contributor", "office", "admin", "auditor", "stranger"])
def test_nobody_else_creates_or_disables_accounts(world, who):
    by = getattr(world, who)
    refused("no-right", 403, create_account, username="wei", password=PASSWORD, by=by)
    refused("no-right", 403, set_account_active, user=world.head.user, is_active=False, by=by)
    assert [entry[2] for entry in log()] == ["no-right", "no-right"]


def test_a_taken_name_and_a_weak_password_are_refused_at_their_fields(world):
    error = refused("username-taken", 400, create_account, username="head", password=PASSWORD, by=world.system)
    assert error.field == "username"
    error = refused("password-weak", 400, create_account, username="wei", password="short", by=world.system)
    assert error.field == "password"
    assert log() == []


@pytest.mark.parametrize("who", ["system", None])
def test_a_disabled_account_stays_and_can_be_enabled_again(world, who):
    by = getattr(world, who) if who else COMMAND_LINE
    for is_active in (False, True):
        set_account_active(user=world.head.user, is_active=is_active, by=by, now=NOW)
        assert User.objects.get(username="head").is_active is is_active
    entry = AuditEntry.objects.get(seq=1)
    assert (entry.subject, entry.before, entry.after) == ("head", '{"is_active":true}', '{"is_active":false}')


@pytest.mark.parametrize("role", [Role.PLAN_OFFICE, Role.AUDITOR, Role.PLAN_ADMIN])
def test_the_plan_administrator_gives_roles_over_the_plan(world, role):
    membership = grant_role(**grant(world, role), now=NOW)
    assert (membership.role, membership.department) == (role.value, None)
    assert log() == [("grant_role", "admin", "done", role.value, "")]


def test_the_plan_administrator_gives_roles_in_departments_once(world):
    first = grant_role(**grant(world, Role.HEAD, department=world.farm), now=NOW)
    assert grant_role(**grant(world, Role.HEAD, department=world.farm), now=NOW) == first
    assert log() == [("grant_role", "admin", "done", "head", "农业局")] * 2


def test_system_administrators_are_named_on_the_server_only(world):
    refused("system-role", 403, grant_role, **grant(world, Role.SYSTEM_ADMIN))
    assert grant_role(**grant(world, Role.SYSTEM_ADMIN, by=COMMAND_LINE), now=NOW).role == "system_admin"


def test_nobody_changes_their_own_roles(world):
    refused("own-role", 403, grant_role, **grant(world, Role.PLAN_OFFICE, who="admin"))
    refused("own-role", 403, end_role, membership=world.admin.user.memberships.get(), by=world.admin)


@pytest.mark.parametrize("who", ["contributor", "head", "office", "auditor", "system", "stranger", "neighbour"])
def test_nobody_else_gives_or_ends_roles(world, who):
    by = getattr(world, who)
    refused("no-right", 403, grant_role, **grant(world, Role.AUDITOR, who="teacher", by=by))
    refused("no-right", 403, end_role, membership=world.teacher.user.memberships.get(), by=by)


def test_a_role_and_its_place_belong_together(world):
    for given in (grant(world, Role.HEAD), grant(world, Role.AUDITOR, department=world.farm)):
        assert refused("role-place", 400, grant_role, **given).field == "department"


def test_a_role_is_given_in_a_department_of_the_jurisdiction_only(world):
    elsewhere = Department.objects.create(
        jurisdiction=Jurisdiction.objects.create(code="990099", name="邻县"),
        slug="far",
        name="邻县农业局",
        category="政府部门",
    )
    error = refused("department-elsewhere", 400, grant_role, **grant(world, Role.HEAD, department=elsewhere))
    assert error.field == "department"


def test_nobody_switches_their_own_account(world):
    refused("own-account", 403, set_account_active, user=world.system.user, is_active=False, by=world.system)
    assert User.objects.get(pk=world.system.user.pk).is_active


def test_a_role_ends(world):
    end_role(membership=world.teacher.user.memberships.get(), by=world.admin, now=NOW)
    end_role(membership=world.auditor.user.memberships.get(), by=COMMAND_LINE, now=NOW)
    assert not Membership.objects.filter(user__username__in=["teacher", "auditor"]).exists()
    assert log() == [
        ("end_role", "admin", "done", "contributor", "教育局"),
        ("end_role", "command line", "done", "auditor", ""),
    ]
