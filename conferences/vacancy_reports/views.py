"""Reporting a vacancy or a fair without an account; the report as its office reads it."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from agencies.errors import RuleError
from agencies.forms.once import makes_once
from agencies.forms.submit import render_form, submit_form
from agencies.people.permissions import ActingRequest, Permission, requires
from agencies.sign_in.allauth_internals import count_request
from conferences.fairs.models import Fair
from conferences.fairs.queries import public_fairs
from conferences.vacancy_reports.forms import ReportForm
from conferences.vacancy_reports.models import VacancyReport
from conferences.vacancy_reports.queries import reports_of_task, visible_reports
from conferences.vacancy_reports.services import report_vacancy
from recruitment.vacancies.models import Vacancy
from recruitment.vacancies.queries import public_vacancies

RATES = {"vacancy-report": "10/h/ip"}


@login_not_required
@never_cache
@sensitive_post_parameters("words", "phone")
@require_http_methods(["GET", "HEAD", "POST"])
@makes_once
def vacancy_report_make(request: HttpRequest, pk: int) -> HttpResponse:
    vacancy = get_object_or_404(
        public_vacancies().select_related("office", "checked_by", "employer__agency"), pk=pk
    )
    return _make(request, vacancy=vacancy, fair=None)


@login_not_required
@never_cache
@sensitive_post_parameters("words", "phone")
@require_http_methods(["GET", "HEAD", "POST"])
@makes_once
def fair_report_make(request: HttpRequest, pk: int) -> HttpResponse:
    fair = get_object_or_404(public_fairs().select_related("made_by"), pk=pk)
    return _make(request, vacancy=None, fair=fair)


def _make(request: HttpRequest, *, vacancy: Vacancy | None, fair: Fair | None) -> HttpResponse:
    form = ReportForm(request.POST or None)
    if submit_form(form, lambda: _report(request, vacancy, fair, form.cleaned_data)):
        return redirect("conferences:vacancy-report-thanks")
    context: dict[str, Any] = {
        "title": vacancy.title if vacancy else str(fair),
        "employer": vacancy.employer.agency.name if vacancy else "",
        "back": vacancy.get_absolute_url() if vacancy else fair and fair.public_url,
    }
    return render_form(request, "conferences/vacancy_reports/report_form.html", form, context)


def _report(
    request: HttpRequest, vacancy: Vacancy | None, fair: Fair | None, said: dict[str, Any]
) -> VacancyReport:
    if not count_request(request, "vacancy-report", RATES):
        raise RuleError(_("Too many requests from this place. Wait an hour."))
    return report_vacancy(vacancy=vacancy, fair=fair, **said)


@login_not_required
@require_safe
def report_thanks(request: HttpRequest) -> HttpResponse:
    return render(request, "conferences/vacancy_reports/report_thanks.html")


@require_safe
@requires(Permission.SIGNED_IN)
def report_detail(request: ActingRequest, pk: int) -> HttpResponse:
    report = get_object_or_404(visible_reports(request.actor), pk=pk)
    reports = list(reports_of_task(report, request.actor))
    context = {"report": report, "reports": reports}
    return render(request, "conferences/vacancy_reports/report.html", context)
