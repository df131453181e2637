"""单位职责: the words that point to each department, in one table, saved all at once. They only ever suggest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from plans.actions.reference import save_duties
from plans.admin.doors import actor_of, goes_to, page, require_plan_admin
from plans.admin.fields import posted
from plans.admin.words import said
from plans.models import Department
from plans.queries.duties import list_duties
from plans.rules.duties import check_words, words_of
from plans.rules.said import ManyRefused
from plans.rules.vocabulary import AssignmentRole

Words = tuple[str, ...]
ROW = 24
"""Characters a row of a box holds."""


@dataclass(frozen=True)
class Line:
    """One department: what is typed or stored for it, the ticket of what is stored, and the fault at each box."""

    department: Department
    lead: str
    cooperating: str
    ticket: str
    is_changed: bool = False
    faults: Mapping[str, str] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        """So high that the longer box shows its words without scrolling on a wide screen."""
        return min(2 + max(len(self.lead), len(self.cooperating)) // ROW, 12)


@require_http_methods(["GET", "HEAD", "POST"])
def duties(request: HttpRequest) -> HttpResponse:
    places = require_plan_admin(request)
    sent = posted(request)
    lines = [_line(department, sent) for department in list_duties(places)]
    is_sound = sent is not None and not any(line.faults for line in lines)
    if is_sound:
        _save(request, [line for line in lines if line.is_changed])
        return goes_to("duties")
    faulty = [line for line in lines if line.faults]
    return page(
        request,
        "duties.html",
        lines=lines,
        faulty=faulty,
        many_places=len(places) > 1,
        status=400 if faulty else 200,
    )


def _line(department: Department, sent: QueryDict | None) -> Line:
    """A department that was not sent, or sent as it was shown, stays as it is now, whoever may have changed it."""
    stored = {role: _stored(department, role) for role in (AssignmentRole.LEAD, AssignmentRole.COOPERATING)}
    lead, cooperating = stored.values()
    ticket = _ticket(lead, cooperating)
    if sent is None or f"lead-{department.pk}" not in sent:
        return Line(department, "、".join(lead), "、".join(cooperating), ticket)
    typed = {name: sent.get(f"{name}-{department.pk}", "").replace("\x00", "") for name in ("lead", "cooperating")}
    words = words_of(typed["lead"]), words_of(typed["cooperating"])
    seen = sent.get(f"seen-{department.pk}", "")
    is_changed = _ticket(*words) not in (seen, ticket)
    if not is_changed:
        return Line(department, "、".join(lead), "、".join(cooperating), ticket)
    faults = _faults(*words)
    if seen != ticket:
        now = gettext(
            "Somebody has changed this row meanwhile; it now reads: %(words)s. Save again to put yours there."
        )
        faults |= {"lead": now % {"words": f"{'、'.join(lead) or '—'} / {'、'.join(cooperating) or '—'}"}}
    return Line(department, typed["lead"], typed["cooperating"], ticket, is_changed=True, faults=faults)


def _stored(department: Department, role: AssignmentRole) -> Words:
    return tuple(row.words for row in department.duties.all() if row.role == role.value)


def _ticket(lead: Sequence[str], cooperating: Sequence[str]) -> str:
    """Names the words as they were shown; changed meanwhile, they are others."""
    return sha256("\n".join([*lead, "", *cooperating]).encode()).hexdigest()[:16]


def _faults(lead: Words, cooperating: Words) -> dict[str, str]:
    try:
        check_words(lead, cooperating)
    except ManyRefused as refusal:
        return {str(fault.field): said(fault.said) for fault in reversed(refusal.errors)}
    return {}


def _save(request: HttpRequest, lines: Sequence[Line]) -> None:
    for line in lines:
        save_duties(
            department=line.department,
            lead=words_of(line.lead),
            cooperating=words_of(line.cooperating),
            by=actor_of(request),
            now=timezone.now(),
        )
    count = len(lines)
    words = ngettext("Saved: the duties of %(count)s unit.", "Saved: the duties of %(count)s units.", count)
    messages.success(request, words % {"count": count} if count else gettext("Nothing was changed."))
