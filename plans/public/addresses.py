"""Where a page is, and where its neighbours are: language, plan and issue stay what they are from link to link."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, QueryDict
from django.urls import reverse

NAMESPACES = {"zh-hans": "public", "en": "public-en"}
PLAN_PAGES = frozenset(
    {"home", "document", "record", "tasks", "task", "departments", "department", "corrections", "method-plan"}
)


@dataclass(frozen=True)
class Place:
    """`slug` is empty outside a plan, `number` None where the newest issue is shown at its own address."""

    language: str = "zh-hans"
    slug: str = ""
    number: int | None = None

    def to(self, name: str, **kwargs: object) -> str:
        """The address of a page of this plan and issue, or of the whole site. Root-relative."""
        if name in PLAN_PAGES and self.number is not None:
            kwargs = {"number": self.number, **kwargs}
        if name in PLAN_PAGES or name == "publications":
            kwargs = {"slug": self.slug, **kwargs}
        return reverse(f"{NAMESPACES[self.language]}:{name}", kwargs=kwargs)

    def issue(self, number: int, name: str = "home", **kwargs: object) -> str:
        """The same page as of another issue."""
        return Place(self.language, self.slug, number).to(name, **kwargs)

    def plan(self, slug: str) -> str:
        """The home of any plan."""
        return Place(self.language, slug).to("home")

    def latest(self, name: str = "home", **kwargs: object) -> str:
        return Place(self.language, self.slug).to(name, **kwargs)


def place_of(request: HttpRequest) -> Place:
    match = request.resolver_match
    kwargs: Mapping[str, object] = match.kwargs if match else {}
    return Place(request.display.language, str(kwargs.get("slug", "")), kwargs.get("number"))


def in_language(request: HttpRequest, language: str) -> str:
    """The same page in the other language; its front page where there is no such page."""
    match = request.resolver_match
    if match is None or match.namespace not in NAMESPACES.values():
        return reverse(f"{NAMESPACES[language]}:front")
    return with_query(reverse(f"{NAMESPACES[language]}:{match.url_name}", kwargs=match.kwargs), request.GET)


def with_query(path: str, query: QueryDict) -> str:
    text = query.urlencode()
    return f"{path}?{text}" if text else path


def without_display(request: HttpRequest) -> str:
    """The page as asked for, without the choices of display in its query."""
    query = request.GET.copy()
    query.pop("view", None)
    query.pop("theme", None)
    return with_query(request.path, query)
