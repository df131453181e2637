"""The admin site of the plan tracker: its home is the work of whoever is signed in."""

from django.contrib import admin
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from plans.admin import accounts, language, log, publish, queue, review, shape, update

SCREENS = (*language.screens, *queue.screens, *update.screens, *review.screens, *publish.screens, *shape.screens)
SCREENS += (*accounts.screens, *log.screens)
"""(route, view, name) of every screen of ours; each view is made by `plans.admin.doors.screen`."""


class PlanAdminSite(admin.AdminSite):
    site_title = site_header = _("Plan execution workplace")
    index_title = _("My work")
    enable_nav_sidebar = False

    def get_urls(self) -> list[URLPattern]:
        own = [path(route, self.admin_view(view), name=name) for route, view, name in SCREENS]
        return [*own, *super().get_urls()]

    def admin_view(self, view, cacheable=False):  # noqa: FBT002 - Django's signature
        """Screens find the frame of the site at the request, so that they need not import the site."""

        def framed(request, *args, **kwargs):
            request.admin_site = self
            return view(request, *args, **kwargs)

        return super().admin_view(framed, cacheable)

    def index(self, request, extra_context=None):  # noqa: ARG002 - Django's signature
        """The queue replaces the list of tables."""
        request.admin_site = self
        return queue.home(request)


site = PlanAdminSite(name="admin")
