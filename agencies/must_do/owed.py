"""What the agency of a seat owes soon, as the rail counts it."""

import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from agencies.bodies.models import Agency
from agencies.lists.counts import named_count
from agencies.people.permissions import Actor
from agencies.tasks.occurrence_models import Occurrence
from agencies.tasks.queries import SOON

MUST_DO = "agencies:must-do"


def must_do_counts(by: Actor) -> list[QuerySet]:
    return [owed_soon(by.seat.agency, timezone.localdate())]


def owed_soon(agency: Agency, today: datetime.date) -> QuerySet:
    """How many occurrences the agency owes on the must-do page, and how many of them are late."""
    soon = Occurrence.objects.owed_by(agency).filter(due_on__lte=today + SOON)
    return named_count(soon, MUST_DO, late=Q(due_on__lt=today))
