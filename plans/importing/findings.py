"""Items → findings: what in the document's own figures a person should look at. Nothing is ever changed for them."""

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from plans.importing.deadlines import read_deadlines
from plans.importing.sentences import split_sentences
from plans.importing.shapes import Document, Finding, Observation, Outline, Page, Period, Span, Target, Task
from plans.importing.targets import goal_stretches
from plans.importing.units import base_unit, multiplier_of

_LATE = timedelta(days=180)
_HUNDREDTH = Decimal("0.01")
_LARGEST_SHARE = 9  # digits before the point; beyond, a slip of the pen is no schedule
_POWER = {"千瓦": "千瓦", "万千瓦": "千瓦", "兆瓦": "千瓦", "kW": "kW", "KW": "kW", "MW": "MW", "MWp": "MW", "GW": "GW"}
_TIME = re.compile(
    "(?:20[0-9]{2}年)?(?:(?:1-|截至|前)?(?P<month>[0-9]{1,2})个?月(?:[份末]|底)?|(?P<part>[上下]半年|前三季度|[一二三四]季度)|[这近过去]{1,2}五年|“?十[二三四五六]五”?)"
)
_MONTHS = {"上半年": 6, "前三季度": 9, "一季度": 3, "下半年": 12, "二季度": 6, "三季度": 9, "四季度": 12}
_SENTENCE = 240
_ALIKE = 2
_POINTS_ALIKE = 5
_PLANNED = re.compile("计划(?:完成)?投资|投资计划|年度计划")
_INDUSTRIES = ("第一产业比重", "第二产业比重", "第三产业比重")
_NO_SUM = re.compile("人均|平均|均价|单价|标准|价格|单产|亩产|户均|均(?!衡)")
_NEW = re.compile("新增|净增")


def read_findings(
    document: Document,
    page: Page,
    outline: Outline,
    *,
    tasks: Sequence[Task],
    targets: list[Target],
    observations: list[Observation],
) -> list[Finding]:
    """Doubts in document order, each with a stable code, its place and a sentence in Chinese."""
    found = [
        *_unequal_lists(observations),
        *_parts_above_wholes(observations),
        *_shares_not_whole(observations),
        *_repeated(document.normal, observations),
        *_baselines_off_the_calendar(document.normal, observations, outline.period),
        *_implied_plans(observations),
        *_shares_of_stated_plans(document.normal, observations),
        *_mixed_units(observations),
        *_two_readings(targets, observations, outline),
        *_deadlines_in_no_task(document, outline, tasks),
        *_published_late(page, outline),
    ]
    return sorted(found, key=lambda finding: (finding.start, finding.end, finding.code))


def _unequal_lists(observations: list[Observation]) -> Iterator[Finding]:
    for one in observations:
        if "respectively-unequal" in one.flags:
            message = f"“{one.name}”后“分别”列出的数与名称个数不一致，请确认{_said(one)}属于哪一项。"
            yield Finding("respectively-unequal", message, one.start, one.end)


def _parts_above_wholes(observations: list[Observation]) -> Iterator[Finding]:
    whole: Observation | None = None
    parts: list[Observation] = []
    for one in [*observations, None]:
        if one is not None and one.parent and whole is not None and one.parent == whole.name:
            parts.append(one)
            continue
        if whole is not None and parts:
            yield from _compare_parts(whole, parts)
        whole, parts = one, []


def _compare_parts(whole: Observation, parts: list[Observation]) -> Iterator[Finding]:
    if _NO_SUM.search(whole.name) or whole.unit in {"%", "‰", "倍"}:
        return  # a rate or an average of a part may be above that of the whole
    amounts = [
        (part, amount)
        for part in parts
        if base_unit(part.unit or "") == base_unit(whole.unit or "") and (amount := _amount(part))
    ]
    limit = _amount(whole)
    if limit is None or not amounts:
        return
    for part, amount in amounts:
        if amount > limit:
            message = f"其中“{part.name}”{_said(part)}大于总数“{whole.name}”{_said(whole)}，请核对。"
            yield Finding("part-exceeds-whole", message, part.start, part.end)
    if len(amounts) > 1 and sum(amount for _, amount in amounts) > limit:
        message = f"“{whole.name}”{_said(whole)}小于其中各项之和，请核对数字，或各项是否有重叠。"
        yield Finding("sum-differs", message, whole.start, amounts[-1][0].end)


def _shares_not_whole(observations: list[Observation]) -> Iterator[Finding]:
    """The shares of the three industries are parts of one whole."""
    for index in range(len(observations) - 2):
        parts = observations[index : index + 3]
        if tuple(one.name.replace("占比", "比重") for one in parts) != _INDUSTRIES:
            continue
        total = sum((Decimal(one.value or "0") for one in parts), Decimal(0))
        if abs(total - 100) > Decimal("0.2"):
            message = f"三次产业比重相加为{total}%，不等于100%，请核对。"
            yield Finding("sum-differs", message, parts[0].start, parts[-1].end)


def _repeated(normal: str, observations: list[Observation]) -> Iterator[Finding]:
    """The same name with the same kind of figure, of the same time: said twice, or said twice a little differently.

    Figures far apart are of different things that are called alike, and no contradiction.
    """
    seen: dict[tuple[str, str | None, str | None, bool, str], Observation] = {}
    for one in observations:
        if len(one.name) < 4 or one.flags or (one.value is None and one.yoy is None):
            continue
        when = _time_of(normal, one)
        for rate, said in ((False, one.value), (True, one.yoy)):
            if said is None:
                continue
            first = seen.setdefault((one.name, one.parent, None if rate else one.unit, rate, when), one)
            before = first.yoy if rate else first.value
            if first is one or before is None or {one.operator, first.operator} != {"="}:
                continue
            what = "增速" if rate else "数值"
            if Decimal(before) == Decimal(said):
                message = f"“{one.name}”的{what}出现了两次，应关联为同一指标。"
                yield Finding("figure-repeated", message, one.start, one.end)
            elif _near(Decimal(before), Decimal(said), rate=rate):
                message = f"“{one.name}”的{what}前后不一致（{before}与{said}），请核对。"
                yield Finding("figure-differs", message, one.start, one.end)


def _near(one: Decimal, other: Decimal, *, rate: bool) -> bool:
    if rate:
        return abs(one - other) <= _POINTS_ALIKE
    return one * other > 0 and max(one, other, key=abs) / min(one, other, key=abs) <= _ALIKE


def _time_of(normal: str, one: Observation) -> str:
    """The months or years last named in its sentence before its end; an empty string where it names none."""
    match = _last_time(normal, one)
    return match[0] if match else ""


def _last_time(normal: str, one: Observation) -> re.Match[str] | None:
    begin = max(normal.rfind(stop, max(one.start - _SENTENCE, 0), one.start) for stop in ("。", "\n"))
    last = None
    for match in _TIME.finditer(normal, max(begin + 1, one.start - _SENTENCE, 0), min(one.end, one.start + _SENTENCE)):
        last = match
    return last


def _baselines_off_the_calendar(
    normal: str, observations: list[Observation], period: Period | None
) -> Iterator[Finding]:
    """Share minus stated lead is the schedule the report used; the calendar may say another."""
    if period is None:
        return
    for one in observations:
        if one.share_of_plan is None or one.schedule_gap is None:
            continue
        calendar = (Decimal(_months_of(normal, one, period)) * 100 / 12).quantize(_HUNDREDTH, ROUND_HALF_UP)
        used = Decimal(one.share_of_plan) - Decimal(one.schedule_gap)
        if used.adjusted() > _LARGEST_SHARE:
            continue
        used = used.quantize(_HUNDREDTH)
        if abs(used - calendar) > 1:
            message = f"“{one.name}”按所述快慢倒推的时间进度为{used}%，日历进度为{calendar}%，请确认所用口径。"
            yield Finding("schedule-differs", message, one.start, one.end)


def _months_of(normal: str, one: Observation, period: Period) -> int:
    """How many months its sentence says it covers (1-5月), or else the report."""
    match = _last_time(normal, one)
    if match and match["month"] and 1 <= int(match["month"]) <= 12:
        return int(match["month"])
    return _MONTHS.get(match["part"] or "", period.end_on.month) if match else period.end_on.month


def _implied_plans(observations: list[Observation]) -> Iterator[Finding]:
    """Value over share is the plan for the year; the plan of a part cannot exceed that of its whole."""
    by_name = {one.name: one for one in observations if one.share_of_plan}
    for one in observations:
        whole = by_name.get(one.parent or "")
        if whole is None or whole is one or one.share_of_plan is None:
            continue
        part_plan, whole_plan = _implied_plan(one), _implied_plan(whole)
        if part_plan is not None and whole_plan is not None and part_plan > whole_plan:
            message = f"由占比倒推，“{one.name}”的年度计划大于“{whole.name}”的年度计划，请核对分母。"
            yield Finding("implied-plan-differs", message, one.start, one.end)


def _shares_of_stated_plans(normal: str, observations: list[Observation]) -> Iterator[Finding]:
    """年度计划投资10亿元，完成投资2亿元，完成年度计划25%: the share can be worked out."""
    for plan, one in pairwise(observations):
        alike = plan.unit and one.unit and base_unit(plan.unit) == base_unit(one.unit)
        if not alike or one.share_of_plan is None or plan.section != one.section or "总投资" in plan.name:
            continue
        if not _PLANNED.search(plan.name) or "。" in normal[plan.start : one.start]:
            continue
        whole, part = _amount(plan), _amount(one)
        if not whole or part is None:
            continue
        share = (part * 100 / whole).quantize(_HUNDREDTH, ROUND_HALF_UP)
        if abs(share - Decimal(one.share_of_plan)) > 1:
            message = f"“{one.name}”{_said(one)}占“{plan.name}”{_said(plan)}的{share}%，与所述{one.share_of_plan}%不一致，请核对。"
            yield Finding("share-differs", message, plan.start, one.end)


def _mixed_units(observations: list[Observation]) -> Iterator[Finding]:
    """One sentence apart at most: 57万千瓦 beside 120MW are easily added up wrongly."""
    last: Observation | None = None
    for one in observations:
        if one.unit not in _POWER:
            continue
        if last is not None and last.section == one.section and _POWER[last.unit or ""] != _POWER[one.unit]:
            message = f"“{last.name}”用{last.unit}，“{one.name}”用{one.unit}，单位不统一，比较前请换算。"
            yield Finding("mixed-units", message, last.start, one.end)
        last = one


def _two_readings(targets: list[Target], observations: list[Observation], outline: Outline) -> Iterator[Finding]:
    """新增20家 in a plan for the rest of a year that already counted some: for the rest, or for the year?"""
    if outline.plan_period is None or outline.plan_period.start_on.month == 1:
        return
    reported = {(_bare_name(one.name), one.unit): one for one in observations if _NEW.search(one.name)}
    for target in targets:
        if target.kind != "cumulative":
            continue
        name = _bare_name(target.name)
        match = next(
            (one for (known, unit), one in reported.items() if unit == target.unit and _alike(name, known)), None
        )
        if match is not None:
            message = (
                f"“{target.name}”{target.value}{target.unit}有两种读法：本期新增，或全年累计"
                f"（前期已报{match.value}{match.unit}）。请确认口径，系统不作扣减。"
            )
            yield Finding("target-two-readings", message, target.start, target.end)


def _deadlines_in_no_task(document: Document, outline: Outline, tasks: Sequence[Task]) -> Iterator[Finding]:
    """A sentence that says by when, where no task has that day or the day is not clear.

    The end of the plan's period is proposed anyway, and a day that a task took over stands with the task.
    """
    period = outline.plan_period
    dated = {(task.due_on, task.start, task.end) for task in tasks if task.due_on}
    for span, _ in goal_stretches(document, outline):
        for sentence in split_sentences(document.normal, span.start, span.end):
            taken = {on for on, start, end in dated if start < sentence.end and sentence.start < end}
            told: set[str] = set()
            for deadline in read_deadlines(document.normal, Span(sentence.start, sentence.end), period):
                words = document.text[deadline.words.start : deadline.words.end]
                doubt = _doubt_of(deadline.on, period, taken)
                if doubt and words not in told:
                    told.add(words)
                    yield Finding("deadline-stated", f"句中写明“{words}”，{doubt}", sentence.start, sentence.end)


def _doubt_of(day: date | None, period: Period | None, taken: Collection[date | None]) -> str:
    if day is None:
        return "但读不出具体日期，请核对任务的完成时限。"
    if period is not None and not period.start_on <= day <= period.end_on:
        return f"读作{_day(day)}，不在计划期内，请核对任务的完成时限。"
    if day in taken or (period is not None and day == period.end_on):
        return ""
    return f"读作{_day(day)}，没有列为任何任务的完成时限，请核对。"


def _published_late(page: Page, outline: Outline) -> Iterator[Finding]:
    if page.published_on and outline.period and page.published_on - outline.period.end_on > _LATE:
        message = f"发布日期{_day(page.published_on)}距报告期末{_day(outline.period.end_on)}已超过半年。"
        yield Finding("published-late", message, 0, 0)


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _said(one: Observation) -> str:
    return f"{one.value}{one.unit}" if one.value is not None else f"{one.yoy}%"


def _amount(one: Observation) -> Decimal | None:
    return None if one.value is None or one.unit is None else Decimal(one.value) * multiplier_of(one.unit)


def _implied_plan(one: Observation) -> Decimal | None:
    amount, share = _amount(one), Decimal(one.share_of_plan or "0")
    return amount / share if amount is not None and share else None


def _bare_name(name: str) -> str:
    return _NEW.sub("", name)


def _alike(one: str, other: str) -> bool:
    """One name may leave out a word of the other: 农民合作社 and 农业专业合作社."""
    if not one or not other:
        return False
    common = sum(min(one.count(character), other.count(character)) for character in set(one))
    return one[-2:] == other[-2:] and 4 * common >= len(one) + len(other)
