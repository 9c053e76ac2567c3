"""Workbooks on their way out: each says who took it and when, and the log records it."""

from collections.abc import Iterable, Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit.choices import AuditAction
from agencies.audit.services import record_action
from agencies.column_templates.models import ColumnTemplate
from agencies.column_templates.queries import (
    export_list,
    missing_columns,
    narrow_sheet,
    templates_of,
)
from agencies.forms.fields import parse_whole_number
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


def _asked_template(request: ActingRequest, name: str) -> ColumnTemplate | None:
    key = parse_whole_number(request.GET.get("mau", ""))
    if key is None:
        return None
    return templates_of(request.actor.person, name).filter(pk=key).first()


def send_workbook(request: ActingRequest, sheets: Iterable[Sheet], *, name: str) -> HttpResponse:
    """`name`: of the file, without its ending; the day is added. With a template of the reader's
    own only the columns of that.
    """
    sheets = list(sheets)
    if template := _asked_template(request, name):
        found = export_list(name)
        if found is None or missing_columns(template, found):
            messages.error(request, _("This list has not all columns of the template any more."))
            return redirect("agencies:column-templates", name)
        sheets = [narrow_sheet(sheets[0], template, found), *sheets[1:]]
    response = _attachment(f"{name}-{timezone.localdate()}.xlsx", XLSX)
    write_workbook(sheets, response, title=sheets[0].name, stamp=export_stamp(request.actor))
    record_download(what=name, asked=request.GET.urlencode(), by=request.actor)
    return response
