"""What waits of job fairs: booths to be decided on, people to be called."""

import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.bodies.choices import SeatRole
from agencies.lists.counts import first_rows_and_count
from agencies.people.permissions import Actor
from agencies.registry import MustDoEntries, MustDoItem, MustDoProvider, MustDoSection
from conferences.booths.choices import BoothState
from conferences.booths.models import Booth
from conferences.fair_booking.models import PhoneCall
from conferences.fairs.choices import LIVE

MOST = 10
PLACE = "conferences:fair-list"


def _asked_booths(_today: datetime.date) -> QuerySet[Booth]:
    return Booth.objects.filter(state=BoothState.ASKED, fair__state__in=LIVE)


def _open_calls(_today: datetime.date) -> QuerySet[PhoneCall]:
    return PhoneCall.objects.filter(called_at=None).exclude(seeker__phone="")


BOOTHS_ASKED = MustDoEntries(
    PLACE, _asked_booths, agency="fair__host", roles=frozenset({SeatRole.JOB_CENTRE})
)
CALLS = MustDoEntries(
    PLACE,
    _open_calls,
    agency="seeker__point__agency",
    roles=frozenset({SeatRole.JOB_CENTRE, SeatRole.PARTNER_OFFICER}),
)


def _booth_sections(by: Actor, today: datetime.date) -> list[MustDoSection]:
    # The longest waiting first.
    rows = BOOTHS_ASKED.rows_for(by, today).select_related("fair", "employer__agency")
    booths, count = first_rows_and_count(rows.order_by("asked_at", "pk"), MOST)
    items = [_booth_item(booth) for booth in booths]
    return _sections("booths", _("Booths to be decided on"), items, count)


def _call_sections(by: Actor, today: datetime.date) -> list[MustDoSection]:
    # The longest waiting first.
    rows = CALLS.rows_for(by, today).select_related("seeker__fair", "seeker__point")
    calls, count = first_rows_and_count(rows.order_by("made_at", "pk"), MOST)
    items = [_call_item(call) for call in calls]
    return _sections("calls", _("People to be called"), items, count)


FAIR_PROVIDERS = (
    MustDoProvider(_booth_sections, (BOOTHS_ASKED,)),
    MustDoProvider(_call_sections, (CALLS,)),
)


def _sections(name: str, title: str, items: list[MustDoItem], count: int) -> list[MustDoSection]:
    return [MustDoSection(name, title, items, count, reverse(PLACE), _("Job fairs"))]


def _booth_item(booth: Booth) -> MustDoItem:
    return MustDoItem(
        title=booth.employer.agency.name,
        url=booth.get_absolute_url(),
        verb=_("Decide"),
        label=booth.fair.title,
        since=timezone.localdate(booth.asked_at),
        since_word=_("asked"),
    )


def _call_item(call: PhoneCall) -> MustDoItem:
    return MustDoItem(
        title=call.seeker.full_name,
        url=reverse("conferences:fair-point", args=[call.seeker.point_id]),
        verb=_("Call"),
        label=call.get_kind_display(),
        since=timezone.localdate(call.made_at),
        since_word=_("since"),
    )
