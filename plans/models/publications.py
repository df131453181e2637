"""What was handed out. Rows here are frozen: triggers refuse every change but a withholding by two people."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from plans.models.choices import choices, one_of
from plans.models.documents import Plan
from plans.models.people import User
from plans.models.rounds import Round
from plans.rules.vocabulary import PublicationKind, Series


class PublicationQuerySet(models.QuerySet):
    def public(self) -> Self:
        return self.filter(series=Series.PUBLIC.value)

    def internal(self) -> Self:
        return self.filter(series=Series.INTERNAL.value)


class Publication(models.Model):
    """发布期次. `header` is canonical JSON, `digest` its sha256; each header names the one before it."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="publications")
    series = models.CharField(_("series"), max_length=10, choices=choices(Series))
    number = models.PositiveIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=12, choices=choices(PublicationKind))
    round = models.ForeignKey(Round, models.PROTECT, related_name="publications")
    as_of_on = models.DateField(_("as of"))
    published_at = models.DateTimeField(_("published"))
    published_by = models.CharField(_("published by (account)"), max_length=150)
    previous = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="next")
    digest = models.CharField(max_length=64, unique=True)
    header = models.TextField()

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        ordering = ["plan", "series", "number"]
        constraints = [
            one_of("series", Series, name="publication_series_known"),
            one_of("kind", PublicationKind, name="publication_kind_known"),
            models.UniqueConstraint(fields=["plan", "series", "number"], name="publication_number_once"),
        ]

    def __str__(self) -> str:
        return str(_("Issue %(number)s") % {"number": self.number})


class PublishedTask(models.Model):
    """One task as one issue fixed it. All columns after `sha256` are derived from the body and emptied with it."""

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="tasks")
    code = models.CharField(max_length=20)
    body = models.TextField()
    salt = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64)
    code_key = models.CharField(max_length=40, blank=True)
    title = models.CharField(max_length=120, blank=True)
    area = models.CharField(max_length=30, blank=True)
    light = models.CharField(max_length=5, blank=True)
    light_rank = models.PositiveSmallIntegerField(null=True)
    completion = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    gap_pp = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    due_on = models.DateField(null=True)
    lead = models.CharField(max_length=40, blank=True)
    lead_sort = models.PositiveIntegerField(null=True)
    departments = models.TextField(blank=True)
    words = models.TextField(blank=True)

    class Meta:
        verbose_name = _("published task")
        verbose_name_plural = _("published tasks")
        ordering = ["publication", "code_key"]
        constraints = [models.UniqueConstraint(fields=["publication", "code"], name="published_task_once")]

    def __str__(self) -> str:
        return f"{self.publication} · {self.code}"

    @property
    def is_withheld(self) -> bool:
        return not self.body


class PublishedIndicator(models.Model):
    """One indicator as one issue fixed it. All columns after `sha256` are derived from the body and emptied with it."""

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="indicators")
    code = models.CharField(max_length=8)
    body = models.TextField()
    salt = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64)
    place = models.PositiveIntegerField(null=True)
    name = models.CharField(max_length=120, blank=True)
    area = models.CharField(max_length=30, blank=True)
    section = models.CharField(max_length=30, blank=True)
    kind = models.CharField(max_length=14, blank=True)
    words = models.TextField(blank=True)

    class Meta:
        verbose_name = _("published indicator")
        verbose_name_plural = _("published indicators")
        ordering = ["publication", "place"]
        constraints = [models.UniqueConstraint(fields=["publication", "code"], name="published_indicator_once")]

    def __str__(self) -> str:
        return f"{self.publication} · {self.code}"

    @property
    def title(self) -> str:
        return self.name

    @property
    def is_withheld(self) -> bool:
        return not self.body


class Withholding(models.Model):
    """应急撤下: proposed by one person, carried out by another. `reason` is general: the public page prints it.

    It concerns one row of an issue, a task or an indicator.
    """

    published_task = models.OneToOneField(
        PublishedTask, models.PROTECT, null=True, blank=True, related_name="withholding"
    )
    published_indicator = models.OneToOneField(
        PublishedIndicator, models.PROTECT, null=True, blank=True, related_name="withholding"
    )
    reason = models.CharField(_("reason, in general terms"), max_length=200)
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("withholding")
        verbose_name_plural = _("withholdings")
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("proposed_by")),
                name="withholding_approved_by_another_person",
                violation_error_message=_("Who proposed a withholding may not carry it out."),
            ),
            models.CheckConstraint(
                condition=Q(published_task=None, published_indicator__isnull=False)
                | Q(published_task__isnull=False, published_indicator=None),
                name="withholding_of_one_row",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.row} · {self.reason}"

    @property
    def row(self) -> PublishedTask | PublishedIndicator:
        return self.published_task or self.published_indicator
