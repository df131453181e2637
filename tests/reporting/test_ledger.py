"""The ledger says what the issue says: no figure of its own, nothing left out unsaid."""

import copy

import pytest

from plans.reporting.ledger import Number, Text, ledger_content
from tests.reporting.issues import body, header

ZH = "zh-hans"


def content(*bodies, language=ZH, **given):
    return ledger_content(header=header(*bodies, **given), bodies=bodies, language=language)


def cell(ledger, title, row=0):
    return ledger.rows[row][[column.title for column in ledger.columns].index(title)]


def words(ledger, title, row=0):
    found = cell(ledger, title, row)
    assert isinstance(found, Text)
    return found.value


def test_there_are_fifteen_columns_with_problems():
    ledger = content(body(), release={"problems": True, "next_measures": False, "mean": False})
    assert [column.title for column in ledger.columns] == [
        "序号",
        "来源及原文",
        "任务",
        "量化目标",
        "牵头单位",
        "配合单位",
        "时限",
        "阶段目标",
        "本期进展",
        "存在问题及下一步措施",
        "完成率（%）",
        "序时进度（%）",
        "快慢（百分点）",
        "状态",
        "备注",
    ]


def test_there_are_fifteen_columns_without_them():
    ledger = content(body(), release={"problems": False, "next_measures": False, "mean": False})
    titles = [column.title for column in ledger.columns]
    assert (len(titles), titles[1:4]) == (15, ["来源（举措、原文位置）", "原文", "任务"])
    assert "存在问题及下一步措施" not in titles
    assert words(ledger, "原文") == "新增家庭农场20家。"
    assert words(ledger, "来源（举措、原文位置）") == "（一）发展农业\n一是培育主体\n（原文第11–20字）"


def test_the_head_names_the_issue_its_date_and_its_counts():
    ledger = content(body(), body("1.1.2", light="late"), body("1.1.3", light="", state="suspended"))
    assert ledger.title == "白鹭县2031年下半年计划任务台账"
    assert ledger.sheet == "第3期台账"
    assert ledger.lines == (
        "内部通报第3期　数据截至2031年9月30日　发布时间2031-10-09 09:30　主管单位：县发展改革局",
        "共2项：达到序时进度1项，进度滞后1项；达序时率50.00%；另有暂缓实施1项。",
    )


def test_a_demonstration_says_so_under_its_title():
    assert content(body(), is_demo=True).lines[2] == "演示数据：责任单位、时限和进展均为虚构，不代表实际工作情况。"


def test_a_note_stands_under_the_title():
    assert content(body(), note="部分为初步统计数").lines[2] == "发布说明：部分为初步统计数"


def test_figures_are_those_the_body_printed():
    one = body(completion_percent="128.00", scheduled_percent="50.00", gap_points="78.00")
    ledger = content(one)
    titles = ("完成率（%）", "序时进度（%）", "快慢（百分点）")
    assert [cell(ledger, title) for title in titles] == [Number("128.00"), Number("50.00"), Number("78.00")]


def test_what_cannot_be_said_is_a_dash_and_never_nought():
    ledger = content(body(completion_percent=None, scheduled_percent=None, gap_points=None))
    titles = ("完成率（%）", "序时进度（%）", "快慢（百分点）")
    assert [cell(ledger, title) for title in titles] == [Text("—")] * 3


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "家庭农场：目标20家，累计11家"),
        ({"value": None}, "家庭农场：目标20家，尚无数据"),
        ({"goal": None}, "家庭农场：未设目标值，累计11家"),
        ({"operator": "≥"}, "家庭农场：目标不低于20家，累计11家"),
        ({"kind": "level", "unit": "%"}, "家庭农场：目标20%，现为11%"),
        ({"kind": "scope", "list_missing": True}, "家庭农场：目标20家，累计11家（清单未录入）"),
    ],
)
def test_a_target_says_goal_and_figure_as_written(given, said):
    one = body()
    one["targets"][0] |= given
    assert words(content(one), "量化目标") == said


def test_of_several_targets_each_says_its_own_share():
    one = body()
    second = copy.deepcopy(one["targets"][0]) | {"name": "合作社", "completion_percent": None}
    one["targets"].append(second)
    assert words(content(one), "量化目标") == "家庭农场：目标20家，累计11家，完成率55.00%\n合作社：目标20家，累计11家"


def test_departments_milestones_and_days():
    ledger = content(body())
    assert (words(ledger, "牵头单位"), words(ledger, "配合单位")) == ("农业局", "镇政府（并列牵头）、教育局")
    assert words(ledger, "阶段目标") == (
        "印发方案（2031年8月31日前，8月20日完成）\n完成验收（2031年11月30日前，未完成）"
    )
    late = body()
    late["milestones"][0]["reached_on"] = "2032-01-05"
    assert words(content(late), "阶段目标").split("\n")[0] == "印发方案（2031年8月31日前，2032年1月5日完成）"
    assert words(ledger, "时限") == "2031年12月31日（按计划期）"
    assert words(content(body(due_inferred=False)), "时限") == "2031年12月31日"
    assert words(content(body(lead=None)), "牵头单位") == ""


def test_a_task_without_measure_and_passage_has_a_shorter_source():
    ledger = content(body(measure=None, passages=[]))
    assert words(ledger, "来源及原文") == "（一）发展农业"


def test_problems_and_measures_share_a_column():
    assert words(content(body()), "存在问题及下一步措施") == "存在问题：缺人手\n下一步工作措施：加派人手"
    assert words(content(body(problems="", next_measures="")), "存在问题及下一步措施") == ""


@pytest.mark.parametrize(
    ("light", "said"),
    [
        ("late", "进度滞后"),
        ("warn", "进度偏慢"),
        ("on", "达到序时进度"),
        ("done", "已完成"),
        ("nd", "未到时间节点"),
        ("na", "不作进度评价"),
    ],
)
def test_a_light_is_a_word(light, said):
    assert words(content(body(light=light)), "状态") == said


@pytest.mark.parametrize(("state", "said"), [("suspended", "暂缓实施"), ("dropped", "不再实施")])
def test_a_task_that_left_the_counts_says_its_state(state, said):
    ledger = content(body(), body("1.1.2", light="", state=state))
    assert words(ledger, "状态", row=1) == said
    assert ledger.lines[1] == f"共1项：达到序时进度1项；达序时率100.00%；另有{said}1项。"


def test_remarks_tell_reason_kind_freshness_and_corrections():
    correction = {
        "field": "t1",
        "name": "家庭农场",
        "unit": "家",
        "number": "2",
        "as_of": "2031-08-31",
        "was": "13",
        "now": "10",
        "kind": "error",
        "reason": "重复统计。",
    }
    one = body(
        responsibility="market",
        ongoing=True,
        updated=False,
        figures_as_of="2031-08-31",
        closed_out_on="2031-08-30",
        corrections=[correction],
    )
    assert words(content(one), "备注").split("\n") == [
        "完成过半。",
        "责任性质：市场主体实施。",
        "长期坚持。",
        "本期未更新，数据截至2031年8月31日。",
        "已销号，完成日期2031年8月30日。",
        "更正：第2期“家庭农场”由13家改为10家。重复统计。",
    ]
    assert words(content(body()), "备注") == "完成过半。"


def test_a_withheld_task_keeps_its_place_and_says_nothing_else():
    one, third = body(), body("1.1.3")
    ledger = ledger_content(header=header(one, body("1.1.2"), third), bodies=[third, one], language=ZH)
    assert [cell(ledger, "序号", row) for row in range(3)] == [Number("1"), Number("2"), Number("3")]
    filled = [column.title for column, one in zip(ledger.columns, ledger.rows[1], strict=True) if one != Text("")]
    assert filled == ["序号", "任务", "备注"]
    assert (words(ledger, "任务", 1), words(ledger, "备注", 1)) == ("1.1.2", "内容已按规定撤下。")
    assert ledger.notes == ("本期有1项内容已按规定撤下（1.1.2），不计入上述合计。",)


def test_an_empty_issue_says_so():
    ledger = content(release={"problems": True, "next_measures": True, "mean": True})
    assert (ledger.rows, ledger.notes, ledger.lines[1]) == ((), ("本期没有任务。",), "共0项。")


def test_the_english_ledger_keeps_the_plans_own_words():
    correction = {
        "name": "家庭农场",
        "unit": "家",
        "number": "2",
        "was": "13",
        "now": "10",
        "kind": "revision",
        "reason": "r",
    }
    one = body(updated=False, figures_as_of="2031-08-31", corrections=[correction])
    ledger = content(one, language="en", is_demo=True, note="n")
    assert [column.title for column in ledger.columns][-5:] == [
        "Completion (%)",
        "Scheduled (%)",
        "Gap (points)",
        "Status",
        "Remarks",
    ]
    assert ledger.lines == (
        "Internal issue 3, figures as of 2031-09-30, published 2031-10-09 09:30, plan office: 县发展改革局",
        "1 tasks: on schedule 1; on-schedule rate 100.00%.",
        "Demonstration data: departments, dates and progress are invented.",
        "Note: n",
    )
    assert words(ledger, "Targets") == "家庭农场: goal 20家, so far 11家"
    assert words(ledger, "Due") == "2031-12-31 (end of plan)"
    assert words(ledger, "Remarks").split("\n") == [
        "Half done.",
        "Not updated in this issue; figures as of 2031-08-31.",
        "Revision: “家庭农场” in issue 2, 13家, is now 10家. r",
    ]


def test_every_column_is_explained():
    for language in (ZH, "en"):
        assert [bool(column.meaning) for column in content(body(), language=language).columns] == [True] * 15
