"""Indicators (指标) and their dated values. Rows are only added: what people put right supersedes a row, which stays."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from plans.models.choices import choices, one_of
from plans.models.decided import Decided
from plans.models.documents import Passage, Plan, Section
from plans.rules.vocabulary import CorrectionKind, Direction, FigureKind, Force, Frequency, GrowthBasis, Operator


class Indicator(models.Model):
    """指标. `code` is given once; `section` is where the document speaks of it, `sort` its place there."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="indicators")
    code = models.CharField(_("code"), max_length=8)
    section = models.ForeignKey(Section, models.PROTECT, null=True, blank=True, related_name="indicators")
    sort = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ["plan", "section__start", "sort", "code"]
        constraints = [models.UniqueConstraint(fields=["plan", "code"], name="indicator_code_once")]

    def __str__(self) -> str:
        return self.code


class IndicatorTerms(Decided):
    """What an indicator is called and counted in, and what people agreed about it. Withdrawn, it leaves the record."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="terms")
    name = models.CharField(_("name"), max_length=120)
    unit = models.CharField(_("unit"), max_length=20, blank=True)
    frequency = models.CharField(_("frequency"), max_length=10, choices=choices(Frequency), blank=True)
    source_unit = models.CharField(_("source unit"), max_length=60, blank=True)
    nature = models.CharField(_("nature"), max_length=14, choices=choices(Force), blank=True)
    direction = models.CharField(_("direction"), max_length=4, choices=choices(Direction), blank=True)
    goal_text = models.CharField(_("annual goal"), max_length=40, blank=True)
    goal_operator = models.CharField(max_length=2, choices=choices(Operator), default=Operator.EQUAL.value)
    is_public = models.BooleanField(_("shown in public issues"), default=True)
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("terms of an indicator")
        verbose_name_plural = _("terms of indicators")
        constraints = [
            one_of("goal_operator", Operator, name="indicator_goal_operator_known"),
            models.UniqueConstraint(
                fields=["indicator"], condition=Q(supersedes=None), name="indicator_terms_begin_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Observation(Decided):
    """数值: the figures of one period, as written. `repeats` marks a second statement of the same in the document."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="observations")
    period_label = models.CharField(_("period"), max_length=24)
    start_on = models.DateField(_("from"))
    end_on = models.DateField(_("to"))
    value_text = models.CharField(_("value"), max_length=40, blank=True)
    operator = models.CharField(_("operator"), max_length=2, choices=choices(Operator), default=Operator.EQUAL.value)
    yoy_text = models.CharField(_("growth on the year before, %"), max_length=20, blank=True)
    growth_text = models.CharField(_("other growth, %"), max_length=20, blank=True)
    growth_basis = models.CharField(_("basis of growth"), max_length=12, choices=choices(GrowthBasis), blank=True)
    share_text = models.CharField(_("share of the annual plan, %"), max_length=20, blank=True)
    gap_text = models.CharField(_("stated lead or lag, points"), max_length=20, blank=True)
    average_text = models.CharField(_("average of the city"), max_length=40, blank=True)
    rank_text = models.CharField(_("rank"), max_length=40, blank=True)
    releasable_on = models.DateField(_("not public before"), null=True, blank=True)
    kind = models.CharField(_("kind"), max_length=14, choices=choices(FigureKind), default=FigureKind.OPERATIONAL.value)
    parent = models.ForeignKey(Indicator, models.PROTECT, null=True, blank=True, related_name="parts")
    passage = models.ForeignKey(Passage, models.PROTECT, null=True, blank=True, related_name="observations")
    repeats = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="repeated_by")
    correction_kind = models.CharField(
        _("kind of correction"), max_length=10, choices=choices(CorrectionKind), blank=True
    )
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("observation")
        verbose_name_plural = _("observations")
        ordering = ["indicator", "-end_on", "pk"]
        constraints = [
            one_of("operator", Operator, name="observation_operator_known"),
            one_of("kind", FigureKind, name="observation_kind_known"),
            models.CheckConstraint(
                condition=Q(end_on__gte=F("start_on")),
                name="observation_ends_after_it_starts",
                violation_error_message=_("A period ends on or after its first day."),
            ),
            models.UniqueConstraint(
                fields=["indicator", "start_on", "end_on"],
                condition=Q(supersedes=None, repeats=None),
                name="observation_begins_once",
            ),
            models.CheckConstraint(
                condition=Q(repeats=None) | Q(supersedes=None, passage__isnull=False),
                name="observation_repeats_in_the_document",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.period_label}"
