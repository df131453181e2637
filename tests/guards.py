"""The one way to lift the guards, for tests only.

The trap: a test on a real database (`transaction=True`, threads, a live server) is cleaned up by a flush, which empties
every table, and the guards refuse that (DELETE on SQLite, TRUNCATE on PostgreSQL). Such a test asks for the fixture
`flushable_db` instead of `transactional_db`; a conftest makes it known in its folder:

    from tests.guards import flushable_db  # noqa: F401

It has to end before the database does, so it is set up after it. The flush sends post_migrate, and that puts the guards
back; should it ever not, the next test of that folder fails on `missing_guards`.

In an ordinary test `guards_lifted` drops the guards inside the test's own transaction: they stand again after the
block, and a rollback brings them back in any case.
"""

from contextlib import contextmanager

import pytest
from django.db import connection

from plans.models.guards import GUARDS, guard_names, install_guards, missing_guards


def table_of(guard_name):
    """The table a guard stands on."""
    tables = sorted((guard.table for guard in GUARDS), key=len, reverse=True)
    known = (table for table in tables if guard_name.startswith(f"guard_{table}_"))
    return next(known, "plans_plan")


def check_foreign_keys():
    """PostgreSQL changes no table whose deferred foreign keys are still to be checked, so have them checked now."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def lift_guard(name):
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
            return
        check_foreign_keys()
        cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table_of(name)}")


def lift_guards():
    for name in guard_names(connection.vendor):
        lift_guard(name)


@contextmanager
def guards_lifted():
    lift_guards()
    try:
        yield
    finally:
        install_guards(using=connection.alias)


@pytest.fixture
def flushable_db(transactional_db):
    assert missing_guards() == []
    yield
    lift_guards()
