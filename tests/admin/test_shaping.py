"""A document in through the page: what is read, what is refused in words, what a changed file would change."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from plans.admin import assigning
from plans.models import AuditEntry, Plan
from plans.queries.proposal import load_proposal
from tests.admin.test_access import ASSIGN, CONFIRM

PLAN = """东湖县2031年上半年计划执行情况与下半年计划安排

一、上半年计划执行情况

（一）农业稳步发展。上半年新增农民合作社12家。

二、下半年计划安排

（一）发展特色农业。

一是培育经营主体。新增农民合作社20家。推进水产市场改造。

二是改善设施。新建灌溉水渠15公里。
"""


CONTENT = PLAN.encode()


def upload(stage, who="admin", *, content=CONTENT, name="plan.txt", path="/admin/plans/import/", **fields):
    data = {"document": SimpleUploadedFile(name, content), "slug": "donghu", **fields}
    if path == "/admin/plans/import/":
        data.setdefault("jurisdiction", stage.world.plan.jurisdiction_id)
    return stage.client(who).post(path, data)


def test_a_document_becomes_a_draft_plan_with_its_reading_shown(stage):
    response = upload(stage)
    plan = Plan.objects.get(slug="donghu")
    page = stage.client("admin").get(response.url).content.decode()
    assert (response.status_code, response.url, plan.state) == (302, "/admin/plans/donghu/proposal/", "draft")
    assert page.count("（一）发展特色农业") == 1
    assert plan.jurisdiction == stage.world.plan.jurisdiction


def test_the_same_file_again_changes_nothing(stage):
    upload(stage)
    before = (Plan.objects.count(), AuditEntry.objects.count())
    client = stage.client("admin")
    data = {"document": SimpleUploadedFile("plan.txt", CONTENT), "jurisdiction": stage.world.plan.jurisdiction_id}
    page = client.post("/admin/plans/import/", data, follow=True).content.decode()
    assert page.count("该文件与系统中的内容一致，没有任何变动。") == 1
    assert (Plan.objects.count(), AuditEntry.objects.count()) == before


def test_a_corrected_file_is_compared_and_then_taken_into_use(stage):
    upload(stage)
    changed = PLAN.replace("水渠15公里", "水渠18公里").encode()
    response = upload(stage, content=changed, path="/admin/plans/donghu/import/")
    admin = stage.client("admin")
    page = admin.get(response.url).content.decode()
    assert (response.status_code, page.count("18公里</ins>") > 0) == (302, True)
    assert Plan.objects.get(slug="donghu").source.filename == "plan.txt"
    desk = admin.get("/admin/plans/donghu/proposal/").content.decode()
    assert desk.count(f'href="{response.url}"') == 1
    taken = admin.post(response.url, follow=True).content.decode()
    assert taken.count("已采用更正后的文件：人工调整0处已带到新文件，0处未能带到。") == 1
    assert Plan.objects.get(slug="donghu").source.text == changed.decode()
    assert admin.get(response.url).status_code == 404


def test_a_corrected_file_for_a_confirmed_plan_is_only_compared(stage):
    text = stage.world.plan.source.text
    response = upload(
        stage,
        content=f"白鹭县计划\n一、工作安排\n（一）做好工作。一是抓落实。{text}".encode(),
        path=stage.at("import/"),
    )
    page = response.content.decode()
    assert (response.status_code, page.count("计划已经确认，本次仅作比较，未作任何改动。")) == (200, 1)
    assert stage.world.plan.documents.count() == 1


BAD = {
    "empty": (b"", "plan.txt"),
    "blank": ("　\n \n".encode(), "plan.txt"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "plan.png"),
    "no plan": ("今天天气很好。".encode(), "weather.txt"),
    "unknown encoding": (bytes([0x81, 0xFF, 0xFE, 0x80]) * 50, "plan.txt"),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_file_that_is_no_plan_is_refused_with_a_sentence_and_nothing_is_stored(stage, kind):
    content, name = BAD[kind]
    before = (Plan.objects.count(), AuditEntry.objects.count())
    response = upload(stage, content=content, name=name)
    page = response.content.decode()
    assert (response.status_code, page.count('<p class="fault" id="id_document_error">')) == (400, 1)
    assert page.count('value="donghu"') == 1
    assert (Plan.objects.count(), AuditEntry.objects.count()) == before


def test_a_file_that_is_too_large_is_refused(stage, settings):
    settings.UPLOAD_MAX_BYTES = 100
    page = upload(stage).content.decode()
    assert page.count("文件超过20MB，请只上传计划正文。") == 1


@pytest.mark.parametrize("slug", ["bailu-2031", "import"])
def test_a_name_that_is_taken_is_refused_at_its_field(stage, slug):
    page = upload(stage, slug=slug).content.decode()
    assert page.count('id="id_slug_error">该短名已被使用，请另取一个。') == 1


def test_a_jurisdiction_of_others_cannot_be_chosen(stage):
    elsewhere = stage.users["other county"].memberships.first().jurisdiction_id
    response = upload(stage, jurisdiction=elsewhere)
    assert (response.status_code, Plan.objects.filter(slug="donghu").exists()) == (400, False)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"title-T01": ""}, "请填写任务名称，不超过120字。"),
        ({"title-T01": "字" * 121}, "请填写任务名称，不超过120字。"),
        ({"due-T01": "年底"}, "请按“2023-11-30”的格式填写日期。"),
    ],
)
def test_a_fault_in_the_table_of_tasks_stands_at_its_field(stage, change, sentence):
    response = stage.client("admin").post("/admin/plans/bailu-draft/assign/", ASSIGN | change)
    page = response.content.decode()
    assert (response.status_code, page.count(sentence)) == (400, 1)
    assert Plan.objects.get(slug="bailu-draft").state == "draft"


def test_confirming_needs_the_deciding_office_and_its_day(stage):
    response = stage.client("admin").post("/admin/plans/bailu-draft/confirm/", CONFIRM | {"office": "", "on": ""})
    assert (response.status_code, set(response.context["form"].errors)) == (400, {"office", "on"})


def test_a_department_that_is_not_of_this_county_is_refused(stage):
    data = ASSIGN | {"lead-T01": "palace", "cooperating-T01": ["palace"]}
    response = stage.client("admin").post("/admin/plans/bailu-draft/assign/", data)
    assert (response.status_code, response.content.decode().count("没有单位“palace”。")) == (400, 1)
    assert Plan.objects.get(slug="bailu-draft").source.steps.count() == 0


def test_departments_are_stored_as_often_as_one_likes_and_lead_on_to_confirming(stage):
    admin = stage.client("admin")
    for _ in range(2):
        response = admin.post("/admin/plans/bailu-draft/assign/", ASSIGN | {"cooperating-T01": ["school", "farm"]})
        assert (response.status_code, response.url) == (302, "/admin/plans/bailu-draft/confirm/")
    plan = Plan.objects.get(slug="bailu-draft")
    task = load_proposal(plan.source).tasks[0]
    assert (plan.state, task.title, task.lead, task.cooperating, plan.source.steps.count()) == (
        "draft",
        "任务",
        "farm",
        ("school",),
        1,
    )


def test_who_stores_over_a_colleagues_change_is_told(stage):
    admin = stage.client("admin")
    admin.post("/admin/plans/bailu-draft/assign/", {"title-T01": "甲", "seen-T01": "0"})
    response = admin.post("/admin/plans/bailu-draft/assign/", {"title-T01": "乙", "seen-T01": "0"})
    assert (response.status_code, response.content.decode().count("“甲”刚刚另有修改")) == (409, 1)
    assert response.content.decode().count('value="乙"') == 1


def test_many_tasks_are_assigned_a_page_at_a_time(stage, monkeypatch):
    monkeypatch.setattr(assigning, "TASKS_A_PAGE", 2)
    upload(stage)
    admin = stage.client("admin")
    first = admin.get("/admin/plans/donghu/assign/").content.decode()
    assert (first.count("<select multiple"), first.count("第1页，共2页"), first.count("保存，下一页")) == (2, 1, 1)
    titles = {f"title-{task.id}": task.title for task in load_proposal(Plan.objects.get(slug="donghu").source).tasks}
    response = admin.post("/admin/plans/donghu/assign/", titles)
    assert response.url == "/admin/plans/donghu/assign/?page=2"
    last = admin.get(response.url).content.decode()
    assert (last.count("<select multiple"), last.count("保存，去确认计划")) == (1, 1)


def test_what_is_still_open_stands_above_the_decision(stage):
    page = stage.client("admin").get("/admin/plans/bailu-draft/confirm/").content.decode()
    assert [page.count(words) for words in ("待处理0句", "任务未逐项核对1项", "未定牵头单位1项")] == [1, 1, 1]


def test_what_a_colleague_did_since_is_looked_at_before_confirming(stage):
    admin, at = stage.client("admin"), "/admin/plans/bailu-draft/confirm/"
    source = Plan.objects.get(slug="bailu-draft").source
    assert admin.get(at).content.decode().count(f'name="seen" value="{source.pk}.0"') == 1
    admin.post("/admin/plans/bailu-draft/proposal/", {"verb": "accept", "items": "T01"})
    response = admin.post(at, CONFIRM | {"seen": f"{source.pk}.0", "document_number": "白府办〔2031〕9号"})
    page = response.content.decode()
    assert (response.status_code, page.count("他人刚刚修改了读取结果或更换了文件，计划尚未确认。")) == (400, 1)
    assert (page.count('value="白府办〔2031〕9号"'), page.count(f'name="seen" value="{source.pk}.1"')) == (1, 1)
    assert Plan.objects.get(slug="bailu-draft").state == "draft"
    assert admin.post(at, CONFIRM | {"seen": f"{source.pk}.1"}).status_code == 302


def test_a_plan_is_confirmed_once(stage):
    response = stage.client("admin").post(stage.at("confirm/"), CONFIRM)
    page = response.content.decode()
    assert (response.status_code, page.count("<p>该计划已经确认，不能重复确认。</p>")) == (409, 1)


def test_a_change_without_a_ground_is_refused_at_the_reason(stage):
    terms = {"title": "名称", "lead": "farm", "state": "active", "responsibility": "own"}
    data = terms | {"office": "县政府", "on": "2031-09-01"}
    response = stage.client("admin").post(stage.at("tasks/1.1.1/"), data)
    assert (response.status_code, set(response.context["form"].errors)) == (400, {"reason"})


def test_a_goal_that_is_no_number_is_refused_at_the_goal(stage):
    terms = {"title": "名称", "lead": "farm", "state": "active", "responsibility": "own", "reason": "调整"}
    data = terms | {"office": "县政府", "on": "2031-09-01", "target_name": "水渠", "target_goal_text": "很多"}
    response = stage.client("admin").post(stage.at("tasks/1.1.1/"), data)
    assert (response.status_code, set(response.context["form"].errors)) == (400, {"target_goal_text"})


def test_a_document_of_another_region_is_taken_with_a_warning(stage):
    response = upload(stage)
    page = stage.client("admin")
    warned = page.get(response.url).content.decode()
    data = {"document": SimpleUploadedFile("plan.txt", CONTENT.replace("东湖县".encode(), "白鹭县".encode()))}
    data |= {"jurisdiction": stage.world.plan.jurisdiction_id, "slug": "own"}
    own = page.post("/admin/plans/import/", data, follow=True).content.decode()
    followed = page.post(
        "/admin/plans/import/",
        {**data, "document": SimpleUploadedFile("plan.txt", CONTENT + "新建水池3座。".encode()), "slug": "other"},
        follow=True,
    ).content.decode()
    sentence = "文件所述地区为“东湖县”，计划导入到“白鹭县”，请核对行政区是否选对。"
    assert [html.count(sentence) for html in (warned, own, followed)] == [0, 0, 1]


def test_confirming_proposes_a_short_title(stage):
    upload(stage, content=PLAN.replace("水渠15公里", "水渠15公里以上").encode())
    page = stage.client("admin").get("/admin/plans/donghu/confirm/").content.decode()
    assert page.count('value="2031年下半年计划"') == 1
