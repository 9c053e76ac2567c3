"""Which dialogues somebody sees, and what was said at them."""

import datetime

from django.conf import settings
from django.db.models import Count, Q, QuerySet, Sum

from agencies.bodies.choices import AgencyKind, AgencyLevel
from agencies.bodies.models import Agency, Province
from agencies.people.permissions import Actor
from agencies.tasks.queries import agency_line
from conferences.dialogues.models import Dialogue, Speech
from conferences.permissions import ConferencePermission

_NO_ANSWERING = (AgencyKind.FIRM, AgencyKind.SERVICE_FIRM)


def visible_dialogues(by: Actor) -> QuerySet[Dialogue]:
    """To a collector those of the own federation and of what it succeeds; to coordinators and
    leaders all; to others none.
    """
    rows = Dialogue.objects.select_related("held_by__successor")
    if by.may(ConferencePermission.KEEP_DIALOGUES):
        return rows.filter(held_by__in=agency_line(by.seat.agency_id))
    return rows if by.may(ConferencePermission.SEE_DIALOGUES) else rows.none()


def visible_speeches(by: Actor) -> QuerySet[Speech]:
    rows = Speech.objects.select_related("dialogue__held_by", "employer")
    return rows.filter(dialogue__in=visible_dialogues(by))


def answering_agencies(on: datetime.date) -> QuerySet[Agency]:
    """Bodies of the host province that exist on the day and can be asked; firms are not."""
    rows = Agency.objects.valid(on).filter(province__in=_host_line())
    return rows.exclude(kind__in=_NO_ANSWERING).exclude(level=AgencyLevel.NONE)


def host_communes(on: datetime.date) -> QuerySet[Agency]:
    return Agency.objects.valid(on).filter(province__in=_host_line(), level=AgencyLevel.COMMUNE)


def _host_line() -> QuerySet[Province]:
    # The host and the provinces of which it is made, whose bodies answered before the merger.
    host = settings.HOST_PROVINCE
    return Province.objects.filter(Q(slug=host) | Q(successor__slug=host))


def people_at(dialogue: Dialogue) -> int:
    """Workers who took part, of all employers."""
    sums: dict[str, int] = dialogue.groups.aggregate(people=Sum("people", default=0))
    return sums["people"]


def speeches_of(dialogue: Dialogue) -> QuerySet[Speech]:
    """In their order, each with `petition_count`, what was made of it."""
    rows = dialogue.speeches.select_related("employer")
    return rows.annotate(petition_count=Count("petitions")).order_by("number")
