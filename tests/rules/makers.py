"""Facts to compute with: plain functions, each with a default that is unremarkable, so that a test names what matters."""

from datetime import date
from fractions import Fraction

from plans.rules.shapes import LightRules, MilestoneFacts, PartStanding, Stage, TargetFacts, TaskFacts, TaskStanding
from plans.rules.standing import part_standing, task_standing
from plans.rules.vocabulary import Force, Operator, ScheduleRule, TargetKind

DEFAULTS = LightRules()


def day(text):
    return date.fromisoformat(text)


def stage(on, value):
    return Stage(day(on), Fraction(value))


def target(**given):
    """A cumulative target of 100 over the calendar year 2023, not yet reported; numbers may be given as text."""
    facts = {
        "key": "t1",
        "name": "工业投资",
        "kind": TargetKind.CUMULATIVE,
        "start_on": "2023-01-01",
        "due_on": "2023-12-31",
        "goal": 100,
        "unit": "亿元",
    } | given
    for name in ("start_on", "due_on"):
        facts[name] = day(facts[name])
    for name in ("goal", "baseline", "value", "stated_share", "weight"):
        if facts.get(name) is not None:
            facts[name] = Fraction(facts[name])
    return TargetFacts(**facts)


def staged(*stages, **given):
    return target(rule=ScheduleRule.STAGES, stages=stages, **given)


def stated(share, **given):
    return target(rule=ScheduleRule.STATED, stated_share=share, **given)


def level(**given):
    """A floor of 95 to be reached by the end of the year."""
    return target(**{"kind": TargetKind.LEVEL, "name": "达标率", "goal": 95, "unit": "%", "basis": None} | given)


def ceiling(**given):
    return level(**{"name": "失业率", "goal": 5, "operator": Operator.AT_MOST} | given)


def growth(**given):
    """A growth rate of 6 % to be reached."""
    return target(
        **{"kind": TargetKind.GROWTH, "name": "增速", "goal": 6, "unit": "%", "basis": None, "force": Force.BINDING}
        | given
    )


def scope(**given):
    """A list of 20 items."""
    return target(**{"kind": TargetKind.SCOPE, "name": "改造清单", "goal": 20, "unit": "个"} | given)


def milestone(key, due_on, reached_on=None, *, weight=None):
    return MilestoneFacts(
        key=key,
        title=f"节点{key}",
        due_on=day(due_on),
        reached_on=day(reached_on) if reached_on else None,
        weight=None if weight is None else Fraction(weight),
    )


def task(*targets, **given):
    return TaskFacts(**{"code": "1.1.1", "targets": targets} | given)


def part(facts, as_of="2023-06-30", *, rules=DEFAULTS) -> PartStanding:
    return part_standing(facts, as_of=day(as_of), rules=rules)


def stand(facts, as_of="2023-06-30", *, rules=DEFAULTS) -> TaskStanding:
    return task_standing(facts, as_of=day(as_of), rules=rules)
