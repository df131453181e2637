"""Lines broken at a fixed width are read as the paragraphs they were, and quoted from where they stand."""

import random
import re
from collections.abc import Callable

import pytest

from plans.importing import Reading
from plans.importing.documents import read_document
from plans.importing.wrapping import unwrapped
from tests.importing.reports import read_text, wide

REPORT = """白鹭县人民政府工作报告
各位代表：
现在，我代表县人民政府向大会报告工作，请予审议，并请各位委员和列席的同志们提出宝贵的意见。
一、2031年工作回顾
全县地区生产总值完成312.6亿元，增长4.2%；一般公共预算收入完成16.3亿元，增长6.5%；新增就业1.82万人，群众收入稳步增加。
二、2032年工作安排
主要预期目标是：地区生产总值增长6.5%以上，固定资产投资增长8%，城乡居民人均可支配收入分别增长6%和7%。
（一）突出产业强县，构建现代产业体系。推动北山产业园二期开工建设，建成标准厂房12万平方米，引进亿元以上项目15个，举办展会活动18场。
（二）突出城市更新，建设宜居宜业新城。改造老旧小区32个，打通断头路5条，新建口袋公园10个，6月底前完成滨河路改造，年底前建成体育公园。
（三）突出民生优先，提升群众幸福指数。新建、改扩建学校8所，建成社区卫生服务中心2个，新增养老床位300张，改造农村公路120公里。
"""


def broken(text: str, width: int, indent: str) -> str:
    lines = []
    for line in text.splitlines():
        rest = indent + line
        while rest:
            lines.append(rest[:width])
            rest = rest[width:]
    return "\n".join(lines) + "\n"


def said(reading: Reading) -> dict[str, list[str]]:
    return {
        "sections": [one.marker + one.title for one in reading.sections],
        "measures": [one.title for one in reading.measures],
        "tasks": [one.title for one in reading.tasks],
        "targets": [f"{one.name} {one.value}{one.unit}" for one in reading.targets],
    }


@pytest.mark.parametrize("width", [30, 34, 40])
@pytest.mark.parametrize("indent", ["", "　　", "    "])
def test_a_broken_report_says_what_the_whole_one_says(width: int, indent: str) -> None:
    whole, wrapped = read_text(REPORT), read_text(broken(REPORT, width, indent))
    assert said(wrapped) == said(whole)
    assert next(one.title for one in whole.measures) == "突出产业强县，构建现代产业体系"


@pytest.mark.parametrize("indent", ["", "　　"])
def test_what_was_read_stands_in_the_text_as_it_was_given(indent: str) -> None:
    text = broken(REPORT, 36, indent)
    reading = read_text(text)
    assert reading.text == text
    for task in reading.tasks:
        quoted = reading.text[task.start : task.end].replace("\n", "").replace("　", "")
        assert quoted in REPORT
        assert quoted.endswith(task.title[-4:]) or task.title in quoted


@pytest.mark.parametrize(
    "line",
    [
        "新修农村公路12公里。",
        "推动甲镇水厂、乙镇水厂和丙镇水厂加快建设，新增日供水能力2万吨",
        "推动甲镇水厂、乙镇水厂和丙镇水厂加快建设，新增日供水能力2万吨。",
        "造林2万亩；",
    ],
)
def test_short_lines_of_their_own_are_not_joined(line: str) -> None:
    text = "白鹭县2032年工作计划\n一、2032年工作安排\n" + "".join(f"{number}．{line}\n" for number in range(1, 15))
    assert len(read_text(text).measures) == 14


def ragged(text: str, width: int, indent: str, seed: int) -> str:
    """Broken up to nine characters early, never inside a number."""
    chance = random.Random(seed)
    lines = []
    for paragraph in text.splitlines():
        line, room = indent, width - chance.randrange(10)
        for whole in re.findall("[0-9.%]+|.", paragraph):
            if len(line) + len(whole) > room and whole not in "，。；、：":
                lines.append(line)
                line, room = "", width - chance.randrange(10)
            line += whole
        lines.append(line)
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("width", [32, 36, 40])
@pytest.mark.parametrize("seed", [1, 3, 5])
def test_lines_that_end_raggedly_are_one_paragraph(width: int, seed: int) -> None:
    text = ragged(REPORT, width, "　　", seed)
    reading = read_text(text)
    assert said(reading) == said(read_text(REPORT))
    assert reading.text == text
    for target in reading.targets:
        assert target.value in reading.text[target.start : target.end]


BEGIN = "白鹭县计划执行情况的报告\n一、2031年计划执行情况\n"
AHEAD = "二、2032年工作安排\n（一）办好实事。"


@pytest.mark.parametrize(
    "sentence",
    [
        "重点项目完成投资45亿元，为年度计划的⏎108.4%。",
        "引进项目12个，总投资⏎167亿元。",
        "工业产值达到⏎1.5亿元，增长⏎8%左右。",
        "粮食产量稳定在⏎3.2万吨。财政收入增长⏎4.5个百分点。",
        "全年新建⏎3所学校。",
        "产业向好。全县规模以上企业实现产值85亿元，财政收入⏎12.5亿元。",
    ],
)
def test_an_amount_on_a_new_line_belongs_to_the_line_above(sentence: str) -> None:
    for write in (str, wide):
        whole, broken_off = (read_text(BEGIN + write(sentence.replace("⏎", mark)) + "\n") for mark in ("", "\n"))
        assert [(one.name, one.value, one.yoy, one.growth, one.share_of_plan) for one in broken_off.observations] == [
            (one.name, one.value, one.yoy, one.growth, one.share_of_plan) for one in whole.observations
        ]


@pytest.mark.parametrize(
    "sentence", ["今年新建⏎3所学校。", "产值达到⏎1.5亿元，增长⏎8%左右。", "引进项目，总投资⏎167亿元。"]
)
def test_a_goal_on_a_new_line_belongs_to_the_line_above(sentence: str) -> None:
    for write in (str, wide):
        whole, broken_off = (
            read_text(BEGIN + "新增企业3家。\n" + AHEAD + write(sentence.replace("⏎", mark)) + "\n")
            for mark in ("", "\n")
        )
        assert said(broken_off) == said(whole)
        assert broken_off.text.endswith(write(sentence.replace("⏎", "\n")) + "\n")


@pytest.mark.parametrize("write", [str, wide])
@pytest.mark.parametrize(
    "lines",
    [
        "1.修路。\n2.建桥。\n3.造林。",
        "1.修路3公里\n2.建桥2座\n3.造林1万亩",
        "（一）推动工业增长\n8家企业投产。\n（二）扩大投资\n30个项目开工。",
        "（一）做好粮食安全工作\n1.5万亩农田建成。\n（二）厉行节约\n3万吨粮食入库。",
        "新增企业12家\n新建学校3所\n引进项目5个",
    ],
)
def test_a_list_or_a_heading_above_an_amount_stays_what_it_is(lines: str, write: Callable[[str], str]) -> None:
    text = f"{BEGIN}{write(lines)}\n"
    document = read_document(text.encode(), filename="x.txt")
    assert unwrapped(document) == (document, None)
