"""Figures a report gives as shares of the yearly plan. A lead or lag only where the document itself states one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from plans.models.words import amount_words, figures_sentence, gap_words
from plans.queries.published import FrozenIndicator, Issue
from plans.rules.bars import Bullet, bullet
from plans.rules.figures import percent
from plans.rules.vocabulary import Light, Origin


@dataclass(frozen=True)
class Share:
    """`implied` is the schedule that share and stated lead add up to; the bar's tick stands there."""

    share: str
    gap: str
    is_ahead: bool
    implied: str
    bar: Bullet | None


@dataclass(frozen=True)
class ShareLine:
    """`code` is empty in issues from before the record."""

    code: str
    name: str
    value: str
    share: Share
    is_added: bool = False


def share_lines(issue: Issue, record: Iterable[FrozenIndicator]) -> tuple[ShareLine, ...]:
    """From the record, the newest value of each; before schema 2 from the header."""
    if issue.header["schema"] == "1":
        return tuple(_old_lines(issue.header["source"].get("observations", [])))
    bodies = (row.body for row in record if row.body is not None)
    return tuple(
        ShareLine(
            body["code"],
            body["name"],
            value_words(body, body["values"][0]),
            share,
            bool(added_figures(body["values"][0])),
        )
        for body in bodies
        if (share := share_of(body["values"][0])) is not None
    )


def _old_lines(observations: Sequence[Mapping[str, Any]]) -> Iterable[ShareLine]:
    for row in observations:
        share = share_of(row)
        if share is not None:
            yield ShareLine("", row["name"], f"{row['value'] or ''}{row['unit'] or ''}", share)


def value_words(body: Mapping[str, Any], value: Mapping[str, Any]) -> str:
    return amount_words(value["value"] or "", body["unit"], value["operator"] or "=")


def added_figures(value: Mapping[str, Any]) -> frozenset[str]:
    """Those that people said, not the document. What qualifies a figure speaks for it: about 30 is not 30."""
    by_people = {name for name, origin in value.get("origins", {}).items() if origin["kind"] != Origin.PLAN.value}
    return frozenset(_QUALIFIED.get(name, name) for name in by_people)


def sides_of(figure: str) -> tuple[str, ...]:
    return tuple(side for side, qualified in _QUALIFIED.items() if qualified == figure)


_QUALIFIED = {"operator": "value", "growth_basis": "growth"}


def share_of(value: Mapping[str, Any]) -> Share | None:
    if not value.get("share_of_plan"):
        return None
    share = Fraction(value["share_of_plan"]) / 100
    gap_pp = Fraction(value["stated_gap"]) if value.get("stated_gap") else None
    scheduled = None if gap_pp is None else share - gap_pp / 100
    light = Light.ON if gap_pp is None or gap_pp >= 0 else Light.WARN
    sentence = figures_sentence(percent(share), percent(scheduled), gap_pp)
    return Share(
        share=f"{value['share_of_plan']}%",
        gap=gap_words(gap_pp),
        is_ahead=light is Light.ON,
        implied=f"{percent(scheduled)}%" if scheduled is not None else "",
        bar=bullet(share, scheduled, light=light, label=sentence, bar=10),
    )
