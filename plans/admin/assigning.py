"""Who leads each task and by when, a page of tasks at a time: typed, chosen from what the table of duties suggests."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from plans.actions.proposing import Change, confirmed_already, take_steps
from plans.admin.doors import actor_of, not_there, page, plan_in_sight
from plans.admin.fields import posted
from plans.admin.proposal_form import check_document, clean
from plans.admin.words import said
from plans.models import Department, Plan
from plans.queries.duties import TaskWords, suggestions_for
from plans.queries.proposal import load_proposal, load_source
from plans.rules.duties import Suggestion
from plans.rules.permissions import may_shape_plan
from plans.rules.proposal import Proposal, Target, Task
from plans.rules.proposal.items import LONGEST_TITLE
from plans.rules.said import NotAllowed, NotThere, Refused
from plans.rules.vocabulary import PlanState, ReviewVerb

TASKS_A_PAGE = 60
LONGEST_NUMBER = 10


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
def assign(request: HttpRequest, slug: str) -> HttpResponse:
    """A page of tasks as a table; storing leads on to the next page, and at last to confirming."""
    plan = plan_in_sight(request, slug, need=may_shape_plan)
    document = load_source(plan)
    if plan.state != PlanState.DRAFT.value and request.method == "POST":
        raise confirmed_already()
    if plan.state != PlanState.DRAFT.value or document is None:
        raise not_there()
    proposal = load_proposal(document)
    tasks = Paginator(proposal.tasks, TASKS_A_PAGE).get_page(request.GET.get("page"))
    sent = posted(request)
    if sent is not None:
        check_document(sent, document.pk)
    desk = _Desk(
        proposal, document.text, {} if sent is not None else _suggestions(plan, proposal, tasks, document.text)
    )
    lines = [desk.line(task, sent) for task in tasks]
    fault = None
    if sent is not None and not any(line.fault or line.due_fault for line in lines):
        fault = _store(request, plan, lines)
        if fault is None:
            messages.success(request, gettext("Stored. The plan is still a draft."))
            return _onward(plan, tasks)
    return page(
        request,
        "assign.html",
        plan=plan,
        tab="reading",
        tasks=tasks,
        lines=lines,
        departments=list(Department.objects.filter(jurisdiction=plan.jurisdiction_id)),
        suggested=sum(bool(line.because) for line in lines),
        fault=said(fault.said) if fault else "",
        status=fault.status if fault else 400 if sent is not None else 200,
    )


def _onward(plan: Plan, tasks: Page) -> HttpResponse:
    if tasks.has_next():
        return HttpResponseRedirect(f"{reverse('admin:assign', args=[plan.slug])}?page={tasks.next_page_number()}")
    return HttpResponseRedirect(reverse("admin:confirm", args=[plan.slug]))


def _suggestions(plan: Plan, proposal: Proposal, tasks: Page, words: str) -> dict[Hashable, Suggestion]:
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
        for task in tasks
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


def _store(request: HttpRequest, plan: Plan, lines: list[Line]) -> Refused | None:
    changes = [line.change for line in lines if line.change]
    seen = {line.task.id: _seen(request.POST, line.task) for line in lines if line.change}
    known = set(Department.objects.filter(jurisdiction=plan.jurisdiction_id).values_list("slug", flat=True))
    try:
        for line in lines:
            _refuse_strangers({line.lead, *line.cooperating} - known - {""})
        if changes:
            take_steps(
                plan=plan,
                changes=changes,
                seen=seen,
                shown=plan.source_id,
                by=actor_of(request),
                now=timezone.now(),
            )
    except Refused as refusal:
        if isinstance(refusal, NotAllowed | NotThere):
            raise
        return refusal
    return None


def _refuse_strangers(slugs: set[str]) -> None:
    for slug in sorted(slugs):
        raise Refused("department-unknown", f"没有单位“{slug}”。", f"There is no department “{slug}”.")


def _seen(sent: QueryDict, task: Task) -> int:
    number = sent.get(f"seen-{task.id}", "")
    return int(number) if number.isascii() and number.isdecimal() and len(number) < LONGEST_NUMBER else task.touched
