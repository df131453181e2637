"""Figures: read as people type them, kept exact, printed once."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plans.rules.figures import (
    Figure,
    exact,
    from_exact,
    gap_size,
    parse_figure,
    percent,
    plain_number,
    points,
    to_decimal,
)
from plans.rules.said import Refused

READ = [
    ("20", "", "20"),
    ("20家", "家", "20"),
    ("20 家", "家", "20"),
    ("20家。", "家", "20"),
    ("20.", "", "20"),
    ("20", "家", "20"),
    ("２０", "", "20"),
    ("２０．５", "", "20.5"),
    ("１，２００．５", "", "1200.5"),
    ("1,200.5", "", "1200.5"),
    ("1,234,567", "", "1234567"),
    ("12.30", "", "12.30"),
    ("007", "", "007"),
    ("0", "", "0"),
    ("+3", "", "3"),
    ("＋3", "", "3"),
    ("-3", "", "-3"),
    ("－3.5", "", "-3.5"),
    (" 20 ", "", "20"),
    ("　20　", "", "20"),
    ("20\n", "", "20"),
    ("20\u00a0家", "家", "20"),
    ("15%", "%", "15"),
    ("15％", "%", "15"),
    ("15％", "％", "15"),
    ("15%", "％", "15"),
    ("20家", " 家 ", "20"),
    ("123456789012345678", "", "123456789012345678"),
    ("-12345678.9012345678", "", "-12345678.9012345678"),
]

REFUSED = [
    ("", "", "figure-empty"),
    ("   ", "", "figure-empty"),
    ("　", "家", "figure-empty"),
    ("二十", "", "figure-unclear"),
    ("约20", "", "figure-unclear"),
    (".5", "", "figure-unclear"),
    ("1.2.3", "", "figure-unclear"),
    ("1,20", "", "figure-unclear"),
    ("1 200", "", "figure-unclear"),
    ("- 3", "", "figure-unclear"),
    ("--3", "", "figure-unclear"),
    ("+-3", "", "figure-unclear"),
    ("1e5", "", "figure-unclear"),
    ("12/20", "家", "figure-unclear"),
    ("20-30", "家", "figure-unclear"),
    ("20家30", "家", "figure-unclear"),
    ("٣", "", "figure-unclear"),
    ("家", "家", "figure-unclear"),
    ("NaN", "", "figure-unclear"),
    ("20家", "", "figure-other-unit"),
    ("20个", "家", "figure-other-unit"),
    ("20万元", "亿元", "figure-other-unit"),
    ("20%", "家", "figure-other-unit"),
    ("20,", "", "figure-other-unit"),
    ("1234567890123456789", "", "figure-too-long"),
    ("0.123456789012345678", "", "figure-too-long"),
]


@pytest.mark.parametrize(("typed", "unit", "text"), READ)
def test_a_figure_is_read_as_people_type_it_and_kept_as_text_and_exact_value(typed, unit, text):
    assert parse_figure(typed, unit=unit) == Figure(text=text, value=Fraction(text))


@pytest.mark.parametrize(("typed", "unit", "code"), REFUSED)
def test_what_is_not_clear_is_refused_at_its_field(typed, unit, code):
    with pytest.raises(Refused) as refusal:
        parse_figure(typed, unit=unit, field="t1")
    assert (refusal.value.code, refusal.value.field, refusal.value.status) == (code, "t1", 400)


@pytest.mark.parametrize(
    ("typed", "unit", "zh", "en"),
    [
        ("", "", "请填写数量。", "Enter a quantity."),
        (
            "很多",
            "",
            "“很多”不是一个数。请只填数字，例如 20 或 12.3。",
            "“很多” is not a number. Enter digits only, such as 20 or 12.3.",
        ),
        (
            "20个",
            "家",
            "“20个”的单位是“个”，本项目标的单位是“家”。请换算后填写。",
            "“20个” is given in “个”, this target is counted in “家”. Convert it first.",
        ),
        (
            "20个",
            "",
            "“20个”中有不能识别的内容“个”。请只填数字。",
            "“20个” holds “个”, which is not part of a number. Enter digits only.",
        ),
        (
            "1234567890123456789",
            "",
            "“1234567890123456789”超过18位数字，请核对。",
            "“1234567890123456789” has more than 18 digits. Check it.",
        ),
    ],
)
def test_a_refusal_says_in_both_languages_what_to_do(typed, unit, zh, en):
    with pytest.raises(Refused) as refusal:
        parse_figure(typed, unit=unit)
    assert (refusal.value.said.zh, refusal.value.said.en, refusal.value.field) == (zh, en, None)


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=3, allow_nan=False))
def test_every_plain_decimal_is_read_back_exactly(number):
    assert parse_figure(f"{number:f}").value == Fraction(number)


@given(st.integers(0, 10**17))
def test_separators_change_nothing(number):
    assert parse_figure(f"{number:,}") == parse_figure(str(number))


# -- printing --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        ("11/20", "55.00"),
        ("0", "0.00"),
        ("1", "100.00"),
        ("1.28", "128.00"),
        ("2/3", "66.67"),
        ("1/3", "33.33"),
        ("0.12345", "12.35"),
        ("0.12344999", "12.34"),
        ("-0.12345", "-12.35"),
        ("-0.00004", "0.00"),
        ("0.00004", "0.00"),
        ("0.00005", "0.01"),
        ("-0.00005", "-0.01"),
        ("100000000000000000000000000000", "10000000000000000000000000000000.00"),
    ],
)
def test_a_percentage_has_two_places_rounded_half_up(share, expected):
    assert percent(Fraction(share)) == expected


@pytest.mark.parametrize(
    ("gap", "expected"),
    [
        ("0", "0.00"),
        ("11.666666", "11.67"),
        ("-11.666666", "-11.67"),
        ("2.345", "2.35"),
        ("-2.345", "-2.35"),
        ("0.005", "0.01"),
        ("-0.005", "-0.01"),
        ("0.0049", "0.00"),
        ("-0.0049", "0.00"),
        ("-200", "-200.00"),
    ],
)
def test_points_have_two_places_rounded_half_up_on_both_signs_and_never_read_minus_nought(gap, expected):
    assert points(Fraction(gap)) == expected


@pytest.mark.parametrize(
    ("gap", "expected"),
    [
        ("0", "0.00"),
        ("0.0049999", "不足0.01"),
        ("-0.0049999", "不足0.01"),
        ("0.005", "0.01"),
        ("-0.005", "0.01"),
        ("-11.665", "11.67"),
        ("11.665", "11.67"),
        ("1/1000000", "不足0.01"),
    ],
)
def test_the_size_of_a_gap_has_no_sign_and_a_real_gap_never_prints_as_nought(gap, expected):
    assert gap_size(Fraction(gap)) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("16.20", "16.2"),
        ("20", "20"),
        ("2000", "2000"),
        ("0", "0"),
        ("-0.5", "-0.5"),
        ("1/8", "0.125"),
        ("1/3", "0.33"),
        ("-2/3", "-0.67"),
        ("-1/300", "0.00"),
        ("0.0000001", "0.0000001"),
        ("-0.000000012", "-0.000000012"),
        ("123456789012345678.5", "123456789012345678.5"),
        ("12345678901234567890123456789012.25", "12345678901234567890123456789012.25"),
    ],
)
def test_a_plain_number_is_exact_where_it_ends_and_has_two_places_where_it_does_not(value, expected):
    assert plain_number(Fraction(value)) == expected


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=9, allow_nan=False))
def test_a_plain_number_reads_back_as_the_same_value(number):
    assert Fraction(plain_number(Fraction(number))) == Fraction(number)


@given(st.fractions(min_value=-(10**9), max_value=10**9))
@example(Fraction(-1, 400))
def test_no_print_is_further_than_half_a_hundredth_from_its_value_and_none_is_minus_nought(value):
    for printed in (points(value), percent(value / 100)):
        assert abs(Fraction(printed) - value) <= Fraction(1, 200)
        assert printed != "-0.00"


@given(st.fractions(min_value=-(10**9), max_value=10**9))
def test_rounding_treats_both_signs_alike(value):
    assert to_decimal(-value) == -to_decimal(value)
    assert gap_size(-value) == gap_size(value)


# -- keeping ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("share", "text"), [("11/20", "11/20"), ("0.5", "1/2"), ("3", "3/1"), ("0", "0/1"), ("-7/3", "-7/3")]
)
def test_a_publication_keeps_a_fraction_in_lowest_terms(share, text):
    assert exact(Fraction(share)) == text


@given(st.none() | st.fractions())
def test_a_fraction_is_read_back_from_a_publication_exactly(share):
    assert from_exact(exact(share)) == share


@pytest.mark.parametrize("printer", [percent, points, exact, to_decimal, from_exact])
def test_what_cannot_be_said_is_none_and_never_nought(printer):
    assert printer(None) is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("1/3", "0.333333"),
        ("2/3", "0.666667"),
        ("-2/3", "-0.666667"),
        ("0.0000005", "0.000001"),
        ("-0.0000004", "0.000000"),
        ("0", "0.000000"),
        ("12345678.123456", "12345678.123456"),
        ("123456789012345678901234567890", "99999999.999999"),
        ("-123456789012345678901234567890", "-99999999.999999"),
    ],
)
def test_a_column_to_sort_by_has_six_places(value, expected):
    number = to_decimal(Fraction(value))
    assert (number, f"{number:f}") == (Decimal(expected), expected)
