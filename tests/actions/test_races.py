"""Four people press the same button at the same moment. One gets through, the others are refused, nothing is doubled.

Each bench counts what it exercised: `overlaps` are pairs of calls that were under way at the same time, and a minimum of
them is part of passing.
"""

import threading
import time
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

import pytest
from django.db import connections

from plans.actions.acting import COMMAND_LINE
from plans.actions.closing import apply_close_out, approve_close_out
from plans.actions.deciding import DecisionText, TaskChoice, decide_task
from plans.actions.importing import import_document
from plans.actions.publishing import publish
from plans.actions.reporting import report_no_change
from plans.actions.reviewing import accept_update, endorse_update, return_update
from plans.actions.rounds import open_round
from plans.actions.withholding import propose_withholding, withhold
from plans.models import (
    AuditEntry,
    CloseOut,
    Plan,
    Publication,
    PublishedTask,
    Round,
    SourceDocument,
    TaskTerms,
    Update,
    Withholding,
)
from plans.queries.published_rows import load_bodies
from plans.queries.verification import list_breaks
from plans.rules.said import Refused
from plans.rules.vocabulary import Series
from tests.actions.worlds import NOW, accepted, issue, make_round, make_world, submit
from tests.importing.reports import HALF_YEAR

PEOPLE = 4


@dataclass
class Bench:
    """What happened, over all rounds of one race."""

    done: int = 0
    refused: list[str] = field(default_factory=list)
    errors: list[BaseException] = field(default_factory=list)
    overlaps: int = 0

    def run(self, *calls):
        barrier = threading.Barrier(len(calls))
        spans, outcomes = [], []

        def press(call):
            barrier.wait()
            began = time.perf_counter()
            try:
                outcomes.append(("done", call()))
            except Refused as refusal:
                outcomes.append(("refused", refusal.code))
            except Exception as error:  # noqa: BLE001 - whatever it is, it is counted and shown
                outcomes.append(("error", error))
            finally:
                spans.append((began, time.perf_counter()))
                connections.close_all()

        threads = [threading.Thread(target=press, args=(call,)) for call in calls]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.done += sum(kind == "done" for kind, _value in outcomes)
        self.refused += [value for kind, value in outcomes if kind == "refused"]
        self.errors += [value for kind, value in outcomes if kind == "error"]
        self.overlaps += sum(a[0] < b[1] and b[0] < a[1] for a, b in combinations(spans, 2))

    def check(self, *, rounds, done, codes):
        """All pairs of a round should overlap; half of them is the least that is accepted as a race."""
        assert self.errors == []
        assert self.done == done
        assert set(self.refused) <= codes
        assert len(self.refused) == rounds * PEOPLE - done
        assert self.overlaps >= rounds * PEOPLE * (PEOPLE - 1) // 4


@pytest.fixture
def rounds(full):
    return 300 if full else 20


@pytest.fixture
def few(full):
    return 100 if full else 5


def world_of(number, **given):
    return make_world(slug=f"bailu-{number}", **given)


def test_one_of_four_acceptances_counts(flushable_db, rounds):
    bench = Bench()
    world = make_world(tasks=rounds)
    round_ = make_round(world)
    for task in world.tasks:
        update = submit(world, round_, task=task)
        endorse_update(update=update, by=world.head, now=NOW)
        people = [world.office, world.publisher, world.liaison, world.office]
        bench.run(*[lambda by=by, update=update: accept_update(update=update, by=by, now=NOW) for by in people])
    bench.check(rounds=rounds, done=rounds, codes={"moved-on"})
    assert AuditEntry.objects.filter(act="accept", outcome="done").count() == rounds
    assert set(Update.objects.values_list("state", "revision")) == {("accepted", 3)}
    assert list(list_breaks()) == []


def test_accepting_and_returning_at_once_does_one_of_them(flushable_db, few):
    bench = Bench()
    for number in range(few):
        world = world_of(number)
        update = submit(world, make_round(world))
        endorse_update(update=update, by=world.head, now=NOW)
        accept = [lambda u=update, by=by: accept_update(update=u, by=by, now=NOW) for by in people_of(world)]
        send = [
            lambda u=update, by=by: return_update(update=u, reason="有误", by=by, now=NOW) for by in people_of(world)
        ]
        bench.run(*accept, *send)
    assert bench.errors == []
    # Accepting and then returning what was accepted is allowed, so one or two get through, never two of a kind.
    acts = AuditEntry.objects.filter(outcome="done", act__in=["accept", "return"]).values_list("act", "subject")
    assert len(acts) == len(set(acts)) == bench.done
    assert few <= bench.done <= 2 * few
    assert list(list_breaks()) == []


def people_of(world):
    return [world.office, world.publisher]


def test_a_document_sent_four_times_at_once_is_one_plan(flushable_db, few):
    bench = Bench()
    for number in range(few):
        content = f"{HALF_YEAR}第{number}次".encode()
        bench.run(*[lambda c=content: bring_in(c) for _ in range(PEOPLE)])
    bench.check(rounds=few, done=few * PEOPLE, codes=set())
    assert (Plan.objects.count(), SourceDocument.objects.count()) == (few, few)
    assert list(list_breaks()) == []


def test_a_corrected_file_sent_four_times_at_once_is_kept_once(flushable_db, few):
    bench = Bench()
    for number in range(few):
        plan = bring_in(f"{HALF_YEAR}第{number}次".encode()).plan
        changed = f"{HALF_YEAR}更正第{number}次".encode()
        bench.run(*[lambda p=plan, c=changed: bring_in(c, plan=p) for _ in range(PEOPLE)])
    bench.check(rounds=few, done=few * PEOPLE, codes=set())
    assert (Plan.objects.count(), SourceDocument.objects.count()) == (few, 2 * few)


def bring_in(content, **given):
    return import_document(
        content=content, filename="报告.txt", by=COMMAND_LINE, now=NOW, today=date(2031, 9, 5), **given
    )


def test_one_of_four_publishers_makes_the_issue(flushable_db, rounds):
    bench = Bench()
    for number in range(rounds):
        world = world_of(number)
        round_ = make_round(world)
        accepted(world, round_)
        by = [world.office, world.publisher, world.office, world.publisher]
        bench.run(
            *[
                lambda w=world, r=round_, by=by: publish(plan=w.plan, series=Series.INTERNAL, round_=r, by=by, now=NOW)
                for by in by
            ]
        )
    bench.check(rounds=rounds, done=rounds, codes={"already-published", "moved-on"})
    assert Publication.objects.count() == rounds
    assert PublishedTask.objects.count() == rounds
    assert AuditEntry.objects.filter(act="publish", outcome="done").count() == rounds
    assert list(list_breaks()) == []


def test_what_is_accepted_while_an_issue_is_made_is_in_it_or_waits(flushable_db, few):
    """An update marked as published is told of by the issue it names."""
    bench = Bench()
    for number in range(few):
        world = world_of(number, tasks=3)
        round_ = make_round(world)
        accepted(world, round_)
        updates = [submit(world, round_, task=task) for task in world.tasks[1:]]
        for update in updates:
            endorse_update(update=update, by=world.head, now=NOW)
        bench.run(
            lambda w=world, r=round_: publish(plan=w.plan, series=Series.INTERNAL, round_=r, by=w.publisher, now=NOW),
            *[lambda u=update, w=world: accept_update(update=u, by=w.office, now=NOW) for update in updates],
        )
    assert bench.errors == []
    assert set(bench.refused) <= {"still-waiting"}
    told = {publication.pk: load_bodies(publication) for publication in Publication.objects.all()}
    for update in Update.objects.select_related("task", "round"):
        name = told.get(update.published_in_id, {}).get(update.task.code, {}).get("update")
        assert (update.state, name) in {("published", update.name), ("accepted", None)}
    assert list(list_breaks()) == []


def test_a_fourfold_click_submits_once(flushable_db, rounds):
    bench = Bench()
    world = make_world(tasks=rounds)
    round_ = make_round(world)
    for task in world.tasks:
        click = lambda task=task: report_no_change(task=task, round_=round_, by=world.contributor, now=NOW)  # noqa: E731
        bench.run(*[click] * PEOPLE)
    bench.check(rounds=rounds, done=rounds, codes={"moved-on"})
    assert Update.objects.count() == rounds


def test_a_fourfold_application_a_fourfold_proposal_and_a_fourfold_opening_happen_once(flushable_db, few):
    bench = Bench()
    for number in range(few):
        world = world_of(number)
        round_ = make_round(world)
        accepted(world, round_, "20")
        bench.run(
            *[
                lambda w=world, r=round_: apply_close_out(
                    task=w.task, round_=r, completed_on=date(2031, 7, 30), evidence="证书", by=w.contributor, now=NOW
                )
            ]
            * PEOPLE
        )
        close_out = CloseOut.objects.get(task=world.task)
        approve = lambda c=close_out, w=world: approve_close_out(close_out=c, by=w.office, now=NOW)  # noqa: E731
        bench.run(*[approve] * PEOPLE)
        row = issue(world, round_).tasks.get()
        propose = lambda r=row, w=world: propose_withholding(row=r, reason="涉密", by=w.office, now=NOW)  # noqa: E731
        bench.run(*[propose] * PEOPLE)
        record = Withholding.objects.get(published_task=row)
        bench.run(*[lambda r=record, w=world: withhold(withholding=r, by=w.publisher, now=NOW)] * PEOPLE)
        Round.objects.filter(pk=round_.pk).update(closed_at=NOW)
        bench.run(
            *[lambda w=world: open_round(plan=w.plan, as_of_on=date(2031, 8, 31), due_at=NOW, by=w.office, now=NOW)]
            * PEOPLE
        )
    bench.check(
        rounds=5 * few,
        done=5 * few,
        codes={"close-out-open", "close-out-settled", "already-withheld", "round-open", "round-not-later"},
    )
    assert list(list_breaks()) == []


def test_four_decisions_on_one_task_follow_each_other(flushable_db, few):
    """None is lost and none fails: each supersedes the one before it."""
    bench = Bench()
    decision = DecisionText(office="县政府办", on=date(2031, 7, 5), reason="调整")
    for number in range(few):
        world = world_of(number)
        bench.run(
            *[
                lambda w=world, title=f"名称{which}": decide_task(
                    task=w.task, choice=TaskChoice(code="1.1.1", title=title), decision=decision, by=w.office, now=NOW
                )
                for which in range(PEOPLE)
            ]
        )
        assert TaskTerms.objects.filter(task=world.task).count() == 1 + PEOPLE
        assert TaskTerms.objects.current().filter(task=world.task).count() == 1
    bench.check(rounds=few, done=few * PEOPLE, codes=set())


def test_a_check_before_the_lock_would_be_found_out(flushable_db, few):
    """The negative control: with reading and writing apart, four acceptances count more than once."""
    doubled = 0
    for number in range(few):
        world = world_of(number)
        update = submit(world, make_round(world))
        Update.objects.filter(pk=update.pk).update(state="endorsed")
        together = threading.Barrier(PEOPLE)
        bench = Bench()

        def carelessly(update=update, together=together):
            row = Update.objects.get(pk=update.pk)
            together.wait()
            if row.state != "endorsed":
                raise Refused("moved-on", "已处理", "dealt with")
            Update.objects.filter(pk=row.pk).update(state="accepted")

        bench.run(*[carelessly] * PEOPLE)
        doubled += bench.done > 1
    assert doubled == few
