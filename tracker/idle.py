"""Signed-in people are signed out after SESSION_COOKIE_AGE seconds without a request.

SESSION_SAVE_EVERY_REQUEST would do it too, but it sets a cookie and writes a row on public pages as well.
Here only pages that need a login extend the session, and at most once a minute.
"""

import time

EXTEND_AFTER_SECONDS = 60


class IdleTimeoutMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):  # noqa: ARG002 - Django's signature
        if getattr(view, "login_required", True) and request.user.is_authenticated:
            now = int(time.time())
            if now - request.session.get("seen_at", 0) >= EXTEND_AFTER_SECONDS:
                request.session["seen_at"] = now
