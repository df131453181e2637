"""One target, or one row of milestones: completion, gap, light and reason, a row for each line of the rules."""

from fractions import Fraction

import pytest

from plans.rules import lights
from plans.rules.lights import meets
from plans.rules.said import Said
from plans.rules.shapes import LightRules
from plans.rules.vocabulary import Basis, Force, Light, Operator, ScheduleRule
from tests.rules.makers import (
    DEFAULTS,
    ceiling,
    day,
    growth,
    level,
    milestone,
    part,
    scope,
    stage,
    staged,
    stated,
    target,
)

LATE, WARN, ON, ND, NA = Light.LATE, Light.WARN, Light.ON, Light.ND, Light.NA
JUNE, DUE, PAST = "2023-06-30", "2023-12-31", "2024-01-01"
NEXT_YEAR = {"start_on": "2024-01-01", "due_on": "2024-12-31"}

# On 30 June half of the year's 100 is scheduled.
CUMULATIVE = [
    ("level with the schedule", {"value": 50}, JUNE, ("1/2", 0, ON, "on-schedule")),
    ("ahead of it", {"value": 60}, JUNE, ("6/10", 10, ON, "on-schedule")),
    ("a little behind", {"value": "49.99"}, JUNE, ("0.4999", "-0.01", ON, "slightly-behind")),
    ("exactly 5 points behind", {"value": 45}, JUNE, ("45/100", -5, ON, "slightly-behind")),
    ("just more than 5 points behind", {"value": "44.9999"}, JUNE, ("0.449999", "-5.0001", WARN, "behind")),
    ("exactly 20 points behind", {"value": 30}, JUNE, ("3/10", -20, WARN, "behind")),
    ("just more than 20 points behind", {"value": "29.9999"}, JUNE, ("0.299999", "-20.0001", LATE, "far-behind")),
    ("nothing done is a report too", {"value": 0}, JUNE, (0, -50, LATE, "far-behind")),
    ("below the baseline", {"value": -10}, JUNE, ("-1/10", -60, LATE, "far-behind")),
    ("the goal reached", {"value": 100}, JUNE, (1, 50, ON, "reached")),
    ("超过100 is not met by 100", {"value": 100, "operator": Operator.ABOVE}, PAST, (1, 0, LATE, "overdue")),
    ("超过100 is met by more", {"value": 101, "operator": Operator.ABOVE}, PAST, ("101/100", 1, ON, "reached")),
    ("128 % is possible", {"value": 128}, JUNE, ("128/100", 78, ON, "reached")),
    ("on the due date it is not yet late", {"value": 99}, DUE, ("99/100", -1, ON, "slightly-behind")),
    ("on the due date by its gap", {"value": 90}, DUE, ("9/10", -10, WARN, "behind")),
    ("past the due date, short of the goal", {"value": "99.99"}, PAST, ("0.9999", "-0.01", LATE, "overdue")),
    ("past the due date, goal reached", {"value": 100}, PAST, (1, 0, ON, "reached")),
    ("never reported", {}, JUNE, (None, None, NA, "no-data")),
    ("never reported, on the due date", {}, DUE, (None, None, NA, "no-data")),
    ("never reported, past the due date", {}, PAST, (None, None, LATE, "unreported-overdue")),
    ("window not begun, never reported", NEXT_YEAR, DUE, (None, None, ND, "not-begun")),
    ("window not begun, something reported", NEXT_YEAR | {"value": 1}, DUE, ("1/100", 1, ND, "not-begun")),
    ("window not begun, goal reached", NEXT_YEAR | {"value": 100}, DUE, (1, 100, ND, "not-begun")),
    ("window not begun, no goal", NEXT_YEAR | {"value": 1, "goal": None}, DUE, (None, None, ND, "not-begun")),
    ("on the first day of the window", NEXT_YEAR | {"value": 0}, PAST, (0, 0, ON, "on-schedule")),
    ("on the first day, never reported", NEXT_YEAR, PAST, (None, None, NA, "no-data")),
    ("on the first day, no goal", NEXT_YEAR | {"value": 1, "goal": None}, PAST, (None, None, NA, "no-goal")),
    ("no goal", {"goal": None, "value": 3}, JUNE, (None, None, NA, "no-goal")),
    ("no goal, past the due date", {"goal": None, "value": 3}, PAST, (None, None, NA, "no-goal")),
    ("a given baseline", {"baseline": 60, "value": 80}, JUNE, ("1/2", 0, ON, "on-schedule")),
    ("goal = baseline cannot be said", {"baseline": 100, "value": 100}, JUNE, (None, None, NA, "no-baseline")),
    ("goal = baseline, past the due date", {"baseline": 100, "value": 90}, PAST, (None, None, NA, "no-baseline")),
    ("goal = the baseline of nought", {"goal": 0, "value": 0}, JUNE, (None, None, NA, "no-baseline")),
    ("stock without baseline", {"basis": Basis.STOCK, "value": 99}, JUNE, (None, None, NA, "no-baseline")),
    ("stock with one", {"basis": Basis.STOCK, "baseline": 80, "value": 90}, JUNE, ("1/2", 0, ON, "on-schedule")),
    ("net without baseline", {"basis": Basis.NET, "value": 50}, JUNE, ("1/2", 0, ON, "on-schedule")),
    ("a goal below its baseline", {"baseline": 60, "goal": 40, "value": 50}, JUNE, ("1/2", 0, ON, "on-schedule")),
    ("a goal below it, gone the wrong way", {"baseline": 60, "goal": 40, "value": 62}, JUNE, ("-0.1", -60, LATE, "far-behind")),
    ("a goal below it, reached", {"baseline": 60, "goal": 40, "value": 40}, PAST, (1, 0, ON, "reached")),
    ("a goal below it, passed", {"baseline": 60, "goal": 40, "value": 30}, PAST, ("3/2", 50, ON, "reached")),
]  # fmt: skip

SCOPE = [
    ("closed items over N", {"items_listed": 20, "items_closed": 10}, JUNE, ("1/2", 0, ON, "on-schedule", False)),
    ("a list none of which is closed", {"items_listed": 20}, JUNE, (0, -50, LATE, "far-behind", False)),
    ("the list counts, not what was reported", {"items_listed": 20, "items_closed": 9, "value": 20}, JUNE,
     ("9/20", -5, ON, "slightly-behind", False)),
    ("all closed", {"items_listed": 20, "items_closed": 20}, JUNE, (1, 50, ON, "reached", False)),
    ("exactly 20 points behind", {"items_listed": 20, "items_closed": 6}, JUNE, ("3/10", -20, WARN, "behind", False)),
    ("past the due date, one open", {"items_listed": 20, "items_closed": 19}, PAST, ("19/20", -5, LATE, "overdue", False)),
    ("list not entered, a count reported", {"value": 10}, JUNE, ("1/2", 0, ON, "on-schedule", True)),
    ("list not entered, nought reported", {"value": 0}, JUNE, (0, -50, LATE, "far-behind", True)),
    ("list not entered, never reported", {}, JUNE, (None, None, NA, "no-data", False)),
    ("list not entered, never reported, past the due date", {}, PAST, (None, None, LATE, "unreported-overdue", False)),
    ("window not begun", NEXT_YEAR | {"items_listed": 20}, DUE, (0, 0, ND, "not-begun", False)),
]  # fmt: skip

# The document states that 61.8 % is due.
STATED = [
    ("as stated", {"value": "61.8"}, JUNE, (0, ON, "on-schedule")),
    ("exactly 5 points behind", {"value": "56.8"}, JUNE, (-5, ON, "slightly-behind")),
    ("more", {"value": "56.7"}, JUNE, ("-5.1", WARN, "behind")),
    ("past the due date, short of the goal", {"value": "99"}, PAST, ("37.2", LATE, "overdue")),
    ("past the due date, goal reached", {"value": "100"}, PAST, ("38.2", ON, "reached")),
    ("before the window", NEXT_YEAR | {"value": 1}, DUE, ("-60.8", ND, "not-begun")),
]

INTERIM = (stage("2023-03-31", 85), stage("2023-09-30", 90))
LEVELS = [
    ("floor before its date, short of it", level(value=80), JUNE, (ND, "not-due")),
    ("floor before its date, already met", level(value=96), JUNE, (ND, "not-due")),
    ("floor the day before its date", level(value=80), "2023-12-30", (ND, "not-due")),
    ("floor on its date, met exactly", level(value=95), DUE, (ON, "met")),
    ("floor on its date, missed", level(value="94.99"), DUE, (LATE, "missed")),
    ("floor past its date, met", level(value=95), PAST, (ON, "met")),
    ("floor past its date, missed", level(value=94), PAST, (LATE, "missed")),
    ("floor ≥", level(value=95, operator=Operator.AT_LEAST), DUE, (ON, "met")),
    ("floor ≈", level(value=95, operator=Operator.ABOUT), DUE, (ON, "met")),
    ("floor >, equal is not enough", level(value=95, operator=Operator.ABOVE), DUE, (LATE, "missed")),
    ("floor >, more is", level(value="95.01", operator=Operator.ABOVE), DUE, (ON, "met")),
    ("interim goal, the day before it", level(value=80, stages=INTERIM), "2023-03-30", (ND, "not-due")),
    ("interim goal, on its day, missed", level(value=84, stages=INTERIM), "2023-03-31", (LATE, "missed")),
    ("interim goal, on its day, met", level(value=85, stages=INTERIM), "2023-03-31", (ON, "met")),
    ("interim goal holds until the next", level(value=85, stages=INTERIM), "2023-09-29", (ON, "met")),
    ("the next interim goal", level(value=89, stages=INTERIM), "2023-09-30", (LATE, "missed")),
    ("interim goals out of order", level(value=89, stages=INTERIM[::-1]), "2023-09-30", (LATE, "missed")),
    ("on the due date the goal itself", level(value=90, stages=INTERIM), DUE, (LATE, "missed")),
    ("an interim goal past the due date does not replace it",
     level(value=95, stages=(stage("2024-06-30", 99),)), "2024-06-30", (ON, "met")),
    ("floor never reported", level(), JUNE, (NA, "no-data")),
    ("floor never reported, past its date", level(), PAST, (LATE, "unreported-overdue")),
    ("floor without a goal", level(value=80, goal=None), JUNE, (NA, "no-goal")),
    ("floor whose window has not begun", level(value=99, **NEXT_YEAR), DUE, (ND, "not-begun")),
    ("ceiling ≤, below", ceiling(value=4), JUNE, (ON, "within")),
    ("ceiling ≤, equal", ceiling(value=5), JUNE, (ON, "within")),
    ("ceiling ≤, above, long before its date", ceiling(value="5.01"), "2023-01-01", (LATE, "above-ceiling")),
    ("ceiling ≤, above, on its date", ceiling(value="5.01"), DUE, (LATE, "above-ceiling")),
    ("ceiling ≤, above, past its date", ceiling(value="5.01"), PAST, (LATE, "above-ceiling")),
    ("ceiling ≤, within, past its date", ceiling(value=5), PAST, (ON, "within")),
    ("ceiling <, below", ceiling(value="4.99", operator=Operator.BELOW), JUNE, (ON, "within")),
    ("ceiling <, equal is too much", ceiling(value=5, operator=Operator.BELOW), JUNE, (LATE, "above-ceiling")),
    ("ceiling whose window has not begun", ceiling(value=9, **NEXT_YEAR), DUE, (ND, "not-begun")),
    ("ceiling never reported", ceiling(), JUNE, (NA, "no-data")),
    ("ceiling never reported, past its date", ceiling(), PAST, (LATE, "unreported-overdue")),
]  # fmt: skip

ANTICIPATORY = {"force": Force.ANTICIPATORY}
GROWTH = [
    ("at the goal", {"value": 6}, JUNE, (0, ON, "growth-met")),
    ("above it", {"value": "7.5"}, JUNE, ("1.5", ON, "growth-met")),
    ("just below", {"value": "5.99"}, JUNE, ("-0.01", WARN, "growth-short")),
    ("exactly 0.5 below", {"value": "5.5"}, JUNE, ("-0.5", WARN, "growth-short")),
    ("further below", {"value": "5.49"}, JUNE, ("-0.51", LATE, "growth-short")),
    ("far below", {"value": "-3"}, JUNE, (-9, LATE, "growth-short")),
    ("never scaled by time: early", {"value": "5.4"}, "2023-01-01", ("-0.6", LATE, "growth-short")),
    ("never scaled by time: past the due date", {"value": "5.5"}, PAST, ("-0.5", WARN, "growth-short")),
    ("anticipatory at the goal", ANTICIPATORY | {"value": 6}, JUNE, (0, ON, "growth-met")),
    ("anticipatory, far below, is never late", ANTICIPATORY | {"value": "-3"}, JUNE, (-9, WARN, "growth-short")),
    ("anticipatory, past the due date, never late", ANTICIPATORY | {"value": 0}, PAST, (-6, WARN, "growth-short")),
    ("no force said is not anticipatory", {"force": None, "value": 0}, JUNE, (-6, LATE, "growth-short")),
    ("ceiling at its goal", {"operator": Operator.AT_MOST, "value": 6}, JUNE, (0, ON, "growth-met")),
    ("ceiling kept", {"operator": Operator.AT_MOST, "value": 3}, JUNE, (3, ON, "growth-met")),
    ("ceiling 0.5 above", {"operator": Operator.AT_MOST, "value": "6.5"}, JUNE, ("-0.5", WARN, "growth-short")),
    ("ceiling further above", {"operator": Operator.BELOW, "value": "6.6"}, JUNE, ("-0.6", LATE, "growth-short")),
    ("no goal", {"goal": None, "value": 3}, JUNE, (None, NA, "no-goal")),
    ("never reported", {}, JUNE, (None, NA, "no-data")),
    ("never reported, past the due date", {}, PAST, (None, LATE, "unreported-overdue")),
    ("anticipatory, never reported, past the due date", ANTICIPATORY, PAST, (None, WARN, "unreported-overdue")),
    ("window not begun", NEXT_YEAR | {"value": 0}, DUE, (-6, ND, "not-begun")),
]

# As of 31 July: 1 July is 30 days ago, 30 June 31.
EARLY = "2023-01-15"
MILESTONES = [
    ("none due", [milestone("m1", "2023-08-01")], (ND, "milestones-not-due")),
    ("none due, one reached early", [milestone("m1", "2023-08-01", EARLY), milestone("m2", "2023-09-01")],
     (ND, "milestones-not-due")),
    ("all due reached", [milestone("m1", "2023-07-01", EARLY), milestone("m2", "2023-09-01")], (ON, "milestones-on")),
    ("all due reached, if belatedly", [milestone("m1", "2023-03-01", "2023-07-31"), milestone("m2", "2023-09-01")],
     (ON, "milestones-on")),
    ("all reached", [milestone("m1", "2023-07-01", EARLY)], (ON, "reached")),
    ("all reached early", [milestone("m1", "2023-08-01", EARLY), milestone("m2", "2023-09-01", EARLY)], (ON, "reached")),
    ("due that very day and reached", [milestone("m1", "2023-07-31", "2023-07-31"), milestone("m2", "2023-09-01")],
     (ON, "milestones-on")),
    ("due that very day and not reached", [milestone("m1", "2023-07-31")], (WARN, "milestone-overdue")),
    ("due the day after", [milestone("m1", "2023-08-01")], (ND, "milestones-not-due")),
    ("overdue 30 days", [milestone("m1", "2023-07-01")], (WARN, "milestone-overdue")),
    ("overdue 31 days", [milestone("m1", "2023-06-30")], (LATE, "milestone-overdue")),
    ("the one overdue longest decides", [milestone("m1", "2023-07-30"), milestone("m2", "2023-06-30")],
     (LATE, "milestone-overdue")),
    ("reached after the as-of date is not reached yet", [milestone("m1", "2023-07-01", "2023-08-01")],
     (WARN, "milestone-overdue")),
]  # fmt: skip


def fraction(value):
    return None if value is None else Fraction(value)


def rows(table):
    return pytest.mark.parametrize(
        ("facts", "as_of", "expected"), [row[1:] for row in table], ids=[row[0] for row in table]
    )


@rows(CUMULATIVE)
def test_a_cumulative_target_is_lit_by_its_distance_to_the_schedule(facts, as_of, expected):
    completion, gap_pp, light, code = expected
    standing = part(target(**facts), as_of)
    assert (standing.completion, standing.gap_pp) == (fraction(completion), fraction(gap_pp))
    assert (standing.light, standing.reason.code) == (light, code)


@rows(SCOPE)
def test_a_list_counts_its_closed_items_or_else_what_was_reported(facts, as_of, expected):
    completion, gap_pp, light, code, list_missing = expected
    standing = part(scope(**facts), as_of)
    assert (standing.completion, standing.gap_pp) == (fraction(completion), fraction(gap_pp))
    assert (standing.light, standing.reason.code, standing.list_missing) == (light, code, list_missing)


@rows(STATED)
def test_a_stated_share_is_what_a_figure_is_measured_against(facts, as_of, expected):
    gap_pp, light, code = expected
    standing = part(stated("0.618", **facts), as_of)
    assert (standing.gap_pp, standing.light, standing.reason.code) == (fraction(gap_pp), light, code)


@pytest.mark.parametrize(
    ("as_of", "value", "expected"),
    [
        (JUNE, "47.18", (Fraction("0.4718"), NA, "no-schedule")),
        (JUNE, "100", (Fraction(1), ON, "reached")),
        (PAST, "63.22", (Fraction("0.6322"), LATE, "overdue")),
    ],
)
def test_where_no_schedule_is_stated_completion_is_shown_and_no_lead_or_lag(as_of, value, expected):
    standing = part(stated(None, value=value), as_of)
    assert (standing.scheduled, standing.gap_pp) == (None, None)
    assert (standing.completion, standing.light, standing.reason.code) == expected


@rows(LEVELS)
def test_a_level_waits_for_its_date_and_a_ceiling_holds_all_along(facts, as_of, expected):
    standing = part(facts, as_of)
    assert (standing.light, standing.reason.code) == expected
    assert (standing.completion, standing.scheduled, standing.gap_pp) == (None, None, None)


def test_two_interim_goals_for_one_day_give_the_same_light_in_either_order():
    low, high = stage("2023-03-31", 80), stage("2023-03-31", 90)
    orders = [level(value=85, stages=stages) for stages in ((low, high), (high, low))]
    assert [part(facts).light for facts in orders] == [LATE, LATE]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (level(baseline=75, value=85), (Fraction(1, 2), None, None)),
        (level(baseline=75), (None, None, None)),
        (level(baseline=95, value=95), (None, None, None)),
        (
            level(baseline=75, value=85, rule=ScheduleRule.STAGES, stages=(stage(JUNE, 90),)),
            (Fraction(1, 2), Fraction(3, 4), Fraction(-25)),
        ),
        (ceiling(baseline=7, value=6), (None, None, None)),
    ],
    ids=["a baseline", "a baseline, no report", "goal = baseline", "a baseline and dated stages", "a ceiling"],
)
def test_a_floor_has_a_completion_where_its_baseline_is_known_and_a_schedule_where_it_is_staged(facts, expected):
    standing = part(facts)
    assert (standing.completion, standing.scheduled, standing.gap_pp) == expected


def test_a_known_baseline_does_not_change_the_light_of_a_level():
    facts = {"rule": ScheduleRule.STAGES, "stages": (stage("2023-09-30", 90),), "value": 76}
    assert part(level(baseline=75, **facts)).light is part(level(**facts)).light is ND


@rows(GROWTH)
def test_growth_is_lit_by_points_of_its_own(facts, as_of, expected):
    gap, light, code = expected
    standing = part(growth(**facts), as_of)
    assert (standing.goal_gap_points, standing.light, standing.reason.code) == (fraction(gap), light, code)
    assert (standing.completion, standing.scheduled, standing.gap_pp) == (None, None, None)


@pytest.mark.parametrize(
    ("milestones", "expected"), [row[1:] for row in MILESTONES], ids=[row[0] for row in MILESTONES]
)
def test_milestones_are_lit_by_the_one_overdue_longest(milestones, expected):
    light, reason = lights.milestones(milestones, as_of=day("2023-07-31"), rules=DEFAULTS)
    assert (light, reason.code) == expected


@pytest.mark.parametrize(
    ("on", "under", "at", "below"),
    [(-5, -20, -5, -20), (0, -10, 0, -10), (-10, -50, -10, -50)],
)
def test_the_thresholds_are_those_of_the_plan(on, under, at, below):
    rules = LightRules(on_gap_pp=Fraction(on), warn_gap_pp=Fraction(under))
    gaps = [Fraction(at), Fraction(at) - Fraction("0.01"), Fraction(below), Fraction(below) - Fraction("0.01")]
    assert [part(stated("0.5", value=50 + gap), rules=rules).light for gap in gaps] == [ON, WARN, WARN, LATE]


def test_the_tolerance_of_growth_is_that_of_the_plan():
    rules = LightRules(growth_tolerance_points=Fraction(1))
    assert [part(growth(value=value), rules=rules).light for value in (6, 5, "4.99")] == [ON, WARN, LATE]


def test_the_days_of_grace_are_those_of_the_plan():
    rules = LightRules(milestone_grace_days=0)
    verdicts = [
        lights.milestones([milestone("m1", due_on)], as_of=day("2023-07-31"), rules=rules)
        for due_on in ("2023-07-31", "2023-07-30")
    ]
    assert [light for light, _ in verdicts] == [WARN, LATE]


@pytest.mark.parametrize(
    ("operator", "below", "equal", "above"),
    [
        (Operator.EQUAL, False, True, True),
        (Operator.ABOUT, False, True, True),
        (Operator.AT_LEAST, False, True, True),
        (Operator.ABOVE, False, False, True),
        (Operator.AT_MOST, True, True, False),
        (Operator.BELOW, True, False, False),
    ],
)
def test_every_operator_says_what_meets_it(operator, below, equal, above):
    goal = Fraction(5)
    values = [goal - Fraction("0.01"), goal, goal + Fraction("0.01")]
    assert [meets(value, goal, operator) for value in values] == [below, equal, above]


@pytest.mark.parametrize(
    ("facts", "as_of", "expected"),
    [
        (target(value=100), JUNE, True),
        (target(value="99.99"), JUNE, False),
        (target(), JUNE, False),
        (target(value=90, goal=None), JUNE, False),
        (target(value=40, goal=40, baseline=60), JUNE, True),
        (target(value=41, goal=40, baseline=60), JUNE, False),
        (target(value=100, basis=Basis.STOCK), JUNE, False),
        (scope(items_listed=20, items_closed=20), JUNE, True),
        (scope(items_listed=20, items_closed=19, value=20), JUNE, False),
        (scope(value=20), JUNE, True),
        (level(value=95), JUNE, True),
        (level(value=94), JUNE, False),
        (level(value=95, operator=Operator.ABOVE), JUNE, False),
        (level(value=94, goal=None), JUNE, False),
        (ceiling(value=5), JUNE, True),
        (ceiling(value=6), JUNE, False),
        (ceiling(), JUNE, False),
        (growth(value=6), JUNE, True),
        (growth(value="5.9"), JUNE, False),
    ],
)
def test_a_goal_is_reached_by_completion_where_counting_has_a_direction_else_by_the_operator(facts, as_of, expected):
    assert part(facts, as_of).goal_reached is expected


SENTENCES = [
    (target(value="61.11"), JUNE, "“工业投资”完成61.11%，较序时进度快11.11个百分点。",
     "“工业投资” is 61.11% complete: 11.11 points ahead of schedule."),
    (target(value=50), JUNE, "“工业投资”完成50.00%，与序时进度持平。", "“工业投资” is 50.00% complete: level with the schedule."),
    (target(value="49.999"), JUNE, "“工业投资”完成50.00%，较序时进度慢不足0.01个百分点。",
     "“工业投资” is 50.00% complete: less than 0.01 points behind schedule."),
    (target(value="50.001"), JUNE, "“工业投资”完成50.00%，较序时进度快不足0.01个百分点。",
     "“工业投资” is 50.00% complete: less than 0.01 points ahead of schedule."),
    (target(value=40), JUNE, "“工业投资”完成40.00%，较序时进度慢10.00个百分点，超过5个百分点。",
     "“工业投资” is 40.00% complete: 10.00 points behind schedule, more than 5 points."),
    (target(value=10), JUNE, "“工业投资”完成10.00%，较序时进度慢40.00个百分点，超过20个百分点。",
     "“工业投资” is 10.00% complete: 40.00 points behind schedule, more than 20 points."),
    (target(value=100), JUNE, "“工业投资”完成100.00%，已达目标，待核验。",
     "“工业投资” is 100.00% complete: goal reached, to be verified."),
    (target(value=90), PAST, "“工业投资”完成90.00%，已过时限（2023年12月31日），未达到目标。",
     "“工业投资” is 90.00% complete: past its due date (2023-12-31), short of the goal."),
    (target(), JUNE, "“工业投资”尚无数据。", "“工业投资”: no figure reported yet."),
    (target(), PAST, "“工业投资”已过时限（2023年12月31日），尚无数据。",
     "“工业投资” is past its due date (2023-12-31) and no figure has been reported."),
    (target(value=3, goal=None), JUNE, "“工业投资”未设目标值，不作进度评价。", "“工业投资” has no goal and is not rated."),
    (target(value=3, basis=Basis.STOCK), JUNE, "“工业投资”缺少可比的基数，完成率无法计算，不作进度评价。",
     "“工业投资” has no usable baseline: its completion cannot be said and it is not rated."),
    (stated(None, value=47), JUNE, "“工业投资”完成47.00%，原文未给出序时进度，不作进度评价。",
     "“工业投资” is 47.00% complete; no schedule is stated, so it is not rated."),
    (target(value=3, **NEXT_YEAR), JUNE, "“工业投资”2024年1月1日起实施，未到时间节点。",
     "“工业投资” starts on 2024-01-01; not yet due."),
    (level(value="92.5"), JUNE, "“达标率”为92.5%，2023年12月31日前达到95%，未到时间节点。",
     "“达标率” stands at 92.5 %; 95 % is due by 2023-12-31."),
    (level(value=96, stages=INTERIM), JUNE, "“达标率”为96%，达到2023年3月31日应达到的85%。",
     "“达标率” stands at 96 %, meeting 85% due on 2023-03-31."),
    (level(value=80, unit=""), DUE, "“达标率”为80，未达到2023年12月31日应达到的95。",
     "“达标率” stands at 80, short of 95 due on 2023-12-31."),
    (ceiling(value=4), JUNE, "“失业率”为4%，控制在5%以内。", "“失业率” stands at 4 %, within 5%."),
    (ceiling(value=6), JUNE, "“失业率”为6%，超过5%的上限。", "“失业率” stands at 6 %, above the ceiling of 5%."),
    (growth(value=6), JUNE, "“增速”达到目标。", "“增速” meets its goal."),
    (growth(value="5.3"), JUNE, "“增速”与目标相差0.70个百分点。", "“增速” is 0.70 points away from its goal."),
    (growth(value="5.999"), JUNE, "“增速”与目标相差不足0.01个百分点。", "“增速” is less than 0.01 points away from its goal."),
]  # fmt: skip


@pytest.mark.parametrize(("facts", "as_of", "zh", "en"), SENTENCES, ids=[row[2] for row in SENTENCES])
def test_the_reason_is_one_generated_sentence_in_both_languages(facts, as_of, zh, en):
    reason = part(facts, as_of).reason
    assert reason == Said(reason.code, zh, en)


M1, M2 = milestone("m1", "2023-07-31", EARLY), milestone("m2", "2023-09-30")
MILESTONE_SENTENCES = [
    ([M1, M2], "2023-06-30", "2个节点完成1个，下一节点“节点m2”2023年9月30日到期。",
     "1 of 2 milestones reached; the next one, “节点m2”, is due by 2023-09-30."),
    ([M1, M2], "2023-07-31", "2个节点完成1个，到期节点均已完成。", "1 of 2 milestones reached; all that were due are reached."),
    ([M1, M2], "2023-09-30", "2个节点完成1个，“节点m2”计划2023年9月30日前完成，当日到期未完成。",
     "1 of 2 milestones reached; “节点m2” was due by 2023-09-30, due that day and not reached."),
    ([M1, M2], "2023-10-10", "2个节点完成1个，“节点m2”计划2023年9月30日前完成，已逾期10天。",
     "1 of 2 milestones reached; “节点m2” was due by 2023-09-30, overdue by 10 days."),
    ([M1], "2023-10-10", "1个节点完成1个，已达目标，待核验。", "1 of 1 milestones reached: goal reached, to be verified."),
]  # fmt: skip


@pytest.mark.parametrize(
    ("milestones", "as_of", "zh", "en"), MILESTONE_SENTENCES, ids=[row[2] for row in MILESTONE_SENTENCES]
)
def test_milestones_say_their_count_and_the_one_that_matters(milestones, as_of, zh, en):
    _, reason = lights.milestones(milestones, as_of=day(as_of), rules=DEFAULTS)
    assert reason == Said(reason.code, zh, en)


def test_the_next_milestone_is_the_earliest_that_is_not_reached():
    rows = [milestone("m1", "2023-10-31"), milestone("m2", "2023-08-31", EARLY), milestone("m3", "2023-09-30")]
    _, reason = lights.milestones(rows, as_of=day("2023-07-31"), rules=DEFAULTS)
    assert reason.zh == "3个节点完成1个，下一节点“节点m3”2023年9月30日到期。"


@pytest.mark.parametrize("as_of", ["2023-07-31", "2023-09-30"])
def test_two_milestones_of_one_day_give_the_same_reason_in_either_order(as_of):
    first, second = milestone("m1", "2023-08-31"), milestone("m2", "2023-08-31")
    verdicts = [
        lights.milestones(order, as_of=day(as_of), rules=DEFAULTS) for order in ([first, second], [second, first])
    ]
    assert verdicts[0] == verdicts[1]


def test_stages_of_a_cumulative_target_bend_its_light():
    facts = staged(stage(JUNE, 20), value=15)
    assert (part(facts).gap_pp, part(facts).light) == (Fraction(-5), ON)


def test_a_name_with_quotation_marks_is_quoted_once():
    assert lights.quoted("“非接触式”覆盖面") == "“‘非接触式’覆盖面”"
    facts = target(name="“非接触式”覆盖面", value=50)
    assert part(facts).reason.zh.startswith("“‘非接触式’覆盖面”完成50.00%")
