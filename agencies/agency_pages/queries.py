"""The page of one agency: through time, its seats, what it owes."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet

from agencies.bodies.models import Agency
from agencies.directives.models import Directive
from agencies.handover.queries import heir_of
from agencies.people.models import ContactPoint, Seat, SeatHolding
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
    on = judgement.on
    led = visible.filter(task__lead=agency)
    is_open = Q(status__in=OccurrenceStatus.OPEN)
    counts = led.aggregate(
        open=Count("pk", filter=is_open), late=Count("pk", filter=judgement.late)
    )
    ended = agency.valid_to is not None and agency.valid_to < on
    return AgencyPage(
        agency,
        ended,
        heir_of(agency, on) if ended else None,
        list(agency.predecessors.order_by("valid_to", "sort_key")),
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


# Contact points -----------------------------------------------------------------------------------
@dataclass(frozen=True)
class Contact:
    """A contact point with those who hold its seat on the day."""

    point: ContactPoint

    @property
    def names(self) -> str:
        return ", ".join(str(holding.person) for holding in self.point.seat.current_holdings)

    @property
    def is_for_document(self) -> bool:
        return self.point.directive_id is not None


def contacts_of_agencies(
    agencies: Iterable[Agency], *, on: datetime.date, directive: Directive | None = None
) -> dict[int, Contact]:
    """For each agency the contact point of the day: the document's own, else the agency's. Two
    queries.
    """
    term = Q(ends_on__isnull=True) | Q(ends_on__gte=on)
    scope = Q(directive=None) | Q(directive=directive) if directive else Q(directive=None)
    points = ContactPoint.objects.filter(term, scope, agency__in=list(agencies), starts_on__lte=on)
    # The general ones first, so that the document's own take their place; of one day's two the
    # later holds.
    ordered = contact_points_with_holders(points, on).order_by("directive_id", "starts_on", "pk")
    general = [point for point in ordered if point.directive_id is None]
    own = [point for point in ordered if point.directive_id is not None]
    return {point.agency_id: Contact(point) for point in (*general, *own)}


def contact_points_with_holders(
    points: QuerySet[ContactPoint], on: datetime.date
) -> QuerySet[ContactPoint]:
    holdings = (
        SeatHolding.objects.current(on)
        .filter(person__is_active=True)
        .select_related("person")
        .order_by("pk")
    )
    return points.select_related("agency", "seat", "directive").prefetch_related(
        Prefetch("seat__holdings", holdings, to_attr="current_holdings")
    )


def contact_history(agency: Agency, on: datetime.date) -> list[Contact]:
    points = contact_points_with_holders(ContactPoint.objects.filter(agency=agency), on)
    return [Contact(point) for point in points.defer("directive__text", "directive__search_fold")]
