from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agencies.calendar.choices import MonthKind
from agencies.forms.submit import render_form, submit_form
from agencies.people.permissions import ActingRequest, requires
from campaigns.permissions import CampaignPermission
from campaigns.report_schedule.forms import ScheduleForm, schedule_values
from campaigns.report_schedule.models import ReportSchedule
from campaigns.report_schedule.services import set_schedule


@require_http_methods(["GET", "HEAD", "POST"])
@requires(CampaignPermission.KEEP_REPORTS)
def report_schedule(request: ActingRequest, kind: str = MonthKind.CALENDAR) -> HttpResponse:
    if kind not in MonthKind.values:
        raise Http404
    schedule = ReportSchedule.objects.filter(kind=kind).first()
    is_sent = request.method == "POST"
    form = ScheduleForm(request.POST if is_sent else None, initial=schedule_values(schedule))
    saved = submit_form(
        form, lambda: set_schedule(kind=kind, **form.cleaned_data, by=request.actor)
    )
    if saved is not None:
        messages.success(request, _("The schedule is kept."))
        return redirect("campaigns:report-schedule", kind)
    kinds = [(value, label, value == kind) for value, label in MonthKind.choices]
    context = {"schedule": schedule, "kinds": kinds}
    return render_form(request, "campaigns/report_schedule/report_schedule.html", form, context)
