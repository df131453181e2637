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
        ("力争突破7%。", [("level", "未写明的指标", "7", ">")]),
    ],
)
def test_how_firmly_a_goal_is_put_is_not_its_name(sentence: str, expected: list[tuple[str, str, str, str]]) -> None:
    for text in (sentence, wide(sentence)):
        assert [(one.kind, one.name, one.value, one.operator) for one in planned(text).targets] == expected
