"""The record of indicators: what the document reports of the time before, area by area, in its own order and words."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext, pgettext

from plans.models.choices import LABELS
from plans.models.words import amount_words, day, level_or_rate, period_words, signed_percent
from plans.public.shares import Share, share_of, value_words
from plans.queries.published import FrozenIndicator, Issue, load_issue, load_record, load_source
from plans.rules.vocabulary import Force, Frequency, GrowthBasis

AFTER_ALL = 1 << 62


@dataclass(frozen=True)
class Quote:
    """`section` where the same is said elsewhere in the document; `is_there` while the text has these words there."""

    text: str
    section: str
    is_there: bool


@dataclass(frozen=True)
class Note:
    """Something said beside the figures, and who said it: an origin's code, and its decision in words."""

    words: str
    origin: str
    because: str


@dataclass(frozen=True)
class Earlier:
    period: str
    words: str


@dataclass(frozen=True)
class Growth:
    words: str
    is_down: bool
    basis: str = ""


@dataclass(frozen=True)
class Line:
    """An indicator in its place. `period` only where it is not that of the page."""

    code: str
    name: str
    whole: str
    period: str
    value: str
    growth: tuple[Growth, ...]
    share: Share | None
    notes: tuple[Note, ...]
    quotes: tuple[Quote, ...]
    earlier: tuple[Earlier, ...]
    corrected: bool
    added: bool
    is_again: bool = False

    @property
    def has_added_notes(self) -> bool:
        return any(note.origin != "plan" for note in self.notes)


@dataclass(frozen=True)
class Again:
    """The same indicator, where the document speaks of it once more; its figures stand at its line."""

    code: str
    name: str
    section: str
    is_again: bool = True


@dataclass
class Item:
    """A numbered item of an area, or the area itself; empty words where nothing stands above its lines."""

    words: str
    lines: list[Line | Again] = field(default_factory=list)


@dataclass
class Area:
    number: str
    words: str
    items: dict[str, Item] = field(default_factory=dict)

    @property
    def lines(self) -> list[Line]:
        return [line for item in self.items.values() for line in item.lines if isinstance(line, Line)]

    @property
    def has_shares(self) -> bool:
        return any(line.share for line in self.lines)


@dataclass(frozen=True)
class Explained:
    """How a share of the yearly plan is to be read; `calendar` only where the document states no lead or lag."""

    code: str
    name: str
    share: Share
    end_on: str
    calendar: str


@dataclass(frozen=True)
class RecordPage:
    issue: Issue
    title: str
    areas: tuple[Area, ...]
    total: int
    added: int
    withheld: tuple[FrozenIndicator, ...]
    explained: tuple[Explained, ...]
    findings: tuple[str, ...]


def build_record(slug: str, number: int | None = None) -> RecordPage:
    issue = load_issue(slug, number)
    record = load_record(issue)
    bodies = [row.body for row in record if row.body is not None]
    period = main_period(bodies)
    desk = _Desk(issue, load_source(issue).text, period)
    for body in bodies:
        desk.place(body)
    areas = desk.areas()
    return RecordPage(
        issue=issue,
        title=record_title(period),
        areas=areas,
        total=len(bodies),
        added=sum(line.added for area in areas for line in area.lines),
        withheld=tuple(row for row in record if row.body is None),
        explained=tuple(_explained(bodies)),
        findings=tuple(row["message"] for row in issue.header["source"].get("findings", [])),
    )


Span = tuple[str, str]


def main_period(bodies: Sequence[Mapping[str, Any]]) -> Span | None:
    """What most of the document's own values speak of."""
    values = [value for body in bodies for value in body["values"]]
    spans = Counter(_span(value) for value in [row for row in values if row["passages"]] or values)
    return spans.most_common(1)[0][0] if spans else None


def _span(value: Mapping[str, Any]) -> Span:
    return value["period"]["start_on"], value["period"]["end_on"]


def record_title(period: Span | None) -> str:
    """2023年上半年计划执行情况."""
    if period is None:
        return gettext("Record of execution")
    return gettext("Execution of the plan in %(period)s") % {"period": _period(period)}


def _period(span: Span) -> str:
    return period_words(date.fromisoformat(span[0]), date.fromisoformat(span[1]))


class _Desk:
    """Puts each indicator where the document speaks of it; what stands in no section comes last."""

    def __init__(self, issue: Issue, text: str, period: Span | None) -> None:
        self.text, self.period = text, period
        rows = issue.header["source"]["sections"]
        self.sections = {row["number"]: f"{row['marker']}{row['title']}" for row in rows}
        self.order = {row["number"]: index for index, row in enumerate(rows)}
        self.placed: list[tuple[tuple[int, int, int], str, Line | Again]] = []

    def place(self, body: Mapping[str, Any]) -> None:
        section = body["section"]["number"] if body["section"] else ""
        passages = body["values"][0]["passages"]
        first = int(passages[0]["start"]) if passages else AFTER_ALL
        self._put(section, first, body, self._line(body, section))
        for number, start in {row["section"]: int(row["start"]) for row in reversed(passages)}.items():
            if number != section:
                self._put(number, start, body, Again(body["code"], body["name"], self.sections.get(section, "")))

    def _put(self, section: str, start: int, body: Mapping[str, Any], line: Line | Again) -> None:
        order = (self.order.get(section, AFTER_ALL), start, int(body["place"]))
        self.placed.append((order, section, line))

    def areas(self) -> tuple[Area, ...]:
        areas: dict[str, Area] = {}
        for _, section, line in sorted(self.placed, key=lambda row: row[0]):
            number = self._area_of(section)
            words = self.sections.get(number, "") or gettext("Other indicators")
            items = areas.setdefault(number, Area(number, words)).items
            above = self.sections.get(section, "") if section != number else ""
            items.setdefault(section, Item(above)).lines.append(line)
        return tuple(areas.values())

    def _area_of(self, section: str) -> str:
        """An item stands in an area, whose number its own begins with."""
        area = ".".join(section.split(".")[:2])
        return area if area in self.sections else section

    def _line(self, body: Mapping[str, Any], section: str) -> Line:
        value = body["values"][0]
        return Line(
            code=body["code"],
            name=body["name"],
            whole=value["parent"]["name"] if value["parent"] else "",
            period="" if _span(value) == self.period else _period(_span(value)),
            value=value_words(body, value),
            growth=tuple(_growth(value)),
            share=share_of(value),
            notes=tuple(_notes(body, value)),
            quotes=tuple(self._quotes(value, section)),
            earlier=tuple(_earlier(body)),
            corrected=bool(body["corrections"]),
            added=not value["passages"],
        )

    def _quotes(self, value: Mapping[str, Any], section: str) -> Iterable[Quote]:
        for row in value["passages"]:
            is_there = self.text[int(row["start"]) : int(row["end"])] == row["text"]
            elsewhere = self.sections.get(row["section"], "") if row["section"] != section else ""
            yield Quote(row["text"], elsewhere, is_there)


def _growth(value: Mapping[str, Any]) -> Iterable[Growth]:
    if value["yoy"]:
        yield Growth(signed_percent(value["yoy"]), value["yoy"].startswith("-"))
    if value["growth"]:
        basis = str(LABELS[GrowthBasis][GrowthBasis(value["growth_basis"])]) if value["growth_basis"] else ""
        yield Growth(signed_percent(value["growth"]), value["growth"].startswith("-"), basis)


def _notes(body: Mapping[str, Any], value: Mapping[str, Any]) -> Iterable[Note]:
    """What people added: the goal of the year first, then what it is compared with, then what kind of figure it is."""
    if body["goal"]:
        yield _note(gettext("goal of the year %(goal)s") % {"goal": _goal(body)}, body["origins"]["goal"])
    if value["average"]:
        average = level_or_rate(value["average"], body["unit"])
        yield _note(gettext("city average %(average)s") % {"average": average}, value["origins"]["average"])
    if value["rank"]:
        yield _note(gettext("rank %(rank)s") % {"rank": value["rank"]}, value["origins"]["rank"])
    if body["nature"]:
        yield _note(str(LABELS[Force][Force(body["nature"])]), body["origins"]["nature"])
    if body["frequency"]:
        yield _note(str(LABELS[Frequency][Frequency(body["frequency"])]), body["origins"]["frequency"])
    if body["source_unit"]:
        yield _note(gettext("source: %(unit)s") % {"unit": body["source_unit"]}, body["origins"]["source_unit"])


def _goal(body: Mapping[str, Any]) -> str:
    """A level in the unit of the indicator, or a rate of growth."""
    text, unit = body["goal"], body["unit"]
    if text.endswith("%"):
        rate = amount_words(text.removesuffix("%"), "%", body["goal_operator"])
        return gettext("growth of %(rate)s") % {"rate": rate}
    return amount_words(text, unit, body["goal_operator"])


def _note(words: str, origin: Mapping[str, Any]) -> Note:
    if origin["kind"] == "plan":
        return Note(words, "plan", "")
    told = [origin["office"], day(origin["on"]), origin["document_number"], origin["reason"]]
    return Note(words, origin["kind"], pgettext("between facts", " · ").join(part for part in told if part))


def _earlier(body: Mapping[str, Any]) -> Iterable[Earlier]:
    """The values of other periods, newest first."""
    for value in body["values"][1:]:
        growth = gettext(", ").join(part.words for part in _growth(value))
        words = [value_words(body, value), growth]
        yield Earlier(_period(_span(value)), gettext(", ").join(part for part in words if part))


def _explained(bodies: Iterable[Mapping[str, Any]]) -> Iterable[Explained]:
    for body in bodies:
        value = body["values"][0]
        share = share_of(value)
        if share is not None:
            calendar = f"{value['calendar']['scheduled_percent']}%" if value["calendar"] else ""
            yield Explained(body["code"], body["name"], share, value["period"]["end_on"], calendar)
