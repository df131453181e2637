"""The plan and the document it was read from."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from plans.models.choices import choices, one_of
from plans.models.people import Department, Jurisdiction
from plans.rules.vocabulary import PlanState, Responsibility


class Plan(models.Model):
    """计划. Before its first public issue its public addresses are 404.

    `source` is the document it is read from: of several files received, the one that was taken into use.
    """

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="plans")
    slug = models.SlugField(_("short name in addresses"), max_length=60, unique=True)
    title = models.CharField(_("title"), max_length=120)
    short_title = models.CharField(_("short title"), max_length=60)
    start_on = models.DateField(_("first day"))
    end_on = models.DateField(_("last day"))
    office = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="plans_run", verbose_name=_("plan office")
    )
    source = models.ForeignKey(
        "SourceDocument", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("document in use")
    )
    state = models.CharField(_("state"), max_length=12, choices=choices(PlanState), default=PlanState.DRAFT.value)
    is_demo = models.BooleanField(_("demonstration data"), default=False)

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        ordering = ["-start_on", "slug"]
        constraints = [
            one_of("state", PlanState, name="plan_state_known"),
            models.CheckConstraint(
                condition=Q(end_on__gte=F("start_on")),
                name="plan_ends_after_it_starts",
                violation_error_message=_("A plan ends on or after its first day."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class SourceDocument(models.Model):
    """来源文件: bytes, their sha256, the text, and what was read in it (the JSON of `read_plan`). Immutable."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="documents")
    filename = models.CharField(_("file name"), max_length=200)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    text = models.TextField()
    reading = models.JSONField(_("what was read"))
    title = models.CharField(_("title"), max_length=200)
    published_on = models.DateField(_("published on"), null=True, blank=True)
    is_digest = models.BooleanField(_("digest of the original"), default=False)
    imported_at = models.DateTimeField(_("imported at"))

    class Meta:
        verbose_name = _("source document")
        verbose_name_plural = _("source documents")
        constraints = [models.UniqueConstraint(fields=["plan", "sha256"], name="document_once_a_plan")]

    def __str__(self) -> str:
        return self.title


class Passage(models.Model):
    """原文段落: code points `[start, end)` of a document's text."""

    document = models.ForeignKey(SourceDocument, models.PROTECT, related_name="passages")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("passage")
        verbose_name_plural = _("passages")
        ordering = ["document", "start"]
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="passage_is_not_empty"),
            models.UniqueConstraint(fields=["document", "start", "end"], name="passage_once"),
        ]

    def __str__(self) -> str:
        return f"{self.start}–{self.end}"


class Section(models.Model):
    """Part, area, numbered item, measure: a node of the document's outline. `number` is its place, such as 2.3.4."""

    document = models.ForeignKey(SourceDocument, models.PROTECT, related_name="sections")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    level = models.PositiveSmallIntegerField(_("level"))
    number = models.CharField(_("number"), max_length=30)
    marker = models.CharField(_("marker"), max_length=12, blank=True)
    title = models.CharField(_("title"), max_length=200, blank=True)
    kind = models.CharField(_("kind"), max_length=20)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["document", "start", "level"]
        constraints = [models.UniqueConstraint(fields=["document", "number"], name="section_number_once")]

    def __str__(self) -> str:
        return f"{self.marker}{self.title}"


class Task(models.Model):
    """任务: the smallest thing a department answers for. `code` is given once and never renumbered."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="tasks")
    code = models.CharField(_("code"), max_length=20)
    sort_key = models.CharField(max_length=40)
    area = models.ForeignKey(Section, models.PROTECT, related_name="area_tasks", verbose_name=_("area"))
    measure = models.ForeignKey(
        Section, models.PROTECT, null=True, blank=True, related_name="measure_tasks", verbose_name=_("measure")
    )
    responsibility = models.CharField(
        _("responsibility"), max_length=12, choices=choices(Responsibility), default=Responsibility.OWN.value
    )
    passages = models.ManyToManyField(Passage, through="TaskPassage", related_name="tasks")

    class Meta:
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        ordering = ["plan", "sort_key"]
        constraints = [
            one_of("responsibility", Responsibility, name="task_responsibility_known"),
            models.UniqueConstraint(fields=["plan", "code"], name="task_code_once"),
        ]

    def __str__(self) -> str:
        return self.code


class TaskPassage(models.Model):
    """The passages of a task, in order."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="task_passages")
    passage = models.ForeignKey(Passage, models.PROTECT, related_name="task_passages")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["task", "order"]
        constraints = [models.UniqueConstraint(fields=["task", "passage"], name="task_passage_once")]

    def __str__(self) -> str:
        return f"{self.task} · {self.passage}"
