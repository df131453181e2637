"""A corrected file: what it says differently, and what people had done, done again on it."""

from typing import Any

import pytest

from plans.rules.proposal import propose
from plans.rules.proposal.carrying import carry, differences, matched
from tests.rules.proposal.desks import TEXT, item, place, reading, steps, titles

CORRECTED = "报告更正稿\n" + TEXT.replace("12家", "15家").replace("开展技能培训20场。", "").replace(
    "尊师氛围", "尊师重教氛围"
)


def carried(*done: tuple[str, dict[str, Any]], text: str = CORRECTED, **given: Any) -> Any:
    return carry(reading(), reading(text, **given), steps(*done))


def corrected_reading() -> dict[str, Any]:
    """The first task and target with fifteen farms."""
    read = reading(CORRECTED)
    where = place("新增家庭农场15家", CORRECTED)
    read["tasks"].insert(0, {"id": "T01", "code": "1.1.1", "measure": "M01", "title": "新增家庭农场15家"} | where)
    goal = {"kind": "cumulative", "basis": "flow", "force": None, "commitment": "plain", "operator": "="}
    read["targets"].insert(0, {"id": "G01", "name": "家庭农场", "value": "15", "unit": "家"} | goal | where)
    return read


def test_items_of_the_same_words_and_reworded_ones_are_the_same() -> None:
    assert matched(reading(), corrected_reading()) == {
        name: name for name in ("T01", "T02", "T04", "T05", "G01", "G02", "G03", "O001", "O002")
    }


def test_a_passage_that_has_little_in_common_is_another() -> None:
    other = TEXT.replace("加固水库3座", "整治农村人居环境")
    read = reading(other)
    read["tasks"].insert(
        3, {"id": "T09", "code": "1.2.1", "measure": "M02", "title": "整治"} | place("整治农村人居环境", other)
    )
    assert "T04" not in matched(reading(), read)


def test_the_files_are_compared_beside_what_people_made() -> None:
    done = steps(("edit", {"item": "T01", "title": "培育农场"}), ("drop", {"item": "T03", "reason": "slogan"}))
    found = differences(reading(), corrected_reading(), done)
    assert [(row.kind, row.change, row.before, row.now, row.after) for row in found] == [
        ("task", "both", "新增家庭农场12家", "培育农场", "新增家庭农场15家"),
        ("target", "document", "家庭农场12家", "家庭农场12家", "家庭农场15家"),
        ("task", "gone", "开展技能培训20场", "", ""),
    ]


def test_what_only_the_corrected_file_has_is_new() -> None:
    read = corrected_reading()
    read["tasks"].append(
        {"id": "T08", "code": "2.1.2", "measure": "M03", "title": "营造氛围"} | place("营造尊师重教氛围", CORRECTED)
    )
    assert [row.after for row in differences(reading(), read, []) if row.change == "new"] == ["营造氛围"]


def test_later_words_of_an_item_come_before_those_of_the_proposal() -> None:
    found = differences(reading(), corrected_reading(), [], now={"T01": "按决定改名"})
    assert (found[0].change, found[0].now) == ("both", "按决定改名")


def test_the_same_file_has_no_differences() -> None:
    assert differences(reading(), reading(), []) == []


def test_steps_are_done_again_where_their_words_are_still_there() -> None:
    new = corrected_reading()
    done = steps(
        ("edit", {"item": "T02", "title": "粮库"}),
        ("accept", {"items": ["O001"]}),
        ("decide", {"item": "F01", "text": "累计"}),
        ("set_aside", {**place("持续完善服务体系"), "reason": "slogan"}),
        ("add", {"kind": "task", **place("做强农业"), "measure": "M02"}),
        ("edit", {"item": "A5", "title": "做强"}),
    )
    new["findings"] = [{"code": "two-readings", "message": "有两种读法。"} | place("新增家庭农场15家", CORRECTED)]
    result = carry(reading(), new, done)
    assert (len(result.steps), result.lost) == (6, ())
    proposal = propose(new, [moved for moved, _ in result.steps])
    assert titles(proposal) == [
        ("1.1.1", "新增家庭农场15家"),
        ("1.1.2", "粮库"),
        ("1.2.1", "做强"),
        ("1.2.2", "加固水库3座"),
        ("2.1.1", "新建小学2所"),
    ]
    assert (item(proposal, "O001").is_checked, item(proposal, "F01").decision) == (True, "累计")


def test_what_was_taken_back_is_left_behind_and_numbers_run_on() -> None:
    result = carried(
        ("edit", {"item": "T02", "title": "甲"}), ("undo", {"step": 1}), ("edit", {"item": "T04", "title": "乙"})
    )
    assert [(moved.number, original.number) for moved, original in result.steps] == [(1, 3)]


def test_a_split_finds_its_place_again() -> None:
    result = carried(
        ("split", {"item": "T02", "at": TEXT.index("粮库2座")}),
        text="前言\n" + TEXT,
    )
    assert [moved.body["at"] for moved, _ in result.steps] == [("前言\n" + TEXT).index("粮库2座")]


@pytest.mark.parametrize(
    ("step", "code", "about"),
    [
        (("edit", {"item": "T03", "title": "培训"}), "carry-item-gone", "培训"),
        (("set_aside", {**place("营造尊师氛围"), "reason": "slogan"}), "carry-words-gone", "营造尊师氛围"),
        (("decide", {"item": "F01", "text": "累计"}), "carry-item-gone", "有两种读法。"),
        (("merge", {"items": ["T02", "T03"]}), "carry-item-gone", "新建粮库2座、开展技能培训20场"),
        (("accept", {"items": ["T03"]}), "carry-item-changed", "开展技能培训20场"),
    ],
)
def test_what_has_lost_its_place_is_told(step: tuple[str, dict[str, Any]], code: str, about: str) -> None:
    result = carried(step)
    assert (result.steps, [(one.step.number, one.said.code, one.about) for one in result.lost]) == (
        (),
        [(1, code, about)],
    )


def test_of_several_places_the_nearest_in_the_text_is_taken() -> None:
    new = reading() | {"text": f"{TEXT}做强农业。"}
    result = carry(reading(), new, steps(("add", {"kind": "task", **place("做强农业"), "measure": "M02"})))
    assert [moved.body["start"] for moved, _ in result.steps] == [TEXT.index("做强农业")]


def test_of_what_was_checked_with_one_button_only_the_unchanged_stays_checked() -> None:
    result = carry(reading(), corrected_reading(), steps(("accept", {"items": ["T01", "T02", "G01", "G02"]})))
    assert [moved.body["items"] for moved, _ in result.steps] == [["T02", "G02"]]
    assert [(one.step.body["items"], one.said.code) for one in result.lost] == [(["T01", "G01"], "carry-item-changed")]
    assert result.lost[0].about == "新增家庭农场12家、家庭农场12家"


TWICE = TEXT.replace("加固水库3座", "开展技能培训20场")


def twice(text: str) -> dict[str, Any]:
    """A reading in which the same words are a task of each of two measures, as far as they stand there."""
    read = reading(text.replace("开展技能培训20场", "", text.count("开展技能培训20场")))
    read |= {"text": text, "measures": reading(TEXT)["measures"]}
    first, second = text.index("一是"), text.index("二是")
    read["measures"][0] |= {"start": first, "end": second}
    read["measures"][1] |= {"start": second, "end": text.index("\n（二）")}
    read["measures"][2] |= {"start": text.index("（二）"), "end": len(text)}
    read["sections"] = [
        {"id": "1", "parent": None, "level": 1, "marker": "", "title": "全文", "start": 0, "end": len(text)}
    ]
    read["targets"] = read["observations"] = read["findings"] = []
    read["tasks"], at = [], text.find("开展技能培训20场")
    while at >= 0:
        measure = "M01" if at < second else "M02"
        read["tasks"].append(
            {
                "id": f"T{len(read['tasks']) + 1:02}",
                "code": "1.1.1",
                "measure": measure,
                "title": "培训",
                "start": at,
                "end": at + 9,
            }
        )
        at = text.find("开展技能培训20场", at + 1)
    return read


def test_the_same_words_under_another_measure_are_another_task() -> None:
    new = twice(TWICE.replace("开展技能培训20场。", "", 1))
    assert matched(twice(TWICE), new) == {"T02": "T01"}
    result = carry(twice(TWICE), new, steps(("drop", {"item": "T01", "reason": "slogan"})))
    assert (result.steps, [one.said.code for one in result.lost]) == ((), ["carry-item-gone"])


def test_a_passage_does_not_go_to_the_same_words_under_another_measure() -> None:
    add = ("add", {"kind": "target", **at_first("20场", TWICE), "name": "培训", "value": "20", "unit": "场"})
    new = twice(TWICE.replace("开展技能培训20场。", "", 1))
    result = carry(twice(TWICE), new, steps(add))
    assert (result.steps, [(one.said.code, one.about) for one in result.lost]) == ((), [("carry-words-gone", "20场")])


def test_few_words_are_the_same_only_in_the_same_sentence() -> None:
    add = ("add", {"kind": "target", **at_first("2座", TEXT), "name": "粮库", "value": "2", "unit": "座"})
    other = TEXT.replace("新建粮库2座", "新建粮库5座").replace("培训20场", "讲座，建成文化广场2座")
    assert [one.said.code for one in carried(add, text=other).lost] == ["carry-words-gone"]
    same = TEXT.replace("新增家庭农场12家", "新增家庭农场15家")
    assert carried(add, text=same).lost == ()


def test_what_stands_once_in_either_file_is_the_same_wherever_it_has_gone() -> None:
    moved = TEXT.replace("开展技能培训20场。", "").replace("加固水库3座。", "加固水库3座。开展技能培训20场。")
    assert matched(reading(), reading(moved))["T03"] == "T03"


def test_a_measure_that_is_gone_takes_no_added_task() -> None:
    new = reading() | {"measures": [row | {"title": f"另{row['title']}"} for row in reading()["measures"]]}
    add = ("add", {"kind": "task", **place("占年度计划的52.50%"), "measure": "M02"})
    assert carry(reading(), reading(), steps(add)).lost == ()
    assert [one.said.code for one in carry(reading(), new, steps(add)).lost] == ["measure-missing"]


def at_first(words: str, text: str) -> dict[str, int]:
    return {"start": text.index(words), "end": text.index(words) + len(words)}


def test_what_people_worded_themselves_is_to_be_checked_where_the_file_says_it_in_other_words() -> None:
    done = steps(("edit", {"item": "T01", "title": "培育农场"}), ("edit", {"item": "T02", "title": "粮库"}))
    new = corrected_reading()
    proposal = propose(new, [moved for moved, _ in carry(reading(), new, done).steps])
    assert [(task.title, task.is_checked) for task in proposal.tasks[:2]] == [("培育农场", False), ("粮库", True)]


def test_a_difference_that_its_words_do_not_show_is_told_by_its_sentences() -> None:
    text = TEXT.replace("占年度计划的52.50%", "占年度计划的55.50%")
    new = reading(text)
    new["observations"].append(
        reading()["observations"][1] | {"share_of_plan": "55.50"} | place("完成投资8.40亿元，占年度计划的55.50%", text)
    )
    (row,) = differences(reading(), new, [])
    assert (row.before, row.now, row.after) == (
        "完成投资8.40亿元，占年度计划的52.50%",
        "完成投资8.40亿元，占年度计划的52.50%",
        "完成投资8.40亿元，占年度计划的55.50%",
    )


def test_words_that_stand_once_in_each_file_are_followed_under_another_heading() -> None:
    text = TEXT.replace("持续完善服务体系。", "").replace("改善民生。", "改善民生。持续完善服务体系。")
    result = carried(("set_aside", {**place("持续完善服务体系"), "reason": "slogan"}), text=text)
    assert [moved.body["start"] for moved, _ in result.steps] == [text.index("持续完善服务体系")]
