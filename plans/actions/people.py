"""Accounts and roles. Nobody gives a role to themselves; who creates accounts gives no roles, and the other way round."""

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from plans.actions.acting import Actor, one_act, require
from plans.models import Department, Jurisdiction, Membership, User
from plans.rules.permissions import may_manage_accounts, may_shape_plan
from plans.rules.said import NotAllowed, Refused
from plans.rules.vocabulary import DEPARTMENT_ROLES, Role


def create_account(
    *, username: str, password: str, by: Actor, now: datetime, display_name: str = "", is_staff: bool = True
) -> User:
    with one_act(by=by, now=now, name="create_account", subject=username):
        if by.user is not None:
            require(may_manage_accounts(by.person()), zh="管理账号", en="manage accounts")
        if User.objects.filter(username=username).exists():
            raise Refused("username-taken", "该用户名已被使用。", "This user name is taken.", field="username")
        user = User(username=username, display_name=display_name, is_staff=is_staff)
        try:
            validate_password(password, user)
        except ValidationError as error:
            message = " ".join(error.messages)
            raise Refused("password-weak", message, message, field="password") from error
        user.set_password(password)
        user.save()
    return user


def set_account_active(*, user: User, is_active: bool, by: Actor, now: datetime) -> None:
    """Disabling counts from the next request on; the account and what it did stay."""
    with one_act(by=by, now=now, name="set_account_active", subject=user.username) as act:
        if by.user is not None:
            require(may_manage_accounts(by.person()), zh="管理账号", en="manage accounts")
        if by.user is not None and user.pk == by.user.pk:
            raise NotAllowed("own-account", "不能停用或启用自己的账号。", "You cannot switch your own account.")
        act.before, act.after = {"is_active": user.is_active}, {"is_active": is_active}
        user.is_active = is_active
        user.save(update_fields=["is_active"])


def grant_role(
    *,
    user: User,
    role: Role,
    jurisdiction: Jurisdiction,
    by: Actor,
    now: datetime,
    department: Department | None = None,
) -> Membership:
    with one_act(by=by, now=now, name="grant_role", subject=user.username, jurisdiction=jurisdiction) as act:
        _check_grantor(user, role, jurisdiction, by)
        if (department is not None) != (role in DEPARTMENT_ROLES):
            raise Refused(
                "role-place",
                "填报人、部门审核人须指定单位；其他角色不指定单位。",
                "Contributors and heads belong to a department; other roles do not.",
                field="department",
            )
        if department is not None and department.jurisdiction_id != jurisdiction.pk:
            raise Refused(
                "department-elsewhere",
                f"“{department.name}”不属于{jurisdiction.name}。",
                f"“{department.name}” belongs to another jurisdiction.",
                field="department",
            )
        act.role, act.department = role.value, department.name if department else ""
        membership, _created = Membership.objects.get_or_create(
            user=user, role=role.value, jurisdiction=jurisdiction, department=department
        )
    return membership


def end_role(*, membership: Membership, by: Actor, now: datetime) -> None:
    with one_act(
        by=by, now=now, name="end_role", subject=membership.user.username, jurisdiction=membership.jurisdiction
    ) as act:
        _check_grantor(membership.user, Role(membership.role), membership.jurisdiction, by)
        act.role = membership.role
        act.department = membership.department.name if membership.department else ""
        membership.delete()


def _check_grantor(user: User, role: Role, jurisdiction: Jurisdiction, by: Actor) -> None:
    """The plan administrator gives working roles; the first administrators come from the command line."""
    if by.user is None:
        return
    require(may_shape_plan(by.person(), jurisdiction=jurisdiction.pk), zh="分配角色", en="give roles")
    if user.pk == by.user.pk:
        raise NotAllowed("own-role", "不能给自己分配或撤销角色。", "You cannot change your own roles.")
    if role is Role.SYSTEM_ADMIN:
        raise NotAllowed(
            "system-role", "系统管理员角色只能在服务器上授予。", "System administrators are named on the server only."
        )
