"""An employer's own vacancies, however many: in the order of what is to be done, and what they add
up to.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Sum, Value, When
from django.utils import timezone

from recruitment.employers.models import Employer
from recruitment.vacancies.choices import VacancyStatus
from recruitment.vacancies.models import Vacancy
from recruitment.vacancies.people_models import VacancyFill
from recruitment.vacancies.queries import refresh_due_on, waiting_interests
from recruitment.vacancies.queryset_models import over_by_date

# What the list and its workbook show.
SHOWN = (
    "title",
    "occupation",
    "skill",
    "headcount",
    "income_from",
    "income_to",
    "ward",
    "apply_by",
    "status",
    "outcome",
    "refreshed_on",
    "refresh_asked_on",
    "version",
    "own_code",
)


@dataclass(frozen=True)
class OwnSums:
    """Of all vacancies that a filter finds: how many, the people needed, those taken on, and the
    places still open of those that are not over.
    """

    vacancies: int
    needed: int
    taken_on: int
    open: int


@dataclass(frozen=True)
class OwnVacancy:
    """A line of the list. `calls`: workers to call; `confirm_by`: until when the need has to be
    confirmed, once that was asked for.
    """

    vacancy: Vacancy
    taken_on: int
    calls: int
    confirm_by: datetime.date | None

    @property
    def choice(self) -> str:
        # As a chosen row is sent: its key, and the version that is seen.
        return f"{self.vacancy.pk}:{self.vacancy.version}"

    @property
    def open(self) -> int:
        return 0 if self.vacancy.is_over else self.vacancy.headcount - self.taken_on


def vacancies_of(employer: Employer) -> QuerySet[Vacancy]:
    """Those with something to do first, finished ones last; in each part the newest first."""
    rank = Case(
        When(status__in=VacancyStatus.TO_SUBMIT, then=Value(0)),
        When(Q(status__in=VacancyStatus.OVER) | over_by_date(timezone.localdate()), then=Value(2)),
        default=Value(1),
        output_field=IntegerField(),
    )
    ranked = Vacancy.objects.filter(employer=employer).annotate(rank=rank)
    rows: QuerySet[Vacancy] = ranked.order_by("rank", "-made_at", "-pk")
    return rows


def sum_vacancies(rows: QuerySet[Vacancy]) -> OwnSums:
    """Two queries, whatever their number."""
    is_over = Q(status__in=VacancyStatus.OVER) | over_by_date(timezone.localdate())
    bare = rows.order_by()
    asked = bare.aggregate(
        vacancies=Count("pk"),
        needed=Sum("headcount", default=0),
        open=Sum("headcount", filter=~is_over, default=0),
    )
    fills = VacancyFill.objects.filter(vacancy__in=bare.values("pk"))
    in_open = Q(vacancy__in=bare.exclude(is_over).values("pk"))
    taken = fills.aggregate(
        all=Sum("people", default=0), of_open=Sum("people", filter=in_open, default=0)
    )
    return OwnSums(
        asked["vacancies"], asked["needed"], taken["all"], asked["open"] - taken["of_open"]
    )


def read_vacancies(keys: QuerySet[Vacancy]) -> list[OwnVacancy]:
    """The lines of these rows, in their order: four queries. A page is chosen by its keys first, so
    that only its own rows are read.
    """
    order = list(keys.values_list("pk", flat=True))
    return list(_lines(order))


def read_all_vacancies(keys: QuerySet[Vacancy]) -> Iterator[OwnVacancy]:
    """As `read_vacancies`, for more than one holds at once."""
    order = list(keys.values_list("pk", flat=True))
    for start in range(0, len(order), 500):
        yield from _lines(order[start : start + 500])


def _lines(order: list[int]) -> Iterator[OwnVacancy]:
    found = Vacancy.objects.only(*SHOWN).in_bulk(order)
    rows = [found[key] for key in order if key in found]
    taken_on = dict(
        VacancyFill.objects.filter(vacancy__in=order)
        .order_by()
        .values_list("vacancy")
        .annotate(n=Sum("people"))
    )
    calls = waiting_interests(rows)
    for row in rows:
        is_asked = row.refresh_asked_on and not row.is_over
        yield OwnVacancy(
            row,
            taken_on.get(row.pk, 0),
            calls.get(row.pk, 0),
            refresh_due_on(row) if is_asked else None,
        )
