"""One task: verdict, the plan's own sentence, targets, milestones, schedule against actual, who, and every issue."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext, ngettext, pgettext

from plans.models.choices import LABELS
from plans.models.words import day, gap_words, is_english
from plans.public.changes import Corrected, corrections_of
from plans.public.charts import Point, ScheduleChart, schedule_chart
from plans.public.departments import english_names
from plans.public.judged import goal_gap_words
from plans.public.lines import TaskLine, body_bar, percent_words, quantity_words, task_line
from plans.public.words import figures_words, said
from plans.queries.published import FrozenTask, Issue, IssueHead, load_history, load_issue, load_source, load_tasks
from plans.rules.bars import Bullet
from plans.rules.figures import from_exact
from plans.rules.vocabulary import Force, Light, Responsibility, ScheduleRule, TargetKind

CONTEXT_LENGTH = 90


@dataclass(frozen=True)
class Quote:
    before: str
    text: str
    after: str


@dataclass(frozen=True)
class Origin:
    kind: str
    words: str


@dataclass(frozen=True)
class TargetLine:
    name: str
    origin: Origin
    quantity: str
    completion: str
    gap: str
    light: str
    word: str
    reason: str
    notes: tuple[str, ...]
    bar: Bullet | None


@dataclass(frozen=True)
class MilestoneLine:
    """`state` is a light's code, for its icon."""

    title: str
    due_on: str
    reached_on: str
    state: str
    words: str
    origin: Origin


@dataclass(frozen=True)
class Entry:
    """One issue in the history of a task, with what it put right and what was later put right in it."""

    head: IssueHead
    line: TaskLine
    quantities: tuple[str, ...]
    progress: str
    corrections: tuple[Corrected, ...]
    corrected_later: tuple[Corrected, ...]


@dataclass(frozen=True)
class FigureRow:
    head: IssueHead
    values: tuple[str, ...]
    line: TaskLine


@dataclass(frozen=True)
class TaskPage:
    issue: Issue
    line: TaskLine
    body: Mapping[str, Any] | None
    quotes: tuple[Quote, ...]
    targets: tuple[TargetLine, ...]
    milestones: tuple[MilestoneLine, ...]
    chart: ScheduleChart | None
    figure_names: tuple[str, ...]
    figure_rows: tuple[FigureRow, ...]
    entries: tuple[Entry, ...]
    lead_origin: Origin | None
    due_origin: Origin | None
    rules: str
    names: Mapping[str, str]
    area: str = ""
    responsibility: str = ""


def build_task(slug: str, code: str, number: int | None = None) -> TaskPage:
    issue = load_issue(slug, number)
    history = load_history(issue, code)
    task = history[-1][1]
    body = task.body
    lines = [task_line(row) for _, row in history]
    names = english_names(load_tasks(issue)) if is_english() else {}
    return TaskPage(
        issue=issue,
        line=lines[-1],
        body=body,
        quotes=() if body is None else tuple(_quotes(body, load_source(issue).text)),
        targets=() if body is None else tuple(_target(row, names) for row in body["targets"]),
        milestones=()
        if body is None
        else tuple(_milestone(row, issue.head.as_of, names) for row in body["milestones"]),
        chart=None if body is None else _chart(history, body),
        figure_names=() if body is None else tuple(row["name"] for row in body["targets"]),
        figure_rows=() if body is None else tuple(_figure_row(head, row, body) for head, row in history),
        entries=tuple(_entries(history, lines)),
        lead_origin=None if body is None or not body["lead_origin"] else _origin(body["lead_origin"], names),
        due_origin=None if body is None else _origin(body["terms_origin"], names),
        names=names,
        rules="" if body is None else _rules(body["targets"]),
        area="" if body is None else body["area"]["number"].rpartition(".")[2],
        responsibility="" if body is None else str(LABELS[Responsibility][Responsibility(body["responsibility"])]),
    )


def _quotes(body: Mapping[str, Any], text: str) -> Iterable[Quote]:
    """Each passage with what stands around it in its own line."""
    for passage in body["passages"]:
        start, end = int(passage["start"]), int(passage["end"])
        if text[start:end] != passage["text"]:
            yield Quote("", passage["text"], "")
            continue
        first = text.rfind("\n", 0, start) + 1
        last = text.find("\n", end)
        before = text[first:start].lstrip()
        after = text[end : last if last >= 0 else len(text)].rstrip()
        yield Quote(_cut_front(before), passage["text"], _cut_back(after))


def _cut_front(words: str) -> str:
    if len(words) <= CONTEXT_LENGTH:
        return words
    stop = max(words.find(sign, len(words) - CONTEXT_LENGTH) for sign in "。；")
    return "……" + words[stop + 1 if stop >= 0 else len(words) - CONTEXT_LENGTH :]


def _cut_back(words: str) -> str:
    if len(words) <= CONTEXT_LENGTH:
        return words
    stops = [stop for sign in "。；" if (stop := words.find(sign)) >= 0]
    return words[: min([*stops, CONTEXT_LENGTH - 1]) + 1] + "……"


def _origin(row: Mapping[str, Any], names: Mapping[str, str]) -> Origin:
    """Where a thing comes from, as far as it may be told: office, day, document number; never a person."""
    if row["kind"] == "plan":
        return Origin("plan", gettext("said by the plan"))
    told = [names.get(row["office"], row["office"]), day(row["on"]), row["document_number"], row["reason"]]
    return Origin(row["kind"], pgettext("between facts", " · ").join(part for part in told if part))


def _target(row: Mapping[str, Any], names: Mapping[str, str]) -> TargetLine:
    light = Light(row["light"])
    gap = gap_words(from_exact(row["gap_pp"]))
    if row["goal_gap_points"] is not None:
        gap = goal_gap_words(row["goal_gap_points"])
    return TargetLine(
        name=row["name"],
        origin=_origin(row["origin"], names),
        quantity=quantity_words(row),
        completion=percent_words(row["completion_percent"]),
        gap=gap,
        light=light.value,
        word=str(LABELS[Light][light]),
        reason=said(row["reason"]),
        notes=tuple(_notes(row)),
        bar=body_bar(row, bar=12),
    )


def _notes(row: Mapping[str, Any]) -> Iterable[str]:
    kind = TargetKind(row["kind"])
    yield str(LABELS[TargetKind][kind])
    if row["force"]:
        yield str(LABELS[Force][Force(row["force"])])
    yield gettext("%(start)s to %(due)s") % {"start": day(row["start_on"]), "due": day(row["due_on"])}
    if row["list_missing"]:
        yield gettext("the list itself is not entered yet")


def _milestone(row: Mapping[str, Any], as_of: date, names: Mapping[str, str]) -> MilestoneLine:
    due = date.fromisoformat(row["due_on"])
    reached = date.fromisoformat(row["reached_on"]) if row["reached_on"] else None
    if reached and reached <= as_of:
        state, words = Light.DONE, gettext("reached %(day)s") % {"day": day(reached)}
    elif due < as_of:
        state, words = Light.LATE, _overdue((as_of - due).days)
    else:
        state, words = Light.ND, gettext("not yet due")
    return MilestoneLine(
        row["title"], row["due_on"], row["reached_on"] or "", state.value, words, _origin(row["origin"], names)
    )


def _overdue(days: int) -> str:
    return ngettext("overdue by %(days)s day", "overdue by %(days)s days", days) % {"days": days}


def _entries(history: Sequence[tuple[IssueHead, FrozenTask]], lines: Sequence[TaskLine]) -> Iterable[Entry]:
    """Newest first. What an issue had wrong is told in its entry too, with the issue that put it right."""
    listed = [corrections_of(task, listed_in=head) for head, task in history]
    everything = [corrected for rows in listed for corrected in rows]
    for (head, task), line, corrections in reversed(list(zip(history, lines, listed, strict=True))):
        yield Entry(
            head=head,
            line=line,
            quantities=() if task.body is None else tuple(_quantities(task.body)),
            progress="" if task.body is None else task.body["progress"],
            corrections=corrections,
            corrected_later=tuple(row for row in everything if row.number == head.number),
        )


def _quantities(body: Mapping[str, Any]) -> Iterable[str]:
    return (f"{row['name']}{quantity_words(row)}" for row in body["targets"] if row["value"] is not None)


def _figure_row(head: IssueHead, task: FrozenTask, newest: Mapping[str, Any]) -> FigureRow:
    """By the targets of the newest body; a target that an issue did not have stays empty."""
    values = {} if task.body is None else {row["key"]: row["value"] for row in task.body["targets"]}
    return FigureRow(head, tuple(values.get(row["key"]) or "—" for row in newest["targets"]), task_line(task))


def _rules(targets: Sequence[Mapping[str, Any]]) -> str:
    names = dict.fromkeys(str(LABELS[ScheduleRule][ScheduleRule(row["rule"])]) for row in targets)
    return pgettext("between words", ", ").join(names)


# -- schedule against actual -----------------------------------------------------------------------------------------


def _chart(history: Sequence[tuple[IssueHead, FrozenTask]], body: Mapping[str, Any]) -> ScheduleChart | None:
    points = [
        Point(head.as_of, from_exact(task.body["completion"]), from_exact(task.body["scheduled"]))
        for head, task in history
        if task.body is not None
    ]
    told = [point for point in points if point.completion is not None]
    if not told or body["completion"] is None:
        return None
    start = min([date.fromisoformat(row["start_on"]) for row in body["targets"]] + [told[0].on + timedelta(days=1)])
    first = min(start - timedelta(days=1), told[0].on)
    last = max(
        date.fromisoformat(body["due_on"]), told[-1].on, *(date.fromisoformat(row["due_on"]) for row in body["targets"])
    )
    return schedule_chart(
        points,
        window=(first, last),
        schedule=_schedule(points, first, last, body),
        label=gettext(
            "Schedule against actual as of %(day)s: %(sentence)s. The figures of every issue are in the table below."
        )
        % {"day": day(told[-1].on), "sentence": figures_words(body)},
        light=body["light"],
        words=(
            gettext("scheduled %(share)s") % {"share": percent_words(body["scheduled_percent"])},
            gettext("actual %(share)s") % {"share": percent_words(body["completion_percent"])},
        ),
        month_names=_month_names(),
    )


def _schedule(
    points: Sequence[Point], first: date, last: date, body: Mapping[str, Any]
) -> Iterable[tuple[date, Fraction]]:
    """The schedule as the issues froze it, carried on to the due date where a rule says that all is due then."""
    frozen = [(point.on, point.scheduled) for point in points if point.scheduled is not None]
    if not frozen:
        return []
    if any(row["rule"] == "stated" for row in body["targets"]):
        return frozen
    begin = [(first, Fraction(0))] if frozen[0][0] > first else []
    return [*begin, *frozen, *([(last, Fraction(1))] if frozen[-1][0] < last else [])]


def _month_names() -> list[str]:
    if is_english():
        return ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    return [f"{month}月" for month in range(1, 13)]
