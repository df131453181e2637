#!/usr/bin/env python3
"""Run a command of the project: `.venv/bin/python manage.py help`."""

import os
import sys

try:
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
except ModuleNotFoundError:
    sys.exit("Django is not installed for this Python. Run `make setup`, then `.venv/bin/python manage.py …`.")


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    try:
        settings.INSTALLED_APPS  # noqa: B018 - reads the settings, so that a wrong one is one sentence, not a traceback
    except ImproperlyConfigured as problem:
        print(problem, file=sys.stderr)  # noqa: T201
        sys.exit(2)
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
