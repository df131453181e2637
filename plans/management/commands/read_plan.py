"""Shows what the system reads in a plan document, without keeping anything."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from plans.importing import Reading, read
from plans.importing.documents import MAX_BYTES
from plans.rules.said import Refused

REFUSED = 2
_OPERATORS = {"=": "", "≈": "约", ">": "超过", "≥": "不低于", "<": "不足", "≤": "不高于"}


class Command(BaseCommand):
    """Touches no database, so that a document can be looked at before anything is set up."""

    help = "读取一份计划文件，列出其中的任务、目标和数据；不写入数据库。"
    requires_system_checks = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="计划文件（纯文本）")
        parser.add_argument("--json", action="store_true", help="只输出 JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            reading = read(_bytes_of(options["file"]), filename=options["file"].name)
        except Refused as refused:
            self.stderr.write(refused.said.zh)
            sys.exit(REFUSED)
        if options["json"]:
            self.stdout.write(json.dumps(reading.as_json(), ensure_ascii=False, indent=1))
        else:
            self.stdout.write("\n".join(_summary(reading)))


def _bytes_of(file: Path) -> bytes:
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


def _summary(reading: Reading) -> list[str]:
    coverage = reading.coverage
    counts = (
        f"举措{len(reading.measures)}项，任务{len(reading.tasks)}项，量化目标{len(reading.targets)}个，"
        f"回顾数据{len(reading.observations)}个，待核对{len(reading.findings)}处"
    )
    sentences = (
        f"计划部分共{coverage.sentences}句：{coverage.in_tasks}句成为任务，{coverage.set_aside}句不作任务，"
        f"{coverage.open}句待人工判断"
    )
    lines = [
        reading.title or "（没有识别出标题）",
        f"行政区：{reading.region or '未识别'}",
        f"回顾期：{reading.period.label if reading.period else '未识别'}",
        f"计划期：{_plan_period(reading)}",
        counts,
        sentences,
        "",
    ]
    titles = {section.id: section.marker + section.title for section in reading.sections}
    area = ""
    for measure in reading.measures:
        if measure.section != area:
            area = measure.section
            lines.append(titles[area])
        lines.append(f"  {measure.marker}{measure.title}")
        lines += [f"    {task.code} {task.title}" for task in reading.tasks if task.measure == measure.id]
    lines += ["", "量化目标"]
    for target in reading.targets:
        upper = f"—{target.upper}" if target.upper else ""
        lines.append(f"  {target.id} {target.name}：{_OPERATORS[target.operator]}{target.value}{upper}{target.unit}")
    lines += ["", "待核对"] if reading.findings else []
    lines += [f"  {finding.message}" for finding in reading.findings]
    return lines


def _plan_period(reading: Reading) -> str:
    if reading.plan_period is None:
        return "未识别"
    return reading.plan_period.label + ("（推定）" if reading.plan_period.inferred else "")
