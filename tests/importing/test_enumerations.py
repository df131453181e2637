"""Names in a list are completed from the last of them."""

import pytest

from plans.importing.enumerations import names_in_order


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("城镇、农村居民收入分别", ["城镇居民收入", "农村居民收入"]),
        ("城、乡居民收入分别", ["城镇居民收入", "农村居民收入"]),
        ("城乡居民人均可支配收入分别", ["城镇居民人均可支配收入", "农村居民人均可支配收入"]),
        ("城乡低保标准分别", ["城市低保标准", "农村低保标准"]),
        ("存贷款余额分别", ["存款余额", "贷款余额"]),
        ("制造业、普惠小微贷款余额分别", ["制造业贷款余额", "普惠小微贷款余额"]),
        ("国内游客和入境游客数量分别", ["国内游客数量", "入境游客数量"]),
        ("水稻、玉米产量分别", ["水稻产量", "玉米产量"]),
        ("食用菌及蔬菜、瓜果产量分别", ["食用菌及蔬菜产量", "瓜果产量"]),
        ("省、市级重点项目分别", ["省级重点项目", "市级重点项目"]),
        ("事故起数、死亡人数分别", ["事故起数", "死亡人数"]),
    ],
)
def test_two_names_before_their_numbers(words: str, expected: list[str]) -> None:
    assert names_in_order(words, 2) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("参加养老、失业、生育保险人数分别", ["参加养老保险人数", "参加失业保险人数", "参加生育保险人数"]),
        ("养老保险、医疗保险、工伤保险参保人数分别", ["养老保险参保人数", "医疗保险参保人数", "工伤保险参保人数"]),
        ("三次产业占比分别", ["第一产业占比", "第二产业占比", "第三产业占比"]),
        ("一、二、三产业增加值分别", ["第一产业增加值", "第二产业增加值", "第三产业增加值"]),
        ("纺织和服装、食品和饮料产值分别", ["纺织和服装产值", "食品产值", "饮料产值"]),
        ("石化(含炼油、化纤)、电子、装备产值分别", ["石化(含炼油、化纤)产值", "电子产值", "装备产值"]),
        ("参与调解、普及法律和及时救助次数分别", ["参与调解", "参与普及法律", "参与及时救助次数"]),
    ],
)
def test_three_names_before_their_numbers(words: str, expected: list[str]) -> None:
    assert names_in_order(words, 3) == expected


def test_a_conjunction_inside_a_name_separates_nothing() -> None:
    assert names_in_order("和美乡村和示范社区分别", 2) == ["和美乡村", "示范社区"]
    assert names_in_order("城市和农村、山区和海岛投资分别", 2) == ["城市和农村投资", "山区和海岛投资"]


def test_names_that_do_not_count_up_are_kept_as_they_are() -> None:
    assert names_in_order("甲镇、乙镇、丙镇分别", 2) == ["甲镇", "乙镇", "丙镇"]
