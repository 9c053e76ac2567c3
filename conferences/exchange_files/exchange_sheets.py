"""The sheets of a file for the national exchange: vacancies, results by enterprise, and by home
province. Figures only.
"""

import datetime
from collections.abc import Iterator

from django.utils.translation import gettext as _, pgettext

from agencies.calendar.date_words import moment_words
from conferences.booths.models import BoothVacancy
from conferences.booths.queries import accepted_booths
from conferences.fairs.models import Fair
from conferences.outcomes.choices import Rung
from conferences.outcomes.models import Outcome
from conferences.outcomes.queries import home_lines
from recruitment.fields.frames import make_letterhead
from recruitment.vacancies.models import Vacancy
from workbooks.sheets import Column, ColumnKind, Letterhead, Sheet, Value


def build_exchange_sheets(fair: Fair, day: datetime.date) -> list[Sheet]:
    head = _letterhead(fair, day)
    serial = Column(_("No."), ColumnKind.SERIAL, 6)
    code = Column(_("Tax code"), ColumnKind.TEXT, 15)
    firm = Column(_("Enterprise"), ColumnKind.TEXT, 38)
    steps = [Column(str(rung.label), ColumnKind.NUMBER, 13, total=True) for rung in Rung]
    vacancies = [
        serial,
        code,
        firm,
        Column(pgettext("vacancy", "Position"), ColumnKind.TEXT, 34),
        Column(_("Occupation"), ColumnKind.TEXT, 30),
        Column(_("Skill level"), ColumnKind.TEXT, 18),
        Column(_("Workplace"), ColumnKind.TEXT, 44),
        Column(_("People needed"), ColumnKind.NUMBER, 10, total=True),
        Column(_("Income"), ColumnKind.TEXT, 16),
        Column(_("Apply by"), ColumnKind.DATE, 12),
    ]
    homes = [
        _("People registered"),
        pgettext("fair", "Came"),
        pgettext("interview", "Interviewed"),
        _("Started work"),
    ]
    home = [
        serial,
        Column(_("Home province"), ColumnKind.TEXT, 34),
        *(Column(label, ColumnKind.NUMBER, 14, total=True) for label in homes),
    ]
    parts = (
        (_("Vacancies"), vacancies, _vacancy_rows(fair)),
        (_("By enterprise"), [serial, code, firm, *steps], _results(fair)),
        (_("By home province"), home, _home_rows(fair)),
    )
    return [
        Sheet(name=name, columns=columns, rows=rows, total_label=_("Total"), letterhead=head)
        for name, columns, rows in parts
    ]


def _letterhead(fair: Fair, day: datetime.date) -> Letterhead:
    return make_letterhead(
        fair.host,
        day=day,
        title=_("Results of the job fair for the national job exchange"),
        narrowed=f"{fair.title}, {moment_words(fair.starts_at)}",
        notes=[_("Each step counts those who went further too. Figures only, no names.")],
    )


def _vacancy_rows(fair: Fair) -> Iterator[list[Value]]:
    booths = accepted_booths(fair).values("pk")
    related = ("vacancy__park", "vacancy__province", "booth__employer__agency")
    offers = BoothVacancy.objects.filter(booth__in=booths).select_related(*related)
    for number, offer in enumerate(offers.order_by("booth__number", "pk"), 1):
        row = offer.vacancy
        employer = offer.booth.employer
        yield [
            number,
            employer.tax_code,
            employer.agency.name,
            row.title,
            str(row.get_occupation_display()),
            str(row.get_skill_display()),
            _place_of(row),
            offer.places,
            row.income,
            row.apply_by,
        ]


def _place_of(row: Vacancy) -> str:
    return ", ".join(filter(None, [row.park.name if row.park else "", row.ward, row.province.name]))


def _results(fair: Fair) -> Iterator[list[Value]]:
    reached: dict[int, list[int]] = {}
    for key, rung in Outcome.objects.filter(booth__fair=fair).values_list("booth", "rung"):
        reached.setdefault(key, []).append(rung)
    for number, booth in enumerate(accepted_booths(fair), 1):
        rungs = reached.get(booth.pk, [])
        yield [
            number,
            booth.employer.tax_code,
            booth.employer.agency.name,
            *(sum(each >= rung for each in rungs) for rung in Rung),
        ]


def _home_rows(fair: Fair) -> Iterator[list[Value]]:
    for number, line in enumerate(home_lines(fair), 1):
        yield [number, line.home, line.registered, line.came, line.interviewed, line.started]
