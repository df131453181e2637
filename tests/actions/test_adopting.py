"""Figures of a document become indicators: each once, with its words, under the indicator it belongs to."""

from dataclasses import replace
from datetime import date

import pytest

from plans.actions.acting import COMMAND_LINE
from plans.actions.adopting import adopt_figures, record_observations
from plans.models import AuditEntry, Decision, Indicator, IndicatorTerms, Observation, Passage, ReviewStep, Section
from plans.queries.indicators import list_figures_left, load_indicator_records
from plans.rules.indicators import Figures
from plans.rules.proposal.items import items_read
from plans.rules.said import Refused
from tests.actions.worlds import FIRST_HALF, NOW, make_world
from tests.guards import guards_lifted

pytestmark = pytest.mark.django_db

TEXT = "新增家庭农场20家。社零同比增长7.2%；社零35.7亿元，同比增长7.2%。外贸30亿元，其中出口20亿元。签约9亿元。"
SECOND_HALF = {"label": "2031H2", "start_on": "2031-07-01", "end_on": "2031-12-31"}


def item(id_, words, name, **given):
    """As a reading gives it; `words` are where it stands."""
    start = TEXT.index(words)
    empty = dict.fromkeys(("value", "unit", "yoy", "growth", "growth_basis", "share_of_plan", "schedule_gap", "parent"))
    defaults = {"id": id_, "section": "2.1", "class": "headline", "name": name, "operator": "=", "group": None}
    return defaults | empty | {"start": start, "end": start + len(words)} | given


ITEMS = [
    item("O1", "社零同比增长7.2%", "社零", yoy="7.2"),
    item("O2", "社零35.7亿元，同比增长7.2%", "社零", value="35.7", unit="亿元", yoy="7.20"),
    item("O3", "外贸30亿元", "外贸", value="30", unit="亿元"),
    item("O4", "其中出口20亿元", "出口", value="20", unit="亿元", parent="外贸"),
    item("O5", "签约9亿元", "签约", value="9", unit="亿元", **{"class": "pipeline"}),
]


@pytest.fixture
def world():
    """The document has figures beside its task."""
    return make_world(text=TEXT, observations=ITEMS)


def figures(items, **given):
    """The same as a proposal gives them."""
    found = items_read({"tasks": [], "targets": [], "observations": items})
    return [replace(figure, **given) for figure in found]


def record(world, items=ITEMS, period=FIRST_HALF, **given):
    document = world.plan.source
    said = Decision.objects.get(plan=world.plan, origin="plan")
    arguments = {
        "plan": world.plan,
        "figures": figures(items),
        "sections": {row.number: row for row in Section.objects.filter(document=document)},
        "passage": lambda start, end: Passage.objects.get_or_create(document=document, start=start, end=end)[0],
        "said": said,
        "own": said,
        "period": period,
        "now": NOW,
    }
    return record_observations(**(arguments | given))


def names(world):
    return {row.name: row.code for row in load_indicator_records(world.plan)}


def test_each_figure_becomes_an_indicator_with_its_words(world):
    assert record(world) == 5
    records = {row.name: row for row in load_indicator_records(world.plan)}
    assert names(world) == {"社零": "R001", "外贸": "R002", "出口": "R003", "签约": "R004"}
    value = records["外贸"].values[0]
    assert (value.figures, value.period.label) == (Figures(value="30"), "2031H1")
    assert [placed.passage.text for placed in value.passages] == ["外贸30亿元"]
    assert {origin.kind.value for origin in value.origins.values()} == {"plan"}
    assert (records["外贸"].section.number, records["外贸"].area.title) == ("2.1", "发展农业")


def test_what_is_said_twice_is_one_value_with_both_passages(world):
    record(world)
    [value] = load_indicator_records(world.plan)[0].values
    assert value.figures == Figures(value="35.7", yoy="7.2")
    assert [placed.passage.text for placed in value.passages] == ["社零同比增长7.2%", "社零35.7亿元，同比增长7.2%"]
    assert [placed.section for placed in value.passages] == ["2.1", "2.1"]
    assert IndicatorTerms.objects.current().get(indicator__code="R001").unit == "亿元"


def test_a_part_hangs_under_its_whole(world):
    record(world)
    parents = {row.name: row.values[0].parent for row in load_indicator_records(world.plan)}
    assert parents == {"社零": "", "外贸": "", "出口": "R002", "签约": ""}


def test_a_part_of_what_is_not_recorded_hangs_under_nothing(world):
    record(world, [ITEMS[3]])
    assert Observation.objects.get().parent is None


def test_figures_that_differ_are_never_made_one(world):
    other = item("O9", "签约9亿元", "外贸", value="31", unit="亿元")
    record(world, [ITEMS[2], other])
    assert [(row.code, row.name, row.values[0].figures.value) for row in load_indicator_records(world.plan)] == [
        ("R001", "外贸", "30"),
        ("R002", "外贸", "31"),
    ]


def test_another_period_is_the_next_value_of_the_same_indicator(world):
    record(world, ITEMS[2:3])
    later = item("O8", "签约9亿元", "外贸", value="62", unit="亿元")
    record(world, [later], SECOND_HALF)
    [found] = load_indicator_records(world.plan)
    assert [(value.period.label, value.figures.value) for value in found.values] == [("2031H2", "62"), ("2031H1", "30")]


def test_what_is_recorded_already_is_passed_over(world):
    record(world)
    before = list(Observation.objects.values())
    assert record(world) == 0
    assert list(Observation.objects.values()) == before


def test_a_document_that_names_no_period_speaks_of_the_plans_own(world):
    record(world, ITEMS[2:3], None)
    assert Observation.objects.values_list("period_label", "start_on", "end_on").get() == (
        "2031H2",
        date(2031, 7, 1),
        date(2031, 12, 31),
    )


def test_a_figure_without_a_section_or_a_name_is_no_obstacle(world):
    nameless = item("O9", "签约9亿元", " ", value="9", unit="亿元")
    assert record(world, [ITEMS[2] | {"section": None}, nameless]) == 1
    assert Indicator.objects.get().section is None


def test_own_words_rest_on_the_decision_of_the_people(world):
    own = Decision.objects.create(plan=world.plan, on=date(2031, 9, 1), reason="补充", origin="decision")
    record(world, figures=figures(ITEMS[2:3], own_words=True), own=own)
    assert Observation.objects.get().decision == own


# -- later, by people ------------------------------------------------------------------------------------------------


def adopt(world, ids, by=None):
    return adopt_figures(plan=world.plan, ids=ids, by=by or world.office, now=NOW)


def test_people_take_more_figures_over_as_they_were_read(world):
    assert [figure.id for figure in list_figures_left(world.plan)] == ["O1", "O2", "O3", "O4", "O5"]
    assert adopt(world, ["O1", "O2"]) == 2
    assert [figure.id for figure in list_figures_left(world.plan)] == ["O3", "O4", "O5"]
    entry = AuditEntry.objects.get()
    assert (entry.act, entry.subject, entry.after) == ("adopt_figures", "bailu-2031", '{"figures":["O1","O2"]}')
    assert Observation.objects.first().decision.origin == "plan"


def test_what_people_put_right_on_the_desk_is_taken_over_so_and_rests_on_them(world):
    ReviewStep.objects.create(
        document=world.plan.source, number=1, verb="edit", body={"item": "O3", "name": "外贸总额"}, at=NOW
    )
    ReviewStep.objects.create(
        document=world.plan.source, number=2, verb="drop", body={"item": "O5", "reason": "只是意向"}, at=NOW
    )
    assert [figure.id for figure in list_figures_left(world.plan)] == ["O1", "O2", "O3", "O4"]
    adopt(world, ["O3", "O4"])
    rows = Observation.objects.order_by("indicator__code")
    assert [(row.indicator.terms.get().name, row.decision.origin, row.decision.by) for row in rows] == [
        ("外贸总额", "decision", world.office.user),
        ("出口", "plan", None),
    ]


def test_a_plan_whose_own_words_rest_on_nothing_yet_gets_their_decision(world):
    with guards_lifted():
        Decision.objects.filter(plan=world.plan).update(origin="decision")
    adopt(world, ["O3"], by=COMMAND_LINE)
    decision = Observation.objects.get().decision
    assert (decision.origin, decision.reason, decision.by) == ("plan", "白鹭县计划", None)


@pytest.mark.parametrize("ids", [[], ["O77"]])
def test_something_must_be_chosen(world, ids):
    with pytest.raises(Refused) as caught:
        adopt(world, ids)
    assert (caught.value.code, caught.value.field) == ("figures-missing", "figures")


def test_nothing_is_left_of_a_plan_without_a_document(world):
    world.plan.source = None
    world.plan.save()
    assert list_figures_left(world.plan) == []
    with pytest.raises(Refused, match="请选择要采用的数值"):
        adopt(world, ["O1"])


@pytest.mark.parametrize("who", ["contributor", "head", "auditor", "stranger", "neighbour"])
def test_only_those_who_keep_the_plan_take_figures_over(world, who):
    with pytest.raises(Refused) as caught:
        adopt(world, ["O1"], by=getattr(world, who))
    assert (caught.value.code, Observation.objects.count()) == ("no-right", 0)
