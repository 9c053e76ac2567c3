"""Columns that stand beside the one that is meant, formulas of other programs, days with an
hour.
"""

import datetime
import io
import zipfile

import pytest

from recruitment.demand_sheets.headings import match_field
from recruitment.vacancies.models import Vacancy
from tests.recruitment.imports.test_imports import (
    HEADS,
    RIGHT,
    made_from,
    right,
    taken_in,
    today,
    workbook,
)
from tests.vietnam.language.test_old_letters import tcvn3, vni

__all__ = ["today"]
pytestmark = pytest.mark.django_db


def beside(heading: str, value: object, before: str) -> bytes:
    """A workbook of one row with a column put before another one."""
    at = HEADS.index(before)
    return workbook([*RIGHT[:at], value, *RIGHT[at:]], heads=[*HEADS[:at], heading, *HEADS[at:]])


@pytest.mark.parametrize(
    ("heading", "value", "before"),
    [
        ("Số lượng nữ", 20, "Số lượng"),
        ("Số lượng (nữ)", 20, "Số lượng"),
        ("So luong nam", 20, "Số lượng"),
        ("Số người hiện có", 900, "Số lượng"),
        ("Số lượng đã tuyển", 7, "Số lượng"),
        ("Lương thử việc", "6-7 triệu", "Thu nhập"),
        ("Mức lương trong thời gian thử việc", "6-7 triệu", "Thu nhập"),
        ("Lương đóng BHXH", "5,2 triệu", "Thu nhập"),
        ("Điện thoại công ty", "02438000111", "Số điện thoại"),
    ],
)
def test_a_neighbour_that_says_another_thing_is_not_taken(employer, heading, value, before):
    made_from(employer, beside(heading, value, before))
    vacancy = Vacancy.objects.get()
    assert (vacancy.headcount, vacancy.base_wage, vacancy.income) == (
        120,
        "5,6 triệu",
        "9–11 triệu",
    )
    assert vacancy.contact_phone == "0912000641"


def test_the_place_of_work_is_taken_and_not_the_head_office(employer):
    heads = [*HEADS, "Địa chỉ công ty", "Địa chỉ nơi làm việc"]
    made_from(employer, workbook([*RIGHT, "Số 1 phố Thử, Hà Nội", "Lô E"], heads=heads))
    assert Vacancy.objects.get().address == "Lô E"


def test_the_head_office_is_taken_where_no_other_address_stands(employer):
    made_from(employer, workbook([*RIGHT, "Lô B2"], heads=[*HEADS, "Địa chỉ công ty"]))
    assert Vacancy.objects.get().address == "Lô B2"


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Số lượng tuyển năm 2027", "headcount"),
        ("So luong nam 2027", "headcount"),
        ("Số lượng (nam, nữ)", "headcount"),
        ("Số lượng nam", "men"),
        ("Lương sau thử việc", "income"),
        ("Mức lương (đã gồm tăng ca)", "income"),
        ("Thu nhập tăng ca", None),
        ("Hợp đồng số", None),
    ],
)
def test_a_word_behind_the_head_counts_only_where_it_changes_the_meaning(heading, field):
    match = match_field(heading)
    assert (match and match[0]) == field


def test_two_columns_that_differ_are_asked_about_with_both_values(employer):
    source = taken_in(employer, beside("Số người", 300, "Số lượng"))
    assert source.rows.get().problems == {
        "headcount": [
            "Có nhiều cột cùng ghi nội dung này nhưng khác nhau: “Số người”: 300; “Số lượng”: 120. "
            "Xin giữ lại một cột, hoặc nhập giá trị đúng."
        ]
    }


def test_two_columns_that_say_the_same_are_one(employer):
    made_from(employer, beside("Số người", 120, "Số lượng"))
    assert Vacancy.objects.get().headcount == 120


def test_of_two_columns_the_filled_one_is_read(employer):
    made_from(employer, beside("Số người", None, "Số lượng"))
    assert Vacancy.objects.get().headcount == 120


# Formulas -----------------------------------------------------------------------------------------
def with_prefix(data: bytes) -> bytes:
    """The same workbook as other programs write it: every element of its sheet below a prefix."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                content = (
                    content.replace(b"</", b"</x:")
                    .replace(b"<", b"<x:")
                    .replace(b"<x:/x:", b"</x:")
                )
                content = content.replace(b"xmlns=", b"xmlns:x=").replace(b"<x:?xml", b"<?xml")
            new.writestr(name, content)
    return target.getvalue()


@pytest.mark.parametrize("write", [lambda data: data, with_prefix])
def test_a_formula_without_a_result_is_told_with_any_prefix(employer, write):
    source = taken_in(employer, write(workbook(right(headcount="=20+30"), RIGHT)))
    assert {row.number: sorted(row.problems) for row in source.rows.all()} == {
        2: ["headcount"],
        3: [],
    }


def test_a_formula_of_a_field_that_may_be_empty_is_told_too(employer):
    data = with_prefix(workbook([*RIGHT, '=2+1&" triệu"'], heads=[*HEADS, "Thưởng tuyển dụng"]))
    assert sorted(taken_in(employer, data).rows.get().problems) == ["bonus"]


# Days ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "typed",
    [
        "15/01/2027 17:00",
        "15/1/2027, 23:59:00",
        "17:00 15/01/2027",
        "17h ngày 15/01/2027",
        "17h30, 15/01/2027",
        "15/01/2027 lúc 17 giờ",
        "5:00 PM 15/01/2027",
        "15/01/2027 8g",
        "đến hết 17h00 ngày 15/01/2027",
    ],
)
def test_the_hour_of_the_last_day_is_left_out(employer, typed):
    made_from(employer, workbook(right(apply_by=typed)))
    assert f"{Vacancy.objects.get().apply_by}" == "2027-01-15"


@pytest.mark.parametrize("typed", ["15/01/2027 25:00", "17:00", "2027 17:00", "15/01 17:00"])
def test_what_is_no_day_stays_refused(employer, typed):
    assert sorted(taken_in(employer, workbook(right(apply_by=typed))).rows.get().problems) == [
        "apply_by"
    ]


def test_a_cell_with_day_and_hour_is_its_day(employer):
    made_from(employer, workbook(right(apply_by=datetime.datetime(2027, 1, 15, 17))))  # noqa: DTZ001 as a cell has it
    assert f"{Vacancy.objects.get().apply_by}" == "2027-01-15"


@pytest.mark.parametrize("write", [tcvn3, vni])
@pytest.mark.parametrize("heads_too", [True, False])
def test_old_letters_are_put_into_unicode(employer, write, heads_too):
    told = {
        "Mô tả công việc": "Đứng máy, lắp ráp trước dây chuyền điện tử",
        "Địa chỉ nơi làm việc": "Đường số 3",
    }
    said = dict(zip(HEADS, RIGHT, strict=True)) | told
    old = [write(cell) if isinstance(cell, str) else cell for cell in said.values()]
    made_from(employer, workbook(old, heads=[write(head) for head in said] if heads_too else said))
    made_from(employer, workbook(said.values(), heads=said))
    [vacancy] = Vacancy.objects.all()  # the same words, so it is there already
    assert (vacancy.description, vacancy.address) == tuple(told.values())
