"""How commands refuse: one sentence on stderr, and an exit code that says what kind of no it is."""

import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from plans.rules.said import Refused

FAILED = 1
REFUSED = 2


class RefusingCommand(BaseCommand):
    """Subclasses do their work in `act`. Exit codes: 0 done, 1 a check failed, 2 input refused."""

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            self.act(options)
        except Refused as refused:
            self.stderr.write(refused.said.in_language(settings.LANGUAGE_CODE))
            sys.exit(REFUSED)

    def act(self, options: dict[str, Any]) -> None:
        raise NotImplementedError

    def say(self, zh: str, en: str) -> None:
        self.stdout.write(en if settings.LANGUAGE_CODE.startswith("en") else zh)
