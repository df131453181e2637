"""What holds of standing whatever the facts: bounded, monotone, independent of order, and None never becomes nought."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from plans.rules.figures import exact, percent, points, to_decimal
from plans.rules.shapes import LightRules, MilestoneFacts, Stage, TargetFacts, TaskFacts
from plans.rules.standing import answer, capped, part_standing, task_standing
from plans.rules.vocabulary import (
    Basis,
    Force,
    Light,
    Operator,
    Responsibility,
    ScheduleRule,
    TargetKind,
    TaskState,
)

RULES = LightRules()
BADNESS = {Light.LATE: 2, Light.WARN: 1, Light.ON: 0}

days = st.dates(date(2022, 1, 1), date(2025, 12, 31))
values = st.fractions(min_value=-300, max_value=300, max_denominator=40)
weights = st.fractions(min_value=0, max_value=5, max_denominator=6)


@st.composite
def windows(draw):
    start_on = draw(st.dates(date(2022, 6, 1), date(2024, 6, 30)))
    return start_on, start_on + timedelta(days=draw(st.integers(0, 500)))


@st.composite
def targets(draw, key="t1", kinds=tuple(TargetKind)):
    kind = draw(st.sampled_from(kinds))
    counts_up = kind in (TargetKind.CUMULATIVE, TargetKind.SCOPE)
    start_on, due_on = draw(windows())
    return TargetFacts(
        key=key,
        name=key,
        kind=kind,
        start_on=start_on,
        due_on=due_on,
        goal=draw(st.none() | values),
        operator=draw(st.sampled_from([Operator.EQUAL, Operator.AT_LEAST] if counts_up else list(Operator))),
        basis=draw(st.none() | st.sampled_from(Basis)),
        force=draw(st.none() | st.sampled_from(Force)),
        baseline=draw(st.none() | values),
        rule=draw(st.sampled_from(ScheduleRule)),
        stages=tuple(draw(st.lists(st.builds(Stage, days, values), max_size=4))),
        stated_share=draw(st.none() | st.fractions(min_value=0, max_value=1, max_denominator=40)),
        weight=draw(weights),
        in_plan=draw(st.booleans()),
        value=draw(st.none() | values),
        items_listed=draw(st.none() | st.integers(1, 50)),
        items_closed=draw(st.integers(0, 50)),
    )


@st.composite
def milestones(draw, key="m1"):
    return MilestoneFacts(
        key=key,
        title=key,
        due_on=draw(days),
        reached_on=draw(st.none() | days),
        weight=draw(st.none() | weights),
    )


@st.composite
def tasks(draw, code="1.1.1"):
    return TaskFacts(
        code=code,
        responsibility=draw(st.sampled_from(Responsibility)),
        is_ongoing=draw(st.booleans()),
        state=draw(st.sampled_from(TaskState)),
        weight=draw(weights),
        targets=tuple(draw(targets(key=f"t{n}")) for n in range(draw(st.integers(0, 3)))),
        milestones=tuple(draw(milestones(key=f"m{n}")) for n in range(draw(st.integers(0, 3)))),
        closed_out=draw(st.booleans()),
        updated_this_round=draw(st.booleans()),
    )


@st.composite
def counting_targets(draw):
    """A cumulative target whose completion can be said, reported at some value; its schedule never goes back."""
    facts = draw(targets(kinds=(TargetKind.CUMULATIVE,)))
    baseline = draw(values)
    goal = baseline + draw(st.fractions(min_value=Fraction(1, 10), max_value=300, max_denominator=40))
    shares = sorted(draw(st.lists(st.fractions(0, 1, max_denominator=20), min_size=len(facts.stages), max_size=4)))
    on = sorted({stage.on for stage in facts.stages})
    stages = tuple(Stage(day, baseline + share * (goal - baseline)) for day, share in zip(on, shares, strict=False))
    return replace(facts, goal=goal, baseline=baseline, stages=stages, value=draw(values))


# -- bounded ---------------------------------------------------------------------------------------------------------


@given(tasks(), days, st.builds(LightRules, rate_supporting=st.booleans(), rate_market=st.booleans()))
def test_a_light_is_one_of_six_or_none_exactly_for_what_is_not_carried_out(task, as_of, rules):
    standing = task_standing(task, as_of=as_of, rules=rules)
    assert (standing.light is None) is (task.state is not TaskState.ACTIVE)
    assert standing.light is None or standing.light in set(Light)
    assert standing.reason.zh.endswith("。")
    assert standing.reason.en.endswith(".")


@given(tasks(), days)
def test_no_part_is_done_by_itself_and_only_closed_out_tasks_are(task, as_of):
    standing = task_standing(task, as_of=as_of, rules=RULES)
    assert Light.DONE not in {part.light for part in standing.parts}
    assert standing.light is not Light.DONE or task.closed_out


@given(st.lists(tasks(), max_size=5), days)
def test_rates_and_capped_means_lie_between_0_and_100_percent(plan, as_of):
    result = answer([task_standing(task, as_of=as_of, rules=RULES) for task in plan])
    shares = [result.on_schedule_rate, result.mean.completion]
    shares += [result.mean_of_plan_goals.completion, result.mean_of_added_goals.completion]
    assert [share for share in shares if share is not None and not 0 <= share <= 1] == []
    assert result.total + result.suspended + result.dropped == len(plan)
    assert sum(result.counts.values()) == result.total
    assert result.mean_of_plan_goals.of + result.mean_of_added_goals.of == result.mean.of == result.total


@given(values)
def test_a_capped_share_lies_between_0_and_1_and_is_the_share_itself_where_that_does(share):
    assert 0 <= capped(share) <= 1
    assert capped(share) == share or not 0 <= share <= 1


@given(tasks(), days)
def test_the_completion_of_several_parts_lies_between_0_and_1(task, as_of):
    assume(len(task.targets) > 1)
    completion = task_standing(task, as_of=as_of, rules=RULES).completion
    assert completion is None or 0 <= completion <= 1


@given(targets(), days)
def test_a_gap_is_the_difference_of_completion_and_schedule_or_cannot_be_said(target, as_of):
    part = part_standing(target, as_of=as_of, rules=RULES)
    if part.completion is None or part.scheduled is None:
        assert part.gap_pp is None
    else:
        assert part.gap_pp == (part.completion - part.scheduled) * 100


# -- monotone --------------------------------------------------------------------------------------------------------


@given(counting_targets(), days, st.fractions(min_value=0, max_value=100, max_denominator=40))
def test_a_higher_report_never_lowers_completion_and_never_worsens_the_light(target, as_of, more):
    low = part_standing(target, as_of=as_of, rules=RULES)
    high = part_standing(replace(target, value=target.value + more), as_of=as_of, rules=RULES)
    assert high.completion >= low.completion
    assert high.light is low.light or BADNESS[high.light] < BADNESS.get(low.light, 3)


@given(counting_targets(), days, st.fractions(min_value=0, max_value=100, max_denominator=40))
def test_where_the_goal_lies_below_the_baseline_a_lower_report_is_the_better_one(target, as_of, less):
    falling = replace(target, goal=target.baseline, baseline=target.goal, stages=())
    low = part_standing(replace(falling, value=falling.value - less), as_of=as_of, rules=RULES)
    high = part_standing(falling, as_of=as_of, rules=RULES)
    assert low.completion >= high.completion
    assert low.light is high.light or BADNESS[low.light] < BADNESS.get(high.light, 3)


@given(counting_targets(), days, st.integers(0, 400))
def test_a_later_date_never_improves_the_light_of_an_unchanged_figure_once_its_window_has_begun(target, as_of, later):
    assume(as_of >= target.start_on)
    before = part_standing(target, as_of=as_of, rules=RULES)
    after = part_standing(target, as_of=as_of + timedelta(days=later), rules=RULES)
    assert after.completion == before.completion
    assert after.scheduled is before.scheduled is None or after.scheduled >= before.scheduled
    assert after.light is before.light or BADNESS[after.light] > BADNESS.get(before.light, -1)


@given(counting_targets(), days)
def test_before_its_window_nothing_reported_makes_a_quantity_early_or_late(target, as_of):
    assume(as_of < target.start_on)
    assert part_standing(target, as_of=as_of, rules=RULES).light is Light.ND


# -- independent of order --------------------------------------------------------------------------------------------


@given(tasks(), days, st.randoms(use_true_random=False))
def test_parts_milestones_and_stages_in_any_order_give_the_same_standing(task, as_of, random):
    def shuffled(items):
        return tuple(random.sample(items, len(items)))

    parts = shuffled([replace(target, stages=shuffled(target.stages)) for target in task.targets])
    other = replace(task, targets=parts, milestones=shuffled(task.milestones))
    one, two = (task_standing(facts, as_of=as_of, rules=RULES) for facts in (task, other))
    assert replace(one, parts=()) == replace(two, parts=())
    assert {part.key: part for part in one.parts} == {part.key: part for part in two.parts}


@given(st.lists(tasks(), max_size=5), days, st.randoms(use_true_random=False))
def test_tasks_in_any_order_give_the_same_answer(plan, as_of, random):
    standings = [task_standing(task, as_of=as_of, rules=RULES) for task in plan]
    assert answer(random.sample(standings, len(standings))) == answer(standings)


# -- what cannot be said stays unsaid --------------------------------------------------------------------------------


@given(targets(kinds=(TargetKind.CUMULATIVE, TargetKind.LEVEL, TargetKind.GROWTH)), days)
def test_what_was_never_reported_has_no_figure_on_any_way_out(target, as_of):
    task = TaskFacts(code="1.1.1", targets=(replace(target, value=None),))
    standing = task_standing(task, as_of=as_of, rules=RULES)
    assert (standing.completion, standing.gap_pp) == (None, None)
    assert (percent(standing.completion), points(standing.gap_pp), exact(standing.gap_pp)) == (None, None, None)
    assert to_decimal(standing.completion) is None
    assert standing.light is not Light.ON


@given(st.lists(targets(kinds=(TargetKind.CUMULATIVE,)), min_size=1, max_size=3), days)
def test_one_unreported_part_leaves_the_whole_task_unsaid_and_out_of_the_mean(parts, as_of):
    named = [replace(part, key=f"t{n}") for n, part in enumerate(parts)]
    silent = replace(named[0], goal=Fraction(10), value=None)
    standing = task_standing(TaskFacts(code="1.1.1", targets=(silent, *named[1:])), as_of=as_of, rules=RULES)
    result = answer([standing])
    assert (standing.completion, percent(standing.completion)) == (None, None)
    assert (result.mean.covered, result.mean.completion, percent(result.mean.completion)) == (0, None, None)
