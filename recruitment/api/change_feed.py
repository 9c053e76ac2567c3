"""Vacancies in the order of their last change, for programs that synchronise.

The end of the last day to apply is a change too: it happens at midnight, whether or not a job
records it.
"""

import datetime
from dataclasses import dataclass

from django.db.models import DateTimeField, F, Func, Q, QuerySet
from django.db.models.functions import Greatest
from django.utils import timezone

from agencies.calendar.periods import start_of_day
from agencies.replica.reading import data_time
from recruitment.job_search.cursors import EPOCH, VacancyCursor
from recruitment.vacancies.choices import VacancyStatus
from recruitment.vacancies.models import Vacancy
from recruitment.vacancies.queries import RELATED
from recruitment.vacancies.queryset_models import over_by_date

# A change that another transaction has not committed yet would appear before one already reported.
SETTLED = datetime.timedelta(seconds=5)
DAY = datetime.timedelta(days=1)


class MidnightAfter(Func):
    """The moment in Việt Nam at which a day ends; as the tail of `changed_moment` says it of one
    row.
    """

    template = "((%(expressions)s + 1)::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh')"
    output_field = DateTimeField()


@dataclass(frozen=True)
class ChangedPage:
    """`last`: the position of the last row, by the moment of its change, or where the page began if
    it is empty; from there on nothing has been told yet.
    """

    rows: list[Vacancy]
    last: VacancyCursor
    is_end: bool


def changed_vacancies(
    *, since: datetime.datetime | None, after: VacancyCursor | None, limit: int
) -> ChangedPage:
    """A page of what was ever public, in the order of the last change.

    Two lists are merged: recorded changes, and the few vacancies that have ended by their date
    without a record yet.
    """
    once = Vacancy.objects.filter(published_at__isnull=False).select_related(*RELATED)
    over = over_by_date(timezone.localdate())
    written = once.exclude(over).annotate(moment=F("changed_at"))
    ended = once.filter(over).annotate(moment=Greatest("changed_at", MidnightAfter("apply_by")))
    rows = [row for each in (written, ended) for row in _page(each, since, after)[: limit + 1]]
    rows.sort(key=lambda row: (row.moment, row.pk))
    shown = rows[:limit]
    last = (
        VacancyCursor.at_moment(shown[-1].moment, shown[-1].pk) if shown else _begin(since, after)
    )
    return ChangedPage(shown, last, is_end=len(rows) <= limit)


def _begin(since: datetime.datetime | None, after: VacancyCursor | None) -> VacancyCursor:
    # The later of both; before the first row if neither is given.
    moment = VacancyCursor.at_moment(max(since, EPOCH), 0) if since else VacancyCursor(0, 0)
    return max(moment, after, key=lambda place: (place.moment, place.pk)) if after else moment


def _page(
    rows: QuerySet[Vacancy], since: datetime.datetime | None, after: VacancyCursor | None
) -> QuerySet[Vacancy]:
    rows = rows.filter(moment__lte=data_time() - SETTLED).order_by("moment", "pk")
    if since is not None:
        rows = rows.filter(moment__gte=since)
    if after is not None:
        rows = rows.filter(Q(moment__gte=after.at) & ~Q(moment=after.at, pk__lte=after.pk))
    return rows


def changed_moment(vacancy: Vacancy) -> datetime.datetime:
    """The moment of its last change, or of the end of its last day where that came after."""
    is_unwritten = vacancy.state == VacancyStatus.EXPIRED != vacancy.status
    return (
        max(vacancy.changed_at, start_of_day(vacancy.apply_by + DAY))
        if is_unwritten
        else vacancy.changed_at
    )


def public_state(vacancy: Vacancy) -> str:
    """For others: offered now, ended in which way, or suspended, whatever the reason."""
    if vacancy.is_over:
        return vacancy.state
    return VacancyStatus.PUBLISHED if vacancy.is_open and vacancy.has_page else VacancyStatus.PAUSED
