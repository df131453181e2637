"""Lists that are kept and looked up: accounts, roles, the log, publications, what was decided of a task."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from plans.models import (
    Assignment,
    AuditEntry,
    Jurisdiction,
    Membership,
    Milestone,
    Plan,
    Publication,
    PublishedIndicator,
    PublishedTask,
    Target,
    Task,
    TaskTerms,
    User,
    Withholding,
)


def has_demo_plans() -> bool:
    """Pages about no plan in particular, such as the accounts, say so too on a demonstration."""
    return Plan.objects.filter(is_demo=True).exists()


def list_accounts() -> list[User]:
    """With their memberships: who manages accounts sees who has none yet."""
    return list(
        User.objects.prefetch_related("memberships__jurisdiction", "memberships__department").order_by("username")
    )


def list_memberships(jurisdictions: Collection[int]) -> list[Membership]:
    """Departments in administrative order, plan-wide roles first."""
    rows = Membership.objects.filter(jurisdiction__in=jurisdictions).select_related(
        "user", "jurisdiction", "department"
    )
    return sorted(rows, key=lambda row: (row.department.sort + 1 if row.department else 0, row.role, row.user.username))


def _entries_of(jurisdictions: Collection[int]) -> QuerySet[AuditEntry]:
    """Acts in these jurisdictions, and those in none, such as accounts."""
    codes = Jurisdiction.objects.filter(pk__in=jurisdictions).values("code")
    return AuditEntry.objects.filter(Q(jurisdiction__in=codes) | Q(jurisdiction=""))


def list_entries(
    jurisdictions: Collection[int], *, act: str = "", actor: str = "", outcome: str = ""
) -> QuerySet[AuditEntry]:
    """The log as an auditor of these jurisdictions reads it, newest first; `outcome` is “done” or “refused”."""
    rows = _entries_of(jurisdictions).order_by("-seq")
    if act:
        rows = rows.filter(act=act)
    if actor:
        rows = rows.filter(actor__icontains=actor)
    if outcome == "done":
        rows = rows.filter(outcome="done")
    if outcome == "refused":
        rows = rows.exclude(outcome="done")
    return rows


def list_acts(jurisdictions: Collection[int]) -> list[str]:
    return sorted(_entries_of(jurisdictions).order_by().values_list("act", flat=True).distinct())


def list_publications(plan: Plan) -> list[Publication]:
    """Both series, newest first, each with whether something in it was withheld."""
    tasks = PublishedTask.objects.filter(publication=OuterRef("pk"), body="")
    indicators = PublishedIndicator.objects.filter(publication=OuterRef("pk"), body="")
    is_gone = Exists(tasks) | Exists(indicators)
    rows = Publication.objects.filter(plan=plan).defer("header").annotate(has_withheld=is_gone)
    return list(rows.order_by("series", "-number"))


def list_published(publication: Publication) -> list[PublishedTask]:
    """The rows of an issue with what was proposed or withheld of them, in plan order where it can still be told."""
    rows = PublishedTask.objects.filter(publication=publication).select_related(
        "withholding__proposed_by", "withholding__approved_by"
    )
    return list(rows.order_by("code_key", "pk"))


def list_published_record(publication: Publication) -> list[PublishedIndicator]:
    """The indicators of an issue in its order, withheld ones at the end."""
    rows = PublishedIndicator.objects.filter(publication=publication).select_related(
        "withholding__proposed_by", "withholding__approved_by"
    )
    return list(rows.defer("words").order_by(F("place").asc(nulls_last=True), "code"))


def list_withholdings(plan: Plan) -> list[Withholding]:
    """Those that still wait for a second person."""
    of_plan = Q(published_task__publication__plan=plan) | Q(published_indicator__publication__plan=plan)
    rows = Withholding.objects.filter(of_plan, approved_by=None).order_by("pk")
    return list(
        rows.select_related(
            "published_task__publication__plan", "published_indicator__publication__plan", "proposed_by"
        )
    )


@dataclass(frozen=True)
class TaskHistory:
    """Every row ever decided of a task, oldest first; superseded ones have one after them."""

    terms: list[TaskTerms]
    assignments: list[Assignment]
    targets: list[Target]
    milestones: list[Milestone]


def load_task_history(task: Task) -> TaskHistory:
    def rows(model, *also: str) -> list:
        found = model.objects.filter(task=task).select_related("decision", "superseded_by__decision", *also)
        return list(found.order_by("pk"))

    return TaskHistory(rows(TaskTerms), rows(Assignment, "department"), rows(Target), rows(Milestone))
