"""What web pages and Word files have in common where they are laid out: tables used as frames, and raised characters."""

import re
from collections.abc import Sequence

from plans.rules.said import Refused

MOST_COLUMNS = 200
MOST_CELLS = 200_000
_TEXT_SIZED = 500
_NOTE_MARK = re.compile(r"[\[［(（〔【]?(?:注?[0-9]{1,3}|[①-⑳*＊]{1,3}|注)[\]］)）〕】]?")
_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")


def is_frame(rows: Sequence[Sequence[int]]) -> bool:
    """By the lengths of its cells: one row or column, or one cell that holds a text, tabulates nothing."""
    if len(rows) < 2 or max(map(len, rows)) < 2:
        return True
    longest = max(max(row, default=0) for row in rows)
    return longest > _TEXT_SIZED and longest * 10 > 6 * sum(map(sum, rows))


def raised(before: str, words: str) -> str:
    """A raised number after a letter or digit is a power (m², 10⁸); after anything else it is the mark of a note."""
    stripped = words.strip()
    if before[-1:].isascii() and before[-1:].isalnum() and stripped.isascii():
        return stripped.translate(_RAISED)
    return "" if _NOTE_MARK.fullmatch(stripped) else words


def labelled(label: str, words: str) -> str:
    """“1.” before “5万亩” must not become a number of its own."""
    both_ascii = label[-1:].isascii() and words[:1].isascii() and words[:1].isalnum()
    return f"{label} {words}" if label and both_ascii else label + words


class CellBudget:
    """How many cells the tables of one file may still have; merged cells count in every place they cover."""

    def __init__(self) -> None:
        self._left = MOST_CELLS

    def take(self, cells: int) -> None:
        self._left -= cells
        if self._left < 0:
            raise Refused(
                "document-bomb",
                f"文件里的表格超过 {MOST_CELLS:,} 格，未予读取。请只保留报告正文和需要的表格，另存一份后再试。",
                f"The tables of the file have more than {MOST_CELLS:,} cells. Keep only what is needed and save a copy.",
            )
