"""What was published, with the ledger of each issue. The internal series is for those who read the plan's reports."""

import json
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from plans.admin.bars import light_line
from plans.admin.doors import may_take_ledger, not_there, page, person_of, plan_in_sight
from plans.admin.words import language
from plans.models import Plan, Publication
from plans.queries.published_rows import load_bodies
from plans.queries.registers import list_publications, list_published, list_published_record, list_withholdings
from plans.reporting.ledger import ledger_content
from plans.reporting.xlsx import write_ledger
from plans.rules.permissions import may_run_rounds, may_see_reports
from plans.rules.publication import standing_of
from plans.rules.vocabulary import Series

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def publications(request: HttpRequest, slug: str) -> HttpResponse:
    plan = plan_in_sight(request, slug)
    series = _series_in_sight(request, plan)
    return page(
        request,
        "publications.html",
        tab="publications",
        plan=plan,
        publications=[row for row in list_publications(plan) if row.series in series],
        withholdings=list_withholdings(plan) if Series.INTERNAL in series else [],
        **_rights(request, plan),
    )


@require_safe
def publication(request: HttpRequest, slug: str, series: str, number: int) -> HttpResponse:
    plan = plan_in_sight(request, slug)
    if series not in _series_in_sight(request, plan):
        raise not_there()
    issue = _issue(plan, series, number)
    rows = [{"row": row, "light": _light(row.body)} for row in list_published(issue)]
    header = json.loads(issue.header)
    return page(
        request,
        "publication.html",
        tab="publications",
        plan=plan,
        issue=issue,
        header=header,
        rows=rows,
        record=list_published_record(issue),
        **_rights(request, plan),
    )


def _light(body: str):
    return light_line(standing_of(json.loads(body))) if body else None


@require_safe
def ledger(request: HttpRequest, slug: str, series: str, number: int) -> HttpResponse:
    plan = plan_in_sight(request, slug, need=may_take_ledger)
    issue = _issue(plan, series, number)
    content = ledger_content(
        header=json.loads(issue.header), bodies=list(load_bodies(issue).values()), language=language()
    )
    response = HttpResponse(write_ledger(content), content_type=XLSX)
    name = gettext("%(plan)s, issue %(number)s, ledger.xlsx") % {"plan": plan.short_title, "number": number}
    # Old clients read the first name only; it must be ASCII.
    response.headers["Content-Disposition"] = (
        f"attachment; filename=\"{slug}-{series}-{number}-ledger.xlsx\"; filename*=UTF-8''{quote(name)}"
    )
    return response


def _series_in_sight(request: HttpRequest, plan: Plan) -> tuple[Series, ...]:
    reads = may_see_reports(person_of(request), jurisdiction=plan.jurisdiction_id)
    return tuple(Series) if reads else (Series.PUBLIC,)


def _issue(plan: Plan, series: str, number: int) -> Publication:
    issue = Publication.objects.filter(plan=plan, series=series, number=number).first()
    if issue is None:
        raise not_there()
    return issue


def _rights(request: HttpRequest, plan: Plan) -> dict[str, bool]:
    person = person_of(request)
    return {
        "may_run": may_run_rounds(person, jurisdiction=plan.jurisdiction_id),
        "may_take": may_take_ledger(person, jurisdiction=plan.jurisdiction_id),
    }
