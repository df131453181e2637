"""Makes an account. It has no rights until a role is granted."""

import secrets
import sys
from argparse import ArgumentParser
from typing import Any

from django.utils import timezone

from plans.actions.acting import COMMAND_LINE
from plans.actions.people import create_account
from plans.management.refusing import RefusingCommand


class Command(RefusingCommand):
    help = "创建账号。密码从标准输入读取一行；没有时自动生成并只显示这一次。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--display-name", default="", help="同事看到的名称")

    def act(self, options: dict[str, Any]) -> None:
        given = "" if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")
        password = given or secrets.token_urlsafe(15)
        user = create_account(
            username=options["username"],
            password=password,
            display_name=options["display_name"],
            by=COMMAND_LINE,
            now=timezone.now(),
        )
        self.stdout.write(user.username)
        if not given:
            self.say(f"密码（只显示这一次）：{password}", f"password (shown this once): {password}")
