"""A document in, and what was read in it: sections, measures, tasks with their sentences and targets, the coverage."""

from itertools import groupby

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from plans.actions.importing import ImportOutcome, import_document, list_differences
from plans.actions.proposing import adopt_document
from plans.admin.doors import actor_of, goes_to, not_there, page, person_of, plan_in_sight, require_plan_admin
from plans.admin.fields import Screen, posted, today
from plans.admin.proposal_form import check_document
from plans.admin.words import said
from plans.models import Jurisdiction, Plan
from plans.models.choices import LABELS
from plans.models.words import aside_word
from plans.queries.decided import load_decided_records
from plans.queries.proposal import load_source, reading_of
from plans.rules.permissions import may_shape_plan
from plans.rules.proposal.carrying import Carried, Lost
from plans.rules.said import Refused
from plans.rules.vocabulary import PlanState, ReviewVerb

RESERVED = {"import"}
LONGEST_WORDS = 120


class DocumentForm(Screen):
    document = forms.FileField(
        label=_("Plan document"),
        help_text=_(
            "Word (.docx), PDF with selectable text, a saved web page, Excel (.xlsx) or plain text; at most 20 MB."
        ),
        error_messages={"empty": _("The file is empty. Choose the plan document itself.")},
    )

    def clean_document(self):
        upload = self.cleaned_data["document"]
        if upload.size > settings.UPLOAD_MAX_BYTES:
            raise forms.ValidationError(gettext("The file is larger than 20 MB. Upload the text of the plan alone."))
        return upload

    def refuse(self, refusal: Refused) -> None:
        self.add_error("document", said(refusal.said))


class NewPlanForm(DocumentForm):
    jurisdiction = forms.ModelChoiceField(
        label=_("Jurisdiction"),
        queryset=Jurisdiction.objects.none(),
        help_text=_("Those you administer. Another one begins on the server, with import_plan and grant_role."),
    )
    slug = forms.SlugField(
        label=_("Short name in addresses"),
        required=False,
        max_length=60,
        help_text=_("Lower-case letters, digits and hyphens, such as qingxin-2023-h2. Left empty, one is made."),
    )
    is_digest = forms.BooleanField(label=_("The file is a digest of the original, not its full text"), required=False)

    def __init__(self, *args, jurisdictions: frozenset[int], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["jurisdiction"].queryset = Jurisdiction.objects.filter(pk__in=jurisdictions)
        self.fields["jurisdiction"].empty_label = None

    def clean_slug(self) -> str:
        slug = self.cleaned_data["slug"]
        if slug in RESERVED or Plan.objects.filter(slug=slug).exists():
            raise forms.ValidationError(gettext("This name is taken. Choose another one."))
        return slug


@require_http_methods(["GET", "HEAD", "POST"])
def import_plan(request: HttpRequest) -> HttpResponse:
    """A new plan from a document."""
    jurisdictions = require_plan_admin(request)
    form = NewPlanForm(posted(request), request.FILES or None, jurisdictions=jurisdictions)
    if request.method == "POST" and form.is_valid():
        outcome = _read(request, form, slug=form.cleaned_data["slug"], jurisdiction=form.cleaned_data["jurisdiction"])
        if outcome is not None:
            return _told(request, outcome)
    status = 400 if form.errors else 200
    return page(request, "import.html", form=form, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def import_again(request: HttpRequest, slug: str) -> HttpResponse:
    """A corrected file for a plan that is there. A draft keeps it as received; a confirmed plan is only compared."""
    plan = plan_in_sight(request, slug, need=may_shape_plan)
    form = DocumentForm(posted(request), request.FILES or None)
    outcome = None
    if request.method == "POST" and form.is_valid():
        outcome = _read(request, form, plan=plan)
        if outcome is not None and outcome.is_in_use:
            return _told(request, outcome)
        if outcome is not None and outcome.document is not None:
            return goes_to("compare", slug, outcome.document.pk)
    status = 400 if form.errors else 200
    return page(request, "import.html", plan=plan, form=form, outcome=outcome, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def compare(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """What another file says differently, beside what people made of the one in use; taking it into use, or back."""
    plan = plan_in_sight(request, slug, need=may_shape_plan)
    document = plan.documents.defer("content").filter(pk=pk).first()
    if document is None or plan.source is None or document.pk == plan.source_id:
        raise not_there()
    check_document(request.POST, plan.source_id)
    is_back = document.steps.exists()
    if request.method == "POST":
        carried = adopt_document(
            plan=plan, document=document, shown=plan.source_id, by=actor_of(request), now=timezone.now()
        )
        messages.success(
            request,
            gettext("The earlier file is in use again, as it was left.") if is_back else _carried_words(carried),
        )
        for lost in carried.lost:
            messages.warning(request, f"{LABELS[ReviewVerb][lost.step.verb]}{_about(lost)} – {said(lost.said)}")
        return goes_to("proposal", slug)
    rows = list_differences(plan, reading_of(document))
    return page(request, "compare.html", plan=plan, document=document, differences=rows, is_back=is_back)


def _carried_words(carried: Carried) -> str:
    words = gettext("The corrected file is in use. %(done)s steps of yours were taken over, %(lost)s could not be.")
    return words % {"done": len(carried.steps), "lost": len(carried.lost)}


def _about(lost: Lost) -> str:
    words = Truncator(lost.about).chars(LONGEST_WORDS)
    return f" “{words}”" if words else ""


def _read(request: HttpRequest, form: DocumentForm, **given: object) -> ImportOutcome | None:
    upload = form.cleaned_data["document"]
    try:
        return import_document(
            content=upload.read(),
            filename=upload.name,
            by=actor_of(request),
            now=timezone.now(),
            today=today(),
            is_digest=form.cleaned_data.get("is_digest", False),
            **given,
        )
    except Refused as refusal:
        if refusal.status != Refused.status:
            raise
        form.refuse(refusal)
        return None


def _told(request: HttpRequest, outcome: ImportOutcome) -> HttpResponse:
    if outcome.is_new:
        words = gettext("Read: %(measures)s measures, %(tasks)s tasks, %(targets)s targets. Check them, then confirm.")
        messages.success(request, words % outcome.read)
        _warn_of_another_region(request, outcome.plan)
    else:
        messages.info(request, gettext("This file says what is already stored. Nothing has changed."))
    return goes_to("proposal" if outcome.plan.state == PlanState.DRAFT.value else "reading", outcome.plan.slug)


def _warn_of_another_region(request: HttpRequest, plan: Plan) -> None:
    """What the document calls its region may be longer or shorter than the name kept here."""
    region, name = load_source(plan).reading.get("region", ""), plan.jurisdiction.name
    if region and region not in name and name not in region:
        words = gettext(
            "The document speaks of %(region)s, the plan was imported for %(name)s. Check that this is meant."
        )
        messages.warning(request, words % {"region": region, "name": name})


@require_safe
def reading(request: HttpRequest, slug: str) -> HttpResponse:
    """The document as the plan keeps it; a draft's is still on the desk."""
    plan = plan_in_sight(request, slug)
    if plan.state == PlanState.DRAFT.value and plan.source_id:
        return goes_to("proposal", slug)
    records = load_decided_records(plan)
    document = load_source(plan)
    areas = [
        (area, [(measure, list(rows)) for measure, rows in groupby(group, key=lambda row: row.measure)])
        for area, group in groupby(records, key=lambda row: row.area)
    ]
    sentences = document.reading.get("sentences", []) if document else []
    aside = [
        (document.text[row["start"] : row["end"]], aside_word(row["reason"] or row["disposition"]))
        for row in sentences
        if row["disposition"] != "task"
    ]
    return page(
        request,
        "reading.html",
        tab="reading",
        findings=[row["message"] for row in document.reading.get("findings", [])] if document else [],
        plan=plan,
        document=document,
        areas=areas,
        tasks=len(records),
        aside=aside,
        may_shape=may_shape_plan(person_of(request), jurisdiction=plan.jurisdiction_id),
    )
