"""Letters to an employer's representatives, by the outbox."""

from django.utils import timezone

from agencies.models import OutboxMessage, SeatHolding
from agencies.services.outbox.addresses import mail_domain
from recruitment.models import Employer


def tell_representatives(employer: Employer, template: str, key: str, context: dict) -> int:
    """One letter for each who may sign in; returns how many. `key` names the occasion, which no other letter has."""
    today, now = timezone.localdate(), timezone.now()
    holdings = SeatHolding.objects.current(today).filter(seat__agency=employer.agency_id, person__is_active=True)
    letters = [
        OutboxMessage(
            template=template,
            person=holding.person,
            seat=holding.seat,
            recipient=holding.person.email,
            message_id=f"<{key}-{holding.person_id}@{mail_domain()}>",
            context=context,
            urgency_on=today,
            created_at=now,
            next_attempt_at=now,
        )
        for holding in holdings.select_related("person", "seat")
    ]
    return len(OutboxMessage.objects.bulk_create(letters))
