"""Reports on the use of labour: the employer's own, the office's list, and what they add up to."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.bodies.choices import SeatRole
from agencies.errors import RuleError
from agencies.files.responses import send_document, send_workbook
from agencies.forms.once import makes_once
from agencies.lists.views import numbered_page
from agencies.people.permissions import requires
from recruitment.employers.models import Employer
from recruitment.employers.queries import own_employer, visible_employers
from recruitment.fields.acts import WordsForm
from recruitment.permissions import Permission
from recruitment.usage import services as usage
from recruitment.usage.choices import UsageState
from recruitment.usage.exports import employers_sheet, homes_sheet
from recruitment.usage.forms import (
    OriginFormSet,
    UsageFilter,
    UsageForm,
    add_faults,
    said_by_report,
)
from recruitment.usage.models import LabourUsageReport
from recruitment.usage.queries import (
    UsagePeriod,
    counts_by_state,
    reporting_employers,
    reports_of,
    sums_by_home,
    sums_of,
    taken_on_by_home,
    visible_reports,
)

FILE_NAME = "su-dung-lao-dong"


# Lists --------------------------------------------------------------------------------------------
@require_safe
@requires(Permission.SEE_LABOUR_USE)
def usage_list(request: HttpRequest) -> HttpResponse:
    """An employer's own reports; an office's list of who has handed in and who has not."""
    if request.actor.seat.role == SeatRole.EMPLOYER:
        return _own_list(request)
    form = UsageFilter(request.GET)
    rows = reporting_employers(request.actor, form.chosen)
    counts = counts_by_state(rows)
    context = {
        "form": form,
        "states": [(state, counts[state]) for state in UsageState],
        "due_on": form.chosen.due_on,
        "today": timezone.localdate(),
        "may_see_lodging": request.actor.may(Permission.SEE_LODGING),
        "may_remind": request.actor.may(Permission.KEEP_LABOUR_USE),
        "missing": sum(counts[state] for state in UsageState.OWING),
    }
    return render(
        request, "recruitment/usage_list.html", context | numbered_page(request, form.filter(rows))
    )


def _own_list(request: HttpRequest) -> HttpResponse:
    employer, period = own_employer(request.actor), UsagePeriod.current(timezone.localdate())
    if employer is None:
        raise Http404
    reports = list(visible_reports(request.actor).order_by("-year", "-span")[:50])
    current = next((report for report in reports if usage.period_of(report) == period), None)
    context = {
        "employer": employer,
        "period": period,
        "due_on": period.due_on,
        "current": current,
        "today": timezone.localdate(),
        "reports": [(usage.period_of(report), report) for report in reports],
    }
    return render(request, "recruitment/own_usage.html", context)


# One report ---------------------------------------------------------------------------------------
@require_safe
@requires(Permission.SEE_LABOUR_USE)
def usage_detail(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, _visible(request, pk))


@require_POST
@requires(Permission.KEEP_LABOUR_USE)
def usage_ask_back(request: HttpRequest, pk: int) -> HttpResponse:
    report, form = _visible(request, pk), WordsForm(request.POST)
    if form.is_valid():
        try:
            usage.ask_usage_back(report=report, by=request.actor, **form.cleaned_data)
        except RuleError as error:
            form.add_error(error.field, error.message)
        else:
            messages.success(request, _("The employer is asked to complete its report."))
            return redirect(report)
    return _page(request, _visible(request, pk), form, status=422)


def _visible(request: HttpRequest, pk: int) -> LabourUsageReport:
    return get_object_or_404(visible_reports(request.actor), pk=pk)


def _page(
    request: HttpRequest,
    report: LabourUsageReport,
    form: WordsForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "report": report,
        "period": usage.period_of(report),
        "due_on": usage.period_of(report).due_on,
        "origins": list(report.origins.select_related("province__successor")),
        "form": form or WordsForm(initial={"version": report.version}),
        "may_ask_back": usage.may_ask_back(report, request.actor),
        "is_office": request.actor.seat.role != SeatRole.EMPLOYER,
        "may_change": usage.may_correct(report, request.actor),
    }
    return render(request, "recruitment/usage_detail.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.KEEP_LABOUR_USE)
@makes_once
def usage_report(request: HttpRequest, pk: int, period: str) -> HttpResponse:
    """The report of one employer, written or corrected by it or by its office."""
    employer, asked = _employer(request, pk), UsagePeriod.read(period)
    if asked is None or asked.opens_on > timezone.localdate():
        raise Http404
    facts, lines = _begin(employer, asked)
    form = UsageForm(request.POST or None, initial=facts)
    origins = OriginFormSet(request.POST or None, initial=lines, prefix="origins")
    if (
        request.method == "POST"
        and all([form.is_valid(), origins.is_valid()])
        and add_faults(form, origins)
    ):
        try:
            report = usage.hand_in_usage(
                employer=employer,
                period=asked,
                version=form.cleaned_data["version"],
                facts=form.facts,
                origins=origins.facts,
                by=request.actor,
            )
        except RuleError as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
        else:
            messages.success(request, _("The report is handed in."))
            return redirect(report)
    context = {
        "employer": employer,
        "period": asked,
        "due_on": asked.due_on,
        "form": form,
        "origins": origins,
    }
    return render(
        request,
        "recruitment/usage_form.html",
        context,
        status=422 if request.method == "POST" else 200,
    )


def _employer(request: HttpRequest, pk: int) -> Employer:
    """Its own for a representative; what is routed to another office does not exist here."""
    if request.actor.seat.role != SeatRole.EMPLOYER:
        return get_object_or_404(visible_employers(request.actor), pk=pk)
    employer = own_employer(request.actor)
    if employer is None or employer.pk != pk:
        raise Http404
    return employer


def _begin(employer: Employer, period: UsagePeriod) -> tuple[dict[str, object], list[dict]]:
    """The report as it stands; a new one begins with the last one's people, and with those taken on
    since.
    """
    report = reports_of(period).filter(employer=employer).first()
    if report:
        return said_by_report(report)
    before = period.earlier
    last = reports_of(before).filter(employer=employer).first()
    facts, lines = said_by_report(last) if last else ({}, [])
    hired = taken_on_by_home(employer, before.opens_on)
    known = {line["province"]: line for line in lines}
    for province, people in hired.items():
        known.setdefault(province, {"province": province, "people": people})
    lines = [line | {"hired": hired.get(line["province"], 0), "left": 0} for line in known.values()]
    return facts | {"version": 0, "hired": sum(hired.values()) or "", "left": ""}, lines


# All reports together -----------------------------------------------------------------------------
@require_POST
@requires(Permission.KEEP_LABOUR_USE)
@makes_once
def usage_remind(request: HttpRequest) -> HttpResponse:
    form = UsageFilter(request.POST)
    sent = usage.remind_of_usage(period=form.chosen, by=request.actor)
    if sent:
        words = ngettext("%(n)s letter is on its way.", "%(n)s letters are on their way.", sent)
        messages.success(request, words % {"n": sent})
    else:
        messages.info(
            request,
            _(
                "Everybody has been reminded today, or nobody of those who owe it can be written "
                "to."
            ),
        )
    return redirect(f"{reverse('recruitment:usage-list')}?{form.link()}")


@require_safe
@requires(Permission.SEE_EMPLOYERS)
def usage_summary(request: HttpRequest) -> HttpResponse:
    form = UsageFilter(request.GET)
    reports = _handed_in(request, form)
    homes = sums_by_home(reports)
    context = {"form": form, "sums": sums_of(reports), "homes": homes, "count": reports.count()}
    context |= {"in_parks": sum(each.in_parks for each in homes), "today": timezone.localdate()}
    return render(request, "recruitment/usage_summary.html", context)


@require_safe
@requires(Permission.SEE_EMPLOYERS)
def usage_export(request: HttpRequest) -> HttpResponse:
    form = UsageFilter(request.GET)
    rows = reporting_employers(request.actor, form.chosen)
    frame = {
        "issuer": request.actor.seat.agency,
        "day": timezone.localdate(),
        "period": form.chosen,
    }
    homes = homes_sheet(sums_by_home(_handed_in(request, form)), **frame)
    return send_workbook(request, [homes, employers_sheet(rows, **frame)], name=FILE_NAME)


@require_safe
@requires(Permission.SEE_EMPLOYERS)
def usage_document(request: HttpRequest) -> HttpResponse:
    form = UsageFilter(request.GET)
    frame = {
        "issuer": request.actor.seat.agency,
        "day": timezone.localdate(),
        "period": form.chosen,
    }
    return send_document(
        request, homes_sheet(sums_by_home(_handed_in(request, form)), **frame), name=FILE_NAME
    )


def _handed_in(request: HttpRequest, form: UsageFilter) -> QuerySet[LabourUsageReport]:
    return (
        visible_reports(request.actor)
        .handed_in()
        .filter(year=form.chosen.year, span=form.chosen.span)
    )
