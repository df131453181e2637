"""The tasks of a plan, and changing one by a decision. What is superseded stays readable below."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from plans.actions.deciding import MilestoneChoice, TargetChoice, TaskChoice, decide_task
from plans.admin.confirming import DecisionForm
from plans.admin.doors import actor_of, goes_to, may_run_or_shape, no_right, not_there, page, person_of, plan_in_sight
from plans.admin.fields import day, posted, text
from plans.admin.words import department_name, said, target_words
from plans.models import Assignment, Decision, Department, Plan, Task, TaskTerms
from plans.models.choices import choices
from plans.models.decided import Decided
from plans.models.words import day as show_day
from plans.queries.decided import load_decided_records
from plans.queries.registers import load_task_history
from plans.rules.records import TaskRecord
from plans.rules.said import ManyRefused, Refused
from plans.rules.vocabulary import Basis, Operator, Responsibility, TargetKind, TaskState

TARGET_FIELDS = {"goal_text", "operator", "due_on", "baseline_text"}


class TaskForm(DecisionForm):
    title = text(_("Title"))
    lead = forms.ModelChoiceField(
        label=_("Lead department"), queryset=Department.objects.none(), required=False, to_field_name="slug"
    )
    cooperating = forms.ModelMultipleChoiceField(
        label=_("Cooperating departments"),
        queryset=Department.objects.none(),
        required=False,
        to_field_name="slug",
        widget=forms.CheckboxSelectMultiple,
    )
    due_on = day(_("Due on"), required=False, hint=_("Left empty, it is the end of the plan."))
    state = forms.ChoiceField(label=_("State"), choices=choices(TaskState))
    responsibility = forms.ChoiceField(label=_("Responsibility"), choices=choices(Responsibility))
    is_ongoing = forms.BooleanField(label=_("Ongoing work, without an end"), required=False)
    is_sensitive = forms.BooleanField(label=_("Never public"), required=False)
    target_name = text(_("Name of the quantity"), required=False)
    target_kind = forms.ChoiceField(label=_("Kind"), choices=choices(TargetKind), required=False)
    target_basis = forms.ChoiceField(label=_("Basis of counting"), choices=choices(Basis), required=False)
    target_operator = forms.ChoiceField(
        label=_("Comparison"), choices=choices(Operator), required=False, initial=Operator.EQUAL.value
    )
    target_goal_text = text(_("Goal"), required=False, length=40)
    target_unit = text(_("Unit"), required=False, length=20)
    target_baseline_text = text(_("Baseline"), required=False, length=40)
    target_due_on = day(_("Due on"), required=False)
    milestone_title = text(_("Milestone"), required=False)
    milestone_due_on = day(_("Due on"), required=False)

    DECISION = ("office", "on", "document_number", "reason")
    TERMS = ("title", "lead", "cooperating", "due_on", "state", "responsibility", "is_ongoing", "is_sensitive")
    TARGET = (
        "target_name",
        "target_kind",
        "target_basis",
        "target_operator",
        "target_goal_text",
        "target_unit",
        "target_baseline_text",
        "target_due_on",
    )
    MILESTONE = ("milestone_title", "milestone_due_on")

    def __init__(self, *args, plan: Plan, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        departments = Department.objects.filter(jurisdiction=plan.jurisdiction_id)
        self.fields["lead"].queryset = self.fields["cooperating"].queryset = departments

    def clean(self) -> dict:
        given = super().clean()
        if given.get("milestone_title") and not given.get("milestone_due_on"):
            self.add_error("milestone_due_on", gettext("Give the day this milestone is due."))
        if given.get("target_name") and not given.get("target_goal_text"):
            self.add_error("target_goal_text", gettext("Give the goal as a number."))
        return given

    def refuse(self, refusal: Refused) -> None:
        """A fault of a target names its columns; here they stand beside those of the task."""
        for fault in refusal.errors if isinstance(refusal, ManyRefused) else (refusal,):
            name = f"target_{fault.field}" if fault.field in TARGET_FIELDS else fault.field
            self.add_error(name if name in self.fields else None, said(fault.said))

    def part(self, name: str) -> list:
        return [self[field] for field in getattr(self, name)]

    @property
    def decision_fields(self) -> list:
        return self.part("DECISION")

    @property
    def terms_fields(self) -> list:
        return self.part("TERMS")

    @property
    def target_fields(self) -> list:
        return self.part("TARGET")

    @property
    def milestone_fields(self) -> list:
        return self.part("MILESTONE")

    def choice(self, code: str) -> TaskChoice:
        given = self.cleaned_data
        lead = given["lead"].slug if given["lead"] else ""
        return TaskChoice(
            code=code,
            title=given["title"],
            due_on=given["due_on"],
            state=TaskState(given["state"]),
            is_ongoing=given["is_ongoing"],
            is_sensitive=given["is_sensitive"],
            responsibility=Responsibility(given["responsibility"]),
            lead=lead,
            ends_with_plan=given["due_on"] is None,
            cooperating=[row.slug for row in given["cooperating"] if row.slug != lead],
            targets=self._targets(),
            milestones=self._milestones(),
        )

    def _targets(self) -> tuple[TargetChoice, ...]:
        given = self.cleaned_data
        if not given["target_name"]:
            return ()
        target = TargetChoice(
            name=given["target_name"],
            kind=TargetKind(given["target_kind"] or TargetKind.CUMULATIVE.value),
            basis=given["target_basis"] or Basis.FLOW.value,
            operator=given["target_operator"] or Operator.EQUAL.value,
            goal_text=given["target_goal_text"],
            unit=given["target_unit"],
            baseline_text=given["target_baseline_text"],
            due_on=given["target_due_on"],
        )
        return (target,)

    def _milestones(self) -> tuple[MilestoneChoice, ...]:
        given = self.cleaned_data
        if not given["milestone_title"]:
            return ()
        return (MilestoneChoice(given["milestone_title"], given["milestone_due_on"]),)


@require_safe
def tasks(request: HttpRequest, slug: str) -> HttpResponse:
    plan = plan_in_sight(request, slug)
    return page(request, "tasks.html", tab="tasks", plan=plan, records=load_decided_records(plan))


@require_http_methods(["GET", "HEAD", "POST"])
def task(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    plan = plan_in_sight(request, slug)
    may_decide = may_run_or_shape(person_of(request), jurisdiction=plan.jurisdiction_id)
    row = plan.tasks.filter(code=code).first()
    if row is None:
        raise not_there()
    row.plan = plan
    record = load_decided_records(plan, [row])[0]
    form = TaskForm(posted(request), plan=plan, initial=_initial(record))
    if request.method == "POST":
        if not may_decide:
            raise no_right()
        if form.is_valid() and _decide(request, row, form):
            messages.success(request, gettext("Decided. It counts from the next report and the next issue on."))
            return goes_to("task", slug, code)
    return page(
        request,
        "task.html",
        tab="tasks",
        plan=plan,
        record=record,
        form=form if may_decide else None,
        entries=_entries(row),
        status=400 if form.errors else 200,
    )


@dataclass(frozen=True)
class Entry:
    """One decided row, current or superseded."""

    what: str
    content: str
    decision: Decision
    is_current: bool


def _entries(row: Task) -> list[Entry]:
    history = load_task_history(row)
    return [
        *(Entry(gettext("Terms"), _terms(terms), terms.decision, _is_current(terms)) for terms in history.terms),
        *(_assignment(row) for row in history.assignments),
        *(Entry(gettext("Target"), target_words(row), row.decision, _is_current(row)) for row in history.targets),
        *(
            Entry(gettext("Milestone"), f"{row} · {show_day(row.due_on)}", row.decision, _is_current(row))
            for row in history.milestones
        ),
    ]


def _is_current(row: Decided) -> bool:
    return not row.withdrawn and getattr(row, "superseded_by", None) is None


def _terms(terms: TaskTerms) -> str:
    parts = [terms.title, show_day(terms.due_on) if terms.due_on else gettext("end of the plan")]
    parts += [terms.get_state_display()] if terms.state != TaskState.ACTIVE.value else []
    parts += [gettext("ongoing")] if terms.is_ongoing else []
    return " · ".join(parts)


def _assignment(row: Assignment) -> Entry:
    ended = gettext(" (ended)") if row.withdrawn else ""
    content = f"{department_name(row.department)}{ended}"
    return Entry(row.get_role_display(), content, row.decision, _is_current(row))


def _initial(record: TaskRecord) -> dict[str, object]:
    return {
        "title": record.title,
        "lead": record.lead.slug if record.lead else None,
        "cooperating": [row.slug for row in record.cooperating],
        "due_on": None if record.due_is_inferred else record.due_on,
        "state": record.facts.state.value,
        "responsibility": record.facts.responsibility.value,
        "is_ongoing": record.facts.is_ongoing,
        "is_sensitive": record.is_sensitive,
    }


def _decide(request: HttpRequest, row: Task, form: TaskForm) -> bool:
    try:
        decide_task(
            task=row,
            choice=form.choice(row.code),
            decision=form.decision(),
            by=actor_of(request),
            now=timezone.now(),
        )
    except Refused as refusal:
        if refusal.status != Refused.status:
            raise
        form.refuse(refusal)
        return False
    return True
