# ruff: noqa: S608 - statements are put together from names in plans.models.guards
"""What the database itself refuses, whoever writes. Each refusal has its counterpart: with the guards lifted it succeeds."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, models, transaction

from plans.actions.withholding import propose_withholding
from plans.models import (
    AuditEntry,
    Plan,
    Publication,
    PublishedIndicator,
    PublishedTask,
    ReviewStep,
    Update,
    Withholding,
)
from plans.models.guards import GUARDS, guard_names, install_guards, missing_guards, remove_guards
from plans.rules.indicators import EMPTY_INDICATOR_COLUMNS
from plans.rules.publication import EMPTY_COLUMNS
from plans.rules.vocabulary import Series
from tests.actions.worlds import NOW, accepted, issue, make_indicator, make_round, make_world
from tests.guards import check_foreign_keys, guards_lifted, lift_guard, lift_guards

pytestmark = pytest.mark.django_db

TABLES = [guard.table for guard in GUARDS]


@pytest.fixture
def world():
    world = make_world()
    make_indicator(world)
    accepted(world, make_round(world))
    issue(world, world.plan.rounds.get())
    check_foreign_keys()
    return world


@pytest.fixture
def full_world(world):
    """At least one row stands in every guarded table."""
    propose_withholding(row=PublishedTask.objects.get(), reason="涉密", by=world.office, now=NOW)
    ReviewStep.objects.create(document=world.plan.source, number=1, verb="accept", body={"item": "O001"}, at=NOW)
    check_foreign_keys()
    return world


def execute(sql, parameters=()):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.rowcount


def first_column(table):
    return "seq" if table == "plans_auditentry" else "id"


def statements(table):
    """Every way to change a row that this database knows."""
    key = first_column(table)
    found = {
        "update": f"UPDATE {table} SET {key} = {key}",
        "delete": f"DELETE FROM {table}",
    }
    if connection.vendor == "sqlite":
        return found | {"insert": f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"}
    return found | {"truncate": f"TRUNCATE {table} CASCADE"}


@pytest.mark.parametrize("table", TABLES)
def test_no_row_of_a_guarded_table_can_be_changed(full_world, table):
    for statement in statements(table).values():
        with pytest.raises(DatabaseError, match=f"{table} is immutable"):
            execute(statement)


@pytest.mark.parametrize("table", TABLES)
def test_the_same_statements_succeed_once_the_guards_are_lifted(full_world, table):
    with guards_lifted():
        for act, statement in statements(table).items():
            with transaction.atomic():
                changed = execute(statement)
                transaction.set_rollback(True)
            assert changed != 0, act


@pytest.mark.parametrize("table", TABLES)
def test_each_act_has_a_guard_of_its_own(full_world, table):
    """Without one of the three, the other two still refuse."""
    found = statements(table)
    for lifted in found:
        lift_guard(f"guard_{table}_{lifted}")
        for act, statement in found.items():
            if act != lifted:
                with pytest.raises(DatabaseError, match=f"{table} is immutable"):
                    execute(statement)
        install_guards(using="default")


def test_every_guard_stands_after_migrating():
    assert missing_guards() == []
    assert len(guard_names(connection.vendor)) == 3 * len(GUARDS) + (3 if connection.vendor == "sqlite" else 2)


def test_a_missing_guard_is_named_and_the_site_is_not_ready(client):
    lift_guard("guard_plans_target_delete")
    assert missing_guards() == ["guard missing: guard_plans_target_delete"]
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (503, b"guard missing: guard_plans_target_delete\n")
    install_guards(using="default")
    assert client.get("/readyz").status_code == 200


def test_installing_again_changes_nothing():
    install_guards(using="default")
    install_guards(using="default")
    assert missing_guards() == []


def test_guards_wait_for_their_tables(monkeypatch):
    lift_guards()
    monkeypatch.setattr(type(connection.introspection), "table_names", lambda self: ["plans_plan"])
    install_guards(using="default")
    assert len(missing_guards()) == len(guard_names(connection.vendor))


def test_a_disabled_guard_counts_as_missing():
    if connection.vendor == "postgresql":
        execute("ALTER TABLE plans_publication DISABLE TRIGGER guard_plans_publication_update")
    else:
        lift_guard("guard_plans_publication_update")
    assert missing_guards() == ["guard missing: guard_plans_publication_update"]


# -- what Django does to SQLite's triggers ---------------------------------------------------------------------------


def alter(old, new):
    with connection.schema_editor() as editor:
        editor.alter_field(Publication, old, new, strict=True)


def test_altering_a_field_on_sqlite_drops_the_guards_and_migrating_restores_them(flushable_db):
    """The trap the guards are installed after every migrate for; PostgreSQL keeps them."""
    old, new = Publication._meta.get_field("published_by"), models.CharField(max_length=151)
    new.set_attributes_from_name("published_by")
    new.model = Publication
    lost = []
    if connection.vendor == "sqlite":
        with pytest.raises(DatabaseError, match="error in trigger guard_plans_plan_demo"):
            alter(old, new)
        lost = [f"guard missing: {name}" for name in guard_names("sqlite")]
    remove_guards(using="default")
    alter(old, new)
    assert missing_guards() == lost
    alter(new, old)
    app = Publication._meta.app_config
    models.signals.post_migrate.send(sender=app, app_config=app, using="default", verbosity=0)
    assert missing_guards() == []


def test_a_rebuilt_table_on_sqlite_has_lost_its_own_guards(flushable_db):
    """Why removing them before a migration gives nothing away. On PostgreSQL nothing is rebuilt and nothing lost."""
    old, new = AuditEntry._meta.get_field("actor"), models.CharField(max_length=151)
    new.set_attributes_from_name("actor")
    new.model = AuditEntry
    with connection.schema_editor() as editor:
        editor.alter_field(AuditEntry, old, new, strict=True)
    acts = ("update", "delete", "insert") if connection.vendor == "sqlite" else ()
    assert missing_guards() == [f"guard missing: guard_plans_auditentry_{act}" for act in acts]
    with connection.schema_editor() as editor:
        editor.alter_field(AuditEntry, new, old, strict=True)
    install_guards(using="default")
    assert missing_guards() == []


# -- the time of a publication, and what a plan is -------------------------------------------------------------------


def published_by_hand(world, **given):
    values = {
        "plan": world.plan,
        "series": "internal",
        "number": 9,
        "kind": "regular",
        "round": world.plan.rounds.get(),
        "as_of_on": world.plan.start_on,
        "published_at": NOW,
        "published_by": "1",
        "digest": "d" * 64,
        "header": "{}",
    }
    with transaction.atomic():
        return Publication.objects.create(**(values | given))


def test_a_real_plan_refuses_a_forged_publication_time():
    world = make_world(is_demo=False)
    make_round(world)
    with pytest.raises(DatabaseError, match="a publication carries the time at which it is made"):
        published_by_hand(world)
    lift_guard("guard_plans_publication_time")
    assert published_by_hand(world).published_at == NOW


def test_a_real_publication_carries_the_time_of_the_database():
    world = make_world(is_demo=False)
    publication = issue(world, make_round(world), now=NOW)
    age = execute_one(
        "SELECT (julianday('now') - julianday(published_at)) * 86400 FROM plans_publication"
        if connection.vendor == "sqlite"
        else "SELECT extract(epoch FROM clock_timestamp() - published_at) FROM plans_publication"
    )
    assert 0 <= float(age) < 5
    assert publication.published_at - NOW != timedelta(0)


def execute_one(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


def test_a_demonstration_may_carry_another_time():
    world = make_world(is_demo=True)
    publication = issue(world, make_round(world), now=NOW)
    assert Publication.objects.get(pk=publication.pk).published_at == NOW


@pytest.mark.parametrize("was", [True, False])
def test_a_published_plan_stays_what_it_is(was):
    world = make_world(is_demo=was)
    Plan.objects.filter(pk=world.plan.pk).update(is_demo=not was)
    Plan.objects.filter(pk=world.plan.pk).update(is_demo=was)
    issue(world, make_round(world))
    with pytest.raises(DatabaseError, match="a published plan stays what it is"), transaction.atomic():
        Plan.objects.filter(pk=world.plan.pk).update(is_demo=not was)
    Plan.objects.filter(pk=world.plan.pk).update(title="标题可以改", is_demo=was)
    lift_guard("guard_plans_plan_demo")
    assert Plan.objects.filter(pk=world.plan.pk).update(is_demo=not was) == 1


# -- withholding, the one act they let through -----------------------------------------------------------------------


def empty(row):
    with transaction.atomic():
        return PublishedTask.objects.filter(pk=row.pk).update(body="", salt="", **EMPTY_COLUMNS)


def test_a_row_is_emptied_only_when_two_people_are_on_record_for_it(world):
    row = PublishedTask.objects.get()
    other = make_world(slug="donghe-2031")
    neighbour = issue(other, make_round(other)).tasks.get()
    with pytest.raises(DatabaseError, match="plans_publishedtask is immutable"):
        empty(row)
    record = Withholding.objects.create(
        published_task=row, reason="涉密", proposed_by=world.office.user, proposed_at=NOW
    )
    with pytest.raises(DatabaseError, match="plans_publishedtask is immutable"):
        empty(row)
    Withholding.objects.filter(pk=record.pk).update(approved_by=world.publisher.user, approved_at=NOW)
    with pytest.raises(DatabaseError, match="plans_publishedtask is immutable"):
        empty(neighbour)
    assert empty(row) == 1


def test_a_withholding_is_not_approved_by_who_proposed_it(world):
    record = Withholding.objects.create(
        published_task=PublishedTask.objects.get(), reason="涉密", proposed_by=world.office.user, proposed_at=NOW
    )
    with pytest.raises(DatabaseError, match="withholding_approved_by_another_person"), transaction.atomic():
        Withholding.objects.filter(pk=record.pk).update(approved_by=world.office.user)


def test_even_a_recorded_withholding_lets_nothing_else_be_changed(world):
    row = PublishedTask.objects.get()
    Withholding.objects.create(
        published_task=row,
        reason="涉密",
        proposed_by=world.office.user,
        proposed_at=NOW,
        approved_by=world.publisher.user,
        approved_at=NOW,
    )
    kept = {"sha256": "0" * 64, "code": "9.9.9", "body": "{}", "salt": "1", "title": "留下", "words": "留下"}
    for name, value in kept.items():
        columns = {"body": "", "salt": "", **EMPTY_COLUMNS} | {name: value}
        with pytest.raises(DatabaseError, match="plans_publishedtask is immutable"), transaction.atomic():
            PublishedTask.objects.filter(pk=row.pk).update(**columns)


@pytest.mark.parametrize("left", ["body", "salt", "name", "words", "sha256", "code"])
def test_an_indicator_is_emptied_by_two_people_too_and_wholly(world, left):
    row = PublishedIndicator.objects.get()
    emptied = {"body": "", "salt": "", **EMPTY_INDICATOR_COLUMNS}
    rows = PublishedIndicator.objects.filter(pk=row.pk)
    with pytest.raises(DatabaseError, match="plans_publishedindicator is immutable"), transaction.atomic():
        rows.update(**emptied)
    record = Withholding.objects.create(
        published_indicator=row, reason="涉密", proposed_by=world.office.user, proposed_at=NOW
    )
    with pytest.raises(DatabaseError, match="plans_publishedindicator is immutable"), transaction.atomic():
        rows.update(**emptied)
    Withholding.objects.filter(pk=record.pk).update(approved_by=world.publisher.user, approved_at=NOW)
    with pytest.raises(DatabaseError, match="plans_publishedindicator is immutable"), transaction.atomic():
        rows.update(**emptied | {left: "9" * 8})
    assert rows.update(**emptied) == 1


def test_a_withholding_stays_with_its_row_and_concerns_one_alone(world):
    task, indicator = PublishedTask.objects.get(), PublishedIndicator.objects.get()
    given = {"reason": "涉密", "proposed_by": world.office.user, "proposed_at": NOW}
    for rows in ({}, {"published_task": task, "published_indicator": indicator}):
        with pytest.raises(DatabaseError, match="withholding_of_one_row"), transaction.atomic():
            Withholding.objects.create(**rows, **given)
    record = Withholding.objects.create(published_indicator=indicator, **given)
    check_foreign_keys()
    with pytest.raises(DatabaseError, match="plans_withholding is immutable"), transaction.atomic():
        Withholding.objects.filter(pk=record.pk).update(
            published_task=task, published_indicator=None, approved_by=world.publisher.user
        )


# -- one person does not publish alone -------------------------------------------------------------------------------


def test_who_submitted_cannot_be_who_published_even_by_hand(world):
    update = Update.objects.get()
    submitter = update.submitted_by_id
    with pytest.raises(DatabaseError, match="update_published_by_another_person"), transaction.atomic():
        Update.objects.filter(pk=update.pk).update(published_by=submitter)
    with pytest.raises(DatabaseError, match="update_published_by_another_person"):
        execute("UPDATE plans_update SET published_by_id = submitted_by_id")
    with pytest.raises(DatabaseError, match="update_published_by_another_person"):
        execute("UPDATE plans_update SET submitted_by_id = published_by_id")


def test_a_published_update_names_who_published_it_and_where(world):
    for column in ("published_by", "published_in"):
        with pytest.raises(DatabaseError, match="update_published_somewhere"), transaction.atomic():
            Update.objects.update(**{column: None})


@pytest.mark.parametrize("state", ["draft", "submitted", "endorsed", "accepted"])
def test_a_task_has_one_open_update_a_round(state):
    world = make_world()
    update = accepted(world, make_round(world))
    update.pk, update.version, update.state = None, 2, state
    with pytest.raises(DatabaseError, match=r"update_open_once|plans_update\.round_id"), transaction.atomic():
        update.save(force_insert=True)
    Update.objects.update(state="returned", return_reason="数据有误")
    update.save(force_insert=True)
    assert Update.objects.count() == 2


def test_a_return_keeps_its_reason():
    world = make_world()
    accepted(world, make_round(world))
    with pytest.raises(DatabaseError, match="update_returned_with_reason"), transaction.atomic():
        Update.objects.update(state="returned")


def test_two_series_number_their_issues_by_themselves(world):
    public = issue(world, world.plan.rounds.get(), Series.PUBLIC)
    numbers = Publication.objects.order_by("series").values_list("series", "number")
    assert list(numbers) == [("internal", 1), ("public", 1)]
    with pytest.raises(DatabaseError, match=r"publication_number_once|plans_publication is immutable"):
        published_by_hand(world, series="public", number=public.number)


def test_a_published_plan_is_not_replaced_by_another_of_its_name(world):
    """INSERT OR REPLACE deletes without firing the other guard; PostgreSQL has no such statement."""
    statement = "INSERT OR REPLACE INTO plans_plan SELECT * FROM plans_plan"
    if connection.vendor == "sqlite":
        with pytest.raises(DatabaseError, match="a published plan is not replaced"):
            execute(statement)
    else:
        with pytest.raises(DatabaseError, match="syntax error"):
            execute(statement)
