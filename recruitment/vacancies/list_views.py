"""Lists of vacancies, and the page on which one is written."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agencies.bodies.choices import SeatRole
from agencies.forms.once import makes_once
from agencies.forms.submit import render_form, submit_form
from agencies.lists.views import keyed_page, numbered_page
from agencies.people.permissions import ActingRequest, requires
from recruitment.employers.models import Employer
from recruitment.employers.queries import own_employer, visible_employers
from recruitment.employers.routing import may_judge
from recruitment.permissions import RecruitmentPermission
from recruitment.vacancies import services as vacancies
from recruitment.vacancies.acts import VacancyAct, find_refusal
from recruitment.vacancies.choices import VacancyStatus
from recruitment.vacancies.forms import VacancyFilter, VacancyForm, vacancy_form_values
from recruitment.vacancies.models import Vacancy
from recruitment.vacancies.queries import vacancies_in
from recruitment.vacancies.views import redirect_to_vacancy, visible_vacancy
from recruitment.vacancy_facts.facts import facts_taken_over
from recruitment.vacancy_life import services as lifecycle


# Lists --------------------------------------------------------------------------------------------
def office_desk(request: ActingRequest) -> HttpResponse:
    # For who has the right: an office's desk, where what waits stands first.
    form = VacancyFilter(request.GET)
    rows = form.filter(vacancies_in(request.actor, form.chosen_status))
    waits = form.chosen_status in VacancyStatus.WAITING
    context = {
        "form": form,
        "waits": waits,
        "may_remind": request.actor.may(RecruitmentPermission.CHECK_VACANCIES),
        "may_check": waits and request.actor.may(RecruitmentPermission.CHECK_VACANCIES),
    }
    if context["waits"]:
        pages = numbered_page(request, rows)
        rows = list(pages["page"])
        for vacancy in rows:
            vacancy.can_be_checked = find_refusal(VacancyAct.CHECK, vacancy, request.actor) is None
        return render(
            request, "recruitment/vacancies/vacancy_desk.html", context | pages | {"rows": rows}
        )
    return render(
        request, "recruitment/vacancies/vacancy_desk.html", context | keyed_page(request, rows)
    )


# Writing ------------------------------------------------------------------------------------------
@require_http_methods(["GET", "HEAD", "POST"])
@requires(RecruitmentPermission.WRITE_VACANCIES)
@makes_once
def vacancy_add(request: ActingRequest) -> HttpResponse:
    employer = own_employer(request.actor)
    if employer is None:
        raise Http404
    return _write_new(request, employer)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(RecruitmentPermission.WRITE_VACANCIES)
@makes_once
def vacancy_enter(request: ActingRequest, pk: int) -> HttpResponse:
    # The office of an employer writes down what it asks for on paper or by telephone; it is sent
    # and checked by that. Where people work at a place of another office, that office checks it,
    # and this one sees it no more.
    employer = get_object_or_404(visible_employers(request.actor), pk=pk)
    if not (_is_office(request) and may_judge(employer, request.actor)):
        raise Http404
    return _write_new(request, employer)


def _write_new(request: ActingRequest, employer: Employer) -> HttpResponse:
    form = VacancyForm(request.POST or None, employer=employer, initial=facts_taken_over(employer))
    made = submit_form(form, lambda: _enter_new_vacancy(request, employer, form))
    if made:
        messages.success(request, _new_words(made, is_office=_is_office(request)))
        return redirect_to_vacancy(request, made, otherwise=employer)
    context = {"employer": employer, "is_office": _is_office(request)}
    return render_form(request, "recruitment/vacancies/vacancy_form.html", form, context)


def _is_office(request: ActingRequest) -> bool:
    return request.actor.seat.role != SeatRole.EMPLOYER


def _enter_new_vacancy(request: ActingRequest, employer: Employer, form: VacancyForm) -> Vacancy:
    # What an office has written is right by that; a representative keeps a draft or sends it, by
    # two buttons.
    if _is_office(request):
        return lifecycle.enter_vacancy(employer=employer, facts=form.facts, by=request.actor)
    return vacancies.add_vacancy(
        employer=employer, facts=form.facts, by=request.actor, send="submit" in request.POST
    )


def _new_words(made: Vacancy, *, is_office: bool) -> str:
    if made.status == VacancyStatus.DRAFT:
        return _("The draft is saved. Nobody else sees it yet.")
    if made.status == VacancyStatus.SUBMITTED and is_office:
        return _(
            "Entered and sent to %(office)s, which checks what is asked for at that place."
        ) % {"office": made.office}
    if made.status == VacancyStatus.SUBMITTED:
        return _("Sent. %(office)s checks it before it becomes public.") % {"office": made.office}
    return _("The vacancy is entered and checked.")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(RecruitmentPermission.WRITE_VACANCIES)
def vacancy_change(request: ActingRequest, pk: int) -> HttpResponse:
    vacancy = visible_vacancy(request, pk)
    form = VacancyForm(
        request.POST or None, employer=vacancy.employer, initial=vacancy_form_values(vacancy)
    )
    saved = submit_form(form, lambda: _save_changes(request, vacancy, form))
    if saved:
        messages.success(request, _change_words(saved, vacancy.status))
        return redirect_to_vacancy(request, saved, otherwise="recruitment:vacancy-desk")
    context = {"employer": vacancy.employer, "vacancy": vacancy}
    return render_form(request, "recruitment/vacancies/vacancy_form.html", form, context)


def _save_changes(request: ActingRequest, vacancy: Vacancy, form: VacancyForm) -> Vacancy:
    seen = {"vacancy": vacancy, "version": form.cleaned_data["version"]}
    return vacancies.change_vacancy(
        **seen, facts=form.facts, by=request.actor, send="submit" in request.POST
    )


def _change_words(saved: Vacancy, before: str) -> str:
    if saved.status == VacancyStatus.SUBMITTED and before in VacancyStatus.OPEN:
        return _("Saved. The change has to be checked, and the vacancy is not public until then.")
    if saved.status == VacancyStatus.SUBMITTED and before in VacancyStatus.TO_SUBMIT:
        return _("Sent. %(office)s checks it before it becomes public.") % {"office": saved.office}
    return _("The vacancy is saved.")
