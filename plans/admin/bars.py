"""Bars of the workplace as geometry: percentages of the width along, pixels across. `parts/_bullet.html` draws one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext_lazy

from plans.admin.words import STATE_COLOURS, joined, said, state_word
from plans.models.words import badge, figures_sentence, gap_words, light_word
from plans.rules.bars import Bullet, along
from plans.rules.bars import bullet as draw_bullet
from plans.rules.figures import percent
from plans.rules.shapes import TaskStanding
from plans.rules.vocabulary import Light, UpdateState

STATE_ORDER = (
    UpdateState.RETURNED,
    None,
    UpdateState.DRAFT,
    UpdateState.SUBMITTED,
    UpdateState.ENDORSED,
    UpdateState.ACCEPTED,
    UpdateState.PUBLISHED,
)


def bullet(standing: TaskStanding, *, bar: int = 8) -> Bullet | None:
    """The bar of a task as it stands."""
    completion, scheduled = standing.completion, standing.scheduled
    label = figures_sentence(percent(completion), percent(scheduled), standing.gap_pp)
    return draw_bullet(completion, scheduled, light=standing.light, label=label, bar=bar)


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
    return _bar(
        [(STATE_COLOURS[state], state_word(state), counts[state]) for state in STATE_ORDER if counts.get(state)]
    )


COVERAGE = {
    "task": ("s5", gettext_lazy("In tasks")),
    "figure": ("s2", gettext_lazy("Figures")),
    "set_aside": ("s4", gettext_lazy("Set aside")),
    "open": ("s1", gettext_lazy("Still open")),
}


def coverage_bar(coverage: Mapping[str, int]) -> StateBar:
    """What became of the sentences of the plan part."""
    return _bar([(css, str(word), coverage[state]) for state, (css, word) in COVERAGE.items() if coverage[state]])


def _bar(parts: Sequence[tuple[str, str, int]]) -> StateBar:
    total = sum(count for *_, count in parts) or 1
    segments: list[Segment] = []
    before = 0
    for css, word, count in parts:
        x, width = Fraction(before, total), Fraction(count, total) - Fraction(3, 1000)
        segments.append(Segment(css, along(x), along(width), word, count))
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
