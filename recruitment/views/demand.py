"""Vacancies as employers write them and offices check them."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.choices import SeatRole
from agencies.errors import RuleError
from agencies.forms.fields import whole_number
from agencies.permissions import requires
from agencies.queries.audit import lines_of
from agencies.queries.paging import page_by_key
from agencies.views.paging import numbered_page, place_query
from recruitment.choices import VacancyStatus
from recruitment.forms.acts import ActForm, WordsForm
from recruitment.forms.vacancies import (
    DemandFilter,
    FillForm,
    InterestStatusForm,
    VacancyForm,
    said_by_vacancy,
    said_for,
)
from recruitment.models import Employer, Interest, Vacancy
from recruitment.permissions import Permission
from recruitment.queries.employers import own_employer, visible_employers
from recruitment.queries.vacancies import (
    changes_of,
    in_order_of_work,
    own_vacancies,
    refresh_due_on,
    vacancies_in,
    visible_vacancies,
    waiting_interests,
)
from recruitment.services import interests, lifecycle, vacancies

MOST_INTERESTS, MOST_CHANGES = 500, 50


# Lists ---------------------------------------------------------------------------------------------------------------
@require_safe
@requires(Permission.SEE_DEMAND)
def demand_list(request: HttpRequest) -> HttpResponse:
    """An employer's own vacancies; an office's desk, where what waits stands first."""
    if not _is_office(request):
        return _own_list(request)
    form = DemandFilter(request.GET)
    rows = form.filter(vacancies_in(request.actor, form.chosen_status))
    waits = form.chosen_status in VacancyStatus.WAITING
    context = {"form": form, "waits": waits, "may_check": waits and request.actor.may(Permission.CHECK_DEMAND)}
    if context["waits"]:
        pages = numbered_page(request, rows)
        return render(request, "recruitment/demand_list.html", context | pages | {"rows": list(pages["page"])})
    before, after = (whole_number(request.GET.get(name, "")) for name in ("before", "after"))
    page = page_by_key(rows, before=before, after=after)
    links = {"previous": place_query(request, after=page.newer), "next": place_query(request, before=page.older)}
    return render(request, "recruitment/demand_list.html", context | {"rows": page.rows, **links})


def _own_list(request: HttpRequest) -> HttpResponse:
    pages = numbered_page(request, own_vacancies(request.actor))
    rows = list(pages["page"])
    asking = waiting_interests(rows)
    for vacancy in rows:
        vacancy.asking = asking.get(vacancy.pk, 0)
        vacancy.confirm_by = refresh_due_on(vacancy) if vacancy.refresh_asked_on else None
    context = {"rows": rows, "employer": own_employer(request.actor)}
    return render(request, "recruitment/own_demand.html", pages | context)


# Writing -------------------------------------------------------------------------------------------------------------
@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.KEEP_DEMAND)
def demand_new(request: HttpRequest) -> HttpResponse:
    employer = own_employer(request.actor)
    if employer is None:
        raise Http404
    return _write_new(request, employer)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.KEEP_DEMAND)
def demand_enter(request: HttpRequest, pk: int) -> HttpResponse:
    """An office writes down what an employer asks for on paper or by telephone; it is sent and checked by that."""
    if not _is_office(request):
        raise Http404
    return _write_new(request, get_object_or_404(visible_employers(request.actor), pk=pk))


def _write_new(request: HttpRequest, employer: Employer) -> HttpResponse:
    form = VacancyForm(request.POST or None, employer=employer, initial=said_for(employer))
    if request.method == "POST" and form.is_valid():
        try:
            made = _made(request, employer, form)
        except RuleError as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
        else:
            messages.success(request, _new_words(made))
            return redirect("recruitment:demand-detail", made.pk)
    context = {"form": form, "employer": employer, "is_office": _is_office(request)}
    return render(request, "recruitment/demand_form.html", context, status=422 if form.errors else 200)


def _is_office(request: HttpRequest) -> bool:
    return request.actor.seat.role != SeatRole.EMPLOYER


def _made(request: HttpRequest, employer: Employer, form: VacancyForm) -> Vacancy:
    """What an office has written is right by that; a representative keeps a draft or sends it, by two buttons."""
    if _is_office(request):
        return lifecycle.enter_vacancy(employer=employer, by=request.actor, **form.facts)
    send = "submit" in request.POST
    return vacancies.add_vacancy(employer=employer, by=request.actor, send=send, **form.facts)


def _new_words(made: Vacancy) -> str:
    if made.status == VacancyStatus.DRAFT:
        return _("The draft is saved. Nobody else sees it yet.")
    if made.status == VacancyStatus.SUBMITTED:
        return _("Sent. %(office)s checks it before it becomes public.") % {"office": made.office}
    return _("The vacancy is entered and checked.")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.KEEP_DEMAND)
def demand_change(request: HttpRequest, pk: int) -> HttpResponse:
    vacancy = _visible(request, pk)
    form = VacancyForm(request.POST or None, employer=vacancy.employer, initial=said_by_vacancy(vacancy))
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        try:
            seen = {"version": -1 if version is None else version, "send": "submit" in request.POST}
            kept = vacancies.change_vacancy(vacancy=vacancy, by=request.actor, **seen, **form.facts)
        except RuleError as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
        else:
            messages.success(request, _change_words(kept, vacancy.status))
            return redirect("recruitment:demand-detail", pk)
    context = {"form": form, "employer": vacancy.employer, "vacancy": vacancy}
    return render(request, "recruitment/demand_form.html", context, status=422 if form.errors else 200)


def _change_words(kept: Vacancy, before: str) -> str:
    if kept.status == VacancyStatus.SUBMITTED and before in VacancyStatus.OPEN:
        return _("Saved. The change has to be checked, and the vacancy is not public until then.")
    if kept.status == VacancyStatus.SUBMITTED and before in VacancyStatus.TO_SUBMIT:
        return _("Sent. %(office)s checks it before it becomes public.") % {"office": kept.office}
    return _("The vacancy is saved.")


# One vacancy ---------------------------------------------------------------------------------------------------------
@require_safe
@requires(Permission.SEE_DEMAND)
def demand_detail(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, _visible(request, pk))


def _page(request: HttpRequest, vacancy: Vacancy, status: int = 200, **forms: Form) -> HttpResponse:
    actor, given = request.actor, {"version": vacancy.version}
    is_own = vacancy.employer.agency_id == actor.seat.agency_id
    interested = Interest.objects.filter(vacancy=vacancy)
    may_keep, fills = actor.may(Permission.KEEP_DEMAND), list(vacancy.fills.select_related("province__successor"))
    context = {
        "vacancy": vacancy,
        "is_own": is_own,
        "may_keep": may_keep,
        "may_check": vacancy.status in VacancyStatus.WAITING and lifecycle.may_check(vacancy, actor),
        "to_submit": vacancy.status in VacancyStatus.TO_SUBMIT,
        "words_form": forms.get("words_form") or WordsForm(initial=given),
        "act_form": ActForm(initial=given, auto_id=False),
        "fill_form": forms.get("fill_form") or FillForm(initial=given),
        "fills": fills,
        "filled": sum(fill.people for fill in fills),
        "interests": list(in_order_of_work(interested)[:MOST_INTERESTS]) if is_own else [],
        "interest_count": interested.count(),
        "interest_states": InterestStatusForm.base_fields["status"].choices,
        "confirm_by": refresh_due_on(vacancy),
        "changes": list(lines_of(changes_of(vacancy)[:MOST_CHANGES], shows_personal=is_own)),
    }
    return render(request, "recruitment/demand_detail.html", context, status=status)


def _visible(request: HttpRequest, pk: int) -> Vacancy:
    """Another employer's, or one routed to another office, does not exist here."""
    rows = visible_vacancies(request.actor).select_related("employer__office", "checked_person")
    return get_object_or_404(rows, pk=pk)


def _act(request: HttpRequest, pk: int, act: Callable, done: str, **more: object) -> HttpResponse:
    vacancy, form = _visible(request, pk), ActForm(request.POST)
    version = form.cleaned_data["version"] if form.is_valid() else -1
    try:
        acted = act(vacancy=vacancy, version=version, by=request.actor, **more)
    except RuleError as error:
        messages.error(request, error.message)
        return redirect("recruitment:demand-detail", pk)
    messages.success(request, done % {"office": acted.office.name})
    return redirect("recruitment:demand-detail", acted.pk)


@require_POST
@requires(Permission.KEEP_DEMAND)
def demand_submit(request: HttpRequest, pk: int) -> HttpResponse:
    return _act(request, pk, vacancies.submit_vacancy, _("Sent. %(office)s checks it before it becomes public."))


@require_POST
@requires(Permission.CHECK_DEMAND)
def demand_check(request: HttpRequest, pk: int) -> HttpResponse:
    return _act(request, pk, lifecycle.check_vacancy, _("The vacancy is checked."))


@require_POST
@requires(Permission.CHECK_DEMAND)
def demand_ask_back(request: HttpRequest, pk: int) -> HttpResponse:
    vacancy, form = _visible(request, pk), WordsForm(request.POST)
    if form.is_valid():
        try:
            lifecycle.ask_vacancy_back(vacancy=vacancy, by=request.actor, **form.cleaned_data)
        except RuleError as error:
            form.data = request.POST.dict() | {"version": vacancy.version}
            form.add_error(error.field, error.message)
        else:
            messages.success(request, _("The employer is asked to complete the vacancy."))
            return redirect("recruitment:demand-list")
    return _page(request, vacancy, status=422, words_form=form)


@require_POST
@requires(Permission.KEEP_DEMAND)
def demand_pause(request: HttpRequest, pk: int) -> HttpResponse:
    return _act(request, pk, lifecycle.pause_vacancy, _("Paused. The page says that nobody new is wanted for now."))


@require_POST
@requires(Permission.KEEP_DEMAND)
def demand_resume(request: HttpRequest, pk: int) -> HttpResponse:
    return _act(request, pk, lifecycle.resume_vacancy, _("The vacancy is public again."))


@require_POST
@requires(Permission.KEEP_DEMAND)
def demand_refresh(request: HttpRequest, pk: int) -> HttpResponse:
    return _act(request, pk, lifecycle.refresh_vacancy, _("Confirmed for another month."))


@require_POST
@requires(Permission.KEEP_DEMAND)
def demand_close(request: HttpRequest, pk: int) -> HttpResponse:
    """`filled` in the form tells which of the two buttons was pressed."""
    filled = "filled" in request.POST
    done = _("Closed as filled.") if filled else _("Withdrawn. The page says that the job is not offered any more.")
    return _act(request, pk, lifecycle.close_vacancy, done, filled=filled)


@require_POST
@requires(Permission.KEEP_DEMAND)
def demand_fill(request: HttpRequest, pk: int) -> HttpResponse:
    vacancy, form = _visible(request, pk), FillForm(request.POST)
    if form.is_valid():
        try:
            lifecycle.add_fill(vacancy=vacancy, by=request.actor, **form.cleaned_data)
        except RuleError as error:
            form.data = request.POST.dict() | {"version": vacancy.version}
            form.add_error(error.field, error.message)
        else:
            messages.success(request, _("Entered."))
            return redirect("recruitment:demand-detail", pk)
    return _page(request, vacancy, status=422, fill_form=form)


@require_POST
@requires(Permission.KEEP_DEMAND)
def demand_copy(request: HttpRequest, pk: int) -> HttpResponse:
    vacancy = _visible(request, pk)
    try:
        copied = vacancies.copy_vacancy(vacancy=vacancy, by=request.actor)
    except RuleError as error:
        messages.error(request, error.message)
        return redirect("recruitment:demand-detail", pk)
    messages.success(request, _("A new draft with the same words. Look at the dates and the number of people."))
    return redirect("recruitment:demand-change", copied.pk)


@require_POST
@requires(Permission.KEEP_DEMAND)
def interest_status(request: HttpRequest, pk: int) -> HttpResponse:
    """Only the employer's own representatives see who asks."""
    mine = Interest.objects.filter(vacancy__employer__agency=request.actor.seat.agency)
    interest, form = get_object_or_404(mine, pk=pk), InterestStatusForm(request.POST)
    if form.is_valid():
        interests.set_interest_status(interest=interest, by=request.actor, **form.cleaned_data)
        messages.success(request, _("Kept."))
    return redirect("recruitment:demand-detail", interest.vacancy_id)
