"""The admin site: Django's own, with a work queue as its home. Everything in it asks for an active staff account."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from plans.admin import queue
from plans.admin.addresses import SCREENS
from plans.admin.doors import no_right, not_there, page
from plans.admin.language import in_chosen_language, set_language
from plans.admin.reference import DepartmentAdmin, JurisdictionAdmin
from plans.models import Department, Jurisdiction
from plans.queries.registers import has_demo_plans
from plans.rules.said import Refused

View = Callable[..., HttpResponse]


def with_refusals(view: View) -> View:
    """What is refused gets a page that says why, with the status the refusal names."""

    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            asked = [text for key, values in request.GET.lists() for text in (key, *values)]
            if any("\x00" in str(value) for value in (*kwargs.values(), *asked)):
                raise not_there()  # PostgreSQL takes no NUL, and nothing here has one in its name
            return view(request, *args, **kwargs)
        except Refused as refusal:
            return _refused(request, refusal)
        except Http404:
            return _refused(request, not_there())
        except PermissionDenied:
            return _refused(request, no_right())

    return update_wrapper(answer, view)


def _refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    return page(request, "refused.html", status=refusal.status, refusal=refusal)


class PlanAdminSite(AdminSite):
    site_header = site_title = _("Plan execution dispatch system")
    enable_nav_sidebar = False
    password_change_template = "admin/password.html"  # noqa: S105 - a page
    password_change_done_template = "admin/password_done.html"  # noqa: S105 - the same
    final_catch_all_view = True

    def has_permission(self, request: HttpRequest) -> bool:
        """Active staff. A superuser flag opens nothing here: rights come from memberships."""
        return request.user.is_active and request.user.is_staff

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """Without Django's list of models: nobody is led through them."""
        return {
            "site_title": self.site_title,
            "site_header": self.site_header,
            "site_url": "/",
            "has_permission": self.has_permission(request),
            "available_apps": [],
            "is_popup": False,
            "is_demo": has_demo_plans(),
            "is_nav_sidebar_enabled": False,
        }

    def admin_view(self, view: View, cacheable: bool = False) -> View:  # noqa: ARG002, FBT001, FBT002 - Django's
        """No cache keeps what is behind the login, not even the pages that Django would let it keep."""
        return super().admin_view(in_chosen_language(with_refusals(view)), cacheable=False)

    @method_decorator(never_cache)
    @login_not_required
    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return in_chosen_language(super().login)(request, extra_context)

    def index(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:  # noqa: ARG002 - the same
        return queue.queue(request)

    def get_urls(self) -> list:
        """Ours first. Django's lists of models are left out; its catch-all stays last."""
        kept = {"index", "login", "logout", "password_change", "password_change_done", "jsi18n"}
        stock = [pattern for pattern in super().get_urls() if getattr(pattern, "name", None) in kept]
        models = [
            path(f"reference/{name}/", include(self.get_model_admin(model).urls))
            for name, model in (("departments", Department), ("jurisdictions", Jurisdiction))
        ]
        own = [path(route, self.admin_view(view), name=name) for route, view, name in SCREENS]
        rest = path("<path:url>", self.admin_view(self.catch_all_view), name="rest")
        return [*stock, path("language/", set_language, name="language"), *models, *own, rest]


site = PlanAdminSite()
site.register(Department, DepartmentAdmin)
site.register(Jurisdiction, JurisdictionAdmin)
