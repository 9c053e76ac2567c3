"""PDF documents beside the DOCX documents from which they were printed
(tests/documents/papers.py).
"""

import io
from dataclasses import asdict
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter, Transformation
from pypdf.generic import NameObject, RectangleObject, StreamObject

from reader import DocumentReading, ReadError, read_bytes
from reader.extraction import extract_text
from reader.extraction.pdf.pages import PdfWord, Ruling, read_pdf_pages
from reader.extraction.pdf.paragraphs import is_cut_date
from reader.extraction.pdf.rows import lines_in_reading_order
from reader.extraction.pdf.tables import (
    TableGrid,
    TableText,
    continue_table,
    find_grids,
    table_text,
)
from tests.documents.annex_rows import PLAN_ROWS
from tests.documents.papers import DOCUMENTS, docx_bytes

PDF = Path(__file__).parents[2] / "documents" / "pdf"


def printed(name: str) -> bytes:
    return (PDF / f"{name}.pdf").read_bytes()


def facts(reading: DocumentReading) -> list[object]:
    tasks = [
        (t.section, t.scope, t.text, t.agencies, t.coordinating, t.deadlines, t.confidence)
        for t in reading.tasks
    ]
    return [asdict(reading.header), *tasks]


def changed(data: bytes, change) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    change(writer)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def ruled(*boxes: tuple[float, float, float, float]) -> list[Ruling]:
    return [Ruling(*box) for box in boxes]


def words(*places: tuple[str, float, float]) -> list[PdfWord]:
    return [
        PdfWord(text, x, y, x + 6 * len(text), y + 12, order)
        for order, (text, x, y) in enumerate(places)
    ]


def test_a_cell_merged_downwards_is_told_from_an_empty_one() -> None:
    grid = TableGrid([0, 50, 100], [0, 20, 40], [[(0, 0), (0, 1)], [(0, 0), (1, 1)]])
    table = table_text(grid, words(("a", 5, 2), ("b", 60, 2)))

    assert table.rows == [["a", "b"], [None, ""]]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_pdf_is_read_as_the_docx_from_which_it_was_printed(name: str) -> None:
    assert facts(read_bytes(printed(name))) == facts(read_bytes(docx_bytes(name)))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_lines_of_a_paragraph_are_joined_also_over_a_page_break(name: str) -> None:
    expected = [p.text for p in DOCUMENTS[name]().paragraphs if len(p.text) > 90]
    found = extract_text(printed(name)).text.split("\n\n")

    assert [
        text for text in expected if text not in found and "đối thoại với công nhân" not in text
    ] == []


def test_a_table_over_three_pages_is_one_table_without_repeated_heads() -> None:
    extracted = extract_text(printed("plan"))
    rows = [[" ".join(extracted.text[a:b].split()) for a, b in row] for row in extracted.tables[0]]

    assert len(PdfReader(io.BytesIO(printed("plan"))).pages) == 4
    assert [row[:2] for row in rows[1:]] == [row[:2] for row in PLAN_ROWS]


def test_tables_of_other_columns_stay_apart() -> None:
    extracted = extract_text(printed("plan"))

    assert [len(table[0]) for table in extracted.tables] == [6, 3]


def test_stamps_of_signatures_are_not_text() -> None:
    text = extract_text(printed("notice")).text

    assert [
        w
        for w in ("Người ký", "Ký bởi", "Email", "Ngày ký", "Thời gian ký", "16:05", "15:48")
        if w in text
    ] == []
    assert text.count("Trịnh Quang Thụ") == 1


def test_page_numbers_and_running_feet_are_not_text() -> None:
    lines = extract_text(printed("landscape")).text.split("\n")

    assert [line for line in lines if "Công văn số" in line or line == "trang"] == []
    assert [
        line for line in extract_text(printed("notice")).text.split("\n") if line.isdigit()
    ] == []


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_page_lying_on_its_side_is_read_upright(angle: int) -> None:
    def lay_down(writer: PdfWriter) -> None:
        page = writer.pages[1]
        width, height = float(page.mediabox.width), float(page.mediabox.height)
        shift = {90: (height, 0), 180: (width, height), 270: (0, width)}[angle]
        page.add_transformation(Transformation().rotate(angle).translate(*shift))
        if angle != 180:
            page.mediabox = page.cropbox = RectangleObject((0, 0, height, width))

    assert facts(read_bytes(changed(printed("landscape"), lay_down))) == facts(
        read_bytes(printed("landscape"))
    )


def test_a_pdf_locked_only_against_changes_is_read() -> None:
    locked = changed(
        printed("notice"), lambda writer: writer.encrypt("", "owner", algorithm="RC4-128")
    )

    assert facts(read_bytes(locked)) == facts(read_bytes(printed("notice")))


def test_a_page_that_takes_too_long_is_given_up() -> None:
    def overload(writer: PdfWriter) -> None:
        stream = StreamObject()
        stream.set_data(b"0 0 m 100 100 l S\n" * 400_000)
        writer.pages[0][NameObject("/Contents")] = writer._add_object(stream.flate_encode())

    with pytest.raises(ReadError) as raised:
        read_pdf_pages(changed(printed("notice"), overload), page_seconds=0.3)
    assert raised.value.code == "damaged"


def test_offsets_of_tasks_point_at_their_words() -> None:
    reading = read_bytes(printed("plan"))

    assert [
        t.text
        for t in reading.tasks
        if " ".join(reading.text[t.start : t.end].split()).strip(".;") not in t.text + "."
    ] == []


def test_thin_rectangles_broken_at_the_corners_make_a_grid() -> None:
    level = [(x, y, x + 99, y + 0.5) for x in (0.5, 100.5) for y in (0, 20, 40)]
    upright = [(x, y + 0.5, x + 0.5, y + 19.5) for x in (0, 100, 200) for y in (0, 20)]

    assert [(len(g.xs), len(g.ys), g.owner) for g in find_grids(ruled(*level, *upright))] == [
        (3, 3, [[(0, 0), (0, 1)], [(1, 0), (1, 1)]])
    ]


def test_cells_without_a_line_between_are_one() -> None:
    frame = [(0, 0, 200, 0), (0, 60, 200, 60), (0, 0, 0, 60), (200, 0, 200, 60)]
    inner = [(0, 20, 200, 20), (100, 40, 200, 40), (100, 20, 100, 60)]

    (grid,) = find_grids(ruled(*frame, *inner))

    assert grid.owner == [[(0, 0), (0, 0)], [(1, 0), (1, 1)], [(1, 0), (2, 1)]]


def test_a_missing_outer_line_does_not_lose_a_column() -> None:
    open_sided = [(0, y, 200, y) for y in (0, 20, 40)] + [(100, 0, 100, 40)]

    assert [grid.xs for grid in find_grids(ruled(*open_sided))] == [[0, 100, 200]]


def test_a_frame_around_text_is_no_table() -> None:
    assert (
        find_grids(ruled((0, 0, 200, 0), (0, 60, 200, 60), (0, 0, 0, 60), (200, 0, 200, 60))) == []
    )


def test_a_word_lies_in_the_cell_of_its_middle() -> None:
    grid = TableGrid([0, 50, 100], [0, 20], [[(0, 0), (0, 1)]])

    assert [
        grid.square_at(word) for word in words(("STT", 44, 4), ("a", 10, 4), ("b", 10, 30))
    ] == [
        (0, 1),
        (0, 0),
        None,
    ]


@pytest.mark.parametrize(
    ("last", "first", "rows"),
    [
        (
            ["1", "Rà soát danh", "Sở Y tế"],
            ["", "sách", ""],
            [["1", "Rà soát danh sách", "Sở Y tế"]],
        ),
        (
            ["1", "Gửi trước 10/12/202", "Sở Y tế"],
            ["", "6", ""],
            [["1", "Gửi trước 10/12/2026", "Sở Y tế"]],
        ),
        (
            ["1", "Rà soát.", "Sở Y tế"],
            ["", "- Gửi kết quả.", ""],
            [["1", "Rà soát. - Gửi kết quả.", "Sở Y tế"]],
        ),
        (
            ["1", "Rà soát.", "Sở Y tế"],
            ["", "Gửi", "UBND xã"],
            [["1", "Rà soát.", "Sở Y tế"], ["", "Gửi", "UBND xã"]],
        ),
        (
            ["1", "Rà soát", "Sở Y tế"],
            ["2", "Gửi", "UBND xã"],
            [["1", "Rà soát", "Sở Y tế"], ["2", "Gửi", "UBND xã"]],
        ),
    ],
)
def test_a_row_cut_by_a_page_break_is_joined(
    last: list[str], first: list[str], rows: list[list[str]]
) -> None:
    head = ["TT", "Nội dung", "Chủ trì"]
    above = TableText([0, 30, 200, 300], [head, ["0", "Họp", "Sở Nội vụ"], last])

    assert continue_table(above, TableText([0, 30, 200, 300], [head, first]))
    assert above.rows[2:] == rows


def test_a_table_whose_page_shows_fewer_lines_goes_on_in_its_columns() -> None:
    above = TableText([0, 30, 200, 300], [["TT", "Nội dung", "Chủ trì"], ["1", "Họp", "Sở Nội vụ"]])

    assert continue_table(above, TableText([0, 30, 300], [["II", "Nhóm hai"]]))
    assert above.rows[2:] == [["II", "Nhóm hai", ""]]


def test_the_left_column_of_a_head_is_read_before_the_right_one() -> None:
    head = words(
        ("UBND", 60, 50),
        ("CỘNG", 300, 50),
        ("HÒA", 340, 50),
        ("Số:", 60, 70),
        ("Độc", 310, 68),
        ("lập", 340, 68),
    )

    assert [line.text for line in lines_in_reading_order(head)] == [
        "UBND",
        "Số:",
        "CỘNG HÒA",
        "Độc lập",
    ]


def test_a_number_filled_in_later_stands_in_its_blank() -> None:
    printed_first = [
        ("Số:", 60, 50),
        ("/KH-UBND", 110, 50),
        ("ngày", 300, 50),
        ("tháng", 350, 50),
        ("3", 386, 50),
    ]

    assert [
        line.text
        for line in lines_in_reading_order(words(*printed_first, ("27", 86, 50), ("05", 328, 50)))
    ] == [
        "Số: 27/KH-UBND",
        "ngày 05 tháng 3",
    ]


def test_a_wide_gap_after_a_label_parts_no_columns() -> None:
    assert [
        line.text
        for line in lines_in_reading_order(
            words(("1.", 60, 50), ("Sở", 120, 50), ("a)", 60, 70), ("Họp", 120, 70))
        )
    ] == [
        "1. Sở",
        "a) Họp",
    ]


@pytest.mark.parametrize(
    ("before", "after", "cut"),
    [
        ("ngày 31/10/202", "6", True),
        ("ngày 31/10/", "2026", True),
        ("tháng 5", "/2026", True),
        ("Quý I/2026", "2 lớp", False),
        ("năm 2025", "2026", False),
        ("điểm 3/", "4 xã", False),
    ],
)
def test_a_date_broken_by_a_narrow_column_is_known(before: str, after: str, cut: bool) -> None:
    assert is_cut_date(before, after) is cut
