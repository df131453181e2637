"""Tables that came as lines, and Markdown."""

import pytest

from tests.importing.reports import read_text

TITLE = "白溪县2032年重点任务清单"


def tasks_of(text: str) -> list[tuple[str, str, tuple[str, ...], str | None]]:
    return [
        (one.title, one.lead, one.cooperating, one.due_on.isoformat() if one.due_on else None)
        for one in read_text(text).tasks
    ]


EXPECTED = [
    ("新修公路60公里", "县交通局", (), "2032-11-30"),
    ("新建小学2所", "县教育局", ("县住建局",), "2032-08-31"),
]


@pytest.mark.parametrize("separator", ["|", " | ", "｜", "\t"])
def test_cells_between_bars_or_tabs(separator: str) -> None:
    rows = [
        ["序号", "工作任务", "责任单位", "完成时限"],
        ["1", "新修公路60公里", "县交通局", "11月底"],
        ["2", "新建小学2所", "县教育局、县住建局", "8月底"],
    ]
    lines = "\n".join(separator.join(row) for row in rows)
    assert tasks_of(f"{TITLE}\n{lines}\n") == EXPECTED
    if "\t" not in separator:
        framed = "\n".join(f"|{separator.join(row)}|" for row in rows)
        assert tasks_of(f"{TITLE}\n{framed}\n") == EXPECTED


def test_a_markdown_table() -> None:
    text = f"{TITLE}\n|序号|工作任务|责任单位|完成时限|\n|---|:---|---|---|\n|1|新修公路60公里|县交通局|11月底|\n|2|新建小学2所|县教育局、县住建局|8月底|\n"
    assert tasks_of(text) == EXPECTED


@pytest.mark.parametrize("rule", ["", "|\n"])
def test_a_cell_on_each_line_below_the_labels(rule: str) -> None:
    cells = ["序号", "工作任务", "责任单位", "完成时限"]
    cells += ["1", "新修公路60公里", "县交通局", "11月底", "2", "新建小学2所", "县教育局、县住建局", "8月底"]
    lines = "\n".join(cells).replace("\n", f"\n{rule}")
    assert tasks_of(f"{TITLE}\n{lines}\n") == EXPECTED


def test_cells_that_lost_their_labels_leave_the_work_alone() -> None:
    rows = [
        "1|一、主要目标|粮食产量9亿斤|农技中心|张甲|2032年底前|5550001",
        "2|二、做强工业|新增企业3家|产业科|李乙|9月底前|5550002",
    ]
    rows += ["3|加快发展加工业。新建车间6个|产业科|李乙|9月底前|5550002"]
    reading = read_text("\n|\n".join(row.replace("|", "\n|\n") for row in rows))
    assert [(one.title, one.kind) for one in reading.sections] == [("主要目标", "targets"), ("做强工业", "plan")]
    assert [one.title for one in reading.measures] == ["新增企业3家", "加快发展加工业"]
    assert [one.value for one in reading.targets] == ["9", "3", "6"]
    assert [one.reason for one in reading.sentences if one.disposition != "task"] == [
        "heading",
        "goals",
        "heading",
        "heading",
    ]


def test_a_table_of_figures_stays_as_it_is() -> None:
    text = f"{TITLE}\n一、工作安排\n（一）修路。新修路3公里。\n指标|单位|2031年\n产值|亿元|20\n产量|万吨|30\n"
    assert [one.title for one in read_text(text).measures] == ["修路"]


def test_markdown_signs_are_not_words() -> None:
    text = (
        "# 白溪县2031年计划执行情况的报告\n\n## 一、2031年计划执行情况\n\n- 新增企业**12家**\n\n## 二、2032年工作安排\n\n"
        "### （一）做强工业\n\n**1. 抓项目。** 实施项目80个。\n\n**2. 抓企业。** 新增企业8家。\n"
    )
    reading = read_text(text)
    assert reading.title == "白溪县2031年计划执行情况的报告"
    assert [(one.marker, one.title) for one in reading.sections] == [
        ("一、", "2031年计划执行情况"),
        ("二、", "2032年工作安排"),
        ("（一）", "做强工业"),
        ("1.", "抓项目"),
        ("2.", "抓企业"),
    ]
    assert [one.value for one in reading.observations] == ["12"]
    assert [one.value for one in reading.targets] == ["80", "8"]


@pytest.mark.parametrize("text", ["#1井", "2**3", "* 注"])
def test_lone_signs_are_left_alone(text: str) -> None:
    reading = read_text(f"白溪县2032年计划\n一、工作安排\n（一）{text}。新修路3公里。\n")
    assert [one.title for one in reading.measures] == [text]
