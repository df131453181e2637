"""Who answers for a task, and by when, as cells of breakdowns say it."""

from datetime import date

import pytest

from plans.importing.responsible import due_day, units_in
from plans.importing.shapes import Period

YEAR = Period("2031", date(2031, 1, 1), date(2031, 12, 31))


@pytest.mark.parametrize(
    ("words", "units"),
    [
        ("县发改局", ["县发改局"]),
        ("县发改局、县财政局", ["县发改局", "县财政局"]),
        ("县发改局，县财政局；各镇街", ["县发改局", "县财政局", "各镇街"]),
        ("县发改局,县财政局;各镇街", ["县发改局", "县财政局", "各镇街"]),
        ("县发改局 县财政局", ["县发改局", "县财政局"]),
        ("县发改局/县财政局", ["县发改局", "县财政局"]),
        ("县发展和 改革局、县财政局", ["县发展和改革局", "县财政局"]),
        ("县住建局（县城管局、县房管中心）、各镇街", ["县住建局（县城管局、县房管中心）", "各镇街"]),
        ("牵头单位：县发改局 配合单位：县财政局、各镇街", ["县发改局", "县财政局", "各镇街"]),
        ("牵头：县发改局；配合：县财政局", ["县发改局", "县财政局"]),
        ("配合单位：县财政局；牵头单位：县发改局", ["县发改局", "县财政局"]),
        ("牵头单位：县发改局；责任单位：县财政局", ["县发改局", "县财政局"]),
        ("责任单位：县发改局", ["县发改局"]),
        ("县发改局牵头，县财政局、各镇街配合", ["县发改局", "县财政局", "各镇街"]),
        ("县财政局、县发改局（牵头）", ["县发改局", "县财政局"]),
        ("县发改局、县财政局按职责分工负责", ["县发改局", "县财政局"]),
        ("县发改局等有关单位", ["县发改局"]),
        ("县发改局、县发改局", ["县发改局"]),
        ("县发改局 甲某某", ["县发改局"]),
        ("发改、财政", ["发改", "财政"]),
        ("各镇街", ["各镇街"]),
        ("各有关单位", []),
        ("—", []),
        ("", []),
    ],
)
def test_the_first_unit_leads_unless_another_is_said_to(words: str, units: list[str]) -> None:
    assert units_in(words) == (units[0] if units else "", tuple(units[1:]))


def test_a_unit_that_leads_does_not_help_too() -> None:
    assert units_in("县发改局", "县发改局、县财政局") == ("县发改局", ("县财政局",))


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2031年9月30日", date(2031, 9, 30)),
        ("9月30日", date(2031, 9, 30)),
        ("9月30日前", date(2031, 9, 30)),
        ("2031年12月底前", date(2031, 12, 31)),
        ("2032年6月", date(2032, 6, 30)),
        ("12月", date(2031, 12, 31)),
        ("12月份", date(2031, 12, 31)),
        ("9-12月", date(2031, 12, 31)),
        ("2031年3月-12月", date(2031, 12, 31)),
        ("2031年9月前", date(2031, 8, 31)),
        ("年底", date(2031, 12, 31)),
        ("第三季度", date(2031, 9, 30)),
        ("三季度末", date(2031, 9, 30)),
        ("上半年", date(2031, 6, 30)),
        ("6月底前完成选址,12月底前完工", date(2031, 12, 31)),
        ("2031-09-30", date(2031, 9, 30)),
        ("2031.9.30", date(2031, 9, 30)),
        ("2031/9", date(2031, 9, 30)),
        ("全年", None),
        ("长期坚持", None),
        ("持续推进", None),
        ("每月25日前", None),
        ("2031年", None),
        ("2031-2033年", None),
        ("2031年2月30日", None),
        ("立即", None),
        ("", None),
    ],
)
def test_a_cell_of_deadlines_names_a_day_or_none(words: str, day: date | None) -> None:
    assert due_day(words, YEAR) == day


def test_without_a_year_there_is_no_day() -> None:
    assert due_day("9月30日", None) is None
    assert due_day("2031年9月30日", None) == date(2031, 9, 30)
