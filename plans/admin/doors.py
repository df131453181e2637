"""Who is at the door, what they may see, and how a page or a refusal is answered. Closed by default.

What lies outside somebody's sight answers 404, the same as what is missing; 403 is for what they see and may not do.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from plans.actions.acting import Actor
from plans.models import Plan, Round, Task
from plans.queries.people import load_person, load_place
from plans.queries.registers import has_demo_plans
from plans.rules.permissions import (
    Person,
    TaskPlace,
    may_audit,
    may_manage_accounts,
    may_run_rounds,
    may_see_plan,
    may_see_reports,
    may_see_task,
    may_shape_plan,
    reporting_roles,
)
from plans.rules.said import NotAllowed, NotThere
from plans.rules.vocabulary import Role

Need = Callable[..., bool]


def may_run_or_shape(person: Person, *, jurisdiction: int) -> bool:
    """Changing a task by decision: the plan office and the plan administrator."""
    return may_run_rounds(person, jurisdiction=jurisdiction) or may_shape_plan(person, jurisdiction=jurisdiction)


def may_take_ledger(person: Person, *, jurisdiction: int) -> bool:
    return may_run_rounds(person, jurisdiction=jurisdiction) or may_audit(person, jurisdiction=jurisdiction)


def actor_of(request: HttpRequest) -> Actor:
    return Actor(user=request.user, request_id=request.request_id, address=request.META.get("REMOTE_ADDR", ""))


def person_of(request: HttpRequest) -> Person:
    """Read once a request, never kept longer: a right taken away counts at the next one."""
    if not hasattr(request, "person"):
        request.person = load_person(request.user)
    return request.person


def not_there() -> NotThere:
    return NotThere("not-there", "没有找到您要的内容。", "There is nothing here.")


def no_right() -> NotAllowed:
    return NotAllowed(
        "no-right",
        "您没有进行这项操作的权限，请联系计划管理员。",
        "You may not do this. Ask the plan administrator.",
    )


def plan_in_sight(request: HttpRequest, slug: str, *, need: Need | None = None) -> Plan:
    """A plan seen as a whole; `need` is a predicate of the rules, and 403 where it does not hold."""
    plan = Plan.objects.select_related("jurisdiction", "office").filter(slug=slug).first()
    person = person_of(request)
    if plan is None or not may_see_plan(person, jurisdiction=plan.jurisdiction_id):
        raise not_there()
    if need is not None and not need(person, jurisdiction=plan.jurisdiction_id):
        raise no_right()
    return plan


def reports_in_sight(request: HttpRequest, slug: str) -> Plan:
    """A plan whose reports somebody reads; a plan administrator sees the plan, and its reports are not there."""
    plan = plan_in_sight(request, slug)
    if not may_see_reports(person_of(request), jurisdiction=plan.jurisdiction_id):
        raise not_there()
    return plan


def round_in_sight(request: HttpRequest, slug: str, number: int, *, need: Need | None = None) -> Round:
    """A round with its items. Who sees the plan knows that there are rounds: acting in one is refused with 403."""
    plan = plan_in_sight(request, slug, need=need) if need else reports_in_sight(request, slug)
    round_ = plan.rounds.filter(number=number).first()
    if round_ is None:
        raise not_there()
    round_.plan = plan
    return round_


def task_in_sight(request: HttpRequest, slug: str, code: str) -> tuple[Task, TaskPlace]:
    """A task with its reports: of one's own department, or of a plan whose reports one reads."""
    task = Task.objects.select_related("plan__jurisdiction", "plan__office").filter(plan__slug=slug, code=code).first()
    if task is None:
        raise not_there()
    place = load_place(task)
    if not may_see_task(person_of(request), place=place):
        raise not_there()
    return task, place


def round_of_task(task: Task, number: int) -> Round:
    round_ = task.plan.rounds.filter(number=number).first()
    if round_ is None:
        raise not_there()
    round_.plan = task.plan
    return round_


def roles_at(request: HttpRequest, place: TaskPlace) -> frozenset[Role]:
    return reporting_roles(person_of(request), place=place)


def administered(request: HttpRequest) -> frozenset[int]:
    """The jurisdictions whose plans and people somebody administers."""
    return frozenset(g.jurisdiction for g in person_of(request).grants if g.role is Role.PLAN_ADMIN)


def require_plan_admin(request: HttpRequest) -> frozenset[int]:
    jurisdictions = administered(request)
    if not jurisdictions:
        raise no_right()
    return jurisdictions


def require_account_manager(request: HttpRequest) -> None:
    if not may_manage_accounts(person_of(request)):
        raise no_right()


def require_auditor(request: HttpRequest) -> frozenset[int]:
    """The jurisdictions somebody audits; the log shows the acts in them."""
    jurisdictions = frozenset(g.jurisdiction for g in person_of(request).grants if g.role is Role.AUDITOR)
    if not jurisdictions:
        raise no_right()
    return jurisdictions


def page(
    request: HttpRequest, template: str, *, plan: Plan | None = None, status: int = 200, **context: object
) -> HttpResponse:
    """One page of the workplace; drawn at once, so that it is in the language of this request."""
    person = person_of(request)
    frame = {
        "has_permission": True,
        "plan": plan,
        "sees_plan": plan is not None and may_see_plan(person, jurisdiction=plan.jurisdiction_id),
        "sees_reports": plan is not None and may_see_reports(person, jurisdiction=plan.jurisdiction_id),
        "runs_plan": plan is not None and may_run_rounds(person, jurisdiction=plan.jurisdiction_id),
        "is_demo": plan.is_demo if plan is not None else has_demo_plans(),
    }
    return render(request, f"admin/{template}", frame | context, status=status)


def goes_to(name: str, *args: object) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse(f"admin:{name}", args=args))


def goes_back(request: HttpRequest, otherwise: str, *args: object) -> HttpResponseRedirect:
    """To the page a button stood on, if it is one of ours."""
    back = request.POST.get("back", "")
    if back.startswith("/admin/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        return HttpResponseRedirect(back)
    return goes_to(otherwise, *args)
