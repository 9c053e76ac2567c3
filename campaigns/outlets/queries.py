"""The roster as pages show it, and which outlets somebody may enter for."""

import datetime

from django.db.models import Count, Q, QuerySet

from agencies.bodies.choices import SeatRole
from agencies.people.permissions import Actor
from campaigns.outlets.choices import OutletKind
from campaigns.outlets.models import Outlet
from campaigns.permissions import CampaignPermission
from recruitment.homes.queries import own_predecessors


def roster(on: datetime.date) -> QuerySet[Outlet]:
    """Every outlet, those that have ended at last; each with `published`, its publications that
    count.
    """
    counted = Count("publications", filter=Q(publications__withdrawn_at__isnull=True))
    return (
        Outlet.objects.select_related("province", "agency")
        .annotate(published=counted, is_over=Q(ended_on__isnull=False, ended_on__lt=on))
        .order_by("is_over", "province__sort_key", "sort_key", "pk")
    )


def active_outlets(on: datetime.date) -> QuerySet[Outlet]:
    return (
        Outlet.objects.filter(Q(ended_on=None) | Q(ended_on__gte=on))
        .select_related("province")
        .order_by("province__sort_key", "sort_key", "pk")
    )


def own_outlets(by: Actor, on: datetime.date) -> QuerySet[Outlet]:
    """Those for which an actor may enter what they published: all for who keeps the waves; for a
    partner those of its province; for others those that its agency runs.
    """
    rows = active_outlets(on)
    if by.may(CampaignPermission.KEEP_WAVES):
        return rows
    return rows.filter(of_actor(by))


def of_actor(by: Actor, path: str = "") -> Q:
    """Outlets by the path to them: of the actor's agency; for a partner of its province, and of
    those merged into it.
    """
    own = Q((f"{path}agency", by.seat.agency_id))
    province = by.seat.agency.province_id
    if by.seat.role != SeatRole.PARTNER_OFFICER or province is None:
        return own
    return own | Q((f"{path}province__in", [province, *own_predecessors(province)]))


def loudspeaker_of(by: Actor) -> Outlet | None:
    rows = Outlet.objects.filter(agency=by.seat.agency_id, kind=OutletKind.LOUDSPEAKER)
    return rows.first()
