"""What a file is by its content, and how it may be called."""

import time

import pytest

from reader.content import FileType, detect_file_type, safe_name, shown_name
from tests.agencies.evidence_data import docx, xlsx
from tests.agencies.office_files import (
    A_PDF,
    DAMAGED,
    LOCKED,
    PICTURE,
    archive,
    excel_97,
    ole,
    open_document,
    package,
    with_macros,
    word_97,
)

XML_HEAD = b'<?xml version="1.0" encoding="UTF-8"?>\n'
KINDS = [
    (A_PDF, FileType.PDF),
    (b"\r\n\r\n" + A_PDF, FileType.PDF),
    (b"\xef\xbb\xbf" + A_PDF, FileType.PDF),
    (b"\x00" * 300 + A_PDF, FileType.PDF),
    (b"Content-Type: application/pdf\r\n\r\n" + A_PDF, FileType.PDF),
    (b"\x8f" * 1000 + A_PDF, FileType.PDF),
    (b"%PDF-1.7 and no more", FileType.PDF),
    (b" " * 1100 + A_PDF, FileType.OTHER),
    ("Lưu thành %PDF-1.7 rồi gửi.".encode(), FileType.TEXT),
    (b"MZ\x90\x00\x03" + A_PDF, FileType.OTHER),
    (b"<html><script>x</script>" + A_PDF, FileType.HTML),
    (package({"a.pdf": A_PDF}), FileType.ZIP),
    (PICTURE + A_PDF, FileType.PNG),
    (docx(), FileType.DOCX),
    (xlsx(), FileType.XLSX),
    (with_macros(docx(), "word/vbaProject.bin"), FileType.DOCM),
    (with_macros(xlsx(), "xl/VBAPROJECT.BIN"), FileType.XLSM),
    (package({"[Content_Types].xml": "", "xl/workbook.bin": ""}), FileType.XLSB),
    (package({"[Content_Types].xml": "", "ppt/presentation.xml": ""}), FileType.PPTX),
    (open_document("text"), FileType.ODT),
    (open_document("text-web"), FileType.ODT),
    (open_document("spreadsheet"), FileType.ODS),
    (open_document("presentation"), FileType.ODP),
    (archive(a="a"), FileType.ZIP),
    (b"Rar!\x1a\x07\x00", FileType.ZIP),
    (word_97(), FileType.DOC),
    (excel_97(), FileType.XLS),
    (ole("Book", b""), FileType.XLS),
    (ole("PowerPoint Document", b""), FileType.PPT),
    (ole("__properties_version1.0", b""), FileType.MAIL),
    (ole("VisioDocument", b""), FileType.OTHER),
    (b"\xff\xd8\xff\xe0rest", FileType.JPG),
    (b"RIFF\x00\x00\x00\x00WEBPrest", FileType.WEBP),
    (b"GIF89a\x01\x00", FileType.IMAGE),
    (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", FileType.IMAGE),
    (b"\x00\x00\x00\x18ftypisom\x00\x00\x00\x00", FileType.OTHER),
    (XML_HEAD + b"<svg xmlns='http://www.w3.org/2000/svg'/>", FileType.IMAGE),
    (b"{\\rtf1 abc}", FileType.RTF),
    (b"<!DOCTYPE html><p>a", FileType.HTML),
    (b"\xef\xbb\xbf<!-- \xc4\x91 --> <TABLE border=1>", FileType.HTML),
    ("<html xmlns:x>".encode("utf-16"), FileType.HTML),
    (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n", FileType.HTML),
    (XML_HEAD + b"<html>", FileType.HTML),
    (XML_HEAD + b"<Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>", FileType.XML),
    ("Tên công việc;Số người\nMay;3\n".encode(), FileType.TEXT),
    (b"BMW, hai chi\xe1\xba\xbfc", FileType.TEXT),
    (b"MZ\x90\x00", FileType.OTHER),
    (bytes(range(256)) * 4, FileType.OTHER),
]


@pytest.mark.parametrize(("data", "kind"), KINDS)
def test_the_kind_of_a_file_is_what_it_holds(data, kind):
    assert detect_file_type(data) == kind


@pytest.mark.parametrize("ending", sorted(LOCKED.keys() - {"pdf"}))
def test_what_needs_a_password_is_locked(ending):
    assert detect_file_type(LOCKED[ending]) == FileType.LOCKED


@pytest.mark.parametrize("ending", sorted(DAMAGED))
def test_what_breaks_off_is_damaged(ending):
    assert detect_file_type(DAMAGED[ending]) == FileType.DAMAGED


def test_a_forged_container_costs_no_time():
    """Its head names the same sector as its table again and again."""
    head = bytearray(ole("Workbook", b""))
    head[68:72] = (3).to_bytes(4, "little")
    head += b"\x03\x00\x00\x00" * 4_000_000
    began = time.process_time()
    detect_file_type(bytes(head))
    assert time.process_time() - began < 2


@pytest.mark.parametrize("cut", range(0, 5600, 97))
def test_a_container_cut_anywhere_raises_nothing(cut):
    assert isinstance(detect_file_type(excel_97()[:cut]), FileType)


@pytest.mark.parametrize(
    ("given", "ending", "shown"),
    [
        ("Báo cáo.docx", "docx", "Báo cáo.docx"),
        ("Bao_cao.pdf.bat", "pdf", "Bao_cao.pdf"),
        ("Bao_cao.PDF", "pdf", "Bao_cao.pdf"),
        ("bao cao.pdf .exe", "pdf", "bao cao.pdf"),
        ("bao cao.pdf" + " " * 80 + ".scr", "pdf", "bao cao.pdf"),
        ("bao cao.exe. . .", "pdf", "bao cao.pdf"),
        ("bao cao\u202efdp.exe", "pdf", "bao caofdp.pdf"),
        ("bao\u00a0cao\u200b.pdf\u2028.lnk", "pdf", "bao cao.pdf"),
        ("a\x00b\r\n.pdf", "pdf", "ab.pdf"),
        ("C:\\Users\\duc\\Báo cáo.docx", "docx", "Báo cáo.docx"),
        ("../../etc/passwd", "pdf", "passwd.pdf"),
        ("Ba\u0301o ca\u0301o.pdf", "pdf", "Báo cáo.pdf"),
        ("x" * 300 + ".pdf", "pdf", "x" * 196 + ".pdf"),
        ("Số 12.11", "pdf", "Số 12.11.pdf"),
        ("QĐ 45.UBND", "docx", "QĐ 45.UBND.docx"),
        ("Tờ trình v1.2.final.xlsx", "pdf", "Tờ trình v1.2.final.pdf"),
        (".htaccess", "pdf", "htaccess.pdf"),
        ("CON.pdf", "pdf", "_CON.pdf"),
        ("a<b>|c?.png", "png", "a_b__c_.png"),
        ("\u200b", "jpg", "tep.jpg"),
        (".pdf", "pdf", "pdf.pdf"),
        ("...", "pdf", "tep.pdf"),
    ],
)
def test_the_ending_of_a_name_follows_the_content(given, ending, shown):
    assert safe_name(given, ending) == shown


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("C:\\Users\\duc\\Báo cáo.docx", "Báo cáo.docx"),
        ("/etc/passwd", "passwd"),
        ("a\x00b\r\n.exe", "ab .exe"),
        ("So\u00ad lieu\U000e0041\t2026\u2028moi.xlsm", "So lieu 2026 moi.xlsm"),
        ("\u202e", "tep"),
    ],
)
def test_a_refused_file_is_named_as_it_was_given(given, shown):
    assert shown_name(given) == shown
