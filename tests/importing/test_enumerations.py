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


def test_names_that_do_not_count_up_are_kept_as_they_are() -> None:
    assert names_in_order("甲镇、乙镇、丙镇分别", 2) == ["甲镇", "乙镇", "丙镇"]
