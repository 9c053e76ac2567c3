"""Sheets of the monthly workbook: demand by occupation, skill and zone, and people by home
province.
"""

from collections.abc import Iterator

from django.db.models import Q, QuerySet, Sum
from django.utils.translation import gettext as _, pgettext

from agencies.bodies.models import Province
from agencies.calendar.report_month import ReportMonth
from agencies.registry import NOT_COLLECTED
from recruitment.demand.models import MonthlyDemand, MonthlyHome
from recruitment.demand.queries import people_in_figure
from recruitment.demand.report_figures import has_demand
from recruitment.demand.taken_on import fills_of
from recruitment.homes.queries import home_label, in_home_order
from recruitment.vacancies.choices import DemandFigure, Occupation, Skill
from workbooks.sheets import Chart, ChartKind, Column, ColumnKind, Sheet, Value


def demand_sheet(month: ReportMonth) -> Sheet:
    """Every place that was asked for stands in one row, and in one of the figures after it."""
    notes = (_("Asked = taken on + withdrawn + ended unfilled + still open."),)
    if not has_demand(month.period, month.judged_on):
        notes = (
            _(
                "Demand is kept by calendar months, as it stands on their last day: of these days "
                "nothing is collected."
            ),
        )
    figures = [Column(str(each.label), ColumnKind.NUMBER, 12, total=True) for each in DemandFigure]
    return Sheet(
        name=_("Demand for labour"),
        columns=[
            Column(_("No."), ColumnKind.SERIAL, 6),
            Column(_("Occupation"), width=36),
            Column(_("Skill level"), width=28),
            Column(_("Zone"), width=30),
            *figures,
        ],
        rows=_demand_rows(month),
        total_label=_("Total"),
        letterhead=month.letterhead(
            _("Demand for labour in month %(month)s") % {"month": month.name}, notes=notes
        ),
    )


def _demand_rows(month: ReportMonth) -> Iterator[list[Value]]:
    if not has_demand(month.period, month.judged_on):
        return
    people = {
        f"sum_{each.value}": Sum(people_in_figure(each, month.judged_on)) for each in DemandFigure
    }
    groups = (
        MonthlyDemand.objects.filter(month=month.first)
        .order_by("occupation", "skill", "park__sort_key", "park")
        .values_list("occupation", "skill", "park__name")
        .annotate(**people)
    )
    occupations, skills = dict(Occupation.choices), dict(Skill.choices)
    for number, (occupation, skill, park, *figures) in enumerate(groups, 1):
        zone = park or pgettext("report", "Outside zones")
        yield [number, str(occupations[occupation]), str(skills[skill]), zone, *figures]


def homes_sheet(month: ReportMonth) -> Sheet:
    """By home province, those before the mergers as such; people without a known home in a row of
    their own.
    """
    return Sheet(
        name=_("By home province"),
        columns=[
            Column(_("No."), ColumnKind.SERIAL, 6),
            Column(_("Home province"), width=34),
            Column(_("Asked for from there"), ColumnKind.NUMBER, 13, total=True),
            Column(pgettext("report", "Introduced"), ColumnKind.NUMBER, 14),
            Column(pgettext("report", "Passed"), ColumnKind.NUMBER, 14),
            Column(pgettext("report", "Began to work"), ColumnKind.NUMBER, 12, total=True),
            Column(_("Of them women"), ColumnKind.NUMBER, 14),
            Column(_("Of them in zones"), ColumnKind.NUMBER, 13, total=True),
        ],
        rows=_home_rows(month),
        total_label=_("Total"),
        letterhead=month.letterhead(
            _("Workers by home province in month %(month)s") % {"month": month.name},
            notes=(
                _("In people. Began to work: entered by enterprises within the days of the month."),
                _("Not collected is not 0: nobody has reported it to the portal yet."),
            ),
        ),
        charts=[Chart(ChartKind.BAR, _("People by home province"), names=1, figures=(2, 5))],
    )


def _home_rows(month: ReportMonth) -> Iterator[list[Value]]:
    asked = _asked_by_home(month)
    began = _began_by_home(month)
    keys = asked.keys() | began.keys()
    provinces = list(in_home_order(Province.objects.filter(pk__in=[key for key in keys if key])))
    rows: list[tuple[int | None, str]] = [(each.pk, home_label(each)) for each in provinces]
    if None in keys:
        rows.append((None, _("Not known")))
    unknown = str(NOT_COLLECTED)
    for number, (key, label) in enumerate(rows, 1):
        yield [
            number,
            label,
            asked.get(key, 0),
            unknown,
            unknown,
            began.get(key, (0, 0))[0],
            unknown,
            began.get(key, (0, 0))[1],
        ]


def _asked_by_home(month: ReportMonth) -> dict[int | None, int]:
    if not has_demand(month.period, month.judged_on):
        return {}
    rows: QuerySet[MonthlyHome] = MonthlyHome.objects.filter(demand__month=month.first)
    sums = rows.order_by().values_list("province").annotate(people=Sum("asked"))
    return {key: people for key, people in sums if people}


def _began_by_home(month: ReportMonth) -> dict[int | None, tuple[int, int]]:
    # In all, and of them in zones.
    in_zones = Sum("people", filter=Q(vacancy__park__isnull=False), default=0)
    rows = fills_of(month.period, month.judged_on).order_by().values_list("province")
    sums = rows.annotate(began=Sum("people"), zones=in_zones)
    return {key: (began, zones) for key, began, zones in sums}
