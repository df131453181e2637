"""The main loop in a browser: a document comes in, a department reports, the plan office publishes, the public sees."""

import pytest

from plans.models import Plan, Target
from plans.queries.verification import list_breaks
from tests.journeys.people import Person, make_people

SLUG = "baihe-2031-h2"
PLAN = """白鹤县2031年上半年经济社会发展计划执行情况
一、上半年计划执行情况
（一）农业平稳增长。
1．主体壮大。新增家庭农场5家。
二、下半年工作安排
（一）做强农业。一是培育经营主体。新增家庭农场20家。二是建设园区。推进白鹤园区道路改造。
"""


@pytest.fixture
def people(flushable_db, live_server, browser):
    return make_people(browser, live_server.url)


def import_and_confirm(admin: Person) -> None:
    """The plan administrator brings the document in and gives every task its owner by one decision."""
    admin.open("/admin/plans/import/")
    upload = {"name": "plan.txt", "mimeType": "text/plain", "buffer": PLAN.encode()}
    admin.page.set_input_files("[name=document]", upload)
    admin.page.fill("[name=slug]", SLUG)
    admin.press("识别文件")
    admin.open(f"/admin/plans/{SLUG}/assign/")
    for choice in admin.page.locator("select[name^=lead-]").all():
        choice.select_option("farm")
    admin.press("保存，去确认计划")
    admin.page.fill("[name=office]", "县政府办公室")
    admin.page.fill("[name=on]", "2031-07-05")
    admin.page.fill("[name=document_number]", "鹤府办〔2031〕3号")
    admin.press("确认计划")
    assert Plan.objects.get(slug=SLUG).state == "confirmed"


def open_round(office: Person, as_of: str) -> None:
    office.open(f"/admin/plans/{SLUG}/rounds/")
    office.page.fill("[name=as_of_on]", as_of)
    office.page.fill("[name=due_at]", f"{as_of}T17:30")
    office.press("开启填报期")


def report_and_publish(people, number: int, code: str, value: str) -> None:
    """Report, submit, endorse, accept, publish: five people's acts on one figure."""
    item = f"/admin/plans/{SLUG}/rounds/{number}/tasks/{code}/"
    key = Target.objects.get(task__code=code).key
    contributor = people["contributor"]
    contributor.open(item)
    contributor.page.fill(f"[name=quantity_{key}]", value)
    contributor.press("重新计算")
    assert contributor.page.locator(f"[name=quantity_{key}]").input_value() == value
    contributor.page.fill("[name=public_progress]", f"已登记{value}家。")
    contributor.press("提交")
    people["head"].open(item)
    people["head"].press("审核同意")
    people["office"].open(item)
    people["office"].press("^审定$")
    publisher = people["publisher"]
    publisher.open(f"/admin/plans/{SLUG}/rounds/{number}/publish/public/")
    publisher.page.fill("[name=review_office]", "县保密办")
    publisher.page.fill("[name=review_conclusion]", "可以公开")
    publisher.page.fill("[name=review_on]", "2026-01-05")
    publisher.press("发布第")
    publisher.open(f"/admin/plans/{SLUG}/publications/")


def test_a_document_becomes_a_published_verifiable_board(people):
    citizen, office = people["citizen"], people["office"]
    import_and_confirm(people["admin"])
    code = Target.objects.get(goal_text="20").task.code
    assert citizen.page.goto(f"/plans/{SLUG}/").status == 404
    open_round(office, "2031-07-31")
    report_and_publish(people, 1, code, "6")
    citizen.open(f"/plans/{SLUG}/tasks/{code}/")
    assert citizen.reads("6/20家")
    office.open(f"/admin/plans/{SLUG}/rounds/")
    office.press("结束")
    open_round(office, "2031-08-31")
    report_and_publish(people, 2, code, "9")
    citizen.open(f"/plans/{SLUG}/tasks/{code}/")
    assert citizen.reads("9/20家")
    citizen.open(f"/plans/{SLUG}/publications/1/tasks/{code}/")
    assert citizen.reads("6/20家")
    assert not citizen.reads("9/20家")
    with people["publisher"].page.expect_download() as download:
        people["publisher"].page.locator("a[href$='/public/2/ledger/']").first.click()
    assert download.value.suggested_filename.endswith(".xlsx")
    assert list(list_breaks()) == []
