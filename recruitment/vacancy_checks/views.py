"""The desk's vacancies, several at once."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from agencies.forms.fields import parse_whole_number
from agencies.forms.query_strings import build_query
from agencies.lists.paging import PAGE_LENGTH
from agencies.people.permissions import requires
from recruitment.permissions import Permission
from recruitment.vacancies.queries import visible_vacancies
from recruitment.vacancy_checks.services import check_vacancies


@require_POST
@requires(Permission.CHECK_VACANCIES)
def vacancy_check_many(request: HttpRequest) -> HttpResponse:
    """Those chosen on the desk, each as it was shown there."""
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
    """“17:3”: key and version; None for anything else."""
    key, _colon, version = text.partition(":")
    numbers = parse_whole_number(key), parse_whole_number(version)
    return None if None in numbers else numbers
