"""What the automatic checks say of an update before it is accepted. They forbid nothing, and keep it out of the bulk."""

import pytest

from plans.actions.reporting import Restatement, report_no_change
from plans.actions.reviewing import endorse_update
from plans.admin.comparison import compare
from plans.queries.workplace import load_item
from plans.rules.vocabulary import CorrectionKind
from tests.actions.worlds import NOW, accepted, make_round, submit

TOO_MUCH = "“家庭农场”填报1200家，超过目标（20家）的150%，请核对数字和单位。"
TOO_FAST = "“家庭农场”本期增加12家，超过剩余差额的两倍，请核对。"
NO_WHOLE = "“家庭农场”填报12.5家，以“家”计应为整数，请核对。"
SILENT = ["本期进展未填写。", "公开版本未填写，公开页面将不显示进展。"]


def compared(stage, code="1.1.1", round_=None):
    task = next(task for task in stage.world.tasks if task.code == code)
    return compare(*load_item(task, round_ or stage.second))


@pytest.mark.parametrize(
    ("value", "found"), [("1200", [TOO_MUCH]), ("12.5", [NO_WHOLE]), ("30", []), ("8", []), ("31", ["31家"])]
)
def test_an_absurd_figure_is_remarked(stage, value, found):
    submit(stage.world, stage.second, value)
    remarks = [row for row in compared(stage).remarks if "家庭农场" in row]
    assert [words in row for words, row in zip(found, remarks, strict=True)] == [True] * len(found)


def test_a_jump_of_more_than_twice_what_was_missing_is_remarked(stage):
    accepted(stage.world, stage.second, "15")
    third = make_round(stage.world, 3)
    submit(stage.world, third, "27")
    assert TOO_FAST in compared(stage, round_=third).remarks


def test_empty_texts_are_remarked_and_keep_an_item_out_of_the_bulk(stage):
    texts = dict.fromkeys(("progress", "public_progress", "problems", "next_measures"), "")
    endorse_update(update=submit(stage.world, stage.second, "8", **texts), by=stage.world.head, now=NOW)
    ticket = compared(stage).item.update
    page = stage.client("office").post(
        stage.at("rounds/2/review/accept/"), {"update": f"{ticket.pk}.{ticket.revision}"}
    )
    ticket.refresh_from_db()
    assert (page.status_code, ticket.state) == (302, "endorsed")
    assert set(SILENT) <= set(compared(stage).remarks)


def test_no_change_needs_no_words(stage):
    report_no_change(task=stage.world.task, round_=stage.second, by=stage.world.contributor, now=NOW)
    assert set(SILENT) & set(compared(stage).remarks) == set()


def restated(stage, **given):
    correction = Restatement(1, "4", CorrectionKind.ERROR, "重复登记一家")
    return submit(stage.world, stage.second, given.pop("value", ""), restatements={"t1": correction}, **given)


def test_a_correction_shows_the_figure_it_puts_right(stage):
    restated(stage)
    row = compared(stage).rows[-1]
    assert (row.name, row.before, row.now) == ("更正第1期“家庭农场”", "5家", "4家")
    assert row.change.endswith("：重复登记一家")


def test_a_correction_of_the_last_figure_is_what_would_stand_and_one_of_an_older_figure_is_not(stage):
    restated(stage)
    assert compared(stage).rows[0].now == "4家"
    accepted(stage.world, make_round(stage.world, 3), "7")
    fourth = make_round(stage.world, 4)
    correction = Restatement(1, "3", CorrectionKind.ERROR, "重复登记")
    submit(stage.world, fourth, "", restatements={"t1": correction})
    assert compared(stage, round_=fourth).rows[0].now == "7家"


def test_the_review_agrees_with_what_is_settled_later(stage):
    update = restated(stage)
    said = compared(stage).rows[0].now
    update.state = "accepted"
    update.save()
    _desk, item = load_item(stage.world.task, stage.second)
    assert (said, item.record.targets[0].value_text) == ("4家", "4")
