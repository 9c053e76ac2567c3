"""Files for the national exchange: of the centre that holds the fair."""

from django.db.models import QuerySet

from agencies.people.permissions import Actor
from conferences.exchange_files.models import ExchangeFile
from conferences.permissions import ConferencePermission


def visible_exchange_files(by: Actor) -> QuerySet[ExchangeFile]:
    if not by.may(ConferencePermission.RUN_FAIRS):
        return ExchangeFile.objects.none()
    return ExchangeFile.objects.filter(fair__host=by.seat.agency_id).select_related("fair")
