"""Who might lead, told by words: the longer and the rarer word is heard more, and silence is no proposal."""

import pytest

from plans.rules.duties import Duties, Suggestion, Unit, check_words, words_of
from plans.rules.said import ManyRefused

UNITS = [
    Unit("reform", "区发展改革局", ("一体化", "重点项目"), ("信用监管",)),
    Unit("houses", "区住房城乡建设局", ("老旧小区", "生活污水", "燃气"), ("扩建",)),
    Unit("farm", "区农业农村局", ("高标准农田", "家庭农场", "农村生活污水"), ("流域",)),
    Unit("water", "区水利局", ("流域", "水库", "河湖"), ()),
    Unit("market", "区市场监管局", ("信用监管", "食品安全"), ("家庭农场",)),
    Unit("north", "北山镇"),
]
DUTIES = Duties(UNITS, place="东河市白鹭区")


def told(text, **given):
    """Lead, cooperating, words."""
    suggestion = DUTIES.suggest(text, **given)
    return suggestion.lead, suggestion.cooperating, suggestion.because


class TestByWords:
    def test_a_duty_in_the_text_proposes_its_department_and_says_the_word(self):
        assert DUTIES.suggest("建成高标准农田3万亩") == Suggestion("farm", (), ("高标准农田",))

    def test_words_for_cooperating_propose_who_helps(self):
        assert told("新增家庭农场30家") == ("farm", ("market",), ("家庭农场",))

    def test_without_a_word_nothing_is_proposed(self):
        assert told("做好其他各项工作") == (None, (), ())

    def test_a_word_for_cooperating_alone_makes_no_lead(self):
        assert told("学校扩建") == (None, ("houses",), ("扩建",))

    def test_the_longer_word_is_heard_more(self):
        assert told("整治燃气隐患，管好食品安全") == ("market", (), ("食品安全",))

    def test_a_word_that_two_departments_hold_is_heard_less(self):
        units = [
            Unit("a", "甲局", ("河道整治",)),
            Unit("b", "乙局", ("河道整治", "绿道")),
            Unit("c", "丙局", ("湿地保",)),
        ]
        duties = Duties(units, place="")
        assert duties.suggest("河道整治和湿地保护").lead == "c"

    def test_of_equally_strong_words_the_earliest_leads_and_the_other_helps(self):
        assert told("修好水库，管好燃气") == ("water", ("houses",), ("水库", "燃气"))

    def test_a_word_that_two_departments_share_proposes_neither(self):
        duties = Duties([Unit("a", "甲局", ("湿地",)), Unit("b", "乙局", ("湿地",))], place="")
        assert duties.suggest("保护湿地") == Suggestion(None, (), ())

    def test_a_word_inside_a_longer_one_does_not_count(self):
        assert told("治理农村生活污水") == ("farm", (), ("农村生活污水",))

    def test_a_word_is_counted_once_however_often_it_stands(self):
        assert told("水库、水库、水库，以及老旧小区") == ("houses", (), ("老旧小区",))

    def test_duties_far_weaker_than_the_leads_do_not_cooperate(self):
        assert told("高标准农田配套水库") == ("farm", (), ("高标准农田",))

    def test_words_of_one_department_add_up(self):
        assert told("水库、河湖、流域和一体化") == ("water", ("reform", "farm"), ("水库", "河湖", "流域", "一体化"))

    def test_quotation_marks_width_and_space_change_nothing(self):
        assert told("“老旧 小区”改造") == told("老旧小区改造")

    def test_the_heading_is_heard_where_the_task_itself_says_nothing(self):
        assert told("抓好12项工作", heading="一、食品安全") == ("market", (), ("食品安全",))

    def test_the_heading_is_not_heard_beside_the_tasks_own_words(self):
        assert told("修好水库", heading="一、食品安全") == ("water", (), ("水库",))

    @pytest.mark.parametrize("basis", ["依托", "围绕", "按照", "立足"])
    def test_what_a_task_rests_on_is_heard_less_than_what_it_does(self, basis):
        assert told(f"{basis}高标准农田和老旧小区，管好水库") == ("water", (), ("水库",))
        assert told(f"{basis}老旧小区，抓好12项工作", heading="食品安全") == ("houses", (), ("老旧小区",))

    def test_a_heading_that_says_nothing_either_proposes_nothing(self):
        assert told("抓好12项工作", heading="一、总体要求") == (None, (), ())

    def test_the_order_of_the_words_in_the_table_changes_nothing(self):
        turned = [Unit(u.slug, u.name, u.lead_words[::-1], u.cooperating_words[::-1]) for u in UNITS]
        text = "水库、河湖、流域和一体化"
        assert Duties(turned, place="东河市白鹭区").suggest(text) == DUTIES.suggest(text)


class TestByName:
    @pytest.mark.parametrize(
        "text",
        [
            "老旧小区改造由区发改局牵头，区水利局配合",
            "老旧小区改造（区发改局牵头，区水利局配合）",
            "老旧小区改造（区发改局、区水利局）",
            "老旧小区改造。牵头单位：区发展和改革局；配合单位：区水利局",
            "老旧小区改造。责任单位：区发展改革局、区水利局",
            "由区发展改革局会同区水利局推进老旧小区改造",
            "区发展改革局、区水利局负责老旧小区改造",
        ],
    )
    def test_a_unit_that_the_text_says_leads_goes_before_words(self, text):
        lead, cooperating, because = told(text)
        assert (lead, "water" in cooperating, because[0][:2]) == ("reform", True, "区发")

    def test_a_unit_merely_mentioned_cooperates(self):
        assert told("加快北山镇高标准农田建设") == ("farm", ("north",), ("高标准农田", "北山镇"))

    def test_a_unit_of_another_level_is_not_ours(self):
        assert told("配合市水利局抓好老旧小区改造") == ("houses", (), ("老旧小区",))

    def test_the_table_of_the_document_goes_before_its_text_and_before_words(self):
        given = {"named_lead": " 区市监局 ", "named_cooperating": ["区水利局、各镇", "市教育局"]}
        assert told("区发改局牵头建设高标准农田", **given) == (
            "market",
            ("water", "north"),
            ("区市监局", "区水利局、各镇"),
        )

    def test_of_several_named_leads_the_first_leads(self):
        assert told("工作", named_lead="区住建局、区水利局") == ("houses", ("water",), ("区住建局、区水利局",))
        assert told("工作", named_lead="区住建局、区水利局", named_cooperating=["区发改局"]) == (
            "houses",
            ("reform", "water"),
            ("区住建局、区水利局", "区发改局"),
        )

    def test_words_do_not_speak_against_a_lead_nobody_here_knows(self):
        assert told("新增家庭农场30家", named_lead="市农科院") == (None, ("market",), ("家庭农场",))

    def test_empty_cells_of_the_table_name_nobody(self):
        assert told("修好水库", named_lead=" ", named_cooperating=["", " "]) == ("water", (), ("水库",))

    def test_a_lead_named_as_cooperating_too_is_listed_once(self):
        assert told("工作", named_lead="区水利局", named_cooperating=["区水利局"]) == ("water", (), ("区水利局",))


def test_work_grows_with_the_length_of_the_text():
    assert told("修好水库" * 20_000)[0] == "water"


class TestKeeping:
    def test_words_are_separated_by_commas_or_lines_and_kept_once(self):
        assert words_of("高标准农田、 家庭农场\r\n“双减”；５G，家庭农场\n\n") == (
            "高标准农田",
            "家庭农场",
            "双减",
            "5G",
        )

    def test_sound_words_pass(self):
        assert check_words(("水库", "河湖"), ("流域",)) is None

    @pytest.mark.parametrize(
        ("lead", "cooperating", "faults"),
        [
            (("水",), (), [("duty-short", "lead")]),
            ((), ("水库" * 21,), [("duty-long", "cooperating")]),
            (("水库",), ("水库",), [("duty-twice", "cooperating")]),
            (tuple(f"水库{number}" for number in range(201)), (), [("duty-many", "lead")]),
            (("水" * 41,), ("河", "水" * 41), [("duty-long", "lead"), ("duty-short", "cooperating"), ("duty-twice", "cooperating")]),
        ],
    )  # fmt: skip
    def test_each_fault_is_told_at_its_box(self, lead, cooperating, faults):
        with pytest.raises(ManyRefused) as caught:
            check_words(lead, cooperating)
        assert [(fault.code, fault.field) for fault in caught.value.errors] == faults
