"""The catalogue of the workplace: everything marked is there in Chinese, as an official would write it."""

import ast
import re
from datetime import UTC, date, datetime

import pytest
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext, ngettext, pgettext
from django.utils.translation.template import templatize

from plans.admin.words import (
    ACTS,
    act_word,
    few_names,
    goal_words,
    moment,
    role_word,
    short_day,
    target_words,
    text_changes,
)
from plans.models import Target
from plans.rules.workflow import Move

ROOM = settings.BASE_DIR / "plans" / "admin"
PAGES = settings.BASE_DIR / "templates" / "admin"
STRING = r"""u?(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")"""
MARKED = re.compile(rf"\b(?:gettext|gettext_lazy|ngettext|_)\(\s*{STRING}")


def marked_in(source):
    return {(single or double).replace('\\"', '"').replace("\\n", "\n") for single, double in MARKED.findall(source)}


def marked():
    sources = [path.read_text(encoding="utf-8") for path in sorted(ROOM.glob("*.py"))]
    sources += [templatize(path.read_text(encoding="utf-8")) for path in sorted(PAGES.rglob("*.html"))]
    return sorted(set().union(*map(marked_in, sources)))


def said_in_chinese(words):
    with translation.override("zh-hans"):
        singular = gettext(words)
        return singular if singular != words else ngettext(words, words, 1)


def test_everything_marked_is_there_in_chinese():
    missing = [words for words in marked() if not re.search(r"[\u3000-\u9fff\uff00-\uffef]", said_in_chinese(words))]
    assert (missing, len(marked()) > 300) == ([], True)


def test_the_search_for_marked_words_finds_both_kinds_of_source():
    page = templatize(
        '{% load i18n %}{% translate "My queue" %}{% blocktranslate %}Round {{ n }}{% endblocktranslate %}'
    )
    assert marked_in(page) | marked_in('x = gettext("Recompute")') == {"My queue", "Round %(n)s", "Recompute"}


def test_no_translation_puts_a_space_between_digits_and_chinese():
    spaced = re.compile(r"(?:[0-9]|\)s) [\u4e00-\u9fff]|[\u4e00-\u9fff] (?:[0-9]|%\()")
    assert [words for words in marked() if spaced.search(said_in_chinese(words))] == []


@pytest.mark.parametrize(
    ("before", "after", "shown", "places"),
    [
        ("截至10月底", "截至11月底", "截至<del>10</del><ins>11</ins>月底", 1),
        ("两镇", "三镇", "<del>两</del><ins>三</ins>镇", 1),
        ("a<b", "a<b", "a&lt;b", 0),
        ("", "<i>", "<ins>&lt;i&gt;</ins>", 1),
        ("旧", "", "<del>旧</del>", 1),
    ],
)
def test_a_changed_text_shows_what_went_and_what_came(before, after, shown, places):
    assert text_changes(before, after) == (shown, places)


def test_many_departments_are_named_in_short():
    with translation.override("zh-hans"):
        named = [few_names(["甲", "乙", "丙"]), few_names(["甲", "乙", "丙", "丁"])]
    assert named == ["甲、乙、丙", "甲、乙、丙等4个单位"]


def test_a_badge_is_the_short_word_of_a_light():
    with translation.override("zh-hans"):
        assert pgettext("badge", "Behind") == "滞后"


def acts_of_the_program():
    """Every name that an action gives its row in the log."""
    moves = {f"Move.{move.name}.value": move.value for move in Move} | {"move.value": None}
    for path in sorted((settings.BASE_DIR / "plans" / "actions").glob("*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and ast.unparse(call.func) == "one_act":
                name = ast.unparse(next(word.value for word in call.keywords if word.arg == "name"))
                yield moves[name] if name in moves else ast.literal_eval(name)


def test_every_act_of_the_log_has_a_name():
    named = set(acts_of_the_program()) - {None} | {move.value for move in Move}
    assert (named, len(named) > 20) == (set(ACTS), True)


def test_acts_and_roles_of_the_log_are_said_in_the_language_of_the_page(stage):
    client = stage.client("auditor")
    chinese = client.get("/admin/log/").content.decode()
    client.cookies["workplace_language"] = "en"
    english = client.get("/admin/log/").content.decode()
    assert '<option value="submit">提交审核</option>' in chinese
    assert '<option value="submit">Submit an update</option>' in english
    assert (chinese.count("填报人</span>") > 0, english.count("Contributor</span>") > 0) == (True, True)
    assert [chinese.count(code) for code in (">submit<", ">contributor<", ">propose_withholding<")] == [0, 0, 0]
    assert "bailu-2031 1.1.2 2" in chinese


def test_an_act_or_role_nobody_named_keeps_its_code():
    assert (act_word("ancient_act"), role_word("ancient"), role_word("")) == ("ancient_act", "ancient", "")


@pytest.mark.parametrize(
    ("language", "apart", "together"),
    [
        ("zh-hans", ["2026年11月28日17:30", "2023年11月30日"], ["11月28日17:30", "11月30日"]),
        ("en", ["28 November 2026 17:30", "30 November 2023"], ["28 November 17:30", "30 November"]),
    ],
)
def test_a_day_has_its_year_beside_one_of_another_year(language, apart, together):
    due = datetime(2026, 11, 28, 9, 30, tzinfo=UTC)
    with translation.override(language):
        for year, shown in ((2023, apart), (2026, together)):
            as_of = date(year, 11, 30)
            assert [moment(due, as_of), short_day(as_of, due)] == shown


def test_a_short_password_is_refused_in_chinese(stage):
    fields = {"username": "new-person", "password": "kurz"}
    page = stage.client("system").post("/admin/people/accounts/", fields).content.decode()
    assert (page.count("密码太短，至少须有12个字符。"), page.count("This password")) == (1, 0)


def test_an_empty_field_is_named(stage):
    page = stage.client("office").post(stage.at("rounds/2/publish/public/"), {}).content.decode()
    assert [page.count(words) for words in ("请填写保密审查单位。", "请填写审查结论。", "请填写审查日期。")] == [
        1,
        1,
        1,
    ]
    assert (page.count("必填"), page.count("可不填")) == (0, 0)


def test_a_goal_is_called_so_and_keeps_its_operator(stage):
    target = Target.objects.get(task=stage.world.task)
    with translation.override("zh-hans"):
        plain = target_words(target)
        target.operator = "≥"
        assert (plain, target_words(target), goal_words(target)) == (
            "家庭农场 目标20家",
            "家庭农场 目标≥20家",
            "目标≥20家",
        )
        target.goal_text = ""
        assert target_words(target) == "家庭农场"
    page = stage.client("office").get(stage.at("tasks/1.1.1/")).content.decode()
    assert (page.count("家庭农场 目标20家"), page.count("=20家")) == (2, 0)
