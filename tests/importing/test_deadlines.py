"""By when the plan wants something done: read, shown to people, and never part of a name."""

from datetime import date

import pytest

from plans.importing.deadlines import read_deadlines
from plans.importing.documents import normalise
from plans.importing.shapes import Period, Span
from tests.importing.reports import HALF_YEAR, planned, read_text, wide

WHOLE_YEAR = Period("2032", date(2032, 1, 1), date(2032, 12, 31))


def read_in(sentence: str, period: Period | None = WHOLE_YEAR) -> list[tuple[str, str | None]]:
    normal = normalise(sentence)
    found = read_deadlines(normal, Span(0, len(normal)), period)
    return [(normal[one.words.start : one.words.end], one.on.isoformat() if one.on else None) for one in found]


def stated(text: str) -> list[tuple[str, str]]:
    """Message and quoted sentence of each."""
    reading = planned(text)
    return [
        (one.message, reading.text[one.start : one.end]) for one in reading.findings if one.code == "deadline-stated"
    ]


@pytest.mark.parametrize(
    ("sentence", "words", "day"),
    [
        ("9月底前完成厂房。", "9月底前", "2032-09-30"),
        ("力争2月末前通车。", "2月末前", "2032-02-29"),
        ("6月底主体封顶。", "6月底", "2032-06-30"),
        ("在10月15日前收割。", "10月15日前", "2032-10-15"),
        ("8月前开工。", "8月前", "2032-07-31"),
        ("8月份之前开工。", "8月份之前", "2032-07-31"),
        ("5月上旬前插秧。", "5月上旬前", "2032-05-10"),
        ("5月中旬前插秧。", "5月中旬前", "2032-05-20"),
        ("5月下旬前插秧。", "5月下旬前", "2032-05-31"),
        ("十一月底前验收。", "十一月底前", "2032-11-30"),
        ("三季度末前验收。", "三季度末前", "2032-09-30"),
        ("上半年结束前验收。", "上半年结束前", "2032-06-30"),
        ("年底前验收。", "年底前", "2032-12-31"),
        ("2033年6月底以前验收。", "2033年6月底以前", "2033-06-30"),
        ("2033年底前验收。", "2033年底前", "2033-12-31"),
        ("明年3月底前验收。", "明年3月底前", "2033-03-31"),
        ("明年年底前验收。", "明年年底前", "2033-12-31"),
        ("9月底前期工作到位。", "9月底", "2032-09-30"),
        ("2月30日前验收。", "2月30日前", None),
        ("三季度末开工。", "三季度末", "2032-09-30"),
        ("一季度完成招标。", "一季度", "2032-03-31"),
        ("上半年建成学校。", "上半年", "2032-06-30"),
        ("年底建成学校。", "年底", "2032-12-31"),
        ("国庆节前通车。", "国庆节前", "2032-09-30"),
        ("国庆前通车。", "国庆前", "2032-09-30"),
        ("五一前开园。", "五一前", "2032-04-30"),
        ("明年元旦前启用。", "明年元旦前", "2032-12-31"),
        ("2033年春节前交房。", "2033年春节前", "2033-01-30"),
        ("春节前发放补贴。", "春节前", "2032-02-10"),
        ("汛期前完成加固。", "汛期前", None),
        ("秋季开学前建成学校。", "秋季开学前", None),
        ("供暖季前完成改造。", "供暖季前", None),
    ],
)
def test_a_deadline_is_read_as_its_last_day(sentence: str, words: str, day: str | None) -> None:
    for text in (sentence, wide(sentence)):
        assert read_in(text) == [(words, day)]


@pytest.mark.parametrize(
    "sentence",
    [
        "截至9月底到位。",
        "自6月底起开放。",
        "去年9月底前动工。",
        "已于6月底前完工。",
        "3个月前动工。",
        "3年底线任务。",
        "做好前期工作。",
        "上半年经济平稳。",
        "一季度增长5%。",
        "年底经济平稳。",
        "春节期间举办灯会。",
        "做好汛期值守。",
    ],
)
def test_what_is_no_deadline(sentence: str) -> None:
    for text in (sentence, wide(sentence)):
        assert read_in(text) == []


def test_without_a_year_no_day_is_guessed() -> None:
    assert read_in("9月底前验收,2033年6月底前开放。", None) == [("9月底前", None), ("2033年6月底前", "2033-06-30")]


@pytest.mark.parametrize(
    ("sentence", "name", "value", "unit"),
    [
        ("9月底前完成标准厂房3万平方米。", "标准厂房", "3", "万平方米"),
        ("2032年6月底前建成学校2所。", "建成学校", "2", "所"),
        ("到2032年6月底前建成学校2所。", "建成学校", "2", "所"),
        ("在10月15日前完成收割20万亩。", "收割", "20", "万亩"),
        ("力争三季度末前新增车位500个。", "新增车位", "500", "个"),
        ("年底前全面完成2所小学改造。", "小学改造", "2", "所"),
        ("上半年结束前建成基站30座。", "建成基站", "30", "座"),
        ("标准厂房9月底前完成3万平方米。", "标准厂房", "3", "万平方米"),
        ("标准厂房2032年10月15日前完成3万平方米。", "标准厂房", "3", "万平方米"),
    ],
)
def test_a_deadline_is_not_part_of_the_name(sentence: str, name: str, value: str, unit: str) -> None:
    for text in (sentence, wide(sentence)):
        assert [(one.name, one.value, one.unit) for one in planned(text).targets] == [(name, value, unit)]


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("9月底前完成标准厂房3万平方米。", date(2032, 9, 30)),
        ("6月底前建成学校2所。", date(2032, 6, 30)),
        ("10月15日前建成水库2座。", date(2032, 10, 15)),
    ],
)
def test_a_deadline_that_a_task_took_over_is_no_doubt(sentence: str, day: date) -> None:
    for text in (sentence, wide(sentence)):
        assert ([task.due_on for task in planned(text).tasks], stated(text)) == ([day], [])


@pytest.mark.parametrize(
    ("sentence", "words", "doubt"),
    [
        ("明年3月底前开放图书馆。", "明年3月底前", "读作2033年3月31日，不在计划期内，请核对任务的完成时限。"),
        ("2月30日前开放图书馆。", "2月30日前", "但读不出具体日期，请核对任务的完成时限。"),
        ("新修水库2座,10月15日前蓄水。", "10月15日前", "读作2032年10月15日，没有列为任何任务的完成时限，请核对。"),
        ("持续完善体系,9月底前见成效。", "9月底前", "读作2032年9月30日，没有列为任何任务的完成时限，请核对。"),
    ],
)
def test_a_deadline_that_is_not_clear_or_no_tasks_is_told_with_its_sentence(
    sentence: str, words: str, doubt: str
) -> None:
    for text, quoted in ((sentence, words), (wide(sentence), wide(words))):
        assert stated(text) == [(f"句中写明“{quoted}”，{doubt}", text.rstrip("。"))]


def test_each_deadline_of_a_sentence_is_told_once() -> None:
    told = stated("2月30日前开工水厂,2月30日前开工学校,明年9月底前通车。")
    assert [message[5:12] for message, _ in told] == ["2月30日前”", "明年9月底前”"]


def test_the_end_of_the_period_is_proposed_anyway_and_not_told() -> None:
    assert stated("年底前开放图书馆。") == stated("12月底前开放图书馆。") == []


def test_the_half_year_looked_back_on_sets_no_deadline() -> None:
    text = HALF_YEAR.replace("上半年，规模", "6月底前整改到位，规模")
    assert [one.code for one in read_text(text).findings if one.code == "deadline-stated"] == []


def test_what_is_to_be_topped_out_by_a_date_is_work_of_the_clause_before() -> None:
    reading = planned("新修厂房2座，6月底前主体封顶。")
    assert [reading.text[one.start : one.end] for one in reading.tasks] == ["新修厂房2座，6月底前主体封顶"]


def test_the_spring_festival_of_a_plan_for_the_second_half_year_is_the_next_one() -> None:
    second_half = Period("2032H2", date(2032, 7, 1), date(2032, 12, 31))
    assert read_in("春节前交房。", second_half) == [("春节前", "2033-01-30")]
    assert read_in("国庆前交房。", second_half) == [("国庆前", "2032-09-30")]


@pytest.mark.parametrize(
    ("sentence", "due"),
    [
        ("新修厂房2座，6月底前主体封顶。", [("6月底前", "2032-06-30")]),
        ("整治河道。新修厂房2座。10月底前完成。", [("", None), ("10月底前", "2032-10-31")]),
        ("8月底前建成水厂，11月底前完成管网改造。", [("8月底前", "2032-08-31"), ("11月底前", "2032-11-30")]),
        ("三季度末开工率达到90%，年底前全部开工。", [("年底前", "2032-12-31")]),
        ("加固堤防5公里，汛期前完成。", [("汛期前", None)]),
        ("迁建县医院，国庆节前投入使用。", [("国庆节前", "2032-09-30")]),
    ],
)
def test_a_task_keeps_by_when_its_own_words_want_it(sentence: str, due: list[tuple[str, str | None]]) -> None:
    for text in (sentence, wide(sentence)):
        tasks = planned(text).tasks
        read = [(normalise(one.due_text), one.due_on.isoformat() if one.due_on else None) for one in tasks]
        assert read == due
