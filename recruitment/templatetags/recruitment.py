"""How pages show the states and figures of this app."""

import datetime
from decimal import Decimal

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agencies.bodies.models import Province
from agencies.database.page_addresses import row_page_url
from agencies.tasks.choices import OccurrenceStatus
from agencies.templatetags.components import proportions
from recruitment.demand.forms import DemandBoardForm
from recruitment.demand.queries import Figures
from recruitment.employers.choices import EmployerStatus
from recruitment.homes.queries import home_label
from recruitment.service_firms.choices import LicenceState
from recruitment.vacancies.choices import Benefit, Schooling, Shift, VacancyStatus
from vietnam.dates import format_date
from vietnam.identifiers import InvalidIdentifier, parse_phone
from vietnam.numbers import format_number
from vietnam.periods import Period
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
def vacancy_address(key: int) -> str:
    """Of the public page."""
    return row_page_url("recruitment:vacancy-detail", key)


@register.filter
def people(count: int) -> str:
    """“300 người”"""
    return ngettext("%(shown)s person", "%(shown)s people", count) % {"shown": format_number(count)}


@register.filter
def place(row: dict) -> str:
    """Of a row of the public list: park, ward and province."""
    return ", ".join(filter(None, (row["park"], row["ward"], row["province"])))


@register.filter
def until(day: datetime.date) -> str:
    """“nộp trước 20/12/2026”"""
    return _("apply by %(day)s") % {"day": format_date(day)}


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
def short_month(month: Period) -> str:
    """11/2026, above columns."""
    return f"{month.first.month}/{month.year}"


@register.simple_tag
def board_link(
    form: DemandBoardForm, narrow: dict[str, object] | None = None, **changes: object
) -> str:
    """The query of the demand board with some of it changed."""
    return form.link(**(narrow or {}), **changes)


@register.simple_tag
def demand_parts(figures: Figures, most: int) -> list[dict[str, str]]:
    """Of a bar that is full at `most` people; what is left of it stays blank."""
    rest = max(0, most - figures.asked)
    parts = proportions(done=figures.filled, open=figures.open, off=figures.unfilled, blank=rest)
    return [part for part in parts if part["tone"] != "blank"]
