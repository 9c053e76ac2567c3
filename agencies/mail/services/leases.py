"""Who may send which message: a lease on rows that no other deliverer holds, given back or left to
run out.

Leases live on the database's clock alone, so that deliverers on machines whose clocks differ agree
about them. When a message is due is the portal's clock.
"""

import datetime
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from agencies.mail.choices import MessageStatus
from agencies.mail.models import OutboxMessage

# Materialized: joined as a plain subquery, the planner may run it more than once and lock more than
# the limit. A lease that ends later than one taken now would, and a message that was due when it
# was written but is not yet: the clock went back since, and neither may wait for it to come round
# again.
CLAIM = """
WITH picked AS MATERIALIZED (
    SELECT id FROM agencies_outboxmessage
    WHERE status = 'queued' AND bundle_id IS NULL AND channel = 'mail'
      AND next_attempt_at <= GREATEST(%(now)s, created_at)
      AND (lease_until IS NULL OR lease_until < clock_timestamp()
          OR lease_until > clock_timestamp() + %(lease)s)
    ORDER BY urgency_on NULLS FIRST, id
    LIMIT %(limit)s
    FOR UPDATE SKIP LOCKED
), taken AS (
    SELECT clock_timestamp() + %(lease)s AS until
)
UPDATE agencies_outboxmessage message SET lease_until = taken.until
FROM picked, taken WHERE message.id = picked.id
RETURNING message.id, message.lease_until
"""


def lease_duration() -> datetime.timedelta:
    # A killed deliverer's messages are free again after this long.
    return datetime.timedelta(seconds=settings.OUTBOX_LEASE_SECONDS)


def lease_messages(limit: int) -> tuple[list[int], datetime.datetime | None]:
    """Lease up to `limit` messages that are due; their keys and the lease's end. Those without a
    deadline go first, then the oldest deadline.
    """
    given: dict[str, Any] = {"now": timezone.now(), "lease": lease_duration(), "limit": limit}
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, given)
        rows = cursor.fetchall()
    return [key for key, _until in rows], rows[0][1] if rows else None


def release_messages(keys: list[int], until: datetime.datetime | None) -> None:
    """Give unsent messages back, unless the lease has run out and another deliverer holds them."""
    OutboxMessage.objects.filter(
        pk__in=keys, lease_until=until, status=MessageStatus.QUEUED
    ).update(lease_until=None)
