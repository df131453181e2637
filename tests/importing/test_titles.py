"""The title of a report, however its first lines are set."""

import pytest

from plans.importing.blocks import split_blocks
from plans.importing.documents import read_document
from tests.importing.reports import read_text

BODY = "一、2032年工作安排\n（一）修路。新修路3公里。\n"


def page_of(lines: str) -> tuple[str, str, str]:
    """Title, subtitle and first paragraph."""
    document = read_document(f"{lines}\n{BODY}".encode(), filename="x.txt")
    page = split_blocks(document)
    return page.title, page.subtitle, document.text[page.blocks[0].start : page.blocks[0].end]


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ("政 府 工 作 报 告", "政府工作报告"),
        ("政　府　工　作　报　告", "政府工作报告"),
        ("白 鹭 县 工 作 报 告", "白鹭县工作报告"),
        (
            "关于白鹭县2031年国民经济和社会发展计划\n执行情况与2032年计划（草案）的报告",
            "关于白鹭县2031年国民经济和社会发展计划执行情况与2032年计划（草案）的报告",
        ),
        (
            "关于白鹭县2031年国民经济和社会发展\n计划执行情况的报告(书面)",
            "关于白鹭县2031年国民经济和社会发展计划执行情况的报告(书面)",
        ),
        ("白鹭县人民政府\n关于2031年计划执行情况的报告", "白鹭县人民政府关于2031年计划执行情况的报告"),
        ("临山市发展和改革委员会\n2032年工作要点", "临山市发展和改革委员会2032年工作要点"),
        ("白鹭县\n政府工作报告", "白鹭县政府工作报告"),
        ("白鹭县人民政府\n2032年白鹭县政府工作报告", "2032年白鹭县政府工作报告"),
        ("政府工作报告\n2032年白鹭县政府工作报告", "2032年白鹭县政府工作报告"),
        ("2032年白鹭县为民办实事项目", "2032年白鹭县为民办实事项目"),
    ],
)
def test_a_title_is_put_together_from_its_lines(lines: str, title: str) -> None:
    assert page_of(lines) == (title, "", "一、2032年工作安排")


@pytest.mark.parametrize(
    "subtitle",
    [
        "——2032年1月8日在白鹭县第九届人民代表大会第一次会议上",
        "——2032年1月8日在白鹭县第九届\n人民代表大会第一次会议上",
        "（2032年1月8日）\n白鹭县县长　某某",
        "（书面）",
    ],
)
def test_what_stands_under_the_title_is_no_text_of_the_report(subtitle: str) -> None:
    assert page_of(f"白鹭县工作报告\n{subtitle}") == ("白鹭县工作报告", subtitle, "一、2032年工作安排")


@pytest.mark.parametrize("issued", ["现印发给你们，请认真贯彻执行。", "现予印发，请结合实际抓好落实。"])
def test_a_notice_before_the_report_is_no_text_of_it(issued: str) -> None:
    notice = f"各乡镇人民政府：\n《2032年白鹭县工作要点》已经同意，{issued}\n白鹭县人民政府办公室\n2032年3月7日\n"
    own = f"{notice}（此件公开发布）\n2032年白鹭县工作要点"
    assert page_of(own) == ("2032年白鹭县工作要点", "", "一、2032年工作安排")
    called = "白鹭县人民政府关于印发2032年工作要点的通知"
    assert page_of(f"{called}\n{own}") == (called, "", "一、2032年工作安排")
    reading = read_text(f"{own}\n{BODY}")
    assert str(reading.published_on) == "2032-03-07"
    assert reading.region == "白鹭县"


@pytest.mark.parametrize("lines", ["各位代表：\n现在开始报告工作。", "今年以来全县工作有序推进。\n下半年工作安排"])
def test_a_speech_without_a_title_has_none(lines: str) -> None:
    assert page_of(lines)[0] == ""
