"""What the second person needs: the figures beside a close-out, the button beside a withholding, the older reason."""

import pytest

from tests.admin.cast import update_fields


def page(stage, who, rest):
    return stage.client(who).get(stage.at(rest)).content.decode()


def test_a_close_out_stands_with_title_link_and_figures(stage):
    html = page(stage, "office", "close-outs/")
    assert html.count(f'<a href="{stage.item("1.1.5")}">1.1.5 新增家庭农场（5）</a>') == 1
    assert html.count("家庭农场 目标20家：<b>20家</b>") == 1
    assert html.count("印发方案：<b>2031年7月20日完成</b>") == 1


@pytest.mark.parametrize(("who", "buttons"), [("office", 1), ("publisher", 0), ("auditor", 0)])
def test_a_proposed_withholding_has_its_button_for_another_person(stage, who, buttons):
    html = page(stage, who, "publications/public/1/")
    assert (html.count(f'action="{stage.at(f"withholdings/{stage.withholding.pk}/")}"'), "已提出撤下：" in html) == (
        buttons,
        True,
    )
    assert html.count("该撤下由您提出，须由他人执行。") == (who == "publisher")
    assert html.count("2031年9月5日") > 1


def test_an_old_reason_is_quiet_over_a_newer_version(stage):
    stage.client("head").post(stage.item("1.1.2", "send_back/"), stage.seen("1.1.2", reason="缺数"))
    loud = page(stage, "contributor", "rounds/2/tasks/1.1.2/")
    stage.client("contributor").post(stage.item("1.1.2"), update_fields("9", seen_revision="2"))
    quiet = page(stage, "head", "rounds/2/tasks/1.1.2/")
    assert (loud.count("<b>退回理由</b>"), loud.count("上次退回理由")) == (1, 0)
    assert (quiet.count("<b>退回理由</b>"), quiet.count("<b>上次退回理由</b>")) == (0, 1)
