"""What a number says of the figure before it: its growth, share of the plan, lead on schedule and share of a whole."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from plans.importing.kinds import (
    Kind,
    change_in,
    compares,
    compares_with_plan,
    is_absolute_change,
    is_average,
    is_behind,
    is_over_a_period,
    is_over_plan,
    is_streak,
    only_attaches,
    without_change,
)
from plans.importing.naming import share_name, strip_subject
from plans.importing.shapes import Quantity

REACHES = re.compile("[,、]?(?:分别)?(?:达到?|增至|升至)")


@dataclass(frozen=True)
class Share:
    """占比71% behind a value: a number of its own that is always told with it."""

    start: int
    end: int
    quantity: Quantity
    name: str


@dataclass(frozen=True)
class Figure:
    """A value with all that is said about it.

    `subject` completes the names of the figures behind it; `head` is the clause up to the number, `tail` what follows.
    """

    start: int
    end: int
    quantity: Quantity
    name: str
    value: str | None
    unit: str | None
    subject: str
    head: str
    tail: str
    is_rate: bool = False
    yoy: str | None = None
    growth: str | None = None
    growth_basis: Literal["annual_avg", "period"] | None = None
    share_of_plan: str | None = None
    schedule_gap: str | None = None
    shares: tuple["Share", ...] = ()
    under: bool = False
    unequal: bool = False
    named_after: bool = False
    clause: int = 0


def attach(last: Figure, kind: Kind, before: str, said: str, quantity: Quantity) -> Figure | None:
    """The last figure with this attribute, or None where the number is a figure of its own."""
    longer = replace(last, end=quantity.end)
    if is_streak(before) or compares_with_plan(without_change(before)):
        return longer
    if kind == "share":
        share = str(100 + Decimal(quantity.value)) if is_over_plan(said) else quantity.value
        return replace(longer, share_of_plan=share) if last.share_of_plan is None else None
    if kind == "gap":
        gap = f"-{quantity.value}" if is_behind(said) else quantity.value
        return replace(longer, schedule_gap=gap) if last.schedule_gap is None else None
    if kind == "points":
        bare = len(strip_subject(without_change(before))) < 2 or only_attaches(without_change(before))
        return longer if bare or compares(before) or is_absolute_change(before) else None
    if kind == "structure":
        return _with_share(longer, before, quantity) if last.value is not None else None
    if kind == "value":
        return _with_value(longer, before, quantity) or (longer if _passes(last, before, quantity) else None)
    return _with_slot(longer, before, quantity)


def _with_slot(last: Figure, before: str, quantity: Quantity) -> Figure | None:
    """With this rate, if nothing but it is said and the place it would take is free."""
    if not only_attaches(without_change(before)):
        return None
    other = is_average(before) or is_over_a_period(before)
    if (last.growth if other else last.yoy) or (last.growth and not other):
        return None
    return with_rate(last, before, quantity)


def _with_share(last: Figure, before: str, quantity: Quantity) -> Figure:
    own = before.lstrip(",、( ")
    share = Share(quantity.start - len(own), quantity.end, quantity, share_name(last.name, own))
    return replace(last, shares=(*last.shares, share))


def _with_value(last: Figure, before: str, quantity: Quantity) -> Figure | None:
    """生产总值增长12%达93亿元: the rate came first, and is that of this value."""
    if last.value is not None or not last.yoy or not REACHES.fullmatch(before):
        return None
    return replace(last, quantity=quantity, value=quantity.value, unit=quantity.unit, is_rate=False)


def _passes(last: Figure, before: str, quantity: Quantity) -> bool:
    """销售额52亿元，首次突破50亿元大关: said of the same figure."""
    return (
        quantity.operator == ">"
        and last.value is not None
        and quantity.unit == last.unit
        and len(strip_subject(before)) < 2
        and "首次" in before
        and Decimal(quantity.value) <= Decimal(last.value)
    )


def signed(kind: Kind, head: str, quantity: Quantity) -> str:
    """A change in points is negative where it fell; any other value has the sign it is written with."""
    change = change_in(head)
    return f"-{quantity.value}" if kind == "points" and change and change.down else quantity.value


def with_rate(figure: Figure, before: str, quantity: Quantity) -> Figure:
    rate = quantity.value
    if quantity.unit == "倍":
        rate = format((Decimal(rate) * 100).normalize(), "f")
    change = change_in(before)
    if change and change.down and not rate.startswith("-"):
        rate = f"-{rate}"
    if is_average(before):
        return replace(figure, growth=rate, growth_basis="annual_avg")
    if is_over_a_period(before):
        return replace(figure, growth=rate, growth_basis="period")
    return replace(figure, yoy=rate)
