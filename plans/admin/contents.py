"""What a person typed, or what a stored version says, as the content of an update; and the task as it would then stand.

Nothing here is stored. A posted field that may not be set, such as a milestone settled earlier, is passed over.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from plans.actions.reporting import Restatement, UpdateContent
from plans.models import Update
from plans.queries.workplace import EarlierFigure
from plans.rules.figures import parse_figure
from plans.rules.records import TargetRecord, TaskRecord
from plans.rules.reporting_checks import Fall, fall_kinds, farther_back, has_fallen_back
from plans.rules.said import Refused
from plans.rules.vocabulary import CorrectionKind, FallKind

Earlier = Mapping[str, Sequence[EarlierFigure]]
"""By target key, newest round first."""

TEXTS = ("progress", "public_progress", "problems", "next_measures")


def content_from(post: Mapping[str, str], record: TaskRecord) -> tuple[UpdateContent, list[Refused]]:
    """What was typed, with the faults that only the form can have, each at its field."""
    faults: list[Refused] = []
    restatements = {}
    falls = {}
    for target in record.targets:
        key = target.facts.key
        restated = _restatement(post, key, faults)
        if restated is not None:
            restatements[key] = restated
        fall = _fall(post, target, restated)
        if fall is not None:
            falls[key] = fall
    content = UpdateContent(
        quantities={t.facts.key: _text(post, f"quantity_{t.facts.key}") for t in record.targets},
        falls=falls,
        restatements=restatements,
        milestones=_milestones(post, record, faults),
        **{name: _text(post, name) for name in TEXTS},
    )
    return content, faults


def _text(post: Mapping[str, str], name: str) -> str:
    """PostgreSQL takes no NUL in a text."""
    return post.get(name, "").replace("\x00", "").strip()


def _restatement(post: Mapping[str, str], key: str, faults: list[Refused]) -> Restatement | None:
    now_text, reason = _text(post, f"restatement_{key}"), _text(post, f"restatement_reason_{key}")
    if not now_text and not reason:
        return None
    number = _text(post, f"restatement_round_{key}")
    kind = _text(post, f"restatement_kind_{key}")
    if not number.isascii() or not number.isdecimal() or len(number) > 6:
        faults.append(
            Refused("round-missing", "请选择要更正哪一期。", "Choose the round.", field=f"restatement_round_{key}")
        )
        return None
    if kind not in [member.value for member in CorrectionKind]:
        faults.append(Refused("kind-missing", "请选择更正类别。", "Choose the kind.", field=f"restatement_kind_{key}"))
        return None
    if not reason:
        faults.append(
            Refused(
                "correction-without-reason",
                "请填写更正理由。",
                "Give the reason for the correction.",
                field=f"restatement_reason_{key}",
            )
        )
        return None
    return Restatement(int(number), now_text, CorrectionKind(kind), reason)


def _fall(post: Mapping[str, str], target: TargetRecord, restated: Restatement | None) -> Fall | None:
    """Only where the figure has fallen: a choice left over from an earlier try would be stored without a reason."""
    key = target.facts.key
    kind = _text(post, f"fall_{key}")
    if kind not in [member.value for member in FallKind]:
        return None
    value = typed_value(_text(post, f"quantity_{key}"), target)
    last = target.facts.value
    if restated is not None and last is not None:
        corrected = typed_value(restated.now_text, target)
        last = last if corrected is None else farther_back(target.facts, last, corrected)
    if value is None or last is None or not has_fallen_back(target.facts, value=value, last=last):
        return None
    return Fall(FallKind(kind), _text(post, f"fall_reason_{key}"))


def _milestones(post: Mapping[str, str], record: TaskRecord, faults: list[Refused]) -> dict[str, date]:
    found = {}
    for milestone in record.milestones:
        name = f"milestone_{milestone.facts.key}"
        typed = _text(post, name)
        if milestone.facts.reached_on is not None or not typed:
            continue
        try:
            found[milestone.facts.key] = date.fromisoformat(typed)
        except ValueError:
            faults.append(
                Refused(
                    "date-unclear",
                    f"“{typed}”不是日期，请按“2023-11-30”的格式填写。",
                    f"“{typed}” is no date; write it like 2023-11-30.",
                    field=name,
                )
            )
    return found


def typed_value(typed: str, target: TargetRecord) -> Fraction | None:
    """None where nothing clear was typed."""
    try:
        return parse_figure(typed, unit=target.facts.unit).value
    except Refused:
        return None


def content_of(update: Update) -> UpdateContent:
    """What a stored version says, from its rows."""
    quantities = list(update.quantities.all())
    return UpdateContent(
        quantities={row.target.key: row.value_text for row in quantities},
        falls={row.target.key: Fall(FallKind(row.fall_kind), row.fall_reason) for row in quantities if row.fall_kind},
        restatements={
            row.target.key: Restatement(row.round.number, row.now_text, CorrectionKind(row.kind), row.reason)
            for row in update.corrections.all()
        },
        milestones={row.milestone.key: row.reached_on for row in update.milestones.all()},
        **{name: getattr(update, name) for name in TEXTS},
    )


def post_of(content: UpdateContent) -> dict[str, str]:
    """The fields of the form that would say the same."""
    fields = {f"quantity_{key}": text for key, text in content.quantities.items()}
    for key, fall in content.falls.items():
        fields |= {f"fall_{key}": fall.kind.value, f"fall_reason_{key}": fall.reason}
    for key, restated in content.restatements.items():
        fields |= {
            f"restatement_round_{key}": str(restated.round_number),
            f"restatement_{key}": restated.now_text,
            f"restatement_kind_{key}": restated.kind.value,
            f"restatement_reason_{key}": restated.reason,
        }
    fields |= {f"milestone_{key}": day.isoformat() for key, day in content.milestones.items()}
    return fields | {name: getattr(content, name) for name in TEXTS}


def record_with(
    record: TaskRecord,
    content: UpdateContent,
    *,
    as_of: date,
    earlier: Earlier | None = None,
    is_no_change: bool = False,
) -> TaskRecord:
    """The task as it would stand with this content; a figure that cannot be read leaves the last one.

    `earlier` holds the figures that corrections may put right. Correcting the newest of them changes what stands.
    """
    targets = []
    for row in record.targets:
        key = row.facts.key
        target = _restated(row, content.restatements.get(key), (earlier or {}).get(key, ()))
        text = content.quantities.get(key, "")
        value = typed_value(text, target)
        if value is not None:
            target = replace(target, facts=replace(target.facts, value=value), value_text=text, value_as_of=as_of)
        targets.append(target)
    milestones = tuple(
        replace(row, facts=replace(row.facts, reached_on=content.milestones.get(row.facts.key, row.facts.reached_on)))
        for row in record.milestones
    )
    facts = replace(
        record.facts,
        targets=tuple(target.facts for target in targets),
        milestones=tuple(row.facts for row in milestones),
        updated_this_round=True,
    )
    texts = {} if is_no_change else {name: getattr(content, name) for name in TEXTS}
    return replace(record, facts=facts, targets=tuple(targets), milestones=milestones, **texts)


def _restated(target: TargetRecord, restated: Restatement | None, figures: Sequence[EarlierFigure]) -> TargetRecord:
    """With the figure that stands put right; one reported anew since then stays."""
    if restated is None or not figures or restated.round_number != figures[0].round_number:
        return target
    value = typed_value(restated.now_text, target)
    if value is None:
        return target
    return replace(target, facts=replace(target.facts, value=value), value_text=restated.now_text)


def figure_before(restated: Restatement, figures: Sequence[EarlierFigure]) -> str:
    """What was reported in the round that is put right."""
    return next((row.text for row in figures if row.round_number == restated.round_number), "")


def allowed_falls(target: TargetRecord) -> tuple[FallKind, ...]:
    return fall_kinds(target.facts)
