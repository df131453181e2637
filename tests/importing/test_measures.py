"""What of a section without numbers below it is a measure, and what only leads in to the next paragraphs."""

import pytest

from tests.importing.reports import read_text


def measures_in(area: str, *, heading: str = "（一）做强产业") -> list[tuple[str, str]]:
    text = f"白鹭县政府工作报告\n一、2031年工作回顾\n新修路2公里。\n二、2032年工作安排\n{heading}{area}\n"
    return [(one.marker, one.title) for one in read_text(text).measures]


TWO = "抓项目建设。新建厂房2万平方米。\n抓企业培育。引进企业9家。"


@pytest.mark.parametrize(
    "lead",
    [
        "重点抓好以下工作：",
        "着力做好以下三个方面工作。",
        "2032年是打基础的一年。",
        "今年我县工作的总体要求是：坚持稳中求进。",
        "主要预期目标是：地区生产总值增长6%，投资增长8%。",
        "围绕上述目标，我们要加倍努力。",
        "今后五年，我们要再造一个新县，力争生产总值达到500亿元。",
        "过去一年，县里新增企业20家。",
        "新征程需要新作为。我们将以更大的力度推进各项工作。",
    ],
)
def test_paragraphs_that_lead_in_are_no_measures(lead: str) -> None:
    for text in (lead, lead.replace("：", ":").replace("，", ",")):
        assert measures_in(f"\n{text}\n{TWO}") == [("", "抓项目建设"), ("", "抓企业培育")]


@pytest.mark.parametrize(
    ("area", "expected"),
    [
        ("\n新建厂房2万平方米，引进企业9家。", [("（一）", "做强产业")]),
        ("。新建厂房2万平方米。引进企业9家。", [("（一）", "做强产业")]),
        (f"\n{TWO}", [("", "抓项目建设"), ("", "抓企业培育")]),
        (f"。推动产业发展上台阶。\n{TWO}", [("", "抓项目建设"), ("", "抓企业培育")]),
        (f"。新修园区道路3条。\n{TWO}", [("（一）", "做强产业"), ("", "抓项目建设"), ("", "抓企业培育")]),
        ("\n——抓项目建设。新建厂房2万平方米。\n——抓企业培育。引进企业9家。", [("——", "抓项目建设"), ("——", "抓企业培育")]),
        ("\n★抓项目建设。新建厂房2万平方米。\n●抓企业培育。引进企业9家。", [("★", "抓项目建设"), ("●", "抓企业培育")]),
        ("\n1.抓项目\n新建厂房2万平方米。\n引进企业9家。", [("1.", "抓项目")]),
        ("\n①抓项目。新建厂房2万平方米。\n②抓企业。引进企业9家。", [("①", "抓项目"), ("②", "抓企业")]),
        ("\n抓项目建设：新建厂房2万平方米。\n抓企业培育:引进企业9家。", [("", "抓项目建设"), ("", "抓企业培育")]),
        ("\n首先，抓项目。新建厂房2万平方米。\n其次，抓企业。引进企业9家。", [("首先", "抓项目"), ("其次", "抓企业")]),
        ("。一是抓项目。新建厂房。二是抓企业。引进企业。\n同时，抓好园区道路建设。新修道路3条。",
         [("一是", "抓项目"), ("二是", "抓企业"), ("", "同时，抓好园区道路建设")]),
        ("\n一是抓项目。\n新建厂房2万平方米。\n二是抓企业。\n引进企业9家。", [("一是", "抓项目"), ("二是", "抓企业")]),
    ],
)  # fmt: skip
def test_the_grain_of_measures(area: str, expected: list[tuple[str, str]]) -> None:
    assert measures_in(area) == expected


def test_words_to_the_hall_and_units_in_charge_end_no_measure() -> None:
    text = (
        "白鹭县2032年工作要点\n一、做强产业\n1.抓项目。新建厂房2万平方米。\n责任单位：甲局\n2.抓企业。引进企业9家。\n"
        "各位代表，让我们努力奋斗！\n"
    )
    reading = read_text(text)
    assert [reading.text[one.start : one.end] for one in reading.measures] == [
        "1.抓项目。新建厂房2万平方米。",
        "2.抓企业。引进企业9家。",
    ]
    assert [one.reason for one in reading.sentences if one.disposition == "set_aside"] == [
        "heading", "heading", "assigned", "heading", "slogan",
    ]  # fmt: skip


def test_numbers_may_run_on_from_area_to_area() -> None:
    text = (
        "白鹭县政府工作报告\n一、2032年工作安排\n（一）甲\n1.修路。新修路3公里。\n2.架桥。建桥2座。\n"
        "（二）乙\n3.造林。造林2万亩。\n4.治水。治河5公里。\n"
    )
    assert [(one.section, one.marker) for one in read_text(text).measures] == [
        ("1.1.1", "1."), ("1.1.2", "2."), ("1.2.1", "3."), ("1.2.2", "4."),
    ]  # fmt: skip


def test_items_directly_below_a_part_share_its_area() -> None:
    text = "白鹭县2032年工作安排\n一、2032年工作安排\n1.修路。新修路3公里。\n2.造林。造林2万亩。\n"
    assert [one.code for one in read_text(text).tasks] == ["1.1.1", "1.2.1"]


@pytest.mark.parametrize(
    ("area", "expected"),
    [
        ("\n加强湿地管护。\n修复湿地1200亩，清理外来物种，设置界桩300个。", [("", "加强湿地管护")]),
        ("\n加强湿地管护。\n修复湿地1200亩。\n治理城乡污水。\n新建管网42公里，改造泵站5座。", [("", "加强湿地管护"), ("", "治理城乡污水")]),
        ("\n加强湿地管护。\n摸清底数。修复湿地1200亩。\n治理城乡污水。\n查清来源。新建管网42公里。", [("", "加强湿地管护"), ("", "治理城乡污水")]),
        ("\n加强湿地管护。\n治理城乡污水。新建管网42公里。\n改善空气质量。", [("", "加强湿地管护"), ("", "治理城乡污水"), ("", "改善空气质量")]),
        ("\n加强湿地管护。\n\n\n\n修复湿地1200亩，清理外来物种。", [("", "加强湿地管护"), ("", "修复湿地1200亩，清理外来物种")]),
    ],
)  # fmt: skip
def test_a_line_that_only_names_a_topic_is_the_title_of_the_paragraph_below(
    area: str, expected: list[tuple[str, str]]
) -> None:
    assert measures_in(area) == expected


@pytest.mark.parametrize("when", ["2032年", "今年", "下一步", "同时", "计划提出"])
def test_a_title_that_would_be_too_long_is_the_first_clause_that_says_what(when: str) -> None:
    rest = "完善供水管网，" * 6
    assert measures_in(f"\n{when}，加快建设东岭水库，{rest}保障用水。\n抓企业培育。引进企业9家。")[0] == (
        "",
        "加快建设东岭水库",
    )


@pytest.mark.parametrize(
    "scene",
    [
        "坚持农业农村优先发展，学好先进经验，促进农民更加富裕。",
        "围绕乡村全面振兴，坚持城乡融合，提升农业质量。",
        "聚焦产业强县，坚持工业优先，增强发展后劲。",
        "甘露县讯：记者从会上获悉，全县农业工作有了方向。",
    ],
)
def test_a_first_paragraph_in_which_nobody_does_anything_is_no_measure(scene: str) -> None:
    assert measures_in(f"\n{scene}\n{TWO}") == [("", "抓项目建设"), ("", "抓企业培育")]
