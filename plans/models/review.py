"""What people do to a reading before it becomes the plan, and what a department is known to answer for."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from plans.models.choices import choices, one_of
from plans.models.documents import SourceDocument
from plans.models.people import Department, User
from plans.rules.vocabulary import AssignmentRole, ReviewVerb


class ReviewStep(models.Model):
    """One thing a person did to what was read. Rows are only added: taking a step back is a step.

    `body` is what `plans.rules.review` reads for the verb. `carried_from` is the step on an earlier file that this one
    repeats on a corrected file.
    """

    document = models.ForeignKey(SourceDocument, models.PROTECT, related_name="steps")
    number = models.PositiveIntegerField()
    verb = models.CharField(max_length=12, choices=choices(ReviewVerb))
    body = models.JSONField(default=dict)
    by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    carried_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("step of a review")
        verbose_name_plural = _("steps of a review")
        ordering = ["document", "number"]
        constraints = [
            one_of("verb", ReviewVerb, name="review_step_verb_known"),
            models.UniqueConstraint(fields=["document", "number"], name="review_step_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.get_verb_display()}"


class DepartmentDuty(models.Model):
    """职责: words that point to a department. They only ever suggest; people decide who leads."""

    department = models.ForeignKey(Department, models.CASCADE, related_name="duties", verbose_name=_("department"))
    words = models.CharField(
        _("words"), max_length=40, help_text=_("As they stand in a task, for instance 高标准农田 or 老旧小区.")
    )
    role = models.CharField(
        _("part"), max_length=12, choices=choices(AssignmentRole), default=AssignmentRole.LEAD.value
    )

    class Meta:
        verbose_name = _("duty of a department")
        verbose_name_plural = _("duties of departments")
        ordering = ["department", "words"]
        constraints = [
            models.UniqueConstraint(fields=["department", "words"], name="duty_words_once_a_department"),
            models.CheckConstraint(
                condition=Q(role__in=[AssignmentRole.LEAD.value, AssignmentRole.COOPERATING.value]),
                name="duty_leads_or_cooperates",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.department} · {self.words}"
