"""Settings are read once, at the start: each case starts a program of its own."""

import os
import re
import subprocess
import sys

import pytest
from django.conf import settings
from django.db.utils import ConnectionHandler

from tracker import env

SAFE = {"TRACKER_PRODUCTION": "1", "SECRET_KEY": "0123456789" * 6 + "abcdefgh", "ALLOWED_HOSTS": "plan.example"}


def manage(*arguments, **environment):
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"TRACKER_PRODUCTION": "maybe"}, "TRACKER_PRODUCTION"),
        ({"TRACKER_DEBUG": "maybe"}, "TRACKER_DEBUG"),
        ({"DATABASE_URL": "mysql://db.example/tracker"}, "DATABASE_URL"),
        ({**SAFE, "SECRET_KEY": ""}, "SECRET_KEY"),
        ({**SAFE, "SECRET_KEY": "x" * 49}, "SECRET_KEY"),
        ({**SAFE, "ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS"),
        ({**SAFE, "ALLOWED_HOSTS": "plan.example, *"}, "ALLOWED_HOSTS"),
        ({**SAFE, "TRACKER_DEBUG": "1"}, "TRACKER_DEBUG"),
        ({**SAFE, "SECURE_HSTS_SECONDS": "a year"}, "SECURE_HSTS_SECONDS"),
        ({**SAFE, "SECURE_SSL_REDIRECT": "perhaps"}, "SECURE_SSL_REDIRECT"),
    ],
)
def test_a_wrong_or_unsafe_value_stops_the_start_with_one_sentence(environment, said):
    started = manage("check", **environment)
    assert started.returncode == 2
    assert re.fullmatch(rf"{said} [^\n]*\.\n", started.stderr)
    assert started.stdout == ""


def test_safe_production_settings_leave_nothing_to_say():
    started = manage("check", "--deploy", "--fail-level", "DEBUG", **SAFE)
    assert (started.returncode, started.stdout) == (0, "System check identified no issues (0 silenced).\n")


def test_the_deployment_check_can_fail():
    started = manage("check", "--deploy", "--fail-level", "DEBUG")
    assert started.returncode == 1
    assert "security.W" in started.stderr


def test_sqlite_waits_its_turn_and_keeps_what_it_acknowledged(tmp_path, django_db_blocker):
    connections = ConnectionHandler({"default": env.sqlite(tmp_path / "plan.sqlite3")})
    # A connection of its own, so that this holds in the PostgreSQL run too.
    connection = connections["default"]
    full = 2
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        read = {
            name: cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "busy_timeout", "foreign_keys")
        }
    connection.close()
    assert read == {"journal_mode": "wal", "synchronous": full, "busy_timeout": 20_000, "foreign_keys": 1}
    assert connection.transaction_mode == "IMMEDIATE"
