"""Figures: read as people type them, kept exact, printed once at the door.

Rules compute in fractions; Decimal is for sorting only (a mean of thirds in Decimal is off by 2E-26, enough to turn
a light); floats never appear.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from plans.rules.said import Refused

_WIDE = str.maketrans("０１２３４５６７８９．，％－＋　", "0123456789.,%-+ ")
_NUMBER = re.compile(r"(?P<number>[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*(?P<unit>\D*)", re.ASCII)
MAX_DIGITS = 18
TOO_SMALL = Fraction(1, 200)
"""Half of a hundredth: what rounds to 0.00 below it."""


@dataclass(frozen=True)
class Figure:
    """A quantity as it was written, without separators, and its exact value."""

    text: str
    value: Fraction


def parse_figure(typed: str, *, unit: str = "", field: str | None = None) -> Figure:
    """Reads 20, 20家, ２０, 1,200.5 or +3; refuses what is not clear, with a sentence for the person who typed it."""
    text = typed.translate(_WIDE).strip()
    if not text:
        raise Refused("figure-empty", "请填写数量。", "Enter a quantity.", field=field)
    match = _NUMBER.fullmatch(text)
    if match is None:
        raise Refused(
            "figure-unclear",
            f"“{typed}”不是一个数。请只填数字，例如 20 或 12.3。",
            f"“{typed}” is not a number. Enter digits only, such as 20 or 12.3.",
            field=field,
        )
    given_unit = match["unit"].strip().rstrip("。.")
    if given_unit and given_unit != unit.translate(_WIDE).strip():
        raise Refused(
            "figure-other-unit",
            f"“{typed}”的单位是“{given_unit}”，本项目标的单位是“{unit}”。请换算后填写。"
            if unit
            else f"“{typed}”中有不能识别的内容“{given_unit}”。请只填数字。",
            f"“{typed}” is given in “{given_unit}”, this target is counted in “{unit}”. Convert it first."
            if unit
            else f"“{typed}” holds “{given_unit}”, which is not part of a number. Enter digits only.",
            field=field,
        )
    number = match["number"].replace(",", "").removeprefix("+")
    if len(number.replace(".", "").lstrip("-")) > MAX_DIGITS:
        raise Refused(
            "figure-too-long",
            f"“{typed}”超过{MAX_DIGITS}位数字，请核对。",
            f"“{typed}” has more than {MAX_DIGITS} digits. Check it.",
            field=field,
        )
    return Figure(text=number, value=Fraction(number))


SORTED_WITHIN = 10**8
"""Sort columns keep to 15 digits: SQLite holds them as floats, and verifying must find the same value again."""


def to_decimal(value: Fraction | None) -> Decimal | None:
    """For database columns that are sorted by, six places, never beyond `SORTED_WITHIN`; never for computing."""
    if value is None:
        return None
    limit = SORTED_WITHIN - Fraction(1, 10**6)
    return _rounded(min(max(value, -limit), limit), places=6)


def percent(share: Fraction | None) -> str | None:
    """A share as a percentage with two places, rounded half up: Fraction(11, 20) is “55.00”."""
    return None if share is None else str(_rounded(share * 100, places=2))


def points(gap_pp: Fraction | None) -> str | None:
    """A gap in points with two places, negative when behind, never “-0.00”; in words `gap_size` says 不足0.01."""
    return None if gap_pp is None else str(_rounded(gap_pp, places=2))


def gap_size(gap_pp: Fraction) -> str:
    """The size of a gap as words print it: “11.67”, and “不足0.01” where a real gap would print as 0.00."""
    if 0 < abs(gap_pp) < TOO_SMALL:
        return "不足0.01"
    return str(abs(_rounded(gap_pp, places=2)))


def plain_number(value: Fraction) -> str:
    """An exact decimal without superfluous zeros where there is one (“16.2”), else two places."""
    denominator = value.denominator
    for prime in (2, 5):
        while denominator % prime == 0:
            denominator //= prime
    if denominator != 1:
        return str(_rounded(value, places=2))
    places = 0
    while (value * 10**places).denominator != 1:
        places += 1
    return f"{_rounded(value, places=places):f}"


def exact(share: Fraction | None) -> str | None:
    """A fraction as publications keep it: “11/20”."""
    return None if share is None else f"{share.numerator}/{share.denominator}"


def from_exact(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)


def _rounded(value: Fraction, *, places: int) -> Decimal:
    """Half up, away from nought; exact because the fraction is scaled to a whole number first.

    Built from text: Decimal's arithmetic would cut what is longer than the 28 digits of its context.
    """
    scaled = value * 10**places
    whole = (abs(scaled.numerator) * 2 + scaled.denominator) // (2 * scaled.denominator)
    sign = "-" if value < 0 and whole else ""
    return Decimal(f"{sign}{whole}e-{places}")
