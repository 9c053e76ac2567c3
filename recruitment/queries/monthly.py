"""The demand board: what was asked for, filled and left open in a month, beside the month before and a year before."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection
from django.db.models import Count, F, QuerySet, Sum

from agencies.queries.month import YearMonth
from agencies.queries.periods import month_words
from recruitment.choices import DemandFigure
from recruitment.models import IndustrialPark, MonthlyDemand

MONTHS_IN_LINE = 13
"""So that the last stands beside the same month of the year before."""
OUTSIDE = "ngoai"
"""The zone of what lies outside parks and clusters, as addresses say it."""
Key = str | int | None


@dataclass(frozen=True)
class Figures:
    """People: asked for, taken on, still open; what the first has more than the others ended unfilled."""

    asked: int = 0
    filled: int = 0
    open: int = 0
    vacancies: int = 0

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(
            self.asked + other.asked,
            self.filled + other.filled,
            self.open + other.open,
            self.vacancies + other.vacancies,
        )

    @property
    def unfilled(self) -> int:
        return self.asked - self.filled - self.open


@dataclass(frozen=True)
class Cell:
    """One figure in the months that are compared; None where nothing was kept of that month."""

    figure: DemandFigure
    now: int
    before: int | None
    year_before: int | None


@dataclass(frozen=True)
class Line:
    """An occupation, skill level or zone; `key` None: outside parks. `now`, `before`, `year_before`: the months."""

    key: Key
    now: Figures
    before: Figures | None
    year_before: Figures | None

    @property
    def cells(self) -> list[Cell]:
        return [
            Cell(each, getattr(self.now, each), _of(self.before, each), _of(self.year_before, each))
            for each in DemandFigure
        ]


@dataclass(frozen=True)
class Month:
    """A month of the line below the board."""

    month: YearMonth
    figures: Figures

    @property
    def label(self) -> str:
        return month_words(self.month.year, self.month.month)


def _of(figures: Figures | None, name: str) -> int | None:
    return getattr(figures, name) if figures else None


def compared_months(month: YearMonth) -> tuple[YearMonth | None, YearMonth | None]:
    """The month before, the same month of the year before."""
    return month.earlier, YearMonth.read(f"{month.year - 1}-{month.month:02d}")


def board_lines(rows: QuerySet[MonthlyDemand], by: str, month: YearMonth) -> list[Line]:
    """`rows` of any month, `by` one of its fields: those with the most open places first. One query."""
    before, year_before = compared_months(month)
    asked = {first_day(each): each for each in (month, before, year_before) if each}
    found: dict[YearMonth, dict[Key, Figures]] = {each: {} for each in asked.values()}
    for day, key, figures in _sums(rows.filter(month__in=asked), by):
        found[asked[day]][key] = figures
    keys = {key for sums in found.values() for key in sums}
    lines = [Line(key, *(_at(found, each, key) for each in (month, before, year_before))) for key in keys]
    return sorted(lines, key=lambda line: (-line.now.open, -line.now.asked, str(line.key)))


def _at(found: dict[YearMonth, dict[Key, Figures]], month: YearMonth | None, key: Key) -> Figures | None:
    """Nothing asked is 0 in a month of which something is kept."""
    sums = found.get(month) if month else None
    return sums.get(key, Figures()) if sums else None


def _sums(rows: QuerySet[MonthlyDemand], by: str) -> Iterator[tuple[datetime.date, Key, Figures]]:
    sums = {f"{name}_sum": Sum(name) for name in DemandFigure.values}
    found = rows.order_by().values_list("month", by).annotate(**sums, n=Count("pk"))
    for day, key, asked, filled, still_open, count in found:
        yield day, key, Figures(asked, filled, still_open, count)


def total_line(lines: list[Line]) -> Line:
    def total(name: str) -> Figures | None:
        known = [figures for figures in (getattr(line, name) for line in lines) if figures is not None]
        return sum(known, Figures()) if known else None

    return Line("", total("now") or Figures(), total("before"), total("year_before"))


def months_in_line(rows: QuerySet[MonthlyDemand], until: YearMonth) -> list[Month]:
    """The months up to `until` of which something is kept, the newest first."""
    months = [until]
    while len(months) < MONTHS_IN_LINE and months[-1].earlier:
        months.append(months[-1].earlier)
    sums = {f"{name}_sum": Sum(name) for name in DemandFigure.values}
    kept = rows.filter(month__in=[first_day(each) for each in months]).order_by().values_list("month")
    found = {day: Figures(*figures) for day, *figures in kept.annotate(**sums, n=Count("pk"))}
    return [Month(each, found[first_day(each)]) for each in months if first_day(each) in found]


_MONTHS = """
WITH RECURSIVE kept (month) AS (
    (SELECT month FROM recruitment_monthlydemand ORDER BY month DESC LIMIT 1)
    UNION ALL
    SELECT (SELECT d.month FROM recruitment_monthlydemand d WHERE d.month < kept.month ORDER BY d.month DESC LIMIT 1)
    FROM kept WHERE kept.month IS NOT NULL
) SELECT month FROM kept WHERE month IS NOT NULL
"""


def kept_months() -> list[YearMonth]:
    """Those of which something is kept, the newest first; the index is walked from month to month."""
    with connection.cursor() as cursor:
        cursor.execute(_MONTHS)
        return [YearMonth(day.year, day.month) for (day,) in cursor.fetchall()]


def rows_behind(rows: QuerySet[MonthlyDemand], figure: str) -> QuerySet[MonthlyDemand]:
    """What one figure counts, the most people first."""
    related = rows.select_related("vacancy__employer__agency", "vacancy__park", "vacancy__province", "park")
    return related.filter(**{f"{figure}__gt": 0}).order_by(F(figure).desc(), "pk")


def sum_of(rows: QuerySet[MonthlyDemand], figure: str) -> int:
    return rows.aggregate(n=Sum(figure))["n"] or 0


def zone_names() -> dict[int, str]:
    return dict(IndustrialPark.objects.order_by("sort_key", "pk").values_list("pk", "name"))


def first_day(month: YearMonth) -> datetime.date:
    return month.span[0]
