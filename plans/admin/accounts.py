"""Accounts and roles. Who creates accounts gives no roles, and the other way round."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from plans.actions.people import create_account, end_role, grant_role, set_account_active
from plans.admin.doors import actor_of, goes_to, not_there, page, require_account_manager, require_plan_admin
from plans.admin.fields import Screen, posted, text
from plans.models import Department, Jurisdiction, Membership, User
from plans.models.choices import LABELS
from plans.queries.registers import list_accounts, list_memberships
from plans.rules.said import Refused
from plans.rules.vocabulary import Role

GIVEN_HERE = [role for role in Role if role is not Role.SYSTEM_ADMIN]


class AccountForm(Screen):
    username = forms.CharField(
        label=_("User name"), max_length=150, validators=[User.username_validator], help_text=_("For signing in.")
    )
    display_name = text(_("Name shown to colleagues"), required=False, length=60)
    password = forms.CharField(
        label=_("First password"),
        max_length=128,
        strip=False,
        help_text=_("At least 12 characters. Hand it over in person; it should be changed at once."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def accounts(request: HttpRequest) -> HttpResponse:
    require_account_manager(request)
    form = AccountForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            user = create_account(by=actor_of(request), now=timezone.now(), **form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            words = gettext("Account “%(name)s” is created. A plan administrator now gives it a role.")
            messages.success(request, words % {"name": user.username})
            return goes_to("accounts")
    status = 400 if form.errors else 200
    return page(request, "accounts.html", form=form, accounts=list_accounts(), status=status)


@require_POST
def set_active(request: HttpRequest, pk: int) -> HttpResponse:
    require_account_manager(request)
    user = User.objects.filter(pk=pk).first()
    if user is None:
        raise not_there()
    is_active = request.POST.get("active") == "1"
    set_account_active(user=user, is_active=is_active, by=actor_of(request), now=timezone.now())
    words = gettext("“%(name)s” may sign in again.") if is_active else gettext("“%(name)s” can no longer sign in.")
    messages.success(request, words % {"name": user.username})
    return goes_to("accounts")


class RoleForm(Screen):
    user = forms.ModelChoiceField(label=_("Account"), queryset=User.objects.none())
    role = forms.ChoiceField(label=_("Role"), choices=[(role.value, LABELS[Role][role]) for role in GIVEN_HERE])
    jurisdiction = forms.ModelChoiceField(label=_("Jurisdiction"), queryset=Jurisdiction.objects.none())
    department = forms.ModelChoiceField(
        label=_("Department"),
        queryset=Department.objects.none(),
        required=False,
        help_text=_("For contributors and heads only."),
    )

    def __init__(self, *args, jurisdictions: frozenset[int], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = User.objects.filter(is_active=True).order_by("username")
        self.fields["jurisdiction"].queryset = Jurisdiction.objects.filter(pk__in=jurisdictions)
        self.fields["jurisdiction"].empty_label = None
        self.fields["department"].queryset = Department.objects.filter(jurisdiction__in=jurisdictions)

    def clean(self) -> dict:
        given = super().clean()
        department = given.get("department")
        if department is not None and given.get("jurisdiction") != department.jurisdiction:
            self.add_error("department", gettext("This department belongs to another jurisdiction."))
        return given


@require_http_methods(["GET", "HEAD", "POST"])
def roles(request: HttpRequest) -> HttpResponse:
    jurisdictions = require_plan_admin(request)
    form = RoleForm(posted(request), jurisdictions=jurisdictions)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data | {"role": Role(form.cleaned_data["role"])}
        try:
            grant_role(by=actor_of(request), now=timezone.now(), **given)
        except Refused as refusal:
            if refusal.field is None:
                raise
            form.refuse(refusal)
        else:
            messages.success(request, gettext("The role is given. It counts from the next page on."))
            return goes_to("roles")
    status = 400 if form.errors else 200
    return page(request, "roles.html", form=form, memberships=list_memberships(jurisdictions), status=status)


@require_POST
def take_role(request: HttpRequest, pk: int) -> HttpResponse:
    jurisdictions = require_plan_admin(request)
    rows = Membership.objects.select_related("user", "jurisdiction", "department")
    membership = rows.filter(pk=pk, jurisdiction__in=jurisdictions).first()
    if membership is None:
        raise not_there()
    end_role(membership=membership, by=actor_of(request), now=timezone.now())
    messages.success(request, gettext("The role is taken away. It counts from the next page on."))
    return goes_to("roles")
