"""A draft plan as it stands on the desk: what was read in its document, with everything people did to it."""

from collections.abc import Mapping
from typing import Any

from plans.models import Plan, ReviewStep, SourceDocument
from plans.rules.proposal import Proposal, Step, propose
from plans.rules.vocabulary import ReviewVerb


def load_source(plan: Plan) -> SourceDocument | None:
    """The document in use, without its bytes."""
    return SourceDocument.objects.defer("content").filter(pk=plan.source_id).first()


def reading_of(document: SourceDocument) -> Mapping[str, Any]:
    """The reading as `read_plan` gives it; the text is kept once, beside it."""
    return document.reading | {"text": document.text}


def load_steps(document: SourceDocument) -> list[Step]:
    return [_step(row) for row in document.steps.order_by("number")]


def load_proposal(document: SourceDocument) -> Proposal:
    return propose(reading_of(document), load_steps(document))


def version_of(document: SourceDocument) -> str:
    """Names a proposal as it stands: the document and the last step done on it."""
    last = document.steps.order_by("-number").values_list("number", flat=True).first()
    return f"{document.pk}.{last or 0}"


def list_history(document: SourceDocument) -> list[ReviewStep]:
    """Newest first, for people."""
    return list(document.steps.select_related("by", "carried_from__by").order_by("-number"))


def _step(row: ReviewStep) -> Step:
    return Step(row.number, ReviewVerb(row.verb), row.body)
