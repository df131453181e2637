"""Builds the demonstration: a plan with its issues, a round in the middle of its work, and an account for every role.

What is invented stands in fixtures/demo/; everything goes through the same actions that officials use, so that the
demonstration cannot show what the program does not do. All of it is one transaction: there is no half of a demonstration.
"""

import sys
from argparse import ArgumentParser
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from plans.actions.acting import COMMAND_LINE, Actor
from plans.actions.closing import apply_close_out, approve_close_out
from plans.actions.confirming import confirm_plan
from plans.actions.deciding import DecisionText, MilestoneChoice, TargetChoice, TaskChoice, decide_task
from plans.actions.importing import import_document
from plans.actions.proposing import take_steps
from plans.actions.publishing import publish
from plans.actions.reference import save_duties
from plans.actions.reporting import Restatement, UpdateContent, report_no_change, save_update, submit_update
from plans.actions.reviewing import accept_update, endorse_update, return_update, send_back_update
from plans.actions.rounds import close_round, open_round
from plans.management.commands.demo_accounts import FIXTURES, People, add_file_argument, read_fixture, table
from plans.management.demo_record import record_indicators
from plans.management.refusing import REFUSED, bytes_of
from plans.models import Department, Jurisdiction, Plan, Round, Task, Update
from plans.queries.proposal import load_proposal
from plans.rules.proposal import Proposal
from plans.rules.publication import Review
from plans.rules.said import Refused
from plans.rules.vocabulary import (
    CorrectionKind,
    Origin,
    Responsibility,
    ReviewVerb,
    Role,
    ScheduleRule,
    Series,
    TargetKind,
    UpdateState,
)

CHINA = ZoneInfo("Asia/Shanghai")


class Command(BaseCommand):
    help = "Builds the demonstration with an account for every role; a second run changes nothing and keeps the data."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--plan-file",
            type=Path,
            help="make a demonstration of this plan document instead: read, confirmed as read, issue 1 without progress",
        )
        add_file_argument(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        people = People(options["accounts_file"])
        try:
            _refuse_in_production()
            with transaction.atomic():
                plan, is_new = (
                    load_document(options["plan_file"], people) if options["plan_file"] else load_demo(people)
                )
                if is_new:
                    people.keep()  # before the commit: accounts whose passwords nobody knows would be worse than none
        except Refused as refused:
            self.stderr.write(f"{refused.said.zh}\n{refused.said.en}")
            sys.exit(REFUSED)
        self.stdout.write(
            f"演示计划已就绪 / the demonstration is ready: {plan.slug}" if is_new else f"nothing changed: {plan.slug}"
        )
        self.stdout.write(table(people.rows()))


def _refuse_in_production() -> None:
    """The accounts made here have rights over a whole jurisdiction, and their passwords lie in a file."""
    if settings.PRODUCTION:
        raise Refused(
            "demo-in-production",
            "正式环境不能装入演示数据。请在另一处不设 TRACKER_PRODUCTION 运行。",
            "A demonstration is not loaded in production. Run it elsewhere, without TRACKER_PRODUCTION.",
        )


# -- the plan of the fixtures ----------------------------------------------------------------------------------------


def load_demo(people: People) -> tuple[Plan, bool]:
    story = read_fixture("plan.json")
    known = Plan.objects.filter(slug=story["slug"]).first()
    if known is not None:
        return known, False
    tasks = {item["code"]: item for item in read_fixture("tasks.json")}
    plan = _import_digest(story, people)
    _confirm(plan, story, tasks, people)
    record_indicators(plan, story, people)
    rows = {task.code: task for task in plan.tasks.all()}
    rounds = Rounds(plan=plan, story=story, tasks=tasks, rows=rows, people=people)
    for number, facts in enumerate(story["rounds"], 1):
        rounds.run(number, facts)
    rounds.open_last(now=timezone.now())
    return plan, True


def _import_digest(story: dict[str, Any], people: People) -> Plan:
    now = _at(story["imported_on"], "09:00")
    jurisdiction = _jurisdiction()
    people.set_up(jurisdiction, now=now)
    _keep_duties(jurisdiction, by=people.actor("plan-admin"), now=now)
    file = FIXTURES / f"{story['slug']}.txt"
    outcome = import_document(
        content=file.read_bytes(),
        filename=file.name,
        by=people.actor("plan-admin"),
        now=now,
        today=now.date(),
        slug=story["slug"],
        jurisdiction=jurisdiction,
        is_demo=True,
        is_digest=True,
    )
    return outcome.plan


def _jurisdiction() -> Jurisdiction:
    """Reference data, which has no actions: the administrator keeps it in the admin site."""
    facts = read_fixture("jurisdiction.json")
    row = Jurisdiction.objects.filter(name=facts["name"]).first()
    if row is None:
        row = Jurisdiction.objects.create(code=facts["code"], name=facts["name"])
    for item in facts["departments"]:
        named = {key: value for key, value in item.items() if key != "slug"}
        Department.objects.get_or_create(jurisdiction=row, slug=item["slug"], defaults=named)
    return row


def _keep_duties(jurisdiction: Jurisdiction, *, by: Actor, now: datetime) -> None:
    """Inferred from what such units usually answer for."""
    departments = {row.slug: row for row in jurisdiction.departments.all()}
    for item in read_fixture("duties.json")["duties"]:
        department = departments[item["department"]]
        save_duties(department=department, lead=item["lead"], cooperating=item["cooperating"], by=by, now=now)


def _confirm(plan: Plan, story: dict[str, Any], tasks: dict[str, dict[str, Any]], people: People) -> None:
    decision = {"on": date.fromisoformat(story["confirmed_on"]), **story["decision"]}
    now = _at(story["confirmed_on"], "10:00")
    by = people.actor("plan-admin")
    proposal = _take_over_figures(plan, by=by, now=now)
    confirm_plan(
        plan=plan,
        choices=[_task_choice(proposal, item) for item in tasks.values()],
        decision=DecisionText(**decision),
        by=by,
        now=now,
        office=plan.jurisdiction.departments.get(slug=story["office"]),
        title=story["title"],
        short_title=story["short_title"],
    )
    plan.refresh_from_db()
    for item in tasks.values():
        for target in item.get("targets", ()):
            if target.get("origin") == Origin.COMPUTED.value:
                decide_task(
                    task=plan.tasks.get(code=item["code"]),
                    choice=TaskChoice(code=item["code"], targets=[_target_choice(target)]),
                    decision=DecisionText(**{**decision, "reason": target["reason"], "origin": Origin.COMPUTED}),
                    by=by,
                    now=now,
                )


def _take_over_figures(plan: Plan, *, by: Actor, now: datetime) -> Proposal:
    """Every figure that was reached, as a person would take it over after checking; attributes of projects are left."""
    proposal = load_proposal(plan.source)
    figures = [item.id for item in proposal.observations if item.class_ not in {"attribute", "pipeline"}]
    if figures:
        take_steps(plan=plan, changes=[(ReviewVerb.ACCEPT, {"items": figures})], by=by, now=now)
    return load_proposal(plan.source)


def _task_choice(proposal: Proposal, item: dict[str, Any]) -> TaskChoice:
    targets = [target for target in item.get("targets", ()) if target.get("origin") != Origin.COMPUTED.value]
    return TaskChoice(
        code=item["code"],
        title=item["title"],
        is_ongoing=item["ongoing"],
        responsibility=Responsibility(item["responsibility"]),
        lead=item["lead"],
        cooperating=item["cooperating"],
        targets=[
            _rescheduled(proposal, item["code"], target) if "plan" in target else _target_choice(target)
            for target in targets
            if target.keys() != {"plan"}
        ],
        milestones=[
            MilestoneChoice(title=row["title"], due_on=date.fromisoformat(row["due_on"]))
            for row in item.get("milestones", ())
        ],
    )


def _target_choice(item: dict[str, Any]) -> TargetChoice:
    return TargetChoice(
        name=item["name"],
        kind=TargetKind(item["kind"]),
        basis=item["basis"],
        goal_text=item["goal"],
        unit=item["unit"],
        start_on=_day(item.get("start_on")),
        due_on=_day(item.get("due_on")),
    )


def _rescheduled(proposal: Proposal, code: str, item: dict[str, Any]) -> TargetChoice:
    """A goal of the plan itself, with the baseline and the stages that people added to it."""
    task = next(task for task in proposal.tasks if task.code == code)
    target = proposal.targets_of(task)[int(item["plan"].removeprefix("t")) - 1]
    return TargetChoice(
        key=item["plan"],
        name=target.name,
        kind=TargetKind(target.kind),
        basis=target.basis,
        force=target.force,
        commitment=target.commitment,
        operator=target.operator,
        goal_text=target.value,
        unit=target.unit,
        baseline_text=item.get("baseline", ""),
        rule=ScheduleRule(item["rule"]),
        stages=tuple((date.fromisoformat(on), value) for on, value in item["stages"]),
        origin=Origin.PLAN,
    )


# -- rounds ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Rounds:
    """The rounds of the plan, told from the fixtures: what each task reports stands with the task."""

    plan: Plan
    story: dict[str, Any]
    tasks: dict[str, dict[str, Any]]
    rows: dict[str, Task]
    people: People

    def run(self, number: int, facts: dict[str, Any]) -> None:
        """Opened, reported, endorsed, accepted, closed out, published in both series, closed."""
        office = self.people.actor("office-1")
        round_ = open_round(
            plan=self.plan,
            as_of_on=date.fromisoformat(facts["as_of"]),
            due_at=_at(facts["due"], "17:30"),
            by=office,
            now=_at(facts["opened"], "09:00"),
        )
        for code, item in self.tasks.items():
            if str(number) in item["rounds"]:
                update = self._submit(code, round_, now=_at(facts["due"], "10:00"))
                self._endorse(update, now=_at(facts["due"], "15:00"))
                accept_update(update=update, by=office, now=_at(facts["published"], "09:00"))
        self._close_out(round_, now=_at(facts["published"], "10:00"))
        self._publish(round_, Series.INTERNAL, facts, review=None, now=_at(facts["published"], "11:00"))
        review = Review(**self.story["review"], on=date.fromisoformat(facts["published"]))
        self._publish(round_, Series.PUBLIC, facts, review=review, now=_at(facts["published"], "15:00"))
        close_round(round_=round_, by=office, now=_at(facts["published"], "16:00"))

    def open_last(self, *, now: datetime) -> None:
        """In the middle of its work: updates in every state, and time left to report."""
        facts = self.story["open_round"]
        due_on = timezone.localdate(now, CHINA) + timedelta(days=facts["due_in_days"])
        round_ = open_round(
            plan=self.plan,
            as_of_on=date.fromisoformat(facts["as_of"]),
            due_at=_at(due_on.isoformat(), facts["due_time"]),
            by=self.people.actor("office-1"),
            now=now,
        )
        for code, wanted in facts["states"].items():
            self._bring_to(wanted, code, round_, now=now)
        self._close_out(round_, now=now)

    def _publish(
        self, round_: Round, series: Series, facts: dict[str, Any], *, review: Review | None, now: datetime
    ) -> None:
        publisher = self.people.actor("office-2")
        publish(
            plan=self.plan,
            series=series,
            round_=round_,
            by=publisher,
            now=now,
            review=review,
            note=facts["note"],
        )

    def _bring_to(self, wanted: dict[str, str], code: str, round_: Round, *, now: datetime) -> None:
        state, office = wanted["state"], self.people.actor("office-1")
        if state == UpdateState.DRAFT.value:
            content = _content(self._entry(code, round_))
            by = self._contributor(code)
            save_update(task=self.rows[code], round_=round_, content=content, seen_revision=0, by=by, now=now)
            return
        update = self._submit(code, round_, now=now)
        if state == UpdateState.SUBMITTED.value:
            return
        if wanted.get("by") == Role.HEAD.value:
            head = self.people.of_department(self.tasks[code]["lead"], Role.HEAD)
            send_back_update(update=update, reason=wanted["reason"], by=head, now=now)
            return
        self._endorse(update, now=now)
        if state == UpdateState.ACCEPTED.value:
            accept_update(update=update, by=office, now=now)
        elif state == UpdateState.RETURNED.value:
            return_update(update=update, reason=wanted["reason"], by=office, now=now)

    def _submit(self, code: str, round_: Round, *, now: datetime) -> Update:
        entry, task, by = self._entry(code, round_), self.rows[code], self._contributor(code)
        if entry.get("no_change"):
            return report_no_change(task=task, round_=round_, by=by, now=now)
        return submit_update(task=task, round_=round_, content=_content(entry), seen_revision=0, by=by, now=now)

    def _endorse(self, update: Update, *, now: datetime) -> None:
        endorse_update(update=update, by=self.people.of_department(update.department.slug, Role.HEAD), now=now)

    def _close_out(self, round_: Round, *, now: datetime) -> None:
        for item in self.story["close_outs"]:
            if item["round"] == round_.number:
                row = apply_close_out(
                    task=self.rows[item["code"]],
                    round_=round_,
                    completed_on=date.fromisoformat(item["completed_on"]),
                    evidence=item["evidence"],
                    by=self._contributor(item["code"]),
                    now=now,
                )
                if item["approved"]:
                    approve_close_out(close_out=row, by=self.people.actor("office-2"), now=now)

    def _contributor(self, code: str) -> Actor:
        return self.people.of_department(self.tasks[code]["lead"], Role.CONTRIBUTOR)

    def _entry(self, code: str, round_: Round) -> dict[str, Any]:
        return self.tasks[code]["rounds"][str(round_.number)]


def _content(entry: dict[str, Any]) -> UpdateContent:
    return UpdateContent(
        quantities=entry.get("quantities", {}),
        milestones={key: date.fromisoformat(day) for key, day in entry.get("milestones", {}).items()},
        restatements={
            key: Restatement(item["round"], item["now"], CorrectionKind(item["kind"]), item["reason"])
            for key, item in entry.get("corrections", {}).items()
        },
        progress=entry["progress"],
        public_progress=entry.get("public_progress", entry["progress"]),
        problems=entry.get("problems", ""),
        next_measures=entry.get("next_measures", ""),
    )


# -- a document of one's own -----------------------------------------------------------------------------------------


def load_document(file: Path, people: People) -> tuple[Plan, bool]:
    """Read, confirmed as it was read, published once as of the day before the plan begins: nobody has reported yet."""
    now = timezone.now()
    today = timezone.localdate(now, CHINA)
    content = bytes_of(file)
    outcome = import_document(content=content, filename=file.name, by=COMMAND_LINE, now=now, today=today, is_demo=True)
    plan = outcome.plan
    if not outcome.is_new:
        if not plan.is_demo:
            raise Refused(
                "plan-is-real",
                f"该文件已作为正式计划“{plan.slug}”导入，不能再作演示。请用另一个数据库。",
                f"This file is already the real plan “{plan.slug}”; use another database for a demonstration of it.",
            )
        return plan, False
    people.set_up(plan.jurisdiction, now=now)
    office = people.actor("office-1")
    _take_over_figures(plan, by=people.actor("plan-admin"), now=now)
    confirm_plan(
        plan=plan,
        decision=DecisionText(office="", on=today, reason="演示：按读取结果确认"),
        by=people.actor("plan-admin"),
        now=now,
    )
    plan.refresh_from_db()
    as_of_on = plan.start_on - timedelta(days=1)
    round_ = open_round(plan=plan, as_of_on=as_of_on, due_at=now, by=office, now=now)
    review = Review(office="演示", conclusion="演示，未作保密审查", on=today)
    publish(plan=plan, series=Series.PUBLIC, round_=round_, by=people.actor("office-2"), now=now, review=review)
    close_round(round_=round_, by=office, now=now)
    return plan, True


# -- days and hours --------------------------------------------------------------------------------------------------


def _at(day: str, clock: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), time.fromisoformat(clock), CHINA)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
