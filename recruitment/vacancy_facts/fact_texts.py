"""The facts of a vacancy as texts: as a workbook's cells say them, and as a person reads them.

Reading the cells again gives the same facts (`import_rows.row_facts`), so two vacancies say the
same where their cells are equal.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from recruitment.homes.queries import homes_text
from recruitment.vacancies.choices import Benefit
from recruitment.vacancy_facts.facts import CHOICES, FACTS, VacancyFacts
from vietnam.dates import format_date
from vietnam.numbers import format_number
from vietnam.wages import format_wage

# What the cell of a park says where there is none.
OUTSIDE = "Không"
COUNTS = ("headcount", "probation_days")
DAYS = ("apply_by", "publish_on")
WAGES = ("base_wage", "income")


def facts_as_cells(facts: VacancyFacts) -> dict[str, str]:
    """By fact; values of lists by their keys."""
    return {name: fact_as_cell(name, getattr(facts, name)) for name in FACTS}


def fact_as_cell(name: str, value: Any) -> str:
    if name == "park":
        return value.name if value else OUTSIDE
    if value in (None, "", ()):
        return ""
    if name in CHOICES:
        return str(value.value)
    if name in WAGES:
        return format_wage(value.low, value.high)
    if name == "bonus":
        return _bonus_text(value)
    if name in DAYS:
        return format_date(value)
    if name == "homes":
        return homes_text(value)
    if name == "benefits":
        # Their order says nothing.
        return "; ".join(benefit.value for benefit in Benefit if benefit in value)
    return str(value)


def _bonus_text(value: Decimal) -> str:
    return format_wage(value, value)


def cell_in_words(name: str, cell: str) -> str:
    """As a person reads it: “82” is “Thợ lắp ráp”."""
    if not cell:
        return "–"
    if name in CHOICES:
        return str(CHOICES[name](cell).label)
    if name == "benefits":
        return "; ".join(str(Benefit(value).label) for value in cell.split("; "))
    if name == "park" and cell == OUTSIDE:
        return _("Outside industrial parks and clusters")
    return format_number(int(cell)) if name in COUNTS else cell


def differing_facts(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """Facts of `after` that say something else than `before`, both as cells."""
    return [name for name in FACTS if name in after and after[name] != before.get(name, "")]
