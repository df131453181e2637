"""What each stage hands to the next, and what the last one hands out.

All offsets are code points in `Document.text`, half open. `Document.normal` is the same text with punctuation, digits
and spaces of both widths made one, character for character: stages match on it and quote from the original.
"""

import re
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal

SectionKind = Literal["retrospective", "plan", "targets", "problems", "other"]
TargetKind = Literal["cumulative", "level", "growth", "scope"]
Commitment = Literal["plain", "ensure", "strive", "expect", "qualitative"]
Operator = Literal["=", "≈", ">", "≥", "<", "≤"]


@dataclass(frozen=True)
class Span:
    start: int
    end: int


@dataclass(frozen=True)
class Table:
    """Rows of cells by their places in the text; a merged cell has the same place in all it covers."""

    start: int
    end: int
    rows: tuple[tuple[Span, ...], ...]


@dataclass(frozen=True)
class Document:
    """Bytes made text (`documents`), with what only the file can tell: its tables, its own title and day."""

    text: str
    normal: str
    encoding: str
    tables: tuple[Table, ...] = ()
    title: str = ""
    published_on: date | None = None


@dataclass(frozen=True)
class Page:
    """The document without what the web site put around it (`blocks`): its title and its paragraphs."""

    title: str
    subtitle: str
    published_on: date | None
    blocks: tuple[Span, ...]


@dataclass(frozen=True)
class Segment:
    """What stands between two semicolons; its clauses stand between commas."""

    start: int
    end: int
    clauses: tuple[Span, ...]


@dataclass(frozen=True)
class Sentence:
    """What ends with 。！？ or with its paragraph (`sentences`)."""

    start: int
    end: int
    segments: tuple[Segment, ...]


@dataclass(frozen=True)
class Period:
    label: str
    start_on: date
    end_on: date
    inferred: bool = False


@dataclass(frozen=True)
class Section:
    """A heading and all below it. `body` is where the text under the heading begins."""

    id: str
    parent: str | None
    level: int
    marker: str
    title: str
    kind: SectionKind
    start: int
    end: int
    body: int


@dataclass(frozen=True)
class Measure:
    """The lowest numbered unit of the plan part; `area` and `number` are the first two places of its tasks' codes."""

    id: str
    section: str
    area: int
    number: int
    marker: str
    title: str
    start: int
    end: int
    body: int


@dataclass(frozen=True)
class Outline:
    """Sections and measures in document order (`outline`)."""

    region: str
    period: Period | None
    plan_period: Period | None
    sections: tuple[Section, ...]
    measures: tuple[Measure, ...]


@dataclass(frozen=True)
class Quantity:
    """A number with its unit as written (`quantities`). `start` takes in the words that qualify it (约, 近, 不少于)."""

    start: int
    end: int
    number_start: int
    value: str
    unit: str
    operator: Operator
    upper: str | None = None
    doubling: bool = False


@dataclass(frozen=True)
class Task:
    """Clauses of one measure that one department can answer for. `code` is area.measure.ordinal.

    `lead` and `cooperating` are departments as the document names them, `due_text` its words for by when; `due_on` is
    the day they mean, where they mean one. A report mostly names none of them, a task breakdown all.
    """

    id: str
    code: str
    measure: str
    title: str
    start: int
    end: int
    lead: str = ""
    cooperating: tuple[str, ...] = ()
    due_text: str = ""
    due_on: date | None = None


@dataclass(frozen=True)
class SentenceReading:
    """What became of one sentence of the plan part, and why it was set aside if it was."""

    start: int
    end: int
    disposition: Literal["task", "set_aside", "open"]
    reason: str | None


@dataclass(frozen=True)
class Target:
    id: str
    measure: str | None
    task: str | None
    kind: TargetKind
    basis: Literal["flow", "net", "stock"] | None
    force: Literal["binding", "anticipatory"] | None
    name: str
    value: str
    unit: str
    operator: Operator
    commitment: Commitment
    start: int
    end: int
    upper: str | None = None


@dataclass(frozen=True)
class Observation:
    """A figure that was reached. `value` is None where only a rate of growth is given.

    `share_of_whole` is the 71 of 占比71% behind a value; `share_of_plan` is of what was planned.
    """

    id: str
    section: str | None
    class_: str
    name: str
    value: str | None
    unit: str | None
    operator: Operator
    yoy: str | None
    growth: str | None
    growth_basis: Literal["annual_avg", "period"] | None
    share_of_plan: str | None
    schedule_gap: str | None
    parent: str | None
    group: str | None
    start: int
    end: int
    share_of_whole: str | None = None
    flags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Finding:
    """Something about the document's own figures that a person should look at. Nothing is changed for it."""

    code: str
    message: str
    start: int
    end: int


@dataclass(frozen=True)
class Coverage:
    sentences: int
    in_tasks: int
    set_aside: int
    open: int


@dataclass(frozen=True)
class Reading:
    text: str
    title: str
    region: str
    period: Period | None
    plan_period: Period | None
    published_on: date | None
    sections: tuple[Section, ...]
    measures: tuple[Measure, ...]
    tasks: tuple[Task, ...]
    targets: tuple[Target, ...]
    observations: tuple[Observation, ...]
    findings: tuple[Finding, ...]
    sentences: tuple[SentenceReading, ...]
    coverage: Coverage

    def as_json(self) -> dict[str, object]:
        """The reading as plain data: numbers are decimal strings as written (1,200 too), dates ISO, offsets into `text`."""
        plain: dict[str, Any] = {name: _plain(value) for name, value in asdict(self).items()}
        for item in (*plain["targets"], *plain["observations"]):
            item["value"] = _as_written(item["value"], self.text[item["start"] : item["end"]])
        return plain


_GROUPED = re.compile("[0-9]{1,3}+(?:[,，][0-9]{3})++(?:\\.[0-9]++)?")


def _as_written(value: str | None, words: str) -> str | None:
    """With the separators of thousands that stand in the text; reading computes without them."""
    if value is None or value in words:
        return value
    plain = (match[0] for match in _GROUPED.finditer(words))
    return next((text.replace("，", ",") for text in plain if text.replace(",", "").replace("，", "") == value), value)


def _plain(value: object) -> object:
    """Dataclasses' own dictionaries with dates as text, `class_` by its JSON name and without inner offsets."""
    if isinstance(value, dict):
        return {_JSON_NAMES.get(key, key): _plain(part) for key, part in value.items() if key not in _INNER}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value


_JSON_NAMES = {"class_": "class"}
_INNER = {"body"}
