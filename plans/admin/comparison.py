"""上期 / 本期 / 变化 of one item, and what the automatic checks have to say about it. Records in, rows out."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from django.utils.html import format_html
from django.utils.translation import gettext, ngettext

from plans.actions.reporting import UpdateContent
from plans.admin.bars import Bullet, LightLine, bullet, light_line
from plans.admin.contents import Earlier, content_of, figure_before, record_with
from plans.admin.words import fall_words, joined, share, signed, text_changes
from plans.models.choices import LABELS
from plans.models.words import day, gap_words
from plans.queries.workplace import Desk, WorkItem, list_earlier_figures
from plans.rules.figures import gap_size, plain_number
from plans.rules.lights import is_ceiling
from plans.rules.records import TargetRecord, TaskRecord
from plans.rules.reporting_checks import goes_down
from plans.rules.shapes import LightRules, PartStanding, TaskStanding
from plans.rules.standing import goals_reached, task_standing
from plans.rules.vocabulary import CorrectionKind, Light, TargetKind

WHOLE_UNITS = frozenset(["家", "个", "人", "户", "项", "座", "所", "场次", "场", "名", "处", "件", "辆", "次"])
TOO_MUCH = Fraction(3, 2)
"""Of the goal. Nothing is refused above it: some goals are passed by far."""


@dataclass(frozen=True)
class Row:
    name: str
    before: str
    now: str
    change: str
    bar: Bullet | None = None
    light_before: LightLine | None = None
    light_now: LightLine | None = None


@dataclass(frozen=True)
class Comparison:
    item: WorkItem
    rows: tuple[Row, ...]
    remarks: tuple[str, ...]
    before: TaskStanding | None
    now: TaskStanding

    @property
    def ticket(self) -> str:
        """Names the version shown; changed meanwhile, it is another."""
        update = self.item.update
        return f"{update.version}.{update.revision}" if update else ""


def compare(desk: Desk, item: WorkItem, *, before: TaskRecord | None = None) -> Comparison:
    """The newest version of an item beside what was settled before it. Only a correction asks for earlier figures."""
    update = item.update
    content = content_of(update) if update else UpdateContent()
    return compare_content(
        desk,
        item,
        content,
        before=before,
        earlier=list_earlier_figures(item.task, desk.round) if content.restatements else {},
        is_no_change=update is None or update.is_no_change,
    )


def compare_content(
    desk: Desk,
    item: WorkItem,
    content: UpdateContent,
    *,
    before: TaskRecord | None = None,
    earlier: Earlier,
    is_no_change: bool = False,
) -> Comparison:
    record = before or item.record
    after = record_with(record, content, as_of=desk.round.as_of_on, earlier=earlier, is_no_change=is_no_change)
    now = task_standing(after.facts, as_of=desk.round.as_of_on, rules=desk.rules)
    was = task_standing(record.facts, as_of=desk.before.as_of_on, rules=desk.rules) if desk.before else None
    rows = (
        *_quantities(record, after),
        *_figures(was, now),
        *_milestones(record, after),
        _light(was, now),
        *_texts(record, after),
        *_corrections(content, record, earlier),
    )
    remarks = tuple(_remarks(record, after, content, was, now, rules=desk.rules, is_no_change=is_no_change))
    return Comparison(item, rows, remarks, was, now)


def _quantities(before: TaskRecord, after: TaskRecord) -> Iterator[Row]:
    for old, new in zip(before.targets, after.targets, strict=True):
        unit = new.facts.unit
        change = ""
        if new.facts.value is not None:
            change = signed(new.facts.value - (old.facts.value or Fraction(0))) + unit
        yield Row(new.facts.name, _amount(old.facts.value, unit), _amount(new.facts.value, unit), change)


def _amount(value: Fraction | None, unit: str) -> str:
    return gettext("no figure") if value is None else f"{plain_number(value)}{unit}"


def _figures(was: TaskStanding | None, now: TaskStanding) -> Iterator[Row]:
    if now.completion is None:
        return
    moved = "" if was is None or was.completion is None else _points(now.completion - was.completion)
    yield Row(
        gettext("Completion"), share(was.completion) if was else "", share(now.completion), moved, bar=bullet(now)
    )
    if now.scheduled is None:
        return
    gaps = [gap_words(standing.gap_pp) for standing in (was, now) if standing and standing.gap_pp is not None]
    yield Row(gettext("Schedule"), share(was.scheduled) if was else "", share(now.scheduled), " → ".join(gaps))


def _points(difference: Fraction) -> str:
    if difference == 0:
        return gettext("unchanged")
    sign = "+" if difference > 0 else "−"
    return gettext("%(size)s points") % {"size": sign + gap_size(difference * 100)}


def _milestones(before: TaskRecord, after: TaskRecord) -> Iterator[Row]:
    if not after.milestones:
        return
    was = [row for row in before.milestones if row.facts.reached_on]
    new = [row for row in after.milestones if row.facts.reached_on and row.facts.key not in {r.facts.key for r in was}]
    total = len(after.milestones)
    names = joined(
        [gettext("%(title)s (%(day)s)") % {"title": row.facts.title, "day": day(row.facts.reached_on)} for row in new]
    )
    now = f"{len(was) + len(new)}/{total}"
    yield Row(
        gettext("Milestones"),
        f"{len(was)}/{total}",
        format_html("<b>{}</b> {}", now, names) if names else now,
        gettext("%(count)s more") % {"count": len(new)} if new else gettext("unchanged"),
    )


def _light(was: TaskStanding | None, now: TaskStanding) -> Row:
    then, current = light_line(was) if was else None, light_line(now)
    change = "" if then is None else gettext("unchanged") if then.light == current.light else gettext("changed")
    return Row(gettext("Standing"), "", "", change, light_before=then, light_now=current)


def _texts(before: TaskRecord, after: TaskRecord) -> Iterator[Row]:
    for name, title in (
        ("progress", gettext("Progress")),
        ("public_progress", gettext("Progress, public version")),
        ("problems", gettext("Problems")),
        ("next_measures", gettext("Next measures")),
    ):
        old, new = getattr(before, name), getattr(after, name)
        if not old and not new:
            continue
        shown, places = text_changes(old, new) if old else (new, 0)
        change = gettext("new") if not old else _places(places)
        yield Row(title, old, shown, change if places or not old else gettext("unchanged"))


def _places(count: int) -> str:
    return ngettext("%(count)s place changed", "%(count)s places changed", count) % {"count": count}


def _corrections(content: UpdateContent, record: TaskRecord, earlier: Earlier) -> Iterator[Row]:
    names = {target.facts.key: target.facts for target in record.targets}
    for key, restated in content.restatements.items():
        facts = names[key]
        title = gettext("Correction of round %(number)s: %(name)s") % {
            "number": restated.round_number,
            "name": facts.name,
        }
        was = figure_before(restated, earlier.get(key, ()))
        change = f"{LABELS[CorrectionKind][restated.kind]}{gettext(': ')}{restated.reason}"
        yield Row(title, f"{was}{facts.unit}" if was else "", f"{restated.now_text}{facts.unit}", change)


def _figure_remarks(target: TargetRecord, after: TargetRecord, was: PartStanding, now: PartStanding) -> Iterator[str]:
    """A figure somebody may have mistyped or given in another unit."""
    facts, value = target.facts, after.facts.value
    if value is None:
        return
    words = {"name": facts.name, "figure": f"{plain_number(value)}{facts.unit}", "unit": facts.unit}
    share_done = now.completion
    if share_done is None and facts.kind is TargetKind.LEVEL and facts.goal and not is_ceiling(facts):
        share_done = value / facts.goal
    if share_done is not None and share_done > TOO_MUCH:
        goal = f"{target.goal_text}{facts.unit}"
        yield gettext(
            "“%(name)s”: %(figure)s is more than 150%% of the goal (%(goal)s). Check the figure and its unit."
        ) % {**words, "goal": goal}
    elif was.completion is not None and now.completion is not None and facts.value is not None:
        missing = 1 - was.completion
        if missing > 0 and now.completion - was.completion > 2 * missing:
            rise = f"{plain_number(abs(value - facts.value))}{facts.unit}"
            yield gettext(
                "“%(name)s”: up by %(rise)s at once, more than twice what was still missing. Check the figure."
            ) % {**words, "rise": rise}
    if facts.unit in WHOLE_UNITS and value.denominator != 1:
        yield gettext("“%(name)s”: %(figure)s is no whole number of %(unit)s. Check it.") % words


def _target_remarks(
    record: TaskRecord,
    after: TaskRecord,
    content: UpdateContent,
    now: TaskStanding,
    *,
    rules: LightRules,
    is_no_change: bool,
) -> Iterator[str]:
    parts_before = task_standing(record.facts, as_of=record.due_on, rules=rules).parts
    for target, changed, then, part in zip(record.targets, after.targets, parts_before, now.parts, strict=True):
        key, name = target.facts.key, target.facts.name
        if changed.facts.value != target.facts.value:
            yield from _figure_remarks(target, changed, then, part)
        fall = content.falls.get(key)
        if fall is not None:
            below = gettext("“%(name)s” is below the last figure: %(kind)s. Reason given: %(reason)s")
            above = gettext("“%(name)s” is above the last figure: %(kind)s. Reason given: %(reason)s")
            words = above if goes_down(target.facts) else below
            yield words % {"name": name, "kind": fall_words(fall.kind, target), "reason": fall.reason}
        if key in content.restatements:
            yield gettext("“%(name)s”: the correction of an earlier figure is asked for.") % {"name": name}
        if not is_no_change and not content.quantities.get(key, "").strip() and not record.facts.is_ongoing:
            yield gettext("“%(name)s”: no figure reported this time; the last one would be carried over.") % {
                "name": name
            }


def _remarks(
    record: TaskRecord,
    after: TaskRecord,
    content: UpdateContent,
    was: TaskStanding | None,
    now: TaskStanding,
    *,
    rules: LightRules,
    is_no_change: bool,
) -> Iterator[str]:
    """What somebody should look at before accepting; nothing here forbids anything."""
    yield from _target_remarks(record, after, content, now, rules=rules, is_no_change=is_no_change)
    if was is not None and was.light is not Light.LATE and now.light is Light.LATE:
        yield gettext("This would turn to “behind schedule”.")
    if now.light is Light.LATE and not after.problems.strip():
        yield gettext("Behind schedule, and no problem is stated.")
    if not is_no_change and record.next_measures.strip() and not after.next_measures.strip():
        yield gettext("No next measures are given, although there were some last time.")
    if not is_no_change and not after.progress.strip():
        yield gettext("No progress is stated for this round.")
    if not is_no_change and not after.public_progress.strip():
        yield gettext("The public version of the progress is empty: the public page would show no progress.")
    if goals_reached(after.facts, now.parts, as_of=_newest_day(after)) and not after.facts.closed_out:
        yield gettext("All goals are reached: check the evidence, then the close-out.")


def _newest_day(record: TaskRecord):
    days = [row.facts.reached_on for row in record.milestones if row.facts.reached_on]
    return max(days, default=record.due_on)
