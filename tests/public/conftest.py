"""Readers of public pages, signed in and not."""

from http import HTTPStatus

import pytest

from plans.models import User
from tests.public.makers import SLUG, make_issues

HOME = f"/plans/{SLUG}/"


@pytest.fixture
def plan(db):
    """Five public issues, of which the fourth corrects the third."""
    return make_issues()


@pytest.fixture
def read(client):
    """The text of a page that is there."""

    def read(address: str) -> str:
        response = client.get(address)
        assert response.status_code == HTTPStatus.OK
        return response.content.decode()

    return read


@pytest.fixture
def signed_in(db):
    return User.objects.create_user("somebody", password="a long password")
