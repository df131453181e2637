"""Requests that cannot be read are told so with 400 or refused, and never break a page."""

import pytest

from tests.admin.cast import make_stage

MANY = "?" + "&".join(f"a{number}=1" for number in range(6000))
PATHS = [
    "/",
    "/en/",
    "/plans/bailu/",
    "/nowhere/",
    "/healthz",
    "/admin/",
    "/admin/login/",
    "/admin/reference/departments/",
]
PART = b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--x--\r\n'
BODIES = {
    "plain": PART,
    "a name in an unknown encoding": PART.replace(b'name="a"', b"name*=klingon''a"),
    "a file name in an unknown encoding": PART.replace(b'name="a"', b"name=\"document\"; filename*=klingon''a.txt"),
    "a part in an unknown encoding": PART.replace(
        b"\r\n\r\n1", b"\r\nContent-Type: text/plain; charset=klingon\r\n\r\n1"
    ),
    "no base64": PART.replace(b"\r\n\r\n1", b"\r\nContent-Transfer-Encoding: base64\r\n\r\n1"),
    "no parts": b"a=1",
}
TYPES = ["multipart/form-data; boundary=x; charset=klingon", "application/x-www-form-urlencoded; charset=klingon"]


@pytest.fixture
def stage(db):
    return make_stage()


@pytest.mark.parametrize("who", ["signed out", "admin"])
@pytest.mark.parametrize("path", PATHS)
def test_an_address_with_six_thousand_fields_is_told_to_be_one(stage, who, path):
    answer = stage.client(who).get(path + MANY)
    assert (answer.status_code, "400" in answer.content.decode()) == (400, True)


@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("path", ["/admin/login/", "/admin/reference/duties/", "/admin/plans/import/", "/"])
def test_a_body_in_an_unknown_encoding_breaks_no_page(stage, path, body, kind):
    answer = stage.client("admin").generic("POST", path, BODIES[body], content_type=kind)
    assert answer.status_code < 500
