"""What a reader may choose of a page: language by its address, view and theme by query or cookie. Nothing else.

The bytes of a public page follow from path, query and these three values alone: no session, no token, no host name.
"""

import hashlib
from dataclasses import dataclass, replace

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_vary_headers

COOKIE = "display"
VIEWS = ("standard", "elder")
THEMES = ("auto", "light", "dark")
YEAR_SECONDS = 365 * 24 * 3600
ENGLISH = "/en/"
OWN_LANGUAGE = ("/admin/", "/healthz", "/readyz", settings.STATIC_URL)
"""Addresses that are not pages of this door: their language is their own affair."""


@dataclass(frozen=True)
class Display:
    language: str = "zh-hans"
    view: str = "standard"
    theme: str = "auto"

    @property
    def is_english(self) -> bool:
        return self.language == "en"

    @property
    def html_class(self) -> str:
        """On <html>; the style sheets know `elder`, `theme-dark` and `theme-light`."""
        classes = ["elder"] if self.view == "elder" else []
        return " ".join([*classes, *([f"theme-{self.theme}"] if self.theme != "auto" else [])])

    @property
    def cookie(self) -> str:
        return f"{self.view}.{self.theme}"


def read_display(request: HttpRequest) -> Display:
    """Unknown values are passed over; a query wins over the cookie and is not kept."""
    view, _, theme = request.COOKIES.get(COOKIE, "").partition(".")
    language = "en" if request.path_info.startswith(ENGLISH) else "zh-hans"
    return choose(choose(Display(language), view=view, theme=theme), **_asked(request))


def choose(display: Display, *, view: str = "", theme: str = "") -> Display:
    if view in VIEWS:
        display = replace(display, view=view)
    if theme in THEMES:
        display = replace(display, theme=theme)
    return display


def _asked(request: HttpRequest) -> dict[str, str]:
    return {"view": request.GET.get("view", ""), "theme": request.GET.get("theme", "")}


def keep_display(response: HttpResponse, display: Display) -> HttpResponse:
    response.set_cookie(
        COOKIE,
        display.cookie,
        max_age=YEAR_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


class DisplayMiddleware:
    """Reads the three values, speaks the language of the address, and lets caches keep what all readers share."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.display = read_display(request)
        if request.path_info.startswith(OWN_LANGUAGE):
            return self.get_response(request)
        with translation.override(request.display.language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", "en" if request.display.is_english else "zh-CN")
        return _cacheable(request, response) if getattr(response, "is_public", False) else response


def _cacheable(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Kept by anybody, asked again each time: a new issue must be seen at once."""
    patch_vary_headers(response, ["Cookie"])
    response.headers["Cache-Control"] = "public, max-age=0, must-revalidate"
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response.headers["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response)
