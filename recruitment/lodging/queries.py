"""Which communes count who lodges there."""

from django.db.models import QuerySet
from django.utils import timezone

from agencies.bodies.choices import AgencyLevel
from agencies.bodies.models import Agency
from agencies.people.permissions import Actor
from recruitment.desks.queries import SEES_ALL
from recruitment.employers.queries import host_provinces


def communes() -> QuerySet[Agency]:
    """Those of the provinces that use the portal, also those that have ended."""
    return Agency.objects.filter(
        level=AgencyLevel.COMMUNE, province__in=host_provinces(timezone.localdate())
    )


def counting_communes() -> QuerySet[Agency]:
    return communes().valid(timezone.localdate())


def communes_seen(by: Actor) -> QuerySet[Agency]:
    """All for who coordinates or leads, else the own one."""
    return communes() if by.seat.role in SEES_ALL else communes().filter(pk=by.seat.agency_id)
