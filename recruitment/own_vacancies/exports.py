"""An employer's list as a workbook: the rows that its filter finds, all of them."""

import datetime
from collections.abc import Iterable

from django.utils.translation import gettext as _, pgettext

from agencies.bodies.models import Agency
from recruitment.fields.frames import make_letterhead
from recruitment.own_vacancies.queries import OwnVacancy
from workbooks.sheets import Column, ColumnKind, Sheet, Value


def own_vacancies_sheet(
    lines: Iterable[OwnVacancy], *, employer: Agency, day: datetime.date, narrowed: str
) -> Sheet:
    """`narrowed`: what was asked for, in words. Its code finds a vacancy again when the list comes
    back as next month's file.
    """
    people = ColumnKind.NUMBER
    return Sheet(
        name=_("People we need"),
        columns=[
            Column(_("No."), ColumnKind.SERIAL, 6),
            Column(pgettext("vacancy", "Code"), width=14),
            Column(pgettext("vacancy", "Position"), width=36),
            Column(_("Occupation"), width=26),
            Column(_("Skill level"), width=22),
            Column(_("People needed"), people, 12, total=True),
            Column(pgettext("count", "Taken on"), people, 12, total=True),
            Column(_("Still open"), people, 12, total=True),
            Column(_("To be called"), people, 12, total=True),
            Column(_("Income"), width=16),
            Column(_("Ward or commune"), width=22),
            Column(_("Apply by"), ColumnKind.DATE, 13),
            Column(_("State"), width=20),
            Column(_("How it ended"), width=24),
        ],
        rows=(_row(number, line) for number, line in enumerate(lines, 1)),
        total_label=_("Total"),
        letterhead=make_letterhead(
            employer, day=day, title=_("Demand for labour"), narrowed=narrowed
        ),
    )


def _row(number: int, line: OwnVacancy) -> list[Value]:
    vacancy = line.vacancy
    return [
        number,
        vacancy.own_code or str(vacancy.pk),
        vacancy.title,
        vacancy.get_occupation_display(),
        vacancy.get_skill_display(),
        vacancy.headcount,
        line.taken_on,
        line.open,
        line.calls,
        vacancy.income,
        vacancy.ward,
        vacancy.apply_by,
        str(vacancy.state.label),
        vacancy.get_outcome_display(),
    ]
