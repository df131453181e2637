"""The accounts of the demonstration: made by load_demo, printed again by this command.

Their passwords are kept in a file that only its owner reads; a new database gets the same ones again.
"""

import json
import os
import secrets
import sys
import unicodedata
from argparse import ArgumentParser
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import DatabaseError

from plans.actions.acting import COMMAND_LINE, Actor
from plans.actions.people import create_account, grant_role
from plans.models import Jurisdiction, Plan, User
from plans.rules.vocabulary import DEPARTMENT_ROLES, Role

FAILED = 1
ACCOUNTS_FILE = Path(settings.VAR) / "demo-accounts.json"
FIXTURES = Path(settings.BASE_DIR) / "fixtures"
ADMINISTRATORS = ("system-admin", "plan-admin")
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that looks like something else


class Command(BaseCommand):
    help = "Prints the accounts of the demonstration with their passwords; exit code 1 where there is no demonstration."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_file_argument(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        names = _display_names()
        passwords = read_passwords(options["accounts_file"])
        rows = [(username, password, names[username]) for username, password in passwords.items() if username in names]
        if not rows:
            self.stderr.write(
                "没有演示数据或演示账号。请先运行 make demo；如密码文件已丢失，请运行 make demo-reset 重新生成。\n"
                "There is no demonstration, or its passwords are lost. Run make demo, or make demo-reset for a new one."
            )
            sys.exit(FAILED)
        self.stdout.write(table(rows))


def add_file_argument(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--accounts-file", type=Path, default=ACCOUNTS_FILE, help="where the passwords are kept (default: in var/)"
    )


def read_fixture(name: str) -> Any:
    return json.loads((FIXTURES / "demo" / name).read_text(encoding="utf-8"))


class People:
    """The accounts of fixtures/demo/accounts.json: made once, known by their user names, acting under them."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.passwords = read_passwords(file)
        self.accounts = read_fixture("accounts.json")
        self._users: dict[str, User] = {}

    def actor(self, username: str) -> Actor:
        if username not in self._users:
            self._users[username] = User.objects.get(username=username)
        return Actor(user=self._users[username])

    def of_department(self, slug: str, role: Role) -> Actor:
        return self.actor(
            next(
                account["username"]
                for account in self.accounts
                if account["role"] == role.value and slug in account["departments"]
            )
        )

    def set_up(self, jurisdiction: Jurisdiction, *, now: datetime) -> None:
        """Makes who is missing and gives each the roles of this jurisdiction: administrators first, then by them."""
        departments = {row.slug: row for row in jurisdiction.departments.all()}
        administrators_first = sorted(self.accounts, key=lambda account: account["username"] not in ADMINISTRATORS)
        for account in administrators_first:
            role = Role(account["role"])
            places = [departments[slug] for slug in account.get("departments", ()) if slug in departments]
            if role in DEPARTMENT_ROLES and not places:
                continue  # a document names no department, so nobody can report for one yet
            is_administrator = account["username"] in ADMINISTRATORS
            self._create(account, by=COMMAND_LINE if is_administrator else self.actor("system-admin"), now=now)
            for place in places or [None]:
                grant_role(
                    user=self.actor(account["username"]).user,
                    role=role,
                    jurisdiction=jurisdiction,
                    department=place,
                    by=COMMAND_LINE if is_administrator else self.actor("plan-admin"),
                    now=now,
                )

    def _create(self, account: dict[str, Any], *, by: Actor, now: datetime) -> None:
        username = account["username"]
        if User.objects.filter(username=username).exists():
            return
        password = self.passwords.setdefault(username, new_password())
        create_account(username=username, password=password, display_name=account["display_name"], by=by, now=now)

    def keep(self) -> None:
        in_order = [account["username"] for account in self.accounts if account["username"] in self.passwords]
        keep_passwords(self.file, {username: self.passwords[username] for username in in_order})

    def rows(self) -> list[tuple[str, str, str]]:
        made = set(User.objects.values_list("username", flat=True))
        return [
            (
                account["username"],
                self.passwords.get(account["username"], "（见 make demo-reset）"),
                account["display_name"],
            )
            for account in self.accounts
            if account["username"] in made
        ]


def new_password() -> str:
    """Four groups of four, to be read from one screen and typed at another."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(4))


def read_passwords(file: Path) -> dict[str, str]:
    """By user name; empty where none are kept."""
    return json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}


def keep_passwords(file: Path, passwords: Mapping[str, str]) -> None:
    """Readable for the owner alone from the first byte on."""
    file.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        os.fchmod(stream.fileno(), 0o600)
        json.dump(passwords, stream, indent=1, ensure_ascii=False)


def table(rows: Sequence[tuple[str, str, str]]) -> str:
    lines = [("用户名 / user", "密码 / password", "身份"), *rows]
    widths = [max(_width(line[column]) for line in lines) for column in (0, 1)]
    return "\n".join("  ".join([_padded(line[0], widths[0]), _padded(line[1], widths[1]), line[2]]) for line in lines)


def _display_names() -> dict[str, str]:
    """By user name; none before the database is set up or without a demonstration in it."""
    try:
        if not Plan.objects.filter(is_demo=True).exists():
            return {}
        return dict(User.objects.values_list("username", "display_name"))
    except DatabaseError:
        return {}


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
