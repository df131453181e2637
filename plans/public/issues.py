"""The issues of a plan, what each put right, and how the numbers of a page come about."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from plans.public.answers import Stand, stand
from plans.public.changes import Corrected, all_corrections, record_corrections
from plans.queries.published import (
    UNSAID,
    Issue,
    IssueHead,
    load_corrected_indicators,
    load_corrected_tasks,
    load_headers,
    load_issue,
    load_lights,
)
from plans.rules.figures import from_exact, plain_number
from plans.rules.shapes import LightRules, TaskStanding
from plans.rules.standing import answer
from plans.rules.vocabulary import Light


@dataclass(frozen=True)
class IssueLine:
    head: IssueHead
    stand: Stand
    changed: int | None
    corrected: int
    note: str
    review: Mapping[str, Any] | None


@dataclass(frozen=True)
class IssuesPage:
    """Newest first."""

    issue: Issue
    lines: tuple[IssueLine, ...]


@dataclass(frozen=True)
class CorrectionsPage:
    issue: Issue
    corrections: tuple[Corrected, ...]


@dataclass(frozen=True)
class Thresholds:
    """In points, without their sign; `growth` in the goal's own points."""

    on: str
    warn: str
    growth: str
    grace_days: str
    rate_supporting: bool
    rate_market: bool


@dataclass(frozen=True)
class MethodPage:
    issue: Issue | None
    thresholds: Thresholds


def build_issues(slug: str) -> IssuesPage:
    issue = load_issue(slug)
    table = load_lights(issue).lights
    lines = []
    before: Mapping[str, str] | None = None
    for head, header in load_headers(issue):
        lights = table[head.number]
        lines.append(_line(head, header, lights, before))
        before = lights
    return IssuesPage(issue, tuple(reversed(lines)))


def _line(
    head: IssueHead, header: Mapping[str, Any], lights: Mapping[str, str], before: Mapping[str, str] | None
) -> IssueLine:
    standings = [TaskStanding(code, Light(light), UNSAID) for code, light in lights.items() if light]
    changed = None if before is None else sum(before.get(code) != light for code, light in lights.items())
    return IssueLine(
        head, stand(answer(standings)), changed, len(header["corrections"]), header["note"], header["review"]
    )


def build_corrections(slug: str, number: int | None = None) -> CorrectionsPage:
    """Newest issue first."""
    issue = load_issue(slug, number)
    headers = load_headers(issue)
    found = [
        *all_corrections(load_corrected_tasks(headers)),
        *record_corrections(load_corrected_indicators(headers)),
    ]
    found.sort(key=lambda row: row.listed_in)
    return CorrectionsPage(issue, tuple(reversed(found)))


def build_method(slug: str = "", number: int | None = None) -> MethodPage:
    """With a plan the thresholds that its issue was published with, else the defaults."""
    if not slug:
        return MethodPage(None, _thresholds(LightRules()))
    issue = load_issue(slug, number)
    rules = issue.header["rule_set"]
    return MethodPage(
        issue,
        _thresholds(
            LightRules(
                on_gap_pp=from_exact(rules["on_gap_pp"]),
                warn_gap_pp=from_exact(rules["warn_gap_pp"]),
                growth_tolerance_points=from_exact(rules["growth_tolerance_points"]),
                milestone_grace_days=int(rules["milestone_grace_days"]),
                rate_supporting=rules["rate_supporting"],
                rate_market=rules["rate_market"],
            )
        ),
    )


def _thresholds(rules: LightRules) -> Thresholds:
    return Thresholds(
        on=plain_number(-rules.on_gap_pp),
        warn=plain_number(-rules.warn_gap_pp),
        growth=plain_number(rules.growth_tolerance_points),
        grace_days=str(rules.milestone_grace_days),
        rate_supporting=rules.rate_supporting,
        rate_market=rules.rate_market,
    )
