import datetime

from django.db.models import Min
from django.utils import timezone

from agencies.tasks.models import Task

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
