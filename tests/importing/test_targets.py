"""Goals with a number: their kind, how firmly they are put, and what is none."""

import pytest

from tests.importing.reports import HALF_YEAR, WORK_REPORT, planned, read_text, wide


def test_expected_goals_give_one_target_a_clause_and_relative_ones_none() -> None:
    goals = [one for one in read_text(WORK_REPORT).targets if one.force == "anticipatory"]
    assert [(one.kind, one.name, one.value, one.upper, one.unit, one.operator, one.commitment) for one in goals] == [
        ("growth", "地区生产总值", "6", None, "%", "≈", "expect"),
        ("growth", "固定资产投资", "10", None, "%", "=", "expect"),
        ("growth", "一般公共预算收入", "4.5", "5", "%", "=", "expect"),
        ("level", "城镇调查失业率", "5.5", None, "%", "≤", "expect"),
    ]


def test_targets_know_their_measure_and_their_task() -> None:
    reading = read_text(HALF_YEAR)
    codes = {task.id: task.code for task in reading.tasks}
    assert [(one.measure, codes[one.task or ""], one.name, one.value, one.unit) for one in reading.targets] == [
        ("M01", "1.1.1", "重点任务", "15", "项"),
        ("M01", "1.1.2", "补短板项目", "8", "项"),
        ("M01", "1.1.3", "造林任务", "6.5", "万亩"),
        ("M02", "1.2.1", "新增家庭农场", "12", "家"),
        ("M02", "1.2.1", "新增合作社", "9", "家"),
        ("M03", "2.1.1", "新建小学", "2", "所"),
    ]


@pytest.mark.parametrize(
    ("sentence", "kind", "operator", "commitment", "basis"),
    [
        ("新增农场30家。", "cumulative", "=", "plain", "flow"),
        ("力争完成1.5万亩造林任务。", "cumulative", "=", "strive", "flow"),
        ("净增市场主体3000户以上。", "cumulative", "≥", "plain", "net"),
        ("加强10个领域的监管。", "scope", "=", "plain", None),
        ("加快推进18项重点任务。", "scope", "=", "qualitative", None),
        ("抓好71项重点工作。", "scope", "=", "plain", None),
        ("自来水普及率达95%。", "level", "≥", "plain", None),
        ("确保污水处理率不低于95%。", "level", "≥", "ensure", None),
        ("粮食产量稳定在32万吨以上。", "level", "≥", "plain", "stock"),
        ("办理时限压缩至3个工作日以内。", "level", "≤", "plain", None),
        ("工业投资增长12%。", "growth", "=", "plain", None),
        ("努力实现社零总额增长7%左右。", "growth", "≈", "strive", None),
        ("单位能耗下降2.5%。", "growth", "≤", "plain", None),
    ],
)
def test_kind_operator_and_commitment(
    sentence: str, kind: str, operator: str, commitment: str, basis: str | None
) -> None:
    for text in (sentence, wide(sentence)):
        assert [(one.kind, one.operator, one.commitment, one.basis) for one in planned(text).targets] == [
            (kind, operator, commitment, basis)
        ]


@pytest.mark.parametrize(
    "sentence",
    [
        "推进总投资25亿元的电池项目投产。",
        "落实“四个100%”要求。",
        "实施美丽乡村“2035”行动。",
        "完成上级下达的节能任务。",
        "居民收入增速高于全国平均水平。",
        "到2035年培育企业50家。",
        "未来五年年均增长6%。",
    ],
)
def test_what_is_no_goal_of_this_plan(sentence: str) -> None:
    assert planned(f"{sentence}新修公路。").targets == ()


def test_a_value_and_its_growth_are_two_goals() -> None:
    found = [(one.kind, one.value, one.unit) for one in planned("工业总产值达到500亿元、增长6%。").targets]
    assert found == [("level", "500", "亿元"), ("growth", "6", "%")]


def test_binding_and_expected_goals_are_told_apart() -> None:
    goals = read_text(
        "甲市2032年计划\n一、主要预期目标\n生产总值增长6%；优良天数比例达到90%以上（约束性）。\n二、工作安排\n修路。\n"
    ).targets
    assert [(one.name, one.force, one.commitment) for one in goals] == [
        ("生产总值", "anticipatory", "expect"),
        ("优良天数比例", "binding", "expect"),
    ]


@pytest.mark.parametrize(
    ("sentence", "value", "operator"),
    [
        ("生产安全事故起数下降10%以上。", "-10", "≤"),
        ("亩均用水量下降不少于4%。", "-4", "≤"),
        ("化肥施用量减少2.5%。", "-2.5", "≤"),
        ("单位产值能耗下降3%。", "-3", "≤"),
        ("信访总件次下降超过8%。", "-8", "<"),
        ("污染天数下降5%多。", "-5", "<"),
        ("进出口总额下降3%以内。", "-3", "≥"),
        ("进出口总额下降不超过3%。", "-3", "≥"),
        ("常住人口下降不到1%。", "-1", ">"),
        ("煤炭消费量下降6%左右。", "-6", "≈"),
        ("进出口总额增长-0.5%。", "-0.5", "="),
        ("进出口总额增长-0.5%以上。", "-0.5", "≥"),
        ("技改投资增长12%以上。", "12", "≥"),
        ("居民消费价格涨幅控制在2%以内。", "2", "≤"),
    ],
)
def test_what_is_said_of_a_fall_is_the_other_way_round_for_its_negative_value(
    sentence: str, value: str, operator: str
) -> None:
    for text in (sentence, wide(sentence)):
        found = planned(text).targets
        assert [(one.kind, one.value, one.unit, one.operator) for one in found] == [("growth", value, "%", operator)]


@pytest.mark.parametrize(
    ("sentence", "value", "operator"),
    [
        ("用水总量控制在3亿立方米以内、下降2%。", "-2", "≤"),
        ("用水总量控制在3亿立方米以内,下降2%以上。", "-2", "≤"),
        ("财政收入达到50亿元、下降3%以内。", "-3", "≥"),
        ("财政收入达到50亿元、增长不低于6%。", "6", "≥"),
        ("财政收入达到50亿元,增长6%左右。", "6", "≈"),
        ("财政收入达到50亿元,增长6%。", "6", "="),
    ],
)
def test_growth_beside_a_value_is_judged_the_same_way(sentence: str, value: str, operator: str) -> None:
    for text in (sentence, wide(sentence)):
        beside = planned(text).targets[1]
        assert (beside.kind, beside.value, beside.unit, beside.operator) == ("growth", value, "%", operator)


def test_both_ends_of_a_range_fall() -> None:
    for text in ("单位产值能耗下降3%-5%。", "单位产值能耗下降3％－5％。", "单位产值能耗下降３％—５％。"):
        assert [(one.value, one.upper, one.operator) for one in planned(text).targets] == [("-3", "-5", "≤")]


@pytest.mark.parametrize(
    ("sentence", "value", "unit", "operator"),
    [
        ("城镇调查失业率下降到5%。", "5", "%", "≤"),
        ("供水管网漏损率降至9%以内。", "9", "%", "≤"),
        ("企业开办时间压缩至2个工作日。", "2", "个工作日", "≤"),
        ("污水集中收集率提高到75%。", "75", "%", "≥"),
    ],
)
def test_what_it_falls_to_is_a_level_and_a_ceiling(sentence: str, value: str, unit: str, operator: str) -> None:
    for text in (sentence, wide(sentence)):
        found = [(one.kind, one.value, one.unit, one.operator) for one in planned(text).targets]
        assert found == [("level", value, unit, operator)]


@pytest.mark.parametrize(
    ("sentence", "kind", "name", "operator", "basis"),
    [
        ("新增规模以上工业企业12家。", "cumulative", "新增规模以上工业企业", "=", "flow"),
        ("新增规模以下服务业单位5个。", "cumulative", "新增规模以下服务业单位", "=", "flow"),
        ("建设规模化养殖场3个。", "cumulative", "建设规模化养殖场", "=", "flow"),
        ("净增规上企业8家以上。", "cumulative", "净增规上企业", "≥", "net"),
        ("净增市场主体突破3000户。", "cumulative", "净增市场主体", ">", "net"),
        ("新增规上企业超过30家。", "cumulative", "新增规上企业", ">", "flow"),
        ("新增就业达到8000人。", "cumulative", "新增就业", "≥", "flow"),
        ("新培育专精特新企业6家。", "cumulative", "新培育专精特新企业", "=", "flow"),
        ("新建高标准农田超过3万亩。", "cumulative", "新建高标准农田", ">", "flow"),
        ("培育家庭农场突破20个。", "cumulative", "培育家庭农场", ">", "flow"),
        ("家庭农场达到20个。", "level", "家庭农场", "≥", None),
        ("规上企业总数突破90家。", "level", "规上企业总数", ">", "stock"),
        ("建成区面积超过30平方公里。", "level", "建成区面积", ">", None),
        ("高新企业达到50家。", "level", "高新企业", "≥", None),
    ],
)
def test_what_is_newly_added_is_counted_from_nothing(
    sentence: str, kind: str, name: str, operator: str, basis: str | None
) -> None:
    for text in (sentence, wide(sentence)):
        found = [(one.kind, one.name, one.operator, one.basis) for one in planned(text).targets]
        assert found == [(kind, name, operator, basis)]


@pytest.mark.parametrize("sentence", ["仓库占地规模300亩。", "新修粮库规模为5万吨。", "水厂设计规模2万吨。"])
def test_the_size_of_a_project_is_no_goal(sentence: str) -> None:
    for text in (sentence, wide(sentence)):
        assert planned(text).targets == ()


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("生产总值增长6%,力争突破7%。", [("growth", "生产总值", "6", "="), ("growth", "生产总值", "7", ">")]),
        ("工业投资增长8%、力争达到10%。", [("growth", "工业投资", "8", "="), ("growth", "工业投资", "10", "≥")]),
        ("工业投资力争突破20亿元。", [("level", "工业投资", "20", ">")]),
        (
            "粮食产量达到9万吨,确保完成10万吨。",
            [("level", "粮食产量", "9", "≥"), ("cumulative", "粮食产量", "10", "=")],
        ),
        ("普及率提高3个百分点,达到92%。", [("growth", "普及率", "3", "="), ("level", "普及率", "92", "≥")]),
        ("力争突破7%。", [("level", "未写明的指标", "7", ">")]),
    ],
)
def test_how_firmly_a_goal_is_put_is_not_its_name(sentence: str, expected: list[tuple[str, str, str, str]]) -> None:
    for text in (sentence, wide(sentence)):
        assert [(one.kind, one.name, one.value, one.operator) for one in planned(text).targets] == expected


@pytest.mark.parametrize(
    ("sentence", "kind", "value", "unit", "operator"),
    [
        ("单位产值能耗比上年下降4%。", "growth", "-4", "%", "≤"),
        ("排放量较上年减少3%。", "growth", "-3", "%", "≤"),
        ("税收同比增长10%以上。", "growth", "10", "%", "≥"),
        ("城镇化率提高1个百分点。", "growth", "1", "个百分点", "="),
        ("失业率下降0.5个百分点。", "growth", "-0.5", "个百分点", "="),
        ("储能规模实现翻番。", "growth", "100", "%", "="),
        ("失业率控制在5%。", "level", "5", "%", "≤"),
        ("价格涨幅控制在3%。", "growth", "3", "%", "≤"),
        ("参保率巩固在96%以上。", "level", "96", "%", "≥"),
        ("低保标准提高到700元/月。", "level", "700", "元/月", "≥"),
        ("人均筹资标准增至900元。", "level", "900", "元", "≥"),
        ("人均预期寿命达到80岁。", "level", "80", "岁", "≥"),
        ("工业总产值超过70亿元。", "level", "70", "亿元", ">"),
        ("新增产值超亿元企业5家。", "cumulative", "5", "家", "="),
        ("新能源装机占比突破65%。", "level", "65", "%", ">"),
        ("建成电力装机30万千瓦。", "cumulative", "30", "万千瓦", "="),
        ("光伏装机容量达到80万千瓦。", "level", "80", "万千瓦", "≥"),
        ("3、新增停车位400个以上。", "cumulative", "400", "个", "≥"),
        ("自然增长率控制在7.2‰以内。", "level", "7.2", "‰", "≤"),
    ],
)
def test_goals_of_every_kind(sentence: str, kind: str, value: str, unit: str, operator: str) -> None:
    for text in (sentence, wide(sentence)):
        found = [(one.kind, one.value, one.unit, one.operator) for one in planned(text).targets]
        assert found == [(kind, value, unit, operator)]


@pytest.mark.parametrize(
    "sentence",
    [
        "税收增速高于全省平均水平2个百分点。",
        "2035年经济总量达到2300亿元。",
        "推进投资900万元的老年食堂扩建工程。",
        "落实72小时过境免签政策。",
        "打造15分钟便民生活圈。",
        "建设300万吨级码头。",
        "去年建成公园5个。",
    ],
)
def test_what_is_relative_past_later_or_a_name_is_no_goal(sentence: str) -> None:
    for text in (sentence, wide(sentence)):
        assert planned(f"{text}新修公路。").targets == ()


@pytest.mark.parametrize("title", ["今后五年奋斗目标", "“十五五”时期主要目标和重大任务", "未来五年的总体要求和目标"])
def test_goals_of_five_years_are_not_those_of_the_year(title: str) -> None:
    reading = read_text(
        f"白鹭县政府工作报告\n——2032年1月8日在白鹭县第九届人民代表大会第一次会议上\n一、{title}\n生产总值达到900亿元。\n"
        "二、2032年重点工作\n（一）修路。新建公路30公里。\n"
    )
    assert [(one.value, one.unit) for one in reading.targets] == [("30", "公里")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("PM2.5年均浓度控制在30微克/立方米以内,新建绿地6公顷。", [("level", "30"), ("cumulative", "6")]),
        ("臭氧年均值控制在90微克/立方米以内。", [("level", "90")]),
        ("产值年均增长6%。", []),
        ("年均新增就业5万人。", []),
        ("赤字规模3亿元,比上年增加1亿元。", [("cumulative", "3")]),
        ("安排债券规模4亿元,支出规模50亿元。", [("cumulative", "4"), ("cumulative", "50")]),
        ("建设规模5万平方米的厂房。", []),
        ("赤字率拟按3%安排。", [("level", "3")]),
        ("赤字率拟按3%左右安排、比上年提高1个百分点。", [("level", "3")]),
        ("全市综合排名前移2个位次。", [("growth", "2")]),
        ("营商环境评价位次上升3位以上。", [("growth", "3")]),
        ("将三分之一以上资金投入乡村。", [("level", "33.33")]),
        ("培育超百亿元企业2家。", [("cumulative", "2")]),
        ("服务业增加值达到3亿元,占比达到40%。", [("level", "3"), ("level", "40")]),
        ("安排资金3亿元,占总额的71%。", [("cumulative", "3")]),
    ],
)
def test_goals_among_what_only_looks_like_one(sentence: str, expected: list[tuple[str, str]]) -> None:
    for text in (sentence, wide(sentence)):
        assert [(one.kind, one.value) for one in planned(f"{text}新修公路。").targets] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("确保收入增长5%,投资增长6%。", ["ensure", "ensure"]),
        ("力争收入增长5%,新增企业6家。", ["strive", "strive"]),
        ("确保收入增长5%,力争投资增长6%,出口增长7%。", ["ensure", "strive", "strive"]),
        ("确保收入增长5%、力争增长6%。", ["ensure", "strive"]),
        ("产值增长6%,力争突破7%,投资增长8%。", ["plain", "strive", "plain"]),
        ("确保开工2个项目,加快推进3个项目,新增企业5家。", ["ensure", "qualitative", "plain"]),
        ("力争收入增长5%；投资增长6%。", ["strive", "plain"]),
        ("力争实现以下目标：收入增长5%；投资增长6%。", ["strive", "strive"]),
    ],
)
def test_how_firmly_a_goal_is_put_holds_for_those_listed_with_it(sentence: str, expected: list[str]) -> None:
    for text in (sentence, wide(sentence)):
        assert [one.commitment for one in planned(text).targets] == expected


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("推动40家企业开展技改。", "cumulative"),
        ("推进6个项目建成投产。", "cumulative"),
        ("支持9个村开展整治。", "cumulative"),
        ("安排项目80个。", "scope"),
        ("实施重点工程80项。", "scope"),
        ("实施80项重点工程。", "scope"),
        ("对40个未开工项目倒排工期。", "scope"),
        ("安排资金3亿元。", "cumulative"),
        ("组织对接活动12场。", "cumulative"),
        ("对200户困难家庭实施改造。", "cumulative"),
    ],
)
def test_what_the_work_is_about_and_what_comes_of_it(sentence: str, kind: str) -> None:
    for text in (sentence, wide(sentence)):
        assert [one.kind for one in planned(text).targets] == [kind]


def test_residents_of_town_and_country_have_a_goal_each() -> None:
    found = planned("城乡居民人均可支配收入分别增长5%左右、7%。").targets
    assert [(one.name, one.value, one.operator) for one in found] == [
        ("城镇居民人均可支配收入", "5", "≈"),
        ("农村居民人均可支配收入", "7", "="),
    ]
