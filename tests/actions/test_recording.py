"""The record of indicators as people keep it: each change is a row of its own, with the decision it rests on."""

from dataclasses import replace
from datetime import date

import pytest

from plans.actions.acting import COMMAND_LINE
from plans.actions.deciding import DecisionText
from plans.actions.recording import TermsChoice, ValueChoice, add_indicator, change_indicator, record_value
from plans.models import AuditEntry, Decision, Indicator, IndicatorTerms, Observation
from plans.queries.indicators import load_indicator_records
from plans.rules.indicators import Figures
from plans.rules.said import Refused
from plans.rules.vocabulary import CorrectionKind
from tests.actions.worlds import NOW, make_indicator, make_world

pytestmark = pytest.mark.django_db

DECISION = DecisionText(office="县统计局", on=date(2031, 9, 1), document_number="白统〔2031〕2号", reason="年度核定")
HALF = (date(2031, 1, 1), date(2031, 6, 30))
NINE = (date(2031, 1, 1), date(2031, 9, 30))


@pytest.fixture
def world():
    world = make_world()
    make_indicator(world)
    return world


def row():
    return Indicator.objects.get(code="R001")


def terms(**given):
    return TermsChoice(**({"name": "社会消费品零售总额", "unit": "亿元"} | given))


def change(world, *, by=None, decision=DECISION, **given):
    change_indicator(indicator=row(), choice=terms(**given), decision=decision, by=by or world.office, now=NOW)


def put(
    world, span=HALF, *, by=None, decision=DECISION, seen="current", correction=None, releasable_on=None, **figures
):
    if seen == "current":
        found = Observation.objects.current().filter(start_on=span[0], end_on=span[1], repeats=None).first()
        seen = found.pk if found else None
    choice = ValueChoice(*span, Figures(**figures), releasable_on=releasable_on, correction=correction, seen=seen)
    return record_value(indicator=row(), choice=choice, decision=decision, by=by or world.office, now=NOW)


def newest(world):
    [record] = load_indicator_records(world.plan)
    return record.values[0]


def refused(code, field, call, *args, **given):
    before = [list(model.objects.values()) for model in (Indicator, IndicatorTerms, Observation, Decision)]
    with pytest.raises(Refused) as caught:
        call(*args, **given)
    assert (caught.value.code, caught.value.field) == (code, field)
    assert [list(model.objects.values()) for model in (Indicator, IndicatorTerms, Observation, Decision)] == before
    return caught.value


# -- an indicator of one's own ---------------------------------------------------------------------------------------


def add(world, *, by=None, decision=DECISION, **given):
    return add_indicator(plan=world.plan, choice=terms(**given), decision=decision, by=by or world.office, now=NOW)


def test_an_indicator_is_added_with_its_decision_at_the_end_of_its_section(world):
    indicator = add(world, name=" 农产品网络零售额 ", section="2.1", frequency="monthly", goal_text="1,200")
    assert (indicator.code, indicator.section.number, indicator.sort) == ("R002", "2.1", indicator.section.end)
    row = indicator.terms.get()
    assert (row.name, row.frequency, row.goal_text, row.recorded_at) == ("农产品网络零售额", "monthly", "1200", NOW)
    assert (row.decision.origin, row.decision.document_number, row.decision.by) == (
        "decision",
        "白统〔2031〕2号",
        world.office.user,
    )
    entry = AuditEntry.objects.get()
    assert (entry.act, entry.subject, entry.outcome) == ("add_indicator", "bailu-2031 R002", "done")


def test_one_without_a_place_stands_after_all_others(world):
    add(world, name="粮食产量", unit="万吨")
    assert [
        (record.code, record.section and record.section.number) for record in load_indicator_records(world.plan)
    ] == [
        ("R001", "2.1"),
        ("R002", None),
    ]


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"name": " "}, "name-missing", "name"),
        ({"section": "9.9"}, "section-unknown", "section"),
        ({"section": "2.1"}, "indicator-there", "name"),
        ({"name": "别的", "goal_text": "很多"}, "figure-unclear", "goal_text"),
        ({"name": "别的", "goal_text": "5家"}, "figure-other-unit", "goal_text"),
        ({"decision": replace(DECISION, document_number="", reason=" ")}, "decision-without-ground", "reason"),
    ],
)
def test_what_is_not_clear_is_not_added(world, given, code, field):
    refused(code, field, add, world, **given)


# -- its terms -------------------------------------------------------------------------------------------------------


def test_terms_are_superseded_and_each_part_keeps_its_origin(world):
    change(world, source_unit="县统计局", nature="anticipatory", goal_text="6％", goal_operator="≥")
    old, new = IndicatorTerms.objects.order_by("pk")
    assert (new.supersedes, old.goal_text, new.goal_text) == (old, "", "6%")
    [record] = load_indicator_records(world.plan)
    assert (record.goal, record.goal_operator, record.nature.value) == ("6%", "≥", "anticipatory")
    assert {name: origin.kind.value for name, origin in record.origins.items()} == {
        "name": "plan",
        "unit": "plan",
        "source_unit": "decision",
        "nature": "decision",
        "goal": "decision",
    }
    entry = AuditEntry.objects.get()
    assert (entry.act, '"goal_text":"6%"' in entry.after, '"goal_text":""' in entry.before) == (
        "change_indicator",
        True,
        True,
    )


def test_an_indicator_can_be_taken_out_and_put_back(world):
    change(world, is_withdrawn=True)
    assert load_indicator_records(world.plan) == ()
    refused("indicator-withdrawn", None, put, world, yoy="7.2", value="36")
    change(world)
    assert [record.code for record in load_indicator_records(world.plan)] == ["R001"]


def test_a_unit_that_figures_are_counted_in_does_not_change(world):
    refused("unit-in-use", "unit", change, world, unit="万元")


def test_a_unit_nothing_is_counted_in_may_change():
    world = make_world()
    make_indicator(world, value="", yoy="7.2")
    change(world, unit="万元")
    change(world, unit="亿元")
    assert load_indicator_records(world.plan)[0].unit == "亿元"


def test_a_unit_may_be_given_where_there_was_none():
    world = make_world()
    make_indicator(world, unit="", value="", yoy="7.2")
    change(world)
    assert load_indicator_records(world.plan)[0].unit == "亿元"


def test_terms_that_say_the_same_are_no_change(world):
    refused("nothing-changed", None, change, world)


# -- its values ------------------------------------------------------------------------------------------------------


def test_a_value_of_another_period_is_added(world):
    added = put(world, NINE, value="５0.10亿元", yoy="+6.5%", average="5.1%", rank=" 全市第3位 ")
    assert (added.value_text, added.yoy_text, added.average_text, added.rank_text) == (
        "50.10",
        "6.5",
        "5.1%",
        "全市第3位",
    )
    assert (added.period_label, added.kind, added.passage, added.supersedes) == (
        "2031-01-01/2031-09-30",
        "headline",
        None,
        None,
    )
    [record] = load_indicator_records(world.plan)
    assert [value.figures.value for value in record.values] == ["50.10", "35.7"]
    entry = AuditEntry.objects.get()
    assert (entry.act, entry.before, '"value":"50.10"' in entry.after) == ("record_value", "", True)


def test_the_first_value_of_an_indicator_is_work_done(world):
    indicator = add(world, name="粮食产量", unit="万吨")
    choice = ValueChoice(*HALF, Figures(value="5"))
    value = record_value(indicator=indicator, choice=choice, decision=DECISION, by=world.office, now=NOW)
    assert value.kind == "operational"


def test_what_is_added_beside_a_figure_leaves_the_figure_and_its_words(world):
    put(world, value="35.7", yoy="7.2", rank="全市第3位")
    value = newest(world)
    assert {name: origin.kind.value for name, origin in value.origins.items()} == {
        "value": "plan",
        "operator": "plan",
        "yoy": "plan",
        "rank": "decision",
    }
    assert len(value.passages) == 1
    assert value.changes == ()


def test_a_given_figure_is_put_right_with_the_kind_of_correction(world):
    put(world, value="35.9", yoy="7.2", correction=CorrectionKind.REVISION)
    old, new = Observation.objects.order_by("pk")
    assert (new.supersedes, old.value_text, new.value_text, new.correction_kind) == (old, "35.7", "35.9", "revision")
    assert [(change.was, change.now, change.kind.value, change.reason) for change in newest(world).changes] == [
        ("35.7", "35.9", "revision", "年度核定")
    ]
    entry = AuditEntry.objects.get()
    assert ('"value":"35.7"' in entry.before, '"value":"35.9"' in entry.after) == (True, True)


def test_what_the_document_says_twice_is_put_right_as_a_whole(world):
    first = Observation.objects.get()
    values = {field.attname: getattr(first, field.attname) for field in Observation._meta.concrete_fields}
    again = values | {"id": None, "repeats_id": first.pk, "yoy_text": "", "share_text": "48"}
    Observation.objects.create(**again)
    refused("correction-kind-missing", "correction", put, world, value="35.7", yoy="7.2")
    put(world, value="35.7", yoy="7.2", share_of_plan="48", average="5.1%")
    assert newest(world).figures.share_of_plan == "48"
    put(world, value="35.7", yoy="7.2", average="5.1%", correction=CorrectionKind.ERROR)
    assert newest(world).figures.share_of_plan == ""
    assert len(newest(world).passages) == 2


def test_a_day_of_release_alone_is_a_change(world):
    put(world, value="35.7", yoy="7.2", releasable_on=date(2031, 10, 1))
    assert newest(world).releasable_on == date(2031, 10, 1)


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"value": "36", "yoy": "7.2"}, "correction-kind-missing", "correction"),
        ({"yoy": "7.2"}, "correction-kind-missing", "correction"),
        ({"value": "35.7", "yoy": "7.2"}, "nothing-changed", None),
        ({}, "value-missing", "value"),
        ({"operator": "≈"}, "value-missing", "value"),
        ({"value": "许多"}, "figure-unclear", "value"),
        ({"value": "5家"}, "figure-other-unit", "value"),
        ({"yoy": "7个百分点"}, "figure-other-unit", "yoy"),
        ({"stated_gap": "3%"}, "figure-other-unit", "stated_gap"),
        ({"share_of_plan": "48个"}, "figure-other-unit", "share_of_plan"),
        ({"growth": "5"}, "basis-missing", "growth_basis"),
        ({"average": "四成"}, "figure-unclear", "average"),
        ({"value": "36", "seen": None}, "value-there", None),
        ({"value": "36", "seen": 9999}, "value-moved-on", None),
        ({"span": NINE, "value": "36", "seen": 9999}, "value-moved-on", None),
        ({"span": NINE[::-1], "value": "36"}, "period-ends-first", "end_on"),
        (
            {"value": "36", "decision": replace(DECISION, document_number=" ", reason="")},
            "decision-without-ground",
            "reason",
        ),
    ],
)
def test_what_is_not_clear_is_not_recorded(world, given, code, field):
    refused(code, field, put, world, **given)


def test_a_basis_without_growth_says_nothing(world):
    assert put(world, NINE, value="50", growth_basis="annual_avg").growth_basis == ""
    assert (
        put(world, (date(2030, 1, 1), date(2030, 12, 31)), growth="5", growth_basis="annual_avg").growth_basis
        == "annual_avg"
    )


def test_a_level_in_percent_is_a_number_in_its_unit():
    world = make_world()
    make_indicator(world, "森林覆盖率", unit="%", value="68", yoy="")
    indicator = row()
    change_indicator(
        indicator=indicator,
        choice=TermsChoice(name="森林覆盖率", unit="%", goal_text="70%"),
        decision=DECISION,
        by=world.office,
        now=NOW,
    )
    assert load_indicator_records(world.plan)[0].goal == "70"


# -- who may ---------------------------------------------------------------------------------------------------------

CALLS = {
    "add": lambda world, by: add(world, name="别的", by=by),
    "change": lambda world, by: change(world, source_unit="县统计局", by=by),
    "put": lambda world, by: put(world, NINE, value="50", by=by),
}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
@pytest.mark.parametrize("who", ["contributor", "head", "auditor", "system", "stranger", "neighbour"])
def test_who_does_not_keep_the_plan_keeps_no_record(world, call, who):
    assert refused("no-right", None, call, world, getattr(world, who)).status == 403


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
@pytest.mark.parametrize("who", ["office", "admin", None])
def test_the_plan_office_and_the_plan_administrator_keep_it(world, call, who):
    call(world, getattr(world, who) if who else COMMAND_LINE)
    assert AuditEntry.objects.get().outcome == "done"


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_a_draft_has_no_record_yet(world, call):
    world.plan.state = "draft"
    world.plan.save()
    assert refused("plan-not-confirmed", None, call, world, world.office).status == 409
