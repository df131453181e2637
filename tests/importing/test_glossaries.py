"""A glossary, notes and definitions behind a report are no text of it; what only names them is."""

import pytest

from plans.importing import Reading
from plans.importing.blocks import split_blocks
from plans.importing.documents import read_document
from tests.importing.reports import read_text, wide

REPORT = """白鹭县政府工作报告
各位代表：
一、2031年工作回顾
（一）经济平稳。全年地区生产总值486.2亿元，增长6.1%。
二、2032年工作安排
（一）扩大需求。实施重点项目150个。
（二）壮大农业。新建高标准农田3.5万亩。
各位代表，让我们携手奋进！
"""
ENTRIES = "1.“三高”企业：技术高、效益高、质量高，首批共500家。\n2.“两新”：新建园区10个。\n"
HEADINGS = [
    "名词解释", "【名词解释】", "附：名词解释", "注释", "注：", "有关词语解释：", "报告注释", "相关用语说明",
    "《政府工作报告》有关名词解释", "附：政府工作报告名词解释", "有关名词注释", "附件：名词解释及说明",
    "附件2：《政府工作报告》中有关名词的解释", "关于《政府工作报告》部分专业术语的说明", "白鹭县2032年政府工作报告名词解释",
    "（附：名词术语解释）", "名词解释（供参考）", "三、名词解释", "附录 报告中涉及的有关名词释义", "附注",
]  # fmt: skip


def said(reading: Reading) -> tuple[list[str], list[str], int]:
    return [one.title for one in reading.measures], [one.value for one in reading.targets], reading.coverage.sentences


def blocks_of(text: str) -> list[str]:
    document = read_document(text.encode(), filename="x.txt")
    return [document.text[block.start : block.end] for block in split_blocks(document).blocks]


@pytest.mark.parametrize("heading", HEADINGS)
def test_a_glossary_ends_the_report(heading: str) -> None:
    assert said(read_text(f"{REPORT}{heading}\n{ENTRIES}")) == said(read_text(REPORT))
    assert said(read_text(wide(f"{REPORT}{heading}\n{ENTRIES}"))) == said(read_text(wide(REPORT)))


def test_the_measure_above_a_glossary_stays() -> None:
    assert said(read_text(f"{REPORT}有关名词注释\n{ENTRIES}"))[:2] == (["扩大需求", "壮大农业"], ["150", "3.5"])


@pytest.mark.parametrize(
    "behind",
    [
        "名词解释：1.“三高”企业：首批共500家。\n2.“两新”：新建园区10个。\n",
        "附：名词解释 1．四上企业：首批共500家。\n",
        "1.四上企业：指四类企业，首批共500家。\n2.两新：新建园区10个。\n3.双随机：指抽查20户。\n",
        "四上企业是指规模以上的四类企业，首批共500家。\n双随机：指抽查20户。\n",
        "注：1.产值为现价，增长5%。\n2.收入为预计数，共20亿元。\n",
        "注：产值为现价，增长5%。\n［14］两个一批：新建园区10个。\n",
    ],
)
def test_notes_and_definitions_at_the_end_are_left_out(behind: str) -> None:
    assert said(read_text(f"{REPORT}{behind}")) == said(read_text(REPORT))
    assert said(read_text(wide(f"{REPORT}{behind}"))) == said(read_text(wide(REPORT)))


def test_notes_inside_a_report_end_nothing() -> None:
    noted = REPORT.replace("二、2032", "注：1.产值为现价，增长5%。\n2.收入为预计数，共20亿元。\n二、2032")
    assert said(read_text(noted)) == said(read_text(REPORT))


@pytest.mark.parametrize("heading", ["名词解释", "《政府工作报告》有关名词解释"])
def test_a_table_of_contents_that_names_the_glossary_ends_nothing(heading: str) -> None:
    body = REPORT.partition("各位代表：\n")[2]
    contents = f"白鹭县政府工作报告\n目录\n{heading}\n{body}"
    assert "（二）壮大农业。新建高标准农田3.5万亩。" in blocks_of(f"{contents}{heading}\n{ENTRIES}")
    assert "2.“两新”：新建园区10个。" not in blocks_of(f"{contents}{heading}\n{ENTRIES}")


def test_a_notice_that_names_its_annex_ends_nothing() -> None:
    text = "白鹭县2032年工作计划\n现将计划印发，请落实。\n附件：名词解释及说明\n白鹭县人民政府\n2032年1月8日\n一、工作安排\n新建水库2座。\n"
    assert blocks_of(text)[-1] == "新建水库2座。"


@pytest.mark.parametrize(
    "line",
    [
        "（三）开展政策解读。发布解读20篇。",
        "（三）规范名词使用。编印词典500册。",
        "（三）作出说明。印发说明20份。",
        "（三）注重实效。新修路3公里。",
    ],
)
def test_work_that_sounds_like_a_glossary_is_work(line: str) -> None:
    assert blocks_of(REPORT.replace("各位代表，让", f"{line}\n各位代表，让"))[-2] == line
