"""A whole task: its parts, its milestones, its nature, its close-out."""

from fractions import Fraction

import pytest

from plans.rules.figures import percent, points
from plans.rules.said import Said
from plans.rules.shapes import LightRules
from plans.rules.standing import capped, weighted_mean
from plans.rules.vocabulary import WORST_FIRST, Basis, Light, Responsibility, TaskState
from tests.rules.makers import ceiling, growth, level, milestone, scope, stand, stated, target, task

LATE, WARN, ON, DONE, ND, NA = Light.LATE, Light.WARN, Light.ON, Light.DONE, Light.ND, Light.NA
JUNE, PAST = "2023-06-30", "2024-01-01"
THIRD = Fraction(1, 3)

# One target for each light a part can have on 30 June; their keys sort in the opposite order of their lights.
PART = {
    LATE: target(key="t5", name="甲", value=10),
    WARN: target(key="t4", name="乙", value=40),
    ON: target(key="t3", name="丙", value=50),
    ND: target(key="t2", name="丁", value=0, start_on="2023-07-01"),
    NA: target(key="t1", name="戊"),
}

# The task itself -> its light and the code of its reason, on 30 June.
REACHED = milestone("m1", "2023-05-31", "2023-05-31")
OVERDUE = milestone("m2", "2023-06-15")
AHEAD = milestone("m3", "2023-09-30")
TASKS = [
    ("its one target decides", task(target(value=40)), (WARN, "behind")),
    ("its milestones decide where it has no target", task(milestones=(REACHED, AHEAD)), (ON, "milestones-on")),
    ("a milestone overdue", task(milestones=(OVERDUE,)), (WARN, "milestone-overdue")),
    ("no target, no milestone", task(), (NA, "no-measure")),
    ("no target, no milestone, closed out", task(closed_out=True), (NA, "no-measure")),
    ("never reported", task(target()), (NA, "no-data")),
    ("ongoing, reported", task(is_ongoing=True, updated_this_round=True), (NA, "ongoing")),
    ("ongoing, not reported this round", task(is_ongoing=True), (NA, "ongoing-unreported")),
    ("ongoing is never judged by a quantity", task(target(value=1), is_ongoing=True), (NA, "ongoing-unreported")),
    ("ongoing is never done", task(target(value=100), is_ongoing=True, closed_out=True), (NA, "ongoing-unreported")),
    ("ongoing is never late by a milestone", task(is_ongoing=True, milestones=(OVERDUE,)), (NA, "ongoing-unreported")),
    ("supporting a higher level", task(target(value=1), responsibility=Responsibility.SUPPORTING), (NA, "supporting")),
    ("market", task(target(value=1), responsibility=Responsibility.MARKET), (NA, "market")),
    ("supporting, done or not", task(target(value=100), responsibility=Responsibility.SUPPORTING, closed_out=True),
     (NA, "supporting")),
    ("suspended", task(target(value=1), state=TaskState.SUSPENDED), (None, "suspended")),
    ("no longer carried out", task(target(value=1), state=TaskState.DROPPED), (None, "dropped")),
    ("suspended comes before all else", task(target(value=100), state=TaskState.SUSPENDED, closed_out=True,
     is_ongoing=True, responsibility=Responsibility.MARKET), (None, "suspended")),
    ("goal reached, not closed out", task(target(value=100)), (ON, "reached")),
    ("goal reached and closed out", task(target(value=100), closed_out=True), (DONE, "done")),
    ("closed out short of the goal", task(target(value=99), closed_out=True), (ON, "on-schedule")),
    ("closed out, never reported", task(target(), closed_out=True), (NA, "no-data")),
    ("closed out, one of two goals reached", task(target(value=100), target(key="t2", value=40), closed_out=True),
     (WARN, "behind")),
    ("closed out, both goals reached", task(target(value=100), level(key="t2", value=95), closed_out=True), (DONE, "done")),
    ("closed out, a level met before its date", task(level(value=95), closed_out=True), (DONE, "done")),
    ("closed out, a ceiling kept", task(ceiling(value=5), closed_out=True), (DONE, "done")),
    ("closed out, growth at its goal", task(growth(value=6), closed_out=True), (DONE, "done")),
    ("closed out, list closed", task(scope(items_listed=20, items_closed=20), closed_out=True), (DONE, "done")),
    ("closed out, all milestones reached", task(milestones=(REACHED,), closed_out=True), (DONE, "done")),
    ("closed out, a milestone still ahead", task(milestones=(REACHED, AHEAD), closed_out=True), (ON, "milestones-on")),
    ("closed out, milestones beside targets are evidence only",
     task(target(value=100), milestones=(OVERDUE,), closed_out=True), (DONE, "done")),
]  # fmt: skip


@pytest.mark.parametrize(("facts", "expected"), [row[1:] for row in TASKS], ids=[row[0] for row in TASKS])
def test_a_task_has_one_light_and_one_reason(facts, expected):
    standing = stand(facts)
    assert (standing.light, standing.reason.code) == expected


@pytest.mark.parametrize(
    ("facts", "zh", "en"),
    [
        (task(), "未设可衡量的目标和时间节点，不作进度评价。", "No measurable goal and no milestone; not rated."),
        (
            task(is_ongoing=True, updated_this_round=True),
            "长期坚持事项，正常推进。",
            "Ongoing work, carried on as planned.",
        ),
        (task(is_ongoing=True), "长期坚持事项，本期未报送。", "Ongoing work, nothing reported this round."),
        (
            task(responsibility=Responsibility.SUPPORTING),
            "配合上级推进的事项，不作进度评价。",
            "Supports a higher level; not rated.",
        ),
        (
            task(responsibility=Responsibility.MARKET),
            "由市场主体实施的事项，不作进度评价。",
            "Carried out by the market; not rated.",
        ),
        (task(state=TaskState.SUSPENDED), "暂缓实施，不计入进度评价。", "Suspended; not counted."),
        (task(state=TaskState.DROPPED), "不再实施，不计入进度评价。", "No longer carried out; not counted."),
        (task(target(value=100), closed_out=True), "目标已全部达到并完成销号。", "All goals reached and closed out."),
    ],
)
def test_a_task_says_in_both_languages_why_it_stands_so(facts, zh, en):
    reason = stand(facts).reason
    assert reason == Said(reason.code, zh, en)


@pytest.mark.parametrize(
    ("rules", "supporting", "market"),
    [
        (LightRules(), (NA, "supporting"), (NA, "market")),
        (LightRules(rate_supporting=True), (LATE, "far-behind"), (NA, "market")),
        (LightRules(rate_market=True), (NA, "supporting"), (LATE, "far-behind")),
        (LightRules(rate_supporting=True, rate_market=True), (LATE, "far-behind"), (LATE, "far-behind")),
    ],
)
def test_supporting_and_market_tasks_are_rated_only_where_the_plan_says_so(rules, supporting, market):
    standings = [
        stand(task(target(value=1), responsibility=responsibility), rules=rules)
        for responsibility in (Responsibility.SUPPORTING, Responsibility.MARKET, Responsibility.OWN)
    ]
    assert [(s.light, s.reason.code) for s in standings] == [supporting, market, (LATE, "far-behind")]


def test_supporting_and_market_tasks_show_their_figures_as_reported():
    standings = [stand(task(target(value=40), responsibility=responsibility)) for responsibility in Responsibility]
    assert [(s.completion, s.gap_pp) for s in standings] == [(Fraction(2, 5), Fraction(-10))] * 3


def test_an_ongoing_task_has_no_completion_and_its_observed_value_stays():
    facts = task(target(value=40), is_ongoing=True, milestones=(milestone("m1", JUNE, JUNE, weight=1),))
    standing = stand(facts)
    assert (standing.completion, standing.scheduled, standing.gap_pp) == (None, None, None)
    assert (standing.milestones_reached, [part.key for part in standing.parts]) == (1, ["t1"])


# -- parts -----------------------------------------------------------------------------------------------------------


def test_the_order_of_lights_among_parts_is_late_warn_on_nd_done():
    assert WORST_FIRST == (LATE, WARN, ON, ND, DONE)


@pytest.mark.parametrize(
    ("present", "worst"),
    [
        ((LATE, WARN, ON, ND, NA), LATE),
        ((WARN, ON, ND, NA), WARN),
        ((ON, ND, NA), ON),
        ((ND, NA), ND),
        ((NA,), NA),
        ((LATE, NA), LATE),
        ((LATE, ND), LATE),
        ((ON, NA), ON),
        ((WARN, ND), WARN),
    ],
)
def test_the_worst_part_decides_with_its_reason_and_na_is_left_out_unless_all_are(present, worst):
    parts = [PART[light] for light in present]
    alone = stand(task(PART[worst]))
    for order in (parts, parts[::-1]):
        standing = stand(task(*order))
        assert (standing.light, standing.reason) == (worst, alone.reason)


def test_of_parts_equally_bad_the_first_by_key_speaks_whatever_their_order():
    first, second = target(key="t1", name="甲", value=10), target(key="t2", name="乙", value=5)
    expected = Said(
        "far-behind",
        "“甲”完成10.00%，较序时进度慢40.00个百分点，超过20个百分点。",
        "“甲” is 10.00% complete: 40.00 points behind schedule, more than 20 points.",
    )
    assert [stand(task(*order)).reason for order in ((first, second), (second, first))] == [expected, expected]


def test_of_parts_none_of_which_is_rated_the_first_by_key_speaks_whatever_their_order():
    first, second = target(key="t1", name="甲"), target(key="t2", name="乙", value=1, goal=None)
    codes = [stand(task(*order)).reason.code for order in ((first, second), (second, first))]
    assert codes == ["no-data", "no-data"]


def test_milestones_beside_targets_are_said_in_the_reason_and_change_no_light_and_no_figure():
    facts = target(value=50)
    alone, beside = stand(task(facts)), stand(task(facts, milestones=(milestone("m1", "2023-01-31", weight=1),)))
    assert (beside.light, beside.completion, beside.scheduled, beside.gap_pp) == (
        alone.light,
        alone.completion,
        alone.scheduled,
        alone.gap_pp,
    )
    assert beside.reason == Said(
        "on-schedule",
        "“工业投资”完成50.00%，与序时进度持平。1个节点完成0个，“节点m1”计划2023年1月31日前完成，已逾期150天。",
        "“工业投资” is 50.00% complete: level with the schedule."
        " 0 of 1 milestones reached; “节点m1” was due by 2023-01-31, overdue by 150 days.",
    )
    assert (beside.milestones_reached, beside.milestones_total) == (0, 1)


def test_a_task_with_one_part_shows_its_uncapped_figures():
    standing = stand(task(target(value=128)))
    assert (standing.completion, standing.scheduled, standing.gap_pp) == (
        Fraction(32, 25),
        Fraction(1, 2),
        Fraction(78),
    )
    assert percent(standing.completion) == "128.00"


def test_of_several_parts_each_is_capped_and_weighted():
    standing = stand(task(target(key="t1", value=128, weight=3), target(key="t2", value=20)))
    assert (standing.completion, standing.scheduled, standing.gap_pp) == (Fraction(4, 5), Fraction(1, 2), Fraction(30))
    assert [part.completion for part in standing.parts] == [Fraction(32, 25), Fraction(1, 5)]


def test_a_part_below_its_baseline_is_capped_at_nought_in_the_mean():
    standing = stand(task(target(key="t1", value=-50), target(key="t2", value=50)))
    assert (standing.completion, standing.gap_pp) == (Fraction(1, 4), Fraction(-25))


def test_the_schedule_of_several_parts_is_weighted_in_the_same_way():
    parts = [target(key="t1", value=50), stated("0.8", key="t2", value=50, weight=2)]
    standing = stand(task(*parts))
    assert (standing.scheduled, standing.gap_pp) == (Fraction(7, 10), Fraction(-20))


ONE_CANNOT_BE_SAID = [
    ("one part never reported", target(key="t2"), (None, Fraction(1, 2), None)),
    ("a stock without a baseline", target(key="t2", value=9, basis=Basis.STOCK), (None, Fraction(1, 2), None)),
    ("goal = baseline", target(key="t2", value=9, baseline=100), (None, Fraction(1, 2), None)),
    ("no schedule is stated", stated(None, key="t2", value=50), (Fraction(1, 2), None, None)),
    ("a floor with a baseline has no schedule", level(key="t2", baseline=75, value=85), (Fraction(1, 2), None, None)),
    ("a floor without one is not measured", level(key="t2", value=80), (Fraction(1, 2), Fraction(1, 2), Fraction(0))),
    ("a ceiling is not measured", ceiling(key="t2", value=4), (Fraction(1, 2), Fraction(1, 2), Fraction(0))),
    ("growth is never mixed in", growth(key="t2", value=1), (Fraction(1, 2), Fraction(1, 2), Fraction(0))),
    ("growth never reported", growth(key="t2"), (Fraction(1, 2), Fraction(1, 2), Fraction(0))),
    ("no goal", target(key="t2", goal=None, value=1), (Fraction(1, 2), Fraction(1, 2), Fraction(0))),
]


@pytest.mark.parametrize(
    ("other", "expected"), [row[1:] for row in ONE_CANNOT_BE_SAID], ids=[row[0] for row in ONE_CANNOT_BE_SAID]
)
def test_what_cannot_be_said_of_one_measured_part_cannot_be_said_of_the_task(other, expected):
    first = target(key="t1", value=50)
    for order in ((first, other), (other, first)):
        standing = stand(task(*order))
        assert (standing.completion, standing.scheduled, standing.gap_pp) == expected


@pytest.mark.parametrize("parts", [[growth(value=5)], [growth(key="t1", value=5), level(key="t2", value=80)]])
def test_a_task_without_a_measured_part_has_no_figures(parts):
    standing = stand(task(*parts))
    assert (standing.completion, standing.scheduled, standing.gap_pp) == (None, None, None)


def test_parts_that_weigh_nothing_have_no_mean():
    standing = stand(task(target(key="t1", value=50, weight=0), target(key="t2", value=50, weight=0)))
    assert (standing.completion, standing.scheduled, standing.gap_pp) == (None, None, None)


# -- milestones as a percentage --------------------------------------------------------------------------------------

WEIGHTS = [
    ("no weights: a count", (None, None, None), (None, None, None)),
    ("one weight missing: a count", ("1", "1", None), (None, None, None)),
    ("weights of nought: a count", ("0", "0", "0"), (None, None, None)),
    ("equal weights", ("1", "1", "1"), (THIRD, 2 * THIRD, Fraction(-100, 3))),
    ("weights decided", ("0.5", "0.3", "0.2"), (Fraction("0.5"), Fraction("0.8"), Fraction(-30))),
]


@pytest.mark.parametrize(("weights", "expected"), [row[1:] for row in WEIGHTS], ids=[row[0] for row in WEIGHTS])
def test_milestones_are_a_count_and_a_percentage_only_where_all_weights_were_decided(weights, expected):
    first, second, third = weights
    rows = (
        milestone("m1", "2023-05-31", "2023-05-31", weight=first),
        milestone("m2", JUNE, weight=second),
        milestone("m3", "2023-09-30", weight=third),
    )
    standing = stand(task(milestones=rows))
    assert (standing.completion, standing.scheduled, standing.gap_pp) == expected
    assert (standing.milestones_reached, standing.milestones_total) == (1, 3)


def test_a_milestone_reached_early_counts_and_puts_the_task_ahead():
    rows = (milestone("m1", "2023-09-30", "2023-05-31", weight=1), milestone("m2", "2023-12-31", weight=1))
    standing = stand(task(milestones=rows))
    assert (standing.completion, standing.scheduled, standing.gap_pp) == (Fraction(1, 2), Fraction(0), Fraction(50))


# -- the figures of the design ---------------------------------------------------------------------------------------


def test_629_of_647_4_at_ten_twelfths_is_13_82_ahead_because_nothing_is_rounded_before_the_end():
    standing = stand(task(target(goal="647.4", value="629.0")), "2023-10-31")
    assert (percent(standing.completion), percent(standing.scheduled)) == ("97.16", "83.33")
    assert points(standing.gap_pp) == "13.82"
    assert points((Fraction("0.972") - Fraction(10, 12)) * 100) == "13.87"


def test_the_mean_of_70_and_63_33_stands_exactly_level_with_two_thirds():
    parts = [target(key="t1", value=70), target(key="t2", goal=30, value=19)]
    standing = stand(task(*parts), "2023-08-31")
    assert (standing.completion, standing.scheduled, standing.gap_pp) == (2 * THIRD, 2 * THIRD, Fraction(0))


def test_73_15_percent_stated_11_35_ahead_is_measured_against_61_80():
    standing = stand(task(stated("0.6180", value="73.15")))
    assert (points(standing.gap_pp), percent(standing.scheduled), standing.light) == ("11.35", "61.80", ON)
    assert standing.reason.zh == "“工业投资”完成73.15%，较序时进度快11.35个百分点。"


# -- what a standing carries -----------------------------------------------------------------------------------------


def test_a_suspended_task_keeps_its_figures_and_says_its_state():
    standing = stand(task(target(value=40), state=TaskState.SUSPENDED, weight=Fraction(3)))
    assert (standing.state, standing.light, standing.completion) == (TaskState.SUSPENDED, None, Fraction(2, 5))
    assert standing.weight == Fraction(3)


@pytest.mark.parametrize(
    ("targets", "expected"),
    [
        ([target()], True),
        ([target(in_plan=False)], False),
        ([target(key="t1"), target(key="t2", in_plan=False)], False),
        ([target(key="t1"), target(key="t2")], True),
        ([], False),
    ],
)
def test_a_task_counts_as_a_goal_of_the_plan_only_where_all_its_goals_are(targets, expected):
    assert stand(task(*targets)).in_plan is expected


def test_a_plans_own_rules_decide_its_lights():
    strict = LightRules(on_gap_pp=Fraction(10), warn_gap_pp=Fraction(0))
    assert [stand(task(target(value=value)), JUNE, rules=strict).light for value in (60, 50)] == [ON, WARN]


@pytest.mark.parametrize(
    ("share", "expected"), [(None, None), ("-0.1", "0"), ("0", "0"), ("0.4", "0.4"), ("1", "1"), ("1.28", "1")]
)
def test_a_share_is_capped_to_0_and_100_and_none_stays_none(share, expected):
    assert capped(share and Fraction(share)) == (expected and Fraction(expected))


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([], None),
        ([(Fraction(1), Fraction(0))], None),
        ([(None, Fraction(1))], None),
        ([(Fraction(1), Fraction(1)), (None, Fraction(0))], None),
        ([(Fraction(1), Fraction(1)), (Fraction(0), Fraction(2))], THIRD),
    ],
)
def test_a_weighted_mean_is_exact_or_none(values, expected):
    assert weighted_mean(values) == expected


def test_past_the_due_date_an_unreported_task_is_late():
    standing = stand(task(target()), PAST)
    assert (standing.light, standing.completion, standing.gap_pp) == (LATE, None, None)
