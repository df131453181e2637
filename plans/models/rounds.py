"""What departments report, round by round."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from plans.models.choices import choices, one_of
from plans.models.decided import Milestone, Target
from plans.models.documents import Plan, Task
from plans.models.people import Department, User
from plans.rules.vocabulary import CorrectionKind, FallKind, UpdateState

OPEN_STATES = [
    UpdateState.DRAFT.value,
    UpdateState.SUBMITTED.value,
    UpdateState.ENDORSED.value,
    UpdateState.ACCEPTED.value,
]
SETTLED_STATES = [UpdateState.ACCEPTED.value, UpdateState.PUBLISHED.value]


class RoundQuerySet(models.QuerySet):
    def open(self) -> Self:
        return self.filter(closed_at=None)


class Round(models.Model):
    """填报期. Figures are as of `as_of_on`; reports are due by `due_at`. A plan has one open round at most."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="rounds")
    number = models.PositiveIntegerField(_("number"))
    as_of_on = models.DateField(_("as of"))
    due_at = models.DateTimeField(_("due"))
    opened_at = models.DateTimeField(_("opened"))
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("reporting round")
        verbose_name_plural = _("reporting rounds")
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="round_number_once"),
            models.UniqueConstraint(fields=["plan", "as_of_on"], name="round_as_of_once"),
            models.UniqueConstraint(fields=["plan"], condition=Q(closed_at=None), name="round_open_once_a_plan"),
        ]

    def __str__(self) -> str:
        return str(_("Round %(number)s") % {"number": self.number})


class UpdateQuerySet(models.QuerySet):
    def open(self) -> Self:
        """Somebody still has to do something with it, or it waits to be published."""
        return self.filter(state__in=OPEN_STATES)

    def settled(self) -> Self:
        """Accepted by the plan office: the only ones a publication may use."""
        return self.filter(state__in=SETTLED_STATES)


class Update(models.Model):
    """进展填报: one version of what the lead department reports of a task in a round.

    Only `plans.actions.reporting` and `plans.actions.publishing` write it. A returned version stays as it is, with its
    reason; the next one follows it. `revision` grows with every write, so that a stale form is noticed.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="updates")
    task = models.ForeignKey(Task, models.PROTECT, related_name="updates")
    department = models.ForeignKey(Department, models.PROTECT, related_name="updates")
    version = models.PositiveSmallIntegerField(_("version"))
    revision = models.PositiveIntegerField(default=1)
    state = models.CharField(_("state"), max_length=10, choices=choices(UpdateState))
    is_no_change = models.BooleanField(_("no change"), default=False)
    progress = models.TextField(_("progress"), blank=True)
    public_progress = models.TextField(_("progress, public version"), blank=True)
    problems = models.TextField(_("problems"), blank=True)
    next_measures = models.TextField(_("next measures"), blank=True)
    author = models.ForeignKey(User, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    submitted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)
    endorsed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    endorsed_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)
    returned_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    returned_at = models.DateTimeField(null=True, blank=True)
    return_reason = models.TextField(_("reason for returning"), blank=True)
    published_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    published_in = models.ForeignKey("Publication", models.PROTECT, null=True, blank=True, related_name="updates")

    objects = UpdateQuerySet.as_manager()

    class Meta:
        verbose_name = _("update")
        verbose_name_plural = _("updates")
        ordering = ["round", "task", "version"]
        constraints = [
            one_of("state", UpdateState, name="update_state_known"),
            models.UniqueConstraint(fields=["round", "task", "version"], name="update_version_once"),
            models.UniqueConstraint(
                fields=["round", "task"], condition=Q(state__in=OPEN_STATES), name="update_open_once"
            ),
            models.CheckConstraint(
                condition=Q(published_by=None) | ~Q(published_by=F("submitted_by")),
                name="update_published_by_another_person",
                violation_error_message=_("Who submitted an update may not publish it."),
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_by__isnull=False, published_in__isnull=False),
                name="update_published_somewhere",
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(submitted_by__isnull=False, submitted_at__isnull=False),
                name="update_submitted_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(return_reason=""), name="update_returned_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task} · {self.round} · {self.version}"

    @property
    def name(self) -> str:
        """How a publication names it: round and version."""
        return f"{self.round.number}.{self.version}"


class ReportedQuantity(models.Model):
    """A cumulative quantity, as written. A fall says what it is, and why."""

    update = models.ForeignKey(Update, models.PROTECT, related_name="quantities")
    target = models.ForeignKey(Target, models.PROTECT, related_name="+")
    value_text = models.CharField(_("quantity"), max_length=40)
    fall_kind = models.CharField(_("what the fall is"), max_length=16, choices=choices(FallKind), blank=True)
    fall_reason = models.TextField(_("reason of the fall"), blank=True)

    class Meta:
        verbose_name = _("reported quantity")
        verbose_name_plural = _("reported quantities")
        constraints = [
            models.UniqueConstraint(fields=["update", "target"], name="quantity_once"),
            models.CheckConstraint(condition=Q(fall_kind="") | ~Q(fall_reason=""), name="quantity_fall_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.target.name} {self.value_text}"


class ReportedMilestone(models.Model):
    update = models.ForeignKey(Update, models.PROTECT, related_name="milestones")
    milestone = models.ForeignKey(Milestone, models.PROTECT, related_name="+")
    reached_on = models.DateField(_("reached on"))

    class Meta:
        verbose_name = _("reported milestone")
        verbose_name_plural = _("reported milestones")
        constraints = [models.UniqueConstraint(fields=["update", "milestone"], name="milestone_once")]

    def __str__(self) -> str:
        return f"{self.milestone} {self.reached_on}"


class Correction(models.Model):
    """更正: an update's statement that a figure reported in an earlier round was another one."""

    update = models.ForeignKey(Update, models.PROTECT, related_name="corrections")
    target = models.ForeignKey(Target, models.PROTECT, related_name="+")
    round = models.ForeignKey(Round, models.PROTECT, related_name="+", verbose_name=_("round corrected"))
    was_text = models.CharField(_("reported"), max_length=40)
    now_text = models.CharField(_("corrected"), max_length=40)
    kind = models.CharField(_("kind"), max_length=10, choices=choices(CorrectionKind))
    reason = models.TextField(_("reason"))

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        constraints = [
            one_of("kind", CorrectionKind, name="correction_kind_known"),
            models.UniqueConstraint(fields=["update", "target", "round"], name="correction_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="correction_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.target.name} {self.was_text} → {self.now_text}"


class CloseOut(models.Model):
    """销号: applied for by the lead department, approved by another person; returned with a reason if not."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="close_outs")
    completed_on = models.DateField(_("completed on"))
    evidence = models.TextField(_("evidence"))
    applied_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    applied_at = models.DateTimeField()
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    returned_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    returned_at = models.DateTimeField(null=True, blank=True)
    return_reason = models.TextField(_("reason for returning"), blank=True)

    class Meta:
        verbose_name = _("close-out")
        verbose_name_plural = _("close-outs")
        constraints = [
            models.UniqueConstraint(fields=["task"], condition=Q(returned_at=None), name="close_out_open_once"),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("applied_by")),
                name="close_out_approved_by_another_person",
                violation_error_message=_("Who applied for a close-out may not approve it."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task} · {self.completed_on}"
