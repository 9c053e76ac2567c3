import unicodedata
from datetime import date

import pytest
from hypothesis import given, strategies as st

from vietnam.dates import (
    InvalidDate,
    find_dates,
    format_date,
    format_date_long,
    format_weekday,
    last_day_of_month,
    parse_date,
    parse_iso_date,
)

CENTURY = st.dates(date(1975, 1, 1), date(2075, 12, 31))


@pytest.mark.parametrize(
    ("day", "short", "long"),
    [
        (date(2024, 3, 6), "06/3/2024", "ngày 06 tháng 3 năm 2024"),
        (date(2023, 6, 15), "15/6/2023", "ngày 15 tháng 6 năm 2023"),
        (date(2023, 2, 20), "20/02/2023", "ngày 20 tháng 02 năm 2023"),
        (date(2024, 1, 5), "05/01/2024", "ngày 05 tháng 01 năm 2024"),
        (date(2024, 10, 10), "10/10/2024", "ngày 10 tháng 10 năm 2024"),
    ],
)
def test_dates_print_as_the_decree_prints_them(day: date, short: str, long: str) -> None:
    assert (format_date(day), format_date_long(day)) == (short, long)


@given(CENTURY)
def test_every_printed_date_reads_back(day: date) -> None:
    assert parse_date(format_date(day)) == day
    assert parse_date(format_date_long(day)) == day
    assert parse_date(f"{day.day}-{day.month}-{day.year}") == day


@pytest.mark.parametrize(
    "written",
    [
        "06/3/2024",
        "6/3/2024",
        "06/03/2024",
        "6-3-2024",
        "06.03.2024",
        "ngày 6/3/2024",
        "ngày\n06/3/2024",
        " Ngày 06 tháng 3 năm 2024.",
        "6 tháng 03 năm 2024",
        "ngày mùng 6 tháng 3 năm 2024",
        unicodedata.normalize("NFD", "ngày 06 tháng 3 năm 2024"),
        "06 / 3 / 2024",
    ],
)
def test_parse_date_reads_any_padding_day_first(written: str) -> None:
    assert parse_date(written) == date(2024, 3, 6)


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("06/3/24", "short_year"),
        ("6/3/02024", "short_year"),
        ("31/02/2024", "impossible"),
        ("29/02/2023", "impossible"),
        ("03/13/2024", "impossible"),
        ("00/3/2024", "impossible"),
        ("2024-03-06", "format"),
        ("06/3-2024", "format"),
        ("", "format"),
        ("hôm nay", "format"),
        ("06/3", "format"),
    ],
)
def test_parse_date_refuses_with_a_reason(written: str, reason: str) -> None:
    with pytest.raises(InvalidDate) as refusal:
        parse_date(written)
    assert refusal.value.reason == reason


def test_parse_iso_date_reads_one_way_of_writing() -> None:
    assert parse_iso_date("2024-02-29") == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("20261231", "format"),
        ("2026-W01-1", "format"),
        ("2026-12-31T00:00", "format"),
        ("２０２６-12-31", "format"),
        ("10000-01-01", "format"),
        ("-001-01-01", "format"),
        ("0000-01-01", "format"),
        ("2027-02-29", "format"),
        ("2027-13-01", "format"),
        ("2026-12-31\n", "format"),
        ("", "format"),
        ("1944-12-31", "years"),
        ("2101-01-01", "years"),
    ],
)
def test_parse_iso_date_refuses_with_a_reason(written: str, reason: str) -> None:
    with pytest.raises(InvalidDate) as refusal:
        parse_iso_date(written)
    assert refusal.value.reason == reason


def test_find_dates_crosses_lines_and_decomposed_accents() -> None:
    text = (
        "Quyết định ngày\n27/8/2025; Hà Nội, ngày 30\ntháng 11 năm 2025, 31/02/2024, số "
        "12/3/20245, "
    ) + unicodedata.normalize("NFD", "ngày 01 tháng 01 năm 2026")
    assert [
        (f.date, " ".join(unicodedata.normalize("NFC", f.text).split())) for f in find_dates(text)
    ] == [
        (date(2025, 8, 27), "27/8/2025"),
        (date(2025, 11, 30), "30 tháng 11 năm 2025"),
        (date(2026, 1, 1), "01 tháng 01 năm 2026"),
    ]


@given(CENTURY, st.text(alphabet="ab \n,;", max_size=8))
def test_found_dates_stand_where_they_say(day: date, around: str) -> None:
    text = f"{around} {format_date(day)} {around}"
    (found,) = find_dates(text)
    assert (found.date, text[found.start : found.end]) == (day, format_date(day))


def test_ends_of_months_and_weekdays() -> None:
    assert last_day_of_month(2024, 2) == date(2024, 2, 29)
    assert (format_weekday(date(2024, 3, 4)), format_weekday(date(2024, 3, 10))) == (
        "Thứ Hai",
        "Chủ Nhật",
    )
