"""Who somebody is, as the rules want to know it, read anew at each request: a right taken away counts at once."""

from plans.models import Department, Membership, Task, User
from plans.rules.permissions import Grant, Person, TaskPlace
from plans.rules.vocabulary import AssignmentRole, Role


def load_person(user: User) -> Person:
    rows = Membership.objects.filter(user=user).values_list("role", "jurisdiction_id", "department_id")
    return Person(
        key=user.pk,
        is_active=user.is_active,
        grants=frozenset(Grant(Role(role), jurisdiction, department) for role, jurisdiction, department in rows),
    )


def load_place(task: Task) -> TaskPlace:
    """The jurisdiction of a task and the departments that have a part in it now."""
    rows = list(task.assignments.current().values_list("department_id", "role"))
    lead = next((department for department, role in rows if role == AssignmentRole.LEAD.value), None)
    return TaskPlace(
        jurisdiction=task.plan.jurisdiction_id,
        lead=lead,
        others=frozenset(department for department, _role in rows if department != lead),
    )


def list_departments_of(person: Person) -> list[Department]:
    """The departments somebody works for, in administrative order."""
    keys = {grant.department for grant in person.grants if grant.department is not None}
    return list(Department.objects.filter(pk__in=keys))
