import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.urls import path

NOW = 1_700_000_000


@login_not_required
def public_view(request):
    return HttpResponse("public")


def private_view(request):
    return HttpResponse("private")


urlpatterns = [path("public/", public_view), path("private/", private_view)]
pytestmark = pytest.mark.urls(__name__)


@pytest.fixture
def signed_in(db, client):
    """A client signed in at NOW."""
    with time_machine.travel(NOW, tick=False):
        client.force_login(get_user_model().objects.create_user("official", password="a long password"))
    return client


def get_at(client, seconds, address="/private/"):
    with time_machine.travel(NOW + seconds, tick=False):
        return client.get(address)


def test_a_view_without_a_mark_asks_for_a_login(client):
    response = client.get("/private/")
    assert (response.status_code, response.headers["Location"]) == (302, "/admin/login/?next=/private/")


def test_a_signed_in_person_gets_it(signed_in):
    assert get_at(signed_in, 1).content == b"private"


def test_a_public_page_is_the_same_for_a_signed_in_person(signed_in, django_assert_num_queries):
    with django_assert_num_queries(0):
        theirs = get_at(signed_in, 1, "/public/")
    signed_in.cookies.clear()
    anybodys = get_at(signed_in, 1, "/public/")
    assert (theirs.content, dict(theirs.headers)) == (anybodys.content, dict(anybodys.headers))
    assert "Cookie" not in theirs.headers.get("Vary", "")
    assert not theirs.cookies


def test_thirty_minutes_without_a_request_sign_out(signed_in):
    assert get_at(signed_in, 0).status_code == 200
    assert get_at(signed_in, 30 * 60 + 1).status_code == 302


def test_each_request_begins_the_thirty_minutes_anew(signed_in):
    for minutes in (0, 29, 58, 87):
        assert get_at(signed_in, minutes * 60).status_code == 200


def test_public_pages_do_not_keep_a_session_alive(signed_in):
    get_at(signed_in, 0)
    get_at(signed_in, 20 * 60, "/public/")
    assert get_at(signed_in, 31 * 60).status_code == 302


def test_a_session_is_written_at_most_once_a_minute(signed_in):
    assert get_at(signed_in, 0).cookies
    assert not get_at(signed_in, 59).cookies
    assert get_at(signed_in, 60).cookies
