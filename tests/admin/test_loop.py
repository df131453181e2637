"""The whole loop through the pages: a plan confirmed, reported, endorsed, accepted, published, closed out."""

import json
from datetime import date

from plans.models import AuditEntry, CloseOut, Department, Plan, PublishedTask
from plans.queries.verification import list_breaks
from tests.admin.cast import update_fields
from tests.admin.test_access import ASSIGN, CONFIRM

REVIEW = {"review_office": "县保密办", "review_conclusion": "可以公开", "review_on": "2026-01-05", "note": "九月"}


def post(stage, who, path, **data):
    response = stage.client(who).post(path, data)
    assert (path, response.status_code) == (path, 302)
    return response


def test_a_figure_travels_from_the_form_to_a_public_issue_in_which_it_stays(stage):
    post(stage, "contributor", stage.item("1.1.1"), **update_fields("１２家"))
    post(stage, "head", stage.item("1.1.1", "endorse/"), **stage.seen("1.1.1"))
    for code in ("1.1.1", "1.1.3"):
        post(stage, "office", stage.item(code, "accept/"), **stage.seen(code))
    post(stage, "publisher", stage.at("rounds/2/publish/public/"), **REVIEW)

    rows = PublishedTask.objects.filter(publication__series="public", code="1.1.1").order_by("publication__number")
    values = [json.loads(row.body)["targets"][0]["value"] for row in rows]
    assert (values, [str(fault) for fault in list_breaks()]) == (["5", "12"], [])


def test_a_draft_plan_is_confirmed_opened_and_reported_in(stage):
    draft = "/admin/plans/bailu-draft/"
    post(stage, "admin", draft + "assign/", **ASSIGN, **{"cooperating-T01": ["school"], "due-T01": "2031-11-30"})
    post(stage, "admin", draft + "confirm/", **CONFIRM)
    post(stage, "office", draft + "rounds/", as_of_on="2031-08-31", due_at="2031-09-04T17:30")
    post(stage, "contributor", draft + "rounds/1/tasks/1.1.1/", **update_fields("3"))

    plan = Plan.objects.get(slug="bailu-draft")
    terms = plan.tasks.get().terms.current().get()
    update = plan.rounds.get().updates.get()
    assert (plan.state, terms.title, terms.due_on) == ("confirmed", "任务", date(2031, 11, 30))
    assert (update.state, update.quantities.get().value_text) == ("submitted", "3")


def test_no_change_is_one_button_of_the_queue(stage):
    page = stage.client("contributor").get("/admin/").content.decode()
    assert page.count(f'action="{stage.item("1.1.1", "no-change/")}"') == 1
    post(stage, "contributor", stage.item("1.1.1", "no-change/"))
    update = stage.second.updates.get(task__code="1.1.1")
    assert (update.state, update.is_no_change, update.quantities.count()) == ("submitted", True, 0)


def test_what_is_sent_back_comes_first_with_its_reason_and_a_new_version_follows_it(stage):
    post(stage, "head", stage.item("1.1.2", "send_back/"), **stage.seen("1.1.2", reason="请核对登记册"))
    page = stage.client("contributor").get("/admin/").content.decode()
    assert page.index("请核对登记册") < page.index("待报送")
    post(stage, "contributor", stage.item("1.1.2"), **update_fields("9", seen_revision="2"))
    versions = stage.second.updates.filter(task__code="1.1.2").order_by("version")
    assert [(row.version, row.state, row.return_reason) for row in versions] == [
        (1, "returned", "请核对登记册"),
        (2, "submitted", ""),
    ]


def test_a_close_out_takes_two_people(stage):
    post(stage, "contributor", stage.at("tasks/1.1.4/close-out/"), completed_on="2031-07-20", evidence="验收单")
    asked = CloseOut.objects.get(task__code="1.1.4")
    post(stage, "office", stage.at(f"close-outs/{asked.pk}/approve/"))
    asked.refresh_from_db()
    assert (asked.applied_by.username, asked.approved_by.username) == ("contributor", "office")


def test_a_withholding_takes_two_people(stage):
    path = stage.at(f"withholdings/{stage.withholding.pk}/")
    own = stage.client("publisher").post(path)
    post(stage, "office", path)
    row = PublishedTask.objects.get(publication__series="public", code="1.1.2")
    assert (own.status_code, row.body, row.salt, [str(fault) for fault in list_breaks()]) == (403, "", "", [])


def test_ticked_items_without_remarks_are_accepted_together_and_one_by_one_in_the_log(stage):
    update = stage.second.updates.get(task__code="1.1.3")
    ticket = f"{update.pk}.{update.revision}"
    before = AuditEntry.objects.filter(act="accept").count()
    post(stage, "office", stage.at("rounds/2/review/accept/"), update=[ticket, f"{update.pk}.99"])
    update.refresh_from_db()
    assert (update.state, AuditEntry.objects.filter(act="accept").count() - before) == ("accepted", 1)


def test_a_changed_item_is_not_accepted_with_the_others(stage):
    update = stage.second.updates.get(task__code="1.1.3")
    post(stage, "office", stage.at("rounds/2/review/accept/"), update=[f"{update.pk}.{update.revision - 1}"])
    update.refresh_from_db()
    assert update.state == "endorsed"


def test_every_act_is_logged_with_who_where_and_from_which_request(stage):
    post(stage, "head", stage.item("1.1.2", "endorse/"), **stage.seen("1.1.2"))
    entry = AuditEntry.objects.latest("seq")
    assert (entry.act, entry.actor, entry.role, entry.department) == ("endorse", "head", "head", "农业局")
    assert (entry.address, len(entry.request_id)) == ("127.0.0.1", 32)


def test_a_task_is_changed_by_a_decision_and_what_was_stays_readable(stage):
    path = stage.at("tasks/1.1.1/")
    decision = {"office": "县政府", "on": "2031-09-01", "document_number": "白府〔2031〕9号"}
    terms = {"title": "新的名称", "lead": "school", "cooperating": ["farm"], "state": "active", "responsibility": "own"}
    target = {"target_name": "合作社", "target_kind": "cumulative", "target_goal_text": "８", "target_unit": "家"}
    milestone = {"milestone_title": "验收", "milestone_due_on": "2031-10-31"}
    post(stage, "admin", path, **decision, **terms, **target, **milestone)

    task = stage.world.task
    page = stage.client("admin").get(path).content.decode()
    assert (task.targets.current().get(key="t2").goal_text, task.milestones.current().count()) == ("8", 2)
    assert task.assignments.current().get(role="lead").department.slug == "school"
    assert page.count("<del>新增家庭农场（1） · 至计划期末</del>") == 1


def test_a_deadline_left_empty_stays_the_end_of_the_plan_and_goes_back_to_it(stage):
    path, page = stage.at("tasks/1.1.1/"), stage.client("admin")
    decision = {"office": "县政府", "on": "2031-09-01", "document_number": "白府〔2031〕9号"}
    terms = {"title": "名称", "lead": "farm", "cooperating": ["school"], "state": "active", "responsibility": "own"}
    found = []
    for due_on in ("", "2031-10-31", ""):
        post(stage, "admin", path, **decision, **(terms | {"title": f"名称{due_on}", "due_on": due_on}))
        row = stage.world.task.terms.current().get()
        found.append((row.due_on and row.due_on.isoformat(), page.get(path).context["form"]["due_on"].value()))
    shown = [(stored, value and value.isoformat()) for stored, value in found]
    assert shown == [(None, None), ("2031-10-31", "2031-10-31"), (None, None)]


def test_the_ledger_comes_as_a_file_with_a_plain_and_a_chinese_name(stage):
    response = stage.client("auditor").get(stage.at("publications/internal/1/ledger/"))
    assert response.headers["Content-Disposition"] == (
        'attachment; filename="bailu-2031-internal-1-ledger.xlsx"; '
        "filename*=UTF-8''%E7%99%BD%E9%B9%AD%E4%B8%8B%E5%8D%8A%E5%B9%B4%E7%AC%AC1%E6%9C%9F%E5%8F%B0%E8%B4%A6.xlsx"
    )
    assert response.content[:4] == b"PK\x03\x04"


def test_a_department_is_kept_by_its_own_plan_administrator_and_logged_once(stage):
    county = stage.world.plan.jurisdiction_id
    data = {
        "jurisdiction": county,
        "name": "水务局",
        "slug": "water",
        "category": "政府部门",
        "sort": "50",
        "name_en": "",
    }
    before = AuditEntry.objects.count()
    post(stage, "admin", "/admin/reference/departments/add/", **data)
    entry = AuditEntry.objects.latest("seq")
    assert (entry.act, entry.department, entry.before, AuditEntry.objects.count() - before) == (
        "save_department",
        "水务局",
        "",
        1,
    )


def test_a_department_of_another_county_is_not_offered(stage):
    elsewhere = stage.users["other county"].memberships.first().jurisdiction_id
    data = {"jurisdiction": elsewhere, "name": "水务局", "slug": "water", "category": "政府部门", "sort": "5"}
    response = stage.client("admin").post("/admin/reference/departments/add/", data)
    faults = response.context["adminform"].form.errors
    assert (set(faults), Department.objects.filter(slug="water").count()) == ({"jurisdiction"}, 0)
