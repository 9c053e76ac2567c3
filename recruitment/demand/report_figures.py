"""What the month's report says of demand, and the list of positions behind it."""

import datetime
from collections.abc import Iterator, Mapping

from django.db.models import Count, QuerySet, Sum
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy, pgettext

from agencies.database.page_addresses import row_page_url
from agencies.lists.links import page_link
from agencies.registry import (
    FigureDefinition,
    FigureSource,
    FigureUnit,
    Number,
    ReportSection,
    RowsBehind,
    Values,
)
from recruitment.demand.models import MonthlyDemand
from recruitment.demand.queries import people_in_figure
from recruitment.permissions import RecruitmentPermission
from recruitment.vacancies.choices import DemandFigure, Occupation, Skill
from recruitment.vacancies.queryset_models import checked_title
from vietnam.periods import Period
from workbooks.sheets import Column, ColumnKind, Sheet, Value

FIRST_OF_PEOPLE = 6  # the column of places asked for; the other figures of people follow
_OF_PARTS: Mapping[str, Promise] = {
    DemandFigure.FILLED: gettext_lazy("People taken on, as entered in the month."),
    DemandFigure.WITHDRAWN: gettext_lazy("Places that the enterprise no longer wants."),
    DemandFigure.ENDED: gettext_lazy(
        "Places of positions that ended by their date, unconfirmed or as filled, without people."
    ),
    DemandFigure.OPEN: gettext_lazy("Places still to be filled on the day of the figures."),
}
_ADDS_UP = frozenset({DemandFigure.FILLED, DemandFigure.WITHDRAWN, DemandFigure.ENDED})


def _definitions() -> Iterator[FigureDefinition]:
    yield FigureDefinition(
        "demand.asked",
        ReportSection.DEMAND,
        gettext_lazy("Places asked for"),
        FigureUnit.PEOPLE,
        gettext_lazy("Places to be filled in the month, without those filled in earlier months."),
        adds_up=False,
        rows=RowsBehind(adds=FIRST_OF_PEOPLE),
    )
    for column, part in enumerate(tuple(DemandFigure)[1:], FIRST_OF_PEOPLE + 1):
        yield FigureDefinition(
            f"demand.{part.value}",
            ReportSection.DEMAND,
            part.label,
            FigureUnit.PEOPLE,
            _OF_PARTS[part],
            part_of="demand.asked",
            adds_up=part in _ADDS_UP,
            rows=RowsBehind(adds=column),
        )
    yield FigureDefinition(
        "demand.vacancies",
        ReportSection.DEMAND,
        gettext_lazy("Positions with demand"),
        FigureUnit.POSITIONS,
        gettext_lazy("Positions of which places were to be filled in the period."),
    )


def demand_values(period: Period, on: datetime.date) -> Values:
    names = [figure.value for figure in DemandFigure]
    if not has_demand(period, on):
        return dict.fromkeys([f"demand.{name}" for name in (*names, "vacancies")])
    rows = _demand_of(period)
    sums = {name: Sum(people_in_figure(name, on), default=0) for name in names}
    found: dict[str, Number] = rows.aggregate(
        vacancies=Count("vacancy", distinct=True),
        **{f"sum_{name}": value for name, value in sums.items()},
    )
    return {"demand.vacancies": found["vacancies"]} | {
        f"demand.{name}": found[f"sum_{name}"] for name in names
    }


def has_demand(period: Period, on: datetime.date) -> bool:
    """Demand is kept by calendar months, the running one as it stands now: nothing is known of
    other periods, nor of a day that has passed within the running month.
    """
    return period.first.day == 1 and on >= min(period.last, timezone.localdate())


def _demand_of(period: Period) -> QuerySet[MonthlyDemand]:
    return MonthlyDemand.objects.filter(month__range=(period.first, period.last))


def demand_rows_sheet(period: Period, on: datetime.date, key: str) -> Sheet:
    """The positions of a month, those with most places first; with a key those of one figure."""
    names = [figure.value for figure in DemandFigure]
    people = {f"then_{name}": people_in_figure(name, on) for name in names}
    rows = _demand_of(period).annotate(**people, title=checked_title("vacancy__"))
    name = key.removeprefix("demand.")
    if name in names:
        rows = rows.filter(**{f"then_{name}__gt": 0})
    figures = [Column(str(each.label), ColumnKind.NUMBER, 11, total=True) for each in DemandFigure]
    return Sheet(
        name=_("List of positions"),
        columns=[
            Column(_("No."), ColumnKind.SERIAL, 7),
            Column(pgettext("vacancy", "Position"), width=36),
            Column(_("Enterprise"), width=36),
            Column(_("Zone"), width=24),
            Column(_("Occupation"), width=26),
            Column(_("Skill level"), width=20),
            *figures,
            Column(_("Page in the portal"), width=12),
        ],
        rows=_demand_rows(rows, names),
        total_label=_("Total"),
    )


def _demand_rows(rows: QuerySet[MonthlyDemand], names: list[str]) -> Iterator[list[Value]]:
    occupations = {value: str(label) for value, label in Occupation.choices}
    skills = {value: str(label) for value, label in Skill.choices}
    outside = _("Outside parks and clusters")
    found = rows.order_by("-asked", "pk").values_list(
        "title",
        "vacancy__employer__agency__name",
        "park__name",
        "occupation",
        "skill",
        *(f"then_{name}" for name in names),
        "vacancy",
    )
    for number, row in enumerate(found.iterator(chunk_size=2000), 1):
        title, employer, park, occupation, skill, *people, vacancy = row
        yield [
            number,
            title or pgettext("vacancy", "Being checked"),
            employer,
            park or outside,
            occupations[occupation],
            skills[skill],
            *people,
            page_link(row_page_url("recruitment:vacancy-desk-detail", vacancy)),
        ]


DEMAND_FIGURES = FigureSource(
    name="demand",
    definitions=tuple(_definitions()),
    values=demand_values,
    rows=demand_rows_sheet,
    permission=RecruitmentPermission.TAKE_BULLETINS,
)
