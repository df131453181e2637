"""单位职责: one table of words, saved all at once, with what was typed kept beside each fault."""

import re

import pytest

from plans.models import AuditEntry, DepartmentDuty
from tests.admin.cast import FORBIDDEN

HERE = "/admin/reference/duties/"


@pytest.fixture
def farm(stage):
    DepartmentDuty.objects.create(department=stage.world.farm, words="家庭农场")
    return stage.world.farm


def shown(client):
    """The form as it is drawn, ready to be sent back."""
    page = client.get(HERE).content.decode()
    tickets = dict(re.findall(r'name="(seen-\d+)" value="(\w+)"', page))
    boxes = dict(re.findall(r'name="((?:lead|cooperating)-\d+)"[^>]*>\n([^<]*)</textarea>', page))
    return tickets | boxes


def duties():
    return sorted(DepartmentDuty.objects.values_list("department__slug", "role", "words"))


def test_the_table_shows_every_unit_with_its_words(stage, farm):
    form = shown(stage.client("admin"))
    assert {key: value for key, value in form.items() if not key.startswith("seen")} == {
        f"{name}-{row.pk}": "家庭农场" if (name, row) == ("lead", farm) else ""
        for row in stage.world.plan.jurisdiction.departments.all()
        for name in ("lead", "cooperating")
    }


def test_all_rows_are_saved_at_once_and_only_the_changed_ones_logged(stage, farm):
    client, school = stage.client("admin"), stage.world.school
    form = shown(client) | {f"lead-{school.pk}": "小学、学位\n双减", f"cooperating-{school.pk}": "就业"}
    answer = client.post(HERE, form, follow=True)
    assert "已保存1个单位的职责用语。" in answer.content.decode()
    assert duties() == [
        ("farm", "lead", "家庭农场"),
        ("school", "cooperating", "就业"),
        ("school", "lead", "双减"),
        ("school", "lead", "学位"),
        ("school", "lead", "小学"),
    ]
    assert list(AuditEntry.objects.filter(act="save_duties").values_list("subject", flat=True)) == ["school"]


def test_saving_without_a_change_says_so(stage, farm):
    client = stage.client("admin")
    assert "没有改动。" in client.post(HERE, shown(client), follow=True).content.decode()


def test_faults_stand_at_their_boxes_and_nothing_is_stored(stage, farm):
    client, school = stage.client("admin"), stage.world.school
    form = shown(client) | {
        f"lead-{farm.pk}": "田\x00",
        f"lead-{school.pk}": "小学",
        f"cooperating-{school.pk}": "小学",
    }
    answer = client.post(HERE, form)
    page = answer.content.decode()
    assert (answer.status_code, duties()) == (400, [("farm", "lead", "家庭农场")])
    assert f'id="lead-fault-{farm.pk}">“田”只有一个字，几乎处处出现，请写具体些。' in page
    assert f'id="cooperating-fault-{school.pk}">“小学”已列入牵头职责，请只保留一处。' in page
    assert (page.count('aria-invalid="true"'), page.count("\n小学</textarea>"), FORBIDDEN.findall(page)) == (2, 2, [])


def test_a_row_that_somebody_else_changed_meanwhile_is_shown_not_overwritten(stage, farm):
    client = stage.client("admin")
    form = shown(client)
    DepartmentDuty.objects.create(department=farm, words="高标准农田")
    mine = {f"lead-{farm.pk}": "合作社"}
    first = client.post(HERE, form | mine)
    assert (first.status_code, "现为：家庭农场、高标准农田 / —" in first.content.decode()) == (400, True)
    assert duties() == [("farm", "lead", "家庭农场"), ("farm", "lead", "高标准农田")]
    client.post(HERE, shown(client) | mine)
    assert duties() == [("farm", "lead", "合作社")]


def test_a_row_left_as_it_was_shown_keeps_what_somebody_else_wrote(stage, farm):
    client, school = stage.client("admin"), stage.world.school
    form = shown(client)
    DepartmentDuty.objects.create(department=farm, words="高标准农田")
    client.post(HERE, form | {f"lead-{school.pk}": "小学"})
    assert duties() == [("farm", "lead", "家庭农场"), ("farm", "lead", "高标准农田"), ("school", "lead", "小学")]


def test_departments_of_another_county_are_neither_shown_nor_saved(stage, farm):
    client = stage.client("other county")
    page = client.get(HERE).content.decode()
    client.post(HERE, {f"lead-{farm.pk}": "合作社", f"seen-{farm.pk}": "x"})
    assert ("还没有单位，请先添加单位。" in page, duties()) == (True, [("farm", "lead", "家庭农场")])


def test_it_is_reached_from_the_home_and_from_the_departments(stage):
    client = stage.client("admin")
    pages = [client.get(path).content.decode() for path in ("/admin/", "/admin/reference/departments/")]
    assert [page.count(f'href="{HERE}"') for page in pages] == [1, 1]


def test_the_page_says_that_words_only_suggest(stage, farm):
    page = stage.client("admin").get(HERE).content.decode()
    assert ("职责用语只用于提出建议：责任单位由人确定" in page, FORBIDDEN.findall(page)) == (True, [])
