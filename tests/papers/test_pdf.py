"""Papers as PDF: the same words as for Word, readable for who does not see them."""

import io
from collections import Counter

import docx
import pypdf
import pypdfium2
import pytest

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
    draw_pdf,
    signed_for,
    write_docx,
)
from workbooks.sheets import BoldRow, Column, ColumnKind, SectionRow

TABLE = Table(
    [
        Column("Ngành nghề", ColumnKind.TEXT, 20),
        Column("Yêu cầu", ColumnKind.NUMBER, total=True, group="Số lao động"),
        Column("Tỷ lệ", ColumnKind.PERCENT),
    ],
    [SectionRow("A. Công nghiệp"), ["May", 17_000, 0.975], BoldRow(["Cộng", 17_000, None])],
    "Tổng cộng",
    caption="Bảng 1",
    unit="Đơn vị: người",
)
REPORT = Paper(
    kind=PaperKind.REPORT,
    issuer=Issuer("Sở Nội vụ", "Ủy ban nhân dân tỉnh", "SNV", "Bắc Ninh"),
    day=BlankDay(2026, 11),
    title="Kết quả tháng 11",
    subtitle="Số liệu đến 14/11/2026",
    addressees=["Ủy ban nhân dân tỉnh", "Văn phòng"],
    body=[
        Heading("Kết quả"),
        Heading("Nhu cầu", 2),
        Heading("Trong tỉnh", 3),
        Paragraph("#set text(red) *không phải lệnh* @x $y$ _z_ <a>", lead="Thứ nhất:"),
        Item("một;", lead="Hai:"),
        TABLE,
        PageBreak(),
        Paragraph("Hết./.", centred=True, italic=True),
    ],
    signatures=[signed_for("KT", "Giám đốc", "Phó Giám đốc", name="Lò Thị Thử")],
    recipients=["Như trên", "Lưu: VT"],
    annexes=[Annex("Danh sách", [Paragraph("Trống.")], is_across=True)],
    proof=Proof("https://x.example/vb/ABCDEFGH/", "ABCDEFGH"),
    stamp="Người xuất: Nông Minh Châu",
)
LETTER = Paper(
    kind=PaperKind.LETTER,
    issuer=Issuer("Sở Nội vụ", sign="SNV"),
    day=BlankDay(2026),
    title="báo cáo nhu cầu",
    addressees=["Ban Quản lý các khu công nghiệp"],
    body=[Paragraph("Đề nghị báo cáo.")],
    signatures=[Signature(("Thư ký",), hint="Ký, ghi rõ họ tên"), Signature(("Chủ trì",))],
)
# Printed on each page by each program in its own way.
FURNITURE = ("2", "3", *["Người", "xuất:", "Nông", "Minh", "Châu"])


def words_of_word(paper: Paper) -> Counter:
    file = io.BytesIO()
    write_docx(paper, file)
    document = docx.Document(io.BytesIO(file.getvalue()))
    cells = {
        cell._tc: cell.text for table in document.tables for row in table.rows for cell in row.cells
    }
    texts = [*(paragraph.text for paragraph in document.paragraphs), *cells.values()]
    return Counter(" ".join(texts).split())


def pages_of(paper: Paper) -> list[pypdf.PageObject]:
    return list(pypdf.PdfReader(io.BytesIO(draw_pdf(paper))).pages)


def words_of_pdf(paper: Paper) -> Counter:
    document = pypdfium2.PdfDocument(draw_pdf(paper))
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return Counter(" ".join(texts).split())


@pytest.mark.parametrize("paper", [REPORT, LETTER], ids=["report", "letter"])
def test_both_kinds_of_files_say_the_same(paper):
    printed = words_of_pdf(paper)
    written = words_of_word(paper)
    for word in FURNITURE:
        printed.pop(word, None)
        written.pop(word, None)
    assert printed == written


def test_what_was_typed_is_never_markup():
    assert "#set text(red) *không phải lệnh* @x $y$ _z_ <a>" in pages_of(REPORT)[0].extract_text()


def test_pages_lie_and_are_numbered_as_they_should():
    pages = pages_of(REPORT)
    sides = [(page.mediabox.width > page.mediabox.height) for page in pages]
    assert sides == [False, False, True]
    firsts = [page.extract_text().strip().split()[0] for page in pages]
    assert firsts[1:] == ["2", "3"]
    assert firsts[0] != "1"


def test_it_is_readable_for_who_does_not_see_it():
    """What PDF/UA-1 asks: language, title, tags, words for the picture."""
    root = pypdf.PdfReader(io.BytesIO(draw_pdf(REPORT))).trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("vi", True)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    pictures = [each for kind, each in tagged(root["/StructTreeRoot"]) if kind == "/Figure"]
    assert ["ABCD EFGH" in words for words in pictures] == [True]


def tagged(element):
    if isinstance(element, list):
        for child in element:
            yield from tagged(child.get_object())
    elif isinstance(element, dict):
        if "/S" in element:
            yield element["/S"], element.get("/Alt")
        yield from tagged(element.get("/K"))


def test_long_tables_repeat_their_head():
    rows = [["May", 1, None]] * 80
    table = Table(TABLE.columns, rows, "Tổng cộng")
    paper = Paper(PaperKind.LIST, Issuer("x"), BlankDay(2026), "x", body=[table])
    pages = pages_of(paper)
    assert len(pages) > 1
    assert all("Ngành nghề" in page.extract_text() for page in pages)
    assert "80" in pages[-1].extract_text()
