"""Workbooks on their way out: each says who took it and when, and the log records it."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from agencies.files.downloads import export_stamp, record_download
from workbooks import Sheet, write_workbook
from workbooks.memory import release_memory

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def send_document(request: HttpRequest, sheet: Sheet, *, name: str) -> HttpResponse:
    """As a Word document; `name` as below."""
    from workbooks.document import write_document  # slow import

    response = HttpResponse(content_type=DOCX)
    response["Content-Disposition"] = f'attachment; filename="{name}-{timezone.localdate()}.docx"'
    write_document(sheet, response, title=sheet.name, stamp=export_stamp(request.actor))
    release_memory()
    record_download(what=f"{name}.docx", asked=request.GET.urlencode(), by=request.actor)
    return response


def send_workbook(
    request: HttpRequest, sheets: Iterable[Sheet], *, name: str, title: str = ""
) -> HttpResponse:
    """`name`: of the file, without its ending; the day is added."""
    sheets = list(sheets)
    response = HttpResponse(content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}-{timezone.localdate()}.xlsx"'
    write_workbook(
        sheets, response, title=title or sheets[0].name, stamp=export_stamp(request.actor)
    )
    record_download(what=name, asked=request.GET.urlencode(), by=request.actor)
    return response
