"""Checking what was read, before it becomes the plan: the document on one side, its items on the other."""

from collections.abc import Mapping, Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from plans.actions.proposing import confirmed_already, take_steps
from plans.admin.bars import coverage_bar
from plans.admin.doors import actor_of, not_there, page, person_of, plan_in_sight
from plans.admin.proposal_form import changes_of, check_document
from plans.admin.proposal_lines import Unit, rows_of, units_of
from plans.admin.words import said
from plans.models import Plan, ReviewStep, SourceDocument
from plans.models.choices import choices
from plans.models.words import ASIDE_REASONS
from plans.queries.proposal import list_history, load_proposal, load_source, load_steps, reading_of
from plans.rules.permissions import may_shape_plan
from plans.rules.proposal import Proposal
from plans.rules.proposal.carrying import StepWords
from plans.rules.said import NotAllowed, NotThere, Refused
from plans.rules.vocabulary import Basis, Commitment, Operator, PlanState, Responsibility, ReviewVerb, TargetKind

REASONS = ("background", "purpose", "direction", "vision", "slogan", "topic", "repeated", "higher_level", "heading")
SHOWN_STEPS = 30
DONE = {
    ReviewVerb.ADD: _("Added."),
    ReviewVerb.EDIT: _("Changed."),
    ReviewVerb.SPLIT: _("Split in two. Check the title and the deadline of each."),
    ReviewVerb.MERGE: _("Merged."),
    ReviewVerb.DROP: _("Removed from the list; it can be brought back under “Latest steps”."),
    ReviewVerb.ACCEPT: _("Checked."),
    ReviewVerb.SET_ASIDE: _("Set aside."),
    ReviewVerb.DECIDE: _("Recorded."),
    ReviewVerb.UNDO: _("Taken back."),
}


@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request: HttpRequest, slug: str) -> HttpResponse:
    """The whole proposal: coverage, the areas to work through, doubts, what was taken out, the latest steps."""
    plan, document, made = _desk(request, slug)
    fault = _done(request, plan, document, made) if request.method == "POST" else None
    if isinstance(fault, HttpResponse):
        return fault
    units = units_of(made, document.text)
    return page(
        request,
        "proposal.html",
        tab="reading",
        plan=plan,
        document=document,
        units=units,
        proposal=made,
        bar=coverage_bar(made.coverage),
        findings=[(row, document.text[row.start : row.end]) for row in made.findings],
        undecided=sum(not row.decision for row in made.findings),
        unplaced=[(target, _unit_of(units, target.start)) for target in made.targets if not target.task],
        history=_history(document),
        received=plan.documents.filter(pk__gt=document.pk).order_by("-pk").first(),
        earlier=plan.documents.filter(pk__lt=document.pk).order_by("-pk").first(),
        **_frame(request, plan, fault),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def unit(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """One area of the document, worked through from top to bottom."""
    plan, document, made = _desk(request, slug)
    fault = _done(request, plan, document, made) if request.method == "POST" else None
    if isinstance(fault, HttpResponse):
        return fault
    units = units_of(made, document.text)
    place = next((place for place, row in enumerate(units) if row.id == number), None)
    if place is None:
        raise not_there()
    here = units[place]
    return page(
        request,
        "proposal_unit.html",
        tab="reading",
        plan=plan,
        unit=here,
        rows=rows_of(made, document.text, here),
        before=units[place - 1] if place else None,
        after=units[place + 1] if place + 1 < len(units) else None,
        unchecked=here.tasks + here.figures - here.checked - here.taken,
        measures=made.measures,
        reasons=[(code, ASIDE_REASONS[code]) for code in REASONS],
        kinds=choices(TargetKind),
        bases=choices(Basis),
        operators=choices(Operator),
        commitments=choices(Commitment),
        responsibilities=choices(Responsibility),
        **_frame(request, plan, fault),
    )


def _unit_of(units: Sequence[Unit], place: int) -> str:
    return next((unit.id for unit in units if unit.start <= place < unit.end), "")


def _history(document: SourceDocument) -> list[tuple[ReviewStep, str, bool]]:
    """The latest steps, what each was about, and whether it may still be taken back."""
    steps = load_steps(document)
    words = StepWords(reading_of(document), steps)
    about = {step.number: words.about(step) for step in steps[-SHOWN_STEPS:]}
    undone = {step.body["step"] for step in steps if step.verb is ReviewVerb.UNDO}
    return [
        (row, about[row.number], row.verb != ReviewVerb.UNDO.value and row.number not in undone)
        for row in list_history(document)[:SHOWN_STEPS]
    ]


def _desk(request: HttpRequest, slug: str) -> tuple[Plan, SourceDocument, Proposal]:
    plan = plan_in_sight(request, slug)
    document = load_source(plan)
    if plan.state != PlanState.DRAFT.value and request.method == "POST":
        raise confirmed_already()
    if plan.state != PlanState.DRAFT.value or document is None:
        raise not_there()
    return plan, document, load_proposal(document)


def _done(request: HttpRequest, plan: Plan, document: SourceDocument, made: Proposal) -> HttpResponse | Refused:
    """Back to where the button stood; a refusal is shown there, beside what was typed."""
    check_document(request.POST, document.pk)
    try:
        changes, seen = changes_of(request.POST, made, document.text)
        rows = take_steps(
            plan=plan, changes=changes, seen=seen, shown=document.pk, by=actor_of(request), now=timezone.now()
        )
    except Refused as refusal:
        if isinstance(refusal, NotAllowed | NotThere):
            raise
        return refusal
    verb = ReviewVerb(rows[-1].verb)
    messages.success(request, f"{DONE[verb]}")
    return HttpResponseRedirect(f"{request.path}#{_anchor(rows[-1].body, rows[-1].number)}")


def _anchor(body: Mapping[str, object], number: int) -> str:
    """The item that was worked on; an added one is named after its step."""
    if "kind" in body:
        return f"A{number}"
    items = body.get("items") or [body.get("item")]
    return str(items[0] or f"s{body.get('start', '')}")


def _frame(request: HttpRequest, plan: Plan, fault: Refused | None) -> dict[str, object]:
    return {
        "may_shape": may_shape_plan(person_of(request), jurisdiction=plan.jurisdiction_id),
        "fault": said(fault.said) if fault else "",
        "fault_field": (fault.field or "") if fault else "",
        "posted": request.POST if fault else None,
        "status": fault.status if fault else 200,
    }
