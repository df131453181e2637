"""Clauses → quantities: a number, its unit with multiplier, and how exactly it is meant.

Numbers stay decimal strings as written (26.80 keeps its zero). Names with numbers in them (5G, G107, “5085”, 《…100家…》,
300万吨级), dates, ages, ranks and ordinals are no quantities. % and 个百分点 are never exchanged.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from plans.importing.sentences import enclosed
from plans.importing.shapes import Operator, Quantity
from plans.importing.spelled import spelled_counts, spelled_percentages
from plans.importing.units import QUANTITY, SHARED, UNCLASSIFIED, base_unit, written_unit

_BEFORE: tuple[tuple[str, Operator], ...] = (
    ("不少于|不低于|至少|不小于|大于等于|不下", "≥"),
    ("不超过|不高于|不多于|至多", "≤"),
    ("超过|突破|高于|超|逾|大于|跨越|跨过|迈过", ">"),
    ("接近|不足|不到|低于|小于|(?<![附最邻临接远亲])近", "<"),
    ("大约|(?<![节集预制大签公履合违条])约|预计达|预计|左右", "≈"),
)
_AFTER: tuple[tuple[re.Pattern[str], Operator], ...] = (
    (re.compile("及?以上"), "≥"),
    (re.compile("及?以内|及?以下|之内"), "≤"),
    (re.compile("左右|上下"), "≈"),
)
_NOT_FIGURES = re.compile(
    "[0-9]{4} ?年|[0-9]{1,2} ?月(?:份|底|末|[0-9]{1,2}日)?|[0-9]{1,3}周?岁|第 ?[0-9]++"
    "|(?<![0-9])[0-9]++(?:[年号版]|期(?=[^,;。、0-9]{0,8}(?:工程|项目|建设))|(?!TEU|GW|KW|kW|TB|PB|P(?![A-Za-z]))[A-LN-Za-jl-z]"
    "|小时(?:开放|营业|自助|服务|不|过境)|(?:分钟|小时|公里)[^,;。、0-9]{0,8}(?:圈|免签|响应|直达|达到?现场))"
    "|(?<![A-Za-z])(?!(?:GDP|CPI|PPI)[0-9])[A-Za-z]++-?[0-9]++(?:\\.[0-9]++)?|每[0-9]++[万千百]?[\u4e00-\u9fff]"
    "|(?:前移|后移|上升|提升|跃升|前进|进位|下滑|下降|回落)了?[0-9]{1,3}个?(?:位次?|名次)|前[0-9]{1,4}(?:名|位|强)"
    "|海拔[0-9]++米|时速[0-9]++公里|(?<![0-9])[0-9]++(?:人制|个?(?:万亿元?|千亿元?|百亿元?)?(?:台阶|大关))"
)
_IN_CLASS = re.compile(
    "(?:的)?(?:[\u4e00-\u9fff]{0,4})(?:项目|企业|产业集群|产业链|园区|镇|村(?!集体)|单位)(?!资金|投资|贷款)"
)
_SIZED = re.compile("(?:吨|千瓦时?|兆瓦时?|吉瓦时?|MW|GW|kW|KW|MWh|GWh|只|辆|立方米|方)$")
_SIZED_NAME = re.compile(
    "(?!以|左右|及)[^,;。、0-9的]{2,30}(?:项目|工程|基地|电站|生产线|装置|机组|产线|一期|二期|三期)"
    "|(?!以|左右|及)[^,;。、0-9的]{2,30}[、等][^,;。]{0,60}(?:等|个)[^,;。、]{0,8}(?:项目|工程)"
)
_REFERENCE = re.compile("(?:进度|季度|同期|平均|平均水平|去年|上年|年初|上月|全[国省市区县]|目标|计划)\\($")
_LIFE = re.compile("(?:寿命|年龄|受教育年限)[^,;。]{0,16}$")
_RATIO = re.compile(
    r"(?<![0-9.:])(?P<one>[0-9]{1,2}(?:\.[0-9]{1,2})?)[:︰](?P<two>[0-9]{1,2}(?:\.[0-9]{1,2})?)[:︰](?P<three>[0-9]{1,2}(?:\.[0-9]{1,2})?)(?![0-9.:])"
)
_INDEX = re.compile("(?:到|至|为|达)(?:了|约)?(?P<value>[0-9]{1,4}\\.[0-9]{1,3})(?::1)?(?![0-9.:︰%‰一-龥a-zA-Z℃])")
_MEASURED = re.compile("(?:比|倍差|指数|满意度|系数|得分|分值|评分)[^,;。]{0,24}$")
_YEARS = re.compile("(?P<value>[0-9]{1,3}(?:\\.[0-9]{1,2})?)(?P<unit>岁|年)")
_BOUND = re.compile("以[上下]$")
_MORE = ("超", "过", "破")
_FAR = 80
_QUOTED_NAME = 24
_LONGEST_LIST = 12


def scan_quantities(normal: str, start: int, end: int) -> list[Quantity]:
    """Every quantity between two offsets, in order and without overlap."""
    names = _name_mask(normal, start, end)
    numbers = (_quantity(match) for match in QUANTITY.finditer(normal, start, end))
    counts = (one for one in spelled_counts(normal, start, end) if not _in_class(normal, one, end))
    found = [one for one in numbers if not names[one.number_start - start] and not _in_name(normal, one, end)]
    found += (
        _unclassified(match) for match in UNCLASSIFIED.finditer(normal, start, end) if not names[match.start() - start]
    )
    found += [*_ages(normal, start, end), *_indices(normal, start, end)]
    found += (one for one in (*spelled_percentages(normal, start, end), *counts) if not names[one.start - start])
    found = [*(_widened(normal, one, start) for one in found), *_ratios(normal, start, end)]
    ordered = _without_classes(
        normal, _without_overlap(sorted(found, key=lambda quantity: (quantity.number_start, -quantity.end)))
    )
    return _with_shared_units(normal, ordered, start, names)


def _name_mask(normal: str, start: int, end: int) -> bytearray:
    """Places whose numbers belong to a name: titles of documents, short quotes, dates, ages, ordinals, 5G, G107."""
    mask = enclosed(normal, start, end, "《")
    for match in _NOT_FIGURES.finditer(normal, start, end):
        mask[match.start() - start : match.end() - start] = b"\x01" * (match.end() - match.start())
    opened = -1
    for at in range(start, end):
        if normal[at] == "“":
            opened = at
        elif normal[at] == "”" and opened >= 0:
            if at - opened <= _QUOTED_NAME:
                mask[opened - start : at - start] = b"\x01" * (at - opened)
            opened = -1
    return mask


def _in_name(normal: str, one: Quantity, end: int) -> bool:
    """Whether the number only tells which ones: 300万吨级, 10亿元以上项目, 100兆瓦储能电站项目, 上季度（5.2%）."""
    after = normal[one.end : min(one.end + _FAR, end)]
    if (after.startswith("级") and one.unit != "个") or _in_class(normal, one, end):
        return True
    if _SIZED.search(one.unit) and _SIZED_NAME.match(after):
        return True
    opened = normal[max(one.start - 8, 0) : one.start]
    return after.startswith(")") and _REFERENCE.search(opened) is not None


def _in_class(normal: str, one: Quantity, end: int) -> bool:
    """增幅20%以上企业, 超百亿元企业, 10亿元以上项目."""
    after = normal[one.end : min(one.end + _FAR, end)]
    class_of = after.removeprefix("及").removeprefix("以上").removeprefix("以下")
    if one.unit == "%":
        return class_of != after and not class_of.startswith("的") and _IN_CLASS.match(class_of) is not None
    if not one.unit.endswith("元") or not (_IN_CLASS.match(class_of) or class_of.startswith("固定资产")):
        return False
    return class_of != after.removeprefix("及") or normal[one.number_start - 1 : one.number_start] in _MORE


def _quantity(match: re.Match[str]) -> Quantity:
    value = match["value"].replace(",", "").replace(" ", "")
    return Quantity(
        start=match.start(),
        end=match.end(),
        number_start=match.start("value"),
        value=("-" if match["sign"] else "") + value,
        unit=(match["multiplier"] or "") + (match["rest"] or "") + written_unit(match["unit"]),
        operator=">" if match["many"] or match["more"] or match["after"] else "=",
        upper=match["upper"],
    )


def _unclassified(match: re.Match[str]) -> Quantity:
    operator: Operator = ">" if match["many"] or match["more"] else "="
    value = match["value"].replace(",", "")
    return Quantity(match.start(), match.end(), match.start(), value, match["unit"], operator)


def _ages(normal: str, start: int, end: int) -> Iterator[Quantity]:
    """人均预期寿命79.5岁 and 受教育年限11.7年 are figures, where other ages and years are not."""
    for match in _YEARS.finditer(normal, start, end):
        if _LIFE.search(normal[max(start, match.start() - 24) : match.start()]):
            yield Quantity(match.start(), match.end(), match.start(), match["value"], match["unit"], "=")


def _indices(normal: str, start: int, end: int) -> Iterator[Quantity]:
    """满意度提升至89.6, 收入比缩小到2.05:1: what is measured without a unit."""
    for match in _INDEX.finditer(normal, start, end):
        if _MEASURED.search(normal[max(start, match.start() - 30) : match.start()]):
            yield Quantity(match.start("value"), match.end(), match.start("value"), match["value"], "", "=")


def _ratios(normal: str, start: int, end: int) -> list[Quantity]:
    """三次产业比重4.0:37.7:58.3 are three percentages."""
    return [
        Quantity(match.start(part), match.end(part), match.start(part), match[part], "%", "=")
        for match in _RATIO.finditer(normal, start, end)
        if "产" in normal[max(0, match.start() - 24) : match.start()]
        for part in ("one", "two", "three")
    ]


def _widened(normal: str, quantity: Quantity, limit: int) -> Quantity:
    """With the words before and behind that say how exactly the number is meant."""
    start, before = _operator_before(normal, quantity.start, limit)
    end, operator = quantity.end, quantity.operator if quantity.operator != "=" else before
    for pattern, meaning in _AFTER:
        after = pattern.match(normal, end)
        if after:
            end, operator = after.end(), meaning
    return replace(quantity, start=start, end=end, operator=operator)


_OPERATORS_BEFORE = [(re.compile(f"(?:{words})(?:到|至|了|达|在|为|是)?$"), meaning) for words, meaning in _BEFORE]
_ABOUT = re.compile("(?<![节集预制大签公履合违条])(?:大约|约)占[^,;。0-9]{1,14}$")


def _operator_before(normal: str, at: int, limit: int) -> tuple[int, Operator]:
    window = max(limit, at - 6)
    for pattern, meaning in _OPERATORS_BEFORE:
        match = pattern.search(normal[window:at])
        if match:
            return window + match.start(), meaning
    return at, "≈" if _ABOUT.search(normal[max(limit, at - 18) : at]) else "="


def _without_overlap(quantities: list[Quantity]) -> list[Quantity]:
    kept: list[Quantity] = []
    for quantity in quantities:
        if not kept or quantity.number_start >= kept[-1].end:
            kept.append(quantity)
    return kept


def _without_classes(normal: str, quantities: list[Quantity]) -> list[Quantity]:
    """In 230个50户以上村寨 the second number only tells which villages."""
    return quantities[:1] + [
        other
        for one, other in pairwise(quantities)
        if not (
            one.end == other.start
            and _BOUND.search(normal[other.end - 2 : other.end])
            and "\u4e00" <= normal[other.end : other.end + 1] <= "\u9fff"
        )
    ]


def _with_shared_units(normal: str, quantities: list[Quantity], start: int, names: bytearray) -> list[Quantity]:
    """分别拉动0.4个、3.2个、2.8个百分点; 分别为10、20和30亿元: numbers in a list have the unit of its last."""
    result = list(quantities)
    for index in range(len(result) - 2, -1, -1):
        one, other = result[index], result[index + 1]
        if normal[one.end : other.start] not in {"、", "和", "及", "与"}:
            continue
        if one.unit == "个" and other.unit == "个百分点":
            result[index] = replace(one, unit="个百分点")
        elif one.unit in {"万", "亿"} and other.unit not in {"万", "亿"}:
            result[index] = replace(one, unit=one.unit + base_unit(other.unit))
    bare = [
        found
        for before, quantity in zip([None, *result], result, strict=False)
        for found in _listed_before(normal, before.end if before else start, quantity, start, names)
    ]
    return sorted([*result, *bare], key=lambda quantity: quantity.number_start)


def _listed_before(normal: str, floor: int, quantity: Quantity, start: int, names: bytearray) -> Iterator[Quantity]:
    """The bare numbers of the list that the quantity ends, from right to left."""
    at = quantity.start
    for _ in range(_LONGEST_LIST):
        window = max(floor, at - 16)
        match = SHARED.search(normal[window:at])
        if match is None:
            return
        begin = window + match.start()
        if names[begin - start] or normal[begin - 1] in "第年月至到":
            return
        unit = match["multiplier"] + base_unit(quantity.unit) if match["multiplier"] else quantity.unit
        end = begin + len(match["value"]) + len(match["multiplier"] or "")
        yield replace(quantity, start=begin, end=end, number_start=begin, value=match["value"], unit=unit)
        at = begin
