"""The reporting calendar of a year, one period with who has reported, obstacles, and what may leave
the portal.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from agencies.bodies.models import Agency
from agencies.deadlines.occurrences import DueDates
from agencies.people.permissions import Actor
from campaigns.indicators.models import Indicator, Measurement
from campaigns.permissions import CampaignPermission
from campaigns.reporting.choices import Purpose
from campaigns.reporting.kinds import kind_of, report_kind
from campaigns.reporting.models import (
    FigureReport,
    Obstacle,
    PlanReport,
    ReportingPeriod,
    ReportingRule,
)
from campaigns.reporting.schedule import PeriodDays, planned_periods
from campaigns.targets.queries import target_rows
from recruitment.period_reports.choices import ReportState, ReportStatus
from recruitment.period_reports.queries import reporters, visible_reports
from recruitment.period_reports.services import may_submit_report
from vietnam.periods import Period, PeriodKind


# The calendar -------------------------------------------------------------------------------------
@dataclass
class CalendarLine:
    """What the calendar of a year has on one day; `row` None: it has not been opened yet.
    `handed_in` and `in_time` count agencies; `may_write`: whether the seat's own agency owes it.
    """

    rule: ReportingRule
    period: Period
    days: PeriodDays
    row: ReportingPeriod | None
    handed_in: int = 0
    in_time: int = 0
    own: Any = None
    may_write: bool = False

    @property
    def is_moved(self) -> bool:
        """Whether the day that is named is none on which anybody works."""
        return self.days.act_by != self.days.stated_on


def calendar_of_year(year: int, by: Actor) -> list[CalendarLine]:
    """By the day on which it is owed; what has been opened stands as it was opened."""
    opened = {
        (row.purpose, row.period): row
        for row in ReportingPeriod.objects.select_related("rule")
        if row.period.year == year
    }
    counts = {purpose: _counts(purpose) for purpose in Purpose}
    own = {purpose: _own_reports(purpose, by) for purpose in Purpose}
    lines = []
    seen = set()
    for rule, period, days in planned_periods(year, DueDates()):
        key = (rule.purpose, period)
        if key in seen:
            continue
        seen.add(key)
        lines.append(_line(rule, period, days, opened.get(key), counts, own))
    for key, row in opened.items():
        if key not in seen:
            lines.append(_line(row.rule, row.period, _days_of(row), row, counts, own))
    agency = by.seat.agency
    for line in lines:
        if line.row and line.row.is_open:
            line.may_write = may_submit_report(kind_of(line.row), agency, by)
    return sorted(lines, key=lambda line: (line.days.due_on, line.period.last))


Counts = dict[Period, tuple[int, int]]


def _line(
    rule: ReportingRule,
    period: Period,
    days: PeriodDays,
    row: ReportingPeriod | None,
    counts: dict[Purpose, Counts],
    own: dict[Purpose, dict[Period, Any]],
) -> CalendarLine:
    purpose = Purpose(rule.purpose)
    handed_in, in_time = counts[purpose].get(period, (0, 0))
    days = _days_of(row) if row else days
    return CalendarLine(rule, period, days, row, handed_in, in_time, own[purpose].get(period))


def _days_of(row: ReportingPeriod) -> PeriodDays:
    return PeriodDays(row.opens_on, row.stated_on, row.due_on, row.act_by)


def _model(purpose: Purpose) -> type[FigureReport] | type[PlanReport]:
    return PlanReport if purpose == Purpose.PLAN else FigureReport


def _counts(purpose: Purpose) -> Counts:
    due = {row.period: row.due_on for row in ReportingPeriod.objects.filter(purpose=purpose)}
    found: Counts = {}
    rows = _model(purpose).objects.handed_in().values_list("starts_on", "ends_on", "submitted_at")
    for starts_on, ends_on, at in rows:
        period = Period(starts_on, ends_on)
        done, in_time = found.get(period, (0, 0))
        is_in_time = period in due and timezone.localdate(at) <= due[period]
        found[period] = (done + 1, in_time + is_in_time)
    return found


def _own_reports(purpose: Purpose, by: Actor) -> dict[Period, Any]:
    rows = _model(purpose).objects.filter(reporter=by.seat.agency_id)
    return {row.period: row for row in rows}


# One period ---------------------------------------------------------------------------------------
def reporter_rows(row: ReportingPeriod, by: Actor) -> list[Any]:
    """Who owes the report and who has written one, as the seat sees them, each with its state."""
    rows = reporters(kind_of(row), row.period, row.due_on, by)
    return list(rows.order_by("sort_key", "pk"))


def visible_figure_reports(by: Actor) -> QuerySet[Any]:
    return visible_reports(report_kind(Purpose.FIGURES, PeriodKind.MONTH), by)


def visible_plan_reports(by: Actor) -> QuerySet[Any]:
    return visible_reports(report_kind(Purpose.PLAN, PeriodKind.YEAR), by)


@dataclass(frozen=True)
class MergeProblems:
    """What stands against adding up a period. Undecided reports have to be decided on; what else
    there is has to be explained.
    """

    undecided: list[Agency]
    missing: list[Agency]
    gaps: list[str]

    @property
    def to_explain(self) -> bool:
        return bool(self.missing or self.gaps)


def merge_problems(row: ReportingPeriod) -> MergeProblems:
    rows: Any = reporters(kind_of(row), row.period, row.due_on).order_by("sort_key", "pk")
    undecided = [
        each
        for each in rows
        if each.report and each.report_status in (ReportStatus.SUBMITTED, ReportStatus.RETURNED)
    ]
    missing = [each for each in rows if each.state == ReportState.MISSING]
    is_figures = row.purpose == Purpose.FIGURES
    targets = target_rows(row.period) if is_figures else []
    gaps = [each.name for each in targets if each.parts and not each.parts.adds_up]
    return MergeProblems(undecided, missing, gaps)


# A report of figures ------------------------------------------------------------------------------
@dataclass(frozen=True)
class IndicatorLine:
    """One indicator of an agency's report: what it says now, what the period before said, and the
    same period of last year.
    """

    indicator: Indicator
    now: Measurement | None
    previous: Measurement | None
    same_last_year: Measurement | None


def indicators_of(reporter: Agency, period: Period) -> list[Indicator]:
    rows = Indicator.objects.filter(reporters=reporter, rhythm=period.kind or "", source="")
    return list(rows.order_by("pk"))


def indicator_lines(reporter: Agency, period: Period) -> list[IndicatorLine]:
    indicators = indicators_of(reporter, period)
    asked = (period, period.earlier, period.same_last_year)
    bounds = Q()
    for each in asked:
        bounds |= Q(starts_on=each.first, ends_on=each.last)
    rows = Measurement.objects.filter(
        bounds, indicator__in=indicators, agency=reporter, is_current=True
    )
    found = {(row.indicator_id, row.period): row for row in rows}
    return [
        IndicatorLine(each, *(found.get((each.pk, one)) for one in asked)) for each in indicators
    ]


def last_obstacles(reporter: Agency, period: Period) -> list[Obstacle]:
    """Those of the report before, beside which new ones are written."""
    rows = Obstacle.objects.filter(
        report__reporter=reporter,
        report__starts_on=period.earlier.first,
        report__ends_on=period.earlier.last,
    )
    return list(rows)


# For the month's report ---------------------------------------------------------------------------
@dataclass(frozen=True)
class ReportedObstacle:
    """What an agency says stands in its way; `number` None where it counted nothing."""

    agency: str
    words: str
    number: int | None
    unit: str
    proposal: str
    is_accepted: bool
    url: str


def reported_obstacles(period: Period) -> list[ReportedObstacle]:
    """Of all reports of figures handed in for the period, whatever bounds of its name they have."""
    bounds = Q()
    for each in {period, period.official, period.by_calendar}:
        bounds |= Q(report__starts_on=each.first, report__ends_on=each.last)
    rows = (
        Obstacle.objects.filter(bounds)
        .exclude(report__status=ReportStatus.RETURNED)
        .select_related("report__reporter")
        .order_by("report__reporter__sort_key", "report__reporter_id", "pk")
    )
    return [
        ReportedObstacle(
            agency=row.report.reporter.name,
            words=row.words,
            number=row.number,
            unit=row.unit,
            proposal=row.proposal,
            is_accepted=row.report.is_accepted,
            url=row.report.get_absolute_url(),
        )
        for row in rows
    ]


# What may leave the portal ------------------------------------------------------------------------
def is_published(period: Period) -> bool:
    """Whether the figures of the period were made public, of either bounds of its name."""
    rows = ReportingPeriod.objects.filter(purpose=Purpose.FIGURES).exclude(published_at=None)
    names = {period, period.official, period.by_calendar}
    bounds = Q()
    for each in names:
        bounds |= Q(starts_on=each.first, ends_on=each.last)
    return rows.filter(bounds).exists()


def may_take_figures(period: Period, by: Actor) -> bool:
    """Unpublished figures leave the portal for nobody who does not keep or approve them (decree
    283/2026/NĐ-CP, article 10.2).
    """
    keeps = by.may(CampaignPermission.KEEP_TARGETS) or by.may(CampaignPermission.APPROVE_REPORTS)
    return keeps or is_published(period)
