"""Closed by default, without public pages ever touching a session."""

import time

from django.contrib.auth.middleware import LoginRequiredMiddleware

EXTEND_AFTER_SECONDS = 60


class ClosedByDefaultMiddleware(LoginRequiredMiddleware):
    """Asks for a login unless the view is marked `login_not_required`, and signs out who was idle.

    Django's own asks who is there before it looks at the mark: every public page would then read the session
    and answer with `Vary: Cookie`, and SESSION_SAVE_EVERY_REQUEST would set a cookie on it too. Here only pages
    behind the login extend the session, at most once a minute, so SESSION_COOKIE_AGE counts from the last of them.
    """

    def process_view(self, request, view_func, view_args, view_kwargs):
        if not getattr(view_func, "login_required", True):
            return None
        refusal = super().process_view(request, view_func, view_args, view_kwargs)
        if refusal is None:
            now = int(time.time())
            if now - request.session.get("seen_at", 0) >= EXTEND_AFTER_SECONDS:
                request.session["seen_at"] = now
        return refusal
