"""Items → findings: what in the document's own figures a person should look at. Nothing is ever changed for them."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from plans.importing.deadlines import read_deadlines
from plans.importing.sentences import split_sentences
from plans.importing.shapes import Document, Finding, Observation, Outline, Page, Period, Span, Target
from plans.importing.targets import goal_stretches

_LATE = timedelta(days=180)
_HUNDREDTH = Decimal("0.01")
_POWER = {"千瓦": "千瓦", "万千瓦": "千瓦", "兆瓦": "千瓦", "kW": "kW", "KW": "kW", "MW": "MW", "MWp": "MW", "GW": "GW"}
_MULTIPLIERS = {"万亿": 10**12, "亿": 10**8, "千万": 10**7, "百万": 10**6, "万": 10**4}
_NEW = re.compile("新增|净增")


def read_findings(
    document: Document, page: Page, outline: Outline, targets: list[Target], observations: list[Observation]
) -> list[Finding]:
    """Doubts in document order, each with a stable code, its place and a sentence in Chinese."""
    found = [
        *_unequal_lists(observations),
        *_parts_above_wholes(observations),
        *_repeated(observations),
        *_baselines_off_the_calendar(observations, outline.period),
        *_implied_plans(observations),
        *_mixed_units(observations),
        *_two_readings(targets, observations, outline),
        *_deadlines_stated(document, outline),
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
    amounts = [(part, amount) for part in parts if _base_unit(part) == _base_unit(whole) and (amount := _amount(part))]
    limit = _amount(whole)
    if limit is None or not amounts:
        return
    for part, amount in amounts:
        if amount > limit:
            message = f"其中“{part.name}”{_said(part)}大于总数“{whole.name}”{_said(whole)}，请核对。"
            yield Finding("part-exceeds-whole", message, part.start, part.end)
    if len(amounts) > 1 and sum(amount for _, amount in amounts) > limit:
        message = f"“{whole.name}”{_said(whole)}小于其中各项之和，请核对。"
        yield Finding("sum-differs", message, whole.start, amounts[-1][0].end)


def _repeated(observations: list[Observation]) -> Iterator[Finding]:
    """The same name with the same kind of figure: said twice, or said twice differently."""
    seen: dict[tuple[str, str | None, bool], Observation] = {}
    for one in observations:
        if len(one.name) < 4 or one.flags or (one.value is None and one.yoy is None):
            continue
        for key, said in (((one.name, one.unit, False), one.value), ((one.name, None, True), one.yoy)):
            if said is None:
                continue
            first = seen.setdefault(key, one)
            before = first.yoy if key[2] else first.value
            if first is one or before is None:
                continue
            same = Decimal(before) == Decimal(said)
            code = "figure-repeated" if same else "figure-differs"
            ending = "出现了两次，应关联为同一指标。" if same else f"前后不一致（{before}与{said}），请核对。"
            yield Finding(code, f"“{one.name}”的{'增速' if key[2] else '数值'}{ending}", one.start, one.end)


def _baselines_off_the_calendar(observations: list[Observation], period: Period | None) -> Iterator[Finding]:
    """Share minus stated lead is the schedule the report used; the calendar may say another."""
    if period is None:
        return
    calendar = (Decimal(period.end_on.month) * 100 / 12).quantize(_HUNDREDTH, ROUND_HALF_UP)
    for one in observations:
        if one.share_of_plan is None or one.schedule_gap is None:
            continue
        used = (Decimal(one.share_of_plan) - Decimal(one.schedule_gap)).quantize(_HUNDREDTH)
        if abs(used - calendar) > 1:
            message = f"“{one.name}”按所述快慢倒推的时间进度为{used}%，日历进度为{calendar}%，请确认所用口径。"
            yield Finding("schedule-differs", message, one.start, one.end)


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


def _deadlines_stated(document: Document, outline: Outline) -> Iterator[Finding]:
    """A sentence that says by when. The end of the plan's period is proposed anyway, so only other days are told."""
    period = outline.plan_period
    for span, _ in goal_stretches(document, outline):
        for sentence in split_sentences(document.normal, span.start, span.end):
            seen = set()
            for deadline in read_deadlines(document.normal, Span(sentence.start, sentence.end), period):
                words = document.text[deadline.words.start : deadline.words.end]
                if words in seen or (period and deadline.on == period.end_on):
                    continue
                seen.add(words)
                message = f"句中写明“{words}”，{_read_as(deadline.on, period)}。完成期限不会自动设定，请确认后填写。"
                yield Finding("deadline-stated", message, sentence.start, sentence.end)


def _read_as(day: date | None, period: Period | None) -> str:
    if day is None:
        return "但读不出具体日期"
    outside = period is not None and not period.start_on <= day <= period.end_on
    return f"读作{_day(day)}{'，不在计划期内' if outside else ''}"


def _published_late(page: Page, outline: Outline) -> Iterator[Finding]:
    if page.published_on and outline.period and page.published_on - outline.period.end_on > _LATE:
        message = f"发布日期{_day(page.published_on)}距报告期末{_day(outline.period.end_on)}已超过半年。"
        yield Finding("published-late", message, 0, 0)


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _said(one: Observation) -> str:
    return f"{one.value}{one.unit}" if one.value is not None else f"{one.yoy}%"


def _amount(one: Observation) -> Decimal | None:
    if one.value is None or one.unit is None:
        return None
    return Decimal(one.value) * next((factor for word, factor in _MULTIPLIERS.items() if one.unit.startswith(word)), 1)


def _base_unit(one: Observation) -> str:
    unit = one.unit or ""
    return next((unit.removeprefix(word) for word in _MULTIPLIERS if unit.startswith(word)), unit)


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
