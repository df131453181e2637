"""Publishing, rounds, close-outs, accounts, the log, the language: what is refused says why, what is done says what next."""

import pytest
from django.utils import translation

from plans.models import AuditEntry, Publication, Round, User
from tests.actions.worlds import submit
from tests.admin.cast import update_fields

REVIEW = {"review_office": "县保密办", "review_conclusion": "可以公开", "review_on": "2026-01-05"}


def settle(stage):
    stage.client("office").post(stage.item("1.1.3", "accept/"), stage.seen("1.1.3"))


def publish(stage, who="publisher", series="public", **data):
    return stage.client(who).post(stage.at(f"rounds/2/publish/{series}/"), data)


def test_the_button_says_why_it_is_switched_off(stage):
    page = stage.client("publisher").get(stage.at("rounds/2/publish/public/")).content.decode()
    assert page.count('disabled aria-describedby="reasons"') == 1
    assert page.count("<li>还有1项待审定（1.1.3），请先审定或退回。</li>") == 1


def test_a_switched_off_button_pressed_all_the_same_is_refused_with_the_reason(stage):
    response = publish(stage, **REVIEW)
    page = response.content.decode()
    assert (response.status_code, Publication.objects.filter(series="public").count()) == (409, 1)
    assert page.count("还有1项待主管单位审定（1.1.3），请先审定或退回。") == 1
    assert page.count('value="县保密办"') == 1


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"review_office": ""}, "review_office"),
        ({"review_conclusion": ""}, "review_conclusion"),
        ({"review_on": "soon"}, "review_on"),
        ({"review_on": "2099-01-01"}, "review_on"),
    ],
)
def test_a_public_issue_needs_its_confidentiality_review(stage, change, field):
    settle(stage)
    response = publish(stage, **(REVIEW | change))
    assert (response.status_code, set(response.context["form"].errors)) == (400, {field})
    assert Publication.objects.filter(series="public").count() == 1


def test_an_internal_issue_needs_none_and_ignores_one(stage):
    settle(stage)
    response = publish(stage, series="internal", **REVIEW, note="九月通报")
    issue = Publication.objects.get(series="internal", number=2)
    assert (response.status_code, '"review":null' in issue.header, '"note":"九月通报"' in issue.header) == (
        302,
        True,
        True,
    )


def test_who_submitted_is_told_beforehand_and_refused_afterwards(stage):
    liaison = stage.world.liaison
    submit(stage.world, stage.second, "6", task=stage.world.tasks[0], by=liaison)
    stage.client("head").post(stage.item("1.1.1", "endorse/"), stage.seen("1.1.1"))
    for code in ("1.1.1", "1.1.3"):
        stage.client("office").post(stage.item(code, "accept/"), stage.seen(code))
    page = stage.client("liaison").get(stage.at("rounds/2/publish/public/")).content.decode()
    response = publish(stage, who="liaison", **REVIEW)
    assert page.count("<li>1.1.1由您本人填报，本期须由他人发布。</li>") == 1
    assert (response.status_code, Publication.objects.filter(series="public").count()) == (403, 1)


def test_the_same_round_is_not_published_twice_in_a_series(stage):
    settle(stage)
    first, second = publish(stage, **REVIEW), publish(stage, **REVIEW)
    page = second.content.decode()
    assert (first.status_code, second.status_code, page.count("本系列第2期已发布到本填报期，不能重复发布。")) == (
        302,
        409,
        1,
    )


def test_a_series_that_does_not_exist_is_not_there(stage):
    assert stage.client("publisher").get(stage.at("rounds/2/publish/secret/")).status_code == 404


def test_what_changes_is_shown_against_the_last_issue_of_the_series(stage):
    settle(stage)
    issue = stage.client("publisher").get(stage.at("rounds/2/publish/public/")).context["issue"]
    codes = [row.record.facts.code for row in issue.rows if row.is_updated]
    assert (issue.number, issue.previous.number, codes) == (2, 1, ["1.1.3"])


def test_one_round_is_open_at_a_time(stage):
    data = {"as_of_on": "2031-09-30", "due_at": "2031-10-04T17:30"}
    response = stage.client("office").post(stage.at("rounds/"), data)
    assert (response.status_code, Round.objects.filter(plan=stage.world.plan).count()) == (409, 2)


def test_the_next_round_is_proposed_at_the_end_of_the_next_month(stage):
    client = stage.client("office")
    client.post(stage.at("rounds/2/close/"))
    page = client.get(stage.at("rounds/")).content.decode()
    assert (page.count('value="2031-09-30"'), page.count('value="2031-10-04T17:30"')) == (1, 1)


def test_a_round_that_does_not_move_on_is_refused_at_its_field(stage):
    client = stage.client("office")
    client.post(stage.at("rounds/2/close/"))
    response = client.post(stage.at("rounds/"), {"as_of_on": "2031-08-31", "due_at": "2031-10-04T17:30"})
    assert (response.status_code, set(response.context["form"].errors)) == (400, {"as_of_on"})


def test_a_round_is_closed_once(stage):
    client = stage.client("office")
    answers = [client.post(stage.at("rounds/2/close/")).status_code for _ in range(2)]
    assert answers == [302, 409]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"evidence": " "}, "evidence"),
        ({"completed_on": "2031-12-01"}, "completed_on"),
        ({"completed_on": ""}, "completed_on"),
    ],
)
def test_a_close_out_needs_its_day_and_its_evidence(stage, change, field):
    data = {"completed_on": "2031-07-20", "evidence": "验收单"} | change
    response = stage.client("contributor").post(stage.at("tasks/1.1.4/close-out/"), data)
    assert (response.status_code, set(response.context["form"].errors)) == (400, {field})


def test_a_close_out_before_the_goal_is_reached_is_refused(stage):
    data = {"completed_on": "2031-07-20", "evidence": "验收单"}
    response = stage.client("contributor").post(stage.at("tasks/1.1.1/close-out/"), data)
    page = response.content.decode()
    assert (response.status_code, page.count("按已审定的数据，目标尚未全部达到，不能申请销号。")) == (400, 1)


def test_a_close_out_returned_without_a_reason_is_asked_for_it(stage):
    path = stage.at(f"close-outs/{stage.close_out.pk}/return/")
    response = stage.client("office").post(path, {"reason": ""})
    stage.close_out.refresh_from_db()
    page = response.content.decode()
    assert (response.status_code, page.count("请填写退回理由。"), stage.close_out.returned_at) == (400, 1, None)


def test_a_close_out_is_settled_once(stage):
    path = stage.at(f"close-outs/{stage.close_out.pk}/approve/")
    answers = [stage.client("office").post(path).status_code for _ in range(2)]
    assert answers == [302, 409]


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"username": "contributor", "password": "correct-horse-77-x"}, "username"),
        ({"username": "new", "password": "short"}, "password"),
        ({"username": "", "password": "correct-horse-77-x"}, "username"),
    ],
)
def test_an_account_that_cannot_be_made_says_why_at_its_field(stage, data, field):
    response = stage.client("system").post("/admin/people/accounts/", data)
    assert (response.status_code, set(response.context["form"].errors)) == (400, {field})


def test_a_disabled_account_is_out_at_the_next_request_and_may_come_back(stage):
    office, system = stage.client("office"), stage.client("system")
    path = f"/admin/people/accounts/{stage.users['office'].pk}/active/"
    system.post(path, {"active": "0"})
    out = office.get("/admin/").status_code
    system.post(path, {"active": "1"})
    assert (out, User.objects.get(username="office").is_active) == (302, True)


def test_a_contributor_without_a_department_is_refused_at_the_department(stage):
    data = {"user": stage.users["stranger"].pk, "role": "contributor", "jurisdiction": stage.world.plan.jurisdiction_id}
    response = stage.client("admin").post("/admin/people/roles/", data)
    assert (response.status_code, set(response.context["form"].errors)) == (400, {"department"})


def test_a_role_given_counts_at_the_next_request(stage):
    stranger = stage.client("stranger")
    before = stranger.get(stage.at()).status_code
    data = {"user": stage.users["stranger"].pk, "role": "auditor", "jurisdiction": stage.world.plan.jurisdiction_id}
    stage.client("admin").post("/admin/people/roles/", data)
    assert (before, stranger.get(stage.at()).status_code) == (404, 200)


def test_a_system_administrator_is_not_named_here(stage):
    data = {
        "user": stage.users["stranger"].pk,
        "role": "system_admin",
        "jurisdiction": stage.world.plan.jurisdiction_id,
    }
    response = stage.client("admin").post("/admin/people/roles/", data)
    assert (response.status_code, set(response.context["form"].errors)) == (400, {"role"})


def test_the_log_shows_refusals_and_can_be_asked_for_them(stage):
    stage.client("head").post(stage.item("1.1.3", "accept/"))
    auditor = stage.client("auditor")
    refused = [entry.outcome for entry in auditor.get("/admin/log/?outcome=refused").context["entries"]]
    acts = {entry.act for entry in auditor.get("/admin/log/?act=endorse").context["entries"]}
    people = {entry.actor for entry in auditor.get("/admin/log/?actor=publisher").context["entries"]}
    assert (refused, acts, people) == (["no-right"], {"endorse"}, {"publisher"})


def test_the_log_is_paged_newest_first(stage):
    auditor = stage.client("auditor")
    template = AuditEntry.objects.latest("seq")
    pages = auditor.get("/admin/log/?page=2").context["entries"]
    assert (pages.paginator.count, pages.paginator.per_page) == (template.seq, 50)


def test_the_language_is_changed_without_leaving_the_page(stage):
    client = stage.client("contributor")
    response = client.post("/admin/language/", {"language": "en", "next": stage.item("1.1.1")})
    page = client.get(response.url).content.decode()
    assert (response.url, page.count("Progress this round"), page.count("本期进展")) == (stage.item("1.1.1"), 1, 0)


@pytest.mark.parametrize("away", ["https://elsewhere.example/", "//elsewhere.example/admin/", "", "/plans/", "/admin"])
def test_the_language_never_leads_away(stage, away):
    response = stage.client("contributor").post("/admin/language/", {"language": "en", "next": away})
    assert response.url == "/admin/"


def test_a_language_nobody_speaks_here_is_not_kept(stage):
    response = stage.client("contributor").post("/admin/language/", {"language": "tlh", "next": "/admin/"})
    assert list(response.cookies) == []


def test_a_button_goes_back_to_its_own_page_and_never_away(stage):
    answers = [
        stage.client("office")
        .post(stage.item("1.1.3", "accept/"), stage.seen("1.1.3", back="https://elsewhere.example/"))
        .url,
        stage.client("head")
        .post(stage.item("1.1.2", "endorse/"), stage.seen("1.1.2", back=stage.at("rounds/2/review/")))
        .url,
    ]
    assert answers == ["/admin/", stage.at("rounds/2/review/")]


def test_a_refusal_is_told_on_a_page_of_its_own_in_the_language_of_the_reader(stage):
    client = stage.client("head")
    client.cookies["workplace_language"] = "en"
    response = client.post(stage.item("1.1.3", "accept/"))
    page = response.content.decode()
    assert (response.status_code, page.count("You may not do this (“Accept”). Ask the plan administrator.")) == (403, 2)


def test_a_demonstration_says_so_and_that_one_time_codes_are_off(stage):
    page = stage.client("contributor").get(stage.item("1.1.1")).content.decode()
    assert page.count("演示环境：登录仅用口令，未启用动态口令（TOTP）") == 1


def test_a_wrong_password_is_told_without_saying_which_part_was_wrong(stage):
    page = stage.client("signed out").post("/admin/login/", {"username": "office", "password": "x"}).content.decode()
    assert (page.count("用户名或密码不正确，或账号已停用。"), page.count('value="office"')) == (1, 1)


def test_the_words_of_the_vocabulary_are_chinese_in_the_workplace():
    with translation.override("zh-hans"):
        words = [translation.gettext(word) for word in ("With the plan office", "Expected", "My queue", "Recompute")]
    assert words == ["待主管单位审定", "预期", "我的待办", "重新计算"]


def test_an_item_may_be_taken_back_before_it_is_endorsed(stage):
    stage.client("contributor").post(stage.item("1.1.2", "take_back/"), stage.seen("1.1.2", back=stage.item("1.1.2")))
    stage.client("contributor").post(stage.item("1.1.2"), update_fields("9", seen_revision="2"))
    update = stage.second.updates.get(task__code="1.1.2")
    assert (update.version, update.state, update.quantities.get().value_text) == (1, "submitted", "9")
