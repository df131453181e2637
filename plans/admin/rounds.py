"""Opening the next round and closing one."""

from datetime import datetime, time, timedelta

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from plans.actions.rounds import close_round, open_round
from plans.admin.doors import actor_of, goes_to, page, plan_in_sight, round_in_sight
from plans.admin.fields import MomentInput, Screen, day, posted
from plans.models import Plan
from plans.rules.permissions import may_run_rounds
from plans.rules.said import Refused

DUE_DAYS, DUE_TIME = 4, time(17, 30)


class RoundForm(Screen):
    as_of_on = day(_("Figures as of"), hint=_("The last day that counts, usually the end of a month."))
    due_at = forms.DateTimeField(
        label=_("Reports due"), help_text=_("Day and time, Beijing time."), widget=MomentInput()
    )


@require_http_methods(["GET", "HEAD", "POST"])
def rounds(request: HttpRequest, slug: str) -> HttpResponse:
    plan = plan_in_sight(request, slug, need=may_run_rounds)
    form = RoundForm(posted(request), initial=_proposal(plan))
    if request.method == "POST" and form.is_valid():
        try:
            row = open_round(plan=plan, by=actor_of(request), now=timezone.now(), **form.cleaned_data)
        except Refused as refusal:
            if refusal.field is None:
                raise
            form.refuse(refusal)
        else:
            words = gettext("Round %(number)s is open. The departments find it in their queues.")
            messages.success(request, words % {"number": row.number})
            return goes_to("board", slug, row.number)
    rows = plan.rounds.order_by("-number")
    status = 400 if form.errors else 200
    is_open = any(row.closed_at is None for row in rows)
    return page(request, "rounds.html", tab="rounds", plan=plan, form=form, rounds=rows, is_open=is_open, status=status)


def _proposal(plan: Plan) -> dict[str, object]:
    """The end of the month after the last round, due four days later at half past five."""
    last = plan.rounds.order_by("number").last()
    first = last.as_of_on + timedelta(days=1) if last else plan.start_on
    end = (first.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    due = timezone.make_aware(datetime.combine(end + timedelta(days=DUE_DAYS), DUE_TIME))
    return {"as_of_on": end, "due_at": due}


@require_POST
def close(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    round_ = round_in_sight(request, slug, number, need=may_run_rounds)
    close_round(round_=round_, by=actor_of(request), now=timezone.now())
    messages.success(
        request,
        gettext("Round %(number)s is closed. Nothing more can be reported in it; what was accepted can be published.")
        % {"number": number},
    )
    return goes_to("rounds", slug)
