"""Confirming a plan: what is still open, and the one decision that fixes tasks, owners and deadlines."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from plans.actions.confirming import confirm_plan
from plans.actions.deciding import DecisionText
from plans.admin.doors import actor_of, goes_to, not_there, page, plan_in_sight
from plans.admin.fields import Screen, day, posted, text
from plans.models import Department, Plan
from plans.queries.proposal import load_proposal, load_source, version_of
from plans.rules.permissions import may_shape_plan
from plans.rules.said import MovedOn, Refused
from plans.rules.vocabulary import PlanState


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


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, slug: str) -> HttpResponse:
    """What is still open, and the decision by which the proposal becomes the plan."""
    plan = plan_in_sight(request, slug, need=may_shape_plan)
    if plan.state != PlanState.DRAFT.value:
        raise MovedOn("plan-confirmed", "该计划已经确认，不能重复确认。", "This plan has already been confirmed.")
    document = load_source(plan)
    if document is None:
        raise not_there()
    proposal = load_proposal(document)
    initial = {"title": plan.title, "short_title": _short_title(plan), "plan_office": plan.office_id}
    form = ConfirmForm(posted(request), plan=plan, initial=initial)
    if request.method == "POST" and form.is_valid() and _confirm(request, plan, form):
        messages.success(request, gettext("The plan is confirmed. Now the plan office opens the first round."))
        return goes_to("plan", slug)
    return page(
        request,
        "confirm.html",
        plan=plan,
        tab="reading",
        form=form,
        proposal=proposal,
        version=version_of(document),
        unled=[task for task in proposal.tasks if not task.lead],
        unchecked=sum(not task.is_checked for task in proposal.tasks),
        outside=sum(not target.task for target in proposal.targets),
        undecided=sum(not finding.decision for finding in proposal.findings),
        figures=sum(figure.is_checked for figure in proposal.observations),
        status=400 if request.method == "POST" else 200,
    )


def _short_title(plan: Plan) -> str:
    """A proposal by its period, as in 2023年下半年计划, where reading has only repeated the long title."""
    if plan.short_title != plan.title:
        return plan.short_title
    months = (plan.start_on.month, plan.end_on.month) if plan.start_on.year == plan.end_on.year else None
    part = {(1, 6): "上半年", (7, 12): "下半年"}.get(months, "")
    return f"{plan.start_on.year}年{part}计划"


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
            seen=request.POST.get("seen", ""),
        )
    except Refused as refusal:
        if refusal.status != Refused.status and refusal.code != "proposal-moved-on":
            raise
        form.refuse(refusal)
        return False
    return True
