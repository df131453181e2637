"""How a plan, an area or a department stands: counts in a sentence, a divided bar, and the on-schedule rate."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from plans.models.choices import LABELS
from plans.models.words import BADGES, is_english
from plans.public.charts import Segments, segments
from plans.public.words import SENTENCE_ORDER
from plans.queries.published import FrozenTask
from plans.rules.figures import percent
from plans.rules.shapes import Answer
from plans.rules.standing import answer
from plans.rules.vocabulary import Light


@dataclass(frozen=True)
class Count:
    light: str
    word: str
    full_word: str
    number: int
    change: int | None = None

    @property
    def change_words(self) -> str:
        if self.change is None:
            return ""
        if self.change == 0:
            return gettext("as in the last issue")
        change = f"+{self.change}" if self.change > 0 else f"−{-self.change}"
        return gettext("%(change)s on the last issue") % {"change": change}


@dataclass(frozen=True)
class Stand:
    """`counts` holds the six lights in order; `present` those that occur."""

    total: int
    counts: tuple[Count, ...]
    rate: str
    on_or_done: int
    judged: int
    bar: Segments
    sentence: str
    suspended: int
    dropped: int
    withheld: int

    @property
    def parts(self) -> tuple[Count, ...]:
        """As the sentence names them: what is done first."""
        order = [light.value for light in SENTENCE_ORDER]
        return tuple(sorted(self.present, key=lambda count: order.index(count.light)))

    @property
    def present(self) -> tuple[Count, ...]:
        return tuple(count for count in self.counts if count.number)


def stand_of(tasks: Iterable[FrozenTask], before: Iterable[FrozenTask] | None = None) -> Stand:
    """Withheld rows cannot be counted; they are said beside."""
    tasks = tuple(tasks)
    earlier = None if before is None else _answer(before)
    withheld = sum(task.body is None for task in tasks)
    return stand(_answer(tasks), earlier=earlier, withheld=withheld)


def _answer(tasks: Iterable[FrozenTask]) -> Answer:
    return answer([task.standing for task in tasks if task.standing is not None])


def stand(found: Answer, *, earlier: Answer | None = None, withheld: int = 0) -> Stand:
    names = {light: str(word) for light, word in BADGES.items()}
    sentence = counts_sentence(found.counts, found.total)
    counts = tuple(
        Count(
            light.value,
            names[light],
            str(LABELS[Light][light]),
            number,
            None if earlier is None else number - earlier.counts[light],
        )
        for light, number in found.counts.items()
    )
    return Stand(
        total=found.total,
        counts=counts,
        rate=percent(found.on_schedule_rate) or "",
        on_or_done=found.counts[Light.ON] + found.counts[Light.DONE],
        judged=found.total - found.counts[Light.ND] - found.counts[Light.NA],
        bar=segments(found.counts, names=_spaced(names), label=sentence),
        sentence=sentence,
        suspended=found.suspended,
        dropped=found.dropped,
        withheld=withheld,
    )


def _spaced(names: Mapping[Light, str]) -> dict[Light, str]:
    """English puts a space between word and number, Chinese none."""
    return {light: f"{name} " if is_english() else name for light, name in names.items()}


def counts_sentence(counts: Mapping[Light, int], total: int) -> str:
    """“47项任务：已完成3项，达到序时进度27项…”; lights that do not occur are left out."""
    parts = [
        gettext("%(light)s %(count)s") % {"light": LABELS[Light][light], "count": counts[light]}
        for light in SENTENCE_ORDER
        if counts[light]
    ]
    return gettext("%(total)s tasks: %(parts)s") % {
        "total": total,
        "parts": gettext(", ").join(str(part) for part in parts),
    }
