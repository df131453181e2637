"""The fields of the update form, ready to be drawn: what was typed, what was there before, and the fault at each field."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from plans.admin.bars import Bullet, LightLine, bullet, light_line
from plans.admin.comparison import Comparison
from plans.admin.contents import allowed_falls, content_of, typed_value
from plans.admin.words import days_late, fall_words, share, signed
from plans.models.choices import LABELS
from plans.models.words import is_english
from plans.queries.workplace import Desk, EarlierFigure, WorkItem
from plans.rules.records import MilestoneRecord, TargetRecord
from plans.rules.reporting_checks import goes_down, has_fallen_back
from plans.rules.shapes import PartStanding
from plans.rules.standing import capped
from plans.rules.vocabulary import CorrectionKind, Origin, TargetKind


@dataclass(frozen=True)
class Choice:
    value: str
    words: str
    is_chosen: bool


@dataclass(frozen=True)
class Quantity:
    """One target: its last figure, what was typed, and what that would come to."""

    key: str
    name: str
    unit: str
    goal: str
    origin: Origin
    last: str
    last_as_of: date | None
    last_share: str
    typed: str
    hint: str
    fault: str
    falls: tuple[Choice, ...]
    fall_is_open: bool
    goes_down: bool
    is_slip: bool
    fall_reason: str
    restatement: "Restating | None"


@dataclass(frozen=True)
class Restating:
    """更正前期数据 of one target."""

    rounds: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    typed: str
    reason: str
    faults: Mapping[str, str]

    @property
    def is_open(self) -> bool:
        return bool(self.typed or self.reason or self.faults)


@dataclass(frozen=True)
class Node:
    """One milestone."""

    key: str
    title: str
    due_on: date
    reached_on: date | None
    days_late: int
    typed: str
    fault: str
    origin: Origin


@dataclass(frozen=True)
class Live:
    """提交后会显示为: computed by the same rules on what was typed; nothing of it is stored.

    Said only where nothing typed is at fault: a figure left out would show the last one in its place.
    """

    completion: str
    was: str
    scheduled: str
    bar: Bullet | None
    light: LightLine
    formula: str


@dataclass(frozen=True)
class Drawn:
    quantities: tuple[Quantity, ...]
    nodes: tuple[Node, ...]
    texts: Mapping[str, str]
    live: Live | None
    seen_revision: int
    faults: tuple[tuple[str, str], ...]


def draw_form(
    desk: Desk,
    item: WorkItem,
    comparison: Comparison,
    *,
    typed: Mapping[str, str],
    faults: Mapping[str, str],
    earlier: Mapping[str, Sequence[EarlierFigure]],
) -> Drawn:
    record = item.record
    at_fault = [(name, words) for name, words in faults.items() if name != "reason"]
    parts = {part.key: part for part in comparison.now.parts}
    was = {part.key: part for part in (comparison.before or item.standing).parts}
    quantities = tuple(
        _quantity(
            row,
            typed=typed,
            faults=faults,
            now=parts[row.facts.key],
            was=was[row.facts.key],
            earlier=earlier.get(row.facts.key, ()),
        )
        for row in record.targets
    )
    return Drawn(
        quantities=quantities,
        nodes=tuple(_node(row, typed, faults, desk.round.as_of_on) for row in record.milestones),
        texts={name: typed.get(name, "") for name in ("progress", "public_progress", "problems", "next_measures")},
        live=None if at_fault else _live(comparison, record.targets),
        seen_revision=_revision(item, typed),
        faults=tuple(at_fault),
    )


def _revision(item: WorkItem, typed: Mapping[str, str]) -> int:
    """A form shown again after a conflict goes on from what is stored now, which stands beside it."""
    if "seen_revision" in typed and "preview" in typed:
        text = typed["seen_revision"]
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else -1
    return item.update.revision if item.update else 0


def _quantity(
    target: TargetRecord,
    *,
    typed: Mapping[str, str],
    faults: Mapping[str, str],
    now: PartStanding,
    was: PartStanding,
    earlier: Sequence[EarlierFigure],
) -> Quantity:
    facts = target.facts
    text = typed.get(f"quantity_{facts.key}", "")
    value = typed_value(text, target)
    last = facts.value
    has_fallen = value is not None and last is not None and has_fallen_back(facts, value=value, last=last)
    chosen = typed.get(f"fall_{facts.key}", "")
    fault = faults.get(f"quantity_{facts.key}", "")
    return Quantity(
        key=facts.key,
        name=facts.name,
        unit=facts.unit,
        goal=f"{target.goal_text}{facts.unit}" if target.goal_text else "",
        origin=target.origin.kind,
        last=f"{target.value_text}{facts.unit}" if target.value_text is not None else "",
        last_as_of=target.value_as_of,
        last_share="" if was.completion is None else share(was.completion),
        typed=text,
        hint="" if fault else _hint(target, now, text),
        fault=fault,
        falls=tuple(
            Choice(kind.value, fall_words(kind, target), kind.value == chosen) for kind in allowed_falls(target)
        ),
        fall_is_open=has_fallen,
        goes_down=goes_down(facts),
        is_slip=chosen == "" and f"fall_{facts.key}" in typed,
        fall_reason=typed.get(f"fall_reason_{facts.key}", ""),
        restatement=_restating(facts.key, facts.unit, typed, faults, earlier) if earlier else None,
    )


def _hint(target: TargetRecord, now: PartStanding, text: str) -> str:
    """“+3 → 85.00%” once something clear was typed."""
    value = typed_value(text, target)
    if value is None:
        return ""
    moved = "" if target.facts.value is None else signed(value - target.facts.value)
    if now.completion is None:
        return moved
    return f"{moved} → {share(now.completion)}".strip()


def _restating(
    key: str, unit: str, typed: Mapping[str, str], faults: Mapping[str, str], earlier: Sequence[EarlierFigure]
) -> Restating:
    chosen = typed.get(f"restatement_round_{key}", "")
    kind = typed.get(f"restatement_kind_{key}", CorrectionKind.ERROR.value)
    names = ("restatement_round", "restatement", "restatement_kind", "restatement_reason")
    return Restating(
        rounds=tuple(
            Choice(
                str(row.round_number),
                gettext("Round %(number)s: %(figure)s") % {"number": row.round_number, "figure": f"{row.text}{unit}"},
                str(row.round_number) == chosen,
            )
            for row in earlier
        ),
        kinds=tuple(
            Choice(member.value, str(label), member.value == kind) for member, label in LABELS[CorrectionKind].items()
        ),
        typed=typed.get(f"restatement_{key}", ""),
        reason=typed.get(f"restatement_reason_{key}", ""),
        faults={name: faults[f"{name}_{key}"] for name in names if f"{name}_{key}" in faults},
    )


def _node(row: MilestoneRecord, typed: Mapping[str, str], faults: Mapping[str, str], as_of: date) -> Node:
    facts = row.facts
    return Node(
        key=facts.key,
        title=facts.title,
        due_on=facts.due_on,
        reached_on=facts.reached_on,
        days_late=days_late(facts.due_on, as_of=as_of) if facts.reached_on is None else 0,
        typed=typed.get(f"milestone_{facts.key}", ""),
        fault=faults.get(f"milestone_{facts.key}", ""),
        origin=row.origin.kind,
    )


def _live(comparison: Comparison, targets: Sequence[TargetRecord]) -> Live:
    now, before = comparison.now, comparison.before
    shown = now.completion is not None
    return Live(
        completion=share(now.completion) if shown else "",
        was=share(before.completion) if before and before.completion is not None else "",
        scheduled=share(now.scheduled) if now.scheduled is not None else "",
        bar=bullet(now, bar=12),
        light=light_line(now),
        formula=_formula(comparison, targets),
    )


def _formula(comparison: Comparison, targets: Sequence[TargetRecord]) -> str:
    """“(85.00% + 36.67%) ÷ 2”, where the parts weigh the same and count from nought. Each enters with 100 % at most."""
    rows = [row for row in targets if row.facts.kind in (TargetKind.CUMULATIVE, TargetKind.SCOPE)]
    plain = all(row.facts.weight == 1 and not row.facts.baseline and row.facts.goal for row in rows)
    if comparison.now.completion is None or len(rows) < 2 or not plain or len(rows) != len(targets):
        return ""
    shares = [part.completion for part in comparison.now.parts]
    if any(value is None for value in shares):
        return ""
    entering = [share(capped(value)) for value in shares]
    words = f"({' + '.join(entering)}) ÷ {len(rows)}" if is_english() else f"（{'+'.join(entering)}）÷{len(rows)}"
    return words + gettext("; what is above 100% counts as 100%") if max(shares) > 1 else words


def stored_texts(item: WorkItem) -> list[tuple[str, str]]:
    """What is stored now, to stand beside what somebody typed into a form that had gone stale."""
    if item.update is None:
        return []
    content = content_of(item.update)
    names = {row.facts.key: row.facts for row in item.record.targets}
    titles = {row.facts.key: row.facts.title for row in item.record.milestones}
    lines = [(names[key].name, f"{text}{names[key].unit}") for key, text in content.quantities.items()]
    lines += [(titles[key], day.isoformat()) for key, day in content.milestones.items()]
    texts = {
        gettext("Progress"): content.progress,
        gettext("Progress, public version"): content.public_progress,
        gettext("Problems"): content.problems,
        gettext("Next measures"): content.next_measures,
    }
    return lines + [(name, words) for name, words in texts.items() if words]
