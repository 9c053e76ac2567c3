"""What waits in this app."""

import datetime
from functools import partial

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.bodies.choices import SeatRole
from agencies.lists.counts import first_rows_and_count
from agencies.people.permissions import Actor
from agencies.registry import EVERYBODY, MustDoEntries, MustDoItem, MustDoProvider, MustDoSection
from conferences.delegations.models import DelegationMember
from conferences.delegations.queries import unanswered_invitations
from conferences.partnerships.choices import AskSide
from conferences.partnerships.models import Ask
from conferences.partnerships.queries import waiting_asks
from vietnam.dates import format_date

MOST = 10
PLACE = "conferences:partnership-list"


def _asks_of_partners(_today: datetime.date) -> QuerySet[Ask]:
    return waiting_asks(AskSide.PARTNER)


def _asks_to_partners(_today: datetime.date) -> QuerySet[Ask]:
    return waiting_asks(AskSide.HOST)


ASKS_OF_PARTNERS = MustDoEntries(
    PLACE, _asks_of_partners, roles_of_all=frozenset({SeatRole.COORDINATOR})
)
ASKS_TO_PARTNERS = MustDoEntries(
    PLACE,
    _asks_to_partners,
    agency="answering",
    roles=frozenset({SeatRole.PARTNER_OFFICER}),
)
INVITATIONS = MustDoEntries(
    "conferences:delegation-list",
    unanswered_invitations,
    agency="seat__agency",
    roles=EVERYBODY - {SeatRole.EMPLOYER, SeatRole.PARTNER_OFFICER},
)
ASKS = (ASKS_OF_PARTNERS, ASKS_TO_PARTNERS)
ENTRIES = (*ASKS, INVITATIONS)


def _ask_sections(entries: MustDoEntries, by: Actor, today: datetime.date) -> list[MustDoSection]:
    # What the other side asks and nobody has answered, the longest waiting first.
    rows = entries.rows_for(by, today).select_related("partnership__province")
    first, count = first_rows_and_count(rows.order_by("raised_on", "pk"), MOST)
    return [
        MustDoSection(
            "asks",
            _("Asks to be answered"),
            [_item(ask) for ask in first],
            count,
            reverse(PLACE),
            _("Partner provinces"),
        )
    ]


def _item(ask: Ask) -> MustDoItem:
    label = ask.partnership.province.name
    if ask.shared_at and ask.side == AskSide.HOST:
        since = timezone.localdate(ask.shared_at)
    else:
        since = ask.raised_on
    return MustDoItem(
        title=ask.text,
        url=ask.get_absolute_url(),
        verb=_("Answer"),
        label=label if ask.side == AskSide.PARTNER else "",
        since=since,
        since_word=_("asked"),
    )


def _invitation_sections(by: Actor, today: datetime.date) -> list[MustDoSection]:
    # Delegations to which the agency is invited and has not said who comes, the first journey
    # first.
    rows = INVITATIONS.rows_for(by, today)
    rows = rows.select_related("delegation__partnership__province", "seat")
    first, count = first_rows_and_count(rows.order_by("delegation__starts_on", "pk"), MOST)
    return [
        MustDoSection(
            "delegations",
            _("Invitations to delegations"),
            [_invitation(member) for member in first],
            count,
            reverse(INVITATIONS.place),
            _("Delegations"),
        )
    ]


def _invitation(member: DelegationMember) -> MustDoItem:
    trip = member.delegation
    words = _("%(title)s, from %(day)s")
    return MustDoItem(
        title=words % {"title": trip.title, "day": format_date(trip.starts_on)},
        url=trip.get_absolute_url(),
        verb=_("Answer"),
        label=member.seat.title if member.seat else "",
        since=timezone.localdate(member.invited_at) if member.invited_at else None,
        since_word=_("invited"),
    )


PROVIDERS = (
    *(MustDoProvider(partial(_ask_sections, entries), (entries,)) for entries in ASKS),
    MustDoProvider(_invitation_sections, (INVITATIONS,)),
)
