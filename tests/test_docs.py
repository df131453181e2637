"""README.md says what is so: settings, commands and rooms are read from the code and looked up in the text."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
ROOMS = (ROOT / "plans" / "README.md").read_text(encoding="utf-8")
READS_ENVIRONMENT = re.compile(r'env\.(?:text|boolean|integer|words|database)\(\s*"([A-Z_]+)"')
TOP_LEVEL = {"manage.py", "pyproject.toml", "README.md", "tracker", "plans", "templates", "tests", "fixtures"}
BESIDE = {"LICENSE", "Makefile", "requirements.lock"}


def settings_read():
    return sorted(READS_ENVIRONMENT.findall((ROOT / "tracker" / "settings.py").read_text(encoding="utf-8")))


def own_commands():
    return sorted(
        path.stem for path in (ROOT / "plans" / "management" / "commands").glob("*.py") if path.stem != "__init__"
    )


def make_targets():
    """Those that a person calls: the help in the Makefile lists them."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE).group(1).split()
    return sorted(set(phony) - {"help", "migrate", "demo-build", "browser"})


def rooms():
    """Folders of the app that hold code."""
    return sorted(path.name for path in (ROOT / "plans").iterdir() if (path / "__init__.py").exists())


@pytest.mark.parametrize("name", settings_read())
def test_every_setting_that_the_environment_can_set_is_in_the_readme(name):
    assert f"`{name}`" in README


@pytest.mark.parametrize("name", own_commands())
def test_every_command_is_in_the_readme(name):
    assert f"manage.py {name}" in README


@pytest.mark.parametrize("name", make_targets())
def test_every_make_target_is_in_the_readme(name):
    assert f"`make {name}`" in README


@pytest.mark.parametrize("name", sorted(set(rooms()) - {"migrations"}))
def test_every_room_is_on_the_map(name):
    assert f"`{name}/`" in ROOMS


def test_the_readme_names_no_setting_that_is_not_read():
    named = set(re.findall(r"`((?:SITE|SECURE|TRACKER)_[A-Z_]+)`", README))
    assert named <= set(settings_read())


def test_every_picture_and_file_the_readme_shows_is_there():
    linked = re.findall(r"\]\(([^)#:]+)\)", README)
    assert [path for path in linked if not (ROOT / path).exists()] == []


def test_the_top_level_holds_only_what_was_agreed():
    found = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    assert found - {"var"} <= TOP_LEVEL | BESIDE
