"""The language of the workplace: Chinese unless somebody chose English here. The choice lives in one cookie of /admin/."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

COOKIE = "workplace_language"
YEAR_SECONDS = 365 * 24 * 3600


def language_of(request: HttpRequest) -> str:
    chosen = request.COOKIES.get(COOKIE, "")
    return chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def in_chosen_language(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Draws a lazy page at once, while the language is still the chosen one."""

    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with translation.override(language_of(request)):
            response = view(request, *args, **kwargs)
            if hasattr(response, "render"):
                response.render()
        return response

    return update_wrapper(answer, view)


@login_not_required
@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Back to the same page, in the other language."""
    back = request.POST.get("next", "")
    if not (back.startswith("/admin/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)):
        back = "/admin/"
    response = HttpResponseRedirect(back)
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        response.set_cookie(
            COOKIE,
            chosen,
            max_age=YEAR_SECONDS,
            path="/admin/",
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response
