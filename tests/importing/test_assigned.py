"""Who is in charge of the tasks of a text, and by when, where it says so behind them."""

import pytest

from tests.importing.reports import read_text


def tasks_of(words: str) -> list[tuple[str, str, tuple[str, ...]]]:
    text = f"白鹭县2032年工作要点\n一、做强产业\n（一）抓项目。{words}\n（二）抓招商。引进企业9家。\n"
    return [(one.title, one.lead, one.cooperating) for one in read_text(text).tasks]


@pytest.mark.parametrize(
    ("said", "lead", "cooperating"),
    [
        ("（责任单位：甲局）", "甲局", ()),
        ("（责任单位：甲局、乙局）", "甲局", ("乙局",)),
        ("（甲局牵头，乙局、丙局配合）", "甲局", ("乙局", "丙局")),
        ("（牵头单位：甲局；配合单位：乙局、丙局）", "甲局", ("乙局", "丙局")),
        ("（甲局、乙委）", "甲局", ("乙委",)),
        ("（牵头科室：甲科；配合科室：乙科）", "甲科", ("乙科",)),
        ("责任单位：甲局，乙局", "甲局", ("乙局",)),
        ("牵头单位：甲局；配合单位：乙局", "甲局", ("乙局",)),
        ("\n责任单位：甲局", "甲局", ()),
        ("\n牵头单位：甲局\n配合单位：乙局", "甲局", ()),
    ],
)
def test_units_behind_the_work(said: str, lead: str, cooperating: tuple[str, ...]) -> None:
    assert tasks_of(f"新建厂房2万平方米。{said}") == [("新建厂房2万平方米", lead, cooperating), ("引进企业9家", "", ())]


def test_each_answers_for_what_stands_before_it() -> None:
    assert tasks_of("新建厂房2万平方米（甲局负责）。新修道路3条（乙局负责）。") == [
        ("新建厂房2万平方米", "甲局", ()),
        ("新修道路3条", "乙局", ()),
        ("引进企业9家", "", ()),
    ]


@pytest.mark.parametrize(
    "said", ["（责任单位：甲局；完成时限：9月底）", "（责任单位：甲局，完成时间：2032年9月30日）", "完成时限：9月"]
)
def test_the_day_beside_the_unit(said: str) -> None:
    text = f"白鹭县2032年工作要点\n一、做强产业\n（一）抓项目。新建厂房2万平方米。{said}\n"
    assert [one.due_on.isoformat() for one in read_text(text).tasks if one.due_on] == ["2032-09-30"]


@pytest.mark.parametrize("said", ["（含两个园区）", "（包括新建和改建）", "（以下简称甲项目）"])
def test_other_brackets_name_no_unit(said: str) -> None:
    assert tasks_of(f"新建厂房2万平方米{said}。")[0][1] == ""
