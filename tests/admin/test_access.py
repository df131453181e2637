"""One table of every address, every person and both verbs. An address missing from it fails."""

import pytest
from django.db import transaction
from django.urls import URLPattern, URLResolver

from plans.admin.site import site
from tests.admin.cast import FORBIDDEN, update_fields

PEOPLE = (
    "signed out",
    "contributor",
    "head",
    "office",
    "admin",
    "auditor",
    "system",
    "teacher",  # a cooperating department
    "forester",  # contributor and head of a department with no part in it
    "other county",  # plan office and plan administrator there
    "disabled",
    "superuser",  # without memberships
)
#                  out con hea off adm aud sys tea for oth dis sup
EVERYBODY = "302 200 200 200 200 200 200 200 200 200 302 200"
NOBODY_POSTS = "302 405 405 405 405 405 405 405 405 405 302 405"
WHOLE_PLAN = "302 404 404 200 200 200 404 404 404 404 302 404"
KEEPS_PLAN = "302 404 404 200 200 403 404 404 404 404 302 404"
REPORTS = "302 404 404 200 404 200 404 404 404 404 302 404"
PLAN_OFFICE = "302 404 404 200 403 403 404 404 404 404 302 404"
ACTS_OFFICE = "302 404 404 302 403 403 404 404 404 404 302 404"
ACTS_ON_REPORT = "302 404 404 302 404 403 404 404 404 404 302 404"
PLAN_ADMIN = "302 403 403 403 200 403 403 403 403 200 302 403"
SHAPES_PLAN = "302 404 404 403 302 403 404 404 404 404 302 404"
ADMIN_OF_PLAN = "302 404 404 403 200 403 404 404 404 404 302 404"
SEES_TASK = "302 200 200 200 404 200 404 200 404 404 302 404"
CONTRIBUTES = "302 302 403 403 404 403 404 403 404 404 302 404"
ENDORSES = "302 403 302 403 404 403 404 403 404 404 302 404"
DECIDES = "302 403 403 302 404 403 404 403 404 404 302 404"
ACCOUNTS = "302 403 403 403 403 403 200 403 403 403 302 403"
GIVEN_BY_ADMIN = "302 403 403 403 302 403 403 403 403 404 302 403"
OWN_COUNTY = "302 403 403 403 200 403 403 403 403 404 302 403"
NEVER = "302 403 403 403 403 403 403 403 403 403 302 403"
ONLY_POST = "302 405 405 405 405 405 405 405 405 405 302 405"

DECISION = {"office": "县政府", "on": "2031-09-01", "document_number": "白府〔2031〕1号", "reason": "分工"}
TASK = DECISION | {"title": "新名称", "lead": "farm", "state": "active", "responsibility": "own"}
VALUE = {f"value-{name}": text for name, text in DECISION.items()} | {
    "what": "value",
    "value-start_on": "2031-01-01",
    "value-end_on": "2031-09-30",
    "value-value": "50",
}
INDICATOR = {f"terms-{name}": text for name, text in DECISION.items()} | {
    "terms-name": "粮食产量",
    "terms-unit": "亿元",
}
CONFIRM = DECISION | {"title": "计划", "short_title": "计划"}
ASSIGN = {"title-T01": "任务", "lead-T01": "farm"}
ACCEPT = {"verb": "accept", "items": "T01"}
DEPARTMENT = {"name": "新局", "slug": "new", "category": "政府部门", "sort": "40", "name_en": ""}
TABLE = {
    # name: (address, GET, POST, what is posted)
    "index": ("", EVERYBODY, NOBODY_POSTS, {}),
    "login": (
        "login/",
        "200 302 302 302 302 302 302 302 302 302 200 302",
        "200 200 200 200 200 200 200 200 200 200 200 200",
        {"username": "nobody", "password": "wrong"},
    ),
    "logout": ("logout/", ONLY_POST, EVERYBODY, {}),
    "password_change": ("password_change/", EVERYBODY, EVERYBODY, {}),
    "password_change_done": ("password_change/done/", EVERYBODY, NOBODY_POSTS, {}),
    "jsi18n": ("jsi18n/", EVERYBODY, NOBODY_POSTS, {}),
    "language": (
        "language/",
        "405 405 405 405 405 405 405 405 405 405 405 405",
        "302 302 302 302 302 302 302 302 302 302 302 302",
        {"language": "en", "next": "/admin/"},
    ),
    "log": ("log/", "302 403 403 403 403 200 403 403 403 403 302 403", NOBODY_POSTS, {}),
    "accounts": (
        "people/accounts/",
        ACCOUNTS,
        ACCOUNTS.replace("200", "302"),
        {"username": "new", "password": "correct-horse-77-x"},
    ),
    "set_active": ("people/accounts/{stranger}/active/", ONLY_POST, ACCOUNTS.replace("200", "302"), {"active": "0"}),
    "roles": (
        "people/roles/",
        PLAN_ADMIN,
        "302 403 403 403 302 403 403 403 403 400 302 403",
        {"user": "{stranger}", "role": "auditor", "jurisdiction": "{county}"},
    ),
    "take_role": ("people/roles/{membership}/end/", ONLY_POST, GIVEN_BY_ADMIN, {}),
    "duties": ("reference/duties/", PLAN_ADMIN, PLAN_ADMIN.replace("200", "302"), {}),
    "import": ("plans/import/", PLAN_ADMIN, PLAN_ADMIN.replace("200", "400"), {}),
    "plan": ("plans/{slug}/", WHOLE_PLAN, NOBODY_POSTS, {}),
    "import_again": ("plans/{slug}/import/", ADMIN_OF_PLAN, ADMIN_OF_PLAN.replace("200", "400"), {}),
    "reading": ("plans/{slug}/reading/", WHOLE_PLAN, NOBODY_POSTS, {}),
    "compare": ("plans/bailu-draft/compare/{received}/", ADMIN_OF_PLAN, ADMIN_OF_PLAN.replace("200", "302"), {}),
    "proposal": ("plans/bailu-draft/proposal/", WHOLE_PLAN, SHAPES_PLAN, ACCEPT),
    "unit": ("plans/bailu-draft/proposal/2.1/", WHOLE_PLAN, SHAPES_PLAN, ACCEPT),
    "assign": ("plans/bailu-draft/assign/", ADMIN_OF_PLAN, ADMIN_OF_PLAN.replace("200", "302"), ASSIGN),
    "confirm": ("plans/bailu-draft/confirm/", ADMIN_OF_PLAN, ADMIN_OF_PLAN.replace("200", "302"), CONFIRM),
    "tasks": ("plans/{slug}/tasks/", WHOLE_PLAN, NOBODY_POSTS, {}),
    "task": ("plans/{slug}/tasks/1.1.1/", WHOLE_PLAN, "302 404 404 302 302 403 404 404 404 404 302 404", TASK),
    "indicators": ("plans/{slug}/indicators/", WHOLE_PLAN, NOBODY_POSTS, {}),
    "add_indicator": ("plans/{slug}/indicators/add/", KEEPS_PLAN, KEEPS_PLAN.replace("200", "302"), INDICATOR),
    "adopt_figures": (
        "plans/{slug}/indicators/adopt/",
        KEEPS_PLAN,
        KEEPS_PLAN.replace("200", "302"),
        {"figures": "O1"},
    ),
    "indicator": (
        "plans/{slug}/indicators/R001/",
        WHOLE_PLAN,
        "302 404 404 302 302 403 404 404 404 404 302 404",
        INDICATOR | {"what": "terms", "terms-source_unit": "县统计局"},
    ),
    "indicator value": (
        "plans/{slug}/indicators/R001/",
        WHOLE_PLAN,
        "302 404 404 302 302 403 404 404 404 404 302 404",
        VALUE,
    ),
    "close_out": (
        "plans/{slug}/tasks/1.1.4/close-out/",
        CONTRIBUTES.replace("302 302 403", "302 200 403"),
        CONTRIBUTES,
        {"completed_on": "2031-07-20", "evidence": "验收单"},
    ),
    "close_outs": ("plans/{slug}/close-outs/", REPORTS, NOBODY_POSTS, {}),
    "approve_close_out": ("plans/{slug}/close-outs/{close_out}/approve/", ONLY_POST, ACTS_ON_REPORT, {}),
    "return_close_out": (
        "plans/{slug}/close-outs/{close_out}/return/",
        ONLY_POST,
        ACTS_ON_REPORT,
        {"reason": "缺材料"},
    ),
    "rounds": ("plans/{slug}/rounds/", PLAN_OFFICE, PLAN_OFFICE.replace("200", "400"), {}),
    "board": ("plans/{slug}/rounds/2/", REPORTS, NOBODY_POSTS, {}),
    "close_round": ("plans/{slug}/rounds/2/close/", ONLY_POST, ACTS_OFFICE, {}),
    "review": ("plans/{slug}/rounds/2/review/", REPORTS, NOBODY_POSTS, {}),
    "accept_clean": ("plans/{slug}/rounds/2/review/accept/", ONLY_POST, ACTS_OFFICE, {}),
    "publish": ("plans/{slug}/rounds/2/publish/internal/", PLAN_OFFICE, PLAN_OFFICE.replace("200", "409"), {}),
    "update": ("plans/{slug}/rounds/2/tasks/1.1.1/", SEES_TASK, CONTRIBUTES, update_fields()),
    "no_change": ("plans/{slug}/rounds/2/tasks/1.1.1/no-change/", ONLY_POST, CONTRIBUTES, {}),
    "move take_back": ("plans/{slug}/rounds/2/tasks/1.1.2/take_back/", ONLY_POST, CONTRIBUTES, {"version": "1.1"}),
    "move endorse": ("plans/{slug}/rounds/2/tasks/1.1.2/endorse/", ONLY_POST, ENDORSES, {"version": "1.1"}),
    "move send_back": (
        "plans/{slug}/rounds/2/tasks/1.1.2/send_back/",
        ONLY_POST,
        ENDORSES,
        {"version": "1.1", "reason": "缺数"},
    ),
    "move accept": ("plans/{slug}/rounds/2/tasks/1.1.3/accept/", ONLY_POST, DECIDES, {"version": "1.2"}),
    "move return": (
        "plans/{slug}/rounds/2/tasks/1.1.3/return/",
        ONLY_POST,
        DECIDES,
        {"version": "1.2", "reason": "缺数"},
    ),
    "move publish": (
        "plans/{slug}/rounds/2/tasks/1.1.3/publish/",
        ONLY_POST,
        SEES_TASK.replace("200", "404"),
        {},
    ),
    "publications": ("plans/{slug}/publications/", WHOLE_PLAN, NOBODY_POSTS, {}),
    "publication": ("plans/{slug}/publications/public/1/", WHOLE_PLAN, NOBODY_POSTS, {}),
    "publication internal": ("plans/{slug}/publications/internal/1/", REPORTS, NOBODY_POSTS, {}),
    "ledger": (
        "plans/{slug}/publications/internal/1/ledger/",
        "302 404 404 200 403 200 404 404 404 404 302 404",
        NOBODY_POSTS,
        {},
    ),
    "propose_withholding": (
        "plans/{slug}/publications/public/1/tasks/1.1.1/withhold/",
        PLAN_OFFICE,
        ACTS_OFFICE,
        {"reason": "个人信息"},
    ),
    "propose_withholding_of_indicator": (
        "plans/{slug}/publications/public/1/indicators/R001/withhold/",
        PLAN_OFFICE,
        ACTS_OFFICE,
        {"reason": "尚未公布"},
    ),
    "withhold": ("plans/{slug}/withholdings/{withholding}/", ONLY_POST, ACTS_ON_REPORT, {}),
    "plans_department_changelist": ("reference/departments/", PLAN_ADMIN, PLAN_ADMIN, {}),
    "plans_department_add": ("reference/departments/add/", PLAN_ADMIN, PLAN_ADMIN.replace("200", "302", 1), DEPARTMENT),
    "plans_department_change": ("reference/departments/{farm}/change/", OWN_COUNTY, GIVEN_BY_ADMIN, DEPARTMENT),
    "plans_department_delete": ("reference/departments/{farm}/delete/", NEVER, NEVER, {}),
    "plans_department_history": ("reference/departments/{farm}/history/", NEVER, NEVER, {}),
    "plans_department_old": ("reference/departments/{farm}/", "302 " * 12, "302 " * 12, {}),
    "plans_jurisdiction_changelist": ("reference/jurisdictions/", PLAN_ADMIN, PLAN_ADMIN, {}),
    "plans_jurisdiction_add": ("reference/jurisdictions/add/", NEVER, NEVER, {}),
    "plans_jurisdiction_change": (
        "reference/jurisdictions/{county}/change/",
        OWN_COUNTY,
        GIVEN_BY_ADMIN,
        {"name": "白鹭县", "code": "990009"},
    ),
    "plans_jurisdiction_delete": ("reference/jurisdictions/{county}/delete/", NEVER, NEVER, {}),
    "plans_jurisdiction_history": ("reference/jurisdictions/{county}/history/", NEVER, NEVER, {}),
    "plans_jurisdiction_old": ("reference/jurisdictions/{county}/", "302 " * 12, "302 " * 12, {}),
    "rest": ("nowhere/", EVERYBODY.replace("200", "404"), EVERYBODY.replace("200", "404"), {}),
}


def names_in(patterns, prefix=""):
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from names_in(pattern.url_patterns, prefix + str(pattern.pattern))
        elif isinstance(pattern, URLPattern):
            model = "department" if "department" in prefix else "jurisdiction"
            yield pattern.name or f"plans_{model}_old"


def test_the_table_names_every_address_and_no_other():
    assert {name.partition(" ")[0] for name in TABLE} == set(names_in(site.urls[0]))


def filled(text, stage):
    people = stage.users
    return text.format(
        slug=stage.slug,
        stranger=people["stranger"].pk,
        county=stage.world.plan.jurisdiction_id,
        farm=stage.world.farm.pk,
        membership=people["teacher"].memberships.get().pk,
        close_out=stage.close_out.pk,
        withholding=stage.withholding.pk,
        received=stage.received.pk,
    )


@pytest.mark.parametrize("verb", ["get", "post"])
@pytest.mark.parametrize("name", TABLE)
def test_everybody_gets_the_answer_the_table_says(stage, name, verb):
    address, seen, done, data = TABLE[name]
    given = {key: filled(value, stage) for key, value in data.items()}
    if name in {"plans_department_add", "plans_department_change"}:
        given["jurisdiction"] = str(stage.world.plan.jurisdiction_id)
    path = "/admin/" + filled(address, stage)
    expected = dict(zip(PEOPLE, map(int, (seen if verb == "get" else done).split()), strict=True))

    answers = {}
    for person in PEOPLE:
        client = stage.client(person)
        with transaction.atomic():
            answers[person] = getattr(client, verb)(path, given if verb == "post" else None).status_code
            transaction.set_rollback(True)

    assert answers == expected


def test_somebody_without_a_staff_account_is_sent_to_the_login(stage):
    response = stage.client("clerk").get(stage.at())
    assert (response.status_code, response.url) == (302, f"/admin/login/?next={stage.at()}")


def test_a_right_taken_away_counts_at_the_next_request(stage):
    client = stage.client("office")
    before = client.get(stage.at()).status_code
    stage.users["office"].memberships.all().delete()
    assert (before, client.get(stage.at()).status_code) == (200, 404)


@pytest.mark.parametrize("path", ["rounds/2/tasks/9.9.9/", "rounds/7/tasks/1.1.1/", "rounds/9/", "tasks/9.9/"])
def test_what_is_missing_answers_like_what_may_not_be_seen(stage, path):
    client = stage.client("office")
    assert client.get(stage.at(path)).status_code == 404


def test_a_post_without_its_token_changes_nothing(stage):
    client = stage.client("contributor")
    client.handler.enforce_csrf_checks = True
    response = client.post(stage.item("1.1.1"), update_fields())
    page = response.content.decode()
    assert (response.status_code, stage.second.updates.filter(task__code="1.1.1").count()) == (403, 0)
    assert (page.count("页面已过期，内容没有提交。") > 0, FORBIDDEN.findall(page)) == (True, [])


def test_nobody_gives_a_role_to_themselves(stage):
    admin = stage.users["admin"]
    data = {"user": admin.pk, "role": "plan_office", "jurisdiction": stage.world.plan.jurisdiction_id}
    response = stage.client("admin").post("/admin/people/roles/", data)
    assert (response.status_code, list(admin.memberships.values_list("role", flat=True))) == (403, ["plan_admin"])
