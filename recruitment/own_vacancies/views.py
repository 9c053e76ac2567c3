"""The list of an employer's own vacancies, and what it does with many of them at once."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.http import require_POST, require_safe

from agencies.bodies.choices import SeatRole
from agencies.files.responses import send_workbook
from agencies.forms.query_strings import build_query
from agencies.forms.submit import form_status, submit_form
from agencies.lists.numbers import localized_number
from agencies.lists.views import numbered_page
from agencies.people.permissions import ActingRequest, requires
from agencies.tasks.paging import COUNTED
from recruitment.employers.models import Employer
from recruitment.employers.queries import own_employer
from recruitment.own_vacancies.exports import own_vacancies_sheet
from recruitment.own_vacancies.forms import ManyForm, OwnVacancyFilter
from recruitment.own_vacancies.queries import (
    read_all_vacancies,
    read_vacancies,
    sum_vacancies,
    vacancies_of,
)
from recruitment.permissions import RecruitmentPermission
from recruitment.vacancies.list_views import office_desk
from recruitment.vacancies.models import Vacancy
from recruitment.vacancy_life import many

VACANCIES = "recruitment:vacancy-desk"
# Titles of vacancies left out in one message; the rest are counted.
NAMED = 5


@require_safe
@requires(RecruitmentPermission.SEE_VACANCIES)
def vacancy_desk(request: ActingRequest) -> HttpResponse:
    # An employer's own vacancies; an office's desk, where what waits stands first.
    if request.actor.seat.role != SeatRole.EMPLOYER:
        return office_desk(request)
    return _list(request, request.GET, ManyForm())


def _list(request: ActingRequest, asked: QueryDict, acts: ManyForm) -> HttpResponse:
    employer = _own_employer(request)
    form = OwnVacancyFilter(asked)
    rows = form.filter(vacancies_of(employer))
    sums = sum_vacancies(rows)
    pages = numbered_page(request, rows, count=sums.vacancies)
    context = {
        "employer": employer,
        "form": form,
        "acts": acts,
        "lines": read_vacancies(pages["page"].object_list),
        "sums": sums,
        "query": build_query(asked, page=None),
        "here": build_query(asked),
        "chosen": acts.data.getlist("row") if acts.is_bound else [],
        "can_export": sums.vacancies <= COUNTED,
    }
    return render(
        request,
        "recruitment/own_vacancies/own_vacancies.html",
        context | pages,
        status=form_status(acts),
    )


def _own_employer(request: ActingRequest) -> Employer:
    employer = own_employer(request.actor)
    if employer is None:
        raise Http404
    return employer


@require_safe
@requires(RecruitmentPermission.KEEP_OWN_EMPLOYER)
def own_vacancies_export(request: ActingRequest) -> HttpResponse:
    employer = _own_employer(request)
    form = OwnVacancyFilter(request.GET)
    rows = form.filter(vacancies_of(employer))
    if rows.order_by().values("pk")[: COUNTED + 1].count() > COUNTED:
        messages.error(request, _("More than 10.000 rows: narrow the filter, then export again."))
        return redirect(f"{reverse(VACANCIES)}?{build_query(request.GET)}")
    sheet = own_vacancies_sheet(
        read_all_vacancies(rows),
        employer=employer.agency,
        day=timezone.localdate(),
        narrowed=form.narrowed_words(),
    )
    return send_workbook(request, [sheet], name="nhu-cau-tuyen-dung")


# Many at once -------------------------------------------------------------------------------------
@require_POST
@requires(RecruitmentPermission.KEEP_OWN_EMPLOYER)
def own_vacancies_act(request: ActingRequest) -> HttpResponse:
    form = ManyForm(request.POST)
    outcome = submit_form(form, lambda: _carry_out(request, form))
    back = form.cleaned_data.get("back", "")
    if outcome is None:
        return _list(request, QueryDict(back), form)
    _show_outcome(request, form.cleaned_data["act"], outcome)
    return redirect(f"{reverse(VACANCIES)}?{back}")


def _carry_out(request: ActingRequest, form: ManyForm) -> many.ManyOutcome:
    given: dict[str, Any] = {"wanted": _wanted(request, form), "by": request.actor}
    match form.cleaned_data["act"]:
        case ManyForm.CONFIRM:
            return many.confirm_vacancies(**given)
        case ManyForm.PAUSE:
            return many.pause_vacancies(**given)
        case ManyForm.EXTEND:
            return many.extend_vacancies(**given, apply_by=form.day)
    return many.close_vacancies(**given, outcome=form.cleaned_data["outcome"])


def _wanted(request: ActingRequest, form: ManyForm) -> many.Wanted:
    """The chosen rows of this employer as they were seen, or all that the filter finds, as they
    are; one more than the most stands for too many.
    """
    rows = vacancies_of(_own_employer(request))
    if form.cleaned_data["everything"]:
        found = OwnVacancyFilter(QueryDict(form.cleaned_data["back"])).filter(rows)
        keys = found.values_list("pk", flat=True)[: many.MOST_AT_ONCE + 1]
        return dict.fromkeys(keys)
    chosen = form.cleaned_data["row"]
    return {key: chosen[key] for key in rows.filter(pk__in=chosen).values_list("pk", flat=True)}


def _show_outcome(request: ActingRequest, act: str, outcome: many.ManyOutcome) -> None:
    count = len(outcome.done)
    words = {
        ManyForm.CONFIRM: ngettext(
            "%(n)s vacancy is confirmed for another month.",
            "%(n)s vacancies are confirmed for another month.",
            count,
        ),
        ManyForm.PAUSE: ngettext("%(n)s vacancy is paused.", "%(n)s vacancies are paused.", count),
        ManyForm.EXTEND: ngettext(
            "%(n)s vacancy has the new last day.", "%(n)s vacancies have the new last day.", count
        ),
        ManyForm.CLOSE: ngettext("%(n)s vacancy is closed.", "%(n)s vacancies are closed.", count),
    }
    if count:
        messages.success(request, words[act] % {"n": localized_number(count)})
    for reason, rows in outcome.refused.items():
        messages.warning(request, _left_out(reason, rows))


def _left_out(reason: str, rows: list[Vacancy]) -> str:
    # “2 vị trí không được xử lý: “…”; “…”. Lý do: …”
    names = "; ".join(f"“{row.title}”" for row in rows[:NAMED])
    more = len(rows) - NAMED
    if more > 0:
        names += " " + ngettext("and %(n)s more", "and %(n)s more", more) % {"n": more}
    count = ngettext("%(n)s vacancy was left out", "%(n)s vacancies were left out", len(rows))
    return _("%(count)s: %(names)s. Reason: %(reason)s.") % {
        "count": count % {"n": localized_number(len(rows))},
        "names": names,
        "reason": reason.rstrip("."),
    }
