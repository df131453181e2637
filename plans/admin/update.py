"""One item of a round: the form for those who report it, the comparison and the buttons for those who decide."""

from collections.abc import Mapping

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from plans.actions.reporting import UpdateContent, report_no_change, save_update, submit_update, take_back_update
from plans.actions.reviewing import accept_update, endorse_update, return_update, send_back_update
from plans.admin.comparison import compare, compare_content
from plans.admin.contents import content_from, content_of, post_of
from plans.admin.doors import (
    actor_of,
    goes_back,
    goes_to,
    no_right,
    not_there,
    page,
    person_of,
    roles_at,
    round_of_task,
    task_in_sight,
)
from plans.admin.update_form import draw_form, stored_texts
from plans.admin.words import said
from plans.models import Round, Task, Update
from plans.queries.workplace import Desk, WorkItem, find_close_out, list_earlier_figures, load_item, load_record_before
from plans.rules.permissions import TaskPlace, may_see_draft
from plans.rules.said import ManyRefused, MovedOn, Refused
from plans.rules.vocabulary import Role, UpdateState
from plans.rules.workflow import TRANSITIONS, Move, moves_from

SETTLED = frozenset({UpdateState.ACCEPTED, UpdateState.PUBLISHED})
SENTENCES = {
    Move.TAKE_BACK: gettext_lazy("Taken back. It is a draft again; change it and submit it anew."),
    Move.ENDORSE: gettext_lazy("Endorsed. It is now with the plan office."),
    Move.SEND_BACK: gettext_lazy("Sent back. The contributor sees your reason first in their queue."),
    Move.ACCEPT: gettext_lazy("Accepted. It will stand in the next issue."),
    Move.RETURN: gettext_lazy("Returned. The department sees your reason first in its queue."),
}


@require_http_methods(["GET", "HEAD", "POST"])
def update(request: HttpRequest, slug: str, number: int, code: str) -> HttpResponse:
    task, place = task_in_sight(request, slug, code)
    round_ = round_of_task(task, number)
    if request.method != "POST":
        return _draw(request, task, round_, place)
    _desk, item = load_item(task, round_)
    content, faults = content_from(request.POST, item.record)
    if "preview" in request.POST:
        if Role.CONTRIBUTOR not in roles_at(request, place):
            raise no_right()
        refusal = _refusal_of_saving(request, item, round_, content, faults)
        return _draw(request, task, round_, place, typed=request.POST, content=content, refusal=refusal)
    write = save_update if "save" in request.POST else submit_update
    try:
        if faults:
            raise ManyRefused(faults)
        write(
            task=task,
            round_=round_,
            content=content,
            seen_revision=_seen_revision(request),
            by=actor_of(request),
            now=timezone.now(),
        )
    except Refused as refusal:
        return _draw(request, task, round_, place, typed=request.POST, content=content, refusal=refusal)
    return _written(request, slug, number, code, is_draft=write is save_update)


def _refusal_of_saving(
    request: HttpRequest, item: WorkItem, round_: Round, content: UpdateContent, faults: list[Refused]
) -> Refused | None:
    """What saving would refuse, by the very act of saving; nothing of it stays."""
    try:
        with transaction.atomic():
            save_update(
                task=item.task,
                round_=round_,
                content=content,
                seen_revision=item.update.revision if item.update else 0,
                by=actor_of(request),
                now=timezone.now(),
            )
            transaction.set_rollback(True)
    except ManyRefused as refusal:
        return ManyRefused([*faults, *refusal.errors])
    except Refused as refusal:
        return ManyRefused([*faults, refusal]) if refusal.field else refusal
    return ManyRefused(faults) if faults else None


def _seen_revision(request: HttpRequest) -> int:
    """What cannot be a revision is none that anybody saw: the form then counts as stale."""
    text = request.POST.get("seen_revision", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else -1


def _written(request: HttpRequest, slug: str, number: int, code: str, *, is_draft: bool) -> HttpResponse:
    if is_draft:
        messages.success(request, gettext("The draft is saved. Nobody else is told before you submit it."))
        return goes_to("update", slug, number, code)
    messages.success(
        request, gettext("%(code)s is submitted. It waits for the head of your department.") % {"code": code}
    )
    return goes_to("index")


@require_POST
def no_change(request: HttpRequest, slug: str, number: int, code: str) -> HttpResponse:
    task, _place = task_in_sight(request, slug, code)
    report_no_change(task=task, round_=round_of_task(task, number), by=actor_of(request), now=timezone.now())
    messages.success(
        request,
        gettext("%(code)s is submitted as “no change”. It waits for the head of your department.") % {"code": code},
    )
    return goes_back(request, "index")


@require_POST
def move(request: HttpRequest, slug: str, number: int, code: str, move: str) -> HttpResponse:
    """One button of somebody who decides. A missing reason keeps the page open with the sentence at its field."""
    task, place = task_in_sight(request, slug, code)
    round_ = round_of_task(task, number)
    step = _step(move)
    try:
        _carry_out(request, step, round_.updates.filter(task=task).order_by("version").last(), place)
    except Refused as refusal:
        if refusal.field is None:
            raise
        return _draw(request, task, round_, place, typed=request.POST, refusal=refusal)
    messages.success(request, f"{code} {SENTENCES[step]}")
    return goes_back(request, "index")


def _step(move: str) -> Move:
    """Saving, submitting and publishing have screens of their own."""
    step = next((step for step in SENTENCES if step.value == move), None)
    if step is None:
        raise not_there()
    return step


def _carry_out(request: HttpRequest, step: Move, newest: Update | None, place: TaskPlace) -> None:
    """What was looked at is what is decided: the form names the version it showed. A missing right is told first."""
    if newest is None:
        raise not_there()
    is_stale = request.POST.get("version", "") != f"{newest.version}.{newest.revision}"
    if is_stale and TRANSITIONS[step].role in roles_at(request, place):
        raise MovedOn(
            "stale-decision",
            "您打开页面后，该项已有新的修改，请核对最新内容后再处理。",
            "This item has changed since you opened it. Look at it as it is now, then decide.",
        )
    by, now = actor_of(request), timezone.now()
    reason = request.POST.get("reason", "").replace("\x00", "")
    match step:
        case Move.TAKE_BACK:
            take_back_update(update=newest, by=by, now=now)
        case Move.ENDORSE:
            endorse_update(update=newest, by=by, now=now)
        case Move.ACCEPT:
            accept_update(update=newest, by=by, now=now)
        case Move.SEND_BACK:
            send_back_update(update=newest, reason=reason, by=by, now=now)
        case Move.RETURN:
            return_update(update=newest, reason=reason, by=by, now=now)


def _draw(
    request: HttpRequest,
    task: Task,
    round_: Round,
    place,
    *,
    typed: Mapping[str, str] | None = None,
    content: UpdateContent | None = None,
    refusal: Refused | None = None,
) -> HttpResponse:
    desk, item = load_item(task, round_)
    is_open = round_.closed_at is None
    roles = roles_at(request, place)
    moves = {t.move: t for t in moves_from(state=item.state, roles=roles, round_is_open=is_open)}
    is_editable = Move.SUBMIT in moves
    errors = refusal.errors if isinstance(refusal, ManyRefused) else [refusal] if refusal else []
    at_fields = {error.field: said(error.said) for error in errors if error.field}
    form = None
    if is_editable or content is not None:
        stored = content or _starting_content(item)
        earlier = list_earlier_figures(task, round_)
        comparison = compare_content(desk, item, stored, earlier=earlier)
        fields = typed or post_of(stored)
        form = draw_form(desk, item, comparison, typed=fields, faults=at_fields, earlier=earlier)
    return page(
        request,
        "update.html",
        plan=task.plan,
        status=refusal.status if refusal else 200,
        **_facts(desk, item if may_see_draft(person_of(request), place=place) else item.without_draft()),
        state=item.state,
        moves=moves if is_open or Move.SUBMIT not in moves else {},
        form=form,
        is_editable=is_editable,
        errors=at_fields,
        refusal=refusal if refusal and not refusal.field else None,
        stored=stored_texts(item) if refusal and refusal.status == MovedOn.status else None,
        reason=(typed or {}).get("reason", ""),
        close_out=find_close_out(task),
        may_apply=Role.CONTRIBUTOR in roles_at(request, place),
    )


def _starting_content(item: WorkItem) -> UpdateContent:
    """The draft, or the version that was returned, to be put right rather than typed again."""
    if item.state in (UpdateState.DRAFT, UpdateState.RETURNED):
        return content_of(item.update)
    return UpdateContent()


def _facts(desk: Desk, item: WorkItem) -> dict[str, object]:
    before = load_record_before(desk, item) if item.state in SETTLED else item.record
    return {
        "round": desk.round,
        "item": item,
        "record": item.record,
        "before": before,
        "comparison": compare(desk, item, before=before) if item.update else None,
        "last_round": desk.before,
        "ticket": f"{item.update.version}.{item.update.revision}" if item.update else "",
    }
