"""Duties as they are stored, and what they suggest: one query, whatever the number of tasks and words."""

import pytest

from plans.models import Department, DepartmentDuty, Jurisdiction
from plans.queries.duties import TaskWords, list_duties, load_units, suggestions_for
from plans.rules.duties import Suggestion, Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    county = Jurisdiction.objects.create(code="990001", name="东河市白鹭县")
    other = Jurisdiction.objects.create(code="990002", name="青石县")
    farm, water, _school = (
        Department.objects.create(jurisdiction=county, slug=slug, name=name, category="政府部门", sort=sort)
        for slug, name, sort in (("farm", "县农业农村局", 20), ("water", "县水利局", 10), ("school", "县教育局", 30))
    )
    elsewhere = Department.objects.create(jurisdiction=other, slug="farm", name="县农业农村局", category="政府部门")
    for department, word, role in (
        (farm, "家庭农场", "lead"),
        (farm, "高标准农田", "lead"),
        (farm, "水库", "cooperating"),
        (water, "水库", "lead"),
        (elsewhere, "小学", "lead"),
    ):
        DepartmentDuty.objects.create(department=department, words=word, role=role)
    return county


def test_departments_come_in_administrative_order_with_their_words_as_typed(county, django_assert_num_queries):
    with django_assert_num_queries(1):
        units = load_units(county)
    assert units == [
        Unit("water", "县水利局", ("水库",), ()),
        Unit("farm", "县农业农村局", ("家庭农场", "高标准农田"), ("水库",)),
        Unit("school", "县教育局", (), ()),
    ]


@pytest.mark.parametrize("number", [1, 3])
def test_suggestions_take_one_query_whatever_their_number(county, django_assert_num_queries, number):
    with django_assert_num_queries(1):
        found = suggestions_for(county, [(key, "修好水库", "", ()) for key in range(number)])
    assert found == {key: Suggestion("water", ("farm",), ("水库",)) for key in range(number)}


def test_names_of_the_document_and_headings_are_heard(county):
    items = [
        TaskWords("named", "修好水库", "县教育局", ("县农业农村局",)),
        TaskWords("heading", "抓好各项工作", heading="办好水库"),
        ("elsewhere", "办好小学", "", ()),
    ]
    assert suggestions_for(county, items) == {
        "named": Suggestion("school", ("farm",), ("县教育局", "县农业农村局")),
        "heading": Suggestion("water", ("farm",), ("水库",)),
        "elsewhere": Suggestion(None, (), ()),
    }


def test_the_table_lists_departments_of_the_jurisdictions_asked_for(county, django_assert_num_queries):
    with django_assert_num_queries(2):
        rows = [(row.slug, [duty.words for duty in row.duties.all()]) for row in list_duties([county.pk])]
    assert rows == [("water", ["水库"]), ("farm", ["家庭农场", "高标准农田", "水库"]), ("school", [])]
