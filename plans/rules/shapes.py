"""What the rules are told and what they answer: frozen records without behaviour.

All quantities are exact fractions in the target's own unit; shares are fractions of one (0.5 is 50 %); `None` is
“cannot be said” and never stands for nought.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from plans.rules.said import Said
from plans.rules.vocabulary import (
    Basis,
    Force,
    Light,
    Operator,
    Responsibility,
    ScheduleRule,
    TargetKind,
    TaskState,
)


@dataclass(frozen=True)
class LightRules:
    """The settings of a plan that decide lights; published with every issue. Points are percentage points."""

    on_gap_pp: Fraction = Fraction(-5)
    warn_gap_pp: Fraction = Fraction(-20)
    growth_tolerance_points: Fraction = Fraction(1, 2)
    milestone_grace_days: int = 30
    rate_supporting: bool = False
    rate_market: bool = False


@dataclass(frozen=True)
class Stage:
    """A dated cumulative point of a schedule, or a dated interim goal of a level; in the target's unit."""

    on: date
    value: Fraction


@dataclass(frozen=True)
class TargetFacts:
    """One quantity a task is measured by, as decided, and the newest figure reported for it."""

    key: str
    name: str
    kind: TargetKind
    start_on: date
    due_on: date
    goal: Fraction | None
    unit: str = ""
    operator: Operator = Operator.EQUAL
    basis: Basis | None = Basis.FLOW
    force: Force | None = None
    baseline: Fraction | None = None
    rule: ScheduleRule = ScheduleRule.MONTHS
    stages: tuple[Stage, ...] = ()
    stated_share: Fraction | None = None
    weight: Fraction = Fraction(1)
    in_plan: bool = True
    value: Fraction | None = None
    items_listed: int | None = None
    items_closed: int = 0


@dataclass(frozen=True)
class MilestoneFacts:
    key: str
    title: str
    due_on: date
    reached_on: date | None = None
    weight: Fraction | None = None


@dataclass(frozen=True)
class TaskFacts:
    code: str
    responsibility: Responsibility = Responsibility.OWN
    is_ongoing: bool = False
    state: TaskState = TaskState.ACTIVE
    weight: Fraction = Fraction(1)
    targets: tuple[TargetFacts, ...] = ()
    milestones: tuple[MilestoneFacts, ...] = ()
    closed_out: bool = False
    updated_this_round: bool = False


@dataclass(frozen=True)
class PartStanding:
    """One target at the as-of date. Figures are not capped."""

    key: str
    light: Light
    reason: Said
    completion: Fraction | None = None
    scheduled: Fraction | None = None
    gap_pp: Fraction | None = None
    goal_gap_points: Fraction | None = None
    is_measured: bool = True
    goal_reached: bool = False
    list_missing: bool = False
    weight: Fraction = Fraction(1)


@dataclass(frozen=True)
class TaskStanding:
    """One task at the as-of date; `light` is None for a task that is suspended or no longer carried out."""

    code: str
    light: Light | None
    reason: Said
    completion: Fraction | None = None
    scheduled: Fraction | None = None
    gap_pp: Fraction | None = None
    parts: tuple[PartStanding, ...] = ()
    milestones_reached: int = 0
    milestones_total: int = 0
    weight: Fraction = Fraction(1)
    state: TaskState = TaskState.ACTIVE
    in_plan: bool = True


@dataclass(frozen=True)
class Mean:
    """The weighted mean over the tasks that have both completion and schedule, each completion capped to 0–100 %."""

    covered: int
    of: int
    completion: Fraction | None = None
    scheduled: Fraction | None = None
    gap_pp: Fraction | None = None


@dataclass(frozen=True)
class Answer:
    """How an area, a department or a plan stands: counts first, the mean second."""

    total: int
    counts: dict[Light, int]
    on_schedule_rate: Fraction | None
    suspended: int
    dropped: int
    mean: Mean
    mean_of_plan_goals: Mean
    mean_of_added_goals: Mean
