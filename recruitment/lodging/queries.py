"""Lodging counts: which communes have counted a month, and what all of them add up to."""

import datetime
from dataclasses import dataclass

from django.db.models import QuerySet, Sum
from django.utils.translation import gettext as _

from agencies.bodies.choices import AgencyLevel
from agencies.bodies.models import Agency, Province
from agencies.deadline_calendar.queries import YearMonth
from recruitment.employers.queries import host_provinces
from recruitment.homes.queries import home_label
from recruitment.lodging.models import LodgingOrigin, LodgingReport


@dataclass(frozen=True)
class CommuneLine:
    """A commune with its count of the month and that of the month before; None where nothing was
    counted.
    """

    commune: Agency
    report: LodgingReport | None
    before: LodgingReport | None

    @property
    def change(self) -> int | None:
        return self.report.people - self.before.people if self.report and self.before else None


@dataclass(frozen=True)
class Home:
    """The lodgers of one home province in all communes; `province` None: not told."""

    province: Province | None
    people: int

    @property
    def name(self) -> str:
        return home_label(self.province) if self.province else _("Home not told")


def counting_communes(on: datetime.date) -> QuerySet[Agency]:
    """Those of the provinces that use the portal, by name."""
    rows = Agency.objects.valid(on).filter(
        level=AgencyLevel.COMMUNE, province__in=host_provinces(on)
    )
    return rows.order_by("sort_key", "pk")


def commune_lines(month: YearMonth, on: datetime.date) -> list[CommuneLine]:
    """Every commune, and one that has ended but counted then."""
    now, before = reports_by_commune(month), reports_by_commune(month.earlier)
    communes = {commune.pk: commune for commune in counting_communes(on)}
    gone = Agency.objects.filter(pk__in=now.keys() - communes.keys())
    every = [*communes.values(), *gone]
    return [CommuneLine(commune, now.get(commune.pk), before.get(commune.pk)) for commune in every]


def reports_by_commune(month: YearMonth | None) -> dict[int, LodgingReport]:
    rows = (
        LodgingReport.objects.filter(month=month.span[0]) if month else LodgingReport.objects.none()
    )
    return {report.commune_id: report for report in rows}


def lodging_sums(lines: list[CommuneLine]) -> dict[str, int]:
    reports = [line.report for line in lines if line.report]
    return {
        name: sum(getattr(report, name) for report in reports) for name in LodgingReport.FIGURES
    }


def lodgers_by_home(month: YearMonth) -> list[Home]:
    """The most people first; what no province is told of comes last."""
    reports = LodgingReport.objects.filter(month=month.span[0])
    rows = LodgingOrigin.objects.filter(report__in=reports).order_by()
    sums = dict(rows.values_list("province").annotate(n=Sum("people")))
    provinces = Province.objects.select_related("successor").in_bulk(sums)
    named = sorted(
        (Home(provinces[pk], people) for pk, people in sums.items()), key=lambda home: -home.people
    )
    rest = (reports.aggregate(n=Sum("people"))["n"] or 0) - sum(sums.values())
    return [*named, Home(None, rest)] if rest else named
