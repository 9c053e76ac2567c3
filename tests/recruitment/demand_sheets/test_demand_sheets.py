"""Demand as employers really send it: what is read, what is left out with which reason, and that
nothing is guessed without a word.
"""

import datetime
import subprocess

import pytest
from openpyxl import Workbook

from tests.recruitment.demand_sheets.books import (
    add_sheet,
    as_strict,
    book_of,
    columns,
    left_out,
    marks,
    ods_of,
    ods_row,
    said,
    saved,
    understood,
    with_prefix,
)

HEADS = ["STT", "Vị trí", "Số lượng", "Lương cơ bản", "Thu nhập", "Hợp đồng", "Hạn nộp"]
MAY = [1, "Công nhân may", 100, "5,2 triệu", "8-11 triệu", "12 tháng", "31/01/2027"]
HAN = [2, "Thợ hàn", 20, "6 triệu", "11-15 triệu", "12 tháng", "31/01/2027"]
READ = [("Công nhân may", "100"), ("Thợ hàn", "20")]


def jobs(data: bytes | Workbook, **choices) -> list[tuple[str, ...]]:
    return said(data, "title", "headcount", **choices)


def one(heading: str, value: object, field: str) -> tuple[str, list]:
    """What a column of this heading with this value says of the field, and its marks."""
    book = book_of([*HEADS, heading], [*MAY, value])
    return said(book, field)[0][0], [mark[:2] for mark in marks(book)]


def counted(value: object) -> tuple[str, list[tuple[str, str]]]:
    book = book_of(["Vị trí", "SL", "Mô tả"], ["May", value, "x"])
    return said(book, "headcount")[0][0], [(code, said) for _field, code, said in marks(book)]


# Rows that are no jobs ------------------------------------------------------------------------
def test_titles_sums_notes_and_signatures_are_left_out_each_with_its_reason():
    book = book_of(
        [None, "CÔNG TY TNHH ÁNH SAO"],
        [],
        ["KẾ HOẠCH TUYỂN DỤNG THÁNG 12/2026"],
        HEADS,
        MAY,
        HAN,
        [None, "Tổng cộng", "=SUM(C5:C6)"],
        [],
        ["Ghi chú: có chỗ ở cho người ở xa."],
        [None, "Người lập biểu", None, None, None, "Giám đốc"],
        [],
        [None, "Nguyễn Thị Mẫu"],
        merged=["A3:G3"],
    )
    assert jobs(book) == READ
    assert left_out(book) == [
        (1, "above"),
        (3, "above"),
        (7, "sum"),
        (9, "note"),
        (10, "signature"),
        (12, "signature"),
    ]


def test_sections_repeated_heads_and_numbers_of_columns_are_left_out():
    numbers = [f"({n})" for n in range(1, 8)]
    book = book_of(HEADS, numbers, ["Xưởng A"], MAY, HEADS, [None, "Xưởng B"], HAN)
    assert jobs(book) == READ
    assert left_out(book) == [(2, "numbering"), (3, "section"), (5, "head"), (6, "section")]


def test_a_lettered_section_with_a_sum_is_no_job():
    book = book_of(HEADS, ["I", "Khối sản xuất", 120], MAY, HAN, ["II", "Khối văn phòng", 0])
    assert (jobs(book), left_out(book)) == (READ, [(2, "section"), (5, "section")])


def test_figures_alone_are_a_sum_and_jobs_that_begin_like_sums_are_none():
    book = book_of(
        HEADS,
        [1, "Tổng vụ", *MAY[2:]],
        [2, "Cộng tác viên", *HAN[2:]],
        [3, "Giám đốc sản xuất", *HAN[2:]],
        [None, None, 120],
    )
    assert [title for title, _people in jobs(book)] == [
        "Tổng vụ",
        "Cộng tác viên",
        "Giám đốc sản xuất",
    ]
    assert left_out(book) == [(5, "sum")]


def test_a_signature_below_the_figures_is_none():
    book = book_of(
        HEADS,
        MAY,
        [None, None, "ĐẠI DIỆN DOANH NGHIỆP"],
        [None, None, "(Ký, ghi rõ họ tên)"],
        [None, None, "Trần Văn Mẫu"],
    )
    assert (jobs(book), left_out(book)) == (READ[:1], [(n, "signature") for n in (3, 4, 5)])


def test_a_job_without_its_number_is_not_taken_for_a_signature():
    book = book_of(HEADS, MAY, [2, "Bảo vệ", None, "5 triệu", "7-8 triệu", "12 tháng", ""])
    assert jobs(book) == [("Công nhân may", "100"), ("Bảo vệ", "")]


@pytest.mark.parametrize(("is_filtered", "why"), [(False, "hidden"), (True, "filtered")])
def test_hidden_rows_are_left_out_and_can_be_put_in(is_filtered, why):
    book = book_of(HEADS, MAY, HAN)
    book.active.row_dimensions[3].hidden = True
    if is_filtered:
        book.active.auto_filter.ref = "A1:G3"
        book.active.auto_filter.add_filter_column(1, ["Công nhân may"])
    assert (jobs(book), left_out(book)) == (READ[:1], [(3, why)])
    assert jobs(book, included={"Nhu cầu": [3]}) == READ


def test_two_tables_of_one_sheet_are_read_each_by_its_head():
    second = ["Chức danh", "Mức lương", "SL cần tuyển"]
    book = book_of(HEADS, MAY, [], ["Khối văn phòng"], second, ["Kế toán", "10 triệu", 2])
    assert said(book, "title", "headcount", "income") == [
        ("Công nhân may", "100", "8-11 triệu"),
        ("Kế toán", "2", "10 triệu"),
    ]


# Heads ----------------------------------------------------------------------------------------
def test_men_women_and_total_below_one_head_count_by_the_total():
    book = book_of(
        ["STT", "Vị trí", "Số lượng", None, None, "Lương cơ bản (triệu đồng)", None, "Hạn nộp"],
        [None, None, "Nam", "Nữ", "Tổng", "Từ", "Đến", None],
        [1, "Công nhân hàn", 30, 0, 30, 6, 7.5, "31/01/2027"],
        merged=["A1:A2", "B1:B2", "C1:E1", "F1:G1", "H1:H2"],
    )
    assert said(book, "title", "headcount", "base_wage", "apply_by") == [
        ("Công nhân hàn", "30", "6-7,5 triệu", "31/01/2027")
    ]
    assert marks(book) == [("headcount", "parts", "30 nam, 0 nữ")]


def test_men_and_women_without_a_total_are_added_up_and_a_wrong_total_is_asked_about():
    summed = book_of(["Vị trí", "Nam", "Nữ", "Mô tả"], ["May", 10, 20, "x"])
    assert (said(summed, "headcount"), marks(summed)) == (
        [("30",)],
        [("headcount", "parts", "10 nam, 20 nữ")],
    )
    wrong = book_of(["Vị trí", "Nam", "Nữ", "Tổng", "Mô tả"], ["May", 10, 20, 40, "x"])
    assert said(wrong, "headcount") == [("40",)]
    assert ("headcount", "parts_differ", "40: 10 nam, 20 nữ") in marks(wrong)


def test_a_head_of_two_levels_is_read_without_merged_cells_too():
    text = "Vị trí;Số lượng;;Thu nhập (triệu);\n;Nam;Nữ;Từ;Đến\nMay;10;20;8;11\n"
    assert said(text.encode(), "title", "headcount", "income") == [("May", "30", "8-11 triệu")]


@pytest.mark.parametrize(
    "heads",
    [
        [["Job title / Chức danh", "Headcount / Số lượng", "Income / Thu nhập"]],
        [["Chức danh / Job title", "Số lượng / Headcount", "Thu nhập / Income"]],
        [["Chức danh\n(Job title)", "Số lượng\n(Qty)", "Thu nhập\n(Salary)"]],
        [["Chức danh", "Số lượng", "Thu nhập"], ["Job title", "Headcount", "Income"]],
        [["Job title", "Headcount", "Income"], ["Chức danh", "Số lượng", "Thu nhập"]],
        [["Position", "Quantity", "Salary"]],
    ],
)
def test_heads_in_two_languages_in_either_order(heads):
    book = book_of(*heads, ["QC staff / Nhân viên QC", 20, "10-12 triệu"])
    assert said(book, "title", "headcount", "income") == [
        ("QC staff / Nhân viên QC", "20", "10-12 triệu")
    ]


@pytest.mark.parametrize(
    "heading",
    ["SL", "SL cần tuyển", "Nhu cầu (người)", "Số LĐ cần tuyển", "Cần tuyển", "Nhu cầu tuyển"],
)
def test_words_for_how_many(heading):
    book = book_of(["Vị trí", heading, "Mô tả"], ["May", 7, "x"])
    assert said(book, "headcount") == [("7",)]


def test_present_and_planned_people_are_not_those_wanted():
    book = book_of(
        ["Vị trí", "Lao động", None, None, "Mô tả"],
        [None, "Định biên", "Hiện có", "Cần tuyển", None],
        ["May", 100, 80, 20, "x"],
        merged=["A1:A2", "B1:D1", "E1:E2"],
    )
    assert said(book, "headcount") == [("20",)]
    assert columns(book)["Lao động / Hiện có"] == ("", "ignored")


def test_base_and_income_beside_each_other_and_allowances_in_the_note():
    book = book_of(
        ["Chức danh", "SL", "Lương CB", "Phụ cấp", "Thu nhập"],
        ["May", 120, 5_100_000, "1,5 triệu", "8-11 triệu"],
    )
    assert said(book, "headcount", "base_wage", "income", "benefits_note") == [
        ("120", "5100000", "8-11 triệu", "Phụ cấp: 1,5 triệu")
    ]


def test_pairs_of_columns_from_and_to():
    book = book_of(
        [
            "Vị trí",
            "SL",
            "Lương CB từ (triệu)",
            "Lương CB đến (triệu)",
            "Thu nhập tối thiểu",
        ],
        ["May", 1, 5, 6, "8 triệu"],
        ["Hàn", 1, 7, None, "9 triệu"],
    )
    assert said(book, "base_wage", "income") == [
        ("5-6 triệu", "từ 8 triệu"),
        ("từ 7 triệu", "từ 9 triệu"),
    ]


def test_units_stand_in_the_head_or_in_a_line_above():
    inside = book_of(["Vị trí", "SL", "Lương cơ bản (nghìn đồng)"], ["May", 1, 5200])
    above = book_of(["Đơn vị tính: 1.000 đồng"], ["Vị trí", "SL", "Lương cơ bản"], ["May", 1, 5200])
    assert (said(inside, "base_wage"), said(above, "base_wage")) == (
        [("5200 nghìn",)],
        [("5200 nghìn",)],
    )


def test_months_are_added_up_and_marked_unless_a_total_stands_there():
    book = book_of(["Vị trí", "Tháng 12", "Tháng 1/2027", "Mô tả"], ["May", 30, 20, "x"])
    assert (said(book, "headcount"), marks(book)) == (
        [("50",)],
        [("headcount", "months_summed", "Tháng 12: 30, Tháng 1/2027: 20")],
    )
    total = book_of(["Vị trí", "Tháng 12", "Tháng 1", "Tổng"], ["May", 30, 20, 50])
    assert (said(total, "headcount"), marks(total)) == ([("50",)], [])
    assert columns(total)["Tháng 12"] == ("", "shadowed")


def test_months_below_a_head_of_their_own_are_parts_of_the_total():
    book = book_of(
        ["TT", "Chức danh", "Nhu cầu tuyển dụng theo tháng", None, None, "Mức lương"],
        [None, None, "T12/2026", "T01/2027", "Tổng", None],
        [1, "May", 30, 20, 50, "8-11tr"],
        merged=["A1:A2", "B1:B2", "C1:E1", "F1:F2"],
    )
    assert (said(book, "headcount"), marks(book)) == ([("50",)], [])


def test_hidden_unknown_and_ignored_columns_are_told_and_can_be_chosen():
    book = book_of([*HEADS, "Mã nội bộ", "Ghi chú"], [*MAY, "A1", "Có KTX"])
    book.active.column_dimensions["E"].hidden = True
    told = columns(book)
    assert (told["Thu nhập"], told["Mã nội bộ"], told["Ghi chú"]) == (
        ("", "hidden"),
        ("", "unknown"),
        ("", "ignored"),
    )
    chosen = {"ghi chu": "benefits_note", "thu nhap": "income"}
    assert said(book, "benefits_note", "income", columns=chosen) == [("Có KTX", "8-11 triệu")]
    assert columns(book, remembered=chosen)["Ghi chú"] == ("benefits_note", "remembered")


def test_two_columns_of_one_field_are_asked_about_where_they_differ():
    book = book_of(["Vị trí", "Số lượng", "Số người", "Mô tả"], ["May", 5, 9, "x"])
    assert marks(book) == [("headcount", "rivals", "“Số lượng”: 5; “Số người”: 9")]


# Sheets ---------------------------------------------------------------------------------------
def whys(book: Workbook, **choices) -> dict[str, str]:
    return {each.sheet.name: str(each.why) for each in understood(book, **choices)}


def test_all_sheets_of_demand_are_read_and_each_other_has_its_reason():
    book = book_of(HEADS, MAY, title="Xưởng 1")
    add_sheet(book, "Xưởng 2", HEADS, HAN)
    add_sheet(book, "Tổng hợp", HEADS, MAY, HAN)
    add_sheet(book, "Bản sao", HEADS, MAY)
    add_sheet(book, "Cũ", HEADS, [3, "Bảo vệ", *MAY[2:]]).sheet_state = "hidden"
    add_sheet(book, "Ghi chú", ["Liên hệ phòng nhân sự"])
    assert whys(book) == {
        "Xưởng 1": "read",
        "Xưởng 2": "read",
        "Tổng hợp": "summary",
        "Bản sao": "same_rows",
        "Cũ": "hidden",
        "Ghi chú": "no_head",
    }
    assert jobs(book) == READ
    assert jobs(book, sheets=["Cũ"]) == [("Bảo vệ", "100")]


def test_of_sheets_by_month_the_latest_is_read():
    book = book_of(HEADS, MAY, title="T11.2026")
    add_sheet(book, "T12.2026", HEADS, HAN)
    assert (whys(book)["T11.2026"], jobs(book)) == ("other_month", READ[1:])


def test_a_list_of_employees_is_no_demand():
    book = book_of(["Họ và tên", "Chức danh", "Trình độ", "Địa chỉ", "Điện thoại"], list("abcde"))
    assert whys(book) == {"Nhu cầu": "no_head"}


# Cells ----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("value", "people", "told"),
    [
        ("150 người", "150 người", []),
        ("20-30 người", "20", [("range", "20-30 người")]),
        ("10 nam, 20 nữ", "30", [("parts", "10 nam, 20 nữ")]),
        ("30 (10 nam, 20 nữ)", "30", [("parts", "10 nam, 20 nữ")]),
        ("Nam: 5; Nữ: 7", "12", [("parts", "5 nam, 7 nữ")]),
        ("15+", "15", [("at_least", "15+")]),
        ("từ 50 người trở lên", "50", [("at_least", "từ 50 người trở lên")]),
        ("khoảng 40", "40", [("about", "khoảng 40")]),
        ("mười", "mười", []),
        (datetime.date(2026, 7, 15), "15/7/2026", [("excel_day", "15-7 / 7-15")]),
        ("=1+1", "", [("formula", "")]),
        ("#N/A", "", [("error", "")]),
    ],
)
def test_how_many_as_employers_write_it(value, people, told):
    assert counted(value) == (people, told)


def test_wages_that_excel_made_a_day_are_named_as_such():
    assert one("Mức thu nhập (triệu)", datetime.date(2026, 12, 9), "income")[1] == [
        ("income", "excel_day"),
        ("income", "rivals"),
    ]


@pytest.mark.parametrize(
    ("value", "day", "told"),
    [
        (datetime.date(2024, 3, 6), "06/3/2024", []),
        ("06/3/2027", "06/3/2027", []),
        ("tháng 12", "31/12/2026", ["month_day"]),
        ("hết tháng 2/2027", "28/02/2027", ["month_day"]),
        ("quý I/2027", "31/3/2027", ["month_day"]),
        ("20/12", "20/12/2026", ["year_added"]),
        ("20/11", "20/11/2027", ["year_added"]),
        (46053, "31/01/2026", ["serial_day"]),
        ("đến khi đủ", "đến khi đủ", []),
    ],
)
def test_days_are_day_first_and_what_was_added_is_marked(value, day, told):
    book = book_of([*HEADS[:-1], "Thời hạn nộp hồ sơ"], [*MAY[:-1], value])
    assert (said(book, "apply_by")[0][0], [code for _f, code, _s in marks(book)]) == (day, told)


def test_age_and_sex_are_kept_with_the_row_and_taken_out_of_what_is_published():
    book = book_of(
        ["Vị trí", "SL", "Giới tính", "Độ tuổi", "Yêu cầu", "Mô tả"],
        ["Nữ công nhân may", 5, "Nữ", "18-35", "Mắt tốt, nữ 18-35 tuổi", "May áo"],
    )
    assert said(book, "title", "description", "limits") == [
        ("Công nhân may", "May áo\nYêu cầu: Mắt tốt", "nữ 18-35 tuổi, Nữ, 18-35, Nữ")
    ]
    assert ("title", "cleaned", "Nữ công nhân may") in marks(book)


@pytest.mark.parametrize("text", ["Việt Nam", "Phiên dịch tiếng Việt Nam", "Có tay nghề", "5 năm"])
def test_words_that_only_look_like_limits_stay(text):
    book = book_of(["Vị trí", "SL", "Mô tả"], [text, 5, text])
    assert said(book, "title", "description", "limits") == [(text, text, "")]


@pytest.mark.parametrize(
    ("text", "read", "told"),
    [
        ("Nhà máy 2 - KCN Quế Võ", ("KCN Quế Võ", "", "Nhà máy 2"), []),
        ("KCN Quế Võ", ("KCN Quế Võ", "", ""), []),
        ("Lô E, KCN Quang Châu", ("KCN Quang Châu", "", "Lô E"), []),
        ("Văn phòng TP Bắc Ninh", ("Không", "", "Văn phòng TP Bắc Ninh"), ["outside"]),
        ("Số 1, phường Nếnh", ("Không", "phường Nếnh", "Số 1, phường Nếnh"), ["outside"]),
        ("KCN Quế Võ, KCN Vân Trung", ("", "", ""), ["places"]),
        ("Xưởng 2", ("", "", "Xưởng 2"), []),
    ],
)
def test_places_of_one_column(text, read, told):
    book = book_of(["Vị trí", "SL", "Địa điểm làm việc"], ["May", 5, text])
    assert said(book, "park", "ward", "address") == [read]
    assert [code for _field, code, _said in marks(book)] == told


def test_what_is_merged_downwards_is_said_by_each_row_and_one_number_for_three_is_asked_about():
    rows = (["May", 100, "Ăn ca", "KCN Quế Võ"], ["Là", 20], ["Cắt", 10])
    heads = ["Vị trí", "SL", "Chế độ", "Nơi làm việc"]
    book = book_of(heads, *rows, merged=["C2:C4", "D2:D4"])
    assert said(book, "headcount", "benefits", "park") == [
        ("100", "Ăn ca", "KCN Quế Võ"),
        ("20", "Ăn ca", "KCN Quế Võ"),
        ("10", "Ăn ca", "KCN Quế Võ"),
    ]
    assert marks(book)[:2] == [("benefits", "merged", "3"), ("park", "merged", "3")]
    one_number = book_of(heads, ["May", 100, "a"], ["Là", None, "b"], merged=["B2:B3"])
    told = [mark for mark in marks(one_number) if mark[0] == "headcount"]
    assert told == [("headcount", "merged_count", "2")] * 2


# Kinds of files -------------------------------------------------------------------------------
@pytest.mark.parametrize("write", [as_strict, with_prefix, lambda x: with_prefix(as_strict(x))])
def test_strict_and_prefixed_workbooks_say_the_same(write):
    book = book_of(["Tiêu đề"], HEADS, MAY, HAN, merged=["A1:G1"])
    book.active.row_dimensions[4].hidden = True
    data = write(saved(book))
    assert (jobs(data), left_out(data)) == (READ[:1], [(1, "above"), (4, "hidden")])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1258", "utf-16"])
@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_csv_of_every_encoding_and_separator(encoding, separator):
    rows = [HEADS, MAY, HAN]
    text = "\r\n".join(separator.join(map(str, row)) for row in rows)
    assert jobs(text.encode(encoding) if encoding != "cp1258" else in_1258(text)) == READ


def test_csv_with_commas_and_quotes():
    text = 'Vị trí,Số lượng,Lương cơ bản\n"Công nhân may",100,"5,2 triệu"\nThợ hàn,20,6 triệu\n'
    assert jobs(text.encode()) == READ


def in_1258(text: str) -> bytes:
    # Windows-1258 has base letters and combining tones.
    import unicodedata

    written = bytearray()
    for letter in text:
        try:
            written += letter.encode("cp1258")
        except UnicodeEncodeError:
            decomposed = unicodedata.normalize("NFD", letter)
            tones = [c for c in decomposed if c in "\u0300\u0301\u0303\u0309\u0323"]
            base = unicodedata.normalize("NFC", "".join(c for c in decomposed if c not in tones))
            written += (base + "".join(tones)).encode("cp1258")
    return bytes(written)


def test_ods_with_days_hidden_rows_and_merged_cells():
    data = ods_of(
        ods_row("Vị trí", "Số lượng", "Chế độ", "Hạn nộp"),
        ods_row("Công nhân may", 100, ("Ăn ca", 2), datetime.date(2027, 1, 31)),
        ods_row("Thợ hàn", 20, None, datetime.date(2027, 1, 31)),
        ods_row("Bảo vệ", 4, None, None, attributes='table:visibility="collapse"'),
    )
    assert said(data, "title", "headcount", "benefits", "apply_by") == [
        ("Công nhân may", "100", "Ăn ca", "31/01/2027"),
        ("Thợ hàn", "20", "Ăn ca", "31/01/2027"),
    ]
    assert left_out(data) == [(4, "hidden")]


@pytest.mark.program("libreoffice")
@pytest.mark.parametrize("kind", ["xls", "ods", "xlsx"])
def test_what_libreoffice_saves_is_read_in_each_of_its_kinds(kind, tmp_path):
    book = book_of(["Tiêu đề"], HEADS, [*MAY[:-1], datetime.date(2027, 1, 31)], HAN)
    (tmp_path / "a.xlsx").write_bytes(saved(book))
    out = tmp_path / "out"
    command = ["libreoffice", f"-env:UserInstallation=file://{tmp_path}/home", "--headless"]
    command += ["--convert-to", kind, "--outdir", str(out), str(tmp_path / "a.xlsx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    data = (out / f"a.{kind}").read_bytes()
    assert said(data, "title", "headcount", "base_wage", "apply_by") == [
        ("Công nhân may", "100", "5,2 triệu", "31/01/2027"),
        ("Thợ hàn", "20", "6 triệu", "31/01/2027"),
    ]
    assert [sheet.sheet.knows_layout for sheet in understood(data)] == [kind != "xls"]
