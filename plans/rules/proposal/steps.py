"""Steps → proposal: what each verb does to the items, and why it may be refused."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from plans.rules.proposal.fields import (
    changed,
    changed_observation,
    changed_target,
    changed_task,
    reason_of,
    title_of,
)
from plans.rules.proposal.items import (
    Dropped,
    Finding,
    Observation,
    Places,
    Proposal,
    Reading,
    Sentence,
    Span,
    Target,
    Task,
    findings_read,
    items_read,
    kind_of,
    numbered,
)
from plans.rules.proposal.passages import joined, meet, passage, unclear, within, worded
from plans.rules.said import MovedOn, Refused
from plans.rules.vocabulary import ReviewVerb

Body = Mapping[str, Any]


@dataclass(frozen=True)
class Step:
    """One thing done. `body` by verb:

    add: kind (task, target, observation), start, end, and the fields of that kind (a target's own kind as target_kind);
    a task's measure, where the passage lies in none. edit: item, fields; to_check where a corrected file says it in
    other words. split: item, at. merge: items. drop: item, reason. accept: items. set_aside: start, end, reason.
    decide: item, text. undo: step.
    """

    number: int
    verb: ReviewVerb
    body: Body


@dataclass
class _State:
    reading: Reading
    items: dict[str, Task | Target | Observation]
    findings: dict[str, Finding]
    aside: dict[Span, str] = field(default_factory=dict)
    dropped: dict[str, Dropped] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return str(self.reading["text"])

    @property
    def tasks(self) -> list[Task]:
        return [item for item in self.items.values() if isinstance(item, Task)]

    @property
    def targets(self) -> list[Target]:
        return [item for item in self.items.values() if isinstance(item, Target)]

    @property
    def observations(self) -> list[Observation]:
        return [item for item in self.items.values() if isinstance(item, Observation)]


class Desk:
    """A reading on which steps are done one after the other; one that is refused changes nothing."""

    def __init__(self, reading: Reading) -> None:
        self._state = _State(
            reading=reading,
            items={item.id: item for item in items_read(reading)},
            findings={item.id: item for item in findings_read(reading)},
        )

    def do(self, step: Step) -> None:
        _VERBS[step.verb](self._state, step)

    def proposal(self) -> Proposal:
        return _proposal(self._state)


def propose(reading: Reading, steps: Sequence[Step] = ()) -> Proposal:
    """The reading with all steps done, in order; refuses the first step that cannot be done."""
    desk = Desk(reading)
    undone = _undone(steps)
    for step in steps:
        if step.number not in undone and step.verb is not ReviewVerb.UNDO:
            desk.do(step)
    return desk.proposal()


def _undone(steps: Sequence[Step]) -> set[int]:
    standing = {step.number for step in steps if step.verb is not ReviewVerb.UNDO}
    undone: set[int] = set()
    for step in steps:
        if step.verb is ReviewVerb.UNDO:
            number = step.body["step"]
            if number not in standing or number in undone or number >= step.number:
                raise MovedOn(
                    "step-unknown", "该步骤已经撤回或不存在。", "This step has been taken back or is not there."
                )
            undone.add(number)
    return undone


def _proposal(state: _State) -> Proposal:
    tasks = numbered(state.tasks, state.reading["measures"])
    owners = Places([(span, task.id) for task in tasks for span in task.spans])
    names = {task.id for task in tasks}
    targets = sorted(state.targets, key=lambda item: (item.start, item.end))
    return Proposal(
        sections=tuple(state.reading["sections"]),
        measures=tuple(state.reading["measures"]),
        tasks=tasks,
        targets=tuple(replace(item, task=_owner(item, owners, names)) for item in targets),
        observations=tuple(sorted(state.observations, key=lambda item: (item.start, item.end, item.id))),
        findings=tuple(state.findings.values()),
        sentences=_sentences(state, owners),
        dropped=tuple(sorted(state.dropped.values(), key=lambda item: item.start)),
    )


def _owner(target: Target, owners: Places, names: Collection[str]) -> str:
    held = owners.at(max(target.end - 1, target.start))
    return held or (target.task if target.task in names else "")


def _sentences(state: _State, owners: Places) -> tuple[Sentence, ...]:
    spans = [((item.start, item.end), item.id) for item in state.targets]
    figures = Places(spans + [((item.start, item.end), item.id) for item in state.observations])
    gone = Places([((item.start, item.end), item.reason) for item in state.dropped.values() if item.kind == "task"])
    return tuple(_sentence(state, item, owners, figures, gone) for item in state.reading["sentences"])


def _sentence(state: _State, item: Body, owners: Places, figures: Places, gone: Places) -> Sentence:
    """What people say of a sentence comes before what was read, and a task in it before both."""
    span = (item["start"], item["end"])
    if owners.meets(*span):
        return Sentence(*span, "task", "")
    if span in state.aside:
        return Sentence(*span, "set_aside", state.aside[span])
    if figures.meets(*span):
        return Sentence(*span, "figure", "")
    if reason := gone.meets(*span):
        return Sentence(*span, "set_aside", reason)
    if item["disposition"] == "set_aside":
        return Sentence(*span, "set_aside", item["reason"] or "")
    return Sentence(*span, "open", "")


# -- what each verb does -----------------------------------------------------------------------------------------------


def _add(state: _State, step: Step) -> None:
    span = passage(state.text, step.body)
    kinds = {"task": _add_task, "target": _add_target, "observation": _add_observation}
    kind = step.body.get("kind")
    if kind not in kinds:
        raise unclear()
    kinds[kind](state, step, span)


def _add_task(state: _State, step: Step, span: Span) -> None:
    _refuse_overlap(state, [span])
    measure = _measure_at(state, span, str(step.body.get("measure", "")))
    title = title_of(state.text[span[0] : span[1]])
    task = Task(
        id=f"A{step.number}",
        touched=step.number,
        is_checked=True,
        code="",
        measure=measure,
        title=title,
        stated_title=title,
        spans=(span,),
        due_on="",
        stated_due_on="",
        due_text="",
        is_ongoing=False,
        responsibility="own",
        lead="",
        cooperating=(),
        named_lead="",
        named_cooperating=(),
    )
    state.items[task.id] = changed_task(task, step.body)
    state.aside = {kept: reason for kept, reason in state.aside.items() if not meet(kept, span)}


def _add_target(state: _State, step: Step, span: Span) -> None:
    target = Target(
        id=f"A{step.number}",
        touched=step.number,
        is_checked=True,
        task="",
        kind="cumulative",
        basis="flow",
        force="",
        name="",
        value="",
        unit="",
        operator="=",
        commitment="plain",
        start=span[0],
        end=span[1],
        own_words=True,
    )
    said = {**step.body, "kind": step.body.get("target_kind", target.kind)}
    state.items[target.id] = changed_target(target, said)


def _add_observation(state: _State, step: Step, span: Span) -> None:
    section = next(
        (item["id"] for item in reversed(state.reading["sections"]) if item["start"] <= span[0] < item["end"]), ""
    )
    observation = Observation(
        id=f"A{step.number}",
        touched=step.number,
        is_checked=True,
        section=section,
        class_="operational",
        name="",
        value="",
        unit="",
        operator="=",
        yoy="",
        growth="",
        growth_basis="",
        share_of_plan="",
        schedule_gap="",
        parent="",
        group="",
        start=span[0],
        end=span[1],
        own_words=True,
    )
    state.items[observation.id] = changed_observation(observation, step.body)


def _edit(state: _State, step: Step) -> None:
    before = _item(state, step.body.get("item"))
    item = changed(before, step.body)
    if not isinstance(item, Task) and item != before:
        item = replace(item, own_words=True)
    state.items[item.id] = item.handled(step.number, to_check=bool(step.body.get("to_check")))


def _split(state: _State, step: Step) -> None:
    """Cut at a place of the text: what lies before keeps the item's name, what follows becomes a task of its own."""
    task = _task(state, step.body.get("item"))
    at = step.body.get("at")
    before = within(task.spans, 0, at) if isinstance(at, int) else []
    after = within(task.spans, at, len(state.text)) if isinstance(at, int) else []
    before, after = worded(state.text, before), worded(state.text, after)
    if not before or not after:
        raise Refused(
            "split-nowhere", "请选择任务文字中间的一处拆分。", "Choose a place inside the task's words.", field="at"
        )
    head, tail = (title_of(state.text[slice(*spans[0])]) for spans in (before, after))
    keeps = task.title != task.stated_title or task.title in state.text[before[0][0] : before[-1][1]]
    first = replace(task, spans=tuple(before), stated_title=head, title=task.title if keeps else head)
    rest = replace(task, id=f"A{step.number}", spans=tuple(after), stated_title=tail, title=tail)
    if task.due_text and any(task.due_text in state.text[slice(*span)] for span in after):
        first = _undated(first)
    else:
        rest = _undated(rest)
    for part in (first, rest):
        state.items[part.id] = part.handled(step.number, to_check=True)


def _undated(task: Task) -> Task:
    return replace(task, due_on="", stated_due_on="", due_text="")


def _merge(state: _State, step: Step) -> None:
    """The first takes in the sentences of the others, which are no items any more."""
    names = list(dict.fromkeys(step.body.get("items", ())))
    tasks = sorted((_task(state, name) for name in names), key=lambda item: item.spans)
    if len(tasks) < 2:
        raise Refused("merge-one", "请至少选择两项任务合并。", "Choose at least two tasks to merge.", field="items")
    first = tasks[0]
    if any(task.measure != first.measure for task in tasks):
        raise Refused(
            "merge-across",
            "只能合并同一举措下的任务。",
            "Only tasks of the same measure can be merged.",
            field="items",
        )
    for task in tasks[1:]:
        del state.items[task.id]
    spans = joined(state.text, sorted(span for task in tasks for span in task.spans))
    dated = next((task for task in tasks if task.due_on), first)
    merged = replace(
        first, spans=spans, due_on=dated.due_on, stated_due_on=dated.stated_due_on, due_text=dated.due_text
    )
    state.items[first.id] = merged.handled(step.number)


def _drop(state: _State, step: Step) -> None:
    reason = reason_of(step.body)
    item = _item(state, step.body.get("item"))
    del state.items[item.id]
    state.dropped[item.id] = Dropped(item.id, kind_of(item), item.words, reason, item.start, item.end, step.number)


def _accept(state: _State, step: Step) -> None:
    for item in [_item(state, name) for name in step.body.get("items", ())]:
        state.items[item.id] = item.handled(step.number)


def _set_aside(state: _State, step: Step) -> None:
    span = (step.body.get("start"), step.body.get("end"))
    known = {(item["start"], item["end"]) for item in state.reading["sentences"]}
    if span not in known:
        raise unclear()
    owner = Places([(place, task.code or task.title) for task in state.tasks for place in task.spans])
    holder = owner.meets(span[0], span[1])
    if holder:
        raise MovedOn(
            "sentence-has-task",
            f"该句属于任务“{holder}”，请先删去该任务。",
            f"This sentence belongs to the task “{holder}”. Remove the task first.",
        )
    state.aside[span] = reason_of(step.body)


def _decide(state: _State, step: Step) -> None:
    name = str(step.body.get("item", ""))
    if name not in state.findings:
        raise _gone(name)
    words = str(step.body.get("text", "")).strip()
    if not words:
        raise Refused("decision-empty", "请填写处理意见。", "Say what was decided.", field="text")
    state.findings[name] = replace(state.findings[name], decision=words[:500], touched=step.number)


_VERBS: Mapping[ReviewVerb, Callable[[_State, Step], None]] = {
    ReviewVerb.ADD: _add,
    ReviewVerb.EDIT: _edit,
    ReviewVerb.SPLIT: _split,
    ReviewVerb.MERGE: _merge,
    ReviewVerb.DROP: _drop,
    ReviewVerb.ACCEPT: _accept,
    ReviewVerb.SET_ASIDE: _set_aside,
    ReviewVerb.DECIDE: _decide,
}


# -- what a step refers to ---------------------------------------------------------------------------------------------


def _refuse_overlap(state: _State, spans: Sequence[Span]) -> None:
    for task in state.tasks:
        if any(meet(span, own) for span in spans for own in task.spans):
            raise MovedOn(
                "passage-taken",
                f"该段文字已属于任务“{task.title}”，请先拆分或删去该任务。",
                f"This passage already belongs to the task “{task.title}”. Split or remove it first.",
            )


def _measure_at(state: _State, span: Span, chosen: str) -> str:
    """The measure around the passage; outside all of them, the one a person chose."""
    measures = state.reading["measures"]
    around = [item["id"] for item in measures if item["start"] <= span[0] < item["end"]]
    if around:
        return str(around[-1])
    if chosen not in {item["id"] for item in measures}:
        raise Refused(
            "measure-missing",
            "这段文字不在任何举措之内，请选择所属举措。",
            "This passage lies in no measure. Choose the one it belongs to.",
            field="measure",
        )
    return chosen


def _item(state: _State, name: object) -> Task | Target | Observation:
    if not isinstance(name, str) or name not in state.items:
        raise _gone(str(name))
    return state.items[name]


def _task(state: _State, name: object) -> Task:
    item = _item(state, name)
    if not isinstance(item, Task):
        raise _gone(item.id)
    return item


def _gone(name: str) -> MovedOn:
    return MovedOn(
        "item-gone",
        f"条目{name}已被他人合并或删去，请刷新后再操作。",
        f"Item {name} has been merged or removed in the meantime. Load the page again.",
    )
