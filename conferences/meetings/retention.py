"""What is deleted of a conference: names and numbers of the technicians, 90 days after its end."""

import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from agencies.registry import RetentionRule
from conferences.meetings.models import Point

AFTER_THE_END = datetime.timedelta(days=90)


def _expired_technicians(now: datetime.datetime) -> QuerySet[Point]:
    rows = Point.objects.exclude(technician_name="", technician_phone="")
    return rows.filter(conference__ends_at__lte=now - AFTER_THE_END)


def _forget_technicians(rows: QuerySet[Any]) -> int:
    return rows.update(technician_name="", technician_phone="")


TECHNICIANS = RetentionRule(
    "conference-technicians",
    _("Technicians at the points of conferences, 90 days after the end"),
    _expired_technicians,
    _forget_technicians,
)
