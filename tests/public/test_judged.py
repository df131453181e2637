"""A light and the gap beside it never contradict each other: where another thing decided, it is said."""

import re
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from plans.public.judged import judged_by
from plans.rules.shapes import Stage
from plans.rules.vocabulary import Operator, ScheduleRule, TargetKind
from tests.public.conftest import HOME
from tests.public.makers import make_plan, publish, target, task
from tests.public.reading import parse

TWO = [target("14", key="t1", name="新建厂房"), target("6", key="t2", name="扩建“一号”厂房")]
"""As of issue 5 scheduled 66.67%: done 70% and 30%, so the mean is 50% and the second is 36.67 points behind."""
WORDS = "其中“扩建‘一号’厂房”慢36.67个百分点"


@pytest.fixture
def two(db):
    publish(make_plan(), [task(targets=TWO)], 5)


@pytest.mark.parametrize("page", ["tasks/", "departments/works/"])
def test_lists_name_the_target_that_decided(read, two, page):
    text = parse(read(f"{HOME}{page}")).text
    assert f"慢16.67个百分点{WORDS}" in text.replace("点 其", "点其")


def test_badge_and_margin_of_the_text_say_the_same(read, two):
    html = read(f"{HOME}document/")
    assert f"滞后 {WORDS}</span>" in html
    assert f"50.00% · {WORDS}</span>" in html
    assert "慢16.67" not in html


def test_the_history_of_a_task_says_it_too(read, two):
    assert f"慢16.67个百分点，{WORDS}" in parse(read(f"{HOME}tasks/1.1.1/")).text


def test_in_english_the_name_stays_marked_as_chinese(read, two):
    page = parse(read(f"/en{HOME}tasks/"))
    assert "of which “扩建‘一号’厂房” 36.67 points behind" in page.text
    assert page.foreign == []


def test_where_the_gap_itself_decided_nothing_is_added(read, db):
    publish(make_plan(), [task(targets=[target("6")])], 5)
    assert "其中“" not in parse(read(f"{HOME}tasks/")).text


def test_a_level_says_that_its_dated_goal_is_missed(read, db):
    rate = target("8", name="覆盖率", unit="%")
    stages = (Stage(date(2031, 9, 30), Fraction(10)),)
    facts = replace(
        rate.facts,
        kind=TargetKind.LEVEL,
        operator=Operator.AT_LEAST,
        baseline=Fraction(0),
        rule=ScheduleRule.STAGES,
        stages=stages,
    )
    publish(make_plan(), [task(targets=[replace(rate, facts=facts)])], 4)
    assert re.search("滞后.*慢10.00个百分点 ?未达到节点目标", parse(read(f"{HOME}tasks/")).text)
    assert "滞后 未达到节点目标</span>" in read(f"{HOME}document/")


def _body(code, **more):
    part = {"key": "t1", "name": "甲", "light": "late", "gap_pp": "-3/1", "goal_gap_points": None}
    return {"light": "late", "gap_pp": "-3/1", "targets": [{**part, "reason": {"code": code}, **more}]}


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("missed", "未达到节点目标"),
        ("above-ceiling", "超过上限"),
        ("overdue", "已过时限"),
        ("unreported-overdue", "已过时限"),
        ("far-behind", ""),
    ],
)
def test_what_is_not_judged_by_a_gap_says_by_what(code, words):
    assert judged_by(_body(code)) == words


def test_a_growth_rate_is_judged_by_its_goal():
    body = _body("growth-short", goal_gap_points="-2.50", gap_pp=None)
    assert judged_by(body) == "与目标相差2.50个百分点"


def test_weighted_milestones_are_judged_by_the_overdue_one():
    assert judged_by({"light": "late", "gap_pp": "0/1", "targets": []}) == "有节点逾期"


@pytest.mark.parametrize("light", ["on", "done", "nd", "na", ""])
def test_a_light_that_blames_nobody_needs_no_explanation(light):
    assert judged_by({**_body("missed"), "light": light}) == ""
