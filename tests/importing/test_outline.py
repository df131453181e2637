"""Sections by numbering and kind, measures by the lowest number, periods by the title."""

import pytest

from plans.importing.headings import han_number
from plans.importing.parts import kind_of
from tests.importing.reports import HALF_YEAR, WORK_REPORT, read_text


def sections_of(text: str) -> list[tuple[str, int, str, str, str]]:
    return [(one.id, one.level, one.marker, one.title, one.kind) for one in read_text(text).sections]


def measures_of(text: str) -> list[tuple[str, str, str]]:
    return [(one.section, one.marker, one.title) for one in read_text(text).measures]


def test_a_half_year_report_has_parts_areas_and_items() -> None:
    assert sections_of(HALF_YEAR) == [
        ("1", 1, "一、", "上半年计划执行情况", "retrospective"),
        ("1.1", 2, "（一）", "经济稳中有升", "retrospective"),
        ("1.1.1", 3, "1．", "工业回升", "retrospective"),
        ("1.1.2", 3, "2．", "项目推进", "retrospective"),
        ("2", 1, "二、", "下半年工作安排", "plan"),
        ("2.1", 2, "（一）", "做强产业", "plan"),
        ("2.2", 2, "（二）", "改善民生", "plan"),
    ]


def test_ordinals_inside_the_plan_are_measures() -> None:
    assert measures_of(HALF_YEAR) == [
        ("2.1", "一是", "抓好项目建设"),
        ("2.1", "二是", "培育经营主体"),
        ("2.2", "一是", "办好学校"),
    ]


def test_paragraphs_without_numbers_and_numbered_items_are_measures_and_achievements_are_not() -> None:
    assert measures_of(WORK_REPORT) == [
        ("2.1", "", "抓实项目建设"),
        ("2.1", "", "激发消费潜力"),
        ("2.2.1", "1．", "稳定粮食生产"),
        ("2.2.2", "2．", "发展特色产业"),
    ]


@pytest.mark.parametrize(
    "ordinals",
    [
        ("一是", "二是", "三是"),
        ("第一，", "第二，", "第三，"),
        ("一要", "二要", "三要"),
        ("第一、", "第二、", "第三、"),
    ],
)
def test_measures_may_be_counted_in_several_ways(ordinals: tuple[str, str, str]) -> None:
    first, second, third = ordinals
    text = (
        f"甲县2032年计划\n一、工作安排\n（一）抓落实。{first}修路。新修路3公里。{second}造林。造林2万亩。{third}治水。"
    )
    assert [(marker.rstrip("，、"), title) for _, marker, title in measures_of(text)] == [
        (first.rstrip("，、"), "修路"),
        (second.rstrip("，、"), "造林"),
        (third.rstrip("，、"), "治水"),
    ]


def test_ordinals_run_on_over_paragraphs_and_begin_again_in_another() -> None:
    text = "甲县2032年计划\n一、工作安排\n（一）抓落实\n一是修路。新修路3公里。\n二是造林。造林2万亩。\n一是治水。二是清淤。\n"
    assert [(marker, title) for _, marker, title in measures_of(text)] == [
        ("一是", "修路"),
        ("二是", "造林"),
        ("一是", "治水"),
        ("二是", "清淤"),
    ]


def test_a_document_called_a_plan_is_one_without_any_heading() -> None:
    text = "2032年甲区工作要点\n总体思路是好的。\n第一，稳增长。新修路3公里。\n第二，惠民生。造林2万亩。\n"
    reading = read_text(text)
    assert [(one.title, one.kind) for one in reading.sections] == [("", "plan")]
    assert [(one.marker, one.title) for one in reading.measures] == [("第一", "稳增长"), ("第二", "惠民生")]
    assert [task.code for task in reading.tasks] == ["1.1.1", "1.2.1"]


def test_ordinals_out_of_order_or_inside_quotes_are_none() -> None:
    text = "甲县2032年计划\n一、工作安排\n（一）抓落实。做到“一是一、二是二”。三是修路。新修路3公里。"
    assert [marker for _, marker, _ in measures_of(text)] == ["（一）"]


def test_a_title_that_runs_past_forty_characters_is_its_first_clause() -> None:
    text = (
        f"甲县2032年计划\n一、工作安排\n（一）抓落实。一是加快东岭水库建设，{'完善供水管网，' * 6}保障用水。二是造林。"
    )
    assert [title for _, _, title in measures_of(text)] == ["加快东岭水库建设", "造林"]


def test_headings_without_numbers_make_sections() -> None:
    text = "甲县工作报告\n2031年工作回顾\n全年新修路3公里。\n2032年重点工作\n修好农村公路\n新改建公路12公里，改造桥梁3座。\n"
    assert sections_of(text) == [
        ("1", 1, "", "2031年工作回顾", "retrospective"),
        ("2", 1, "", "2032年重点工作", "plan"),
        ("2.1", 2, "", "修好农村公路", "plan"),
    ]


def test_bare_lines_are_parts_and_numbered_areas_with_their_text_run_in_are_measures() -> None:
    text = (
        "云岭省工作报告\n2031年工作回顾\n一、工业回升。新增企业3家。\n二、农业增产。产粮5万吨。\n"
        "2032年重点工作\n一、修路。新修路3公里。\n二、造林。造林2万亩。\n各位代表，让我们再出发！\n"
    )
    assert [(one[0], one[2], one[4]) for one in sections_of(text)] == [
        ("1", "", "retrospective"),
        ("1.1", "一、", "retrospective"),
        ("1.2", "二、", "retrospective"),
        ("2", "", "plan"),
        ("2.1", "一、", "plan"),
        ("2.2", "二、", "plan"),
    ]
    assert measures_of(text) == [("2.1", "一、", "修路"), ("2.2", "二、", "造林")]


def test_an_annex_ends_the_plan_and_an_office_before_it_is_no_heading() -> None:
    text = "北渚市2032年计划\n北渚市发展委员会\n一、工作安排\n（一）修路。新修路3公里。\n附件：任务清单\n（一）甲。新增2家。\n"
    assert [(one[0], one[3], one[4]) for one in sections_of(text)] == [
        ("1", "工作安排", "plan"),
        ("1.1", "修路", "plan"),
        ("2", "附件：任务清单", "other"),
        ("2.1", "甲", "other"),
    ]
    assert measures_of(text) == [("1.1", "（一）", "修路")]


def test_numbering_that_restarts_in_another_part_makes_other_sections() -> None:
    text = "甲县2032年计划\n一、执行情况\n（一）甲。新增1家。\n（二）乙。新增2家。\n二、工作安排\n（一）丙。新增3家。\n"
    assert [one[0] for one in sections_of(text)] == ["1", "1.1", "1.2", "2", "2.1"]


def test_a_number_that_jumps_and_a_decimal_are_no_headings() -> None:
    text = "甲县2032年计划\n一、工作安排\n1.5万亩造林任务年内完成。\n九、这不是标题。\n"
    assert [one[0] for one in sections_of(text)] == ["1"]


def test_goals_for_five_years_are_no_measures_of_this_year() -> None:
    text = "甲县工作报告\n一、今后五年发展目标\n（一）做强工业。新增企业50家。\n二、2032年工作安排\n（一）修路。新修路3公里。\n"
    assert measures_of(text) == [("2.1", "（一）", "修路")]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("2031年国民经济和社会发展计划执行情况", "retrospective"),
        ("过去一年工作回顾", "retrospective"),
        ("主要成效", "retrospective"),
        ("2032年计划草案", "plan"),
        ("下一步工作打算", "plan"),
        ("2032年重点任务", "plan"),
        ("主要预期目标", "targets"),
        ("总体要求和主要目标", "targets"),
        ("2032年总体要求和重点任务", "plan"),
        ("存在的困难和问题", "problems"),
        ("今后五年发展目标", "other"),
        ("附件", "other"),
    ],
)
def test_the_words_of_a_title_say_its_kind(title: str, kind: str) -> None:
    assert kind_of(title) == kind


@pytest.mark.parametrize(("words", "number"), [("一", 1), ("十", 10), ("十二", 12), ("二十", 20), ("三十五", 35)])
def test_chinese_numbers_of_headings(words: str, number: int) -> None:
    assert han_number(words) == number


@pytest.mark.parametrize(
    ("title", "region", "period", "plan_period", "inferred"),
    [
        ("临山市东河区2031年上半年计划执行情况", "临山市东河区", "2031H1", "2031H2", True),
        ("关于白鹭县2031年国民经济和社会发展计划执行情况与2032年计划草案的报告", "白鹭县", "2031", "2032", False),
        ("云岭省二〇三一年国民经济和社会发展计划执行情况报告", "云岭省", "2031", "2032", True),
        ("白鹭县2031年前三季度计划执行情况", "白鹭县", "2031Q1-Q3", "2031Q4", True),
        ("2031年青禾区政府计划执行情况报告", "青禾区", "2031", "2032", True),
        ("国民经济和社会发展计划执行情况", "", None, None, None),
    ],
)
def test_the_title_names_the_place_and_the_periods(
    title: str, region: str, period: str | None, plan_period: str | None, *, inferred: bool | None
) -> None:
    reading = read_text(f"{title}\n一、执行情况\n新增企业3家。\n二、下一步打算\n修路。\n")
    assert reading.region == region
    assert (reading.period and reading.period.label) == period
    assert (reading.plan_period and reading.plan_period.label) == plan_period
    assert (reading.plan_period and reading.plan_period.inferred) == inferred


def test_a_work_report_is_dated_by_its_headings_and_placed_by_its_assembly() -> None:
    reading = read_text(WORK_REPORT)
    assert reading.region == "白鹭县"
    assert reading.period is not None
    assert reading.period.label == "2031"
    assert reading.plan_period is not None
    assert reading.plan_period.end_on.isoformat() == "2032-12-31"


@pytest.mark.parametrize("numbers", ["二四五", "三四五", "四七九", "一二二"])
def test_numbers_alone_on_their_lines_may_be_lost_or_given_twice(numbers: str) -> None:
    parts = "".join(f"{number}、抓好{name}\n新修路3公里。\n" for number, name in zip(numbers, "甲乙丙", strict=True))
    assert [(one.marker, one.kind) for one in read_text(f"白鹭县2032年工作计划\n{parts}").sections] == [
        (f"{number}、", "plan") for number in numbers
    ]


@pytest.mark.parametrize(
    "line", ["1.6月底前建成厂房2万平方米。", "1、6月底前建成厂房2万平方米。", "1.建成厂房2万平方米，6月底前投用。"]
)
def test_a_month_behind_a_number_is_no_decimal(line: str) -> None:
    text = f"白鹭县2032年工作计划\n一、工作安排\n{line}\n2.造林3000亩。\n"
    assert [one[1].strip(".、") for one in measures_of(text)] == ["1", "2"]


def test_what_follows_the_goals_is_the_plan_where_no_heading_says_so() -> None:
    text = "一、主要预期目标\n产量9亿斤。\n二、做强工业\n新增企业3家。\n三、建设乡村\n造林3000亩。\n"
    assert [one[4] for one in sections_of(text)] == ["targets", "plan", "plan"]


def test_public_works_in_an_annex_are_this_years_work() -> None:
    text = "白鹭县2032年工作报告\n一、2032年工作安排\n（一）修路。新修路3公里。\n附件：2032年民生实事项目\n1.改造小区12个。\n2.新建泊位90个。\n"
    assert [title for _, _, title in measures_of(text)] == ["修路", "改造小区12个", "新建泊位90个"]


@pytest.mark.parametrize(
    ("first", "title", "region"),
    [
        ("东河区部署全年工作", "东河区部署全年工作", "东河区"),
        ("白溪镇今年这样干", "白溪镇今年这样干", "白溪镇"),
        ("一图读懂白鹭县政府工作报告", "一图读懂白鹭县政府工作报告", "白鹭县"),
        ("在白鹭县第九届人民代表大会第一次会议上的政府工作报告", "在白鹭县第九届人民代表大会第一次会议上的政府工作报告", "白鹭县"),
    ],
)  # fmt: skip
def test_a_headline_is_the_title_and_not_a_part(first: str, title: str, region: str) -> None:
    reading = read_text(f"{first}\n今年，该地力争新增企业9家，将新修公路12公里。\n")
    assert (reading.title, reading.region) == (title, region)
    assert [one.kind for one in reading.sections] == ["plan"]


@pytest.mark.parametrize("label", ["1—9月", "1-9月", "1至9月", "前三季度"])
def test_nine_months_however_written(label: str) -> None:
    period = read_text(f"白鹭县2031年{label}经济运行情况\n一、运行情况\n产值同比增长5%。\n").period
    assert period is not None
    assert period.label == "2031Q1-Q3"
