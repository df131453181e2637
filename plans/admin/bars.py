"""Bars of the workplace as geometry: percentages of the width along, pixels across. `parts/_bullet.html` draws one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from plans.admin.words import STATE_COLOURS, badge, figures_sentence, gap_words, joined, light_word, said, state_word
from plans.rules.shapes import TaskStanding
from plans.rules.standing import capped
from plans.rules.vocabulary import Light, UpdateState

TICKS = ("25.00%", "50.00%", "75.00%")
HATCHED = frozenset({Light.LATE, Light.WARN})
STATE_ORDER = (
    UpdateState.RETURNED,
    None,
    UpdateState.DRAFT,
    UpdateState.SUBMITTED,
    UpdateState.ENDORSED,
    UpdateState.ACCEPTED,
    UpdateState.PUBLISHED,
)


@dataclass(frozen=True)
class Block:
    x: str
    width: str
    css: str = ""
    fill: str = ""


@dataclass(frozen=True)
class Bullet:
    label: str
    fill: Block
    edge: Block | None
    ahead: Block | None
    mark: str | None
    height: int = 18
    top: int = 5
    bar: int = 8
    ticks: tuple[str, ...] = TICKS

    @property
    def bottom(self) -> int:
        return self.top + self.bar

    @property
    def mark_bottom(self) -> int:
        return self.height - 1


def bullet(standing: TaskStanding, *, bar: int = 8) -> Bullet | None:
    """None where completion cannot be said: an empty bar would look like 0 %."""
    done, due = capped(standing.completion), capped(standing.scheduled)
    if done is None:
        return None
    edge = ahead = None
    if due is not None and done < due:
        light = standing.light.value if standing.light in HATCHED else "nd"
        fill = f"url(#hx-{light})" if standing.light in HATCHED else "none"
        edge = Block(_percent(done), _percent(due - done), f"e-{light}", fill)
    if due is not None and done > due:
        ahead = Block(_percent(due), _percent(done - due))
    return Bullet(
        label=figures_sentence(standing),
        fill=Block("0", _percent(done if due is None else min(done, due))),
        edge=edge,
        ahead=ahead,
        mark=None if due is None else _percent(due),
        bar=bar,
        height=bar + 10,
    )


@dataclass(frozen=True)
class Segment:
    css: str
    x: str
    width: str
    word: str
    count: int


@dataclass(frozen=True)
class StateBar:
    label: str
    segments: tuple[Segment, ...]


def state_bar(counts: Mapping[UpdateState | None, int]) -> StateBar:
    """How many items are in which state; the numbers stand beside it, so that colour is never needed."""
    present = [(state, counts[state]) for state in STATE_ORDER if counts.get(state)]
    total = sum(count for _state, count in present) or 1
    segments: list[Segment] = []
    before = 0
    for state, count in present:
        x, width = Fraction(before, total), Fraction(count, total) - Fraction(3, 1000)
        segments.append(Segment(STATE_COLOURS[state], _percent(x), _percent(width), state_word(state), count))
        before += count
    return StateBar(joined([f"{segment.word}{segment.count}" for segment in segments]), tuple(segments))


def count_states(states: Sequence[UpdateState | None]) -> dict[UpdateState | None, int]:
    return {state: states.count(state) for state in STATE_ORDER}


@dataclass(frozen=True)
class LightLine:
    """What `parts/_light.html` and `parts/_gap.html` draw."""

    light: str
    word: str
    full_word: str
    reason: str
    gap: str
    is_withheld: bool = False


def light_line(standing: TaskStanding) -> LightLine:
    return LightLine(
        light=standing.light.value if standing.light else Light.NA.value,
        word=badge(standing.light, standing.state),
        full_word=light_word(standing.light, standing.state),
        reason=said(standing.reason),
        gap=gap_words(standing.gap_pp),
    )


def _percent(value: Fraction) -> str:
    return f"{float(max(value, Fraction(0)) * 100):.2f}%"
