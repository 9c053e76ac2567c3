"""Our own papers as DOCX: what `make_pdfs` prints, and what the tests compare with the printed ones."""
# ruff: noqa: E501  a paragraph of a document is one string

import io
from collections.abc import Callable

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table
from docx.text.paragraph import Paragraph

from tests.documents.annex_rows import HEADINGS, LANDSCAPE_ROWS, PLAN_ROWS, WIDTHS, Rows


def plan() -> Document:
    """Head, prose, signature, and an annex of three pages: repeated heading row, cut rows, section rows, merged cells."""
    document = _document()
    _head(
        document,
        "ỦY BAN NHÂN DÂN\nTỈNH HÀ TRUNG",
        "27/KH-UBND",
        "Hà Trung, ngày 05 tháng 3 năm 2026",
    )
    _centred(document, "KẾ HOẠCH", bold=True)
    _centred(
        document, "Liên kết tuyển dụng lao động với các tỉnh miền núi phía Bắc năm 2026", bold=True
    )
    for text in (
        "Thực hiện Nghị quyết số 14/NQ-HĐND ngày 12/12/2025 của Hội đồng nhân dân tỉnh về phát triển kinh tế - xã hội năm 2026, Ủy ban nhân dân tỉnh ban hành Kế hoạch liên kết tuyển dụng lao động như sau:",
        "I. MỤC ĐÍCH, YÊU CẦU",
        "1. Giúp doanh nghiệp tuyển đủ người cho các đơn hàng mới; giúp người lao động tỉnh bạn có việc làm gần, thu nhập rõ ràng và chỗ ở tử tế.",
        "2. Mỗi việc có một cơ quan chịu trách nhiệm, có thời hạn và có sản phẩm kiểm tra được.",
        "II. TỔ CHỨC THỰC HIỆN",
        "1. Sở Nội vụ",
        "- Là cơ quan đầu mối, theo dõi việc thực hiện Kế hoạch này; tham mưu Ủy ban nhân dân tỉnh thành lập đoàn công tác làm việc với các tỉnh bạn trước ngày 20/3/2026.",
        "- Phối hợp với Sở Lao động - Thương binh và Xã hội cũ của tỉnh bạn trong việc bàn giao hồ sơ và danh sách người lao động đã đăng ký đi làm việc, hoàn thành trong quý I/2026.",
        "2. Sở Tài chính",
        "Thẩm định dự toán kinh phí thực hiện Kế hoạch, trình Ủy ban nhân dân tỉnh trước ngày 31/3/2026.",
        "3. Ban Quản lý các khu công nghiệp tỉnh",
        "- Hằng tháng tổng hợp nhu cầu tuyển dụng của doanh nghiệp trong khu công nghiệp, gửi Trung tâm Dịch vụ việc làm tỉnh trước ngày 20 hằng tháng để đưa vào phiên giao dịch.",
        "- Vận động doanh nghiệp công khai mức lương, tiền ăn ca, tiền nhà trọ và tiền thưởng khi tuyển dụng.",
        "Yêu cầu Thủ trưởng các cơ quan, đơn vị nghiêm túc triển khai thực hiện./.",
    ):
        _paragraph(document, text)
    _signature(
        document,
        [
            "- Thường trực Tỉnh ủy;",
            "- Chủ tịch, các PCT UBND tỉnh;",
            "- Các sở, ban, ngành;",
            "- UBND các xã, phường;",
            "- Lưu: VT, NC.",
        ],
        ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "", "", "Lương Văn Khải"],
    )
    document.add_page_break()
    _annex(document, "27/KH-UBND ngày 05/3/2026")
    table = _table(document, PLAN_ROWS, WIDTHS)
    table.cell(3, 5).merge(table.cell(4, 5)).text = "Chuyên trang; báo cáo"
    _centred(document, "")
    _centred(document, "PHỤ LỤC II", bold=True)
    _centred(document, "CHỈ TIÊU NĂM 2026", bold=True)
    targets = document.add_table(rows=0, cols=3)
    targets.style = "Table Grid"
    for row in (
        ["TT", "Chỉ tiêu", "Số người"],
        ["1", "Lao động được giới thiệu", "12.500"],
        ["2", "Trong đó nữ", "7.000"],
    ):
        for cell, text in zip(targets.add_row().cells, row, strict=True):
            cell.text = text
    return document


def landscape() -> Document:
    """A dispatch whose annex lies across the page."""
    document = _document()
    _head(
        document,
        "UBND TỈNH HÀ TRUNG\nSỞ NỘI VỤ",
        "316/SNV-VLATLĐ",
        "Hà Trung, ngày 12 tháng 01 năm 2026",
    )
    _centred(document, "Kính gửi: Các sở, ban, ngành; UBND các xã, phường.")
    _paragraph(
        document,
        "Sở Nội vụ đề nghị các cơ quan, đơn vị thực hiện các nhiệm vụ tại Phụ lục kèm theo và gửi kết quả về Sở Nội vụ.",
    )
    _signature(document, ["- Như trên;", "- Lưu: VT."], ["GIÁM ĐỐC", "", "", "Đinh Thị Ngọc Hòa"])
    section = document.add_section()
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    _annex(document, "316/SNV-VLATLĐ ngày 12/01/2026")
    footer = (
        document.sections[0].first_page_footer.paragraphs[0],
        document.sections[0].footer.paragraphs[0],
    )
    for paragraph in footer:
        paragraph.add_run("Sở Nội vụ tỉnh Hà Trung - Công văn số 316, trang ")
        _page_number(paragraph)
    _table(document, LANDSCAPE_ROWS, [1.4, 8.6, 4.2, 4.6, 3.2, 3.0])
    return document


def notice() -> Document:
    """A conclusion of two pages; the printed one carries the stamps of its digital signatures."""
    document = _document()
    _head(
        document,
        "ỦY BAN NHÂN DÂN TỈNH HÀ TRUNG\nVĂN PHÒNG",
        "88/TB-VP",
        "Hà Trung, ngày 14 tháng 4 năm 2026",
    )
    _centred(document, "THÔNG BÁO", bold=True)
    _centred(
        document,
        "Kết luận của Phó Chủ tịch Ủy ban nhân dân tỉnh tại cuộc họp về đối thoại với công nhân",
        bold=True,
    )
    for text in (
        "Ngày 10/4/2026, Phó Chủ tịch Ủy ban nhân dân tỉnh chủ trì cuộc họp nghe báo cáo kết quả đối thoại với công nhân. Sau khi nghe các ý kiến, Phó Chủ tịch Ủy ban nhân dân tỉnh kết luận như sau:",
        "1. Liên đoàn Lao động tỉnh tổng hợp, phân loại kiến nghị của công nhân, gửi các cơ quan liên quan trước ngày 20/4/2026.",
        "2. Sở Xây dựng chủ trì, phối hợp với Sở Tài chính rà soát quỹ đất làm nhà ở cho công nhân gần các khu công nghiệp; báo cáo Ủy ban nhân dân tỉnh trước ngày 15/5/2026.",
        "3. Sở Y tế tổ chức khám bệnh lưu động tại các khu nhà trọ, mỗi quý ít nhất một đợt; chú ý lao động nữ đang nuôi con nhỏ và lao động mới từ tỉnh ngoài đến làm việc.",
        "4. Công an tỉnh hướng dẫn đăng ký tạm trú cho người lao động qua mạng, không để người lao động phải nghỉ việc đi làm thủ tục; hoàn thành trong quý II/2026.",
        "5. Sở Công Thương làm việc với Công ty Điện lực về giá điện cho người thuê trọ, báo cáo kết quả trước ngày 30/4/2026.",
        "6. Ban Quản lý các khu công nghiệp tỉnh đôn đốc doanh nghiệp trả lời bằng văn bản các kiến nghị về tiền lương, tiền ăn ca, thời giờ nghỉ ngơi; tổng hợp gửi Liên đoàn Lao động tỉnh trước ngày 25/5/2026.",
        "7. Trung tâm Dịch vụ việc làm tỉnh mở điểm tư vấn ngay tại khu công nghiệp vào chiều thứ bảy hằng tuần để người lao động hỏi về bảo hiểm thất nghiệp, hợp đồng lao động và việc làm mới.",
        "8. Báo và Phát thanh, truyền hình tỉnh đưa tin về kết quả giải quyết kiến nghị, nêu rõ cơ quan nào đã trả lời, cơ quan nào chưa trả lời; đưa tin lần đầu trước ngày 05/6/2026.",
        "9. Sở Giáo dục và Đào tạo khảo sát nhu cầu gửi trẻ ngoài giờ của công nhân, đề xuất phương án với Ủy ban nhân dân tỉnh trong tháng 6/2026.",
        "Văn phòng Ủy ban nhân dân tỉnh thông báo để các cơ quan, đơn vị biết, thực hiện./.",
    ):
        _paragraph(document, text)
    _signature(
        document,
        ["- Chủ tịch, các PCT UBND tỉnh;", "- Các cơ quan nêu trên;", "- Lưu: VT, TH."],
        ["TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG", "", "", "Trịnh Quang Thụ"],
    )
    return document


DOCUMENTS: dict[str, Callable[[], Document]] = {
    "plan": plan,
    "landscape": landscape,
    "notice": notice,
}


def docx_bytes(name: str) -> bytes:
    buffer = io.BytesIO()
    DOCUMENTS[name]().save(buffer)
    return buffer.getvalue()


def _document() -> Document:
    document = docx.Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Liberation Serif", Pt(13)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "Liberation Serif")
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin, section.top_margin, section.bottom_margin = (
        Cm(3),
        Cm(2),
        Cm(2),
        Cm(2),
    )
    section.different_first_page_header_footer = True
    _page_number(section.header.paragraphs[0])
    return document


def _page_number(paragraph: Paragraph) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def _paragraph(document: Document, text: str) -> None:
    paragraph = document.add_paragraph(text)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    paragraph.paragraph_format.first_line_indent = Cm(1.27)
    paragraph.paragraph_format.space_after = Pt(6)


def _centred(document: Document, text: str, *, bold: bool = False) -> None:
    paragraph = document.add_paragraph()
    paragraph.add_run(text).bold = bold
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _head(document: Document, issuer: str, number: str, place_date: str) -> None:
    left = [*issuer.split("\n"), f"Số: {number}"]
    right = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", place_date]
    _side_by_side(document, left, right, [6.2, 9.8])


def _signature(document: Document, recipients: list[str], signing: list[str]) -> None:
    _side_by_side(document, ["Nơi nhận:", *recipients], signing, [8, 8], centred_left=False)


def _side_by_side(
    document: Document,
    left: list[str],
    right: list[str],
    widths: list[float],
    *,
    centred_left: bool = True,
) -> None:
    table = document.add_table(rows=1, cols=2)
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for cell, lines, width, centred in zip(
        table.rows[0].cells, (left, right), widths, (centred_left, True), strict=True
    ):
        cell.width = Cm(width)
        for number, line in enumerate(lines):
            paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
            run = paragraph.add_run(line)
            run.font.size = Pt(12)
            paragraph.paragraph_format.space_after = Pt(0)
            if centred:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _annex(document: Document, parent: str) -> None:
    _centred(document, "PHỤ LỤC", bold=True)
    _centred(document, "PHÂN CÔNG NHIỆM VỤ", bold=True)
    _centred(document, f"(Kèm theo văn bản số {parent})")


def _table(document: Document, rows: Rows, widths: list[float]) -> Table:
    table = document.add_table(rows=1, cols=len(HEADINGS))
    table.style, table.autofit = "Table Grid", False
    for cell, text in zip(table.rows[0].cells, HEADINGS, strict=True):
        cell.paragraphs[0].add_run(text).bold = True
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row in rows:
        cells = table.add_row().cells
        for cell, text in zip(cells, row, strict=False):
            cell.text = text
        if len(row) == 2:
            cells[1].merge(cells[-1])
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for line in table.rows:
        for cell, width in zip(line.cells, widths, strict=True):
            cell.width = Cm(width) if cell._tc.grid_span == 1 else Cm(sum(widths[1:]))
    return table
