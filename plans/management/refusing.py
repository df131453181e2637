"""How commands refuse: one sentence on stderr, and an exit code that says what kind of no it is."""

import sys
from abc import abstractmethod
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from plans.importing.documents import MAX_BYTES
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

    @abstractmethod
    def act(self, options: dict[str, Any]) -> None:
        """The work itself; what is refused on the way is told by `handle`."""

    def say(self, zh: str, en: str) -> None:
        self.stdout.write(en if settings.LANGUAGE_CODE.startswith("en") else zh)


def bytes_of(file: Path) -> bytes:
    """No more than the limit is ever read, so a device or an endless pipe cannot fill the memory."""
    try:
        with file.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise Refused(
            "file-missing", f"没有找到文件“{file}”。请检查路径后再试。", f"There is no file “{file}”. Check the path."
        ) from None
    except IsADirectoryError:
        raise Refused(
            "file-is-folder", f"“{file}”是文件夹。请指定其中的一个文件。", f"“{file}” is a folder. Name a file in it."
        ) from None
    except OSError as error:
        raise Refused(
            "file-unreadable",
            f"文件“{file}”无法打开（{error.strerror}）。请检查权限后再试。",
            f"“{file}” cannot be opened ({error.strerror}). Check its permissions.",
        ) from None
