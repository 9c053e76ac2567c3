"""How pages print goals, figures and changes, and how far a reporting period is."""

from decimal import Decimal

from django import template

from agencies.calendar.periods import days_of_period, name_of_period
from agencies.database.page_addresses import row_page_url
from campaigns.indicators.choices import PERIOD_KIND_LABELS, RHYTHM_LABELS, MeasureUnit
from campaigns.indicators.figures import Figure
from campaigns.indicators.models import Indicator
from campaigns.official_forms.exports import figure_text
from campaigns.reporting.choices import STATUS_TONES, PeriodStatus, Purpose
from campaigns.reporting.forms import known_words
from campaigns.reporting.models import ReportingPeriod
from campaigns.targets import wording
from campaigns.targets.choices import VERDICT_TONES, Verdict
from campaigns.targets.models import Target
from campaigns.targets.progress import Change
from campaigns.targets.queries import TargetRow
from vietnam.periods import Period

register = template.Library()
register.filter("known", known_words)
register.filter("form_figure", figure_text)


@register.filter
def goal(row: TargetRow | Target) -> str:
    unit = row.unit if isinstance(row, TargetRow) else row.indicator.unit
    return wording.goal_words(row.operator, row.goal, unit)


@register.filter
def amount(value: Decimal | None) -> str:
    return "" if value is None else wording.amount_words(value)


@register.filter
def figure(value: Figure, unit: str = "") -> str:
    return wording.figure_words(value, unit)


@register.filter
def change(value: Change) -> str:
    return wording.change_words(value)


@register.filter
def change_tone(value: Change) -> str:
    return wording.change_tone(value)


@register.filter
def distance(row: TargetRow) -> str:
    return wording.distance_words(row)


@register.filter
def parts(row: TargetRow) -> str:
    return wording.parts_words(row)


@register.filter
def verdict_tone(verdict: Verdict) -> str:
    return VERDICT_TONES[verdict]


@register.filter
def status_tone(status: str) -> str:
    return STATUS_TONES[PeriodStatus(status)]


@register.simple_tag
def report_page(row: ReportingPeriod, report: int) -> str:
    # Of a report by its key, as the list of a period has it.
    name = "plan" if row.purpose == Purpose.PLAN else "figure"
    return row_page_url(f"campaigns:{name}-report-detail", report)


@register.filter
def unit_label(unit: str) -> str:
    return str(MeasureUnit(unit).label)


@register.filter
def rhythm_label(indicator: Indicator) -> str:
    return str(PERIOD_KIND_LABELS[indicator.kind])


@register.filter
def how_often(row: TargetRow) -> str:
    return str(RHYTHM_LABELS[row.rhythm.months])


@register.filter
def period_days(period: Period) -> str:
    return days_of_period(period)


@register.filter
def short_period(period: Period) -> str:
    # Without its days, which stand beside it.
    return name_of_period(period.by_calendar)


@register.filter
def indent(depth: int) -> str:
    return ("", "indent-1", "indent-2", "indent-3")[min(depth, 3)]
