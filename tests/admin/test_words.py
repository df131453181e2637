"""The catalogue of the workplace: everything marked is there in Chinese, as an official would write it."""

import re

import pytest
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext, ngettext, pgettext
from django.utils.translation.template import templatize

from plans.admin.words import few_names, text_changes

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
