"""Numbers that are no figure of their own: where a figure began, how many things it is about, what was planned."""

import re
from itertools import pairwise

from plans.importing.shapes import Quantity

_FROM = re.compile("[由从](?:20[0-9]{2}年[底末]?的?|[^0-9,;。]{0,8})$")
_TO = re.compile(
    "[,]?(?:[\u4e00-\u9fff]{0,2})(?:提高|增加|增长|提升|扩大|上升|上调|下降|降低|减少|压减|缩短|压缩|缩小|跃升|调整|发展|降|增|升|减|扩)?(?:到|至|为)了?(?:20[0-9]{2}年[底末]?的?)?"
)
_OF_PROJECTS = re.compile(
    "^(?![、,;。])[^,;。]{0,30}(?:项目|工程)[^,;。]{0,10}(?:完成|累计|计划|总)[^,;。]{0,4}投资额?$"
)
_OF_FIRMS = re.compile(
    "^(?![、,;。])[^、,;。]{2,20}(?:增加值|产值|收入|利润|税收|销售额|零售额)(?:累计|共|预计)?(?:完成|实现|达到?)?(?:同比)?(?:增长|下降)?$"
)
_RATE_OF_EACH = re.compile("^(?![、,;。])[^,;。]{2,40}[率度比](?:均)?(?:达到?|为|均为)?$")
_PLANNED = re.compile("(?:计划|任务|目标|预算)(?:数|总数|任务)?$")  # 完成年度任务5000人的112%
COUNTED = {"个", "项", "家", "条", "宗", "户", "所", "座"}


def baselines(normal: str, quantities: list[Quantity]) -> set[int]:
    """从A提高到B: A is where it began and no figure of its own."""
    return {
        index
        for index, (one, other) in enumerate(pairwise(quantities))
        if (one.unit[-1:] == other.unit[-1:])
        and is_baseline(normal, one)
        and _TO.fullmatch(normal[one.end : other.start])
    }


def are_baselines(normal: str, run: list[Quantity], follower: Quantity) -> bool:
    """从4万元和1万元分别提高到5万元和2万元."""
    return (
        run[0].unit == follower.unit
        and is_baseline(normal, run[0])
        and _TO.fullmatch(normal[run[-1].end : follower.start]) is not None
    )


def is_baseline(normal: str, quantity: Quantity) -> bool:
    return _FROM.search(normal[max(quantity.start - 10, 0) : quantity.start]) is not None


def counts_of_projects(normal: str, quantities: list[Quantity]) -> set[int]:
    """44个…项目完成投资X: how many projects they are belongs to the investment and is no figure of its own."""
    counts = {
        index
        for index, (one, other) in enumerate(pairwise(quantities))
        if other.unit == "%"
        and normal[one.end : other.start] == "的"
        and _PLANNED.search(normal[max(one.start - 8, 0) : one.start])
    }
    for index, (one, other) in enumerate(pairwise(quantities)):
        between = normal[one.end : other.start]
        if one.unit in COUNTED and other.unit.endswith("元") and _OF_PROJECTS.search(between):
            counts.add(index)
        if one.unit in COUNTED and other.unit == "%" and _RATE_OF_EACH.search(between):
            counts.add(index)
        if one.unit in COUNTED and other.unit.endswith(("元", "%")) and _OF_FIRMS.search(between):
            counts.add(index)
    return counts
