"""What the month's report says of people taken on, by the day on which they were entered, and the
list of entries behind it.
"""

import datetime
from collections.abc import Iterator

from django.db.models import QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy, pgettext, pgettext_lazy

from agencies.calendar.periods import start_of_day
from agencies.database.page_addresses import row_page_url
from agencies.lists.links import page_link
from agencies.registry import (
    FigureDefinition,
    FigureSource,
    FigureUnit,
    ReportSection,
    RowsBehind,
    Values,
)
from recruitment.homes.queries import home_label
from recruitment.permissions import RecruitmentPermission
from recruitment.vacancies.choices import Way
from recruitment.vacancies.people_models import VacancyFill
from recruitment.vacancies.queryset_models import checked_title
from vietnam.periods import Period
from workbooks.sheets import Column, ColumnKind, Sheet, Value

ZONE_COLUMN = 4
WAY_COLUMN = 6
PEOPLE_COLUMN = 7
IN_ZONES = pgettext_lazy("report", "In a zone")
A_DAY = datetime.timedelta(days=1)


def _definitions() -> Iterator[FigureDefinition]:
    yield FigureDefinition(
        "fills.people",
        ReportSection.RESULTS,
        gettext_lazy("People taken on, by the day of entry"),
        FigureUnit.PEOPLE,
        gettext_lazy("People whom enterprises entered as taken on within the days of the period."),
        rows=RowsBehind(adds=PEOPLE_COLUMN),
    )
    for way in Way:
        yield FigureDefinition(
            f"fills.{way.value}",
            ReportSection.RESULTS,
            way.label,
            FigureUnit.PEOPLE,
            gettext_lazy("Of the people taken on, by the way that the enterprise named."),
            part_of="fills.people",
            rows=RowsBehind(adds=PEOPLE_COLUMN, where=WAY_COLUMN, states=(way.label,)),
        )
    yield FigureDefinition(
        "fills.in-zones",
        ReportSection.RESULTS,
        gettext_lazy("Of them in parks and clusters"),
        FigureUnit.PEOPLE,
        gettext_lazy("People taken on for a position in an industrial park or cluster."),
        within="fills.people",
        rows=RowsBehind(adds=PEOPLE_COLUMN, where=ZONE_COLUMN, states=(IN_ZONES,)),
    )


def taken_on_values(period: Period, on: datetime.date) -> Values:
    rows = fills_of(period, on)
    people = Sum("people", default=0)
    by_way = dict(rows.order_by().values_list("way").annotate(people))
    in_zones = rows.filter(vacancy__park__isnull=False).aggregate(n=people)["n"]
    return {
        "fills.people": sum(by_way.values()),
        "fills.in-zones": in_zones,
        **{f"fills.{way.value}": by_way.get(way.value, 0) for way in Way},
    }


def fills_of(period: Period, on: datetime.date) -> QuerySet[VacancyFill]:
    """Entered within the period and no later than the day, both in Viet Nam."""
    after = start_of_day(min(period.last, on) + A_DAY)
    return VacancyFill.objects.filter(
        entered_at__gte=start_of_day(period.first), entered_at__lt=after
    )


def taken_on_sheet(period: Period, on: datetime.date, key: str) -> Sheet:
    """The entries of a period; with a key those of one figure."""
    rows = fills_of(period, on)
    name = key.removeprefix("fills.")
    if name in Way.values:
        rows = rows.filter(way=name)
    elif name == "in-zones":
        rows = rows.filter(vacancy__park__isnull=False)
    return Sheet(
        name=_("List of people taken on"),
        columns=[
            Column(_("No."), ColumnKind.SERIAL, 7),
            Column(pgettext("vacancy", "Position"), width=36),
            Column(_("Enterprise"), width=36),
            Column(_("Entered on"), ColumnKind.DATE, 13),
            Column(_("Place of work"), width=20),
            Column(_("Home province"), width=26),
            Column(_("Way of recruiting"), width=30),
            Column(pgettext("unit", "people"), ColumnKind.NUMBER, 11, total=True),
            Column(_("Page in the portal"), width=12),
        ],
        rows=_rows(rows),
        total_label=_("Total"),
    )


def _rows(rows: QuerySet[VacancyFill]) -> Iterator[list[Value]]:
    ways = {way.value: str(way.label) for way in Way}
    within, outside = str(IN_ZONES), pgettext("report", "Outside zones")
    shown = rows.annotate(title=checked_title("vacancy__"))
    related = shown.select_related("province__successor", "vacancy__employer__agency")
    entries = related.defer("vacancy__checked_facts").order_by("entered_at", "pk")
    for number, fill in enumerate(entries.iterator(chunk_size=2000), 1):
        yield [
            number,
            fill.title or pgettext("vacancy", "Being checked"),
            fill.vacancy.employer.agency.name,
            timezone.localdate(fill.entered_at),
            within if fill.vacancy.park_id else outside,
            home_label(fill.province) if fill.province else _("Not known"),
            ways[fill.way],
            fill.people,
            page_link(row_page_url("recruitment:vacancy-desk-detail", fill.vacancy_id)),
        ]


TAKEN_ON_FIGURES = FigureSource(
    name="taken-on",
    definitions=tuple(_definitions()),
    values=taken_on_values,
    rows=taken_on_sheet,
    permission=RecruitmentPermission.TAKE_BULLETINS,
)
