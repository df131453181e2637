"""What may be reported of a target, and what is refused with a sentence at its field."""

from fractions import Fraction

import pytest

from plans.rules.figures import Figure
from plans.rules.reporting_checks import (
    Fall,
    check_quantity,
    check_reached_on,
    fall_kinds,
    farther_back,
    goes_down,
    has_fallen_back,
)
from plans.rules.said import Refused
from plans.rules.vocabulary import Basis, FallKind
from tests.rules.makers import ceiling, day, growth, level, scope, target

WRONG, DEFINITION, REAL = FallKind.EARLIER_WRONG, FallKind.DEFINITION, FallKind.REAL
FLOW, NET, STOCK = (target(basis=basis) for basis in Basis)
REDUCED = target(basis=Basis.STOCK, baseline=100, goal=80)
SHRUNK = target(basis=Basis.NET, goal=-5)


def checked(typed, facts, last=None, fall=None):
    before = None if last is None else Fraction(last)
    return check_quantity(typed=typed, target=facts, last=before, fall=fall, field="t1")


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (FLOW, (WRONG, DEFINITION)),
        (target(basis=None), (WRONG, DEFINITION)),
        (scope(), (WRONG, DEFINITION)),
        (NET, (WRONG, DEFINITION, REAL)),
        (STOCK, (WRONG, DEFINITION, REAL)),
        (REDUCED, (WRONG, DEFINITION, REAL)),
        (target(basis=Basis.FLOW, baseline=100, goal=80), (WRONG, DEFINITION, REAL)),
        (level(), ()),
        (ceiling(), ()),
        (growth(), ()),
    ],
)
def test_what_a_fall_can_be_depends_on_the_basis(facts, expected):
    assert fall_kinds(facts) == expected


@pytest.mark.parametrize(
    ("typed", "facts", "last", "fall"),
    [
        ("12.5", FLOW, None, None),
        ("12.5", FLOW, "12.5", None),
        ("12.5", FLOW, "12", None),
        ("0", FLOW, None, None),
        ("128", FLOW, "90", None),
        ("-3", NET, None, None),
        ("-3", growth(), "5", None),
        ("80", level(), "90", None),
        ("20", scope(), "19", None),
        ("25", scope(goal=None), None, None),
        ("8", FLOW, "10", Fall(WRONG, "重复统计")),
        ("8", FLOW, "10", Fall(DEFINITION, "口径调整")),
        ("8", STOCK, "10", Fall(REAL, "注销2家")),
        ("8", NET, "10", Fall(REAL, "注销2家")),
        ("90", REDUCED, "95", None),
        ("95", REDUCED, "95", None),
        ("97", REDUCED, "95", Fall(REAL, "新增2家")),
        ("-3", SHRUNK, "-2", None),
        ("-1", SHRUNK, "-2", Fall(WRONG, "重复统计")),
    ],
)
def test_a_clear_figure_is_taken(typed, facts, last, fall):
    assert checked(typed, facts, last, fall) == Figure(typed, Fraction(typed))


@pytest.mark.parametrize(
    ("typed", "facts", "last", "fall", "code"),
    [
        ("很多", FLOW, None, None, "figure-unclear"),
        ("-0.1", FLOW, None, None, "figure-negative"),
        ("-1", STOCK, None, None, "figure-negative"),
        ("-1", scope(), None, None, "figure-negative"),
        ("-1", level(), None, None, "figure-negative"),
        ("21", scope(), None, None, "figure-above-list"),
        ("9.9", FLOW, "10", None, "figure-fell"),
        ("9", scope(), "10", None, "figure-fell"),
        ("9", STOCK, "10", None, "figure-fell"),
        ("9", FLOW, "10", Fall(REAL, "减少"), "fall-impossible"),
        ("9", scope(), "10", Fall(REAL, "减少"), "fall-impossible"),
        ("9", FLOW, "10", Fall(WRONG, " \u3000"), "fall-without-reason"),
        ("9", STOCK, "10", Fall(REAL, ""), "fall-without-reason"),
        ("97", REDUCED, "95", None, "figure-rose"),
        ("97", REDUCED, "95", Fall(REAL, " "), "fall-without-reason"),
        ("-1", SHRUNK, "-2", None, "figure-rose"),
    ],
)
def test_what_is_unclear_or_unexplained_is_refused_at_its_field(typed, facts, last, fall, code):
    with pytest.raises(Refused) as refusal:
        checked(typed, facts, last, fall)
    assert (refusal.value.code, refusal.value.field, refusal.value.status) == (code, "t1", 400)


def test_a_fall_is_said_with_its_size_and_unit():
    with pytest.raises(Refused) as refusal:
        checked("9.5", FLOW, "10")
    assert refusal.value.said.en == (
        "“工业投资” is 0.5 亿元 below the last figure. Correct it, or say below what the fall is."
    )


def test_a_rise_away_from_a_goal_below_is_said_as_one():
    with pytest.raises(Refused) as refusal:
        checked("97.5", REDUCED, "95")
    assert refusal.value.said.zh.startswith("“工业投资”比上期多2.5亿元，而目标是逐步减少。")


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (REDUCED, True),
        (SHRUNK, True),
        (FLOW, False),
        (STOCK, False),
        (target(goal=None), False),
        (target(baseline=100), False),
        (ceiling(baseline=100), False),
    ],
)
def test_only_a_counted_quantity_with_its_goal_below_its_baseline_is_to_be_brought_down(facts, expected):
    assert goes_down(facts) == expected


@pytest.mark.parametrize(("facts", "backward"), [(STOCK, [89]), (REDUCED, [91]), (level(), [])])
def test_a_step_back_is_a_step_away_from_the_goal(facts, backward):
    steps = [value for value in (89, 90, 91) if has_fallen_back(facts, value=Fraction(value), last=Fraction(90))]
    assert steps == backward


def test_of_two_last_figures_the_one_that_asks_less_counts():
    assert [farther_back(facts, Fraction(90), Fraction(95)) for facts in (STOCK, REDUCED)] == [90, 95]


def test_a_milestone_is_reached_by_the_as_of_date_and_not_after_it():
    on = day("2023-06-30")
    assert check_reached_on(title="开工", reached_on=on, as_of=on, field="m1") == on
    with pytest.raises(Refused) as refusal:
        check_reached_on(title="开工", reached_on=day("2023-07-01"), as_of=on, field="m1")
    assert (refusal.value.code, refusal.value.field) == ("reached-later", "m1")
    assert refusal.value.said.zh == "“开工”的完成日期不能晚于数据截至日期（2023年6月30日）。"
