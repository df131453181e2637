"""A corrected file: what it says differently, and what people had done already, taken over to it.

Three ways meet: what the first file said, what people made of it, and what the corrected file says.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from plans.rules.proposal.items import Observation, Reading, Target, Task, kind_of
from plans.rules.proposal.steps import Desk, Step, propose
from plans.rules.said import Refused, Said
from plans.rules.vocabulary import ReviewVerb

Item = Task | Target | Observation
Change = Literal["document", "both", "new", "gone"]
ALIKE = 0.6
"""How much two passages must share to be one that was reworded."""
_LANDMARK = 12


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


@dataclass(frozen=True)
class Carried:
    """Steps to do on the corrected file, each beside the one it repeats, and those that have lost their place in it."""

    steps: tuple[tuple[Step, Step], ...]
    lost: tuple[tuple[Step, Said], ...]


def carry(old: Reading, new: Reading, steps: Sequence[Step]) -> Carried:
    """Steps that were taken back are left behind; the others are numbered anew."""
    undone = {step.body["step"] for step in steps if step.verb is ReviewVerb.UNDO}
    move, desk = _Move(old, new), Desk(new)
    done: list[tuple[Step, Step]] = []
    lost: list[tuple[Step, Said]] = []
    for step in steps:
        if step.verb is ReviewVerb.UNDO or step.number in undone:
            continue
        try:
            moved = Step(len(done) + 1, step.verb, move.body(step))
            desk.do(moved)
        except Refused as refusal:
            lost.append((step, refusal.said))
            continue
        move.names[f"A{step.number}"] = f"A{moved.number}"
        done.append((moved, step))
    return Carried(tuple(done), tuple(lost))


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
        elif partner.words != item.words or _said(old, item) != _said(new, partner):
            change: Change = "document" if stands == item.words else "both"
            found.append((item.start, Difference(kind_of(item), change, item.words, stands, partner.words)))
    known = set(names.values())
    found += [
        (item.start, Difference(kind_of(item), "new", "", "", item.words))
        for name, item in after.items()
        if name not in known
    ]
    return [difference for _, difference in sorted(found, key=lambda pair: pair[0])]


def matched(old: Reading, new: Reading) -> dict[str, str]:
    """Items of the first reading by those of the second: of the same words first, then reworded ones, in order."""
    names: dict[str, str] = {}
    before, after = list(_items(old).values()), list(_items(new).values())
    for kind in (Task, Target, Observation):
        left = [item for item in before if isinstance(item, kind)]
        right = [item for item in after if isinstance(item, kind)]
        by_words: dict[tuple[str, str], list[Item]] = {}
        for item in right:
            by_words.setdefault((_said(new, item), item.words), []).append(item)
        for item in left:
            same = by_words.get((_said(old, item), item.words))
            if same:
                names[item.id] = same.pop(0).id
        taken = set(names.values())
        rest = [item for item in right if item.id not in taken]
        names |= dict(_reworded(old, new, [item for item in left if item.id not in names], rest))
    return names


def _reworded(old: Reading, new: Reading, left: Sequence[Item], right: Sequence[Item]) -> Iterator[tuple[str, str]]:
    """Each takes the most alike of the next few that are still free: a reworded passage keeps its place."""
    free = list(right)
    for item in left:
        best, likeness = None, ALIKE
        for other in free[:20]:
            ratio = SequenceMatcher(None, _said(old, item), _said(new, other), autojunk=False).ratio()
            if ratio >= likeness:
                best, likeness = other, ratio
        if best is not None:
            free.remove(best)
            yield item.id, best.id


def _items(reading: Reading) -> dict[str, Item]:
    return {item.id: item for item in propose(reading).items}


def _said(reading: Reading, item: Item) -> str:
    return str(reading["text"][item.start : item.end])


class _Move:
    """Names and places of the first reading in the second."""

    def __init__(self, old: Reading, new: Reading) -> None:
        self.old, self.new = old, new
        self.names = matched(old, new) | _findings(old, new)

    def body(self, step: Step) -> dict[str, Any]:
        body = dict(step.body)
        if "item" in body:
            body["item"] = self._name(body["item"])
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
        if name not in self.names:
            raise Refused("carry-item-gone", "新文件中没有对应的内容。", "The corrected file has nothing like it.")
        return self.names[name]

    def _place(self, start: int, end: int) -> tuple[int, int]:
        """Where the same words stand in the corrected file; of several places the one nearest in the text."""
        words, text = self.old["text"][start:end].rstrip(), self.new["text"]
        places = []
        at = text.find(words) if words else -1
        while at >= 0:
            places.append(at)
            at = text.find(words, at + 1)
        if not places:
            raise Refused(
                "carry-words-gone", "新文件中没有这段文字。", "The corrected file does not have this passage."
            )
        nearest = min(places, key=lambda place: abs(place * len(self.old["text"]) - start * len(text)))
        return nearest, nearest + len(words)

    def _measure(self, name: str) -> str:
        titles = {item["id"]: item["title"] for item in self.old["measures"]}
        return next((item["id"] for item in self.new["measures"] if item["title"] == titles.get(name)), name)


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
