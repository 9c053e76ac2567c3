"""Opening the one morning mail of those who want everything in one."""

import datetime

from django.db import connection
from django.utils import timezone

from agencies.people.permissions import ROLE_PERMISSIONS, Permission
from agencies.reminders.services.statements import HOLDERS, OPEN_DIGESTS
from agencies.tasks.choices import OccurrenceStatus
from agencies.tasks.queries import SOON

# In Viet Nam. Later decisions of the day still add to it until it has been sent; then single
# mails follow.
DIGEST_TIME = datetime.time(7)


def open_digests(on: datetime.date, values: dict[str, object]) -> int:
    """Queue the day's missing digests; returns how many were added."""
    morning = timezone.make_aware(datetime.datetime.combine(on, DIGEST_TIME))
    more = {
        "send_from": max(values["now"], morning),
        "until": on + SOON,
        "deciding": [
            role for role, rights in ROLE_PERMISSIONS.items() if Permission.DECIDE_RESULTS in rights
        ],
        "submitted": str(OccurrenceStatus.SUBMITTED),
    }
    with connection.cursor() as cursor:
        cursor.execute(OPEN_DIGESTS.replace("{holders}", HOLDERS), values | more)
        return cursor.rowcount
