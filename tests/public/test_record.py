"""The record: what the document reports, area by area, quoted and never computed on; added things are marked."""

import re
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans.rules.indicators import Change, ListedCorrection, PlacedPassage
from plans.rules.periods import period_of
from plans.rules.publication import Release
from plans.rules.records import SectionRecord
from plans.rules.vocabulary import CorrectionKind, FigureKind, Force, Frequency
from tests.public.conftest import HOME
from tests.public.makers import (
    DECIDED,
    OLD_SCHEMA,
    IssueSpec,
    indicator,
    make_plan,
    passage,
    publish,
    sample_records,
    source_head,
    value,
    withhold,
)
from tests.public.reading import parse

RECORD = f"{HOME}record/"
WORDS = "十二个工程已投入5亿元"
NINE = period_of(date(2031, 1, 1), date(2031, 9, 30))
PART, AREA = SectionRecord("1", "一、", "上半年情况"), SectionRecord("1.1", "（一）", "稳住经济")
FIRST, SECOND = SectionRecord("1.1.1", "1.", "指标平稳"), SectionRecord("1.1.2", "2.", "消费恢复")
SECTIONS = [
    {"number": row.number, "level": level, "marker": row.marker, "title": row.title, "kind": "retrospective", "start": "0", "end": "9"}
    for row, level in ((PART, "1"), (AREA, "2"), (FIRST, "3"), (SECOND, "3"))
]  # fmt: skip


def issue_with(*record, **spec):
    spec.setdefault("sections", SECTIONS + [row for row in source_head().sections if row["number"] >= "2"])
    return publish(make_plan(), sample_records(), 1, IssueSpec(record=list(record), **spec))


def retail(**given):
    """Stated twice: its growth first, then its amount with the same growth."""
    passages = (
        PlacedPassage(passage("今年开局平稳"), "1.1.1"),
        PlacedPassage(passage(WORDS), "1.1.2"),
    )
    return indicator(
        "R001",
        "零售总额",
        value(value="35.7", yoy="7.2", passages=passages),
        unit="亿元",
        section=FIRST,
        area=AREA,
        **given,
    )


def row(html, code="R001"):
    return parse("<table>" + re.search(f'<tr id="{code}".*?</tr>', html, re.DOTALL)[0] + "</table>").text


def test_indicators_stand_by_area_and_item_in_the_order_of_the_document(read, db):
    employment = indicator(
        "R002", "新增就业", value(value="4326", words=WORDS, section="1.1.2"), unit="人", section=SECOND, area=AREA
    )
    issue_with(employment, retail())
    html = read(RECORD)
    assert re.findall(r"<h2>(.*?)</h2>", html) == ["（一）稳住经济", "计算说明"]
    assert re.findall(r'<tr id="(R\d+)"|scope="rowgroup"[^>]*>([^<]*)', html) == [
        ("", "1.指标平稳"),
        ("R001", ""),
        ("", "2.消费恢复"),
        ("R002", ""),
    ]
    assert "2031年上半年计划执行情况" in parse(html).text


def test_a_figure_is_one_step_from_its_sentence(read, db):
    issue_with(retail())
    html = read(RECORD)
    assert f"“{WORDS}”2.消费恢复" in row(html)
    assert f'href="{HOME}document/#r-R001"' in html
    assert f'id="r-R001" href="{RECORD}#R001">今年开局平稳</a>' in read(f"{HOME}document/")


def test_what_is_said_twice_stands_once_and_is_linked_where_it_is_said_again(read, db):
    issue_with(retail())
    html = read(RECORD)
    assert "35.7亿元" in row(html)
    assert html.count("35.7亿元") == 1
    assert "零售总额 此处再次提及，数据见“1.指标平稳”" in parse(html).text
    assert html.count('href="#R001"') == 1


def test_growth_has_its_sign_and_its_basis(read, db):
    issue_with(
        indicator("R001", "投资", value(yoy="-43.6")),
        indicator("R002", "产值", value(value="5", growth="5.2", growth_basis="annual_avg"), unit="亿元"),
        indicator("R003", "持平的", value(yoy="0")),
    )
    html = read(RECORD)
    assert ("−43.6%" in row(html), "年均 +5.2%" in row(html, "R002"), "0%" in row(html, "R003")) == (True, True, True)


@pytest.mark.parametrize(
    ("operator", "words"),
    [
        ("=", "460亿元"),
        ("≈", "约460亿元"),
        (">", "超460亿元"),
        ("≥", "不低于460亿元"),
        ("<", "近460亿元"),
        ("≤", "不超过460亿元"),
    ],
)
def test_an_operator_is_a_word(read, db, operator, words):
    issue_with(indicator("R001", "投资", value(value="460", operator=operator), unit="亿元"))
    assert words in row(read(RECORD))


def test_a_lead_is_shown_as_stated_and_where_none_is_stated_the_calendar_stands_in_the_explanations_alone(read, db):
    issue_with(
        indicator("R001", "省市项目", value(value="5", share_of_plan="73.15", stated_gap="11.35"), unit="亿元"),
        indicator("R002", "区级项目", value(value="6", share_of_plan="47.18"), unit="亿元"),
    )
    html = read(RECORD)
    areas, explained = html.split('<section class="sec" id="calc">')
    assert "73.15%快11.35个百分点" in row(html)
    assert "47.18%原文未述快慢" in row(html, "R002")
    assert ("50.00%" in re.sub("<[^>]+>", "", areas), "61.80%" in explained) == (False, True)
    assert "按全年月份计算，截至2031年6月30日为50.00%" in explained
    assert "2.82" not in html


def test_parts_are_told_as_parts(read, db):
    whole = indicator("R001", "外贸", value(value="30"), unit="亿元")
    part = indicator("R002", "出口", value(value="20", parent="R001"), unit="亿元")
    issue_with(whole, part)
    assert row(read(RECORD), "R002").startswith("其中：出口")


def test_what_people_added_is_marked_and_says_on_what_it_rests(read, db):
    given = value(value="35.7", average="5.1%", rank="全市第3位", origins={"average": DECIDED, "rank": DECIDED})
    issue_with(
        indicator(
            "R001",
            "零售总额",
            given,
            unit="亿元",
            frequency=Frequency.MONTHLY,
            source_unit="县统计局",
            nature=Force.ANTICIPATORY,
            goal="6%",
            goal_operator="≥",
            origins=dict.fromkeys(("frequency", "source_unit", "nature", "goal"), DECIDED),
        )
    )
    html = read(RECORD)
    assert "年度目标增长不低于6% · 全市平均5.1% · 位次：全市第3位 · 预期性 · 按月 · 数据来源：县统计局" in row(html)
    assert 'title="县计划办 · 2031年7月5日 · 〔2031〕1号"' in html
    assert '<span class="o o-add"' in html.split('<tr id="R001"')[1].split("</tr>")[0]


def test_what_the_plan_itself_says_has_no_decision_to_name(read, db):
    record = indicator(
        "R001",
        "零售",
        value(value="5", words=WORDS),
        unit="亿元",
        goal="12",
        origins={"goal": replace(DECIDED, kind=DECIDED.kind.PLAN)},
    )
    issue_with(record)
    html = read(RECORD)
    assert "年度目标12亿元" in row(html)
    drawn = html.split('<tr id="R001"')[1].split("</tr>")[0]
    assert ("〔2031〕1号" in drawn, "o-add" in drawn) == (False, False)


def test_an_indicator_the_document_does_not_have_stands_last_as_added(read, db):
    issue_with(retail(), indicator("R002", "粮食产量", value(value="9"), unit="万吨", section=None, area=None))
    html = read(RECORD)
    assert re.findall(r"<h2>(.*?)</h2>", html)[:2] == ["（一）稳住经济", "其他指标"]
    assert "另行补充1项" in html


def test_a_newer_value_is_told_with_its_period_and_the_earlier_below(read, db):
    newer = value(period=NINE, value="51", origins={"value": DECIDED})
    issue_with(
        indicator("R001", "零售总额", newer, value(value="35.7", yoy="7.2", words=WORDS), unit="亿元"),
        indicator("R002", "投资", value(yoy="5", words="今年开局平稳")),
    )
    html = read(RECORD)
    assert "2031年上半年计划执行情况" in parse(html).text
    assert ("51亿元" in row(html), "2031年前三季度" in row(html), "2031年上半年：35.7亿元，+7.2%" in row(html)) == (
        True,
        True,
        True,
    )


def test_a_withheld_indicator_is_said_to_be_withheld_and_leaves_no_word(read, db):
    publication = issue_with(retail(), indicator("R002", "密件指标", value(value="9"), unit="件"))
    withhold(publication, "R002", reason="尚未公布")
    html = read(RECORD)
    assert "密件指标" not in html
    assert "R002：尚未公布" in parse(html).text
    assert "本期有1项指标的内容已撤下" in html
    assert "密件指标" not in read(HOME) + read(f"{HOME}document/")


def test_a_withholding_that_is_only_proposed_says_nothing(read, db):
    issue_with(retail())
    assert "已撤下" not in read(RECORD)


def test_an_issue_without_a_record_says_so_and_offers_no_link(read, db):
    publish(make_plan(), sample_records(), 1, IssueSpec(schema=OLD_SCHEMA))
    assert "本期未附指标表。" in read(RECORD)
    assert f'href="{RECORD}"' not in read(HOME)
    assert "工程投入" in read(HOME)


@pytest.mark.parametrize("released", [True, False])
def test_doubts_about_the_documents_figures_are_shown_only_where_they_are_released(read, db, released):
    issue_with(retail(), release=Release(findings=released))
    assert ("分项之和与总数不符。" in read(RECORD)) is released


def test_the_overview_leads_with_the_main_figures_and_links_to_all(read, db):
    rows = [indicator(f"R00{at}", f"指标{at}", value(yoy=f"{at}")) for at in range(1, 9)]
    share = indicator(
        "R009", "工程投入", value(value="5", share_of_plan="60", kind=FigureKind.PLAN_PROGRESS), unit="亿元"
    )
    plain = indicator("R010", "岗位", value(value="7"), unit="个")
    issue_with(plain, *rows, share)
    text = parse(read(HOME)).text
    assert "7个岗位" in text
    assert [f"指标{at}，同比" in text for at in range(1, 9)] == [True] * 5 + [False] * 3
    assert "查看全部10项指标" in text
    assert f'<a href="{RECORD}#R009">工程投入</a>' in read(HOME)


def test_a_figure_put_right_is_told_on_every_page_that_lists_corrections(read, db):
    plan = make_plan()
    publish(plan, sample_records(), 1, IssueSpec(record=[retail()], sections=SECTIONS))
    change = Change("yoy", "7.2", "7.1", CorrectionKind.REVISION, "年度核定")
    now = replace(retail(), values=(value(value="35.7", yoy="7.1", changes=(change,), words=WORDS),))
    listed = {"R001": [ListedCorrection(now.values[0], change, "1")]}
    publish(plan, sample_records(), 2, IssueSpec(record=[now], sections=SECTIONS, corrections=listed))
    for page in (HOME, f"{HOME}corrections/"):
        html = read(page)
        assert ("零售总额" in html, "7.2" in html, "7.1" in html, "年度核定" in html) == (True, True, True, True)
        assert f'href="{RECORD}#R001"' in html
    html = read(f"{HOME}corrections/")
    assert '<td data-label="原发布"><del>7.2</del>%</td><td data-label="更正为"><ins>7.1</ins>%</td>' in html
    assert f'href="{HOME}publications/1/record/#R001"' in html
    assert "本期有更正" in row(read(RECORD))
    assert "<del>" not in read(f"{HOME}publications/1/")


def test_words_the_text_does_not_hold_are_quoted_without_a_link(read, db):
    elsewhere = PlacedPassage(replace(passage(WORDS), text="别处的话"), "1.1.1")
    issue_with(indicator("R001", "零售", value(value="5", passages=(elsewhere,)), section=FIRST, area=AREA))
    html = read(RECORD)
    assert ("“别处的话”" in row(html), "#r-R001" in html) == (True, False)


@pytest.mark.parametrize("page", ["", "document/", "record/"])
def test_the_number_of_questions_does_not_grow_with_the_indicators(client, db, page):
    counts = []
    for number, size in enumerate((1, 200)):
        plan = make_plan(slug=f"plan-{number}")
        record = [
            indicator(f"R{at:03d}", f"指标{at}", value(value="5", words=WORDS), unit="亿元")
            for at in range(1, size + 1)
        ]
        publish(plan, sample_records(), 1, IssueSpec(record=record))
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/plans/{plan.slug}/{page}")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def put_right(**given):
    """The document says about 21, up 7.2%; people said otherwise before anything was published."""
    right = replace(DECIDED, reason="重复统计")
    figures = {"value": "20", "yoy": "7.1", "share_of_plan": "60"} | given
    return value(**figures, words=WORDS, origins={"value": right, "operator": right, "yoy": right},
                 stated={"value": "21", "operator": "≈", "yoy": "7.2"})  # fmt: skip


@pytest.mark.parametrize(
    ("home", "ground", "stated"),
    [
        (HOME, "已更正数值、同比增长：县计划办 · 2031年7月5日 · 〔2031〕1号 · 重复统计", "原文：约21个，同比+7.2%"),
        (f"/en{HOME}", "value, growth, year on year put right: 县计划办", "The document states: about 21个, year on year +7.2%"),
    ],
)  # fmt: skip
def test_a_figure_put_right_is_marked_names_its_decision_and_what_the_document_states(read, db, home, ground, stated):
    issue_with(indicator("R001", "岗位", put_right(), unit="个", section=FIRST, area=AREA))
    html = read(f"{home}record/")
    drawn = html.split('<tr id="R001"')[1].split("</tr>")[0]
    assert (ground in row(html), stated in row(html)) == (True, True)
    value_cell, growth_cell, share_cell = drawn.split("<td")[1:]
    assert [cell.count('class="o o-add"') for cell in (value_cell, growth_cell, share_cell)] == [1, 1, 0]


def test_a_figure_of_the_document_bears_no_mark_of_people(read, db):
    issue_with(retail())
    html = read(RECORD)
    assert "o-add" not in html.split('<tr id="R001"')[1].split("</tr>")[0]
    assert "未另作标记的数字与原文一致" in parse(html).text


def test_a_figure_worded_by_people_beside_a_sentence_is_told_as_added(read, db):
    issue_with(indicator("R001", "岗位", value(value="20", words=WORDS, origins={"value": DECIDED}), unit="个"))
    assert "另行补充数值：县计划办" in row(read(RECORD))


def test_an_earlier_value_put_right_tells_what_the_document_states(read, db):
    issue_with(indicator("R001", "岗位", value(period=NINE, value="30"), put_right(), unit="个"))
    assert "（原文：约21个，同比+7.2%）" in row(read(RECORD))


def test_the_overview_marks_a_main_figure_that_was_put_right(read, db):
    issue_with(indicator("R001", "岗位", put_right(), unit="个"), indicator("R002", "投资", value(yoy="5")))
    facts = re.search(r'<ul class="facts">.*?</ul>', read(HOME), re.DOTALL)[0]
    assert [item.count("o-add") for item in facts.split("<li>")[1:]] == [1, 0]


@pytest.mark.parametrize(
    ("goal", "words"),
    [
        (("7%", "亿元", "≈"), "年度目标增长约7%"),
        (("-2.5%", "", "="), "年度目标下降2.5%"),
        (("-2.5", "%", "≤"), "年度目标下降不低于2.5%"),
        (("5.5", "%", "≤"), "年度目标不超过5.5%"),
    ],
)
def test_a_goal_is_a_level_a_growth_or_a_fall(read, db, goal, words):
    text, unit, operator = goal
    agreed = {"goal": text, "unit": unit, "goal_operator": operator, "origins": {"goal": DECIDED}}
    issue_with(indicator("R001", "某指标", value(yoy="1"), **agreed))
    assert words in row(read(RECORD))


def test_a_rank_given_as_a_number_is_a_place(read, db):
    issue_with(indicator("R001", "某指标", value(yoy="1", rank="3", origins={"rank": DECIDED})))
    assert "位次：第3位" in row(read(RECORD))


def test_a_share_put_right_is_marked_wherever_it_stands(read, db):
    given = value(
        value="5", share_of_plan="60", stated_gap="10", words=WORDS, origins={"share_of_plan": DECIDED},
        stated={"share_of_plan": "61"}, kind=FigureKind.PLAN_PROGRESS,
    )  # fmt: skip
    issue_with(indicator("R001", "工程投入", given, unit="亿元"))
    html = read(RECORD)
    assert "原文：占年度计划61%" in row(html)
    assert re.findall(r'60%(?:</b>)?&#8288;<span class="o o-(\w+)', html) == ["add", "add"]
    assert re.findall(r'个百分点(?:</span>)?&#8288;<span class="o o-(\w+)', html) == ["plan"]
    assert "o-add" in read(HOME).split(f'<a href="{RECORD}#R001">')[1].split("</th>")[0]
