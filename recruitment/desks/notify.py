"""Letters to those who act for an employer."""

from collections.abc import Mapping

from django.utils import timezone

from agencies.mail.services.queueing import queue_letters_once
from agencies.people.models import SeatHolding
from agencies.people.queries import recipients
from recruitment.employers.models import Employer


def queue_employer_letters(
    employer: Employer, kind: str, occasion: str, context: Mapping[str, object]
) -> int:
    """Everybody who may act for the employer, once about each occasion; returns how many
    letters.
    """
    held = SeatHolding.objects.filter(seat__agency=employer.agency_id)
    return queue_letters_once(
        kind, recipients(held, on=timezone.localdate()), occasion=occasion, context=context
    )


# Viet Nam time; the job runs around the clock.
FIRST_HOUR = 7
