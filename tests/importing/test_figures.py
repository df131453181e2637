"""One number, one item: what belongs to the value before it, and what a figure is called."""

import pytest

from tests.importing.reports import figures_of, wide


def said(sentence: str) -> list[tuple[str, str | None, str | None, str | None]]:
    return [(one.name, one.value, one.unit, one.yoy) for one in figures_of(sentence)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("地区生产总值同比增长3.4%。", [("地区生产总值", None, None, "3.4")]),
        ("工业总产值同比下降3.2%。", [("工业总产值", None, None, "-3.2")]),
        ("固定资产投资增长-0.5%。", [("固定资产投资", None, None, "-0.5")]),
        ("社零总额增速为7.2%。", [("社零总额", None, None, "7.2")]),
        ("新能源车产量增长1.7倍。", [("新能源车产量", None, None, "170")]),
        ("光伏装机容量翻一番。", [("光伏装机容量", None, None, "100")]),
        ("出口总额26.80亿元,同比下降9.5%。", [("出口总额", "26.80", "亿元", "-9.5")]),
        ("生产总值3021亿元、增长5.3%。", [("生产总值", "3021", "亿元", "5.3")]),
        ("进出口完成12亿元（同比增长8%）。", [("进出口", "12", "亿元", "8")]),
        ("建成区面积扩大至37.5平方公里。", [("建成区面积", "37.5", "平方公里", None)]),
        ("粮食产量由31万吨提高到35万吨。", [("粮食产量", "35", "万吨", None)]),
        ("高新企业从36家增加到58家。", [("高新企业", "58", "家", None)]),
        ("用电量9亿度,比上年多2亿度。", [("用电量", "9", "亿度", None)]),
        ("推动53家企业开展技改。", [("企业开展技改", "53", "家", None)]),
        ("举办招聘会26场。", [("招聘会", "26", "场", None)]),
        ("完成143株古树复壮。", [("古树复壮", "143", "株", None)]),
        ("蓝湖水厂等2家水厂完成收购。", [("水厂完成收购", "2", "家", None)]),
        (
            "完成抚育2366亩、造林500亩、补植37亩。",
            [("抚育", "2366", "亩", None), ("造林", "500", "亩", None), ("补植", "37", "亩", None)],
        ),
        ("养老、医疗、失业保险参保54万人次。", [("养老、医疗、失业保险参保", "54", "万人次", None)]),
        (
            "向困难家庭15户39人发放补贴4.57万元。",
            [
                ("困难家庭发放补贴", "15", "户", None),
                ("困难家庭发放补贴人数", "39", "人", None),
                ("发放补贴", "4.57", "万元", None),
            ],
        ),
        (
            "一产、二产、三产增加值分别增长3.1%、6.2%和5.5%。",
            [("一产增加值", None, None, "3.1"), ("二产增加值", None, None, "6.2"), ("三产增加值", None, None, "5.5")],
        ),
        (
            "城镇、农村居民收入分别为4.5万元、2.3万元,分别增长5%和7%。",
            [("城镇居民收入", "4.5", "万元", "5"), ("农村居民收入", "2.3", "万元", "7")],
        ),
        ("新增合作社9家、农场7家。", [("新增合作社", "9", "家", None), ("新增农场", "7", "家", None)]),
        ("20个项目签约,投资金额39亿元。", [("项目签约", "20", "个", None), ("项目签约投资金额", "39", "亿元", None)]),
        ("80.6%教师、82.9%的学生参加。", [("教师", "80.6", "%", None), ("学生参加", "82.9", "%", None)]),
        ("登记失业率下降0.3个百分点。", [("登记失业率", "-0.3", "个百分点", None)]),
        ("城镇化率62.5%,比上年提高1.2个百分点。", [("城镇化率", "62.5", "%", None)]),
        ("12个村达到标准,占比69.8%。", [("村达到标准", "12", "个", None)]),
        ("绿色建筑占比77.2%。", [("绿色建筑占比", "77.2", "%", None)]),
        ("7个镇水质达标率均为100%。", [("镇水质达标率", "100", "%", None)]),
        ("调查失业率平均为5.1%。", [("调查失业率", "5.1", "%", None)]),
        ("零售额增长6%、连续8个月保持两位数增长。", [("零售额", None, None, "6")]),
        ("审减率达24.6%。", [("审减率", "24.6", "%", None)]),
        ("办理时限压缩65%。", [("办理时限", None, None, "-65")]),
        ("出口逆势增长17%。", [("出口", None, None, "17")]),
        ("工业增速5.2%。", [("工业", None, None, "5.2")]),
        ("进口降幅3%。", [("进口", None, None, "-3")]),
        ("税收+5.3%。", [("税收", None, None, "5.3")]),
        ("推出12批180项便民措施。", [("推出便民措施", "12", "批", None), ("推出便民措施", "180", "项", None)]),
        (
            "16个项目获得7亿元债券支持。",
            [("项目获得债券支持", "16", "个", None), ("债券支持", "7", "亿元", None)],
        ),
        ("92个新建项目已开工51个。", [("新建项目", "92", "个", None), ("新建项目已开工", "51", "个", None)]),
        (
            "21项实事中,已完成9项,未完成2项。",
            [("实事", "21", "项", None), ("实事已完成", "9", "项", None), ("实事未完成", "2", "项", None)],
        ),
        ("78户企业实现利润2亿元。", [("企业实现利润", "2", "亿元", None)]),
        ("17个行业增加值增长5.3%。", [("行业增加值", None, None, "5.3")]),
        ("保障房开工6万套、建成2万套。", [("保障房开工", "6", "万套", None), ("保障房建成", "2", "万套", None)]),
        (
            "粮食播种面积150万亩、总产量13亿斤。",
            [("粮食播种面积", "150", "万亩", None), ("粮食总产量", "13", "亿斤", None)],
        ),
        ("民生支出95亿元,占公共财政支出的42%。", [("民生支出", "95", "亿元", None)]),
        (
            "增加值增长9%、占生产总值比重超过13%。",
            [("增加值", None, None, "9"), ("增加值占生产总值比重", "13", "%", None)],
        ),
        (
            "三次产业比重为4.0∶37.7∶58.3。",
            [
                ("第一产业比重", "4.0", "%", None),
                ("第二产业比重", "37.7", "%", None),
                ("第三产业比重", "58.3", "%", None),
            ],
        ),
        ("收入由平均2900元下降到1000元左右。", [("收入", "1000", "元", None)]),
        ("收入从2026年的2万元提高到2031年的3万元。", [("收入", "3", "万元", None)]),
        (
            "城乡居民收入从4万元和1万元分别提高到5万元和2万元。",
            [("城镇居民收入", "5", "万元", None), ("农村居民收入", "2", "万元", None)],
        ),
        ("销售额103亿元,首次突破100亿元大关。", [("销售额", "103", "亿元", None)]),
        ("生产总值连跨两个台阶,年均增长6%。", [("生产总值", None, None, None)]),
        ("地区生产总值806亿元,增长3.2%,高于目标1.8个百分点。", [("地区生产总值", "806", "亿元", "3.2")]),
        ("全员劳动生产率是2026年的2倍。", [("全员劳动生产率", "2", "倍", None)]),
        ("最低工资每月提高183元。", [("最低工资每月提高", "183", "元", None)]),
        ("养老金、低保分别提高25元、50元。", [("养老金提高", "25", "元", None), ("低保提高", "50", "元", None)]),
        ("国内生产总值(GDP)增长6%。", [("国内生产总值(GDP)", None, None, "6")]),
        ("“双员”[21]305个。", [("“双员”", "305", "个", None)]),
    ],
)
def test_figures_of_one_sentence(sentence: str, expected: list[tuple[str, str | None, str | None, str | None]]) -> None:
    assert said(sentence) == expected
    assert said(wide(sentence)) == expected


@pytest.mark.parametrize(
    ("sentence", "share", "gap"),
    [
        ("30个项目完成投资8.4亿元,占年度目标的52.5%,较时间进度快2.5个百分点。", "52.5", "2.5"),
        ("完成投资210亿元,占年度投资计划的86.5%,较序时进度慢3.2个百分点。", "86.5", "-3.2"),
        ("公共预算收入32亿元,完成年度目标的47%,超序时进度4个百分点。", "47", "4"),
        ("公共预算收入32.5亿元,超年度计划28%。", "128", None),
        ("固定资产投资完成年度计划的102.3%。", "102.3", None),
        ("重点项目完成投资17亿元,完成年度计划12.85%,低于时序进度(16.67%)3.82个百分点。", "12.85", "-3.82"),
        ("项目完成投资126亿元,投资完成率65.2%,比时间进度快15.2个百分点。", "65.2", "15.2"),
        ("税收4.9亿元,完成年初预算的47.5%,快于序时进度约6个百分点。", "47.5", "6"),
    ],
)
def test_share_of_plan_and_lead_belong_to_the_value_before_them(sentence: str, share: str, gap: str | None) -> None:
    for text in (sentence, wide(sentence)):
        assert [(one.share_of_plan, one.schedule_gap) for one in figures_of(text)] == [(share, gap)]


@pytest.mark.parametrize(
    ("sentence", "growth", "basis"),
    [
        ("工业增加值年均增长7.5%。", "7.5", "annual_avg"),
        ("居民收入年均增长8%。", "8", "annual_avg"),
        ("林草总量较“十六五”末增长41.2%。", "41.2", "period"),
        ("农业总产值比2026年增长30%。", "30", "period"),
        ("工业投资比2026年同期增长30%。", "30", "period"),
        ("从业人员比“四经普”增长29%。", "29", "period"),
        ("税收两年平均增长6.5%。", "6.5", "annual_avg"),
    ],
)
def test_other_growth_keeps_its_basis(sentence: str, growth: str, basis: str) -> None:
    for text in (sentence, wide(sentence)):
        assert [(one.yoy, one.growth, one.growth_basis) for one in figures_of(text)] == [(None, growth, basis)]


def test_an_attribute_never_reaches_over_a_semicolon() -> None:
    assert said("出口总额26亿元；同比增长9%。") == [("出口总额", "26", "亿元", None), ("同比", None, None, "9")]


def test_lists_of_unequal_length_are_marked() -> None:
    assert [one.unequal for one in figures_of("甲镇、乙镇、丙镇分别造林3亩、4亩。")] == [True, True]
    assert [one.unequal for one in figures_of("甲镇、乙镇分别造林3亩、4亩。")] == [False, False]


def test_growth_over_a_year_and_over_two_belong_to_one_figure() -> None:
    found = figures_of("增加值148.9亿元,增长12.3%,两年平均增长9.1%。")
    assert [(one.value, one.yoy, one.growth, one.growth_basis) for one in found] == [
        ("148.9", "12.3", "9.1", "annual_avg")
    ]


def test_shares_and_leads_in_lists_belong_to_their_values_in_order() -> None:
    sentence = (
        "省、市级项目分别完成投资36亿元、94亿元,投资完成率分别为43.2%、37.8%,分别超时序进度9.9个百分点、4.5个百分点。"
    )
    for text in (sentence, wide(sentence)):
        assert [(one.name, one.value, one.share_of_plan, one.schedule_gap) for one in figures_of(text)] == [
            ("省级项目完成投资", "36", "43.2", "9.9"),
            ("市级项目完成投资", "94", "37.8", "4.5"),
        ]


def test_how_exactly_a_list_is_meant_is_said_once() -> None:
    found = figures_of("收入、支出分别突破300亿元和500亿元。")
    assert [(one.value, one.quantity.operator) for one in found] == [("300", ">"), ("500", ">")]


def test_a_doubling_against_the_plan_is_no_growth() -> None:
    assert said("新增学位8700个、比年度计划翻了一番。") == [("新增学位", "8700", "个", None)]
