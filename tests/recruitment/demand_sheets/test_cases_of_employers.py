"""The workbooks that employers sent, beside this repository, with the values that were found by
hand. Without them these tests are left out.
"""

from pathlib import Path

import pytest

from tests.recruitment.demand_sheets.books import left_out, marks, said

CASES = Path("/work/shared/cases/import")
pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason="the workbooks are not here")
WAGES = ("title", "headcount", "base_wage", "income")
MAY_AND_ASSEMBLY = [
    ("Công nhân lắp ráp", "100", "5,2 triệu", "9-12 triệu", "31/01/2027"),
    ("Công nhân may", "50", "5,2 triệu", "8-11 triệu", "31/01/2027"),
]


def case(name: str) -> bytes:
    return next(CASES.glob(f"{name}-*")).read_bytes()


def test_01_five_jobs_and_no_signature():
    data = case("01")
    assert said(data, "headcount", "contract", "apply_by") == [
        ("150 người", "Xác định thời hạn 12 tháng", "31/12/2026"),
        ("1 200", "12 tháng", "31/12/2026"),
        ("5", "Không xác định thời hạn", "31/12/2026"),
        ("03", "12 tháng", "20/12/2026"),
        ("2", "12 tháng", "đến khi đủ"),
    ]
    assert [number for number, _why in left_out(data)] == [1, 2, 4, 12, 14, 16, 20]


def test_02_the_total_counts():
    assert said(case("02"), "headcount", "base_wage", "income") == [
        ("200", "5,2-5,8 triệu", "9-12 triệu"),
        ("30", "6-7 triệu", "11-15 triệu"),
        ("20", "6-6,5 triệu", "9,5-11 triệu"),
    ]


@pytest.mark.parametrize("name", ["03", "03b"])
def test_03_base_and_income(name):
    base = [("5100000", "5500000"), ("5.100.000", "5.500.000")][name == "03b"]
    assert said(case(name), "headcount", "base_wage", "income") == [
        ("120", base[0], "8-11 triệu"),
        ("10", base[1], "9-12 triệu"),
    ]


def test_04_nine_jobs_on_three_sheets():
    assert [people for (people,) in said(case("04"), "headcount")] == (
        ["20", "21", "22", "20", "21", "22", "23", "20", "21"]
    )


def test_06_two_languages():
    assert said(case("06"), "headcount") == [("300",), ("20",)]


@pytest.mark.parametrize("name", ["07", "07b"])
def test_07_places_and_limits(name):
    assert said(case(name), "park", "address", "contract", "apply_by", "limits") == [
        ("KCN Quế Võ", "Nhà máy 2", "12 tháng", "31/01/2027", "Nữ, 18-35"),
        ("KCN Vân Trung", "Nhà máy 1", "12 tháng", "31/01/2027", "Nam, 20-45"),
        ("Không", "Văn phòng TP Bắc Ninh", "12 tháng", "31/01/2027", "Nữ, Dưới 50"),
    ]
    assert said(case(name), "description")[0] == ("Lắp ráp\nYêu cầu: Mắt tốt, không xăm hình",)


def test_09_merged_cells():
    assert (
        said(case("09"), "schooling", "benefits", "park")
        == [("Lớp 9", "Ăn ca, KTX, xe đưa đón", "KCN Quế Võ")] * 3
    )


def test_10_days_that_excel_made():
    assert [mark for mark in marks(case("10")) if mark[1] == "excel_day"] == [
        ("income", "excel_day", "9-12 / 12-9"),
        ("headcount", "excel_day", "15-7 / 7-15"),
        ("income", "excel_day", "8-10 / 10-8"),
    ]


def test_12_three_hundred_rows():
    assert (len(said(case("12"), "title")), left_out(case("12"))) == (300, [])


@pytest.mark.parametrize("name", ["13a", "13b", "14c"])
def test_13_and_14_other_programs(name):
    assert said(case(name), *WAGES, "apply_by") == MAY_AND_ASSEMBLY


def test_18_a_short_table():
    assert [people for (people,) in said(case("18"), "headcount")] == (
        ["100", "20", "4", "3", "1", "1"]
    )
