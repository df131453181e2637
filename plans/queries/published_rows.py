"""The frozen rows of one issue, read back, and what a series has told so far."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from plans.models import Plan, Publication, PublishedTask


@dataclass(frozen=True)
class PrintedFigure:
    """A figure of a target as one issue printed it."""

    code: str
    target_key: str
    as_of: date
    text: str
    number: str


def load_bodies(publication: Publication) -> dict[str, dict[str, Any]]:
    """By task code, in plan order; a withheld task has no body and is left out."""
    rows = PublishedTask.objects.filter(publication=publication).exclude(body="").order_by("code_key")
    return {row.code: json.loads(row.body) for row in rows}


def load_told(publication: Publication | None) -> dict[str, str | None]:
    """The update each task of an issue tells of. For a withheld one, what the newest readable issue before it told."""
    if publication is None:
        return {}
    withheld = PublishedTask.objects.filter(publication=publication, body="").values("code")
    earlier = _series(publication.plan, publication.series).filter(
        publication__number__lt=publication.number, code__in=withheld
    )
    told = {code: json.loads(body)["update"] for _number, code, body in earlier}
    return told | {code: body["update"] for code, body in load_bodies(publication).items()}


def load_withheld_rounds(plan: Plan, series: str) -> dict[str, int]:
    """By code of a task withheld from a series, the round of the newest issue it was withheld from."""
    rows = PublishedTask.objects.filter(publication__plan=plan, publication__series=series, body="")
    return dict(rows.order_by("publication__number").values_list("code", "publication__round__number"))


def list_printed_figures(plan: Plan, series: str, codes: Iterable[str]) -> list[PrintedFigure]:
    """Every figure the readable issues of a series have printed of these tasks, the first issue first."""
    return [
        PrintedFigure(code, target["key"], date.fromisoformat(target["value_as_of"]), target["value"], str(number))
        for number, code, body in _series(plan, series).filter(code__in=list(codes))
        for target in json.loads(body)["targets"]
        if target["value"] is not None
    ]


def _series(plan: Plan, series: str):
    rows = PublishedTask.objects.filter(publication__plan=plan, publication__series=series).exclude(body="")
    return rows.order_by("publication__number").values_list("publication__number", "code", "body")
