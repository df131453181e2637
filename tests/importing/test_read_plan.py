"""The command that shows what is read; it needs no database."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from plans.importing import read
from tests.importing.reports import HALF_YEAR, planned

KEYS = [
    "text", "title", "region", "period", "plan_period", "published_on", "sections", "measures", "tasks", "targets",
    "observations", "findings", "sentences", "coverage",
]  # fmt: skip


@pytest.fixture
def report(tmp_path: Path) -> Path:
    file = tmp_path / "报告.txt"
    file.write_text(HALF_YEAR, encoding="utf-8")
    return file


def refused(file: Path) -> tuple[int | str | None, str, str]:
    out, err = StringIO(), StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("read_plan", str(file), stdout=out, stderr=err)
    return ended.value.code, out.getvalue(), err.getvalue()


def test_json_is_the_reading_and_nothing_else(report: Path) -> None:
    out = StringIO()
    call_command("read_plan", str(report), "--json", stdout=out)
    shown = json.loads(out.getvalue())
    assert list(shown) == KEYS
    assert shown == read(report.read_bytes(), filename=report.name).as_json()
    assert shown["period"] == {"label": "2031H1", "start_on": "2031-01-01", "end_on": "2031-06-30", "inferred": False}
    assert shown["published_on"] == "2031-08-15"
    assert sorted(shown["observations"][0]) == [
        "class", "end", "flags", "group", "growth", "growth_basis", "id", "name", "operator", "parent", "schedule_gap",
        "section", "share_of_plan", "share_of_whole", "start", "unit", "value", "yoy",
    ]  # fmt: skip
    assert sorted(shown["sections"][0]) == ["end", "id", "kind", "level", "marker", "parent", "start", "title"]


def test_the_summary_lists_areas_measures_tasks_and_targets(report: Path) -> None:
    out = StringIO()
    call_command("read_plan", str(report), stdout=out)
    lines = out.getvalue().splitlines()
    assert lines[0] == "临山市东河区2031年上半年经济社会发展计划执行情况"
    assert lines[3] == "计划期：2031H2（推定）"
    assert lines[4] == "举措3项，任务6项，量化目标6个，回顾数据3个，待核对1处"
    assert lines[7:10] == ["（一）做强产业", "  一是抓好项目建设", "    1.1.1 加快推进15项重点任务"]
    assert "  G03 造林任务：6.5万亩" in lines


def test_what_is_not_there_a_folder_and_a_picture_are_refused_with_a_sentence(tmp_path: Path) -> None:
    picture = tmp_path / "图.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")
    assert refused(tmp_path / "无.txt") == (2, "", f"没有找到文件“{tmp_path / '无.txt'}”。请检查路径后再试。\n")
    assert refused(tmp_path) == (2, "", f"“{tmp_path}”是文件夹。请指定其中的一个文件。\n")
    code, out, err = refused(picture)
    assert (code, out) == (2, "")
    assert err.startswith("“图.png”是图片，不能直接读取。")


@pytest.mark.parametrize(
    ("written", "value"), [("1,200", "1,200"), ("1，200", "1,200"), ("12,345.60", "12,345.60"), ("800", "800")]
)
def test_separators_of_thousands_stay_as_they_are_written(written: str, value: str) -> None:
    reading = planned(f"新增家庭农场{written}家。")
    (target,) = reading.as_json()["targets"]  # type: ignore[misc]
    assert (target["value"], reading.targets[0].value) == (value, value.replace(",", ""))
