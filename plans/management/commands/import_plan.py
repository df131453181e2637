"""Makes a draft plan of a plan document, or compares a corrected one with the document in use."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.utils import timezone

from plans.actions.acting import COMMAND_LINE
from plans.actions.importing import ImportOutcome, import_document
from plans.actions.proposing import adopt_document
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
    "observations": "回顾数据",
    "findings": "待核对",
}
_CHANGES = {"document": "修改", "both": "修改，且已有人工调整", "new": "新增", "gone": "删去"}


class Command(RefusingCommand):
    help = "导入一份计划文件，形成计划草案；同一文件再次导入不作任何改动。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="计划文件（Word、PDF、网页、Excel 或纯文本）")
        parser.add_argument("--plan", default="", help="计划的地址名；尚无此计划时以此名新建，已有时与在用文件比较")
        parser.add_argument("--take", action="store_true", help="比较后即采用新文件，人工调整一并带到新文件（限草案）")

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
            self.say(*_counted(outcome))
            owner = outcome.plan.jurisdiction
            self.say(f"行政区：{owner.name}（代码{owner.code}）", f"jurisdiction: {owner.code} {owner.name}")
        elif outcome.is_in_use:
            self.stdout.write("nothing changed")
        else:
            self._compare(outcome, take=options["take"])

    def _compare(self, outcome: ImportOutcome, *, take: bool) -> None:
        self.say("与在用文件相比，该文件的差异如下：", "The file differs from the one in use:")
        for row in outcome.differences:
            self.stdout.write(f"[{_CHANGES[row.change]}] {row.before or '—'} → {row.after or '—'}")
        if outcome.document is None:
            self.say("计划已确认，未作任何改动。", "The plan is confirmed; nothing was stored.")
        elif take:
            carried = adopt_document(plan=outcome.plan, document=outcome.document, by=COMMAND_LINE, now=timezone.now())
            self.say(
                f"已采用新文件：人工调整{len(carried.steps)}处带到新文件，{len(carried.lost)}处未能带到。",
                f"The new file is in use: {len(carried.steps)} steps taken over, {len(carried.lost)} lost.",
            )
        else:
            self.say(
                "文件已收存，尚未采用。请在后台核对后采用，或加 --take 再次运行。",
                "The file is kept and not in use. Take it into use in the workplace, or run again with --take.",
            )


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


def _counted(outcome: ImportOutcome) -> tuple[str, str]:
    zh = "，".join(f"{_NAMES[key]}{number}" for key, number in outcome.read.items())
    en = ", ".join(f"{key} {number}" for key, number in outcome.read.items())
    return f"已读取：{zh}", f"read: {en}"
