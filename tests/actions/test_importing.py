"""A document in. The same one again changes nothing; a corrected one is compared, and kept while the plan is a draft."""

import codecs
import hashlib
from datetime import date

import pytest

from plans.actions.acting import COMMAND_LINE
from plans.actions.confirming import confirm_plan
from plans.actions.deciding import DecisionText, TaskChoice, decide_task
from plans.actions.importing import import_document
from plans.models import (
    AuditEntry,
    Decision,
    Jurisdiction,
    Passage,
    Plan,
    ReviewStep,
    Section,
    SourceDocument,
    Task,
)
from plans.queries.proposal import load_proposal
from plans.rules.said import Refused
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
    models = (Plan, SourceDocument, ReviewStep, Section, Passage, Task, Decision, Jurisdiction)
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
    assert (outcome.is_in_use, plan.source.filename, plan.tasks.count()) == (True, "报告.txt", 0)
    assert outcome.read == {
        "parts": 2,
        "areas": 3,
        "items": 2,
        "measures": 3,
        "tasks": 6,
        "targets": 6,
        "observations": 3,
        "findings": len(plan.source.reading["findings"]),
    }


def test_bytes_text_and_spans_are_kept_exactly():
    bring_in()
    document = SourceDocument.objects.get()
    assert bytes(document.content) == HALF_YEAR.encode()
    assert (document.text, document.sha256) == (HALF_YEAR, hashlib.sha256(HALF_YEAR.encode()).hexdigest())
    task = next(task for task in load_proposal(document).tasks if "家庭农场12家" in task.title)
    assert "家庭农场12家" in document.text[task.start : task.end]


def test_an_import_is_one_act_in_the_log():
    bring_in()
    assert AuditEntry.objects.values_list("act", "subject", "outcome").get() == (
        "import_document",
        Plan.objects.get().slug,
        "done",
    )


def test_tasks_in_support_of_a_higher_level_are_known_by_their_words():
    proposal = load_proposal(bring_in().plan.source)
    supporting = [task.title for task in proposal.tasks if task.responsibility == "supporting"]
    assert [("配合" in title) for title in supporting] == [True]


def test_the_same_file_again_changes_nothing():
    plan = bring_in().plan
    before = state()
    for given in ({}, {"plan": plan}):
        outcome = bring_in(**given)
        assert (outcome.plan, outcome.is_new, outcome.is_in_use, outcome.differences) == (plan, False, True, ())
        assert outcome.read["tasks"] == 6
    assert state() == before


CHANGED = HALF_YEAR.replace("小学2所", "小学3所")


def test_a_corrected_file_for_a_draft_is_kept_and_not_in_use():
    plan = bring_in().plan
    outcome = bring_in(CHANGED, plan=plan)
    assert (outcome.is_new, outcome.is_in_use, outcome.document.text) == (False, False, CHANGED)
    told = [(row.kind, row.change, row.after) for row in outcome.differences]
    assert [(kind, change) for kind, change, _ in told] == [("task", "document"), ("target", "document")]
    assert all("3所" in after for _, _, after in told)
    assert (Plan.objects.get().source.text, AuditEntry.objects.order_by("seq").last().act) == (
        HALF_YEAR,
        "receive_document",
    )
    before = state()
    again = bring_in(CHANGED, plan=plan)
    assert (again.document, again.differences) == (outcome.document, outcome.differences)
    assert state() == before


def test_a_corrected_file_for_a_confirmed_plan_is_only_compared():
    plan = bring_in().plan
    confirm_plan(plan=plan, decision=DECISION, by=COMMAND_LINE, now=NOW)
    plan.refresh_from_db()
    before = state()
    outcome = bring_in(CHANGED, plan=plan)
    assert (outcome.document, outcome.is_in_use, len(outcome.differences)) == (None, False, 2)
    assert state() == before


def test_a_confirmed_plan_is_compared_as_it_was_decided_since():
    plan = bring_in().plan
    confirm_plan(plan=plan, decision=DECISION, by=COMMAND_LINE, now=NOW)
    plan.refresh_from_db()
    task = Task.objects.get(terms__title__contains="小学2所")
    decide_task(
        task=task, choice=TaskChoice(code=task.code, title="建好学校"), decision=DECISION, by=COMMAND_LINE, now=NOW
    )
    told = [(row.change, row.now) for row in bring_in(CHANGED, plan=plan).differences if row.kind == "task"]
    assert told == [("both", "建好学校")]


ENCODINGS = {
    "utf-8": HALF_YEAR.encode(),
    "utf-8 with a mark": codecs.BOM_UTF8 + HALF_YEAR.encode(),
    "utf-16": HALF_YEAR.encode("utf-16"),
    "gb18030": HALF_YEAR.encode("gb18030"),
    "gbk": HALF_YEAR.encode("gbk"),
    "utf-8 from windows": HALF_YEAR.replace("\n", "\r\n").encode(),
}


def test_the_same_document_in_any_encoding_gives_the_same_items():
    found = {
        name: load_proposal(bring_in(content, slug=f"plan-{number}").plan.source)
        for number, (name, content) in enumerate(ENCODINGS.items())
    }
    assert found == dict.fromkeys(ENCODINGS, found["utf-8"])
    assert (len(found["utf-8"].tasks), len(found["utf-8"].targets)) == (6, 6)


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
    assert (outcome.plan, outcome.is_new, outcome.read["tasks"]) == (plan, True, 6)


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
    refusals = AuditEntry.objects.filter(actor=who).order_by("seq").values_list("act", "outcome")
    assert list(refusals) == [
        ("import_document", "no-right"),
        ("import_document", "no-right"),
        ("receive_document", "no-right"),
    ]


def test_what_cannot_be_read_is_refused_before_anything_is_written():
    before = state()
    with pytest.raises(Refused) as caught:
        bring_in(b"")
    assert caught.value.code == "document-empty"
    assert state() == before


def test_a_file_that_a_neighbour_imported_is_not_known_here():
    world = make_world()
    bring_in(HALF_YEAR)
    outcome = bring_in(HALF_YEAR, by=world.admin, jurisdiction=world.plan.jurisdiction, slug="")
    assert outcome.plan.jurisdiction == world.plan.jurisdiction


LINES = "".join(f"新增第{number}类企业{number}家。" for number in range(1, 3100))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (f"{HALF_YEAR}\n（九）抓好其他工作。一是落实要求。{LINES}\n", "document-too-many-tasks"),
        (HALF_YEAR.replace("1．工业回升。", f"1．工业回升。{LINES}"), "document-too-many-figures"),
    ],
)
def test_a_file_of_more_than_a_plan_has_is_refused_and_nothing_is_stored(text, code):
    before = state()
    with pytest.raises(Refused) as caught:
        bring_in(text)
    assert caught.value.code == code
    assert state() == before
