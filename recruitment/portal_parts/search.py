"""What the search of the top line finds in this app: employers, and vacancies."""

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from agencies.bodies.choices import SeatRole
from agencies.people.permissions import Actor, Permission
from agencies.registry import SearchHit, SearchProvider
from recruitment.employers.models import Employer
from recruitment.employers.queries import visible_employers
from recruitment.permissions import RecruitmentPermission
from recruitment.vacancies.forms import ALL_STATES
from recruitment.vacancies.models import Vacancy
from recruitment.vacancies.queries import RELATED, visible_vacancies
from recruitment.vacancy_saving.search_terms import index_words, write_tsquery
from vietnam.folding import search_words


# Employers ----------------------------------------------------------------------------------------
def _employers(by: Actor, text: str) -> QuerySet[Employer]:
    has_words = Q(
        *(
            Q(agency__search_fold__contains=word) | Q(tax_code__contains=word)
            for word in search_words(text)
        )
    )
    return visible_employers(by).filter(has_words).order_by("agency__sort_key", "pk")


def _employer_hit(by: Actor, employer: Employer) -> SearchHit:
    parts = (
        str(employer.parsed_tax_code),
        str(employer.get_status_display()),
        str(employer.park or employer.ward),
    )
    return SearchHit(employer.agency.name, employer.get_absolute_url(), " · ".join(parts))


def _employer_list(by: Actor, text: str) -> str:
    return f"{reverse('recruitment:employer-list')}?{urlencode({'q': text})}"


# Vacancies ----------------------------------------------------------------------------------------
def _vacancies(by: Actor, text: str) -> QuerySet[Vacancy]:
    # Those at the desk, or the employer's own, what is not over first; for others what is
    # published.
    terms = index_words(text)
    if by.may(RecruitmentPermission.SEE_VACANCIES):
        return (
            visible_vacancies(by)
            .with_terms(write_tsquery(terms))
            .order_by(F("closed_at").desc(nulls_first=True), "-pk")
        )
    published = Vacancy.objects.shown().open(timezone.localdate()).select_related(*RELATED)
    return published.with_terms(write_tsquery(terms)).order_by("-published_at", "-pk")


def _vacancy_hit(by: Actor, vacancy: Vacancy) -> SearchHit:
    # Who works on it comes to the page of its acts, others to the public one.
    page = (
        "recruitment:vacancy-desk-detail"
        if by.may(RecruitmentPermission.SEE_VACANCIES)
        else "recruitment:vacancy-detail"
    )
    note = f"{vacancy.employer.agency.name} · {vacancy.state.label}"
    return SearchHit(vacancy.title, reverse(page, args=[vacancy.pk]), note)


def _vacancy_list(by: Actor, text: str) -> str:
    if by.seat.role == SeatRole.EMPLOYER:
        return reverse("recruitment:vacancy-desk")
    if by.may(RecruitmentPermission.SEE_VACANCIES):
        return (
            f"{reverse('recruitment:vacancy-desk')}?{urlencode({'q': text, 'status': ALL_STATES})}"
        )
    return f"{reverse('recruitment:vacancy-list')}?{urlencode({'q': text})}"


SEARCH = (
    SearchProvider(
        "employers",
        _("Employers"),
        RecruitmentPermission.SEE_EMPLOYERS,
        _employers,
        _employer_hit,
        _employer_list,
    ),
    SearchProvider(
        "vacancies",
        _("Vacancies"),
        Permission.SIGNED_IN,
        _vacancies,
        _vacancy_hit,
        _vacancy_list,
    ),
)
