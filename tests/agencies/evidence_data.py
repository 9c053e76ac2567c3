"""Files as agencies hand them in, and files that nobody should be able to do harm with."""

import datetime
import hashlib
import io
import struct
import uuid
import zipfile
import zlib

from django.core.files.base import ContentFile
from docx import Document
from openpyxl import Workbook
from pypdf import PdfWriter
from pypdf.generic import NameObject, StreamObject

from agencies.people.permissions import Actor
from agencies.tasks.occurrence_models import EvidenceFile, Progress
from tests.factories import make_task

DEAR = "Kính gửi: Sở Lao động - Thương binh và Xã hội."


def hand_in(data: bytes, name: str, *, by: Actor) -> EvidenceFile:
    """The file as stored with a report of the actor's agency on a task of its own."""
    occurrence = make_task(lead=by.seat.agency).occurrences.get()
    report = {"kind": "report", "text": "Kèm tệp.", "at": occurrence.moved_at}
    progress = Progress.objects.create(
        occurrence=occurrence, seat=by.seat, person=by.person, **report
    )
    kept = EvidenceFile(
        progress=progress, name=name, size=len(data), sha256=hashlib.sha256(data).hexdigest()
    )
    kept.file.save(f"{uuid.uuid4().hex}.{name.rpartition('.')[2]}", ContentFile(data))
    return kept


def pdf(
    *sizes: tuple[float, float], content: bytes = b"", last: bytes = b"", password: str = ""
) -> bytes:
    """A page of each size, in points; `content` is drawn on each, `last` on the last."""
    writer = PdfWriter()
    for number, (width, height) in enumerate(sizes, 1):
        stream = StreamObject()
        stream.set_data(
            (last if number == len(sizes) else b"")
            or content
            or b"1 0 0 rg %d 20 30 30 re f" % number
        )
        page = writer.add_blank_page(width, height)
        page[NameObject("/Contents")] = writer._add_object(stream.flate_encode())
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    return saved(writer.write)


def png(width: int = 2, height: int = 2) -> bytes:
    parts = [
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress((b"\0" + b"\x23\x39\x5b" * width) * height)),
        (b"IEND", b""),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )


def docx(paragraphs: int = 1) -> bytes:
    document = Document()
    document.add_paragraph(DEAR)
    table = document.add_table(rows=2, cols=2)
    for at, text in enumerate(("Huyện", "Số người", "Lạng Giang", "1.250")):
        table.cell(*divmod(at, 2)).text = text
    for number in range(paragraphs):
        document.add_paragraph(f"Đoạn {number}")
    return saved(document.save)


def xlsx(rows: int = 1, columns: int = 4) -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = "Nhu cầu"
    sheet.append(
        ["Doanh nghiệp", "Năm", "Ngày", "Mức lương", *(f"Cột {n}" for n in range(5, columns + 1))]
    )
    for number in range(rows):
        sheet.append([f"Công ty {number}", 2024, datetime.date(2024, 3, 6), 7_500_000])
        sheet.cell(number + 2, 4).number_format = "#,##0"
    return saved(book.save)


def far_corner() -> bytes:
    """Two kilobytes that claim a million rows of sixteen thousand columns."""
    book = Workbook()
    book.active["XFD1048576"] = "x"
    return saved(book.save)


def swollen(data: bytes, part: str, megabytes: int) -> bytes:
    """The archive with one part replaced by so much of nothing."""
    return _replaced(data, part, b" " * (megabytes * 1024 * 1024))


def endless_row(cells: int) -> bytes:
    """A sheet with a row that must be held in memory as a whole; the cells differ, so that the
    archive looks honest.
    """
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    row = "".join(f"<c><v>{number:07d}</v></c>" for number in range(cells))
    sheet = f'<worksheet xmlns="{space}"><sheetData><row r="1">{row}</row></sheetData></worksheet>'
    return _replaced(xlsx(), "xl/worksheets/sheet1.xml", sheet.encode())


def _replaced(data: bytes, part: str, content: bytes) -> bytes:
    result = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
    return result.getvalue()


def saved(save) -> bytes:
    data = io.BytesIO()
    save(data)
    return data.getvalue()
