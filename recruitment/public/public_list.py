"""The public list and the page of one vacancy, as they are shown."""

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from django.core.cache import caches
from django.utils import timezone

from recruitment.job_search.cursors import RankedCursor, VacancyCursor
from recruitment.job_search.ranked import find_ranked_vacancies
from recruitment.job_search.ranking import Ranking
from recruitment.job_search.search import VacancyPage, count_vacancies, find_vacancies
from recruitment.vacancies.models import Vacancy
from recruitment.vacancies.queries import public_vacancies
from recruitment.vacancy_saving.search_terms import occupation_mark, park_mark, ward_mark

COUNT_SECONDS = 60
SIMILAR = 5
MOST_LIVE = 200


def find_page(
    ranking: Ranking, terms: Iterable[str], *, after: str, before: str
) -> tuple[VacancyPage, bool]:
    """What fits best first where words were typed, else the newest; and whether it is the first
    page. Addresses of before the ranking lead through the list as it was then, by time.
    """
    time_after = VacancyCursor.parse(after)
    time_before = None if time_after else VacancyCursor.parse(before)
    is_by_time = bool(time_after or time_before)
    if is_by_time or not ranking.is_ranked:
        page = find_vacancies(terms, after=time_after, before=time_before)
        return page, not is_by_time
    rank_after = RankedCursor.parse(after)
    rank_before = None if rank_after else RankedCursor.parse(before)
    page = find_ranked_vacancies(ranking, after=rank_after, before=rank_before)
    return page, not (rank_after or rank_before)


def count_found(terms: Iterable[str], page: VacancyPage) -> int:
    """How many the search finds, COUNTED + 1 for more."""
    if page.count is not None:
        return page.count
    asked = "\n".join(
        [str(timezone.localdate()), *sorted(terms)]
    )  # what ends at midnight is counted no longer
    return caches["local"].get_or_set(
        "count-" + sha256(asked.encode()).hexdigest(),
        lambda: count_vacancies(terms, is_common=page.is_common),
        COUNT_SECONDS,
    )


def similar_vacancies(vacancy: Vacancy) -> list[dict[str, Any]]:
    # Of the same occupation near by: in the same park, or the same ward.
    near = park_mark(vacancy.park_id) if vacancy.park_id else ward_mark(vacancy.ward)
    page = find_vacancies([occupation_mark(vacancy.occupation), near], length=SIMILAR + 1)
    return [row for row in page.rows if row["id"] != vacancy.pk][:SIMILAR]


def open_vacancies_by_employer(terms: Iterable[str]) -> list[Vacancy]:
    """The newest open vacancies of a search, those of one employer and contact together, the newest
    first.
    """
    keys = [row["id"] for row in find_vacancies(terms, length=MOST_LIVE).rows]
    rows = public_vacancies().filter(pk__in=keys).order_by("-published_at", "-pk")
    groups: dict[tuple[Any, ...], list[Vacancy]] = {}
    for row in rows:
        groups.setdefault((row.employer_id, row.contact_phone), []).append(row)
    return [row for group in groups.values() for row in group]
