"""A document in. The same one again changes nothing; a changed one is told and touches nothing people added."""

import codecs
import hashlib
from datetime import date

import pytest

from plans.actions.acting import COMMAND_LINE
from plans.actions.deciding import DecisionText, TargetChoice, TaskChoice, confirm_plan
from plans.actions.importing import import_document
from plans.models import (
    AuditEntry,
    Decision,
    Jurisdiction,
    Observation,
    Passage,
    Plan,
    Section,
    SourceDocument,
    Target,
    Task,
    TaskTerms,
)
from plans.rules.said import Refused
from plans.rules.vocabulary import TargetKind
from tests.actions.worlds import NOW, make_world
from tests.importing.reports import HALF_YEAR, WORK_REPORT

pytestmark = pytest.mark.django_db

TODAY = date(2031, 9, 5)
DECISION = DecisionText(office="区政府办", on=TODAY, document_number="东府办〔2031〕1号")


def bring_in(text=HALF_YEAR, by=COMMAND_LINE, **given):
    content = text if isinstance(text, bytes) else text.encode()
    return import_document(content=content, filename="报告.txt", by=by, now=NOW, today=TODAY, **given)


def state():
    """Everything an import may write."""
    models = (Plan, SourceDocument, Section, Passage, Task, TaskTerms, Target, Observation, Decision, Jurisdiction)
    return [model.objects.count() for model in models] + [AuditEntry.objects.count()]


def test_a_document_becomes_a_draft_plan_with_everything_read_in_it():
    outcome = bring_in()
    plan = Plan.objects.get()
    assert (outcome.plan, outcome.is_new, outcome.differences) == (plan, True, ())
    assert (plan.state, plan.start_on, plan.end_on, plan.is_demo) == (
        "draft",
        date(2031, 7, 1),
        date(2031, 12, 31),
        False,
    )
    assert outcome.stored == {
        "parts": 2,
        "areas": Section.objects.filter(level=2).exclude(kind="measure").count(),
        "items": Section.objects.filter(level__gte=3).exclude(kind="measure").count(),
        "measures": Section.objects.filter(kind="measure").count(),
        "tasks": Task.objects.count(),
        "targets": Target.objects.count(),
        "shares": 1,
    }
    assert (outcome.stored["measures"], outcome.stored["targets"]) == (3, 6)


def test_bytes_text_and_spans_are_kept_exactly():
    bring_in()
    document = SourceDocument.objects.get()
    assert bytes(document.content) == HALF_YEAR.encode()
    assert (document.text, document.sha256) == (HALF_YEAR, hashlib.sha256(HALF_YEAR.encode()).hexdigest())
    target = Target.objects.get(goal_text="12")
    span = document.text[target.passage.start : target.passage.end]
    assert ("家庭农场12家" in span, target.task.terms.get().title.startswith("新增家庭农场12家")) == (True, True)
    share = Observation.objects.get()
    assert (share.share_of_plan_text, share.stated_gap_text) == ("52.50", "2.50")


def test_what_the_plan_says_rests_on_the_plan():
    bring_in()
    decision = Decision.objects.get()
    assert (decision.origin, decision.by, decision.on) == ("plan", None, TODAY)
    assert {row.decision for row in Target.objects.all()} == {decision}
    assert AuditEntry.objects.values_list("act", "subject", "outcome").get() == (
        "import_document",
        Plan.objects.get().slug,
        "done",
    )


def test_tasks_in_support_of_a_higher_level_are_known_by_their_words():
    bring_in()
    supporting = Task.objects.filter(responsibility="supporting").values_list("terms__title", flat=True)
    assert [("配合" in title) for title in supporting] == [True]


def test_the_same_file_again_changes_nothing():
    plan = bring_in().plan
    before = state()
    for given in ({}, {"plan": plan}):
        outcome = bring_in(**given)
        assert (outcome.plan, outcome.is_new, outcome.differences) == (plan, False, ())
        assert outcome.stored["tasks"] == Task.objects.count()
    assert state() == before


def test_a_changed_file_is_told_and_nothing_is_stored():
    plan = bring_in().plan
    before = state()
    outcome = bring_in(HALF_YEAR.replace("小学2所", "小学3所"), plan=plan)
    assert (outcome.is_new, outcome.stored) == (False, {})
    changed = [line for line in outcome.differences if line.startswith("+")]
    assert len(changed) == 2
    assert (changed[0].endswith("新建小学3所"), changed[1]) == (True, "+ 新建小学 3所")
    assert state() == before


def test_what_people_decided_is_untouched_by_either():
    plan = bring_in().plan
    target = Target.objects.get(goal_text="12")
    choice = TargetChoice(name="家庭农场", kind=TargetKind.CUMULATIVE, goal_text="14", unit="家", key=target.key)
    confirm_plan(
        plan=plan,
        choices=[TaskChoice(code=target.task.code, title="新名称", targets=[choice])],
        decision=DECISION,
        by=COMMAND_LINE,
        now=NOW,
    )
    decided = list(Target.objects.values()), list(TaskTerms.objects.values()), Plan.objects.values().get()
    bring_in()
    bring_in(HALF_YEAR.replace("12家", "13家"), plan=plan)
    assert (list(Target.objects.values()), list(TaskTerms.objects.values()), Plan.objects.values().get()) == decided


ENCODINGS = {
    "utf-8": HALF_YEAR.encode(),
    "utf-8 with a mark": codecs.BOM_UTF8 + HALF_YEAR.encode(),
    "utf-16": HALF_YEAR.encode("utf-16"),
    "gb18030": HALF_YEAR.encode("gb18030"),
    "gbk": HALF_YEAR.encode("gbk"),
    "utf-8 from windows": HALF_YEAR.replace("\n", "\r\n").encode(),
}


def items(plan):
    """What was read, with places but without row numbers."""
    sections = Section.objects.filter(document__plan=plan).order_by("start", "level", "number")
    tasks = Task.objects.filter(plan=plan).order_by("sort_key")
    targets = Target.objects.filter(task__plan=plan).order_by("passage__start", "key")
    shares = Observation.objects.filter(section__document__plan=plan)
    return [
        list(sections.values_list("number", "marker", "title", "start", "end")),
        list(tasks.values_list("code", "terms__title", "passages__start", "passages__end")),
        list(targets.values_list("name", "goal_text", "unit", "kind", "passage__start")),
        list(shares.values_list("name", "share_of_plan_text")),
    ]


def test_the_same_document_in_any_encoding_gives_the_same_items():
    found = {
        name: items(bring_in(content, slug=f"plan-{number}").plan)
        for number, (name, content) in enumerate(ENCODINGS.items())
    }
    assert found == dict.fromkeys(ENCODINGS, found["utf-8"])
    assert [len(part) for part in found["utf-8"]] == [
        Section.objects.filter(document__plan__slug="plan-0").count(),
        6,
        6,
        1,
    ]


def test_a_report_of_another_kind_is_read_too():
    plan = bring_in(WORK_REPORT).plan
    assert (plan.jurisdiction.name, plan.start_on, plan.end_on) == ("白鹭县", date(2032, 1, 1), date(2032, 12, 31))


def test_a_document_without_region_title_or_period_still_has_a_plan():
    bring_in("一、工作安排\n（一）做好工作。一是抓落实。新建学校3所。\n")
    plan = Plan.objects.get()
    assert (plan.jurisdiction.name, plan.start_on, plan.end_on) == (
        "未注明行政区",
        date(2031, 1, 1),
        date(2031, 12, 31),
    )


def test_a_region_is_made_once_and_its_code_is_our_own():
    bring_in()
    bring_in(HALF_YEAR + "\n")
    region = Jurisdiction.objects.get()
    assert (region.name, len(region.code), region.code[0]) == ("临山市东河区", 9, "x")
    assert Plan.objects.count() == 2


def test_name_region_and_marks_may_be_given():
    world = make_world()
    outcome = bring_in(
        slug="donghe-2031", jurisdiction=world.plan.jurisdiction, is_demo=True, is_digest=True, by=world.admin
    )
    document = outcome.plan.documents.get()
    assert (outcome.plan.slug, outcome.plan.is_demo, document.is_digest) == ("donghe-2031", True, True)
    assert outcome.plan.jurisdiction == world.plan.jurisdiction


def test_a_plan_without_a_document_gets_its_first_one():
    world = make_world()
    plan = Plan.objects.create(
        jurisdiction=world.plan.jurisdiction,
        slug="empty",
        title="空",
        short_title="空",
        start_on=TODAY,
        end_on=TODAY,
    )
    outcome = bring_in(plan=plan, by=world.admin)
    assert (outcome.plan, outcome.is_new, plan.tasks.count()) == (plan, True, 6)


def test_a_taken_name_is_refused():
    bring_in(slug="donghe")
    before = state()
    with pytest.raises(Refused) as caught:
        bring_in(WORK_REPORT, slug="donghe")
    assert (caught.value.code, caught.value.status) == ("slug-taken", 400)
    assert state() == before


@pytest.mark.parametrize("who", ["contributor", "head", "office", "auditor", "system", "stranger", "neighbour"])
def test_only_a_plan_administrator_imports(who):
    world = make_world()
    plan = bring_in(jurisdiction=world.plan.jurisdiction).plan
    changed = HALF_YEAR.replace("12家", "13家")
    tries = (
        {"text": WORK_REPORT, "jurisdiction": world.plan.jurisdiction},
        {},
        {"text": changed, "plan": plan},
    )
    before = state()[:-1]
    for given in tries:
        with pytest.raises(Refused) as caught:
            bring_in(by=getattr(world, who), **given)
        assert (caught.value.code, caught.value.status) == ("no-right", 403)
    assert state()[:-1] == before
    refusals = AuditEntry.objects.filter(actor=who).values_list("act", "outcome")
    assert list(refusals) == [("import_document", "no-right")] * 3


def test_what_cannot_be_read_is_refused_before_anything_is_written():
    before = state()
    with pytest.raises(Refused) as caught:
        bring_in(b"")
    assert caught.value.code == "document-empty"
    assert state() == before


@pytest.mark.parametrize(
    ("sentence", "kind", "operator"),
    [
        ("新增规上企业近30家。", "cumulative", "≈"),
        ("新增规上企业30家以上。", "cumulative", "≥"),
        ("将新增能耗控制在30万吨以内。", "level", "≤"),
    ],
)
def test_a_goal_keeps_its_operator_and_what_counts_up_is_never_a_ceiling(sentence, kind, operator):
    bring_in(f"{HALF_YEAR}\n（九）抓好其他工作。一是落实要求。{sentence}\n")
    row = Target.objects.filter(goal_text="30").get()
    assert (row.kind, row.operator) == (kind, operator)


def test_a_file_that_a_neighbour_imported_is_not_known_here():
    world = make_world()
    bring_in(HALF_YEAR)
    outcome = bring_in(HALF_YEAR, by=world.admin, jurisdiction=world.plan.jurisdiction, slug="")
    assert outcome.plan.jurisdiction == world.plan.jurisdiction


def test_a_quantity_of_too_many_digits_stays_in_the_reading():
    bring_in(f"{HALF_YEAR}\n（九）抓好其他工作。一是落实要求。新增规上企业{'9' * 50}家。\n")
    assert max(len(row.goal_text) for row in Target.objects.all()) <= 18


def test_a_file_of_more_tasks_than_a_plan_has_is_refused_and_nothing_is_stored():
    before = state()
    lines = "".join(f"新增第{number}类企业{number}家。" for number in range(1, 1100))
    with pytest.raises(Refused) as caught:
        bring_in(f"{HALF_YEAR}\n（九）抓好其他工作。一是落实要求。{lines}\n")
    assert caught.value.code == "document-too-many-tasks"
    assert state() == before
