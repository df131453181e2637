"""What every test gets. Fixtures of one room live in that room's conftest."""

import os

import pytest
from django.db import connections


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, tmp_path_factory):
    """SQLite tests run on a file of their own.

    Django's default, a shared database in memory, has neither WAL nor a busy timeout: threads of a live server
    would see "table is locked" errors that no deployment sees, and miss the waiting that one does see.
    """
    for connection in connections.all(initialized_only=False):
        if connection.vendor == "sqlite":
            connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """A thread of a live server, cut off when its browser closes, may still hold a session.

    SQLite does not mind; PostgreSQL drops no database that somebody else is connected to.
    """
    yield
    if connections["default"].vendor == "postgresql":
        with django_db_blocker.unblock(), connections["default"].cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture(autouse=True)
def _fast_passwords(settings):
    """A password hash is slow on purpose, and tests make many accounts."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def full():
    """True under `make test-full`: the figures of a release instead of a small stated count."""
    return os.environ.get("FULL") == "1"
