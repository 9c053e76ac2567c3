import io

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from agencies.calendar.report_month import ReportMonth
from agencies.files.responses import export_stamp, record_download
from agencies.people.permissions import ActingRequest, Permission, requires
from campaigns.monthly_report.exports import report_file_name, write_monthly_report
from campaigns.monthly_report.queries import report_months


@require_safe
@requires(Permission.SEE_REPORTS)
def monthly_report_list(request: ActingRequest) -> HttpResponse:
    today = timezone.localdate()
    months = [ReportMonth(day.year, day.month, made_on=today) for day in report_months(today)]
    return render(request, "campaigns/report_list.html", {"months": months})


@require_safe
@requires(Permission.SEE_REPORTS)
def report_workbook(request: ActingRequest, year: int, month: int) -> HttpResponse:
    today = timezone.localdate()
    if (year, month) not in {(day.year, day.month) for day in report_months(today)}:
        raise Http404
    report = ReportMonth(year, month, made_on=today)
    file = io.BytesIO()
    write_monthly_report(report, file, stamp=export_stamp(request.actor))
    record_download(what="bao-cao-thang", asked=f"{year}-{month:02}", by=request.actor)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=report_file_name(report))
