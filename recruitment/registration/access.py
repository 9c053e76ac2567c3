"""Asking to act for an employer that is registered already."""

from django.db import transaction
from django.db.models import Count, QuerySet
from django.utils import timezone

from agencies.audit.services import record_action
from agencies.mail.models import OutboxMessage
from agencies.mail.services.queueing import queue_letters_once
from agencies.members.services import LETTERS_IN_AN_HOUR, ONE_HOUR
from agencies.people.models import Person, SeatHolding
from agencies.people.queries import recipients
from recruitment.audit.choices import RecruitmentAction
from recruitment.employers.models import Employer
from recruitment.registration.locks import lock_tax_code


@transaction.atomic
def request_access(*, tax_code: str, full_name: str, email: str) -> bool:
    """Tells the administrators of a registered employer that somebody wants to join; they invite,
    or do not.

    The asker is told the same whether or not there is such an employer, and whether or not its
    administrators have already had as many such letters as one hour allows.
    """
    employer = (
        Employer.objects.confirmed().select_related("agency").filter(tax_code=tax_code).first()
    )
    if employer is None:
        return False
    lock_tax_code(tax_code)
    today = timezone.localdate()
    administrators = SeatHolding.objects.administrators_of(employer.agency, today)
    sent = queue_letters_once(
        "employer_access",
        recipients(administrators.exclude(person__in=_tired_of_access()), on=today),
        occasion=f"access-{employer.pk}-{timezone.now():%Y%m%d%H%M%S%f}",
        context={"full_name": full_name[:120], "email": email[:254], "agency": employer.agency_id},
    )
    record_action(
        RecruitmentAction.EMPLOYER_ACCESS_ASKED,
        employer,
        by=None,
        after={"full_name": full_name, "email": email},
    )
    return bool(sent)


def _tired_of_access() -> QuerySet[Person]:
    # Strangers may ask as often as they like; nobody gets more than a few letters about it.
    lately = OutboxMessage.objects.filter(
        template="employer_access", created_at__gt=timezone.now() - ONE_HOUR
    )
    counted = lately.order_by().values("person").annotate(letters=Count("pk"))
    return Person.objects.filter(
        pk__in=counted.filter(letters__gte=LETTERS_IN_AN_HOUR).values("person")
    )
