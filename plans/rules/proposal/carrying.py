"""A corrected file: what it says differently, and what people had done already, taken over to it.

Three ways meet: what the first file said, what people made of it, and what the corrected file says. The same words may
stand in several places of a plan, so what is taken over goes only where the headings, or the words around, say so too.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import islice
from typing import Any, Literal, NamedTuple

from plans.rules.proposal.items import Observation, Reading, Target, Task, kind_of
from plans.rules.proposal.steps import Desk, Step, propose
from plans.rules.said import Refused, Said
from plans.rules.vocabulary import ReviewVerb

Item = Task | Target | Observation
Change = Literal["document", "both", "new", "gone"]
ALIKE = 0.6
"""How much two passages must share to be one that was reworded."""
_SAME_SENTENCE = 0.75
_COMPARED = 500
"""Characters of a passage that are compared: what is longer differs before or not at all."""
_NEXT_FEW = 20
_LANDMARK = 12
_TELLING = 6
"""Words of this length say by themselves which they are; shorter ones need those around them."""
_AROUND = 40
_STOPS = "。；;！!？?\n"


@dataclass(frozen=True)
class Difference:
    """One item: as the first file had it, as it stands after people's work, as the corrected file has it.

    `document`: the file alone changed it; `both`: people had changed it too; `new`, `gone`: only one file has it.
    """

    kind: str
    change: Change
    before: str
    now: str
    after: str


class Lost(NamedTuple):
    """A step that has lost its place, why, and what it was about in the words of the file it was done on."""

    step: Step
    said: Said
    about: str


@dataclass(frozen=True)
class Carried:
    """Steps to do on the corrected file, each beside the one it repeats, and those that have lost their place in it.

    Of many items checked with one step, those whose words have changed are to be checked again: such a step is in both.
    """

    steps: tuple[tuple[Step, Step], ...]
    lost: tuple[Lost, ...]


def carry(old: Reading, new: Reading, steps: Sequence[Step]) -> Carried:
    """Steps that were taken back are left behind; the others are numbered anew."""
    undone = {step.body["step"] for step in steps if step.verb is ReviewVerb.UNDO}
    move, desk = _Move(old, new), Desk(new)
    done: list[tuple[Step, Step]] = []
    lost: list[tuple[Step, Said]] = []
    for step in steps:
        if step.verb is ReviewVerb.UNDO or step.number in undone:
            continue
        again = move.checked_again(step)
        if again is not None:
            lost.append((again, _CHANGED))
            if again.body["items"] == step.body["items"]:
                continue
        try:
            moved = Step(len(done) + 1, step.verb, move.body(step))
            desk.do(moved)
        except Refused as refusal:
            lost.append((step, refusal.said))
            continue
        move.note(step, moved)
        done.append((moved, step))
    words = StepWords(old, steps)
    return Carried(tuple(done), tuple(Lost(step, said, words.about(step)) for step, said in lost))


def differences(
    old: Reading, new: Reading, steps: Sequence[Step], now: Mapping[str, str] | None = None
) -> list[Difference]:
    """What the files say differently, in document order. `now` has later words of items by their id."""
    made = propose(old, steps)
    standing = {item.id: item.words for item in made.items} | dict(now or {})
    names = matched(old, new)
    before, after = _items(old), _items(new)
    found = []
    for name, item in before.items():
        partner = after.get(names.get(name, ""))
        stands = standing.get(name, "")
        if partner is None:
            found.append((item.start, Difference(kind_of(item), "gone", item.words, stands, "")))
        elif not _says_the_same(old, item, new, partner):
            change: Change = "document" if stands == item.words else "both"
            told = _told(old, item, new, partner)
            now_ = told[0] if stands == item.words else stands
            found.append((item.start, Difference(kind_of(item), change, told[0], now_, told[1])))
    known = set(names.values())
    found += [
        (item.start, Difference(kind_of(item), "new", "", "", item.words))
        for name, item in after.items()
        if name not in known
    ]
    return [difference for _, difference in sorted(found, key=lambda pair: pair[0])]


def _told(old: Reading, item: Item, new: Reading, partner: Item) -> tuple[str, str]:
    """Both by their words; where these are the same, by their sentences."""
    if item.words != partner.words:
        return item.words, partner.words
    return _said(old, item), _said(new, partner)


# -- which is which ----------------------------------------------------------------------------------------------------


def matched(old: Reading, new: Reading) -> dict[str, str]:
    """Items of the first reading by those of the second: of the same words first, then reworded ones, in order."""
    places = _Places(old, new)
    names: dict[str, str] = {}
    before, after = list(_items(old).values()), list(_items(new).values())
    for kind in (Task, Target, Observation):
        left = [item for item in before if isinstance(item, kind)]
        right = [item for item in after if isinstance(item, kind)]
        names |= _same_words(places, left, right)
        taken = set(names.values())
        rest = [item for item in right if item.id not in taken]
        names |= dict(_reworded(places, [item for item in left if item.id not in names], rest))
    return names


def _same_words(places: "_Places", left: Sequence[Item], right: Sequence[Item]) -> dict[str, str]:
    """Under the same headings; what stands once in either file is the same wherever it has gone."""
    names: dict[str, str] = {}
    theirs = _by_words(places.new, right)
    for words, ours in _by_words(places.old, left).items():
        free = theirs.get(words, [])
        if len(ours) == len(free) == 1:
            names[ours[0].id] = free[0].id
            continue
        for item in ours:
            partner = next((one for one in free if places.agree(item.start, one.start)), None)
            if partner is not None:
                free.remove(partner)
                names[item.id] = partner.id
    return names


def _by_words(reading: Reading, items: Iterable[Item]) -> dict[tuple[str, str], list[Item]]:
    found: dict[tuple[str, str], list[Item]] = {}
    for item in items:
        found.setdefault((_said(reading, item), item.words), []).append(item)
    return found


def _reworded(places: "_Places", left: Sequence[Item], right: Sequence[Item]) -> Iterator[tuple[str, str]]:
    """Each takes the most alike of the next few that are still free: a reworded passage keeps its place."""
    free = list(right)
    for item in left:
        matcher = SequenceMatcher(None, b=_said(places.old, item)[:_COMPARED], autojunk=False)
        best, likeness = None, ALIKE
        for other in islice((one for one in free if places.agree(item.start, one.start)), _NEXT_FEW):
            matcher.set_seq1(_said(places.new, other)[:_COMPARED])
            if matcher.real_quick_ratio() >= likeness and matcher.quick_ratio() >= likeness:
                ratio = matcher.ratio()
                best, likeness = (other, ratio) if ratio >= likeness else (best, likeness)
        if best is not None:
            free.remove(best)
            yield item.id, best.id


class _Places:
    """Whether a place of the first text and one of the second stand under the same headings."""

    def __init__(self, old: Reading, new: Reading) -> None:
        self.old, self.new = old, new
        self._before, self._after = _Headings(old), _Headings(new)

    def agree(self, before: int, after: int) -> bool:
        """Headings that only one file has may be the same under another name."""
        one, other = self._before.over(before), self._after.over(after)
        return one == other or (one not in self._after.all and other not in self._before.all)


class _Headings:
    """The titles of the area and the measure over each place of a text."""

    def __init__(self, reading: Reading) -> None:
        self._areas = [item for item in reading["sections"] if item["level"] <= 2]
        self._measures = list(reading["measures"])
        self._starts = [[item["start"] for item in items] for items in (self._areas, self._measures)]
        self.all = {self.over(item["start"]) for item in (*self._areas, *self._measures)}

    def over(self, place: int) -> tuple[str, str]:
        area, measure = (
            _title_at(items, starts, place)
            for items, starts in zip((self._areas, self._measures), self._starts, strict=True)
        )
        return area, measure


def _title_at(items: Sequence[Mapping[str, Any]], starts: Sequence[int], place: int) -> str:
    index = bisect_right(starts, place) - 1
    return str(items[index]["title"]) if index >= 0 and place < items[index]["end"] else ""


def _items(reading: Reading) -> dict[str, Item]:
    return {item.id: item for item in propose(reading).items}


def _said(reading: Reading, item: Item) -> str:
    return str(reading["text"][item.start : item.end])


def _says_the_same(old: Reading, item: Item, new: Reading, partner: Item) -> bool:
    return item.words == partner.words and _said(old, item) == _said(new, partner)


# -- where a step goes -------------------------------------------------------------------------------------------------

_CHANGED = Said(
    "carry-item-changed",
    "新文件中的文字已经改动或删去，请重新核对。",
    "The corrected file says it differently or not at all. Check it again.",
)


class _Move:
    """Names and places of the first reading in the second."""

    def __init__(self, old: Reading, new: Reading) -> None:
        self.old, self.new = old, new
        self._places = _Places(old, new)
        items = matched(old, new)
        before, after = _items(old), _items(new)
        self._names = items | _findings(old, new)
        self._unchanged = {
            name for name, other in items.items() if _says_the_same(old, before[name], new, after[other])
        }

    def checked_again(self, step: Step) -> Step | None:
        """The part of a step that checked what now says something else."""
        if step.verb is not ReviewVerb.ACCEPT:
            return None
        again = [name for name in step.body["items"] if name not in self._unchanged]
        return replace(step, body={"items": again}) if again else None

    def note(self, step: Step, moved: Step) -> None:
        """What a step added is known by its number."""
        self._names[f"A{step.number}"] = f"A{moved.number}"
        if step.verb is ReviewVerb.ADD or step.body.get("item") in self._unchanged:
            self._unchanged.add(f"A{step.number}")

    def body(self, step: Step) -> dict[str, Any]:
        body = dict(step.body)
        if step.verb is ReviewVerb.EDIT and body["item"] not in self._unchanged:
            body["to_check"] = True
        if "item" in body:
            body["item"] = self._name(body["item"])
        if step.verb is ReviewVerb.ACCEPT:
            body["items"] = [name for name in body["items"] if name in self._unchanged]
        if "items" in body:
            body["items"] = [self._name(name) for name in body["items"]]
        if "at" in body:
            body["at"] = self._place(body["at"], body["at"] + _LANDMARK)[0]
        if "start" in body:
            body["start"], body["end"] = self._place(body["start"], body["end"])
        if "measure" in body:
            body["measure"] = self._measure(body["measure"])
        return body

    def _name(self, name: str) -> str:
        if name not in self._names:
            raise Refused("carry-item-gone", "新文件中没有对应的内容。", "The corrected file has nothing like it.")
        return self._names[name]

    def _place(self, start: int, end: int) -> tuple[int, int]:
        """Where the same words stand in the corrected file; of several places the one nearest in the text."""
        words = str(self.old["text"][start:end]).rstrip()
        everywhere = list(_found(self.new["text"], words))
        places = [place for place in everywhere if self._is_same(start, place, len(words))]
        if not places and len(words) >= _TELLING and len(everywhere) == self.old["text"].count(words) == 1:
            places = everywhere
        if not places:
            raise Refused(
                "carry-words-gone",
                "新文件的相应位置没有这段文字。",
                "The corrected file does not have this passage in its place.",
            )
        length, whole = len(self.old["text"]), len(self.new["text"])
        nearest = min(places, key=lambda place: abs(place * length - start * whole))
        return nearest, nearest + len(words)

    def _is_same(self, start: int, place: int, length: int) -> bool:
        if not self._places.agree(start, place):
            return False
        if length >= _TELLING:
            return True
        one, other = _sentence(self.old["text"], start, length), _sentence(self.new["text"], place, length)
        return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _SAME_SENTENCE

    def _measure(self, name: str) -> str:
        """By its title; where there is none of it, an added task that stands in no measure has lost its own."""
        title = next((item["title"] for item in self.old["measures"] if item["id"] == name), None)
        return next((item["id"] for item in self.new["measures"] if item["title"] == title), "")


def _found(text: str, words: str) -> Iterator[int]:
    at = text.find(words) if words else -1
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _sentence(text: str, start: int, length: int) -> str:
    """The words at a place with those around them, as far as the sentence goes."""
    before, after = text[max(start - _AROUND, 0) : start], text[start + length : start + length + _AROUND]
    low = max(map(before.rfind, _STOPS)) + 1
    high = min((at for at in map(after.find, _STOPS) if at >= 0), default=len(after))
    return before[low:] + text[start : start + length] + after[:high]


def _findings(old: Reading, new: Reading) -> dict[str, str]:
    """A doubt is the same where it says the same."""
    known: dict[tuple[str, str], list[str]] = {}
    for finding in propose(new).findings:
        known.setdefault((finding.code, finding.message), []).append(finding.id)
    names = {}
    for finding in propose(old).findings:
        same = known.get((finding.code, finding.message))
        if same:
            names[finding.id] = same.pop(0)
    return names


class StepWords:
    """What steps are about, in the words of the document or of whoever did them."""

    def __init__(self, old: Reading, steps: Sequence[Step]) -> None:
        made = propose(old, steps)
        self._text, self._steps = old["text"], steps
        self._words = {item.id: item.words for item in propose(old).items}
        self._words |= {item.id: item.title for item in made.dropped} | {item.id: item.words for item in made.items}
        self._words |= {finding.id: finding.message for finding in made.findings}

    def about(self, step: Step) -> str:
        if "start" in step.body:
            return str(self._text[step.body["start"] : step.body["end"]]).strip()
        if step.verb is ReviewVerb.UNDO:
            return "、".join(self.about(other) for other in self._steps if other.number == step.body["step"])
        names = step.body.get("items") or [step.body.get("item")]
        return "、".join(self._words[name] for name in names if name in self._words)
