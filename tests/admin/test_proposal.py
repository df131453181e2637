"""Checking a reading through the pages: what each button does, what is refused in words, what is kept."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from plans.admin.proposal_form import find_passage
from plans.admin.proposal_lines import rows_of, units_of
from plans.importing import read
from plans.models import DepartmentDuty, Plan
from plans.queries.proposal import load_proposal
from plans.rules.proposal import propose
from plans.rules.said import Refused
from tests.admin.test_shaping import CONTENT, PLAN
from tests.rules.proposal.desks import TEXT, after

DESK = "/admin/plans/donghu/proposal/"
AREA = f"{DESK}2.1/"


@pytest.fixture
def admin(stage):
    client = stage.client("admin")
    data = {"document": SimpleUploadedFile("plan.txt", CONTENT), "slug": "donghu"}
    client.post("/admin/plans/import/", data | {"jurisdiction": stage.world.plan.jurisdiction_id})
    return client


def proposal():
    return load_proposal(Plan.objects.get(slug="donghu").source)


def titles():
    return [(task.code, task.title) for task in proposal().tasks]


def send(client, path=AREA, **data):
    return client.post(path, data)


def task(words):
    return next(one for one in proposal().tasks if words in one.title)


AS_READ = [("1.1.1", "新增农民合作社20家"), ("1.1.2", "推进水产市场改造"), ("1.2.1", "新建灌溉水渠15公里")]


def test_the_desk_lists_every_area_with_what_is_to_be_done_in_it(admin):
    page = admin.get(DESK).content.decode()
    assert titles() == AS_READ
    assert [page.count(f'href="{DESK}{number}/"') for number in ("1.1", "2.1")] == [1, 1]
    assert (page.count("0/3"), page.count("0/1"), page.count("待处理疑点：1处")) == (1, 1, 1)


def test_an_area_shows_each_sentence_beside_its_items(admin):
    page = admin.get(AREA).content.decode()
    assert [page.count(f'id="{one.id}"') for one in proposal().tasks] == [1, 1, 1]
    assert page.index("推进水产市场改造") < page.index('id="T02"')
    assert admin.get(f"{DESK}9.9/").status_code == 404


def test_a_task_is_checked_and_all_the_others_with_one_button(admin):
    send(admin, verb="accept", items="T01")
    assert [one.is_checked for one in proposal().tasks] == [True, False, False]
    page = admin.get(AREA).content.decode()
    assert page.count("其余2项核对无误") == 1
    response = send(admin, verb="accept", items=["T02", "T03"])
    assert (response.status_code, response.url) == (302, f"{AREA}#T02")
    assert [one.is_checked for one in proposal().tasks] == [True, True, True]


def test_a_task_is_changed_and_marked_as_peoples_words(admin):
    send(admin, verb="edit", item="T02", title="改造水产市场", due_on="2031-11-30", responsibility="own", seen="0")
    one = task("改造水产市场")
    assert (one.due_on, one.is_ongoing, one.stated_title) == ("2031-11-30", False, "推进水产市场改造")


def test_what_is_refused_is_kept_as_it_was_typed(admin):
    response = send(
        admin, form="edit-T02", verb="edit", item="T02", title="", due_on="2031-11-30", responsibility="own"
    )
    page = response.content.decode()
    assert (response.status_code, page.count("请填写任务名称，不超过120字。")) == (400, 1)
    assert page.count('name="due_on" value="2031-11-30"') == 1
    assert titles() == AS_READ


def test_who_changes_what_a_colleague_has_changed_is_told_and_keeps_what_was_typed(admin):
    send(admin, verb="edit", item="T02", title="甲", seen="0")
    response = send(admin, form="edit-T02", verb="edit", item="T02", title="乙", seen="0")
    page = response.content.decode()
    assert (response.status_code, page.count("“甲”刚刚另有修改"), page.count('value="乙"')) == (409, 1, 1)
    assert task("甲").touched == 1


def test_tasks_are_split_merged_taken_out_and_brought_back(admin):
    send(admin, verb="merge", items=["T01", "T02"], seen_T01="0", seen_T02="0")
    assert titles() == [("1.1.1", "新增农民合作社20家"), ("1.2.1", "新建灌溉水渠15公里")]
    at = PLAN.index("推进水产")
    send(admin, verb="split", item="T01", at=str(at))
    assert titles() == AS_READ
    send(admin, verb="drop", item="T03", reason="background")
    page = admin.get(DESK).content.decode()
    assert page.count("新建灌溉水渠15公里 <span") == 1
    send(admin, DESK, verb="undo", step="3")
    assert titles() == AS_READ


def test_a_reason_in_ones_own_words_comes_before_the_list(admin):
    send(admin, verb="drop", item="T03", reason="background", reason_text="已并入水利专项")
    assert proposal().dropped[0].reason == "已并入水利专项"


def test_a_sentence_that_was_set_aside_becomes_a_task(admin):
    send(admin, verb="drop", item="T02", reason="background")
    row = next(one for one in proposal().sentences if one.state == "set_aside" and one.reason == "background")
    response = send(admin, verb="add", kind_of_item="task", start=str(row.start), end=str(row.end))
    assert response.url == f"{AREA}#A2"
    assert titles() == AS_READ


def test_an_open_sentence_is_set_aside_with_a_reason(admin):
    send(admin, verb="drop", item="T02", reason="background")
    row = next(one for one in proposal().sentences if one.reason == "background")
    send(admin, verb="set_aside", start=str(row.start), end=str(row.end), reason="slogan")
    assert next(one.reason for one in proposal().sentences if one.start == row.start) == "slogan"


def test_selected_words_become_a_target_or_a_figure(admin):
    send(
        admin,
        verb="add",
        kind_of_item="target",
        passage="推进水产市场 改造",
        name="市场",
        value="1",
        unit="个",
        near="0",
    )
    target = next(one for one in proposal().targets if one.name == "市场")
    assert (target.value, target.kind, proposal().tasks[1].id) == ("1", "cumulative", target.task)
    send(admin, f"{DESK}1.1/", verb="add", kind_of_item="observation", passage="农业稳步发展", name="发展", value="2")
    assert [one.name for one in proposal().observations] == ["发展", "新增农民合作社"]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"verb": "add", "kind_of_item": "task", "passage": ""}, "请在左侧选取文字，或粘贴原文中的一段。"),
        ({"verb": "add", "kind_of_item": "task", "passage": "造一座桥"}, "原文中没有这段文字，请照原文选取。"),
        ({"verb": "add", "kind_of_item": "wish", "passage": "推进"}, "没有找到这段文字，请重新选取。"),
        ({"verb": "dance"}, "没有这项操作，请刷新后再试。"),
        ({"verb": "split", "item": "T01", "at": "x"}, "请选择任务文字中间的一处拆分。"),
        ({"verb": "set_aside", "start": "99999999999", "end": "1"}, "没有找到这段文字，请重新选取。"),
    ],
)
def test_what_cannot_be_done_is_said(admin, data, sentence):
    response = send(admin, **data)
    assert (response.status_code, response.content.decode().count(sentence)) == (400, 1)
    assert Plan.objects.get(slug="donghu").source.steps.count() == 0


def test_a_doubt_is_settled_on_the_desk(admin):
    send(admin, DESK, verb="decide", item="F01", text="按全年累计")
    page = admin.get(DESK).content.decode()
    assert (page.count("处理意见： 按全年累计"), page.count("待处理疑点：0处")) == (1, 1)


def test_a_goal_outside_every_task_is_shown_until_a_task_holds_it(admin):
    send(admin, verb="drop", item="T03", reason="background")
    assert admin.get(DESK).content.decode().count("不在任务之内的目标：1个") == 1
    goal = next(one for one in proposal().targets if not one.task)
    send(admin, verb="add", kind_of_item="task", start=str(goal.start), end=str(goal.end))
    assert admin.get(DESK).content.decode().count("不在任务之内的目标") == 0


def test_those_who_may_only_read_see_no_buttons(stage, admin):
    page = stage.client("auditor").get(AREA).content.decode()
    assert (page.count("<article"), page.count('name="verb"')) == (5, 0)


def exchange_the_document(client):
    """A corrected file without the first task, taken into use; what was T02 is now T01."""
    shorter = PLAN.replace("新增农民合作社20家。", "").encode()
    received = client.post("/admin/plans/donghu/import/", {"document": SimpleUploadedFile("new.txt", shorter)})
    client.post(received.url)


def test_a_page_of_the_file_before_changes_nothing_in_the_new_one(admin):
    old = Plan.objects.get(slug="donghu").source_id
    assert admin.get(AREA).content.decode().count(f'name="document" value="{old}"') > 3
    exchange_the_document(admin)
    before = titles()
    response = send(admin, verb="drop", item="T01", reason="background", seen="0", document=str(old))
    assert (response.status_code, response.content.decode().count("该计划的文件已经更换")) == (409, 2)
    assert titles() == before
    typed = {"title-T01": "旧文件的任务", "document": str(old)}
    response = send(admin, "/admin/plans/donghu/assign/", **typed)
    assert (response.status_code, "旧文件的任务" in response.content.decode()) == (409, False)


def test_a_wrong_file_is_taken_out_of_use_again_from_the_desk(admin):
    old = Plan.objects.get(slug="donghu").source_id
    send(admin, verb="edit", item="T02", title="改造水产市场", seen="0")
    before = titles()
    exchange_the_document(admin)
    back = f"/admin/plans/donghu/compare/{old}/"
    assert admin.get(DESK).content.decode().count(f'href="{back}"') == 1
    assert admin.get(back).content.decode().count("再次采用该文件") == 1
    page = admin.post(back, follow=True).content.decode()
    assert (page.count("已恢复采用原来的文件，内容与停用时相同。"), titles()) == (1, before)


def test_storing_a_form_says_only_what_was_changed_in_it(admin):
    one = task("推进水产市场改造")
    send(admin, verb="edit", item=one.id, title=one.title, due_on="2031-11-30", responsibility="own")
    step = Plan.objects.get(slug="donghu").source.steps.get()
    assert step.body == {"item": one.id, "due_on": "2031-11-30"}


@pytest.mark.parametrize("path", ["proposal/", "assign/"])
def test_a_step_on_a_plan_that_was_confirmed_meanwhile_says_so(stage, path):
    response = send(stage.client("admin"), stage.at(path), verb="accept", items="T01")
    assert (response.status_code, "该计划已经确认" in response.content.decode()) == (409, True)


def test_a_confirmed_plan_has_no_desk(stage):
    assert stage.client("admin").get(stage.at("proposal/")).status_code == 404
    response = stage.client("admin").get("/admin/plans/bailu-draft/reading/")
    assert (response.status_code, response.url) == (302, "/admin/plans/bailu-draft/proposal/")


def test_the_table_of_duties_suggests_a_lead_that_counts_once_it_is_stored(stage, admin):
    DepartmentDuty.objects.create(department=stage.world.farm, words="农民合作社")
    page = admin.get("/admin/plans/donghu/assign/").content.decode()
    assert page.count("系统建议，依据：“农民合作社”") == 1
    assert {one.lead for one in proposal().tasks} == {""}
    data = {f"title-{one.id}": one.title for one in proposal().tasks}
    admin.post("/admin/plans/donghu/assign/", data | {"lead-T01": "farm"})
    page = admin.get("/admin/plans/donghu/assign/").content.decode()
    assert (page.count("系统建议，依据"), proposal().tasks[0].lead) == (0, "farm")


# -- the pieces ------------------------------------------------------------------------------------------------------


def test_words_are_found_whatever_spaces_stand_between_them():
    assert find_passage("修 路。\n架桥。修路。", "修路", near=0) == (0, 3)
    assert find_passage("修 路。\n架桥。修路。", "修路", near=4) == (8, 10)
    assert find_passage("修路。架桥。", "修路", near=3) == (0, 2)
    with pytest.raises(Refused):
        find_passage("修路。", " ", near=0)


def test_the_pieces_of_an_area_are_its_text():
    made = propose(read(CONTENT, filename="plan.txt").as_json())
    for unit in units_of(made, PLAN):
        shown = "".join(piece.text for row in rows_of(made, PLAN, unit) for piece in row.pieces)
        assert "".join(shown.split()) == "".join(PLAN[unit.start : unit.end].split())


def test_each_word_shows_what_lies_uppermost_over_it():
    made = after(("merge", {"items": ["T01", "T03"]}), ("drop", {"item": "T04", "reason": "slogan"}))
    shown = {}
    for unit in units_of(made, TEXT):
        for row in rows_of(made, TEXT, unit):
            shown |= {
                piece.start + at: (piece.state, piece.item) for piece in row.pieces for at in range(len(piece.text))
            }
    layers = [(row.start, row.end, row.state, "") for row in made.sentences]
    layers += [(row.start, row.end, "figure", row.id) for row in made.observations]
    layers += [(start, end, "task", task.id) for task in made.tasks for start, end in task.spans]
    wanted = dict.fromkeys(shown, ("", ""))
    for start, end, state, name in layers:
        wanted |= dict.fromkeys(range(start, end), (state, name))
    assert shown == wanted


def test_a_stretch_without_a_heading_is_called_by_its_first_words():
    text = "新建学校3所，改造老旧小区12个，修建农村公路50公里。"
    read_ = {
        "text": text,
        "sections": [],
        "measures": [],
        "tasks": [],
        "targets": [],
        "observations": [],
        "findings": [],
    }
    sentences = [{"start": 0, "end": len(text) - 1, "disposition": "open", "reason": None}]
    (unit,) = units_of(propose(read_ | {"sentences": sentences}), text)
    assert (unit.id, unit.title, unit.open) == ("front", "新建学校3所，改造老旧小区12个，修建农…", 1)


def test_the_latest_steps_say_what_they_were_about_and_are_taken_back_once(admin):
    send(admin, verb="edit", item="T02", title="改造水产市场", seen="0")
    send(admin, verb="drop", item="T03", reason="background")
    send(admin, DESK, verb="undo", step="2")
    page = admin.get(DESK).content.decode()
    assert [page.count(words) for words in ("<b>修改</b> 改造水产市场", "<b>删去</b> 新建灌溉水渠15公里")] == [1, 1]
    assert (page.count("<b>撤回</b> 新建灌溉水渠15公里"), page.count(">撤回这一步<")) == (1, 1)
