"""Quantities → figures: which number is a value, which only says something about the value before it, and its name.

One number, one item: growth, share of the plan and lead on schedule belong to the value they follow, nearest to the left
and not across ；or 。. Targets and observations are both read from figures.
"""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from plans.importing.naming import name_of, names_in_order, strip_subject
from plans.importing.quantities import scan_quantities
from plans.importing.shapes import Quantity, Segment, Span

Kind = Literal["value", "rate", "share", "gap", "points", "structure", "count", "level_of_growth"]
_UP = "增长|增加|上升|提高|上涨|增|升|提升|递增|扩大|加快|\\+"
_DOWN = "下降|减少|回落|降低|下滑|降|减|收窄|缩减|下跌|负增长|-"
_SAID = "(?:了|约|率?为|率?达到?|幅度?为|超过?|近|不少于|不低于|至少|速度?|速?为|速?达|左右)?"
_RATE = re.compile(f"(?:(?P<up>{_UP})|(?P<down>{_DOWN})){_SAID}$")
_SPEED = re.compile("(?:增速|增幅|涨幅|增长率|增长速度|升幅|同比)(?:达到?|为|约|在|保持在|达到了|控制在|高达)?$")
_LEVEL_OF_CHANGE = re.compile("(?:下降|降低|减少|压减|提高|提升|增加|增长|升|降|扩大|上升|回落)(?:到|至|为)(?:了|约)?$")
_SHARE = re.compile(
    "(?:占|完成|达到?|为|实现)[^,;。]{0,16}(?:计划|年度任务|任务|目标|预算)[^,;。]{0,6}?(?:数|总数|投资|任务)?的$|(?:计划|任务|目标|预算)(?:数|总额)?完成率(?:为|达|达到)?$|完成(?:率|进度)(?:为|达)$"
)
_OVER = re.compile("超(?:额|过)?(?:完成)?[^,;。]{0,4}(?:年度|全年)?(?:计划|目标|任务)(?:数)?(?:的)?$")
_GAP = re.compile("(?:快|超前|超|慢|滞后|落后|高|低)(?:于)?[^,;。]{0,4}$")
_SCHEDULE = re.compile("时间进度|序时进度|时序进度|计划进度|时间节点")
_STRUCTURE = re.compile("^(?:分别)?占(?:比|总|全|其|到)?[^,;。]{0,14}$")
_AVERAGE = re.compile("年均|年平均|平均每年")
_PERIOD = re.compile("[较比]“?(?:十[一二三四五六七八九]五”?|20[0-9]{2}年|[0-9一二三四五]{1,2}年前|五年)(?!同期)")
_ATTACHES = re.compile(
    "(?:[,、(\\s]|同比|环比|分别|比上年同?期?|较上年同?期?|比去年同?期?|较去年同?期?|比上一?年|上年同期|去年同期|按?可比(?:价|口径)(?:格|计算)?|名义|实际|年均|自然口径|同口径|扣除价格因素|较“?十.五”?末|较?比?20[0-9]{2}年|净|累计|又|约|也|均|比|较)*+"
)
_ABSOLUTE_CHANGE = re.compile(
    "[,(]?(?:同比|比上年(?:同期)?|较上年(?:同期)?|比去年(?:同期)?|较去年(?:同期)?)(?:净|多)?(?:增加|减少|增长|下降|多|少|增|减)(?:了|约)?"
)
_FROM = ("由", "从", "由上年", "由去年", "从上年", "从去年", "由年初", "从年初")
_TO = re.compile(
    "[,]?(?:[\u4e00-\u9fff]{0,2})(?:提高|增加|增长|提升|扩大|上升|下降|降低|减少|压减|缩短|压缩|缩小|跃升|上升|降|增|升)(?:到|至|为)(?:了)?"
)
_OF_PROJECTS = re.compile("(?:项目|工程)[^,;。]{0,10}(?:完成|累计)[^,;。]{0,4}投资(?:额)?$")

_RATE_OF_EACH = re.compile("[率度比](?:均)?(?:达到?|为|均为)?$")
_BEHIND = re.compile("慢|滞后|落后|低")
_COMPARED = re.compile("[高低快慢]|全[国省市]|比|较")
_FAR = 80
_LONGEST_RUN = 12


@dataclass(frozen=True)
class Figure:
    """A value with all that is said about it.

    `subject` completes the names of the figures behind it; `head` is the clause up to the number, `tail` what follows.
    """

    start: int
    end: int
    quantity: Quantity
    name: str
    value: str | None
    unit: str | None
    subject: str
    head: str
    tail: str
    is_rate: bool = False
    yoy: str | None = None
    growth: str | None = None
    growth_basis: Literal["annual_avg", "period"] | None = None
    share_of_plan: str | None = None
    schedule_gap: str | None = None
    under: bool = False
    unequal: bool = False
    named_after: bool = False
    clause: int = 0


def read_figures(normal: str, segment: Segment) -> list[Figure]:
    """The figures of one segment, left to right."""
    figures: list[Figure] = []
    for number, clause in enumerate(segment.clauses):
        _read_clause(normal, clause, number, figures)
    return figures


def _read_clause(normal: str, clause: Span, number: int, figures: list[Figure]) -> None:
    quantities = scan_quantities(normal, clause.start, clause.end)
    counts = _counts_of_projects(normal, quantities)
    baselines = _baselines(normal, quantities)
    previous = clause.start
    had = len(figures)
    index = 0
    while index < len(quantities):
        quantity = quantities[index]
        run = _run_length(normal, quantities, index)
        if run > 1 and _read_run(
            normal, clause, quantities[index : index + run], figures, begin=previous, number=number
        ):
            index += run
            previous = quantities[index - 1].end
            continue
        following = quantities[index + 1].start if index + 1 < len(quantities) else clause.end
        if index not in counts | baselines:
            _read_one(normal, clause, number, Span(previous, following), quantity, figures=figures)
        if index not in baselines:
            previous = quantity.end
        index += 1
    _reach_over(clause, quantities, figures, had)


def _read_one(normal: str, clause: Span, number: int, room: Span, quantity: Quantity, *, figures: list[Figure]) -> None:
    before = normal[room.start : quantity.start]
    said = _said_before(normal, clause, quantity)
    kind = _kind(said, before, quantity)
    last = figures[-1] if figures else None
    attached = _attach(last, kind, before, said, quantity) if last else None
    if attached:
        figures[-1] = attached
    elif kind != "structure" or not last:
        figures.append(_new(normal, clause, room, quantity, kind=kind, number=number, figures=figures))


def _run_length(normal: str, quantities: list[Quantity], index: int) -> int:
    """How many quantities of one unit stand side by side with nothing but 、 or 和 between them."""
    end = index + 1
    while (
        end < min(len(quantities), index + _LONGEST_RUN)
        and quantities[end].unit == quantities[index].unit
        and normal[quantities[end - 1].end : quantities[end].start] in {"、", "和", "及", "与", "以及"}
    ):
        end += 1
    return end - index


def _read_run(
    normal: str, clause: Span, run: list[Quantity], figures: list[Figure], *, begin: int, number: int
) -> bool:
    """A、B分别为x、y and the like: names and numbers in the same order. False where this is no such list."""
    before = normal[begin : run[0].start]
    kind = _kind(_said_before(normal, clause, run[0]), before, run[0])
    words = _change_words_off(before)
    rates = kind == "rate"
    if rates and len(figures) >= len(run) and _ATTACHES.fullmatch(words) and not figures[-1].is_rate:
        for figure_at, quantity in zip(range(len(figures) - len(run), len(figures)), run, strict=True):
            figures[figure_at] = replace(_with_rate(figures[figure_at], before, quantity), end=quantity.end)
        return True
    respectively = "分别" in before or "依次" in before
    names = names_in_order(words)
    if kind not in {"rate", "value"} or not (respectively or len(names) == len(run)):
        return False
    equal = len(names) == len(run)
    for position, quantity in enumerate(run):
        room = Span(begin, quantity.end)
        figure = _new(normal, clause, room, quantity, kind=kind, number=number, figures=figures)
        if rates:
            figure = _with_rate(replace(figure, yoy=None), before, quantity)
        name = names[position] if equal else strip_subject(words)
        figures.append(replace(figure, name=name, subject=name, start=begin, end=quantity.end, unequal=not equal))
    return True


def _baselines(normal: str, quantities: list[Quantity]) -> set[int]:
    """从A提高到B: A is where it began and no figure of its own."""
    return {
        index
        for index, (one, other) in enumerate(pairwise(quantities))
        if one.unit == other.unit
        and normal[max(one.start - 6, 0) : one.start].rstrip("约的").endswith(_FROM)
        and _TO.fullmatch(normal[one.end : other.start])
    }


def _said_before(normal: str, clause: Span, quantity: Quantity) -> str:
    """The clause up to the number, as far as it can matter; unbounded, a clause of numbers would cost its square."""
    return normal[max(clause.start, quantity.start - _FAR) : quantity.start]


def _reach_over(clause: Span, quantities: list[Quantity], figures: list[Figure], had: int) -> None:
    """A figure alone in its clause is quoted with the whole clause; one followed only by its attributes too."""
    if not quantities:
        return
    new = figures[had:]
    if len(new) == 1 and not (had and quantities[0].start < new[0].start):
        figures[had] = replace(new[0], start=min(clause.start, new[0].start), end=max(clause.end, new[0].end))
    elif new:
        figures[-1] = replace(figures[-1], end=max(clause.end, figures[-1].end))


def _counts_of_projects(normal: str, quantities: list[Quantity]) -> set[int]:
    """44个…项目完成投资X: how many projects they are belongs to the investment and is no figure of its own."""
    counts = set()
    for index, (one, other) in enumerate(pairwise(quantities)):
        between = normal[one.end : other.start]
        if one.unit in {"个", "项"} and other.unit.endswith("元") and _OF_PROJECTS.search(between):
            counts.add(index)
        if one.unit in {"个", "项", "家", "条"} and other.unit == "%" and _RATE_OF_EACH.search(between):
            counts.add(index)
    return counts


def _kind(said: str, before: str, quantity: Quantity) -> Kind:
    if quantity.unit.endswith("百分点"):
        return "gap" if _SCHEDULE.search(said) and _GAP.search(said) else "points"
    if _LEVEL_OF_CHANGE.search(before):
        return "value"
    if quantity.unit == "倍":
        return "rate" if _RATE.search(before) else "value"
    if quantity.doubling:
        return "rate"
    if quantity.unit != "%":
        return "points" if _ABSOLUTE_CHANGE.fullmatch(before) else "value"
    if _SHARE.search(said) or _OVER.search(said):
        return "share"
    if _RATE.search(before) or _SPEED.search(before) or quantity.value.startswith("-"):
        return "rate"
    if _STRUCTURE.match(strip_subject(said)):
        return "structure"
    return "value"


def _attach(last: Figure, kind: Kind, before: str, said: str, quantity: Quantity) -> Figure | None:
    """The last figure with this attribute, or None where the number is a figure of its own."""
    if kind == "share":
        share = quantity.value
        if _OVER.search(said):
            share = str(100 + Decimal(quantity.value))
        return replace(last, share_of_plan=share, end=quantity.end) if last.share_of_plan is None else None
    if kind == "gap":
        behind = _BEHIND.search(said) is not None
        signed = f"-{quantity.value}" if behind else quantity.value
        return replace(last, schedule_gap=signed, end=quantity.end) if last.schedule_gap is None else None
    if kind in {"points", "structure"}:
        own_name = strip_subject(_change_words_off(before))
        return (
            replace(last, end=quantity.end)
            if len(own_name) < 2 or kind == "structure" or _COMPARED.search(before)
            else None
        )
    if kind != "rate" or _ATTACHES.fullmatch(_change_words_off(before)) is None or last.yoy:
        return None
    if last.growth or (last.is_rate and not _PERIOD.search(before)):
        return None
    return _with_rate(replace(last, end=quantity.end), before, quantity)


def _change_words_off(before: str) -> str:
    match = _RATE.search(before) or _SPEED.search(before)
    return before[: match.start()] if match else before


def _share_start(head: str) -> int:
    match = _SHARE.search(head) or _OVER.search(head)
    return match.start() if match else len(head)


def _signed(kind: Kind, head: str, quantity: Quantity) -> str:
    """A change in points is negative where it fell; any other value has the sign it is written with."""
    match = _RATE.search(head)
    return f"-{quantity.value}" if kind == "points" and match and match["down"] else quantity.value


def _with_rate(figure: Figure, before: str, quantity: Quantity) -> Figure:
    rate = quantity.value
    if quantity.unit == "倍":
        rate = format((Decimal(rate) * 100).normalize(), "f")
    match = _RATE.search(before)
    if match and match["down"] and not rate.startswith("-"):
        rate = f"-{rate}"
    if _AVERAGE.search(before):
        return replace(figure, growth=rate, growth_basis="annual_avg")
    if _PERIOD.search(before) and "上年" not in before and "同比" not in before:
        return replace(figure, growth=rate, growth_basis="period")
    return replace(figure, yoy=rate)


def _call(head: str, tail: str, kind: Kind, number: int, last: Figure | None) -> tuple[str, str, bool]:
    """Its name, the subject for the names behind it, and whether it was named by the words after the number."""
    earlier = last.subject if last else ""
    beside = last if last and last.clause == number else None
    own = head
    if kind in {"rate", "points"}:
        own = _change_words_off(head)
    elif kind == "share":
        own = head[: _share_start(head)]
    taken = beside is not None and beside.named_after
    if earlier and kind in {"rate", "share"} and _ATTACHES.fullmatch(_change_words_off(head)):
        name = earlier
    elif beside and not head:
        name = beside.name
    else:
        name = name_of(own, tail, earlier, earlier_named_after=taken)
    subject = earlier if earlier and name.startswith(earlier) else name
    return name, subject, len(strip_subject(own)) < 2 or (taken and tail != "")


def _new(
    normal: str, clause: Span, room: Span, quantity: Quantity, *, kind: Kind, number: int, figures: list[Figure]
) -> Figure:
    head = normal[room.start : quantity.start]
    tail = normal[quantity.end : room.end]
    start = room.start
    while start < quantity.start and normal[start] in "、和及,与 ()":
        start += 1
    rate = kind in {"rate", "share"}
    name, subject, named_after = _call(head, tail, kind, number, figures[-1] if figures else None)
    figure = Figure(
        start=start,
        end=quantity.end if room.end < clause.end else clause.end,
        quantity=quantity,
        name=name,
        subject=subject,
        named_after=named_after,
        value=None if rate else _signed(kind, head, quantity),
        unit=None if rate else quantity.unit,
        head=_said_before(normal, clause, quantity),
        tail=tail,
        is_rate=rate,
        under=normal[max(clause.start - 3, 0) : clause.start + 3].find("其中") >= 0,
        clause=number,
    )
    if kind == "share":
        return replace(figure, share_of_plan=quantity.value)
    return _with_rate(figure, head, quantity) if rate else figure
