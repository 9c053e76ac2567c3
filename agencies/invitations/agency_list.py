"""The bodies of the register as a coordinator manages them: seats, people, administrators,
invitations.
"""

import datetime
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from agencies.bodies.choices import AgencyKind
from agencies.bodies.models import Agency
from agencies.members.models import Invitation
from agencies.people.models import Seat, SeatHolding


def listed_agencies(on: datetime.date) -> QuerySet[Any]:
    """Those that exist on the day, without employers: each with how many seats (`seat_count`),
    `people`, `administrators` and open invitations (`waiting`) it has.
    """
    bodies = Agency.objects.valid(on).exclude(kind__in=(AgencyKind.FIRM, AgencyKind.SERVICE_FIRM))
    held = SeatHolding.objects.current(on).filter(person__is_active=True)
    listed: QuerySet[Any] = bodies.select_related("province").annotate(
        seat_count=_counted(Seat.objects.all(), "agency", "pk"),
        people=_counted(held, "seat__agency", "person"),
        administrators=_counted(held.filter(is_administrator=True), "seat__agency", "person"),
        waiting=_counted(Invitation.objects.filter(ended_at=None), "seat__agency", "pk"),
    )
    return listed


def _counted(rows: QuerySet[Any], path: str, what: str) -> Coalesce:
    of_agency = rows.filter(**{path: OuterRef("pk")}).order_by().values(path)
    counted = of_agency.annotate(n=Count(what, distinct=True)).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
