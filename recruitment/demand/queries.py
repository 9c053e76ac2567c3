"""The demand board: what was asked for, filled and left open in a month, beside the month before
and a year before.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db import connection
from django.db.models import (
    Case,
    Count,
    Exists,
    Expression,
    F,
    OuterRef,
    Q,
    QuerySet,
    Sum,
    Value,
    When,
)
from django.utils import timezone

from agencies.bodies.models import Province
from recruitment.demand.figures import BoardLine, BoardMonth, DemandFigures, LineKey
from recruitment.demand.models import MonthlyDemand, MonthlyHome
from recruitment.employers.models import IndustrialPark
from recruitment.homes.queries import home_label, in_home_order
from recruitment.vacancies.choices import DemandFigure
from recruitment.vacancies.public_versions import public_versions
from vietnam.dates import is_within_years
from vietnam.language.collation import sort_key
from vietnam.periods import Period

# So that the last one can be compared with the same month of the year before.
MONTHS_IN_LINE = 13
# The zone of places outside parks and clusters, as addresses express it.
OUTSIDE = "ngoai"
# The home of people whose home is unknown.
UNKNOWN = "khong-ro"


@dataclass(frozen=True)
class DemandSource:
    """What the board adds up: whole vacancies, or their people of home provinces.

    `demand` is the way from a row to its MonthlyDemand, as lookups say it. Nobody can tell how many
    places are open to one home province only, so those rows have no such figure.
    """

    rows: QuerySet[MonthlyDemand] | QuerySet[MonthlyHome]
    demand: str = ""
    figures: tuple[DemandFigure, ...] = tuple(DemandFigure)

    def filter(self, **conditions: object) -> "DemandSource":
        # `conditions` on fields of MonthlyDemand.
        filters = {f"{self.demand}{name}": value for name, value in conditions.items()}
        return replace(self, rows=self.rows.filter(**filters))

    def sums(self, *keys: str) -> QuerySet[Any]:
        """By fields of the rows; then the figures, and the number of vacancies."""
        people = {f"{name}_sum": Sum(people_in_figure(name)) for name in self.figures}
        count = Count("demand", distinct=True) if self.demand else Count("pk")
        return self.rows.order_by().values_list(*keys).annotate(**people, n=count)


def people_in_figure(figure: str, on: datetime.date | None = None) -> Expression:
    """The figure of one row on a day, or today; nothing is open once its date is over, whether or
    not that has been recorded: it has ended then.
    """
    lasts = Q(open_until__isnull=True) | Q(open_until__gte=on or timezone.localdate())
    still_open = Case(When(lasts, then=F("open")), default=Value(0))
    if figure == DemandFigure.OPEN:
        return still_open
    if figure == DemandFigure.ENDED:
        return F("asked") - F("filled") - F("withdrawn") - still_open
    return F(figure)


def all_demand() -> DemandSource:
    return DemandSource(MonthlyDemand.objects.all())


def demand_by_home() -> DemandSource:
    return DemandSource(
        MonthlyHome.objects.all(), "demand__", (DemandFigure.ASKED, DemandFigure.FILLED)
    )


def compared_months(month: Period) -> tuple[Period, Period]:
    return month.earlier, Period.of_month(month.year - 1, month.first.month)


def board_lines(source: DemandSource, by: str, month: Period) -> list[BoardLine]:
    """`source` of any month, `by` a field of its rows, in no order. One query."""
    before, year_before = compared_months(month)
    asked = {each.first: each for each in (month, before, year_before)}
    found: dict[Period, dict[LineKey, DemandFigures]] = {each: {} for each in asked.values()}
    for day, key, *sums in source.filter(month__in=asked).sums(f"{source.demand}month", by):
        found[asked[day]][key] = DemandFigures.from_sums(source.figures, sums)
    keys = {key for sums in found.values() for key in sums}
    return [
        BoardLine(
            key,
            found[month].get(key, DemandFigures()),
            _at(found, before, key),
            _at(found, year_before, key),
            source.figures,
        )
        for key in keys
    ]


def in_order_of_need(lines: Iterable[tuple[str, BoardLine]]) -> list[tuple[str, BoardLine]]:
    """Lines with their labels: those with the most open places first, equal ones by their labels in
    Vietnamese order.
    """
    return sorted(
        lines,
        key=lambda named: (-named[1].now.open, -named[1].now.asked, sort_key(named[0])),
    )


def _at(
    found: dict[Period, dict[LineKey, DemandFigures]], month: Period, key: LineKey
) -> DemandFigures | None:
    # Nothing asked is 0 in a month of which something is kept.
    sums = found[month]
    return sums.get(key, DemandFigures()) if sums else None


def total_line(lines: list[BoardLine]) -> BoardLine:
    def total(name: str) -> DemandFigures | None:
        known = [
            figures for figures in (getattr(line, name) for line in lines) if figures is not None
        ]
        return sum(known, DemandFigures()) if known else None

    figures = lines[0].figures if lines else tuple(DemandFigure)
    return BoardLine(
        "", total("now") or DemandFigures(), total("before"), total("year_before"), figures
    )


def recorded_months(source: DemandSource, until: Period) -> list[BoardMonth]:
    """The recorded months up to `until`, newest first."""
    months = [until]
    while len(months) < MONTHS_IN_LINE:
        months.append(months[-1].earlier)
    sums = source.filter(month__in=[each.first for each in months]).sums(f"{source.demand}month")
    found = {day: DemandFigures.from_sums(source.figures, figures) for day, *figures in sums}
    return [
        BoardMonth(each, found[each.first], source.figures)
        for each in months
        if each.first in found
    ]


_MONTHS = """
WITH RECURSIVE kept (month) AS (
    (SELECT month FROM recruitment_monthlydemand ORDER BY month DESC LIMIT 1)
    UNION ALL
    SELECT (SELECT d.month FROM recruitment_monthlydemand d WHERE d.month < kept.month
        ORDER BY d.month DESC LIMIT 1)
    FROM kept WHERE kept.month IS NOT NULL
) SELECT month FROM kept WHERE month IS NOT NULL
"""


def months_with_demand() -> list[Period]:
    """Those of which something is kept, the newest first; the index is walked from month to month.

    Read past the column, which would keep a stray month within the years: it is left out.
    """
    with connection.cursor() as cursor:
        cursor.execute(_MONTHS)
        days = [day for (day,) in cursor.fetchall()]
    return [Period.of_month(day.year, day.month) for day in days if is_within_years(day)]


def demand_rows(
    source: DemandSource, figure: str
) -> QuerySet[MonthlyDemand] | QuerySet[MonthlyHome]:
    # What one figure counts, the most people first.
    paths = ("vacancy__employer__agency", "vacancy__park", "vacancy__province", "park")
    related = source.rows.select_related(*(f"{source.demand}{path}" for path in paths))
    shown = {"people": people_in_figure(figure)}
    if DemandFigure.OPEN in source.figures:
        shown["open_now"] = people_in_figure(DemandFigure.OPEN)
        shown["ended_now"] = people_in_figure(DemandFigure.ENDED)
    return related.annotate(**shown).filter(people__gt=0).order_by("-people", "pk")


def rows_with_public_versions(
    rows: Iterable[MonthlyDemand | MonthlyHome],
) -> list[MonthlyDemand | MonthlyHome]:
    """Each with its vacancy as everybody may see it, as `face`."""
    listed = list(rows)
    for row, face in zip(
        listed,
        public_versions(
            (row.demand.vacancy if isinstance(row, MonthlyHome) else row.vacancy) for row in listed
        ),
        strict=True,
    ):
        row.face = face
    return listed


def figure_total(source: DemandSource, figure: str) -> int:
    return source.rows.aggregate(n=Sum(people_in_figure(figure)))["n"] or 0


def zone_names() -> dict[int, str]:
    return dict(IndustrialPark.objects.order_by("sort_key", "pk").values_list("pk", "name"))


def home_names() -> dict[int, str]:
    """Of the provinces from which somebody was asked for or taken on."""
    rows = Province.objects.filter(Exists(MonthlyHome.objects.filter(province=OuterRef("pk"))))
    return {province.pk: home_label(province) for province in in_home_order(rows)}
