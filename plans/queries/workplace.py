"""What is on whose desk: the items of a round with their standing, their newest version and who has a part in them.

A constant number of queries, whatever the number of tasks.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, Prefetch, Q

from plans.models import Assignment, CloseOut, Plan, ReportedQuantity, Round, Task, TaskTerms, Update
from plans.queries.living import load_rules, load_task_records
from plans.rules.permissions import DEPARTMENT_ROLES, PLAN_WIDE, Person, TaskPlace
from plans.rules.records import TaskRecord
from plans.rules.shapes import LightRules, TaskStanding
from plans.rules.standing import task_standing
from plans.rules.vocabulary import AssignmentRole, PlanState, TaskState, UpdateState


@dataclass(frozen=True)
class WorkItem:
    """One task in one round. `record` holds what was settled so far, never what is only drafted."""

    task: Task
    record: TaskRecord
    standing: TaskStanding
    versions: tuple[Update, ...]
    place: TaskPlace

    @property
    def update(self) -> Update | None:
        return self.versions[-1] if self.versions else None

    @property
    def state(self) -> UpdateState | None:
        return UpdateState(self.update.state) if self.update else None

    def without_draft(self) -> "WorkItem":
        """As those see it who may not read what is not submitted yet."""
        return replace(self, versions=tuple(row for row in self.versions if row.state != UpdateState.DRAFT.value))

    @property
    def needs_report(self) -> bool:
        """Suspended, dropped and closed-out tasks are not asked for any more."""
        return self.record.facts.state is TaskState.ACTIVE and not self.record.facts.closed_out

    @property
    def last_return(self) -> Update | None:
        """The newest version that was returned with a reason."""
        return next((row for row in reversed(self.versions) if row.state == UpdateState.RETURNED.value), None)


@dataclass(frozen=True)
class Desk:
    """The items of one round, in plan order, with the rules they are judged by and the round before."""

    round: Round
    before: Round | None
    rules: LightRules
    items: tuple[WorkItem, ...]


def load_desk(round_: Round, *, departments: Collection[int] | None = None) -> Desk:
    """All items of a round, or those in which one of these departments has a part."""
    tasks = Task.objects.filter(plan=round_.plan)
    if departments is not None:
        current = Assignment.objects.current().filter(department__in=departments, task__plan=round_.plan)
        tasks = tasks.filter(pk__in=current.values("task"))
    return _desk(round_, list(tasks))


def load_item(task: Task, round_: Round) -> tuple[Desk, WorkItem]:
    desk = _desk(round_, [task])
    return desk, desk.items[0]


def _desk(round_: Round, tasks: list[Task]) -> Desk:
    by_code = {task.code: task for task in tasks}
    rules, _release, _version = load_rules(round_.plan)
    records = load_task_records(round_.plan, round_=round_, tasks=tasks)
    versions, places = _versions(tasks, round_), _places(tasks, round_.plan)
    items = []
    for record in records:
        task = by_code[record.facts.code]
        standing = task_standing(record.facts, as_of=round_.as_of_on, rules=rules)
        items.append(WorkItem(task, record, standing, tuple(versions[task.pk]), places[task.pk]))
    before = Round.objects.filter(plan=round_.plan, number__lt=round_.number).order_by("number").last()
    return Desk(round_, before, rules, tuple(items))


def load_record_before(desk: Desk, item: WorkItem) -> TaskRecord:
    """What was settled before this round: for an item of this round that has been settled meanwhile."""
    if desk.before is not None:
        return load_task_records(desk.round.plan, round_=desk.before, tasks=[item.task])[0]
    record = item.record
    facts = replace(
        record.facts,
        targets=tuple(replace(target, value=None) for target in record.facts.targets),
        milestones=tuple(replace(milestone, reached_on=None) for milestone in record.facts.milestones),
    )
    return replace(
        record,
        facts=facts,
        targets=tuple(
            replace(row, facts=f, value_text=None) for row, f in zip(record.targets, facts.targets, strict=True)
        ),
        milestones=tuple(replace(row, facts=f) for row, f in zip(record.milestones, facts.milestones, strict=True)),
        progress="",
        public_progress="",
        problems="",
        next_measures="",
    )


def _versions(tasks: Iterable[Task], round_: Round) -> dict[int, list[Update]]:
    grouped: dict[int, list[Update]] = defaultdict(list)
    people = ("author", "submitted_by", "endorsed_by", "accepted_by", "returned_by", "published_in", "department")
    rows = (
        Update.objects.filter(round=round_, task__in=[task.pk for task in tasks])
        .select_related(*people)
        .prefetch_related("quantities__target", "milestones__milestone", "corrections__target", "corrections__round")
        .order_by("version")
    )
    for row in rows:
        row.round = round_
        grouped[row.task_id].append(row)
    return grouped


def _places(tasks: Iterable[Task], plan: Plan) -> dict[int, TaskPlace]:
    leads: dict[int, int] = {}
    others: dict[int, set[int]] = defaultdict(set)
    rows = Assignment.objects.current().filter(task__in=[task.pk for task in tasks])
    for task, department, role in rows.values_list("task_id", "department_id", "role"):
        if role == AssignmentRole.LEAD.value:
            leads[task] = department
        else:
            others[task].add(department)
    return {
        task.pk: TaskPlace(
            jurisdiction=plan.jurisdiction_id, lead=leads.get(task.pk), others=frozenset(others[task.pk])
        )
        for task in tasks
    }


# -- which rounds and plans ------------------------------------------------------------------------------------------


def list_rounds_of_departments(person: Person) -> list[Round]:
    """Open rounds of plans in which somebody's departments have a part."""
    departments = [grant.department for grant in person.grants if grant.role in DEPARTMENT_ROLES]
    own = Assignment.objects.current().filter(department__in=departments)
    # Not a join over tasks and assignments: PostgreSQL without statistics takes minutes for that at 300 tasks.
    rounds = Round.objects.open().filter(plan__in=own.values("task__plan"))
    return list(rounds.select_related("plan__jurisdiction", "plan__office").order_by("due_at", "pk"))


@dataclass(frozen=True)
class PlanFront:
    """A plan on the front page of those who see it whole."""

    plan: Plan
    round: Round | None
    last_round: Round | None
    counts: dict[UpdateState | None, int]
    close_outs: int
    withholdings: int

    @property
    def is_draft(self) -> bool:
        return self.plan.state == PlanState.DRAFT.value


def list_plan_fronts(person: Person) -> list[PlanFront]:
    """Plans of one's jurisdictions, newest first; a fixed number of queries a plan."""
    places = {grant.jurisdiction for grant in person.grants if grant.role in PLAN_WIDE}
    rounds = Prefetch("rounds", Round.objects.order_by("number"))
    plans = Plan.objects.filter(jurisdiction__in=places).select_related("jurisdiction", "office")
    return [_front(plan) for plan in plans.prefetch_related(rounds)]


def _front(plan: Plan) -> PlanFront:
    rounds = list(plan.rounds.all())
    open_round = next((row for row in rounds if row.closed_at is None), None)
    counts: dict[UpdateState | None, int] = {}
    if open_round is not None:
        open_round.plan = plan
        counts = _count_states(plan, open_round)
    return PlanFront(
        plan=plan,
        round=open_round,
        last_round=rounds[-1] if rounds else None,
        counts=counts,
        close_outs=CloseOut.objects.filter(task__plan=plan, approved_by=None, returned_at=None).count(),
        withholdings=plan.publications.filter(
            tasks__withholding__isnull=False, tasks__withholding__approved_by=None
        ).count(),
    )


def _count_states(plan: Plan, round_: Round) -> dict[UpdateState | None, int]:
    """By the newest version of each task; the rest is 未报送."""
    newest: dict[int, str] = {}
    rows = Update.objects.filter(round=round_).order_by("version").values_list("task_id", "state")
    newest.update(rows)
    waived = Q(terms__superseded_by=None, terms__state__in=[TaskState.SUSPENDED.value, TaskState.DROPPED.value])
    closed = Q(close_outs__approved_by__isnull=False, close_outs__completed_on__lte=round_.as_of_on)
    unasked = set(plan.tasks.filter(waived | closed).values_list("pk", flat=True))
    asked = set(plan.tasks.values_list("pk", flat=True)) - unasked
    counts: dict[UpdateState | None, int] = {None: len(asked - newest.keys())}
    for state in UpdateState:
        counts[state] = sum(1 for value in newest.values() if value == state.value)
    return counts


# -- what was reported earlier ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class EarlierFigure:
    """A figure settled in an earlier round, which a correction may put right."""

    round_number: int
    as_of: date
    text: str


def list_earlier_figures(task: Task, round_: Round) -> dict[str, list[EarlierFigure]]:
    """By target key, newest round first."""
    rows = (
        ReportedQuantity.objects.filter(
            update__in=Update.objects.settled().filter(task=task, round__number__lt=round_.number)
        )
        .order_by("-update__round__number", "-update__version")
        .values_list("target__key", "update__round__number", "update__round__as_of_on", "value_text")
    )
    figures: dict[str, list[EarlierFigure]] = defaultdict(list)
    for key, number, as_of, text in rows:
        figures[key].append(EarlierFigure(number, as_of, text))
    return figures


def list_close_outs(plan: Plan) -> list[CloseOut]:
    """Waiting ones first, then the newest."""
    rows = CloseOut.objects.filter(task__plan=plan).select_related(
        "task__plan", "applied_by", "approved_by", "returned_by"
    )
    titles = Prefetch("task__terms", TaskTerms.objects.current(), to_attr="current_terms")
    waiting = Count("pk", filter=Q(approved_by=None, returned_at=None))
    return list(rows.prefetch_related(titles).annotate(waiting=waiting).order_by("-waiting", "-applied_at"))


def find_close_out(task: Task) -> CloseOut | None:
    """The one that waits or was approved, else the newest that was returned."""
    rows = task.close_outs.select_related("applied_by", "approved_by", "returned_by")
    return rows.filter(returned_at=None).first() or rows.order_by("applied_at").last()
