"""The pages of the public door. Each makes one call down; none knows who is asking."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from plans.public.addresses import place_of
from plans.public.departments import build_department, build_departments
from plans.public.display import THEMES, VIEWS, choose, keep_display
from plans.public.document import build_document
from plans.public.home import build_front, build_home
from plans.public.issues import build_corrections, build_issues, build_method
from plans.public.record import build_record
from plans.public.tables import build_tasks
from plans.public.task import build_task
from plans.rules.said import NotThere


def public(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Open to everybody, GET and HEAD only, and what is not there answers 404 with a page that leads on."""

    @login_not_required
    @require_safe
    @wraps(view)
    def wrapped(request: HttpRequest, **kwargs: object) -> HttpResponse:
        try:
            response = view(request, **kwargs)
        except NotThere as refusal:
            message = refusal.said.in_language(request.display.language)
            response = render(
                request,
                "404.html",
                {"message": message, "leads_on": refusal.code != "plan-not-public"},
                status=404,
            )
        response.is_public = True
        return response

    return wrapped


def show(request: HttpRequest, template: str, page: object, current: str) -> HttpResponse:
    """`current` is the entry of the main navigation."""
    issue = getattr(page, "issue", None)
    return render(request, f"public/{template}.html", {"page": page, "issue": issue, "current": current})


@public
def front(request):
    return show(request, "front", build_front(), "front")


@public
def home(request, slug, number=None):
    return show(request, "home", build_home(slug, number), "home")


@public
def document(request, slug, number=None):
    return show(request, "document", build_document(slug, number), "document")


@public
def record(request, slug, number=None):
    return show(request, "record", build_record(slug, number), "record")


@public
def tasks(request, slug, number=None):
    return show(request, "tasks", build_tasks(slug, request.GET, number), "tasks")


@public
def task(request, slug, code, number=None):
    return show(request, "task", build_task(slug, code, number), "tasks")


@public
def departments(request, slug, number=None):
    return show(request, "departments", build_departments(slug, number), "departments")


@public
def department(request, slug, department, number=None):
    return show(request, "department", build_department(slug, department, number), "departments")


@public
def publications(request, slug):
    return show(request, "publications", build_issues(slug), "publications")


@public
def corrections(request, slug, number=None):
    return show(request, "corrections", build_corrections(slug, number), "corrections")


@public
def method(request, slug="", number=None):
    return show(request, "method", build_method(slug, number), "method")


@public
def accessibility(request):
    return show(request, "accessibility", None, "")


@public
def privacy(request):
    return show(request, "privacy", None, "")


@login_not_required
@require_safe
def display(request):
    """The one page that sets a cookie on GET, the reader's own choice; without a choice it shows what there is."""
    if request.GET.get("view") not in VIEWS and request.GET.get("theme") not in THEMES:
        return show(request, "display", None, "")
    chosen = choose(request.display, view=request.GET.get("view", ""), theme=request.GET.get("theme", ""))
    response = HttpResponseRedirect(_safe_next(request))
    response.headers["Cache-Control"] = "no-store"
    return keep_display(response, chosen)


def _safe_next(request: HttpRequest) -> str:
    """Only an address of this site that begins at its root; anything else leads to the front page."""
    target = request.GET.get("next", "")
    is_safe = target.startswith("/") and url_has_allowed_host_and_scheme(target, allowed_hosts=None)
    return target if is_safe else place_of(request).to("front")
