"""Papers for Word: the frame of decree 30/2020 around what was given, every word of it once."""

import datetime
import io

import docx
from docx.document import Document
from docx.oxml.ns import qn

from papers import (
    Annex,
    BlankDay,
    Heading,
    Issuer,
    Item,
    PageBreak,
    Paper,
    PaperKind,
    Paragraph,
    Proof,
    Signature,
    Table,
    signed_for,
    signed_in_name_of,
    write_docx,
)
from workbooks.sheets import BoldRow, Column, ColumnKind, SectionRow

ISSUER = Issuer("Sở Nội vụ", "Ủy ban nhân dân tỉnh", "SNV", "Bắc Ninh")


def make_paper(**fields) -> Paper:
    defaults = {
        "kind": PaperKind.REPORT,
        "issuer": ISSUER,
        "day": BlankDay(2026, 11),
        "title": "Kết quả tháng 11 năm 2026",
    }
    return Paper(**defaults | fields)


def written(**fields) -> Document:
    file = io.BytesIO()
    write_docx(make_paper(**fields), file)
    return docx.Document(io.BytesIO(file.getvalue()))


def texts(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph.text]


def cell_lines(table) -> list[list[str]]:
    return [[line for line in cell.text.split("\n") if line] for cell in table.rows[0].cells]


def test_the_head_names_issuer_and_state_and_leaves_number_and_day_blank():
    assert cell_lines(written().tables[0]) == [
        ["ỦY BAN NHÂN DÂN TỈNH", "SỞ NỘI VỤ", "Số: \u00a0\u00a0\u00a0\u00a0\u00a0\u00a0/BC-SNV"],
        [
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "Bắc Ninh, ngày …… tháng 11 năm 2026",
        ],
    ]


def test_a_known_number_and_day_are_printed():
    head = cell_lines(written(number="Số: 15/BC-SNV", day=datetime.date(2026, 2, 5)).tables[0])
    assert head[0][-1] == "Số: 15/BC-SNV"
    assert head[1][-1] == "Bắc Ninh, ngày 05 tháng 02 năm 2026"


def test_a_letter_prints_its_subject_below_the_number_and_no_kind():
    document = written(
        kind=PaperKind.LETTER, title="báo cáo nhu cầu", addressees=["Ban Quản lý các KCN"]
    )
    assert cell_lines(document.tables[0])[0][2:] == [
        "Số: \u00a0\u00a0\u00a0\u00a0\u00a0\u00a0/SNV-……",
        "V/v báo cáo nhu cầu",
    ]
    assert texts(document) == ["Kính gửi: Ban Quản lý các KCN"]


def test_headings_and_items_are_numbered_anew_below_each():
    body = [
        Heading("Kết quả"),
        Heading("Nhu cầu", 2),
        Heading("Trong tỉnh", 3),
        Heading("Ngoài tỉnh", 3),
        Heading("Cung ứng", 2),
        Heading("Trong tỉnh", 3),
        Item("một;"),
        Item("hai.", level=2, lead="Thứ "),
        Heading("Kiến nghị"),
        Heading("Với tỉnh", 2),
        Paragraph("Không có.", lead="Nơi khác: "),
        Heading("Lời cuối", is_numbered=False),
    ]
    assert texts(written(body=body)) == [
        "BÁO CÁO",
        "Kết quả tháng 11 năm 2026",
        "I. KẾT QUẢ",
        "1. Nhu cầu",
        "a) Trong tỉnh",
        "b) Ngoài tỉnh",
        "2. Cung ứng",
        "a) Trong tỉnh",
        "- một;",
        "+ Thứ hai.",
        "II. KIẾN NGHỊ",
        "1. Với tỉnh",
        "Nơi khác: Không có.",
        "Lời cuối",
    ]


def test_several_addressees_stand_below_each_other():
    document = written(addressees=["Ủy ban nhân dân tỉnh", "Văn phòng"])
    assert cell_lines(document.tables[1]) == [
        ["Kính gửi:"],
        ["- Ủy ban nhân dân tỉnh;", "- Văn phòng."],
    ]


def test_it_is_signed_at_the_right_beside_its_recipients():
    document = written(
        signatures=[signed_for("KT", "Giám đốc", "Phó Giám đốc", name="Lò Thị Thử")],
        recipients=["Như trên", "Lưu: VT"],
    )
    assert cell_lines(document.tables[1]) == [
        ["Nơi nhận:", "- Như trên;", "- Lưu: VT."],
        ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Lò Thị Thử"],
    ]


def test_two_sign_side_by_side():
    signatures = [
        Signature(("Thư ký",), hint="Ký, ghi rõ họ tên"),
        signed_in_name_of("Ủy ban nhân dân", "Chủ tịch"),
    ]
    assert cell_lines(written(signatures=signatures).tables[1]) == [
        ["THƯ KÝ", "(Ký, ghi rõ họ tên)"],
        ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"],
    ]


def test_a_head_of_two_lines_spans_its_columns():
    table = Table(
        [
            Column("Nghề", ColumnKind.TEXT, 20),
            Column("Yêu cầu", ColumnKind.NUMBER, total=True, group="Số lao động"),
            Column("Đã tuyển", ColumnKind.NUMBER, total=True, group="Số lao động"),
        ],
        [
            SectionRow("Công nghiệp"),
            ["May", 17_000, 12],
            BoldRow(["Cộng may", 17_000, 12]),
            ["Hàn", None, 1],
        ],
        "Tổng cộng",
        caption="Bảng 1",
        unit="Đơn vị: người",
    )
    document = written(body=[table])
    rows = [[cell.text for cell in row.cells] for row in document.tables[1].rows]
    assert rows == [
        ["Nghề", "Số lao động", "Số lao động"],
        ["Nghề", "Yêu cầu", "Đã tuyển"],
        ["Công nghiệp"] * 3,
        ["May", "17.000", "12"],
        ["Cộng may", "17.000", "12"],
        ["Hàn", "", "1"],
        ["Tổng cộng", "17.000", "13"],
    ]
    assert texts(document)[2:] == ["Bảng 1", "Đơn vị: người"]


def test_an_annex_begins_a_page_of_its_own_and_names_its_paper():
    annexes = [Annex("Nhiệm vụ quá hạn", [Paragraph("Không có.")], is_across=True), Annex("B", [])]
    document = written(annexes=annexes)
    assert texts(document)[2:] == [
        "PHỤ LỤC I",
        "NHIỆM VỤ QUÁ HẠN",
        "(Kèm theo Báo cáo số ……/BC-SNV ngày …… tháng 11 năm 2026 của Sở Nội vụ)",
        "Không có.",
        "PHỤ LỤC II",
        "B",
        "(Kèm theo Báo cáo số ……/BC-SNV ngày …… tháng 11 năm 2026 của Sở Nội vụ)",
    ]
    assert [round(section.page_width.mm) for section in document.sections] == [210, 297, 210]


def test_what_follows_a_break_begins_a_page():
    document = written(body=[Paragraph("một"), PageBreak(), Paragraph("hai")])
    breaks = {p.text: p.paragraph_format.page_break_before for p in document.paragraphs if p.text}
    assert (breaks["một"], breaks["hai"]) == (False, True)


def test_the_code_stands_at_the_end_beside_its_picture():
    document = written(proof=Proof("https://x.example/vb/ABCDEFGH/", "ABCDEFGH"))
    assert cell_lines(document.tables[-1])[1] == [
        "Mã văn bản: ABCD EFGH",
        "Quét mã hoặc mở địa chỉ sau để biết văn bản này là phiên bản nào:",
        "https://x.example/vb/ABCDEFGH/",
    ]
    assert len(document.inline_shapes) == 1


def test_pages_are_numbered_from_the_second_and_say_who_took_it():
    section = written(stamp="Người xuất: Nông Minh Châu").sections[0]
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header.paragraphs[0]._p.xml
    assert section.first_page_header.paragraphs[0].text == ""
    assert section.first_page_footer.paragraphs[0].text == "Người xuất: Nông Minh Châu"


def test_the_page_is_that_of_decree_30():
    section = written().sections[0]
    sides = (section.left_margin, section.right_margin, section.top_margin, section.bottom_margin)
    assert [round(side.mm) for side in sides] == [30, 15, 20, 20]


def test_word_takes_it_for_vietnamese_with_one_first_heading():
    document = written(body=[Heading("Kết quả")])
    languages = {
        element.get(qn("w:val"))
        for part in (document.element, document.styles.element, document.settings.element)
        for element in [*part.iter(qn("w:lang")), *part.iter(qn("w:themeFontLang"))]
    }
    assert languages == {"vi-VN"}
    headings = [(p.style.name, p.text) for p in document.paragraphs if "Heading" in p.style.name]
    assert headings == [("Heading 1", "BÁO CÁO"), ("Heading 2", "I. KẾT QUẢ")]


def test_control_characters_are_left_out():
    assert texts(written(title="a\x07b\x0bc"))[1] == "abc"
