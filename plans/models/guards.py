"""Immutability, held by the database itself.

Installed after every migrate, not by a migration: Django's SQLite AlterField rebuilds a table and silently drops its
triggers. On SQLite a third trigger stands before INSERT, because INSERT OR REPLACE deletes a row without firing the
other two; on PostgreSQL one before TRUNCATE. `withhold` is the one act they let through, and only when two people are
on record for that very row.
"""
# ruff: noqa: S608 - statements are put together from the names in this file, never from input

from dataclasses import dataclass

from django.db import connections

FORGERY_SECONDS = 5


def _withheld(title: str, key: str) -> str:
    """Emptied, with its digest, by two people. `title` is the column that holds the row's name."""
    return f"""
    NEW.body = '' AND NEW.salt = '' AND NEW.words = '' AND NEW.{title} = '' AND NEW.id = OLD.id
    AND NEW.publication_id = OLD.publication_id AND NEW.code = OLD.code AND NEW.sha256 = OLD.sha256
    AND EXISTS (
        SELECT 1 FROM plans_withholding w
        WHERE w.{key} = OLD.id AND w.approved_by_id IS NOT NULL AND w.approved_by_id <> w.proposed_by_id
    )
"""


_CARRIED_OUT = """
    OLD.approved_by_id IS NULL AND NEW.approved_by_id IS NOT NULL AND NEW.id = OLD.id AND NEW.reason = OLD.reason
    AND COALESCE(NEW.published_task_id, 0) = COALESCE(OLD.published_task_id, 0)
    AND COALESCE(NEW.published_indicator_id, 0) = COALESCE(OLD.published_indicator_id, 0) AND NEW.proposed_by_id = OLD.proposed_by_id
"""


@dataclass(frozen=True)
class Guard:
    """One table whose rows do not change; `keys` are its unique keys, `unless` what UPDATE lets through."""

    table: str
    keys: tuple[tuple[str, ...], ...]
    unless: str = ""


GUARDS = (
    Guard("plans_publication", (("id",), ("plan_id", "series", "number"), ("previous_id",), ("digest",))),
    Guard(
        "plans_publishedtask",
        (("id",), ("publication_id", "code")),
        unless=_withheld("title", "published_task_id"),
    ),
    Guard(
        "plans_publishedindicator",
        (("id",), ("publication_id", "code")),
        unless=_withheld("name", "published_indicator_id"),
    ),
    Guard(
        "plans_withholding",
        (("id",), ("published_task_id",), ("published_indicator_id",)),
        unless=_CARRIED_OUT,
    ),
    Guard("plans_auditentry", (("seq",), ("digest",))),
    Guard("plans_sourcedocument", (("id",), ("plan_id", "sha256"))),
    Guard("plans_reviewstep", (("id",), ("document_id", "number"))),
    Guard("plans_passage", (("id",), ("document_id", "start", "end"))),
    Guard("plans_decision", (("id",),)),
    Guard("plans_taskterms", (("id",), ("supersedes_id",))),
    Guard("plans_assignment", (("id",), ("supersedes_id",))),
    Guard("plans_target", (("id",), ("supersedes_id",))),
    Guard("plans_milestone", (("id",), ("supersedes_id",))),
    Guard("plans_indicator", (("id",), ("plan_id", "code"))),
    Guard("plans_indicatorterms", (("id",), ("supersedes_id",))),
    Guard("plans_observation", (("id",), ("supersedes_id",))),
    Guard("plans_ruleset", (("id",), ("plan_id", "version"), ("supersedes_id",))),
)


def install_guards(*, using: str, **_signal: object) -> None:
    """Idempotent. Connected to post_migrate."""
    connection = connections[using]
    present = set(connection.introspection.table_names())
    if not {guard.table for guard in GUARDS} <= present:
        return  # migrated only part of the way, or another app's migrate
    with connection.cursor() as cursor:
        for statement in _statements(connection.vendor):
            cursor.execute(statement)


def remove_guards(*, using: str, **_signal: object) -> None:
    """For pre_migrate, on SQLite only: it refuses to rename a rebuilt table while a trigger elsewhere names it.

    The rebuilding drops the table's own guards in any case; post_migrate puts all of them back.
    """
    connection = connections[using]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for name in guard_names("sqlite"):
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")


def missing_guards(*, using: str = "default") -> list[str]:
    """A sentence for each guard that should stand in the database and does not."""
    connection = connections[using]
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        present = {row[0] for row in cursor.fetchall()}
    return [f"guard missing: {name}" for name in guard_names(connection.vendor) if name not in present]


def guard_names(vendor: str) -> list[str]:
    acts = ("update", "delete", "insert") if vendor == "sqlite" else ("update", "delete", "truncate")
    names = [f"guard_{guard.table}_{act}" for guard in GUARDS for act in acts]
    replacing = ["guard_plans_plan_replace"] if vendor == "sqlite" else []
    return [*names, "guard_plans_publication_time", "guard_plans_plan_demo", *replacing]


def _statements(vendor: str) -> list[str]:
    return _sqlite_statements() if vendor == "sqlite" else _postgres_statements()


def _sqlite_statements() -> list[str]:
    statements = [f"DROP TRIGGER IF EXISTS {name}" for name in guard_names("sqlite")]
    for guard in GUARDS:
        refuse = f"SELECT RAISE(ABORT, '{guard.table} is immutable')"
        when = f"WHEN NOT ({guard.unless})" if guard.unless else ""
        exists = " OR ".join(
            f"EXISTS (SELECT 1 FROM {guard.table} WHERE " + " AND ".join(f"{c} = NEW.{c}" for c in key) + ")"
            for key in guard.keys
        )
        statements += [
            f"CREATE TRIGGER guard_{guard.table}_update BEFORE UPDATE ON {guard.table} {when} BEGIN {refuse}; END",
            f"CREATE TRIGGER guard_{guard.table}_delete BEFORE DELETE ON {guard.table} BEGIN {refuse}; END",
            f"CREATE TRIGGER guard_{guard.table}_insert BEFORE INSERT ON {guard.table} WHEN {exists} BEGIN {refuse}; END",
        ]
    return [
        *statements,
        f"""CREATE TRIGGER guard_plans_publication_time BEFORE INSERT ON plans_publication
            WHEN (SELECT NOT is_demo FROM plans_plan WHERE id = NEW.plan_id)
             AND abs((julianday('now') - julianday(NEW.published_at)) * 86400) > {FORGERY_SECONDS}
            BEGIN SELECT RAISE(ABORT, 'a publication carries the time at which it is made'); END""",
        """CREATE TRIGGER guard_plans_plan_demo BEFORE UPDATE OF is_demo ON plans_plan
            WHEN NEW.is_demo <> OLD.is_demo AND EXISTS (SELECT 1 FROM plans_publication WHERE plan_id = OLD.id)
            BEGIN SELECT RAISE(ABORT, 'a published plan stays what it is, demonstration or real'); END""",
        """CREATE TRIGGER guard_plans_plan_replace BEFORE INSERT ON plans_plan
            WHEN EXISTS (SELECT 1 FROM plans_plan p JOIN plans_publication ON plan_id = p.id
                         WHERE p.id = NEW.id OR p.slug = NEW.slug)
            BEGIN SELECT RAISE(ABORT, 'a published plan is not replaced'); END""",
    ]


def _postgres_statements() -> list[str]:
    statements = [
        """CREATE OR REPLACE FUNCTION plans_refuse() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION '% is immutable', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
            END $$""",
        f"""CREATE OR REPLACE FUNCTION plans_check_time() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            IF (SELECT NOT is_demo FROM plans_plan WHERE id = NEW.plan_id)
               AND abs(extract(epoch FROM clock_timestamp() - NEW.published_at)) > {FORGERY_SECONDS} THEN
                RAISE EXCEPTION 'a publication carries the time at which it is made'
                    USING ERRCODE = 'integrity_constraint_violation';
            END IF; RETURN NEW; END $$""",
        """CREATE OR REPLACE FUNCTION plans_check_demo() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            IF NEW.is_demo <> OLD.is_demo AND EXISTS (SELECT 1 FROM plans_publication WHERE plan_id = OLD.id) THEN
                RAISE EXCEPTION 'a published plan stays what it is, demonstration or real'
                    USING ERRCODE = 'integrity_constraint_violation';
            END IF; RETURN NEW; END $$""",
        """CREATE OR REPLACE TRIGGER guard_plans_publication_time BEFORE INSERT ON plans_publication
            FOR EACH ROW EXECUTE FUNCTION plans_check_time()""",
        """CREATE OR REPLACE TRIGGER guard_plans_plan_demo BEFORE UPDATE OF is_demo ON plans_plan
            FOR EACH ROW EXECUTE FUNCTION plans_check_demo()""",
    ]
    for guard in GUARDS:
        refuse = "EXECUTE FUNCTION plans_refuse()"
        name, on = f"CREATE OR REPLACE TRIGGER guard_{guard.table}", f"ON {guard.table}"
        update = f"{name}_update BEFORE UPDATE {on} FOR EACH ROW {refuse}"
        if guard.unless:
            function = f"{guard.table}_update"
            statements.append(
                f"""CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                IF {guard.unless} THEN RETURN NEW; END IF;
                RAISE EXCEPTION '{guard.table} is immutable' USING ERRCODE = 'integrity_constraint_violation';
                END $$"""
            )
            update = f"{name}_update BEFORE UPDATE {on} FOR EACH ROW EXECUTE FUNCTION {function}()"
        statements += [
            update,
            f"{name}_delete BEFORE DELETE {on} FOR EACH ROW {refuse}",
            f"{name}_truncate BEFORE TRUNCATE {on} FOR EACH STATEMENT {refuse}",
        ]
    return statements
