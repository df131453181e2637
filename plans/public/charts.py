"""Charts as geometry: figures in, positions out. Pure; templates draw them as SVG.

Positions along a chart are percentages of its width, so that text and ticks never scale; heights are pixels. Each
chart carries one sentence that says all of it to whoever cannot see it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise

from plans.rules.bars import along
from plans.rules.vocabulary import Light

LABEL_FROM = Fraction(12, 100)
NUMBER_FROM = Fraction(3, 100)


# -- counts by light -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Segment:
    light: str
    x: str
    width: str
    middle: str
    count: int
    label: str


@dataclass(frozen=True)
class Segments:
    label: str
    segments: tuple[Segment, ...]


def segments(counts: Mapping[Light, int], *, names: Mapping[Light, str], label: str) -> Segments:
    """A bar divided by how many tasks have which light. Narrow segments show their number only, or nothing."""
    total = sum(counts.values())
    drawn = []
    before = 0
    for light, count in counts.items():
        if count:
            share = Fraction(count, total)
            middle = Fraction(2 * before + count, 2 * total)
            words = f"{names[light]}{count}" if share >= LABEL_FROM else str(count) if share >= NUMBER_FROM else ""
            drawn.append(
                Segment(light.value, along(Fraction(before, total)), along(share), along(middle), count, words)
            )
            before += count
    return Segments(label, tuple(drawn))


# -- schedule against actual -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Point:
    """One issue's figures; shares of one."""

    on: date
    completion: Fraction | None
    scheduled: Fraction | None


@dataclass(frozen=True)
class Line:
    x1: str
    y1: str
    x2: str
    y2: str


@dataclass(frozen=True)
class Dot:
    x: str
    y: str
    is_now: bool


@dataclass(frozen=True)
class Tick:
    at: str
    words: str
    anchor: str = "middle"


@dataclass(frozen=True)
class ScheduleChart:
    label: str
    height: int
    light: str
    levels: tuple[Tick, ...]
    months: tuple[Tick, ...]
    schedule: tuple[Line, ...]
    actual: tuple[Line, ...]
    dots: tuple[Dot, ...]
    gap: Line | None
    now: str
    future_width: str
    due_words: Tick | None
    done_words: Tick | None


def schedule_chart(
    points: Sequence[Point],
    *,
    window: tuple[date, date],
    schedule: Iterable[tuple[date, Fraction]],
    label: str,
    light: str,
    words: tuple[str, str],
    month_names: Sequence[str],
    height: int = 240,
) -> ScheduleChart | None:
    """None where no issue could say a completion. `schedule` is drawn dashed, `points` are what was published."""
    told = [point for point in points if point.completion is not None]
    if not told:
        return None
    span = Span(window, height, top=max([Fraction(1), *(point.completion for point in told if point.completion)]))
    actual = [(span.x(point.on), span.y(point.completion or Fraction(0))) for point in told]
    planned = [(span.x(on), span.y(share)) for on, share in schedule]
    newest = told[-1]
    now = span.x(newest.on)
    behind = newest.scheduled is not None and newest.completion is not None and newest.completion < newest.scheduled
    gap = None
    if newest.scheduled is not None and newest.completion != newest.scheduled:
        gap = Line(now, span.y(newest.scheduled), now, span.y(newest.completion or Fraction(0)))
    at = span.share(newest.on)
    due = None if newest.scheduled is None else _word(words[0], at, span.pixel(newest.scheduled), height, above=behind)
    done = _word(words[1], at, span.pixel(newest.completion or Fraction(0)), height, above=not behind)
    return ScheduleChart(
        label=label,
        height=height,
        light=light if behind else "on",
        levels=tuple(Tick(span.y(level), f"{int(level * 100)}%") for level in span.levels()),
        months=span.months(month_names),
        schedule=_joined(planned),
        actual=_joined(actual),
        dots=tuple(Dot(x, y, index == len(actual) - 1) for index, (x, y) in enumerate(actual)),
        gap=gap,
        now=now,
        future_width=along(1 - span.share(newest.on)),
        due_words=due,
        done_words=done,
    )


def _word(words: str, at: Fraction, pixel: int, height: int, *, above: bool) -> Tick:
    """The upper word stands left of its point and the lower one right, where no line runs; near an edge each changes
    sides. A word never leaves its point by more than a line of text, nor do the two meet at top or foot.
    """
    if above:
        return Tick(str(max(14, min(pixel - 12, height - 24))), words, "start" if at < Fraction(1, 5) else "end")
    return Tick(str(max(30, min(height - 8, pixel + 24))), words, "end" if at > Fraction(4, 5) else "start")


class Span:
    """From days and shares to places on the chart."""

    def __init__(self, window: tuple[date, date], height: int, top: Fraction) -> None:
        self.first, self.last = window
        self.height = height
        self.top = Fraction(-(-top * 4 // 1), 4)

    def share(self, on: date) -> Fraction:
        days = (self.last - self.first).days or 1
        return min(max(Fraction((on - self.first).days, days), Fraction(0)), Fraction(1))

    def x(self, on: date) -> str:
        return along(self.share(on))

    def pixel(self, share: Fraction) -> int:
        return round(self.height * (1 - max(share, Fraction(0)) / self.top))

    def y(self, share: Fraction) -> str:
        return str(self.pixel(share))

    def levels(self) -> list[Fraction]:
        step = Fraction(1, 4) if self.top <= 2 else self.top / 4
        return [step * index for index in range(int(self.top / step) + 1)]

    def months(self, names: Sequence[str]) -> tuple[Tick, ...]:
        """The ends of the months in the window, at most a dozen or so; longer windows show every third."""
        ends = list(_month_ends(self.first, self.last))
        step = 1 if len(ends) <= 13 else 3
        ticks = []
        for index, on in enumerate(ends[::step]):
            anchor = "start" if index == 0 and self.share(on) == 0 else "end" if self.share(on) == 1 else "middle"
            ticks.append(Tick(self.x(on), names[on.month - 1], anchor))
        return tuple(ticks)


def _month_ends(first: date, last: date) -> Iterable[date]:
    year, month = first.year, first.month
    while True:
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        end = date.fromordinal(date(year, month, 1).toordinal() - 1)
        if end > last:
            return
        if end >= first:
            yield end


def _joined(places: Sequence[tuple[str, str]]) -> tuple[Line, ...]:
    return tuple(Line(*start, *end) for start, end in pairwise(places))
