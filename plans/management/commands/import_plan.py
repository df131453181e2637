"""Makes a draft plan of a plan document, or says what a changed one would change."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.utils import timezone

from plans.actions.acting import COMMAND_LINE
from plans.actions.importing import ImportOutcome, import_document
from plans.management.refusing import RefusingCommand, bytes_of
from plans.models import Plan
from plans.rules.said import Refused

_NAMES = {
    "parts": "部分",
    "areas": "方面",
    "items": "条目",
    "measures": "举措",
    "tasks": "任务",
    "targets": "量化目标",
    "shares": "占年度计划数据",
}


class Command(RefusingCommand):
    help = "导入一份计划文件，形成计划草案；同一文件再次导入不作任何改动。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="计划文件（docx、xlsx、pdf、网页或纯文本）")
        parser.add_argument("--plan", default="", help="计划的地址名；尚无此计划时以此名新建，已有时只比较、不改动")

    def act(self, options: dict[str, Any]) -> None:
        slug, file = options["plan"], options["file"]
        plan = _plan(slug) if slug else None
        outcome = import_document(
            content=bytes_of(file),
            filename=file.name,
            plan=plan,
            slug=slug,
            by=COMMAND_LINE,
            now=timezone.now(),
            today=timezone.localdate(),
        )
        self.stdout.write(outcome.plan.slug)
        if outcome.is_new:
            self.say(*_stored(outcome))
            owner = outcome.plan.jurisdiction
            self.say(f"行政区：{owner.name}（代码{owner.code}）", f"jurisdiction: {owner.code} {owner.name}")
        elif outcome.differences:
            self.say("该文件与已导入的文件不同，未作任何改动；差异如下：", "The file differs; nothing was stored:")
            self.stdout.write("\n".join(outcome.differences))
        else:
            self.stdout.write("nothing changed")


def _plan(slug: str) -> Plan | None:
    """None for a name that is still free."""
    try:
        validate_slug(slug)
    except ValidationError as error:
        raise Refused(
            "slug-unusable",
            f"“{slug}”不能用作地址名。请只用英文字母、数字和连字符。",
            f"“{slug}” cannot be a name in addresses. Use letters, digits and hyphens only.",
        ) from error
    return Plan.objects.filter(slug=slug).first()


def _stored(outcome: ImportOutcome) -> tuple[str, str]:
    zh = "，".join(f"{_NAMES[key]}{number}" for key, number in outcome.stored.items())
    en = ", ".join(f"{key} {number}" for key, number in outcome.stored.items())
    return f"已存入：{zh}", f"stored: {en}"
