"""销号: applied for with a day and evidence, approved or returned by another person."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plans.actions.closing import apply_close_out, approve_close_out, return_close_out
from plans.admin.bars import Bullet, LightLine, bullet, light_line
from plans.admin.doors import (
    actor_of,
    goes_to,
    no_right,
    not_there,
    page,
    person_of,
    reports_in_sight,
    roles_at,
    task_in_sight,
)
from plans.admin.fields import Screen, day, posted, text
from plans.admin.words import said
from plans.models import CloseOut, Plan
from plans.queries.workplace import WorkItem, find_close_out, list_close_outs, load_desk, load_item
from plans.rules.permissions import may_run_rounds
from plans.rules.said import Refused
from plans.rules.vocabulary import Role


class CloseOutForm(Screen):
    completed_on = day(_("Completed on"))
    evidence = text(
        _("Evidence (required for a close-out)"),
        length=2000,
        rows=4,
        hint=_("Name the documents: title, number, who issued them, where they are kept."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    task, place = task_in_sight(request, slug, code)
    if Role.CONTRIBUTOR not in roles_at(request, place):
        raise no_right()
    round_ = task.plan.rounds.order_by("number").last()
    if round_ is None:
        raise not_there()
    round_.plan = task.plan
    form = CloseOutForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            apply_close_out(task=task, round_=round_, by=actor_of(request), now=timezone.now(), **form.cleaned_data)
        except Refused as refusal:
            if refusal.status != Refused.status:
                raise
            form.refuse(refusal)
        else:
            messages.success(request, gettext("The close-out is applied for. The plan office will check the evidence."))
            return goes_to("index")
    _desk, item = load_item(task, round_)
    status = 400 if form.errors else 200
    return page(
        request,
        "close_out.html",
        plan=task.plan,
        form=form,
        item=item,
        light=light_line(item.standing),
        close_out=find_close_out(task),
        status=status,
    )


@dataclass(frozen=True)
class Row:
    """An application with what its approver goes by: the figures accepted so far."""

    close_out: CloseOut
    item: WorkItem
    light: LightLine
    bar: Bullet | None


def _row(close_out: CloseOut, item: WorkItem) -> Row:
    return Row(close_out, item, light_line(item.standing), bullet(item.standing))


@require_safe
def close_outs(request: HttpRequest, slug: str) -> HttpResponse:
    return _list(request, reports_in_sight(request, slug))


def _list(request: HttpRequest, plan: Plan, *, refusal: Refused | None = None, at: int = 0) -> HttpResponse:
    newest = plan.rounds.order_by("number").last()
    if newest is not None:
        newest.plan = plan
    items = {item.task.pk: item for item in load_desk(newest).items} if newest else {}
    rows = [_row(close_out, items[close_out.task_id]) for close_out in list_close_outs(plan)]
    return page(
        request,
        "close_outs.html",
        tab="close_outs",
        plan=plan,
        rows=rows,
        round=newest,
        may_run=may_run_rounds(person_of(request), jurisdiction=plan.jurisdiction_id),
        status=refusal.status if refusal else 200,
        fault=said(refusal.said) if refusal else "",
        fault_at=at,
    )


@require_POST
def approve(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    row = _close_out(reports_in_sight(request, slug), pk)
    approve_close_out(close_out=row, by=actor_of(request), now=timezone.now())
    messages.success(request, gettext("%(code)s is closed out.") % {"code": row.task.code})
    return goes_to("close_outs", slug)


@require_POST
def send_back(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    plan = reports_in_sight(request, slug)
    row = _close_out(plan, pk)
    reason = request.POST.get("reason", "").replace("\x00", "")
    try:
        return_close_out(close_out=row, reason=reason, by=actor_of(request), now=timezone.now())
    except Refused as refusal:
        if refusal.field is None:
            raise
        return _list(request, plan, refusal=refusal, at=row.pk)
    messages.success(request, gettext("The application is returned; the department sees your reason."))
    return goes_to("close_outs", slug)


def _close_out(plan: Plan, pk: int) -> CloseOut:
    row = CloseOut.objects.select_related("task__plan").filter(pk=pk, task__plan=plan).first()
    if row is None:
        raise not_there()
    return row
