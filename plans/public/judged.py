"""What a task was judged by, where the gap printed beside its light would not explain it.

A light is the worst part's, the gap the mean's; and a level, a growth rate or a milestone is not judged by a gap.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext

from plans.models.words import gap_words
from plans.public.words import inner_quotes
from plans.rules.figures import from_exact
from plans.rules.vocabulary import Light

EXPLAINED = frozenset({Light.LATE, Light.WARN})


def judged_by(body: Mapping[str, Any]) -> str:
    """“其中“新增家庭农场”慢26.67个百分点”; empty where no gap is printed or the gap itself decided."""
    if body["gap_pp"] is None or body["light"] not in EXPLAINED:
        return ""
    if not body["targets"]:
        return gettext("a milestone is overdue")
    part = _deciding(body)
    words = "" if part is None else _words(part, body)
    if not words or len(body["targets"]) == 1:
        return words
    return gettext("of which “%(name)s” %(words)s") % {"name": inner_quotes(part["name"]), "words": words}


def _deciding(body: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """As the rules choose it: the light of the task is its worst part's, of equals the first by key."""
    worst = [target for target in body["targets"] if target["light"] == body["light"]]
    return min(worst, key=lambda target: target["key"], default=None)


def _words(part: Mapping[str, Any], body: Mapping[str, Any]) -> str:
    match part["reason"]["code"]:
        case "overdue" | "unreported-overdue":
            return gettext("past its due date")
        case "missed":
            return gettext("short of the goal set for its date")
        case "above-ceiling":
            return gettext("above its ceiling")
        case "growth-short":
            return goal_gap_words(part["goal_gap_points"])
        case _:
            gap_pp = from_exact(part["gap_pp"])
            return "" if gap_pp == from_exact(body["gap_pp"]) else gap_words(gap_pp)


def goal_gap_words(points: str) -> str:
    return gettext("%(points)s points from the goal") % {"points": points.removeprefix("-")}
