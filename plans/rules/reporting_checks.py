"""What may be reported of a target: taken where the meaning is clear, refused with a sentence at the field where not."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from plans.rules.figures import Figure, parse_figure, plain_number
from plans.rules.lights import day_zh
from plans.rules.said import Refused
from plans.rules.schedule import baseline_of
from plans.rules.shapes import TargetFacts
from plans.rules.vocabulary import Basis, FallKind, TargetKind


@dataclass(frozen=True)
class Fall:
    """What the person says a fall is."""

    kind: FallKind
    reason: str


def goes_down(target: TargetFacts) -> bool:
    """A quantity to be brought down, as from 100 to 80: there every step up is a step back."""
    baseline = baseline_of(target)
    if target.kind is not TargetKind.CUMULATIVE or target.goal is None or baseline is None:
        return False
    return target.goal < baseline


def has_fallen_back(target: TargetFacts, *, value: Fraction, last: Fraction) -> bool:
    """Farther from the goal than the last figure, where moving back needs an explanation."""
    return bool(fall_kinds(target)) and (value > last if goes_down(target) else value < last)


def farther_back(target: TargetFacts, one: Fraction, other: Fraction) -> Fraction:
    """Of two last figures the one that asks less: the last one put right is what the new one is held against."""
    return max(one, other) if goes_down(target) else min(one, other)


def fall_kinds(target: TargetFacts) -> tuple[FallKind, ...]:
    """What a fall can be, by the target's basis: what is newly added (累计新增) cannot really fall.

    A level or a growth rate moves both ways and needs no explanation.
    """
    if target.kind in (TargetKind.LEVEL, TargetKind.GROWTH):
        return ()
    if target.basis in (Basis.NET, Basis.STOCK) or goes_down(target):
        return (FallKind.EARLIER_WRONG, FallKind.DEFINITION, FallKind.REAL)
    return (FallKind.EARLIER_WRONG, FallKind.DEFINITION)


def check_quantity(*, typed: str, target: TargetFacts, last: Fraction | None, fall: Fall | None, field: str) -> Figure:
    """The figure to store; refuses below nought, above the number of a list, and a step back nobody has explained."""
    figure = parse_figure(typed, unit=target.unit, field=field)
    name, unit = target.name, target.unit
    if figure.value < 0 and target.kind is not TargetKind.GROWTH and target.basis is not Basis.NET:
        raise Refused("figure-negative", f"“{name}”不能是负数。", f"“{name}” cannot be negative.", field=field)
    if target.kind is TargetKind.SCOPE and target.goal is not None and figure.value > target.goal:
        total = plain_number(target.goal)
        raise Refused(
            "figure-above-list",
            f"“{name}”共{total}{unit}，填报数不能超过总数。如总数有变，请联系主管单位调整目标。",
            f"“{name}” has {total} {unit} in all; no more can be reported. If the total has changed, ask the plan office.",
            field=field,
        )
    if last is not None and has_fallen_back(target, value=figure.value, last=last):
        _check_fall(figure, target, last, fall=fall, field=field)
    return figure


def _check_fall(figure: Figure, target: TargetFacts, last: Fraction, *, fall: Fall | None, field: str) -> None:
    size = plain_number(abs(last - figure.value))
    if fall is None and goes_down(target):
        raise Refused(
            "figure-rose",
            f"“{target.name}”比上期多{size}{target.unit}，而目标是逐步减少。如本期填错，请改正；如前期数据有误、口径调整或确有增加，请在下方选择并说明。",
            f"“{target.name}” is {size} {target.unit} above the last figure, and the goal is to bring it down. "
            "Correct it, or say below what it is.",
            field=field,
        )
    if fall is None:
        raise Refused(
            "figure-fell",
            f"“{target.name}”累计数比上期少{size}{target.unit}。如本期填错，请改正；如前期数据有误或口径调整，请在下方选择并说明。",
            f"“{target.name}” is {size} {target.unit} below the last figure. Correct it, or say below what the fall is.",
            field=field,
        )
    if fall.kind not in fall_kinds(target):
        raise Refused(
            "fall-impossible",
            f"“{target.name}”按累计新增统计，不会真正减少，请选择其他情形。",
            f"“{target.name}” counts what is newly added and cannot really fall. Choose another kind.",
            field=field,
        )
    if not fall.reason.strip():
        zh, en = ("增加", "risen") if goes_down(target) else ("减少", "fallen")
        raise Refused(
            "fall-without-reason",
            f"请说明“{target.name}”{zh}的原因。",
            f"Say why “{target.name}” has {en}.",
            field=field,
        )


def check_reached_on(*, title: str, reached_on: date, as_of: date, field: str) -> date:
    """A milestone is reached by the as-of date of its round, or in a later round."""
    if reached_on > as_of:
        raise Refused(
            "reached-later",
            f"“{title}”的完成日期不能晚于数据截至日期（{day_zh(as_of)}）。",
            f"“{title}” cannot be reached after the as-of date of this round ({as_of}).",
            field=field,
        )
    return reached_on
