"""Reference data of a jurisdiction: its name and code, its departments and their duties.

Kept by its plan administrators, and logged.
"""

from collections.abc import Sequence
from datetime import datetime

from plans.actions.acting import Actor, one_act, require
from plans.models import Department, DepartmentDuty, Jurisdiction
from plans.rules.digest import Json
from plans.rules.duties import check_words
from plans.rules.permissions import may_shape_plan
from plans.rules.vocabulary import AssignmentRole

DEPARTMENT_FIELDS = ("slug", "name", "name_en", "category", "sort")
JURISDICTION_FIELDS = ("code", "name")


def save_department(*, department: Department, by: Actor, now: datetime) -> None:
    """A new department, or new names for one. Published issues keep the name they froze."""
    with one_act(
        by=by, now=now, name="save_department", subject=department.slug, jurisdiction=department.jurisdiction
    ) as act:
        _check_right(by, department.jurisdiction_id)
        earlier = Department.objects.select_for_update().filter(pk=department.pk).first()
        if earlier is not None:
            _check_right(by, earlier.jurisdiction_id)
        act.department = department.name
        act.before, act.after = _fields(earlier, DEPARTMENT_FIELDS), _fields(department, DEPARTMENT_FIELDS)
        department.save()


def save_jurisdiction(*, jurisdiction: Jurisdiction, by: Actor, now: datetime) -> None:
    """The official name and code in place of what a document gave."""
    with one_act(by=by, now=now, name="save_jurisdiction", subject=jurisdiction.code, jurisdiction=jurisdiction) as act:
        _check_right(by, jurisdiction.pk)
        earlier = Jurisdiction.objects.select_for_update().get(pk=jurisdiction.pk)
        act.before, act.after = _fields(earlier, JURISDICTION_FIELDS), _fields(jurisdiction, JURISDICTION_FIELDS)
        jurisdiction.save()


def save_duties(
    *, department: Department, lead: Sequence[str], cooperating: Sequence[str], by: Actor, now: datetime
) -> None:
    """The words of a department's duties in place of those it had. They only ever suggest; nothing else changes."""
    with one_act(
        by=by, now=now, name="save_duties", subject=department.slug, jurisdiction=department.jurisdiction
    ) as act:
        _check_right(by, department.jurisdiction_id)
        check_words(lead, cooperating)
        Department.objects.select_for_update().get(pk=department.pk)
        act.department = department.name
        act.before, act.after = _duties(department), {"lead": list(lead), "cooperating": list(cooperating)}
        if act.before == act.after:
            act.is_silent = True
            return
        department.duties.all().delete()
        roles = ((AssignmentRole.LEAD, lead), (AssignmentRole.COOPERATING, cooperating))
        DepartmentDuty.objects.bulk_create(
            DepartmentDuty(department=department, words=word, role=role.value)
            for role, words in roles
            for word in words
        )


def _duties(department: Department) -> dict[str, Json]:
    rows = list(department.duties.order_by("pk").values_list("role", "words"))
    return {
        role.value: [word for kept, word in rows if kept == role.value]
        for role in (AssignmentRole.LEAD, AssignmentRole.COOPERATING)
    }


def _check_right(by: Actor, jurisdiction: int) -> None:
    allowed = by.user is None or may_shape_plan(by.person(), jurisdiction=jurisdiction)
    require(allowed, zh="维护单位信息", en="keep reference data")


def _fields(row: Department | Jurisdiction | None, names: tuple[str, ...]) -> Json:
    return None if row is None else {name: str(getattr(row, name)) for name in names}
