"""The record as the next issue of a series would fix it, and what stands against fixing it so."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from plans.models import Plan, Publication, PublishedIndicator, User
from plans.queries.indicators import Entry, Span, load_entries
from plans.rules.digest import Json
from plans.rules.indicators import (
    FIGURES,
    IndicatorRecord,
    Printed,
    content_of,
    indicator_body,
    listed_corrections,
    released,
)
from plans.rules.vocabulary import Series


@dataclass(frozen=True)
class NextRecord:
    """`own` are the codes of what the publisher added or put right and this series has not told of yet; `withheld`
    those that two people withheld and nobody has put right since; `added` those this series never told of, `changed`
    those it told otherwise.
    """

    bodies: tuple[dict[str, Json], ...]
    own: tuple[str, ...]
    withheld: tuple[str, ...]
    added: tuple[str, ...]
    changed: tuple[str, ...]


def load_next_record(
    plan: Plan, *, series: Series, previous: Publication | None, on: date, publisher: User
) -> NextRecord:
    """`on` is the day of publication: what may not be public before a later one is left out of a public issue."""
    entries = {entry.record.code: entry for entry in load_entries(plan) if not entry.is_withdrawn}
    records = released((entry.record for entry in entries.values()), on=on if series is Series.PUBLIC else None)
    told, withheld_at = _series(plan, series)
    names = {record.code: record.name for record in records}
    bodies = tuple(
        indicator_body(
            record,
            place=place,
            names=names,
            corrections=listed_corrections(record, [_printed(*row) for row in told[record.code]]),
        )
        for place, record in enumerate(records, 1)
    )
    return NextRecord(
        bodies,
        own=tuple(
            record.code
            for record, body in zip(records, bodies, strict=True)
            if not _is_told(body, told[record.code])
            and _has_rows_of(publisher, entries[record.code], record, since=_since(previous, told[record.code]))
        ),
        withheld=tuple(
            record.code
            for record in records
            if record.code in withheld_at and not _put_right_after(entries[record.code], withheld_at[record.code])
        ),
        added=tuple(record.code for record in records if not told[record.code]),
        changed=tuple(
            record.code
            for record, body in zip(records, bodies, strict=True)
            if told[record.code] and not _is_told(body, told[record.code])
        ),
    )


def _series(plan: Plan, series: Series) -> tuple[dict[str, list[tuple[int, dict[str, Any]]]], dict[str, datetime]]:
    """What the readable issues said of each indicator, with their numbers, and when the last of it was withheld."""
    rows = PublishedIndicator.objects.filter(publication__plan=plan, publication__series=series.value)
    told: dict[str, list[tuple[int, dict[str, Any]]]] = defaultdict(list)
    withheld_at: dict[str, datetime] = {}
    fields = ("code", "body", "publication__number", "withholding__approved_at")
    for code, body, number, approved_at in rows.order_by("publication__number").values_list(*fields):
        if body:
            told[code].append((number, json.loads(body)))
        else:
            withheld_at[code] = max(approved_at, withheld_at.get(code, approved_at))
    return told, withheld_at


def _printed(number: int, body: Mapping[str, Any]) -> Printed:
    figures = {
        (date.fromisoformat(value["period"]["start_on"]), date.fromisoformat(value["period"]["end_on"])): {
            name: value[name] for name in FIGURES if value[name] is not None
        }
        for value in body["values"]
    }
    return Printed(str(number), figures)


def _is_told(body: Mapping[str, Any], told: Sequence[tuple[int, dict[str, Any]]]) -> bool:
    return bool(told) and content_of(told[-1][1]) == content_of(body)


def _since(previous: Publication | None, told: Sequence[object]) -> datetime | None:
    return previous.published_at if previous and told else None


def _has_rows_of(publisher: User, entry: Entry, record: IndicatorRecord, *, since: datetime | None) -> bool:
    """Whether the publisher had a hand in it since the last issue told of it."""
    shown: set[Span] = {value.period.span for value in record.values}
    rows = [*entry.terms, *(row for span, chain in entry.values.items() if span in shown for row in chain)]
    return any(row.decision.by_id == publisher.pk and (since is None or row.recorded_at > since) for row in rows)


def _put_right_after(entry: Entry, moment: datetime) -> bool:
    """The name or a figure: other terms would bring back what was withheld."""
    renamed = [
        after.recorded_at
        for before, after in zip(entry.terms, entry.terms[1:], strict=False)
        if after.name != before.name
    ]
    return any(at > moment for at in [*renamed, *(chain[-1].recorded_at for chain in entry.values.values())])
