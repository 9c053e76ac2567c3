"""Figures that are counted from the portal's own rows, by the day on which each row counts."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, QuerySet, Sum
from django.db.models.aggregates import Aggregate
from django.db.models.functions import TruncDate

from campaigns.indicators.choices import ComputedSource
from recruitment.employers.models import Employer
from recruitment.vacancies.models import Vacancy
from recruitment.vacancies.people_models import VacancyFill
from vietnam.periods import Period


@dataclass(frozen=True)
class CountedRows:
    """`moment`: the column by whose local day a row counts; `amount`: what is added up of the
    rows.
    """

    rows: Callable[[], QuerySet[Any]]
    moment: str
    amount: Aggregate

    def within(self, period: Period) -> QuerySet[Any]:
        days = {f"{self.moment}__date__gte": period.first, f"{self.moment}__date__lte": period.last}
        return self.rows().filter(**days)


COUNTED: dict[str, CountedRows] = {
    ComputedSource.TAKEN_ON: CountedRows(
        lambda: VacancyFill.objects.select_related("vacancy__employer__agency", "province"),
        "entered_at",
        Sum("people"),
    ),
    ComputedSource.ASKED_FOR: CountedRows(
        lambda: Vacancy.objects.exclude(published_at=None).select_related("employer__agency"),
        "published_at",
        Sum("headcount"),
    ),
    ComputedSource.EMPLOYERS: CountedRows(
        lambda: Employer.objects.exclude(verified_at=None).select_related("agency"),
        "verified_at",
        Count("pk"),
    ),
}


def count_by_day(source: str, span: Period) -> dict[datetime.date, Decimal]:
    """One query for all days of a span; days without rows are left out."""
    counted = COUNTED[source]
    rows = (
        counted.within(span)
        .select_related(None)
        .order_by()
        .annotate(counted_on=TruncDate(counted.moment))
        .values("counted_on")
        .annotate(amount=counted.amount)
    )
    return {row["counted_on"]: Decimal(row["amount"]) for row in rows}


def count_in(days: dict[datetime.date, Decimal], period: Period) -> Decimal:
    return sum(
        (amount for day, amount in days.items() if period.first <= day <= period.last), Decimal(0)
    )


def widest(periods: Iterable[Period]) -> Period:
    found = list(periods)
    return Period(min(each.first for each in found), max(each.last for each in found))
