"""How pages show the states and figures of this app."""

from decimal import Decimal
from typing import Any

from django import template

from agencies.bodies.models import Province
from agencies.lists.numbers import localized_wage
from agencies.tasks.choices import OccurrenceStatus
from agencies.templatetags.components import proportions
from recruitment.demand.figures import DemandFigures
from recruitment.demand.forms import DemandBoardForm
from recruitment.employers.choices import EmployerStatus
from recruitment.homes.queries import line_home_label
from recruitment.service_firms.choices import LicenceState
from recruitment.vacancies.choices import VacancyStatus
from vietnam.identifiers import InvalidIdentifier, parse_phone
from vietnam.periods import Period

register = template.Library()
EMPLOYER_TONES = {
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


@register.filter
def employer_tone(status: str) -> str:
    return EMPLOYER_TONES[EmployerStatus(status)]


@register.filter
def vacancy_tone(status: str) -> str:
    return VACANCY_TONES[VacancyStatus(status)]


@register.filter
def income(row: dict[str, Any]) -> str:
    return localized_wage(row["income_from"], row["income_to"])


@register.filter
def million(amount: Decimal) -> str:
    return localized_wage(amount, amount)


@register.filter
def province_label(province: Province | None) -> str:
    # “Bắc Giang (nay thuộc Bắc Ninh)”, “Không khai”
    return line_home_label(province)


@register.filter
def pairs(headings: list[str], values: list[int]) -> list[tuple[str, int]]:
    # Each value with the heading of its column.
    return list(zip(headings, values, strict=True))


@register.filter
def licence_tone(state: LicenceState) -> str:
    return LICENCE_TONES[state]


@register.filter
def task_status(status: str) -> str:
    return str(OccurrenceStatus(status).label)


@register.filter
def phone(digits: str) -> str:
    # 0912 000 641
    try:
        return str(parse_phone(digits))
    except InvalidIdentifier:
        return digits


@register.filter
def short_month(month: Period) -> str:
    # 11/2026, above columns.
    return f"{month.first.month}/{month.year}"


@register.simple_tag
def board_link(
    form: DemandBoardForm, narrow: dict[str, object] | None = None, **changes: object
) -> str:
    # The query of the demand board with some of it changed.
    return form.link(**(narrow or {}), **changes)


@register.simple_tag
def demand_parts(figures: DemandFigures, most: int) -> list[dict[str, str]]:
    # Of a bar that is full at `most` people; what is left of it stays blank.
    parts = proportions(
        done=figures.filled,
        open=figures.open,
        off=figures.ended,
        withdrawn=figures.withdrawn,
        blank=max(0, most - figures.asked),
    )
    return [part for part in parts if part["tone"] != "blank"]
