"""One vacancy at the desk: its page, and what its employer and its office do with it."""

from collections.abc import Callable

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from agencies.audit.queries import audit_rows
from agencies.forms.once import makes_once, mark_nothing_made
from agencies.forms.submit import call_service, form_status, renew_hidden_fields, submit_form
from agencies.people.permissions import requires
from recruitment.fields.acts import ActForm, WordsForm
from recruitment.homes.queries import homes_of, taken_on
from recruitment.interests import services as interests
from recruitment.interests.models import Interest
from recruitment.permissions import Permission
from recruitment.vacancies import acts as vacancy_acts
from recruitment.vacancies import services as vacancies
from recruitment.vacancies.acts import VacancyAct
from recruitment.vacancies.forms import FillForm, InterestStatusForm
from recruitment.vacancies.models import Vacancy
from recruitment.vacancies.queries import (
    changes_of,
    in_order_of_work,
    refresh_due_on,
    visible_vacancies,
)
from recruitment.vacancy_life import services as lifecycle

MOST_INTERESTS, MOST_CHANGES = 500, 50


@require_safe
@requires(Permission.SEE_VACANCIES)
def vacancy_desk_detail(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, visible_vacancy(request, pk))


def _page(request: HttpRequest, vacancy: Vacancy, **forms: Form) -> HttpResponse:
    actor, given = request.actor, {"version": vacancy.version}
    is_own = vacancy_acts.is_own(vacancy, actor)
    interested = Interest.objects.filter(vacancy=vacancy)
    prefetch_related_objects([vacancy], "fills__province__successor")
    fills, homes = list(vacancy.fills.all()), homes_of(vacancy)
    context = {
        "vacancy": vacancy,
        "is_own": is_own,
        "acts": (acts := vacancy_acts.allowed_acts(vacancy, actor)),
        "may_fill": VacancyAct.FILL in acts or "fill_form" in forms,
        "not_sent": vacancy_acts.refusal_of(VacancyAct.SUBMIT, vacancy, actor),
        "not_checked": vacancy_acts.refusal_of(VacancyAct.CHECK, vacancy, actor),
        "words_form": forms.get("words_form") or WordsForm(initial=given),
        "act_form": ActForm(initial=given, auto_id=False),
        "fill_form": forms.get("fill_form") or FillForm(initial=given),
        "fills": fills,
        "filled": sum(fill.people for fill in fills),
        "homes": [(province, people, taken_on(fills, province)) for province, people in homes],
        "interests": list(in_order_of_work(interested)[:MOST_INTERESTS]) if is_own else [],
        "interest_count": interested.count(),
        "interest_states": InterestStatusForm.base_fields["status"].choices,
        "confirm_by": refresh_due_on(vacancy),
        "changes": list(audit_rows(changes_of(vacancy)[:MOST_CHANGES], shows_personal=is_own)),
    }
    return render(
        request,
        "recruitment/vacancies/vacancy_desk_detail.html",
        context,
        status=form_status(*forms.values()),
    )


def visible_vacancy(request: HttpRequest, pk: int) -> Vacancy:
    """Another employer's, or one at the desk of another office, does not exist here."""
    rows = visible_vacancies(request.actor).select_related("employer__office", "checked_person")
    return get_object_or_404(rows, pk=pk)


def redirect_to_vacancy(
    request: HttpRequest, vacancy: Vacancy, *, otherwise: object
) -> HttpResponse:
    """To its page; `otherwise` where it has gone to the desk of another office by what was done."""
    is_seen = visible_vacancies(request.actor).filter(pk=vacancy.pk).exists()
    return (
        redirect("recruitment:vacancy-desk-detail", vacancy.pk) if is_seen else redirect(otherwise)
    )


def _change(
    request: HttpRequest, pk: int, service: Callable[..., Vacancy], done: str, **more: object
) -> HttpResponse:
    """By a button: the version that the page has shown, and what to say when it is done."""
    vacancy, form = visible_vacancy(request, pk), ActForm(request.POST)
    seen = {
        "vacancy": vacancy,
        "version": form.cleaned_data["version"] if form.is_valid() else None,
    }
    changed = call_service(request, lambda: service(**seen, by=request.actor, **more))
    if changed:
        messages.success(request, done % {"office": changed.office.name})
    return redirect("recruitment:vacancy-desk-detail", pk)


@require_POST
@requires(Permission.WRITE_VACANCIES)
def vacancy_submit(request: HttpRequest, pk: int) -> HttpResponse:
    return _change(
        request,
        pk,
        vacancies.submit_vacancy,
        _("Sent. %(office)s checks it before it becomes public."),
    )


@require_POST
@requires(Permission.CHECK_VACANCIES)
def vacancy_check(request: HttpRequest, pk: int) -> HttpResponse:
    return _change(request, pk, lifecycle.check_vacancy, _("The vacancy is checked."))


@require_POST
@requires(Permission.CHECK_VACANCIES)
def vacancy_ask_back(request: HttpRequest, pk: int) -> HttpResponse:
    vacancy, form = visible_vacancy(request, pk), WordsForm(request.POST)
    if submit_form(
        form,
        lambda: lifecycle.ask_vacancy_back(vacancy=vacancy, by=request.actor, **form.cleaned_data),
    ):
        messages.success(request, _("The employer is asked to complete the vacancy."))
        return redirect("recruitment:vacancy-desk")
    renew_hidden_fields(form, version=vacancy.version)
    return _page(request, vacancy, words_form=form)


@require_POST
@requires(Permission.WRITE_VACANCIES)
def vacancy_pause(request: HttpRequest, pk: int) -> HttpResponse:
    return _change(
        request,
        pk,
        lifecycle.pause_vacancy,
        _("Paused. The page says that nobody new is wanted for now."),
    )


@require_POST
@requires(Permission.WRITE_VACANCIES)
def vacancy_resume(request: HttpRequest, pk: int) -> HttpResponse:
    return _change(request, pk, lifecycle.resume_vacancy, _("The vacancy is public again."))


@require_POST
@requires(Permission.WRITE_VACANCIES)
def vacancy_refresh(request: HttpRequest, pk: int) -> HttpResponse:
    return _change(request, pk, lifecycle.refresh_vacancy, _("Confirmed for another month."))


@require_POST
@requires(Permission.WRITE_VACANCIES)
def vacancy_close(request: HttpRequest, pk: int) -> HttpResponse:
    """`filled` in the form tells which of the two buttons was pressed."""
    filled = "filled" in request.POST
    done = (
        _("Closed as filled.")
        if filled
        else _("Withdrawn. The page says that the job is not offered any more.")
    )
    return _change(request, pk, lifecycle.close_vacancy, done, filled=filled)


@require_POST
@requires(Permission.WRITE_VACANCIES)
@makes_once
def vacancy_fill(request: HttpRequest, pk: int) -> HttpResponse:
    vacancy, form = visible_vacancy(request, pk), FillForm(request.POST)
    if submit_form(
        form, lambda: lifecycle.add_fill(vacancy=vacancy, by=request.actor, **form.cleaned_data)
    ):
        messages.success(request, _("Entered."))
        return redirect("recruitment:vacancy-desk-detail", pk)
    renew_hidden_fields(form, version=vacancy.version)
    return _page(request, vacancy, fill_form=form)


@require_POST
@requires(Permission.WRITE_VACANCIES)
@makes_once
def vacancy_copy(request: HttpRequest, pk: int) -> HttpResponse:
    vacancy = visible_vacancy(request, pk)
    copied = call_service(
        request, lambda: vacancies.copy_vacancy(vacancy=vacancy, by=request.actor)
    )
    if copied is None:
        return mark_nothing_made(redirect("recruitment:vacancy-desk-detail", pk))
    messages.success(
        request, _("A new draft with the same words. Look at the dates and the number of people.")
    )
    return redirect("recruitment:vacancy-change", copied.pk)


@require_POST
@requires(Permission.WRITE_VACANCIES)
def interest_status(request: HttpRequest, pk: int) -> HttpResponse:
    """Only the employer's own representatives see who asks."""
    mine = Interest.objects.filter(vacancy__employer__agency=request.actor.seat.agency)
    interest, form = get_object_or_404(mine, pk=pk), InterestStatusForm(request.POST)
    if form.is_valid():
        interests.set_interest_status(interest=interest, by=request.actor, **form.cleaned_data)
        messages.success(request, _("Saved."))
    return redirect("recruitment:vacancy-desk-detail", interest.vacancy_id)
