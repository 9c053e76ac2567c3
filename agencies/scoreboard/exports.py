"""The scoreboard of a quarter as an official sheet, with the numbers behind its shares."""

import datetime
from collections.abc import Iterable, Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from agencies.bodies.queries import agency_place, reporting_agency
from agencies.directives.models import Directive
from agencies.scoreboard.queries import Score
from vietnam.dates import format_date
from workbooks.sheets import Column, ColumnKind, Letterhead, Sheet, Value


def scoreboard_sheet(
    rows: Iterable[Score],
    *,
    quarter: str,
    made_on: datetime.date,
    directive: Directive | None = None,
) -> Sheet:
    """`quarter` in words; figures as of `made_on`."""
    return Sheet(
        name=_("Results by quarter"),
        columns=_columns(),
        rows=_rows(rows),
        total_label=_("Total"),
        letterhead=_letterhead(quarter, made_on, directive),
    )


def _columns() -> list[Column]:
    def count(heading: str) -> Column:
        return Column(heading, ColumnKind.NUMBER, 11, total=True)

    return [
        Column(_("No."), ColumnKind.SERIAL, 6),
        Column(_("Agency"), ColumnKind.TEXT, 40),
        count(_("Due in the quarter")),
        count(_("Judged")),
        count(_("On time")),
        Column(_("On-time share"), ColumnKind.PERCENT, 10),
        count(_("Done by the first deadline")),
        Column(_("On time by the first deadline"), ColumnKind.PERCENT, 10),
        count(_("Late")),
        Column(_("Median lateness, working days"), ColumnKind.DECIMAL, 11),
        count(_("Returned")),
        count(_("Extended")),
        count(_("Explanations asked for")),
    ]


def _rows(rows: Iterable[Score]) -> Iterator[list[Value]]:
    for number, row in enumerate(rows, 1):
        yield [
            number,
            row.agency.name if row.agency else "",
            row.due,
            row.judged,
            row.on_time,
            _fraction(row.on_time, row.judged),
            row.on_first,
            _fraction(row.on_first, row.judged),
            row.was_late,
            row.median_days,
            row.returned,
            row.extended,
            row.explained,
        ]


def _fraction(part: int, whole: int) -> Decimal | None:
    return round(Decimal(part) / whole, 4) if whole else None


def _letterhead(quarter: str, made_on: datetime.date, directive: Directive | None) -> Letterhead:
    issuer = reporting_agency(made_on)
    words = {"on": format_date(made_on), "document": directive.citation if directive else ""}
    subtitle = _("%(document)s; figures as of %(on)s") if directive else _("Figures as of %(on)s")
    return Letterhead(
        issuer_above=issuer.parent.name if issuer and issuer.parent else "",
        issuer=issuer.name if issuer else "",
        number=_("No. ……/BC-……"),
        place=agency_place(issuer) if issuer else "……",
        day=made_on,
        title=(_("Results of tasks, %(quarter)s") % {"quarter": quarter}).upper(),
        subtitle=subtitle % words,
        notes=(
            _(
                "Judged: done, or past due and not submitted. On-time share: done on time of what "
                "is judged."
            ),
            _(
                "After an extension the extended day counts; by the first deadline: as if nothing "
                "had been extended."
            ),
            _(
                "Lateness: working days after the deadline up to the submission, or up to the day "
                "of these figures."
            ),
        ),
        signatures=(_("Prepared by"), _("Head of the agency")),
    )
