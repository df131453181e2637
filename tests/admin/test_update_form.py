"""The update form: what is taken, what is refused and where the sentence stands, and that nothing typed is lost."""

from datetime import date

import pytest

from plans.actions.deciding import DecisionText, TargetChoice, TaskChoice, decide_task
from plans.actions.reviewing import accept_update, endorse_update
from plans.models import AuditEntry, ReportedMilestone, ReportedQuantity, Update
from plans.rules.vocabulary import TargetKind
from tests.actions.worlds import NOW, accepted, make_round
from tests.admin.cast import state_of, update_fields

BAD = [
    ("-3", "“家庭农场”不能是负数。"),
    ("abc", "“abc”不是一个数。请只填数字，例如 20 或 12.3。"),
    ("8户", "“8户”的单位是“户”，本项目标的单位是“家”。请换算后填写。"),
    ("1,20", "“1,20”不是一个数。请只填数字，例如 20 或 12.3。"),
    ("9" * 19, f"“{'9' * 19}”超过18位数字，请核对。"),
    (
        "4",
        "“家庭农场”累计数比上期少1家。如本期填错，请改正；如前期数据有误或口径调整，请在下方选择并说明。",
    ),
]
TAKEN = [("20家", "20"), ("２０", "20"), ("1,200", "1200"), ("5", "5"), ("12.5", "12.5"), ("+7", "7"), ("25", "25")]


def submit(stage, who="contributor", code="1.1.1", **fields):
    return stage.client(who).post(stage.item(code), fields)


@pytest.mark.parametrize(("typed", "stored"), TAKEN)
def test_a_quantity_is_taken_where_its_meaning_is_clear(stage, typed, stored):
    response = submit(stage, **update_fields(typed))
    update = stage.second.updates.get(task__code="1.1.1")
    assert (response.status_code, update.quantities.get().value_text) == (302, stored)


@pytest.mark.parametrize("button", ["submit", "save"])
@pytest.mark.parametrize(("typed", "sentence"), BAD)
def test_a_quantity_is_refused_at_its_field_and_kept_as_typed(stage, typed, sentence, button):
    response = submit(stage, **update_fields(typed, progress="写了很久的进展"), **{button: ""})
    page = response.content.decode()
    assert (response.status_code, state_of(stage)) == (400, None)
    assert page.count(f'<p class="fault" id="fault_t1">{sentence}</p>') == 1
    assert page.count(f'value="{typed}" class="err" aria-invalid="true" aria-describedby="hint_t1 fault_t1"') == 1
    assert page.count(">写了很久的进展</textarea>") == 1


def test_the_sentence_is_english_on_an_english_page(stage):
    client = stage.client("contributor")
    client.cookies["workplace_language"] = "en"
    page = client.post(stage.item("1.1.1"), update_fields("-3")).content.decode()
    assert page.count('<p class="fault" id="fault_t1">“家庭农场” cannot be negative.</p>') == 1


def test_what_is_newly_added_offers_no_real_fall(stage):
    page = submit(stage, **update_fields("4")).content.decode()
    assert [page.count(f'name="fall_t1" value="{kind}"') for kind in ("", "earlier_wrong", "definition", "real")] == [
        1,
        1,
        1,
        0,
    ]


def test_a_fall_with_its_kind_and_reason_is_taken(stage):
    response = submit(stage, **update_fields("4", fall_t1="definition", fall_reason_t1="口径改为已登记"))
    row = stage.second.updates.get(task__code="1.1.1").quantities.get()
    assert (response.status_code, row.fall_kind, row.fall_reason) == (302, "definition", "口径改为已登记")


def test_a_fall_without_a_reason_is_refused(stage):
    page = submit(stage, **update_fields("4", fall_t1="definition")).content.decode()
    assert page.count('<p class="fault" id="fault_t1">请说明“家庭农场”减少的原因。</p>') == 1


def test_a_kind_left_over_from_an_earlier_try_is_not_stored_with_a_figure_that_has_not_fallen(stage):
    response = submit(stage, **update_fields("6", fall_t1="definition"))
    row = stage.second.updates.get(task__code="1.1.1").quantities.get()
    assert (response.status_code, row.fall_kind) == (302, "")


RESTATED = {
    "restatement_round_t1": "1",
    "restatement_t1": "4",
    "restatement_kind_t1": "error",
    "restatement_reason_t1": "重复登记一家",
}


def test_an_earlier_figure_is_put_right_with_its_round_kind_and_reason(stage):
    response = submit(stage, **update_fields("4", **RESTATED))
    row = stage.second.updates.get(task__code="1.1.1").corrections.get()
    assert (response.status_code, row.round.number, row.was_text, row.now_text) == (302, 1, "5", "4")


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"restatement_reason_t1": ""}, "restatement_reason_t1", "请填写更正理由。"),
        ({"restatement_round_t1": ""}, "restatement_round_t1", "请选择要更正哪一期。"),
        ({"restatement_kind_t1": "guess"}, "restatement_kind_t1", "请选择更正类别。"),
        ({"restatement_t1": "四"}, "restatement_t1", "“四”不是一个数。请只填数字，例如 20 或 12.3。"),
    ],
)
def test_a_correction_that_lacks_something_is_refused_at_that_field(stage, change, field, sentence):
    response = submit(stage, **update_fields("", **(RESTATED | change)))
    page = response.content.decode()
    assert (response.status_code, state_of(stage)) == (400, None)
    assert page.count(f'<li><a href="#{field}">{sentence}</a></li>') == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("2031-13-01", "“2031-13-01”不是日期，请按“2023-11-30”的格式填写。"),
        ("2031-09-30", "“印发方案”的完成日期不能晚于数据截至日期（2031年8月31日）。"),
    ],
)
def test_a_milestone_needs_a_day_by_the_as_of_date(stage, typed, sentence):
    page = submit(stage, **update_fields(milestone_m1=typed)).content.decode()
    assert page.count(f'<p class="fault" id="node_fault_m1">{sentence}</p>') == 1


def test_a_milestone_settled_earlier_is_fixed_whatever_is_posted(stage):
    response = submit(stage, code="1.1.4", **update_fields("20", milestone_m1="2031-08-05"))
    update = stage.second.updates.get(task__code="1.1.4")
    assert (response.status_code, ReportedMilestone.objects.filter(update=update).count()) == (302, 0)


def test_posted_fields_that_are_not_ones_own_change_nothing(stage):
    office = stage.users["office"].pk
    extra = {
        "state": "accepted",
        "accepted_by": office,
        "submitted_by": office,
        "published_by": office,
        "quantity_t9": "99",
        "version": "7",
        "is_no_change": "1",
        "department": stage.world.school.pk,
    }
    submit(stage, **update_fields("6", **extra))
    row = stage.second.updates.get(task__code="1.1.1")
    assert (row.state, row.accepted_by, row.published_by, row.submitted_by.username) == (
        "submitted",
        None,
        None,
        "contributor",
    )
    assert (row.version, row.is_no_change, row.department.slug, row.quantities.count()) == (1, False, "farm", 1)


def test_nothing_said_is_refused_at_the_progress(stage):
    empty = {"seen_revision": "0", "quantity_t1": ""}
    response = submit(stage, **empty)
    sentence = "本期没有填写任何进展。如确无变化，请点“无变化”。"
    assert (response.status_code, response.content.decode().count(f'id="progress_fault">{sentence}<')) == (400, 1)


def test_recompute_shows_what_would_be_and_stores_nothing(stage):
    before = (Update.objects.count(), AuditEntry.objects.count())
    response = submit(stage, **update_fields("10"), preview="")
    page = response.content.decode()
    assert (response.status_code, page.count("<output>50.00%</output>"), page.count("+5 → 50.00%")) == (200, 1, 1)
    assert (Update.objects.count(), AuditEntry.objects.count()) == before


def test_a_draft_is_kept_and_comes_back_as_typed(stage):
    submit(stage, **update_fields("6", progress="写到一半"), save="")
    page = stage.client("contributor").get(stage.item("1.1.1")).content.decode()
    assert (state_of(stage), page.count('value="6"'), page.count(">写到一半</textarea>")) == ("draft", 1, 1)
    assert page.count('name="seen_revision" value="1"') == 1


def test_a_stale_form_shows_what_was_typed_beside_what_is_stored(stage):
    submit(stage, who="contributor", **update_fields("6", progress="先存的进展"), save="")
    response = submit(stage, who="liaison", **update_fields("7", progress="后填的进展"), save="")
    page = response.content.decode()
    assert (response.status_code, page.count(">后填的进展</textarea>"), page.count("<td>先存的进展</td>")) == (
        409,
        1,
        1,
    )
    assert (page.count('value="7"'), page.count("<td>6家</td>")) == (1, 1)
    again = submit(stage, who="liaison", **update_fields("7", seen_revision="1", progress="后填的进展"), save="")
    row = stage.second.updates.get(task__code="1.1.1")
    assert (again.status_code, row.progress, row.revision) == (302, "后填的进展", 2)


@pytest.mark.parametrize("seen", ["", "x", "-1", "９", "99999999999999999999"])
def test_a_revision_nobody_can_have_seen_counts_as_stale(stage, seen):
    response = submit(stage, **update_fields("6", seen_revision=seen))
    assert (response.status_code, state_of(stage)) == (409, None)


def test_a_double_click_submits_once_and_says_so(stage):
    first, second = (submit(stage, **update_fields("6", progress="双击")) for _ in range(2))
    page = second.content.decode()
    assert (first.status_code, second.status_code) == (302, 409)
    assert page.count("该项现为“待部门审核”，不能再“提交审核”。请刷新页面查看最新情况。") == 1
    assert (page.count(">双击</textarea>"), stage.second.updates.filter(task__code="1.1.1").count()) == (1, 1)


def test_a_round_closed_meanwhile_refuses_and_keeps_what_was_typed(stage):
    stage.client("office").post(stage.at("rounds/2/close/"))
    response = submit(stage, **update_fields("6", progress="来不及了"))
    page = response.content.decode()
    assert (response.status_code, state_of(stage), page.count(">来不及了</textarea>")) == (409, None, 1)
    assert page.count("本期填报已经结束，不能再“提交审核”；刚才填写的内容没有存入。") == 1
    assert page.count('name="submit"') == 0


def test_the_wrong_role_is_refused_and_keeps_what_was_typed(stage):
    response = submit(stage, who="head", **update_fields("6", progress="代填"))
    page = response.content.decode()
    assert (response.status_code, page.count(">代填</textarea>"), state_of(stage)) == (403, 1, None)
    assert page.count("您没有“提交审核”的权限，请联系计划管理员。") == 1


def test_a_cooperating_department_sees_the_item_without_a_form(stage):
    page = stage.client("teacher").get(stage.item("1.1.1")).content.decode()
    assert (page.count('class="form"'), page.count("1.1.1 新增家庭农场（1）</h1>")) == (0, 1)


def test_a_reason_that_is_missing_is_asked_for_at_its_field(stage):
    response = stage.client("head").post(stage.item("1.1.2", "send_back/"), stage.seen("1.1.2", reason="  "))
    page = response.content.decode()
    assert (response.status_code, page.count("请填写退回理由。"), state_of(stage, "1.1.2")) == (400, 1, "submitted")


@pytest.mark.parametrize("sent", [{"version": "1.1"}, {"version": ""}, {}])
def test_a_decision_on_a_version_that_was_not_seen_is_refused(stage, sent):
    response = stage.client("office").post(stage.item("1.1.3", "accept/"), sent)
    assert (response.status_code, state_of(stage, "1.1.3")) == (409, "endorsed")


def test_hostile_text_is_shown_as_text(stage):
    hostile = "<script>alert(1)</script>\x00\"'"
    submit(stage, **update_fields("6", progress=hostile, public_progress=hostile), save="")
    page = stage.client("contributor").get(stage.item("1.1.1")).content.decode()
    assert (page.count("<script>alert"), page.count("&lt;script&gt;alert(1)&lt;/script&gt;")) == (0, 2)


def test_what_was_settled_in_this_round_is_shown_beside_the_round_before(stage):
    third = make_round(stage.world, 3)
    accepted(stage.world, third, "9", task=stage.world.tasks[0])
    page = stage.client("office").get(stage.at("rounds/3/tasks/1.1.1/")).content.decode()
    assert (page.count('<td data-label="上期">5家</td>'), page.count('<td data-label="本期填报">9家</td>')) == (1, 1)


@pytest.fixture
def third(stage):
    """A quantity to be brought down from 100 to 80 stood at 95 in the second round; the third is open."""
    world = stage.world
    target = TargetChoice(
        name="存量问题", kind=TargetKind.CUMULATIVE, basis="stock", goal_text="80", baseline_text="100", unit="件"
    )
    decision = DecisionText("县政府", date(2031, 8, 20), "白府〔2031〕2号")
    choice = TaskChoice(code="1.1.1", targets=[target])
    decide_task(task=world.task, choice=choice, decision=decision, by=world.office, now=NOW)
    submit(stage, **update_fields("8", quantity_t2="95"))
    update = stage.second.updates.get(task__code="1.1.1")
    endorse_update(update=update, by=world.head, now=NOW)
    accept_update(update=update, by=world.office, now=NOW)
    make_round(world, 3)
    return stage.at("rounds/3/tasks/1.1.1/")


def test_a_step_towards_a_goal_below_its_baseline_needs_no_explanation(stage, third):
    fields = update_fields("9", quantity_t2="90", fall_t2="real", fall_reason_t2="减少")
    response = stage.client("contributor").post(third, fields)
    row = ReportedQuantity.objects.get(update__round__number=3, target__key="t2")
    assert (response.status_code, row.value_text, row.fall_kind) == (302, "90", "")


def test_a_rise_away_from_a_goal_below_its_baseline_is_to_be_explained(stage, third):
    client = stage.client("contributor")
    page = client.post(third, update_fields("9", quantity_t2="97")).content.decode()
    assert page.count("“存量问题”比上期多2件，而目标是逐步减少。") == 2
    assert (page.count("填报数比上期（95件）多，而目标是逐步减少。"), page.count("<span>确有增加</span>")) == (1, 1)
    response = client.post(third, update_fields("9", quantity_t2="97", fall_t2="real", fall_reason_t2="新增2件"))
    remarks = stage.client("head").get(third).content.decode()
    assert (response.status_code, remarks.count("“存量问题”多于上期：确有增加。说明：新增2件")) == (302, 1)
