"""The office's look at workers whom no employer calls, and its word to the employer."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from agencies.forms.submit import show_form_errors, submit_form
from agencies.lists.views import numbered_page
from agencies.people.permissions import ActingRequest, requires
from recruitment.interests.employer_letters import remind_of_calls, uncalled_vacancies
from recruitment.interests.forms import CallWordsForm
from recruitment.permissions import RecruitmentPermission
from recruitment.vacancies.views import visible_vacancy


@require_safe
@requires(RecruitmentPermission.CHECK_VACANCIES)
def uncalled_list(request: ActingRequest) -> HttpResponse:
    # At whose vacancies workers wait for a call; who they are only the employer sees.
    rows = uncalled_vacancies(request.actor, timezone.localdate())
    pages = numbered_page(request, rows)
    return render(
        request, "recruitment/vacancies/uncalled_list.html", pages | {"rows": list(pages["page"])}
    )


@require_POST
@requires(RecruitmentPermission.CHECK_VACANCIES)
def calls_remind(request: ActingRequest, pk: int) -> HttpResponse:
    vacancy = visible_vacancy(request, pk)
    form = CallWordsForm(request.POST)
    given: dict[str, Any] = {"vacancy": vacancy, "by": request.actor}
    if submit_form(form, lambda: remind_of_calls(**given, **form.cleaned_data)):
        messages.success(request, _("The employer gets a letter with your words."))
    else:
        show_form_errors(request, form)
    return redirect("recruitment:uncalled-list")
