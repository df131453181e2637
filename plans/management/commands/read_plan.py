"""Shows what the system reads in a plan document, without keeping anything."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from plans.importing import Reading, read
from plans.management.refusing import RefusingCommand, bytes_of

_OPERATORS = {"=": "", "≈": "约", ">": "超过", "≥": "不低于", "<": "不足", "≤": "不高于"}


class Command(RefusingCommand):
    """Touches no database, so that a document can be looked at before anything is set up."""

    help = "读取一份计划文件，列出其中的任务、目标和数据；不写入数据库。"
    requires_system_checks = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="计划文件（docx、xlsx、pdf、网页或纯文本）")
        parser.add_argument("--json", action="store_true", help="只输出 JSON")

    def act(self, options: dict[str, Any]) -> None:
        reading = read(bytes_of(options["file"]), filename=options["file"].name)
        if options["json"]:
            self.stdout.write(json.dumps(reading.as_json(), ensure_ascii=False, indent=1))
        else:
            self.stdout.write("\n".join(_summary(reading)))


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
