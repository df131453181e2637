"""The page of a plan: how it stands, what changed, who leads, and what the document reported itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext

from plans.models.words import figures_sentence, gap_words
from plans.public.answers import Stand, stand, stand_of
from plans.public.changes import Corrected, LightChange, all_corrections, light_changes
from plans.public.departments import DepartmentLine, english_names, leading_departments
from plans.queries.published import (
    FrozenTask,
    Issue,
    IssueHead,
    PlanFront,
    list_plans,
    load_issue,
    load_tasks,
)
from plans.rules.bars import Bullet, bullet
from plans.rules.figures import percent
from plans.rules.shapes import Mean
from plans.rules.standing import answer
from plans.rules.vocabulary import Light

SHOWN_CHANGES = 12


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
class FactLine:
    """A figure the document gives as a share of the yearly plan. A lead or lag only where the document states one."""

    name: str
    value: str
    share: str
    gap: str
    is_ahead: bool
    bar: Bullet | None


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
    facts: tuple[FactLine, ...]
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
        corrections=all_corrections((issue.head, task) for task in tasks),
        departments=leading_departments(tasks),
        facts=_facts(issue.header["source"].get("observations", [])),
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


def _facts(observations: Sequence[Mapping[str, Any]]) -> tuple[FactLine, ...]:
    return tuple(_fact(row) for row in observations if row.get("share_of_plan"))


def _fact(row: Mapping[str, Any]) -> FactLine:
    share = Fraction(row["share_of_plan"]) / 100
    gap_pp = Fraction(row["stated_gap"]) if row.get("stated_gap") else None
    scheduled = None if gap_pp is None else share - gap_pp / 100
    light = Light.ON if gap_pp is None or gap_pp >= 0 else Light.WARN
    sentence = figures_sentence(percent(share), percent(scheduled), gap_pp)
    return FactLine(
        name=row["name"],
        value=f"{row['value'] or ''}{row['unit'] or ''}",
        share=f"{row['share_of_plan']}%",
        gap=gap_words(gap_pp),
        is_ahead=light is Light.ON,
        bar=bullet(share, scheduled, light=light, label=sentence, bar=10),
    )


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
