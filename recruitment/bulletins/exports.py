"""The demand sheet and the loudspeaker script as files with the official frame."""

import datetime
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _, pgettext

from agencies.bodies.models import Agency
from recruitment.bulletins.figures import (
    Figure,
    figure_values,
    part_figures,
    rest_words,
    sum_figures,
    sum_rows,
)
from recruitment.bulletins.loudspeaker import Script
from recruitment.bulletins.queries import DemandPart, DemandSheet
from recruitment.fields.frames import make_letterhead
from recruitment.homes.queries import home_label
from recruitment.vacancies.models import Vacancy
from vietnam.identifiers import parse_phone
from vietnam.language.speech import say_duration
from workbooks.sheets import Column, ColumnKind, Letterhead, Sheet, Value


def build_demand_sheets(
    sheet: DemandSheet, *, issuer: Agency, search: str, day: datetime.date
) -> list[Sheet]:
    """One of everything; for a home province what names it, what is open to everybody, and what is
    still open for it. `search`: what was asked for, in words.
    """
    head = make_letterhead(
        issuer, day=day, title=_("Demand for labour"), narrowed=search, notes=[_note(sheet)]
    )
    lists = [_list_of_part(part, sheet, head) for part in sheet.parts]
    return [*lists, _sums_for_home(sheet, head)] if sheet.home else lists


def _note(sheet: DemandSheet) -> str:
    if sheet.home is None:
        return _("Income and wage in million VND a month. Open: asked for, less those taken on.")
    return _(
        "Income and wage in million VND a month. People taken on fill the places named for their "
        "province first, then those open to everybody. One position may want people by name and "
        "be open to others too; it then stands in both lists."
    )


def _list_of_part(part: DemandPart, sheet: DemandSheet, head: Letterhead) -> Sheet:
    figures = part_figures(part.kind, sheet.home)
    return Sheet(
        name=str(part.kind.label),
        columns=_columns(figures),
        rows=_rows(part, figures),
        total_label=_("Total"),
        letterhead=head,
    )


def _people(figures: Sequence[Figure]) -> list[Column]:
    return [Column(figure.heading, ColumnKind.NUMBER, 13, total=True) for figure in figures]


def _columns(figures: Sequence[Figure]) -> list[Column]:
    return [
        Column(_("No."), ColumnKind.SERIAL, 6),
        Column(pgettext("vacancy", "Position"), ColumnKind.TEXT, 34),
        Column(_("Enterprise and workplace"), ColumnKind.TEXT, 36),
        Column(_("Skill level"), ColumnKind.TEXT, 16),
        *_people(figures),
        Column(_("Income"), ColumnKind.TEXT, 14),
        Column(_("Benefits"), ColumnKind.TEXT, 30),
        Column(_("Apply by"), ColumnKind.DATE, 12),
        Column(_("Whom to call"), ColumnKind.TEXT, 26),
    ]


def _rows(part: DemandPart, figures: Sequence[Figure]) -> Iterator[list[Value]]:
    for number, line in enumerate(part.lines(), 1):
        row = line.vacancy
        yield [
            number,
            row.title,
            _employer_and_place(row),
            str(row.get_skill_display()),
            *figure_values(line.count, figures),
            row.income,
            ", ".join(row.benefit_labels),
            row.apply_by,
            f"{row.contact_name}, {parse_phone(row.contact_phone)}",
        ]
    if words := rest_words(part):
        yield [None, words, "", "", *figure_values(part.rest, figures), "", "", None, ""]


def _employer_and_place(row: Vacancy) -> str:
    place = [row.park.name if row.park else "", row.ward, row.province.name]
    return f"{row.employer.agency.name}, {', '.join(filter(None, place))}"


def _sums_for_home(sheet: DemandSheet, head: Letterhead) -> Sheet:
    home = home_label(sheet.home) if sheet.home else ""
    rows: list[list[Value]] = [
        [number, label, positions, *values]
        for number, (skill, label, positions, values) in enumerate(sum_rows(sheet), 1)
        if skill
    ]
    return Sheet(
        name=_("Still open for %(province)s") % {"province": home},
        columns=[
            Column(_("No."), ColumnKind.SERIAL, 6),
            Column(_("Skill level"), ColumnKind.TEXT, 30),
            Column(_("Positions"), ColumnKind.NUMBER, 11, total=True),
            *_people(sum_figures(sheet.home)),
        ],
        rows=rows,
        total_label=_("Total"),
        letterhead=head,
    )


def script_letterhead(script: Script, *, issuer: Agency, day: datetime.date) -> Letterhead:
    """Of the script as a document, in Vietnamese as the script is; how long it takes, in words."""
    return make_letterhead(
        issuer,
        day=day,
        title=_("News of jobs for loudspeakers"),
        narrowed=_("reading takes about %(duration)s") % {"duration": say_duration(script.seconds)},
    )
