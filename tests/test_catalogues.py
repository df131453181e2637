"""The words of the interface: every text is translated, by one translation, and compiled as it stands.

The compiled catalogues are in the repository, because a machine that runs the program need not have gettext.
"""

import ast
import gettext
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
CATALOGUES = sorted((ROOT / "plans").glob("*/locale/zh_Hans/LC_MESSAGES/django.po"))
CALLS = {"gettext": 0, "gettext_lazy": 0, "_": 0, "ngettext": 0, "ngettext_lazy": 0, "pgettext": 1, "pgettext_lazy": 1}
IN_TEMPLATES = re.compile(
    r"""\b(gettext|ngettext|pgettext|_)\(\s*(?:u?(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')\s*,?\s*)+"""
)
LITERAL = re.compile(r""""(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'""")


def entries(path):
    """(context, msgid) → translations, of a .po file; fuzzy and obsolete entries do not count."""
    found = {}
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in block.splitlines() if line and not line.startswith("#")]
        fields, name = {}, ""
        for line in lines:
            if not line.startswith('"'):
                name = line.partition(" ")[0]
            fields[name] = fields.get(name, "") + ast.literal_eval(line.removeprefix(name).strip())
        if fields.get("msgid") and "#, fuzzy" not in block:
            texts = [text for key, text in fields.items() if key.startswith("msgstr")]
            found[fields.get("msgctxt", ""), fields["msgid"]] = texts
    return found


def compiled(path):
    """The same of the .mo file beside it."""
    with path.with_suffix(".mo").open("rb") as file:
        catalogue = gettext.GNUTranslations(file)._catalog
    found = {}
    for key, text in catalogue.items():
        name = key[0] if isinstance(key, tuple) else key
        context, _, msgid = name.rpartition("\x04")
        if msgid:
            found.setdefault((context, msgid), []).append(text)
    return found


def said_in_python():
    """(context, msgid) of every marked text in the code."""
    for path in [*(ROOT / "plans").rglob("*.py"), *(ROOT / "tracker").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
                texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
                if len(texts) > CALLS[node.func.id]:
                    yield (texts[0], texts[1]) if CALLS[node.func.id] else ("", texts[0])


def said_in_templates():
    for path in (ROOT / "templates").rglob("*.html"):
        source = templatize(path.read_text(encoding="utf-8"))
        for match in IN_TEMPLATES.finditer(source):
            texts = [ast.literal_eval(text) for text in LITERAL.findall(match[0])]
            yield (texts[0], texts[1]) if match[1] == "pgettext" else ("", texts[0])


def test_each_door_has_its_catalogue_and_the_settings_know_it():
    assert [path.parents[2] for path in CATALOGUES] == settings.LOCALE_PATHS


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parents[3].name)
def test_no_text_is_left_without_translation(path):
    assert [msgid for (_context, msgid), texts in entries(path).items() if not all(texts)] == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parents[3].name)
def test_the_compiled_catalogue_says_what_the_text_says(path):
    assert compiled(path) == entries(path)


def test_no_text_is_translated_in_two_ways():
    seen, clashes = {}, []
    for path in CATALOGUES:
        for key, texts in entries(path).items():
            if seen.setdefault(key, texts) != texts:
                clashes.append((key, seen[key], texts))
    assert clashes == []


@pytest.mark.parametrize("said", [said_in_python, said_in_templates])
def test_every_marked_text_has_a_translation(said):
    known = {key for path in CATALOGUES for key in entries(path)}
    assert sorted(set(said()) - known) == []


def test_a_text_without_translation_would_be_found():
    known = {key for path in CATALOGUES for key in entries(path)}
    missing = ("", "A text that nobody has translated")
    source = templatize('{% load i18n %}{% translate "A text that nobody has translated" %}')
    assert [match[1] for match in IN_TEMPLATES.finditer(source)] == ["gettext"]
    assert missing not in known


def test_no_space_stands_between_digits_and_chinese_in_a_translation():
    spaced = re.compile(r"[一-鿿] (?:\d|%\()|(?:\d|\)s) [一-鿿]")
    found = [text for path in CATALOGUES for texts in entries(path).values() for text in texts if spaced.search(text)]
    assert found == []
