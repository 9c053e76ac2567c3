"""Who may send which message: a lease on rows that no other deliverer holds, given back or left to run out."""

import datetime

from django.db import connection
from django.utils import timezone

from agencies.choices import MessageStatus
from agencies.models import OutboxMessage

LEASE = datetime.timedelta(minutes=5)
"""A killed deliverer's messages are free again after this long."""

# Materialized: joined as a plain subquery, the planner may run it more than once and lock more than the limit.
CLAIM = """
WITH picked AS MATERIALIZED (
    SELECT id FROM agencies_outboxmessage
    WHERE status = 'queued' AND next_attempt_at <= %(now)s AND (lease_until IS NULL OR lease_until < %(now)s)
    ORDER BY urgency_on, id
    LIMIT %(limit)s
    FOR UPDATE SKIP LOCKED
)
UPDATE agencies_outboxmessage message SET lease_until = %(until)s
FROM picked WHERE message.id = picked.id
RETURNING message.id
"""


def claim(limit: int) -> tuple[list[int], datetime.datetime]:
    """Lease up to `limit` messages that are due, the oldest deadline first; their keys and the lease's end."""
    now = timezone.now()
    until = now + LEASE
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, {"now": now, "until": until, "limit": limit})
        return [key for (key,) in cursor.fetchall()], until


def release(keys: list[int], until: datetime.datetime) -> None:
    """Give unsent messages back, unless the lease has run out and another deliverer holds them."""
    held = OutboxMessage.objects.filter(pk__in=keys, lease_until=until, status=MessageStatus.QUEUED)
    held.update(lease_until=None)
