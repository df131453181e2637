"""The language of the workplace: Chinese unless somebody chose English, kept in a cookie of their own."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme

from plans.admin.doors import screen

YEAR_SECONDS = 365 * 24 * 3600
PREFIX = "/admin/"


class WorkplaceLanguageMiddleware:
    """Public pages take their language from their address; only the workplace reads this cookie."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            response = self.get_response(request)
            return response.render() if getattr(response, "is_rendered", True) is False else response


@screen("POST")
def choose_language(request: HttpRequest) -> HttpResponse:
    """Sets the cookie and goes back to the page it was chosen on."""
    back = request.POST.get("next", "")
    safe = back.startswith(PREFIX) and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    response = redirect(back if safe else "admin:index")
    if request.POST.get("language") in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            request.POST["language"],
            max_age=YEAR_SECONDS,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response


screens = [("language/", choose_language, "language")]
