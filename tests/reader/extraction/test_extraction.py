import io
import unicodedata
import zipfile

import docx
import openpyxl
import pytest
from pypdf import PdfWriter

from reader import ReadError, read_bytes
from reader.errors import MAX_BYTES, MAX_CHARACTERS, MAX_PAGES
from reader.extracted import Why
from reader.messages import MESSAGES, read_error_message
from tests.agencies.office_files import word_97

PLAN = [
    "KẾ HOẠCH",
    "Về việc thử nghiệm",
    "I. TỔ CHỨC THỰC HIỆN",
    "1. Sở Y tế",
    "- Báo cáo UBND tỉnh trước ngày 06/3/2024.",
]


def refusal(data: bytes, name: str = "") -> str:
    with pytest.raises(ReadError) as raised:
        read_bytes(data, filename=name)
    assert read_error_message(raised.value)
    return raised.value.code


def blank_pdf(pages: int, password: str = "") -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    if password:
        writer.encrypt(password)
    return saved(writer.write)


def saved(save) -> bytes:
    buffer = io.BytesIO()
    save(buffer)
    return buffer.getvalue()


def document_of(paragraphs: list[str]) -> docx.document.Document:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    return document


def test_an_empty_file_is_refused() -> None:
    assert refusal(b"") == "empty"
    assert refusal(b" \n\n ") == "empty"


def test_a_file_over_the_limit_is_refused() -> None:
    assert refusal(b"a" * (MAX_BYTES + 1)) == "too_large"


def test_a_text_over_the_limit_is_refused() -> None:
    assert refusal(("ế" * (MAX_CHARACTERS + 1)).encode()) == "too_long"


def test_a_scan_is_told_from_a_document() -> None:
    assert refusal(blank_pdf(3)) == "scanned"


def test_a_locked_pdf_is_refused() -> None:
    assert refusal(blank_pdf(1, "secret")) == "encrypted"


def test_a_pdf_of_too_many_pages_is_refused() -> None:
    assert refusal(blank_pdf(MAX_PAGES + 1)) == "too_many_pages"


def test_a_broken_pdf_is_refused() -> None:
    assert refusal(b"%PDF-1.7\nnothing follows") == "damaged"


def test_content_decides_the_type_not_the_name() -> None:
    workbook = saved(openpyxl.Workbook().save)

    assert refusal(workbook, "ke-hoach.docx") == "type_xlsx"
    assert refusal(b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "ke-hoach.pdf") == "type_png"
    assert refusal(word_97(), "ke-hoach.docx") == "type_doc"
    assert refusal(b"{\\rtf1 abc}") == "type_rtf"
    assert refusal(b"<!DOCTYPE html><p>a") == "type_html"
    assert refusal(bytes(range(256)) * 4) == "type_other"


def test_an_archive_is_refused() -> None:
    def write(buffer) -> None:
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr("a.txt", "a")

    assert refusal(saved(write)) == "type_zip"


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    def write(buffer) -> None:
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("word/document.xml", "0" * 30_000_000)

    assert refusal(saved(write)) == "bomb"


def test_a_damaged_docx_is_refused() -> None:
    def write(buffer) -> None:
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr("word/document.xml", "<w>")

    assert refusal(saved(write)) == "damaged"


OLD_PLAN = {
    "TCVN3": [
        "KÕ HO¹CH",
        "VÒ viÖc thö nghiÖm",
        "I. Tæ CHøC THùC HIÖN",
        "1. Së Y tÕ",
        "- B¸o c¸o UBND tØnh tr\u00adíc ngµy 06/3/2024.",
    ],
    "VNI": [
        "KEÁ HOAÏCH",
        "Veà vieäc thöû nghieäm",
        "I. TOÅ CHÖÙC THÖÏC HIEÄN",
        "1. Sôû Y teá",
        "- Baùo caùo UBND tænh tröôùc ngaøy 06/3/2024.",
    ],
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
@pytest.mark.parametrize("letters", OLD_PLAN)
def test_old_letters_are_put_into_unicode(letters: str, encoding: str) -> None:
    reading = read_bytes("\n".join(OLD_PLAN[letters]).encode(encoding))

    assert reading.text == "\n".join(PLAN)
    assert [(t.agencies, str(t.deadlines[0].due_on)) for t in reading.tasks] == [
        (["Sở Y tế"], "2024-03-06")
    ]


def test_code_page_1258_is_read() -> None:
    plan = "\n".join(PLAN)

    assert read_bytes(b"".join(map(in_code_page_1258, plan))).text == plan


def in_code_page_1258(letter: str) -> bytes:
    """A letter with a tone as two codes, as that page has it."""
    parts = unicodedata.normalize("NFD", letter)
    tones = "".join(c for c in parts if c in "\u0300\u0301\u0303\u0309\u0323")
    return (
        unicodedata.normalize("NFC", "".join(c for c in parts if c not in tones)) + tones
    ).encode("cp1258")


def test_letters_in_no_known_encoding_are_refused() -> None:
    plan = "\n".join(PLAN)
    # Each letter replaced by the next one, as the letters of a PDF with wrong tables of letters
    # come out.
    shifted = "".join(chr(ord(c) + 1) if c.isalpha() else c for c in plan)

    assert refusal(shifted.encode()) == "encoding"
    assert (
        refusal("\n".join(PLAN).encode("utf-8") + b"\xff\xfe" + bytes(range(0xC0, 0x100)) * 8)
        == "encoding"
    )


def test_a_stretch_of_wrong_letters_is_told() -> None:
    wrong = "Uìòễ mđm hớxc ưzpđs àdfh dđc ãhv đồx gfm zvụ"
    reading = read_bytes(
        "\n\n".join(
            [*PLAN, wrong, *(f"- Việc thứ {n} của năm học mới." for n in range(9))]
        ).encode()
    )

    assert [(u.why, u.text, reading.text[u.start : u.end]) for u in reading.unread] == [
        (Why.LETTERS, wrong, wrong)
    ]


def test_other_languages_are_no_wrong_letters() -> None:
    english = (
        "The department shall report the results of the review to the committee before 30 January."
    )

    assert Why.LETTERS not in {one.why for one in read_bytes(english.encode()).unread}


def test_every_code_has_a_sentence_with_its_parameters() -> None:
    values = {"megabytes": 1, "limit": 2, "characters": 3, "pages": 4}

    assert all(str(sentence) % values for sentence in MESSAGES.values())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_text_is_read_in_its_encoding(encoding: str) -> None:
    reading = read_bytes("\n".join(PLAN).encode(encoding))

    assert [(t.section, t.agencies, str(t.deadlines[0].due_on)) for t in reading.tasks] == [
        ("I.1", ["Sở Y tế"], "2024-03-06")
    ]


def test_docx_paragraphs_are_read_in_order() -> None:
    reading = read_bytes(saved(document_of(PLAN).save))

    assert [(t.section, t.agencies) for t in reading.tasks] == [("I.1", ["Sở Y tế"])]


def test_numbers_made_by_word_are_written_out() -> None:
    document = document_of(["KẾ HOẠCH", "Về việc thử nghiệm"])
    for text in (
        "Sở Y tế chủ trì khám sức khỏe cho người lao động.",
        "Sở Xây dựng rà soát nhà ở công nhân.",
    ):
        document.add_paragraph(text, style="List Number")

    assert [(t.section, t.agencies) for t in read_bytes(saved(document.save)).tasks] == [
        ("1", ["Sở Y tế"]),
        ("2", ["Sở Xây dựng"]),
    ]


def test_rows_of_a_docx_table_are_tasks() -> None:
    document = document_of(["PHỤ LỤC II", "DANH MỤC NHIỆM VỤ"])
    rows = [
        ["STT", "Nội dung", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian"],
        ["I", "Nhóm một", "", "", ""],
        ["1", "Khảo sát nhu cầu lao động", "Sở Nội vụ", "", "Quý I/2026"],
        ["2", "Xây dựng nhà ở", "Sở Xây dựng", "Sở Tài chính; UBND cấp xã", "Trước ngày 30/6/2026"],
    ]
    table = document.add_table(rows=0, cols=5)
    for row in rows:
        cells = table.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            cell.text = text
    tasks = read_bytes(saved(document.save)).tasks

    assert [(t.section, t.agencies, t.coordinating, t.deadlines[0].text) for t in tasks] == [
        ("PLII.I.1", ["Sở Nội vụ"], [], "Quý I/2026"),
        ("PLII.I.2", ["Sở Xây dựng"], ["Sở Tài chính", "UBND cấp xã"], "Trước ngày 30/6/2026"),
    ]
