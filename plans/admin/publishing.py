"""Publishing the next issue of a series: the comparison with the last one, the reasons against it, the button."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from plans.actions.publishing import publish
from plans.admin.bars import LightLine, light_line
from plans.admin.doors import actor_of, goes_to, not_there, page, round_in_sight
from plans.admin.fields import Screen, day, posted, text, today
from plans.admin.words import joined, share
from plans.models import Round
from plans.models.choices import LABELS
from plans.models.words import amount_words
from plans.queries.issuing import NextIssue, NextRow, load_next_issue
from plans.rules.indicators import SIDE_FIGURES, UNITS
from plans.rules.permissions import may_run_rounds
from plans.rules.publication import Review
from plans.rules.said import Refused
from plans.rules.vocabulary import Light, Series


class InternalForm(Screen):
    note = text(_("Note on this issue"), required=False, length=1000, rows=2, hint=_("Printed in this issue."))


class PublicForm(InternalForm):
    review_office = text(_("Confidentiality review by"), length=60, hint=_("Office"))
    review_conclusion = text(_("Conclusion"), length=200, hint=_("For instance: may be published"))
    review_on = day(_("Reviewed on"))


@dataclass(frozen=True)
class Change:
    """One task whose light changes."""

    row: NextRow
    then: LightLine | None
    now: LightLine
    completion_then: str
    completion_now: str


@dataclass(frozen=True)
class PutRight:
    """One figure of an indicator that is not what was printed last, or in a first issue not what the document states."""

    code: str
    name: str
    was: str
    now: str


@require_http_methods(["GET", "HEAD", "POST"])
def publish_issue(request: HttpRequest, slug: str, number: int, series: str) -> HttpResponse:
    round_ = round_in_sight(request, slug, number, need=may_run_rounds)
    chosen = _series(series)
    form = (PublicForm if chosen is Series.PUBLIC else InternalForm)(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            return _publish(request, round_, chosen, form.cleaned_data)
        except Refused as refusal:
            if refusal.field is None:
                return _draw(request, round_, chosen, form, refusal)
            form.refuse(refusal)
    return _draw(request, round_, chosen, form)


def _series(series: str) -> Series:
    try:
        return Series(series)
    except ValueError:
        raise not_there() from None


def _publish(request: HttpRequest, round_: Round, series: Series, given: dict) -> HttpResponse:
    review = None
    if series is Series.PUBLIC:
        review = Review(given["review_office"], given["review_conclusion"], given["review_on"])
    issue = publish(
        plan=round_.plan,
        series=series,
        round_=round_,
        by=actor_of(request),
        now=timezone.now(),
        review=review,
        note=given["note"],
    )
    messages.success(
        request,
        gettext("Issue %(number)s is published (%(series)s). It can no longer be changed.")
        % {"number": issue.number, "series": LABELS[Series][series]},
    )
    return goes_to("publications", round_.plan.slug)


def _draw(
    request: HttpRequest, round_: Round, series: Series, form: Screen, refusal: Refused | None = None
) -> HttpResponse:
    issue = load_next_issue(round_.plan, series=series, round_=round_, publisher=request.user, today=today())
    return page(
        request,
        "publish.html",
        plan=round_.plan,
        status=refusal.status if refusal else 400 if form.errors else 200,
        round=round_,
        issue=issue,
        series=series,
        other=next(member for member in Series if member is not series),
        form=form,
        refusal=refusal,
        reasons=_reasons_against(issue),
        counts=_counts(issue),
        rates=_rates(issue),
        changes=[_change(row) for row in issue.rows if issue.previous and row.has_changed],
        put_right=list(_put_right(issue)),
        carried=[row for row in issue.rows if not row.is_updated and row.now.light not in (None, Light.DONE)],
    )


def _reasons_against(issue: NextIssue) -> list[str]:
    """Why the button would be refused, in words; the action decides again when it is pressed."""
    reasons = []
    if issue.is_draft:
        reasons.append(gettext("The plan is still a draft. Confirm it first."))
    if issue.is_told_already:
        reasons.append(
            gettext("Issue %(number)s of this series already covers this round.") % {"number": issue.previous.number}
        )
    if issue.waiting:
        reasons.append(
            gettext("%(count)s items still wait for you (%(codes)s). Accept or return them first.")
            % {"count": len(issue.waiting), "codes": joined(list(issue.waiting))}
        )
    if issue.own:
        reasons.append(
            gettext("You submitted %(codes)s yourself; another person must publish this issue.")
            % {"codes": joined(list(issue.own))}
        )
    if issue.record.own:
        reasons.append(
            gettext("You added or put right the indicators %(codes)s yourself; another person must publish this issue.")
            % {"codes": joined(list(issue.record.own))}
        )
    return reasons


def _counts(issue: NextIssue) -> list[dict[str, object]]:
    rows = []
    for light in Light:
        then = issue.then.counts[light] if issue.then else None
        now = issue.now.counts[light]
        rows.append(
            {"light": light.value, "word": LABELS[Light][light], "then": then, "now": now, "by": _by(then, now)}
        )
    return rows


def _by(then: int | None, now: int) -> str:
    if then is None:
        return ""
    difference = now - then
    return f"+{difference}" if difference > 0 else f"−{-difference}" if difference < 0 else "0"


def _put_right(issue: NextIssue) -> Iterable[PutRight]:
    for body in issue.record.bodies:
        for row in body["corrections"]:
            yield _put_right_line(body, row["field"], row["was"], row["now"])
        for value in () if issue.previous else body["values"]:
            for field, was in value.get("stated", {}).items():
                if field not in SIDE_FIGURES:
                    yield _put_right_line(body, field, was, value[field])


def _put_right_line(body: dict, field: str, was: str, now: str | None) -> PutRight:
    unit = UNITS.get(field, body["unit"])
    return PutRight(body["code"], body["name"], amount_words(was, unit), amount_words(now or "", unit) or "—")


def _rates(issue: NextIssue) -> dict[str, str]:
    return {
        "then": share(issue.then.on_schedule_rate) if issue.then else "",
        "now": share(issue.now.on_schedule_rate),
    }


def _change(row: NextRow) -> Change:
    return Change(
        row=row,
        then=light_line(row.then) if row.then else None,
        now=light_line(row.now),
        completion_then=share(row.then.completion) if row.then and row.then.completion is not None else "",
        completion_now=share(row.now.completion) if row.now.completion is not None else "",
    )
