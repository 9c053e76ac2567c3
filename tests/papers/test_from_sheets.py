"""Sheets as documents for Word: what is in the sheet is in the document, written as Vietnamese
print it.
"""

import io
from datetime import UTC, date, datetime
from decimal import Decimal

import docx
import pytest
from docx.oxml.ns import qn

from papers import write_docx
from papers.from_sheets import paper_of_sheets
from workbooks import Column, ColumnKind, Letterhead, Sheet

HEAD = Letterhead(
    "Ủy ban nhân dân tỉnh",
    "Sở Nội vụ",
    "Số: ……/BC-……",
    "Bắc Ninh",
    date(2026, 2, 5),
    "NHU CẦU",
    "Tính đến 05/02/2026",
    ["Đơn vị: người."],
    ["Người lập biểu", "Thủ trưởng đơn vị"],
)


def written(columns: list[Column], rows: list[list], *, stamp: str = "") -> docx.document.Document:
    file = io.BytesIO()
    sheet = Sheet("Nhu cầu", columns, iter(rows), HEAD, total_label="Tổng cộng")
    write_docx(paper_of_sheets([sheet], stamp=stamp), file)
    return docx.Document(io.BytesIO(file.getvalue()))


def read_cells(document: docx.document.Document) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in document.tables[1].rows]


def test_values_are_written_the_vietnamese_way_and_summed():
    columns = [
        Column("STT", ColumnKind.SERIAL, 5),
        Column("Vị trí", ColumnKind.TEXT, 20),
        Column("Người", ColumnKind.NUMBER, 8, total=True),
        Column("Tỷ lệ", ColumnKind.PERCENT, 8),
        Column("Hạn", ColumnKind.DATE, 10),
        Column("Lúc", ColumnKind.MOMENT, 10),
    ]
    moment = datetime(2026, 3, 6, 20, 5, tzinfo=UTC)
    rows = [
        [1, "Thợ hàn", 17_000, Decimal("0.975"), date(2026, 3, 6), moment],
        [2, "=1+1\x07", None, None, None, None],
    ]
    assert read_cells(written(columns, rows)) == [
        ["STT", "Vị trí", "Người", "Tỷ lệ", "Hạn", "Lúc"],
        ["1", "Thợ hàn", "17.000", "97,5 %", "06/3/2026", "03:05 07/3/2026"],
        ["2", "=1+1", "", "", "", ""],
        ["", "Tổng cộng", "17.000", "", "", ""],
    ]


def test_it_has_the_official_frame_and_says_who_took_it():
    document = written([Column("A"), Column("B")], [["x", "y"]], stamp="Người xuất: Nông Minh Châu")
    cells = document.tables[0].rows[0].cells
    head = [[line for line in cell.text.split("\n") if line] for cell in cells]
    assert head == [
        ["ỦY BAN NHÂN DÂN TỈNH", "SỞ NỘI VỤ", "Số: ……/BC-……"],
        [
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "Bắc Ninh, ngày 05 tháng 02 năm 2026",
        ],
    ]
    said = [paragraph.text for paragraph in document.paragraphs if paragraph.text]
    assert said == ["NHU CẦU", "Tính đến 05/02/2026", "Đơn vị: người."]
    signing = [cell.text.strip() for cell in document.tables[2].rows[0].cells]
    assert signing == ["NGƯỜI LẬP BIỂU", "THỦ TRƯỞNG ĐƠN VỊ"]
    section = document.sections[0]
    assert section.first_page_footer.paragraphs[0].text == "Người xuất: Nông Minh Châu"
    assert "PAGE" in section.header.paragraphs[0]._p.xml


@pytest.mark.parametrize(("width", "is_upright"), [(40, True), (60, False)])
def test_the_page_lies_across_for_a_wide_table(width, is_upright):
    section = written([Column("A", width=width), Column("B", width=width)], []).sections[0]
    assert (section.page_width.mm, section.page_height.mm) == pytest.approx(
        (210, 297) if is_upright else (297, 210), 0.01
    )


def test_a_sheet_without_a_frame_is_no_document():
    with pytest.raises(ValueError, match="letterhead"):
        paper_of_sheets([Sheet("x", [Column("A")], [])])


def test_word_takes_it_for_vietnamese_with_one_heading():
    document = written([Column("A"), Column("B")], [["x", "y"]])
    languages = {
        element.get(qn("w:val"))
        for part in (document.element, document.styles.element, document.settings.element)
        for element in [*part.iter(qn("w:lang")), *part.iter(qn("w:themeFontLang"))]
    }
    assert languages == {"vi-VN"}
    headings = [
        p.text for p in document.paragraphs if p.style.name.startswith(("Heading", "Title"))
    ]
    assert headings == ["NHU CẦU"]
