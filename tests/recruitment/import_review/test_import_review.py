"""A workbook on the page: what was understood is shown, and put right before anything is made."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook
from openpyxl.styles import Font

from agencies.errors import RuleError
from recruitment.import_review import services as review
from recruitment.import_review.exports import mark_file
from recruitment.import_review.queries import Review
from recruitment.imports import services as imports
from recruitment.imports.models import ImportedFile, RememberedColumn, VacancyImport
from recruitment.vacancies.choices import ImportStatus
from recruitment.vacancies.models import Vacancy
from tests.factories import sign_in
from tests.factories_recruitment import representative_of
from tests.recruitment.demand_sheets.books import add_sheet, book_of, saved
from tests.recruitment.imports.test_imports import (
    HEADS,
    RIGHT,
    made_from,
    problems,
    right,
    taken_in,
    today,
    workbook,
)

__all__ = ["today"]
pytestmark = pytest.mark.django_db


def look(source: VacancyImport) -> VacancyImport:
    imports.continue_import(source, stop=lambda: False)
    return source


def short_table() -> bytes:
    """What is missing is the same for all."""
    heads = ["STT", "Vị trí", "Số lượng", "Mức lương", "Yêu cầu", "Ghi chú"]
    rows = [
        [n, title, n, "9-12tr", "Nữ 18-35 tuổi", "Có KTX"]
        for n, title in enumerate(["Công nhân lắp ráp", "Bảo vệ", "Kế toán"], 1)
    ]
    return workbook(*rows, heads=heads)


def groups(source: VacancyImport) -> dict[tuple[str, str], int]:
    return {(group.kind, group.field): group.count for group in Review(source).problem_groups()}


def test_problems_are_grouped_and_what_is_missing_is_set_once_for_all_rows(employer):
    source = taken_in(employer, short_table())
    by = representative_of(employer)
    assert groups(source) == {
        ("missing", name): 3
        for name in ("skill", "description", "base_wage", "contract", "shift", "apply_by")
    }
    for name, text in (
        ("skill", "none"),
        ("description", "Làm tại xưởng"),
        ("base_wage", "5,2 triệu"),
        ("contract", "u36"),
        ("shift", "2 ca"),
        ("apply_by", "31/01/2027"),
    ):
        review.set_missing(source=source, field=name, text=text, by=by)
        look(source)
    assert groups(source) == {}
    assert {(row.problems == {}, row.has_guesses) for row in source.rows.all()} == {(True, True)}
    assert [(g.kind, g.count) for g in Review(source).guess_groups()] == [
        ("occupation:occupation", 3)
    ]
    review.set_missing(source=source, field="shift", text="", by=by)
    assert groups(look(source)) == {("missing", "shift"): 3}


def test_what_was_guessed_makes_no_vacancy_before_it_is_confirmed(employer):
    unsaid = right(title="Công nhân lắp ráp 2", occupation="")
    source = made_from(employer, workbook(RIGHT, unsaid))
    assert Vacancy.objects.count() == 1
    by = representative_of(employer)
    assert review.confirm_guesses(source=source, key="occupation:occupation", by=by) == 1
    imports.create_vacancies(source=source, by=by)
    look(source)
    assert [vacancy.occupation for vacancy in Vacancy.objects.all()] == ["82", "82"]


def test_an_unknown_benefit_is_not_lost_and_is_confirmed(employer):
    source = taken_in(employer, workbook(right(benefits="Ăn ca, xe hơi riêng")))
    [group] = Review(source).guess_groups()
    assert (group.kind, "xe hơi riêng" in group.told[0][0]) == ("benefits:benefit", True)
    by = representative_of(employer)
    review.confirm_guesses(source=source, key="", by=by)
    imports.create_vacancies(source=source, by=by)
    look(source)
    vacancy = Vacancy.objects.get()
    assert (vacancy.benefits, vacancy.benefits_note) == (["meals"], "xe hơi riêng")


def test_a_word_is_explained_once_for_all_rows(employer):
    source = taken_in(employer, workbook(*[right(contract="Loại A")] * 3, right(contract="Loại B")))
    assert [(g.kind, g.said, g.count) for g in Review(source).problem_groups()] == [
        ("word", "Loại A", 3),
        ("word", "Loại B", 1),
    ]
    review.explain_word(
        source=source,
        field="contract",
        said="loại a",
        meaning="u36",
        by=representative_of(employer),
    )
    assert problems(look(source)) == {5: ["contract"]}


def test_a_column_that_is_chosen_is_read_anew_and_remembered_for_the_next_file(employer):
    heads = [*HEADS[:-1], "Máy bàn"]
    source = taken_in(employer, workbook(RIGHT, heads=heads))
    by = representative_of(employer)
    assert source.rows.get().said.get("contact_phone", "") == ""
    review.choose_reading(source=source, sheets=None, columns={"may ban": "contact_phone"}, by=by)
    assert look(source).rows.get().said["contact_phone"] == "912000641"
    assert RememberedColumn.objects.get().heading == "may ban"
    again = taken_in(employer, workbook(right(title="Thợ hàn"), heads=heads))
    assert again.rows.get().said["contact_phone"] == "912000641"


def test_sheets_and_left_out_rows_are_chosen_and_what_was_typed_stays(employer):
    book = book_of(HEADS, RIGHT, right(headcount="x"), right(title="Thợ hàn"), title="A")
    book["A"].row_dimensions[4].hidden = True
    add_sheet(book, "Tổng hợp", HEADS, right(title="Bảo vệ"))
    source = taken_in(employer, saved(book))
    by = representative_of(employer)
    wrong = source.rows.wrong().get()
    assert review.mend_cells(source=source, cells={wrong.pk: {"headcount": "7"}}, by=by) == 1
    look(source)
    review.choose_reading(
        source=source, sheets=["A", "Tổng hợp"], columns={}, include=[("A", 4)], by=by
    )
    look(source)
    assert [(row.sheet, row.number, row.people) for row in source.rows.all()] == [
        ("A", 2, 120),
        ("A", 3, 7),
        ("A", 4, 120),
        ("Tổng hợp", 2, 120),
    ]


def test_once_vacancies_were_made_the_file_is_not_read_otherwise(employer):
    source = made_from(employer, workbook(RIGHT))
    with pytest.raises(RuleError, match="Đã tạo vị trí từ tệp này"):
        review.choose_reading(
            source=source, sheets=["Nhu cầu"], columns={}, by=representative_of(employer)
        )


def test_total_people_are_those_of_all_rows_with_what_cannot_be_counted_told(employer):
    source = taken_in(employer, workbook(RIGHT, right(income="7-9"), right(headcount="nhiều")))
    found = Review(source).totals()
    assert (found["rows"], found["people"], found["unread_people"]) == (3, 240, 1)
    assert (found["ready"], found["ready_people"], found["wrong"]) == (1, 120, 2)


# The page -------------------------------------------------------------------------------------
def test_from_the_upload_to_the_vacancies_on_the_page(client, employer):
    sign_in(client, representative_of(employer))
    book = book_of(["KẾ HOẠCH"], HEADS, RIGHT, right(headcount="mười", title="Thợ hàn"))
    add_sheet(book, "Khác", ["Liên hệ"])
    file = SimpleUploadedFile("a.xlsx", saved(book))
    page = client.post(reverse("recruitment:import-upload"), {"file": file}, follow=True)
    text = page.content.decode()
    for words in ("2 positions", "120 people", "Sheet “Khác”", "no columns of demand", "KẾ HOẠCH"):
        assert words in text
    source = VacancyImport.objects.get()
    row = source.rows.wrong().get()
    name = f"r{row.pk}-headcount"
    assert f'name="{name}" value="mười"' in text
    mend = reverse("recruitment:import-mend", args=[source.pk])
    answer = client.post(mend, {name: "10", "dong": "sai", "r1-x": "y", "junk": "z"})
    assert answer.url == f"{source.get_absolute_url()}?dong=sai#rows"
    row.refresh_from_db()
    assert (row.mended, row.problems) == ({"headcount": "10"}, {})
    client.post(reverse("recruitment:import-create", args=[source.pk]))
    assert sorted(Vacancy.objects.values_list("title", "headcount")) == [
        ("Công nhân lắp ráp", 120),
        ("Thợ hàn", 10),
    ]


def test_the_forms_of_the_page_do_what_they_say(client, employer):
    sign_in(client, representative_of(employer))
    source = taken_in(employer, short_table())

    def send(name: str, **fields) -> None:
        assert (
            client.post(reverse(f"recruitment:{name}", args=[source.pk]), fields).status_code == 302
        )
        source.refresh_from_db()
        assert source.status == ImportStatus.LOOKED

    send("import-set", field="contract", text="u36")
    send(
        "import-choose", **{"column:Ghi chú": "benefits_note", "was:Ghi chú": "", "include": "x|y"}
    )
    assert (source.choices["fill"], source.choices["columns"]) == (
        {"contract": "u36"},
        {"ghi chu": "benefits_note"},
    )
    assert {row.said["benefits_note"] for row in source.rows.all()} == {"Có KTX"}
    send("import-set", field="title", text="x")
    assert source.choices["fill"] == {"contract": "u36"}
    send("import-confirm", key="")


# The marked file ------------------------------------------------------------------------------
def test_the_marked_file_keeps_titles_sums_sheets_and_looks(employer):
    book = book_of(["KẾ HOẠCH"], HEADS, right(headcount="x"), [None, 120], title="A")
    book["A"]["A1"].font = Font(bold=True)
    add_sheet(book, "B", ["Ghi chú riêng"])
    marked = load_workbook(io.BytesIO(mark_file(source=taken_in(employer, saved(book)))))
    sheet = marked["A"]
    assert (marked.sheetnames, sheet["A1"].font.bold, sheet["B4"].value) == (["A", "B"], True, 120)
    assert [c.coordinate for row in sheet.iter_rows() for c in row if c.comment] == ["B3"]
    assert sheet["B3"].fill.fgColor.rgb == "FFF4C7C3"


def test_a_missing_column_is_told_at_the_rows_title(employer):
    heads = [head for head in HEADS if head != "Hợp đồng"]
    data = workbook(
        [cell for cell, head in zip(RIGHT, HEADS, strict=True) if head in heads], heads=heads
    )
    sheet = load_workbook(io.BytesIO(mark_file(source=taken_in(employer, data)))).worksheets[0]
    assert sheet["A2"].comment.text.startswith("Hợp đồng: ")


def test_a_csv_comes_back_as_a_workbook_of_the_same_rows(employer):
    rows = [HEADS, right(headcount="x", apply_by="15/01/2027", contact_phone="0912000641")]
    data = "\n".join(";".join(map(str, row)) for row in rows).encode()
    sheet = load_workbook(io.BytesIO(mark_file(source=taken_in(employer, data)))).worksheets[0]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        [str(cell) for cell in row] for row in rows
    ]
    assert sheet["B2"].comment.text


def test_of_an_upload_without_its_file_the_page_says_so(client, employer):
    sign_in(client, representative_of(employer))
    source = taken_in(employer, workbook(right(headcount="x")))
    ImportedFile.objects.all().delete()
    for name in ("import-marked", "import-choose"):
        path = reverse(f"recruitment:{name}", args=[source.pk])
        page = (client.get if name == "import-marked" else client.post)(path, follow=True)
        assert "The file of this upload was not kept." in page.content.decode()
    assert source.rows.count() == 1
