"""The page of a plan leads with counts and the on-schedule rate, as its issue froze them."""

from fractions import Fraction

from plans.rules.shapes import LightRules
from plans.rules.vocabulary import TaskState
from tests.public.conftest import HOME
from tests.public.makers import END, IssueSpec, make_plan, milestone, publish, sample_records, target, task
from tests.public.reading import parse


def test_the_answer_is_a_sentence_of_counts_and_the_rate(read, db):
    records = [
        task("1.1.1", targets=[target("20")], facts={"closed_out": True}),
        task("1.1.2", targets=[target("14")]),
        task("1.1.3", targets=[target("1")]),
        task("1.1.4", milestones=[milestone("m", "开工", END)]),
    ]
    publish(make_plan(), records, 5)
    text = parse(read(HOME)).text
    assert "4项任务：已完成1项，达到序时进度1项，进度滞后1项，未到时间节点1项。 达序时率66.67%" in text
    assert "＝2÷3；" in text


def test_nothing_to_rate_shows_no_rate_and_never_nought(read, db):
    publish(make_plan(), [task(facts={"is_ongoing": True})])
    text = parse(read(HOME)).text
    assert "1项任务：不作进度评价1项。" in text
    assert "达序时率0" not in text


def test_a_suspended_task_leaves_the_counts_and_is_told_beside(read, db):
    publish(make_plan(), [task(), task("1.1.2", facts={"state": TaskState.SUSPENDED})])
    text = parse(read(HOME)).text
    assert "1项任务：" in text
    assert "另有暂缓实施1项、不再实施0项，不计入。" in text
    assert "暂缓实施" in parse(read(f"{HOME}tasks/1.1.2/")).text


def test_changes_of_standing_are_listed_with_before_and_after(read, plan):
    text = parse(read(f"{HOME}publications/3/")).text
    assert "与第2期相比，1项任务状态有变化。" in text
    assert "1.1.2 改造老厂达序时→变为偏慢 2个节点完成1个，“开始施工”计划2031年8月15日前完成，已逾期16天。" in text


def test_corrections_stand_among_the_changes_of_the_issue_that_lists_them(read, plan):
    assert '<del><span class="vh">原为 </span>9</del> <ins><span class="vh">更正为 </span>8</ins>栋' in read(
        f"{HOME}publications/4/"
    )
    assert "<del>" not in read(f"{HOME}publications/3/")
    assert "<del>" not in read(HOME)


def test_the_first_issue_says_that_it_is_the_first(read, plan):
    assert "本期为首期发布，全部任务纳入台账。" in read(f"{HOME}publications/1/")


def test_figures_of_the_document_show_a_lead_only_where_it_states_one(read, plan):
    html = read(HOME)
    assert 'aria-label="完成60.00%，序时进度50.00%，快10个百分点"' not in html
    assert 'aria-label="完成60.00%，序时进度50.00%，快10.00个百分点"' in html


def test_the_stamp_tells_number_dates_office_and_what_was_updated(read, plan):
    text = parse(read(f"{HOME}publications/4/")).text
    for words in ("第4期", "数据截至2031年9月30日", "发布日期2031年9月30日", "审定发布县计划办", "本期更新4项中4项"):
        assert words in text
    assert "第3期 · 第5期 · 全部期次" in text


def test_issues_are_listed_newest_first_with_what_changed(read, plan):
    page = parse(read(f"{HOME}publications/"))
    places = [page.text.index(f"第{number}期", page.text.index("期次数据截至")) for number in (5, 4, 3, 2, 1)]
    assert places == sorted(places)
    assert "首期发布" in page.text
    assert "更正1处" in page.text


def test_the_record_of_corrections_grows_with_the_issues(read, plan):
    assert "目前没有需要更正的已发布数据。" in read(f"{HOME}publications/3/corrections/")
    html = read(f"{HOME}corrections/")
    assert '<td data-label="原发布"><del>9</del>栋</td><td data-label="更正为"><ins>8</ins>栋</td>' in html
    assert f'href="{HOME}publications/3/tasks/1.1.1/"' in html
    assert "重复登记" in html


def test_thresholds_are_those_the_issue_was_published_with(read, db):
    publish(
        make_plan(), sample_records(), 1, IssueSpec(lights=LightRules(on_gap_pp=Fraction(-7), milestone_grace_days=9))
    )
    assert "慢不超过7个百分点" in read(f"{HOME}method/")
    assert "不超过9天" in read(f"{HOME}method/")
    assert "慢不超过5个百分点" in read("/method/")


def test_many_changes_are_folded_after_the_first_twelve(read, db):
    plan = make_plan()
    for number, value in ((4, "11"), (5, "1")):
        publish(plan, [task(f"1.1.{index}", targets=[target(value)]) for index in range(1, 16)], number)
    shown, folded = read(HOME).split("<details>")
    assert "15项任务状态有变化" in shown
    assert (shown.count("→"), folded.count("→")) == (12, 3)
    assert "展开其余3项变化" in folded


def test_english_pages_call_the_office_by_its_english_name_where_the_issue_knows_it(read, plan):
    for page in ("", "tasks/1.1.1/", "tasks/2.1.1/"):
        html = read(f"/en{HOME}{page}")
        assert "<dt>Published by</dt><dd>Plan Office</dd>" in html
    assert "Plan Office · 5 July 2031" in read(f"/en{HOME}tasks/1.1.1/")
    assert "<dt>审定发布</dt><dd>县计划办</dd>" in read(HOME)


def test_one_thing_has_one_name(read, plan):
    pages = "".join(read(f"{HOME}{page}") for page in ("method/", "publications/", "corrections/"))
    assert "摘要" not in pages
    assert "最近的在前" not in pages
    assert "累计类目标" not in pages
    assert pages.count("按期次由近及远排列") == 3
