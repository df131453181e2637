"""What every page of the public door needs around its own content. Asks no database and no session."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from plans.public.addresses import Place, in_language, place_of, without_display
from plans.public.display import Display, choose


@dataclass(frozen=True)
class ModeLink:
    words: str
    href: str


@dataclass(frozen=True)
class Identity:
    name: str
    value: str


def frame(request: HttpRequest) -> dict[str, object]:
    """Also runs for pages of other doors and for error pages: everything here is computed from the request alone."""
    display = getattr(request, "display", None) or Display()
    place = place_of(request) if hasattr(request, "display") else Place()
    return {
        "display": display,
        "space": " " if display.is_english else "",  # between sentences: Chinese has none
        "place": place,
        "modes": _modes(request, display, place),
        "other_language": in_language(request, "zh-hans" if display.is_english else "en"),
        "site_name": settings.SITE_NAME,
        "site_code": settings.SITE_CODE,
        "identity": _identity(),
    }


def _modes(request: HttpRequest, display: Display, place: Place) -> tuple[ModeLink, ...]:
    is_elder, is_dark = display.view == "elder", display.theme == "dark"
    links = [
        (
            _("Standard version") if is_elder else _("Senior-friendly version"),
            choose(display, view="standard" if is_elder else "elder"),
        ),
    ]
    if not is_elder:
        links.append(
            (
                pgettext("theme", "Light") if is_dark else pgettext("theme", "Dark"),
                choose(display, theme="light" if is_dark else "dark"),
            )
        )
    back = without_display(request)
    return tuple(
        ModeLink(
            words,
            f"{place.to('display')}?{urlencode({'view': chosen.view, 'theme': chosen.theme, 'next': back})}",
        )
        for words, chosen in links
    )


def _identity() -> tuple[Identity, ...]:
    """The slots of a government site's foot; an empty one is left out."""
    slots = (
        (_("Organiser"), settings.SITE_ORGANISER),
        (_("Undertaker"), settings.SITE_UNDERTAKER),
        (_("Site identification code"), settings.SITE_CODE),
        (_("ICP record"), settings.SITE_ICP_NUMBER),
        (_("Public security record"), settings.SITE_POLICE_RECORD),
        (_("Contact"), settings.SITE_CONTACT),
    )
    return tuple(Identity(name, value) for name, value in slots if value)
