"""Who lodges in the communes: the office's table, and the count of one commune."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from agencies.bodies.choices import AgencyLevel
from agencies.bodies.models import Agency
from agencies.deadline_calendar.queries import YearMonth
from agencies.errors import RuleError
from agencies.files.responses import send_workbook
from agencies.forms.once import makes_once
from agencies.people.permissions import requires
from recruitment.lodging import services as lodging
from recruitment.lodging.exports import communes_sheet, lodgers_sheet
from recruitment.lodging.forms import (
    LodgersFormSet,
    LodgingFilter,
    LodgingForm,
    add_faults,
    said_by_count,
)
from recruitment.lodging.models import LodgingReport
from recruitment.lodging.queries import (
    commune_lines,
    counting_communes,
    lodgers_by_home,
    lodging_sums,
)
from recruitment.permissions import Permission

OWN_MONTHS = 24


@require_safe
@requires(Permission.SEE_LODGING)
def lodging_list(request: HttpRequest) -> HttpResponse:
    """Every commune in one month."""
    form, today = LodgingFilter(request.GET), timezone.localdate()
    lines = commune_lines(form.chosen, today)
    context = {
        "form": form,
        "lines": lines,
        "sums": lodging_sums(lines),
        "counted": sum(line.report is not None for line in lines),
        "homes": lodgers_by_home(form.chosen),
        "may_count": request.actor.may(Permission.KEEP_LODGING),
        "today": today,
    }
    return render(request, "recruitment/lodging_list.html", context)


@require_safe
@requires(Permission.SEE_LODGING)
def lodging_export(request: HttpRequest) -> HttpResponse:
    month = LodgingFilter(request.GET).chosen
    frame = {"issuer": request.actor.seat.agency, "day": timezone.localdate()}
    communes = communes_sheet(commune_lines(month, frame["day"]), month, **frame)
    return send_workbook(
        request, [communes, lodgers_sheet(lodgers_by_home(month), month, **frame)], name="luu-tru"
    )


@require_safe
@requires(Permission.KEEP_LODGING)
def own_lodging(request: HttpRequest) -> HttpResponse:
    """What the own commune has counted, and what it may count now."""
    commune, today = request.actor.seat.agency, timezone.localdate()
    if commune.level != AgencyLevel.COMMUNE:
        raise Http404
    running = YearMonth(today.year, today.month)
    reports = {
        report.month: report for report in commune.lodging_reports.order_by("-month")[:OWN_MONTHS]
    }
    to_count = [
        (month, reports.get(month.span[0])) for month in (running, running.earlier) if month
    ]
    context = {"commune": commune, "to_count": to_count, "reports": list(reports.values())}
    return render(request, "recruitment/own_lodging.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.KEEP_LODGING)
@makes_once
def lodging_report(request: HttpRequest, pk: int, month: str) -> HttpResponse:
    """The count of a commune in a month, written or corrected by itself or by who coordinates."""
    commune, asked = _commune(request, pk), YearMonth.read(month)
    if asked is None or not lodging.is_open(asked, request.actor):
        raise Http404
    facts, lines = _begin(commune, asked)
    form = LodgingForm(request.POST or None, initial=facts)
    origins = LodgersFormSet(request.POST or None, initial=lines, prefix="origins")
    if (
        request.method == "POST"
        and all([form.is_valid(), origins.is_valid()])
        and add_faults(form, origins)
    ):
        try:
            lodging.count_lodgers(
                commune=commune,
                month=asked,
                version=form.cleaned_data["version"],
                facts=form.facts,
                origins=origins.facts,
                by=request.actor,
            )
        except RuleError as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
        else:
            messages.success(request, _("The count is saved."))
            return redirect(_back(request, asked))
    context = {"commune": commune, "month": asked, "form": form, "origins": origins}
    return render(
        request,
        "recruitment/lodging_form.html",
        context,
        status=422 if request.method == "POST" else 200,
    )


def _back(request: HttpRequest, month: YearMonth) -> str:
    if request.actor.may(Permission.SEE_LODGING):
        return f"{reverse('recruitment:lodging-list')}?month={month}"
    return reverse("recruitment:own-lodging")


def _commune(request: HttpRequest, pk: int) -> Agency:
    """Its own for an officer; for who coordinates every commune."""
    commune = get_object_or_404(counting_communes(timezone.localdate()), pk=pk)
    if not lodging.may_count(commune, request.actor):
        raise Http404
    return commune


def _begin(commune: Agency, month: YearMonth) -> tuple[dict[str, object], list[dict]]:
    """The count as it stands; a new one begins with that of the month before."""
    report = LodgingReport.objects.filter(commune=commune, month=month.span[0]).first()
    if report:
        return said_by_count(report)
    last = (
        LodgingReport.objects.filter(commune=commune, month__lt=month.span[0])
        .order_by("-month")
        .first()
    )
    facts, lines = said_by_count(last) if last else ({}, [])
    return facts | {"version": 0}, lines
