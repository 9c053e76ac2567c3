import datetime
import io
import subprocess
from pathlib import Path

import openpyxl
import pytest

from agencies.bodies.choices import AgencyKind, SeatRole
from agencies.bodies.models import Province
from agencies.calendar.report_month import ReportMonth
from agencies.tasks.choices import OccurrenceStatus
from agencies.tasks.figures import agency_figures, total_of
from campaigns.monthly_report.exports import write_monthly_report
from tests.factories import make_agency, make_directive, make_seat, make_task

pytestmark = pytest.mark.django_db

MARCH = ReportMonth(2024, 3, made_on=datetime.date(2024, 4, 2))
DONE = OccurrenceStatus.DONE
HEAD_ROW = 8


@pytest.fixture
def march() -> None:
    """Three agencies with every state in March 2024; the labour department reports."""
    province = Province.objects.create(
        slug="bac-giang", name="Bắc Giang", kind="province", official_code="24"
    )
    committee = make_agency("UBND tỉnh Bắc Giang", kind=AgencyKind.COMMITTEE, province=province)
    department = make_agency(
        "Sở Lao động - Thương binh và Xã hội", province=province, parent=committee
    )
    seat = make_seat(role=SeatRole.COORDINATOR, agency=department)
    finance, newspaper = make_agency("Sở Tài chính"), make_agency("Đài Phát thanh và Truyền hình")
    board = make_agency("=Ban Quản lý các KCN")
    given = {"directive": make_directive(), "assigned_by": seat}
    due, day = datetime.date(2024, 3, 6), datetime.timedelta(days=1)
    make_task(lead=finance, due_on=due, status=DONE, submitted_on=due, **given)
    make_task(lead=finance, due_on=due, status=DONE, submitted_on=due + 2 * day, **given)
    make_task(lead=newspaper, due_on=due, **given)
    make_task(lead=newspaper, due_on=datetime.date(2024, 3, 29), **given)
    make_task(lead=newspaper, **given)
    make_task(lead=board, due_on=datetime.date(2024, 2, 28), **given)
    make_task(lead=board, due_on=datetime.date(2024, 5, 1), **given)


def workbook(month: ReportMonth = MARCH) -> io.BytesIO:
    file = io.BytesIO()
    write_monthly_report(month, file)
    return file


def read_cells(file: io.BytesIO | Path, *, computed: bool = False) -> list[tuple]:
    sheet = openpyxl.load_workbook(file, data_only=computed)["4 Tiến độ nhiệm vụ"]
    return [tuple(cell.value for cell in row) for row in sheet.iter_rows()]


def test_the_sheets_stand_in_the_official_order_whoever_owns_them(march):
    book = openpyxl.load_workbook(workbook())
    assert book.sheetnames == [
        "Bìa",
        "1 Tổng hợp",
        "2 Nhu cầu tuyển dụng",
        "3 Theo tỉnh",
        "4 Tiến độ nhiệm vụ",
        "Biểu đồ 4 Tiến độ nhiệm vụ",
        "4b Nhiệm vụ quá hạn",
        "5 Phiên giao dịch",
        "6 Truyền thông",
        "7 Kiến nghị",
        "8 Chỉ tiêu",
        "9 Kinh phí",
        "10 Sử dụng lao động",
        "Tháng sau",
        "Biểu mẫu",
        "Danh sách nhiệm vụ",
        "Danh sách vị trí tuyển dụng",
        "Danh sách người đã tuyển",
        "Danh sách báo cáo lao động",
        "Danh sách phiên giao dịch",
        "Danh sách kiến nghị",
        "Danh sách sản phẩm truyền thông",
        "Danh sách chỉ tiêu",
        "Danh sách dòng kinh phí",
    ]
    assert (book.properties.title, book.properties.creator) == (
        "Báo cáo tháng 3/2024",
        "Sở Lao động - Thương binh và Xã hội",
    )


def test_every_cell_of_the_table(march):
    assert read_cells(workbook())[HEAD_ROW - 1 : HEAD_ROW + 4] == [
        (
            "STT",
            "Cơ quan, đơn vị",
            "Được giao",
            "Đến hạn trong tháng",
            "Hoàn thành đúng hạn",
            "Hoàn thành quá hạn",
            "Quá hạn chưa hoàn thành",
            "Sắp đến hạn",
            "Chưa đánh giá",
        ),
        (1, "=Ban Quản lý các KCN", 1, 0, 0, 0, 1, 0, 0),
        (2, "Đài Phát thanh và Truyền hình", 3, 2, 0, 0, 2, 0, 1),
        (3, "Sở Tài chính", 2, 2, 1, 1, 0, 0, 0),
        (None, "Tổng cộng", *(f"=SUM({letter}9:{letter}11)" for letter in "CDEFGHI")),
    ]


def test_the_heading_names_issuer_day_and_period(march):
    rows = [[text for text in row if text] for row in read_cells(workbook())[: HEAD_ROW - 1]]
    assert rows == [
        ["UBND TỈNH BẮC GIANG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", "Độc lập - Tự do - Hạnh phúc"],
        ["Số: ……/BC-……", "Bắc Giang, ngày 02 tháng 4 năm 2024"],
        [],
        ["BÁO CÁO TIẾN ĐỘ THỰC HIỆN NHIỆM VỤ THÁNG 3/2024"],
        ["Kỳ báo cáo: từ ngày 01/3/2024 đến ngày 31/3/2024; số liệu tính đến hết ngày 31/3/2024"],
        [],
    ]


def test_the_figures_are_those_of_the_board(march):
    figures = agency_figures(period=MARCH.period, on=MARCH.judged_on)
    table = [row[1:] for row in read_cells(workbook())[HEAD_ROW : HEAD_ROW + len(figures)]]
    assert table == [
        (
            f.agency.name,
            f.assigned,
            f.due_in_period,
            f.on_time,
            f.done_late,
            f.late,
            f.at_risk,
            f.unjudged,
        )
        for f in figures
    ]


def test_the_same_month_gives_the_same_cells_in_any_language(march, settings):
    first = read_cells(workbook())
    settings.LANGUAGE_CODE = "en"
    assert read_cells(workbook()) == first


def test_a_running_month_is_judged_on_the_day_of_the_report(march):
    early = ReportMonth(2024, 3, made_on=datetime.date(2024, 3, 6))
    assert early.judged_on == datetime.date(2024, 3, 6)
    assert read_cells(workbook(early))[HEAD_ROW + 1][1:] == (
        "Đài Phát thanh và Truyền hình",
        3,
        2,
        0,
        0,
        0,
        1,
        2,
    )


def test_a_month_without_tasks_gives_an_empty_table(db):
    rows = read_cells(workbook())
    assert rows[HEAD_ROW][:4] == (None, "Tổng cộng", 0, 0)


@pytest.mark.program("libreoffice")
@pytest.mark.long("starts LibreOffice")
def test_libreoffice_opens_it_and_calculates_the_same_totals(march, libreoffice, tmp_path):
    file = tmp_path / "thang-3.xlsx"
    file.write_bytes(workbook().getvalue())
    folder = tmp_path / "recalculated"
    subprocess.run(
        [
            libreoffice,
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "xlsx",
            "--outdir",
            folder,
            file,
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    total = total_of(agency_figures(period=MARCH.period, on=MARCH.judged_on))
    row = read_cells(folder / file.name, computed=True)[HEAD_ROW + 3]
    assert row[1:9] == (
        "Tổng cộng",
        total.assigned,
        total.due_in_period,
        total.on_time,
        total.done_late,
        total.late,
        total.at_risk,
        total.unjudged,
    )
