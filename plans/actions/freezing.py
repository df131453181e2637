"""Fixing the rows of an issue: body, salt and digest; and the record of indicators as a series may show it."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from plans.models import Plan, Publication, PublishedIndicator, User
from plans.queries.next_record import load_next_record
from plans.rules.digest import canonical_json, row_digest
from plans.rules.indicators import indicator_columns
from plans.rules.said import MovedOn, NotAllowed
from plans.rules.vocabulary import Series


@dataclass(frozen=True)
class Row:
    """One task or indicator of an issue before it is stored."""

    body: dict[str, Any]
    salt: str
    text: str
    sha256: str


def freeze(body: dict[str, Any]) -> Row:
    salt, text = secrets.token_hex(32), canonical_json(body)
    return Row(body=body, salt=salt, text=text, sha256=row_digest(salt=salt, body=text))


def prepare_record(plan: Plan, series: Series, previous: Publication | None, *, on: date, publisher: User) -> list[Row]:
    """The rows of the record in its order. Refuses what the publisher added alone, and what was withheld before."""
    record = load_next_record(plan, series=series, previous=previous, on=on, publisher=publisher)
    if record.own:
        codes = "、".join(record.own)
        raise NotAllowed(
            "own-figures",
            f"您补充或更正的指标（{codes}）须由他人发布。",
            f"You added or put right {codes} yourself; another person must publish this issue.",
        )
    if record.withheld:
        codes = "、".join(record.withheld)
        raise MovedOn(
            "withheld-again",
            f"已撤下的指标（{codes}）会在本期再次出现。请更正其内容，或设为不予公开。",
            f"Indicators that were withheld ({codes}) would appear again. Put them right, or make them never public.",
        )
    return [freeze(body) for body in record.bodies]


def store_record(publication: Publication, rows: Sequence[Row]) -> None:
    PublishedIndicator.objects.bulk_create(
        PublishedIndicator(
            publication=publication,
            code=row.body["code"],
            body=row.text,
            salt=row.salt,
            sha256=row.sha256,
            **indicator_columns(row.body),
        )
        for row in rows
    )
