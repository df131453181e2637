"""What in a document's own figures needs a second look; nothing is changed for it."""

import pytest

from tests.importing.reports import HALF_YEAR, read_text, reported


def codes(sentence: str) -> list[str]:
    return [finding.code for finding in reported(sentence).findings]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("参保人数100万人,其中职工60万人。", []),
        ("参保人数100万人,其中职工600000人。", []),
        ("参保人数100万人,其中职工160万人。", ["part-exceeds-whole"]),
        ("参保人数100万人,其中职工1600000人。", ["part-exceeds-whole"]),
        ("新增家庭农场7家。新增家庭农场7家。", ["figure-repeated"]),
        ("新增家庭农场7家。新增家庭农场9家。", ["figure-differs"]),
        ("出口总额35.7亿元。出口总额53.7亿元。", ["figure-differs"]),
        ("上半年出口总额35亿元。一季度出口总额33亿元。", []),
        ("出口总额35亿元。出口总额突破30亿元。", []),
        ("出口总额3亿元。出口总额90亿元。", []),
        ("出口总额增长14%。出口总额增长12%。", ["figure-differs"]),
        ("甲煤产量90万吨,其中县属企业60万吨。乙煤产量50万吨,其中县属企业40万吨。", []),
        ("三次产业比重为4.0:37.7:58.3。", []),
        ("三次产业比重为14.0:37.7:58.3。", ["sum-differs"]),
        ("固定资产投资40亿元。其中:工业投资30亿元;民间投资20亿元。", ["sum-differs"]),
        ("市级项目年度计划投资10亿元,完成投资2亿元,完成年度计划20%。", []),
        ("市级项目年度计划投资10亿元,完成投资2亿元,完成年度计划25%。", ["share-differs"]),
        ("1-5月,税收4亿元,完成年度预算的47.7%,快于时间进度6个百分点。", []),
        ("1-5月,税收4亿元,完成年度预算的56%,快于时间进度6个百分点。", ["schedule-differs"]),
        ("光伏装机容量57万千瓦,风电装机容量12MW。", ["mixed-units"]),
        ("光伏装机容量57万千瓦,风电装机容量12万千瓦。", []),
        ("甲镇、乙镇、丙镇分别造林3亩、4亩。", ["respectively-unequal", "respectively-unequal"]),
        ("投资完成8亿元,占年度计划的52%,较时间进度快2个百分点。", ["schedule-differs"]),
        (f"投资完成8亿元,占年度计划的{'9' * 40}%,较时间进度快2个百分点。", []),
        ("研发经费占比2.3%,其中基础研究占比6.4%。", []),
        ("居民人均收入3万元,其中城镇居民人均收入4万元。", []),
        ("三次产业占比分别为10%、40%、50%。", []),
        ("三次产业占比分别为10%、40%、60%。", ["sum-differs"]),
        ("存贷款余额分别为90亿元和60亿元,较年初分别增长6%和7%。", []),
        ("外贸投资50亿元,增长3%,扣除价格因素影响,增长6%。", []),
        ("纺织和服装、食品和饮料产值分别增长3%、4%、5%。", []),
        ("投资完成8亿元,占年度计划的98%,较时间进度慢2个百分点。", []),
    ],
)
def test_doubts_are_found_and_nothing_else(sentence: str, expected: list[str]) -> None:
    assert codes(sentence) == expected


def test_new_ones_in_the_rest_of_a_year_have_two_readings() -> None:
    found = [finding for finding in read_text(HALF_YEAR).findings if finding.code == "target-two-readings"]
    assert [finding.message for finding in found] == [
        "“新增家庭农场”12家有两种读法：本期新增，或全年累计（前期已报5家）。请确认口径，系统不作扣减。"
    ]


@pytest.mark.parametrize(("day", "expected"), [("2031-12-27", []), ("2031-12-28", ["published-late"])])
def test_publication_more_than_half_a_year_later(day: str, expected: list[str]) -> None:
    text = HALF_YEAR.replace("2031-08-15", day)
    assert [finding.code for finding in read_text(text).findings if finding.code == "published-late"] == expected


def test_the_plan_implied_for_a_part_is_not_above_that_of_its_whole() -> None:
    sentence = "市级项目投资8亿元,占年度计划的50%。其中,县级项目投资6亿元,占年度计划的20%。"
    assert codes(sentence) == ["implied-plan-differs"]
