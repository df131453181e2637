"""The departments of an issue, in administrative order with their category: counts only, never ranked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from plans.models.words import is_english
from plans.public.answers import Stand, stand_of
from plans.public.lines import TaskLine, Unit, task_line, unit
from plans.queries.published import FrozenTask, Issue, load_issue, load_tasks
from plans.rules.said import NotThere


@dataclass(frozen=True)
class DepartmentLine:
    unit: Unit
    stand: Stand
    joint: int
    cooperating: int


@dataclass(frozen=True)
class Category:
    name: str
    departments: tuple[DepartmentLine, ...]


@dataclass(frozen=True)
class DepartmentsPage:
    issue: Issue
    categories: tuple[Category, ...]


@dataclass(frozen=True)
class DepartmentPage:
    issue: Issue
    unit: Unit
    stand: Stand
    leads: tuple[TaskLine, ...]
    joint: tuple[TaskLine, ...]
    cooperating: tuple[TaskLine, ...]


@dataclass
class _Gathered:
    unit: Unit
    leads: list[FrozenTask] = field(default_factory=list)
    joint: list[FrozenTask] = field(default_factory=list)
    cooperating: list[FrozenTask] = field(default_factory=list)


def build_departments(slug: str, number: int | None = None) -> DepartmentsPage:
    issue = load_issue(slug, number)
    lines = [_line(row) for row in _gather(load_tasks(issue))]
    categories = groupby(lines, key=lambda line: line.unit.category)
    return DepartmentsPage(issue, tuple(Category(name, tuple(rows)) for name, rows in categories))


def build_department(slug: str, department: str, number: int | None = None) -> DepartmentPage:
    issue = load_issue(slug, number)
    found = next((row for row in _gather(load_tasks(issue)) if row.unit.slug == department), None)
    if found is None:
        raise NotThere(
            "department-not-there", "本期任务中没有这个单位。", "No task of this issue names this department."
        )
    return DepartmentPage(
        issue=issue,
        unit=found.unit,
        stand=stand_of(found.leads),
        leads=_lines(found.leads),
        joint=_lines(found.joint),
        cooperating=_lines(found.cooperating),
    )


def leading_departments(tasks: Sequence[FrozenTask]) -> tuple[DepartmentLine, ...]:
    return tuple(_line(row) for row in _gather(tasks) if row.leads)


def english_names(tasks: Iterable[FrozenTask]) -> dict[str, str]:
    """What a frozen document tells by its Chinese name alone, such as the office that published, by what its bodies
    call it in English. Empty on Chinese pages.
    """
    if not is_english():
        return {}
    rows = (row for task in tasks if task.body is not None for row in _units(task.body))
    return {row["name"]: row["name_en"] for row in rows if row["name_en"]}


def _units(body: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [*([body["lead"]] if body["lead"] else []), *body["joint_leads"], *body["cooperating"]]


def named_units(tasks: Sequence[FrozenTask]) -> tuple[Unit, ...]:
    """Every department that leads or takes part."""
    return tuple(row.unit for row in _gather(tasks))


def _gather(tasks: Iterable[FrozenTask]) -> list[_Gathered]:
    rows: dict[str, _Gathered] = {}
    for task in tasks:
        body = task.body
        if body is None:
            continue
        if body["lead"]:
            _of(rows, unit(body["lead"])).leads.append(task)
        for row in body["joint_leads"]:
            _of(rows, unit(row)).joint.append(task)
        for row in body["cooperating"]:
            _of(rows, unit(row)).cooperating.append(task)
    return sorted(rows.values(), key=lambda row: (row.unit.sort, row.unit.slug))


def _of(rows: dict[str, _Gathered], department: Unit) -> _Gathered:
    return rows.setdefault(department.slug, _Gathered(department))


def _line(row: _Gathered) -> DepartmentLine:
    return DepartmentLine(row.unit, stand_of(row.leads), len(row.joint), len(row.cooperating))


def _lines(tasks: Iterable[FrozenTask]) -> tuple[TaskLine, ...]:
    return tuple(task_line(task) for task in tasks)
