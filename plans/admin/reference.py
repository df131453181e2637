"""Departments and jurisdictions in the stock admin, open to plan administrators for their own jurisdictions only.

Rights come from memberships, never from Django's permissions or a superuser flag. Nothing is deleted here: published
and decided rows rest on these names.
"""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from plans.actions.reference import save_department, save_jurisdiction
from plans.admin.doors import actor_of, administered
from plans.models import Department, Jurisdiction


class ReferenceAdmin(admin.ModelAdmin):
    actions = None
    place = "pk"
    """The column that says to which jurisdiction a row belongs."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return bool(administered(request))

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return bool(administered(request))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002 - Django's signature
        return False

    def _may(self, request: HttpRequest, obj: Any) -> bool:
        places = administered(request)
        return bool(places) if obj is None else getattr(obj, self.place) in places

    def get_queryset(self, request: HttpRequest):
        return super().get_queryset(request).filter(**{f"{self.place}__in": administered(request)})

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest) -> bool:  # noqa: ARG002 - the same
        """No list here has filters; the database would choke on some of what an address can ask for."""
        return False

    def changelist_view(self, request: HttpRequest, extra_context: Any = None):
        return super().changelist_view(request, (extra_context or {}) | {"title": self.opts.verbose_name_plural})

    def changeform_view(
        self, request: HttpRequest, object_id: Any = None, form_url: str = "", extra_context: Any = None
    ):
        context = (extra_context or {}) | {"title": self.opts.verbose_name}
        return super().changeform_view(request, object_id, form_url, context)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None):  # noqa: ARG002 - the same
        """The log tells who changed what; Django's own history is not kept."""
        raise PermissionDenied

    def _get_obj_does_not_exist_redirect(self, request: HttpRequest, opts: Any, object_id: Any):  # noqa: ARG002
        """Django would lead back to the home with a message; here what is outside one's sight is not there."""
        raise Http404

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> None:
        """The action has written the one log there is."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> None:
        """The same."""


class DepartmentAdmin(ReferenceAdmin):
    place = "jurisdiction_id"
    list_display = ["name", "category", "sort", "slug", "name_en"]
    search_fields = ["name", "slug", "name_en"]
    fields = ["jurisdiction", "name", "name_en", "slug", "category", "sort"]
    list_per_page = 100

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any):
        kwargs["queryset"] = Jurisdiction.objects.filter(pk__in=administered(request))
        kwargs["label"] = _("Jurisdiction")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_form(self, request: HttpRequest, obj: Any = None, **kwargs: Any):
        """No pop-up beside the jurisdiction: none can be added here."""
        form = super().get_form(request, obj, **kwargs)
        widget = form.base_fields["jurisdiction"].widget
        for name in ("can_add_related", "can_change_related", "can_view_related", "can_delete_related"):
            setattr(widget, name, False)
        return form

    def save_model(self, request: HttpRequest, obj: Department, form: Any, change: bool) -> None:  # noqa: ARG002, FBT001
        save_department(department=obj, by=actor_of(request), now=timezone.now())


class JurisdictionAdmin(ReferenceAdmin):
    list_display = ["name", "code"]
    fields = ["name", "code"]

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002 - Django's signature
        return False

    def save_model(self, request: HttpRequest, obj: Jurisdiction, form: Any, change: bool) -> None:  # noqa: ARG002, FBT001
        save_jurisdiction(jurisdiction=obj, by=actor_of(request), now=timezone.now())
