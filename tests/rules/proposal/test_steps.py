"""What each step does to a reading, and why it may be refused."""

from typing import Any

import pytest

from plans.rules.proposal import propose
from plans.rules.said import Refused
from tests.rules.proposal.desks import TEXT, after, item, place, reading, steps, titles

AS_READ = [
    ("1.1.1", "新增家庭农场12家"),
    ("1.1.2", "新建粮库2座"),
    ("1.1.3", "开展技能培训20场"),
    ("1.2.1", "加固水库3座"),
    ("2.1.1", "新建小学2所"),
]


def refused(code: str, status: int, *done: tuple[str, dict[str, Any]]) -> Refused:
    with pytest.raises(Refused) as caught:
        after(*done)
    assert (caught.value.code, caught.value.status) == (code, status)
    return caught.value


def test_without_steps_a_proposal_is_what_was_read() -> None:
    proposal = after()
    assert titles(proposal) == AS_READ
    assert [(target.words, target.task) for target in proposal.targets] == [
        ("家庭农场12家", "T01"),
        ("粮库2座", "T02"),
        ("小学2所", "T05"),
    ]
    assert [target.id for target in proposal.targets_of(proposal.tasks[0])] == ["G01"]
    assert [figure.words for figure in proposal.observations] == ["新增家庭农场5家", "投资8.40亿元"]
    assert {one.is_checked for one in proposal.items} == {False}
    assert proposal.coverage == {"sentences": 6, "task": 4, "figure": 0, "set_aside": 1, "open": 1}
    assert next(sentence.id for sentence in proposal.sentences) == f"s{TEXT.index('持续')}"


def test_the_same_steps_give_the_same_proposal_and_the_reading_stays() -> None:
    read = reading()
    done = steps(("drop", {"item": "T02", "reason": "background"}), ("merge", {"items": ["T01", "T03"]}))
    assert propose(read, done) == propose(read, done)
    assert read == reading()


def test_a_task_is_called_and_dated_anew_and_knows_what_it_was_called() -> None:
    task = item(
        after(("edit", {"item": "T01", "title": "培育农场", "due_on": "2031-11-30", "is_ongoing": True, "responsibility": "market"})),
        "T01",
    )  # fmt: skip
    assert (task.title, task.stated_title, task.due_on, task.is_ongoing, task.responsibility) == (
        "培育农场",
        "新增家庭农场12家",
        "2031-11-30",
        True,
        "market",
    )
    assert (task.touched, task.is_checked, task.words) == (1, True, "培育农场")


def test_a_lead_is_no_cooperating_department_too() -> None:
    done = [
        ("edit", {"item": "T01", "lead": "farm"}),
        ("edit", {"item": "T01", "cooperating": ["farm", "water", "water"]}),
    ]
    task = item(after(*done), "T01")
    assert (task.lead, task.cooperating) == ("farm", ("water",))


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"title": " "}, "title-length", "title"),
        ({"title": "长" * 121}, "title-length", "title"),
        ({"due_on": "11月底"}, "date-unclear", "due_on"),
        ({"responsibility": "nobody"}, "choice-unknown", "responsibility"),
    ],
)
def test_what_is_unclear_about_a_task_is_told_at_its_field(fields: dict[str, str], code: str, field: str) -> None:
    assert refused(code, 400, ("edit", {"item": "T01", **fields})).field == field


def test_a_due_date_is_taken_back() -> None:
    done = [("edit", {"item": "T01", "due_on": "2031-11-30"}), ("edit", {"item": "T01", "due_on": ""})]
    assert item(after(*done), "T01").due_on == ""


def test_a_target_is_put_right_and_is_then_a_persons() -> None:
    fields = {
        "value": "１，２００．５%",
        "unit": "%",
        "name": " 覆盖率 ",
        "kind": "level",
        "operator": "≤",
        "basis": "",
    }
    target = item(after(("edit", {"item": "G01", **fields})), "G01")
    assert (target.words, target.kind, target.operator, target.basis) == ("覆盖率1200.5%", "level", "≤", "")
    assert (target.own_words, target.is_checked) == (True, True)


def test_a_target_looked_at_and_left_as_it_was_stays_the_documents() -> None:
    target = item(after(("edit", {"item": "G01", "value": "12", "growth": "9"})), "G01")
    assert (target.value, target.own_words, target.is_checked) == ("12", False, True)


@pytest.mark.parametrize(
    ("name", "fields", "code", "field"),
    [
        ("G01", {"value": ""}, "value-missing", "value"),
        ("G01", {"value": "二十"}, "figure-unclear", "value"),
        ("G01", {"value": "1" * 19}, "figure-unclear", "value"),
        ("G01", {"name": ""}, "name-missing", "name"),
        ("G01", {"name": "名" * 121}, "text-long", "name"),
        ("G01", {"unit": "位" * 21}, "text-long", "unit"),
        ("G01", {"kind": "wish"}, "choice-unknown", "kind"),
        ("G01", {"operator": ""}, "choice-unknown", "operator"),
        ("G01", {"operator": "≤"}, "ceiling-counts", "operator"),
        ("O002", {"value": "", "share_of_plan": ""}, "value-missing", "value"),
        ("O002", {"name": ""}, "name-missing", "name"),
        ("O002", {"operator": "~"}, "choice-unknown", "operator"),
    ],
)
def test_what_is_unclear_about_a_figure_is_told_at_its_field(
    name: str, fields: dict[str, str], code: str, field: str
) -> None:
    assert refused(code, 400, ("edit", {"item": name, **fields})).field == field


def test_a_figure_that_was_reached_is_put_right() -> None:
    figure = item(
        after(("edit", {"item": "O002", "value": "8.41", "operator": "≈", "schedule_gap": "-2.5", "yoy": "+3"})), "O002"
    )
    assert (figure.words, figure.operator, figure.schedule_gap, figure.yoy, figure.own_words) == (
        "投资8.41亿元",
        "≈",
        "-2.5",
        "3",
        True,
    )
    bare = item(after(("edit", {"item": "O002", "value": ""})), "O002")
    assert bare.words == "投资"


def test_a_task_is_split_where_its_words_are() -> None:
    done = ("merge", {"items": ["T01", "T02"]}), ("split", {"item": "T01", "at": TEXT.index("粮库")})
    proposal = after(*done)
    assert titles(proposal)[:3] == [("1.1.1", "新增家庭农场12家"), ("1.1.2", "粮库2座"), ("1.1.3", "开展技能培训20场")]
    assert [TEXT[slice(*span)] for span in proposal.tasks[0].spans] == ["新增家庭农场12家，新建"]
    assert [target.task for target in proposal.targets] == ["T01", "A2", "T05"]


def test_the_first_part_of_a_split_task_is_named_anew_where_its_name_was_of_the_second() -> None:
    done = ("merge", {"items": ["T01", "T02"]}), ("split", {"item": "T01", "at": TEXT.index("农场12家")})
    assert titles(after(*done))[:2] == [("1.1.1", "新增家庭"), ("1.1.2", "农场12家")]
    named = ("edit", {"item": "T01", "title": "自拟"}), ("split", {"item": "T01", "at": TEXT.index("农场12家")})
    assert titles(after(*named))[:2] == [("1.1.1", "自拟"), ("1.1.2", "农场12家")]


@pytest.mark.parametrize("at", [None, 0, TEXT.index("新增家庭农场12家"), len(TEXT)])
def test_a_task_is_not_split_outside_its_words(at: int | None) -> None:
    assert refused("split-nowhere", 400, ("split", {"item": "T01", "at": at})).field == "at"


def test_merged_tasks_are_one_with_all_their_sentences() -> None:
    proposal = after(("edit", {"item": "T03", "due_on": "2031-10-31"}), ("merge", {"items": ["T03", "T01"]}))
    assert titles(proposal)[:2] == [("1.1.1", "新增家庭农场12家"), ("1.1.2", "新建粮库2座")]
    task = item(proposal, "T01")
    assert ([TEXT[slice(*span)] for span in task.spans], task.due_on) == (
        ["新增家庭农场12家", "开展技能培训20场"],
        "2031-10-31",
    )
    assert (task.start, task.end) == (task.spans[0][0], task.spans[1][1])


def test_neighbours_that_are_merged_are_one_passage() -> None:
    task = item(after(("merge", {"items": ["T01", "T02"]})), "T01")
    assert [TEXT[slice(*span)] for span in task.spans] == ["新增家庭农场12家，新建粮库2座"]


def test_one_task_or_tasks_of_two_measures_are_not_merged() -> None:
    assert refused("merge-one", 400, ("merge", {"items": ["T01", "T01"]})).field == "items"
    assert refused("merge-across", 400, ("merge", {"items": ["T01", "T04"]})).field == "items"
    refused("item-gone", 409, ("merge", {"items": ["T01", "G01"]}))


def test_what_is_taken_out_is_kept_with_its_reason_and_its_sentence_is_set_aside() -> None:
    proposal = after(
        ("drop", {"item": "T04", "reason": "higher_level"}),
        ("drop", {"item": "G01", "reason": "重复"}),
        ("drop", {"item": "O001", "reason": "属项目属性"}),
    )
    assert [(gone.id, gone.kind, gone.title, gone.reason) for gone in proposal.dropped] == [
        ("O001", "observation", "新增家庭农场5家", "属项目属性"),
        ("G01", "target", "家庭农场12家", "重复"),
        ("T04", "task", "加固水库3座", "higher_level"),
    ]
    sentence = next(row for row in proposal.sentences if row.start == TEXT.index("加固"))
    assert (sentence.state, sentence.reason) == ("set_aside", "higher_level")
    assert proposal.coverage == {"sentences": 6, "task": 3, "figure": 0, "set_aside": 2, "open": 1}


def test_a_reason_is_given() -> None:
    assert refused("reason-missing", 400, ("drop", {"item": "T01", "reason": " "})).field == "reason"


def test_a_sentence_with_a_target_and_no_task_is_a_figure() -> None:
    proposal = after(("drop", {"item": "T05", "reason": "background"}))
    sentence = next(row for row in proposal.sentences if row.start == TEXT.index("新建小学"))
    assert sentence.state == "figure"


def test_items_are_taken_over_together_or_not_at_all() -> None:
    proposal = after(("accept", {"items": ["T01", "G01", "O002"]}))
    assert [one.id for one in proposal.items if one.is_checked] == ["T01", "G01", "O002"]
    read = reading()
    with pytest.raises(Refused) as caught:
        propose(read, steps(("accept", {"items": ["T01", "T99"]})))
    assert caught.value.code == "item-gone"


def test_an_open_sentence_is_set_aside_and_a_reason_replaced() -> None:
    where = place("营造尊师氛围")
    proposal = after(("set_aside", {**where, "reason": "slogan"}), ("set_aside", {**where, "reason": "属一般要求"}))
    sentence = next(row for row in proposal.sentences if row.start == where["start"])
    assert (sentence.state, sentence.reason, proposal.coverage["open"]) == ("set_aside", "属一般要求", 0)


def test_only_sentences_without_a_task_are_set_aside() -> None:
    refused("sentence-has-task", 409, ("set_aside", {**place("加固水库3座"), "reason": "slogan"}))
    refused("passage-unclear", 400, ("set_aside", {"start": 1, "end": 2, "reason": "slogan"}))


def test_a_passage_becomes_a_task_of_the_measure_around_it() -> None:
    proposal = after(
        ("set_aside", {**place("营造尊师氛围"), "reason": "slogan"}),
        ("add", {"kind": "task", **place("营造尊师氛围。")}),
    )
    assert titles(proposal)[-2:] == [("2.1.1", "营造尊师氛围"), ("2.1.2", "新建小学2所")]
    assert (item(proposal, "A2").measure, item(proposal, "A2").is_checked) == ("M03", True)
    assert proposal.coverage == {"sentences": 6, "task": 5, "figure": 0, "set_aside": 1, "open": 0}


def test_outside_every_measure_a_person_says_which_it_belongs_to() -> None:
    where = place("做强农业")
    assert refused("measure-missing", 400, ("add", {"kind": "task", **where})).field == "measure"
    proposal = after(("add", {"kind": "task", **where, "measure": "M02", "title": "做强"}))
    assert ("1.2.1", "做强") in titles(proposal)


def test_passages_of_tasks_do_not_overlap() -> None:
    refused("passage-taken", 409, ("add", {"kind": "task", **place("12家，新建")}))


@pytest.mark.parametrize(
    "body",
    [
        {"start": 5, "end": 5},
        {"start": -1, "end": 4},
        {"start": 0, "end": len(TEXT) + 1},
        {"start": None, "end": 4},
        {"start": 2, "end": None},
        place("。\n二、工作"[:2])
        if TEXT.count("。\n") == 1
        else {"start": TEXT.index("、"), "end": TEXT.index("、") + 1},
    ],
)
def test_what_is_no_stretch_of_the_text_is_refused(body: dict[str, Any]) -> None:
    assert refused("passage-unclear", 400, ("add", {"kind": "task", **body})).field == "passage"


def test_a_passage_has_its_measure() -> None:
    long = "抓好落实" * 501
    text = TEXT.replace("营造尊师氛围", long)
    with pytest.raises(Refused) as caught:
        after(("add", {"kind": "task", **place(long, text)}), text=text)
    assert caught.value.code == "passage-long"


def test_a_target_and_a_figure_are_added_with_their_fields() -> None:
    proposal = after(
        ("add", {"kind": "target", **place("开展技能培训20场"), "name": "技能培训", "value": "20", "unit": "场", "target_kind": "scope"}),
        ("add", {"kind": "observation", **place("完成投资8.40亿元，占年度计划的52.50%"), "name": "占比", "share_of_plan": "52.50"}),
    )  # fmt: skip
    target, figure = item(proposal, "A1"), item(proposal, "A2")
    assert (target.words, target.kind, target.task, target.own_words) == ("技能培训20场", "scope", "T03", True)
    assert (figure.words, figure.section, figure.share_of_plan, figure.is_checked) == ("占比", "1", "52.50", True)


def test_what_is_added_has_a_kind_and_its_fields() -> None:
    refused("passage-unclear", 400, ("add", {"kind": "wish", **place("营造尊师氛围")}))
    refused("value-missing", 400, ("add", {"kind": "target", **place("营造尊师氛围"), "name": "氛围"}))
    refused("name-missing", 400, ("add", {"kind": "observation", **place("一、执行情况"), "value": "1"}))


def test_a_figure_outside_every_section_has_none() -> None:
    read = reading() | {"sections": []}
    done = steps(("add", {"kind": "observation", **place("一、执行情况"), "name": "部分", "value": "1"}))
    assert item(propose(read, done), "A1").section == ""


def test_a_sentence_belongs_to_a_task_that_begins_within_it() -> None:
    proposal = after(("drop", {"item": "T01", "reason": "repeated"}))
    assert next(row.state for row in proposal.sentences if row.start == TEXT.index("新增家庭农场12家")) == "task"


def test_a_doubt_is_settled_in_words() -> None:
    finding = item(after(("decide", {"item": "F01", "text": " 以全年累计为准 "})), "F01")
    assert (finding.decision, finding.touched) == ("以全年累计为准", 1)
    assert refused("decision-empty", 400, ("decide", {"item": "F01", "text": ""})).field == "text"
    refused("item-gone", 409, ("decide", {"item": "F99", "text": "好"}))


@pytest.mark.parametrize("verb", ["edit", "split", "drop"])
def test_an_item_that_is_gone_is_told(verb: str) -> None:
    refused("item-gone", 409, (verb, {"item": "T99", "at": 1, "reason": "x"}))
    refused("item-gone", 409, (verb, {"at": 1, "reason": "x"}))


def test_a_step_is_taken_back_once() -> None:
    gone = ("drop", {"item": "T01", "reason": "background"})
    assert titles(after(gone, ("undo", {"step": 1}))) == AS_READ
    refused("step-unknown", 409, gone, ("undo", {"step": 1}), ("undo", {"step": 1}))
    refused("step-unknown", 409, gone, ("undo", {"step": 7}))
    refused("step-unknown", 409, ("undo", {"step": 2}), gone)


def test_a_step_that_others_rest_on_is_not_taken_back_before_them() -> None:
    added = ("add", {"kind": "task", **place("营造尊师氛围")})
    refused("item-gone", 409, added, ("edit", {"item": "A1", "title": "新"}), ("undo", {"step": 1}))


def test_both_parts_of_a_split_task_are_to_be_checked_and_the_deadline_goes_where_it_is_said() -> None:
    read = reading()
    read["tasks"][0] |= {"due_on": "2031-09-30", "due_text": "农场12家"}
    read["tasks"][1] |= {"due_on": "2031-10-31", "due_text": "10月底前"}
    done = [
        ("split", {"item": "T01", "at": TEXT.index("农场12家")}),
        ("split", {"item": "T02", "at": TEXT.index("粮库2座")}),
    ]
    proposal = propose(read, steps(*done))
    found = [(task.title, task.due_on, task.is_checked) for task in proposal.tasks[:4]]
    assert found == [
        ("新增家庭", "", False),
        ("农场12家", "2031-09-30", False),
        ("新建", "2031-10-31", False),
        ("粮库2座", "", False),
    ]


def test_a_target_beside_its_task_belongs_to_it_until_the_task_is_gone() -> None:
    read = reading()
    read["targets"].append(read["targets"][0] | {"id": "G09", "task": "T05"} | place("持续完善服务体系"))
    assert item(propose(read), "G09").task == "T05"
    gone = propose(read, steps(("drop", {"item": "T05", "reason": "repeated"})))
    assert item(gone, "G09").task == ""


def test_work_without_an_end_is_known_by_its_deadline() -> None:
    read = reading()
    read["tasks"][0]["due_text"] = "长期坚持"
    assert [task.is_ongoing for task in propose(read).tasks[:2]] == [True, False]
