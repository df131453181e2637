"""The public task list: a table that sorts, filters that narrow it, all by a GET form and links."""

from dataclasses import dataclass
from typing import Any

import django_filters
import django_tables2 as tables
from django.db.models import F, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from plans.models import PublishedTask
from plans.models.words import BADGES
from plans.public.answers import Stand, stand_of
from plans.public.departments import named_units
from plans.public.home import area_lines
from plans.public.lines import TaskLine, task_line
from plans.queries.published import FrozenTask, Issue, load_issue, load_tasks, task_rows

PER_PAGE = 50
LONGEST_SEARCH, MOST_WORDS = 100, 8
"""A search of thousands of words is one expression too deep for the database."""


class TaskFilter(django_filters.FilterSet):
    """Two-character words are found too, so no full-text index: `icontains` over the folded words of a row."""

    q = django_filters.CharFilter(method="with_words")
    area = django_filters.ChoiceFilter(field_name="area")
    department = django_filters.ChoiceFilter(method="of_department")
    light = django_filters.ChoiceFilter(choices=[(light.value, word) for light, word in BADGES.items()])

    class Meta:
        model = PublishedTask
        fields = ["q", "area", "department", "light"]

    def __init__(self, *args: Any, areas: list, departments: list, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["area"].extra["choices"] = areas
        self.filters["department"].extra["choices"] = departments

    def with_words(self, rows: QuerySet, _name: str, value: str) -> QuerySet:
        for word in value[:LONGEST_SEARCH].casefold().split()[:MOST_WORDS]:
            rows = rows.filter(words__icontains=word)
        return rows

    def of_department(self, rows: QuerySet, _name: str, value: str) -> QuerySet:
        return rows.filter(departments__contains=f"|{value}|")


class TaskTable(tables.Table):
    """Cells are drawn by the template from `line`; the table keeps order and pages."""

    code = tables.Column(verbose_name=_("Code"), order_by="order_key")
    light = tables.Column(verbose_name=_("Standing"), order_by=("light_rank", "order_key"))
    completion = tables.Column(verbose_name=_("Completion and schedule"), order_by="completion")
    gap = tables.Column(accessor="gap_pp", verbose_name=_("Against schedule"), order_by="gap_pp")
    lead = tables.Column(verbose_name=_("Lead department"), order_by=("lead_sort", "order_key"))
    due = tables.Column(accessor="due_on", verbose_name=_("Due"), order_by="due_on")

    class Meta:
        order_by_field = "sort"
        page_field = "page"

    def order_completion(self, rows: QuerySet, is_descending: bool) -> tuple[QuerySet, bool]:  # noqa: FBT001 - django-tables2
        return _nulls_last(rows, "completion", is_descending=is_descending), True

    def order_gap(self, rows: QuerySet, is_descending: bool) -> tuple[QuerySet, bool]:  # noqa: FBT001 - django-tables2
        return _nulls_last(rows, "gap_pp", is_descending=is_descending), True

    def order_light(self, rows: QuerySet, is_descending: bool) -> tuple[QuerySet, bool]:  # noqa: FBT001 - django-tables2
        return _nulls_last(rows, "light_rank", is_descending=is_descending), True

    def order_lead(self, rows: QuerySet, is_descending: bool) -> tuple[QuerySet, bool]:  # noqa: FBT001 - django-tables2
        return _nulls_last(rows, "lead_sort", is_descending=is_descending), True

    def order_due(self, rows: QuerySet, is_descending: bool) -> tuple[QuerySet, bool]:  # noqa: FBT001 - django-tables2
        return _nulls_last(rows, "due_on", is_descending=is_descending), True


def _nulls_last(rows: QuerySet, column: str, *, is_descending: bool) -> QuerySet:
    """The two databases disagree where nothing sorts; what cannot be said stands last, in plan order among equals."""
    order = F(column).desc(nulls_last=True) if is_descending else F(column).asc(nulls_last=True)
    return rows.order_by(order, "order_key")


@dataclass(frozen=True)
class Heading:
    """A sortable column head: `order` is what aria-sort says, `sort` what its link asks for."""

    name: str
    words: str
    sort: str
    order: str


@dataclass(frozen=True)
class TasksPage:
    issue: Issue
    stand: Stand
    table: TaskTable
    form: Any
    headings: tuple[Heading, ...]
    lines: tuple[TaskLine, ...]
    found: int
    is_filtered: bool
    is_refused: bool
    all_tasks: int


def build_tasks(slug: str, query: QueryDict, number: int | None = None) -> TasksPage:
    issue = load_issue(slug, number)
    tasks = load_tasks(issue)
    filters = _filters(query, issue, tasks)
    table = TaskTable(filters.qs, order_by=query.get("sort", ""))
    table.paginate(page=_page(query, table), per_page=PER_PAGE)
    by_code = {task.code: task for task in tasks}
    lines = tuple(task_line(by_code[row.record.code]) for row in table.paginated_rows)
    return TasksPage(
        issue=issue,
        stand=stand_of(tasks),
        table=table,
        form=filters.form,
        headings=tuple(_heading(column) for column in table.columns),
        lines=lines,
        found=table.paginator.count,
        is_filtered=any(query.get(name) for name in TaskFilter.base_filters),
        is_refused=bool(filters.form.errors),
        all_tasks=len(tasks),
    )


def _filters(query: QueryDict, issue: Issue, tasks: tuple[FrozenTask, ...]) -> TaskFilter:
    areas = [(line.area, f"{line.marker}{line.title}") for line in area_lines(tasks)]
    departments = [(unit.slug, unit.name) for unit in named_units(tasks)]
    return TaskFilter(query, queryset=task_rows(issue, tasks), areas=areas, departments=departments)


def _page(query: QueryDict, table: TaskTable) -> int:
    """A page that is not a number is the first, one past the end the last."""
    asked = query.get("page", "")
    pages = max(1, -(-len(table.rows) // PER_PAGE))
    return min(max(int(asked), 1), pages) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1


def _heading(column: Any) -> Heading:
    alias = column.order_by_alias
    order = "" if not column.is_ordered else "descending" if alias.is_descending else "ascending"
    return Heading(column.name, str(column.header), str(alias.next), order)
