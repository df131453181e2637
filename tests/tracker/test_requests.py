"""Request ids and log lines."""

import json
import logging
import sys

import pytest
from django.http import HttpResponse

from tracker.logs import JsonFormatter
from tracker.request_id import RequestIdMiddleware, current_request_id


def request_id_of(request):
    seen = []

    def view(request):
        seen.extend([request.request_id, current_request_id.get()])
        return HttpResponse()

    response = RequestIdMiddleware(view)(request)
    assert "X-Request-ID" not in response.headers
    assert seen[0] == seen[1]
    return seen[0]


def test_each_request_has_an_id_of_its_own(rf):
    assert request_id_of(rf.get("/")) != request_id_of(rf.get("/"))
    assert current_request_id.get() == ""


def test_an_id_is_taken_from_our_proxy_only(rf, settings):
    request = rf.get("/", headers={"X-Request-ID": "from-the-proxy-1"})
    assert request_id_of(request) != "from-the-proxy-1"
    settings.BEHIND_PROXY = True
    assert request_id_of(request) == "from-the-proxy-1"


@pytest.mark.parametrize("forged", ["short", "two\nlines-of-log", "x" * 65, '"quoted-id"'])
def test_an_id_that_could_forge_a_log_line_is_not_taken(rf, settings, forged):
    settings.BEHIND_PROXY = True
    request = rf.get("/")
    request.META["HTTP_X_REQUEST_ID"] = forged
    assert request_id_of(request) != forged


def test_a_log_line_is_one_json_object_even_with_an_exception():
    try:
        int("first\nsecond")
    except ValueError:
        record = logging.LogRecord("tracker", logging.ERROR, __file__, 1, "计划 %s", ("a\nb",), sys.exc_info())
    token = current_request_id.set("request-1")
    try:
        line = JsonFormatter().format(record)
    finally:
        current_request_id.reset(token)
    assert "\n" not in line
    said = json.loads(line)
    assert said["message"] == "计划 a\nb"
    assert said["request_id"] == "request-1"
    assert said["level"] == "ERROR"
    assert "ValueError" in said["exception"]


def test_the_log_line_of_an_answer_names_its_request(client, caplog):
    caplog.set_level("WARNING", logger="django.request")
    client.get("/not-there/")
    (record,) = [record for record in caplog.records if record.name == "django.request"]
    assert json.loads(JsonFormatter().format(record))["request_id"] == record.request.request_id
