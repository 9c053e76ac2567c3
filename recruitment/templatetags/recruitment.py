"""How pages show the states and figures of this app."""

import datetime
from decimal import Decimal

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.choices import OccurrenceStatus
from agencies.models import Province
from agencies.queries.month import YearMonth
from agencies.queries.periods import month_words
from agencies.templatetags.portal import proportions
from recruitment.choices import (
    Benefit,
    EmployerStatus,
    LicenceState,
    Schooling,
    Shift,
    UsageState,
    UsageStatus,
    VacancyStatus,
)
from recruitment.exports.lodging import lodgers_name as name_of_lodgers
from recruitment.exports.usage import home_name as name_of_home
from recruitment.exports.usage import rating_words as words_of_ratings
from recruitment.forms.monthly import DemandBoardForm
from recruitment.models import Employer, LabourUsageReport
from recruitment.queries.homes import home_label
from recruitment.queries.lodging import Home
from recruitment.queries.monthly import Figures
from recruitment.queries.usage import HomeSum
from vietnam.identifiers import InvalidIdentifier, parse_phone
from vietnam.wages import format_wage

register = template.Library()
TONES = {
    EmployerStatus.REGISTERED: "risk",
    EmployerStatus.ASKED_BACK: "wait",
    EmployerStatus.VERIFIED: "done",
    EmployerStatus.REFUSED: "off",
}
VACANCY_TONES = {
    VacancyStatus.DRAFT: "off",
    VacancyStatus.SUBMITTED: "risk",
    VacancyStatus.ASKED_BACK: "wait",
    VacancyStatus.CHECKED: "open",
    VacancyStatus.PUBLISHED: "done",
    VacancyStatus.PAUSED: "wait",
    VacancyStatus.FILLED: "off",
    VacancyStatus.EXPIRED: "off",
    VacancyStatus.WITHDRAWN: "off",
}
USAGE_TONES = {
    UsageState.MISSING: "risk",
    UsageState.ASKED_BACK: "wait",
    UsageState.LATE: "late",
    UsageState.IN_TIME: "done",
}
LICENCE_TONES = {
    LicenceState.VALID: "done",
    LicenceState.ENDS_SOON: "risk",
    LicenceState.ENDED: "late",
    LicenceState.REVOKED: "late",
    LicenceState.NONE: "off",
}
IN_A_LINE = (Benefit.DORMITORY, Benefit.HOUSING, Benefit.BUS, Benefit.MEALS)
"""What a worker from afar asks first; the rest stands on the page."""


@register.filter
def employer_tone(status: str) -> str:
    return TONES[EmployerStatus(status)]


@register.filter
def vacancy_tone(status: str) -> str:
    return VACANCY_TONES[VacancyStatus(status)]


@register.filter
def income(row: dict) -> str:
    """Of a row of the public list."""
    return format_wage(row["income_from"], row["income_to"])


@register.filter
def million(amount: Decimal) -> str:
    return format_wage(amount, amount)


@register.filter
def in_a_line(row: dict) -> str:
    """“Ký túc xá · xe đưa đón · hai ca · không cần bằng cấp”."""
    said = [str(benefit.label) for benefit in IN_A_LINE if benefit in row["benefits"]]
    said += [str(Shift(row["shift"]).label)] if row["shift"] != Shift.DAY else []
    if row["schooling"] == Schooling.ANY and row["skill"] == "none":
        said.append(_("No certificate needed"))
    return " · ".join(said)


@register.filter
def province_label(province: Province) -> str:
    """“Bắc Giang (nay thuộc Bắc Ninh)”"""
    return home_label(province)


@register.filter
def home_name(each: HomeSum) -> str:
    return name_of_home(each)


@register.filter
def lodgers_name(home: Home) -> str:
    return name_of_lodgers(home)


@register.filter
def rating_words(each: HomeSum) -> str:
    return words_of_ratings(each)


@register.filter
def usage_tone(state: UsageState) -> str:
    return USAGE_TONES[state]


@register.simple_tag
def usage_state(employer: Employer, due_on: datetime.date) -> UsageState:
    """Of a row of `reporting_employers`."""
    if employer.report is None:
        return UsageState.MISSING
    if employer.report_status == UsageStatus.ASKED_BACK:
        return UsageState.ASKED_BACK
    return UsageState.LATE if timezone.localdate(employer.handed_in_at) > due_on else UsageState.IN_TIME


@register.simple_tag
def usage_parts(figures: LabourUsageReport | dict[str, int]) -> list[tuple[str, list[tuple[str, int]]]]:
    """Skills and contracts with their labels, of one report or of sums."""
    said = figures if isinstance(figures, dict) else {name: getattr(figures, name) for name in figures.FIGURES}
    fields = LabourUsageReport._meta
    return [
        (str(title), [(str(fields.get_field(name).verbose_name), said[name]) for name in names])
        for title, names in (
            (_("By skill level"), LabourUsageReport.SKILLS),
            (_("By contract"), LabourUsageReport.CONTRACTS),
        )
    ]


@register.filter
def licence_tone(state: LicenceState) -> str:
    return LICENCE_TONES[state]


@register.filter
def task_status(status: str) -> str:
    """Of an occurrence, in words."""
    return str(OccurrenceStatus(status).label)


@register.filter
def phone(digits: str) -> str:
    """0912 000 641"""
    try:
        return str(parse_phone(digits))
    except InvalidIdentifier:
        return digits


@register.filter
def month_name(month: YearMonth) -> str:
    """tháng 11/2026"""
    return month_words(month.year, month.month)


@register.filter
def month_of(day: datetime.date) -> str:
    """The month in which a day lies."""
    return month_words(day.year, day.month)


@register.filter
def short_month(month: YearMonth | None) -> str:
    """11/2026, above columns."""
    return f"{month.month}/{month.year}" if month else ""


@register.simple_tag
def board_link(form: DemandBoardForm, narrow: dict[str, object] | None = None, **changes: object) -> str:
    """The query of the demand board with some of it changed."""
    return form.link(**(narrow or {}), **changes)


@register.simple_tag
def demand_parts(figures: Figures, most: int) -> list[dict[str, str]]:
    """Of a bar that is full at `most` people; what is left of it stays blank."""
    rest = max(0, most - figures.asked)
    parts = proportions(done=figures.filled, open=figures.open, off=figures.unfilled, blank=rest)
    return [part for part in parts if part["tone"] != "blank"]
