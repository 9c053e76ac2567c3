"""The page of one agency: through time, its seats, what it owes."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet

from agencies.bodies.models import Agency
from agencies.handover.queries import heir_of
from agencies.people.models import Seat, SeatHolding
from agencies.tasks.choices import OccurrenceStatus
from agencies.tasks.figures import StatusConditions
from agencies.tasks.occurrence_models import OccurrenceQuerySet


@dataclass(frozen=True)
class AgencyPage:
    """`heir` is the existing successor of an agency that has ended."""

    agency: Agency
    has_ended: bool
    heir: Agency | None
    predecessors: list[Agency]
    open: int
    late: int


def agency_page(
    agency: Agency, *, visible: OccurrenceQuerySet, judgement: StatusConditions
) -> AgencyPage:
    """`visible` are the occurrences that the reader may see, so the counts are those of the
    reader's own list.
    """
    on, led = judgement.on, visible.filter(task__lead=agency)
    is_open = Q(status__in=OccurrenceStatus.OPEN)
    counts = led.aggregate(
        open=Count("pk", filter=is_open), late=Count("pk", filter=judgement.late)
    )
    ended = agency.valid_to is not None and agency.valid_to < on
    former = list(agency.predecessors.order_by("valid_to", "sort_key"))
    return AgencyPage(
        agency,
        ended,
        heir_of(agency, on) if ended else None,
        former,
        counts["open"],
        counts["late"],
    )


def seats_with_holders(agency: Agency, on: datetime.date) -> QuerySet[Seat]:
    holdings = (
        SeatHolding.objects.current(on)
        .filter(person__is_active=True)
        .select_related("person")
        .order_by("pk")
    )
    return agency.seats.prefetch_related(
        Prefetch("holdings", holdings, to_attr="current_holdings")
    ).order_by("title")
