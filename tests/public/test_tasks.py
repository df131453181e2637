"""The task list: filters, words, order, pages."""

import re

import pytest

from tests.public.conftest import HOME
from tests.public.makers import (
    OFFICE,
    IssueSpec,
    make_plan,
    many_records,
    publish,
    sample_records,
    target,
    task,
    withhold,
)
from tests.public.reading import parse, rows_of

TASKS = f"{HOME}tasks/"


def test_the_list_is_in_the_order_of_the_plan(read, plan):
    assert rows_of(read(TASKS)) == ["1.1.1", "1.1.2", "1.2.1", "2.1.1"]


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("q=厂房", ["1.1.1"]),
        ("q=新建+厂房", ["1.1.1"]),
        ("q=厂房+学校", []),
        ("q=老厂", ["1.1.2"]),
        ("q=青山", ["1.1.1"]),
        ("q=1.1.2", ["1.1.2"]),
        ("q=%25", []),
        ("area=2", ["2.1.1"]),
        ("department=works", ["1.1.1", "1.1.2"]),
        ("department=office", ["1.1.1", "1.2.1"]),
        ("department=town", ["1.1.1"]),
        ("light=late", ["1.1.2"]),
        ("light=warn", ["1.1.1"]),
        ("light=na", ["1.2.1", "2.1.1"]),
        ("light=done", []),
        ("area=1&light=na", ["1.2.1"]),
        ("q=&area=&department=&light=", ["1.1.1", "1.1.2", "1.2.1", "2.1.1"]),
    ],
)
def test_a_filter_narrows_the_list(read, plan, query, codes):
    assert rows_of(read(f"{TASKS}?{query}")) == codes


def test_words_are_found_whatever_their_case(read, db):
    publish(make_plan(), [task(title="5G Networks")])
    assert rows_of(read(f"{TASKS}?q=nETworks")) == ["1.1.1"]


def test_nothing_found_says_what_to_do(read, plan):
    html = read(f"{TASKS}?q=没有这个词")
    assert "没有符合条件的任务。" in html
    assert html.count(f'<a href="{TASKS}">显示全部任务</a>') == 1


def test_what_was_not_reported_is_said_but_not_of_a_task_that_is_closed_out(read, db):
    records = [task("1.1.1", targets=[target("20")], facts={"closed_out": True}), task("1.1.2", targets=[target("9")])]
    publish(make_plan(), records, 5, IssueSpec(updated={"1.1.1": False, "1.1.2": False}))
    assert read(TASKS).count("本期未更新") == 1
    assert "本期未更新" not in read(f"{TASKS}1.1.1/")
    assert "本期未更新" in read(f"{TASKS}1.1.2/")


def test_days_are_written_out_in_every_table(read, plan):
    assert "2031年12月31日" in read(TASKS)
    assert "31 December 2031" in read(f"/en{TASKS}")
    for address in (TASKS, f"/en{TASKS}", f"/en{HOME}publications/3/", f"/en{TASKS}1.1.2/", f"{TASKS}1.1.1/"):
        assert not re.search(r"\d{4}-\d{2}-\d{2}", parse(read(address)).text)


def test_what_was_chosen_stays_chosen(read, plan):
    page = parse(read(f"{TASKS}?q=厂房&light=warn"))
    assert page.named("input")[0]["value"] == "厂房"
    assert [option["value"] for option in page.named("option") if "selected" in option] == ["warn"]


@pytest.mark.parametrize("query", ["light=purple", "area=99", "department=nobody"])
def test_a_choice_that_does_not_exist_is_passed_over_and_said(read, plan, query):
    html = read(f"{TASKS}?{query}")
    assert "所选条件中有一项在本期不存在，已忽略。" in html
    assert rows_of(html) == ["1.1.1", "1.1.2", "1.2.1", "2.1.1"]


@pytest.mark.parametrize(
    ("sort", "codes"),
    [
        ("code", ["1.1.1", "1.1.2", "1.2.1", "2.1.1"]),
        ("-code", ["2.1.1", "1.2.1", "1.1.2", "1.1.1"]),
        ("light", ["1.1.2", "1.1.1", "1.2.1", "2.1.1"]),
        ("-light", ["1.2.1", "2.1.1", "1.1.1", "1.1.2"]),
        ("completion", ["1.1.1", "1.1.2", "1.2.1", "2.1.1"]),
        ("-gap", ["1.1.1", "1.1.2", "1.2.1", "2.1.1"]),
        ("lead", ["2.1.1", "1.2.1", "1.1.1", "1.1.2"]),
        ("due", ["1.1.1", "1.1.2", "1.2.1", "2.1.1"]),
        ("nonsense", ["1.1.1", "1.1.2", "1.2.1", "2.1.1"]),
    ],
)
def test_the_list_sorts_and_what_cannot_be_said_stands_last(read, plan, sort, codes):
    assert rows_of(read(f"{TASKS}?sort={sort}")) == codes


def test_gaps_sort_by_their_size(read, db):
    records = [
        task("1.1.1", targets=[target("4")]),
        task("1.1.2", targets=[target("16")]),
        task("1.1.3", targets=[target("9")]),
    ]
    publish(make_plan(), records, 5)
    assert rows_of(read(f"{TASKS}?sort=gap")) == ["1.1.1", "1.1.3", "1.1.2"]
    assert rows_of(read(f"{TASKS}?sort=-completion")) == ["1.1.2", "1.1.3", "1.1.1"]


def test_the_sorted_column_says_so_and_turns_round(read, plan):
    page = parse(read(f"{TASKS}?sort=gap&light=warn"))
    heads = [th["aria-sort"] for th in page.named("th") if "aria-sort" in th]
    assert heads == ["ascending"]
    assert "?sort=-gap&light=warn" in [link.get("href") for link in page.named("a")]


def test_codes_sort_by_their_numbers(read, db):
    publish(make_plan(), [task("1.1.10"), task("1.1.2"), task("1.1.9")])
    assert rows_of(read(TASKS)) == ["1.1.2", "1.1.9", "1.1.10"]


def test_long_lists_have_pages_that_keep_the_choice(read, db):
    publish(make_plan(), many_records(120))
    first = read(f"{TASKS}?department=works")
    assert len(rows_of(first)) == 50
    assert 'href="?department=works&amp;page=2" rel="next"' in first
    assert len(rows_of(read(f"{TASKS}?page=3"))) == 20


@pytest.mark.parametrize(("page", "count"), [("0", 50), ("x", 50), ("-1", 50), ("99", 20), ("9" * 40, 50), ("²", 50)])
def test_a_page_that_does_not_exist_leads_to_the_nearest(read, db, page, count):
    publish(make_plan(), many_records(120))
    assert len(rows_of(read(f"{TASKS}?page={page}"))) == count


def test_a_withheld_task_keeps_its_place_in_the_list_and_leaves_the_counts(read, db):
    publication = publish(make_plan(), sample_records())
    withhold(publication, "1.1.2", reason="涉及敏感信息")
    html = read(TASKS)
    assert rows_of(html) == ["1.1.1", "1.1.2", "1.2.1", "2.1.1"]
    assert "改造老厂" not in html
    assert "涉及敏感信息" in html
    assert "另有1项内容已撤下。" in read(HOME)


def test_a_withheld_task_has_a_page_that_says_why_in_general(read, db):
    publication = publish(make_plan(), sample_records())
    withhold(publication, "1.1.2", reason="涉及敏感信息")
    text = parse(read(f"{TASKS}1.1.2/")).text
    assert "本期中该任务的内容已撤下。" in text
    assert "涉及敏感信息" in text
    assert "The content of this task has been withheld" in parse(read(f"/en{TASKS}1.1.2/")).text
    assert "改造老厂" not in read(f"{HOME}document/")


def test_departments_stand_in_administrative_order_under_their_category(read, plan):
    text = parse(read(f"{HOME}departments/")).text
    assert [text.index(words) for words in ("政府部门", "县计划办", "县建设局", "镇", "青山镇")] == sorted(
        text.index(words) for words in ("政府部门", "县计划办", "县建设局", "镇", "青山镇")
    )


def test_a_department_page_keeps_leading_and_taking_part_apart(read, plan):
    html = read(f"{HOME}departments/{OFFICE.slug}/")
    assert "牵头1项" in html
    assert "配合1项" in html
    assert rows_of(html) == ["1.2.1", "1.1.1"]


def test_a_search_of_thousands_of_words_is_cut_and_answered(read, plan):
    assert "没有符合条件的任务。" in read(f"{TASKS}?q={'+'.join(['qqq'] * 1900)}")
