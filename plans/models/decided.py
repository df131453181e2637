"""What people decide about a plan. Rows are only ever added: a change supersedes a row, which stays readable."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from plans.models.choices import choices, one_of
from plans.models.documents import Passage, Plan, Task
from plans.models.people import Department, User
from plans.rules.vocabulary import (
    AssignmentRole,
    Basis,
    Commitment,
    Force,
    Operator,
    Origin,
    ScheduleRule,
    TargetKind,
    TaskState,
)


class Decision(models.Model):
    """Who decided, when, by which document and why. The import of the plan itself is one, of origin `plan`."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="decisions")
    by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="decisions")
    office = models.CharField(_("office"), max_length=60, blank=True)
    on = models.DateField(_("decided on"))
    document_number = models.CharField(_("document number"), max_length=60, blank=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    origin = models.CharField(max_length=10, default=Origin.DECISION.value)

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints = [one_of("origin", Origin, name="decision_origin_known")]

    def __str__(self) -> str:
        return " ".join(filter(None, [self.office, self.document_number, self.on.isoformat()]))


class DecidedQuerySet(models.QuerySet):
    def current(self) -> Self:
        """Superseded by none, and not a row that only ends another."""
        return self.filter(superseded_by=None, withdrawn=False)


class Decided(models.Model):
    """A row that rests on a decision and may supersede one earlier row, once."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="+")
    supersedes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="superseded_by")
    withdrawn = models.BooleanField(default=False)

    objects = DecidedQuerySet.as_manager()

    class Meta:
        abstract = True


class TaskTerms(Decided):
    """What is agreed for a task besides its sentence. Without a due date it ends with the plan (inferred)."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="terms")
    title = models.CharField(_("title"), max_length=120)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=choices(TaskState), default=TaskState.ACTIVE.value)
    is_ongoing = models.BooleanField(_("ongoing work"), default=False)
    is_sensitive = models.BooleanField(_("never public"), default=False)
    weight_text = models.CharField(_("weight"), max_length=12, default="1")

    class Meta:
        verbose_name = _("terms of a task")
        verbose_name_plural = _("terms of tasks")
        constraints = [
            one_of("state", TaskState, name="terms_state_known"),
            models.UniqueConstraint(fields=["task"], condition=Q(supersedes=None), name="terms_begin_once"),
        ]

    def __str__(self) -> str:
        return self.title


class Assignment(Decided):
    """责任分工: a department's part in a task."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="assignments")
    department = models.ForeignKey(Department, models.PROTECT, related_name="assignments")
    role = models.CharField(_("role"), max_length=12, choices=choices(AssignmentRole))

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        constraints = [one_of("role", AssignmentRole, name="assignment_role_known")]

    def __str__(self) -> str:
        return f"{self.department} · {self.get_role_display()}"


class Target(Decided):
    """量化目标. Quantities are text as written; `key` names the same target through all its versions (“t1”)."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="targets")
    key = models.CharField(max_length=8)
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=12, choices=choices(TargetKind))
    basis = models.CharField(_("basis"), max_length=8, choices=choices(Basis), blank=True)
    force = models.CharField(_("force"), max_length=14, choices=choices(Force), blank=True)
    commitment = models.CharField(
        _("commitment"), max_length=12, choices=choices(Commitment), default=Commitment.PLAIN.value
    )
    operator = models.CharField(_("operator"), max_length=2, choices=choices(Operator), default=Operator.EQUAL.value)
    goal_text = models.CharField(_("goal"), max_length=40, blank=True)
    unit = models.CharField(_("unit"), max_length=20, blank=True)
    baseline_text = models.CharField(_("baseline"), max_length=40, blank=True)
    start_on = models.DateField(_("from"), null=True, blank=True)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    rule = models.CharField(
        _("schedule"), max_length=8, choices=choices(ScheduleRule), default=ScheduleRule.MONTHS.value
    )
    stages = models.JSONField(_("dated stages"), default=list, blank=True)
    stated_share_text = models.CharField(_("stated schedule, %"), max_length=20, blank=True)
    weight_text = models.CharField(_("weight"), max_length=12, default="1")
    passage = models.ForeignKey(Passage, models.PROTECT, null=True, blank=True, related_name="targets")

    class Meta:
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        ordering = ["task", "key", "pk"]
        constraints = [
            one_of("kind", TargetKind, name="target_kind_known"),
            one_of("operator", Operator, name="target_operator_known"),
            one_of("rule", ScheduleRule, name="target_rule_known"),
            models.UniqueConstraint(fields=["task", "key"], condition=Q(supersedes=None), name="target_begins_once"),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | Q(start_on__isnull=True) | Q(due_on__gte=F("start_on")),
                name="target_ends_after_it_starts",
                violation_error_message=_("A target is due on or after its first day."),
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["cumulative", "scope"], operator__in=["<", "≤"]),
                name="target_counts_up",
                violation_error_message=_("A target that counts up cannot be a ceiling; make it a level."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}{self.goal_text}{self.unit}"


class Milestone(Decided):
    """时间节点. `key` names the same milestone through all its versions (“m1”)."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="milestones")
    key = models.CharField(max_length=8)
    title = models.CharField(_("title"), max_length=120)
    due_on = models.DateField(_("due on"))
    weight_text = models.CharField(_("weight"), max_length=12, blank=True)

    class Meta:
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        ordering = ["task", "due_on", "key"]
        constraints = [
            models.UniqueConstraint(fields=["task", "key"], condition=Q(supersedes=None), name="milestone_begins_once"),
        ]

    def __str__(self) -> str:
        return self.title


class RuleSet(Decided):
    """The light rules of a plan and what its public issues show. Published with every issue, by version."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="rule_sets")
    version = models.PositiveIntegerField(_("version"))
    on_gap_text = models.CharField(_("on schedule from, points"), max_length=8, default="-5")
    warn_gap_text = models.CharField(_("slightly behind from, points"), max_length=8, default="-20")
    growth_tolerance_text = models.CharField(_("growth: tolerance, points"), max_length=8, default="0.5")
    milestone_grace_days = models.PositiveIntegerField(_("milestones: days of grace"), default=30)
    rate_supporting = models.BooleanField(_("rate tasks that support a higher level"), default=False)
    rate_market = models.BooleanField(_("rate tasks carried out by the market"), default=False)
    show_problems = models.BooleanField(_("publish problems"), default=False)
    show_next_measures = models.BooleanField(_("publish next measures"), default=False)
    show_mean = models.BooleanField(_("publish the mean completion"), default=False)
    show_findings = models.BooleanField(_("publish doubts about the figures of the report"), default=False)

    class Meta:
        verbose_name = _("rule set")
        verbose_name_plural = _("rule sets")
        constraints = [models.UniqueConstraint(fields=["plan", "version"], name="rule_set_version_once")]

    def __str__(self) -> str:
        return f"{self.plan} · {self.version}"
