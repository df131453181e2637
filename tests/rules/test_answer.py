"""An area, a department, a plan: counts first, the mean second."""

from dataclasses import replace
from fractions import Fraction

import pytest

from plans.rules.said import Said
from plans.rules.shapes import Answer, Mean, TaskStanding
from plans.rules.standing import answer, mean
from plans.rules.vocabulary import Light, TaskState

LATE, WARN, ON, DONE, ND, NA = Light.LATE, Light.WARN, Light.ON, Light.DONE, Light.ND, Light.NA


def standing(light=ON, completion=None, scheduled=None, **given):
    return TaskStanding(
        code="1.1.1",
        light=light,
        reason=Said("because", "因为。", "Because."),
        completion=None if completion is None else Fraction(completion),
        scheduled=None if scheduled is None else Fraction(scheduled),
        **given,
    )


def suspended(state=TaskState.SUSPENDED, **given):
    return replace(standing(completion="0.9", scheduled="0.1", **given), light=None, state=state)


@pytest.mark.parametrize(
    ("lights", "rate"),
    [
        ([], None),
        ([ND, NA], None),
        ([NA, NA, NA], None),
        ([ON], Fraction(1)),
        ([DONE], Fraction(1)),
        ([LATE], Fraction(0)),
        ([WARN], Fraction(0)),
        ([LATE, WARN, ON, DONE, ND, NA], Fraction(2, 4)),
        ([ON, DONE, DONE, WARN, ND], Fraction(3, 4)),
        ([ON, LATE, LATE, NA, NA], Fraction(1, 3)),
    ],
)
def test_the_on_schedule_rate_is_on_and_done_of_all_but_nd_and_na(lights, rate):
    assert answer([standing(light) for light in lights]).on_schedule_rate == rate


def test_the_answer_counts_by_light_and_puts_suspended_tasks_beside():
    standings = [standing(light) for light in (LATE, WARN, WARN, ON, ON, ON, DONE, ND, NA, NA)]
    standings += [suspended(), suspended(), suspended(TaskState.DROPPED)]
    empty = Mean(covered=0, of=10)
    assert answer(standings) == Answer(
        total=10,
        counts={LATE: 1, WARN: 2, ON: 3, DONE: 1, ND: 1, NA: 2},
        on_schedule_rate=Fraction(4, 7),
        suspended=2,
        dropped=1,
        mean=empty,
        mean_of_plan_goals=empty,
        mean_of_added_goals=Mean(covered=0, of=0),
    )


def test_an_empty_answer_counts_every_light_as_nought_and_says_no_rate_and_no_mean():
    nothing = Mean(covered=0, of=0)
    assert answer([]) == Answer(0, dict.fromkeys(Light, 0), None, 0, 0, nothing, nothing, nothing)


def test_the_mean_covers_exactly_the_tasks_that_have_both_completion_and_schedule():
    standings = [
        standing(completion="0.8", scheduled="0.5"),
        standing(completion="0.2", scheduled="0.5", weight=Fraction(2)),
        standing(completion="0.9"),
        standing(scheduled="0.1"),
        standing(NA),
    ]
    assert mean(standings) == Mean(
        covered=2, of=5, completion=Fraction(2, 5), scheduled=Fraction(1, 2), gap_pp=Fraction(-10)
    )


def test_each_completion_is_capped_before_it_enters_the_mean():
    standings = [standing(completion="1.28", scheduled="0.5"), standing(completion="-0.2", scheduled="0.5")]
    assert mean(standings) == Mean(
        covered=2, of=2, completion=Fraction(1, 2), scheduled=Fraction(1, 2), gap_pp=Fraction(0)
    )


def test_tasks_that_weigh_nothing_are_covered_and_have_no_mean():
    assert mean([standing(completion="0.8", scheduled="0.5", weight=Fraction(0))]) == Mean(covered=1, of=1)


def test_the_mean_leaves_suspended_tasks_out_and_is_split_into_goals_of_the_plan_and_added_ones():
    standings = [
        standing(completion="0.6", scheduled="0.5"),
        standing(completion="0.4", scheduled="0.5", in_plan=False),
        standing(completion="0.2", scheduled="0.5", in_plan=False),
        standing(NA, in_plan=False),
        suspended(),
        suspended(in_plan=False),
    ]
    half = Fraction(1, 2)
    result = answer(standings)
    assert result.mean == Mean(3, 4, Fraction(2, 5), half, Fraction(-10))
    assert result.mean_of_plan_goals == Mean(1, 1, Fraction(3, 5), half, Fraction(10))
    assert result.mean_of_added_goals == Mean(2, 3, Fraction(3, 10), half, Fraction(-20))


def test_70_and_63_33_percent_against_66_66_is_exactly_level():
    standings = [standing(completion="7/10", scheduled="2/3"), standing(completion="19/30", scheduled="2/3")]
    assert mean(standings).gap_pp == Fraction(0)
