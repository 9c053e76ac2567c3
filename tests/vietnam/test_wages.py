"""Wages as people write them, in millions of đồng a month."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from vietnam.wages import InvalidWage, format_wage, parse_wage


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("7-9 triệu", "7–9 triệu"),
        ("7.500.000", "7,5 triệu"),
        ("7,5tr", "7,5 triệu"),
        ("7tr5", "7,5 triệu"),
        ("7 triệu 5", "7,5 triệu"),
        ("8tr5-10tr", "8,5–10 triệu"),
        ("7.500k", "7,5 triệu"),
        ("7500 nghìn", "7,5 triệu"),
        ("từ 7 đến 9 triệu", "7–9 triệu"),
        ("trên 8 triệu", "từ 8 triệu"),
        ("8 triệu trở lên", "từ 8 triệu"),
        ("8.000.000 - 10.000.000 đ", "8–10 triệu"),
        ("9,000,000", "9 triệu"),
        ("10.000.000 VNĐ", "10 triệu"),
        ("9 – 12 triệu/tháng", "9–12 triệu"),
        ("Thu nhập 9-12tr", "9–12 triệu"),
        ("8 triệu đồng/người/tháng", "8 triệu"),
        ("8.000.000 - 10.000.000 VNĐ/tháng", "8–10 triệu"),
        ("8-10 triệu đồng / tháng", "8–10 triệu"),
        ("7 - 9 trđ", "7–9 triệu"),
        ("9-12tr (chưa tăng ca)", "9–12 triệu"),
        ("(7-9 triệu)", "7–9 triệu"),
        ("8 trie\u0323\u0302u", "8 triệu"),  # decomposed
    ],
)
def test_ways_of_writing(text, shown):
    assert str(parse_wage(text)) == shown


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("7-9", "unit"),
        ("7,5", "unit"),
        ("12-9 triệu", "order"),
        ("thỏa thuận", "open"),
        ("", "unreadable"),
        ("900 triệu", "size"),
        ("0,1 triệu", "size"),
        ("dưới 12 triệu", "low"),
        ("7-8-9 triệu", "unreadable"),
        ("300.000đ/ngày", "daily"),
        ("35.000 đồng/giờ", "daily"),
        ("2.000đ/sản phẩm", "daily"),
        ("7 triệu và 9", "unreadable"),
        ("-7 triệu", "unreadable"),
    ],
)
def test_what_is_no_wage_says_why(text, reason):
    with pytest.raises(InvalidWage) as refused:
        parse_wage(text)
    assert refused.value.reason == reason


def test_beside_a_label_that_names_millions_the_unit_may_be_left_out():
    assert [
        str(parse_wage(text, in_millions=True)) for text in ("7-9", "7.5", "7,5–9", "7.500.000")
    ] == ["7–9 triệu", "7,5 triệu", "7,5–9 triệu", "7,5 triệu"]


@given(st.text(max_size=40))
def test_any_text_is_a_wage_or_says_why_not(text):
    with suppress(InvalidWage):
        wage = parse_wage(text)
        assert wage.high is None or wage.low <= wage.high


@given(st.integers(50, 5000), st.integers(0, 5000))
def test_what_is_shown_is_read_back(low, more):
    first = Decimal(low) / 100
    last = min(first + Decimal(more) / 100, Decimal(500))
    wage = parse_wage(format_wage(first, last))
    assert (wage.low, wage.high) == (first, last)
