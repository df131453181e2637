"""People and the offices they act for."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from plans.models.choices import choices, one_of
from plans.rules.vocabulary import DEPARTMENT_ROLES, Role


class User(AbstractUser):
    """An account. Its rights over plan data come from memberships alone; `is_superuser` gives none."""

    first_name = None
    last_name = None
    display_name = models.CharField(_("name shown to colleagues"), max_length=60, blank=True)

    class Meta(AbstractUser.Meta):
        verbose_name = _("account")
        verbose_name_plural = _("accounts")

    def __str__(self) -> str:
        return self.display_name or self.username

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)


class Jurisdiction(models.Model):
    """行政区. Owns departments and plans."""

    code = models.CharField(_("administrative division code"), max_length=12, unique=True)
    name = models.CharField(_("name"), max_length=60)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")

    class Meta:
        verbose_name = _("jurisdiction")
        verbose_name_plural = _("jurisdictions")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Department(models.Model):
    """单位. `sort` is the administrative order; lists never rank."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="departments")
    slug = models.SlugField(_("short name in addresses"), max_length=40)
    name = models.CharField(_("name"), max_length=60)
    name_en = models.CharField(_("English name"), max_length=120, blank=True)
    category = models.CharField(_("category"), max_length=30)
    sort = models.PositiveIntegerField(_("administrative order"), default=0)

    class Meta:
        verbose_name = _("department")
        verbose_name_plural = _("departments")
        ordering = ["sort", "pk"]
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "slug"], name="department_slug_once")]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """One role of one person, in a department or over a jurisdiction. Taken away, it stops counting at once."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=20, choices=choices(Role))
    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="memberships")
    department = models.ForeignKey(Department, models.PROTECT, null=True, blank=True, related_name="memberships")

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            one_of("role", Role, name="membership_role_known"),
            models.UniqueConstraint(fields=["user", "role", "department"], name="membership_in_department_once"),
            models.UniqueConstraint(
                fields=["user", "role", "jurisdiction"], condition=Q(department=None), name="membership_plan_wide_once"
            ),
            models.CheckConstraint(
                condition=Q(role__in=sorted(DEPARTMENT_ROLES), department__isnull=False)
                | (~Q(role__in=sorted(DEPARTMENT_ROLES)) & Q(department__isnull=True)),
                name="membership_department_where_role_needs_one",
                violation_error_message=_("Contributors and heads belong to a department; other roles do not."),
            ),
        ]

    def __str__(self) -> str:
        place = self.department or self.jurisdiction
        return f"{self.user} · {self.get_role_display()} · {place}"
