import pytest
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder

from tracker import health


@pytest.fixture
def nothing_else_to_check(settings):
    settings.READINESS_CHECKS = []


def test_alive_needs_no_database_and_no_login(client):
    # No django_db mark: a query would fail the test.
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert not response.cookies
    assert "Vary" not in response.headers  # the session was not even looked at


def test_ready_when_the_database_answers_and_all_is_there(db, client):
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (200, b"ready\n")
    assert not response.cookies


def test_not_ready_while_a_migration_is_missing(db, client, nothing_else_to_check):
    MigrationRecorder(connection).record_unapplied("sessions", "0001_initial")
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (503, b"migration not applied: sessions.0001_initial\n")


def test_not_ready_while_a_guard_is_missing(db, client, settings):
    settings.READINESS_CHECKS = ["tests.tracker.test_health.missing_guards"]
    response = client.get("/readyz")
    assert (response.status_code, response.content.decode()) == (503, "guard missing: published rows\n")


def missing_guards():
    return ["guard missing: published rows"]


def test_not_ready_without_a_database_and_the_answer_names_no_host(client, monkeypatch, caplog):
    def refuses(connection):
        raise DatabaseError("could not connect to db.example as plan")

    monkeypatch.setattr(health, "MigrationExecutor", refuses)
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (503, b"the database does not answer\n")
    assert "db.example" in caplog.text


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_health_is_only_read(client, path):
    assert client.post(path).status_code == 405
