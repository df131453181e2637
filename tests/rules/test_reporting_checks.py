"""What may be reported of a target, and what is refused with a sentence at its field."""

from fractions import Fraction

import pytest

from plans.rules.figures import Figure
from plans.rules.reporting_checks import Fall, check_quantity, check_reached_on, fall_kinds
from plans.rules.said import Refused
from plans.rules.vocabulary import Basis, FallKind
from tests.rules.makers import ceiling, day, growth, level, scope, target

WRONG, DEFINITION, REAL = FallKind.EARLIER_WRONG, FallKind.DEFINITION, FallKind.REAL
FLOW, NET, STOCK = (target(basis=basis) for basis in Basis)


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


def test_a_milestone_is_reached_by_the_as_of_date_and_not_after_it():
    on = day("2023-06-30")
    assert check_reached_on(title="开工", reached_on=on, as_of=on, field="m1") == on
    with pytest.raises(Refused) as refusal:
        check_reached_on(title="开工", reached_on=day("2023-07-01"), as_of=on, field="m1")
    assert (refusal.value.code, refusal.value.field) == ("reached-later", "m1")
    assert refusal.value.said.zh == "“开工”的完成日期不能晚于数据截至日期（2023年6月30日）。"
