import stat
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from tracker import env


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("1", True),
        ("true", True),
        ("True", True),
        ("YES", True),
        (" on ", True),
        ("0", False),
        ("False", False),
        ("no", False),
        ("OFF", False),
    ],
)
def test_a_boolean_is_read_from_its_word(monkeypatch, raw, expected):
    monkeypatch.setenv("SWITCH", raw)
    assert env.boolean("SWITCH", default=not expected) is expected


@pytest.mark.parametrize("raw", ["2", "maybe", "falsch", "None", "１", "true false"])
def test_any_other_word_is_refused_by_name(monkeypatch, raw):
    monkeypatch.setenv("SWITCH", raw)
    with pytest.raises(ImproperlyConfigured, match=r"^SWITCH is .*: write 1 or 0"):
        env.boolean("SWITCH", default=False)


@pytest.mark.parametrize("default", [True, False])
def test_an_empty_value_counts_as_not_set(monkeypatch, default):
    monkeypatch.setenv("SWITCH", "")
    assert env.boolean("SWITCH", default=default) is default
    monkeypatch.delenv("SWITCH")
    assert env.boolean("SWITCH", default=default) is default


@pytest.mark.parametrize(("raw", "expected"), [("0", 0), ("31536000", 31536000), ("", 7), (" 5 ", 5)])
def test_a_whole_number_is_read(monkeypatch, raw, expected):
    monkeypatch.setenv("SECONDS", raw)
    assert env.integer("SECONDS", default=7) == expected


@pytest.mark.parametrize("raw", ["-1", "1.5", "1e3", "ten", "２０", "1_000"])
def test_any_other_number_is_refused_by_name(monkeypatch, raw):
    monkeypatch.setenv("SECONDS", raw)
    with pytest.raises(ImproperlyConfigured, match=r"^SECONDS is .*: write a whole number"):
        env.integer("SECONDS", default=7)


def test_a_number_below_the_minimum_is_refused(monkeypatch):
    monkeypatch.setenv("SECONDS", "4")
    with pytest.raises(ImproperlyConfigured, match="at least 5"):
        env.integer("SECONDS", default=7, minimum=5)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [("a.example", ["a.example"]), (" a.example, b.example ,", ["a.example", "b.example"]), ("", ["d"]), (",", ["d"])],
)
def test_words_are_split_at_commas(monkeypatch, raw, expected):
    monkeypatch.setenv("HOSTS", raw)
    assert env.words("HOSTS", default=["d"]) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("sqlite:////srv/plan.sqlite3", "/srv/plan.sqlite3"),
        ("sqlite:////srv/with%20space/计划.sqlite3", "/srv/with space/计划.sqlite3"),
    ],
)
def test_an_sqlite_address_is_an_absolute_path(monkeypatch, raw, expected):
    monkeypatch.setenv("DATABASE_URL", raw)
    database = env.database("DATABASE_URL", default="")
    assert database["ENGINE"] == "django.db.backends.sqlite3"
    assert database["NAME"] == Path(expected)
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (
            "postgres://plan:secret@db.example:5433/tracker",
            {"USER": "plan", "PASSWORD": "secret", "HOST": "db.example", "PORT": "5433", "NAME": "tracker"},
        ),
        (
            "postgresql://pl%40n:s%2Fe%3Ac%25@db.example/%E8%AE%A1",
            {"USER": "pl@n", "PASSWORD": "s/e:c%", "HOST": "db.example", "PORT": "", "NAME": "计"},
        ),
        (
            "postgres://plan@/tracker?host=/var/run/postgresql&sslmode=disable",
            {
                "USER": "plan",
                "PASSWORD": "",
                "HOST": "/var/run/postgresql",
                "NAME": "tracker",
                "OPTIONS": {"sslmode": "disable"},
            },
        ),
        ("postgres:///tracker", {"USER": "", "HOST": "", "NAME": "tracker", "OPTIONS": {}}),
        ("postgres://[::1]:5432/tracker", {"HOST": "::1", "PORT": "5432"}),
    ],
)
def test_a_postgres_address_gives_its_parts(monkeypatch, raw, expected):
    monkeypatch.setenv("DATABASE_URL", raw)
    database = env.database("DATABASE_URL", default="")
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert {key: database[key] for key in expected} == expected


@pytest.mark.parametrize(
    "raw",
    [
        "sqlite:///relative.sqlite3",
        "sqlite://host/plan.sqlite3",
        "sqlite:////srv/",
        "sqlite:",
        "mysql://plan:hunter2hunter2@db.example/tracker",
        "postgres://plan:hunter2hunter2@db.example",
        "postgres://plan:hunter2hunter2@db.example:port/tracker",
        "postgres://plan:hunter2hunter2@db.example:99999/tracker",
        "postgres://plan:hunter2hunter2@[db.example/tracker",
        "/srv/plan.sqlite3",
    ],
)
def test_any_other_address_is_refused_by_name_without_showing_the_password(monkeypatch, raw):
    monkeypatch.setenv("DATABASE_URL", raw)
    with pytest.raises(ImproperlyConfigured, match=r"^DATABASE_URL cannot be used") as refusal:
        env.database("DATABASE_URL", default="")
    assert "hunter2" not in str(refusal.value)


def test_a_kept_secret_stays_the_same_and_is_readable_by_its_owner_only(tmp_path):
    path = tmp_path / "secret"
    first = env.kept_secret(path)
    assert len(first) >= 50
    assert env.kept_secret(path) == first
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_of_two_processes_that_start_at_once_the_first_secret_wins(tmp_path, monkeypatch):
    path = tmp_path / "secret"
    link = Path.hardlink_to

    def another_was_faster(self, target):
        path.write_text("the first", encoding="ascii")
        return link(self, target)

    monkeypatch.setattr(Path, "hardlink_to", another_was_faster)
    assert env.kept_secret(path) == "the first"
