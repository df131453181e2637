"""Geometry is pure: figures in, positions out."""

from datetime import date
from fractions import Fraction

import pytest

from plans.public.charts import Point, bullet, schedule_chart, segments
from plans.rules.vocabulary import Light

NAMES = {light: light.value for light in Light}
WINDOW = (date(2031, 6, 30), date(2031, 12, 31))


def test_a_bar_behind_shows_what_is_short_and_where_it_should_be():
    bar = bullet(Fraction(11, 20), Fraction(2, 3), light="late", label="words")
    assert (bar.fill.width, bar.mark, bar.ahead) == ("55.00%", "66.67%", None)
    assert (bar.edge.x, bar.edge.width, bar.edge.css, bar.edge.fill) == ("55.00%", "11.67%", "e-late", "url(#hx-late)")


def test_a_bar_ahead_shows_the_lead():
    bar = bullet(Fraction(7, 10), Fraction(2, 3), light="on", label="words")
    assert (bar.fill.width, bar.ahead.x, bar.ahead.width, bar.edge) == ("66.67%", "66.67%", "3.33%", None)


def test_a_bar_within_the_line_is_short_without_a_hatch():
    assert bullet(Fraction(60, 100), Fraction(62, 100), light="on", label="words").edge.fill == "none"


@pytest.mark.parametrize(("completion", "width"), [(Fraction(128, 100), "100.00%"), (Fraction(-1, 5), "0.00%")])
def test_a_bar_stays_within_its_track(completion, width):
    assert bullet(completion, None, light="on", label="words").fill.width == width


def test_what_cannot_be_said_has_no_bar():
    assert bullet(None, Fraction(1, 2), light="na", label="words") is None


def test_segments_fill_the_bar_and_leave_out_what_does_not_occur():
    counts = {Light.LATE: 1, Light.WARN: 0, Light.ON: 3}
    drawn = segments(counts, names=NAMES, label="words")
    assert [(part.light, part.x, part.width, part.label) for part in drawn.segments] == [
        ("late", "0.00%", "25.00%", "late1"),
        ("on", "25.00%", "75.00%", "on3"),
    ]


def test_a_narrow_segment_shows_its_number_and_a_very_narrow_one_nothing():
    drawn = segments({Light.LATE: 1, Light.WARN: 5, Light.ON: 94}, names=NAMES, label="words")
    assert [part.label for part in drawn.segments] == ["", "5", "on94"]


def test_no_tasks_draw_no_segments():
    assert segments(dict.fromkeys(Light, 0), names=NAMES, label="words").segments == ()


def _chart(*points: Point):
    return schedule_chart(
        points,
        window=WINDOW,
        schedule=[(WINDOW[0], Fraction(0)), (WINDOW[1], Fraction(1))],
        label="words",
        light="late",
        words=("due", "done"),
        month_names=[str(month) for month in range(1, 13)],
    )


def test_the_chart_runs_from_the_window_and_marks_the_gap():
    chart = _chart(
        Point(date(2031, 6, 30), Fraction(0), Fraction(0)), Point(date(2031, 9, 30), Fraction(1, 4), Fraction(1, 2))
    )
    assert [(dot.x, dot.y, dot.is_now) for dot in chart.dots] == [("0.00%", "240", False), ("50.00%", "180", True)]
    assert (chart.gap.y1, chart.gap.y2, chart.light) == ("120", "180", "late")
    assert [month.words for month in chart.months] == ["6", "7", "8", "9", "10", "11", "12"]


def test_a_chart_ahead_is_never_drawn_as_behind():
    assert _chart(Point(date(2031, 9, 30), Fraction(3, 4), Fraction(1, 2))).light == "on"


def test_more_than_all_makes_the_chart_higher():
    chart = _chart(Point(date(2031, 9, 30), Fraction(128, 100), Fraction(1, 2)))
    assert [level.words for level in chart.levels] == ["0%", "25%", "50%", "75%", "100%", "125%", "150%"]
    assert int(chart.dots[0].y) > 0


def test_without_any_completion_there_is_no_chart():
    assert _chart(Point(date(2031, 9, 30), None, Fraction(1, 2))) is None


def test_the_words_of_a_chart_keep_clear_of_its_lines_and_edges():
    behind = _chart(Point(date(2031, 9, 30), Fraction(1, 4), Fraction(1, 2)))
    late = _chart(Point(date(2031, 12, 15), Fraction(1, 2), Fraction(9, 10)))
    early = _chart(Point(date(2031, 7, 10), Fraction(1, 5), Fraction(1, 20)))
    assert [(word.at, word.anchor) for word in (behind.due_words, behind.done_words)] == [
        ("108", "end"),
        ("204", "start"),
    ]
    assert [(word.at, word.anchor) for word in (late.due_words, late.done_words)] == [("14", "end"), ("230", "end")]
    assert [(word.at, word.anchor) for word in (early.due_words, early.done_words)] == [
        ("232", "start"),
        ("180", "start"),
    ]
