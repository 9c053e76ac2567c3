"""Rows streamed into the book: in order for every program, formulas with what they give, as many
rows as are asked for.
"""

import datetime
import io
import re
import subprocess
import sys
import zipfile
from decimal import Decimal

import openpyxl
import pytest

from tests.sources import ROOT
from tests.workbooks.spreadsheet_rules import broken_rules
from workbooks import Column, ColumnKind, Letterhead, Sheet, sheet_writer, write_workbook
from workbooks.sheets import BoldRow, Chart, ChartKind, Formula, Link, SectionRow

COLUMNS = [
    Column("STT", ColumnKind.SERIAL, 6),
    Column("Nghề", ColumnKind.TEXT, 20),
    Column("Yêu cầu", ColumnKind.NUMBER, 10, total=True, group="Số lao động"),
    Column("Đã tuyển", ColumnKind.DECIMAL, 10, total=True, group="Số lao động"),
    Column("Tỷ lệ", ColumnKind.PERCENT, 10),
]
HEAD = Letterhead(
    "UBND tỉnh",
    "Sở Nội vụ",
    "Số:",
    "Bắc Ninh",
    datetime.date(2026, 11, 30),
    "NHU CẦU",
    notes=["Đơn vị: người"],
    signatures=["Người lập", "Giám đốc"],
)


def line(number: int, name: str, wanted: int, taken: Decimal) -> list:
    return [number, name, wanted, taken, Formula("D{row}/C{row}", taken / wanted)]


ROWS = [
    SectionRow("A. Trong khu công nghiệp"),
    line(1, "Lắp ráp", 12_500, Decimal("8200.5")),
    line(2, "=May", 2_500, Decimal("2100.1")),
    BoldRow([None, "Cộng A", 15_000, Decimal("10300.6"), None]),
    SectionRow("B. Ngoài khu"),
    line(1, "Cơ khí", 2_000, Decimal("950.2")),
]


def written(*sheets: Sheet, stamp: str = "") -> io.BytesIO:
    file = io.BytesIO()
    write_workbook(sheets, file, title="Thử", stamp=stamp)
    return file


def sheet(rows=ROWS, *, head=HEAD, columns=COLUMNS, name="Nhu cầu", **more) -> Sheet:
    return Sheet(name, columns, rows, head, "Tổng cộng", **more)


CASES = {
    "official": [sheet()],
    "list": [sheet(head=None)],
    "plain list": [sheet([["a"], ["b"]], head=None, columns=[Column("Tên")])],
    "nothing": [sheet([], head=None), sheet([], name="x", columns=[Column("Tên")], head=None)],
    "charts": [sheet(charts=[Chart(ChartKind.COLUMN, "Nhu cầu", 1, (2, 3))]), sheet(name="x")],
}


@pytest.mark.parametrize("case", CASES)
def test_a_workbook_keeps_the_rules_of_its_format(case):
    assert broken_rules(written(*CASES[case], stamp="Người xuất: A & B")) == []


def test_control_the_rules_find_what_is_broken():
    file = written(sheet())
    broken = io.BytesIO()
    with zipfile.ZipFile(file) as book, zipfile.ZipFile(broken, "w") as target:
        for part in book.namelist():
            content = book.read(part)
            if part.endswith("sheet1.xml"):
                content = content.replace(b'<row r="12"', b'<row r="11"').replace(
                    b"<v>2000<", b"<v>x<"
                )
            target.writestr(part, content)
    problems = broken_rules(broken)
    assert any("row 11 after 11" in problem for problem in problems)
    assert any("x is no number" in problem for problem in problems)


def stored(file: io.BytesIO) -> dict[str, dict[str, object]]:
    book = openpyxl.load_workbook(file, data_only=True)
    return {
        page.title: {
            cell.coordinate: cell.value for row in page for cell in row if cell.value is not None
        }
        for page in book
    }


@pytest.mark.program("libreoffice")
def test_stored_values_are_those_that_a_program_calculates(libreoffice, tmp_path):
    charts = [Chart(ChartKind.BAR, "Nhu cầu", 1, (2,))]
    file = written(sheet(charts=charts), sheet(head=None, name="Danh sách"))
    (tmp_path / "ours.xlsx").write_bytes(file.getvalue())
    bare = without_stored_values(file)
    (tmp_path / "bare.xlsx").write_bytes(bare.getvalue())
    again = tmp_path / "again"
    subprocess.run(
        [
            libreoffice,
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--headless",
            "--convert-to",
            "xlsx",
            "--outdir",
            again,
            tmp_path / "bare.xlsx",
        ],
        check=True,
        capture_output=True,
    )
    ours = stored(file)
    calculated = stored(io.BytesIO((again / "bare.xlsx").read_bytes()))
    assert list(ours) == list(calculated)
    for name, cells in ours.items():
        assert cells == pytest.approx(calculated[name]), name
    assert ours["Nhu cầu"]["C16"] == 17_000
    assert ours["Nhu cầu"]["D16"] == 11_250.8


def without_stored_values(file: io.BytesIO) -> io.BytesIO:
    """So that the program has to calculate."""
    bare = io.BytesIO()
    with zipfile.ZipFile(file) as book, zipfile.ZipFile(bare, "w") as target:
        for part in book.namelist():
            content = book.read(part)
            if part.startswith("xl/worksheets/sheet"):
                content = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", content)
            target.writestr(part, content)
    return bare


# Cells --------------------------------------------------------------------------------------------
def xml_of(sheet: Sheet) -> str:
    with zipfile.ZipFile(written(sheet)) as book:
        return book.read("xl/worksheets/sheet1.xml").decode()


def plain(values: list, kind: ColumnKind = ColumnKind.TEXT) -> Sheet:
    return Sheet("Thử", [Column("A", kind, 20)], [[value] for value in values])


def test_a_link_is_a_formula_with_its_text_stored():
    link = Link('Mở "việc" & xem', "https://x.example/?a=1&b=2")
    page = openpyxl.load_workbook(written(plain([link]))).active
    assert page["A2"].value == ('=HYPERLINK("https://x.example/?a=1&b=2","Mở ""việc"" & xem")')
    assert stored(written(plain([link])))["Thử"]["A2"] == 'Mở "việc" & xem'


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc", "https://x/" + "a" * 300]
)
def test_an_address_that_no_program_should_open_is_left_out(address):
    assert "<f>" not in xml_of(plain([Link("=Mở", address)]))


def test_numbers_keep_their_value_and_what_is_none_is_refused():
    values = [17, -3, 0, 1.5, Decimal("0.10"), Decimal("1E+3"), True, None]
    page = openpyxl.load_workbook(written(plain(values, ColumnKind.NUMBER))).active
    assert [page.cell(at, 1).value for at in range(2, 10)] == [17, -3, 0, 1.5, 0.1, 1000, 1, None]
    for wrong in (float("nan"), float("inf"), Decimal("NaN")):
        with pytest.raises(ValueError, match="no number"):
            written(plain([wrong]))


def test_equal_values_of_other_kinds_do_not_share_a_cell():
    values = ["1", 1, 1.0, datetime.date(2026, 3, 6), datetime.datetime(2026, 3, 6), "06/3/2026"]  # noqa: DTZ001
    page = openpyxl.load_workbook(written(plain(values * 2))).active
    read = [page.cell(at, 1) for at in range(2, 14)]
    midnight = datetime.datetime(2026, 3, 6)  # noqa: DTZ001
    assert [cell.value for cell in read] == ["1", 1, 1, midnight, midnight, "06/3/2026"] * 2
    assert read[3].number_format != read[4].number_format


def test_text_that_reads_like_an_escape_stays_what_it_is():
    # openpyxl gives the escaped text back as Excel stores it.
    assert "_x005F_x0041_ &amp; &lt;b&gt;" in xml_of(plain(["_x0041_ & <b>"]))


def test_spaces_at_the_ends_and_lines_are_kept():
    texts = [" a", "b ", "c\nd", "e"]
    page = openpyxl.load_workbook(written(plain(texts))).active
    assert [page.cell(at, 1).value for at in range(2, 6)] == texts
    assert xml_of(plain(texts)).count("preserve") == 3


def test_days_before_the_calendar_of_workbooks_are_texts():
    page = openpyxl.load_workbook(written(plain([datetime.date(1890, 5, 1)]))).active
    assert page["A2"].value == "01/5/1890"


def test_thousands_of_different_texts_are_all_written():
    texts = [f"Vị trí {number}" for number in range(3_000)]
    page = openpyxl.load_workbook(written(plain(texts * 2))).active
    assert [cell.value for (cell,) in page.iter_rows(min_row=2)] == texts * 2


# Heads, sections, totals --------------------------------------------------------------------------
def test_a_head_of_two_lines_and_the_titles_of_sections_go_over_their_columns():
    page = openpyxl.load_workbook(written(sheet(head=None))).active
    assert sorted(str(area) for area in page.merged_cells.ranges) == [
        "A1:A2",
        "A3:E3",
        "A7:E7",
        "B1:B2",
        "C1:D1",
        "E1:E2",
    ]
    assert [cell.value for cell in page[1]] == ["STT", "Nghề", "Số lao động", None, "Tỷ lệ"]
    assert [cell.value for cell in page[2]] == [None, None, "Yêu cầu", "Đã tuyển", None]
    assert (page.freeze_panes, page.print_title_rows) == ("A3", "$1:$2")


def test_bold_rows_are_left_out_of_the_totals_and_formulas_name_their_row():
    page = openpyxl.load_workbook(written(sheet(head=None))).active
    assert page["C9"].value == "=SUM(C3:C8)-SUM(C6)"
    assert page["E8"].value == "=D8/C8"
    assert page["A6"].font.bold
    assert not page["A5"].font.bold


def test_a_text_under_a_column_that_is_summed_is_refused():
    with pytest.raises(TypeError, match="cannot be summed"):
        written(Sheet("x", [Column("A", ColumnKind.NUMBER, total=True)], [["mười"]]))


def test_a_chart_stands_beside_its_figures_without_the_sums():
    file = written(sheet(charts=[Chart(ChartKind.COLUMN, "Nhu cầu", 1, (2, 3))]))
    assert stored(file)["Biểu đồ Nhu cầu"] == {
        "A1": "Nghề",
        "B1": "Yêu cầu",
        "C1": "Đã tuyển",
        "A2": "Lắp ráp",
        "B2": 12_500,
        "C2": 8_200.5,
        "A3": "=May",
        "B3": 2_500,
        "C3": 2_100.1,
        "A4": "Cơ khí",
        "B4": 2_000,
        "C4": 950.2,
    }
    book = openpyxl.load_workbook(file)
    assert book["Biểu đồ Nhu cầu"]["B4"].value == "='Nhu cầu'!C15"
    with zipfile.ZipFile(file) as parts:
        chart = parts.read("xl/charts/chart1.xml").decode()
    assert "<c:v>12500</c:v>" in chart
    assert "'Biểu đồ Nhu cầu'!$B$2:$B$4" in chart


# Many rows ----------------------------------------------------------------------------------------
def test_a_sheet_that_is_full_goes_on_in_another(monkeypatch):
    monkeypatch.setattr(sheet_writer, "MOST_ROWS", 6)
    columns = [Column("Tên"), Column("Số", ColumnKind.NUMBER, total=True)]
    rows = [["a", number] for number in range(12)]
    file = written(Sheet("Danh sách", columns, rows, total_label="Cộng"), stamp="x")
    assert broken_rules(file) == []
    book = openpyxl.load_workbook(file)
    assert [page.title for page in book] == ["Danh sách", "Danh sách 2", "Danh sách 3"]
    assert [page["A1"].value for page in book] == ["Tên"] * 3
    total = "=SUM('Danh sách'!B2:B6)+SUM('Danh sách 2'!B2:B6)+SUM(B2:B3)"
    assert book["Danh sách 3"]["B4"].value == total
    assert stored(file)["Danh sách 3"]["B4"] == 66


def test_a_list_that_is_full_can_be_filtered_on_each_of_its_sheets(monkeypatch):
    monkeypatch.setattr(sheet_writer, "MOST_ROWS", 3)
    book = openpyxl.load_workbook(written(plain(["a"] * 5)))
    assert [page.auto_filter.ref for page in book] == ["A1:A3", "A1:A3", "A1:A2"]


def test_no_sheet_is_longer_than_excel_reads():
    assert sheet_writer.MOST_ROWS + 60 < 1_048_576


GROWTH = """
import sys
from django.conf import settings
settings.configure(USE_TZ=True, USE_I18N=False)
from workbooks import Column, ColumnKind, Sheet, write_workbook
columns = [Column(f"Cột {n}") for n in range(9)] + [Column("Số", ColumnKind.NUMBER, total=True)]
rows = ([f"Vị trí {n} {at}" for at in range(9)] + [n] for n in range(int(sys.argv[1])))
with open("/dev/null", "wb") as file:
    write_workbook([Sheet("x", columns, rows)], file, title="x")
peak = open("/proc/self/status").read().partition("VmHWM:")[2].split()[0]
print(int(peak) // 1024)
"""


@pytest.mark.long("writes a hundred thousand rows")
def test_memory_does_not_grow_with_the_rows():
    peaks = [
        int(
            subprocess.run(
                [sys.executable, "-c", GROWTH, str(count)],
                cwd=ROOT,
                check=True,
                capture_output=True,
            ).stdout
        )
        for count in (5_000, 100_000)
    ]
    assert max(peaks) <= 60
    assert peaks[1] - peaks[0] <= 5


def test_a_failure_while_rows_come_leaves_nothing_open():
    def rows():
        yield ["a"]
        raise ValueError("halt")

    with pytest.raises(ValueError, match="halt"):
        written(plain([]), Sheet("x", [Column("A")], rows()))
