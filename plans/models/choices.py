"""The codes of the vocabulary with their names on screens, and the check that keeps other codes out of a column."""

from enum import StrEnum

from django.db.models import CheckConstraint, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plans.rules.vocabulary import (
    AssignmentRole,
    Basis,
    Commitment,
    CorrectionKind,
    Direction,
    FallKind,
    FigureKind,
    Force,
    Frequency,
    GrowthBasis,
    Light,
    Operator,
    PlanState,
    PublicationKind,
    Responsibility,
    ReviewVerb,
    Role,
    ScheduleRule,
    Series,
    TargetKind,
    TaskState,
    UpdateState,
)

LABELS: dict[type[StrEnum], dict[StrEnum, Promise | str]] = {
    TargetKind: {
        TargetKind.CUMULATIVE: _("Cumulative"),
        TargetKind.LEVEL: _("Level to reach"),
        TargetKind.GROWTH: _("Growth rate"),
        TargetKind.SCOPE: _("List, closed item by item"),
    },
    Basis: {
        Basis.FLOW: _("Newly added"),
        Basis.NET: _("Net increase"),
        Basis.STOCK: _("Stock at the end of the period"),
    },
    Force: {Force.BINDING: _("Binding"), Force.ANTICIPATORY: _("Anticipatory")},
    Commitment: {
        Commitment.PLAIN: _("Stated"),
        Commitment.ENSURE: _("Ensured"),
        Commitment.STRIVE: _("Striven for"),
        Commitment.EXPECT: _("Expected"),
        Commitment.QUALITATIVE: _("Qualitative"),
    },
    Operator: {operator: operator.value for operator in Operator},
    Responsibility: {
        Responsibility.OWN: _("Own responsibility"),
        Responsibility.SUPPORTING: _("Supporting a higher level"),
        Responsibility.MARKET: _("Carried out by the market"),
    },
    TaskState: {
        TaskState.ACTIVE: _("Carried out"),
        TaskState.SUSPENDED: _("Suspended"),
        TaskState.DROPPED: _("No longer carried out"),
    },
    ScheduleRule: {
        ScheduleRule.MONTHS: _("By calendar months"),
        ScheduleRule.DAYS: _("By days"),
        ScheduleRule.STAGES: _("By dated stages"),
        ScheduleRule.STATED: _("As stated in the plan"),
    },
    Light: {
        Light.LATE: _("Behind schedule"),
        Light.WARN: _("Slightly behind"),
        Light.ON: _("On schedule"),
        Light.DONE: _("Completed"),
        Light.ND: _("Not yet due"),
        Light.NA: _("Not rated"),
    },
    AssignmentRole: {
        AssignmentRole.LEAD: _("Lead"),
        AssignmentRole.JOINT_LEAD: _("Joint lead"),
        AssignmentRole.COOPERATING: _("Cooperating"),
    },
    PlanState: {
        PlanState.DRAFT: _("Draft, to be confirmed"),
        PlanState.CONFIRMED: _("Confirmed"),
        PlanState.CLOSED: _("Closed"),
    },
    ReviewVerb: {
        ReviewVerb.ADD: _("Added"),
        ReviewVerb.EDIT: _("Changed"),
        ReviewVerb.SPLIT: _("Split"),
        ReviewVerb.MERGE: _("Merged"),
        ReviewVerb.DROP: _("Removed"),
        ReviewVerb.ACCEPT: _("Taken over"),
        ReviewVerb.SET_ASIDE: _("Set aside"),
        ReviewVerb.DECIDE: _("Doubt settled"),
        ReviewVerb.UNDO: _("Taken back"),
    },
    UpdateState: {
        UpdateState.DRAFT: _("Draft"),
        UpdateState.SUBMITTED: _("With the department head"),
        UpdateState.ENDORSED: _("With the plan office"),
        UpdateState.RETURNED: _("Returned"),
        UpdateState.ACCEPTED: _("Accepted"),
        UpdateState.PUBLISHED: _("Published"),
    },
    Series: {Series.INTERNAL: _("Internal"), Series.PUBLIC: _("Public")},
    PublicationKind: {PublicationKind.REGULAR: _("Regular"), PublicationKind.CORRECTION: _("Correction")},
    CorrectionKind: {
        CorrectionKind.ERROR: _("Correction of an error"),
        CorrectionKind.REVISION: _("Revised statistics"),
        CorrectionKind.DEFINITION: _("Changed definition"),
    },
    FallKind: {
        FallKind.EARLIER_WRONG: _("The earlier figure was wrong"),
        FallKind.DEFINITION: _("The definition has changed"),
        FallKind.REAL: _("The figure has really fallen"),
    },
    FigureKind: {
        FigureKind.HEADLINE: _("Main indicator"),
        FigureKind.PLAN_PROGRESS: _("Progress of the annual plan"),
        FigureKind.RATE_STATE: _("Rate or state"),
        FigureKind.OPERATIONAL: _("Work done"),
        FigureKind.PIPELINE: _("Intended or signed"),
        FigureKind.ATTRIBUTE: _("Attribute of a project"),
    },
    Frequency: {
        Frequency.MONTHLY: _("Monthly"),
        Frequency.QUARTERLY: _("Quarterly"),
        Frequency.HALF_YEAR: _("Half-yearly"),
        Frequency.YEARLY: _("Yearly"),
        Frequency.ONCE: _("Once"),
    },
    Direction: {Direction.UP: _("More is better"), Direction.DOWN: _("Less is better")},
    GrowthBasis: {
        GrowthBasis.ANNUAL_AVG: _("Yearly average"),
        GrowthBasis.PERIOD: _("On the end of an earlier period"),
    },
    Role: {
        Role.CONTRIBUTOR: _("Contributor"),
        Role.HEAD: _("Department head"),
        Role.PLAN_OFFICE: _("Plan office"),
        Role.PLAN_ADMIN: _("Plan administrator"),
        Role.AUDITOR: _("Auditor"),
        Role.SYSTEM_ADMIN: _("System administrator"),
    },
}


def choices(vocabulary: type[StrEnum]) -> list[tuple[str, Promise | str]]:
    """Plain strings: a migration must not tie itself to our classes."""
    return [(member.value, label) for member, label in LABELS[vocabulary].items()]


def one_of(field: str, vocabulary: type[StrEnum], *, name: str) -> CheckConstraint:
    """No other code may stand in this column, whoever writes it."""
    return CheckConstraint(condition=Q(**{f"{field}__in": [member.value for member in vocabulary]}), name=name)
