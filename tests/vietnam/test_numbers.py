from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from vietnam.numbers import (
    AmbiguousNumber,
    format_number,
    format_percent,
    number_in_words,
    parse_number,
)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (17000, "17.000"),
        (0, "0"),
        (999, "999"),
        (7_500_000, "7.500.000"),
        (-1234, "-1.234"),
        (Decimal("1219.11"), "1.219,11"),
    ],
)
def test_numbers_print_with_dots_and_a_comma(number: int | Decimal, text: str) -> None:
    assert format_number(number) == text


def test_percentages_keep_their_sign_beside_them() -> None:
    assert format_percent(Decimal("25.03")) == "25,03\u00a0%"
    assert format_percent(Decimal("2.1")) == "2,1\u00a0%"
    assert format_percent(70) == "70\u00a0%"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("17.000", "17000"),
        ("2,1 %", "2.1"),
        ("25,03\u00a0%", "25.03"),
        ("7.500.000", "7500000"),
        (" 42 ", "42"),
        ("72,4%", "72.4"),
        ("1.219,11", "1219.11"),
        ("17 000", "17000"),
        ("0,125", "0.125"),
        ("-3,5", "-3.5"),
        ("2024", "2024"),
    ],
)
def test_parse_number_reads_vietnamese_figures(text: str, number: str) -> None:
    assert parse_number(text) == Decimal(number)


@pytest.mark.parametrize(
    "text", ["1,234", "12.5", "17,000.5", "1.2.3", "1.00", "", "mười", "1e5", "12,", "1.0000"]
)
def test_parse_number_refuses_what_can_be_read_twice(text: str) -> None:
    with pytest.raises(AmbiguousNumber):
        parse_number(text)


@given(st.integers(-(10**15), 10**15))
def test_every_printed_number_reads_back(number: int) -> None:
    assert parse_number(format_number(number)) == number


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (4, "bốn"),
        (10, "mười"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (55, "năm mươi lăm"),
        (105, "một trăm linh năm"),
        (110, "một trăm mười"),
        (1005, "một nghìn không trăm linh năm"),
        (17_000, "mười bảy nghìn"),
        (334_000, "ba trăm ba mươi tư nghìn"),
        (7_500_000, "bảy triệu năm trăm nghìn"),
        (1_000_000_001, "một tỷ không trăm linh một"),
        (2_000_015_000, "hai tỷ không trăm mười lăm nghìn"),
        (10**18, "một tỷ tỷ"),
        (-21, "âm hai mươi mốt"),
    ],
)
def test_numbers_in_words(number: int, words: str) -> None:
    assert number_in_words(number) == words
