"""应急撤下: one person proposes, another carries it out, at once and for good."""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from plans.actions.withholding import propose_withholding, withhold
from plans.admin.doors import actor_of, goes_to, not_there, page, plan_in_sight, reports_in_sight
from plans.admin.fields import Screen, posted, text
from plans.models import PublishedIndicator, PublishedTask, Withholding
from plans.rules.permissions import may_run_rounds
from plans.rules.said import Refused


class WithholdingForm(Screen):
    reason = text(
        _("Reason, in general terms"),
        length=200,
        rows=2,
        hint=_("The public page prints it. Do not repeat what is to be withheld."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest, slug: str, series: str, number: int, code: str) -> HttpResponse:
    return _propose(request, PublishedTask, slug, (series, number), code)


@require_http_methods(["GET", "HEAD", "POST"])
def propose_indicator(request: HttpRequest, slug: str, series: str, number: int, code: str) -> HttpResponse:
    return _propose(request, PublishedIndicator, slug, (series, number), code)


def _propose(
    request: HttpRequest,
    model: type[PublishedTask | PublishedIndicator],
    slug: str,
    issue: tuple[str, int],
    code: str,
) -> HttpResponse:
    plan = plan_in_sight(request, slug, need=may_run_rounds)
    series, number = issue
    row = model.objects.select_related("publication__plan").filter(
        publication__plan=plan, publication__series=series, publication__number=number, code=code
    )
    published = row.first()
    if published is None:
        raise not_there()
    form = WithholdingForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            propose_withholding(row=published, by=actor_of(request), now=timezone.now(), **form.cleaned_data)
        except Refused as refusal:
            if refusal.field is None:
                raise
            form.refuse(refusal)
        else:
            messages.success(request, gettext("Proposed. A second person of the plan office must carry it out."))
            return goes_to("publication", slug, series, number)
    status = 400 if form.errors else 200
    return page(request, "withhold.html", plan=plan, row=published, form=form, status=status)


@require_POST
def carry_out(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    plan = reports_in_sight(request, slug)
    of_plan = Q(published_task__publication__plan=plan) | Q(published_indicator__publication__plan=plan)
    withholding = (
        Withholding.objects.select_related(
            "published_task__publication__plan", "published_indicator__publication__plan"
        )
        .filter(of_plan, pk=pk)
        .first()
    )
    if withholding is None:
        raise not_there()
    withhold(withholding=withholding, by=actor_of(request), now=timezone.now())
    issue = withholding.row.publication
    messages.success(request, gettext("The content is withheld. The page now says so, with the general reason."))
    return goes_to("publication", slug, issue.series, issue.number)
