"""Letters to the people who hold seats, by the outbox."""

from django.db.models import QuerySet
from django.utils import timezone

from agencies.mail.models import OutboxMessage
from agencies.mail.services.addresses import mail_domain
from agencies.people.models import SeatHolding
from recruitment.employers.models import Employer


def tell_representatives(employer: Employer, template: str, key: str, context: dict) -> int:
    """Everybody who may act for the employer."""
    held = SeatHolding.objects.current(timezone.localdate()).filter(seat__agency=employer.agency_id)
    return tell(held, template, key, context)


def tell(holdings: QuerySet[SeatHolding], template: str, key: str, context: dict) -> int:
    """One letter for each who may sign in; returns how many. `key` names the occasion: of one
    nobody is told twice.
    """
    today, now = timezone.localdate(), timezone.now()
    letters = {
        f"<{key}-{holding.person_id}@{mail_domain()}>": holding
        for holding in holdings.filter(person__is_active=True)
        .select_related("person", "seat")
        .order_by("pk")
    }
    known = OutboxMessage.objects.filter(message_id__in=letters).values_list(
        "message_id", flat=True
    )
    fresh = [
        OutboxMessage(
            template=template,
            person=letters[message_id].person,
            seat=letters[message_id].seat,
            recipient=letters[message_id].person.email,
            message_id=message_id,
            context=context,
            urgency_on=today,
            created_at=now,
            next_attempt_at=now,
        )
        for message_id in sorted(
            letters.keys() - set(known)
        )  # two who write the same letters do not cross
    ]
    return len(OutboxMessage.objects.bulk_create(fresh, ignore_conflicts=True))


FIRST_HOUR = 7
"""Viet Nam time; the job runs around the clock."""
