"""Recomputing what was published, and the log, from the rows: the first thing that does not hold is named."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from plans.models import (
    AuditEntry,
    LogHead,
    Publication,
    PublishedIndicator,
    PublishedTask,
    SourceDocument,
    Withholding,
)
from plans.rules.digest import canonical_json, row_digest, text_digest
from plans.rules.indicators import EMPTY_INDICATOR_COLUMNS, indicator_columns
from plans.rules.publication import EMPTY_COLUMNS, columns_of, utc_text

Published = PublishedTask | PublishedIndicator


@dataclass(frozen=True)
class Break:
    """Where and what: “qingxin-2023-h2 public 3, 3.4.6: the body does not match its digest”."""

    place: str
    what: str

    def __str__(self) -> str:
        return f"{self.place}: {self.what}"


def list_breaks() -> Iterator[Break]:
    """In order of plan, series and number, then the log; nothing when everything holds."""
    publications = Publication.objects.select_related("plan", "round", "previous").order_by("plan", "series", "number")
    withheld = _withheld_reasons()
    logged = _logged_publications()
    sources = _source_digests()
    last: Publication | None = None
    for publication in publications:
        if last is not None and (last.plan_id, last.series) != (publication.plan_id, publication.series):
            last = None
        place = _place(publication)
        yield from (Break(place, what) for what in _header_faults(publication, last))
        yield from (Break(place, what) for what in _log_faults(publication, logged.pop(place, None)))
        yield from (Break(place, what) for what in _source_faults(publication, sources))
        yield from _row_breaks(place, publication, withheld)
        last = publication
    yield from (Break(place, "the log tells of this issue, but it is missing") for place in logged)
    yield from _log_breaks()


def _header_faults(publication: Publication, last: Publication | None) -> Iterator[str]:
    if text_digest(publication.header) != publication.digest:
        yield "the header does not match its digest"
        return
    try:
        header = json.loads(publication.header)
        is_canonical = canonical_json(header) == publication.header
        columns = _header_columns(header, publication, last)
    except (ValueError, TypeError, KeyError):
        yield "the header cannot be read"
        return
    if _rows_named(publication.header) is None:
        yield "the header does not name its rows"
    if not is_canonical:
        yield "the header is not in canonical form"
    yield from (f"the {name} is not what the header says" for name, (a, b) in columns.items() if a != b)
    if publication.number != (last.number + 1 if last else 1):
        yield "an issue before it is missing"


def _header_columns(
    header: dict[str, Any], publication: Publication, last: Publication | None
) -> dict[str, tuple[object, object]]:
    """What the header says, and what the columns beside it say."""
    return {
        "plan": (header["plan"]["slug"], publication.plan.slug),
        "series": (header["series"], publication.series),
        "number": (header["number"], str(publication.number)),
        "kind": (header["kind"], publication.kind),
        "as of": (header["as_of"], publication.as_of_on.isoformat()),
        "publication time": (header["published_at"], utc_text(publication.published_at)),
        "round": (header["as_of"], publication.round.as_of_on.isoformat()),
        "kind of plan": (header["plan"]["is_demo"], publication.plan.is_demo),
        "plan of the round": (publication.plan_id, publication.round.plan_id),
        "previous issue": (header["previous"], last.digest if last else None),
        "link to the previous issue": (publication.previous_id, last.pk if last else None),
    }


def _source_digests() -> dict[tuple[int, str], str]:
    """Of the text of every document whose bytes still have the digest it is known by."""
    rows = SourceDocument.objects.values_list("plan_id", "sha256", "content", "text")
    return {
        (plan, sha256): text_digest(text)
        for plan, sha256, content, text in rows
        if hashlib.sha256(bytes(content)).hexdigest() == sha256
    }


def _source_faults(publication: Publication, sources: dict[tuple[int, str], str]) -> Iterator[str]:
    try:
        source = json.loads(publication.header)["source"]
        stored = sources.get((publication.plan_id, source["sha256"]))
        if stored is None:
            yield "the document it was read from is missing or has changed"
        elif stored != source["text_sha256"]:
            yield "the text of the document is not the one in the header"
    except (ValueError, TypeError, KeyError):
        return  # said already, of the header


def _withheld_reasons() -> dict[str, str]:
    """By place and code, the reason of each withholding that two people and the log agree on."""
    logged = AuditEntry.objects.filter(act="withhold", outcome="done").values_list("subject", "after")
    told = {subject: _told(after).get("reason") for subject, after in logged}
    found = {}
    for key in ("published_task", "published_indicator"):
        parts = ("publication__plan__slug", "publication__series", "publication__number", "code")
        rows = Withholding.objects.filter(approved_by__isnull=False, **{f"{key}__publication__plan__isnull": False})
        for *place, reason in rows.values_list(*(f"{key}__{part}" for part in parts), "reason"):
            found[" ".join(map(str, place))] = reason
    return {place: reason for place, reason in found.items() if told.get(place) == reason}


def _place(publication: Publication) -> str:
    return f"{publication.plan.slug} {publication.series} {publication.number}"


def _row_breaks(place: str, publication: Publication, withheld: dict[str, str]) -> Iterator[Break]:
    named = _rows_named(publication.header)
    if named is None:
        return  # said already, of the header
    for model, stated in named.items():
        rows: dict[str, Published] = {row.code: row for row in model.objects.filter(publication=publication)}
        for code in sorted(stated.keys() | rows.keys()):
            where = f"{place}, {code}"
            if code not in rows:
                yield Break(where, "the row is missing")
            elif code not in stated:
                yield Break(where, "the header does not name this row")
            else:
                is_told = f"{place} {code}" in withheld
                yield from (Break(where, what) for what in _row_faults(rows[code], stated[code], is_told=is_told))


def _row_faults(row: Published, stated: str, *, is_told: bool) -> Iterator[str]:
    if row.sha256 != stated:
        yield "the row's digest is not the one in the header"
        return
    if row.is_withheld:
        if not is_told:
            yield "the content is gone, and the record and the log do not agree on two people and a reason"
        if row.salt or _columns(row) != EMPTY[type(row)]:
            yield "a withheld row still has content"
        return
    if row_digest(salt=row.salt, body=row.body) != row.sha256:
        yield "the body does not match its digest"
        return
    try:
        derived = DERIVED[type(row)](json.loads(row.body))
    except (ValueError, TypeError, KeyError, AttributeError, IndexError):
        yield "the body cannot be read"
        return
    if _columns(row) != derived:
        yield "a sort or filter column is not what the body says"


EMPTY = {PublishedTask: EMPTY_COLUMNS, PublishedIndicator: EMPTY_INDICATOR_COLUMNS}
DERIVED = {PublishedTask: columns_of, PublishedIndicator: indicator_columns}


def _columns(row: Published) -> dict[str, object]:
    return {name: getattr(row, name) for name in EMPTY[type(row)]}


def _rows_named(header: str) -> dict[type[Published], dict[str, str]] | None:
    """The digests of tasks and, since schema 2, of indicators, by code."""
    try:
        document = json.loads(header)
        record = [] if document["schema"] == "1" else document["record"]
        return {PublishedTask: dict(document["rows"]), PublishedIndicator: dict(record)}
    except (ValueError, TypeError, KeyError):
        return None


def _logged_publications() -> dict[str, dict[str, str]]:
    """What the log says was published, by place. Who published is not in a header that anybody may read."""
    rows = AuditEntry.objects.filter(act="publish", outcome="done").values_list("subject", "after")
    return {subject: _told(after) for subject, after in rows}


def _told(after: str) -> dict[str, str]:
    """Nothing, where somebody has been at the entry: its own digest says so too."""
    try:
        return dict(json.loads(after))
    except (ValueError, TypeError):
        return {}


def _log_faults(publication: Publication, logged: dict[str, str] | None) -> Iterator[str]:
    if logged is None:
        yield "the log does not tell of this issue"
        return
    told = {
        "digest": publication.digest,
        "round": str(publication.round.number),
        "published_by": publication.published_by,
    }
    yield from (f"the log says otherwise of its {key}" for key, value in told.items() if logged.get(key) != value)


def _log_breaks() -> Iterator[Break]:
    previous, seq = "", 0
    for entry in AuditEntry.objects.order_by("seq").iterator():
        place = f"log {entry.seq}"
        if entry.seq != seq + 1:
            yield Break(f"log {seq + 1}", "the entry is missing")
        if entry.previous != previous:
            yield Break(place, "the entry does not follow the one before it")
        if entry.computed_digest() != entry.digest:
            yield Break(place, "the entry does not match its digest")
        previous, seq = entry.digest, entry.seq
    head = LogHead.objects.filter(pk=1).first() or LogHead()
    if (head.seq, head.digest) != (seq, previous):
        yield Break(f"log {seq + 1}", "the log does not end where its head says")
