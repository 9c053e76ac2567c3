"""Workbooks on their way out: each says who took it and when, and the log records it."""

from collections.abc import Iterable, Sequence

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit.choices import AuditAction
from agencies.audit.services import record_action
from agencies.people.permissions import ActingRequest, Actor
from papers import Paper, write_docx
from papers.from_sheets import paper_of_sheets, paper_to_be_read_aloud
from vietnam.dates import format_date
from workbooks import Sheet, write_workbook
from workbooks.sheets import Letterhead


def export_stamp(by: Actor) -> str:
    """“Người xuất: Nông Minh Châu, Sở Nội vụ, 09:15 ngày 25/11/2026”."""
    now = timezone.localtime()
    return _("Exported by %(person)s, %(agency)s, at %(time)s on %(day)s") % {
        "person": by.person.full_name,
        "agency": by.seat.agency.display_name,
        "time": f"{now:%H:%M}",
        "day": format_date(now.date()),
    }


def record_download(*, what: str, asked: str, by: Actor) -> None:
    """`asked`: the filter, as the address had it."""
    record_action(
        AuditAction.EXPORTED, by.person, by=by, after={"what": what, "filter": asked[:500]}
    )


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _attachment(file_name: str, content_type: str) -> HttpResponse:
    return HttpResponse(
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{file_name}"'},
    )


def send_document(request: ActingRequest, sheets: Iterable[Sheet], *, name: str) -> HttpResponse:
    """As one Word document, a table for each sheet; `name` as below."""
    paper = paper_of_sheets(list(sheets), stamp=export_stamp(request.actor))
    return _send_paper(request, paper, name)


def send_text_document(
    request: ActingRequest, head: Letterhead, paragraphs: Sequence[str], *, name: str
) -> HttpResponse:
    """A text to be read aloud, as a Word document; `name` as below."""
    paper = paper_to_be_read_aloud(head, paragraphs, stamp=export_stamp(request.actor))
    return _send_paper(request, paper, name)


def _send_paper(request: ActingRequest, paper: Paper, name: str) -> HttpResponse:
    response = _attachment(f"{name}-{timezone.localdate()}.docx", DOCX)
    write_docx(paper, response)
    record_download(what=f"{name}.docx", asked=request.GET.urlencode(), by=request.actor)
    return response


def send_workbook(request: ActingRequest, sheets: Iterable[Sheet], *, name: str) -> HttpResponse:
    """`name`: of the file, without its ending; the day is added."""
    sheets = list(sheets)
    response = _attachment(f"{name}-{timezone.localdate()}.xlsx", XLSX)
    write_workbook(sheets, response, title=sheets[0].name, stamp=export_stamp(request.actor))
    record_download(what=name, asked=request.GET.urlencode(), by=request.actor)
    return response
