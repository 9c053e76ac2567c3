"""A report by workbook: what employers and communes send is read, shown, and nothing is dropped."""

import datetime
import io

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook, load_workbook

from agencies.bodies.choices import AgencyLevel, SeatRole
from recruitment.period_reports.kinds import figure_label
from recruitment.period_reports.models import ReportDraft
from recruitment.period_reports.services import submit_report
from recruitment.usage.models import LabourUsageReport
from recruitment.usage.services import LABOUR_USAGE
from tests.factories import make_actor, make_agency, sign_in
from tests.factories_recruitment import (
    make_board,
    make_department,
    make_park,
    make_province,
    origin,
    representative_of,
    usage_facts,
    verified_employer,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
YEAR = "2026-nam"


@pytest.fixture(autouse=True)
def november():
    moment = timezone.make_aware(datetime.datetime(2026, 11, 20, 9))  # noqa: DTZ001
    with time_machine.travel(moment, tick=False):
        yield


@pytest.fixture
def homes():
    """Bắc Ninh of today with the two that it was made of, and two others."""
    today = make_province("Bắc Ninh", "bac-ninh-2025")
    old = {"successor": today, "valid_to": datetime.date(2025, 6, 30)}
    for name, slug in (("Bắc Ninh", "bac-ninh"), ("Bắc Giang", "bac-giang")):
        province = make_province(name, slug)
        for field, value in old.items():
            setattr(province, field, value)
        province.save()
    phu_tho = make_province("Phú Thọ", "phu-tho-2025")
    merged = make_province("Hòa Bình", "hoa-binh")
    merged.successor, merged.valid_to = phu_tho, datetime.date(2025, 6, 30)
    merged.save()
    make_department(today)
    return {
        "Bắc Ninh": today,
        "Lạng Sơn": make_province("Lạng Sơn", "lang-son"),
        "Phú Thọ": phu_tho,
        "Hòa Bình": merged,
    }


@pytest.fixture
def employer(homes):
    board = make_board(homes["Bắc Ninh"])
    return verified_employer(homes["Bắc Ninh"], make_park(board, "KCN Quang Châu"))


@pytest.fixture
def signed_in(client, employer):
    sign_in(client, representative_of(employer))
    return client


def saved(book: Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def sheet_of(*rows, title="DS", merged=()) -> bytes:
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(list(row))
    for area in merged:
        book.active.merge_cells(area)
    return saved(book)


def upload(client, employer, data: bytes, name="ds.xlsx"):
    url = reverse("recruitment:usage-upload", args=[employer.agency_id, YEAR])
    return client.post(url, {"file": SimpleUploadedFile(name, data), "kept": ""})


def lines_of(page) -> list[tuple]:
    names = ("province", "people", "women", "hired", "left")
    lines = [tuple(line[name].value() or None for name in names) for line in page.context["homes"]]
    return [line for line in lines if any(line)]


def errors_of(page) -> list[dict]:
    return [dict(line.errors) for line in page.context["homes"] if line.errors]


HEAD = ("STT", "Tỉnh", "Số lao động", "Trong đó: nữ", "Tuyển mới", "Nghỉ việc")


def test_an_own_list_is_read_under_its_title_with_sums_notes_and_signatures_left_out(
    signed_in, employer, homes
):
    page = upload(
        signed_in,
        employer,
        sheet_of(
            ("CÔNG TY TNHH ÁNH SAO",),
            ("DANH SÁCH LAO ĐỘNG THEO TỈNH",),
            HEAD,
            (1, "Lạng Sơn", 120, 70, 12, 3),
            (2, "Hòa Bình (nay thuộc Phú Thọ)", "1.050 người", 600, None, "-"),
            (None, "Tổng cộng", 1170, 670, 12, 3),
            ("Ghi chú: số liệu đến 15/11/2026",),
            (None, None, "Người lập biểu"),
        ),
    )
    assert page.status_code == 200
    assert lines_of(page) == [
        (str(homes["Lạng Sơn"].pk), "120", "70", "12", "3"),
        (str(homes["Hòa Bình"].pk), "1,050", "600", None, None),
    ]
    assert page.context["read"].notes == []
    [sheet] = page.context["sheets"]
    assert [row["row"] for row in sheet["left_out"]] == [1, 2, 6, 7, 8]
    assert (ReportDraft.objects.count(), LabourUsageReport.objects.count()) == (0, 0)


def test_homes_that_nobody_knows_are_counted_as_not_told_and_other_names_are_asked_about(
    signed_in, employer, homes
):
    page = upload(
        signed_in,
        employer,
        sheet_of(
            ("Quê quán", "Số người"),
            ("xã Hữu Lũng, tỉnh Lạng Sơn", 40),
            ("Bắc Ninh", 500),
            ("Bắc Giang", 300),
            ("Cao Bằng", None),
            ("Không khai", 7),
            ("", 5),
            ("Tỉnh khác", 30),
            ("Lạng Sơn - Phú Thọ", 9),
        ),
    )
    assert [line[:2] for line in lines_of(page)] == [
        (str(homes["Lạng Sơn"].pk), "40"),
        ("khong-khai", "12"),
        (None, "30"),
        (None, "9"),
    ]
    assert page.context["read"].notes == [
        "DS, row 3: Bắc Ninh is this province; its 500 people are no line here.",
        "DS, row 4: Bắc Giang is this province; its 300 people are no line here.",
        "DS, row 5: Cao Bằng has no number; left out.",
        "DS, row 7 names no province: counted as not told.",
        "Not told: rows 6, 7 are added up.",
    ]
    asked = "is no province that the portal knows. Choose the one that is meant, or “Not told”."
    assert errors_of(page) == [
        {"province": [f"Cell DS!A8: “Tỉnh khác” {asked}"]},
        {"province": [f"Cell DS!A9: “Lạng Sơn - Phú Thọ” {asked}"]},
    ]


def test_each_wrong_cell_is_named_with_its_place_and_stays_as_it_was_written(
    signed_in, employer, homes
):
    book = Workbook()
    sheet = book.active
    sheet.title = "Quý"
    for row in (
        HEAD,
        (1, "Lạng Sơn", "20-30 người", 5),
        (2, "Phú Thọ", datetime.date(2026, 12, 9), 1),
        (3, "Hòa Bình", "=A2*3", 1),
    ):
        sheet.append(row)
    page = upload(signed_in, employer, saved(book))
    assert errors_of(page) == [
        {"people": ["Cell Quý!C2: “20-30 người” is not a number of people."]},
        {"people": ["Cell Quý!C3: Excel has made a day of it (09/12/2026). Type the number."]},
        {
            "people": [
                "Cell Quý!C4: a formula without a result. Open the file in Excel and save it, or "
                "type the number."
            ]
        },
    ]
    assert [line[1] for line in lines_of(page)] == ["20-30 người", "09/12/2026", None]


def test_two_levels_of_heads_merged_homes_and_thousands(signed_in, employer, homes):
    page = upload(
        signed_in,
        employer,
        sheet_of(
            ("Đơn vị tính: nghìn người",),
            ("Tỉnh/Thành phố", "Số lao động", None, "Kỳ trước"),
            (None, "Nam", "Nữ", None),
            ("Lạng Sơn", "1,2", 0.5, 9),
            (None, "0,3", 0.1, 9),
            merged=("A2:A3", "B2:C2", "D2:D3", "A4:A5"),
        ),
    )
    assert lines_of(page) == [(str(homes["Lạng Sơn"].pk), "2,100", "600", None, None)]
    assert page.context["read"].notes == ["Lạng Sơn: rows 4, 5 are added up."]


def test_a_line_of_sums_that_says_otherwise_is_told(signed_in, employer, homes):
    page = upload(
        signed_in,
        employer,
        sheet_of(("Tỉnh", "Số lao động"), ("Lạng Sơn", 40), ("Phú Thọ", 50), ("Cộng", 91)),
    )
    assert page.context["read"].notes == [
        "DS, cell B4: the line of sums says 91, its rows add up to 90."
    ]


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (
            (("Họ và tên", "Ngày sinh", "Quê quán"), ("Nguyễn Thị Mai", "1/1/2000", "Lạng Sơn")),
            "This is a list of people by name. Only numbers of people are taken here: add them up "
            "by home province and upload that.",
        ),
        (
            (("Mã hàng", "Đơn giá"), ("A1", 5)),
            "No sheet (DS) has a column of home provinces with numbers of people, or one of "
            "figures with their labels. Download the form and fill that in, or name the columns.",
        ),
    ],
)
def test_a_file_that_is_no_report_is_refused_with_its_cause(signed_in, employer, rows, sentence):
    page = upload(signed_in, employer, sheet_of(*rows))
    assert (page.status_code, page.context["form"].errors) == (422, {"file": [sentence]})


def test_the_form_that_is_downloaded_comes_back_filled_in(signed_in, employer, homes):
    submit_report(
        kind=LABOUR_USAGE,
        reporter=employer.agency,
        period=LABOUR_USAGE.calendar.parse_period("2026-6-thang"),
        version=0,
        facts=usage_facts(480),
        homes=[origin(homes["Lạng Sơn"], 90)],
        by=representative_of(employer),
    )
    url = reverse("recruitment:usage-sheet", args=[employer.agency_id, YEAR])
    book = load_workbook(io.BytesIO(signed_in.get(url).content))
    figures, lines, lists = book.worksheets
    [total] = [row for row in figures.iter_rows(min_row=3) if row[0].value == "Workers in all"]
    assert (total[1].value, total[2].value) == (None, 480)
    assert [cell.value for cell in lines[2]][::7] == ["Lạng Sơn", 90]
    names = [cell.value for cell in lists["A"]][1:]
    assert names == ["Lạng Sơn", "Phú Thọ", "Hòa Bình (now part of Phú Thọ)", "Not told"]
    facts = usage_facts(500, women=300)
    for row in figures.iter_rows(min_row=3):
        if row[1].value is None and row[2].value is not None:
            row[1].value = facts[next(name for name in facts if _label(name) == str(row[0].value))]
    for at, value in enumerate((100, 60, 20, 5, "Good", "Chăm chỉ"), 2):
        lines.cell(2, at).value = value
    lines.append(["Hòa Bình (now part of Phú Thọ)", 8])
    page = upload(signed_in, employer, saved(book))
    assert page.context["read"].wrong_count == 0
    assert [page.context["form"][name].value() for name in ("total", "women", "skill_none")] == [
        "500",
        "300",
        "500",
    ]
    assert lines_of(page) == [
        (str(homes["Lạng Sơn"].pk), "100", "60", "20", "5"),
        (str(homes["Hòa Bình"].pk), "8", None, None, None),
    ]
    sent = signed_in.post(
        reverse("recruitment:usage-report", args=[employer.agency_id, YEAR]),
        {**_typed(page), "save-draft": "1"},
    )
    assert sent.status_code == 302
    draft = ReportDraft.objects.get()
    assert draft.typed["facts"]["total"] == "500"
    assert [line["people"] for line in draft.typed["homes"]] == ["100", "8"]
    assert draft.typed["homes"][0]["rating"] == "good"


def test_a_name_that_was_asked_about_stays_beside_its_line_in_the_draft(signed_in, employer, homes):
    page = upload(signed_in, employer, sheet_of(("Tỉnh", "Số lao động"), ("Tỉnh khác", 30)))
    url = reverse("recruitment:usage-report", args=[employer.agency_id, YEAR])
    signed_in.post(url, {**_typed(page), "save-draft": "1"})
    line = next(iter(signed_in.get(url).context["homes"]))
    assert line["people"].value() == "30"
    assert line["province"].help_text == "In the file: “Tỉnh khác”"
    refused = signed_in.post(url, _typed(page))
    assert refused.context["homes"][0].errors == {"province": ["Choose the province."]}


def _label(name: str) -> str:
    return str(LABOUR_USAGE.questions.get(name) or figure_label(LabourUsageReport, name))


def _typed(page) -> dict[str, str]:
    forms = [page.context["form"], page.context["homes"].management_form, *page.context["homes"]]
    return {
        field.html_name: field.value() or "" for form in forms for field in form if field.html_name
    }


def test_a_file_that_says_what_the_draft_says_loses_no_line(signed_in, employer, homes):
    data = sheet_of(("Tỉnh", "Số lao động"), ("Lạng Sơn", 30), ("Phú Thọ", 20))
    url = reverse("recruitment:usage-report", args=[employer.agency_id, YEAR])
    signed_in.post(url, {**_typed(upload(signed_in, employer, data)), "save-draft": "1"})
    again = _typed(upload(signed_in, employer, data))
    figures = {name: str(value) for name, value in usage_facts(100).items()}
    assert signed_in.post(url, again | figures).status_code == 302
    report = LabourUsageReport.objects.get()
    assert list(report.homes.values_list("province__name", "people")) == [
        ("Lạng Sơn", 30),
        ("Phú Thọ", 20),
    ]


@pytest.mark.parametrize("separator", [";", "\t", ","])
def test_csv_is_read_too(signed_in, employer, homes, separator):
    rows = (("Tỉnh", "Nam", "Nữ"), ("Lạng Sơn", "30", "12"))
    text = "\n".join(separator.join(row) for row in rows)
    page = upload(signed_in, employer, text.encode(), "ds.csv")
    assert lines_of(page) == [(str(homes["Lạng Sơn"].pk), "42", "12", None, None)]


def test_a_commune_uploads_its_count_and_whose_home_is_not_told_is_said(client, homes):
    commune = make_agency(level=AgencyLevel.COMMUNE, province=homes["Bắc Ninh"])
    sign_in(client, make_actor(role=SeatRole.OFFICER, agency=commune))
    url = reverse("recruitment:lodging-upload", args=[commune.pk, "2026-11"])
    data = sheet_of(("Tỉnh", "Số người", "Nữ"), ("Lạng Sơn", 30, 9), ("Không rõ", 4, 1))
    page = client.post(url, {"file": SimpleUploadedFile("a.xlsx", data), "kept": ""})
    lines = [(line["province"].value(), line["people"].value()) for line in page.context["homes"]]
    assert lines[:2] == [(str(homes["Lạng Sơn"].pk), "30"), (None, None)]
    assert page.context["read"].notes == [
        "DS, row 3: 4 people without a home; whoever is in no line counts as not told."
    ]
    [sheet] = page.context["sheets"]
    assert [str(column["said"]) for column in sheet["columns"]] == [
        "Home province",
        "People",
        "not understood",
    ]
    form = client.get(reverse("recruitment:lodging-sheet", args=[commune.pk, "2026-11"]))
    assert [sheet.title for sheet in load_workbook(io.BytesIO(form.content))] == [
        "Figures",
        "Home provinces",
        "Lists",
    ]
