"""重新计算: the same checks as saving, the fault at its field, nothing stored, and a form for its contributor only."""

import pytest

from plans.models import AuditEntry, Target, Update
from tests.admin.cast import update_fields
from tests.admin.test_update_form import BAD, RESTATED, submit

HELD_BACK = "<p>请先改正标出的内容，再重新计算。</p>"
LIGHT = '<p class="live__light">'


@pytest.mark.parametrize(("typed", "sentence"), [*BAD, ("二十", "“二十”不是一个数。请只填数字，例如 20 或 12.3。")])
def test_a_fault_stands_at_its_field_and_no_light_is_shown_for_other_figures(stage, typed, sentence):
    response = submit(stage, **update_fields(typed), preview="")
    page = response.content.decode()
    assert (response.status_code, page.count(f'<p class="fault" id="fault_t1">{sentence}</p>')) == (400, 1)
    assert (page.count(HELD_BACK), page.count(LIGHT), page.count(f'value="{typed}"')) == (1, 0, 1)


def test_a_milestone_after_the_as_of_day_is_a_fault_of_the_preview_too(stage):
    page = submit(stage, **update_fields(milestone_m1="2099-01-01"), preview="").content.decode()
    sentence = "“印发方案”的完成日期不能晚于数据截至日期（2031年8月31日）。"
    assert (page.count(f'<p class="fault" id="node_fault_m1">{sentence}</p>'), page.count(LIGHT)) == (1, 0)


def test_faults_of_the_form_and_of_the_figures_are_told_together(stage):
    page = submit(stage, **update_fields("-3", milestone_m1="morgen"), preview="").content.decode()
    assert (page.count('id="fault_t1"'), page.count('id="node_fault_m1"')) == (1, 1)


def test_a_clear_figure_is_computed_and_nothing_is_stored(stage):
    before = (Update.objects.count(), AuditEntry.objects.count())
    response = submit(stage, **update_fields("8"), preview="")
    page = response.content.decode()
    assert (response.status_code, page.count("<output>40.00%</output>"), page.count(LIGHT)) == (200, 1, 1)
    assert (Update.objects.count(), AuditEntry.objects.count()) == before


@pytest.mark.parametrize("who", ["head", "office", "auditor", "teacher"])
def test_who_may_not_report_gets_no_form_for_trying(stage, who):
    response = submit(stage, who=who, **update_fields("8"), preview="")
    assert (response.status_code, response.content.decode().count('class="form"')) == (403, 0)


def test_a_correction_of_the_last_figure_counts_at_once(stage):
    page = submit(stage, **update_fields("", **RESTATED), preview="").content.decode()
    assert page.count("<output>20.00%</output>") == 1


def test_the_formula_takes_each_part_with_100_percent_at_most_and_says_so(stage):
    first = Target.objects.get(task=stage.world.task)
    first.pk, first.key, first.name = None, "t2", "合作社"
    first.save()
    page = submit(stage, **update_fields("1200", quantity_t2="10"), preview="").content.decode()
    assert page.count("（100.00%+50.00%）÷2（超过100%的按100%计）") == 1
