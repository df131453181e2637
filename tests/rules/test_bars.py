"""Geometry is pure: figures in, positions out."""

from fractions import Fraction

import pytest

from plans.rules.bars import bullet
from plans.rules.vocabulary import Light


def test_a_bar_behind_shows_what_is_short_and_where_it_should_be():
    bar = bullet(Fraction(11, 20), Fraction(2, 3), light=Light.LATE, label="words")
    assert (bar.fill.width, bar.mark, bar.ahead) == ("55.00%", "66.67%", None)
    assert (bar.edge.x, bar.edge.width, bar.edge.css, bar.edge.fill) == ("55.00%", "11.67%", "e-late", "url(#hx-late)")


def test_a_bar_ahead_shows_the_lead():
    bar = bullet(Fraction(7, 10), Fraction(2, 3), light=Light.ON, label="words")
    assert (bar.fill.width, bar.ahead.x, bar.ahead.width, bar.edge) == ("66.67%", "66.67%", "3.33%", None)


def test_a_bar_within_the_line_is_short_without_a_hatch():
    assert bullet(Fraction(60, 100), Fraction(62, 100), light=Light.ON, label="words").edge.fill == "none"


@pytest.mark.parametrize(("completion", "width"), [(Fraction(128, 100), "100.00%"), (Fraction(-1, 5), "0.00%")])
def test_a_bar_stays_within_its_track(completion, width):
    assert bullet(completion, None, light=Light.ON, label="words").fill.width == width


def test_what_cannot_be_said_has_no_bar():
    assert bullet(None, Fraction(1, 2), light=Light.NA, label="words") is None


def test_a_bar_has_room_for_its_tick_above_and_below():
    bar = bullet(Fraction(1, 2), Fraction(1, 2), light=Light.ON, label="words", bar=12)
    assert (bar.top, bar.bottom, bar.height, bar.mark_bottom) == (5, 17, 22, 21)
