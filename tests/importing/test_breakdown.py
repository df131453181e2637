"""Task breakdowns in tables: which tables are, what their columns say, and what becomes of their rows."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.importing import Reading, read
from plans.importing.columns import find_columns
from plans.importing.documents import read_document
from plans.rules.said import Refused
from tests.importing.files import page, paragraph, word_file
from tests.importing.files_xlsx import Rows, workbook

TITLE = ["白鹭县2031年重点任务分解表"]


def read_rows(*rows: list[object], merges: tuple[str, ...] = ()) -> Reading:
    """The rows under a title; ranges of merged cells count it as the first row."""
    return read(workbook([TITLE, *rows], merges), filename="分解表.xlsx")


def tasks_of(reading: Reading) -> list[tuple[str, str]]:
    return [(task.code, task.title) for task in reading.tasks]


def one_task(header: list[object], cells: list[object]) -> Reading:
    reading = read_rows(header, cells)
    assert len(reading.tasks) == 1
    return reading


def assert_all_stand_where_they_say(reading: Reading) -> None:
    assert [task.title for task in reading.tasks if task.title not in reading.text[task.start : task.end]] == []
    assert [one.value for one in reading.targets if one.value not in reading.text[one.start : one.end]] == []
    parts = [(measure.start, measure.title) for measure in reading.measures]
    assert [title for start, title in parts if title not in reading.text[start : start + 80]] == []


# -- columns ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    ["工作任务", "重点任务", "任务内容", "主要任务", "具体任务", "工作内容", "年度目标", "目标任务", "工作措施", "重点工作", "任务名称", "工作事项", "项目名称",
     "工作任务及目标", "主要任务和措施", "重 点 任 务"],
)  # fmt: skip
def test_the_column_of_tasks_goes_by_many_names(name: str) -> None:
    assert tasks_of(one_task(["序号", name, "责任单位"], [1, "新修水库2座", "县水利局"])) == [("1.1.1", "新修水库2座")]


@pytest.mark.parametrize(
    "name",
    [
        "牵头单位",
        "牵头责任单位",
        "责任单位",
        "主办单位",
        "责任部门",
        "承办单位",
        "实施单位",
        "落实单位",
        "牵头部门（单位）",
        "主要责任单位",
    ],
)
def test_the_column_of_who_leads_goes_by_many_names(name: str) -> None:
    (task,) = one_task(["工作任务", name], ["新修水库2座", "县水利局、县财政局"]).tasks
    assert (task.lead, task.cooperating) == ("县水利局", ("县财政局",))


@pytest.mark.parametrize("name", ["配合单位", "协办单位", "参与单位", "协助部门", "配合责任单位"])
def test_units_of_a_column_of_their_own_help(name: str) -> None:
    (task,) = one_task(["工作任务", "牵头单位", name], ["新修水库2座", "县水利局", "县财政局、各镇街"]).tasks
    assert (task.lead, task.cooperating) == ("县水利局", ("县财政局", "各镇街"))


def test_who_answers_helps_where_another_leads() -> None:
    (task,) = one_task(["任务", "责任单位", "牵头单位"], ["新修水库2座", "县财政局", "县水利局"]).tasks
    assert (task.lead, task.cooperating) == ("县水利局", ("县财政局",))


@pytest.mark.parametrize(
    "name", ["完成时限", "时间节点", "完成时间", "办结时限", "进度安排", "起止时间", "时间要求", "计划完成时间"]
)
def test_the_column_of_deadlines_goes_by_many_names(name: str) -> None:
    (task,) = one_task(["工作任务", "责任单位", name], ["新修水库", "县水利局", "9月底前"]).tasks
    assert (task.due_text, task.due_on) == ("9月底前", date(2031, 9, 30))


def test_a_deadline_goes_before_a_schedule_and_days_of_beginning_are_none() -> None:
    header: list[object] = ["工作任务", "责任单位", "开工时间", "进度安排", "完成时限"]
    (task,) = one_task(header, ["新修水库", "县水利局", "3月1日", "6月底前完成选址", "12月底前"]).tasks
    assert task.due_on == date(2031, 12, 31)


def test_people_and_progress_are_left_out() -> None:
    header: list[object] = ["工作任务", "责任领导", "责任人", "责任单位", "联系人及电话", "进展情况", "备注"]
    cells: list[object] = ["新修水库", "甲某某", "乙某某", "县水利局", "丙某某", "完成选址2处", "已报"]
    reading = one_task(header, cells)
    assert (reading.tasks[0].lead, reading.tasks[0].cooperating) == ("县水利局", ())
    assert reading.targets == ()


def test_a_header_of_two_rows_says_what_each_column_is() -> None:
    reading = read_rows(
        ["序号", "工作任务", "责任分工", None, "完成时限"],
        [None, None, "牵头", "配合", None],
        [1, "新修水库2座", "县水利局", "县财政局", "9月底前"],
        merges=("A2:A3", "B2:B3", "C2:D2", "E2:E3"),
    )
    (task,) = reading.tasks
    assert (task.title, task.lead, task.cooperating, task.due_on) == (
        "新修水库2座", "县水利局", ("县财政局",), date(2031, 9, 30),
    )  # fmt: skip


@pytest.mark.parametrize(
    "rows",
    [
        [["指标", "单位", "全年计划", "1—6月完成", "进度"], ["造林面积", "万亩", 6.5, 3.2, 0.49]],
        [["姓名", "职务", "电话"], ["甲某", "局长", "0000"]],
        [["工作任务", "备注"], ["新修水库2座", "无"]],
        [["新修水库2座", "县水利局"], ["整治河道5公里", "县住建局"]],
        [["配合市里做好选址工作", "责任落实到位"], ["新修水库", "县水利局"]],
    ],
)
def test_other_tables_break_no_tasks_down(rows: Rows) -> None:
    document = read_document(workbook([["甲", "乙"], *rows][1:]), filename="x.xlsx")
    assert [find_columns(table.rows, document.normal) for table in document.tables] == [None]


# -- rows ------------------------------------------------------------------------------------------------------------


def test_rows_stand_under_what_they_are_grouped_by() -> None:
    reading = read_rows(
        ["序号", "领域", "重点任务", "具体任务", "责任单位"],
        [1, "工业", "抓好项目", "新建厂房5万平方米", "县工信局"],
        [2, None, None, "引进企业3家", "县投促局"],
        [3, None, "盘活土地", "收储土地200亩", "县自然资源局"],
        [4, "农业", "稳定粮食", "建设高标准农田2万亩", "县农业农村局"],
        merges=("B3:B5", "D3:D3", "C3:C4"),
    )
    assert [(one.id, one.section, one.area, one.number, one.title) for one in reading.measures] == [
        ("M01", "1", 1, 1, "抓好项目"),
        ("M02", "1", 1, 2, "盘活土地"),
        ("M03", "2", 2, 1, "稳定粮食"),
    ]
    assert [(one.id, one.kind, one.title) for one in reading.sections] == [("1", "plan", "工业"), ("2", "plan", "农业")]
    assert tasks_of(reading) == [
        ("1.1.1", "新建厂房5万平方米"),
        ("1.1.2", "引进企业3家"),
        ("1.2.1", "收储土地200亩"),
        ("2.1.1", "建设高标准农田2万亩"),
    ]
    assert [(one.task, one.measure, one.value) for one in reading.targets] == [
        ("T01", "M01", "5"), ("T02", "M01", "3"), ("T03", "M02", "200"), ("T04", "M03", "2"),
    ]  # fmt: skip
    assert_all_stand_where_they_say(reading)


def test_a_group_typed_again_in_each_row_is_one() -> None:
    reading = read_rows(
        ["类别", "工作任务", "责任单位"],
        ["工业", "新建厂房", "县工信局"],
        ["工业", "引进企业", "县投促局"],
        ["农业", "建设农田", "县农业农村局"],
    )
    assert [task.code for task in reading.tasks] == ["1.1.1", "1.1.2", "2.1.1"]


def test_rows_that_only_name_a_group_are_headings() -> None:
    reading = read_rows(
        ["序号", "工作任务", "责任单位"],
        ["一、做强产业", None, None],
        ["（一）工业", None, None],
        [1, "新建厂房", "县工信局"],
        ["（二）农业", None, None],
        [2, "建设农田", "县农业农村局"],
        ["二、改善民生", None, None],
        [3, "新建学校", "县教育局"],
        merges=("A3:C3",),
    )
    assert [(one.marker, one.title, one.area, one.number) for one in reading.measures] == [
        ("（一）", "工业", 1, 1),
        ("（二）", "农业", 1, 2),
        ("二、", "改善民生", 2, 1),
    ]
    assert [section.title for section in reading.sections] == ["做强产业", "改善民生"]


def test_a_group_may_stand_beside_its_number() -> None:
    reading = read_rows(
        ["序号", "工作任务", "责任单位"],
        ["一", "做强产业", None],
        [1, "新建厂房", "县工信局"],
        ["二", "改善民生", None],
        [2, "新建学校", None],
    )
    assert [measure.title for measure in reading.measures] == ["做强产业", "改善民生"]
    assert tasks_of(reading) == [("1.1.1", "新建厂房"), ("2.1.1", "新建学校")]


def test_totals_notes_empty_rows_and_repeated_headers_are_no_tasks() -> None:
    header: list[object] = ["序号", "工作任务", "责任单位", "完成时限"]
    reading = read_rows(
        header,
        [1, "新修水库2座", "县水利局", None],
        header,
        [2, "整治河道5公里", "县水利局", None],
        [3, None, "县住建局", "9月底前"],
        ["合计", "2项", None, None],
        ["注：按月报送。", None, None, None],
    )
    assert tasks_of(reading) == [("1.1.1", "新修水库2座"), ("1.1.2", "整治河道5公里")]


def test_measures_taken_say_more_of_a_task_and_hold_targets_of_it() -> None:
    reading = read_rows(
        ["工作任务", "年度目标", "工作措施", "责任单位"],
        ["改造农村公路", "改造公路30公里", "1.完成设计；2.新增护栏12公里。", "县交通局"],
        ["办好学校", None, "新增学位800个", "县教育局"],
    )
    assert tasks_of(reading) == [("1.1.1", "改造农村公路"), ("1.1.2", "办好学校")]
    assert [(one.task, one.value, one.unit) for one in reading.targets] == [
        ("T01", "30", "公里"), ("T01", "12", "公里"), ("T02", "800", "个"),
    ]  # fmt: skip
    assert_all_stand_where_they_say(reading)


def test_a_long_cell_is_titled_by_its_first_sentence_without_its_number() -> None:
    (task,) = one_task(
        ["任务", "单位", "责任单位"], ["1.实施城区供水管网改造。完成管网20公里，惠及2万户。", None, "县水利局"]
    ).tasks
    assert task.title == "实施城区供水管网改造"


def test_a_task_over_several_rows_is_one_whose_first_unit_leads() -> None:
    reading = read_rows(
        ["工作任务", "责任单位", "完成时限"],
        ["新修水库", "县水利局", None],
        [None, "县财政局", "9月底前"],
        ["整治河道", "县住建局", None],
        merges=("A3:A4",),
    )
    assert [(task.title, task.lead, task.cooperating, task.due_on) for task in reading.tasks] == [
        ("新修水库", "县水利局", ("县财政局",), date(2031, 9, 30)),
        ("整治河道", "县住建局", (), None),
    ]


def test_every_sentence_of_a_task_counts_as_one_and_headings_are_set_aside() -> None:
    reading = read_rows(["工作任务", "责任单位"], ["一、产业", None], ["新修水库。整治河道。", "县水利局"])
    assert [(reading.text[one.start : one.end], one.disposition, one.reason) for one in reading.sentences] == [
        ("一、产业", "set_aside", "heading"),
        ("新修水库", "task", None),
        ("整治河道", "task", None),
    ]
    assert (reading.coverage.sentences, reading.coverage.in_tasks, reading.coverage.open) == (3, 2, 0)


# -- in other documents ----------------------------------------------------------------------------------------------


def word_table(*rows: tuple[str, ...]) -> str:
    each = "".join(f"<w:tr>{''.join(f'<w:tc>{paragraph(cell)}</w:tc>' for cell in row)}</w:tr>" for row in rows)
    return f"<w:tbl>{each}</w:tbl>"


def web_table(*rows: tuple[str, ...]) -> str:
    return "<table>" + "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows) + "</table>"


HEADER = ("序号", "工作任务", "责任单位", "完成时限")
PLAN = (
    "白鹭县2031年重点工作实施方案",
    "一、主要任务",
    "（一）做强水利。一是抓好水库。新修水库2座，整治河道5公里。",
    "（二）做优交通。一是修好公路。改造农村公路30公里。",
    "二、工作要求",
    "加强督查。",
)


def test_a_table_of_a_word_file_or_a_web_page_is_read_like_one_of_a_workbook() -> None:
    rows = (HEADER, ("1", "新修水库2座", "县水利局", "9月底前"))
    in_word = read(word_file(paragraph(TITLE[0]) + word_table(*rows)), filename="x.docx")
    on_page = read(page(f"<div id='zoom'><p>{TITLE[0]}</p>{web_table(*rows)}</div>").encode(), filename="x.html")
    for reading in (in_word, on_page):
        assert [(task.code, task.title, task.lead, task.due_on) for task in reading.tasks] == [
            ("1.1.1", "新修水库2座", "县水利局", date(2031, 9, 30))
        ]
        assert_all_stand_where_they_say(reading)


def test_rows_that_repeat_the_text_give_its_tasks_their_units_and_only_the_others_are_tasks() -> None:
    table = word_table(
        HEADER,
        ("1", "新修水库2座", "县水利局、县财政局", "9月底前"),
        ("2", "改造农村公路30公里", "县交通局", "12月底前"),
        ("3", "建设县城停车场3个", "县住建局", "全年"),
    )
    reading = read(word_file("".join(map(paragraph, PLAN)) + table), filename="x.docx")
    assert [(task.code, task.title, task.lead, task.cooperating, task.due_text) for task in reading.tasks] == [
        ("1.1.1", "新修水库2座", "县水利局", ("县财政局",), "9月底前"),
        ("1.1.2", "整治河道5公里", "", (), ""),
        ("2.1.1", "改造农村公路30公里", "县交通局", (), "12月底前"),
        *[(task.code, task.title, "", (), "") for task in reading.tasks[3:-1]],
        (reading.tasks[-1].code, "建设县城停车场3个", "县住建局", (), "全年"),
    ]
    assert [(one.value, one.unit) for one in reading.targets] == [
        ("2", "座"), ("5", "公里"), ("30", "公里"), ("3", "个"),
    ]  # fmt: skip
    assert len({task.code for task in reading.tasks}) == len(reading.tasks)
    assert_all_stand_where_they_say(reading)


def test_goals_beside_a_repeated_task_are_its_own_unless_the_text_says_them() -> None:
    table = word_table(
        ("工作任务", "年度目标", "责任单位"),
        ("新修水库2座", "新修水库2座，新增蓄水300万立方米", "县水利局"),
        ("改造农村公路30公里", "完成投资1.2亿元", "县交通局"),
    )
    reading = read(word_file("".join(map(paragraph, PLAN)) + table), filename="x.docx")
    titles = {task.id: task.title for task in reading.tasks}
    assert [(titles[one.task or ""], one.value, one.unit) for one in reading.targets] == [
        ("新修水库2座", "2", "座"),
        ("整治河道5公里", "5", "公里"),
        ("改造农村公路30公里", "30", "公里"),
        ("新修水库2座", "300", "万立方米"),
        ("改造农村公路30公里", "1.2", "亿元"),
    ]


def test_a_table_amid_the_text_is_no_sentence_of_it() -> None:
    table = word_table(("指标", "单位", "数量"), ("新建水厂5座", "座", "新建水厂5座"))
    with_table = read(
        word_file("".join(map(paragraph, PLAN[:3])) + table + "".join(map(paragraph, PLAN[3:]))), filename="x"
    )
    without = read(word_file("".join(map(paragraph, PLAN))), filename="x")
    assert tasks_of(with_table) == tasks_of(without)
    assert [one.value for one in with_table.targets] == [one.value for one in without.targets]
    assert with_table.coverage == without.coverage


def test_a_table_goes_on_in_the_next_one_without_a_header() -> None:
    first = word_table(HEADER, ("1", "新修水库2座", "县水利局", "9月底前"))
    second = word_table(("2", "整治河道5公里", "县住建局", "年底"), ("3", "加固堤坝", "县水利局", "年底"))
    reading = read(word_file(paragraph(TITLE[0]) + first + second), filename="x.docx")
    assert [(task.code, task.lead) for task in reading.tasks] == [
        ("1.1.1", "县水利局"), ("1.1.2", "县住建局"), ("1.1.3", "县水利局"),
    ]  # fmt: skip


def test_notes_around_a_table_plan_nothing() -> None:
    reading = read_rows(
        ["工作任务", "责任单位"], ["新修水库2座", "县水利局"], ["说明：各单位要加强督查，推进项目3个。", None]
    )
    assert tasks_of(reading) == [("1.1.1", "新修水库2座")]
    assert [one.value for one in reading.targets] == ["2"]


# -- whatever a table holds ------------------------------------------------------------------------------------------

_CELLS = st.sampled_from(
    ["", "一、产业", "（一）工业", "一", "1", "序号", "工作任务", "责任单位", "合计", "新修水库2座", "整治河道。", "。", "；，", "1.", "县水利局", "9月底前",
     "抓好甲、乙等项目。新增企业3家；完成投资1.2亿元", "2031年", "增长5%"]
)  # fmt: skip
_RANGES = st.tuples(st.integers(1, 8), st.integers(1, 5), st.integers(0, 3), st.integers(0, 2))


@given(st.lists(st.lists(_CELLS, min_size=5, max_size=5), max_size=8), st.lists(_RANGES, max_size=3))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_every_item_of_any_table_stands_inside_the_text_where_it_says(
    body: list[list[str]], ranges: list[tuple[int, int, int, int]]
) -> None:
    header = ["类别", "重点任务", "工作措施", "责任单位", "完成时限"]
    merges = tuple(
        f"{'ABCDE'[left - 1]}{top}:{'ABCDEFGH'[left - 1 + wide]}{top + tall}" for top, left, tall, wide in ranges
    )
    try:
        reading = read(workbook([TITLE, header, *body], merges), filename="x.xlsx")
    except Refused:
        return
    kinds = (reading.sections, reading.measures, reading.tasks, reading.targets, reading.sentences)
    spans = [(item.start, item.end) for items in kinds for item in items]  # type: ignore[attr-defined]
    assert [span for span in spans if not 0 <= span[0] < span[1] <= len(reading.text)] == []
    assert [task.title for task in reading.tasks if not 0 < len(task.title) <= 40] == []
    assert len({task.code for task in reading.tasks}) == len(reading.tasks)
    assert {task.measure for task in reading.tasks} <= {measure.id for measure in reading.measures}
    assert [(one.code, other.code) for one, other in pairwise(reading.tasks) if one.end > other.start] == []
    assert {target.task for target in reading.targets} <= {None, *(task.id for task in reading.tasks)}
