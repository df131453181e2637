"""What a number says by the words before it: a value, its growth, its share of the plan, its lead on schedule.

Everything here looks at the words just before a number; what the number is attached to is decided in `figures`.
"""

import re
from dataclasses import dataclass
from typing import Literal

from plans.importing.shapes import Operator, Quantity

Kind = Literal["value", "rate", "share", "gap", "points", "structure"]

_UP = "增长|增加|上升|提高|上涨|提升|递增|扩大|加快|扩张|增产|增|升|\\+"
_DOWN = "负增长|下降|减少|回落|降低|下滑|收窄|缩减|下跌|压缩|压减|缩短|减产|降|(?<![审核精裁节])减|-"
_SAID = "(?:了|约|为|达到?|幅度?(?:为|达)|超过?|近|不少于|不低于|至少|速度?(?:为|达)?|左右)?"
_RATE = re.compile(f"(?:(?P<down>{_DOWN})|(?P<up>{_UP})){_SAID}$")
_SPEED = re.compile(
    "(?:增速|增幅|涨幅|(?P<down>降幅)|增长率|增长速度|升幅|同比|环比)(?:达到了?|达|为|约|在|保持在|控制在|高达)?$"
)
_LEVEL_OF_CHANGE = re.compile(
    "(?:下降|降低|减少|压减|压缩|缩短|提高|提升|增加|增长|升|降|增|减|扩大|上升|上调|回升|回落|恢复|调整|优化|稳定|跃升|攀升)(?:到|至|为|在)(?:了|约)?$"
)
_SHARE = re.compile(
    "(?:占|完成|达到?|为|实现)(?P<of>[^,;。占]{0,16}?(?:计划|任务|目标|预算)(?![^,;。]{0,2}(?:收入|支出))[^,;。]{0,12}?)的?$"
)
_COMPLETION = re.compile(
    "(?:年度|全年)?(?:投资|计划|任务|目标|预算)?(?:任务)?完成(?:率|进度)(?:分别)?(?:为|达到?|均为)?$"
)
_OVER = re.compile("超(?:额|过)?(?:完成)?[^,;。]{0,4}(?:年度|全年)?(?:计划|目标|任务|预算)数?的?$")
_GAP = re.compile("(?:快|超前|超|慢|滞后|落后|高|低|领先)(?:于|出)?[^,;。]{0,12}$")
_SCHEDULE = re.compile("时间进度|序时进度|时序进度|计划进度|均衡进度|时间节点")
_BEHIND = re.compile("慢|滞后|落后|低")
_STRUCTURE = re.compile("(?:分别)?占(?:比|总|全|其|到|地区|GDP)?[^,;。]{0,18}$")
_AVERAGE = re.compile("年均|年平均|平均每年|[两三四五]年平均")
_PERIOD = re.compile(
    "环比|[较比](?:年初|[一二三四上]季度?|上月|“?十[一二三四五六七八九]五”?|20[0-9]{2}年|[0-9一二三四五]{1,2}年前|五年|“[^”]{1,8}”)"
)
_ABSOLUTE_CHANGE = re.compile(
    "[,(]?(?:同比|比上年(?:同期|末)?|较上年(?:同期|末)?|比去年(?:同期)?|较去年(?:同期)?|[比较]年初)(?:净|多)?"
    "(?:增加|减少|增长|下降|提高|降低|增产|减产|多|少|增|减)(?:了|约)?"
    "|[,、(]?(?:增收|减收|增产|减产|增支|减支)(?:了|约)?|[,、(]?超(?:额|过)?[^0-9,;。]{0,6}(?:目标|任务|计划)(?:任务)?"
    "|[,、(]?[比较][^0-9,;。]{1,12}[高低多少快慢](?:出|了|约)?"
)
_COMPARED = re.compile("[高低快慢]|超|塌|目标|领先|优于|全[国省市]|比(?![重例率值])|较")
_ATTACHES = re.compile(
    "(?:[,、(\\s]|同比|环比|分别|比上年同?期?末?|较上年同?期?末?|比去年同?期?|较去年同?期?|比上一?年|上年同期|去年同期|按?(?:可比|不变|现行)(?:价格?|口径)(?:计算)?"
    "|名义|实际|(?:[一二两三四五六七八九十]{1,2}|[0-9]{1,2})年(?=年均|平均)|年均|年平均|平均|自然口径|同口径|(?:扣除|剔除|还原)[^,;。0-9]{1,16}?(?:因素影响|因素|影响|后)后?|[较比](?:年初|[一二三四上]季度?|上月)|[较比]“?十.五”?末?|[较比]20[0-9]{2}年(?:同期|末|底)?|[较比]“[^”]{1,8}”|逆势|大幅|净|累计|又|约|也|均|比|较|率)*+"
)
_ADJUSTED = re.compile(
    "(?:扣除|剔除|还原)[^,;。0-9]{1,16}?(?:因素影响|因素|影响|后)后?|同口径|可比口径|自然口径|名义|实际"
)
_THAN = re.compile("[,、(]?(?:增[速幅])?(?:[比较]|[高低快慢优]于|超)")
_THAN_PLAN = re.compile("^[,、]?[比较][^,;。]{0,4}(?:计划|目标|任务)$")
_STREAK = re.compile("连续[^,;。]{0,10}(?:保持|实现|呈)$")


_TURNED: dict[Operator, Operator] = {"=": "=", "≥": "≤", ">": "<", "≤": "≥", "<": ">", "≈": "≈"}


def of_fall(operator: Operator) -> Operator:
    """下降10%以上 is at most −10: what the words say of a fall is the other way round for its negative value."""
    return _TURNED[operator]


@dataclass(frozen=True)
class Change:
    """The words of a change before a number: where they begin and whether they say that it fell."""

    start: int
    down: bool


def change_in(words: str) -> Change | None:
    for pattern in (_RATE, _SPEED):
        match = pattern.search(words)
        if match:
            return Change(match.start(), bool(match["down"]))
    return None


def without_change(words: str) -> str:
    change = change_in(words)
    return words[: change.start] if change else words


def without_share(words: str) -> str:
    """完成投资占计划的 → 完成投资: the words before those that say of what plan the number is a share."""
    for pattern in (_COMPLETION, _SHARE, _OVER):
        match = pattern.search(words)
        if match:
            return words[: match.start()]
    return words


def kind_of_number(said: str, before: str, quantity: Quantity) -> Kind:
    """`said` is the clause up to the number, `before` what of it belongs to this number alone."""
    if quantity.unit.endswith("百分点"):
        return "gap" if _SCHEDULE.search(said) and _GAP.search(said) else "points"
    if _LEVEL_OF_CHANGE.search(before):
        return "value"
    if quantity.unit == "倍":
        return "rate" if change_in(before) else "value"
    if quantity.doubling:
        return "rate"
    if quantity.unit != "%":
        return "points" if is_absolute_change(before) else "value"
    if _SHARE.search(said) or _OVER.search(said) or _COMPLETION.search(before):
        return "share"
    if change_in(before) or quantity.value.startswith("-"):
        return "rate"
    if _STRUCTURE.match(before.lstrip(",、( 其中")):
        return "structure"
    return "value"


def says_completion_rate(before: str) -> bool:
    """投资完成率: the share of the plan if there is an investment before it, otherwise a rate of its own."""
    return _COMPLETION.search(before) is not None


def is_over_plan(said: str) -> bool:
    return (_OVER.search(said) is not None and _SHARE.search(said) is None) or _EXCEEDS.search(said) is not None


_EXCEEDS = re.compile("超额完成[^,;。]{0,8}(?:计划|目标|任务|预算)数?的?$")


def is_behind(said: str) -> bool:
    return _BEHIND.search(said) is not None


def is_average(words: str) -> bool:
    return _AVERAGE.search(words) is not None


def is_over_a_period(words: str) -> bool:
    """较“十三五”末, 比2019年同期: growth since then, not over the year before."""
    return _PERIOD.search(words) is not None and "上年" not in words and "同比" not in words


def only_attaches(words: str) -> bool:
    """Whether the words name nothing of their own, so that the number says something of the figure before."""
    return _ATTACHES.fullmatch(words) is not None


def adjusted_in(words: str) -> str:
    """扣除价格因素, 同口径: on what other basis the number is worked out; an empty string where it is on none."""
    match = _ADJUSTED.search(words)
    return match[0] if match else ""


def is_absolute_change(words: str) -> bool:
    """同比增加3万人, 增收1200万元: how much more it is than before, beside the value."""
    return _ABSOLUTE_CHANGE.fullmatch(words) is not None


def compares(words: str) -> bool:
    return _COMPARED.search(words) is not None


def begins_comparing(words: str) -> bool:
    """比全国、全省分别高（0.8个和1.1个百分点）."""
    return _THAN.match(words) is not None


def compares_with_plan(words: str) -> bool:
    """比年度计划（翻了一番）: neither growth nor share of the plan."""
    return _THAN_PLAN.search(words) is not None


def is_streak(words: str) -> bool:
    """连续24个月保持（两位数增长）: a comment on the growth before it."""
    return _STREAK.search(words) is not None
