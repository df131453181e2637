"""The light of one target or one row of milestones, with the sentence that says why.

A light is decided from exact figures; only its sentence is rounded. “Past its due date” means the day after: the due
date itself lasts to its end.
"""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import TypeAlias

from plans.rules.figures import gap_size, percent, plain_number
from plans.rules.said import Said
from plans.rules.schedule import stage_order
from plans.rules.shapes import LightRules, MilestoneFacts, Stage, TargetFacts
from plans.rules.vocabulary import Force, Light, Operator, ScheduleRule, TargetKind

CEILINGS = frozenset({Operator.BELOW, Operator.AT_MOST})

Verdict: TypeAlias = tuple[Light, Said]


def day_zh(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def quoted(name: str) -> str:
    """A name in quotation marks; those inside it become single ones."""
    return "“" + name.replace("“", "‘").replace("”", "’") + "”"


def is_ceiling(target: TargetFacts) -> bool:
    return target.operator in CEILINGS


def meets(value: Fraction, goal: Fraction, operator: Operator) -> bool:
    """Whether a value satisfies a goal. “约” is met from the goal on: how near is near enough is not for us to say."""
    match operator:
        case Operator.ABOVE:
            return value > goal
        case Operator.BELOW:
            return value < goal
        case Operator.AT_MOST:
            return value <= goal
        case _:
            return value >= goal


def is_complete(target: TargetFacts, completion: Fraction) -> bool:
    """Counted by the way from the baseline, which may lead down; “超过20” is not met by 20."""
    return completion > 1 if target.operator is Operator.ABOVE else completion >= 1


def unreported(target: TargetFacts, *, as_of: date) -> Verdict:
    """A quantity nobody has reported yet."""
    if as_of < target.start_on:
        return _not_begun(target)
    if as_of > target.due_on:
        sentence = Said(
            "unreported-overdue",
            f"{quoted(target.name)}已过时限（{day_zh(target.due_on)}），尚无数据。",
            f"{quoted(target.name)} is past its due date ({target.due_on}) and no figure has been reported.",
        )
        never_late = target.kind is TargetKind.GROWTH and target.force is Force.ANTICIPATORY
        return (Light.WARN if never_late else Light.LATE), sentence
    return Light.NA, Said(
        "no-data", f"{quoted(target.name)}尚无数据。", f"{quoted(target.name)}: no figure reported yet."
    )


def unmeasurable(target: TargetFacts, *, as_of: date) -> Verdict:
    """A figure is there, but the share done cannot be said: no goal, a stock without baseline, goal equal to baseline."""
    if as_of < target.start_on:
        return _not_begun(target)
    if target.goal is None:
        return Light.NA, Said(
            "no-goal",
            f"{quoted(target.name)}未设目标值，不作进度评价。",
            f"{quoted(target.name)} has no goal and is not rated.",
        )
    return Light.NA, Said(
        "no-baseline",
        f"{quoted(target.name)}缺少可比的基数，完成率无法计算，不作进度评价。",
        f"{quoted(target.name)} has no usable baseline: its completion cannot be said and it is not rated.",
    )


def cumulative(
    target: TargetFacts, *, completion: Fraction, gap_pp: Fraction | None, as_of: date, rules: LightRules
) -> Verdict:
    """累计类 and 清单类: by the distance to the schedule, and late once the due date has passed short of the goal."""
    if as_of < target.start_on:
        return _not_begun(target)
    done = _done_phrase(target, completion)
    if is_complete(target, completion):
        return _reached(done)
    if as_of > target.due_on:
        return Light.LATE, Said(
            "overdue",
            f"{done[0]}，已过时限（{day_zh(target.due_on)}），未达到目标。",
            f"{done[1]}: past its due date ({target.due_on}), short of the goal.",
        )
    if gap_pp is None:
        return Light.NA, Said(
            "no-schedule",
            f"{done[0]}，原文未给出序时进度，不作进度评价。",
            f"{done[1]}; no schedule is stated, so it is not rated.",
        )
    return _by_gap(done, gap_pp, rules)


def _by_gap(done: tuple[str, str], gap_pp: Fraction, rules: LightRules) -> Verdict:
    against, against_en = gap_phrase(gap_pp)
    if gap_pp >= rules.on_gap_pp:
        code = "on-schedule" if gap_pp >= 0 else "slightly-behind"
        return Light.ON, Said(code, f"{done[0]}，{against}。", f"{done[1]}: {against_en}.")
    light, code, limit = (
        (Light.WARN, "behind", -rules.on_gap_pp)
        if gap_pp >= rules.warn_gap_pp
        else (Light.LATE, "far-behind", -rules.warn_gap_pp)
    )
    limit_text = plain_number(limit)
    return light, Said(
        code,
        f"{done[0]}，{against}，超过{limit_text}个百分点。",
        f"{done[1]}: {against_en}, more than {limit_text} points.",
    )


def gap_phrase(gap_pp: Fraction) -> tuple[str, str]:
    if gap_pp == 0:
        return "与序时进度持平", "level with the schedule"
    size = gap_size(gap_pp)
    size_en = "less than 0.01" if size.startswith("不足") else size
    if gap_pp > 0:
        return f"较序时进度快{size}个百分点", f"{size_en} points ahead of schedule"
    return f"较序时进度慢{size}个百分点", f"{size_en} points behind schedule"


def level(target: TargetFacts, *, value: Fraction, goal: Fraction, as_of: date) -> Verdict:
    """达标类: a ceiling holds all along; a floor is judged on its date or on a dated interim goal."""
    if as_of < target.start_on:
        return _not_begun(target)
    now = f"{quoted(target.name)}为{plain_number(value)}{target.unit}"
    now_en = f"{quoted(target.name)} stands at {plain_number(value)} {target.unit}".rstrip()
    if is_ceiling(target):
        limit = f"{plain_number(goal)}{target.unit}"
        if meets(value, goal, target.operator):
            return Light.ON, Said("within", f"{now}，控制在{limit}以内。", f"{now_en}, within {limit}.")
        return Light.LATE, Said(
            "above-ceiling", f"{now}，超过{limit}的上限。", f"{now_en}, above the ceiling of {limit}."
        )
    due = _goal_in_force(target, goal, as_of)
    if due is None:
        return Light.ND, Said(
            "not-due",
            f"{now}，{day_zh(target.due_on)}前达到{plain_number(goal)}{target.unit}，未到时间节点。",
            f"{now_en}; {plain_number(goal)} {target.unit} is due by {target.due_on}.",
        )
    wanted = f"{plain_number(due.value)}{target.unit}"
    if meets(value, due.value, target.operator):
        return Light.ON, Said(
            "met", f"{now}，达到{day_zh(due.on)}应达到的{wanted}。", f"{now_en}, meeting {wanted} due on {due.on}."
        )
    return Light.LATE, Said(
        "missed", f"{now}，未达到{day_zh(due.on)}应达到的{wanted}。", f"{now_en}, short of {wanted} due on {due.on}."
    )


def _goal_in_force(target: TargetFacts, goal: Fraction, as_of: date) -> Stage | None:
    """The newest dated goal that has come: an interim one, or the goal itself from its date on."""
    if as_of >= target.due_on:
        return Stage(target.due_on, goal)
    return max((stage for stage in target.stages if stage.on <= as_of), key=stage_order, default=None)


def growth(target: TargetFacts, *, goal_gap_points: Fraction, as_of: date, rules: LightRules) -> Verdict:
    """增速类: by the gap to the goal in points of its own, never scaled by time; 预期性 is never late.

    `goal_gap_points` is positive on the good side, so a ceiling (控制在3%以内) needs no rule of its own.
    """
    if as_of < target.start_on:
        return _not_begun(target)
    size = gap_size(goal_gap_points)
    size_en = "less than 0.01" if size.startswith("不足") else size
    if goal_gap_points >= 0:
        return Light.ON, Said(
            "growth-met", f"{quoted(target.name)}达到目标。", f"{quoted(target.name)} meets its goal."
        )
    sentence = Said(
        "growth-short",
        f"{quoted(target.name)}与目标相差{size}个百分点。",
        f"{quoted(target.name)} is {size_en} points away from its goal.",
    )
    near = goal_gap_points >= -rules.growth_tolerance_points
    return (Light.WARN if near or target.force is Force.ANTICIPATORY else Light.LATE), sentence


def milestones(rows: Sequence[MilestoneFacts], *, as_of: date, rules: LightRules) -> Verdict:
    """时间节点: by the one that is overdue longest. A milestone due on the as-of date itself is due."""
    reached = sum(is_reached(row, as_of=as_of) for row in rows)
    count = f"{len(rows)}个节点完成{reached}个"
    count_en = f"{reached} of {len(rows)} milestones reached"
    if reached == len(rows):
        return _reached((count, count_en))
    overdue = [row for row in rows if row.due_on <= as_of and not is_reached(row, as_of=as_of)]
    if overdue:
        worst = min(overdue, key=_milestone_order)
        days = (as_of - worst.due_on).days
        light = Light.WARN if days <= rules.milestone_grace_days else Light.LATE
        late_by = f"已逾期{days}天" if days else "当日到期未完成"
        late_by_en = f"overdue by {days} days" if days else "due that day and not reached"
        return light, Said(
            "milestone-overdue",
            f"{count}，{quoted(worst.title)}计划{day_zh(worst.due_on)}前完成，{late_by}。",
            f"{count_en}; {quoted(worst.title)} was due by {worst.due_on}, {late_by_en}.",
        )
    if any(row.due_on <= as_of for row in rows):
        return Light.ON, Said(
            "milestones-on", f"{count}，到期节点均已完成。", f"{count_en}; all that were due are reached."
        )
    following = min((row for row in rows if not is_reached(row, as_of=as_of)), key=_milestone_order)
    return Light.ND, Said(
        "milestones-not-due",
        f"{count}，下一节点{quoted(following.title)}{day_zh(following.due_on)}到期。",
        f"{count_en}; the next one, {quoted(following.title)}, is due by {following.due_on}.",
    )


def _milestone_order(row: MilestoneFacts) -> tuple[date, str]:
    """Two that are due the same day are told apart by their keys, so that the reason never depends on their order."""
    return row.due_on, row.key


def is_reached(row: MilestoneFacts, *, as_of: date) -> bool:
    return row.reached_on is not None and row.reached_on <= as_of


def _not_begun(target: TargetFacts) -> Verdict:
    return Light.ND, Said(
        "not-begun",
        f"{quoted(target.name)}{day_zh(target.start_on)}起实施，未到时间节点。",
        f"{quoted(target.name)} starts on {target.start_on}; not yet due.",
    )


def _reached(done: tuple[str, str]) -> Verdict:
    return Light.ON, Said("reached", f"{done[0]}，已达目标，待核验。", f"{done[1]}: goal reached, to be verified.")


def _done_phrase(target: TargetFacts, completion: Fraction) -> tuple[str, str]:
    share = percent(completion)
    return f"{quoted(target.name)}完成{share}%", f"{quoted(target.name)} is {share}% complete"


def has_schedule(target: TargetFacts) -> bool:
    """A level is scheduled only by dated interim goals; everything cumulative by its rule."""
    return target.kind is not TargetKind.LEVEL or target.rule is ScheduleRule.STAGES
