"""Confirming a plan: every task with its owner and window, fixed by one decision."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from plans.actions.deciding import DecisionText, TaskChoice, confirm_plan
from plans.admin.doors import actor_of, goes_to, page, plan_in_sight
from plans.admin.fields import Screen, day, posted, text
from plans.models import Department, Plan
from plans.queries.decided import load_decided_records
from plans.rules.permissions import may_shape_plan
from plans.rules.records import TaskRecord
from plans.rules.said import MovedOn, Refused
from plans.rules.vocabulary import PlanState

TITLE_LENGTH = 120


class DecisionForm(Screen):
    office = text(
        _("Deciding office"), length=60, hint=_("Who issued it, for instance the district government office.")
    )
    on = day(_("Decided on"))
    document_number = text(_("Document number"), required=False, length=60)
    reason = text(_("Reason"), required=False, length=500, rows=2)

    def decision(self) -> DecisionText:
        given = self.cleaned_data
        return DecisionText(given["office"], given["on"], given["document_number"], given["reason"])


class ConfirmForm(DecisionForm):
    title = text(_("Title of the plan"))
    short_title = text(_("Short title"), length=60)
    plan_office = forms.ModelChoiceField(
        label=_("Plan office"),
        queryset=Department.objects.none(),
        required=False,
        help_text=_("The department that accepts and publishes."),
    )
    field_order = ["title", "short_title", "plan_office", "office", "on", "document_number", "reason"]

    def __init__(self, *args, plan: Plan, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["plan_office"].queryset = Department.objects.filter(jurisdiction=plan.jurisdiction_id)


@dataclass(frozen=True)
class Line:
    """One task in the table, with what was typed for it."""

    record: TaskRecord
    title: str
    lead: str
    cooperating: tuple[str, ...]
    due_on: str
    is_ongoing: bool
    fault: str = ""
    due_fault: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, slug: str) -> HttpResponse:
    plan = plan_in_sight(request, slug, need=may_shape_plan)
    if plan.state != PlanState.DRAFT.value:
        raise MovedOn("plan-confirmed", "该计划已经确认，不能重复确认。", "This plan has already been confirmed.")
    initial = {"title": plan.title, "short_title": _short_title(plan), "plan_office": plan.office_id}
    form = ConfirmForm(posted(request), plan=plan, initial=initial)
    departments = list(Department.objects.filter(jurisdiction=plan.jurisdiction_id))
    records = load_decided_records(plan)
    sent = posted(request)
    lines = [_line(record, sent) for record in records]
    is_sound = sent is not None and form.is_valid() and not any(line.fault or line.due_fault for line in lines)
    if is_sound and _confirm(request, plan, form, lines, {row.slug for row in departments}):
        messages.success(request, gettext("The plan is confirmed. Now the plan office opens the first round."))
        return goes_to("plan", slug)
    status = 400 if sent is not None else 200
    return page(request, "confirm.html", plan=plan, form=form, lines=lines, departments=departments, status=status)


def _short_title(plan: Plan) -> str:
    """A proposal by its period, as in 2023年下半年计划, where reading has only repeated the long title."""
    if plan.short_title != plan.title:
        return plan.short_title
    months = (plan.start_on.month, plan.end_on.month) if plan.start_on.year == plan.end_on.year else None
    part = {(1, 6): "上半年", (7, 12): "下半年"}.get(months, "")
    return f"{plan.start_on.year}年{part}计划"


def _line(record: TaskRecord, sent: QueryDict | None) -> Line:
    code = record.facts.code
    if sent is None:
        return Line(
            record=record,
            title=record.title,
            lead=record.lead.slug if record.lead else "",
            cooperating=tuple(row.slug for row in record.cooperating),
            due_on="" if record.due_is_inferred else record.due_on.isoformat(),
            is_ongoing=record.facts.is_ongoing,
        )
    title, due_on = _clean(sent, f"title-{code}"), _clean(sent, f"due-{code}")
    return Line(
        record=record,
        title=title,
        lead=_clean(sent, f"lead-{code}"),
        cooperating=tuple(sent.getlist(f"cooperating-{code}")),
        due_on=due_on,
        is_ongoing=f"ongoing-{code}" in sent,
        fault=gettext("Give a title of at most 120 characters.") if not 0 < len(title) <= TITLE_LENGTH else "",
        due_fault="" if _day(due_on) or not due_on else gettext("Write the date like 2023-11-30."),
    )


def _clean(sent: Mapping[str, str], name: str) -> str:
    return sent.get(name, "").replace("\x00", "").strip()


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def _confirm(request: HttpRequest, plan: Plan, form: ConfirmForm, lines: list[Line], known: set[str]) -> bool:
    """Departments of other jurisdictions are not offered, and passed over when posted."""
    choices = [
        TaskChoice(
            code=line.record.facts.code,
            title=line.title,
            lead=line.lead if line.lead in known else "",
            cooperating=[slug for slug in line.cooperating if slug in known and slug != line.lead],
            due_on=_day(line.due_on),
            is_ongoing=line.is_ongoing,
        )
        for line in lines
    ]
    try:
        confirm_plan(
            plan=plan,
            choices=choices,
            decision=form.decision(),
            by=actor_of(request),
            now=timezone.now(),
            office=form.cleaned_data["plan_office"],
            title=form.cleaned_data["title"],
            short_title=form.cleaned_data["short_title"],
        )
    except Refused as refusal:
        if refusal.status != Refused.status:
            raise
        form.refuse(refusal)
        return False
    return True
