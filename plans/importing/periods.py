"""Which months a report looks back on and which its plan is for, and whose it is, from its title and headings."""

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date

from plans.importing.shapes import Page, Period

_YEAR = re.compile("(20[0-9]{2})年?|([一二][〇零一二三四五六七八九]{3})年")
_HAN_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_PARTS = (
    ("上半年", "H1", 1, 6),
    ("下半年", "H2", 7, 12),
    ("前三季度", "Q1-Q3", 1, 9),
    ("一季度", "Q1", 1, 3),
    ("四季度", "Q4", 10, 12),
)
_PLAN_ONLY = re.compile("工作要点|工作安排|重点任务|工作计划")
_NEXT = {"H1": ("H2", 7, 12), "Q1": ("Q2-Q4", 4, 12), "Q1-Q3": ("Q4", 10, 12)}
_REGION = re.compile(
    r"(?:关于)?(?:20[0-9]{2}年)?([\u4e00-\u9fff]{2,16}?)(?=20[0-9]{2}|[一二][〇零]|国民经济|政府|人民政府|上半年|关于)"
)
_PLACE_END = ("省", "市", "区", "县", "州", "盟", "旗", "镇", "乡")
_ASSEMBLY = re.compile("在([\u4e00-\u9fff]{2,16}?[省市区县州盟旗])(?:第|人民代表大会)")


def region_of(page: Page) -> str:
    """The jurisdiction the title names, e.g. 临山市东河区; an empty string where it names none."""
    match = _REGION.match(page.title.strip())
    if match and match[1].endswith(_PLACE_END):
        return match[1]
    assembly = _ASSEMBLY.search(page.subtitle)
    return assembly[1] if assembly else ""


def periods_of(page: Page, plan_titles: Sequence[str]) -> tuple[Period | None, Period | None]:
    """The period looked back on and the plan's; the second is marked inferred unless a heading or the title dates it."""
    years = [_year(match) for match in _YEAR.finditer(page.title)]
    heading_years = [_year(match) for title in plan_titles for match in _YEAR.finditer(title)]
    if not years:
        subtitle_years = [_year(match) for match in _YEAR.finditer(page.subtitle)]
        years = [year - 1 for year in heading_years[:1]] or [year - 1 for year in subtitle_years[:1]]
    if not years:
        return None, None
    if len(years) == 1 and _PLAN_ONLY.search(page.title) and "情况" not in page.title:
        return None, _period(years[0], "", 1, 12, inferred=False)
    label, first, last = next(((label, a, b) for word, label, a, b in _PARTS if word in page.title), ("", 1, 12))
    period = _period(years[0], label, first, last, inferred=False)
    stated = [year for year in years[1:] + heading_years if year > years[0]]
    if label in _NEXT and not stated:
        return period, _period(years[0], *_NEXT[label], inferred=True)
    return period, _period(stated[0] if stated else years[0] + 1, "", 1, 12, inferred=not stated)


def _period(year: int, label: str, first: int, last: int, *, inferred: bool) -> Period:
    return Period(f"{year}{label}", date(year, first, 1), date(year, last, monthrange(year, last)[1]), inferred)


def _year(match: re.Match[str]) -> int:
    return int(match[1] or match[2].translate(_HAN_DIGITS))
