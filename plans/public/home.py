"""The page of a plan: how it stands, what changed, who leads, and what the document reported itself."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.utils.translation import gettext

from plans.models.words import gap_words, signed_percent
from plans.public.answers import Stand, stand, stand_of
from plans.public.changes import Corrected, LightChange, all_corrections, light_changes, record_corrections
from plans.public.departments import DepartmentLine, english_names, leading_departments
from plans.public.record import main_period, record_title
from plans.public.shares import ShareLine, added_figures, share_lines, value_words
from plans.queries.published import (
    FrozenIndicator,
    FrozenTask,
    Issue,
    IssueHead,
    PlanFront,
    list_plans,
    load_issue,
    load_record,
    load_tasks,
)
from plans.rules.bars import Bullet, bullet
from plans.rules.figures import percent
from plans.rules.shapes import Mean
from plans.rules.standing import answer
from plans.rules.vocabulary import FigureKind, Light

SHOWN_CHANGES = 12
SHOWN_HEADLINES = 6


@dataclass(frozen=True)
class FrontLine:
    issue: Issue
    stand: Stand


@dataclass(frozen=True)
class FrontPage:
    plans: tuple[FrontLine, ...]

    @property
    def is_demo(self) -> bool:
        return any(line.issue.plan["is_demo"] for line in self.plans)


@dataclass(frozen=True)
class AreaLine:
    """`area` is what the address of the task list filters by, `number` the area's place in the outline."""

    area: str
    number: str
    marker: str
    title: str
    stand: Stand


@dataclass(frozen=True)
class HeadLine:
    """A main figure of the report, its growth first where it states one. `is_added`: people put it right or gave it."""

    figure: str
    words: str
    is_down: bool
    is_added: bool


@dataclass(frozen=True)
class MeanLine:
    words: str
    covered: int
    of: int
    bar: Bullet | None


@dataclass(frozen=True)
class HomePage:
    issue: Issue
    stand: Stand
    updated: int
    areas: tuple[AreaLine, ...]
    previous: IssueHead | None
    changes: tuple[LightChange, ...]
    more_changes: tuple[LightChange, ...]
    changed: int
    corrections: tuple[Corrected, ...]
    departments: tuple[DepartmentLine, ...]
    headlines: tuple[HeadLine, ...]
    shares: tuple[ShareLine, ...]
    recorded: int
    record_title: str
    mean: MeanLine | None
    names: Mapping[str, str]


def build_front() -> FrontPage:
    return FrontPage(tuple(_front_line(front) for front in list_plans()))


def _front_line(front: PlanFront) -> FrontLine:
    return FrontLine(front.issue, stand(front.answer, withheld=front.withheld))


def build_home(slug: str, number: int | None = None) -> HomePage:
    issue = load_issue(slug, number)
    tasks = load_tasks(issue)
    before = load_tasks(issue.previous) if issue.previous else None
    record = load_record(issue)
    changes = () if before is None else light_changes(before, tasks)
    return HomePage(
        issue=issue,
        stand=stand_of(tasks, before),
        updated=sum(bool(task.body and task.body["updated"]) for task in tasks),
        areas=area_lines(tasks),
        previous=issue.previous,
        changes=changes[:SHOWN_CHANGES],
        more_changes=changes[SHOWN_CHANGES:],
        changed=len(changes),
        corrections=(
            *all_corrections((issue.head, task) for task in tasks),
            *record_corrections((issue.head, row) for row in record),
        ),
        departments=leading_departments(tasks),
        headlines=tuple(islice(_headlines(record), SHOWN_HEADLINES)),
        shares=share_lines(issue, record),
        recorded=sum(row.body is not None for row in record),
        record_title=record_title(main_period([row.body for row in record if row.body is not None])),
        mean=_mean(tasks) if issue.header["release"]["mean"] else None,
        names=english_names(tasks),
    )


def area_lines(tasks: Sequence[FrozenTask]) -> tuple[AreaLine, ...]:
    """The areas in the order of the document."""
    grouped: dict[str, list[FrozenTask]] = {}
    areas: dict[str, Mapping[str, Any]] = {}
    for task in tasks:
        if task.body is not None:
            area = task.body["area"]
            areas.setdefault(area["number"], area)
            grouped.setdefault(area["number"], []).append(task)
    return tuple(
        AreaLine(number.rpartition(".")[2], number, area["marker"], area["title"], stand_of(grouped[number]))
        for number, area in areas.items()
    )


def _headlines(record: Sequence[FrozenIndicator]) -> Iterable[HeadLine]:
    """The first few of the document's main indicators."""
    bodies = [row.body for row in record if row.body is not None]
    for body in bodies:
        value = body["values"][0]
        if value["kind"] == FigureKind.HEADLINE.value:
            yield _headline(body, value)


def _headline(body: Mapping[str, Any], value: Mapping[str, Any]) -> HeadLine:
    amount, growth = value_words(body, value), signed_percent(value["yoy"] or "")
    is_added = bool(added_figures(value) & {"value", "yoy"})
    if not growth:
        return HeadLine(amount, body["name"], is_down=False, is_added=is_added)
    words = gettext("%(name)s, year on year") % {"name": f"{body['name']}{amount}"}
    return HeadLine(growth, words, is_down=growth.startswith("−"), is_added=is_added)


def _mean(tasks: Sequence[FrozenTask]) -> MeanLine | None:
    found: Mean = answer([task.standing for task in tasks if task.standing is not None]).mean
    if found.completion is None:
        return None
    light = Light.ON if found.gap_pp is None or found.gap_pp >= 0 else Light.WARN
    words = gettext("%(done)s%% complete on average, %(gap)s") % {
        "done": percent(found.completion),
        "gap": gap_words(found.gap_pp),
    }
    bar = bullet(found.completion, found.scheduled, light=light, label=words, bar=14)
    return MeanLine(words, found.covered, found.of, bar)
