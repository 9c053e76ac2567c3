"""One vacancy at the desk: its page, and what its employer and its office do with it."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from agencies.audit.queries import audit_rows
from agencies.forms.fields import parse_whole_number
from agencies.forms.once import makes_once, mark_nothing_made
from agencies.forms.query_strings import build_query
from agencies.forms.submit import call_service, form_status, renew_hidden_fields, submit_form
from agencies.lists.paging import PAGE_LENGTH
from agencies.people.permissions import ActingRequest, requires
from recruitment.fields.fields import EmployerWordsForm, VersionForm
from recruitment.homes.queries import vacancy_homes
from recruitment.interests import services as interests
from recruitment.interests.models import Interest
from recruitment.permissions import RecruitmentPermission
from recruitment.vacancies import acts as vacancy_acts, services as vacancies
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
from recruitment.vacancy_life.many import check_vacancies

MOST_INTERESTS = 500
MOST_CHANGES = 50


@require_safe
@requires(RecruitmentPermission.SEE_VACANCIES)
def vacancy_desk_detail(request: ActingRequest, pk: int) -> HttpResponse:
    return _page(request, visible_vacancy(request, pk))


def _page(request: ActingRequest, vacancy: Vacancy, **forms: Form) -> HttpResponse:
    actor = request.actor
    given = {"version": vacancy.version}
    is_own = vacancy_acts.is_own(vacancy, actor)
    acts = vacancy_acts.allowed_acts(vacancy, actor)
    interested = Interest.objects.filter(vacancy=vacancy)
    prefetch_related_objects([vacancy], "fills__province__successor")
    fills = list(vacancy.fills.all())
    context = {
        "vacancy": vacancy,
        "is_own": is_own,
        "acts": acts,
        "may_fill": VacancyAct.FILL in acts or "fill_form" in forms,
        "not_sent": vacancy_acts.find_refusal(VacancyAct.SUBMIT, vacancy, actor),
        "not_checked": vacancy_acts.find_refusal(VacancyAct.CHECK, vacancy, actor),
        "words_form": EmployerWordsForm(initial=given),
        "act_form": VersionForm(initial=given, auto_id=False),
        "fill_form": FillForm(initial=given),
        "fills": fills,
        "filled": sum(fill.people for fill in fills),
        "homes": [
            (home, people, sum(fill.people for fill in fills if fill.province_id == home.pk))
            for home, people in vacancy_homes(vacancy)
        ],
        "interests": list(in_order_of_work(interested)[:MOST_INTERESTS]) if is_own else [],
        "interest_count": interested.count(),
        "interest_states": InterestStatusForm.base_fields["status"].choices,
        "confirm_by": refresh_due_on(vacancy),
        "changes": list(audit_rows(changes_of(vacancy)[:MOST_CHANGES], shows_personal=is_own)),
    }
    return render(
        request,
        "recruitment/vacancies/vacancy_desk_detail.html",
        context | forms,
        status=form_status(*forms.values()),
    )


def visible_vacancy(request: ActingRequest, pk: int) -> Vacancy:
    # Another employer's, or one at the desk of another office, does not exist here.
    return get_object_or_404(
        visible_vacancies(request.actor).select_related("employer__office", "checked_person"), pk=pk
    )


def redirect_to_vacancy(
    request: ActingRequest, vacancy: Vacancy, *, otherwise: object
) -> HttpResponse:
    # To its page; `otherwise` where it has gone to the desk of another office by what was done.
    is_seen = visible_vacancies(request.actor).filter(pk=vacancy.pk).exists()
    return (
        redirect("recruitment:vacancy-desk-detail", vacancy.pk) if is_seen else redirect(otherwise)
    )


def _button_view(
    permission: RecruitmentPermission, service: Callable[..., Vacancy], done: Promise
) -> Callable:
    # Of a button, which sends the version that its page has shown; `done`: what is said then.

    @require_POST
    @requires(permission)
    def press(request: ActingRequest, pk: int) -> HttpResponse:
        return _press(request, pk, service, done)

    return press


def _press(
    request: ActingRequest, pk: int, service: Callable[..., Vacancy], done: Promise
) -> HttpResponse:
    form = VersionForm(request.POST)
    given = {
        "vacancy": visible_vacancy(request, pk),
        "version": form.cleaned_data["version"] if form.is_valid() else None,
        "by": request.actor,
    }
    if changed := call_service(request, lambda: service(**given)):
        messages.success(request, str(done) % {"office": changed.office.name})
    return redirect("recruitment:vacancy-desk-detail", pk)


vacancy_submit = _button_view(
    RecruitmentPermission.WRITE_VACANCIES,
    vacancies.submit_vacancy,
    gettext_lazy("Sent. %(office)s checks it before it becomes public."),
)
vacancy_check = _button_view(
    RecruitmentPermission.CHECK_VACANCIES,
    lifecycle.check_vacancy,
    gettext_lazy("The vacancy is checked."),
)
vacancy_pause = _button_view(
    RecruitmentPermission.WRITE_VACANCIES,
    lifecycle.pause_vacancy,
    gettext_lazy("Paused. The page says that nobody new is wanted for now."),
)
vacancy_resume = _button_view(
    RecruitmentPermission.WRITE_VACANCIES,
    lifecycle.resume_vacancy,
    gettext_lazy("The vacancy is public again."),
)
vacancy_refresh = _button_view(
    RecruitmentPermission.WRITE_VACANCIES,
    lifecycle.refresh_vacancy,
    gettext_lazy("Confirmed for another month."),
)


@require_POST
@requires(RecruitmentPermission.CHECK_VACANCIES)
def vacancy_ask_back(request: ActingRequest, pk: int) -> HttpResponse:
    vacancy = visible_vacancy(request, pk)
    form = EmployerWordsForm(request.POST)
    ask = partial(lifecycle.ask_vacancy_back, vacancy=vacancy, by=request.actor)
    if submit_form(form, lambda: ask(**form.cleaned_data)):
        messages.success(request, _("The employer is asked to complete the vacancy."))
        return redirect("recruitment:vacancy-desk")
    renew_hidden_fields(form, version=vacancy.version)
    return _page(request, vacancy, words_form=form)


@require_POST
@requires(RecruitmentPermission.WRITE_VACANCIES)
@makes_once
def vacancy_fill(request: ActingRequest, pk: int) -> HttpResponse:
    vacancy = visible_vacancy(request, pk)
    form = FillForm(request.POST)
    add = partial(lifecycle.add_fill, vacancy=vacancy, by=request.actor)
    if submit_form(form, lambda: add(**form.cleaned_data)):
        messages.success(request, _("Entered."))
        return redirect("recruitment:vacancy-desk-detail", pk)
    renew_hidden_fields(form, version=vacancy.version)
    return _page(request, vacancy, fill_form=form)


@require_POST
@requires(RecruitmentPermission.WRITE_VACANCIES)
@makes_once
def vacancy_copy(request: ActingRequest, pk: int) -> HttpResponse:
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
@requires(RecruitmentPermission.WRITE_VACANCIES)
def interest_status(request: ActingRequest, pk: int) -> HttpResponse:
    # Only the employer's own representatives see who asks.
    interest = get_object_or_404(
        Interest.objects.filter(vacancy__employer__agency=request.actor.seat.agency), pk=pk
    )
    form = InterestStatusForm(request.POST)
    if form.is_valid():
        interests.set_interest_status(interest=interest, by=request.actor, **form.cleaned_data)
        messages.success(request, _("Saved."))
    return redirect("recruitment:vacancy-desk-detail", interest.vacancy_id)


@require_POST
@requires(RecruitmentPermission.CHECK_VACANCIES)
def vacancy_check_many(request: ActingRequest) -> HttpResponse:
    # Those chosen on the desk, each as it was shown there.
    versions = dict(filter(None, map(_row_of, request.POST.getlist("row")[:PAGE_LENGTH])))
    rows = visible_vacancies(request.actor).filter(pk__in=versions).order_by("submitted_at", "pk")
    done, refused = check_vacancies(
        wanted=[(row, versions[row.pk]) for row in rows], by=request.actor
    )
    if done:
        words = ngettext("%(n)s vacancy is checked.", "%(n)s vacancies are checked.", len(done))
        messages.success(request, words % {"n": len(done)})
    elif not refused:
        messages.warning(request, _("Choose vacancies of the list first."))
    for vacancy, reason in refused:
        messages.error(request, f"{vacancy.title}: {reason}")
    back = build_query(request.POST.get("back", "")[:500])
    return redirect(f"{reverse('recruitment:vacancy-desk')}?{back}")


def _row_of(text: str) -> tuple[int, int] | None:
    # “17:3”: key and version; None for anything else.
    key, _colon, version = map(parse_whole_number, text.partition(":"))
    return None if key is None or version is None else (key, version)
