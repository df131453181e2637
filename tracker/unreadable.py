"""The page for requests that cannot be read."""

from django.http import HttpRequest, HttpResponseBadRequest
from django.template.loader import render_to_string


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponseBadRequest:  # noqa: ARG001 - Django's signature
    """Drawn without the request: where its address has too many fields, looking at them again would fail again."""
    return HttpResponseBadRequest(render_to_string("400.html"))
