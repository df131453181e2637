"""What is known of a task at one moment, ready to be told: its facts with the words, people and origins around them."""

from dataclasses import dataclass
from datetime import date

from plans.rules.shapes import MilestoneFacts, TargetFacts, TaskFacts
from plans.rules.vocabulary import Commitment, CorrectionKind, Origin


@dataclass(frozen=True)
class PassageRecord:
    """Code points `[start, end)` of the source text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class OriginRecord:
    """Who says so: a passage of the plan, or a decision (office, day, document number, reason)."""

    kind: Origin
    passage: PassageRecord | None = None
    office: str = ""
    on: date | None = None
    document_number: str = ""
    reason: str = ""


@dataclass(frozen=True)
class DepartmentRecord:
    slug: str
    name: str
    name_en: str
    category: str
    sort: int


@dataclass(frozen=True)
class SectionRecord:
    """`number` is its place in the outline (“2.3”), `marker` what the document prints (“（三）”, “四是”)."""

    number: str
    marker: str
    title: str


@dataclass(frozen=True)
class TargetRecord:
    facts: TargetFacts
    goal_text: str
    value_text: str | None
    commitment: Commitment
    origin: OriginRecord
    value_as_of: date | None = None


@dataclass(frozen=True)
class MilestoneRecord:
    facts: MilestoneFacts
    origin: OriginRecord


@dataclass(frozen=True)
class CorrectionRecord:
    """A figure of an earlier issue that this one puts right."""

    target_key: str
    target_name: str
    unit: str
    as_of: date
    was: str
    now: str
    kind: CorrectionKind
    reason: str


@dataclass(frozen=True)
class TaskRecord:
    facts: TaskFacts
    title: str
    area: SectionRecord
    measure: SectionRecord | None
    passages: tuple[PassageRecord, ...]
    due_on: date
    due_is_inferred: bool
    terms_origin: OriginRecord
    lead: DepartmentRecord | None = None
    lead_origin: OriginRecord | None = None
    joint_leads: tuple[DepartmentRecord, ...] = ()
    cooperating: tuple[DepartmentRecord, ...] = ()
    targets: tuple[TargetRecord, ...] = ()
    milestones: tuple[MilestoneRecord, ...] = ()
    is_sensitive: bool = False
    progress: str = ""
    public_progress: str = ""
    problems: str = ""
    next_measures: str = ""
    update_name: str | None = None
    figures_as_of: date | None = None
    closed_out_on: date | None = None
    corrections: tuple[CorrectionRecord, ...] = ()
