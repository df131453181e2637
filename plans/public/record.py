"""The record of indicators: what the document reports of the time before, area by area, in its own order and words."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext, pgettext

from plans.models.choices import LABELS
from plans.models.words import day, gap_words, goal_words, level_or_rate, period_words, rank_words, signed_percent
from plans.public.changes import FIGURE_NAMES
from plans.public.shares import Share, added_figures, share_of, sides_of, value_words
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
class Ground:
    """Which of its figures people put right or added, and on what decision."""

    figures: str
    is_right: bool
    because: str


@dataclass(frozen=True)
class Earlier:
    period: str
    words: str
    stated: str
    is_added: bool


@dataclass(frozen=True)
class Growth:
    words: str
    is_down: bool
    basis: str = ""
    is_added: bool = False


@dataclass(frozen=True)
class Line:
    """An indicator in its place. `period` only where it is not that of the page.

    `marked` are the figures that people said; `stated` is what the document says where they put it right.
    """

    code: str
    name: str
    whole: str
    period: str
    value: str
    growth: tuple[Growth, ...]
    share: Share | None
    marked: frozenset[str]
    grounds: tuple[Ground, ...]
    stated: str
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
    marked: frozenset[str]


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
            marked=added_figures(value),
            grounds=tuple(_grounds(value)),
            stated=_stated(body, value),
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
    added = added_figures(value)
    if value["yoy"]:
        yield Growth(signed_percent(value["yoy"]), value["yoy"].startswith("-"), is_added="yoy" in added)
    if value["growth"]:
        basis = str(LABELS[GrowthBasis][GrowthBasis(value["growth_basis"])]) if value["growth_basis"] else ""
        yield Growth(signed_percent(value["growth"]), value["growth"].startswith("-"), basis, "growth" in added)


MAIN_FIGURES = ("value", "yoy", "growth", "share_of_plan", "stated_gap")


def _grounds(value: Mapping[str, Any]) -> Iterable[Ground]:
    """Of figures that stand beside words of the document and are not its own. A figure taken away names no decision."""
    if not value["passages"]:
        return
    stated, added = _stated_figures(value), added_figures(value)
    found: dict[tuple[bool, str], list[str]] = {}
    for name in MAIN_FIGURES:
        if name in added or name in stated:
            told = [value["origins"].get(one) for one in (name, *sides_of(name))]
            because = next((_because(origin) for origin in told if origin and origin["kind"] != "plan"), "")
            found.setdefault((name in stated, because), []).append(str(FIGURE_NAMES[name]))
    for (is_right, because), names in found.items():
        yield Ground(pgettext("between words", ", ").join(names), is_right, because)


def _stated_figures(value: Mapping[str, Any]) -> Mapping[str, str]:
    """What the document says otherwise. About 30 in place of 30 is another value too."""
    stated = value.get("stated") or {}
    return {name: value[name] for name in MAIN_FIGURES if not stated.keys().isdisjoint(sides_of(name))} | dict(stated)


def _stated(body: Mapping[str, Any], value: Mapping[str, Any]) -> str:
    said = dict.fromkeys(MAIN_FIGURES) | {"operator": value["operator"], "growth_basis": value["growth_basis"]}
    said |= _stated_figures(value)
    share = share_of(said)
    growth = [_named(part.basis or FIGURE_NAMES["growth"], part.words) for part in _growth(said | {"yoy": None})]
    yoy = gettext("year on year %(rate)s") % {"rate": signed_percent(said["yoy"])} if said["yoy"] else ""
    gap = gap_words(Fraction(said["stated_gap"])) if said["stated_gap"] else ""
    words = [
        value_words(body, said),
        yoy,
        *growth,
        _named(FIGURE_NAMES["share_of_plan"], share.share) if share else "",
        gap,
    ]
    return gettext(", ").join(word for word in words if word)


def _named(figure: str, words: str) -> str:
    return gettext("%(figure)s %(words)s") % {"figure": figure, "words": words}


def _notes(body: Mapping[str, Any], value: Mapping[str, Any]) -> Iterable[Note]:
    """What people added: the goal of the year first, then what it is compared with, then what kind of figure it is."""
    if body["goal"]:
        goal = goal_words(body["goal"], body["unit"], body["goal_operator"])
        yield _note(gettext("goal of the year %(goal)s") % {"goal": goal}, body["origins"]["goal"])
    if value["average"]:
        average = level_or_rate(value["average"], body["unit"])
        yield _note(gettext("city average %(average)s") % {"average": average}, value["origins"]["average"])
    if value["rank"]:
        yield _note(gettext("rank %(rank)s") % {"rank": rank_words(value["rank"])}, value["origins"]["rank"])
    if body["nature"]:
        yield _note(str(LABELS[Force][Force(body["nature"])]), body["origins"]["nature"])
    if body["frequency"]:
        yield _note(str(LABELS[Frequency][Frequency(body["frequency"])]), body["origins"]["frequency"])
    if body["source_unit"]:
        yield _note(gettext("source: %(unit)s") % {"unit": body["source_unit"]}, body["origins"]["source_unit"])


def _note(words: str, origin: Mapping[str, Any]) -> Note:
    if origin["kind"] == "plan":
        return Note(words, "plan", "")
    return Note(words, origin["kind"], _because(origin))


def _because(origin: Mapping[str, Any]) -> str:
    told = [origin["office"], day(origin["on"]), origin["document_number"], origin["reason"]]
    return pgettext("between facts", " · ").join(part for part in told if part)


def _earlier(body: Mapping[str, Any]) -> Iterable[Earlier]:
    """The values of other periods, newest first."""
    for value in body["values"][1:]:
        growth = gettext(", ").join(part.words for part in _growth(value))
        words = [value_words(body, value), growth]
        told = gettext(", ").join(part for part in words if part)
        yield Earlier(_period(_span(value)), told, _stated(body, value), bool(added_figures(value)))


def _explained(bodies: Iterable[Mapping[str, Any]]) -> Iterable[Explained]:
    for body in bodies:
        value = body["values"][0]
        share = share_of(value)
        if share is not None:
            calendar = f"{value['calendar']['scheduled_percent']}%" if value["calendar"] else ""
            end_on = value["period"]["end_on"]
            yield Explained(body["code"], body["name"], share, end_on, calendar, added_figures(value))
