"""What a figure is called: the words around its number without what says nothing about it."""

import pytest

from plans.importing.naming import completed, name_of, strip_subject, subject_of, whole_of


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("1-9月全市实现生产总值", "生产总值"),
        ("前6个月固定资产投资完成", "固定资产投资"),
        ("其中6月份全市增加值", "增加值"),
        ("失业率平均为", "失业率"),
        ("养老金月人均", "养老金月人均"),
        ("城乡低保标准提高到月人均", "城乡低保标准"),
        ("和美乡村覆盖率达", "和美乡村覆盖率"),
        ("累计使用外资", "使用外资"),
        ("基本医疗保险参保人数", "基本医疗保险参保人数"),
        ("基本建成保障房", "建成保障房"),
        ("国内生产总值(GDP)", "国内生产总值(GDP)"),
        ("(省市项目共", "省市项目"),
        ("项目1-5月完成投资", "项目完成投资"),
        ("“双员”[21]", "“双员”"),
        ("居民收入实际", "居民收入"),
        ("从业人员比“四经普”", "从业人员"),
        ("8、改建农村厕所", "改建农村厕所"),
        ("全员劳动生产率每人", "全员劳动生产率"),
        ("铁路客运量双双", "铁路客运量"),
        ("居民医保补助标准提高到每人每年", "居民医保补助标准"),
        ("耕地轮作补贴达到每亩", "耕地轮作补贴"),
        ("赤字率拟按", "赤字率"),
        ("光伏装机是“十五”末", "光伏装机"),
        ("农村收入增速是城镇", "农村收入增速"),
    ],
)
def test_times_places_and_copulas_are_no_names(words: str, expected: str) -> None:
    assert strip_subject(words) == expected


@pytest.mark.parametrize(
    ("earlier", "own", "expected"),
    [
        ("重点项目投资", "年度投资", "重点项目年度投资"),
        ("粮食播种面积", "总产量", "粮食总产量"),
        ("危房改造开工", "完工", "危房改造完工"),
        ("出口占世界比重", "占全国比重", "出口占全国比重"),
        ("第三产业比重", "对增长的贡献率", "第三产业对增长的贡献率"),
        ("农产品", "加工率", "农产品加工率"),
        ("财政收入", "投资", "投资"),
        ("税收", "总产值", "总产值"),
        ("开发区", "投资", "开发区投资"),
        ("优良天数比例", "扣除沙尘影响后", "优良天数比例扣除沙尘影响后"),
    ],
)
def test_what_says_too_little_is_completed_from_the_figure_before(earlier: str, own: str, expected: str) -> None:
    assert completed(earlier, own) == expected


@pytest.mark.parametrize(
    ("head", "tail", "earlier", "expected"),
    [
        ("为企业解决补证、换证、验收等问题", "", "", "为企业解决补证、换证、验收等问题"),
        ("为企业解决土地证补办、不动产证补办、规划验收、开工许可等问题", "", "", "为企业解决问题"),
        ("", "事项实现“一次申报、并联审批”", "", "事项实现“一次申报、并联审批”"),
        ("", "的企业上云", "", "企业上云"),
        ("其中", "为全国首创", "", "全国首创"),
        ("达到", "", "新入库限上商贸企业", "限上商贸企业"),
        ("跨越", "大关", "地区生产总值", "地区生产总值"),
        ("有", "没有完成任务", "", "没有完成任务"),
    ],
)
def test_names_come_from_before_the_number_and_else_from_behind_it(
    head: str, tail: str, earlier: str, expected: str
) -> None:
    assert name_of(head, tail, earlier) == expected


def test_a_clause_without_a_figure_says_what_those_behind_it_are_of() -> None:
    assert subject_of("地区生产总值连跨两个台阶") == "地区生产总值"
    assert subject_of("新能源产业持续壮大") == "新能源产业"
    assert subject_of("全市事故起数、死亡人数同比“双下降”") == "事故起数、死亡人数"
    assert subject_of("我们真抓实干") == ""


def test_the_whole_of_what_has_come_so_far() -> None:
    assert whole_of("重点项目已开工") == "重点项目"
    assert whole_of("民生实事完成") == "民生实事"
    assert whole_of("道路、桥梁完工") == ""
