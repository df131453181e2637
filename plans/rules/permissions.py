"""Who may see and do what: predicates on plain facts. A superuser flag is no fact here and gives no right.

| who | the plan: text, tasks, decisions, public issues | reports: rounds, updates, close-outs, internal issues | drafts |
|---|---|---|---|
| contributor of the lead | own tasks | own tasks | yes |
| head of the lead, people of other departments with a part | own tasks | own tasks | no |
| plan office, auditor | the whole plan | the whole plan | no |
| plan administrator | the whole plan | no | no |

A draft is what nobody has submitted yet: that there is one may be counted, what it says is its writers' alone.
"""

from dataclasses import dataclass, field

from plans.rules.vocabulary import DEPARTMENT_ROLES, Role, UpdateState
from plans.rules.workflow import moves_from


@dataclass(frozen=True)
class Grant:
    """One membership: a role in a department, or in a whole jurisdiction."""

    role: Role
    jurisdiction: int
    department: int | None = None


@dataclass(frozen=True)
class Person:
    """Somebody signed in, with the rights they hold at this request."""

    key: int
    is_active: bool = True
    grants: frozenset[Grant] = frozenset()


@dataclass(frozen=True)
class TaskPlace:
    """Where a task belongs: its jurisdiction and the departments with a part in it."""

    jurisdiction: int
    lead: int | None = None
    others: frozenset[int] = field(default_factory=frozenset)

    @property
    def departments(self) -> frozenset[int]:
        return self.others if self.lead is None else self.others | {self.lead}


PLAN_WIDE = frozenset({Role.PLAN_OFFICE, Role.PLAN_ADMIN, Role.AUDITOR})
READS_REPORTS = frozenset({Role.PLAN_OFFICE, Role.AUDITOR})


def plan_roles(person: Person, *, jurisdiction: int) -> frozenset[Role]:
    """The roles a person holds over a whole plan of this jurisdiction."""
    if not person.is_active:
        return frozenset()
    return frozenset(g.role for g in person.grants if g.jurisdiction == jurisdiction and g.role in PLAN_WIDE)


def department_roles(person: Person, *, department: int | None) -> frozenset[Role]:
    if not person.is_active or department is None:
        return frozenset()
    return frozenset(g.role for g in person.grants if g.department == department and g.role in DEPARTMENT_ROLES)


def reporting_roles(person: Person, *, place: TaskPlace) -> frozenset[Role]:
    """The roles that count in a task's workflow: those in its lead department, and those over the whole plan.

    A cooperating department sees the task and gives its part to the lead; it has no move of its own.
    """
    return department_roles(person, department=place.lead) | plan_roles(person, jurisdiction=place.jurisdiction)


def may_see_plan(person: Person, *, jurisdiction: int) -> bool:
    """The structure of a whole plan: its text, tasks, owners, what was decided, and what is public anyway."""
    return bool(plan_roles(person, jurisdiction=jurisdiction))


def may_see_reports(person: Person, *, jurisdiction: int) -> bool:
    """What was reported on a whole plan: items of rounds, updates, close-outs, internal issues.

    A plan administrator shapes the plan and gives the roles; how the work goes is not theirs to read.
    """
    return bool(plan_roles(person, jurisdiction=jurisdiction) & READS_REPORTS)


def may_see_task(person: Person, *, place: TaskPlace) -> bool:
    """A task with what was reported on it, in a department that has a part in it or over the whole plan."""
    if may_see_reports(person, jurisdiction=place.jurisdiction):
        return True
    return any(department_roles(person, department=department) for department in place.departments)


def may_see_draft(person: Person, *, place: TaskPlace) -> bool:
    """What is not submitted yet is seen by those who may go on with it, as the table of transitions says."""
    return bool(moves_from(state=UpdateState.DRAFT, roles=reporting_roles(person, place=place)))


def may_run_rounds(person: Person, *, jurisdiction: int) -> bool:
    """Open rounds, accept, return, publish, report."""
    return Role.PLAN_OFFICE in plan_roles(person, jurisdiction=jurisdiction)


def may_shape_plan(person: Person, *, jurisdiction: int) -> bool:
    """Import, confirm, give roles in the jurisdiction."""
    return Role.PLAN_ADMIN in plan_roles(person, jurisdiction=jurisdiction)


def may_audit(person: Person, *, jurisdiction: int) -> bool:
    return Role.AUDITOR in plan_roles(person, jurisdiction=jurisdiction)


def may_manage_accounts(person: Person) -> bool:
    return person.is_active and any(grant.role is Role.SYSTEM_ADMIN for grant in person.grants)
