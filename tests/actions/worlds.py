"""A small made-up county with a plan, its offices and its people: plain functions that write through the models.

The names tell what somebody is; a stranger is always there, who must see and change nothing.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from plans.actions.acting import Actor
from plans.actions.publishing import publish
from plans.actions.reporting import UpdateContent, submit_update
from plans.actions.reviewing import accept_update, endorse_update
from plans.models import (
    Assignment,
    Decision,
    Department,
    Indicator,
    IndicatorTerms,
    Jurisdiction,
    Membership,
    Milestone,
    Observation,
    Passage,
    Plan,
    Round,
    RuleSet,
    Section,
    SourceDocument,
    Target,
    Task,
    TaskPassage,
    TaskTerms,
    User,
)
from plans.rules.digest import text_digest
from plans.rules.publication import Review, code_key
from plans.rules.vocabulary import Role, Series

NOW = datetime(2031, 9, 5, 1, 30, tzinfo=UTC)
EARLIER = datetime(2031, 7, 1, 1, 30, tzinfo=UTC)
MONTH_ENDS = (date(2031, 7, 31), date(2031, 8, 31), date(2031, 9, 30), date(2031, 10, 31))
REVIEW = Review(office="白鹭县保密办", conclusion="可以公开", on=date(2031, 9, 5))
SENTENCE = "新增家庭农场20家。"
FIRST_HALF = {"label": "2031H1", "start_on": "2031-01-01", "end_on": "2031-06-30"}


@dataclass
class World:
    plan: Plan
    farm: Department
    school: Department
    tasks: list[Task]
    people: dict[str, Actor] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Actor:
        """`world.contributor` is the actor of that name."""
        try:
            return self.__dict__["people"][name]
        except KeyError:
            raise AttributeError(name) from None

    @property
    def task(self) -> Task:
        return self.tasks[0]


def make_world(*, tasks=1, slug="bailu-2031", is_demo=True, state="confirmed", text="", observations=()) -> World:
    """A plan of `tasks` tasks, each with one target of 20 (t1) and one milestone (m1), led by the farm office.

    A draft has them in its reading alone, without milestones and departments. A text of one's own begins with a
    sentence for each task; `observations` are figures read in it, of the first half-year.
    """
    jurisdiction, _ = Jurisdiction.objects.get_or_create(code="990001", name="白鹭县")
    farm, _ = Department.objects.get_or_create(
        jurisdiction=jurisdiction, slug="farm", name="农业局", category="政府部门", sort=10
    )
    school, _ = Department.objects.get_or_create(
        jurisdiction=jurisdiction, slug="school", name="教育局", category="政府部门", sort=20
    )
    plan = Plan.objects.create(
        jurisdiction=jurisdiction,
        slug=slug,
        title="白鹭县2031年下半年计划",
        short_title="白鹭下半年",
        start_on=date(2031, 7, 1),
        end_on=date(2031, 12, 31),
        is_demo=is_demo,
        state=state,
    )
    text = text or SENTENCE * tasks
    document = SourceDocument.objects.create(
        plan=plan,
        filename="plan.txt",
        content=text.encode(),
        sha256=text_digest(text),
        text=text,
        reading=make_reading(tasks) | {"observations": list(observations), "period": FIRST_HALF},
        title="白鹭县计划",
        imported_at=NOW,
    )
    plan.source = document
    plan.save(update_fields=["source"])
    world = World(plan=plan, farm=farm, school=school, tasks=[])
    if state != "draft":
        decision = Decision.objects.create(plan=plan, on=date(2031, 7, 1), reason="计划", origin="plan")
        RuleSet.objects.create(plan=plan, version=1, decision=decision)
        world.tasks = [make_task(world, document, decision, number) for number in range(1, tasks + 1)]
    world.people = make_people(jurisdiction, farm, school)
    return world


def make_reading(tasks: int) -> dict:
    """What is read in so many sentences: a task each, with its target, all of one measure."""
    spans = [{"start": at * len(SENTENCE), "end": (at + 1) * len(SENTENCE) - 1} for at in range(tasks)]
    whole = {"start": 0, "end": max(tasks, 1) * len(SENTENCE)}
    measure = {"id": "M01", "section": "2.1", "area": 1, "number": 1, "marker": "一是", "title": "培育主体"}
    section = {"id": "2.1", "parent": None, "level": 2, "marker": "（一）", "title": "发展农业", "kind": "plan"}
    target = {"measure": "M01", "kind": "cumulative", "basis": "flow", "force": None, "commitment": "plain"}
    quantity = {"name": "家庭农场", "value": "20", "unit": "家", "operator": "="}
    return {
        "region": "白鹭县",
        "sections": [section | whole],
        "measures": [measure | whole] if tasks else [],
        "tasks": [
            {"id": f"T{at:02d}", "code": f"1.1.{at}", "measure": "M01", "title": f"新增家庭农场（{at}）", **span}
            for at, span in enumerate(spans, 1)
        ],
        "targets": [
            {"id": f"G{at:02d}", "task": f"T{at:02d}", **target, **quantity, **span} for at, span in enumerate(spans, 1)
        ],
        "observations": [],
        "findings": [],
        "sentences": [{**span, "disposition": "task", "reason": None} for span in spans],
        "coverage": {"sentences": tasks, "in_tasks": tasks, "set_aside": 0, "open": 0},
    }


def make_task(world: World, document: SourceDocument, decision: Decision, number: int) -> Task:
    area = _section(document, "2.1", None, "（一）", "发展农业")
    measure = _section(document, "2.1.m1", area, "一是", "培育主体")
    code = f"1.1.{number}"
    task = Task.objects.create(plan=world.plan, code=code, sort_key=code_key(code), area=area, measure=measure)
    start = (number - 1) * len(SENTENCE)
    passage = Passage.objects.create(document=document, start=start, end=start + len(SENTENCE))
    TaskPassage.objects.create(task=task, passage=passage)
    TaskTerms.objects.create(task=task, title=f"新增家庭农场（{number}）", decision=decision)
    Assignment.objects.create(task=task, department=world.farm, role="lead", decision=decision)
    Assignment.objects.create(task=task, department=world.school, role="cooperating", decision=decision)
    Target.objects.create(
        task=task,
        key="t1",
        name="家庭农场",
        kind="cumulative",
        basis="flow",
        goal_text="20",
        unit="家",
        passage=passage,
        decision=decision,
    )
    Milestone.objects.create(task=task, key="m1", title="印发方案", due_on=date(2031, 9, 30), decision=decision)
    return task


def _section(document: SourceDocument, number: str, parent: Section | None, marker: str, title: str) -> Section:
    row, _ = Section.objects.get_or_create(
        document=document,
        number=number,
        defaults={
            "parent": parent,
            "level": 2 if parent is None else 3,
            "marker": marker,
            "title": title,
            "kind": "area" if parent is None else "measure",
            "start": 0,
            "end": len(document.text),
        },
    )
    return row


def make_indicator(
    world: World, name="社会消费品零售总额", *, unit="亿元", value="35.7", yoy="7.2", **given
) -> Indicator:
    """What the document reports of the first half-year, in its own words; `given` are more columns of its value."""
    document = world.plan.source
    decision = Decision.objects.filter(plan=world.plan, origin="plan").first()
    section = Section.objects.filter(document=document, number="2.1").first()
    code = f"R{world.plan.indicators.count() + 1:03d}"
    indicator = Indicator.objects.create(plan=world.plan, code=code, section=section, sort=0)
    IndicatorTerms.objects.create(indicator=indicator, name=name, unit=unit, decision=decision, recorded_at=EARLIER)
    Observation.objects.create(
        indicator=indicator,
        period_label="2031H1",
        start_on=date(2031, 1, 1),
        end_on=date(2031, 6, 30),
        value_text=value,
        yoy_text=yoy,
        kind="headline",
        passage=Passage.objects.filter(document=document).first(),
        decision=decision,
        recorded_at=EARLIER,
        **given,
    )
    return indicator


def make_people(jurisdiction: Jurisdiction, farm: Department, school: Department) -> dict[str, Actor]:
    """`liaison` holds both sides: contributor of the lead department and plan office. `stranger` holds nothing."""
    elsewhere, _ = Jurisdiction.objects.get_or_create(code="990002", name="东河县")
    roles = {
        "contributor": [(Role.CONTRIBUTOR, jurisdiction, farm)],
        "head": [(Role.HEAD, jurisdiction, farm)],
        "office": [(Role.PLAN_OFFICE, jurisdiction, None)],
        "publisher": [(Role.PLAN_OFFICE, jurisdiction, None)],
        "admin": [(Role.PLAN_ADMIN, jurisdiction, None)],
        "auditor": [(Role.AUDITOR, jurisdiction, None)],
        "system": [(Role.SYSTEM_ADMIN, jurisdiction, None)],
        "teacher": [(Role.CONTRIBUTOR, jurisdiction, school)],
        "liaison": [(Role.CONTRIBUTOR, jurisdiction, farm), (Role.PLAN_OFFICE, jurisdiction, None)],
        "neighbour": [(Role.PLAN_OFFICE, elsewhere, None), (Role.PLAN_ADMIN, elsewhere, None)],
        "stranger": [],
    }
    return {name: make_person(name, grants) for name, grants in roles.items()}


def make_person(name: str, grants) -> Actor:
    user, created = User.objects.get_or_create(username=name, is_staff=True)
    if created:
        for role, jurisdiction, department in grants:
            Membership.objects.create(user=user, role=role.value, jurisdiction=jurisdiction, department=department)
    return Actor(user, request_id="request-1", address="192.0.2.1")


def make_round(world: World, number=1) -> Round:
    """Round 1 is as of the end of July; the earlier ones are closed."""
    Round.objects.filter(plan=world.plan, closed_at=None).update(closed_at=NOW)
    return Round.objects.create(
        plan=world.plan,
        number=number,
        as_of_on=MONTH_ENDS[number - 1],
        due_at=NOW + timedelta(days=3),
        opened_at=NOW,
    )


def content(value="5", **given) -> UpdateContent:
    texts = {"progress": "已完成登记", "public_progress": "登记顺利", "problems": "缺人手", "next_measures": "加派人手"}
    return UpdateContent(quantities={"t1": value} if value else {}, **(texts | given))


def seen(task, round_) -> int:
    """The revision that a form opened now would show."""
    newest = task.updates.filter(round=round_).order_by("version").last()
    return newest.revision if newest else 0


def submit(world, round_, value="5", *, task=None, by=None, seen_revision=None, **given):
    if seen_revision is None:
        seen_revision = seen(task or world.task, round_)
    return submit_update(
        task=task or world.task,
        round_=round_,
        content=content(value, **given),
        seen_revision=seen_revision,
        by=by or world.contributor,
        now=NOW,
    )


def accepted(world, round_, value="5", **given):
    """Submitted, endorsed and accepted, each by its own person."""
    update = submit(world, round_, value, **given)
    endorse_update(update=update, by=world.head, now=NOW)
    accept_update(update=update, by=world.office, now=NOW)
    update.refresh_from_db()
    return update


def issue(world, round_, series=Series.INTERNAL, *, by=None, now=NOW, **given):
    if series is Series.PUBLIC:
        given.setdefault("review", REVIEW)
    return publish(plan=world.plan, series=series, round_=round_, by=by or world.publisher, now=now, **given)
