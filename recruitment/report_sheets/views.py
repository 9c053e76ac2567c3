"""A report by workbook: downloaded, uploaded, and shown in the report's form before anything is
kept.
"""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from agencies.bodies.models import Agency
from agencies.calendar.periods import name_of_period
from agencies.errors import RuleError
from agencies.files.forms import WorkbookUploadForm
from agencies.files.responses import export_stamp, record_download
from agencies.files.turns import BusyError
from agencies.files.views import delete_uploaded_file, store_uploaded_file, uploaded_file
from agencies.files.workbooks import MOST_BYTES
from agencies.forms.submit import render_form, submit_form
from agencies.people.permissions import ActingRequest
from agencies.workbook_imports.views import workbook_response
from recruitment.period_reports.drafts import begun_report
from recruitment.period_reports.forms import ReportPages
from recruitment.period_reports.queries import find_report, previous_values
from recruitment.period_reports.services import closed_reason
from recruitment.period_reports.views import opened_period, report_page, visible_reporter
from recruitment.report_sheets.forms import fill_report_forms
from recruitment.report_sheets.homes import homes_for
from recruitment.report_sheets.told_sheets import told_sheets
from recruitment.report_sheets.uploads import ReadReport, read_report
from recruitment.report_sheets.words import ReportSynonyms, sheet_words
from vietnam.periods import Period


@require_safe
def report_sheet(request: ActingRequest, pages: ReportPages, pk: int, period: str) -> HttpResponse:
    from recruitment.report_sheets.exports import (  # slow import: openpyxl
        SheetToFill,
        write_report_sheet,
    )

    kind = pages.kind
    reporter = visible_reporter(request, pages, pk)
    asked = opened_period(kind, period)
    homes = homes_for(kind, reporter)
    _draft, (facts, lines) = begun_report(kind, reporter, asked)
    facts_before, people_before = previous_values(kind, reporter, asked)
    response = workbook_response(f"{pages.path}-{asked}")
    given = SheetToFill(
        kind=kind,
        line=pages.line,
        title=f"{reporter.name} · {name_of_period(asked)}",
        facts=facts,
        facts_before=facts_before,
        lines=homes.lines_in_words(lines, people_before),
        homes=homes.names,
    )
    write_report_sheet(response, given, stamp=export_stamp(request.actor))
    record_download(
        what=_("form of the %(report)s") % {"report": kind.words.name},
        asked=f"{reporter.name} · {asked}",
        by=request.actor,
    )
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def report_upload(
    request: ActingRequest, pages: ReportPages, synonyms: ReportSynonyms, pk: int, period: str
) -> HttpResponse:
    # Nothing is saved: what was read stands in the report's form, to be kept as a draft from there.
    kind = pages.kind
    reporter = visible_reporter(request, pages, pk)
    asked = opened_period(kind, period)
    report = find_report(kind, reporter, asked)
    if closed_reason(kind, reporter, asked, report, request.actor):
        return redirect(f"recruitment:{kind.name}-report", reporter.pk, str(asked))
    form = WorkbookUploadForm(request.POST or None, request.FILES or None)
    read = submit_form(form, partial(_read, request, form, pages, synonyms, reporter))
    if read:
        delete_uploaded_file(request)
        return _show(request, pages, reporter, asked, read)
    kept = None
    if form.has_error("file", BusyError.code):
        kept = store_uploaded_file(request, form, most=MOST_BYTES)
    context = {"kind": kind, "reporter": reporter, "period": asked, "kept": kept}
    return render_form(request, "recruitment/report_sheets/report_upload.html", form, context)


def _read(
    request: ActingRequest,
    form: WorkbookUploadForm,
    pages: ReportPages,
    synonyms: ReportSynonyms,
    reporter: Agency,
) -> ReadReport:
    given = uploaded_file(request, form)
    if given is None:
        raise RuleError(_("Choose the workbook."), field="file")
    words = sheet_words(pages, synonyms)
    homes = homes_for(pages.kind, reporter)
    return read_report(*given, words=words, line=pages.line, homes=homes)


def _show(
    request: ActingRequest, pages: ReportPages, reporter: Agency, period: Period, read: ReadReport
) -> HttpResponse:
    draft, begun = begun_report(pages.kind, reporter, period)
    form, homes = fill_report_forms(pages, reporter, begun, read)
    context = {
        **report_page(pages, reporter, period, (form, homes), draft),
        "read": read,
        "sheets": told_sheets(read, pages),
        "replaced": len(begun[1]) if read.has_lines else 0,
    }
    return render(request, "recruitment/period_reports/report_form.html", context)
