"""Reports on the use of labour: which is due when, who has handed it in, and what all of them add
up to.
"""

import datetime
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from django.db.models import (
    Case,
    CharField,
    Count,
    F,
    FilteredRelation,
    Q,
    QuerySet,
    Sum,
    Value,
    When,
)
from django.utils.translation import gettext as _

from agencies.bodies.choices import SeatRole
from agencies.bodies.models import Province
from agencies.calendar.queries import current_policy, working_calendar
from agencies.people.permissions import Actor
from recruitment.desks.queries import seen_from_desk
from recruitment.employers.choices import EmployerStatus
from recruitment.employers.models import Employer
from recruitment.homes.queries import home_label
from recruitment.usage.choices import Rating, UsageSpan, UsageState, UsageStatus
from recruitment.usage.models import LabourOrigin, LabourUsageReport
from recruitment.vacancies.people_models import VacancyFill
from vietnam.deadlines import Bound, apply_policy

WRITTEN = {UsageSpan.HALF: (6, 5), UsageSpan.YEAR: (12, 5)}
"""“trước ngày 05/6”, “trước ngày 05/12” (decree 145/2020/NĐ-CP, article 4, as amended)."""
OPENS = {UsageSpan.HALF: 5, UsageSpan.YEAR: 11}
"""On the first of that month the report is asked for; until the next one opens it is the current
one.
"""
YEARS = range(2020, 2101)


@dataclass(frozen=True, order=True)
class UsagePeriod:
    """The half-year or the year that a report is about."""

    year: int
    span: UsageSpan

    @classmethod
    def current(cls, today: datetime.date) -> Self:
        if today.month >= OPENS[UsageSpan.YEAR]:
            return cls(today.year, UsageSpan.YEAR)
        if today.month >= OPENS[UsageSpan.HALF]:
            return cls(today.year, UsageSpan.HALF)
        return cls(today.year - 1, UsageSpan.YEAR)

    @classmethod
    def read(cls, text: str) -> Self | None:
        """“2026-6-thang”, “2026-nam”; None for anything else."""
        year, _dash, span = text.partition("-")
        is_year = len(year) == 4 and year.isascii() and year.isdigit() and int(year) in YEARS
        return cls(int(year), UsageSpan(span)) if is_year and span in UsageSpan.values else None

    def __str__(self) -> str:
        return f"{self.year}-{self.span}"

    @property
    def earlier(self) -> "UsagePeriod":
        if self.span == UsageSpan.YEAR:
            return UsagePeriod(self.year, UsageSpan.HALF)
        return UsagePeriod(self.year - 1, UsageSpan.YEAR)

    @property
    def label(self) -> str:
        if self.span == UsageSpan.HALF:
            return _("first half of %(year)s") % {"year": self.year}
        return _("year %(year)s") % {"year": self.year}

    @property
    def opens_on(self) -> datetime.date:
        return datetime.date(self.year, OPENS[self.span], 1)

    @cached_property
    def due_on(self) -> datetime.date:
        """The last day in time, as the province reads “trước ngày” and days off."""
        written = datetime.date(self.year, *WRITTEN[self.span])
        return apply_policy(written, Bound.BEFORE, current_policy().rules, working_calendar())


@dataclass(frozen=True)
class HomeSum:
    """The workers of one home province in all reports; `province` None: of the own province, and
    those not told.
    """

    province: Province | None
    people: int
    women: int
    hired: int
    left: int
    in_parks: int
    ratings: tuple[tuple[Rating, int], ...] = ()

    @property
    def name(self) -> str:
        return home_label(self.province) if self.province else _("This province, and not told")

    @property
    def rating_words(self) -> str:
        """“Tốt 3, Khá 1”."""
        return ", ".join(f"{rating.label} {count}" for rating, count in self.ratings)

    @property
    def figures(self) -> tuple[int, ...]:
        return (self.people, self.women, self.in_parks, self.hired, self.left)


def reports_of(period: UsagePeriod) -> QuerySet[LabourUsageReport]:
    return LabourUsageReport.objects.filter(year=period.year, span=period.span)


def visible_reports(by: Actor) -> QuerySet[LabourUsageReport]:
    """An employer's own; all for who sees all, for a verifier those of employers routed to its
    agency.
    """
    rows = LabourUsageReport.objects.select_related(
        "employer__agency",
        "employer__office",
        "employer__park",
        "handed_in_person",
        "handed_in_by__agency",
    )
    if by.seat.role == SeatRole.EMPLOYER:
        return rows.filter(employer__agency=by.seat.agency)
    return seen_from_desk(by, rows, "employer__office")


def reporting_employers_of_all(period: UsagePeriod) -> QuerySet[Employer]:
    """Who owes the report: verified, and registered by its due day.

    Each with its `report` (a key), the figures of it, and `state`, how it stands (UsageState).
    """
    after = period.due_on + datetime.timedelta(days=1)
    of_period = Q(usage_reports__year=period.year, usage_reports__span=period.span)
    owes = Q(status=EmployerStatus.VERIFIED, registered_at__date__lt=after)
    told = {name: F(f"own__{name}") for name in ("total", "women", "hired", "left", "handed_in_at")}
    told |= {"report": F("own__pk"), "report_status": F("own__status")}
    state = Case(
        When(report=None, then=Value(UsageState.MISSING)),
        When(report_status=UsageStatus.ASKED_BACK, then=Value(UsageState.ASKED_BACK)),
        When(handed_in_at__date__lte=period.due_on, then=Value(UsageState.IN_TIME)),
        default=Value(UsageState.LATE),
        output_field=CharField(),
    )
    rows = Employer.objects.annotate(
        own=FilteredRelation("usage_reports", condition=of_period)
    )  # one at most
    return rows.filter(owes | Q(own__isnull=False)).annotate(**told).annotate(state=state)


def reporting_employers(by: Actor, period: UsagePeriod) -> QuerySet[Employer]:
    """Those whom the office sees, by name."""
    rows = seen_from_desk(by, reporting_employers_of_all(period))
    return rows.select_related("agency", "office", "park").order_by("agency__sort_key", "pk")


def counts_by_state(rows: QuerySet[Employer]) -> dict[str, int]:
    """Of the rows of `reporting_employers`; 0 for a state that none is in."""
    found = dict(rows.order_by().values_list("state").annotate(n=Count("pk")))
    return {state.value: found.get(state, 0) for state in UsageState}


def sums_of(reports: QuerySet[LabourUsageReport]) -> dict[str, int]:
    """Of each figure; 0 without a report."""
    sums = reports.order_by().aggregate(
        **{f"{name}_sum": Sum(name) for name in LabourUsageReport.FIGURES}
    )
    return {name: sums[f"{name}_sum"] or 0 for name in LabourUsageReport.FIGURES}


def sums_by_home(reports: QuerySet[LabourUsageReport]) -> list[HomeSum]:
    """Each home province by its people, and what the reports say of no province; three queries."""
    rows = LabourOrigin.objects.filter(report__in=reports).order_by()
    sums = {f"{name}_sum": Sum(name) for name in LabourOrigin.FIGURES}
    sums["parks_sum"] = Sum("people", filter=Q(report__employer__park__isnull=False), default=0)
    sums |= {f"{rating}_count": Count("pk", filter=Q(rating=rating)) for rating in Rating.values}
    found = list(rows.values("province").annotate(**sums))
    provinces = Province.objects.select_related("successor").in_bulk(
        [row["province"] for row in found]
    )
    named = [_home_sum(row, provinces[row["province"]]) for row in found]
    named.sort(key=lambda each: (-each.people, str(each.province)))
    return [*named, _rest(reports, named)]


def _home_sum(row: dict, province: Province) -> HomeSum:
    ratings = tuple((rating, row[f"{rating}_count"]) for rating in Rating if row[f"{rating}_count"])
    return HomeSum(
        province, *(row[f"{name}_sum"] for name in LabourOrigin.FIGURES), row["parks_sum"], ratings
    )


def _rest(reports: QuerySet[LabourUsageReport], named: list[HomeSum]) -> HomeSum:
    whole = {f"{name}_sum": Sum(name, default=0) for name in ("total", "women", "hired", "left")}
    parks = Sum("total", filter=Q(employer__park__isnull=False), default=0)
    sums = reports.order_by().aggregate(**whole, parks_sum=parks)
    parts = zip(
        ("total", "women", "hired", "left", "parks"),
        ("people", "women", "hired", "left", "in_parks"),
        strict=True,
    )
    return HomeSum(
        None,
        *(sums[f"{of}_sum"] - sum(getattr(each, name) for each in named) for of, name in parts),
    )


def taken_on_by_home(employer: Employer, since: datetime.date) -> dict[int, int]:
    """By home province, as the employer entered at its vacancies: what a new report begins with."""
    rows = VacancyFill.objects.filter(
        vacancy__employer=employer, entered_at__date__gte=since, province__isnull=False
    )
    return dict(rows.order_by().values_list("province").annotate(n=Sum("people")))
