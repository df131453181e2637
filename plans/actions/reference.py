"""Reference data of a jurisdiction: its name and code, its departments. Kept by its plan administrators, and logged."""

from datetime import datetime

from plans.actions.acting import Actor, one_act, require
from plans.models import Department, Jurisdiction
from plans.rules.digest import Json
from plans.rules.permissions import may_shape_plan

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


def _check_right(by: Actor, jurisdiction: int) -> None:
    allowed = by.user is None or may_shape_plan(by.person(), jurisdiction=jurisdiction)
    require(allowed, zh="维护单位信息", en="keep reference data")


def _fields(row: Department | Jurisdiction | None, names: tuple[str, ...]) -> Json:
    return None if row is None else {name: str(getattr(row, name)) for name in names}
