"""The publication document, schema 2: what one issue fixes for every task, and the header that binds the rows.

Since schema 2 the header binds the rows of the record of indicators too, which `plans.rules.indicators` makes.

Figures stand twice: exact (“11/20”), to compute with, and as printed (“55.00”). Sort and filter columns are derived
from the body by one function, so that verifying can derive them again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from plans.rules.digest import Json, canonical_json
from plans.rules.figures import exact, from_exact, percent, points, to_decimal
from plans.rules.frozen import day_json, department_json, origin_json, passage_json, said_json, section_json
from plans.rules.records import CorrectionRecord, MilestoneRecord, TargetRecord, TaskRecord
from plans.rules.said import Said
from plans.rules.shapes import LightRules, PartStanding, TaskStanding
from plans.rules.vocabulary import Light, PublicationKind, Series, TaskState

SCHEMA = "2"
LIGHT_RANK = {light: rank for rank, light in enumerate(Light)}


@dataclass(frozen=True)
class Release:
    """What a series shows beyond the fields that are always public."""

    problems: bool = False
    next_measures: bool = False
    mean: bool = False
    internal_text: bool = False
    findings: bool = False


INTERNAL_RELEASE = Release(problems=True, next_measures=True, mean=True, internal_text=True, findings=True)


# -- one task --------------------------------------------------------------------------------------------------------


def task_body(
    record: TaskRecord, standing: TaskStanding, *, updated: bool, corrected_in: dict[date, str], release: Release
) -> dict[str, Json]:
    """The frozen content of one task. `corrected_in` names this series' issue by its as-of date.

    A correction of a figure that this series never published is not listed in it: nobody was told the wrong one.
    """
    parts = {part.key: part for part in standing.parts}
    return {
        "schema": SCHEMA,
        "code": record.facts.code,
        "title": record.title,
        "area": section_json(record.area),
        "measure": section_json(record.measure) if record.measure else None,
        "passages": [passage_json(passage) for passage in record.passages],
        "responsibility": record.facts.responsibility.value,
        "ongoing": record.facts.is_ongoing,
        "state": record.facts.state.value,
        "weight": exact(record.facts.weight),
        "terms_origin": origin_json(record.terms_origin),
        "lead": department_json(record.lead) if record.lead else None,
        "lead_origin": origin_json(record.lead_origin) if record.lead_origin else None,
        "joint_leads": [department_json(department) for department in record.joint_leads],
        "cooperating": [department_json(department) for department in record.cooperating],
        "due_on": record.due_on.isoformat(),
        "due_inferred": record.due_is_inferred,
        "targets": [_target(target, parts[target.facts.key]) for target in record.targets],
        "milestones": [_milestone(milestone) for milestone in record.milestones],
        "milestones_reached": str(standing.milestones_reached),
        **_figures(standing),
        "light": standing.light.value if standing.light else "",
        "reason": said_json(standing.reason),
        "in_plan": standing.in_plan,
        "progress": record.progress if release.internal_text else record.public_progress,
        "problems": record.problems if release.problems else "",
        "next_measures": record.next_measures if release.next_measures else "",
        "update": record.update_name,
        "updated": updated,
        "figures_as_of": day_json(record.figures_as_of),
        "closed_out_on": day_json(record.closed_out_on),
        "corrections": [
            _correction(correction, corrected_in[correction.as_of])
            for correction in record.corrections
            if correction.as_of in corrected_in
        ],
    }


def standing_of(body: dict[str, Any]) -> TaskStanding:
    """The standing a body froze, to count and average over; parts are not rebuilt."""
    reason = body["reason"]
    return TaskStanding(
        code=body["code"],
        light=Light(body["light"]) if body["light"] else None,
        reason=Said(reason["code"], reason["zh"], reason["en"]),
        completion=from_exact(body["completion"]),
        scheduled=from_exact(body["scheduled"]),
        gap_pp=from_exact(body["gap_pp"]),
        milestones_reached=int(body["milestones_reached"]),
        milestones_total=len(body["milestones"]),
        weight=Fraction(body["weight"]),
        state=TaskState(body["state"]),
        in_plan=body["in_plan"],
    )


def columns_of(body: dict[str, Any]) -> dict[str, str | Decimal | date | int | None]:
    """The columns a published task is sorted and filtered by; codes sort by their numbers, not as text."""
    lead = body["lead"] or {"slug": "", "name": "", "sort": "0"}
    involved = [lead, *body["joint_leads"], *body["cooperating"]]
    words = [body["code"], body["title"], *(passage["text"] for passage in body["passages"])]
    words += [target["name"] for target in body["targets"]] + [department["name"] for department in involved]
    light = body["light"]
    return {
        "code_key": code_key(body["code"]),
        "title": body["title"],
        "area": body["area"]["number"].rpartition(".")[2],
        "light": light,
        "light_rank": LIGHT_RANK[Light(light)] if light else len(LIGHT_RANK),
        "completion": to_decimal(from_exact(body["completion"])),
        "gap_pp": to_decimal(from_exact(body["gap_pp"])),
        "due_on": date.fromisoformat(body["due_on"]),
        "lead": lead["slug"],
        "lead_sort": int(lead["sort"]),
        "departments": "".join(f"|{department['slug']}" for department in involved if department["slug"]) + "|",
        "words": "\n".join(words).casefold(),
    }


EMPTY_COLUMNS: dict[str, str | None] = {
    "code_key": "",
    "title": "",
    "area": "",
    "light": "",
    "light_rank": None,
    "completion": None,
    "gap_pp": None,
    "due_on": None,
    "lead": "",
    "lead_sort": None,
    "departments": "",
    "words": "",
}
"""The same columns of a withheld row: everything derived from the body goes with it."""


def code_key(code: str) -> str:
    return ".".join(number.zfill(4) for number in code.split("."))


def _figures(standing: TaskStanding | PartStanding) -> dict[str, Json]:
    return {
        "completion": exact(standing.completion),
        "completion_percent": percent(standing.completion),
        "scheduled": exact(standing.scheduled),
        "scheduled_percent": percent(standing.scheduled),
        "gap_pp": exact(standing.gap_pp),
        "gap_points": points(standing.gap_pp),
    }


def _target(record: TargetRecord, part: PartStanding) -> dict[str, Json]:
    facts = record.facts
    return {
        "key": facts.key,
        "name": facts.name,
        "kind": facts.kind.value,
        "basis": facts.basis.value if facts.basis else None,
        "force": facts.force.value if facts.force else None,
        "commitment": record.commitment.value,
        "operator": facts.operator.value,
        "goal": record.goal_text or None,
        "unit": facts.unit,
        "baseline": exact(facts.baseline),
        "start_on": facts.start_on.isoformat(),
        "due_on": facts.due_on.isoformat(),
        "rule": facts.rule.value,
        "stages": [{"on": stage.on.isoformat(), "value": exact(stage.value)} for stage in facts.stages],
        "stated_share": exact(facts.stated_share),
        "weight": exact(facts.weight),
        "in_plan": facts.in_plan,
        "origin": origin_json(record.origin),
        "value": record.value_text,
        "value_as_of": day_json(record.value_as_of),
        "list_missing": part.list_missing,
        "goal_reached": part.goal_reached,
        "goal_gap_points": points(part.goal_gap_points),
        **_figures(part),
        "light": part.light.value,
        "reason": said_json(part.reason),
    }


def _milestone(record: MilestoneRecord) -> dict[str, Json]:
    facts = record.facts
    return {
        "key": facts.key,
        "title": facts.title,
        "due_on": facts.due_on.isoformat(),
        "reached_on": day_json(facts.reached_on),
        "weight": exact(facts.weight),
        "origin": origin_json(record.origin),
    }


def _correction(record: CorrectionRecord, number: str) -> dict[str, Json]:
    return {
        "field": record.target_key,
        "name": record.target_name,
        "unit": record.unit,
        "number": number,
        "as_of": record.as_of.isoformat(),
        "was": record.was,
        "now": record.now,
        "kind": record.kind.value,
        "reason": record.reason,
    }


# -- the header ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Review:
    """The recorded confidentiality review of a public issue (保密审查)."""

    office: str
    conclusion: str
    on: date


@dataclass(frozen=True)
class PlanHead:
    """What the header says of the plan itself."""

    slug: str
    title: str
    short_title: str
    jurisdiction: str
    office: str
    start_on: date
    end_on: date
    is_demo: bool


@dataclass(frozen=True)
class SourceHead:
    """What the header says of the document: its digest, how its text was divided, what was set aside and why.

    `findings` are doubts about its own figures, which only an issue that releases them holds. All offsets are text.
    """

    sha256: str
    text_sha256: str
    title: str
    published_on: date | None
    is_digest: bool
    sections: Sequence[dict[str, Json]]
    coverage: dict[str, Json]
    aside: Sequence[dict[str, Json]] = ()
    findings: Sequence[dict[str, Json]] = ()


def header_document(
    *,
    plan: PlanHead,
    source: SourceHead,
    series: Series,
    number: int,
    kind: PublicationKind,
    as_of: date,
    published_at: datetime,
    rows: Sequence[tuple[str, str]],
    record: Sequence[tuple[str, str]],
    corrections: Sequence[tuple[str, str]],
    rule_set_version: int,
    lights: LightRules,
    release: Release,
    review: Review | None,
    note: str,
    previous: str | None,
) -> str:
    """The canonical header; its sha256 is the digest. `rows` and `record` are (code, digest), in plan order."""
    return canonical_json(
        {
            "schema": SCHEMA,
            "plan": {
                "slug": plan.slug,
                "title": plan.title,
                "short_title": plan.short_title,
                "jurisdiction": plan.jurisdiction,
                "office": plan.office,
                "start_on": plan.start_on.isoformat(),
                "end_on": plan.end_on.isoformat(),
                "is_demo": plan.is_demo,
            },
            "source": {
                "sha256": source.sha256,
                "text_sha256": source.text_sha256,
                "title": source.title,
                "published_on": day_json(source.published_on),
                "is_digest": source.is_digest,
                "sections": list(source.sections),
                "coverage": source.coverage,
                "aside": list(source.aside),
                "findings": list(source.findings) if release.findings else [],
            },
            "series": series.value,
            "number": str(number),
            "kind": kind.value,
            "as_of": as_of.isoformat(),
            "published_at": utc_text(published_at),
            "rows": [[code, sha256] for code, sha256 in rows],
            "record": [[code, sha256] for code, sha256 in record],
            "corrections": [{"code": code, "field": field} for code, field in corrections],
            "rule_set": {"version": str(rule_set_version), **_lights(lights)},
            "release": {
                "problems": release.problems,
                "next_measures": release.next_measures,
                "mean": release.mean,
                "findings": release.findings,
            },
            "review": None
            if review is None
            else {"office": review.office, "conclusion": review.conclusion, "on": review.on.isoformat()},
            "note": note,
            "previous": previous,
        }
    )


def utc_text(moment: datetime) -> str:
    """To the microsecond, in UTC with Z: the same text from either database."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _lights(rules: LightRules) -> dict[str, Json]:
    return {
        "on_gap_pp": exact(rules.on_gap_pp),
        "warn_gap_pp": exact(rules.warn_gap_pp),
        "growth_tolerance_points": exact(rules.growth_tolerance_points),
        "milestone_grace_days": str(rules.milestone_grace_days),
        "rate_supporting": rules.rate_supporting,
        "rate_market": rules.rate_market,
    }
