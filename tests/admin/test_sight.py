"""Who reads what was reported: drafts their writers alone, the rest the plan office, auditors and the departments concerned."""

import re

import pytest

from plans.actions.reporting import save_update, submit_update
from plans.actions.reviewing import send_back_update
from plans.models import AuditEntry
from tests.actions.worlds import NOW, content
from tests.admin.cast import FORBIDDEN

SECRET = "尚未定稿的登记情况"
NOTE = "牵头单位正在填写草稿。提交之前，只有牵头单位填报人能看到草稿内容。"
OTHERS = ("head", "office", "auditor", "teacher")


def save(stage, progress=SECRET, *, value="17", seen=0):
    draft = content(value, progress=progress, public_progress=progress, problems=progress, next_measures=progress)
    return save_update(
        task=stage.world.task,
        round_=stage.second,
        content=draft,
        seen_revision=seen,
        by=stage.world.contributor,
        now=NOW,
    )


def page(stage, who, path):
    """With changed texts as they now read: otherwise what was kept of the old one would break a sentence."""
    html = stage.client(who).get(path).content.decode()
    return re.sub(r"<del>.*?</del>|</?ins>", "", html, flags=re.DOTALL)


def test_a_draft_is_read_by_the_contributors_of_the_lead(stage):
    save(stage)
    words = page(stage, "contributor", stage.item())
    assert (SECRET in words, 'value="17"' in words, NOTE in words) == (True, True, False)


@pytest.mark.parametrize("who", OTHERS)
def test_nobody_else_reads_a_draft_but_is_told_that_there_is_one(stage, who):
    save(stage)
    words = page(stage, who, stage.item())
    assert (SECRET in words, "17家" in words, NOTE in words, "<b>草稿</b>" in words) == (False, False, True, True)
    assert FORBIDDEN.findall(words) == []


@pytest.mark.parametrize("who", OTHERS)
@pytest.mark.parametrize("path", ["", "rounds/2/", "rounds/2/review/", "close-outs/", "tasks/1.1.1/", "publications/"])
def test_no_other_screen_tells_a_draft(stage, who, path):
    save(stage)
    assert SECRET not in page(stage, who, stage.at(path)) + page(stage, who, "/admin/")


@pytest.mark.parametrize("who", OTHERS)
def test_after_a_return_others_still_see_the_version_that_was_returned_not_the_one_being_written(stage, who):
    world = stage.world
    sent = submit_update(
        task=world.task,
        round_=stage.second,
        content=content("11", progress="第一稿"),
        seen_revision=0,
        by=world.contributor,
        now=NOW,
    )
    send_back_update(update=sent, reason="缺数", by=world.head, now=NOW)
    save(stage, seen=2)
    words = page(stage, who, stage.item())
    assert (SECRET in words, "第一稿" in words, "缺数" in words, NOTE in words) == (False, True, True, True)


def test_once_submitted_it_is_read_by_everybody_with_a_part(stage):
    save(stage)
    submit_update(
        task=stage.world.task,
        round_=stage.second,
        content=content("17", progress=SECRET),
        seen_revision=1,
        by=stage.world.contributor,
        now=NOW,
    )
    assert [SECRET in page(stage, who, stage.item()) for who in OTHERS] == [True] * 4


def test_the_log_tells_that_a_draft_was_saved_and_not_what_it_says(stage):
    save(stage)
    entry = AuditEntry.objects.filter(act="save").latest("seq")
    assert (entry.before, entry.after) == ("", '{"state":"draft"}')
    submit_update(
        task=stage.world.task,
        round_=stage.second,
        content=content("17"),
        seen_revision=1,
        by=stage.world.contributor,
        now=NOW,
    )
    assert '"t1":"17"' in AuditEntry.objects.filter(act="submit").latest("seq").after


class TestAPlanAdministrator:
    """Shapes the plan and gives the roles; how the work goes is not theirs to read."""

    def test_is_led_to_no_report(self, stage):
        pages = [page(stage, "admin", path) for path in ("/admin/", stage.at(), stage.at("tasks/1.1.1/"))]
        links = {link for text in pages for link in re.findall(r'href="([^"]+)"', text)}
        assert [link for link in sorted(links) if "/rounds/" in link or "close-outs" in link] == []
        assert "项待审定" not in "".join(pages)

    def test_still_sees_when_the_rounds_are(self, stage):
        assert "第2期" in page(stage, "admin", stage.at())

    def test_finds_the_public_issues_only(self, stage):
        words = page(stage, "admin", stage.at("publications/"))
        found = sorted(set(re.findall(r"publications/(\w+)/1/\"", words)))
        assert (found, "涉及个人信息" in words) == (["public"], False)

    def test_reads_no_proposal_to_withhold_on_a_public_issue(self, stage):
        path = stage.at("publications/public/1/")
        assert ["涉及个人信息" in page(stage, who, path) for who in ("admin", "office")] == [False, True]


@pytest.mark.parametrize("who", ["office", "auditor"])
def test_who_reads_the_reports_finds_both_series(stage, who):
    words = page(stage, who, stage.at("publications/"))
    assert sorted(set(re.findall(r"publications/(\w+)/1/\"", words))) == ["internal", "public"]


@pytest.mark.parametrize("who", OTHERS)
def test_without_the_guard_the_draft_would_be_read(stage, who, monkeypatch):
    save(stage)
    monkeypatch.setattr("plans.admin.update.may_see_draft", lambda *_somebody, **_place: True)
    assert SECRET in page(stage, who, stage.item())
