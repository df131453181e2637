"""Changing the tasks of a plan: each change supersedes a row, and the old one stays readable."""

from datetime import date

import pytest

from plans.actions.acting import COMMAND_LINE
from plans.actions.deciding import DecisionText, MilestoneChoice, TargetChoice, TaskChoice, decide_task
from plans.models import (
    Assignment,
    AuditEntry,
    Decision,
    Milestone,
    Plan,
    Target,
    Task,
    TaskTerms,
)
from plans.queries.living import load_task_records
from plans.rules.said import Refused
from plans.rules.vocabulary import Origin, Responsibility, ScheduleRule, TargetKind, TaskState
from tests.actions.worlds import NOW, make_round, make_world

pytestmark = pytest.mark.django_db

DECISION = DecisionText(office="县政府办", on=date(2031, 7, 5), document_number="白府办〔2031〕5号", reason="分工方案")


@pytest.fixture
def world():
    return make_world()


def decide(world, by=None, decision=DECISION, **given):
    decide_task(
        task=world.task, choice=TaskChoice(code="1.1.1", **given), decision=decision, by=by or world.office, now=NOW
    )


def refused(code, status, call, *arguments, **given):
    before = (Decision.objects.count(), Target.objects.count(), TaskTerms.objects.count(), Assignment.objects.count())
    with pytest.raises(Refused) as caught:
        call(*arguments, **given)
    assert (caught.value.code, caught.value.status) == (code, status)
    after = (Decision.objects.count(), Target.objects.count(), TaskTerms.objects.count(), Assignment.objects.count())
    assert after == before
    return caught.value


def record(world):
    return load_task_records(world.plan, round_=world.plan.rounds.first() or make_round(world))[0]


# -- one task --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["office", "admin"])
def test_plan_office_and_administrator_change_a_task(world, who):
    decide(world, by=getattr(world, who), title="新名称")
    assert record(world).title == "新名称"
    entry = AuditEntry.objects.get()
    assert (entry.act, entry.actor, entry.subject) == ("decide_task", who, "bailu-2031 1.1.1")


def test_the_command_line_changes_a_task(world):
    decide(world, by=COMMAND_LINE, title="新名称")
    assert record(world).title == "新名称"


@pytest.mark.parametrize("who", ["contributor", "head", "auditor", "stranger", "neighbour"])
def test_nobody_else_changes_a_task(world, who):
    refused("no-right", 403, decide, world, by=getattr(world, who), title="新名称")


def test_a_draft_plan_is_confirmed_before_its_tasks_are_changed(world):
    Plan.objects.update(state="draft")
    refused("plan-not-confirmed", 409, decide, world, title="新名称")


def test_a_change_rests_on_a_document_or_a_reason(world):
    bare = DecisionText(office="县政府办", on=date(2031, 7, 5), document_number=" ")
    error = refused("decision-without-ground", 400, decide, world, decision=bare, title="新名称")
    assert error.field == "reason"
    decide(world, decision=DecisionText(office="县政府办", on=date(2031, 7, 5), reason="口径明确"), title="新名称")


def test_new_terms_supersede_the_old_ones_which_stay_readable(world):
    old = TaskTerms.objects.get()
    decide(world, title="新名称", due_on=date(2031, 11, 30), state=TaskState.SUSPENDED, is_ongoing=True)
    new = TaskTerms.objects.current().get()
    assert (new.supersedes, old.title) == (old, TaskTerms.objects.get(pk=old.pk).title)
    assert (new.title, new.due_on, new.state, new.is_ongoing, new.is_sensitive, new.weight_text) == (
        "新名称",
        date(2031, 11, 30),
        "suspended",
        True,
        False,
        "1",
    )
    assert (new.decision.document_number, new.decision.by) == ("白府办〔2031〕5号", world.office.user)


def test_a_due_date_can_be_taken_back_to_the_end_of_the_plan(world):
    decide(world, ends_with_plan=True)
    assert TaskTerms.objects.count() == 1
    decide(world, due_on=date(2031, 11, 30))
    assert record(world).due_is_inferred is False
    decide(world, ends_with_plan=True)
    assert (record(world).due_on, record(world).due_is_inferred) == (world.plan.end_on, True)


def test_what_is_no_change_adds_no_row(world):
    decide(world, title="新增家庭农场（1）", is_ongoing=False, is_sensitive=False, state=TaskState.ACTIVE)
    assert (TaskTerms.objects.count(), Assignment.objects.count()) == (1, 2)


def test_a_flag_can_be_taken_back(world):
    decide(world, is_sensitive=True)
    decide(world, is_sensitive=False)
    assert [row.is_sensitive for row in TaskTerms.objects.order_by("pk")] == [False, True, False]


def test_responsibility_is_changed(world):
    decide(world, responsibility=Responsibility.MARKET)
    decide(world, responsibility=Responsibility.MARKET)
    assert Task.objects.get().responsibility == "market"


def test_a_new_lead_supersedes_the_old_one(world):
    old = Assignment.objects.get(role="lead")
    decide(world, lead="school", joint_leads=["farm"], cooperating=[])
    assert list(Assignment.objects.current().order_by("role").values_list("role", "department__slug")) == [
        ("joint_lead", "farm"),
        ("lead", "school"),
    ]
    assert Assignment.objects.get(supersedes=old).department == world.school
    ended = Assignment.objects.get(withdrawn=True)
    assert (ended.role, ended.department, ended.supersedes.role) == ("cooperating", world.school, "cooperating")


def test_no_lead_ends_the_lead(world):
    decide(world, lead="")
    assert record(world).lead is None
    assert [one.slug for one in record(world).cooperating] == ["school"]


def test_the_same_departments_again_change_nothing(world):
    decide(world, lead="farm", cooperating=["school"])
    assert Assignment.objects.count() == 2


def target(**given):
    choice = {"name": "家庭农场", "kind": TargetKind.CUMULATIVE, "goal_text": "25", "unit": "家"}
    return TargetChoice(**(choice | given))


def test_a_target_is_put_in_place_of_the_one_of_its_key(world):
    old = Target.objects.get()
    decide(world, targets=[target(key="t1", goal_text="２５", baseline_text="1,200", stated_share_text="61.80")])
    new = Target.objects.current().get()
    assert (new.key, new.supersedes, new.passage, new.goal_text, new.baseline_text, new.stated_share_text) == (
        "t1",
        old,
        old.passage,
        "25",
        "1200",
        "61.80",
    )
    assert (new.decision.origin, Target.objects.get(pk=old.pk).goal_text) == ("decision", "20")
    assert record(world).targets[0].facts.baseline == 1200


def test_a_new_target_gets_the_next_key(world):
    decide(world, targets=[target(name="合作社")])
    decide(
        world,
        targets=[target(name="示范社", rule=ScheduleRule.STAGES, stages=((date(2031, 9, 30), "1,000"),))],
    )
    rows = Target.objects.current().order_by("key")
    assert [(row.key, row.name, row.passage_id is None) for row in rows] == [
        ("t1", "家庭农场", False),
        ("t2", "合作社", True),
        ("t3", "示范社", True),
    ]
    assert rows[2].stages == [{"on": "2031-09-30", "value": "1000"}]


def test_a_target_of_another_kind_has_no_basis(world):
    decide(world, targets=[target(key="t1", kind=TargetKind.LEVEL, goal_text="95", unit="%", operator="≥")])
    assert Target.objects.current().get().basis == ""


def test_the_plans_own_target_stays_the_plans_where_only_its_schedule_is_settled(world):
    decide(world, targets=[target(key="t1", goal_text="20", origin=Origin.PLAN)])
    row = Target.objects.current().get()
    assert (row.decision.origin, row.decision.document_number) == ("plan", "白府办〔2031〕5号")


def test_a_target_nobody_found_in_the_plan_is_as_its_origin_says(world):
    decide(world, targets=[target(name="合作社", origin=Origin.COMPUTED)])
    decide(world, targets=[target(name="示范社", origin=Origin.DECISION)])
    origins = Target.objects.current().order_by("key").values_list("decision__origin", flat=True)
    assert list(origins) == ["plan", "computed", "decision"]


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"goal_text": "许多"}, "figure-unclear", "goal_text"),
        ({"baseline_text": "x"}, "figure-unclear", "baseline_text"),
        ({"weight_text": "一半"}, "figure-unclear", "weight_text"),
        ({"stated_share_text": "50%%x"}, "figure-other-unit", "stated_share_text"),
        ({"stages": ((date(2031, 9, 30), "?"),)}, "figure-unclear", "stages"),
        ({"operator": "≤"}, "ceiling-counts-up", "operator"),
        ({"start_on": date(2031, 9, 1), "due_on": date(2031, 8, 1)}, "target-ends-first", "due_on"),
    ],
)
def test_an_impossible_target_is_refused_at_its_field(world, given, code, field):
    with pytest.raises(Refused) as caught:
        decide(world, targets=[target(**given)])
    assert (caught.value.status, caught.value.field) == (400, field)
    assert caught.value.code == code
    assert (Target.objects.count(), Decision.objects.count()) == (1, 1)


def test_a_milestone_is_added_or_put_in_place_of_another(world):
    decide(world, milestones=[MilestoneChoice(title="完成验收", due_on=date(2031, 12, 1))])
    decide(world, milestones=[MilestoneChoice(title="方案印发", due_on=date(2031, 8, 31), key="m1", weight_text="2")])
    rows = Milestone.objects.current().order_by("key")
    assert [(row.key, row.title, row.due_on.month, row.weight_text) for row in rows] == [
        ("m1", "方案印发", 8, "2"),
        ("m2", "完成验收", 12, ""),
    ]
    with pytest.raises(Refused, match="不是一个数"):
        decide(world, milestones=[MilestoneChoice(title="x", due_on=date(2031, 8, 31), weight_text="重")])


def test_the_history_of_a_target_can_be_walked_back(world):
    for goal in ("22", "24", "26"):
        decide(world, targets=[target(key="t1", goal_text=goal)])
    row, goals = Target.objects.current().get(), []
    while row is not None:
        goals.append((row.goal_text, row.decision.origin))
        row = row.supersedes
    assert goals == [("26", "decision"), ("24", "decision"), ("22", "decision"), ("20", "plan")]


@pytest.mark.parametrize("given", ["targets", "milestones"])
def test_a_key_nobody_knows_is_refused_and_adds_nothing(world, given):
    choice = {
        "targets": TargetChoice(key="t9", name="新目标", kind=TargetKind.CUMULATIVE, goal_text="5", unit="家"),
        "milestones": MilestoneChoice(key="m9", title="新节点", due_on=date(2031, 11, 30)),
    }[given]
    refused("key-unknown", 400, decide, world, **{given: [choice]})
