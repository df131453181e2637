"""The duties of a jurisdiction's units, and whom they suggest for tasks. Suggestions are never stored nor published."""

from collections.abc import Collection, Hashable, Iterable
from typing import NamedTuple

from django.db.models import Prefetch

from plans.models import Department, DepartmentDuty, Jurisdiction
from plans.rules.duties import Duties, Suggestion, Unit
from plans.rules.vocabulary import AssignmentRole


class TaskWords(NamedTuple):
    """What is known of a task: its title, sentence and targets' names in one text, and the units its document names.

    The heading of its measure is heard only where its own words say nothing.
    """

    key: Hashable
    text: str
    named_lead: str = ""
    named_cooperating: tuple[str, ...] = ()
    heading: str = ""


def load_units(jurisdiction: Jurisdiction) -> list[Unit]:
    """Every department in administrative order, with its words; one query."""
    rows = Department.objects.filter(jurisdiction=jurisdiction).order_by("sort", "pk", "duties__pk")
    names: dict[str, str] = {}
    words: dict[tuple[str, str], list[str]] = {}
    for slug, name, word, role in rows.values_list("slug", "name", "duties__words", "duties__role"):
        names[slug] = name
        if word is not None:
            words.setdefault((slug, role), []).append(word)
    return [
        Unit(
            slug=slug,
            name=name,
            lead_words=tuple(words.get((slug, AssignmentRole.LEAD.value), ())),
            cooperating_words=tuple(words.get((slug, AssignmentRole.COOPERATING.value), ())),
        )
        for slug, name in names.items()
    ]


def list_duties(jurisdictions: Collection[int]) -> list[Department]:
    """Departments in administrative order, by jurisdiction, with their duties in the order they were typed."""
    rows = Department.objects.filter(jurisdiction__in=jurisdictions).select_related("jurisdiction")
    duties = Prefetch("duties", DepartmentDuty.objects.order_by("pk"))
    return list(rows.prefetch_related(duties).order_by("jurisdiction__code", "sort", "pk"))


def suggestions_for(jurisdiction: Jurisdiction, items: Iterable[tuple]) -> dict[Hashable, Suggestion]:
    """By key, for items as in `TaskWords`; one query whatever their number. Departments by their slug."""
    duties = Duties(load_units(jurisdiction), place=jurisdiction.name)
    tasks = [TaskWords(*item) for item in items]
    return {
        task.key: duties.suggest(
            task.text, named_lead=task.named_lead, named_cooperating=task.named_cooperating, heading=task.heading
        )
        for task in tasks
    }
