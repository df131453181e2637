"""What every screen of the workplace does at its door: who asks, when, what may be seen, and how a refusal is told."""

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import get_language

from plans.actions.acting import Actor
from plans.models import Plan, Publication, Round, Task
from plans.queries.people import load_person, load_place
from plans.rules.permissions import Person, may_see_plan, may_see_task
from plans.rules.said import ManyRefused, NotThere, Refused

View = Callable[..., HttpResponse]


def screen(*methods: str) -> Callable[[View], View]:
    """A screen for people who are signed in: answers a refusal with its own status and reason, and no other method.

    Faults of input are the screen's own affair where it can show them at their field; one that reaches this door is
    told as a page.
    """
    allowed = methods or ("GET",)

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method not in allowed and not (request.method == "HEAD" and "GET" in allowed):
                return HttpResponseNotAllowed(allowed)
            request.person = load_person(request.user)
            try:
                return view(request, *args, **kwargs)
            except Refused as refusal:
                return refused_page(request, refusal)

        return guarded

    return decorate


def page(request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """Renders inside the admin's own frame. `title` is required: it is the page's heading and title."""
    frame = {**request.admin_site.each_context(request), "person": person_of(request)}
    return TemplateResponse(request, template, frame | context, status=status)


def refused_page(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """The reason in words, with the status that fits: 400, 403, 404 or 409."""
    context = {"title": said(refusal), "reasons": reasons(refusal), "status": refusal.status}
    return page(request, "admin/refused.html", context, status=refusal.status)


def done(request: HttpRequest, sentence: str, to: str, *args: Any, **kwargs: Any) -> HttpResponse:
    """Says what happened and what comes next, and goes on by GET, so that reloading repeats nothing."""
    messages.success(request, sentence)
    return redirect(f"admin:{to}", *args, **kwargs)


def said(refusal: Refused) -> str:
    return refusal.said.in_language(get_language() or "zh-hans")


def reasons(refusal: Refused) -> list[str]:
    return [said(one) for one in refusal.errors] if isinstance(refusal, ManyRefused) else [said(refusal)]


def faults_by_field(refusal: Refused) -> dict[str, str]:
    """The sentence for each field at fault; "" holds what belongs to the form as a whole."""
    found = refusal.errors if isinstance(refusal, ManyRefused) else (refusal,)
    return {one.field or "": said(one) for one in found}


def actor_of(request: HttpRequest) -> Actor:
    return Actor(
        user=request.user,
        request_id=getattr(request, "request_id", ""),
        address=request.META.get("REMOTE_ADDR", "")[:45],
    )


def person_of(request: HttpRequest) -> Person:
    return getattr(request, "person", None) or load_person(request.user)


def this_moment() -> datetime:
    """The clock is read here and passed down."""
    return timezone.now()


def today() -> date:
    return timezone.localdate()


def find_plan(request: HttpRequest, slug: str) -> Plan:
    """A plan the person may see as a whole; anything else is not there."""
    plan = Plan.objects.select_related("jurisdiction", "office").filter(slug=slug).first()
    if plan is None or not may_see_plan(person_of(request), jurisdiction=plan.jurisdiction_id):
        raise NotThere("not-there", "没有找到该计划。", "There is no such plan.")
    return plan


def find_task(request: HttpRequest, slug: str, code: str) -> Task:
    """A task the person may see: of their department, or of a plan they see as a whole."""
    task = (
        Task.objects.select_related("plan__jurisdiction", "area", "measure").filter(plan__slug=slug, code=code).first()
    )
    if task is None or not may_see_task(person_of(request), place=load_place(task)):
        raise NotThere("not-there", "没有找到该任务。", "There is no such task.")
    return task


def find_round(plan: Plan, number: int) -> Round:
    round_ = plan.rounds.filter(number=number).first()
    if round_ is None:
        raise NotThere("not-there", "没有这一填报期。", "There is no such round.")
    round_.plan = plan
    return round_


def find_publication(plan: Plan, series: str, number: int) -> Publication:
    publication = plan.publications.select_related("round").filter(series=series, number=number).first()
    if publication is None:
        raise NotThere("not-there", "没有这一期。", "There is no such issue.")
    publication.plan = plan
    return publication
