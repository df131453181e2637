"""Lines broken at a fixed width are read as the paragraphs they were, and quoted from where they stand."""

import pytest

from plans.importing import Reading
from tests.importing.reports import read_text

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
    "line", ["新修农村公路12公里。", "推动甲镇水厂、乙镇水厂和丙镇水厂加快建设，新增日供水能力2万吨。", "造林2万亩；"]
)
def test_short_lines_of_their_own_are_not_joined(line: str) -> None:
    text = "白鹭县2032年工作计划\n一、2032年工作安排\n" + "".join(f"{number}．{line}\n" for number in range(1, 15))
    assert len(read_text(text).measures) == 14
