"""Confirming a plan: every task with its owner and window, fixed by one decision."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from plans.actions.confirming import confirm_plan
from plans.actions.deciding import DecisionText
from plans.actions.proposing import Change, take_steps
from plans.admin.doors import actor_of, goes_to, not_there, page, plan_in_sight
from plans.admin.fields import Screen, day, posted, text
from plans.admin.proposal_form import clean
from plans.admin.words import said
from plans.models import Department, Plan
from plans.queries.duties import TaskWords, suggestions_for
from plans.queries.proposal import load_proposal, load_source
from plans.rules.duties import Suggestion
from plans.rules.permissions import may_shape_plan
from plans.rules.proposal import Proposal, Target, Task
from plans.rules.proposal.items import LONGEST_TITLE
from plans.rules.said import MovedOn, NotAllowed, NotThere, Refused
from plans.rules.vocabulary import PlanState, ReviewVerb

LONGEST_NUMBER = 10


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
    """One task in the table, with what was typed for it, or what stands on the desk, or else what is suggested."""

    task: Task
    targets: tuple[Target, ...]
    sentence: str
    title: str
    lead: str
    cooperating: tuple[str, ...]
    due_on: str
    is_ongoing: bool
    fault: str = ""
    due_fault: str = ""
    because: tuple[str, ...] = ()
    """The words for which the departments shown are suggested; empty where people settled them."""

    @property
    def change(self) -> Change | None:
        """The step that settles what was typed; None where nothing is different."""
        typed = {
            "title": self.title,
            "lead": self.lead,
            "cooperating": list(self.cooperating),
            "due_on": self.due_on,
            "is_ongoing": self.is_ongoing,
        }
        stands = {name: getattr(self.task, name) for name in typed} | {"cooperating": list(self.task.cooperating)}
        changed = {name: value for name, value in typed.items() if value != stands[name]}
        return (ReviewVerb.EDIT, {"item": self.task.id, **changed}) if changed else None


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, slug: str) -> HttpResponse:
    """Departments and deadlines of all tasks in one table: stored as often as one likes, and confirmed once."""
    plan = plan_in_sight(request, slug, need=may_shape_plan)
    if plan.state != PlanState.DRAFT.value:
        raise MovedOn("plan-confirmed", "该计划已经确认，不能重复确认。", "This plan has already been confirmed.")
    document = load_source(plan)
    if document is None:
        raise not_there()
    proposal = load_proposal(document)
    sent = posted(request)
    initial = {"title": plan.title, "short_title": _short_title(plan), "plan_office": plan.office_id}
    is_stored_only = sent is not None and "store" in sent
    form = ConfirmForm(None if is_stored_only else sent, plan=plan, initial=initial)
    departments = list(Department.objects.filter(jurisdiction=plan.jurisdiction_id))
    desk = _Desk(proposal, document.text, {} if sent is not None else _suggestions(plan, proposal, document.text))
    lines = [desk.line(task, sent) for task in proposal.tasks]
    if sent is not None and not any(line.fault or line.due_fault for line in lines):
        if is_stored_only and _store(request, plan, lines, form):
            messages.success(request, gettext("Stored. The plan is still a draft."))
            return goes_to("confirm", slug)
        if (
            not is_stored_only
            and form.is_valid()
            and _store(request, plan, lines, form)
            and _confirm(request, plan, form)
        ):
            messages.success(request, gettext("The plan is confirmed. Now the plan office opens the first round."))
            return goes_to("plan", slug)
    return page(
        request,
        "confirm.html",
        plan=plan,
        form=form,
        lines=lines,
        departments=departments,
        proposal=proposal,
        unled=sum(not line.lead for line in lines),
        suggested=sum(bool(line.because) for line in lines),
        undecided=sum(not finding.decision for finding in proposal.findings),
        status=400 if sent is not None else 200,
    )


def _short_title(plan: Plan) -> str:
    """A proposal by its period, as in 2023年下半年计划, where reading has only repeated the long title."""
    if plan.short_title != plan.title:
        return plan.short_title
    months = (plan.start_on.month, plan.end_on.month) if plan.start_on.year == plan.end_on.year else None
    part = {(1, 6): "上半年", (7, 12): "下半年"}.get(months, "")
    return f"{plan.start_on.year}年{part}计划"


def _suggestions(plan: Plan, proposal: Proposal, words: str) -> dict[Hashable, Suggestion]:
    """For tasks that nobody has given a lead."""
    titles = {measure["id"]: measure["title"] for measure in proposal.measures}
    asked = [
        TaskWords(
            key=task.id,
            text=" ".join([task.title, *(words[start:end] for start, end in task.spans)]),
            named_lead=task.named_lead,
            named_cooperating=task.named_cooperating,
            heading=titles.get(task.measure, ""),
        )
        for task in proposal.tasks
        if not task.lead
    ]
    return suggestions_for(plan.jurisdiction, asked)


@dataclass(frozen=True)
class _Desk:
    proposal: Proposal
    words: str
    suggestions: Mapping[Hashable, Suggestion]

    def line(self, task: Task, sent: QueryDict | None) -> Line:
        sentence = "……".join(self.words[start:end] for start, end in task.spans)
        read = {"task": task, "targets": self.proposal.targets_of(task), "sentence": sentence}
        return self._shown(task, read) if sent is None else _typed(task, read, sent)

    def _shown(self, task: Task, read: Mapping[str, Any]) -> Line:
        suggestion = self.suggestions.get(task.id)
        if suggestion is None or suggestion.lead is None:
            lead, cooperating, because = task.lead, task.cooperating, ()
        else:
            lead, because = suggestion.lead, suggestion.because
            cooperating = task.cooperating or suggestion.cooperating
        return Line(
            **read,
            title=task.title,
            lead=lead,
            cooperating=cooperating,
            due_on=task.due_on,
            is_ongoing=task.is_ongoing,
            because=because,
        )


def _typed(task: Task, read: Mapping[str, Any], sent: QueryDict) -> Line:
    title, due_on = clean(sent, f"title-{task.id}"), clean(sent, f"due-{task.id}")
    lead = clean(sent, f"lead-{task.id}")
    return Line(
        **read,
        title=title,
        lead=lead,
        cooperating=tuple(slug for slug in sent.getlist(f"cooperating-{task.id}") if slug != lead),
        due_on=due_on,
        is_ongoing=f"ongoing-{task.id}" in sent,
        fault=gettext("Give a title of at most 120 characters.") if not 0 < len(title) <= LONGEST_TITLE else "",
        due_fault="" if _is_day(due_on) else gettext("Write the date like 2023-11-30."),
    )


def _is_day(typed: str) -> bool:
    try:
        return not typed or bool(date.fromisoformat(typed))
    except ValueError:
        return False


def _store(request: HttpRequest, plan: Plan, lines: list[Line], form: ConfirmForm) -> bool:
    changes = [line.change for line in lines if line.change]
    seen = {line.task.id: _seen(request.POST, line.task) for line in lines if line.change}
    try:
        if changes:
            take_steps(plan=plan, changes=changes, seen=seen, by=actor_of(request), now=timezone.now())
    except Refused as refusal:
        return _refused(form, refusal)
    return True


def _seen(sent: QueryDict, task: Task) -> int:
    number = sent.get(f"seen-{task.id}", "")
    return int(number) if number.isascii() and number.isdecimal() and len(number) < LONGEST_NUMBER else task.touched


def _confirm(request: HttpRequest, plan: Plan, form: ConfirmForm) -> bool:
    try:
        confirm_plan(
            plan=plan,
            decision=form.decision(),
            by=actor_of(request),
            now=timezone.now(),
            office=form.cleaned_data["plan_office"],
            title=form.cleaned_data["title"],
            short_title=form.cleaned_data["short_title"],
        )
    except Refused as refusal:
        return _refused(form, refusal)
    return True


def _refused(form: ConfirmForm, refusal: Refused) -> bool:
    """Shown on the page; a missing right is answered elsewhere."""
    if isinstance(refusal, NotAllowed | NotThere):
        raise refusal
    if form.is_bound:
        form.refuse(refusal)
    else:
        form.fault = said(refusal.said)
    return False
