"""Recomputes every publication and the log from the rows."""

import sys
from argparse import ArgumentParser
from itertools import islice
from typing import Any

from django.core.management.base import BaseCommand

from plans.management.refusing import FAILED
from plans.models import AuditEntry, Publication, PublishedIndicator, PublishedTask
from plans.queries.verification import list_breaks


class Command(BaseCommand):
    help = "重新计算全部发布内容和操作日志；有不符的，指出第一处并以1退出。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="列出全部不符之处")

    def handle(self, *args: Any, **options: Any) -> None:
        breaks = list(islice(list_breaks(), None if options["all"] else 1))
        if breaks:
            self.stderr.write("\n".join(map(str, breaks)))
            sys.exit(FAILED)
        rows = PublishedTask.objects.count() + PublishedIndicator.objects.count()
        counts = f"{Publication.objects.count()} publications, {rows} rows"
        self.stdout.write(f"{counts}, {AuditEntry.objects.count()} log entries")
        self.stdout.write("ok")
