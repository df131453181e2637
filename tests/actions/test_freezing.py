"""The record of indicators as issues fix it: what each series shows, what is put right, and nobody publishing alone."""

import json
from datetime import date, timedelta

import pytest

from plans.actions.recording import TermsChoice, ValueChoice, change_indicator, record_value
from plans.actions.withholding import propose_withholding, withhold
from plans.models import Indicator, Observation, Publication
from plans.queries.issuing import load_next_issue
from plans.queries.verification import list_breaks
from plans.rules.digest import canonical_json, row_digest
from plans.rules.indicators import Figures, indicator_columns
from plans.rules.said import Refused
from plans.rules.vocabulary import CorrectionKind, Series
from tests.actions.test_recording import DECISION
from tests.actions.worlds import NOW, issue, make_indicator, make_round, make_world

pytestmark = pytest.mark.django_db

PUBLIC = Series.PUBLIC
LATER = NOW + timedelta(days=30)


@pytest.fixture
def world():
    world = make_world()
    make_indicator(world)
    return world


def put(world, *, by=None, now=NOW, correction=CorrectionKind.REVISION, code="R001", releasable_on=None, **figures):
    current = Observation.objects.current().get(indicator__code=code, repeats=None)
    choice = ValueChoice(
        current.start_on,
        current.end_on,
        Figures(**figures),
        correction=correction,
        seen=current.pk,
        releasable_on=releasable_on,
    )
    record_value(
        indicator=Indicator.objects.get(code=code), choice=choice, decision=DECISION, by=by or world.office, now=now
    )


def change(world, *, now=NOW, **given):
    choice = TermsChoice(**({"name": "社会消费品零售总额", "unit": "亿元"} | given))
    indicator = Indicator.objects.get(code="R001")
    change_indicator(indicator=indicator, choice=choice, decision=DECISION, by=world.office, now=now)


def codes(publication):
    return [code for code, _digest in json.loads(publication.header)["record"]]


def body(publication, code="R001"):
    return json.loads(publication.indicators.get(code=code).body)


def refused(code, call, *args, **given):
    before = list(Publication.objects.values())
    with pytest.raises(Refused) as caught:
        call(*args, **given)
    assert caught.value.code == code
    assert list(Publication.objects.values()) == before
    return caught.value


def test_an_issue_fixes_the_record_in_its_order_under_its_header(world):
    make_indicator(world, "城镇新增就业", unit="人", value="4326", yoy="")
    publication = issue(world, make_round(world))
    rows = list(publication.indicators.all())
    header = json.loads(publication.header)
    assert header["record"] == [[row.code, row_digest(salt=row.salt, body=row.body)] for row in rows]
    assert [(row.code, row.place, row.name) for row in rows] == [
        ("R001", 1, "社会消费品零售总额"),
        ("R002", 2, "城镇新增就业"),
    ]
    for row in rows:
        assert canonical_json(json.loads(row.body)) == row.body
        assert {name: getattr(row, name) for name in indicator_columns(json.loads(row.body))} == indicator_columns(
            json.loads(row.body)
        )
    assert list(list_breaks()) == []


def test_a_public_issue_leaves_out_what_may_not_be_told_yet_or_ever(world):
    make_indicator(world, "粮食产量", releasable_on=date(2031, 9, 5))
    make_indicator(world, "零售价格", releasable_on=date(2031, 9, 6))
    change(world, is_public=False)
    round_ = make_round(world)
    assert codes(issue(world, round_, PUBLIC)) == ["R002"]
    assert codes(issue(world, round_)) == ["R001", "R002", "R003"]
    assert codes(issue(world, make_round(world, 2), PUBLIC, now=LATER)) == ["R002", "R003"]


def test_an_indicator_that_was_taken_out_leaves_later_issues_and_stays_in_earlier_ones(world):
    first = issue(world, make_round(world))
    change(world, is_withdrawn=True)
    assert codes(issue(world, make_round(world, 2))) == []
    assert body(first)["name"] == "社会消费品零售总额"


# -- figures put right -----------------------------------------------------------------------------------------------


def test_a_printed_figure_changes_only_with_a_listed_correction(world):
    issue(world, make_round(world, 1))
    put(world, value="35.9", yoy="7.2", now=LATER)
    second = issue(world, make_round(world, 2), now=LATER)
    third = issue(world, make_round(world, 3), now=LATER)
    assert json.loads(second.header)["corrections"] == [{"code": "R001", "field": "value"}]
    assert body(second)["corrections"] == [
        {
            "field": "value",
            "name": "社会消费品零售总额",
            "unit": "亿元",
            "number": "1",
            "as_of": "2031-06-30",
            "was": "35.7",
            "now": "35.9",
            "kind": "revision",
            "reason": "年度核定",
        }
    ]
    assert (json.loads(third.header)["corrections"], body(third)["corrections"]) == ([], [])
    assert list(list_breaks()) == []


def test_a_series_that_never_printed_the_wrong_figure_lists_nothing(world):
    round_ = make_round(world)
    issue(world, round_)
    put(world, value="35.9", yoy="7.2")
    public = issue(world, round_, PUBLIC)
    assert (json.loads(public.header)["corrections"], body(public)["values"][0]["value"]) == ([], "35.9")


# -- two people ------------------------------------------------------------------------------------------------------


def test_who_added_a_figure_does_not_publish_it_alone(world):
    round_ = make_round(world)
    put(world, value="35.7", yoy="7.2", rank="全市第3位", by=world.publisher)
    refusal = refused("own-figures", issue, world, round_)
    assert (refusal.status, "R001" in refusal.said.zh) == (403, True)
    assert codes(issue(world, round_, by=world.office)) == ["R001"]


def test_who_agreed_on_its_terms_does_not_publish_them_alone(world):
    change(world, source_unit="县统计局")
    refused("own-figures", issue, world, make_round(world), by=world.office)


def test_what_a_series_has_told_already_is_published_on_by_anybody(world):
    put(world, value="35.7", yoy="7.2", rank="全市第3位", by=world.publisher)
    issue(world, make_round(world), by=world.office)
    assert codes(issue(world, make_round(world, 2), now=LATER)) == ["R001"]


def test_what_another_person_added_since_may_be_published(world):
    put(world, value="35.7", yoy="7.2", rank="全市第3位", by=world.publisher)
    issue(world, make_round(world), by=world.office)
    put(world, value="35.7", yoy="7.2", rank="全市第4位", by=world.office, now=LATER)
    assert codes(issue(world, make_round(world, 2), now=LATER)) == ["R001"]


def test_what_is_not_shown_stops_nobody(world):
    put(world, value="35.7", yoy="7.2", rank="全市第3位", by=world.publisher, releasable_on=date(2031, 12, 1))
    assert codes(issue(world, make_round(world), PUBLIC)) == []


def test_the_page_that_prepares_an_issue_names_what_is_the_publishers_own(world):
    put(world, value="35.7", yoy="7.2", rank="全市第3位", by=world.publisher)
    round_ = make_round(world)
    for person, own in ((world.publisher, ("R001",)), (world.office, ())):
        prepared = load_next_issue(
            world.plan, series=Series.INTERNAL, round_=round_, publisher=person.user, today=NOW.date()
        )
        assert prepared.record.own == own


# -- what was withheld -----------------------------------------------------------------------------------------------


def withheld(world, publication, *, now=NOW):
    row = publication.indicators.get(code="R001")
    withhold(
        withholding=propose_withholding(row=row, reason="尚未公布", by=world.office, now=now),
        by=world.publisher,
        now=now,
    )


def test_what_two_people_withheld_does_not_come_back_by_itself(world):
    withheld(world, issue(world, make_round(world)))
    second = make_round(world, 2)
    refusal = refused("withheld-again", issue, world, second, now=LATER)
    assert (refusal.status, "R001" in refusal.said.zh) == (409, True)
    change(world, source_unit="县统计局", now=LATER)
    refused("withheld-again", issue, world, second, now=LATER)
    assert codes(issue(world, second, PUBLIC, now=LATER)) == ["R001"]


@pytest.mark.parametrize("how", ["value", "name"])
def test_it_comes_back_once_a_figure_or_the_name_was_put_right(world, how):
    first, second = issue(world, make_round(world)), make_round(world, 2)
    withheld(world, first)
    if how == "value":
        put(world, value="35.8", yoy="7.2", now=LATER)
    else:
        change(world, name="消费品零售额", now=LATER)
    again = issue(world, second, now=LATER)
    assert (codes(again), json.loads(again.header)["corrections"]) == (["R001"], [])
    assert list(list_breaks()) == []


def test_withheld_twice_it_waits_for_what_came_after_the_second_time(world):
    publications = [issue(world, make_round(world, number)) for number in (1, 2)]
    withheld(world, publications[1], now=LATER)
    withheld(world, publications[0])
    put(world, value="35.8", yoy="7.2", now=LATER - timedelta(days=1))
    refused("withheld-again", issue, world, make_round(world, 3), now=LATER)
