"""What a publication's header says of its plan and of the document behind it."""

from plans.models import Plan, Section
from plans.rules.digest import Json, text_digest
from plans.rules.publication import PlanHead, SourceHead


def load_plan_head(plan: Plan) -> PlanHead:
    return PlanHead(
        slug=plan.slug,
        title=plan.title,
        short_title=plan.short_title,
        jurisdiction=plan.jurisdiction.name,
        office=plan.office.name if plan.office else "",
        start_on=plan.start_on,
        end_on=plan.end_on,
        is_demo=plan.is_demo,
    )


def load_source_head(plan: Plan) -> SourceHead:
    """The document in use: its outline, its coverage, what was set aside with the reason, doubts about its figures."""
    document = plan.source
    sentences = document.reading.get("sentences", [])
    return SourceHead(
        sha256=document.sha256,
        text_sha256=text_digest(document.text),
        title=document.title,
        published_on=document.published_on,
        is_digest=document.is_digest,
        sections=[_section(row) for row in document.sections.order_by("start", "level")],
        coverage={key: str(number) for key, number in document.reading["coverage"].items()},
        aside=[_sentence(item) for item in sentences if item["disposition"] != "task"],
        findings=[_finding(item) for item in document.reading.get("findings", [])],
    )


def _section(row: Section) -> dict[str, Json]:
    return {
        "number": row.number,
        "level": str(row.level),
        "marker": row.marker,
        "title": row.title,
        "kind": row.kind,
        "start": str(row.start),
        "end": str(row.end),
    }


def _sentence(item: dict) -> dict[str, Json]:
    return {
        "start": str(item["start"]),
        "end": str(item["end"]),
        "disposition": item["disposition"],
        "reason": item["reason"],
    }


def _finding(item: dict) -> dict[str, Json]:
    return {
        "code": item["code"],
        "message": item["message"],
        "start": str(item["start"]),
        "end": str(item["end"]),
    }
