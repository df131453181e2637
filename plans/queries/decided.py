"""A plan as decided, outside any round: its tasks with their sentences, targets and departments."""

from plans.models import Plan, Round, Task
from plans.queries.living import load_task_records
from plans.rules.records import TaskRecord


def load_decided_records(plan: Plan, tasks: list[Task] | None = None) -> tuple[TaskRecord, ...]:
    """Before the first report: number nought stands before every round, so that no figure is in them."""
    nowhere = Round(plan=plan, number=0, as_of_on=plan.start_on)
    return load_task_records(plan, round_=nowhere, tasks=tasks)
