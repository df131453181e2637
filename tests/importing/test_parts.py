"""What a part is for, where a title has words of two kinds."""

import pytest

from plans.importing.parts import kind_below, kind_of, names_a_part, says_no_work
from tests.importing.reports import read_text


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("补齐民生短板", "other"),
        ("着力解决突出问题", "other"),
        ("防范化解风险挑战", "other"),
        ("面临的形势和挑战", "problems"),
        ("当前存在的主要问题及对策措施", "problems"),
        ("主要差距和不足", "problems"),
        ("2031年主要工作成效", "retrospective"),
        ("一年来的主要做法", "retrospective"),
        ("推动工业取得新突破", "other"),
        ("2032年工作总体思路", "targets"),
        ("总体要求和政策取向", "targets"),
        ("总体思路和重点工作", "plan"),
        ("加强政府自身建设", "plan"),
        ("2032年工作", "plan"),
        ("下一阶段工作举措", "plan"),
        ("今后五年工作的总体思路和目标", "other"),
        ("“十五五”时期发展目标", "other"),
        ("今后五年和2032年的主要工作", "plan"),
        ("附件1：2032年主要指标计划表", "other"),
    ],
)
def test_a_part(title: str, kind: str) -> None:
    assert kind_of(title) == kind


@pytest.mark.parametrize(
    ("parent", "title", "kind"),
    [
        ("plan", "聚焦群众急难愁盼问题", "plan"),
        ("plan", "锚定双碳目标", "plan"),
        ("plan", "主要预期目标", "targets"),
        ("plan", "总体要求和主要目标", "targets"),
        ("plan", "今后五年奋斗目标", "other"),
        ("retrospective", "存在的主要问题", "problems"),
        ("retrospective", "主要目标完成情况", "retrospective"),
        ("targets", "面临的挑战", "targets"),
    ],
)
def test_below_a_part(parent: str, title: str, kind: str) -> None:
    assert kind_below(parent, title) == kind  # type: ignore[arg-type]


def test_of_two_years_work_the_earlier_is_looked_back_on() -> None:
    text = "白鹭县工作报告\n一、2031年工作\n（一）修路。新修路2公里。\n二、2032年工作\n（一）造林。造林2万亩。\n"
    reading = read_text(text)
    assert [(one.id, one.kind) for one in reading.sections] == [
        ("1", "retrospective"), ("1.1", "retrospective"), ("2", "plan"), ("2.1", "plan"),
    ]  # fmt: skip
    assert [one.title for one in reading.measures] == ["造林"]


def test_in_a_document_called_a_plan_each_part_is_work_and_its_preface_states_goals() -> None:
    text = (
        "2032年白鹭县工作要点\n主要预期目标是：地区生产总值增长6%。\n一、做强工业\n1.引进企业。引进企业9家。\n"
        "二、补齐短板\n2.修路。新修路3公里。\n三、保障措施\n3.加强领导。开展督查4次。\n"
    )
    reading = read_text(text)
    assert [one.kind for one in reading.sections if one.parent is None] == ["targets", "plan", "plan", "plan"]
    assert [one.title for one in reading.measures] == ["引进企业", "修路", "加强领导"]
    assert [one.code for one in reading.tasks] == ["1.1.1", "2.1.1", "3.1.1"]
    assert next((one.name, one.value) for one in reading.targets) == ("地区生产总值", "6")


@pytest.mark.parametrize("title", ["三、加强政府自身建设", "三、全面加强自身建设", "三、持续优化作风"])
def test_what_follows_the_plan_is_plan(title: str) -> None:
    text = f"白鹭县工作报告\n一、2031年工作回顾\n新修路2公里。\n二、2032年工作安排\n（一）造林。造林2万亩。\n{title}\n坚持依法行政。开展培训4场。\n坚持廉洁从政。压减经费3%。\n"
    assert [one.title for one in read_text(text).measures] == ["造林", "坚持依法行政", "坚持廉洁从政"]


@pytest.mark.parametrize(
    "line", ["2031年", "2032年主要目标", "怎么干", "今年怎么干", "重点工作", "回头看", "存在的问题", "主要内容"]
)
def test_lines_that_name_a_part(line: str) -> None:
    assert names_a_part(line)


@pytest.mark.parametrize("line", ["落实重点任务30项", "2031年新增企业5家", "抓好工作落实", "主要目标是增长6%"])
def test_lines_that_say_more_than_a_part(line: str) -> None:
    assert not names_a_part(line)


@pytest.mark.parametrize(
    ("title", "about"),
    [("制定背景", True), ("编制过程", True), ("面临形势", True), ("保障措施", False), ("背景音乐工程", False)],
)
def test_titles_about_the_document_itself(title: str, *, about: bool) -> None:
    assert says_no_work(title) is about
