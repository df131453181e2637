"""A page asks the database the same number of questions, however many tasks and issues there are."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.public.conftest import HOME
from tests.public.makers import make_plan, many_records, publish

PAGES = {
    "/": 2,
    HOME: 5,
    f"{HOME}document/": 5,
    f"{HOME}record/": 4,
    f"{HOME}tasks/": 4,
    f"{HOME}tasks/?q=任务&sort=-gap&light=late": 4,
    f"{HOME}tasks/1.1.1/": 4,
    f"{HOME}departments/": 3,
    f"{HOME}departments/works/": 3,
    f"{HOME}publications/": 4,
    f"{HOME}publications/1/": 4,
    f"{HOME}corrections/": 3,
    f"{HOME}method/": 2,
    "/method/": 0,
    "/display/": 0,
}


def _count(client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked)


@pytest.mark.parametrize("tasks", [1, 3, 300])
def test_the_number_of_questions_does_not_grow_with_the_tasks(client, db, tasks):
    plan = make_plan()
    for number in (1, 2):
        publish(plan, many_records(tasks), number)
    assert {address: _count(client, address) for address in PAGES} == PAGES


def test_nor_with_the_issues(client, db):
    plan = make_plan()
    for number in (1, 2):
        publish(plan, many_records(3), number)
    before = {address: _count(client, address) for address in PAGES}
    for number in (3, 4, 5):
        publish(plan, many_records(3), number)
    assert {address: _count(client, address) for address in PAGES} == before
