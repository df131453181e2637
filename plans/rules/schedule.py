"""How much should be done by a day: four named rules, each over a window that includes both its ends."""

from datetime import date, timedelta
from fractions import Fraction

from plans.rules.shapes import Stage, TargetFacts
from plans.rules.vocabulary import Basis, ScheduleRule, TargetKind


def stage_order(stage: Stage) -> tuple[date, Fraction]:
    """By day; two figures for one day by size, so that the order they were entered in changes nothing."""
    return stage.on, stage.value


def baseline_of(target: TargetFacts) -> Fraction | None:
    """Where counting starts: nought for what is newly done (累计新增, 净增, 清单), unknown for a stock or a level."""
    if target.baseline is not None:
        return target.baseline
    counts_from_nought = target.kind is TargetKind.SCOPE or (
        target.kind is TargetKind.CUMULATIVE and target.basis is not Basis.STOCK
    )
    return Fraction(0) if counts_from_nought else None


def scheduled_share(target: TargetFacts, *, as_of: date) -> Fraction | None:
    """The share of the way from baseline to goal that is due on `as_of`, or None where that cannot be said.

    Under every rule but `stated` it is 0 before the window begins and 1 from its last day on. A stated share is the
    document's own figure and is given back as it stands.
    """
    if target.rule is ScheduleRule.STATED:
        return target.stated_share
    if as_of < target.start_on:
        return Fraction(0)
    if as_of >= target.due_on:
        return Fraction(1)
    if target.rule is ScheduleRule.STAGES:
        return _staged_share(target, as_of)
    if target.rule is ScheduleRule.DAYS:
        return Fraction((as_of - target.start_on).days + 1, (target.due_on - target.start_on).days + 1)
    return _months_share(target.start_on, target.due_on, as_of)


def _months_share(start_on: date, due_on: date, as_of: date) -> Fraction:
    """Calendar months the window touches; one counts when its last day has come, the last one on `due_on` (not here)."""
    first, last = _month_number(start_on), _month_number(due_on)
    complete = _month_number(as_of + timedelta(days=1)) - first
    return Fraction(complete, last - first + 1)


def _month_number(day: date) -> int:
    return day.year * 12 + day.month


def _staged_share(target: TargetFacts, as_of: date) -> Fraction | None:
    """Straight lines through the dated points, from the baseline on the first day to the goal on the last."""
    baseline = baseline_of(target)
    if target.goal is None or baseline is None or target.goal == baseline:
        return None
    first, last = Stage(target.start_on, baseline), Stage(target.due_on, target.goal)
    between = sorted((stage for stage in target.stages if first.on < stage.on < last.on), key=stage_order)
    points = [first, *between, last]
    upper = max(1, next(index for index, stage in enumerate(points) if as_of <= stage.on))
    left, right = points[upper - 1], points[upper]
    way = Fraction((as_of - left.on).days, (right.on - left.on).days)
    value = left.value + (right.value - left.value) * way
    return (value - baseline) / (target.goal - baseline)
