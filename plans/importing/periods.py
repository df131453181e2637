"""Which months a report looks back on and which its plan is for, and whose it is, from its title and headings."""

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from plans.importing.documents import normalise
from plans.importing.shapes import Document, Page, Period, Section

_YEAR = re.compile("(?<![0-9])(20[0-9]{2})(?![0-9])年?|([一二][〇零一二三四五六七八九]{3})年")
_HAN_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_PARTS = (
    (re.compile("上半年|1[-—–至到]6月|前6个月"), "H1", 1, 6),
    (re.compile("下半年"), "H2", 7, 12),
    (re.compile("前三季度|1[-—–至到]9月"), "Q1-Q3", 1, 9),
    (re.compile("一季度|1[-—–至到]3月"), "Q1", 1, 3),
    (re.compile("四季度"), "Q4", 10, 12),
)
_PLAN_ONLY = re.compile(
    "工作要点|工作安排|重点任务|重点工作|工作计划|实施方案|行动方案|工作方案|民生实事|办实事|任务清单|任务分解|工作思路"
)
_LOOKS_BACK = re.compile("情况|总结|回顾")
_NEXT = {"H1": ("H2", 7, 12), "Q1": ("Q2-Q4", 4, 12), "Q1-Q3": ("Q4", 10, 12)}
_DATED = re.compile("(20[0-9]{2})年([0-9]{1,2})月")
_BEGINNING = 12
_LATE_IN_THE_YEAR, _FOURTH_QUARTER = 11, 10
_SO_FAR = re.compile("今年以来|今年前")
_REGION = re.compile(
    r"(?:关于)?(?:20[0-9]{2}年度?)?([\u4e00-\u9fff]{2,16}?)(?=20[0-9]{2}|[一二][〇零]|国民经济|经济社会|政府|人民政府|上半年|关于|第[一二三四五六七八九十]+届)"
)
_PLACE = re.compile(
    "(?:关于)?(?:印发)?《?(?:20[0-9]{2}年度?)?((?:[\u4e00-\u9fff]{1,6}?(?:省|自治[区州县旗]|[市县区州盟旗镇乡](?![委场中])|街道)[市区县]?){1,3})"
)
_BEFORE_PLACE = re.compile("^(?:在|《|一图(?:读懂|看懂|速览)|一张图|图解|图说|解读|关于对?|印发|[#* ]+)+(?![在于])")
_PLACE_END = ("省", "市", "区", "县", "州", "盟", "旗", "镇", "乡", "街道")
_NO_PLACE = re.compile("[全我本各这该]?(?:[省市县区镇乡]|[省市县区]?级)")
_ASSEMBLY = re.compile(
    "(?:在|^[-( ]*)([\u4e00-\u9fff]{2,16}?[省市区县州盟旗镇乡])(?:第[一二三四五六七八九十]+届|人民代表大会)",
    re.MULTILINE,
)
_NATION = re.compile("全国人民代表大会")
_OFFICE = re.compile("^([\u4e00-\u9fff]{2,12}?[省市区县州盟旗镇乡])(?:人民政府|发展)", re.MULTILINE)
_FIRST_BLOCKS = 4


def region_of(document: Document, page: Page) -> str:
    """The jurisdiction the title names, e.g. 临山市东河区, else its assembly or office; empty where none is named."""
    page = _normal(page)
    title = _BEFORE_PLACE.sub("", page.title.strip())
    match = _REGION.match(title)
    if match and _is_place(match[1]):
        return match[1]
    if _NATION.search(page.subtitle):
        return "全国"
    assembly = _ASSEMBLY.search(page.subtitle)
    if assembly and _is_place(assembly[1]):
        return assembly[1]
    place = _PLACE.match(title)
    if place and _is_place(place[1]):
        return place[1]
    begin = "\n".join(document.normal[block.start : block.end] for block in page.blocks[:_FIRST_BLOCKS])
    named = _OFFICE.search(f"{page.subtitle}\n{begin}")
    return named[1] if named and _is_place(named[1]) else ""


def _normal(page: Page) -> Page:
    """Titles quote the document; their years and brackets are judged in one width."""
    return replace(page, title=normalise(page.title), subtitle=normalise(page.subtitle))


def _is_place(words: str) -> bool:
    return words.endswith(_PLACE_END) and _NO_PLACE.fullmatch(words) is None


@dataclass(frozen=True)
class Years:
    """The years that headings name, in their order: of the parts that look back, and of those that plan."""

    back: tuple[int, ...]
    ahead: tuple[int, ...]

    @classmethod
    def of(cls, document: Document, sections: Sequence[Section]) -> "Years":
        """Of the headings; where none has a year, those that the words under no heading begin with."""
        titled = cls._of([(one.kind, one.title) for one in sections])
        if titled.back or titled.ahead:
            return titled
        bare = [one for one in sections if not one.title]
        return cls._of([(one.kind, document.normal[one.start : one.start + _BEGINNING]) for one in bare])

    @classmethod
    def _of(cls, said: Sequence[tuple[str, str]]) -> "Years":
        back = [year for kind, words in said if kind == "retrospective" for year in years_in(words)]
        ahead = [year for kind, words in said if kind in {"plan", "targets"} for year in years_in(words)]
        return cls(tuple(back), tuple(ahead))

    @staticmethod
    def newest(title: str) -> int | None:
        return max(years_in(title), default=None)


def years_in(words: str) -> list[int]:
    return [int(match[1] or match[2].translate(_HAN_DIGITS)) for match in _YEAR.finditer(normalise(words))]


def periods_of(page: Page, headings: Years) -> tuple[Period | None, Period | None]:
    """The period looked back on and the plan's; the second is marked inferred unless a heading or the title dates it."""
    page = _normal(page)
    years = years_in(page.title)
    only_plans = _PLAN_ONLY.search(page.title) is not None and _LOOKS_BACK.search(page.title) is None
    if len(years) <= 1 and "工作报告" in page.title and not only_plans:
        return _of_work_report(page, years, headings)
    label, first, last = _months(page.title)
    if not years and (label or _SO_FAR.search(page.title)):
        years, (label, first, last) = _so_far(page, (label, first, last))
    if not years:
        years = list(headings.back[-1:]) or [year - 1 for year in headings.ahead[:1]] or _years_before(page)
    if not years:
        return None, None
    if len(years) == 1 and only_plans:
        return None, _period(years[0], label, first, last, inferred=False)
    period = _period(years[0], label, first, last, inferred=False)
    stated = [year for year in (*years[1:], *headings.ahead) if year > years[0]]
    if label in _NEXT and not stated:
        return period, _period(years[0], *_NEXT[label], inferred=True)
    return period, _period(stated[0] if stated else years[0] + 1, "", 1, 12, inferred=not stated)


def _so_far(page: Page, months: tuple[str, int, int]) -> tuple[list[int], tuple[str, int, int]]:
    """“今年以来” told to a standing committee: the half-year, or three quarters, before the day it meets."""
    match = _DATED.search(page.subtitle)
    day = (int(match[1]), int(match[2])) if match else None
    if day is None and page.published_on:
        day = page.published_on.year, page.published_on.month
    if day is None:
        return [], months
    return [day[0]], months if months[0] else (("H1", 1, 6) if day[1] < _FOURTH_QUARTER else ("Q1-Q3", 1, 9))


def _of_work_report(page: Page, years: list[int], headings: Years) -> tuple[Period | None, Period | None]:
    """It is called by the year it plans, and read out at its beginning or just before it."""
    ahead = headings.ahead[-1:] or tuple(year + 1 for year in headings.back[-1:])
    planned = (
        max(ahead, default=0) or max((year + 1 for year in _years_before(page)), default=0) or max(years, default=0)
    )
    if not planned:
        return None, None
    stated = planned in {*headings.ahead, *years}
    return _period(planned - 1, "", 1, 12, inferred=False), _period(planned, "", 1, 12, inferred=not stated)


def _years_before(page: Page) -> list[int]:
    """The year before the one an assembly opens; one late in a year opens the next."""
    match = _DATED.search(page.subtitle)
    if not match:
        return []
    return [int(match[1]) - (int(match[2]) < _LATE_IN_THE_YEAR)]


def _months(title: str) -> tuple[str, int, int]:
    return next(((label, first, last) for words, label, first, last in _PARTS if words.search(title)), ("", 1, 12))


def _period(year: int, label: str, first: int, last: int, *, inferred: bool) -> Period:
    return Period(f"{year}{label}", date(year, first, 1), date(year, last, monthrange(year, last)[1]), inferred)
