"""Stretches of the document's text as people choose and cut them."""

from collections.abc import Mapping, Sequence
from typing import Any

from plans.rules.proposal.items import Span
from plans.rules.said import Refused

LONGEST_PASSAGE = 2000
LONGEST_CUT = 24
MOST_CUTS = 100
_CUTS = "、，,；;。"
_OPENERS = "“《（(「【"
_CLOSERS = "”》）)」】％%"


def passage(text: str, body: Mapping[str, Any]) -> Span:
    """The chosen stretch without the punctuation around it; refuses what is no stretch of this text."""
    start, end = body.get("start"), body.get("end")
    if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start < end <= len(text):
        raise unclear()
    spans = worded(text, [(start, end)])
    if not spans:
        raise unclear()
    if spans[0][1] - spans[0][0] > LONGEST_PASSAGE:
        raise Refused(
            "passage-long",
            f"选取的文字超过{LONGEST_PASSAGE}字，请分段选取。",
            f"The passage is longer than {LONGEST_PASSAGE} characters. Choose a shorter one.",
            field="passage",
        )
    return spans[0]


def unclear() -> Refused:
    return Refused(
        "passage-unclear",
        "没有找到这段文字，请重新选取。",
        "The passage was not found. Select it again.",
        field="passage",
    )


def worded(text: str, spans: Sequence[Span]) -> list[Span]:
    """Without the punctuation and space around them; what holds nothing else is left out."""
    trimmed = (_trimmed(text, *span) for span in spans)
    return [(start, end) for start, end in trimmed if start < end]


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and not text[start].isalnum() and text[start] not in _OPENERS:
        start += 1
    while end > start and not text[end - 1].isalnum() and text[end - 1] not in _CLOSERS:
        end -= 1
    return start, end


def within(spans: Sequence[Span], low: int, high: int) -> list[Span]:
    return [(max(start, low), min(end, high)) for start, end in spans if max(start, low) < min(end, high)]


def joined(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Neighbours with nothing but punctuation between them are one passage."""
    found: list[Span] = []
    for start, end in spans:
        if found and not any(character.isalnum() for character in text[found[-1][1] : start]):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return tuple(found)


def meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def cuts(text: str, spans: Sequence[Span]) -> list[tuple[int, str]]:
    """The places at which a passage may be split, each with the words that follow: behind 、，；。 and between spans.

    The first of them, if there are more than anybody chooses from: the rest can be split again.
    """
    found: list[tuple[int, str]] = []
    for number, (start, end) in enumerate(spans):
        last = next((at for at in range(end - 1, start - 1, -1) if text[at].isalnum()), start - 1)
        places = [start] if number and start <= last else []
        places += [at + 1 for at in range(start, min(end - 1, last)) if text[at] in _CUTS]
        found += [(at, text[at : min(end, at + LONGEST_CUT)]) for at in places[:MOST_CUTS]]
    return found[:MOST_CUTS]
