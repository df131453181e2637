"""Standing: facts and an as-of date in, completion, schedule, gap, light and reason out. The one home of each formula.

Completion is never typed in and never stored: it follows from reported quantities. Where it cannot be said it is None,
and None never turns into 0 %.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

from plans.rules import lights
from plans.rules.said import Said
from plans.rules.schedule import baseline_of, scheduled_share
from plans.rules.shapes import Answer, LightRules, Mean, PartStanding, TargetFacts, TaskFacts, TaskStanding
from plans.rules.vocabulary import WORST_FIRST, Light, Responsibility, TargetKind, TaskState


def task_standing(task: TaskFacts, *, as_of: date, rules: LightRules) -> TaskStanding:
    """A task with one part shows that part's uncapped figures; with several, their weighted mean, each capped."""
    parts = tuple(part_standing(target, as_of=as_of, rules=rules) for target in task.targets)
    completion, scheduled, gap_pp = _task_figures(task, parts, as_of)
    light, reason = _task_light(task, parts, as_of, rules)
    return TaskStanding(
        code=task.code,
        light=light,
        reason=reason,
        completion=completion,
        scheduled=scheduled,
        gap_pp=gap_pp,
        parts=parts,
        milestones_reached=sum(lights.is_reached(row, as_of=as_of) for row in task.milestones),
        milestones_total=len(task.milestones),
        weight=task.weight,
        state=task.state,
        in_plan=bool(task.targets) and all(target.in_plan for target in task.targets),
    )


# -- one target ------------------------------------------------------------------------------------------------------


def part_standing(target: TargetFacts, *, as_of: date, rules: LightRules) -> PartStanding:
    value, list_missing = _value_of(target)
    completion = _completion(target, value)
    scheduled = scheduled_share(target, as_of=as_of) if _is_measured(target) and lights.has_schedule(target) else None
    gap_pp = None if completion is None or scheduled is None else (completion - scheduled) * 100
    goal_gap = _goal_gap_points(target, value)
    light, reason = _part_light(target, value, completion, gap_pp, goal_gap, as_of=as_of, rules=rules)
    return PartStanding(
        key=target.key,
        light=light,
        reason=reason,
        completion=completion,
        scheduled=scheduled,
        gap_pp=gap_pp,
        goal_gap_points=goal_gap,
        is_measured=_is_measured(target),
        goal_reached=_goal_reached(target, value, completion),
        list_missing=list_missing,
        weight=target.weight,
    )


def _value_of(target: TargetFacts) -> tuple[Fraction | None, bool]:
    """The figure that counts, and whether it stands in for a list that has not been entered (清单未录入)."""
    if target.kind is not TargetKind.SCOPE:
        return target.value, False
    if target.items_listed is None:
        return target.value, target.value is not None
    return Fraction(target.items_closed), False


def _is_measured(target: TargetFacts) -> bool:
    """Whether a share done belongs to this kind at all; if it does and cannot be said, the whole task's cannot."""
    if target.goal is None or target.kind is TargetKind.GROWTH:
        return False
    return target.kind is not TargetKind.LEVEL or (baseline_of(target) is not None and not lights.is_ceiling(target))


def _completion(target: TargetFacts, value: Fraction | None) -> Fraction | None:
    baseline = baseline_of(target)
    if value is None or target.goal is None or baseline is None or baseline == target.goal or not _is_measured(target):
        return None
    return (value - baseline) / (target.goal - baseline)


def _goal_reached(target: TargetFacts, value: Fraction | None, completion: Fraction | None) -> bool:
    """By completion where counting has a direction (a goal may lie below its baseline), else by the operator."""
    if target.kind in (TargetKind.CUMULATIVE, TargetKind.SCOPE):
        return completion is not None and lights.is_complete(target, completion)
    return value is not None and target.goal is not None and lights.meets(value, target.goal, target.operator)


def _goal_gap_points(target: TargetFacts, value: Fraction | None) -> Fraction | None:
    if target.kind is not TargetKind.GROWTH or value is None or target.goal is None:
        return None
    return target.goal - value if lights.is_ceiling(target) else value - target.goal


def _part_light(
    target: TargetFacts,
    value: Fraction | None,
    completion: Fraction | None,
    gap_pp: Fraction | None,
    goal_gap: Fraction | None,
    *,
    as_of: date,
    rules: LightRules,
) -> lights.Verdict:
    if value is None:
        return lights.unreported(target, as_of=as_of)
    if target.goal is None:
        return lights.unmeasurable(target, as_of=as_of)
    if goal_gap is not None:
        return lights.growth(target, goal_gap_points=goal_gap, as_of=as_of, rules=rules)
    if target.kind is TargetKind.LEVEL:
        return lights.level(target, value=value, goal=target.goal, as_of=as_of)
    if completion is None:
        return lights.unmeasurable(target, as_of=as_of)
    return lights.cumulative(target, completion=completion, gap_pp=gap_pp, as_of=as_of, rules=rules)


# -- one task --------------------------------------------------------------------------------------------------------


def _task_figures(
    task: TaskFacts, parts: Sequence[PartStanding], as_of: date
) -> tuple[Fraction | None, Fraction | None, Fraction | None]:
    if task.is_ongoing:
        return None, None, None
    if not parts:
        return _weighted_milestones(task, as_of)
    measured = [part for part in parts if part.is_measured]
    if len(parts) == 1:
        return parts[0].completion, parts[0].scheduled, parts[0].gap_pp
    completion = weighted_mean((capped(part.completion), part.weight) for part in measured)
    scheduled = weighted_mean((part.scheduled, part.weight) for part in measured)
    gap_pp = None if completion is None or scheduled is None else (completion - scheduled) * 100
    return completion, scheduled, gap_pp


def _weighted_milestones(task: TaskFacts, as_of: date) -> tuple[Fraction | None, Fraction | None, Fraction | None]:
    """A percentage of milestones only where somebody decided all their weights; else they are a count."""
    weights = [row.weight for row in task.milestones if row.weight is not None]
    total = sum(weights, Fraction(0))
    if not weights or len(weights) != len(task.milestones) or total == 0:
        return None, None, None
    rows = list(zip(task.milestones, weights, strict=True))
    completion = sum((weight for row, weight in rows if lights.is_reached(row, as_of=as_of)), Fraction(0)) / total
    scheduled = sum((weight for row, weight in rows if row.due_on <= as_of), Fraction(0)) / total
    return completion, scheduled, (completion - scheduled) * 100


def weighted_mean(values: Iterable[tuple[Fraction | None, Fraction]]) -> Fraction | None:
    """None as soon as one value cannot be said, or nothing weighs anything."""
    total = weight_total = Fraction(0)
    for value, weight in values:
        if value is None:
            return None
        total += value * weight
        weight_total += weight
    return total / weight_total if weight_total else None


def capped(share: Fraction | None) -> Fraction | None:
    return None if share is None else min(max(share, Fraction(0)), Fraction(1))


def _task_light(
    task: TaskFacts, parts: Sequence[PartStanding], as_of: date, rules: LightRules
) -> tuple[Light | None, Said]:
    if task.state is TaskState.SUSPENDED:
        return None, Said("suspended", "暂缓实施，不计入进度评价。", "Suspended; not counted.")
    if task.state is TaskState.DROPPED:
        return None, Said("dropped", "不再实施，不计入进度评价。", "No longer carried out; not counted.")
    unrated = _unrated(task, rules)
    if unrated:
        return Light.NA, unrated
    if task.closed_out and goals_reached(task, parts, as_of=as_of):
        return Light.DONE, Said("done", "目标已全部达到并完成销号。", "All goals reached and closed out.")
    if parts:
        return _worst(parts, _milestone_note(task, as_of, rules))
    if task.milestones:
        return lights.milestones(task.milestones, as_of=as_of, rules=rules)
    return Light.NA, Said(
        "no-measure", "未设可衡量的目标和时间节点，不作进度评价。", "No measurable goal and no milestone; not rated."
    )


def _unrated(task: TaskFacts, rules: LightRules) -> Said | None:
    if task.is_ongoing:
        if task.updated_this_round:
            return Said("ongoing", "长期坚持事项，正常推进。", "Ongoing work, carried on as planned.")
        return Said("ongoing-unreported", "长期坚持事项，本期未报送。", "Ongoing work, nothing reported this round.")
    if task.responsibility is Responsibility.SUPPORTING and not rules.rate_supporting:
        return Said("supporting", "配合上级推进的事项，不作进度评价。", "Supports a higher level; not rated.")
    if task.responsibility is Responsibility.MARKET and not rules.rate_market:
        return Said("market", "由市场主体实施的事项，不作进度评价。", "Carried out by the market; not rated.")
    return None


def goals_reached(task: TaskFacts, parts: Sequence[PartStanding], *, as_of: date) -> bool:
    """Every goal of the task, or every milestone where it has no goals."""
    if parts:
        return all(part.goal_reached for part in parts)
    return bool(task.milestones) and all(lights.is_reached(row, as_of=as_of) for row in task.milestones)


def _worst(parts: Sequence[PartStanding], note: Said | None) -> tuple[Light, Said]:
    """The worst part decides and gives its reason; milestones beside targets are evidence, said but not counted.

    Of parts equally bad the first by key speaks, so that the reason never depends on their order.
    """
    order = (*WORST_FIRST, Light.NA)
    worst = min(parts, key=lambda part: (order.index(part.light), part.key))
    if note is None:
        return worst.light, worst.reason
    return worst.light, Said(worst.reason.code, worst.reason.zh + note.zh, f"{worst.reason.en} {note.en}")


def _milestone_note(task: TaskFacts, as_of: date, rules: LightRules) -> Said | None:
    return lights.milestones(task.milestones, as_of=as_of, rules=rules)[1] if task.milestones else None


# -- an area, a department, a plan -----------------------------------------------------------------------------------


def answer(standings: Sequence[TaskStanding]) -> Answer:
    """Counts by light and the on-schedule rate (on + done) / (all − nd − na); suspended ones stand beside."""
    active = [standing for standing in standings if standing.light is not None]
    counts = {light: sum(standing.light is light for standing in active) for light in Light}
    judged = len(active) - counts[Light.ND] - counts[Light.NA]
    return Answer(
        total=len(active),
        counts=counts,
        on_schedule_rate=Fraction(counts[Light.ON] + counts[Light.DONE], judged) if judged else None,
        suspended=sum(standing.state is TaskState.SUSPENDED for standing in standings),
        dropped=sum(standing.state is TaskState.DROPPED for standing in standings),
        mean=mean(active),
        mean_of_plan_goals=mean([standing for standing in active if standing.in_plan]),
        mean_of_added_goals=mean([standing for standing in active if not standing.in_plan]),
    )


def mean(standings: Sequence[TaskStanding]) -> Mean:
    """Over exactly the tasks that have both completion and schedule, so that the two can be compared."""
    both = [s for s in standings if s.completion is not None and s.scheduled is not None]
    completion = weighted_mean((capped(standing.completion), standing.weight) for standing in both)
    scheduled = weighted_mean((standing.scheduled, standing.weight) for standing in both)
    gap_pp = None if completion is None or scheduled is None else (completion - scheduled) * 100
    return Mean(covered=len(both), of=len(standings), completion=completion, scheduled=scheduled, gap_pp=gap_pp)
