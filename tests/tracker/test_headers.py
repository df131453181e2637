import pytest
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpResponse

from tracker.csp import ContentSecurityPolicyMiddleware, build_policy


def test_every_response_says_what_the_page_may_load(client):
    headers = client.get("/healthz").headers
    assert headers["Content-Security-Policy"] == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    assert headers["Permissions-Policy"] == "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"


def test_no_header_differs_from_one_answer_to_the_next(client):
    assert dict(client.get("/healthz").headers, Expires="") == dict(client.get("/healthz").headers, Expires="")


def test_a_page_that_is_not_there_says_it_too(client):
    assert "default-src 'none'" in client.get("/static/not-there.css").headers["Content-Security-Policy"]


def test_a_view_may_be_stricter(rf):
    def view(request):
        return HttpResponse(headers={"Content-Security-Policy": "sandbox"})

    assert ContentSecurityPolicyMiddleware(view)(rf.get("/")).headers["Content-Security-Policy"] == "sandbox"


@pytest.mark.parametrize(
    ("directives", "policy"),
    [
        ({"default-src": ["'self'", "data:"], "base-uri": "'none'"}, "default-src 'self' data:; base-uri 'none'"),
        ({"upgrade-insecure-requests": True, "sandbox": False, "img-src": None}, "upgrade-insecure-requests"),
        ({"sandbox": []}, "sandbox"),
    ],
)
def test_directives_are_written_as_in_django_6(directives, policy):
    assert build_policy(directives) == policy


def test_an_empty_policy_takes_the_middleware_out(settings):
    settings.SECURE_CSP = {}
    with pytest.raises(MiddlewareNotUsed):
        ContentSecurityPolicyMiddleware(lambda request: None)
