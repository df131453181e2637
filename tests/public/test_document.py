"""The plan's own text: every character as it is, each task's words marked."""

import re
from dataclasses import replace

from plans.rules.indicators import PlacedPassage
from tests.public.conftest import HOME
from tests.public.makers import (
    OLD_SCHEMA,
    TEXT,
    IssueSpec,
    indicator,
    make_plan,
    passage,
    publish,
    sample_records,
    value,
)
from tests.public.reading import parse

DOCUMENT = f"{HOME}document/"


def _article(html: str) -> str:
    return re.search("<article.*?</article>", html, re.DOTALL)[0]


def _bare(html: str) -> str:
    """The words of the plan without badges and notes."""
    kept = re.sub(r'<span class="chip.*?</span>', "", html)
    kept = re.sub(r'<span class="sn .*?</span>', "", kept, flags=re.DOTALL)
    return re.sub(r"\s", "", re.sub("<[^>]+>", "", kept))


def test_not_one_character_of_the_text_is_changed_or_lost(read, plan):
    body = TEXT.partition("\n")[2]
    assert _bare(_article(read(DOCUMENT))) == re.sub(r"\s", "", body)


def test_headings_follow_the_outline_and_measures_begin_paragraphs(read, plan):
    article = _article(read(DOCUMENT))
    assert re.findall(r'<h2 id="s-(.*?)">(.*?)</h2>', article) == [("1", "一、上半年情况"), ("2", "二、下半年安排")]
    assert re.findall(r'<h3 id="s-(.*?)">(.*?)</h3>', article) == [
        ("2.1", "（一）做强实体经济"),
        ("2.2", "（二）改善民生"),
    ]
    assert re.findall(r'<p id="s-(.*?)"><b>(.*?)</b>', article) == [
        ("2.1.m1", "一是抓项目。"),
        ("2.1.m2", "二是抓服务。"),
        ("2.2.m1", "一是抓教育。"),
    ]


def test_each_task_is_a_link_in_the_text_with_its_light(read, plan):
    found = re.findall(r'<a class="st st-(\w+)" id="t-([\d.]+)" href="([^"]+)">([^<]+)</a>', _article(read(DOCUMENT)))
    assert found == [
        ("warn", "1.1.1", f"{HOME}tasks/1.1.1/", "新建厂房20栋"),
        ("late", "1.1.2", f"{HOME}tasks/1.1.2/", "推动老厂改造"),
        ("na", "1.2.1", f"{HOME}tasks/1.2.1/", "办好服务窗口"),
        ("na", "2.1.1", f"{HOME}tasks/2.1.1/", "扩建学校3所"),
    ]


def test_a_stop_stays_with_its_sentence_before_the_badge(read, plan):
    assert '推动老厂改造</a>；<span class="chip c-late">' in _article(read(DOCUMENT))


def test_an_earlier_issue_marks_the_text_with_its_own_lights(read, plan):
    assert 'class="st st-nd" id="t-1.1.2"' in read(f"{HOME}publications/1/document/")


def test_the_index_leads_to_parts_and_areas_with_counts(read, plan):
    page = parse(read(DOCUMENT))
    links = [link["href"] for link in page.named("a") if link.get("href", "").startswith("#s-")]
    assert links == ["#s-1", "#s-2", "#s-2.1", "#s-2.2"]


def test_the_meter_and_the_list_tell_what_was_set_aside_and_why(read, plan):
    html = read(DOCUMENT)
    assert "计划部分：3句已转为任务，1句已说明理由，1句待处理" in html
    assert '<th scope="row" class="q">为此要多跑多问。</th><td class="m">总体要求</td>' in html


def test_a_digest_says_that_it_is_one(read, plan):
    assert "本页为摘编，并非原文。" in read(DOCUMENT)


def test_figures_of_the_record_are_links_in_the_text(read, plan):
    link = f'<a class="fact" id="r-R001" href="{HOME}record/#R001">十二个工程已投入5亿元</a>'
    assert _article(read(DOCUMENT)).count(link) == 1


def test_an_issue_from_before_the_record_marks_what_its_header_gives_as_shares(read, db):
    publish(make_plan(), sample_records(), 1, IssueSpec(schema=OLD_SCHEMA))
    assert '<u class="fact">十二个工程已投入5亿元</u>' in read(DOCUMENT)


def test_words_that_are_not_in_the_text_as_quoted_are_left_unmarked(read, db):
    elsewhere = PlacedPassage(replace(passage("十二个工程已投入5亿元"), text="别的话"), "1")
    record = [indicator("R001", "工程投入", value(value="5", passages=[elsewhere]))]
    publish(make_plan(), sample_records(), 1, IssueSpec(record=record))
    assert 'class="fact"' not in _article(read(DOCUMENT))
