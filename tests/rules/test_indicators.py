"""Indicators: who says which figure, what a series may show, the frozen body, corrections and periods."""

from dataclasses import replace
from datetime import date

import pytest

from plans.rules.indicators import (
    EMPTY_INDICATOR_COLUMNS,
    Change,
    Figures,
    IndicatorRecord,
    ListedCorrection,
    PlacedPassage,
    Printed,
    ValueRecord,
    Version,
    calendar_figure,
    changes_of,
    content_of,
    indicator_body,
    indicator_columns,
    listed_corrections,
    origins_of,
    released,
    stated,
    stated_otherwise,
)
from plans.rules.periods import Period, period_of
from plans.rules.records import OriginRecord, PassageRecord, SectionRecord
from plans.rules.vocabulary import CorrectionKind, Direction, FigureKind, Force, Frequency, Origin

HALF = Period("2031H1", date(2031, 1, 1), date(2031, 6, 30))
PLAN = OriginRecord(Origin.PLAN)
OFFICE = OriginRecord(Origin.DECISION, office="县计划办", on=date(2031, 9, 5), reason="重复统计")
LATER = OriginRecord(Origin.DECISION, office="县统计局", on=date(2031, 9, 9), reason="年度核定")
WORDS = PlacedPassage(PassageRecord(10, 20, "外贸进出口30亿元"), "1.1.3")


def value(period=HALF, origins=None, **given):
    figures = Figures(**{name: given.pop(name) for name in list(given) if name in Figures.__dataclass_fields__})
    return ValueRecord(
        period=period,
        figures=figures,
        kind=given.pop("kind", FigureKind.HEADLINE),
        origins=origins or dict.fromkeys(figures.said(), PLAN),
        **given,
    )


def indicator(code="R001", *values, **given):
    return IndicatorRecord(
        code=code,
        name=given.pop("name", "外贸进出口"),
        unit=given.pop("unit", "亿元"),
        section=given.pop("section", SectionRecord("1.1.3", "3.", "外贸")),
        area=given.pop("area", SectionRecord("1.1", "（一）", "经济")),
        origins=given.pop("origins", {"name": PLAN, "unit": PLAN}),
        values=values,
        **given,
    )


# -- what is said ----------------------------------------------------------------------------------------------------


def test_an_operator_is_said_only_with_its_value():
    assert Figures(yoy="3.4").said() == {"yoy": "3.4"}
    assert Figures(value="460", operator="≈").said() == {"value": "460", "operator": "≈"}


def test_a_second_statement_adds_what_the_first_leaves_out_and_changes_nothing():
    first, again = Figures(yoy="7.2"), Figures(value="35.7", yoy="7.20", share_of_plan="48")
    assert first.filled_from(again) == Figures(value="35.7", yoy="7.2", share_of_plan="48")


def test_two_statements_of_the_document_are_its_first_version_until_a_person_puts_it_right():
    said, again = Version(Figures(yoy="7.2"), PLAN), Version(Figures(value="35.7", yoy="7.2"), PLAN)
    assert stated([said], [again]) == Figures(value="35.7", yoy="7.2")
    corrected = Version(Figures(yoy="7.1"), OFFICE, CorrectionKind.ERROR)
    assert stated([said, corrected], [again]) == Figures(yoy="7.1")


def test_each_figure_has_the_origin_of_the_version_that_gave_it_what_it_says():
    versions = [
        ({"value": "30", "yoy": "5"}, PLAN),
        ({"value": "30", "yoy": "6", "rank": "第3位"}, OFFICE),
        ({"value": "30", "yoy": "6"}, LATER),
    ]
    assert origins_of(versions) == {"value": PLAN, "yoy": OFFICE}


def test_what_was_given_and_became_another_is_a_change_and_what_was_added_is_none():
    versions = [
        Version(Figures(value="30", operator="≈", yoy="5"), PLAN),
        Version(Figures(value="30", yoy="6", rank="第3位"), OFFICE, CorrectionKind.REVISION),
        Version(Figures(value="30", rank="第3位"), LATER),
    ]
    assert changes_of(versions) == (
        Change("yoy", "5", "6", CorrectionKind.REVISION, "重复统计"),
        Change("yoy", "6", "", CorrectionKind.ERROR, "年度核定"),
    )


def test_what_the_document_states_is_kept_beside_what_people_put_right():
    said, right = (
        Version(Figures(value="21", operator="≈", yoy="5"), PLAN),
        Version(Figures(value="20", yoy="5"), OFFICE),
    )
    assert stated_otherwise([said, right, Version(Figures(value="19", yoy="5"), LATER)]) == {
        "value": "21",
        "operator": "≈",
    }
    assert stated_otherwise([said, right, said]) == {}
    assert stated_otherwise([right, said]) == {}


def test_a_body_tells_what_the_document_states_only_where_something_else_holds():
    bodies = [
        indicator_body(indicator("R001", value(value="20", stated=said)), place=1, names={})
        for said in ({"value": "21"}, {})
    ]
    assert [body["values"][0].get("stated") for body in bodies] == [{"value": "21"}, None]


def test_a_stated_lead_and_a_share_are_exact():
    assert Figures(stated_gap="-2.82").gap_pp * 100 == -282
    assert Figures().gap_pp is None
    assert (
        Figures(share_of_plan="47.18").ahead_of(calendar_share := Figures(share_of_plan="50").ahead_of(0) / 100) * 100
        == -282
    )
    assert calendar_share * 2 == 1


# -- what a series may show ------------------------------------------------------------------------------------------


def test_an_internal_issue_shows_everything_that_has_a_value():
    hidden = indicator("R001", value(value="1", releasable_on=date(2031, 12, 1)), is_public=False)
    assert released([hidden, indicator("R002")], on=None) == (hidden,)


@pytest.mark.parametrize(
    ("on", "shown"), [(date(2031, 9, 4), []), (date(2031, 9, 5), ["R001"]), (date(2031, 9, 6), ["R001"])]
)
def test_a_public_issue_waits_for_the_day_a_value_may_be_told(on, shown):
    waiting = indicator("R001", value(value="1", releasable_on=date(2031, 9, 5)))
    assert [record.code for record in released([waiting], on=on)] == shown


def test_a_public_issue_shows_the_older_value_while_the_newer_may_not_be_told():
    older = value(value="1", period=period_of(date(2030, 1, 1), date(2030, 12, 31)))
    record = indicator("R001", value(value="2", releasable_on=date(2031, 12, 1)), older)
    assert released([record], on=date(2031, 9, 5))[0].values == (older,)


def test_what_may_not_be_shown_is_not_named_as_the_whole_of_a_part():
    whole = indicator("R001", value(value="30"), is_public=False)
    part = indicator("R002", value(value="20", parent="R001"), name="出口")
    [shown] = released([whole, part], on=date(2031, 9, 5))
    assert (shown.code, shown.values[0].parent) == ("R002", "")
    assert [row.values[0].parent for row in released([whole, part], on=None)] == ["", "R001"]


# -- the frozen body -------------------------------------------------------------------------------------------------


def test_a_body_holds_all_that_is_known_of_an_indicator_as_text():
    origins = {"name": PLAN, "unit": PLAN, "goal": OFFICE}
    given = value(
        value="16.65",
        share_of_plan="47.18",
        rank="第3位",
        parent="R001",
        passages=(WORDS,),
        kind=FigureKind.PLAN_PROGRESS,
    )
    record = indicator(
        "R002",
        given,
        origins=origins,
        frequency=Frequency.MONTHLY,
        source_unit="县统计局",
        nature=Force.ANTICIPATORY,
        direction=Direction.UP,
        goal="6%",
        goal_operator="≥",
    )
    body = indicator_body(record, place=7, names={"R001": "投资", "R002": "外贸进出口"})
    plan = {"kind": "plan", "passage": None, "office": "", "on": None, "document_number": "", "reason": ""}
    assert body == {
        "schema": "2",
        "code": "R002",
        "place": "7",
        "name": "外贸进出口",
        "unit": "亿元",
        "section": {"number": "1.1.3", "marker": "3.", "title": "外贸"},
        "area": {"number": "1.1", "marker": "（一）", "title": "经济"},
        "frequency": "monthly",
        "source_unit": "县统计局",
        "nature": "anticipatory",
        "direction": "up",
        "goal": "6%",
        "goal_operator": "≥",
        "origins": {
            "name": plan,
            "unit": plan,
            "goal": plan | {"kind": "decision", "office": "县计划办", "on": "2031-09-05", "reason": "重复统计"},
        },
        "values": [
            {
                "period": {"label": "2031H1", "start_on": "2031-01-01", "end_on": "2031-06-30"},
                "kind": "plan_progress",
                "parent": {"code": "R001", "name": "投资"},
                "value": "16.65",
                "operator": "=",
                "yoy": None,
                "growth": None,
                "growth_basis": None,
                "share_of_plan": "47.18",
                "stated_gap": None,
                "average": None,
                "rank": "第3位",
                "calendar": {
                    "rule": "months",
                    "start_on": "2031-01-01",
                    "due_on": "2031-12-31",
                    "scheduled": "1/2",
                    "scheduled_percent": "50.00",
                },
                "releasable_on": None,
                "origins": dict.fromkeys(("value", "operator", "share_of_plan", "rank"), plan),
                "passages": [{"start": "10", "end": "20", "text": "外贸进出口30亿元", "section": "1.1.3"}],
            }
        ],
        "corrections": [],
    }


def test_what_nobody_said_is_null_and_never_empty_text():
    body = indicator_body(indicator("R001", value(yoy="3.4"), section=None, area=None, unit=""), place=1, names={})
    empty = ("section", "area", "frequency", "source_unit", "nature", "direction", "goal")
    assert {name: body[name] for name in empty} == dict.fromkeys(empty)
    assert body["values"][0]["value"] is None
    assert body["values"][0]["operator"] is None


@pytest.mark.parametrize(
    ("given", "share"),
    [
        ({"share_of_plan": "47.18"}, "50.00"),
        ({"share_of_plan": "73.15", "stated_gap": "11.35"}, None),
        ({"value": "5"}, None),
        ({"share_of_plan": "30", "period": period_of(date(2031, 1, 1), date(2031, 3, 31))}, "25.00"),
        ({"share_of_plan": "102", "period": period_of(date(2031, 1, 1), date(2031, 12, 31))}, "100.00"),
    ],
)
def test_the_calendar_explains_a_share_only_where_no_lead_is_stated(given, share):
    found = calendar_figure(value(**given))
    assert (found and found["scheduled_percent"]) == share


def test_a_body_told_anew_in_another_place_says_the_same():
    record = indicator("R001", value(value="30"))
    one, other = (indicator_body(record, place=place, names={}) for place in (1, 9))
    assert (one == other, content_of(one) == content_of(other)) == (False, True)


def test_columns_are_derived_from_the_body():
    body = indicator_body(
        indicator("R001", value(value="30", passages=(WORDS,)), source_unit="县商务局"), place=3, names={}
    )
    assert indicator_columns(body) == {
        "place": 3,
        "name": "外贸进出口",
        "area": "1.1",
        "section": "1.1.3",
        "kind": "headline",
        "words": "r001\n外贸进出口\n县商务局\n外贸进出口30亿元",
    }
    nowhere = indicator_columns(
        indicator_body(indicator("R001", value(value="30"), section=None, area=None), place=3, names={})
    )
    assert (nowhere["area"], nowhere["section"]) == ("", "")
    assert EMPTY_INDICATOR_COLUMNS.keys() == nowhere.keys()


# -- corrections -----------------------------------------------------------------------------------------------------

CHANGE = Change("value", "30", "31", CorrectionKind.REVISION, "年度核定")


def printed(number, **figures):
    return Printed(number, {HALF.span: figures})


def test_a_figure_printed_otherwise_is_listed_with_the_issue_that_printed_it_first():
    now = value(value="31", yoy="5", changes=(CHANGE,))
    told = [printed("1", value="30"), printed("2", value="30", yoy="5")]
    assert listed_corrections(indicator("R001", now), told) == (ListedCorrection(now, CHANGE, "1"),)


def test_a_correction_is_listed_once():
    now = value(value="31", changes=(CHANGE,))
    told = [printed("1", value="30"), printed("2", value="31")]
    assert listed_corrections(indicator("R001", now), told) == ()


def test_what_a_series_never_printed_is_not_corrected_in_it():
    now = value(value="31", changes=(CHANGE,))
    other = Printed("1", {(date(2030, 1, 1), date(2030, 12, 31)): {"value": "30"}})
    assert listed_corrections(indicator("R001", now), []) == ()
    assert listed_corrections(indicator("R001", now), [other]) == ()
    assert listed_corrections(indicator("R001", now), [printed("1", yoy="5")]) == ()


def test_of_several_changes_since_the_last_issue_one_is_listed_from_what_was_printed():
    changes = (replace(CHANGE, now="29"), replace(CHANGE, was="29", now="31", reason="再次核定"))
    now = value(value="31", changes=changes)
    [listed] = listed_corrections(indicator("R001", now), [printed("4", value="30")])
    assert listed.change == replace(CHANGE, reason="再次核定")


def test_the_operator_of_a_figure_is_no_figure_of_its_own():
    now = value(value="31", operator="≈", changes=(CHANGE,))
    [listed] = listed_corrections(indicator("R001", now), [printed("1", value="30", operator="=")])
    assert listed.change.field == "value"


@pytest.mark.parametrize(("field", "unit"), [("value", "亿元"), ("yoy", "%"), ("stated_gap", "个百分点"), ("rank", "")])
def test_a_body_tells_its_corrections_with_their_units(field, unit):
    now = value(value="31")
    listed = ListedCorrection(now, replace(CHANGE, field=field), "2")
    [told] = indicator_body(indicator("R001", now), place=1, names={}, corrections=[listed])["corrections"]
    assert told == {
        "field": field,
        "name": "外贸进出口",
        "unit": unit,
        "number": "2",
        "as_of": "2031-06-30",
        "was": "30",
        "now": "31",
        "kind": "revision",
        "reason": "年度核定",
    }


# -- periods ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "end", "label"),
    [
        ((2031, 1, 1), (2031, 6, 30), "2031H1"),
        ((2031, 7, 1), (2031, 12, 31), "2031H2"),
        ((2031, 1, 1), (2031, 12, 31), "2031"),
        ((2031, 4, 1), (2031, 6, 30), "2031Q2"),
        ((2032, 2, 1), (2032, 2, 29), "2032M02"),
        ((2031, 1, 1), (2031, 9, 30), "2031-01-01/2031-09-30"),
        ((2031, 1, 1), (2032, 12, 31), "2031-01-01/2032-12-31"),
        ((2031, 1, 2), (2031, 6, 30), "2031-01-02/2031-06-30"),
        ((2032, 2, 1), (2032, 2, 28), "2032-02-01/2032-02-28"),
    ],
)
def test_a_period_is_named_by_its_half_year_quarter_month_or_days(start, end, label):
    period = period_of(date(*start), date(*end))
    assert (period.label, period.span) == (label, (date(*start), date(*end)))
