"""Numbered items inside one paragraph are items of their own."""

import pytest

from plans.importing.documents import normalise
from plans.importing.runs import split_runs
from plans.importing.shapes import Span
from tests.importing.reports import read_text, wide


def pieces(text: str) -> list[str]:
    normal = normalise(text)
    return [text[one.start : one.end] for one in split_runs(normal, Span(0, len(normal)))]


@pytest.mark.parametrize(
    "paragraph",
    [
        "办好以下实事：|1.新建小学2所，方便就读；|2.改造公路30公里；|3.新增停车泊位200个。",
        "办好以下实事：|1、新建小学2所，方便就读；|2、改造公路30公里；|3、新增停车泊位200个。",
        "抓好就业服务工作：|（1）培训2万人次；|（2）办招聘会30场；|（3）开发岗位500个。",
        "抓好就业服务工作，|(1)培训2万人次，|(2)办招聘会30场，|(3)开发岗位500个。",
        "深化重点领域改革。|①完成农场改革；|②组建水务集团；|③推进医保改革。",
        "请予审议。|一、2031年工作回顾。经济平稳运行。|二、2032年工作安排。做好各项工作。",
        "|（一）稳住工业。新增企业3家。|（二）稳住农业。产粮5万吨。|（三）稳住投资。新开工项目9个。",
        "|1.稳住工业。新增企业3家。|2.稳住农业。产粮5万吨，面积12万亩。",
    ],
)
def test_a_run_is_cut_before_each_number(paragraph: str) -> None:
    expected = [piece for piece in paragraph.split("|") if piece]
    assert pieces(paragraph.replace("|", "")) == expected
    assert pieces(wide(paragraph.replace("|", ""))) == [wide(piece) for piece in expected]


@pytest.mark.parametrize(
    "paragraph",
    [
        "全县生产总值达到300亿元，其中一、二、三产业增加值分别增长3%、5%、6%，结构继续优化。",
        "主要预期目标是：1.地区生产总值增长6%；2.固定资产投资增长8%；3.居民收入增长7%。",
        "落实“1.坚持党的领导。2.坚持人民至上。”的要求，扎实做好各方面的工作，不断开创新局面。",
        "产粮3.5万吨，造林1.2万亩，新修公路12.5公里，新建水库2座，整治河道30.5公里，惠及多个乡镇。",
        "抓好项目建设。（三）这个数字独自站在句子里，前后都没有相连的数字，因此不是一串项目。",
    ],
)
def test_what_is_no_run_stays_whole(paragraph: str) -> None:
    assert pieces(paragraph) == [paragraph]


def test_each_item_of_a_list_of_works_is_a_measure() -> None:
    text = (
        "白鹭县政府工作报告\n一、2032年工作安排\n（一）改善民生\n"
        "教育方面，建成第二小学教学楼，新增学位900个。\n"
        "办好民生实事：1.新建农村公路20公里；2.改造老旧小区6个；3.新增停车泊位500个。\n"
    )
    assert [(one.marker, one.title) for one in read_text(text).measures] == [
        ("", "教育方面，建成第二小学教学楼，新增学位900个"),
        ("1.", "新建农村公路20公里"),
        ("2.", "改造老旧小区6个"),
        ("3.", "新增停车泊位500个"),
    ]


def test_a_report_without_line_ends_has_its_parts_and_areas() -> None:
    text = (
        "白鹭县政府工作报告\n各位代表：现在，我代表县人民政府报告工作，请予审议。一、2031年工作回顾2031年，全县生产总值增长5%。"
        "（一）工业回升。新增企业3家。（二）农业增产。产粮5万吨。二、2032年工作安排2032年是关键之年。重点抓好以下工作："
        "（一）做强工业。引进企业9家。（二）做优农业。造林2万亩。\n"
    )
    reading = read_text(text)
    assert [(one.id, one.marker, one.title, one.kind) for one in reading.sections] == [
        ("1", "一、", "2031年工作回顾", "retrospective"),
        ("1.1", "（一）", "工业回升", "retrospective"),
        ("1.2", "（二）", "农业增产", "retrospective"),
        ("2", "二、", "2032年工作安排", "plan"),
        ("2.1", "（一）", "做强工业", "plan"),
        ("2.2", "（二）", "做优农业", "plan"),
    ]
    assert [one.title for one in reading.measures] == ["做强工业", "做优农业"]
