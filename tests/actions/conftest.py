"""The database of this room's tests can be flushed although it is guarded."""

from tests.guards import flushable_db  # noqa: F401 - a fixture
