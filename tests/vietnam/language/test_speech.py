"""Words for the ear."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from vietnam.language.speech import (
    say_date,
    say_duration,
    say_millions,
    say_numbers,
    say_phone,
    say_short_forms,
    say_wage,
    syllables,
)


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ("7.5", "bảy triệu rưỡi"),
        ("12", "mười hai triệu"),
        ("9.25", "chín triệu hai trăm năm mươi nghìn"),
        ("0.5", "năm trăm nghìn"),
        ("21", "hai mươi mốt triệu"),
        ("15.05", "mười lăm triệu năm mươi nghìn"),
    ],
)
def test_sums(amount, said):
    assert say_millions(Decimal(amount)) == said


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        ("9", "12", "từ chín đến mười hai triệu đồng một tháng"),
        ("9.5", "11", "từ chín triệu rưỡi đến mười một triệu đồng một tháng"),
        ("8", None, "từ tám triệu đồng một tháng"),
        ("8", "8", "tám triệu đồng một tháng"),
    ],
)
def test_wages(low, high, said):
    assert say_wage(Decimal(low), high and Decimal(high)) == said


def test_phones_are_read_digit_by_digit_with_breaths():
    assert say_phone("0912000641") == "không chín một hai, không không không, sáu bốn một"
    assert say_phone("02043855100") == "không hai không, bốn ba tám năm, năm một không không"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2027, 1, 15), "ngày mười lăm tháng một năm hai nghìn không trăm hai mươi bảy"),
        (date(2026, 4, 6), "ngày mồng sáu tháng tư năm hai nghìn không trăm hai mươi sáu"),
    ],
)
def test_days(day, said):
    assert say_date(day) == said


def test_short_forms_are_spoken_out_and_brackets_left_out():
    assert say_short_forms("Công ty TNHH MTV Ánh Sao (ASC), KCN Yên Phong") == (
        "Công ty trách nhiệm hữu hạn một thành viên Ánh Sao, khu công nghiệp Yên Phong"
    )
    assert say_short_forms("Vận hành máy CNC") == "Vận hành máy CNC"


def test_syllables_are_counted():
    assert syllables("Kính thưa bà con, sau đây…") == 6


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (109, "một phút bốn mươi chín giây"),
        (120, "hai phút"),
        (45, "bốn mươi lăm giây"),
        (0, "không giây"),
    ],
)
def test_durations(seconds, said):
    assert say_duration(seconds) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Công ty May 10", "Công ty May mười"),
        ("KCN Yên Phong II-C", "KCN Yên Phong hai -C"),
        ("Thợ may 2 kim, 18-35 tuổi", "Thợ may hai kim, mười tám đến ba mươi lăm tuổi"),
        ("Máy 1.500 tấn, 2,5 ly", "Máy một nghìn năm trăm tấn, hai phẩy năm ly"),
        ("Lô CN05, 50%", "Lô CN không năm, năm mươi phần trăm"),
        ("Thợ hàn", "Thợ hàn"),
    ],
)
def test_numbers_in_names_are_said(text, said):
    assert say_numbers(text) == said


@given(st.text(alphabet="0123456789 .,-%IVXaạ(/"))
def test_no_figure_is_left_in_what_is_said(text):
    assert not any(character.isdigit() for character in say_numbers(text))
