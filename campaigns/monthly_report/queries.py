"""The months that can be reported, and how far each of them is."""

import datetime
from dataclasses import dataclass

from django.db.models import Min
from django.utils import timezone

from agencies.calendar.choices import MonthKind
from agencies.calendar.report_month import ReportMonth
from agencies.tasks.models import Task
from campaigns.frozen_reports.models import ReportVersion

MONTHS_SHOWN = 36


def report_months(today: datetime.date) -> list[datetime.date]:
    # First days of the months that can be reported, the newest first: since the first task, at most
    # three years.
    first = Task.objects.aggregate(at=Min("assigned_at"))["at"]
    month = today.replace(day=1)
    oldest = timezone.localdate(first).replace(day=1) if first else None
    months: list[datetime.date] = []
    while oldest and month >= oldest and len(months) < MONTHS_SHOWN:
        months.append(month)
        month = (month - datetime.timedelta(days=1)).replace(day=1)
    return months


@dataclass(frozen=True)
class ListedMonth:
    """A month of the list, with the newest version of its calendar month and of its official
    one.
    """

    month: ReportMonth
    versions: list[ReportVersion]


def listed_months(today: datetime.date) -> list[ListedMonth]:
    """Two queries."""
    days = report_months(today)
    newest: dict[tuple[str, int, int], ReportVersion] = {}
    rows = ReportVersion.objects.select_related("report").order_by("number")
    for version in rows.filter(report__year__gte=days[-1].year) if days else []:
        report = version.report
        newest[(report.kind, report.year, report.month)] = version
    return [
        ListedMonth(
            ReportMonth(day.year, day.month, today),
            [
                newest[key]
                for kind in MonthKind.values
                if (key := (kind, day.year, day.month)) in newest
            ],
        )
        for day in days
    ]
