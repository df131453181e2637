"""The record of the demonstration: the figures of the digest, with who counts them and a few invented goals."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from plans.actions.acting import Actor
from plans.actions.adopting import adopt_figures
from plans.actions.deciding import DecisionText
from plans.actions.recording import TermsChoice, ValueChoice, change_indicator, record_value
from plans.management.commands.demo_accounts import People, read_fixture
from plans.models import Plan
from plans.queries.indicators import Entry, list_figures_left, load_entries
from plans.rules.reported import is_taken_unasked

CHINA = ZoneInfo("Asia/Shanghai")


def record_indicators(plan: Plan, story: Mapping[str, Any], people: People) -> None:
    """What is invented says so in its decision, and on every page as the demonstration does."""
    now = datetime.combine(date.fromisoformat(story["confirmed_on"]), time(11), CHINA)
    by, facts = people.actor("office-1"), read_fixture("indicators.json")
    left = [figure.id for figure in list_figures_left(plan) if is_taken_unasked(figure)]
    if left:
        adopt_figures(plan=plan, ids=left, by=by, now=now)
    entries = {entry.record.name: entry for entry in reversed(load_entries(plan))}
    goals = {item["name"]: item for item in facts["goals"]}
    for item in facts["terms"]:
        goal = goals.get(item["name"], {})
        entry = entries[item["name"]]
        decision = DecisionText(on=now.date(), **facts["invented" if goal else "decision"])
        choice = _terms(entry, item, goal)
        change_indicator(indicator=entry.row, choice=choice, decision=decision, by=by, now=now)
        if "average" in goal:
            _compare(entry, goal, decision, by, now)


def _terms(entry: Entry, item: Mapping[str, Any], goal: Mapping[str, Any]) -> TermsChoice:
    return TermsChoice(
        name=item["name"],
        unit=entry.record.unit,
        frequency=item["frequency"],
        source_unit=item["source_unit"],
        nature=item.get("nature", ""),
        direction=item["direction"],
        goal_text=goal.get("goal", ""),
        goal_operator=goal.get("operator", "="),
    )


def _compare(entry: Entry, item: Mapping[str, Any], decision: DecisionText, by: Actor, now: datetime) -> None:
    """Beside the figures of the document, which stay as they are."""
    value = entry.record.values[0]
    choice = ValueChoice(
        start_on=value.period.start_on,
        end_on=value.period.end_on,
        figures=replace(value.figures, average=item["average"], rank=item.get("rank", "")),
        seen=entry.values[value.period.span][-1].pk,
    )
    record_value(indicator=entry.row, choice=choice, decision=decision, by=by, now=now)
