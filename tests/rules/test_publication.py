"""The publication document: its shape, what each series is shown, and what can be derived from it again."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction

import pytest

from plans.rules.digest import canonical_json
from plans.rules.publication import (
    EMPTY_COLUMNS,
    INTERNAL_RELEASE,
    PlanHead,
    Release,
    Review,
    SourceHead,
    code_key,
    columns_of,
    header_document,
    standing_of,
    task_body,
    utc_text,
)
from plans.rules.records import (
    CorrectionRecord,
    DepartmentRecord,
    MilestoneRecord,
    OriginRecord,
    PassageRecord,
    SectionRecord,
    TargetRecord,
    TaskRecord,
)
from plans.rules.shapes import LightRules
from plans.rules.standing import answer
from plans.rules.vocabulary import (
    Commitment,
    CorrectionKind,
    Light,
    Operator,
    Origin,
    PublicationKind,
    Series,
    TaskState,
)
from tests.rules.makers import day, growth, milestone, scope, stage, staged, stand, target, task

PUBLIC_RELEASE = Release()
PASSAGE = PassageRecord(10, 20, "新增工业投资100亿元")
BY_PLAN = OriginRecord(Origin.PLAN, passage=PASSAGE)
BY_DECISION = OriginRecord(
    Origin.DECISION, office="区发展改革局", on=date(2023, 7, 3), document_number="〔2023〕1号", reason="分工方案"
)
LEAD = DepartmentRecord("gx", "区工信局", "Industry", "区直", 12)
JOINT = DepartmentRecord("sw", "区商务局", "Commerce", "区直", 15)
TOWN = DepartmentRecord("taiping", "太平镇", "Taiping", "镇", 40)
AREA = SectionRecord("2.3", "（三）", "扩大投资")
MEASURE = SectionRecord("2.3.1", "一是", "抓项目")

TASK_KEYS = [
    "area",
    "closed_out_on",
    "code",
    "completion",
    "completion_percent",
    "cooperating",
    "corrections",
    "due_inferred",
    "due_on",
    "figures_as_of",
    "gap_points",
    "gap_pp",
    "in_plan",
    "joint_leads",
    "lead",
    "lead_origin",
    "light",
    "measure",
    "milestones",
    "milestones_reached",
    "next_measures",
    "ongoing",
    "passages",
    "problems",
    "progress",
    "reason",
    "responsibility",
    "scheduled",
    "scheduled_percent",
    "schema",
    "state",
    "targets",
    "terms_origin",
    "title",
    "update",
    "updated",
    "weight",
]

HEADER_KEYS = [
    "as_of",
    "corrections",
    "kind",
    "note",
    "number",
    "plan",
    "previous",
    "published_at",
    "record",
    "release",
    "review",
    "rows",
    "rule_set",
    "schema",
    "series",
    "source",
]


def correction(as_of, key="t1"):
    return CorrectionRecord(
        target_key=key,
        target_name="工业投资",
        unit="亿元",
        as_of=day(as_of),
        was="45",
        now="44",
        kind=CorrectionKind.ERROR,
        reason="重复统计",
    )


def target_record(facts, **given):
    defaults = {"goal_text": "100", "value_text": "45", "commitment": Commitment.ENSURE, "origin": BY_PLAN}
    return TargetRecord(facts=facts, **(defaults | given))


def record(facts=None, **given):
    """A task with all there is to tell of it."""
    facts = facts or task(
        target(value=45, weight=2),
        milestones=(milestone("m1", "2023-05-31", "2023-05-20"), milestone("m2", "2023-09-30")),
        code="3.2.1",
    )
    defaults = {
        "title": "扩大工业投资",
        "area": AREA,
        "measure": MEASURE,
        "passages": (PASSAGE,),
        "due_on": date(2023, 12, 31),
        "due_is_inferred": True,
        "terms_origin": BY_PLAN,
        "lead": LEAD,
        "lead_origin": BY_DECISION,
        "joint_leads": (JOINT,),
        "cooperating": (TOWN,),
        "targets": tuple(target_record(t, value_as_of=date(2023, 6, 30)) for t in facts.targets),
        "milestones": tuple(MilestoneRecord(row, BY_DECISION) for row in facts.milestones),
        "progress": "张三说完成45亿元",
        "public_progress": "完成45亿元",
        "problems": "资金不足",
        "next_measures": "加快拨付",
        "update_name": "u7",
        "figures_as_of": date(2023, 6, 30),
        "corrections": (correction("2023-03-31"), correction("2023-05-31")),
    }
    return TaskRecord(facts=facts, **(defaults | given))


def body(told=None, *, as_of="2023-06-30", updated=True, corrected_in=None, release=PUBLIC_RELEASE):
    told = told or record()
    return task_body(
        told,
        stand(told.facts, as_of),
        updated=updated,
        corrected_in={} if corrected_in is None else corrected_in,
        release=release,
    )


def reread(document):
    return json.loads(canonical_json(document))


# -- one task --------------------------------------------------------------------------------------------------------


def test_a_body_holds_exactly_these_fields_and_no_number():
    assert sorted(body()) == TASK_KEYS
    assert reread(body()) == body()


def test_a_body_tells_the_task_with_everything_as_text():
    frozen = body()
    origin = {
        "kind": "plan",
        "passage": {"start": "10", "end": "20", "text": "新增工业投资100亿元"},
        "office": "",
        "on": None,
        "document_number": "",
        "reason": "",
    }
    decided = {
        "kind": "decision",
        "passage": None,
        "office": "区发展改革局",
        "on": "2023-07-03",
        "document_number": "〔2023〕1号",
        "reason": "分工方案",
    }
    figures = {
        "completion": "9/20",
        "completion_percent": "45.00",
        "scheduled": "1/2",
        "scheduled_percent": "50.00",
        "gap_pp": "-5/1",
        "gap_points": "-5.00",
    }
    zh = "“工业投资”完成45.00%，较序时进度慢5.00个百分点。"
    en = "“工业投资” is 45.00% complete: 5.00 points behind schedule."
    note_zh = "2个节点完成1个，到期节点均已完成。"
    note_en = "1 of 2 milestones reached; all that were due are reached."
    assert frozen == {
        "schema": "2",
        "code": "3.2.1",
        "title": "扩大工业投资",
        "area": {"number": "2.3", "marker": "（三）", "title": "扩大投资"},
        "measure": {"number": "2.3.1", "marker": "一是", "title": "抓项目"},
        "passages": [{"start": "10", "end": "20", "text": "新增工业投资100亿元"}],
        "responsibility": "own",
        "ongoing": False,
        "state": "active",
        "weight": "1/1",
        "terms_origin": origin,
        "lead": {"slug": "gx", "name": "区工信局", "name_en": "Industry", "category": "区直", "sort": "12"},
        "lead_origin": decided,
        "joint_leads": [{"slug": "sw", "name": "区商务局", "name_en": "Commerce", "category": "区直", "sort": "15"}],
        "cooperating": [
            {"slug": "taiping", "name": "太平镇", "name_en": "Taiping", "category": "镇", "sort": "40"},
        ],
        "due_on": "2023-12-31",
        "due_inferred": True,
        "targets": [
            {
                "key": "t1",
                "name": "工业投资",
                "kind": "cumulative",
                "basis": "flow",
                "force": None,
                "commitment": "ensure",
                "operator": "=",
                "goal": "100",
                "unit": "亿元",
                "baseline": None,
                "start_on": "2023-01-01",
                "due_on": "2023-12-31",
                "rule": "months",
                "stages": [],
                "stated_share": None,
                "weight": "2/1",
                "in_plan": True,
                "origin": origin,
                "value": "45",
                "value_as_of": "2023-06-30",
                "list_missing": False,
                "goal_reached": False,
                "goal_gap_points": None,
                **figures,
                "light": "on",
                "reason": {"code": "slightly-behind", "zh": zh, "en": en},
            }
        ],
        "milestones": [
            {
                "key": "m1",
                "title": "节点m1",
                "due_on": "2023-05-31",
                "reached_on": "2023-05-20",
                "weight": None,
                "origin": decided,
            },
            {
                "key": "m2",
                "title": "节点m2",
                "due_on": "2023-09-30",
                "reached_on": None,
                "weight": None,
                "origin": decided,
            },
        ],
        "milestones_reached": "1",
        **figures,
        "light": "on",
        "reason": {"code": "slightly-behind", "zh": zh + note_zh, "en": f"{en} {note_en}"},
        "in_plan": True,
        "progress": "完成45亿元",
        "problems": "",
        "next_measures": "",
        "update": "u7",
        "updated": True,
        "figures_as_of": "2023-06-30",
        "closed_out_on": None,
        "corrections": [],
    }


def test_a_task_of_which_little_is_known_says_none_and_never_nought():
    told = record(
        task(target(goal=None, basis=None)),
        measure=None,
        lead=None,
        lead_origin=None,
        joint_leads=(),
        cooperating=(),
        targets=(target_record(target(goal=None, basis=None), goal_text="", value_text=None),),
        update_name=None,
        figures_as_of=None,
        closed_out_on=date(2023, 6, 1),
    )
    frozen = body(told, updated=False)
    nothing = dict.fromkeys(
        ["completion", "completion_percent", "scheduled", "scheduled_percent", "gap_pp", "gap_points"]
    )
    nothing |= dict.fromkeys(["measure", "lead", "lead_origin", "update", "figures_as_of"])
    assert {key: frozen[key] for key in nothing} == nothing
    target_nothing = dict.fromkeys(["goal", "value", "value_as_of", "basis", "completion", "completion_percent"])
    assert {key: frozen["targets"][0][key] for key in target_nothing} == target_nothing
    assert (frozen["closed_out_on"], frozen["updated"], frozen["light"]) == ("2023-06-01", False, "na")


def test_a_body_keeps_stages_baseline_force_and_points_of_growth_exactly():
    facts = task(
        staged(stage("2023-03-31", "33.3"), baseline="0.1", value=40),
        replace(growth(value="5.123", operator=Operator.AT_LEAST), key="t2"),
        replace(scope(value=3), key="t3"),
    )
    first, second, third = body(record(facts))["targets"]
    assert (first["stages"], first["baseline"]) == ([{"on": "2023-03-31", "value": "333/10"}], "1/10")
    assert (second["force"], second["operator"], second["goal_gap_points"]) == ("binding", "≥", "-0.88")
    assert (second["completion"], second["basis"], third["list_missing"]) == (None, None, True)


@pytest.mark.parametrize(
    ("release", "expected"),
    [
        (Release(), ("完成45亿元", "", "")),
        (Release(problems=True), ("完成45亿元", "资金不足", "")),
        (Release(next_measures=True), ("完成45亿元", "", "加快拨付")),
        (Release(mean=True), ("完成45亿元", "", "")),
        (Release(problems=True, next_measures=True), ("完成45亿元", "资金不足", "加快拨付")),
        (INTERNAL_RELEASE, ("张三说完成45亿元", "资金不足", "加快拨付")),
    ],
)
def test_problems_next_measures_and_internal_text_stand_only_where_they_are_released(release, expected):
    frozen = body(release=release)
    assert (frozen["progress"], frozen["problems"], frozen["next_measures"]) == expected


def test_an_unreleased_text_does_not_change_one_byte_of_a_public_body():
    silent = record(progress="", problems="", next_measures="")
    assert canonical_json(body(silent)) == canonical_json(body())


@pytest.mark.parametrize(
    ("corrected_in", "numbers"),
    [
        ({}, []),
        ({date(2023, 3, 31): "1"}, [("1", "2023-03-31")]),
        ({date(2023, 5, 31): "3"}, [("3", "2023-05-31")]),
        ({date(2023, 3, 31): "1", date(2023, 5, 31): "3"}, [("1", "2023-03-31"), ("3", "2023-05-31")]),
        ({date(2023, 4, 30): "2"}, []),
    ],
)
def test_a_correction_is_listed_only_where_the_series_published_the_figure(corrected_in, numbers):
    listed = body(corrected_in=corrected_in)["corrections"]
    assert [(row["number"], row["as_of"]) for row in listed] == numbers


def test_a_correction_says_what_was_what_is_and_why():
    assert body(corrected_in={date(2023, 3, 31): "1"})["corrections"] == [
        {
            "field": "t1",
            "name": "工业投资",
            "unit": "亿元",
            "number": "1",
            "as_of": "2023-03-31",
            "was": "45",
            "now": "44",
            "kind": "error",
            "reason": "重复统计",
        }
    ]


# -- derived again ---------------------------------------------------------------------------------------------------

STANDINGS = [
    task(target(value=45), milestones=(milestone("m1", "2023-05-31", "2023-05-20", weight=1),)),
    task(target(value=128), closed_out=True),
    task(target(key="t1", value=70, weight="1/3"), target(key="t2", goal=30, value=19), weight=Fraction(7, 3)),
    task(target()),
    task(),
    task(is_ongoing=True, updated_this_round=True),
    task(target(value=45, in_plan=False)),
    task(target(value=45), state=TaskState.SUSPENDED),
    task(target(value=45), state=TaskState.DROPPED),
    task(milestones=(milestone("m1", "2023-05-31", weight="1/7"), milestone("m2", "2023-09-30", weight="2/7"))),
]


@pytest.mark.parametrize("facts", STANDINGS)
def test_the_standing_read_from_a_body_is_the_one_it_froze_without_its_parts(facts):
    frozen = reread(body(record(facts)))
    assert standing_of(frozen) == replace(stand(facts), parts=())


def test_what_was_published_counts_as_what_was_computed():
    read = [standing_of(reread(body(record(facts)))) for facts in STANDINGS]
    assert answer(read) == answer([stand(facts) for facts in STANDINGS])


def test_the_columns_are_derived_from_the_body_and_can_be_derived_again():
    frozen = body()
    assert columns_of(frozen) == {
        "code_key": "0003.0002.0001",
        "title": "扩大工业投资",
        "area": "3",
        "light": "on",
        "light_rank": 2,
        "completion": Decimal("0.450000"),
        "gap_pp": Decimal("-5.000000"),
        "due_on": date(2023, 12, 31),
        "lead": "gx",
        "lead_sort": 12,
        "departments": "|gx|sw|taiping|",
        "words": "3.2.1\n扩大工业投资\n新增工业投资100亿元\n工业投资\n区工信局\n区商务局\n太平镇",
    }
    assert columns_of(reread(frozen)) == columns_of(frozen)


def test_the_columns_of_a_task_without_lead_and_light_are_empty_and_sort_last():
    told = record(task(state=TaskState.SUSPENDED), lead=None, joint_leads=(), cooperating=(), targets=(), passages=())
    columns = columns_of(body(told))
    empty = ["lead", "lead_sort", "departments", "light", "light_rank", "completion", "gap_pp"]
    assert [columns[name] for name in empty] == ["", 0, "|", "", len(Light), None, None]


def test_words_are_searched_without_regard_to_case():
    assert columns_of(body(record(title="5G基站 ABC")))["words"].split("\n")[1] == "5g基站 abc"


def test_lights_sort_in_the_order_pages_count_them():
    ranks = {light: columns_of(body() | {"light": light.value})["light_rank"] for light in Light}
    assert ranks == {Light.LATE: 0, Light.WARN: 1, Light.ON: 2, Light.DONE: 3, Light.ND: 4, Light.NA: 5}


def test_codes_sort_by_their_numbers():
    codes = ["10.1", "3.10", "3.2", "3.2.10", "3.2.9", "3.1", "3"]
    assert sorted(codes, key=code_key) == ["3", "3.1", "3.2", "3.2.9", "3.2.10", "3.10", "10.1"]


def test_a_withheld_row_empties_every_derived_column():
    assert list(EMPTY_COLUMNS) == list(columns_of(body()))
    assert {value for value in EMPTY_COLUMNS.values() if value is not None} == {""}


# -- the header ------------------------------------------------------------------------------------------------------

PLAN = PlanHead(
    slug="qingxin-2023",
    title="2023年计划",
    short_title="2023",
    jurisdiction="清新区",
    office="区发展改革局",
    start_on=date(2023, 1, 1),
    end_on=date(2023, 12, 31),
    is_demo=True,
)
SOURCE = SourceHead(
    text_sha256="b" * 64,
    sha256="ab" * 32,
    title="报告",
    published_on=date(2024, 1, 4),
    is_digest=True,
    sections=({"number": "1"},),
    coverage={"read": "100"},
    aside=({"start": "0"},),
    findings=({"code": "sum-differs"},),
)
REVIEW = Review("区保密办", "可以公开", date(2023, 7, 5))


def header(**given):
    defaults = {
        "plan": PLAN,
        "source": SOURCE,
        "series": Series.PUBLIC,
        "number": 4,
        "kind": PublicationKind.CORRECTION,
        "as_of": date(2023, 6, 30),
        "published_at": datetime(2023, 7, 6, 9, 30, 0, 123456, tzinfo=UTC),
        "rows": [("3.2", "aa"), ("3.10", "bb")],
        "record": [("R002", "cc"), ("R001", "dd")],
        "corrections": [("3.2", "t1")],
        "rule_set_version": 2,
        "lights": LightRules(),
        "release": Release(mean=True),
        "review": REVIEW,
        "note": "更正一处",
        "previous": "cd" * 32,
    }
    return header_document(**(defaults | given))


def test_a_header_holds_exactly_these_fields_in_their_order():
    assert list(json.loads(header())) == HEADER_KEYS


def test_a_header_binds_rows_corrections_rules_and_the_previous_issue():
    assert json.loads(header()) == {
        "schema": "2",
        "plan": {
            "slug": "qingxin-2023",
            "title": "2023年计划",
            "short_title": "2023",
            "jurisdiction": "清新区",
            "office": "区发展改革局",
            "start_on": "2023-01-01",
            "end_on": "2023-12-31",
            "is_demo": True,
        },
        "source": {
            "sha256": "ab" * 32,
            "title": "报告",
            "published_on": "2024-01-04",
            "text_sha256": "b" * 64,
            "is_digest": True,
            "sections": [{"number": "1"}],
            "coverage": {"read": "100"},
            "aside": [{"start": "0"}],
            "findings": [],
        },
        "series": "public",
        "number": "4",
        "kind": "correction",
        "as_of": "2023-06-30",
        "published_at": "2023-07-06T09:30:00.123456Z",
        "rows": [["3.2", "aa"], ["3.10", "bb"]],
        "record": [["R002", "cc"], ["R001", "dd"]],
        "corrections": [{"code": "3.2", "field": "t1"}],
        "rule_set": {
            "version": "2",
            "on_gap_pp": "-5/1",
            "warn_gap_pp": "-20/1",
            "growth_tolerance_points": "1/2",
            "milestone_grace_days": "30",
            "rate_supporting": False,
            "rate_market": False,
        },
        "release": {"problems": False, "next_measures": False, "mean": True, "findings": False},
        "review": {"office": "区保密办", "conclusion": "可以公开", "on": "2023-07-05"},
        "note": "更正一处",
        "previous": "cd" * 32,
    }


@pytest.mark.parametrize(
    ("release", "shown"),
    [
        (Release(), []),
        (Release(findings=True), [{"code": "sum-differs"}]),
        (INTERNAL_RELEASE, [{"code": "sum-differs"}]),
    ],
)
def test_doubts_about_the_documents_figures_are_told_only_where_they_are_released(release, shown):
    assert json.loads(header(release=release))["source"]["findings"] == shown


def test_a_header_is_canonical():
    assert header() == canonical_json(json.loads(header()))


def test_the_first_issue_has_no_previous_and_an_internal_one_no_review():
    first = json.loads(header(series=Series.INTERNAL, number=1, previous=None, review=None))
    assert (first["series"], first["number"], first["previous"], first["review"]) == ("internal", "1", None, None)


@pytest.mark.parametrize(
    "changed",
    [
        {"rows": [("3.10", "bb"), ("3.2", "aa")]},
        {"rows": [("3.2", "aa"), ("3.10", "bc")]},
        {"record": [("R001", "dd"), ("R002", "cc")]},
        {"record": [("R002", "cc")]},
        {"corrections": []},
        {"lights": LightRules(milestone_grace_days=31)},
        {"lights": LightRules(rate_market=True)},
        {"previous": None},
        {"number": 5},
        {"as_of": date(2023, 7, 1)},
        {"note": ""},
        {"source": replace(SOURCE, sha256="ac" * 32)},
        {"plan": replace(PLAN, is_demo=False)},
        {"review": replace(REVIEW, conclusion="不宜公开")},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_no_change_leaves_the_header_as_it_was(changed):
    assert header(**changed) != header()


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2023, 7, 6, 9, 30, tzinfo=UTC),
        datetime(2023, 7, 6, 17, 30, tzinfo=timezone(timedelta(hours=8))),
    ],
)
def test_a_moment_reads_the_same_from_either_time_zone_to_the_microsecond(moment):
    assert utc_text(moment) == "2023-07-06T09:30:00.000000Z"
