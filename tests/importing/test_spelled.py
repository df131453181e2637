"""Numbers written in words, and what only looks like one."""

import pytest

from plans.importing.quantities import scan_quantities


def found_in(text: str) -> list[tuple[str, str, str]]:
    return [(one.value, one.unit, one.operator) for one in scan_quantities(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("增长百分之十七点五", [("17.5", "%", "=")]),
        ("超过百分之八十", [("80", "%", ">")]),
        ("三成以上资金", [("30", "%", "≥")]),
        ("近六成农户", [("60", "%", "<")]),
        ("实现两位数增长", [("10", "%", "≥")]),
        ("规模翻两番", [("300", "%", "=")]),
        ("举办赛事百余场", [("100", "场", ">")]),
        ("解决难题近千个", [("1000", "个", "<")]),
        ("出口突破百万辆", [("100", "万辆", ">")]),
        ("吸引上千人参加", [("1000", "人", "≥")]),
        ("新增企业二十五家", [("25", "家", "=")]),
        ("接待游客十余万人", [("10", "万人", ">")]),
        ("产量稳定在百万吨以上", [("100", "万吨", "≥")]),
        ("一百二十亿元", [("120", "亿元", "=")]),
        ("三分之二的村庄", [("66.67", "%", "=")]),
        ("四分之一以上农户", [("25", "%", "≥")]),
        ("千分之五", [("5", "‰", "=")]),
        ("吸引近万人参赛", [("1", "万人", "<")]),
        ("减免税费亿余元", [("1", "亿元", ">")]),
        ("新建绿道十余万米", []),
    ],
)
def test_numbers_in_words(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert found_in(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "三个新机制", "十个突出亮点", "六大产业", "二十一度山居", "百强县", "千家万户", "第二十四个节日", "跃上千亿元台阶", "五十强企业",
        "十二条措施", "二〇三一年", "完成立项", "养成习惯", "百亿元以上产业链", "万人空巷", "亿元强镇", "培育超亿元企业",
    ],
)  # fmt: skip
def test_numerals_in_names_are_no_counts(text: str) -> None:
    assert found_in(text) == []
