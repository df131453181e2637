"""A document in: it becomes a draft plan, or says what would change in the plan it already is."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from difflib import SequenceMatcher

from plans import importing
from plans.actions.acting import Actor, one_act, require
from plans.models import (
    Decision,
    Jurisdiction,
    Observation,
    Passage,
    Plan,
    RuleSet,
    Section,
    SourceDocument,
    Target,
    Task,
    TaskPassage,
    TaskTerms,
)
from plans.rules.figures import MAX_DIGITS
from plans.rules.lights import CEILINGS
from plans.rules.permissions import may_shape_plan
from plans.rules.publication import code_key
from plans.rules.said import Refused
from plans.rules.vocabulary import Basis, Operator, Origin, Responsibility, TargetKind

NAMELESS = "未注明行政区"
MOST_TASKS = 1000
SUPPORTING_WORDS = ("配合",)


@dataclass(frozen=True)
class ImportOutcome:
    """What came of it. `differences` are lines for a person, and only for a changed file: nothing was stored then."""

    plan: Plan
    stored: dict[str, int]
    is_new: bool
    differences: tuple[str, ...] = ()


def import_document(
    *,
    content: bytes,
    filename: str,
    by: Actor,
    now: datetime,
    today: date,
    plan: Plan | None = None,
    slug: str = "",
    jurisdiction: Jurisdiction | None = None,
    is_demo: bool = False,
    is_digest: bool = False,
) -> ImportOutcome:
    """Reads a document and stores it with everything read in it as a draft plan.

    The same bytes are known by their sha256 and change nothing, unless `slug` asks for a new plan of that name. Other
    bytes for a plan that is already there are compared and told, and nothing is stored. Input that cannot be read is
    refused before anything is written.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    known = None if slug and not plan else _known(sha256, plan, by)
    if known is not None:
        with one_act(
            by=by, now=now, name="import_document", subject=known.plan.slug, jurisdiction=known.plan.jurisdiction
        ) as act:
            act.is_silent = True
            _may_import(by, known.plan.jurisdiction)
        return ImportOutcome(plan=known.plan, stored=_count(known), is_new=False)
    reading = importing.read(content, filename=filename).as_json()
    _check_size(reading)
    if plan is not None and plan.documents.exists():
        with one_act(by=by, now=now, name="import_document", subject=plan.slug, jurisdiction=plan.jurisdiction) as act:
            act.is_silent = True
            _may_import(by, plan.jurisdiction)
        return ImportOutcome(plan=plan, stored={}, is_new=False, differences=_differences(plan, reading))
    with one_act(by=by, now=now, name="import_document", subject=filename) as act:
        owner = (plan.jurisdiction if plan else jurisdiction) or _jurisdiction(reading["region"])
        act.jurisdiction = owner.code
        _may_import(by, owner)
        plan = plan or _create_plan(reading, owner, slug or _free_slug(sha256), today=today, is_demo=is_demo)
        document = SourceDocument.objects.create(
            plan=plan,
            filename=filename[:200],
            content=content,
            sha256=sha256,
            text=reading["text"],
            reading={key: value for key, value in reading.items() if key != "text"},
            title=reading["title"][:200],
            published_on=reading["published_on"],
            is_digest=is_digest,
            imported_at=now,
        )
        plan.source = document
        plan.save(update_fields=["source"])
        _store_reading(plan, document, reading, on=today)
        stored = _count(document)
        act.subject = plan.slug
        act.after = {"sha256": sha256, "filename": filename, **{key: str(number) for key, number in stored.items()}}
    return ImportOutcome(plan=plan, stored=stored, is_new=True)


def _known(sha256: str, plan: Plan | None, by: Actor) -> SourceDocument | None:
    """Looked for only where the person may import: that a neighbour has the file is the neighbour's affair."""
    rows = SourceDocument.objects.filter(sha256=sha256).order_by("pk")
    if plan is not None:
        return rows.filter(plan=plan).first()
    if by.user is None:
        return rows.first()
    person = by.person()
    own = {g.jurisdiction for g in person.grants if may_shape_plan(person, jurisdiction=g.jurisdiction)}
    return rows.filter(plan__jurisdiction__in=own).first()


def _check_size(reading: dict) -> None:
    """Every page of the workplace shows a plan whole; beyond this no page would be read."""
    if len(reading["tasks"]) > MOST_TASKS:
        raise Refused(
            "document-too-many-tasks",
            f"该文件读出{len(reading['tasks'])}项任务，超过{MOST_TASKS}项。请核对是否为一份计划文件，或按部分拆分后导入。",
            f"{len(reading['tasks'])} tasks were read, more than {MOST_TASKS}. Check the file, or import it in parts.",
        )


def _is_countable(text: str | None) -> bool:
    """No quantity of a plan has more digits than can be reported; longer ones stay in the reading."""
    return len(text or "") <= MAX_DIGITS


def _may_import(by: Actor, jurisdiction: Jurisdiction) -> None:
    if by.user is not None:
        require(may_shape_plan(by.person(), jurisdiction=jurisdiction.pk), zh="导入计划", en="import a plan")


def _jurisdiction(region: str) -> Jurisdiction:
    """The region the document names; its code is ours until somebody gives the official one."""
    name = region or NAMELESS
    known = Jurisdiction.objects.filter(name=name).first()
    if known is None:
        code = "x" + hashlib.sha256(name.encode()).hexdigest()[:8]
        known = Jurisdiction.objects.create(code=code, name=name)
    return known


def _create_plan(reading: dict, jurisdiction: Jurisdiction, slug: str, *, today: date, is_demo: bool) -> Plan:
    period = reading["plan_period"] or reading["period"]
    if Plan.objects.filter(slug=slug).exists():
        raise Refused(
            "slug-taken",
            f"地址名“{slug}”已有计划使用。如需更新该计划的文件，请用 --plan {slug}。",
            f"The name “{slug}” is taken. To compare a new file with that plan, give --plan {slug}.",
        )
    year_start, year_end = date(today.year, 1, 1), date(today.year, 12, 31)
    title = reading["title"] or jurisdiction.name
    return Plan.objects.create(
        jurisdiction=jurisdiction,
        slug=slug,
        title=title[:120],
        short_title=title[:60],
        start_on=date.fromisoformat(period["start_on"]) if period else year_start,
        end_on=date.fromisoformat(period["end_on"]) if period else year_end,
        is_demo=is_demo,
    )


def _free_slug(sha256: str) -> str:
    """Made from the file; a second plan of the same file, in another jurisdiction, gets a number behind it."""
    slug = f"plan-{sha256[:10]}"
    taken = Plan.objects.filter(slug__startswith=slug).count()
    return f"{slug}-{taken + 1}" if taken else slug


def _store_reading(plan: Plan, document: SourceDocument, reading: dict, *, on: date) -> None:
    decision = Decision.objects.create(plan=plan, on=on, reason=document.title, origin=Origin.PLAN.value)
    RuleSet.objects.create(plan=plan, version=1, decision=decision)
    passages = _Passages(document)
    sections = _store_sections(document, reading)
    tasks = _store_tasks(plan, reading, sections, passages, decision)
    _store_targets(reading, tasks, passages, decision)
    _store_observations(reading, sections, passages)


class _Passages:
    """One row a span, however many things were read in it."""

    def __init__(self, document: SourceDocument) -> None:
        self.document = document
        self.rows: dict[tuple[int, int], Passage] = {}

    def at(self, item: dict) -> Passage:
        span = (item["start"], item["end"])
        if span not in self.rows:
            self.rows[span] = Passage.objects.create(document=self.document, start=span[0], end=span[1])
        return self.rows[span]


def _store_sections(document: SourceDocument, reading: dict) -> dict[str, Section]:
    """By the reading's own ids, measures too: a measure's number follows its area's."""
    rows: dict[str, Section] = {}
    for item in reading["sections"]:
        rows[item["id"]] = Section.objects.create(
            document=document,
            parent=rows.get(item["parent"]),
            level=item["level"],
            number=item["id"],
            marker=item["marker"][:12],
            title=item["title"][:200],
            kind=item["kind"],
            start=item["start"],
            end=item["end"],
        )
    counts: dict[str, int] = {}
    for item in reading["measures"]:
        area = rows[item["section"]]
        counts[area.number] = counts.get(area.number, 0) + 1
        rows[item["id"]] = Section.objects.create(
            document=document,
            parent=area,
            level=area.level + 1,
            number=f"{area.number}.m{counts[area.number]}",
            marker=item["marker"][:12],
            title=item["title"][:200],
            kind="measure",
            start=item["start"],
            end=item["end"],
        )
    return rows


def _store_tasks(
    plan: Plan, reading: dict, sections: dict[str, Section], passages: _Passages, decision: Decision
) -> dict[str, Task]:
    tasks: dict[str, Task] = {}
    for item in reading["tasks"]:
        measure = sections[item["measure"]]
        supporting = any(word in item["title"] for word in SUPPORTING_WORDS)
        task = Task.objects.create(
            plan=plan,
            code=item["code"],
            sort_key=code_key(item["code"]),
            area=measure.parent or measure,
            measure=measure,
            responsibility=(Responsibility.SUPPORTING if supporting else Responsibility.OWN).value,
        )
        TaskPassage.objects.create(task=task, passage=passages.at(item))
        TaskTerms.objects.create(task=task, title=item["title"][:120], decision=decision)
        tasks[item["id"]] = task
    return tasks


def _store_targets(reading: dict, tasks: dict[str, Task], passages: _Passages, decision: Decision) -> None:
    """A quantity outside every task is not lost: it stays in the reading, for people to add."""
    for item in reading["targets"]:
        task = tasks.get(item["task"])
        if task is None or not _is_countable(item["value"]):
            continue
        kind, operator = _kind_and_operator(item)
        counts = kind in (TargetKind.CUMULATIVE, TargetKind.SCOPE)
        Target.objects.create(
            task=task,
            key=f"t{task.targets.count() + 1}",
            name=item["name"][:120],
            kind=kind.value,
            basis=(item["basis"] or Basis.FLOW.value) if counts else "",
            force=item["force"] or "",
            commitment=item["commitment"],
            operator=operator.value,
            goal_text=item["value"] or "",
            unit=(item["unit"] or "")[:20],
            passage=passages.at(item),
            decision=decision,
        )


def _kind_and_operator(item: dict) -> tuple[TargetKind, Operator]:
    """What counts up is no ceiling: 近20家 is about that many, and what must stay below a limit is a level."""
    kind, operator = TargetKind(item["kind"]), Operator(item["operator"])
    if kind in {TargetKind.CUMULATIVE, TargetKind.SCOPE} and operator in CEILINGS:
        return (kind, Operator.ABOUT) if operator is Operator.BELOW else (TargetKind.LEVEL, operator)
    return kind, operator


def _store_observations(reading: dict, sections: dict[str, Section], passages: _Passages) -> None:
    """Those with a share of the annual plan; the others stay in the reading until they become indicators."""
    for item in reading["observations"]:
        written = (item["value"], item["share_of_plan"], item["schedule_gap"])
        if item["share_of_plan"] is None or item["section"] not in sections or not all(map(_is_countable, written)):
            continue
        Observation.objects.create(
            section=sections[item["section"]],
            passage=passages.at(item),
            name=item["name"][:120],
            value_text=item["value"] or "",
            unit=item["unit"] or "",
            operator=item["operator"],
            share_of_plan_text=item["share_of_plan"],
            stated_gap_text=item["schedule_gap"] or "",
        )


def _count(document: SourceDocument) -> dict[str, int]:
    sections = document.sections
    return {
        "parts": sections.filter(level=1).exclude(kind="measure").count(),
        "areas": sections.filter(level=2).exclude(kind="measure").count(),
        "items": sections.filter(level__gte=3).exclude(kind="measure").count(),
        "measures": sections.filter(kind="measure").count(),
        "tasks": Task.objects.filter(passages__document=document).distinct().count(),
        "targets": Target.objects.filter(passage__document=document).count(),
        "shares": Observation.objects.filter(passage__document=document).count(),
    }


def _differences(plan: Plan, reading: dict) -> tuple[str, ...]:
    """What the new file has and the stored reading has not (+), and the other way round (−); sentence by sentence."""
    document = plan.source
    old, new = _lines(document.reading), _lines(reading)
    lines: list[str] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if tag != "equal":
            lines += [f"- {line}" for line in old[i1:i2]] + [f"+ {line}" for line in new[j1:j2]]
    return tuple(lines)


def _lines(reading: dict) -> Sequence[str]:
    sections = [f"{item['marker']}{item['title']}" for item in reading["sections"] + reading["measures"]]
    tasks = [f"{item['code']} {item['title']}" for item in reading["tasks"]]
    targets = [f"{item['name']} {item['value']}{item['unit']}" for item in reading["targets"]]
    return sections + tasks + targets
