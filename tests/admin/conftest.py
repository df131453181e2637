"""A county in the middle of its second round, so that every button of the workplace has something to act on."""

import pytest

from tests.admin.cast import make_stage


@pytest.fixture
def stage(db):
    return make_stage()
