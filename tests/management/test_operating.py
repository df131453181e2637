"""The commands by which an installation is set up, publishes and verifies."""

import io

import pytest
from django.core.management import CommandError, call_command

from plans.actions.acting import COMMAND_LINE
from plans.actions.people import create_account
from plans.models import AuditEntry, Jurisdiction, Membership, Publication, PublishedTask, User
from tests.actions.worlds import NOW, accepted, issue, make_round, make_world
from tests.guards import guards_lifted

pytestmark = pytest.mark.django_db


def run(*arguments, **options):
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command(*arguments, stdout=out, stderr=err, **options)
    except SystemExit as stop:
        return stop.code, out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


@pytest.fixture
def typed(monkeypatch):
    """What stands on standard input."""

    def type_(text):
        monkeypatch.setattr("sys.stdin", io.StringIO(text))

    return type_


# -- verify_publications ---------------------------------------------------------------------------------------------


def test_verifying_says_how_much_was_checked():
    world = make_world(tasks=2)
    round_ = make_round(world)
    issue(world, round_)
    assert run("verify_publications") == (0, "1 publications, 2 rows, 1 log entries\nok\n", "")


def test_verifying_names_the_first_broken_row_and_fails():
    world = make_world(tasks=2)
    issue(world, make_round(world))
    with guards_lifted():
        PublishedTask.objects.update(title="改过的名称")
    what = "a sort or filter column is not what the body says"
    first, second = (f"bailu-2031 internal 1, 1.1.{number}: {what}\n" for number in (1, 2))
    assert run("verify_publications") == (1, "", first)
    assert run("verify_publications", "--all") == (1, "", first + second)


# -- publish ---------------------------------------------------------------------------------------------------------


def test_publishing_as_an_account_names_the_issue():
    world = make_world()
    accepted(world, make_round(world))
    code, out, err = run("publish", "--plan", "bailu-2031", "--series", "internal", "--by", "publisher", "--note", "初")
    publication = Publication.objects.get()
    assert (code, err) == (0, "")
    assert out == f"bailu-2031 internal 1 {publication.digest}\n"
    assert publication.published_by == str(world.publisher.user.pk)


def test_a_public_issue_is_published_with_its_review():
    make_round(make_world())
    review = ("--review-office", "保密办", "--review-conclusion", "可以公开", "--review-on", "2031-09-01")
    public = ("publish", "--plan", "bailu-2031", "--series", "public", "--by", "publisher")
    code, _out, err = run(*public, *review)
    assert (code, err) == (2, "保密审查日期不能晚于今天。\n")
    code, _out, _err = run(*public, *review[:-1], "2023-09-01", "--round", "1")
    assert (code, Publication.objects.public().count()) == (0, 1)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"plan": "no-such"}, "没有地址名为“no-such”的计划。\n"),
        ({"by": "nobody"}, "没有用户“nobody”。\n"),
        ({"round": "7"}, "该计划没有这个填报期。\n"),
        ({"by": "contributor"}, "您没有发布的权限，请联系计划管理员。\n"),
        ({"by": "liaison"}, "您填报的事项（1.1.1）须由他人发布。\n"),
        ({"series": "public"}, "公开发布前请登记保密审查情况（审查单位、结论、日期）。\n"),
        ({"series": "public", "review-office": "保密办"}, "请用 --review-on 填写保密审查日期。\n"),
    ],
)
def test_publishing_is_refused_with_a_sentence(given, sentence):
    world = make_world()
    accepted(world, make_round(world), by=world.liaison)
    options = {"plan": "bailu-2031", "series": "internal", "by": "publisher"} | given
    arguments = [part for name, value in options.items() for part in (f"--{name}", value)]
    assert run("publish", *arguments) == (2, "", sentence)
    assert not Publication.objects.exists()


def test_the_series_must_be_one_of_the_two():
    with pytest.raises(CommandError, match="invalid choice: 'secret'"):
        run("publish", "--plan", "p", "--by", "b", "--series", "secret")


# -- create_account and grant_role -----------------------------------------------------------------------------------


def test_an_account_takes_its_password_from_standard_input(typed):
    typed("green-heron-over-water\n")
    assert run("create_account", "wei", "--display-name", "小魏") == (0, "wei\n", "")
    user = User.objects.get()
    assert (user.check_password("green-heron-over-water"), user.display_name) == (True, "小魏")
    assert AuditEntry.objects.values_list("actor", "act", "subject").get() == ("command line", "create_account", "wei")


def test_without_one_a_password_is_made_and_shown_once(typed):
    typed("")
    code, out, _err = run("create_account", "wei")
    name, line = out.splitlines()
    password = line.removeprefix("密码（只显示这一次）：")
    assert (code, name, len(password)) == (0, "wei", 20)
    assert User.objects.get().check_password(password)


def test_a_weak_password_and_a_taken_name_are_refused(typed):
    typed("12345\n")
    code, out, err = run("create_account", "wei")
    assert (code, out, User.objects.count()) == (2, "", 0)
    assert "12" in err
    typed("")
    run("create_account", "wei")
    assert run("create_account", "wei") == (2, "", "该用户名已被使用。\n")


def test_the_first_administrators_get_their_roles():
    world = make_world()
    assert run("grant_role", "stranger", "plan_admin", "--jurisdiction", "990001") == (
        0,
        "stranger plan_admin 990001\n",
        "",
    )
    assert run("grant_role", "stranger", "head", "--jurisdiction", "990001", "--department", "farm") == (
        0,
        "stranger head farm\n",
        "",
    )
    granted = Membership.objects.filter(user=world.stranger.user).values_list("role", "department__slug")
    assert set(granted) == {("plan_admin", None), ("head", "farm")}


def test_the_only_jurisdiction_need_not_be_named_and_without_one_a_plan_comes_first():
    create_account(username="wei", password="green-heron-over-water", by=COMMAND_LINE, now=NOW)
    assert run("grant_role", "wei", "plan_admin") == (2, "", "还没有行政区。请先用 import_plan 导入计划文件。\n")
    Jurisdiction.objects.create(code="990003", name="白鹤县")
    assert run("grant_role", "wei", "plan_admin") == (0, "wei plan_admin 990003\n", "")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("nobody", "auditor", "--jurisdiction", "990001"), "没有用户“nobody”。\n"),
        (
            ("stranger", "auditor", "--jurisdiction", "1"),
            "请用 --jurisdiction 指定行政区代码：990001 白鹭县、990002 东河县。\n",
        ),
        (("stranger", "auditor"), "请用 --jurisdiction 指定行政区代码：990001 白鹭县、990002 东河县。\n"),
        (("stranger", "head", "--jurisdiction", "990001", "--department", "sea"), "没有单位“sea”。\n"),
        (
            ("stranger", "head", "--jurisdiction", "990001"),
            "填报人、部门审核人须指定单位；其他角色不指定单位。\n",
        ),
    ],
)
def test_a_role_for_nobody_or_nowhere_is_refused(arguments, sentence):
    make_world()
    before = Membership.objects.count()
    assert run("grant_role", *arguments) == (2, "", sentence)
    assert Membership.objects.count() == before
