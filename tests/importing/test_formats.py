"""Whatever file a plan comes in, the same items are read from it, each at the place of its words."""

from collections.abc import Callable

import pytest

from plans.importing import Reading, read
from tests.importing.files import docx_of, html_of
from tests.importing.files_pdf import pdf_of, typeset
from tests.importing.files_xlsx import workbook
from tests.importing.reports import HALF_YEAR, WORK_REPORT


def set_of(text: str) -> bytes:
    """A PDF has no spaces beside Han characters; the furniture of a page, which they hold apart, is not set in print."""
    return pdf_of(typeset(text.replace("\u3000", "\n"), head="白鹭县人民政府办公室编"))


MAKERS = {"html": html_of, "docx": docx_of, "pdf": set_of}


def items_of(reading: Reading) -> dict[str, object]:
    """All that was read, with the words at its place instead of the place; groups are numbered as they come."""
    plain = reading.as_json()
    del plain["text"]
    items = {name: quoted(value, reading.text) for name, value in plain.items()}
    groups: dict[str | None, int] = {None: 0}
    return items | {"groups": [groups.setdefault(one.group, len(groups)) for one in reading.observations]}


def quoted(value: object, text: str) -> object:
    if isinstance(value, list):
        return [quoted(part, text) for part in value]
    if isinstance(value, dict):
        kept = {name: quoted(part, text) for name, part in value.items() if name not in {"start", "end", "group"}}
        if isinstance(value.get("start"), int):
            kept["words"] = "".join(text[value["start"] : value["end"]].split())
        return kept
    return value


GROUPED = HALF_YEAR.replace("新增家庭农场5家。", "新增家庭农场5家。152户395人领取补助14.57万元。")


@pytest.mark.parametrize("report", [HALF_YEAR, WORK_REPORT, GROUPED], ids=["half year", "work report", "grouped"])
@pytest.mark.parametrize("maker", MAKERS.values(), ids=MAKERS)
def test_the_same_plan_in_another_format_gives_the_same_items(maker: Callable[[str], bytes], report: str) -> None:
    plain = read(report.encode(), filename="报告.txt")
    assert len(plain.tasks) > 3
    assert items_of(read(maker(report), filename="报告")) == items_of(plain)


def broken_down(reading: Reading) -> bytes:
    """The plan of a report as an office breaks it down: areas and measures merged over their tasks."""
    titles = {section.id: section.title for section in reading.sections}
    rows: list[list[object]] = [[reading.title], ["序号", "工作类别", "重点工作", "具体任务", "责任单位"]]
    merges: list[str] = []
    for measure in reading.measures:
        first = len(rows) + 1
        own = [task for task in reading.tasks if task.measure == measure.id]
        for task in own:
            words = reading.text[task.start : task.end]
            area = titles[".".join(measure.section.split(".")[:2])]
            heading = [area, measure.title] if len(rows) + 1 == first else [None, None]
            rows.append([len(rows) - 1, *heading, words, "区发改局"])
        merges += [f"{column}{first}:{column}{len(rows)}" for column in "BC" if len(own) > 1]
    return workbook(rows, ["A1:E1", *merges])


ONE_VERB_EACH = HALF_YEAR.replace("重点任务和8项补短板项目", "重点任务；实施8项补短板项目")


@pytest.mark.parametrize("report", [ONE_VERB_EACH, WORK_REPORT], ids=["half year", "work report"])
def test_the_same_plan_broken_down_in_a_workbook_gives_the_same_tasks_and_targets(report: str) -> None:
    plain = read(report.encode(), filename="报告.txt")
    reading = read(broken_down(plain), filename="分解表.xlsx")
    in_measures = [target for target in plain.targets if target.measure]
    assert [(task.code, task.title, task.lead) for task in reading.tasks] == [
        (task.code, task.title, "区发改局") for task in plain.tasks
    ]
    assert [measure.title for measure in reading.measures] == [measure.title for measure in plain.measures]
    assert [(one.task, one.name, one.operator, one.value, one.unit, one.kind) for one in reading.targets] == [
        (one.task, one.name, one.operator, one.value, one.unit, one.kind) for one in in_measures
    ]
    assert reading.coverage.open == 0
