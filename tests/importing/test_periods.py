"""Which year a report is of, and whose, where its title says only half."""

import pytest

from tests.importing.reports import read_text, wide

BODY = "一、工作回顾\n新增企业3家。\n二、下一步打算\n（一）修路。新修路3公里。\n"
DATED = "一、2031年工作回顾\n新增企业3家。\n二、2032年工作安排\n（一）修路。新修路3公里。\n"


def periods_in(head: str, body: str = BODY) -> tuple[str | None, str | None, bool | None]:
    reading = read_text(f"{head}\n{body}")
    period, plan = reading.period, reading.plan_period
    return period and period.label, plan and plan.label, plan and plan.inferred


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        ("2032年白鹭县政府工作报告", DATED, ("2031", "2032", False)),
        ("2032年白鹭县政府工作报告", BODY, ("2031", "2032", False)),
        ("白鹭县政府工作报告", DATED, ("2031", "2032", False)),
        ("白鹭县政府工作报告\n——2032年1月8日在白鹭县第九届人民代表大会第一次会议上", BODY, ("2031", "2032", True)),
        ("白鹭县政府工作报告\n——2031年12月28日在白鹭县第九届人民代表大会第一次会议上", BODY, ("2031", "2032", True)),
        ("2032年白鹭县工作要点", "1.修路。新修路3公里。\n", (None, "2032", False)),
        ("白鹭县2032年为民办实事项目", "1.修路。新修路3公里。\n", (None, "2032", False)),
        ("白鹭县2032年下半年工作安排", "1.修路。新修路3公里。\n", (None, "2032H2", False)),
        ("白鹭县发改局2032年上半年工作总结和下半年工作计划", BODY, ("2032H1", "2032H2", True)),
        ("关于今年以来计划执行情况的报告\n（2032年8月28日在云岭省第九届人民代表大会常务委员会第三次会议上）", BODY, ("2032H1", "2032H2", True)),
        ("关于今年以来计划执行情况的报告\n（2032年10月28日在云岭省第九届人民代表大会常务委员会第三次会议上）", BODY, ("2032Q1-Q3", "2032Q4", True)),
        ("关于印发《白鹭县2032年政府工作报告重点任务分解方案》的通知", "1.修路。新修路3公里。\n", (None, "2032", False)),
    ],
)  # fmt: skip
def test_periods(head: str, body: str, expected: tuple[str | None, str | None, bool | None]) -> None:
    assert periods_in(head, body) == expected


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        ("白鹭县计划执行情况的报告", DATED, ("2031", "2032", False)),
        ("白鹭县2031年计划执行情况", BODY, ("2031", "2032", True)),
        ("白鹭县2031年计划执行情况与2032年计划草案的报告", BODY, ("2031", "2032", False)),
        ("白鹭县政府工作报告\n——2032年1月8日在白鹭县第九届人民代表大会第一次会议上", BODY, ("2031", "2032", True)),
        ("白鹭县2032年1-6月工作总结", BODY, ("2032H1", "2032H2", True)),
        ("白鹭县工作总结", "一、2031年工作\n新修路2公里。\n二、2032年工作\n新修路3公里。\n", ("2031", "2032", False)),
    ],
)
def test_years_in_full_width_are_years(
    head: str, body: str, expected: tuple[str | None, str | None, bool | None]
) -> None:
    assert periods_in(head, body) == expected
    assert periods_in(wide(head), wide(body)) == expected


@pytest.mark.parametrize(
    ("head", "region"),
    [
        ("2032年东河区营商环境工作要点", "东河区"),
        ("青石镇2032年度工作计划", "青石镇"),
        ("关于全市2032年上半年计划执行情况的报告", ""),
        ("关于我县2032年上半年计划执行情况的报告", ""),
        ("关于印发《白鹭县2032年重点任务清单》的通知", "白鹭县"),
        ("政府工作报告\n——2032年3月5日在第二十届全国人民代表大会第一次会议上", "全国"),
        ("政府工作报告\n——2032年1月5日在白鹭县第九届\n人民代表大会第一次会议上", "白鹭县"),
        ("县发改局2032年上半年工作总结和下半年工作计划", ""),
    ],
)
def test_regions(head: str, region: str) -> None:
    assert read_text(f"{head}\n{BODY}").region == region
    assert read_text(f"{wide(head)}\n{BODY}").region == region
