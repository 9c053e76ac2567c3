"""The same test of content where directives, evidence and demand come in: each says what the file
is and what to do.
"""

import datetime

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from openpyxl import Workbook

from agencies.bodies.choices import SeatRole
from agencies.directives.models import Directive
from agencies.errors import RuleError
from agencies.evidence.services import check_files
from agencies.people.models import Person, Seat
from agencies.people.permissions import Actor
from agencies.progress.services import report_progress
from agencies.proposals.upload import upload_directive
from agencies.tasks.occurrence_models import EvidenceFile
from reader import ReadError
from reader.messages import read_error_message
from recruitment.imports import services as imports
from tests.agencies.evidence_data import docx, hand_in, saved, xlsx
from tests.agencies.office_files import (
    A_PDF,
    DAMAGED,
    LOCKED,
    PICTURE,
    archive,
    excel_97,
    ole,
    open_document,
    with_macros,
    word_97,
)
from tests.factories import make_actor, make_task, sign_in
from tests.factories_recruitment import (
    make_board,
    make_department,
    make_park,
    make_province,
    representative_of,
    verified_employer,
)

pytestmark = pytest.mark.usefixtures("english")
AS_WORD = "Save it as .docx or PDF and upload it again."
NOT_READ = "Only PDF, DOCX and text are read as directives."
AS_PDF = "Save it as PDF and send it again."
AS_XLSX = "Open it in Excel, save it as .xlsx and upload that."
INTO_TEMPLATE = "Copy its rows into the template and upload that."
ORIGINAL = "Upload the original Word file or a PDF with text, or paste the text."
COPY_TEXT = "Copy its text and paste it, or save it as PDF."
SHEET_NAMED_HTML = b"<html xmlns:o='urn'><table><tr><td>May</td></tr></table>"
GIF = b"GIF89a\x01\x00"

# What it is, as every door says; then what each advises: None where that door takes it.
WRONG = [
    ("a.docx", docx(), "a Word document (.docx)", None, None, INTO_TEMPLATE),
    ("a.pdf", A_PDF, "a PDF document", None, None, INTO_TEMPLATE),
    ("a.xlsx", xlsx(), "an Excel workbook (.xlsx)", NOT_READ, None, None),
    ("a.docx", word_97(), "a document of Word 97-2003 (.doc)", AS_WORD, AS_PDF, INTO_TEMPLATE),
    ("a.xlsx", excel_97(), "a workbook of Excel 97-2003 (.xls)", NOT_READ, AS_PDF, None),
    (
        "a.pdf",
        ole("PowerPoint Document", b""),
        "a presentation of PowerPoint 97-2003 (.ppt)",
        COPY_TEXT,
        AS_PDF,
        INTO_TEMPLATE,
    ),
    (
        "a.docx",
        open_document("text"),
        "an OpenDocument text (.odt)",
        AS_WORD,
        AS_PDF,
        INTO_TEMPLATE,
    ),
    (
        "a.xlsx",
        open_document("spreadsheet"),
        "an OpenDocument spreadsheet (.ods)",
        NOT_READ,
        AS_PDF,
        None,
    ),
    ("a.docx", b"{\\rtf1 a}", "a rich text file (.rtf)", AS_WORD, AS_PDF, INTO_TEMPLATE),
    (
        "a.xls",
        SHEET_NAMED_HTML,
        "a web page (HTML), whatever its name says",
        COPY_TEXT,
        AS_PDF,
        AS_XLSX,
    ),
    ("a.csv", b"Ten;So\nMay;3\n", "a text file (TXT or CSV)", None, AS_PDF, None),
    ("a.png", PICTURE, "a picture", ORIGINAL, None, INTO_TEMPLATE),
    (
        "a.gif",
        GIF,
        "a picture",
        ORIGINAL,
        "Save it as JPG, PNG or PDF and send it again.",
        INTO_TEMPLATE,
    ),
    (
        "a.docx",
        archive(a="a"),
        "an archive (such as ZIP or RAR)",
        "Unpack it and upload the document inside.",
        "Unpack it and send the files inside.",
        "Unpack it and upload the workbook inside.",
    ),
    (
        "a.docx",
        with_macros(docx(), "word/vbaProject.bin"),
        "a Word document with macros",
        "Save it without macros as .docx or as PDF and upload it again.",
        "Save it without macros (.docx, .xlsx) or as PDF and send it again.",
        INTO_TEMPLATE,
    ),
    (
        "a.xlsx",
        with_macros(xlsx(), "xl/vbaProject.bin"),
        "an Excel workbook with macros",
        NOT_READ,
        "Save it without macros (.docx, .xlsx) or as PDF and send it again.",
        "Save it as .xlsx without macros and upload it again.",
    ),
]


def at_directive(data: bytes, name: str) -> str:
    nobody = Actor(person=Person(), seat=Seat(role=SeatRole.COORDINATOR))
    with pytest.raises(ReadError) as refused:
        upload_directive(data=data, file_name=name, by=nobody)
    return read_error_message(refused.value)


def at_evidence(data: bytes, name: str) -> str:
    with pytest.raises(RuleError) as refused:
        check_files([ContentFile(data, name=name)])
    assert refused.value.field == "files"
    return refused.value.message


def at_import(data: bytes) -> str:
    with pytest.raises(RuleError) as refused:
        imports.read_vacancy_rows(data)
    assert refused.value.field == "file"
    return refused.value.message


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "data", "kind", "directive", "evidence", "workbook"), WRONG)
def test_each_door_says_what_the_file_is_and_what_to_do(
    name, data, kind, directive, evidence, workbook
):
    if directive:
        assert at_directive(data, name) == f"This is {kind}. {directive}"
    if evidence:
        assert at_evidence(data, name) == f"The file “{name}” is {kind}. {evidence}"
    else:
        check_files([ContentFile(data, name=name)])
    if workbook:
        assert at_import(data) == f"This is {kind}. {workbook}"
    assert (Directive.objects.count(), EvidenceFile.objects.count()) == (0, 0)


@pytest.mark.django_db
@pytest.mark.parametrize("ending", sorted(LOCKED))
def test_each_door_speaks_of_the_password(ending):
    data = LOCKED[ending]
    assert at_directive(data, "a.pdf" if ending == "pdf" else "a.docx") == (
        "The file is protected by a password. Remove the password and upload it again."
    )
    assert at_evidence(data, f"Mật.{ending}") == (
        f"The file “Mật.{ending}” is protected by a password. Remove the password and send it "
        "again."
    )
    if ending != "pdf":  # there it is a PDF first
        assert at_import(data) == (
            "The workbook is protected by a password. Remove the password and upload it again."
        )


@pytest.mark.django_db
@pytest.mark.parametrize("ending", sorted(DAMAGED))
def test_each_door_knows_a_damaged_file(ending):
    data = DAMAGED[ending]
    assert at_directive(data, "a.docx").startswith("The file is damaged and cannot be opened.")
    assert at_evidence(data, "a.xlsx").startswith(
        "The file “a.xlsx” is damaged and cannot be opened."
    )
    assert at_import(data).startswith("The workbook is damaged and cannot be opened.")


@pytest.mark.parametrize(
    "before", [b"\r\n\r\n", b"\xef\xbb\xbf", b"From: a@example.com\r\n\r\n", b"\x00" * 900]
)
def test_a_pdf_after_other_bytes_is_a_pdf_at_every_door(before):
    data = before + A_PDF
    check_files([ContentFile(data, name="a.pdf")])
    assert at_import(data) == f"This is a PDF document. {INTO_TEMPLATE}"


@pytest.mark.django_db
def test_each_door_keeps_the_ending_that_the_content_has():
    occurrence, officer = make_owed()
    name = "Ke hoach\u202efdp.pdf.bat"
    text = "KẾ HOẠCH\n1. Sở Y tế báo cáo trước ngày 06/3/2024."
    with pytest.raises(RuleError, match="its content is of the kind TXT"):
        upload_directive(data=text.encode(), file_name=name, by=officer)
    directive = upload_directive(
        data=text.encode(),
        file_name="Ke hoach\u202efdp.txt",
        issued_on=datetime.date(2024, 2, 21),
        by=officer,
    )
    report_progress(
        occurrence=occurrence,
        text="Xong.",
        by=officer,
        version=0,
        files=[ContentFile(A_PDF, name=name)],
    )
    province = make_province()
    make_department(province)
    employer = verified_employer(province, make_park(make_board(province), "KCN Quang Châu"))
    rows = [["Vị trí", "Số lượng", "Mô tả"], ["May", 3, "May áo"]]
    source = imports.upload_workbook(
        employer=employer, data=workbook_of(rows), file_name=name, by=representative_of(employer)
    )
    kept = EvidenceFile.objects.get()
    assert (directive.file_name, kept.name, source.file_name) == (
        "Ke hoachfdp.txt",
        "Ke hoachfdp.pdf",
        "Ke hoachfdp.xlsx",
    )
    assert (directive.file.name[-4:], kept.file.name[-4:]) == (".txt", ".pdf")


@pytest.mark.django_db
def test_what_was_kept_under_another_ending_is_downloaded_under_its_own(client):
    """Rows from before this rule."""
    officer = make_actor()
    kept = hand_in(A_PDF, "Bao_cao.pdf", by=officer)
    EvidenceFile.objects.update(name="Bao_cao.pdf.bat")
    answer = sign_in(client, officer).get(reverse("agencies:evidence-file", args=[kept.pk]))
    assert answer["Content-Disposition"] == 'attachment; filename="Bao_cao.pdf"'
    answer.close()


def workbook_of(rows: list[list]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    return saved(book.save)


def make_owed():
    officer = make_actor()
    return make_task(lead=officer.seat.agency).occurrences.get(), officer
