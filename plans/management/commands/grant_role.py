"""Grants a role, for the first administrators of an installation; later ones come from the plan administrator."""

from argparse import ArgumentParser
from typing import Any

from django.utils import timezone

from plans.actions.acting import COMMAND_LINE
from plans.actions.people import grant_role
from plans.management.refusing import RefusingCommand
from plans.models import Department, Jurisdiction, User
from plans.rules.said import Refused
from plans.rules.vocabulary import Role


class Command(RefusingCommand):
    help = "为账号分配角色（用于首批管理员；其他人员由计划管理员在网页上分配）。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument("role", choices=[role.value for role in Role])
        parser.add_argument("--jurisdiction", metavar="CODE", help="行政区代码；只有一个行政区时可省略")
        parser.add_argument("--department", metavar="SLUG", help="单位的地址名（填报人、部门审核人必填）")

    def act(self, options: dict[str, Any]) -> None:
        user = User.objects.filter(username=options["username"]).first()
        if user is None:
            name = options["username"]
            raise Refused("user-unknown", f"没有用户“{name}”。", f"There is no account “{name}”.")
        jurisdiction = _jurisdiction(options["jurisdiction"])
        membership = grant_role(
            user=user,
            role=Role(options["role"]),
            jurisdiction=jurisdiction,
            department=_department(jurisdiction, options["department"]),
            by=COMMAND_LINE,
            now=timezone.now(),
        )
        place = membership.department.slug if membership.department else jurisdiction.code
        self.stdout.write(f"{user.username} {membership.role} {place}")


def _jurisdiction(code: str | None) -> Jurisdiction:
    """The one of that code, or the only one there is; the refusal lists what there is to choose from."""
    rows = list(Jurisdiction.objects.all())
    chosen = [row for row in rows if row.code == code] if code else rows
    if len(chosen) == 1:
        return chosen[0]
    known = "、".join(f"{row.code} {row.name}" for row in rows)
    if not known:
        raise Refused(
            "jurisdiction-none",
            "还没有行政区。请先用 import_plan 导入计划文件。",
            "There is no jurisdiction yet. Import a plan document first, with import_plan.",
        )
    raise Refused(
        "jurisdiction-unknown",
        f"请用 --jurisdiction 指定行政区代码：{known}。",
        f"Name the jurisdiction with --jurisdiction: {known}.",
    )


def _department(jurisdiction: Jurisdiction, slug: str | None) -> Department | None:
    if slug is None:
        return None
    row = Department.objects.filter(jurisdiction=jurisdiction, slug=slug).first()
    if row is None:
        raise Refused("department-unknown", f"没有单位“{slug}”。", f"There is no department “{slug}”.")
    return row
