"""From the rules of the reporting calendar to the days of its periods."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from agencies.deadlines.occurrences import DueDates
from campaigns.reporting.models import ReportingRule
from vietnam.dates import last_day_of_month
from vietnam.deadlines import Bound, DeadlineKind, StatedDeadline
from vietnam.periods import Period

DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class PeriodDays:
    """`stated_on`: the day that the rule names or counts to; `due_on` and `act_by`: what the policy
    of dates and the working calendar make of it.
    """

    opens_on: datetime.date
    stated_on: datetime.date
    due_on: datetime.date
    act_by: datetime.date


def rule_periods(rule: ReportingRule, year: int) -> list[Period]:
    """Those of a year for which the rule asks. A rule with a day of the year asks once a year."""
    periods = Period.all_of(rule.kind, year)
    asked = periods if rule.working_days is not None else periods[:1]
    return [each for each in asked if _is_valid(rule, each)]


def _is_valid(rule: ReportingRule, period: Period) -> bool:
    return rule.valid_from <= period.last and (
        rule.valid_to is None or period.last <= rule.valid_to
    )


def period_days(rule: ReportingRule, period: Period, dates: DueDates) -> PeriodDays:
    stated_on = _stated_on(rule, period, dates)
    found = dates.date_fields(stated_on, bound_of(rule))
    due_on = found["due_on"] or stated_on
    return PeriodDays(
        opens_on=min(due_on - rule.days_open * DAY, period.last),
        stated_on=stated_on,
        due_on=due_on,
        act_by=found["act_by"] or due_on,
    )


def bound_of(rule: ReportingRule) -> Bound:
    # Counted working days name the last day in time; “trước ngày” is read by the policy.
    return Bound.BY if rule.working_days is not None else Bound.BEFORE


def _stated_on(rule: ReportingRule, period: Period, dates: DueDates) -> datetime.date:
    if rule.working_days is not None:
        return dates.calendar.add_working_days(period.last, rule.working_days)
    day = _day_in(period.first.year, rule)
    return day if day > period.first else _day_in(period.first.year + 1, rule)


def _day_in(year: int, rule: ReportingRule) -> datetime.date:
    # The rule has both, or working days; the last of a month that lacks the day.
    last = last_day_of_month(year, rule.due_month or 1)
    return last.replace(day=min(rule.due_day or 1, last.day))


def stated_deadline(rule: ReportingRule, days: PeriodDays, words: str) -> StatedDeadline:
    return StatedDeadline(DeadlineKind.ON, bound_of(rule), due_on=days.stated_on, text=words)


def planned_periods(
    year: int, dates: DueDates
) -> Iterator[tuple[ReportingRule, Period, PeriodDays]]:
    """All that the rules ask for of a year, in the order of the days on which it is owed."""
    planned = [
        (rule, period, period_days(rule, period, dates))
        for rule in ReportingRule.objects.all()
        for period in rule_periods(rule, year)
    ]
    yield from sorted(planned, key=lambda each: (each[2].due_on, each[1].last, each[0].pk))
