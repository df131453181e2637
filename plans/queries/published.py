"""What the public may read: frozen rows of the public series, and the immutable text they quote. Nothing else.

Of living tables only the plan's slug is looked up. Every function asks a constant number of questions, however many
tasks a plan has, and answers with frozen records.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db.models import Case, F, QuerySet, Value, When

from plans.models import Publication, PublishedIndicator, PublishedTask, SourceDocument
from plans.rules.publication import code_key, standing_of
from plans.rules.said import NotThere, Said
from plans.rules.shapes import Answer, TaskStanding
from plans.rules.standing import answer
from plans.rules.vocabulary import Light, PublicationKind

UNSAID = Said("", "", "")


@dataclass(frozen=True)
class IssueHead:
    """One public issue, by the columns of its row."""

    id: int
    number: int
    kind: PublicationKind
    as_of: date
    published_at: datetime
    digest: str


@dataclass(frozen=True)
class Issue:
    """The issue a page shows, with the heads of all public issues of its plan, oldest first."""

    head: IssueHead
    header: Mapping[str, Any]
    heads: tuple[IssueHead, ...]

    @property
    def number(self) -> int:
        return self.head.number

    @property
    def plan(self) -> Mapping[str, Any]:
        return self.header["plan"]

    @property
    def is_latest(self) -> bool:
        return self.head == self.heads[-1]

    @property
    def previous(self) -> IssueHead | None:
        return max((head for head in self.heads if head.number < self.number), key=_number, default=None)

    @property
    def next(self) -> IssueHead | None:
        return min((head for head in self.heads if head.number > self.number), key=_number, default=None)

    @property
    def so_far(self) -> tuple[IssueHead, ...]:
        """The issues a reader of this one could know: itself and those before it."""
        return tuple(head for head in self.heads if head.number <= self.number)


@dataclass(frozen=True)
class FrozenTask:
    """One task as one issue fixed it; `body` is None where it was withheld, and then `withheld_because` says why."""

    code: str
    body: Mapping[str, Any] | None
    withheld_because: str = ""

    @cached_property
    def standing(self) -> TaskStanding | None:
        return None if self.body is None else standing_of(dict(self.body))


@dataclass(frozen=True)
class FrozenIndicator:
    """One indicator as one issue fixed it; without a body where it was withheld."""

    code: str
    body: Mapping[str, Any] | None
    withheld_because: str = ""


@dataclass(frozen=True)
class PlanFront:
    """A plan on the front page: its newest public issue and how it stands."""

    issue: Issue
    answer: Answer
    withheld: int


@dataclass(frozen=True)
class Source:
    text: str
    title: str
    published_on: date | None


@dataclass(frozen=True)
class LightTable:
    """The light of every task in every issue: `lights[number][code]`; empty for suspended and withheld ones."""

    lights: Mapping[int, Mapping[str, str]] = field(default_factory=dict)


def _number(head: IssueHead) -> int:
    return head.number


# -- which issue -----------------------------------------------------------------------------------------------------


def load_issue(slug: str, number: int | None = None) -> Issue:
    """The issue asked for, or the newest. Two questions. A plan without a public issue is not there."""
    heads = _heads(slug)
    if not heads:
        raise NotThere("plan-not-public", "没有这个计划，或者它还没有公开发布。", "There is no such public plan.")
    chosen = heads[-1] if number is None else next((head for head in heads if head.number == number), None)
    if chosen is None:
        raise NotThere("issue-not-there", f"没有公开发布过第{number}期。", f"Issue {number} has not been published.")
    header = json.loads(Publication.objects.values_list("header", flat=True).get(pk=chosen.id))
    return Issue(chosen, header, heads)


def _heads(slug: str) -> tuple[IssueHead, ...]:
    rows = Publication.objects.public().filter(plan__slug=slug).order_by("number")
    fields = ("id", "number", "kind", "as_of_on", "published_at", "digest")
    return tuple(
        IssueHead(pk, number, PublicationKind(kind), as_of, published_at, digest)
        for pk, number, kind, as_of, published_at, digest in rows.values_list(*fields)
    )


def list_plans() -> tuple[PlanFront, ...]:
    """Every plan with a public issue, the newest plan first. Two questions."""
    newest: dict[int, Publication] = {}
    rows = Publication.objects.public().order_by("plan_id", "number").defer("published_by")
    for publication in rows:
        newest[publication.plan_id] = publication
    lights: dict[int, list[tuple[str, bool]]] = {publication.pk: [] for publication in newest.values()}
    columns = (
        PublishedTask.objects.filter(publication_id__in=list(lights))
        .order_by()
        .values_list("publication_id", "light", "salt")
    )
    for publication_id, light, salt in columns:
        lights[publication_id].append((light, not salt))
    fronts = [_front(publication, lights[publication.pk]) for publication in newest.values()]
    return tuple(
        sorted(fronts, key=lambda front: (front.issue.plan["start_on"], front.issue.plan["slug"]), reverse=True)
    )


def _front(publication: Publication, rows: Sequence[tuple[str, bool]]) -> PlanFront:
    head = IssueHead(
        publication.pk,
        publication.number,
        PublicationKind(publication.kind),
        publication.as_of_on,
        publication.published_at,
        publication.digest,
    )
    standings = [TaskStanding("", Light(light) if light else None, UNSAID) for light, withheld in rows if not withheld]
    issue = Issue(head, json.loads(publication.header), (head,))
    return PlanFront(issue, answer(standings), sum(withheld for _, withheld in rows))


# -- what it says ----------------------------------------------------------------------------------------------------


def load_tasks(issue: Issue | IssueHead) -> tuple[FrozenTask, ...]:
    """Every task of one issue, in plan order, which also holds for rows whose columns were emptied. One question."""
    head = issue.head if isinstance(issue, Issue) else issue
    rows = PublishedTask.objects.filter(publication_id=head.id).order_by()
    tasks = [_frozen(*row) for row in rows.values_list("code", "body", "withholding__reason")]
    return tuple(sorted(tasks, key=lambda task: code_key(task.code)))


def _frozen(code: str, body: str, reason: str | None) -> FrozenTask:
    """A reason that is only proposed stays unsaid: the row still has its body."""
    return FrozenTask(code, json.loads(body)) if body else FrozenTask(code, None, reason or "")


def load_record(issue: Issue) -> tuple[FrozenIndicator, ...]:
    """The indicators of one issue in the order its header names them; none before schema 2. One question."""
    rows = PublishedIndicator.objects.filter(publication_id=issue.head.id).order_by()
    found = {row[0]: _frozen_indicator(*row) for row in rows.values_list("code", "body", "withholding__reason")}
    return tuple(found[code] for code, _ in issue.header.get("record", []) if code in found)


def _frozen_indicator(code: str, body: str, reason: str | None) -> FrozenIndicator:
    return FrozenIndicator(code, json.loads(body)) if body else FrozenIndicator(code, None, reason or "")


def load_history(issue: Issue, code: str) -> tuple[tuple[IssueHead, FrozenTask], ...]:
    """One task in the issues up to the one shown, oldest first; not there when this issue has no such task."""
    heads = {head.id: head for head in issue.so_far}
    rows = PublishedTask.objects.filter(publication_id__in=list(heads), code=code).order_by("publication__number")
    fields = ("publication_id", "code", "body", "withholding__reason")
    history = tuple((heads[pk], _frozen(*row)) for pk, *row in rows.values_list(*fields))
    if not history or history[-1][0] != issue.head:
        raise NotThere(
            "task-not-there", f"第{issue.number}期没有编号为{code}的任务。", f"Issue {issue.number} has no task {code}."
        )
    return history


def load_lights(issue: Issue) -> LightTable:
    """One question for all issues up to the one shown."""
    numbers = {head.id: head.number for head in issue.so_far}
    lights: dict[int, dict[str, str]] = {number: {} for number in numbers.values()}
    rows = (
        PublishedTask.objects.filter(publication_id__in=list(numbers))
        .order_by()
        .values_list("publication_id", "code", "light")
    )
    for publication_id, code, light in rows:
        lights[numbers[publication_id]][code] = light
    return LightTable(lights)


def load_headers(issue: Issue) -> tuple[tuple[IssueHead, Mapping[str, Any]], ...]:
    """The headers of the issues up to the one shown, oldest first."""
    heads = {head.id: head for head in issue.so_far}
    rows = Publication.objects.filter(pk__in=list(heads)).order_by("number").values_list("pk", "header")
    return tuple((heads[pk], json.loads(header)) for pk, header in rows)


def load_corrected_tasks(
    headers: Sequence[tuple[IssueHead, Mapping[str, Any]]],
) -> tuple[tuple[IssueHead, FrozenTask], ...]:
    """The rows that carry the corrections which these headers name. One question."""
    named = {(head.id, correction["code"]): head for head, header in headers for correction in header["corrections"]}
    rows = PublishedTask.objects.filter(
        publication_id__in={pk for pk, _ in named}, code__in={code for _, code in named}
    ).order_by("publication__number", "code_key")
    fields = ("publication_id", "code", "body", "withholding__reason")
    return tuple((named[pk, row[0]], _frozen(*row)) for pk, *row in rows.values_list(*fields) if (pk, row[0]) in named)


def load_corrected_indicators(
    headers: Sequence[tuple[IssueHead, Mapping[str, Any]]],
) -> tuple[tuple[IssueHead, FrozenIndicator], ...]:
    """The same for the record. One question."""
    named = {(head.id, correction["code"]): head for head, header in headers for correction in header["corrections"]}
    rows = PublishedIndicator.objects.filter(
        publication_id__in={pk for pk, _ in named}, code__in={code for _, code in named}
    ).order_by("publication__number", "place")
    fields = ("publication_id", "code", "body", "withholding__reason")
    return tuple(
        (named[pk, row[0]], _frozen_indicator(*row)) for pk, *row in rows.values_list(*fields) if (pk, row[0]) in named
    )


def load_source(issue: Issue) -> Source:
    """The text the issue names by its digest."""
    row = (
        SourceDocument.objects.filter(plan__slug=issue.plan["slug"], sha256=issue.header["source"]["sha256"])
        .values_list("text", "title", "published_on")
        .first()
    )
    if row is None:
        raise NotThere("source-not-there", "本期未附计划原文。", "This issue comes without the text of the plan.")
    return Source(*row)


def task_rows(issue: Issue, tasks: Sequence[FrozenTask]) -> QuerySet[PublishedTask]:
    """The rows of an issue to sort and filter, with the order of the plan as `order_key`, withheld ones included.

    They come without their bodies, which `load_tasks` has read already.
    """
    emptied = [When(code=task.code, then=Value(code_key(task.code))) for task in tasks if task.body is None]
    rows = PublishedTask.objects.filter(publication_id=issue.head.id).defer("body", "salt", "sha256", "words")
    return rows.annotate(order_key=Case(*emptied, default=F("code_key")) if emptied else F("code_key")).order_by(
        "order_key"
    )
