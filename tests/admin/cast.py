"""Who comes to the door, and the plan they find: one item in every state, issues in both series, a plan still a draft."""

import re
from dataclasses import dataclass, field
from datetime import date

from django.test import Client

from plans.actions.closing import apply_close_out
from plans.actions.reviewing import endorse_update
from plans.actions.withholding import propose_withholding
from plans.models import (
    CloseOut,
    Department,
    Jurisdiction,
    Membership,
    Round,
    SourceDocument,
    User,
    Withholding,
)
from plans.rules.vocabulary import Role, Series
from tests.actions.worlds import (
    NOW,
    World,
    accepted,
    issue,
    make_indicator,
    make_person,
    make_reading,
    make_round,
    make_world,
    submit,
)

FORBIDDEN = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE)
"""What a strict policy would block: inline scripts, styles and handlers."""


@dataclass
class Stage:
    """1.1.1 is not reported, 1.1.2 submitted, 1.1.3 endorsed, 1.1.4 may be closed out, 1.1.5 waits for its approval."""

    world: World
    draft: World
    first: Round
    second: Round
    close_out: CloseOut
    withholding: Withholding
    received: SourceDocument
    users: dict[str, User] = field(default_factory=dict)

    @property
    def slug(self) -> str:
        return self.world.plan.slug

    def client(self, name: str) -> Client:
        client = Client(raise_request_exception=True)
        if name != "signed out":
            client.force_login(self.users[name])
        return client

    def at(self, rest: str = "") -> str:
        return f"/admin/plans/{self.slug}/{rest}"

    def item(self, code: str = "1.1.1", rest: str = "") -> str:
        return self.at(f"rounds/2/tasks/{code}/{rest}")

    def seen(self, code: str, **data: str) -> dict[str, str]:
        """What a button of this item sends: the version that the page showed."""
        newest = self.second.updates.filter(task__code=code).order_by("version").last()
        return {"version": f"{newest.version}.{newest.revision}"} | data


UNTAKEN = {
    "id": "O1", "section": "2.1", "class": "pipeline", "name": "签约金额", "value": "9", "unit": "亿元", "operator": "=",
    "yoy": None, "growth": None, "growth_basis": None, "share_of_plan": None, "schedule_gap": None, "parent": None,
    "group": None, "start": 0, "end": 6,
}  # fmt: skip
"""A figure of the document that is no indicator yet."""


def make_stage() -> Stage:
    world = make_world(tasks=5, observations=[UNTAKEN])
    make_indicator(world)
    draft = make_world(slug="bailu-draft", state="draft")
    received = make_received(draft)
    first = make_round(world, 1)
    reached = {"m1": date(2031, 7, 20)}
    for task in world.tasks[:3]:
        accepted(world, first, "5", task=task)
    for task in world.tasks[3:]:
        accepted(world, first, "20", task=task, milestones=reached)
    issue(world, first, Series.INTERNAL)
    public = issue(world, first, Series.PUBLIC)
    close_out = apply_close_out(
        task=world.tasks[4],
        round_=first,
        completed_on=date(2031, 7, 20),
        evidence="验收单",
        by=world.contributor,
        now=NOW,
    )
    row = public.tasks.get(code="1.1.2")
    withholding = propose_withholding(row=row, reason="涉及个人信息", by=world.publisher, now=NOW)
    second = make_round(world, 2)
    submit(world, second, "8", task=world.tasks[1])
    endorse_update(update=submit(world, second, "9", task=world.tasks[2]), by=world.head, now=NOW)
    stage = Stage(world, draft, first, second, close_out, withholding, received)
    stage.users = {name: actor.user for name, actor in world.people.items()} | make_outsiders(world)
    return stage


def make_received(draft: World) -> SourceDocument:
    """A corrected file for the draft, not in use: forty farms."""
    text = draft.plan.source.text.replace("20", "40")
    reading = make_reading(1)
    reading["targets"][0]["value"] = "40"
    return SourceDocument.objects.create(
        plan=draft.plan, filename="更正.txt", content=text.encode(), sha256="d" * 64, text=text,
        reading=reading, title="白鹭县计划", imported_at=NOW,
    )  # fmt: skip


def make_outsiders(world: World) -> dict[str, User]:
    """People with a role somewhere else, none at all, or none any more."""
    county = world.plan.jurisdiction
    elsewhere = Jurisdiction.objects.get(code="990002")
    forest = Department.objects.create(jurisdiction=county, slug="forest", name="林业局", category="政府部门", sort=30)
    disabled = make_person("disabled", [(Role.PLAN_OFFICE, county, None), (Role.CONTRIBUTOR, county, world.farm)]).user
    disabled.is_active = False
    disabled.save()
    superuser = User.objects.create(username="superuser", is_staff=True, is_superuser=True)
    clerk = User.objects.create(username="clerk", is_staff=False)
    Membership.objects.create(user=clerk, role="plan_office", jurisdiction=county)
    neighbour = make_person("other county", []).user
    for role in ("plan_office", "plan_admin"):
        Membership.objects.create(user=neighbour, role=role, jurisdiction=elsewhere)
    forester = make_person("forester", [(Role.CONTRIBUTOR, county, forest), (Role.HEAD, county, forest)]).user
    return {
        "disabled": disabled,
        "superuser": superuser,
        "clerk": clerk,
        "other county": neighbour,
        "forester": forester,
    }


def update_fields(value: str = "7", **given: str) -> dict[str, str]:
    """What the update form sends for a task with one quantity and one milestone."""
    texts = {"progress": "新登记", "public_progress": "登记推进", "problems": "", "next_measures": "十月底前完成"}
    return {"seen_revision": "0", "quantity_t1": value, "milestone_m1": "", **texts} | given


def state_of(stage: Stage, code: str = "1.1.1") -> str | None:
    newest = stage.second.updates.filter(task__code=code).order_by("version").last()
    return newest.state if newest else None
