"""Figures of the part that looks back."""

import pytest

from tests.importing.reports import HALF_YEAR, WORK_REPORT, read_text, reported, wide


def test_only_the_part_that_looks_back_is_observed() -> None:
    reading = read_text(HALF_YEAR)
    assert [
        (one.id, one.section, one.class_, one.name, one.value, one.yoy, one.share_of_plan, one.schedule_gap)
        for one in reading.observations
    ] == [
        ("O001", "1.1.1", "headline", "规模以上工业增加值", None, "6.4", None, None),
        ("O002", "1.1.2", "plan_progress", "区级重点项目完成投资", "8.40", None, "52.50", "2.50"),
        ("O003", "1.1.2", "operational", "新增家庭农场", "5", None, None, None),
    ]


def test_ordinals_in_achievements_lose_no_figure() -> None:
    assert [(one.value, one.unit, one.yoy) for one in read_text(WORK_REPORT).observations] == [
        ("486.2", "亿元", "6.1"),
        ("120", "亿元", None),
        ("85", "亿元", None),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "参保134万人,其中职工54万人,居民80万人。",
        "参保134万人。其中，职工54万人，居民80万人。",
        "参保134万人，其中:职工54万人、居民80万人。",
    ],
)
def test_what_stands_under_a_whole_names_it_also_across_a_stop(sentence: str) -> None:
    observations = reported(sentence).observations
    assert [one.parent for one in observations[:2]] == [None, "参保"]


@pytest.mark.parametrize(
    ("sentence", "class_"),
    [
        ("新签约项目2个。", "pipeline"),
        ("储备项目20个。", "pipeline"),
        ("意向投资460亿元。", "pipeline"),
        ("项目总投资25亿元。", "attribute"),
        ("用地面积约占地30亩。", "attribute"),
        ("森林覆盖率达68%。", "rate_state"),
        ("人均绿地面积2.8平方米。", "rate_state"),
        ("外贸进出口总额36亿元。", "headline"),
        ("新增农场7家。", "operational"),
    ],
)
def test_a_figure_is_classed_by_the_words_around_it(sentence: str, class_: str) -> None:
    assert [one.class_ for one in reported(sentence).observations] == [class_]


def test_figures_of_one_clause_form_a_group() -> None:
    groups = [one.group for one in reported("发放贷款14笔377万元,新增农场7家。").observations]
    assert groups[0] is not None
    assert groups == [groups[0], groups[0], None]


def test_numbered_lines_of_figures_are_figures() -> None:
    found = reported(
        "（一）主要指标\n1．生产总值30亿元，增长6%；\n2．新增就业5万人，完成年度任务的115.6%。"
    ).observations
    assert [(one.section, one.value, one.yoy, one.share_of_plan) for one in found] == [
        ("1.1.1", "30", "6", None),
        ("1.1.2", "5", None, "115.6"),
    ]


def test_numbers_without_a_unit_of_their_own_and_what_they_count() -> None:
    found = reported("育儿补贴惠及3.4万婴幼儿,收入比缩小至1.92。").observations
    assert [(one.name, one.value, one.unit) for one in found] == [
        ("育儿补贴惠及婴幼儿", "3.4", "万"),
        ("收入比", "1.92", ""),
    ]


@pytest.mark.parametrize(
    ("sentence", "operator"),
    [
        ("营业收入增长20%以上。", "≥"),
        ("营业收入增长约6%。", "≈"),
        ("事故起数下降10%以上。", "≤"),
        ("事故起数下降近10%。", ">"),
        ("进出口增长-0.5%以上。", "≥"),
        ("营业收入增长6%。", "="),
        ("失业率控制在3.5%。", "="),
        ("失业率控制在5%以内。", "≤"),
    ],
)
def test_a_rate_alone_is_as_exact_as_it_is_said(sentence: str, operator: str) -> None:
    for text in (sentence, wide(sentence)):
        assert [one.operator for one in reported(text).observations] == [operator]


@pytest.mark.parametrize(
    ("sentence", "parents"),
    [
        (
            "生产总值100亿元。其中:一产10亿元,增长2%;二产40亿元;三产50亿元。",
            [None, "生产总值", "生产总值", "生产总值"],
        ),
        ("项目60个,其中新建40个,续建20个。", [None, "项目", "项目"]),
        ("财政收入40亿元,其中税收30亿元;社零总额20亿元。", [None, "财政收入", None]),
        ("养殖900亩,其中,河虾300亩,草鱼200亩。", [None, "养殖", "养殖"]),
        (
            "生产总值28亿元,其中一产5亿元,二产14亿元,三产8亿元,完成财政收入2亿元。",
            [None, "生产总值", "生产总值", "生产总值", None],
        ),
        ("营造林60万亩、其中绿化工程20万亩,治理流失9万亩。", [None, "营造林", None]),
        ("居民收入增长5%,其中农村居民收入增长6%,进出口增长3%。", [None, "居民收入", None]),
    ],
)
def test_parts_hang_under_the_whole_they_are_counted_like(sentence: str, parents: list[str | None]) -> None:
    assert [one.parent for one in reported(sentence).observations] == parents
    assert [one.parent for one in reported(wide(sentence)).observations] == parents


@pytest.mark.parametrize(
    ("sentence", "yoy", "growth", "basis"),
    [
        ("这五年,县域经济大幅跃升。技改投资增长45%。", None, "45", "period"),
        ("过去五年,游客人次增长2.5倍。", None, "250", "period"),
        ("技改投资增长45%。", "45", None, None),
    ],
)
def test_what_looks_back_over_five_years_is_not_over_one(
    sentence: str, yoy: str | None, growth: str | None, basis: str | None
) -> None:
    assert [(one.yoy, one.growth, one.growth_basis) for one in reported(sentence).observations] == [
        (yoy, growth, basis)
    ]


def test_subjects_are_taken_over_a_semicolon_where_a_name_says_too_little() -> None:
    found = reported("夏粮播种面积40万亩,增长2%;总产15万吨,增长6%。").observations
    assert [(one.name, one.value, one.yoy) for one in found] == [
        ("夏粮播种面积", "40", "2"),
        ("夏粮总产", "15", "6"),
    ]


def test_the_share_of_the_whole_stands_with_the_value() -> None:
    found = reported("产值2.4亿元,占比71%；参保134万人，其中职工54万人，占四成。").observations
    assert [(one.value, one.share_of_whole, one.parent) for one in found] == [
        ("2.4", "71", None),
        ("134", None, None),
        ("54", "40", "参保"),
    ]


def test_the_goal_that_was_met_is_no_figure() -> None:
    found = reported("能耗下降3.2%,超额完成年度下降2.5%的目标;价格涨幅1.2%,控制在3%的目标以内。").observations
    assert [(one.name, one.yoy) for one in found] == [("能耗", "-3.2"), ("价格", "1.2")]


def test_the_size_of_what_was_opened_is_an_attribute() -> None:
    found = reported("5000平方米的文化公园投入使用,引进总投资8亿元的玻璃项目。").observations
    assert [one.class_ for one in found] == ["attribute", "attribute"]
