"""The demonstration as it is loaded: what it shows, that nothing is changed by a second run, and who can use it."""

import io
import json
import stat
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.core.management import call_command
from django.test import TestCase, override_settings
from django.utils import timezone

from plans.actions.acting import COMMAND_LINE
from plans.actions.importing import import_document
from plans.models import (
    AuditEntry,
    CloseOut,
    IndicatorTerms,
    Membership,
    Observation,
    Plan,
    Publication,
    PublishedIndicator,
    PublishedTask,
    SourceDocument,
    Target,
    Update,
    User,
)
from plans.queries.decided import load_decided_records
from plans.queries.duties import TaskWords, suggestions_for
from plans.rules.vocabulary import Role

CHINA = ZoneInfo("Asia/Shanghai")
FIXTURES = Path(__file__).parents[2] / "fixtures"
LIGHTS = {
    1: {"on": 1, "nd": 36, "na": 10},
    2: {"warn": 1, "on": 29, "nd": 7, "na": 10},
    3: {"warn": 5, "on": 30, "nd": 2, "na": 10},
    4: {"warn": 7, "on": 27, "done": 1, "nd": 2, "na": 10},
    5: {"late": 3, "warn": 4, "on": 25, "done": 3, "nd": 2, "na": 10},
}
SMALL_PLAN = """临山市东河县2031年上半年国民经济和社会发展计划执行情况

一、上半年计划执行情况

（一）经济运行平稳

1.工业保持增长。规模以上工业增加值同比增长4.1%。

二、下半年计划安排

（一）办好民生实事

一是改善出行条件。新建公交站亭40个；完成危桥改造6座。二是扩大学位供给。推进东河小学扩建工程。
"""


def load(accounts_file, *arguments):
    out = io.StringIO()
    call_command("load_demo", *arguments, "--accounts-file", str(accounts_file), stdout=out)
    return out.getvalue()


def rows_of_all_tables():
    return {
        model.__name__: list(model.objects.order_by("pk").values_list())
        for model in apps.get_app_config("plans").get_models()
    }


def body(series, number, code):
    return json.loads(PublishedTask.objects.get(publication__series=series, publication__number=number, code=code).body)


class TheDemonstrationTests(TestCase):
    """Loaded once for all tests below, none of which changes it."""

    @classmethod
    def setUpTestData(cls):
        folder = TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.accounts_file = Path(folder.name) / "accounts.json"
        cls.began_on = timezone.localdate(timezone=CHINA)
        with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
            cls.printed = load(cls.accounts_file)
        cls.plan = Plan.objects.get(slug="qingxin-2023-h2")

    def test_it_is_one_confirmed_plan_of_47_tasks_marked_as_demonstration(self):
        assert self.plan.is_demo
        assert self.plan.state == "confirmed"
        assert self.plan.tasks.count() == 47
        assert self.plan.office.slug == "fgj"
        assert self.plan.jurisdiction.code == "441803"
        assert SourceDocument.objects.get().is_digest

    def test_the_record_quotes_the_digest_and_marks_what_is_invented_beside_it(self):
        shares = Observation.objects.exclude(share_text="").values_list("value_text", "share_text", "gap_text")
        assert sorted(shares) == [("12.3", "63.22", ""), ("13.95", "73.15", "11.35"), ("16.65", "47.18", "")]
        added = [
            row for model in (IndicatorTerms, Observation) for row in model.objects.exclude(decision__origin="plan")
        ]
        assert {row.decision.origin for row in added} == {"decision"}
        assert all("演示数据" in row.decision.reason for row in added)
        goals = IndicatorTerms.objects.current().exclude(goal_text="").order_by("goal_text")
        assert [(row.name, row.goal_operator, row.goal_text) for row in goals] == [
            ("城镇新增就业", "≥", "5000"),
            ("地区生产总值", "≥", "6%"),
            ("中心城区空气质量优良率", "≥", "92"),
        ]

    def test_every_issue_fixes_the_record_and_quotes_its_words_exactly(self):
        text = SourceDocument.objects.get().text
        rows = PublishedIndicator.objects.all()
        assert rows.values("publication").distinct().count() == 10
        for row in rows.filter(publication__series="public", publication__number=5):
            body = json.loads(row.body)
            for quoted in body["values"][0]["passages"]:
                assert text[int(quoted["start"]) : int(quoted["end"])] == quoted["text"]
            assert body["values"][0]["passages"] != []

    def test_both_series_have_five_issues_on_the_days_the_story_tells(self):
        told = Publication.objects.order_by("series", "number").values_list(
            "series", "number", "as_of_on", "published_at"
        )
        days = [("06-30", "07-12"), ("07-31", "08-07"), ("08-31", "09-06"), ("09-30", "10-09"), ("10-31", "11-06")]
        assert [
            (series, n, as_of.isoformat(), at.astimezone(CHINA).date().isoformat()) for series, n, as_of, at in told
        ] == [
            (series, number, f"2023-{as_of}", f"2023-{published}")
            for series in ("internal", "public")
            for number, (as_of, published) in enumerate(days, 1)
        ]

    def test_the_lights_of_each_issue_are_those_of_the_story_in_both_series(self):
        for series in ("internal", "public"):
            rows = PublishedTask.objects.filter(publication__series=series)
            seen = Counter(rows.values_list("publication__number", "light"))
            assert {
                n: {light: count for (number, light), count in seen.items() if number == n} for n in LIGHTS
            } == LIGHTS

    def test_issue_5_names_what_is_done_late_and_slightly_behind(self):
        rows = PublishedTask.objects.filter(publication__series="public", publication__number=5).order_by("code_key")
        codes = {
            light: [code for code, own in rows.values_list("code", "light") if own == light]
            for light in ("late", "warn", "done")
        }
        assert codes == {
            "late": ["3.3.2", "3.4.3", "3.4.6"],
            "warn": ["3.3.3", "4.1.1", "4.2.1", "5.2.5"],
            "done": ["1.3.2", "2.1.1", "2.1.4"],
        }
        assert "已逾期61天" in body("public", 5, "3.4.3")["reason"]["zh"]
        assert "待核验" in body("public", 5, "1.3.1")["reason"]["zh"]

    def test_issue_4_corrects_one_figure_and_issue_3_still_shows_what_it_said(self):
        for series in ("internal", "public"):
            headers = Publication.objects.filter(series=series).order_by("number").values_list("header", flat=True)
            assert [json.loads(header)["corrections"] for header in headers] == [
                [], [], [], [{"code": "3.4.6", "field": "t2"}], [],
            ]  # fmt: skip
            [correction] = body(series, 4, "3.4.6")["corrections"]
            assert (correction["number"], correction["was"], correction["now"], correction["kind"]) == (
                "3",
                "7",
                "6",
                "error",
            )
            assert body(series, 3, "3.4.6")["targets"][1]["value"] == "7"

    def test_named_firms_party_and_security_organs_are_never_shown_behind(self):
        bodies = [json.loads(row.body) for row in PublishedTask.objects.all()]
        spared = [b for b in bodies if b["responsibility"] != "own" or b["lead"]["slug"] in ("zfw", "gaj")]
        assert {b["code"] for b in spared} == {"1.1.2", "1.1.3", "1.1.4", "3.2.2", "6.2.1", "6.2.2"}
        assert {b["light"] for b in spared} <= {"on", "nd", "na"}
        as_of = {row.pk: row.as_of_on.isoformat() for row in Publication.objects.all()}
        overdue = [
            (row.code, milestone["title"])
            for row in PublishedTask.objects.filter(code__in={b["code"] for b in spared})
            for milestone in json.loads(row.body)["milestones"]
            if milestone["due_on"] <= as_of[row.publication_id] and milestone["reached_on"] is None
        ]
        assert overdue == []

    def test_each_target_tells_where_it_comes_from(self):
        origins = Target.objects.current().values_list("task__code", "key", "goal_text", "decision__origin")
        known = {(code, key): (goal, origin) for code, key, goal, origin in origins}
        assert Counter(origin for _goal, origin in known.values()) == {"plan": 9, "decision": 11, "computed": 1}
        assert known["2.2.2", "t2"] == ("19.46", "computed")
        assert known["2.1.3", "t1"] == ("100", "plan")
        assert "测算" in Target.objects.current().get(task__code="2.2.2", key="t2").decision.reason

    def test_round_6_is_open_for_three_days_with_updates_in_every_state(self):
        round_ = self.plan.rounds.open().get()
        due = round_.due_at.astimezone(CHINA)
        assert (round_.number, round_.as_of_on) == (6, date(2023, 11, 30))
        assert due.date() - self.began_on in (timedelta(days=3), timedelta(days=4))
        assert due.strftime("%H:%M") == "17:30"
        states = Counter(round_.updates.values_list("state", flat=True))
        assert states == {"draft": 4, "submitted": 5, "endorsed": 2, "returned": 2, "accepted": 12}
        assert round_.updates.values("task").distinct().count() < self.plan.tasks.count()

    def test_the_liaison_officer_of_agriculture_finds_something_of_everything(self):
        tasks = self.plan.tasks.filter(assignments__role="lead", assignments__department__slug="nyj")
        states = dict(Update.objects.filter(round__number=6, task__in=tasks).values_list("task__code", "state"))
        assert {task.code: states.get(task.code) for task in tasks} == {
            "2.2.3": "endorsed",
            "3.4.2": "accepted",
            "3.4.3": None,
            "3.4.4": "draft",
            "3.4.5": "submitted",
            "3.4.6": "returned",
        }
        assert Update.objects.get(round__number=6, task__code="3.4.6").return_reason.startswith("家庭农场新增数")

    def test_what_is_done_was_closed_out_by_two_people_and_one_application_waits(self):
        rows = CloseOut.objects.order_by("pk").values_list(
            "task__code", "applied_by__username", "approved_by__username"
        )
        assert list(rows) == [
            ("2.1.1", "others-contributor", "office-2"),
            ("1.3.2", "gxj-contributor", "office-2"),
            ("2.1.4", "others-contributor", "office-2"),
            ("1.3.1", "gxj-contributor", None),
        ]

    def test_there_is_an_account_for_every_role_and_the_same_person_never_submits_and_publishes(self):
        assert {Role(role) for role in Membership.objects.values_list("role", flat=True)} == set(Role)
        for slug in ("nyj", "gxj", "zjj", "wjj"):
            roles = Membership.objects.filter(department__slug=slug).values_list("user__username", "role")
            assert sorted(roles) == [(f"{slug}-contributor", "contributor"), (f"{slug}-head", "head")]
        published = Update.objects.filter(state="published")
        assert set(published.values_list("accepted_by__username", "published_by__username")) == {
            ("office-1", "office-2")
        }
        assert not User.objects.filter(is_superuser=True).exists()

    def test_passwords_are_long_printed_kept_for_the_owner_alone_and_open_the_accounts(self):
        passwords = json.loads(self.accounts_file.read_text(encoding="utf-8"))
        assert set(passwords) == set(User.objects.values_list("username", flat=True))
        assert min(len(password) for password in passwords.values()) >= 16
        assert len(set(passwords.values())) == len(passwords)
        assert stat.S_IMODE(self.accounts_file.stat().st_mode) == 0o600
        assert all(password in self.printed for password in passwords.values())
        assert User.objects.get(username="nyj-contributor").check_password(passwords["nyj-contributor"])

    def test_the_accounts_are_printed_again_by_their_own_command(self):
        out = io.StringIO()
        call_command("demo_accounts", "--accounts-file", str(self.accounts_file), stdout=out)
        lines = [line.split()[:2] for line in out.getvalue().splitlines()[1:]]
        assert [tuple(line) for line in lines] == list(
            json.loads(self.accounts_file.read_text(encoding="utf-8")).items()
        )

    def test_lost_passwords_are_said_to_be_lost(self):
        err = io.StringIO()
        with pytest.raises(SystemExit) as exit_:
            call_command("demo_accounts", "--accounts-file", str(self.accounts_file) + ".lost", stderr=err)
        assert exit_.value.code == 1
        assert "make demo-reset" in err.getvalue()

    def test_the_inferred_duties_suggest_the_lead_that_was_decided_for_most_tasks(self):
        """The sentence, the names of its quantities and the heading above; never the decided title."""
        records = {record.facts.code: record for record in load_decided_records(self.plan)}
        items = [
            TaskWords(
                code,
                "，".join([*(row.text for row in record.passages), *(row.facts.name for row in record.targets)]),
                heading=record.measure.title,
            )
            for code, record in records.items()
        ]
        found = suggestions_for(self.plan.jurisdiction, items)
        judged = Counter(
            "none" if row.lead is None else "right" if row.lead == records[code].lead.slug else "wrong"
            for code, row in found.items()
        )
        assert judged == {"right": 42, "wrong": 3, "none": 2}
        assert all(bool(row.because) for row in found.values() if row.lead)

    def test_a_second_run_changes_nothing(self):
        before, passwords = rows_of_all_tables(), self.accounts_file.read_bytes()
        printed = load(self.accounts_file)
        assert printed.startswith("nothing changed: qingxin-2023-h2")
        assert rows_of_all_tables() == before
        assert self.accounts_file.read_bytes() == passwords

    def test_every_act_stands_in_the_log_without_a_gap_and_none_was_refused(self):
        entries = list(AuditEntry.objects.order_by("seq").values_list("seq", "outcome"))
        assert entries == [(number, "done") for number in range(1, len(entries) + 1)]
        assert AuditEntry.objects.filter(act="publish").count() == 10


@pytest.fixture
def small_plan(tmp_path):
    file = tmp_path / "plan.txt"
    file.write_text(SMALL_PLAN, encoding="utf-8")
    return file


@pytest.mark.django_db
def test_a_document_of_ones_own_is_published_once_without_progress(small_plan, tmp_path):
    printed = load(tmp_path / "accounts.json", "--plan-file", str(small_plan))
    plan, publication = Plan.objects.get(), Publication.objects.get()
    assert plan.slug in printed
    assert (plan.is_demo, plan.state) == (True, "confirmed")
    assert (publication.series, publication.number, publication.as_of_on) == ("public", 1, date(2031, 6, 30))
    assert sorted(publication.tasks.values_list("code", "light")) == [("1.1.1", "nd"), ("1.1.2", "nd"), ("1.2.1", "na")]
    assert not Update.objects.exists()
    assert set(json.loads((tmp_path / "accounts.json").read_text(encoding="utf-8"))) == {
        "office-1", "office-2", "plan-admin", "auditor", "system-admin",
    }  # fmt: skip


@pytest.mark.django_db
def test_the_same_document_again_changes_nothing(small_plan, tmp_path):
    load(tmp_path / "accounts.json", "--plan-file", str(small_plan))
    before = rows_of_all_tables()
    printed = load(tmp_path / "accounts.json", "--plan-file", str(small_plan))
    assert printed.startswith("nothing changed: plan-")
    assert rows_of_all_tables() == before


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "没有找到文件"),
        ("今天天气很好。".encode(), "没有找到计划"),
        (b"", "plan.txt"),
        (b"\x7fELF\x00\x01\x02", "不是文本文件"),
    ],
)
def test_what_is_no_plan_is_refused_with_a_sentence_and_nothing_is_stored(tmp_path, content, sentence):
    file, err = tmp_path / "plan.txt", io.StringIO()
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(SystemExit) as exit_:
        call_command("load_demo", "--plan-file", str(file), "--accounts-file", str(tmp_path / "a.json"), stderr=err)
    assert exit_.value.code == 2
    assert sentence in err.getvalue()
    assert not Plan.objects.exists()
    assert not User.objects.exists()
    assert not (tmp_path / "a.json").exists()


@pytest.mark.django_db
def test_a_document_that_is_a_real_plan_already_is_not_made_a_demonstration(small_plan, tmp_path):
    load(tmp_path / "accounts.json", "--plan-file", str(small_plan))
    real, err = small_plan.with_name("real.txt"), io.StringIO()
    real.write_text(SMALL_PLAN.replace("40个", "45个"), encoding="utf-8")
    import_as_real(real)
    with pytest.raises(SystemExit) as exit_:
        call_command("load_demo", "--plan-file", str(real), "--accounts-file", str(tmp_path / "a.json"), stderr=err)
    assert exit_.value.code == 2
    assert "正式计划" in err.getvalue()


def import_as_real(file):
    now = timezone.now()
    import_document(content=file.read_bytes(), filename=file.name, by=COMMAND_LINE, now=now, today=now.date())


@pytest.mark.django_db
def test_no_demonstration_is_loaded_in_production(settings, tmp_path):
    settings.PRODUCTION = True
    err = io.StringIO()
    with pytest.raises(SystemExit) as exit_:
        call_command("load_demo", "--accounts-file", str(tmp_path / "a.json"), stderr=err)
    assert exit_.value.code == 2
    assert "TRACKER_PRODUCTION" in err.getvalue()
    assert not Plan.objects.exists()


@pytest.mark.django_db
def test_without_a_demonstration_there_are_no_accounts_to_print(tmp_path):
    err = io.StringIO()
    (tmp_path / "a.json").write_text('{"nyj-head": "abcd-efgh-jkmn-pqrs"}', encoding="utf-8")
    with pytest.raises(SystemExit) as exit_:
        call_command("demo_accounts", "--accounts-file", str(tmp_path / "a.json"), stderr=err)
    assert exit_.value.code == 1
    assert "make demo" in err.getvalue()


def test_quantities_in_the_story_only_rise():
    for item in json.loads((FIXTURES / "demo" / "tasks.json").read_text(encoding="utf-8")):
        told = [entry["quantities"] for entry in item["rounds"].values() if "quantities" in entry]
        for key in {key for entry in told for key in entry}:
            values = [float(entry[key]) for entry in told if key in entry]
            assert values == sorted(values), (item["code"], key)
