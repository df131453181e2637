"""A stretch of text → sentences, segments (；) and clauses (，). Brackets and quotes are never cut open."""

from itertools import accumulate

from plans.importing.shapes import Segment, Sentence, Span

_CLOSER = {"“": "”", "《": "》", "(": ")", "「": "」", "[": "]", "‘": "’"}
_ENDS = "。!?\n"


def enclosed(normal: str, start: int, end: int, openers: str = "“《(「[‘") -> bytearray:
    """1 for each character inside a pair that is closed before `end`; an opener without its closer encloses nothing."""
    depth_changes = [0] * (end - start + 1)
    pending: list[tuple[str, int]] = []
    for at in range(start, end):
        character = normal[at]
        if character == "\n":
            pending.clear()
        elif character in openers:
            pending.append((_CLOSER[character], at))
        elif pending and character == pending[-1][0]:
            depth_changes[pending.pop()[1] - start] += 1
            depth_changes[at + 1 - start] -= 1
    return bytearray(depth > 0 for depth in accumulate(depth_changes[:-1]))


def split_sentences(normal: str, start: int, end: int) -> list[Sentence]:
    """All sentences between two offsets, without surrounding space; nothing is lost but punctuation and space."""
    mask = enclosed(normal, start, end)
    sentences = []
    for piece in _pieces(normal, Span(start, end), mask, start, _ENDS):
        segments = tuple(
            Segment(segment.start, segment.end, tuple(_pieces(normal, segment, mask, start, ",")))
            for segment in _pieces(normal, piece, mask, start, ";")
        )
        if segments:
            sentences.append(Sentence(piece.start, piece.end, segments))
    return sentences


def _pieces(normal: str, span: Span, mask: bytearray, base: int, separators: str) -> list[Span]:
    pieces, begin = [], span.start
    for at in range(span.start, span.end):
        if normal[at] in separators and not mask[at - base] and not (normal[at] == "," and _groups_digits(normal, at)):
            pieces.append(Span(begin, at))
            begin = at + 1
    pieces.append(Span(begin, span.end))
    return [trimmed for piece in pieces if (trimmed := trim(normal, piece)).start < trimmed.end]


def trim(normal: str, span: Span, drop: str = " \n\r\f\v,;。!?:") -> Span:
    start, end = span.start, span.end
    while start < end and normal[start] in drop:
        start += 1
    while end > start and normal[end - 1] in drop:
        end -= 1
    return Span(start, end)


def _groups_digits(normal: str, at: int) -> bool:
    """Whether the comma at `at` groups thousands: 1,200 but not 35,2031年."""
    before, after = normal[max(at - 4, 0) : at], normal[at + 1 : at + 5]
    digits_before = len(before) - len(before.rstrip("0123456789"))
    digits_after = len(after) - len(after.lstrip("0123456789"))
    return 1 <= digits_before <= 3 and digits_after == 3
