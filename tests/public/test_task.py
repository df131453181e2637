"""The page of one task."""

from dataclasses import replace
from datetime import date

import pytest

from tests.public.conftest import HOME
from tests.public.makers import (
    MONTH_ENDS,
    IssueSpec,
    correction,
    make_plan,
    passage,
    publish,
    sample_records,
    target,
    task,
    withhold,
)
from tests.public.reading import parse

TASK = f"{HOME}tasks/1.1.1/"


def test_it_leads_with_the_verdict_and_its_reason(read, plan):
    text = parse(read(TASK)).text
    assert "进度偏慢完成55.00%，序时进度66.67%，慢11.67个百分点。" in text
    assert "“新建厂房”完成55.00%，较序时进度慢11.67个百分点，超过5个百分点。" in text


def test_the_plan_is_quoted_in_its_own_line(read, plan):
    html = read(TASK)
    assert (
        '<span class="ctx">一是抓项目。</span><mark>新建厂房20栋</mark>'
        '<span class="ctx">；推动老厂改造；为此要多跑多问。二是抓服务。办好服务窗口。</span>'
    ) in html


def test_targets_carry_their_origin_and_a_bar(read, plan):
    page = parse(read(TASK))
    labels = [svg["aria-label"] for svg in page.named("svg") if svg.get("class") == "bullet"]
    assert labels == ["完成55.00%，序时进度66.67%，慢11.67个百分点"]
    assert "新建厂房\u2060原（计划原文） 11/20栋" in page.text


def test_schedule_and_actual_are_drawn_over_the_issues_with_their_figures_in_a_table(read, plan):
    page = parse(read(TASK))
    assert len([dot for dot in page.named("circle") if dot.get("class", "").startswith("dot")]) == 4
    assert "第2期 · 2031年7月31日315.00%16.67%达序时" in page.text.replace(" 达序时", "达序时")


def test_an_earlier_issue_knows_nothing_of_later_ones(read, plan):
    text = parse(read(f"{HOME}publications/3/tasks/1.1.1/")).text
    assert "第4期" not in text.replace("第3期 · 第4期", "").replace("第2期 · 第4期 · 全部期次", "")
    assert "后经更正" not in text
    assert "新建厂房9/20栋" in text


def test_the_history_tells_a_correction_where_it_was_made_and_where_it_was_wrong(read, plan):
    html = read(TASK)
    assert html.count("<del>") == 2
    assert "本期更正" in html
    assert "第4期更正：新建厂房" in html
    assert f'href="{HOME}publications/3/tasks/1.1.1/"' in html


def test_milestones_stand_in_a_row_with_what_is_overdue(read, plan):
    text = parse(read(f"{HOME}tasks/1.1.2/")).text
    assert "完成勘察\u2060补（计划外明确） 计划2031年7月31日前完成 · 2031年7月15日完成" in text.replace(
        "（计划外明确）计划", "（计划外明确） 计划"
    )
    assert "已逾期77天" in text


@pytest.mark.parametrize(("as_of_issue", "words"), [(1, "未到时间节点"), (2, "未到时间节点"), (3, "已逾期16天")])
def test_a_milestone_is_judged_at_the_date_of_the_issue(read, plan, as_of_issue, words):
    assert words in parse(read(f"{HOME}publications/{as_of_issue}/tasks/1.1.2/")).text


def test_who_answers_is_marked_as_added_with_its_basis(read, plan):
    html = read(TASK)
    assert f'<a class="added" href="{HOME}departments/works/">县建设局</a>' in html
    assert "县计划办 · 2031年7月5日 · 〔2031〕1号" in html
    assert "推定：计划未写时限，按计划期末计" in html


def test_a_task_without_lead_says_so(read, plan):
    assert "<dt>牵头</dt><dd>尚未明确</dd>" in read(f"{HOME}tasks/2.1.1/")


def test_what_was_not_updated_says_so_with_the_date_of_its_figures(read, db):
    records = [task(targets=[target("3")], figures_as_of=date(2031, 6, 30))]
    publish(make_plan(), records, 2, IssueSpec(updated={"1.1.1": False}))
    assert "本期未更新 · 沿用截至2031年6月30日的数据" in parse(read(TASK)).text
    assert "本期未更新" in read(f"{HOME}tasks/")


def test_problems_stay_inside_unless_they_are_released(read, db):
    publish(make_plan(), [task(problems="用地未批", next_measures="加快报批")])
    html = read(TASK)
    assert "用地未批" not in html
    assert "加快报批" not in html


def test_a_task_withheld_in_one_issue_still_has_its_history(read, db):
    plan = make_plan()
    first = publish(plan, sample_records("3"), 1)
    publish(plan, sample_records("11"), 5)
    withhold(first, "1.1.1", reason="表述有误")
    html = read(TASK)
    assert "表述有误" in html
    assert "新建厂房11/20栋" in html


def test_a_quantity_never_reported_shows_no_bar_and_no_nought(read, db):
    publish(make_plan(), [task(targets=[target(None)])], 2)
    page = parse(read(TASK))
    assert [svg for svg in page.named("svg") if svg.get("class") == "bullet"] == []
    assert "目标20栋" in page.text
    assert "0.00%" not in page.text


def test_a_passage_that_is_not_in_the_text_as_quoted_is_shown_alone(read, db):
    wrong = replace(passage("推动老厂改造"), text="别的话")
    publish(make_plan(), [replace(task(), passages=(wrong,))])
    assert '<span class="ctx"></span><mark>别的话</mark><span class="ctx"></span>' in read(TASK)
    assert 'class="st ' not in read(f"{HOME}document/").split("<article")[1]


def test_reasons_come_in_the_language_of_the_page(read, plan):
    text = parse(read(f"/en{TASK}")).text
    assert "Slightly behind55.00% complete, 66.67% scheduled, 11.67 points behind." in text
    assert "“新建厂房” is 55.00% complete: 11.67 points behind schedule, more than 5 points." in text


def test_a_quoted_name_keeps_its_own_quotes_inside(read, db):
    record = sample_records(
        corrections=[replace(correction(as_of=MONTH_ENDS[2], was="9", now="8"), target_name="“甲”类厂房")]
    )
    plan = make_plan()
    publish(plan, sample_records("9"), 3)
    publish(plan, record, 4)
    assert "第3期“‘甲’类厂房”" in parse(read(TASK)).text


def test_a_first_issue_has_no_figures_to_carry_on(read, db):
    publish(make_plan(), [task()], 1, IssueSpec(updated={"1.1.1": False}))
    html = read(TASK) + read(f"{HOME}tasks/")
    assert ("本期未更新" in html, html.count("本期无填报数据")) == (False, 3)
