"""By when a sentence of the plan wants something done: 9月底前, 2032年10月15日前, 三季度末, 年底前, 国庆节前, 汛期前.

What is read is proposed to people and set by them. A date without a year is in the plan's; a day that only the season
knows (汛期前) has none.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from plans.importing.sentences import trim
from plans.importing.shapes import Period, Span

_BY = "(?:之前|以前|前(?!期))"
_DOES = "(?=完成|建成|开工|投产|实现|竣工|完工|投用|启用|投入|启动|开通|通车|交付|全面|全部|基本|力争|确保|达到|开园|封顶|出台|印发)"
_WORDS = (
    "(?P<year>20[0-9]{2}年|今年|明年|本年|当年)?+"
    "(?:(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月"
    f"(?:(?:(?P<day>[0-9]{{1,2}})日|(?P<third>[上中下])旬|份)?+{_BY}|份?(?P<end>[底末]){_BY}?+)"
    f"|第?(?P<quarter>[一二三四])季度(?:(?:[底末]|结束){_BY}?+|{_BY}|{_DOES})"
    f"|(?P<half>[上下])半年(?:(?:[底末]|结束)?+{_BY}|[底末]|{_DOES})"
    f"|(?:(?<=[0-9]{{4}}年)|(?<=[今明本当]年)|(?<![0-9几数])年)(?:[底末](?:{_BY}|{_DOES}))"
    f"|(?P<feast>元旦|春节|五一|七一|八一|国庆)节?{_BY}"
    f"|(?P<season>清明|端午|中秋|汛期|主汛期|雨季|入汛|入冬|冬季|供暖季|采暖季|封冻|春耕|秋收|春播|秋播|开学|(?:春|秋)季(?:学期|开学)|寒假|暑假|两会){_BY})"
)
_STATED = re.compile(_WORDS)
DEADLINE = "[在于到]?+" + re.sub("[?]P<[a-z]+>", "?:", _WORDS)
_NO_DEADLINE = re.compile("(?:截至|截止到?|从|自|由|比|较|去年|上年|已[于在]?|[0-9])$")
_HAN = {word: value for value, word in enumerate("一二三四五六七八九十", 1)} | {"十一": 11, "十二": 12}
_THIRDS = {"上": 10, "中": 20}
_FEASTS = {"元旦": (1, 1), "五一": (5, 1), "七一": (7, 1), "八一": (8, 1), "国庆": (10, 1)}
_SPRING_FESTIVALS = {
    day.year: day
    for day in (
        date(2019, 2, 5), date(2020, 1, 25), date(2021, 2, 12), date(2022, 2, 1), date(2023, 1, 22), date(2024, 2, 10), date(2025, 1, 29),
        date(2026, 2, 17), date(2027, 2, 6), date(2028, 1, 26), date(2029, 2, 13), date(2030, 2, 3), date(2031, 1, 23), date(2032, 2, 11),
        date(2033, 1, 31), date(2034, 2, 19), date(2035, 2, 8), date(2036, 1, 28), date(2037, 2, 15), date(2038, 2, 4), date(2039, 1, 24),
        date(2040, 2, 12),
    )
}  # fmt: skip


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


def last_deadline(normal: str, span: Span, period: Period | None) -> Deadline | None:
    """By when all of it is to be done: the latest day, or, where no day is known, the last words that say so."""
    stated = list(read_deadlines(normal, span, period))
    dated = [one for one in stated if one.on is not None]
    if dated:
        return max(dated, key=lambda one: one.on or date.min)
    return stated[-1] if stated else None


def _day(match: re.Match[str], period: Period | None) -> date | None:
    said = match["year"] or ""
    if match["season"]:
        return None
    if said.startswith("20"):
        year = int(said[:4])
    elif period is None:
        return None
    else:
        year = period.start_on.year + (said == "明年")
    if match["feast"]:
        return _day_before_feast(match["feast"], year, period if not said else None)
    if match["quarter"]:
        return _last_day(year, 3 * _HAN[match["quarter"]])
    if match["month"] is None:
        return _last_day(year, 6 if match["half"] == "上" else 12)
    month = int(match["month"]) if match["month"].isdecimal() else _HAN[match["month"]]
    return _day_in_month(match, year, month)


def _day_before_feast(feast: str, year: int, period: Period | None) -> date | None:
    """春节前 in a plan for the rest of a year is before the next one; each feast but that has its fixed day."""
    for candidate in (year, year + 1):
        day = _feast(feast, candidate)
        if day is not None and (period is None or day > period.start_on):
            return day - timedelta(days=1)
    return None


def _feast(feast: str, year: int) -> date | None:
    if feast in _FEASTS:
        return date(year, *_FEASTS[feast])
    return _SPRING_FESTIVALS.get(year)


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
