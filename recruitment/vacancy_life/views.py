"""The end of a vacancy: how it ended and by how many it was filled, and figures corrected later."""

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.http import require_http_methods

from agencies.forms.submit import render_form, renew_hidden_fields, submit_form
from agencies.people.permissions import ActingRequest, requires
from recruitment.permissions import RecruitmentPermission
from recruitment.vacancies.acts import VacancyAct, find_refusal
from recruitment.vacancies.choices import VacancyOutcome
from recruitment.vacancies.models import Vacancy
from recruitment.vacancies.views import visible_vacancy
from recruitment.vacancy_life.forms import CloseForm, CorrectForm
from recruitment.vacancy_life.services import close_vacancy, correct_fills


@require_http_methods(["GET", "HEAD", "POST"])
@requires(RecruitmentPermission.WRITE_VACANCIES)
def vacancy_close(request: ActingRequest, pk: int) -> HttpResponse:
    vacancy = _with_fills(request, pk)
    given = {"version": vacancy.version, "way": vacancy.way}
    form = CloseForm(request.POST or None, initial=given)
    closed = submit_form(form, lambda: _close(request, vacancy, form))
    if closed:
        messages.success(request, _closed_words(closed))
        return redirect("recruitment:vacancy-desk-detail", pk)
    return _form_page(request, vacancy, form)


def _close(request: ActingRequest, vacancy: Vacancy, form: CloseForm) -> Vacancy:
    return close_vacancy(
        vacancy=vacancy,
        version=form.cleaned_data["version"],
        outcome=form.cleaned_data["outcome"],
        taken_on=form.people,
        by=request.actor,
    )


def _closed_words(closed: Vacancy) -> str:
    if closed.outcome == VacancyOutcome.FILLED:
        return _("Closed as filled.")
    return _("Closed. The page says that the job is not offered any more.")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(RecruitmentPermission.WRITE_VACANCIES)
def vacancy_correct(request: ActingRequest, pk: int) -> HttpResponse:
    # Also after the vacancy has ended: the figures are what is reported.
    vacancy = _with_fills(request, pk)
    fills = list(vacancy.fills.all())
    given = {"version": vacancy.version}
    form = CorrectForm(request.POST or None, fills=fills, initial=given)
    corrected = submit_form(form, lambda: _correct_from_form(request, vacancy, form))
    if corrected is not None:
        words = ngettext("%(n)s figure is corrected.", "%(n)s figures are corrected.", corrected)
        told = words % {"n": corrected} if corrected else _("Nothing has changed.")
        messages.success(request, told)
        return redirect("recruitment:vacancy-desk-detail", pk)
    return _form_page(request, vacancy, form)


def _correct_from_form(request: ActingRequest, vacancy: Vacancy, form: CorrectForm) -> int:
    return correct_fills(
        vacancy=vacancy,
        version=form.cleaned_data["version"],
        people=form.people,
        why=form.cleaned_data["why"],
        by=request.actor,
    )


def _with_fills(request: ActingRequest, pk: int) -> Vacancy:
    vacancy = visible_vacancy(request, pk)
    prefetch_related_objects([vacancy], "fills__province__successor")
    return vacancy


def _form_page(
    request: ActingRequest, vacancy: Vacancy, form: CloseForm | CorrectForm
) -> HttpResponse:
    if form.is_bound:
        renew_hidden_fields(form, version=vacancy.version)
    act = VacancyAct.WITHDRAW if isinstance(form, CloseForm) else VacancyAct.CORRECT
    fills = list(vacancy.fills.all())
    context = {
        "vacancy": vacancy,
        "fills": fills,
        "filled": sum(fill.people for fill in fills),
        "refused": find_refusal(act, vacancy, request.actor),
    }
    return render_form(request, "recruitment/vacancy_life/vacancy_end.html", form, context)
