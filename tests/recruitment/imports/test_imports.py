"""Demand from workbooks: what is understood, what is refused and where, and that nothing is made
twice.
"""

import dataclasses
import datetime
import io
import zipfile
from itertools import count

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook, load_workbook

from agencies.errors import RuleError
from agencies.files.workbooks import MOST_BYTES
from agencies.privacy.retention import delete_expired_rows
from recruitment import celery_tasks as tasks
from recruitment.demand_sheets.headings import match_field
from recruitment.import_review.exports import mark_file
from recruitment.import_rows.row_facts import choice_of_cell
from recruitment.imports import services as imports
from recruitment.imports.exports import write_vacancy_template
from recruitment.imports.models import ImportedRow, VacancyImport
from recruitment.vacancies.choices import ImportStatus, VacancyStatus
from recruitment.vacancies.models import Vacancy
from tests.factories import sign_in
from tests.factories_recruitment import (
    make_department,
    make_province,
    representative_of,
    verified_employer,
)
from tests.together import at_once

pytestmark = pytest.mark.django_db
LATER = datetime.date(2027, 1, 15)
HEADS = [
    "Vị trí tuyển dụng",
    "Số lượng",
    "Nhóm nghề",
    "Trình độ",
    "Mô tả công việc",
    "Lương cơ bản",
    "Thu nhập",
    "Hợp đồng",
    "Ca làm việc",
    "Chế độ",
    "Hạn nộp hồ sơ",
    "Số điện thoại",
]
RIGHT = [
    "Công nhân lắp ráp",
    120,
    "Thợ lắp ráp",
    "LĐPT",
    "Lắp linh kiện",
    "5,6 triệu",
    "9-11 triệu",
    "12 tháng",
    "ca kíp",
    "Ăn ca, xe đưa đón, KTX",
    LATER,
    912000641,
]


@pytest.fixture(autouse=True)
def today(monkeypatch):
    import time_machine

    with time_machine.travel(datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC), tick=True):
        yield


def workbook(*rows, heads=HEADS, title="Nhu cầu", before=()) -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = title
    for row in (*before, heads, *rows):
        sheet.append(list(row))
    return saved(book)


def saved(book: Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def right(**changed) -> list:
    row = list(RIGHT)
    for name, value in changed.items():
        row[[match_field(head)[0] for head in HEADS].index(name)] = value
    return row


def taken_in(employer, data: bytes) -> VacancyImport:
    by = representative_of(employer)
    source = imports.upload_workbook(employer=employer, data=data, file_name="a.xlsx", by=by)
    imports.continue_import(source, stop=lambda: False)
    return source


def made_from(employer, data: bytes) -> VacancyImport:
    source = taken_in(employer, data)
    imports.create_vacancies(source=source, by=representative_of(employer))
    imports.continue_import(source, stop=lambda: False)
    return source


def problems(source: VacancyImport) -> dict[int, list[str]]:
    return {row.number: sorted(row.problems) for row in source.rows.wrong()}


# What is understood -------------------------------------------------------------------------------
def test_a_row_becomes_a_vacancy_that_waits_for_its_office(employer):
    made_from(employer, workbook(RIGHT))
    vacancy = Vacancy.objects.get()
    said = (
        vacancy.title,
        vacancy.headcount,
        vacancy.occupation,
        vacancy.skill,
        vacancy.contract,
        vacancy.shift,
    )
    assert said == ("Công nhân lắp ráp", 120, "82", "none", "u36", "rotating")
    assert (vacancy.base_wage, vacancy.income, vacancy.apply_by) == (
        "5,6 triệu",
        "9–11 triệu",
        LATER,
    )
    assert (sorted(vacancy.benefits), vacancy.contact_phone) == (
        ["bus", "dormitory", "meals"],
        "0912000641",
    )
    assert (vacancy.status, vacancy.park, vacancy.ward) == (
        VacancyStatus.SUBMITTED,
        employer.park,
        employer.ward,
    )


def test_wages_and_days_as_they_are_written(employer):
    wages = {
        "7-9 triệu": "7–9 triệu",
        "7.500.000": "7,5 triệu",
        "7,5tr": "7,5 triệu",
        8_000_000: "8 triệu",
    }
    days = ("15/01/2027", "15/1/2027", LATER, datetime.datetime(2027, 1, 15))  # noqa: DTZ001 as a cell has it
    said = enumerate(zip(wages, days, strict=True))
    rows = [right(title=f"Thợ {n}", income=wage, apply_by=day) for n, (wage, day) in said]
    made_from(employer, workbook(*rows))
    made = list(Vacancy.objects.order_by("pk"))
    assert [vacancy.income for vacancy in made] == list(wages.values())
    assert {vacancy.apply_by for vacancy in made} == {LATER}


def test_a_merged_head_with_two_rows_and_a_title_above(employer):
    book = Workbook()
    sheet = book.active
    sheet.append(["BẢNG NHU CẦU TUYỂN DỤNG THÁNG 12"])
    heads = [
        "Vị trí",
        "Số lượng",
        "Nghề",
        "Trình độ",
        "Mô tả",
        "Lương cơ bản (triệu đồng)",
        "Thu nhập (triệu đồng)",
        None,
    ]
    heads += ["Hợp đồng", "Ca làm việc", "Hạn nộp"]
    sheet.append(heads)
    sheet.append([None] * 6 + ["Từ", "Đến"])
    sheet.merge_cells("G2:H2")
    sheet.append(["Thợ hàn", 5, 72, "Sơ cấp", "Hàn", 7, 9, 12.5, "12–36 tháng", "2 ca", LATER])
    source = made_from(employer, saved(book))
    assert problems(source) == {}
    assert (Vacancy.objects.get().base_wage, Vacancy.objects.get().income) == (
        "7 triệu",
        "9–12,5 triệu",
    )


def test_the_sheet_that_has_the_columns_is_found_and_the_row_keeps_its_number(employer):
    book = Workbook()
    book.active.append(["Ghi chú"])
    sheet = book.create_sheet("T12")
    for row in ([], ["Công ty"], HEADS, [], RIGHT, [], right(headcount="x")):
        sheet.append(row)
    source = taken_in(employer, saved(book))
    assert (source.sheet, problems(source)) == ("T12", {7: ["headcount"]})


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Vị trí", "title"),
        ("Số người cần tuyển", "headcount"),
        ("Trình độ học vấn", "schooling"),
        ("STT", "order"),
        ("Lương cơ bản (triệu đồng/tháng)", "base_wage"),
        ("MỨC LƯƠNG", "income"),
        ("Ghi chú", "note"),
        ("SĐT", "contact_phone"),
        ("Thời gian làm việc", "shift"),
        ("Địa chỉ nơi làm việc", "address"),
        ("Hạn nộp hồ sơ", "apply_by"),
    ],
)
def test_heads_as_employers_write_them(heading, field):
    match = match_field(heading)
    assert (match and match[0]) == field


def test_words_of_one_list_are_not_taken_for_another():
    from recruitment.vacancies.choices import Experience, Schooling, Skill

    assert [choice_of_cell(kind, "Không yêu cầu") for kind in (Skill, Experience, Schooling)] == [
        "none",
        "none",
        "any",
    ]
    assert choice_of_cell(Skill, "Phi hành gia") == "Phi hành gia"


# What is refused, and where -----------------------------------------------------------------------
WRONG = (
    ({"title": ""}, "title"),
    ({"headcount": "nhiều"}, "headcount"),
    ({"income": "7-9"}, "income"),
    ({"income": "thỏa thuận"}, "income"),
    ({"skill": "Phi hành gia"}, "skill"),
    ({"apply_by": "31/02/2027"}, "apply_by"),
    ({"contact_phone": "12"}, "contact_phone"),
    ({"apply_by": "=TODAY()"}, "apply_by"),
    ({"income": "5 triệu"}, "income"),
)


def test_the_reason_stands_at_its_cell(employer):
    source = taken_in(employer, workbook(RIGHT, *(right(**changed) for changed, _field in WRONG)))
    assert problems(source) == {
        number: [field] for number, (_changed, field) in enumerate(WRONG, 3)
    }


def test_rules_of_the_service_are_told_in_the_row_too(employer):
    source = taken_in(employer, workbook(right(apply_by="15/01/2020")))
    assert problems(source) == {2: ["apply_by"]}


def test_a_park_that_is_not_registered_is_not_taken_for_outside(employer):
    data = workbook(
        [*RIGHT, "KCN Không Có"], [*RIGHT, "quang chau"], heads=[*HEADS, "Khu công nghiệp"]
    )
    assert problems(taken_in(employer, data)) == {2: ["park"]}


def with_member(data: bytes, name: str, content: bytes) -> bytes:
    target = io.BytesIO(data)
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return target.getvalue()


def far_corner() -> bytes:
    book = Workbook()
    book.active["A1"] = "Vị trí"
    return saved(book).replace(b"A1", b"XFD1048576")


def entity_bomb() -> bytes:
    evil = (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b '
        b'"&a;&a;&a;&a;">]><x>&b;</x>'
    )
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook(RIGHT))) as source,
        zipfile.ZipFile(target, "w") as archive,
    ):
        for member in source.namelist():
            archive.writestr(member, evil if member == "xl/workbook.xml" else source.read(member))
    return target.getvalue()


def shared_text() -> bytes:
    """3.000 characters stand once in the file and in 4.000 of its cells."""
    return workbook(*[right(description="á" * 3000)] * 4000)


def huge_sheet() -> bytes:
    return with_member(workbook(RIGHT), "xl/media/a.bin", bytes(80 * 1024 * 1024))


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: b"", "Đây không phải tệp Excel"),
        (
            lambda: b"Vi tri;So luong\nTho han;5\n",
            "Không trang tính nào có cột",
        ),
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "bị hỏng, không mở được"),
        (lambda: workbook(RIGHT)[:900], "bị hỏng, không mở được"),
        (lambda: with_member(workbook(RIGHT), "xl/vbaProject.bin", b"x"), "macro"),
        (lambda: workbook(RIGHT, heads=["A", "B", *HEADS[2:]]), "Không trang tính nào có cột"),
        (lambda: workbook(), "chưa có dòng nào"),
        (huge_sheet, "bung ra quá lớn"),
        (shared_text, "bung ra quá lớn"),
        (lambda: bytes(MOST_BYTES + 1), "lớn hơn 5 MB"),
        (far_corner, ""),
        (entity_bomb, ""),
    ],
)
def test_a_file_without_rows_is_refused_with_a_sentence_and_nothing_is_kept(employer, make, words):
    with pytest.raises(RuleError) as refused:
        imports.upload_workbook(
            employer=employer, data=make(), file_name="a", by=representative_of(employer)
        )
    assert words in refused.value.message
    assert refused.value.field == "file"
    assert not VacancyImport.objects.exists()


def test_more_rows_than_allowed_are_refused_as_a_whole(employer, monkeypatch):
    kind = dataclasses.replace(imports.VACANCY_WORKBOOK, most_rows=3)
    monkeypatch.setattr(imports, "VACANCY_WORKBOOK", kind)
    assert taken_in(employer, workbook(*[RIGHT] * 3)).rows.count() == 3
    with pytest.raises(RuleError, match="Trang tính có hơn 3 dòng"):
        taken_in(employer, workbook(*[RIGHT] * 4))


def test_signs_that_no_database_holds_are_left_out(employer):
    source = taken_in(employer, workbook(right(title="Thợ_x0000_ hàn_xD800_", headcount="x")))
    row, by = source.rows.get(), representative_of(employer)
    assert row.said["title"].startswith("Thợ")
    imports.correct_vacancy_row(
        row=row, cells=row.said | {"title": "a\0b", "headcount": "1"}, by=by
    )
    row.refresh_from_db()
    assert (row.mended["title"], row.problems) == ("ab", {})


# Nothing twice ------------------------------------------------------------------------------------
def test_the_same_file_twice_makes_nothing_twice_and_the_same_row_twice_is_asked_about(employer):
    data = workbook(RIGHT, RIGHT, right(title="Thợ hàn"))
    made_from(employer, data)
    again = made_from(employer, data)
    assert Vacancy.objects.count() == 2
    assert [row.match for row in again.rows.all()] == ["same", "twice", "same"]


def test_two_who_go_on_at_once_make_nothing_twice(transactional_db):
    province = make_province()
    make_department(province)
    employer = verified_employer(province)
    source = taken_in(employer, workbook(*(right(title=f"Thợ {n}") for n in range(30))))
    imports.create_vacancies(source=source, by=representative_of(employer))

    def run():
        imports.continue_import(VacancyImport.objects.get(pk=source.pk), stop=lambda: False)

    at_once(run, run, run)
    source.refresh_from_db()
    assert (source.status, Vacancy.objects.count()) == (ImportStatus.DONE, 30)


def test_it_stops_when_told_and_the_job_goes_on(employer):
    calls = count()
    source = imports.upload_workbook(
        employer=employer,
        data=workbook(*(right(title=f"Thợ {n}") for n in range(250))),
        file_name="a",
        by=representative_of(employer),
    )
    imports.continue_import(source, stop=lambda: next(calls) > 0)
    assert (source.rows.unseen().count(), source.status) == (150, ImportStatus.LOOKING)
    tasks.continue_imports()
    source.refresh_from_db()
    assert (source.rows.unseen().count(), source.status) == (0, ImportStatus.LOOKED)


def test_what_is_wrong_can_be_mended_after_the_others_were_made(employer):
    source = made_from(employer, workbook(RIGHT, right(title="Thợ hàn", headcount="nhiều")))
    assert (source.status, Vacancy.objects.count()) == (ImportStatus.DONE, 1)
    row, by = source.rows.wrong().get(), representative_of(employer)
    imports.correct_vacancy_row(row=row, cells=row.said | {"headcount": "15"}, by=by)
    imports.create_vacancies(source=source, by=by)
    imports.continue_import(source, stop=lambda: False)
    assert sorted(Vacancy.objects.values_list("headcount", flat=True)) == [15, 120]


# On the page, in the returned file, by command ----------------------------------------------------
def test_from_the_upload_over_the_mended_row_to_the_vacancies(client, employer):
    sign_in(client, representative_of(employer))
    file = SimpleUploadedFile(
        "nhu-cau.xlsx", workbook(RIGHT, right(title="Thợ hàn", headcount="nhiều"))
    )
    page = client.post(reverse("recruitment:import-upload"), {"file": file}, follow=True)
    source = VacancyImport.objects.get()
    assert (page.context["totals"]["ready"], page.context["totals"]["wrong"]) == (1, 1)
    row = source.rows.wrong().get()
    url = reverse("recruitment:import-row", args=[row.pk])
    form = client.get(url).context["form"]
    assert list(form.errors) == ["headcount"]
    typed = {name: form[name].value() or "" for name in form.fields if name != "version"}
    assert client.post(url, typed).status_code == 422
    client.post(url, typed | {"headcount": "15"})
    assert source.rows.wrong().count() == 0
    client.post(reverse("recruitment:import-create", args=[source.pk]))
    assert sorted(Vacancy.objects.values_list("title", "headcount")) == [
        ("Công nhân lắp ráp", 120),
        ("Thợ hàn", 15),
    ]


def test_while_it_is_at_work_a_bar_tells_how_far_it_is_and_the_page_asks_again(client, employer):
    calls, by = count(), representative_of(employer)
    data = workbook(*(right(title=f"Thợ {n}") for n in range(250)))
    source = imports.upload_workbook(employer=employer, data=data, file_name="a", by=by)
    imports.continue_import(source, stop=lambda: next(calls) > 0)
    sign_in(client, by)
    page = client.get(source.get_absolute_url()).content.decode()
    assert ('max="250" value="100"' in page, "hx-trigger" in page) == (True, True)
    imports.continue_import(source, stop=lambda: False)
    page = client.get(source.get_absolute_url()).content.decode()
    assert ("<progress" in page, "hx-trigger" in page) == (False, False)


def test_a_wrong_file_says_so_at_the_field(client, employer):
    sign_in(client, representative_of(employer))
    page = client.post(
        reverse("recruitment:import-upload"), {"file": SimpleUploadedFile("a.xlsx", b"PK\x03\x04")}
    )
    assert (page.status_code, list(page.context["form"].errors)) == (422, ["file"])


def test_the_marked_file_is_the_own_one_and_can_be_sent_again(employer):
    data = workbook(RIGHT, right(title="+1+1", headcount="nhiều"), before=[["KẾ HOẠCH"]])
    book = load_workbook(io.BytesIO(mark_file(source=taken_in(employer, data))))
    sheet = book.worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    original = load_workbook(io.BytesIO(data)).worksheets[0]
    assert rows == [[cell.value for cell in row] for row in original.iter_rows()]
    wrong = sheet["B4"]
    assert (wrong.value, "không phải số người" in wrong.comment.text) == ("nhiều", True)
    assert [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.comment] == ["B4"]
    wrong.value = 15
    again = made_from(employer, saved(book))
    assert (problems(again), Vacancy.objects.get(title="+1+1").headcount) == ({}, 15)


def test_the_template_offers_the_lists_and_its_examples_are_right(employer):
    make_province("Lạng Sơn", "lang-son"), make_province("Sơn La", "son-la")
    target = io.BytesIO()
    write_vacancy_template(target, employer=employer)
    book = load_workbook(io.BytesIO(target.getvalue()))
    demand, guide, lists = book.worksheets
    assert (book.sheetnames, len(demand.data_validations.dataValidation)) == (
        ["Nhu cầu", "Hướng dẫn", "Danh mục"],
        9,
    )
    assert [cell.value for cell in lists["I"]][1] == "KCN Quang Châu"
    examples = [row[2].value for row in guide.iter_rows(min_row=2)]
    demand.append(examples)
    source = made_from(employer, saved(book))
    assert (problems(source), Vacancy.objects.get().title) == (
        {},
        "Công nhân lắp ráp linh kiện điện tử",
    )


def counted(**counts: int) -> str:
    """The last line of what the command prints."""
    names = ("unchanged", "changed", "new", "gone", "questions", "to_confirm", "refused")
    return ", ".join(f"{name.replace('_', ' ')} {counts.get(name, 0)}" for name in names)


def test_the_command_prints_what_is_accepted_and_refused_and_a_dry_run_makes_nothing(
    employer, tmp_path, capsys
):
    file = tmp_path / "a.xlsx"
    file.write_bytes(workbook(RIGHT, right(headcount="nhiều")))
    call_command("import_vacancies", str(file), employer=employer.tax_code, dry_run=True)
    said = capsys.readouterr().out
    assert said.splitlines()[-1] == counted(new=1, refused=1)
    assert "Số người cần tuyển" in said or "People needed" in said
    assert not Vacancy.objects.exists()
    assert not VacancyImport.objects.exists()
    for expected in (counted(new=1, refused=1), counted(unchanged=1, refused=1)):
        call_command("import_vacancies", str(file), employer=employer.tax_code)
        assert capsys.readouterr().out.splitlines()[-1] == expected
    with pytest.raises(CommandError):
        call_command("import_vacancies", str(file), employer="0000000000")


def test_the_command_makes_nothing_of_a_guess_unless_told_to(employer, tmp_path, capsys):
    file = tmp_path / "a.xlsx"
    file.write_bytes(workbook(RIGHT, right(title="Công nhân lắp ráp 2", occupation="")))
    call_command("import_vacancies", str(file), employer=employer.tax_code)
    said = capsys.readouterr().out.splitlines()
    assert said[-1] == counted(new=1, to_confirm=1)
    assert (said[0].startswith("Nhu cầu 3: "), Vacancy.objects.count()) == (True, 1)
    options = {"employer": employer.tax_code, "confirm_guesses": True}
    call_command("import_vacancies", str(file), **options)
    assert capsys.readouterr().out.splitlines()[-1] == counted(unchanged=1, new=1)


def test_rows_go_after_thirty_days(employer):
    taken_in(employer, workbook(RIGHT))
    now = timezone.now()
    delete_expired_rows(now + datetime.timedelta(days=29))
    assert ImportedRow.objects.count() == 1
    delete_expired_rows(now + datetime.timedelta(days=31))
    assert (ImportedRow.objects.count(), VacancyImport.objects.count()) == (0, 0)
