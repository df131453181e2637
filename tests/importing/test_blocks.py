"""What of a web page is the report."""

from datetime import date

import pytest

from plans.importing.blocks import split_blocks
from plans.importing.documents import read_document
from plans.importing.shapes import Page
from tests.importing.reports import HALF_YEAR, WORK_REPORT


def page_of(text: str) -> tuple[Page, list[str]]:
    document = read_document(text.encode(), filename="x.txt")
    page = split_blocks(document)
    return page, [document.text[block.start : block.end] for block in page.blocks]


def test_the_report_begins_after_its_title_and_ends_before_the_footer() -> None:
    page, blocks = page_of(HALF_YEAR)
    assert page.title == "临山市东河区2031年上半年经济社会发展计划执行情况"
    assert page.published_on == date(2031, 8, 15)
    assert blocks[0] == "一、上半年计划执行情况"
    assert blocks[-1].startswith("（二）改善民生。")


def test_the_lines_under_the_title_are_its_subtitle_and_the_glossary_is_left_out() -> None:
    page, blocks = page_of(WORK_REPORT)
    assert page.title == "白鹭县政府工作报告"
    assert page.subtitle == "——2032年1月8日在白鹭县第九届人民代表大会第一次会议上"
    assert blocks[0] == "各位代表："
    assert blocks[-1] == "各位代表，让我们携手奋进！"


@pytest.mark.parametrize(
    "line",
    [
        "您当前位置：首页 > 公开",
        "【字号：大 中 小】 打印",
        "来源：本站",
        "来源:县统计局  浏览次数：12",
        "主办单位：某某县人民政府办公室",
        "页面将在3秒钟之后自动跳转",
        "某ICP备00000000号",
        "分享到：微信 微博",
        "上一篇：没有了",
    ],
)
def test_what_the_web_site_adds_is_no_text_of_the_report(line: str) -> None:
    _, blocks = page_of(f"白鹭县2031年工作计划\n{line}\n一、工作安排\n新建水库2座。\n{line}\n底部\n")
    assert blocks == ["一、工作安排", "新建水库2座。"]


@pytest.mark.parametrize(
    "line",
    [
        "（三）加强无障碍环境建设",
        "3.加强项目建设管理",
        "5．推进适老化改造200户；",
        "（二）强化技术支持",
        "4.办好点击书屋和打印服务站",
    ],
)
def test_a_numbered_line_is_never_taken_for_the_web_site(line: str) -> None:
    _, blocks = page_of(f"白鹭县2031年工作计划\n一、工作安排\n新建水库2座。\n{line}\n新修路3公里。\n")
    assert blocks == ["一、工作安排", "新建水库2座。", line, "新修路3公里。"]


def test_an_impossible_day_is_no_day_of_publication() -> None:
    page, _ = page_of("白鹭县2031年工作计划\n发布时间：2031-13-40\n一、工作安排\n新建水库2座。\n")
    assert page.published_on is None
