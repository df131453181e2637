"""By when a sentence of the plan wants something done: 9月底前, 2032年10月15日前, 三季度末前, 年底前.

What is read is shown to people and set by them; no deadline is ever set from it. A date without a year is in the plan's.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from plans.importing.sentences import trim
from plans.importing.shapes import Period, Span

_BY = "(?:之前|以前|前(?!期))"
_WORDS = (
    "(?P<year>20[0-9]{2}年|今年|明年|本年|当年)?+"
    "(?:(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月"
    f"(?:(?:(?P<day>[0-9]{{1,2}})日|(?P<third>[上中下])旬|份)?+{_BY}|份?(?P<end>[底末]){_BY}?+)"
    f"|第?(?P<quarter>[一二三四])季度(?:[底末]|结束){_BY}|(?P<half>[上下])半年(?:[底末]|结束)?+{_BY}"
    f"|(?:(?<=[0-9]{{4}}年)|(?<=[今明本当]年)|(?<![0-9几数])年)[底末]{_BY})"
)
_STATED = re.compile(_WORDS)
DEADLINE = "[在于到]?+" + re.sub("[?]P<[a-z]+>", "?:", _WORDS)
_NO_DEADLINE = re.compile("(?:截至|截止到?|从|自|由|比|较|去年|上年|已[于在]?|[0-9])$")
_HAN = {word: value for value, word in enumerate("一二三四五六七八九十", 1)} | {"十一": 11, "十二": 12}
_THIRDS = {"上": 10, "中": 20}


@dataclass(frozen=True)
class Deadline:
    """`words` as normalised; `on` is None where the year is not known or there is no such day."""

    words: Span
    on: date | None


def read_deadlines(normal: str, span: Span, period: Period | None) -> Iterator[Deadline]:
    """The deadlines between two offsets, left to right. What happened by a date (截至9月底) is none."""
    for match in _STATED.finditer(normal, span.start, span.end):
        if not _NO_DEADLINE.search(normal[max(span.start, match.start() - 4) : match.start()]):
            yield Deadline(trim(normal, Span(match.start(), match.end())), _day(match, period))


def _day(match: re.Match[str], period: Period | None) -> date | None:
    said = match["year"] or ""
    if said.startswith("20"):
        year = int(said[:4])
    elif period is None:
        return None
    else:
        year = period.start_on.year + (said == "明年")
    if match["quarter"]:
        return _last_day(year, 3 * _HAN[match["quarter"]])
    if match["month"] is None:
        return _last_day(year, 6 if match["half"] == "上" else 12)
    month = int(match["month"]) if match["month"].isdecimal() else _HAN[match["month"]]
    return _day_in_month(match, year, month)


def _day_in_month(match: re.Match[str], year: int, month: int) -> date | None:
    """9月前 is before September; 9月中旬前 is read to its end, as 9月底前 is."""
    if match["day"]:
        day = int(match["day"])
        return date(year, month, day) if 1 <= day <= monthrange(year, month)[1] else None
    if match["end"] or match["third"] == "下":
        return _last_day(year, month)
    if match["third"]:
        return date(year, month, _THIRDS[match["third"]])
    return date(year, month, 1) - timedelta(days=1)


def _last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
