"""What holds for every page: a constant number of questions, nothing written on GET, no inline code, both languages."""

import re
from html.parser import HTMLParser

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.actions.worlds import make_round, make_world, submit
from tests.admin.cast import FORBIDDEN, update_fields
from tests.admin.test_access import TABLE, filled

OPEN_TO = {"log": "auditor", "accounts": "system", "close_out": "contributor", "update": "contributor"}
BY_ADMIN = {
    "roles",
    "duties",
    "import",
    "import_again",
    "assign",
    "compare",
    "confirm",
    "plans_department_changelist",
    "plans_department_add",
}
BY_ADMIN |= {"plans_department_change", "plans_jurisdiction_changelist", "plans_jurisdiction_change"}
NO_PAGE = {"ledger", "jsi18n", "login"}
PAGES = sorted(name for name, (_path, seen, _done, _data) in TABLE.items() if "200" in seen and name not in NO_PAGE)
VISITORS = {name: OPEN_TO.get(name, "admin" if name in BY_ADMIN else "office") for name in PAGES}
SPACED = re.compile(r"(?<![0-9.])[0-9]+ [\u4e00-\u9fff]|[\u4e00-\u9fff] [0-9]")
"""The space after a code, as in “1.1.1 新增”, is meant."""
IN_DJANGOS_WORDS = {"password_change", "plans_department_changelist", "plans_jurisdiction_changelist"}
WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE|CREATE|DROP|ALTER)\b", re.IGNORECASE)


def page_of(stage, name, language="zh-hans"):
    client = stage.client(VISITORS[name])
    client.cookies["workplace_language"] = language
    return client.get("/admin/" + filled(TABLE[name][0], stage))


class Labels(HTMLParser):
    """Collects the controls of a page and what names them."""

    def __init__(self):
        super().__init__()
        self.controls, self.named, self.wrapped, self.ids = [], set(), 0, []
        self.described = []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.ids += [given["id"]] if "id" in given else []
        self.described += given.get("aria-describedby", "").split()
        if tag == "label":
            self.wrapped += 1
            self.named.add(given.get("for"))
        if tag in ("input", "select", "textarea") and given.get("type") not in ("hidden", "submit"):
            inside = self.wrapped > 0
            self.controls.append((given.get("id") or given.get("name"), "aria-label" in given or inside))

    def handle_endtag(self, tag):
        self.wrapped -= tag == "label"


def checked(html):
    labels = Labels()
    labels.feed(html)
    unnamed = [name for name, is_named in labels.controls if not is_named and name not in labels.named]
    dangling = sorted(set(labels.described) - set(labels.ids))
    doubled = sorted({name for name in labels.ids if labels.ids.count(name) > 1})
    return {"unnamed": unnamed, "dangling": dangling, "doubled": doubled, "inline": FORBIDDEN.findall(html)}


SOUND = {"unnamed": [], "dangling": [], "doubled": [], "inline": []}


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_names_its_controls_and_has_nothing_inline(stage, name, language):
    response = page_of(stage, name, language)
    html = response.content.decode()
    assert (response.status_code, checked(html)) == (200, SOUND)
    assert html.count(f'<html lang="{"en" if language == "en" else "zh-CN"}"') == 1


def test_the_check_of_pages_finds_what_is_wrong():
    bad = '<p id="a" style="x"></p><p id="a"></p><input name="b" aria-describedby="c"><script>1</script>'
    found = {"unnamed": ["b"], "dangling": ["c"], "doubled": ["a"], "inline": [" style=", "<script"]}
    assert checked(bad) == found


@pytest.mark.parametrize("name", sorted(set(PAGES) - IN_DJANGOS_WORDS))
def test_a_chinese_page_has_no_space_between_digits_and_chinese(stage, name):
    html = page_of(stage, name).content.decode()
    text = re.sub(r"<[^>]+>", "\n", html)
    assert SPACED.findall(text) == []


def test_a_refused_form_is_as_sound_as_a_fresh_one(stage):
    fields = update_fields(
        "4", milestone_m1="x", restatement_t1="4", restatement_round_t1="1", restatement_kind_t1="error"
    )
    html = stage.client("contributor").post(stage.item("1.1.1"), fields).content.decode()
    assert checked(html) == SOUND


@pytest.mark.parametrize("name", PAGES)
def test_reading_a_page_writes_nothing(stage, name):
    client = stage.client(VISITORS[name])
    path = "/admin/" + filled(TABLE[name][0], stage)
    client.get("/admin/")  # the session notes once a minute that somebody is there
    written = []

    def watch(execute, sql, params, many, context):
        if WRITES.match(sql):
            written.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        client.get(path)
    assert written == []


def test_the_watch_on_writing_sees_a_write(stage):
    seen = []
    with connection.execute_wrapper(lambda execute, sql, *rest: (seen.append(sql), execute(sql, *rest))[1]):
        stage.client("contributor").post(stage.item("1.1.1"), update_fields("6"))
    assert any(WRITES.match(sql) for sql in seen)


@pytest.mark.parametrize(("who", "rest"), [("contributor", ""), ("head", ""), ("office", ""), ("office", "review/")])
def test_a_page_asks_the_same_number_of_questions_of_1_3_and_300_tasks(db, who, rest):
    counts = []
    for size in (1, 3, 300):
        with transaction.atomic():
            counts.append(questions(who, rest, size))
            transaction.set_rollback(True)
    assert counts == [counts[0]] * 3


def questions(who, rest, size):
    """Every item is reported, and endorsed where the page is the review: each has a card of its own there."""
    world = make_world(tasks=size)
    round_ = make_round(world, 1)
    for task in world.tasks:
        submit(world, round_, "5", task=task)
    if rest:
        round_.updates.update(state="endorsed")
    client = Client()
    client.force_login(world.people[who].user)
    client.get("/admin/people/nowhere/")
    with CaptureQueriesContext(connection) as queries:
        response = client.get(f"/admin/plans/bailu-2031/rounds/1/{rest}" if rest else "/admin/")
    assert (response.status_code, response.content.decode().count("1.1.1 ") > 0 or who == "office") == (200, True)
    return len(queries)


@pytest.mark.parametrize("name", PAGES)
def test_no_cache_keeps_a_page_behind_the_login(stage, name):
    assert "no-store" in page_of(stage, name).headers["Cache-Control"]
