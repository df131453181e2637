"""Reports whose headings say no kind: what was done and what is to be done, told by the words of their sentences."""

import pytest

from plans.importing import Reading
from plans.rules.said import Refused
from tests.importing.reports import read_text


def kinds_of(text: str) -> list[tuple[str, str]]:
    return [(one.title, one.kind) for one in read_text(text).sections]


def reached(reading: Reading) -> list[str | None]:
    return [one.value or one.yoy for one in reading.observations]


def aimed_at(reading: Reading) -> list[str]:
    return [one.value for one in reading.targets]


@pytest.mark.parametrize(
    "sentence",
    [
        "上半年新修公路12公里。",
        "去年新修公路12公里。",
        "过去一年，全县新修公路12公里。",
        "今年以来新修公路12公里。",
        "预计全年新修公路12公里。",
        "已建成公路12公里。",
        "新修公路12公里，取得了显著成效。",
        "新修公路12公里，同比增加。",
        "截至6月底，新修公路12公里。",
        "1—9月，新修公路12公里。",
        "新修公路12公里，占年度计划的60%。",
    ],
)
def test_what_was_done_is_reached(sentence: str) -> None:
    reading = read_text(f"白鹭县交通快讯\n一、公路\n{sentence}\n")
    assert kinds_of(f"白鹭县交通快讯\n一、公路\n{sentence}\n") == [("公路", "retrospective")]
    assert reached(reading)[:1] == ["12"]
    assert (reading.measures, reading.targets) == ((), ())


@pytest.mark.parametrize(
    "sentence",
    [
        "力争新修公路12公里。",
        "将新修公路12公里。",
        "确保新修公路12公里。",
        "下半年新修公路12公里。",
        "计划新增公路12公里。",
        "拟新修公路12公里。",
        "今年要加快新修公路12公里。",
        "明年新修公路12公里。",
        "新修公路12公里，年底前完成。",
        "下一步，新修公路12公里。",
        "主要目标是新修公路12公里。",
    ],
)
def test_what_is_to_be_done_is_a_goal(sentence: str) -> None:
    reading = read_text(f"白鹭县交通快讯\n一、公路\n{sentence}\n")
    assert [one.kind for one in reading.sections] == ["plan"]
    assert aimed_at(reading) == ["12"]
    assert reading.observations == ()


@pytest.mark.parametrize(
    "sentence", ["为确保用水，同比增加供水12万吨。", "上半年争取资金12万元。", "截至目前，争取资金12万元。"]
)
def test_a_time_that_is_over_outweighs_a_promise(sentence: str) -> None:
    reading = read_text(f"白鹭县快讯\n一、民生\n{sentence}\n") if sentence[0] != "为" else None
    if reading is not None:
        assert [one.kind for one in reading.sections] == ["retrospective"]


@pytest.mark.parametrize("sentence", ["力争产值同比增长9%。", "确保产量比上年增加9%。", "产值预期目标是同比增长9%。"])
def test_a_promise_outweighs_a_comparison(sentence: str) -> None:
    assert kinds_of(f"白鹭县快讯\n一、工业\n{sentence}\n") == [("工业", "plan")]


def test_a_section_that_says_both_has_a_part_for_each() -> None:
    text = (
        "白鹭县交通快讯\n一、公路\n去年新修公路12公里。改造桥梁3座。\n今年将新修公路15公里。改造桥梁5座。\n"
        "二、水运\n上半年货运量30万吨。\n"
    )
    reading = read_text(text)
    assert [(one.id, one.title, one.kind) for one in reading.sections] == [
        ("1", "公路", "other"),
        ("1.01", "", "retrospective"),
        ("1.02", "", "plan"),
        ("2", "水运", "retrospective"),
    ]
    assert reached(reading) == ["12", "3", "30"]
    assert aimed_at(reading) == ["15", "5"]


def test_running_text_without_any_heading_is_read_sentence_by_sentence() -> None:
    text = (
        "白鹭县部署全年工作\n记者从会上获悉，过去一年，该县新修公路12公里，生产总值同比增长5%。今年，该县力争生产总值增长6%以上。"
        "围绕这一目标，该县将抓好两方面工作。一是抓项目。实施项目20个。二是抓民生。新建学校2所。\n"
    )
    reading = read_text(text)
    assert [(one.id, one.kind) for one in reading.sections] == [("01", "retrospective"), ("02", "plan")]
    assert reached(reading) == ["12", "5"]
    assert [(one.marker, one.title) for one in reading.measures] == [("一是", "抓项目"), ("二是", "抓民生")]
    assert aimed_at(reading) == ["6", "20", "2"]


def test_an_excerpt_may_begin_with_the_goals_and_any_number() -> None:
    text = "今年主要预期目标是：生产总值增长6%，就业3000人。\n三、2032年主要工作安排\n（一）修路。新修路3公里。\n（二）造林。造林2万亩。\n"
    reading = read_text(text)
    assert [(one.marker, one.kind) for one in reading.sections] == [
        ("", "targets"),
        ("三、", "plan"),
        ("（一）", "plan"),
        ("（二）", "plan"),
    ]
    assert [one.title for one in reading.measures] == ["修路", "造林"]
    assert aimed_at(reading) == ["6", "3000", "3", "2"]
    assert reading.plan_period is not None
    assert reading.plan_period.label == "2032"


@pytest.mark.parametrize(
    ("back", "ahead"), [("2031年", "2032年"), ("干了什么", "怎么干"), ("回头看", "下一步打算"), ("数据", "重点工作")]
)
def test_lines_without_a_stop_are_parted_by_lines_that_name_a_part(back: str, ahead: str) -> None:
    text = f"一图读懂白溪镇政府工作报告\n{back}\n生产总值36亿元\n新增企业5家\n改造农房320户\n{ahead}\n引进项目3个\n造林3000亩\n"
    reading = read_text(text)
    assert reached(reading) == ["36", "5", "320"]
    assert [one.title for one in reading.measures] == ["引进项目3个", "造林3000亩"]
    assert reading.region == "白溪镇"


@pytest.mark.parametrize("heading", ["一、制定背景", "一、编制背景", "一、出台背景"])
def test_what_is_about_the_document_itself_is_no_work(heading: str) -> None:
    text = f"《白鹭县2032年发展计划》解读\n{heading}\n预计，全年生产总值310亿元。\n二、编制过程\n征求意见26条。\n三、主要内容\n2032年将新增企业9家。\n"
    reading = read_text(text)
    assert reached(reading) == ["310"]
    assert [one.section for one in reading.measures] == ["3"]
    assert aimed_at(reading) == ["9"]


def test_in_a_report_with_parts_what_has_no_kind_never_becomes_plan() -> None:
    text = "白鹭县工作报告\n各部门要加强领导，报送材料3份。\n一、2031年工作回顾\n新增企业3家。\n二、2032年工作安排\n（一）修路。新修路3公里。\n"
    reading = read_text(text)
    assert [one.kind for one in reading.sections] == ["retrospective", "plan", "plan"]
    assert [one.title for one in reading.measures] == ["修路"]


@pytest.mark.parametrize(
    ("said", "kind"), [("去年", "retrospective"), ("截至年末，", "retrospective"), ("将", "plan"), ("力争", "plan")]
)
def test_a_section_that_says_nothing_is_like_the_others_where_they_agree(said: str, kind: str) -> None:
    text = f"白鹭县快讯\n一、公路\n{said}新修公路12公里。\n二、水运\n{said}新建码头3座。\n三、园区\n新增企业9家。\n"
    assert [one[1] for one in kinds_of(text)] == [kind] * 3


@pytest.mark.parametrize("title", ["白鹭县2031年工作总结", "白鹭县2031年经济发展情况", "白鹭县2031年工作成效情况"])
def test_where_nothing_else_tells_the_title_looks_back(title: str) -> None:
    assert reached(read_text(f"{title}\n一、公路\n新修公路12公里。\n")) == ["12"]


@pytest.mark.parametrize(
    "title", ["白鹭县2032年公路计划", "白鹭县2032年公路建设方案草案报告", "白鹭县2032年公路任务清单"]
)
def test_where_nothing_else_tells_the_title_plans(title: str) -> None:
    assert aimed_at(read_text(f"{title}\n一、公路\n新修公路12公里。\n")) == ["12"]


@pytest.mark.parametrize(
    "text", ["今天天气很好。", "白鹭县概况\n白鹭县位于岭北，河流众多。\n", "通知\n各单位：请查收附件。\n"]
)
def test_what_holds_nothing_of_the_kind_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        read_text(text)
    assert refused.value.code == "document-no-plan"
