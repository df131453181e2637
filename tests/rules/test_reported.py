"""Whose figure a figure is. Figures that differ are never made one."""

import pytest

from plans.rules.indicators import Figures
from plans.rules.proposal import Observation
from plans.rules.reported import (
    Known,
    agree,
    belongs_to,
    can_be_kept,
    figures_of,
    is_taken_unasked,
)

THEN, NOW = "then", "now"


def figure(**given):
    """外贸进出口30亿元, as a proposal gives it."""
    texts = ("section", "unit", "yoy", "growth", "growth_basis", "share_of_plan", "schedule_gap", "parent", "group")
    defaults = dict.fromkeys(texts, "") | {"class_": "headline", "name": "外贸进出口", "value": "30", "unit": "亿元"}
    place = {"id": "O001", "operator": "=", "start": 3, "end": 9, "touched": 0, "is_checked": True, "own_words": False}
    return Observation(**defaults | place | given)


def known(key, *, name="外贸进出口", unit="亿元", section="外贸", **told):
    return Known(key=key, name=name, unit=unit, section_title=section, told=told)


def owner(one, *rows, section="外贸"):
    found = belongs_to(one, rows, period=NOW, section_title=section)
    return found and found.key


def test_a_basis_goes_with_its_growth():
    assert figures_of(figure(growth="5", growth_basis="annual_avg")).growth_basis == "annual_avg"
    assert figures_of(figure(growth="", growth_basis="annual_avg")).growth_basis == ""


@pytest.mark.parametrize(
    ("kind", "taken"), [("headline", True), ("rate_state", True), ("pipeline", False), ("attribute", False)]
)
def test_what_is_only_intended_is_not_taken_unasked(kind, taken):
    assert is_taken_unasked(figure(class_=kind)) is taken


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ({}, True),
        ({"name": " "}, False),
        ({"value": ""}, False),
        ({"value": "1" * 18}, True),
        ({"value": "1" * 19}, False),
    ],
)
def test_an_indicator_has_a_name_and_a_figure_that_can_be_counted(given, kept):
    assert can_be_kept(figure(**given)) is kept


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"value": "26.80"}, {"value": "26.8"}, True),
        ({"value": "26.8"}, {"value": "26.9"}, False),
        ({"yoy": "7.2"}, {"value": "35.7", "yoy": "7.2"}, True),
        ({"yoy": "7.2"}, {"value": "35.7", "yoy": "7.3"}, False),
        ({"yoy": "7.2"}, {"value": "35.7"}, True),
        ({"value": "4:37:59"}, {"value": "4:37:59"}, True),
        ({"value": "4:37:59"}, {"value": "4:38:58"}, False),
    ],
)
def test_two_statements_agree_where_no_figure_of_both_differs(one, other, same):
    assert agree(Figures(**one), Figures(**other)) is same


def test_another_period_of_the_same_name_and_unit_is_the_next_value():
    assert owner(figure(), known(1, then=Figures(value="28"))) == 1


def test_another_name_or_unit_is_another_indicator():
    assert owner(figure(), known(1, name="出口"), known(2, unit="个")) is None


def test_what_the_same_period_says_twice_is_one():
    assert owner(figure(), known(1, now=Figures(value="30.0"))) == 1


def test_what_the_same_period_says_otherwise_is_never_made_one():
    assert owner(figure(), known(1, now=Figures(value="31"))) is None


def test_a_unit_may_be_missing_where_only_growth_is_stated():
    assert owner(figure(yoy="5"), known(1, unit="", now=Figures(yoy="5"))) == 1
    assert owner(figure(value="", unit="", yoy="5"), known(1, now=Figures(value="30", yoy="5"))) == 1


def test_of_several_that_would_fit_the_one_in_a_section_of_the_same_title_is_meant():
    rows = [known(1, section="工业", then=Figures(value="1")), known(2, then=Figures(value="2"))]
    assert owner(figure(), *rows) == 2


def test_where_that_does_not_decide_nobody_guesses():
    rows = [known(1, then=Figures(value="1")), known(2, then=Figures(value="2"))]
    assert owner(figure(), *rows) is None
    assert owner(figure(), *rows, section="别处") is None


def test_one_that_says_the_same_goes_before_one_that_says_nothing_yet():
    assert owner(figure(), known(1, then=Figures(value="1")), known(2, now=Figures(value="30"))) == 2
