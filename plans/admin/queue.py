"""The work queue: what waits for whoever has signed in, by role. The home of the workplace."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from plans.admin.bars import Bullet, LightLine, StateBar, bullet, count_states, light_line, state_bar
from plans.admin.doors import page, person_of
from plans.admin.words import share, time_left
from plans.models import Round
from plans.queries.people import list_departments_of
from plans.queries.workplace import Desk, PlanFront, WorkItem, list_plan_fronts, list_rounds_of_departments, load_desk
from plans.rules.permissions import DEPARTMENT_ROLES, Person, may_see_reports, reporting_roles
from plans.rules.shapes import TaskStanding
from plans.rules.standing import task_standing
from plans.rules.vocabulary import Role, UpdateState
from plans.rules.workflow import Move, moves_from

SETTLED = (UpdateState.ACCEPTED, UpdateState.PUBLISHED)
SENT = (UpdateState.SUBMITTED, UpdateState.ENDORSED, UpdateState.ACCEPTED, UpdateState.PUBLISHED)


@dataclass(frozen=True)
class Job:
    """One item on somebody's desk, with the moves they may make now."""

    item: WorkItem
    moves: frozenset[Move]
    bar: Bullet | None
    was: str
    due: str
    light: LightLine
    is_settled_now: bool

    @property
    def may_report(self) -> bool:
        return Move.SUBMIT in self.moves

    @property
    def may_endorse(self) -> bool:
        return Move.ENDORSE in self.moves


@dataclass(frozen=True)
class Board:
    """The queue of one round."""

    round: Round
    left: str
    is_late: bool
    bar: StateBar
    asked: int
    sent: int
    to_endorse: Sequence[Job]
    returned: Sequence[Job]
    to_report: Sequence[Job]
    drafts: Sequence[Job]
    done: Sequence[Job]
    shared: Sequence[Job]
    closed: Sequence[Job]


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    person = person_of(request)
    departments = list_departments_of(person)
    boards = [_board(round_, person, now) for round_ in list_rounds_of_departments(person)]
    fronts = [_front(front, person, now) for front in list_plan_fronts(person)]
    roles = {grant.role for grant in person.grants}
    return page(
        request,
        "queue.html",
        boards=boards,
        fronts=fronts,
        departments=departments,
        roles={role.value: True for role in roles},
        is_demo=any(board.round.plan.is_demo for board in boards) or any(front["plan"].is_demo for front in fronts),
    )


def _board(round_: Round, person: Person, now: datetime) -> Board:
    own = {grant.department for grant in person.grants if grant.role in DEPARTMENT_ROLES}
    desk = load_desk(round_, departments=own)
    leading = [_job(desk, item, person) for item in desk.items if item.place.lead in own]
    asked = [job for job in leading if job.item.needs_report]
    by_state = {state: [job for job in asked if job.item.state is state] for state in (None, *UpdateState)}
    to_endorse = [job for job in by_state[UpdateState.SUBMITTED] if job.may_endorse]
    return Board(
        round=round_,
        left=time_left(round_.due_at, now=now),
        is_late=now > round_.due_at,
        bar=state_bar(count_states([job.item.state for job in asked])),
        asked=len(asked),
        sent=sum(len(by_state[state]) for state in SENT),
        to_endorse=to_endorse,
        returned=by_state[UpdateState.RETURNED],
        to_report=by_state[None],
        drafts=by_state[UpdateState.DRAFT],
        done=[job for state in SENT for job in by_state[state] if job not in to_endorse],
        shared=[_job(desk, item, person) for item in desk.items if item.place.lead not in own],
        closed=[job for job in leading if not job.item.needs_report],
    )


def _job(desk: Desk, item: WorkItem, person: Person) -> Job:
    """The bar shows what was settled last against what is due in this round."""
    standing: TaskStanding = item.standing
    before = item.standing
    if desk.before is not None:
        before = task_standing(item.record.facts, as_of=desk.before.as_of_on, rules=desk.rules)
    moves = moves_from(
        state=item.state,
        roles=reporting_roles(person, place=item.place),
        round_is_open=desk.round.closed_at is None,
    )
    return Job(
        item=item,
        moves=frozenset(transition.move for transition in moves),
        bar=bullet(standing),
        was="" if standing.completion is None else share(standing.completion),
        due="" if standing.scheduled is None else share(standing.scheduled),
        light=light_line(item.standing if item.state in SETTLED else before),
        is_settled_now=item.state in SETTLED,
    )


def _front(front: PlanFront, person: Person, now: datetime) -> dict[str, object]:
    roles = {g.role for g in person.grants if g.jurisdiction == front.plan.jurisdiction_id}
    total = sum(front.counts.values())
    return {
        "plan": front.plan,
        "front": front,
        "left": time_left(front.round.due_at, now=now) if front.round else "",
        "bar": state_bar(front.counts) if front.round else None,
        "total": total,
        "waiting": front.counts.get(UpdateState.ENDORSED, 0),
        "missing": front.counts.get(None, 0),
        "accepted": front.counts.get(UpdateState.ACCEPTED, 0),
        "runs": Role.PLAN_OFFICE in roles,
        "shapes": Role.PLAN_ADMIN in roles,
        "audits": Role.AUDITOR in roles,
        "reads": may_see_reports(person, jurisdiction=front.plan.jurisdiction_id),
    }
