"""Checking a reading in a browser: words selected, tasks cut and joined, a corrected file, and then the plan."""

import pytest

from plans.models import Plan, Task
from plans.queries.proposal import load_proposal
from tests.journeys.people import Person, make_people

SLUG = "baihe-2031-h2"
PLAN = """白鹤县2031年上半年经济社会发展计划执行情况
一、上半年计划执行情况
（一）农业平稳增长。
1．主体壮大。新增家庭农场5家。
二、下半年工作安排
（一）做强农业。一是培育经营主体。新增家庭农场20家。推进白鹤园区道路改造，开展农技培训。持续完善服务体系。
"""
DESK = f"/admin/plans/{SLUG}/proposal/"
AREA = f"{DESK}2.1/"
SELECT = """([from, to]) => {
  const pieces = [...document.querySelectorAll("[data-start]")];
  const piece = pieces.find((one) => one.textContent.includes(from));
  const node = document.createTreeWalker(piece, NodeFilter.SHOW_TEXT).nextNode();
  const start = node.textContent.indexOf(from);
  document.getSelection().setBaseAndExtent(node, start, node, node.textContent.indexOf(to) + to.length);
}"""


@pytest.fixture
def admin(flushable_db, live_server, browser):
    return make_people(browser, live_server.url)["admin"]


def upload(admin: Person, path: str, text: str, button: str) -> None:
    admin.open(path)
    file = {"name": "plan.txt", "mimeType": "text/plain", "buffer": text.encode()}
    admin.page.set_input_files("[name=document]", file)
    if path.endswith("plans/import/"):
        admin.page.fill("[name=slug]", SLUG)
    admin.press(button)


def task_at(admin: Person, words: str):
    return admin.page.locator("article.item", has_text=words).first


def titles() -> list[str]:
    return [task.title for task in load_proposal(Plan.objects.get(slug=SLUG).source).tasks]


def test_a_reading_is_put_right_and_becomes_the_plan(admin):
    upload(admin, "/admin/plans/import/", PLAN, "识别文件")
    admin.page.get_by_role("link", name="（一）做强农业").click()
    assert titles() == ["新增家庭农场20家", "推进白鹤园区道路改造"]

    card = task_at(admin, "推进白鹤园区道路改造")
    card.get_by_text("拆分", exact=True).click()
    card.get_by_label("…开展农技培训").check()
    card.get_by_role("button", name="在此拆分").click()
    assert titles() == ["新增家庭农场20家", "推进白鹤园区道路改造", "开展农技培训"]

    admin.page.evaluate(SELECT, ["完善服务", "服务体系"])
    assert admin.page.input_value("#passage") == "完善服务体系"
    admin.page.get_by_role("button", name="补充", exact=True).click()
    assert titles()[-1] == "完善服务体系"

    card = task_at(admin, "开展农技培训")
    card.get_by_text("不列为任务", exact=True).click()
    card.get_by_label("理由").select_option("slogan")
    card.get_by_role("button", name="不列入任务").click()
    assert titles() == ["新增家庭农场20家", "推进白鹤园区道路改造", "完善服务体系"]

    upload(admin, f"/admin/plans/{SLUG}/import/", PLAN.replace("20家", "25家"), "比对")
    assert admin.reads("新增家庭农场25家")
    admin.press("采用新文件")
    assert admin.reads("3处已带到新文件，0处未能带到")
    assert titles() == ["新增家庭农场25家", "推进白鹤园区道路改造", "完善服务体系"]

    admin.open(AREA)
    admin.press("核对无误")
    admin.open(f"/admin/plans/{SLUG}/assign/")
    for choice in admin.page.locator("select[name^=lead-]").all():
        choice.select_option("farm")
    admin.press("保存，去确认计划")
    admin.page.fill("[name=office]", "县政府办公室")
    admin.page.fill("[name=on]", "2031-07-05")
    admin.press("确认计划")
    rows = Task.objects.order_by("sort_key").values_list("code", "targets__goal_text", "assignments__department__slug")
    assert list(rows) == [("1.1.1", "25", "farm"), ("1.1.2", None, "farm"), ("1.1.3", None, "farm")]


@pytest.mark.parametrize("width", [1280, 390])
def test_the_desk_fits_its_screen_and_takes_pasted_words(admin, width):
    upload(admin, "/admin/plans/import/", PLAN, "识别文件")
    admin.page.set_viewport_size({"width": width, "height": 900})
    for path in (DESK, AREA, f"/admin/plans/{SLUG}/assign/"):
        admin.open(path)
        assert admin.page.evaluate("document.documentElement.scrollWidth") <= width
    admin.open(AREA)
    admin.page.fill("#passage", "完善服务 体系")
    admin.page.get_by_role("button", name="补充", exact=True).click()
    assert titles()[-1] == "完善服务体系"
