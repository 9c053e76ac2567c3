import datetime
import io
import zipfile

import openpyxl
import pytest

from workbooks import Column, ColumnKind, Letterhead, Sheet, write_workbook
from workbooks.page_setup import sheet_name

COLUMNS = [
    Column("STT", ColumnKind.SERIAL, 6),
    Column("Cơ quan", ColumnKind.TEXT, 30),
    Column("Số người", ColumnKind.NUMBER, 12, total=True),
    Column("Hạn", ColumnKind.DATE, 12),
]
ROWS = [
    (1, "Sở Tài chính", 17000, datetime.date(2024, 3, 6)),
    (2, "Báo", 0, datetime.date(2024, 2, 20)),
]
RISKY = ["=1+1", "+84", "-cmd", "@SUM(A1)", "\t=1", '=HYPERLINK("x")', "＝1+1", "#REF!", "TRUE"]


def letterhead(**fields) -> Letterhead:
    defaults = {
        "issuer_above": "UBND tỉnh Bắc Giang",
        "issuer": "Sở Nội vụ",
        "number": "Số: 05/BC-SNV",
        "place": "Bắc Giang",
        "day": datetime.date(2024, 3, 6),
        "title": "BÁO CÁO",
        "signatures": ("Người lập biểu", "Giám đốc"),
    }
    return Letterhead(**defaults | fields)


def written(*sheets: Sheet) -> io.BytesIO:
    file = io.BytesIO()
    write_workbook(sheets, file, title="Thử")
    return file


def read(*sheets: Sheet) -> openpyxl.Workbook:
    return openpyxl.load_workbook(written(*sheets))


def moment(*parts: int) -> datetime.datetime:
    """As workbooks know it: without a zone."""
    return datetime.datetime(*parts)  # noqa: DTZ001


def test_values_keep_their_kinds():
    sheet = read(Sheet("Danh sách", COLUMNS, ROWS)).active
    assert [tuple(cell.value for cell in row) for row in sheet.iter_rows(max_row=3)] == [
        ("STT", "Cơ quan", "Số người", "Hạn"),
        (1, "Sở Tài chính", 17000, moment(2024, 3, 6)),
        (2, "Báo", 0, moment(2024, 2, 20)),
    ]


def test_dates_are_padded_as_the_decree_wants():
    sheet = read(Sheet("Danh sách", COLUMNS, ROWS)).active
    assert [sheet[cell].number_format for cell in ("D2", "D3")] == [
        'dd"/"m"/"yyyy',
        'dd"/"mm"/"yyyy',
    ]


def test_numbers_are_grouped_by_points():
    assert (
        read(Sheet("Danh sách", COLUMNS, ROWS))
        .active["C2"]
        .number_format.startswith("[$-42A]#,##0;")
    )


def test_a_moment_is_written_as_the_time_in_viet_nam():
    written_at = datetime.datetime(2024, 3, 6, 17, 30, 5, 999, tzinfo=datetime.UTC)
    sheet = read(Sheet("Lúc", [Column("Lúc", ColumnKind.MOMENT)], [(written_at,)])).active
    assert sheet["A2"].value == moment(2024, 3, 7, 0, 30, 5)


def test_totals_are_formulas_over_all_rows():
    sheet = read(Sheet("Danh sách", COLUMNS, ROWS, total_label="Tổng cộng")).active
    assert [cell.value for cell in sheet[4]] == [None, "Tổng cộng", "=SUM(C2:C3)", None]


def test_the_total_of_no_rows_is_nought():
    sheet = read(Sheet("Danh sách", COLUMNS, [], total_label="Tổng cộng")).active
    assert sheet["C2"].value == 0


@pytest.mark.parametrize("text", RISKY)
def test_text_never_becomes_a_formula(text):
    official = letterhead(issuer=text, title=text, notes=(text,))
    file = written(Sheet(text, [Column(text), Column("Cột")], [(text, text)], official, text))
    with zipfile.ZipFile(file) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")
    sheet = openpyxl.load_workbook(file).active
    cell = sheet["A9"]
    assert (cell.value, cell.data_type) == (text, "s")


def test_a_risky_text_stays_text_when_it_is_edited():
    sheet = read(
        Sheet("Danh sách", [Column("Tên")], [("=1+1",), ("\x01=1+1",), ("Sở Tài chính",)])
    ).active
    assert [sheet[cell].quotePrefix for cell in ("A2", "A3", "A4")] == [True, True, False]


def test_characters_that_no_workbook_can_hold_are_left_out():
    sheet = read(
        Sheet("Danh sách", [Column("Tên")], [("Sở\x00 Tài\x0b\ud800 chính\ufffe\uffff",)])
    ).active
    assert sheet["A2"].value == "Sở Tài chính"


def test_a_row_grows_with_its_text():
    sheet = read(
        Sheet("Danh sách", [Column("Tên", width=20)], [("Ngắn",), ("Rất dài " * 10,)])
    ).active
    assert sheet.row_dimensions[3].height == pytest.approx(
        sheet.row_dimensions[2].height + 3 * 15.6
    )


def test_the_official_heading_stands_above_the_table():
    sheet = read(Sheet("Báo cáo", COLUMNS, ROWS, letterhead())).active
    texts = [
        [cell.value for cell in row if cell.value] for row in sheet.iter_rows(min_row=1, max_row=5)
    ]
    assert texts == [
        ["UBND TỈNH BẮC GIANG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["SỞ NỘI VỤ", "Độc lập - Tự do - Hạnh phúc"],
        ["Số: 05/BC-SNV", "Bắc Giang, ngày 06 tháng 3 năm 2024"],
        [],
        ["BÁO CÁO"],
    ]


def test_an_official_sheet_prints_on_a4_across_and_repeats_its_head():
    sheet = read(Sheet("Báo cáo", COLUMNS, ROWS, letterhead())).active
    setup = sheet.page_setup
    assert (
        int(setup.paperSize),
        setup.orientation,
        sheet.sheet_properties.pageSetUpPr.fitToPage,
    ) == (
        9,
        "landscape",
        True,
    )
    # by ECMA-376 one page is what a sheet without a number means
    assert (setup.fitToWidth or 1, setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$8:$8"
    assert sheet.oddFooter.right.text == "Trang &P/&N"


def test_times_new_roman_throughout():
    sheet = read(Sheet("Báo cáo", COLUMNS, ROWS, letterhead(), "Tổng cộng")).active
    assert {cell.font.name for row in sheet.iter_rows() for cell in row} == {"Times New Roman"}


@pytest.mark.parametrize(("count", "pages"), [(5, 0), (16, 1), (17, 0)])
def test_the_signature_never_stands_alone_on_a_page(count, pages):
    """`pages` 1: shrunk to one page; 0: as many as it takes."""
    sheet = read(Sheet("Báo cáo", COLUMNS, ROWS[:1] * count, letterhead(), "Tổng cộng")).active
    wanted = sheet.page_setup.fitToHeight
    assert (1 if wanted is None else wanted) == pages


def test_a_list_freezes_its_head_and_can_be_filtered():
    columns = [Column("Tên"), Column("Hạn", ColumnKind.DATE)]
    sheet = read(Sheet("Danh sách", columns, [("a", None)])).active
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:B2")


def test_a_row_must_fit_its_columns():
    with pytest.raises(ValueError, match="argument 2 is shorter"):
        written(Sheet("Danh sách", COLUMNS, [(1, "Sở Tài chính")]))


def test_programs_are_told_to_calculate_on_opening():
    assert read(Sheet("Danh sách", COLUMNS, ROWS)).calculation.fullCalcOnLoad is True


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("Tiến độ nhiệm vụ", "Tiến độ nhiệm vụ"),
        ("a/b\\c*d?e:f[g]", "a b c d e f g"),
        ("=1+1", "=1+1"),
        ("", "1"),
        ("x" * 40, "x" * 31),
        ("Tiến độ", "Tiến độ 2"),
    ],
)
def test_sheet_names_suit_every_program(wanted, name):
    assert sheet_name(wanted, {"TIẾN ĐỘ"}) == name


def test_a_long_note_gets_the_height_of_its_lines():
    note = "Đơn vị: người. " * 20
    sheet = Sheet(
        "Nhu cầu",
        [Column("A", width=40), Column("B", width=40)],
        [["x", "y"]],
        letterhead(notes=[note]),
    )
    page = read(sheet).active
    [row] = [row[0].row for row in page.iter_rows() if row[0].value == note]
    assert page.row_dimensions[row].height == 4 * page.row_dimensions[row - 1].height
