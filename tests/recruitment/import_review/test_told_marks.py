"""Whatever a cell was read as otherwise than it stands there is told at the cell, beside its row
and in the groups. Nothing of the file is lost, and nothing of age or sex is published.
"""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from recruitment.import_review import services as review
from recruitment.import_review.exports import LONGEST_COMMENT, mark_file
from recruitment.import_review.queries import Review
from recruitment.import_rows.row_cells import reading_marks, row_cells
from recruitment.imports.forms import RowForm
from recruitment.imports.models import ImportedRow, RememberedColumn, VacancyImport
from recruitment.vacancies.models import Vacancy
from tests.factories import sign_in
from tests.factories_recruitment import representative_of
from tests.recruitment.demand_sheets.books import book_of, saved
from tests.recruitment.imports.test_imports import HEADS, RIGHT, made_from, right, taken_in, today

__all__ = ["today"]
pytestmark = pytest.mark.django_db
WITH_PARTS = [*HEADS, "Nam", "Nữ", "Độ tuổi"]


def cells_of(source: VacancyImport, row: ImportedRow) -> dict[str, tuple[str, str]]:
    """Look and words of each marked cell."""
    found = Review(source)
    shown = found.shown_row(row, found.fields())
    return {cell.name: (cell.look, cell.title) for cell in shown.cells if cell.look}


def sentences_of(source: VacancyImport, row: ImportedRow) -> list[str]:
    found = Review(source)
    return [sentence for _look, sentence in found.shown_row(row, found.fields()).sentences]


def test_merged_cells_are_told_at_the_cell_beside_the_row_and_in_the_groups(employer):
    book = book_of(HEADS, RIGHT, right(title="Thợ hàn", contract=None), merged=["H2:H3"])
    source = taken_in(employer, saved(book))
    for row in source.rows.all():
        assert cells_of(source, row)["contract"] == ("note", "Lấy từ ô gộp 2 dòng.")
        assert "Lấy từ ô gộp: Hợp đồng" in sentences_of(source, row)
    [group] = Review(source).note_groups()
    assert (group.field, group.count, group.told) == (
        "contract",
        2,
        [("Lấy từ ô gộp 2 dòng.", 2)],
    )


def test_a_guessed_occupation_stands_beside_its_row(employer):
    source = taken_in(employer, saved(book_of(HEADS, right(occupation=""))))
    row = source.rows.get()
    assert cells_of(source, row)["occupation"][0] == "guess"
    assert [text for text in sentences_of(source, row) if text.startswith("Nghề")] == [
        "Nghề: Đoán theo tên công việc: Thợ lắp ráp. Hãy xác nhận."
    ]


def test_a_guess_of_a_row_that_is_to_be_mended_is_in_the_groups_too(employer):
    source = taken_in(employer, saved(book_of(HEADS, right(occupation="", income="7-9"))))
    assert source.rows.wrong().count() == 1
    assert [group.kind for group in Review(source).guess_groups()] == ["occupation:occupation"]


def test_cut_and_cleaned_texts_are_told(employer):
    long = "Lắp linh kiện. " * 300
    row = right(title="Công nhân may (nữ 18-35 tuổi)", description=long)
    source = taken_in(employer, saved(book_of(HEADS, row)))
    told = cells_of(source, source.rows.get())
    assert [told[name][0] for name in ("title", "description")] == ["guess", "guess"]
    assert {group.kind for group in Review(source).guess_groups()} == {
        "title:cleaned",
        "description:cut",
    }


def test_the_form_of_a_row_tells_at_each_field_how_its_cell_was_read(employer, client):
    row = right(occupation="", title="Công nhân lắp ráp (nữ)")
    source = taken_in(employer, saved(book_of(HEADS, row)))
    row = source.rows.get()
    form = RowForm(row_cells(row, {}), employer=employer, marks=reading_marks(row))
    assert form.fields["occupation"].help_text.startswith("Đoán theo tên công việc")
    sign_in(client, representative_of(employer))
    client.cookies["django_language"] = "vi"
    page = client.get(reverse("recruitment:import-row", args=[row.pk])).content.decode()
    assert "“nữ” được lưu cho doanh nghiệp và cơ quan phụ trách, không công khai" in page
    review.confirm_guesses(source=source, key="", by=representative_of(employer))
    page = client.get(reverse("recruitment:import-row", args=[row.pk])).content.decode()
    assert "Đoán theo tên công việc" not in page


# Men and women --------------------------------------------------------------------------------
def test_the_sum_counts_and_the_parts_stay_with_the_vacancy_unpublished(employer, client):
    row = [*right(headcount=""), 40, 80, "18-35"]
    source = taken_in(employer, saved(book_of(WITH_PARTS, row)))
    assert cells_of(source, source.rows.get())["headcount"][0] == "note"
    assert sentences_of(source, source.rows.get()) == ["Không công khai: 40 nam, 80 nữ; 18-35"]
    source = made_from(employer, saved(book_of(WITH_PARTS, row)))
    vacancy = Vacancy.objects.get()
    assert (vacancy.headcount, vacancy.unpublished) == (120, "40 nam, 80 nữ; 18-35")
    sign_in(client, representative_of(employer))
    client.cookies["django_language"] = "vi"
    own = client.get(reverse("recruitment:vacancy-desk-detail", args=[vacancy.pk]))
    assert "40 nam, 80 nữ; 18-35" in own.content.decode()


@pytest.mark.parametrize(
    ("men", "women", "read", "problem"),
    [
        (40, 80, "120", ""),
        (40, None, "40", ""),
        (40, "–", "40", ""),
        (40, "khoảng 80", "40", "“Nữ: khoảng 80” không phải con số"),
        (40, "=C1+1", "40", "công thức"),
    ],
)
def test_a_part_that_cannot_be_read_makes_no_smaller_sum(employer, men, women, read, problem):
    row = [*right(headcount=""), men, women, ""]
    source = taken_in(employer, saved(book_of(WITH_PARTS, row)))
    found = source.rows.get()
    told = " ".join((found.problems or {}).get("headcount", []))
    assert found.said["headcount"] == read
    assert (problem.lower() in told.lower()) if problem else (told == "")


@pytest.mark.parametrize(
    ("heading", "field"),
    [("Yêu cầu", "description"), ("Phụ cấp", "benefits_note"), ("Địa điểm làm việc", "park")],
)
@pytest.mark.parametrize("value", ["=C1+1", "#N/A"])
def test_a_formula_without_result_in_a_column_read_with_others_is_told(
    employer, heading, field, value
):
    source = taken_in(employer, saved(book_of([*HEADS, heading], [*RIGHT, value])))
    assert list(source.rows.get().problems) == [field]


def test_men_merged_over_two_rows_are_not_counted_twice(employer):
    rows = [[*right(headcount="", title=title), 40, 10, ""] for title in ("Thợ hàn", "Thợ may")]
    source = taken_in(employer, saved(book_of(WITH_PARTS, *rows, merged=["M2:M3"])))
    assert [list(row.problems) for row in source.rows.all()] == [["headcount"], ["headcount"]]


# Nothing is cut -------------------------------------------------------------------------------
def test_what_a_comment_cannot_hold_stands_whole_on_a_sheet_of_notes(employer):
    unknown = "KCN " + "x" * 60
    heads = [*HEADS, "KCN"]
    rows = [[*right(headcount="x"), unknown]]
    source = taken_in(employer, saved(book_of(heads, *rows)))
    row = source.rows.get()
    row.problems = {"headcount": ["Câu rất dài. " * 100]}
    row.save()
    marked = load_workbook(io.BytesIO(mark_file(source=source)))
    comment = marked.worksheets[0]["B2"].comment.text
    assert marked.sheetnames == ["Nhu cầu", "Cần sửa"]
    assert len(comment) <= LONGEST_COMMENT
    assert comment.endswith("… Phần còn lại ở trang tính “Cần sửa”")
    notes = [[cell.value for cell in line] for line in marked["Cần sửa"].iter_rows()]
    assert notes == [
        ["Trang tính", "Ô", "Nội dung cần sửa"],
        ["Nhu cầu", "B2", "Câu rất dài. " * 100],
    ]
    again = taken_in(employer, saved(marked))
    assert [(sheet["name"], sheet["is_read"]) for sheet in again.reading] == [
        ("Nhu cầu", True),
        ("Cần sửa", False),
    ]
    assert load_workbook(io.BytesIO(mark_file(source=again))).sheetnames == ["Nhu cầu"]


def test_a_sheet_of_that_name_which_is_the_clerks_own_stays(employer):
    book = book_of(HEADS, right(headcount="x"))
    book.create_sheet("Cần sửa").append(["việc của tôi"])
    marked = load_workbook(io.BytesIO(mark_file(source=taken_in(employer, saved(book)))))
    assert marked["Cần sửa"]["A1"].value == "việc của tôi"


def test_a_long_heading_of_two_levels_is_remembered_whole(employer):
    upper, lower = f"Máy bàn {'x' * 130}", f"Số {'y' * 130}"
    heads = [[*HEADS[:-1], upper], [*[None] * (len(HEADS) - 1), lower]]
    merged = [f"{letter}1:{letter}2" for letter in "ABCDEFGHIJK"]

    def taken(row: list) -> VacancyImport:
        return taken_in(employer, saved(book_of(*heads, row, merged=merged)))

    key = f"may ban {'x' * 130} so {'y' * 130}"
    by = representative_of(employer)
    review.choose_reading(source=taken(RIGHT), sheets=None, columns={key: "contact_phone"}, by=by)
    assert RememberedColumn.objects.get().heading == key
    assert taken(right(title="Thợ hàn")).rows.get().said["contact_phone"] == "912000641"
