"""A calendar day as offices and web sites write it: 2031-08-15, 2031年8月15日, 2031/8/15, 2031.8.15."""

import re
from datetime import date

_DAY = r"(20[0-9]{2})[-年/.]([0-9]{1,2})[-月/.]([0-9]{1,2})"
_ANY = re.compile(_DAY)
_LABELLED = re.compile(rf"(?:时间|日期|发布|来源)[^0-9\n]{{0,12}}{_DAY}")


def first_day(words: str) -> date | None:
    return _day(_ANY.search(words))


def labelled_day(words: str) -> date | None:
    """The day that follows 发布时间 or its like."""
    return _day(_LABELLED.search(words))


def _day(match: re.Match[str] | None) -> date | None:
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None
