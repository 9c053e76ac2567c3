"""Registrations whose link nobody opened: names and numbers that nobody has agreed to store."""

import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from agencies.bodies.models import Agency
from agencies.members.models import Invitation
from agencies.people.models import Seat
from agencies.registry import RetentionRule
from recruitment.employers.models import Employer
from recruitment.registration.documents import forget_documents

# The link is valid for a week; it can be sent again.
KEPT_FOR = datetime.timedelta(days=30)


def _expired_employers(now: datetime.datetime) -> QuerySet[Employer]:
    confirmed = Employer.objects.confirmed().values("pk")
    return Employer.objects.filter(registered_at__lte=now - KEPT_FOR).exclude(pk__in=confirmed)


def _delete(rows: QuerySet[Employer]) -> int:
    # With the agency, the seat and the invitations that the registration made; nothing else refers
    # to them yet.
    agencies = list(rows.values_list("agency", flat=True))
    forget_documents(rows)
    Invitation.objects.filter(seat__agency__in=agencies).delete()
    rows.delete()
    Seat.objects.filter(agency__in=agencies).delete()
    Agency.objects.filter(pk__in=agencies).delete()
    return len(agencies)


UNCONFIRMED = RetentionRule(
    "unconfirmed-employers",
    _("Registrations of employers that nobody confirmed, after 30 days"),
    _expired_employers,
    _delete,
)
