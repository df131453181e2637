"""Save, submit, no change, take back, endorse, return, accept: each by the right person, in the right state, once."""

from dataclasses import replace
from datetime import date

import pytest

from plans.actions import reporting
from plans.actions.acting import COMMAND_LINE
from plans.actions.reporting import (
    Restatement,
    report_no_change,
    save_update,
    submit_update,
    take_back_update,
)
from plans.actions.reviewing import accept_update, endorse_update, return_update, send_back_update
from plans.actions.rounds import close_round
from plans.models import Assignment, AuditEntry, Correction, Decision, ReportedQuantity, Target, Update
from plans.queries.living import load_task_records
from plans.rules.reporting_checks import Fall
from plans.rules.said import ManyRefused, Refused
from plans.rules.vocabulary import CorrectionKind, FallKind
from tests.actions.worlds import NOW, accepted, content, issue, make_round, make_world, seen, submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def round_(world):
    return make_round(world)


def log():
    return list(AuditEntry.objects.order_by("seq").values_list("act", "actor", "outcome"))


def refused(code, status, call, **arguments):
    """The refusal, which has left everything as it was."""
    before = list(Update.objects.order_by("pk").values())
    with pytest.raises(Refused) as caught:
        call(now=NOW, **arguments)
    assert (caught.value.code, caught.value.status) == (code, status)
    assert list(Update.objects.order_by("pk").values()) == before
    return caught.value


# -- the contributor -------------------------------------------------------------------------------------------------


def test_a_draft_is_kept_and_its_figures_are_written_anew(world, round_):
    save_update(task=world.task, round_=round_, content=content("3"), seen_revision=0, by=world.contributor, now=NOW)
    again = content("１２家", milestones={"m1": date(2031, 7, 30), "m9": date(2031, 7, 1)})
    update = save_update(task=world.task, round_=round_, content=again, seen_revision=1, by=world.contributor, now=NOW)
    assert (update.state, update.version, update.revision, update.submitted_by) == ("draft", 1, 2, None)
    assert list(ReportedQuantity.objects.values_list("value_text", "fall_kind")) == [("12", "")]
    assert [str(row) for row in update.milestones.all()] == ["印发方案 2031-07-30"]
    assert log() == [("save", "contributor", "done")] * 2
    entry = AuditEntry.objects.get(seq=2)
    assert (entry.role, entry.department, entry.request_id, entry.address, entry.subject) == (
        "contributor",
        "农业局",
        "request-1",
        "192.0.2.1",
        "bailu-2031 1.1.1 1",
    )


def test_submitting_names_who_submitted(world, round_):
    update = submit(world, round_)
    assert (update.state, update.submitted_by, update.submitted_at) == ("submitted", world.contributor.user, NOW)
    assert (update.progress, update.problems, update.name) == ("已完成登记", "缺人手", "1.1")
    assert log() == [("submit", "contributor", "done")]


def test_no_change_is_one_act(world, round_):
    accepted(world, round_)
    second = make_round(world, 2)
    update = report_no_change(task=world.task, round_=second, by=world.contributor, now=NOW)
    assert (update.state, update.is_no_change, update.quantities.count()) == ("submitted", True, 0)


def test_a_double_submit_does_nothing_twice(world, round_):
    submit(world, round_)
    refused(
        "moved-on",
        409,
        submit_update,
        task=world.task,
        round_=round_,
        content=content("6"),
        seen_revision=0,
        by=world.contributor,
    )
    assert log() == [("submit", "contributor", "done"), ("submit", "contributor", "moved-on")]


def test_a_stale_form_is_refused_and_nothing_is_lost(world, round_):
    arguments = {"task": world.task, "round_": round_, "by": world.contributor}
    save_update(content=content("3"), seen_revision=0, now=NOW, **arguments)
    refused("stale", 409, save_update, content=content("4"), seen_revision=0, **arguments)
    assert ReportedQuantity.objects.get().value_text == "3"
    assert log()[-1] == ("save", "contributor", "stale")


def test_a_round_closed_meanwhile_is_refused(world, round_):
    close_round(round_=round_, by=world.office, now=NOW)
    refused(
        "round-closed",
        409,
        submit_update,
        task=world.task,
        round_=round_,
        content=content(),
        seen_revision=0,
        by=world.contributor,
    )


@pytest.mark.parametrize(
    ("who", "code", "status"),
    [
        ("teacher", "no-right", 403),
        ("head", "no-right", 403),
        ("office", "no-right", 403),
        ("auditor", "no-right", 403),
        ("stranger", "not-there", 404),
        ("neighbour", "not-there", 404),
    ],
)
def test_only_the_lead_department_reports(world, round_, who, code, status):
    refused(
        code,
        status,
        submit_update,
        task=world.task,
        round_=round_,
        content=content(),
        seen_revision=0,
        by=getattr(world, who),
    )
    assert log() == [("submit", who, code)]


def test_reporting_needs_an_account_and_the_command_line_is_not_logged_as_refused(world, round_):
    refused(
        "nobody",
        400,
        submit_update,
        task=world.task,
        round_=round_,
        content=content(),
        seen_revision=0,
        by=COMMAND_LINE,
    )
    assert log() == []


def test_a_disabled_account_may_do_nothing_more(world, round_):
    world.contributor.user.is_active = False
    refused(
        "not-there",
        404,
        submit_update,
        task=world.task,
        round_=round_,
        content=content(),
        seen_revision=0,
        by=world.contributor,
    )


def test_a_role_taken_away_counts_at_once(world, round_):
    submit(world, round_)
    world.contributor.user.memberships.all().delete()
    refused("not-there", 404, take_back_update, update=Update.objects.get(), by=world.contributor)


def test_a_new_lead_reports_and_the_old_one_no_longer(world, round_):
    old = Assignment.objects.get(role="lead")
    for row in (old, Assignment.objects.get(role="cooperating")):
        Assignment.objects.create(
            task=world.task,
            department=world.school if row == old else world.farm,
            role=row.role,
            decision=row.decision,
            supersedes=row,
        )
    refused(
        "no-right",
        403,
        submit_update,
        task=world.task,
        round_=round_,
        content=content(),
        seen_revision=0,
        by=world.contributor,
    )
    assert submit(world, round_, by=world.teacher).department == world.school


# -- what is typed ---------------------------------------------------------------------------------------------------


def submit_refused(world, round_, code, **given):
    error = refused(
        code,
        400,
        submit_update,
        task=world.task,
        round_=round_,
        content=content(**given),
        seen_revision=seen(world.task, round_),
        by=world.contributor,
    )
    assert [entry for entry in log() if entry[2] == code] == []
    return error


def test_saying_nothing_is_not_a_report_but_may_be_a_draft(world, round_):
    error = submit_refused(world, round_, "nothing-said", value="", progress=" ")
    assert error.field == "progress"
    save_update(
        task=world.task,
        round_=round_,
        content=content("", progress=""),
        seen_revision=0,
        by=world.contributor,
        now=NOW,
    )


def test_every_fault_is_named_at_its_field(world, round_):
    error = submit_refused(
        world,
        round_,
        "figure-unclear",
        value="很多",
        milestones={"m1": date(2031, 8, 1)},
        restatements={"t1": Restatement(1, "3", CorrectionKind.ERROR, " ")},
    )
    assert isinstance(error, ManyRefused)
    assert [(fault.code, fault.field) for fault in error.errors] == [
        ("figure-unclear", "quantity_t1"),
        ("correction-without-reason", "restatement_t1"),
        ("reached-later", "milestone_m1"),
    ]


def test_an_unknown_target_and_an_empty_quantity_report_nothing(world, round_):
    given = replace(content(""), quantities={"t1": " ", "t9": "5"})
    update = submit_update(
        task=world.task, round_=round_, content=given, seen_revision=0, by=world.contributor, now=NOW
    )
    assert update.quantities.count() == 0


def test_a_fall_is_explained_or_refused(world, round_):
    accepted(world, round_, "8")
    second = make_round(world, 2)
    submit_refused(world, second, "figure-fell", value="6")
    fall = Fall(FallKind.EARLIER_WRONG, "上期重复统计")
    update = submit(world, second, "6", falls={"t1": fall})
    row = update.quantities.get()
    assert (row.value_text, row.fall_kind, row.fall_reason) == ("6", "earlier_wrong", "上期重复统计")


def test_a_kind_of_fall_chosen_by_mistake_is_dropped(world, round_):
    accepted(world, round_, "8")
    update = submit(world, make_round(world, 2), "9", falls={"t1": Fall(FallKind.EARLIER_WRONG, " ")})
    row = update.quantities.get()
    assert (row.value_text, row.fall_kind, row.fall_reason) == ("9", "", "")


# -- putting an earlier figure right ---------------------------------------------------------------------------------


def restated(now_text="6", reason="重复统计", round_number=1):
    return {"t1": Restatement(round_number, now_text, CorrectionKind.ERROR, reason)}


def test_an_earlier_figure_put_right_is_no_fall(world, round_):
    accepted(world, round_, "8")
    update = submit(world, make_round(world, 2), "7", restatements=restated())
    row = Correction.objects.get()
    assert (row.update, row.round, row.was_text, row.now_text, row.kind, row.reason) == (
        update,
        round_,
        "8",
        "6",
        "error",
        "重复统计",
    )


def test_a_fall_below_the_corrected_figure_is_one(world, round_):
    accepted(world, round_, "8")
    submit_refused(world, make_round(world, 2), "figure-fell", value="5", restatements=restated())


def test_a_correction_alone_is_a_report_and_the_corrected_figure_carries_on(world, round_):
    accepted(world, round_, "8")
    second = make_round(world, 2)
    accepted(world, second, "", progress="", restatements=restated())
    target = load_task_records(world.plan, round_=second)[0].targets[0]
    assert (target.value_text, target.value_as_of) == ("6", round_.as_of_on)


def test_a_figure_reported_since_is_not_touched_by_the_correction_of_an_older_one(world, round_):
    accepted(world, round_, "8")
    accepted(world, make_round(world, 2), "9")
    third = make_round(world, 3)
    accepted(world, third, "", restatements=restated())
    assert load_task_records(world.plan, round_=third)[0].targets[0].value_text == "9"


def test_what_was_never_reported_cannot_be_put_right(world, round_):
    error = submit_refused(world, round_, "correction-of-nothing", restatements=restated(round_number=3))
    assert error.field == "restatement_t1"


def test_a_corrected_figure_must_be_one_and_have_a_reason(world, round_):
    accepted(world, round_, "8")
    second = make_round(world, 2)
    submit_refused(world, second, "figure-unclear", value="9", restatements=restated("几家"))
    submit_refused(world, second, "figure-unclear", value="", restatements=restated("几家"))
    submit_refused(world, second, "correction-without-reason", value="", restatements=restated(reason=""))


@pytest.mark.parametrize(
    ("now_text", "code"), [("-5", "figure-negative"), ("９９９", "figure-above-list"), ("5亩", "figure-other-unit")]
)
def test_what_may_not_be_reported_may_not_stand_in_an_earlier_figures_place(world, round_, now_text, code):
    Target.objects.create(
        task=world.task, key="t2", name="重点工作", kind="scope", basis="flow", goal_text="71", unit="项",
        decision=Decision.objects.first(),
    )  # fmt: skip
    accepted(world, round_, "8")
    second = make_round(world, 2)
    restatements = {"t2": restated(now_text)["t1"]}
    assert submit_refused(world, second, code, value="9", restatements=restatements).field == "restatement_t2"


def test_putting_an_older_figure_right_hides_no_fall_of_the_last_one(world, round_):
    accepted(world, round_, "8")
    accepted(world, make_round(world, 2), "16")
    submit_refused(world, make_round(world, 3), "figure-fell", value="1", restatements=restated("0"))


def test_a_text_of_a_book_is_refused_at_its_field(world, round_):
    assert submit_refused(world, round_, "text-too-long", progress="长" * 2001).field == "progress"


def test_no_change_never_wipes_a_draft(world, round_):
    save_update(task=world.task, round_=round_, content=content("5"), seen_revision=0, by=world.contributor, now=NOW)
    refused("stale", 409, report_no_change, task=world.task, round_=round_, by=world.contributor)
    assert Update.objects.get().quantities.get().value_text == "5"


def test_nothing_goes_back_to_be_changed_once_the_round_is_closed(world, round_):
    update = submit(world, round_)
    close_round(round_=round_, by=world.office, now=NOW)
    refused("round-closed", 409, take_back_update, update=update, by=world.contributor)
    refused("round-closed", 409, send_back_update, update=update, reason="请核对", by=world.head)
    endorse_update(update=update, by=world.head, now=NOW)
    return_update(update=update, reason="数字有误", by=world.office, now=NOW)
    assert Update.objects.get().state == "returned"


def test_a_correction_of_an_unknown_target_is_left_out(world, round_):
    accepted(world, round_, "8")
    second = make_round(world, 2)
    submit(world, second, "9", restatements={"t9": restated()["t1"]})
    assert Correction.objects.count() == 0


# -- head and plan office --------------------------------------------------------------------------------------------


def test_an_update_goes_its_way_one_log_row_a_step(world, round_):
    update = accepted(world, round_)
    assert (update.state, update.endorsed_by, update.accepted_by) == (
        "accepted",
        world.head.user,
        world.office.user,
    )
    assert log() == [
        ("submit", "contributor", "done"),
        ("endorse", "head", "done"),
        ("accept", "office", "done"),
    ]
    entry = AuditEntry.objects.get(act="accept")
    assert (entry.subject, entry.role, entry.before, entry.after) == (
        "bailu-2031 1.1.1 1",
        "plan_office",
        '{"state":"endorsed"}',
        '{"reason":"","state":"accepted"}',
    )


def test_a_submitted_update_is_taken_back_and_submitted_again(world, round_):
    take_back_update(update=submit(world, round_), by=world.contributor, now=NOW)
    assert Update.objects.get().state == "draft"
    update = submit(world, round_, "6")
    assert (update.version, update.revision, update.quantities.get().value_text) == (1, 3, "6")


@pytest.mark.parametrize(
    ("action", "who", "before"),
    [(send_back_update, "head", "submitted"), (return_update, "office", "endorsed")],
)
def test_a_return_keeps_its_reason_and_a_new_version_follows(world, round_, action, who, before):
    update = submit(world, round_)
    if before == "endorsed":
        endorse_update(update=update, by=world.head, now=NOW)
    refused("reason-missing", 400, action, update=update, reason=" ", by=getattr(world, who))
    action(update=update, reason=" 请补充佐证 ", by=getattr(world, who), now=NOW)
    update.refresh_from_db()
    assert (update.state, update.return_reason, update.returned_by) == (
        "returned",
        "请补充佐证",
        getattr(world, who).user,
    )
    again = submit(world, round_, "7")
    assert (again.version, again.revision) == (2, update.revision + 1)
    assert Update.objects.get(version=1).quantities.get().value_text == "5"


STEPS = [
    (endorse_update, "head", {}, "submitted"),
    (accept_update, "office", {}, "endorsed"),
    (send_back_update, "head", {"reason": "有误"}, "submitted"),
    (return_update, "office", {"reason": "有误"}, "endorsed"),
    (take_back_update, "contributor", {}, "submitted"),
]


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize(
    "other", ["contributor", "head", "office", "teacher", "auditor", "admin", "stranger", "neighbour", "nobody"]
)
def test_only_the_right_person_takes_a_step(world, round_, step, other):
    action, who, given, state = step
    update = submit(world, round_)
    Update.objects.update(state=state)
    by = COMMAND_LINE if other == "nobody" else getattr(world, other)
    if other == who:
        action(update=update, by=by, now=NOW, **given)
        assert Update.objects.get().state != state
    else:
        unseen = other in ("stranger", "neighbour", "nobody", "admin")
        code, status = ("not-there", 404) if unseen else ("no-right", 403)
        refused(code, status, action, update=update, by=by, **given)
        logged = [entry for entry in log() if entry[2] == code]
        assert logged == ([] if other == "nobody" else [(log()[-1][0], other, code)])


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("now_in", ["draft", "submitted", "endorsed", "returned", "accepted", "published"])
def test_a_step_from_a_state_that_has_moved_on_is_refused(world, round_, step, now_in):
    action, who, given, state = step
    update = accepted(world, round_)
    publication = issue(world, round_)
    Update.objects.update(state=now_in, published_in=publication, return_reason="有误")
    allowed = now_in == state or (action is return_update and now_in == "accepted")
    by = getattr(world, who)
    if allowed:
        action(update=update, by=by, now=NOW, **given)
        assert Update.objects.get().state != now_in
    else:
        refused("moved-on", 409, action, update=update, by=by, **given)


def test_what_somebody_did_between_reading_and_writing_is_not_overwritten(world, round_, monkeypatch):
    """The conditional UPDATE is the last line: it holds even where a lock did not."""
    update = submit(world, round_)
    check = reporting.check_move

    def somebody_is_faster(**arguments):
        Update.objects.filter(pk=update.pk).update(revision=99)
        return check(**arguments)

    monkeypatch.setattr(reporting, "check_move", somebody_is_faster)
    with pytest.raises(Refused) as caught:
        endorse_update(update=update, by=world.head, now=NOW)
    assert (caught.value.code, caught.value.status) == ("moved-on", 409)
    assert Update.objects.get().state == "submitted"


def test_figures_come_from_settled_updates_only(world, round_):
    submit(world, round_, "8")
    assert load_task_records(world.plan, round_=round_)[0].targets[0].value_text is None
    endorse_update(update=Update.objects.get(), by=world.head, now=NOW)
    assert load_task_records(world.plan, round_=round_)[0].targets[0].value_text is None
    accept_update(update=Update.objects.get(), by=world.office, now=NOW)
    assert load_task_records(world.plan, round_=round_)[0].targets[0].value_text == "8"
