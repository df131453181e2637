"""Steps on a reading: who takes them, when they are refused, and how they go on with a corrected file."""

import pytest

from plans.actions.acting import COMMAND_LINE
from plans.actions.proposing import adopt_document, take_steps
from plans.models import AuditEntry, Plan, ReviewStep, SourceDocument
from plans.queries.proposal import list_history, load_proposal, load_source
from plans.rules.proposal.carrying import Carried
from plans.rules.said import Refused
from plans.rules.vocabulary import ReviewVerb
from tests.actions.worlds import NOW, SENTENCE, make_reading, make_world

pytestmark = pytest.mark.django_db

RENAMED = (ReviewVerb.EDIT, {"item": "T01", "title": "培育农场", "is_ongoing": True})


@pytest.fixture
def draft():
    return make_world(tasks=2, state="draft")


def take(world, *changes, by=None, **given):
    return take_steps(plan=world.plan, changes=changes, by=by or world.admin, now=NOW, **given)


def corrected(world, text=None, tasks=2, sha256="c" * 64):
    """Another file for the same plan, received and not in use."""
    text = text or SENTENCE * tasks + "完。"
    return SourceDocument.objects.create(
        plan=world.plan, filename="新.txt", content=text.encode(), sha256=sha256, text=text,
        reading=make_reading(tasks), title="白鹭县计划（更正）", imported_at=NOW,
    )  # fmt: skip


def refused(code, status, call, *arguments, **given):
    before = ReviewStep.objects.count(), Plan.objects.get().source_id
    with pytest.raises(Refused) as caught:
        call(*arguments, **given)
    assert (caught.value.code, caught.value.status) == (code, status)
    assert (ReviewStep.objects.count(), Plan.objects.get().source_id) == before


def test_a_step_is_kept_and_the_proposal_is_another(draft):
    (row,) = take(draft, RENAMED)
    assert (row.number, row.verb, row.by, row.at) == (1, "edit", draft.admin.user, NOW)
    assert load_proposal(draft.plan.source).tasks[0].title == "培育农场"
    entry = AuditEntry.objects.get()
    assert (entry.act, entry.subject, entry.after) == (
        "review_reading",
        "bailu-2031",
        '{"steps":[["edit",{"is_ongoing":true,"item":"T01","title":"培育农场"}]]}',
    )


def test_numbers_in_a_step_are_text_in_the_log(draft):
    take(draft, (ReviewVerb.SPLIT, {"item": "T01", "at": 4}))
    assert AuditEntry.objects.get().after == '{"steps":[["split",{"at":"4","item":"T01"}]]}'


def test_several_steps_are_taken_together_or_not_at_all(draft):
    refused("item-gone", 409, take, draft, RENAMED, (ReviewVerb.ACCEPT, {"items": ["T09"]}))
    take(draft, RENAMED, (ReviewVerb.ACCEPT, {"items": ["T02"]}))
    assert [row.number for row in list_history(draft.plan.source)] == [2, 1]


def test_who_would_change_what_a_colleague_has_just_changed_is_told(draft):
    take(draft, RENAMED, seen={"T01": 0})
    refused("item-moved-on", 409, take, draft, RENAMED, seen={"T01": 0})
    take(draft, (ReviewVerb.EDIT, {"item": "T02", "title": "另一项"}), seen={"T02": 0})
    take(draft, RENAMED, seen={"T01": 1})


def test_a_form_that_was_filled_for_another_document_is_refused(draft):
    new = corrected(draft)
    adopt_document(plan=draft.plan, document=new, by=COMMAND_LINE, now=NOW)
    before = ReviewStep.objects.count()
    with pytest.raises(Refused) as caught:
        take(draft, RENAMED, seen={"T01": 0}, shown=draft.plan.source_id)
    assert (caught.value.code, caught.value.status, ReviewStep.objects.count()) == ("document-exchanged", 409, before)
    assert len(take(draft, RENAMED, shown=new.pk)) == 1


def test_what_a_form_was_filled_for_and_is_gone_is_told_by_the_step_itself(draft):
    take(draft, (ReviewVerb.DROP, {"item": "T01", "reason": "slogan"}))
    refused("item-gone", 409, take, draft, RENAMED, seen={"T01": 0})


@pytest.mark.parametrize("who", ["contributor", "head", "office", "auditor", "system", "stranger", "neighbour"])
def test_only_a_plan_administrator_takes_steps_or_exchanges_the_document(draft, who):
    by = getattr(draft, who)
    refused("no-right", 403, take, draft, RENAMED, by=by)
    refused("no-right", 403, adopt_document, plan=draft.plan, document=corrected(draft), by=by, now=NOW)


def test_a_confirmed_plan_is_not_read_anew():
    world = make_world()
    refused("plan-confirmed", 409, take, world, RENAMED)
    refused("plan-confirmed", 409, adopt_document, plan=world.plan, document=corrected(world), by=world.admin, now=NOW)


def test_a_plan_without_a_document_has_nothing_to_check(draft):
    Plan.objects.update(source=None)
    refused("plan-without-document", 400, take, draft, RENAMED)
    assert load_source(Plan.objects.get()) is None


def test_a_corrected_file_takes_over_what_people_did(draft):
    take(draft, RENAMED)
    take(draft, (ReviewVerb.EDIT, {"item": "T02", "title": "留不住"}), by=COMMAND_LINE)
    document = corrected(draft, text=SENTENCE + "完。", tasks=1)
    carried = adopt_document(plan=draft.plan, document=document, by=draft.admin, now=NOW)
    assert (len(carried.steps), [(one.said.code, one.about) for one in carried.lost]) == (
        1,
        [("carry-item-gone", "留不住")],
    )
    assert Plan.objects.get().source == document
    row = document.steps.get()
    assert (row.carried_from, row.by) == (draft.plan.source.steps.get(number=1), draft.admin.user)
    assert [task.title for task in load_proposal(document).tasks] == ["培育农场"]
    assert AuditEntry.objects.order_by("seq").last().after == (
        '{"carried":"1","lost":[["edit","carry-item-gone"]],"sha256":"' + "c" * 64 + '"}'
    )


def test_a_wrong_file_is_taken_out_of_use_again_and_nothing_of_the_first_is_lost(draft):
    first = draft.plan.source
    take(draft, RENAMED)
    wrong = corrected(draft, text="别的文件。", tasks=0)
    assert len(adopt_document(plan=draft.plan, document=wrong, by=draft.admin, now=NOW).lost) == 1
    assert adopt_document(plan=draft.plan, document=first, by=draft.admin, now=NOW) == Carried((), ())
    assert Plan.objects.get().source == first
    assert load_proposal(first).tasks[0].title == "培育农场"
    assert ReviewStep.objects.count() == 1


def test_a_file_is_taken_into_use_beside_the_one_it_was_compared_with(draft):
    first, second = draft.plan.source, corrected(draft)
    third = corrected(draft, sha256="d" * 64)
    adopt_document(plan=draft.plan, document=third, by=COMMAND_LINE, now=NOW)
    refused(
        "document-exchanged",
        409,
        adopt_document,
        plan=draft.plan,
        document=second,
        shown=first.pk,
        by=draft.admin,
        now=NOW,
    )


def test_only_another_file_of_the_same_plan_is_taken_into_use(draft):
    newer = corrected(draft)
    adopt_document(plan=draft.plan, document=newer, by=COMMAND_LINE, now=NOW)
    other = make_world(slug="other", state="draft").plan.source
    for document in (newer, other):
        with pytest.raises(Refused) as caught:
            adopt_document(plan=draft.plan, document=document, by=draft.admin, now=NOW)
        assert caught.value.code == "document-in-use"
