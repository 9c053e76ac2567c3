"""The line test as its pages show it: points by checks, what fails, and whom to call."""

import datetime
from dataclasses import dataclass, field

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext

from agencies.calendar.date_words import moment_words
from agencies.calendar.periods import start_of_day
from conferences.line_tests.choices import CheckResult, LineCheck, LineRound
from conferences.line_tests.models import LineIncident, LineResult
from conferences.meetings.choices import ConferenceState
from conferences.meetings.models import Conference, Point
from conferences.meetings.queries import in_order

HOUR_BEFORE = datetime.timedelta(minutes=60)
ONE_DAY = datetime.timedelta(days=1)
# From then on the second round is the one that counts.
ROUND_TURNS = datetime.timedelta(hours=3)


def present_round(conference: Conference, now: datetime.datetime) -> LineRound:
    is_soon = now >= conference.starts_at - ROUND_TURNS
    return LineRound.HOUR_BEFORE if is_soon else LineRound.DAY_BEFORE


@dataclass(frozen=True)
class LineCell:
    """A check at a point: what it gave, or not tried."""

    item: LineCheck
    row: LineResult | None = None

    @property
    def result(self) -> CheckResult:
        return CheckResult(self.row.result) if self.row else CheckResult.UNTRIED

    @property
    def words(self) -> str:
        """Result, when, by whom, and what was noted."""
        if self.row is None:
            return str(self.result.label)
        person = self.row.noted_person
        by = person.full_name if person else gettext("at the point")
        said = [str(self.result.label), moment_words(self.row.tried_at), by, self.row.note]
        return ", ".join(filter(None, said))


@dataclass
class LineRow:
    """A point in the matrix."""

    point: Point
    cells: list[LineCell] = field(default_factory=list)

    @property
    def passed(self) -> int:
        return sum(cell.result == CheckResult.PASSED for cell in self.cells)

    @property
    def failing(self) -> list[LineCell]:
        return [cell for cell in self.cells if cell.result == CheckResult.FAILED]

    @property
    def is_done(self) -> bool:
        return self.passed == len(self.cells)

    @property
    def tone(self) -> str:
        return "done" if self.is_done else "late"


def line_rows(points: QuerySet[Point], round_: LineRound) -> list[LineRow]:
    """The matrix: two queries for any number of points. A point that was added late has its row
    too.
    """
    shown = list(in_order(points))
    rows = LineResult.objects.filter(point__in=shown, round=round_)
    known = {(row.point_id, row.item): row for row in rows.select_related("noted_person")}
    return [
        LineRow(
            point,
            [LineCell(item, known.get((point.pk, item.value))) for item in LineCheck],
        )
        for point in shown
    ]


def incidents_of(points: QuerySet[Point]) -> QuerySet[LineIncident]:
    return LineIncident.objects.filter(point__in=points.order_by().values("pk")).select_related(
        "point"
    )


def untried_points(today: datetime.date) -> QuerySet[Point]:
    """Points of announced conferences of today or later whose line test is due, and of which not
    all checks have passed: those of the second round on the day itself, else of the first.
    """
    begin = start_of_day(today)
    end = begin + ONE_DAY
    rows = Point.objects.filter(
        conference__state__in=(ConferenceState.INVITED, ConferenceState.RUNNING),
        conference__ends_at__gte=begin,
        conference__test_at__lt=end,
    )
    is_today = Q(conference__starts_at__lt=end)
    return rows.exclude(is_today, pk__in=_done(LineRound.HOUR_BEFORE)).exclude(
        ~is_today, pk__in=_done(LineRound.DAY_BEFORE)
    )


def _done(round_: LineRound) -> QuerySet[LineResult, int]:
    # The keys of points of which all checks of a round have passed.
    passed = LineResult.objects.filter(result=CheckResult.PASSED, round=round_).order_by()
    whole = passed.values("point").annotate(n=Count("pk")).filter(n=len(LineCheck))
    return whole.values_list("point", flat=True)
