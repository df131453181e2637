"""A proposal becomes the plan, once: rows, codes and origins, by one decision."""

from datetime import date

import pytest

from plans.actions.acting import COMMAND_LINE
from plans.actions.confirming import confirm_plan
from plans.actions.deciding import DecisionText, TaskChoice
from plans.actions.proposing import take_steps
from plans.models import (
    Assignment,
    AuditEntry,
    Decision,
    Department,
    Jurisdiction,
    Passage,
    Plan,
    RuleSet,
    Section,
    SourceDocument,
    Target,
    Task,
    TaskPassage,
    TaskTerms,
)
from plans.queries.living import load_task_records
from plans.rules.said import Refused
from plans.rules.vocabulary import ReviewVerb
from tests.actions.worlds import NOW, SENTENCE, make_round, make_task, make_world

pytestmark = pytest.mark.django_db

DECISION = DecisionText(office="县政府办", on=date(2031, 7, 5), document_number="白府办〔2031〕5号", reason="分工方案")


@pytest.fixture
def draft():
    return make_world(tasks=2, state="draft")


def confirm(world, *choices, by=None, **given):
    confirm_plan(plan=world.plan, choices=choices, decision=DECISION, by=by or world.admin, now=NOW, **given)


def step(world, verb, **body):
    take_steps(plan=world.plan, changes=[(verb, body)], by=world.admin, now=NOW)


def refused(code, status, *choices, world, **given):
    before = [model.objects.count() for model in (Decision, Section, Task, Target, TaskTerms, Assignment)]
    with pytest.raises(Refused) as caught:
        confirm(world, *choices, **given)
    assert (caught.value.code, caught.value.status) == (code, status)
    assert [model.objects.count() for model in (Decision, Section, Task, Target, TaskTerms, Assignment)] == before
    return caught.value


def reread(world, **changes):
    """The draft with another reading: documents are immutable, so it is another document."""
    old = world.plan.source
    row = SourceDocument.objects.create(
        plan=world.plan, filename="b.txt", content=b"b", sha256="b" * 64, text=changes.pop("text", old.text),
        reading=old.reading | changes, title="白鹭县计划", imported_at=NOW,
    )  # fmt: skip
    world.plan.source = row
    world.plan.save()


def test_a_draft_is_confirmed_once_by_one_decision(draft):
    confirm(draft, TaskChoice(code="1.1.1", lead="school"), office=draft.school, title="新标题", short_title="新")
    plan = Plan.objects.get()
    assert (plan.state, plan.office, plan.title, plan.short_title) == ("confirmed", draft.school, "新标题", "新")
    assert load_task_records(plan, round_=make_round(draft))[0].lead.slug == "school"
    entry = AuditEntry.objects.get()
    assert (entry.act, entry.after) == (
        "confirm_plan",
        '{"decided":"1","document_number":"白府办〔2031〕5号","tasks":"2"}',
    )
    refused("plan-confirmed", 409, world=draft)
    assert AuditEntry.objects.get(seq=2).outcome == "plan-confirmed"


def test_sections_measures_tasks_sentences_and_targets_become_rows(draft):
    confirm(draft)
    assert list(Section.objects.values_list("number", "parent__number", "kind")) == [
        ("2.1", None, "plan"),
        ("2.1.m1", "2.1", "measure"),
    ]
    tasks = Task.objects.order_by("sort_key").values_list("code", "area__number", "measure__number", "terms__title")
    assert list(tasks) == [
        ("1.1.1", "2.1", "2.1.m1", "新增家庭农场（1）"),
        ("1.1.2", "2.1", "2.1.m1", "新增家庭农场（2）"),
    ]
    assert list(Passage.objects.values_list("start", "end")) == [
        (0, len(SENTENCE) - 1),
        (len(SENTENCE), 2 * len(SENTENCE) - 1),
    ]
    assert list(Target.objects.values_list("key", "name", "goal_text", "unit", "passage__tasks__code").distinct()) == [
        ("t1", "家庭农场", "20", "家", "1.1.1"),
        ("t1", "家庭农场", "20", "家", "1.1.2"),
    ]
    assert RuleSet.objects.get().version == 1


def test_what_the_plan_says_rests_on_the_plan_and_what_people_settled_on_their_decision(draft):
    step(
        draft,
        ReviewVerb.EDIT,
        item="T01",
        title="培育家庭农场",
        lead="farm",
        cooperating=["school"],
        due_on="2031-11-30",
    )
    step(draft, ReviewVerb.EDIT, item="G02", value="30")
    confirm(draft)
    terms = TaskTerms.objects.filter(task__code="1.1.1").order_by("pk")
    assert list(terms.values_list("title", "due_on", "decision__origin")) == [
        ("新增家庭农场（1）", None, "plan"),
        ("培育家庭农场", date(2031, 11, 30), "decision"),
    ]
    assert list(Target.objects.order_by("task").values_list("goal_text", "decision__origin")) == [
        ("20", "plan"),
        ("30", "decision"),
    ]
    roles = Assignment.objects.order_by("role").values_list("department__slug", "role", "decision__document_number")
    assert list(roles) == [
        ("school", "cooperating", DECISION.document_number),
        ("farm", "lead", DECISION.document_number),
    ]


def test_a_deadline_of_the_document_is_the_plans_own_until_people_take_it_back(draft):
    tasks = [item | {"due_text": "11月底前", "due_on": "2031-11-30"} for item in draft.plan.source.reading["tasks"]]
    reread(draft, tasks=tasks)
    step(draft, ReviewVerb.EDIT, item="T02", due_on="")
    confirm(draft)
    found = TaskTerms.objects.order_by("pk").values_list("task__code", "due_on", "decision__origin")
    assert list(found) == [
        ("1.1.1", date(2031, 11, 30), "plan"),
        ("1.1.2", date(2031, 11, 30), "plan"),
        ("1.1.2", None, "decision"),
    ]


def test_a_merged_task_keeps_its_sentences_in_order_and_codes_have_no_gap():
    world = make_world(tasks=3, state="draft")
    step(world, ReviewVerb.DROP, item="T02", reason="background")
    step(world, ReviewVerb.MERGE, items=["T01", "T03"])
    confirm(world)
    assert list(Task.objects.values_list("code")) == [("1.1.1",)]
    rows = TaskPassage.objects.values_list("order", "passage__start")
    assert list(rows) == [(0, 0), (1, 2 * len(SENTENCE))]


def test_a_target_in_no_task_does_not_come_into_the_plan(draft):
    step(draft, ReviewVerb.DROP, item="T02", reason="background")
    confirm(draft)
    assert Target.objects.count() == 1


@pytest.mark.parametrize(
    ("said", "kind", "operator", "basis"),
    [
        ({"operator": "<"}, "cumulative", "≈", "flow"),
        ({"operator": "≤", "basis": "net"}, "level", "≤", ""),
        ({"operator": "≥", "basis": None}, "cumulative", "≥", "flow"),
        ({"kind": "level", "operator": "≤", "basis": "stock"}, "level", "≤", ""),
    ],
)
def test_a_goal_keeps_its_operator_and_what_counts_up_is_never_a_ceiling(said, kind, operator, basis):
    world = make_world(state="draft")
    reread(world, targets=[world.plan.source.reading["targets"][0] | said])
    confirm(world)
    row = Target.objects.get()
    assert (row.kind, row.operator, row.basis) == (kind, operator, basis)


def test_a_quantity_of_too_many_digits_stays_in_the_reading():
    world = make_world(state="draft")
    reread(world, targets=[world.plan.source.reading["targets"][0] | {"value": "9" * 50}])
    confirm(world)
    assert (Task.objects.count(), Target.objects.count()) == (1, 0)


def test_the_plan_office_is_one_of_the_plans_own_departments(draft):
    elsewhere = Department.objects.create(
        jurisdiction=Jurisdiction.objects.create(code="990099", name="邻县"),
        slug="far",
        name="邻县发改局",
        category="政府部门",
    )
    assert refused("office-elsewhere", 400, world=draft, office=elsewhere).field == "office"


def test_the_command_line_may_confirm_and_names_stay_where_none_are_given(draft):
    confirm(draft, by=COMMAND_LINE)
    plan = Plan.objects.get()
    assert (plan.state, plan.office, plan.title) == ("confirmed", None, "白鹭县2031年下半年计划")


@pytest.mark.parametrize("who", ["contributor", "head", "office", "auditor", "system", "stranger", "neighbour"])
def test_only_a_plan_administrator_confirms(draft, who):
    refused("no-right", 403, world=draft, by=getattr(draft, who))
    assert Plan.objects.get().state == "draft"


def test_a_plan_without_tasks_or_without_a_document_is_not_confirmed():
    world = make_world(tasks=0, state="draft")
    refused("plan-empty", 400, world=world)
    Plan.objects.update(source=None)
    refused("plan-empty", 400, world=world)


def test_a_draft_that_an_older_version_imported_is_imported_again(draft):
    said = Decision.objects.create(plan=draft.plan, on=date(2031, 7, 1), reason="计划", origin="plan")
    make_task(draft, draft.plan.source, said, 1)
    refused("draft-of-old-version", 409, world=draft)


def test_an_unknown_task_or_department_stops_all_of_it(draft):
    good = TaskChoice(code="1.1.1", title="新名称")
    refused("task-unknown", 400, good, TaskChoice(code="9.9.9"), world=draft)
    refused("department-unknown", 400, good, TaskChoice(code="1.1.1", lead="navy"), world=draft)
    assert Plan.objects.get().state == "draft"
