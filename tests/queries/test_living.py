"""The living plan at a round: whole, in plan order, by a constant number of questions."""

from datetime import date
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans.models import Department, Plan, RuleSet, TaskTerms
from plans.queries.headers import load_plan_head, load_source_head
from plans.queries.living import load_rules, load_task_records, update_order
from plans.queries.people import list_departments_of, load_person, load_place
from plans.queries.published_rows import list_printed_figures, load_bodies, load_told
from plans.rules.permissions import TaskPlace
from plans.rules.publication import Release
from plans.rules.shapes import LightRules
from tests.actions.worlds import accepted, issue, make_round, make_world

pytestmark = pytest.mark.django_db

SIZES = (1, 3, 300)


def counted(call):
    with CaptureQueriesContext(connection) as queries:
        call()
    return len(queries)


def test_a_plan_is_loaded_by_the_same_number_of_questions_whatever_its_size():
    counts = {}
    for tasks in SIZES:
        world = make_world(tasks=tasks, slug=f"bailu-{tasks}")
        round_ = make_round(world)
        for task in world.tasks[:3]:
            accepted(world, round_, task=task)
        counts[tasks] = counted(lambda world=world, round_=round_: load_task_records(world.plan, round_=round_))
    assert counts == dict.fromkeys(SIZES, 13)


def test_an_issue_is_read_back_by_the_same_number_of_questions_whatever_its_size():
    counts = {}
    for tasks in SIZES:
        world = make_world(tasks=tasks, slug=f"bailu-{tasks}")
        round_ = make_round(world)
        accepted(world, round_)
        publication = issue(world, round_)
        codes = [task.code for task in world.tasks]
        counts[tasks] = (
            counted(lambda publication=publication: load_bodies(publication)),
            counted(lambda publication=publication: load_told(publication)),
            counted(lambda world=world, codes=codes: list_printed_figures(world.plan, "internal", codes)),
        )
    assert counts == dict.fromkeys(SIZES, (1, 2, 1))


def test_tasks_come_in_plan_order_and_not_by_their_text():
    world = make_world(tasks=11)
    codes = [record.facts.code for record in load_task_records(world.plan, round_=make_round(world))]
    assert codes == [f"1.1.{number}" for number in range(1, 12)]


def test_given_tasks_alone_are_loaded():
    world = make_world(tasks=3)
    records = load_task_records(world.plan, round_=make_round(world), tasks=[world.tasks[2]])
    assert [record.facts.code for record in records] == ["1.1.3"]


def test_a_task_says_where_it_comes_from_and_who_answers_for_it():
    world = make_world()
    record = load_task_records(world.plan, round_=make_round(world))[0]
    assert [passage.text for passage in record.passages] == ["新增家庭农场20家。"]
    assert (record.area.marker, record.measure.title, record.due_on, record.due_is_inferred) == (
        "（一）",
        "培育主体",
        date(2031, 12, 31),
        True,
    )
    assert (record.lead.slug, [one.slug for one in record.cooperating], record.joint_leads) == ("farm", ["school"], ())
    assert record.targets[0].origin.passage == record.passages[0]


def test_a_due_date_that_was_decided_is_not_inferred_and_moves_its_targets():
    world = make_world()
    old = TaskTerms.objects.get()
    TaskTerms.objects.create(
        task=world.task, title=old.title, due_on=date(2031, 10, 31), decision=old.decision, supersedes=old
    )
    record = load_task_records(world.plan, round_=make_round(world))[0]
    assert (record.due_is_inferred, record.targets[0].facts.due_on) == (False, date(2031, 10, 31))


def test_figures_up_to_the_round_asked_for_count_and_later_ones_do_not():
    world = make_world()
    first = make_round(world)
    accepted(world, first, "5", milestones={"m1": date(2031, 7, 20)})
    second = make_round(world, 2)
    accepted(world, second, "9")
    told = [load_task_records(world.plan, round_=round_)[0] for round_ in (first, second)]
    assert [record.targets[0].value_text for record in told] == ["5", "9"]
    assert [record.milestones[0].facts.reached_on for record in told] == [date(2031, 7, 20)] * 2
    assert [record.update_name for record in told] == ["1.1", "2.1"]


def test_the_rules_in_force_are_the_newest_of_the_plan():
    world = make_world()
    old = RuleSet.objects.get()
    RuleSet.objects.create(plan=world.plan, version=2, decision=old.decision, supersedes=old, warn_gap_text="-15")
    lights, _release, version = load_rules(world.plan)
    assert (lights.warn_gap_pp, version) == (Fraction(-15), 2)


def test_a_plan_without_rules_of_its_own_follows_the_defaults():
    world = make_world()
    plan = Plan.objects.create(
        jurisdiction=world.plan.jurisdiction,
        slug="bare",
        title="空",
        short_title="空",
        start_on=date(2031, 1, 1),
        end_on=date(2031, 12, 31),
    )
    assert load_rules(plan) == (LightRules(), Release(), 0)


def test_the_tenth_round_comes_after_the_ninth():
    assert update_order("10.1") > update_order("9.2")


def test_the_heads_of_an_issue_are_text_throughout():
    world = make_world()
    world.plan.office = world.farm
    head, source = load_plan_head(world.plan), load_source_head(world.plan)
    assert (head.office, head.jurisdiction, head.is_demo) == ("农业局", "白鹭县", True)
    assert source.coverage == {"in_tasks": "1", "open": "0", "set_aside": "0", "sentences": "1"}
    assert [section["level"] for section in source.sections] == ["2", "3"]
    world.plan.office = None
    assert load_plan_head(world.plan).office == ""


# -- people ----------------------------------------------------------------------------------------------------------


def test_a_person_is_read_anew_each_time():
    world = make_world()
    user = world.contributor.user
    assert [grant.department for grant in load_person(user).grants] == [world.farm.pk]
    user.memberships.all().delete()
    assert load_person(user).grants == frozenset()


def test_a_place_names_the_lead_and_the_others():
    world = make_world()
    assert load_place(world.task) == TaskPlace(
        jurisdiction=world.plan.jurisdiction_id, lead=world.farm.pk, others=frozenset({world.school.pk})
    )


def test_departments_come_in_administrative_order():
    world = make_world()
    first = Department.objects.create(
        jurisdiction=world.plan.jurisdiction, slug="office", name="政府办", category="政府部门", sort=1
    )
    for department in (world.school, first):
        world.head.user.memberships.create(role="head", jurisdiction=world.plan.jurisdiction, department=department)
    assert list_departments_of(load_person(world.head.user)) == [first, world.farm, world.school]
    assert list_departments_of(load_person(world.office.user)) == []
