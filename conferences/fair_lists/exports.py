"""The vacancies of a fair in one sheet, in the words that were checked."""

import datetime
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _, pgettext

from agencies.calendar.date_words import moment_words
from agencies.lists.links import page_link
from conferences.fair_public.queries import PublicBooth, points_with_old_names, public_booths
from conferences.fairs.models import Fair
from recruitment.fields.frames import make_letterhead
from recruitment.vacancies.models import Vacancy
from vietnam.identifiers import parse_phone
from workbooks.sheets import Column, ColumnKind, Letterhead, Sheet, Value


def build_fair_list(fair: Fair, day: datetime.date) -> Sheet:
    """One line for each vacancy, in the order of the booths."""
    return Sheet(
        name=_("Vacancies of the fair"),
        columns=[
            Column(_("No."), ColumnKind.SERIAL, 6),
            Column(pgettext("fair", "Booth"), ColumnKind.NUMBER, 8),
            Column(_("Enterprise and workplace"), ColumnKind.TEXT, 40),
            Column(pgettext("vacancy", "Position"), ColumnKind.TEXT, 36),
            Column(_("Skill level"), ColumnKind.TEXT, 18),
            Column(_("People needed"), ColumnKind.NUMBER, 10, total=True),
            Column(_("Income"), ColumnKind.TEXT, 16),
            Column(_("Benefits"), ColumnKind.TEXT, 30),
            Column(_("Apply by"), ColumnKind.DATE, 12),
            Column(_("Page in the portal"), ColumnKind.TEXT, 12),
        ],
        rows=_rows(public_booths(fair)),
        total_label=_("Total"),
        letterhead=_letterhead(fair, day),
    )


def _letterhead(fair: Fair, day: datetime.date) -> Letterhead:
    return make_letterhead(
        fair.host,
        day=day,
        title=_("Vacancies of the job fair"),
        narrowed=f"{fair.title}, {moment_words(fair.starts_at)}",
        notes=[
            *point_lines(fair),
            _("Income in million VND a month."),
            _("Taking part is free. Nobody may ask you for a fee or a deposit."),
        ],
    )


def point_lines(fair: Fair) -> list[str]:
    """“Lạng Sơn: Trung tâm …, Số 473, đường Bà Triệu, 0205 381 2345”, each with old names."""
    return [
        f"{_province(point.agency.province, old)}: {point.agency.name}, {point.venue}, "
        f"{parse_phone(point.phone)}"
        for point, old in points_with_old_names(fair)
    ]


def _province(province: object, old_names: str) -> str:
    if not old_names:
        return str(province)
    return _("%(province)s (with the former %(names)s)") % {
        "province": province,
        "names": old_names,
    }


def _rows(booths: Sequence[PublicBooth]) -> Iterator[list[Value]]:
    number = 0
    for line in booths:
        for vacancy in line.vacancies:
            number += 1
            yield [
                number,
                line.booth.number,
                employer_and_place(vacancy),
                vacancy.title,
                str(vacancy.get_skill_display()),
                vacancy.headcount,
                vacancy.income,
                ", ".join(vacancy.benefit_labels),
                vacancy.apply_by,
                page_link(vacancy.get_absolute_url()),
            ]


def employer_and_place(row: Vacancy) -> str:
    place = [row.park.name if row.park else "", row.ward, row.province.name]
    return f"{row.employer.agency.name}, {', '.join(filter(None, place))}"
