"""Who might lead a task: units that the document names first, then the usual duties of units, told by words.

Only ever a suggestion, with the words that spoke for it; where nothing speaks clearly, none is made.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from plans.rules.said import ManyRefused, Refused
from plans.rules.units import Mention, UnitNames, plain

LONGEST_WORD = 40
SHORTEST_WORD = 2
MOST_WORDS = 200
STRONG_ENOUGH = Fraction(1, 2)
"""A unit whose own duties are touched at least so strongly as those of the lead cooperates."""

_SEPARATORS = re.compile(r"[、，,;；\n\r]+")
_JOINED = re.compile(r"[、,和及与]?")
_LEAD_BEFORE = re.compile(r"(?:牵头|责任|主办|承办)(?:单位|部门):$")
_LEAD_AFTER = re.compile(r"等?(?:单位|部门)?(?:负责)?(?:牵头|主办|负责|会同)")
_BASIS = re.compile(r"(?<![^,;。])(?:依托|围绕|按照|根据|立足|结合|依据|借助)[^,;。]*,")
"""依托经济开发区，… says by what means, not what is done."""
NEARBY = 8


@dataclass(frozen=True)
class Unit:
    """A department with the words of its duties, plain and once each."""

    slug: str
    name: str
    lead_words: tuple[str, ...] = ()
    cooperating_words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Suggestion:
    """Never a decision. `because` holds the words that spoke for it, those for the lead first."""

    lead: str | None
    cooperating: tuple[str, ...]
    because: tuple[str, ...]


@dataclass(frozen=True)
class _Voice:
    """How strongly the words of one unit speak in a text."""

    slug: str
    weight: Fraction
    first: int
    words: tuple[str, ...]


class Duties:
    """The duties of a jurisdiction, made ready once for all tasks of a plan. `place` is the jurisdiction's full name."""

    def __init__(self, units: Sequence[Unit], *, place: str) -> None:
        self._order = {unit.slug: number for number, unit in enumerate(units)}
        self._names = UnitNames([(unit.slug, unit.name) for unit in units], place=place)
        self._leading = _holders((unit.slug, unit.lead_words) for unit in units)
        self._cooperating = _holders((unit.slug, unit.cooperating_words) for unit in units)
        self._words = self._leading.keys() | self._cooperating.keys()

    def suggest(
        self, text: str, *, named_lead: str = "", named_cooperating: Sequence[str] = (), heading: str = ""
    ) -> Suggestion:
        """For one task: its title, sentence and the names of its targets as `text`, and the units its table row names.

        Where the document names a unit, words do not speak beside it, not even where nobody knows the unit named.
        The `heading` above the task is heard only where its own words say nothing.
        """
        words = plain(text)
        mentions = self._names.mentions(words)
        found, voices = self._heard(words, plain(heading))
        told = self._names.resolve_all([named_lead])
        named = _lead_among(mentions, words)
        lead, because = None, []
        if named_lead.strip():
            lead, because = (told[0], [named_lead.strip()]) if told else (None, [])
        elif named is not None:
            lead, because = named.slug, [named.written]
        elif voices and not _is_tie(voices):
            lead, because = voices[0].slug, list(voices[0].words)
        if any(name.strip() for name in named_cooperating):
            cooperating = [*told[1:], *self._names.resolve_all(named_cooperating)]
            because += [name.strip() for name in named_cooperating if self._names.resolve_all([name])]
        else:
            helping = self._helping(found, voices if lead is not None else [], lead)
            cooperating = [*told[1:], *(mention.slug for mention in mentions), *(voice.slug for voice in helping)]
            because += [mention.written for mention in mentions]
            because += [word for voice in helping for word in voice.words]
        others = sorted(set(cooperating) - {lead}, key=self._order.__getitem__)
        return Suggestion(lead, tuple(others), tuple(dict.fromkeys(because)))

    def _heard(self, words: str, heading: str) -> tuple[dict[str, int], list[_Voice]]:
        """What the task does, else what it rests on, else its heading: the first of them that says whose it is."""
        found: dict[str, int] = {}
        for said in (_BASIS.sub(",", words), words, heading):
            found = _found_in(said, self._words) | found
            voices = self._voices(found, self._leading)
            if voices:
                return found, voices
        return found, []

    def _helping(self, found: Mapping[str, int], voices: Sequence[_Voice], lead: str | None) -> list[_Voice]:
        """Units with words for cooperating in the text, and those whose own duties it touches almost as strongly."""
        helping = self._voices(found, self._cooperating)
        strong = [voice for voice in voices if voice.weight >= voices[0].weight * STRONG_ENOUGH]
        return [voice for voice in (*strong, *helping) if voice.slug != lead]

    def _voices(self, found: Mapping[str, int], holders: Mapping[str, Sequence[str]]) -> list[_Voice]:
        """The strongest first, of equal ones the earliest. Long words weigh more, and words that few units hold."""
        words: dict[str, list[str]] = defaultdict(list)
        for word in found:
            for slug in holders.get(word, ()):
                words[slug].append(word)
        voices = [
            _Voice(
                slug=slug,
                weight=sum((Fraction(len(word) ** 2, len(holders[word])) for word in own), Fraction(0)),
                first=min(found[word] for word in own),
                words=tuple(own),
            )
            for slug, own in words.items()
        ]
        return sorted(voices, key=lambda voice: (-voice.weight, voice.first, self._order[voice.slug]))


def _holders(units: Iterable[tuple[str, Sequence[str]]]) -> dict[str, list[str]]:
    """Which units hold a word."""
    holders: dict[str, list[str]] = defaultdict(list)
    for slug, words in units:
        for word in words:
            holders[plain(word)].append(slug)
    return dict(holders)


def _found_in(text: str, words: Iterable[str]) -> dict[str, int]:
    """The words that stand in a text with their first place, in its order. A word inside a longer one does not count."""
    places = []
    for word in words:
        at = text.find(word)
        while at >= 0:
            places.append((at, -len(word), word))
            at = text.find(word, at + 1)
    found: dict[str, int] = {}
    reached = 0
    for at, _, word in sorted(places):
        if at + len(word) > reached:
            reached = at + len(word)
            found.setdefault(word, at)
    return found


def _is_tie(voices: Sequence[_Voice]) -> bool:
    """Equally strong from the same place on: nothing tells the two apart."""
    return len(voices) > 1 and (voices[0].weight, voices[0].first) == (voices[1].weight, voices[1].first)


def _lead_among(mentions: Sequence[Mention], text: str) -> Mention | None:
    """The first unit of the first list of units that is said to lead: 由…牵头, （…负责）, 责任单位：…, or a list in brackets."""
    run: list[Mention] = []
    for number, mention in enumerate(mentions):
        run = [*run, mention] if run and _JOINED.fullmatch(text[run[-1].end : mention.start]) else [mention]
        is_last = number + 1 == len(mentions)
        if not is_last and _JOINED.fullmatch(text[mention.end : mentions[number + 1].start]):
            continue
        before, after = text[max(0, run[0].start - NEARBY) : run[0].start], text[mention.end : mention.end + NEARBY]
        in_brackets = before.endswith("(") and after.startswith(")")
        if in_brackets or _LEAD_AFTER.match(after) or _LEAD_BEFORE.search(before):
            return run[0]
    return None


# -- as people keep them ---------------------------------------------------------------------------------------------


def words_of(typed: str) -> tuple[str, ...]:
    """The words of one box, separated by 、 or lines, plain and once each, in the order they were typed."""
    return tuple(dict.fromkeys(word for word in map(plain, _SEPARATORS.split(typed)) if word))


def check_words(lead: Sequence[str], cooperating: Sequence[str]) -> None:
    """Refuses words too short to mean anything, too long to be found, or in both boxes; each fault at its box."""
    faults = [_fault(words, field) for field, words in (("lead", lead), ("cooperating", cooperating))]
    both = [word for word in cooperating if word in lead]
    if both:
        faults.append(
            Refused(
                "duty-twice",
                f"“{both[0]}”已列入牵头职责，请只保留一处。",
                f"“{both[0]}” stands among the words for leading already. Keep it in one place.",
                field="cooperating",
            )
        )
    told = [fault for fault in faults if fault is not None]
    if told:
        raise ManyRefused(told)


def _fault(words: Sequence[str], field: str) -> Refused | None:
    if len(words) > MOST_WORDS:
        return Refused(
            "duty-many",
            f"共{len(words)}个词，最多{MOST_WORDS}个，请只留常用的。",
            f"There are {len(words)} words; keep the {MOST_WORDS} most usual ones.",
            field=field,
        )
    for word in words:
        if len(word) < SHORTEST_WORD:
            return Refused(
                "duty-short",
                f"“{word}”只有一个字，几乎处处出现，请写具体些。",
                f"“{word}” is a single character and stands almost everywhere. Use a longer word.",
                field=field,
            )
        if len(word) > LONGEST_WORD:
            return Refused(
                "duty-long",
                f"“{word[:12]}…”超过{LONGEST_WORD}字，请用短词，并以顿号或换行分隔。",
                f"“{word[:12]}…” is longer than {LONGEST_WORD} characters. Use short words, separated by 、 or lines.",
                field=field,
            )
    return None
