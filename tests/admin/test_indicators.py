"""The record in the workplace: what is shown, added and put right, and what a refusal says."""

import re
from datetime import timedelta

import pytest

from plans.actions.recording import TermsChoice, ValueChoice, change_indicator, record_value
from plans.models import Indicator, Observation, Plan, Section
from plans.queries.indicators import load_indicator_records
from plans.rules.indicators import Figures
from plans.rules.vocabulary import CorrectionKind
from tests.actions.test_recording import DECISION as GROUND
from tests.actions.worlds import NOW, make_indicator, make_round, make_world
from tests.admin.test_access import DECISION, INDICATOR, VALUE

HALF = {"value-start_on": "2031-01-01", "value-end_on": "2031-06-30"}


def text_of(response):
    """What is read on a page; marks of origin stand by their signs."""
    html = response.content.decode().replace("&#8288;", "")
    return " ".join(re.sub(r"<[^>]+>", " ", re.sub(r'<span class="vh">[^<]*</span>', "", html)).split())


def current():
    return Observation.objects.current().get(indicator__code="R001", start_on="2031-01-01", end_on="2031-06-30")


def put(stage, who="office", **given):
    typed = VALUE | HALF | {"value-value": "35.7", "value-yoy": "7.2", "value-seen": str(current().pk)}
    return stage.client(who).post(
        stage.at("indicators/R001/"), typed | {f"value-{name}": text for name, text in given.items()}
    )


def test_the_table_shows_each_area_with_figures_origins_and_source(stage):
    make_indicator(stage.world, "区级项目", value="6", yoy="", share_text="47.18", gap_text="-2.5")
    change_indicator(
        indicator=Indicator.objects.get(code="R001"),
        choice=TermsChoice(name="零售总额", unit="亿元", source_unit="县统计局", goal_text="6%", goal_operator="≥"),
        decision=GROUND,
        by=stage.world.office,
        now=NOW,
    )
    text = text_of(stage.client("auditor").get(stage.at("indicators/")))
    assert "指标2项" in text
    assert "零售总额 R001 35.7亿元 原 +7.2% 原" in text
    assert "增长不低于6% 补 县统计局" in text
    assert "47.18% · 慢2.50个百分点" in text
    assert "增加指标" not in text


def test_those_who_keep_the_plan_are_offered_what_they_may_do(stage):
    text = text_of(stage.client("office").get(stage.at("indicators/")))
    assert ("增加指标" in text, "采用原文其余数据（1项）" in text) == (True, True)


def test_an_indicator_is_added_and_its_page_asks_for_a_value(stage):
    client = stage.client("admin")
    response = client.post(stage.at("indicators/add/"), INDICATOR | {"terms-section": "2.1", "terms-is_public": "on"})
    assert response.headers["Location"] == stage.at("indicators/R002/")
    assert "指标已增加，请填写数值。" in text_of(client.get(stage.at("indicators/R002/")))
    row = Indicator.objects.get(code="R002").terms.get()
    assert (row.name, row.is_public, row.decision.document_number) == ("粮食产量", True, "白府〔2031〕1号")


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"terms-name": ""}, "请填写指标名称。"),
        ({"terms-goal_text": "很多"}, "“很多”不是一个数。"),
        ({"terms-document_number": "", "terms-reason": ""}, "请填写文号或理由。"),
        ({"terms-section": "9.9"}, "9.9"),
    ],
)
def test_a_fault_stands_at_its_field_and_what_was_typed_is_kept(stage, given, words):
    response = stage.client("office").post(stage.at("indicators/add/"), INDICATOR | given)
    html = response.content.decode()
    assert (response.status_code, Indicator.objects.count()) == (400, 1)
    assert words in html
    assert 'value="亿元"' in html


def test_figures_left_in_the_document_are_taken_over(stage):
    client = stage.client("office")
    page = client.get(stage.at("indicators/adopt/")).content.decode()
    assert 'name="figures" value="O1">' in page  # not chosen beforehand: it is only signed
    response = client.post(stage.at("indicators/adopt/"), {"figures": "O1"})
    assert response.headers["Location"] == stage.at("indicators/")
    assert "已采用1项数据。" in text_of(client.get(stage.at("indicators/")))
    assert [record.name for record in load_indicator_records(stage.world.plan)] == ["社会消费品零售总额", "签约金额"]
    assert "读出的数据均已收录。" in text_of(client.get(stage.at("indicators/adopt/")))


def test_nothing_chosen_is_said(stage):
    response = stage.client("office").post(stage.at("indicators/adopt/"))
    assert (response.status_code, "请选择要采用的数值。" in text_of(response)) == (400, True)


def test_a_value_is_put_right_and_the_earlier_row_stays_readable(stage):
    page = stage.client("office").get(stage.at(f"indicators/R001/?value={current().pk}")).content.decode()
    assert 'name="value-value" value="35.7"' in page
    assert put(stage, value="35.9", correction="revision").status_code == 302
    text = text_of(stage.client("auditor").get(stage.at("indicators/R001/")))
    assert "2031年上半年 35.9亿元 补" in text
    assert "35.7亿元 · +7.2%" in text
    assert "已被替代" in text


def test_a_given_figure_asks_for_the_kind_of_correction(stage):
    response = put(stage, value="35.9")
    html = response.content.decode()
    assert (response.status_code, 'value="35.9"' in html) == (400, True)
    assert "已有数值发生变化，请选择更正性质" in html


def test_a_form_that_is_out_of_date_says_so_and_keeps_what_was_typed(stage):
    stale = current().pk
    put(stage, value="35.7", rank="全市第3位")
    response = put(stage, value="36.1", seen=str(stale), correction="error")
    html = response.content.decode()
    assert (response.status_code, 'value="36.1"' in html, "全市第3位" in html) == (400, True, True)
    assert "该期数值刚刚有变化，请与上表核对后重新提交。" in html


def test_the_calendar_beside_a_share_is_for_the_office_alone(stage):
    make_indicator(stage.world, "区级项目", value="6", yoy="", share_text="47.18")
    text = text_of(stage.client("auditor").get(stage.at("indicators/R002/")))
    assert "按月份序时进度为50.00%，慢2.82个百分点 （仅供内部参考）" in text


def test_terms_are_changed_and_an_indicator_taken_out(stage):
    client = stage.client("office")
    typed = {f"terms-{name}": text for name, text in DECISION.items()} | {
        "what": "terms",
        "terms-name": "零售",
        "terms-unit": "亿元",
    }
    assert client.post(stage.at("indicators/R001/"), typed | {"terms-is_withdrawn": "on"}).status_code == 302
    assert load_indicator_records(stage.world.plan) == ()
    page = text_of(client.get(stage.at("indicators/R001/")))
    assert ("已移出指标表，以后各期不再列示。" in page, "增加一期数值" in page) == (True, False)
    assert "零售 R001" in text_of(client.get(stage.at("indicators/")))
    assert client.post(stage.at("indicators/R001/"), typed | {"terms-is_public": "on"}).status_code == 302
    assert [record.name for record in load_indicator_records(stage.world.plan)] == ["零售"]


def test_terms_that_say_the_same_are_told_to_be_no_change(stage):
    typed = INDICATOR | {"what": "terms", "terms-name": "社会消费品零售总额", "terms-is_public": "on"}
    response = stage.client("office").post(stage.at("indicators/R001/"), typed)
    assert (response.status_code, "内容没有变化，无需提交。" in text_of(response)) == (400, True)


def test_an_unknown_indicator_or_form_changes_nothing(stage):
    client = stage.client("office")
    assert client.get(stage.at("indicators/R099/")).status_code == 404
    assert client.post(stage.at("indicators/R001/"), {"what": "everything"}).status_code == 200
    assert client.get(stage.at("indicators/R001/?value=abc")).status_code == 200


def test_a_draft_refuses_with_its_reason(stage):
    Plan.objects.filter(pk=stage.world.plan.pk).update(state="draft")
    response = stage.client("office").post(stage.at("indicators/R001/"), VALUE)
    assert (response.status_code, "请先确认计划，再维护指标表。" in text_of(response)) == (400, True)


def test_the_record_of_an_issue_is_listed_and_one_of_it_withheld_by_two(stage):
    office, publisher = stage.client("office"), stage.client("publisher")
    address = stage.at("publications/public/1/")
    page = office.get(address).content.decode()
    assert f'href="{address}indicators/R001/withhold/"' in page
    assert "社会消费品零售总额 R001" in text_of(office.get(f"{address}indicators/R001/withhold/"))
    office.post(f"{address}indicators/R001/withhold/", {"reason": "尚未公布"})
    waiting = text_of(publisher.get(stage.at("publications/")))
    assert "社会消费品零售总额 R001" in waiting
    row = stage.world.plan.publications.get(series="public").indicators.get()
    publisher.post(stage.at(f"withholdings/{row.withholding.pk}/"))
    assert "已撤下 R001 已撤下：尚未公布" in text_of(office.get(address))
    assert office.get(f"{address}indicators/R077/withhold/").status_code == 404


def test_the_page_that_prepares_an_issue_tells_who_must_not_publish_it(stage):
    change_indicator(
        indicator=Indicator.objects.get(code="R001"),
        choice=TermsChoice(name="零售总额", unit="亿元"),
        decision=GROUND,
        by=stage.world.office,
        now=NOW + timedelta(days=1),
    )
    warning = "指标R001由您补充或更正，本期须由他人发布。"
    pages = [
        text_of(stage.client(name).get(stage.at("rounds/2/publish/internal/"))) for name in ("office", "publisher")
    ]
    assert [warning in page for page in pages] == [True, False]


def test_an_indicator_may_stand_in_a_part_of_the_document_itself(stage):
    document = stage.world.plan.source
    Section.objects.create(
        document=document, number="9", level=1, marker="二、", title="主要目标", kind="plan", start=0, end=6
    )
    html = stage.client("office").get(stage.at("indicators/add/")).content.decode()
    assert '<option value="9">二、主要目标</option>' in html
    client = stage.client("admin")
    client.post(stage.at("indicators/add/"), INDICATOR | {"terms-section": "9"})
    assert Indicator.objects.get(code="R002").section.number == "9"


def test_a_form_says_beforehand_what_a_decision_rests_on_and_how_average_and_rank_are_typed(stage):
    text = text_of(stage.client("office").get(stage.at("indicators/R001/")))
    assert text.count("文号、理由至少填一项。") == 4  # two fields in each of two forms
    assert ("填同期全市水平" in text, "请写明范围" in text) == (True, True)


def test_a_rank_given_as_a_number_is_a_place_and_a_goal_below_nought_a_fall(stage):
    put(stage, rank="3")
    change_indicator(
        indicator=Indicator.objects.get(code="R001"),
        choice=TermsChoice(name="零售总额", unit="亿元", goal_text="-2.5%", goal_operator="≤"),
        decision=GROUND,
        by=stage.world.office,
        now=NOW,
    )
    text = text_of(stage.client("auditor").get(stage.at("indicators/R001/")))
    assert ("第3位 补" in text, "年度目标 下降不低于2.5% 补" in text) == (True, True)


def test_the_page_that_prepares_an_issue_tells_what_it_fixes_of_the_record(stage):
    put(stage, value="35.9", correction="revision")
    make_indicator(stage.world, "区级项目", value="6", yoy="")
    text = text_of(stage.client("publisher").get(stage.at("rounds/2/publish/public/")))
    assert (
        "本期收录指标2项。 比第1期有变化1项，新增1项。 本期列为更正： 社会消费品零售总额 R001 35.7亿元 → 35.9亿元"
        in text
    )
    assert "将沿用上期数据并注明" in text


def test_a_first_issue_tells_what_was_put_right_beside_the_document_and_carries_nothing_over(stage):
    world = make_world(slug="bailu-first", tasks=2)
    make_indicator(world)
    round_ = make_round(world, 1)
    first = Observation.objects.get(indicator__plan=world.plan)
    record_value(
        indicator=first.indicator,
        choice=ValueChoice(
            first.start_on,
            first.end_on,
            Figures(value="35.9", yoy="7.2"),
            correction=CorrectionKind.ERROR,
            seen=first.pk,
        ),
        decision=GROUND,
        by=world.office,
        now=NOW,
    )
    text = text_of(stage.client("publisher").get(f"/admin/plans/bailu-first/rounds/{round_.number}/publish/public/"))
    assert "本期收录指标1项。 与原文不同、已作更正： 社会消费品零售总额 R001 35.7亿元 → 35.9亿元" in text
    assert ("将沿用上期数据" in text, "比第" in text, "本期无填报数据：2项" in text) == (False, False, True)
