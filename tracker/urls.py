"""Every address begins here. All ask for a login unless their view is marked `login_not_required`."""

from django.urls import include, path

from plans.admin.site import site
from tracker import health

handler400 = "tracker.unreadable.bad_request"

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("admin/", site.urls),
    path("", include("plans.public.urls")),
]
