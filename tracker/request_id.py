"""One id per request, as `request.request_id` and in every log line written while it is answered.

It is not sent back: a header that differs each time would make equal public answers unequal.
"""

import re
import uuid
from contextvars import ContextVar

from django.conf import settings

current_request_id = ContextVar("current_request_id", default="")

FROM_PROXY = re.compile(r"[A-Za-z0-9_-]{8,64}")  # anything else could forge log lines


class RequestIdMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.request_id = self.received(request) or uuid.uuid4().hex
        token = current_request_id.set(request.request_id)
        try:
            return self.get_response(request)
        finally:
            current_request_id.reset(token)

    @staticmethod
    def received(request):
        given = request.headers.get("X-Request-ID", "")
        return given if settings.BEHIND_PROXY and FROM_PROXY.fullmatch(given) else None
