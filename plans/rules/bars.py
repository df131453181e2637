"""A bar of progress as geometry: percentages of the width along, so that text and ticks never scale, pixels across."""

from dataclasses import dataclass
from fractions import Fraction

from plans.rules.standing import capped
from plans.rules.vocabulary import Light

HATCHED = frozenset({Light.LATE, Light.WARN})
TICKS = ("25.00%", "50.00%", "75.00%")
MARGIN = 5


@dataclass(frozen=True)
class Block:
    x: str
    width: str
    css: str = ""
    fill: str = ""


@dataclass(frozen=True)
class Bullet:
    """What is done, what is short of the schedule or beyond it, and the tick of the schedule; `label` says all of it."""

    label: str
    fill: Block
    edge: Block | None
    ahead: Block | None
    mark: str | None
    bar: int
    ticks: tuple[str, ...] = TICKS
    top: int = MARGIN

    @property
    def height(self) -> int:
        return self.bar + 2 * MARGIN

    @property
    def bottom(self) -> int:
        return self.top + self.bar

    @property
    def mark_bottom(self) -> int:
        return self.height - 1


def bullet(
    completion: Fraction | None, scheduled: Fraction | None, *, light: Light | None, label: str, bar: int = 8
) -> Bullet | None:
    """None where completion cannot be said: an empty bar would look like 0 %. Only what is behind is hatched."""
    done, due = capped(completion), capped(scheduled)
    if done is None:
        return None
    edge = ahead = None
    if due is not None and done < due:
        css, fill = (f"e-{light}", f"url(#hx-{light})") if light in HATCHED else ("e-nd", "none")
        edge = Block(along(done), along(due - done), css, fill)
    if due is not None and done > due:
        ahead = Block(along(due), along(done - due))
    return Bullet(
        label=label,
        fill=Block("0", along(done if due is None else min(done, due))),
        edge=edge,
        ahead=ahead,
        mark=None if due is None else along(due),
        bar=bar,
    )


def along(share: Fraction) -> str:
    """A position along the width, for SVG: “55.00%”. Never negative."""
    return f"{float(max(share, Fraction(0)) * 100):.2f}%"
