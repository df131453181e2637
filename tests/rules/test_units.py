"""Names of units as documents write them. A name that is not clearly one unit of this place is none."""

import pytest

from plans.rules.units import Mention, UnitNames, plain

UNITS = {
    "party": "区委政法委",
    "office": "区政府办公室",
    "reform": "区发展改革局",
    "people": "区人力资源社会保障局",
    "houses": "区住房城乡建设局",
    "market": "区市场监管局",
    "emergency": "区应急管理局",
    "police": "市公安局白鹭分局",
    "air": "市生态环境局白鹭分局",
    "zone": "东河经开区管委会",
    "tax": "区税务局",
    "north": "北山镇",
    "south": "南湖街道",
}
NAMES = UnitNames(UNITS.items(), place="东河市白鹭区")

WRITTEN = {
    "reform": [
        "区发展改革局", "区发改局", "发改局", "区发展和改革局", "东河市白鹭区发展和改革局", "白鹭区发改局", "白鹭发改局",
        "区 发展 改革局", "区发展改革局（区粮食局）", "“区发改局”",
    ],
    "people": ["区人社局", "区人力资源和社会保障局", "人社局"],
    "houses": ["区住建局", "区住房和城乡建设局"],
    "market": ["市场监管局", "区市监局", "市监局", "区市场监督管理局"],
    "office": ["区政府办", "区府办", "东河市白鹭区人民政府办公室"],
    "party": ["政法委", "区政法委", "区委政法委员会"],
    "police": ["区公安分局", "公安白鹭分局", "白鹭公安分局", "区公安局", "东河市公安局白鹭分局"],
    "air": ["生态环境白鹭分局", "市生态环境局白鹭分局"],
    "zone": ["经开区管委会", "海东东河经济开发区管理委员会"],
    "tax": ["国家税务总局东河市白鹭区税务局", "税务局"],
    "north": ["北山镇人民政府", "北山镇政府"],
    "south": ["南湖街道办事处", "南湖街道"],
    None: [
        "", "区", "局", "区局", "区委", "区委办", "管委会", "区管理局", "区建设局", "区水利局", "教育局",
        "市发展改革局", "东河市发展改革局", "省发展改革委", "国家发展改革委", "市公安局", "市生态环境局", "市市场监管局",
        "市委政法委", "市公安局南湖分局", "西山镇",
    ],
}  # fmt: skip


@pytest.mark.parametrize(("slug", "name"), [(slug, name) for slug, names in WRITTEN.items() for name in names])
def test_a_name_means_one_unit_or_none(slug, name):
    assert NAMES.resolve(name) == slug


def test_a_name_that_fits_two_units_is_none():
    names = UnitNames([("one", "区农业农村局"), ("two", "区农业机械局")], place="白鹭区")
    assert [names.resolve(name) for name in ("区农业局", "区农业农村局", "农机局")] == [None, "one", "two"]


def test_an_exact_name_goes_before_a_short_form():
    names = UnitNames([("long", "县科学技术局"), ("short", "县科技局")], place="白鹭县")
    assert [names.resolve(name) for name in ("科技局", "县科学技术局", "白鹭县科技局")] == ["short", "long", "short"]


def test_two_units_of_one_name_are_none():
    assert UnitNames([("one", "区民政局"), ("two", "区民政局")], place="白鹭区").resolve("民政局") is None


@pytest.mark.parametrize(
    ("place", "written"),
    [
        ("苏河州市东湖区", "苏河州市公安局东湖分局"),
        ("东湖区", "公安分局"),
        ("东湖", "市公安局东湖分局"),
        ("", "公安分局"),
    ],
)
def test_a_place_may_be_written_in_any_way(place, written):
    assert UnitNames([("police", "市公安局东湖分局")], place=place).resolve(written) == "police"


def test_lists_of_names_are_taken_apart_and_what_fits_nothing_is_left_out():
    written = ["区发改局、区住建局；市教育局", "区发展和改革局，区人社局和区税务局", "各镇（街道）", ""]
    assert NAMES.resolve_all(written) == ("reform", "houses", "people", "tax", "north", "south")


@pytest.mark.parametrize("every", ["各镇", "各镇、各街道", "各乡镇", "各镇街", "各镇人民政府"])
def test_every_town_means_all_of_them(every):
    assert NAMES.resolve_all([every]) == ("north", "south")


def test_units_named_in_a_text_are_found_at_their_places():
    text = plain("中心城区由 区发改局 牵头，市公安局白鹭分局配合，北山镇落实；市发展改革局指导，区十一小扩建")
    found = NAMES.mentions(text)
    assert [(mention.slug, mention.written) for mention in found] == [
        ("reform", "区发改局"),
        ("police", "市公安局白鹭分局"),
        ("north", "北山镇"),
    ]
    assert [text[mention.start : mention.end] for mention in found] == [mention.written for mention in found]


def test_the_same_name_is_found_as_often_as_it_stands():
    assert NAMES.mentions("北山镇、北山镇") == [Mention(0, 3, "north", "北山镇"), Mention(4, 7, "north", "北山镇")]


def test_a_unit_without_a_name_is_never_found():
    assert UnitNames([("nameless", "")], place="白鹭区").mentions("区发改局") == []


def test_width_space_and_quotation_marks_do_not_count():
    assert plain(" “双减” ５Ｇ　（一期）\n") == "双减5G(一期)"


@pytest.mark.parametrize("text", ["区" * 50_000, "区局" * 25_000, "市" + "政" * 50_000, "白鹭区" * 20_000])
def test_hostile_texts_are_looked_through_in_bounded_work(text):
    assert NAMES.mentions(text) == []
