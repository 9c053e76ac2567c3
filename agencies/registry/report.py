"""What an app adds to the month's report: figures, each with its definition and the rows behind it,
and sheets of the workbook.
"""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.people.permissions import Right
from vietnam.periods import Period
from workbooks.sheets import Sheet

Number = int | Decimal
Values = Mapping[str, Number | None]


# What a cell says in place of a figure that nobody collects, which is not 0.
NOT_COLLECTED = pgettext_lazy("report", "Not collected")


class ReportSection(TextChoices):
    """The parts of the report, in its order."""

    DEMAND = "demand", _("Demand for labour")
    RESULTS = "results", _("Results of recruiting")
    TASKS = "tasks", _("Progress of tasks")
    FAIRS = "fairs", _("Job fairs")
    COMMUNICATION = "communication", pgettext_lazy("report", "Communication")
    PETITIONS = "petitions", _("Petitions")
    TARGETS = "targets", pgettext_lazy("report", "Targets")
    BUDGET = "budget", pgettext_lazy("report", "Budget")
    LABOUR_USE = "labour-use", _("Use of labour")


class FigureUnit(TextChoices):
    """What is counted. People and turns are never one figure: who comes twice is one person."""

    PEOPLE = "people", pgettext_lazy("unit", "people")
    TURNS = "turns", pgettext_lazy("unit", "turns")
    POSITIONS = "positions", pgettext_lazy("unit", "positions")
    EMPLOYERS = "employers", pgettext_lazy("unit", "enterprises")
    TASKS = "tasks", pgettext_lazy("unit", "tasks")
    SESSIONS = "sessions", pgettext_lazy("unit", "sessions")
    REPORTS = "reports", pgettext_lazy("unit", "reports")
    PRODUCTS = "products", pgettext_lazy("unit", "items")
    PETITIONS = "petitions", pgettext_lazy("unit", "petitions")
    TARGETS = "targets", pgettext_lazy("unit", "targets")
    MONEY = "money", pgettext_lazy("unit", "đồng")
    PERCENT = "percent", "%"


@dataclass(frozen=True)
class RowsBehind:
    """Which rows of a list a figure is made of: the sum of their column `adds`, without it their
    number; with `where`, only those whose column of that position holds one of the words `states`.
    """

    adds: int | None = None
    where: int | None = None
    states: tuple[str | Promise, ...] = ()


@dataclass(frozen=True)
class FigureDefinition:
    """One figure of the report.

    `definition`: what it counts, in a sentence; `version` is raised when that changes, and figures
    of two versions are never compared. `part_of`: the key of the figure that it adds up to together
    with the others that name it; `within`: of one that it cannot exceed. `adds_up`: whether it may
    be counted over the year so far.
    """

    key: str
    section: ReportSection
    label: str | Promise
    unit: FigureUnit
    definition: str | Promise
    version: int = 1
    part_of: str = ""
    within: str = ""
    adds_up: bool = True
    rows: RowsBehind = RowsBehind()


@dataclass(frozen=True)
class FigureSource:
    """The figures that an app counts from one list.

    `values`: for a period, judged at the end of a day; None for what is not collected. `rows`: the
    list itself, as a sheet without letterhead, of a period, a day, and the key of one figure, empty
    for all rows; `permission`: who may open it, `name` how it is found.
    """

    name: str
    definitions: tuple[FigureDefinition, ...]
    values: Callable[[Period, datetime.date], Values]
    rows: Callable[[Period, datetime.date, str], Sheet]
    permission: Right


# Places of sheets: 1 to 10 are those of the official list, whose numbers are printed.
LAST_NUMBERED = 10
NEXT_MONTH = 11
OFFICIAL_FORMS = 12


@dataclass(frozen=True)
class ReportSheet:
    """A sheet of the monthly workbook, made of a ReportMonth. Several of one place follow each
    other.
    """

    key: str
    place: int
    make: Callable[[Any], Sheet]


@dataclass(frozen=True)
class PlannedValue:
    """What the year's plan sets for a figure, and the paper that says so."""

    value: Number
    basis: str = ""


# The plan of a year, by the keys of figures.
YearPlan = Callable[[int], Mapping[str, PlannedValue]]
