"""Figures of the part that looks back."""

import pytest

from tests.importing.reports import HALF_YEAR, WORK_REPORT, read_text, reported


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
