"""The plan office's round: how many items are in which state, the review, accepting several at once."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from plans.actions.reviewing import accept_update
from plans.admin.bars import count_states, light_line, state_bar
from plans.admin.comparison import Comparison, compare
from plans.admin.doors import actor_of, goes_to, page, person_of, plan_in_sight, round_in_sight
from plans.admin.words import department_name, said, time_left
from plans.models import Round, Update
from plans.queries.workplace import Desk, load_desk
from plans.rules.permissions import may_run_rounds, may_shape_plan
from plans.rules.said import Refused
from plans.rules.vocabulary import UpdateState


@require_safe
def plan(request: HttpRequest, slug: str) -> HttpResponse:
    plan = plan_in_sight(request, slug)
    return page(
        request, "plan.html", tab="plan", plan=plan, rounds=plan.rounds.order_by("-number"), **_rights(request, plan)
    )


@require_safe
def board(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    round_ = round_in_sight(request, slug, number)
    desk = load_desk(round_)
    asked = [item for item in desk.items if item.needs_report]
    rows = [{"item": item, "light": light_line(item.standing)} for item in desk.items]
    return page(
        request,
        "board.html",
        plan=round_.plan,
        round=round_,
        rows=rows,
        bar=state_bar(count_states([item.state for item in asked])),
        asked=len(asked),
        missing=_missing(desk),
        left=time_left(round_.due_at, now=timezone.now()),
        **_rights(request, round_.plan),
    )


def _missing(desk: Desk) -> list[tuple[str, list[str]]]:
    """Who has not reported yet, by department in administrative order, with the codes."""
    by_lead: dict[tuple[int, str], list[str]] = {}
    for item in desk.items:
        if item.needs_report and item.state in (None, UpdateState.DRAFT, UpdateState.RETURNED):
            lead = item.record.lead
            by_lead.setdefault((lead.sort if lead else 0, department_name(lead)), []).append(item.record.facts.code)
    return [(name, codes) for (_sort, name), codes in sorted(by_lead.items())]


@require_safe
def review(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    round_ = round_in_sight(request, slug, number)
    return page(request, "review.html", plan=round_.plan, **_review(round_), **_rights(request, round_.plan))


def _review(round_: Round) -> dict[str, object]:
    desk = load_desk(round_)
    asked = [item for item in desk.items if item.needs_report]
    cards = [compare(desk, item) for item in desk.items if item.state is UpdateState.ENDORSED]
    return {
        "round": round_,
        "last_round": desk.before,
        "cards": cards,
        "clean": sum(_is_clean(card) for card in cards),
        "asked": len(asked),
        "bar": state_bar(count_states([item.state for item in asked])),
    }


def _is_clean(card: Comparison) -> bool:
    return not card.remarks


@require_POST
def accept_clean(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Accepts the ticked items that the automatic checks say nothing about; each is an act of its own in the log."""
    round_ = round_in_sight(request, slug, number, need=may_run_rounds)
    desk = load_desk(round_)
    ticked = set(request.POST.getlist("update"))
    waiting = [compare(desk, item) for item in desk.items if item.state is UpdateState.ENDORSED]
    chosen = [card.item.update for card in waiting if _is_clean(card) and _ticket(card.item.update) in ticked]
    accepted = sum(_accept(request, row) for row in chosen)
    words = ngettext("%(count)s item accepted.", "%(count)s items accepted.", accepted) % {"count": accepted}
    left_out = len(ticked) - accepted
    if left_out:
        words += gettext(" %(count)s have changed meanwhile and still wait for you.") % {"count": left_out}
    messages.success(request, words)
    return goes_to("review", slug, number)


def _ticket(update: Update) -> str:
    """Names an update as it was shown; changed meanwhile, it is another."""
    return f"{update.pk}.{update.revision}"


def _accept(request: HttpRequest, update: Update) -> bool:
    try:
        accept_update(update=update, by=actor_of(request), now=timezone.now())
    except Refused as refusal:
        messages.warning(request, f"{update.task.code} {said(refusal.said)}")
        return False
    return True


def _rights(request: HttpRequest, plan) -> dict[str, bool]:
    from_rules = {"may_run": may_run_rounds, "may_shape": may_shape_plan}
    person = person_of(request)
    return {name: rule(person, jurisdiction=plan.jurisdiction_id) for name, rule in from_rules.items()}
