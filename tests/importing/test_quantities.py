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
        ("标准提高至810元/月", "810", "元/月", "="),
        ("单产410.5公斤/亩", "410.5", "公斤/亩", "="),
        ("人口密度620人/平方公里", "620", "人/平方公里", "="),
        ("均价8200元/平方米", "8200", "元/平方米", "="),
        ("电价下降5分/千瓦时", "5", "分/千瓦时", "="),
        ("惠及群众31万", "31", "万", "="),
        ("惠及31万群众", "31", "万", "="),
        ("安置100多万移民", "100", "万", ">"),
        ("惠及近10万儿童", "10", "万", "<"),
        ("新增贷款4万多亿元", "4", "万亿元", ">"),
        ("建成算力2.5万P", "2.5", "万P", "="),
        ("扩建储能20GW", "20", "GW", "="),
        ("供热标准20℃", "20", "℃", "="),
        ("自然增长率1.4‰", "1.4", "‰", "="),
        ("城镇化率5.2 %", "5.2", "%", "="),
        ("投资3.5 亿元", "3.5", "亿元", "="),
        ("节约300吨", "300", "吨", "="),
        ("签约20个项目", "20", "个", "="),
        ("附近3个村", "3", "个", "="),
        ("跨越5000亿元", "5000", "亿元", ">"),
        ("失业率控制在3.5%", "3.5", "%", "="),
        ("人均预期寿命79.5岁", "79.5", "岁", "="),
        ("受教育年限达到11.7年", "11.7", "年", "="),
        ("城乡收入比缩小到2.05", "2.05", "", "="),
        ("群众满意度提升至91.5", "91.5", "", "="),
        ("举办培训班12期", "12", "期", "="),
        ("完成31村整村推进", "31", "村", "="),
        ("完成90个30户以上村寨改造", "90", "个", "="),
    ],
)
def test_value_unit_and_operator_are_read_in_both_widths(text: str, value: str, unit: str, operator: str) -> None:
    expected = [(value, unit, operator)] if value else []
    assert quantities_in(text) == expected
    if "," not in text:
        assert quantities_in(wide(text)) == expected


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
        "增速居全省第 3 位",
        "比一季度前移3位",
        "居全省前10名",
        "1-9月",
        "上季度(5.2%)",
        "低于时间进度(41.67%)",
        "300万吨级码头",
        "10亿元以上项目",
        "增幅达20%以上企业",
        "新建100兆瓦储能电站项目",
        "连跨4个千亿元台阶",
        "15分钟便民生活圈",
        "每10万人",
        "海拔3000米",
        "三期12期工程",
        "3人制篮球场",
        "X101县道",
        "连续5个季度",
        "时速350公里",
        "跨越3万亿、4万亿两个台阶",
    ],
)
def test_names_dates_and_ranks_are_no_quantities(text: str) -> None:
    assert quantities_in(text) == []
    assert quantities_in(wide(text)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("分别拉动0.4个、3.2个、2.8个百分点", [("0.4", "个百分点"), ("3.2", "个百分点"), ("2.8", "个百分点")]),
        ("分别为10、20和30亿元", [("10", "亿元"), ("20", "亿元"), ("30", "亿元")]),
        ("分别达1.5万亿、1.2万亿、9000亿元", [("1.5", "万亿元"), ("1.2", "万亿元"), ("9000", "亿元")]),
        ("惠及3万、5万和8万人", [("3", "万人"), ("5", "万人"), ("8", "万人")]),
        ("造林3、4万亩", [("3", "万亩"), ("4", "万亩")]),
        ("三次产业比重调整为4.0∶37.7∶58.3", [("4.0", "%"), ("37.7", "%"), ("58.3", "%")]),
        ("三产结构比为11︰48︰41", [("11", "%"), ("48", "%"), ("41", "%")]),
        ("比分为3:2:1", []),
    ],
)
def test_numbers_in_a_list_share_what_is_said_once(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(value, unit) for value, unit, _ in quantities_in(text)] == expected
    assert [(value, unit) for value, unit, _ in quantities_in(wide(text))] == expected
