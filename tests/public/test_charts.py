"""Geometry is pure: figures in, positions out."""

from datetime import date
from fractions import Fraction

import pytest

from plans.public.charts import Point, schedule_chart, segments
from plans.rules.vocabulary import Light

NAMES = {light: light.value for light in Light}
WINDOW = (date(2031, 6, 30), date(2031, 12, 31))


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
    assert [(word.at, word.anchor) for word in (late.due_words, late.done_words)] == [("14", "end"), ("144", "end")]
    assert [(word.at, word.anchor) for word in (early.due_words, early.done_words)] == [
        ("232", "start"),
        ("180", "start"),
    ]


@pytest.mark.parametrize("done", [Fraction(0), Fraction(1, 20), Fraction(3, 4), Fraction(1)])
@pytest.mark.parametrize("due", [Fraction(0), Fraction(1, 10), Fraction(5, 6), Fraction(1)])
@pytest.mark.parametrize("on", [date(2031, 11, 30), date(2031, 12, 31)])
def test_near_the_right_edge_each_word_stays_at_its_point(on, due, done):
    chart = _chart(Point(on, done, due))
    points = [240 * (1 - share) for share in (due, done)]
    words = (chart.due_words, chart.done_words)
    assert [word.anchor for word in words] == ["end", "end"]
    assert all(abs(int(word.at) - point) <= 30 for word, point in zip(words, points, strict=True))
    assert abs(int(words[0].at) - int(words[1].at)) >= 16
