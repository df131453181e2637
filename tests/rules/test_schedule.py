"""Scheduled: one row for each line of the rules, with the days on either side of every edge."""

from fractions import Fraction

import pytest

from plans.rules.schedule import baseline_of, scheduled_share
from plans.rules.vocabulary import Basis, ScheduleRule, TargetKind
from tests.rules.makers import ceiling, day, growth, level, scope, stage, staged, stated, target

HALF_YEAR = {"start_on": "2023-07-01", "due_on": "2023-12-31"}
MID_MONTHS = {"start_on": "2023-07-15", "due_on": "2023-12-15"}
ONE_MONTH = {"start_on": "2023-07-10", "due_on": "2023-07-20"}
ONE_DAY = {"start_on": "2023-07-10", "due_on": "2023-07-10"}
OVER_NEW_YEAR = {"start_on": "2023-11-01", "due_on": "2024-02-29"}

MONTHS = [
    ("before the start", HALF_YEAR, "2023-06-30", 0),
    ("on the start", HALF_YEAR, "2023-07-01", 0),
    ("the day before a month ends", HALF_YEAR, "2023-07-30", 0),
    ("a month counts when its last day has come", HALF_YEAR, "2023-07-31", "1/6"),
    ("and no more the day after", HALF_YEAR, "2023-08-01", "1/6"),
    ("a month of thirty days", HALF_YEAR, "2023-09-30", "3/6"),
    ("the day before the due date", HALF_YEAR, "2023-12-30", "5/6"),
    ("on the due date", HALF_YEAR, "2023-12-31", 1),
    ("after the due date", HALF_YEAR, "2024-01-01", 1),
    ("half a month at the start is a month touched", MID_MONTHS, "2023-07-31", "1/6"),
    ("before half a month has ended", MID_MONTHS, "2023-07-30", 0),
    ("the month of the due date counts on it, not before", MID_MONTHS, "2023-12-14", "5/6"),
    ("the month of the due date counts on it", MID_MONTHS, "2023-12-15", 1),
    ("half a month at the end begins", MID_MONTHS, "2023-11-30", "5/6"),
    ("within one month, on the start", ONE_MONTH, "2023-07-10", 0),
    ("within one month, before its due date", ONE_MONTH, "2023-07-19", 0),
    ("within one month, on its due date", ONE_MONTH, "2023-07-20", 1),
    ("one single day, before it", ONE_DAY, "2023-07-09", 0),
    ("one single day, on it", ONE_DAY, "2023-07-10", 1),
    ("over the new year, at its end", OVER_NEW_YEAR, "2023-12-31", "2/4"),
    ("over the new year, before the leap day", OVER_NEW_YEAR, "2024-02-28", "3/4"),
    ("over the new year, on the leap day", OVER_NEW_YEAR, "2024-02-29", 1),
    ("ten months of the year", {}, "2023-10-31", "10/12"),
]

DAYS = [
    ("before the start", ONE_MONTH, "2023-07-09", 0),
    ("the first day counts", ONE_MONTH, "2023-07-10", "1/11"),
    ("both ends are inclusive", ONE_MONTH, "2023-07-15", "6/11"),
    ("the day before the due date", ONE_MONTH, "2023-07-19", "10/11"),
    ("on the due date", ONE_MONTH, "2023-07-20", 1),
    ("after the due date", ONE_MONTH, "2023-08-20", 1),
    ("a whole year", {}, "2023-06-30", "181/365"),
    ("a leap year", {"start_on": "2024-01-01", "due_on": "2024-12-31"}, "2024-02-29", "60/366"),
    ("one single day, before it", ONE_DAY, "2023-07-09", 0),
    ("one single day, on it", ONE_DAY, "2023-07-10", 1),
]

# From 1 to 31 July 2023 there are thirty days between; 20 of 100 are due on the 11th, 80 on the 21st.
JULY = {"start_on": "2023-07-01", "due_on": "2023-07-31"}
POINTS = (stage("2023-07-11", 20), stage("2023-07-21", 80))
STAGES = [
    ("before the start", POINTS, JULY, "2023-06-30", 0),
    ("on the start it is the baseline", POINTS, JULY, "2023-07-01", 0),
    ("linear up to the first point", POINTS, JULY, "2023-07-06", "1/10"),
    ("on a point", POINTS, JULY, "2023-07-11", "2/10"),
    ("linear between two points", POINTS, JULY, "2023-07-16", "5/10"),
    ("on the second point", POINTS, JULY, "2023-07-21", "8/10"),
    ("linear from the last point to the goal", POINTS, JULY, "2023-07-26", "9/10"),
    ("the day before the due date", POINTS, JULY, "2023-07-30", "98/100"),
    ("on the due date", POINTS, JULY, "2023-07-31", 1),
    ("after the due date", POINTS, JULY, "2023-08-01", 1),
    ("points may stand out of order", POINTS[::-1], JULY, "2023-07-16", "5/10"),
    ("without points it is one straight line", (), JULY, "2023-07-16", "1/2"),
    ("a point on the first day gives way to the baseline", (stage("2023-07-01", 50),), JULY, "2023-07-01", 0),
    ("a point on the first day bends no line", (stage("2023-07-01", 50),), JULY, "2023-07-16", "1/2"),
    ("a point on the due date gives way to the goal", (stage("2023-07-31", 50),), JULY, "2023-07-16", "1/2"),
    ("a point on the due date does not lower it", (stage("2023-07-31", 50),), JULY, "2023-07-31", 1),
    ("points outside the window are no part of it", (stage("2023-06-01", 90),), JULY, "2023-07-16", "1/2"),
    ("a baseline is where the lines begin", POINTS, JULY | {"baseline": 10}, "2023-07-06", "5/90"),
    ("a goal below its baseline", (stage("2023-07-16", 40),), JULY | {"baseline": 50, "goal": 30}, "2023-07-16", "1/2"),
    ("no goal, within the window", POINTS, JULY | {"goal": None}, "2023-07-16", None),
    ("goal equal to baseline", POINTS, JULY | {"baseline": 100}, "2023-07-16", None),
    ("a stock without a baseline", POINTS, JULY | {"basis": Basis.STOCK}, "2023-07-16", None),
    ("a stock without a baseline, before the start", POINTS, JULY | {"basis": Basis.STOCK}, "2023-06-30", 0),
    ("a stock without a baseline, on the due date", POINTS, JULY | {"basis": Basis.STOCK}, "2023-07-31", 1),
    ("one single day, on it", POINTS, ONE_DAY, "2023-07-10", 1),
    ("one single day, before it", POINTS, ONE_DAY, "2023-07-09", 0),
]

STATED = [
    ("before the start", "0.618", "2022-12-31", "0.618"),
    ("within the window", "0.618", "2023-06-30", "0.618"),
    ("after the due date", "0.618", "2024-06-30", "0.618"),
    ("nought is a figure", "0", "2023-06-30", 0),
    ("nothing stated, within the window", None, "2023-06-30", None),
    ("nothing stated, before the start", None, "2022-12-31", None),
    ("nothing stated, after the due date", None, "2024-06-30", None),
]


def share(value):
    return None if value is None else Fraction(value)


@pytest.mark.parametrize(("window", "as_of", "expected"), [row[1:] for row in MONTHS], ids=[row[0] for row in MONTHS])
def test_by_months_each_month_touched_counts_when_its_last_day_has_come(window, as_of, expected):
    assert scheduled_share(target(**window), as_of=day(as_of)) == share(expected)


@pytest.mark.parametrize(("window", "as_of", "expected"), [row[1:] for row in DAYS], ids=[row[0] for row in DAYS])
def test_by_days_each_day_counts_from_the_first_to_the_last(window, as_of, expected):
    assert scheduled_share(target(rule=ScheduleRule.DAYS, **window), as_of=day(as_of)) == share(expected)


@pytest.mark.parametrize(
    ("points", "facts", "as_of", "expected"), [row[1:] for row in STAGES], ids=[row[0] for row in STAGES]
)
def test_by_stages_lines_run_from_the_baseline_through_the_points_to_the_goal(points, facts, as_of, expected):
    assert scheduled_share(staged(*points, **facts), as_of=day(as_of)) == share(expected)


@pytest.mark.parametrize(("figure", "as_of", "expected"), [row[1:] for row in STATED], ids=[row[0] for row in STATED])
def test_a_stated_share_is_given_back_as_it_stands(figure, as_of, expected):
    assert scheduled_share(stated(figure), as_of=day(as_of)) == share(expected)


def test_two_points_for_one_day_give_the_same_lines_in_either_order():
    first, second = stage("2023-07-11", 20), stage("2023-07-11", 40)
    facts = [staged(first, second, **JULY), staged(second, first, **JULY)]
    days = ["2023-07-06", "2023-07-11", "2023-07-21"]
    assert [[scheduled_share(f, as_of=day(d)) for d in days] for f in facts] == [
        [Fraction("0.1"), Fraction("0.2"), Fraction("0.7")]
    ] * 2


def test_months_are_the_default_rule():
    assert target().rule is ScheduleRule.MONTHS


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (target(basis=Basis.FLOW), 0),
        (target(basis=Basis.NET), 0),
        (target(basis=None), 0),
        (target(basis=Basis.STOCK), None),
        (target(basis=Basis.STOCK, baseline=40), 40),
        (target(basis=Basis.FLOW, baseline=7), 7),
        (target(basis=Basis.STOCK, baseline=0), 0),
        (scope(), 0),
        (scope(basis=Basis.STOCK), 0),
        (level(), None),
        (level(baseline=80), 80),
        (ceiling(), None),
        (growth(), None),
        (target(kind=TargetKind.GROWTH, basis=Basis.FLOW), None),
    ],
)
def test_counting_starts_from_nought_for_flow_net_and_lists_and_is_unknown_elsewhere(facts, expected):
    assert baseline_of(facts) == share(expected)
