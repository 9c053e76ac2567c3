"""Job fairs: who sees which, and what stands in their lists."""

import datetime

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from agencies.bodies.choices import AgencyKind, SeatRole
from agencies.bodies.models import Agency
from agencies.people.permissions import Actor
from conferences.fairs.choices import LIVE, FairState
from conferences.fairs.models import Fair, FairPoint
from conferences.partnerships.queries import province_line
from conferences.permissions import ConferencePermission


# Who sees what ------------------------------------------------------------------------------------
def is_host(by: Actor, fair: Fair) -> bool:
    """Whether somebody acts for the job centre that holds the fair."""
    return by.may(ConferencePermission.RUN_FAIRS) and by.seat.agency_id == fair.host_id


def is_fair_partner(by: Actor) -> bool:
    return by.seat.role == SeatRole.PARTNER_OFFICER


def visible_fairs(by: Actor) -> QuerySet[Fair]:
    """For a centre all of its own and what others have announced; for a partner and an employer
    what concerns them.
    """
    rows = Fair.objects.select_related("host__province")
    announced = ~Q(state=FairState.DRAFT)
    if is_fair_partner(by):
        return rows.filter(announced, Exists(own_points(by).filter(fair=OuterRef("pk"))))
    if by.seat.role == SeatRole.EMPLOYER:
        own = Q(booths__employer__agency=by.seat.agency_id)
        return rows.filter(announced, Q(state__in=LIVE) | own).distinct()
    if by.may(ConferencePermission.RUN_FAIRS):
        return rows.filter(announced | Q(host=by.seat.agency_id))
    return rows.filter(announced)


def own_points(by: Actor) -> QuerySet[FairPoint]:
    """The points of a partner's own province."""
    return FairPoint.objects.filter(agency__province__in=province_line(by.seat.agency.province_id))


def visible_fair_points(by: Actor) -> QuerySet[FairPoint]:
    """Those whose people and times somebody sees: the own one for a partner, all of its own fairs
    for a centre.
    """
    rows = FairPoint.objects.select_related("agency__province", "fair__host")
    if is_fair_partner(by):
        return rows.filter(pk__in=own_points(by).values("pk")).exclude(fair__state=FairState.DRAFT)
    if by.may(ConferencePermission.RUN_FAIRS):
        return rows.filter(Q(fair__host=by.seat.agency_id) | Q(agency=by.seat.agency_id))
    return rows.none()


def keeps_point(by: Actor, point: FairPoint) -> bool:
    """Whether somebody registers people at the point and changes it."""
    return (
        by.may(ConferencePermission.KEEP_FAIR_POINTS)
        and visible_fair_points(by).filter(pk=point.pk).exists()
    )


# What can be chosen -------------------------------------------------------------------------------
def possible_centres(fair: Fair, on: datetime.date) -> QuerySet[Agency]:
    """Job centres of the day that have no point of the fair yet."""
    rows = Agency.objects.valid(on).filter(kind=AgencyKind.JOB_CENTRE)
    return rows.exclude(pk__in=fair.points.values("agency")).select_related("province")


# Lists --------------------------------------------------------------------------------------------
def fairs_with_counts(rows: QuerySet[Fair]) -> QuerySet[Fair]:
    """Each with `points_n`, `booths_n` (accepted), `asked_n` (waiting for the centre)."""
    accepted = Q(booths__state="accepted")
    return rows.annotate(
        points_n=Count("points", distinct=True),
        booths_n=Count("booths", filter=accepted, distinct=True),
        asked_n=Count("booths", filter=Q(booths__state="asked"), distinct=True),
    )


def public_fairs() -> QuerySet[Fair]:
    return Fair.objects.exclude(state=FairState.DRAFT).select_related("host__province")


def coming_fairs(now: datetime.datetime) -> QuerySet[Fair]:
    """Not over and not cancelled, the next first."""
    rows = public_fairs().filter(state__in=LIVE, ends_at__gte=now)
    return rows.order_by("starts_at", "pk")


def fair_address(fair: Fair) -> str:
    return settings.SITE_URL + fair.public_url
