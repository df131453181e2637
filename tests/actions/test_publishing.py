"""An issue: what it tells, what it refuses, how it is chained; the two series, each for itself."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans.actions import publishing
from plans.actions.acting import COMMAND_LINE
from plans.actions.publishing import database_now
from plans.actions.reporting import Restatement, report_no_change
from plans.actions.reviewing import accept_update, endorse_update
from plans.actions.withholding import propose_withholding, withhold
from plans.models import AuditEntry, Plan, Publication, PublishedTask, RuleSet, TaskTerms, Update
from plans.queries.verification import list_breaks
from plans.rules.digest import row_digest, text_digest
from plans.rules.publication import columns_of
from plans.rules.said import Refused
from plans.rules.vocabulary import CorrectionKind, Series
from tests.actions.worlds import NOW, REVIEW, accepted, issue, make_round, make_world, submit

pytestmark = pytest.mark.django_db

INTERNAL, PUBLIC = Series.INTERNAL, Series.PUBLIC


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def round_(world):
    return make_round(world)


def bodies(publication):
    return {row.code: json.loads(row.body) for row in publication.tasks.all()}


def body(publication):
    return bodies(publication)["1.1.1"]


def refused(code, status, world, round_, series=INTERNAL, **given):
    with pytest.raises(Refused) as caught:
        issue(world, round_, series, **given)
    assert (caught.value.code, caught.value.status) == (code, status)
    assert not AuditEntry.objects.filter(act="publish", outcome="done").exists()
    return caught.value


# -- what an issue holds ---------------------------------------------------------------------------------------------


def test_an_issue_freezes_rows_under_one_header(world, round_):
    update = accepted(world, round_, "11")
    publication = issue(world, round_, note=" 初步数据 ")
    header, row = json.loads(publication.header), publication.tasks.get()
    assert publication.digest == text_digest(publication.header)
    assert header["rows"] == [["1.1.1", row_digest(salt=row.salt, body=row.body)]]
    assert (header["note"], header["previous"], header["review"], header["number"]) == ("初步数据", None, None, "1")
    assert columns_of(json.loads(row.body))["completion"] == row.completion
    assert (body(publication)["completion_percent"], body(publication)["update"]) == ("55.00", "1.1")
    update.refresh_from_db()
    assert (update.state, update.published_by, update.published_in) == (
        "published",
        world.publisher.user,
        publication,
    )


def test_an_issue_is_one_row_in_the_log(world, round_):
    publication = issue(world, round_)
    entry = AuditEntry.objects.get()
    assert (entry.act, entry.outcome, entry.subject) == ("publish", "done", "bailu-2031 internal 1")
    assert json.loads(entry.after) == {
        "digest": publication.digest,
        "published_by": str(world.publisher.user.pk),
        "round": "1",
    }


def test_each_issue_names_the_one_before_it_in_its_series(world, round_):
    first = issue(world, round_)
    public = issue(world, round_, PUBLIC)
    second = issue(world, make_round(world, 2))
    assert [json.loads(p.header)["previous"] for p in (first, public, second)] == [None, None, first.digest]
    assert (second.previous, second.number, public.number) == (first, 2, 1)
    assert list(list_breaks()) == []


def test_salts_are_never_the_same(world, round_):
    first, second = issue(world, round_).tasks.get(), issue(world, round_, PUBLIC).tasks.get()
    assert first.salt != second.salt
    assert (len(first.salt), first.sha256 != second.sha256) == (64, True)


def test_internal_issues_show_what_public_ones_do_not(world, round_):
    accepted(world, round_)
    inner, outer = body(issue(world, round_)), body(issue(world, round_, PUBLIC))
    shown = ("progress", "problems", "next_measures")
    assert [inner[name] for name in shown] == ["已完成登记", "缺人手", "加派人手"]
    assert [outer[name] for name in shown] == ["登记顺利", "", ""]


def test_a_plan_may_release_its_problems(world, round_):
    accepted(world, round_)
    row = RuleSet.objects.get()
    RuleSet.objects.create(
        plan=world.plan, version=2, decision=row.decision, supersedes=row, show_problems=True, on_gap_text="-3"
    )
    publication = issue(world, round_, PUBLIC)
    header = json.loads(publication.header)
    assert (body(publication)["problems"], body(publication)["next_measures"]) == ("缺人手", "")
    assert header["release"] == {"mean": False, "next_measures": False, "problems": True, "findings": False}
    assert (header["rule_set"]["version"], header["rule_set"]["on_gap_pp"]) == ("2", "-3/1")


def test_a_public_header_names_its_review(world, round_):
    header = json.loads(issue(world, round_, PUBLIC).header)
    assert header["review"] == {"office": "白鹭县保密办", "conclusion": "可以公开", "on": "2031-09-05"}


def test_sensitive_tasks_are_not_in_public_at_all():
    world = make_world(tasks=2)
    round_ = make_round(world)
    terms = world.task.terms.get()
    TaskTerms.objects.create(
        task=world.task, title=terms.title, is_sensitive=True, decision=terms.decision, supersedes=terms
    )
    update = accepted(world, round_)
    assert list(bodies(issue(world, round_, PUBLIC))) == ["1.1.2"]
    update.refresh_from_db()
    assert update.state == "accepted"
    assert list(bodies(issue(world, round_))) == ["1.1.1", "1.1.2"]
    update.refresh_from_db()
    assert update.state == "published"


# -- carrying over ---------------------------------------------------------------------------------------------------


def test_what_was_not_reported_is_carried_over_with_its_own_date(world, round_):
    accepted(world, round_, "5")
    issue(world, round_)
    carried = body(issue(world, make_round(world, 2)))
    assert (carried["updated"], carried["figures_as_of"], carried["targets"][0]["value"]) == (False, "2031-07-31", "5")
    assert carried["scheduled_percent"] == "33.33"


def test_no_change_gives_the_last_figures_a_new_date(world, round_):
    accepted(world, round_, "5")
    issue(world, round_)
    second = make_round(world, 2)
    update = report_no_change(task=world.task, round_=second, by=world.contributor, now=NOW)
    endorse_update(update=update, by=world.head, now=NOW)
    accept_update(update=update, by=world.office, now=NOW)
    told = body(issue(world, second))
    assert (told["updated"], told["targets"][0]["value_as_of"], told["progress"]) == (True, "2031-08-31", "已完成登记")


def test_what_one_series_published_is_new_in_the_other(world, round_):
    """Published internally twice, then in public once: new there, and it keeps its first publisher."""
    accepted(world, round_, "5")
    issue(world, round_)
    second = make_round(world, 2)
    accepted(world, second, "9")
    inner = issue(world, second)
    outer = issue(world, second, PUBLIC, by=world.office)
    assert (body(outer)["updated"], body(outer)["targets"][0]["value"]) == (True, "9")
    first = Update.objects.values_list("published_by__username", "published_in__series")
    assert list(first) == [("publisher", "internal")] * 2
    third = make_round(world, 3)
    assert [body(issue(world, third, series))["updated"] for series in Series] == [False, False]
    assert inner.number == 2


def test_an_older_round_accepted_late_counts_as_published_too(world, round_):
    """It waited with the department while a newer one was published."""
    late = submit(world, round_, "4")
    second = make_round(world, 2)
    accepted(world, second, "9")
    issue(world, second)
    endorse_update(update=late, by=world.head, now=NOW)
    accept_update(update=late, by=world.office, now=NOW)
    third = issue(world, make_round(world, 3))
    late.refresh_from_db()
    assert (late.state, late.published_in, body(third)["targets"][0]["value"]) == ("published", third, "9")


def test_a_draft_and_a_submitted_update_wait_for_the_next_issue(world, round_):
    submit(world, round_)
    assert body(issue(world, round_))["update"] is None


def test_after_a_withholding_the_next_issue_goes_on_from_the_last_readable_one(world, round_):
    accepted(world, round_, "5")
    issue(world, round_)
    second = make_round(world, 2)
    accepted(world, second, "9")
    row = issue(world, second).tasks.get()
    withhold(
        withholding=propose_withholding(row=row, reason="涉密", by=world.office, now=NOW), by=world.publisher, now=NOW
    )
    third = make_round(world, 3)
    with pytest.raises(Refused) as caught:
        issue(world, third)
    assert (caught.value.code, caught.value.status) == ("withheld-again", 409)
    accepted(world, third, "10")
    told = body(issue(world, third))
    assert (told["updated"], told["update"], told["corrections"]) == (True, "3.1", [])
    assert list(list_breaks()) == []


# -- corrections -----------------------------------------------------------------------------------------------------


def corrected(world, round_, now_text="4", value="9", round_number=1):
    restatement = Restatement(round_number, now_text, CorrectionKind.ERROR, "重复统计")
    return accepted(world, round_, value, restatements={"t1": restatement})


def corrections(publication):
    header = json.loads(publication.header)
    listed = [
        (code, item["field"], item["number"], item["was"], item["now"])
        for code, one in bodies(publication).items()
        for item in one["corrections"]
    ]
    assert header["corrections"] == [{"code": code, "field": field} for code, field, *_rest in listed]
    return listed


def test_a_correction_is_listed_with_the_issue_that_printed_the_wrong_figure(world, round_):
    accepted(world, round_, "6")
    issue(world, round_)
    second = make_round(world, 2)
    corrected(world, second)
    assert corrections(issue(world, second)) == [("1.1.1", "t1", "1", "6", "4")]
    assert corrections(issue(world, make_round(world, 3))) == []


def test_a_series_that_never_printed_the_wrong_figure_lists_no_correction(world, round_):
    accepted(world, round_, "6")
    issue(world, round_)
    second = make_round(world, 2)
    corrected(world, second)
    assert corrections(issue(world, second, PUBLIC)) == []
    assert corrections(issue(world, second)) == [("1.1.1", "t1", "1", "6", "4")]


def test_an_issue_of_that_day_that_did_not_print_it_is_not_named(world, round_):
    """The figure was accepted after the issue of its round had come out."""
    issue(world, round_)
    accepted(world, round_, "6")
    second = make_round(world, 2)
    corrected(world, second)
    assert corrections(issue(world, second)) == []


def test_a_wrong_figure_carried_over_is_corrected_where_it_was_printed(world, round_):
    accepted(world, round_, "6")
    second = make_round(world, 2)
    issue(world, second, PUBLIC)
    third = make_round(world, 3)
    corrected(world, third)
    assert corrections(issue(world, third, PUBLIC)) == [("1.1.1", "t1", "1", "6", "4")]


def test_a_wrong_figure_repeated_by_no_change_is_corrected_where_it_was_printed(world, round_):
    accepted(world, round_, "6")
    second = make_round(world, 2)
    update = report_no_change(task=world.task, round_=second, by=world.contributor, now=NOW)
    endorse_update(update=update, by=world.head, now=NOW)
    accept_update(update=update, by=world.office, now=NOW)
    issue(world, second, PUBLIC)
    third = make_round(world, 3)
    corrected(world, third)
    assert corrections(issue(world, third, PUBLIC)) == [("1.1.1", "t1", "1", "6", "4")]


def test_a_withheld_wrong_figure_is_not_told_by_its_correction(world, round_):
    accepted(world, round_, "6")
    row = issue(world, round_).tasks.get()
    withhold(
        withholding=propose_withholding(row=row, reason="涉密", by=world.office, now=NOW), by=world.publisher, now=NOW
    )
    second = make_round(world, 2)
    corrected(world, second)
    assert corrections(issue(world, second)) == []


# -- what is refused -------------------------------------------------------------------------------------------------


def test_who_submitted_cannot_publish(world, round_):
    accepted(world, round_, by=world.liaison)
    error = refused("own-submission", 403, world, round_, by=world.liaison)
    assert str(error) == "您填报的事项（1.1.1）须由他人发布。"
    assert AuditEntry.objects.order_by("seq").last().outcome == "own-submission"
    assert (Publication.objects.count(), PublishedTask.objects.count()) == (0, 0)
    assert Update.objects.get().state == "accepted"


def test_who_submitted_cannot_publish_in_the_second_series_either(world, round_):
    accepted(world, round_, by=world.liaison)
    issue(world, round_)
    with pytest.raises(Refused) as caught:
        issue(world, round_, PUBLIC, by=world.liaison)
    assert caught.value.code == "own-submission"


def test_who_submitted_an_update_of_an_earlier_round_cannot_publish_it_first(world, round_):
    accepted(world, round_, by=world.liaison)
    second = make_round(world, 2)
    accepted(world, second, "7")
    refused("own-submission", 403, world, second, by=world.liaison)


def test_who_submitted_may_publish_what_is_only_carried_over(world, round_):
    accepted(world, round_, by=world.liaison)
    issue(world, round_)
    assert issue(world, make_round(world, 2), by=world.liaison).number == 2


def test_the_database_refuses_where_the_action_would_not(world, round_, monkeypatch):
    monkeypatch.setattr(publishing, "_check_two_people", lambda updates, publisher: None)
    accepted(world, round_, by=world.liaison)
    refused("own-submission", 403, world, round_, by=world.liaison)
    assert (Publication.objects.count(), Update.objects.get().state) == (0, "accepted")


def test_what_moved_between_preparing_and_marking_stops_the_issue(world, round_, monkeypatch):
    accepted(world, round_)
    store = publishing._store

    def returned_meanwhile(**given):
        Update.objects.update(state="returned", return_reason="有误")
        return store(**given)

    monkeypatch.setattr(publishing, "_store", returned_meanwhile)
    refused("moved-on", 409, world, round_)
    assert Publication.objects.count() == 0


def test_what_still_waits_for_the_plan_office_is_decided_first(world, round_):
    endorse_update(update=submit(world, round_), by=world.head, now=NOW)
    second = make_round(world, 2)
    error = refused("still-waiting", 409, world, second)
    assert str(error) == "还有1项待主管单位审定（1.1.1），请先审定或退回。"


@pytest.mark.parametrize(
    ("who", "code"),
    [(who, "no-right") for who in ("contributor", "head", "admin", "auditor", "system", "stranger", "neighbour")],
)
def test_only_the_plan_office_publishes(world, round_, who, code):
    refused(code, 403, world, round_, by=getattr(world, who))
    assert AuditEntry.objects.values_list("act", "actor", "outcome").get() == ("publish", who, code)


def test_the_command_line_itself_cannot_publish(world, round_):
    refused("nobody", 403, world, round_, by=COMMAND_LINE)
    assert AuditEntry.objects.count() == 0


def test_a_superuser_has_no_right_to_plan_data(world, round_):
    world.stranger.user.is_superuser = True
    world.stranger.user.save()
    refused("no-right", 403, world, round_, by=world.stranger)


def test_a_draft_plan_is_not_published(world, round_):
    Plan.objects.update(state="draft")
    refused("plan-not-confirmed", 409, world, round_)


def test_a_round_is_published_once_in_a_series(world, round_):
    issue(world, round_)
    with pytest.raises(Refused) as caught:
        issue(world, round_)
    assert (caught.value.code, caught.value.status) == ("already-published", 409)
    assert Publication.objects.count() == 1


@pytest.mark.parametrize(
    ("review", "code", "field"),
    [
        (None, "review-missing", "review_office"),
        (replace(REVIEW, office=" "), "review-incomplete", "review_office"),
        (replace(REVIEW, conclusion=""), "review-incomplete", "review_office"),
        (replace(REVIEW, on=REVIEW.on + timedelta(days=1)), "review-later", "review_on"),
    ],
)
def test_a_public_issue_needs_a_complete_review(world, round_, review, code, field):
    error = refused(code, 400, world, round_, PUBLIC, review=review)
    assert error.field == field
    assert AuditEntry.objects.count() == 0


def test_a_review_of_today_is_judged_by_the_days_of_shanghai(world, round_):
    """17:00 UTC on the fourth is the fifth there."""
    late = datetime(2031, 9, 4, 17, 0, tzinfo=UTC)
    assert issue(world, round_, PUBLIC, now=late).published_at == late


# -- the time --------------------------------------------------------------------------------------------------------


def test_a_real_issue_carries_the_time_of_the_database():
    world = make_world(is_demo=False)
    before = database_now(world.plan)
    publication = issue(world, make_round(world), now=NOW)
    assert before <= publication.published_at <= database_now(world.plan)
    publication.refresh_from_db()
    assert json.loads(publication.header)["published_at"] == publication.published_at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def test_a_demonstration_carries_the_time_given(world, round_):
    assert json.loads(issue(world, round_).header)["published_at"] == "2031-09-05T01:30:00.000000Z"


# -- how much it asks the database -----------------------------------------------------------------------------------


def reads_of_an_issue(tasks):
    """Statements that only read, in the third issue of a series, with corrections to list."""
    world = make_world(tasks=tasks, slug=f"bailu-{tasks}")
    first = make_round(world)
    accepted(world, first, "6")
    issue(world, first)
    second = make_round(world, 2)
    corrected(world, second)
    with CaptureQueriesContext(connection) as queries:
        issue(world, second)
    return [query["sql"] for query in queries if query["sql"].startswith("SELECT")]


def test_an_issue_asks_the_same_number_of_questions_whatever_its_size():
    counts = {tasks: len(reads_of_an_issue(tasks)) for tasks in (1, 3, 300)}
    assert counts == dict.fromkeys((1, 3, 300), counts[1])
    assert counts[1] > 15
