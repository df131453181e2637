"""A document in: it becomes a draft plan, or, for a plan that is there, is compared with what it was read from."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from plans import importing
from plans.actions.acting import Actor, one_act, require
from plans.models import Jurisdiction, Plan, SourceDocument, TaskTerms
from plans.queries.proposal import load_proposal, load_steps, reading_of
from plans.rules.permissions import may_shape_plan
from plans.rules.proposal.carrying import Difference, differences
from plans.rules.said import Refused
from plans.rules.vocabulary import PlanState

NAMELESS = "未注明行政区"
MOST_TASKS = 3000
MOST_FIGURES = 3000


@dataclass(frozen=True)
class ImportOutcome:
    """What came of it. For a plan that was there, `document` is the file just received.

    It is in use only if it is the one the plan was read from; a draft keeps another one as received, so that a person
    may take it into use (`adopt_document`), a confirmed plan is only compared and keeps nothing (None).
    """

    plan: Plan
    is_new: bool
    read: dict[str, int]
    document: SourceDocument | None
    differences: tuple[Difference, ...] = ()

    @property
    def is_in_use(self) -> bool:
        return self.document is not None and self.document.pk == self.plan.source_id


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
    """Reads a document into a new draft plan, or compares it with the plan it is for.

    The same bytes are known by their sha256 and change nothing, unless `slug` asks for a new plan of that name; sent
    twice at once they are one document too. Input that cannot be read is refused before anything is written.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    known = None if slug and not plan else _known(sha256, plan, by)
    if known is not None:
        return _told_again(known, by=by, now=now)
    reading = importing.read(content, filename=filename).as_json()
    _check_size(reading)
    file = _File(content, filename, sha256, is_digest)
    if plan is not None and plan.source_id:
        return _compare(plan, reading, file, by=by, now=now)
    with one_act(by=by, now=now, name="import_document", subject=filename) as act:
        owner = (plan.jurisdiction if plan else jurisdiction) or _jurisdiction(reading["region"])
        act.jurisdiction = owner.code
        _may_import(by, owner)
        Jurisdiction.objects.select_for_update().get(pk=owner.pk)
        known = None if slug and not plan else _known(sha256, plan, by)
        act.is_silent = known is not None
        if known is None:
            plan = plan or _create_plan(reading, owner, slug or _free_slug(sha256), today=today, is_demo=is_demo)
            document = _keep(plan, reading, file, now=now)
            plan.source = document
            plan.save(update_fields=["source"])
            read = counts_of(reading)
            act.subject = plan.slug
            act.after = {"sha256": sha256, "filename": filename, **{key: str(number) for key, number in read.items()}}
    if known is not None:
        return _told_again(known, by=by, now=now)
    return ImportOutcome(plan=plan, is_new=True, read=read, document=document)


@dataclass(frozen=True)
class _File:
    content: bytes
    name: str
    sha256: str
    is_digest: bool


def _told_again(document: SourceDocument, *, by: Actor, now: datetime) -> ImportOutcome:
    """A file that is kept already: the one in use, or one that was received and not taken into use."""
    plan = document.plan
    with one_act(by=by, now=now, name="import_document", subject=plan.slug, jurisdiction=plan.jurisdiction) as act:
        act.is_silent = True
        _may_import(by, plan.jurisdiction)
    told = () if document.pk == plan.source_id else list_differences(plan, reading_of(document))
    return ImportOutcome(
        plan=plan, is_new=False, read=counts_of(document.reading), document=document, differences=tuple(told)
    )


def _compare(plan: Plan, reading: dict, file: _File, *, by: Actor, now: datetime) -> ImportOutcome:
    with one_act(by=by, now=now, name="receive_document", subject=plan.slug, jurisdiction=plan.jurisdiction) as act:
        _may_import(by, plan.jurisdiction)
        plan = Plan.objects.select_for_update(of=("self",)).select_related("source").get(pk=plan.pk)
        is_draft = plan.state == PlanState.DRAFT.value
        document = plan.documents.filter(sha256=file.sha256).first()
        act.is_silent = not is_draft or document is not None
        if document is None and is_draft:
            document = _keep(plan, reading, file, now=now)
        act.after = {"sha256": file.sha256, "filename": file.name}
    told = tuple(list_differences(plan, reading))
    return ImportOutcome(plan=plan, is_new=False, read=counts_of(reading), document=document, differences=told)


def list_differences(plan: Plan, reading: dict) -> list[Difference]:
    """What another file says differently from the one in use, beside what people have made of that until now."""
    decided = dict(TaskTerms.objects.current().filter(task__plan=plan).values_list("task__code", "title"))
    tasks = load_proposal(plan.source).tasks if decided else ()
    now = {task.id: decided[task.code] for task in tasks if task.code in decided}
    return differences(reading_of(plan.source), reading, load_steps(plan.source), now)


def _keep(plan: Plan, reading: dict, file: _File, *, now: datetime) -> SourceDocument:
    return SourceDocument.objects.create(
        plan=plan,
        filename=file.name[:200],
        content=file.content,
        sha256=file.sha256,
        text=reading["text"],
        reading={key: value for key, value in reading.items() if key != "text"},
        title=reading["title"][:200],
        published_on=reading["published_on"],
        is_digest=file.is_digest,
        imported_at=now,
    )


def counts_of(reading: dict) -> dict[str, int]:
    """How much was read, by kind; sections by their level."""
    levels = [section["level"] for section in reading["sections"]]
    return {
        "parts": levels.count(1),
        "areas": levels.count(2),
        "items": sum(level >= 3 for level in levels),
        **{kind: len(reading[kind]) for kind in ("measures", "tasks", "targets", "observations", "findings")},
    }


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
    if len(reading["observations"]) > MOST_FIGURES:
        raise Refused(
            "document-too-many-figures",
            f"该文件读出{len(reading['observations'])}个已完成数据，超过{MOST_FIGURES}个。请核对是否为一份计划文件，或按部分拆分后导入。",
            f"{len(reading['observations'])} figures were read, more than {MOST_FIGURES}. Check the file, or import it "
            "in parts.",
        )


def _may_import(by: Actor, jurisdiction: Jurisdiction) -> None:
    if by.user is not None:
        require(may_shape_plan(by.person(), jurisdiction=jurisdiction.pk), zh="导入计划", en="import a plan")


def _jurisdiction(region: str) -> Jurisdiction:
    """The region the document names; its code is ours until somebody gives the official one."""
    name = region or NAMELESS
    known = Jurisdiction.objects.filter(name=name).first()
    if known is None:
        code = "x" + hashlib.sha256(name.encode()).hexdigest()[:8]
        known, _ = Jurisdiction.objects.get_or_create(code=code, defaults={"name": name})
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
