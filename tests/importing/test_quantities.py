"""Numbers with their units, and what is no quantity although it has a digit in it."""

import pytest

from plans.importing.documents import normalise
from plans.importing.quantities import scan_quantities
from tests.importing.reports import wide


def quantities_in(text: str) -> list[tuple[str, str, str]]:
    normal = normalise(text)
    return [(one.value, one.unit, one.operator) for one in scan_quantities(normal, 0, len(normal))]


@pytest.mark.parametrize(
    ("text", "value", "unit", "operator"),
    [
        ("完成投资26.80亿元", "26.80", "亿元", "="),
        ("造林1.5万亩", "1.5", "万亩", "="),
        ("组织宣讲12场次", "12", "场次", "="),
        ("接待98.6万人次", "98.6", "万人次", "="),
        ("并网容量120MW", "120", "MW", "="),
        ("提高1.2个百分点", "1.2", "个百分点", "="),
        ("浓度25微克/立方米", "25", "微克/立方米", "="),
        ("产值1,200.5万元", "1200.5", "万元", "="),
        ("投资约104.8亿元", "104.8", "亿元", "≈"),
        ("增长5%左右", "5", "%", "≈"),
        ("预计增收200万元", "200", "万元", "="),
        ("授信超200亿元", "200", "亿元", ">"),
        ("突破300亿元", "300", "亿元", ">"),
        ("走访企业150多次", "150", "次", ">"),
        ("惠及4900余人", "4900", "人", ">"),
        ("增长8%以上", "8", "%", "≥"),
        ("不少于12场", "12", "场", "≥"),
        ("不低于95%", "95", "%", "≥"),
        ("近60家企业", "60", "家", "<"),
        ("不足30人", "30", "人", "<"),
        ("失业率控制在5.5%以内", "5.5", "%", "≤"),
        ("不超过3%", "3", "%", "≤"),
        ("失业率控制在5.5%左右", "5.5", "%", "≈"),
        ("出栏31.6万头（只）", "31.6", "万头", "="),
        ("压缩至3个工作日", "3", "个工作日", "="),
    ],
)
def test_value_unit_and_operator_are_read_in_both_widths(text: str, value: str, unit: str, operator: str) -> None:
    assert quantities_in(text) == [(value, unit, operator)]
    if "," not in text:
        assert quantities_in(wide(text)) == [(value, unit, operator)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("百分之十七", "17"),
        ("百分之二十", "20"),
        ("百分之百", "100"),
        ("三成", "30"),
        ("三成五", "35"),
        ("两位数", "10"),
    ],
)
def test_percentages_may_be_spelled(text: str, value: str) -> None:
    assert [(found, unit) for found, unit, _ in quantities_in(f"增长{text}")] == [(value, "%")]


@pytest.mark.parametrize("dash", ["-", "—", "－", "～", "~", "至", "到"])
def test_a_range_is_one_quantity(dash: str) -> None:
    normal = normalise(f"增长4.5%{dash}5%")
    assert [(one.value, one.upper, one.unit) for one in scan_quantities(normal, 0, len(normal))] == [("4.5", "5", "%")]


@pytest.mark.parametrize(
    "text",
    [
        "推广5G网络",
        "国道G312线",
        "实施“3080”工程",
        "落实“四个100%”",
        "《全国300家名店》",
        "60周岁以上",
        "2031年第1批",
        "6月30日前",
        "第3位",
        "3个月",
        "十五五规划",
        "PM2.5治理",
        "百校千村万户工程",
    ],
)
def test_names_dates_and_ranks_are_no_quantities(text: str) -> None:
    assert quantities_in(text) == []
    assert quantities_in(wide(text)) == []
