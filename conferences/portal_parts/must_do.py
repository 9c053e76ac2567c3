"""What waits in this app."""

import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.bodies.choices import SeatRole
from agencies.lists.counts import first_rows_and_count
from agencies.people.permissions import Actor
from agencies.registry import MustDoEntries, MustDoItem, MustDoSection
from conferences.partnerships.choices import AskSide
from conferences.partnerships.models import Ask
from conferences.partnerships.queries import waiting_asks

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
ENTRIES = (ASKS_OF_PARTNERS, ASKS_TO_PARTNERS)


def ask_sections(by: Actor, today: datetime.date) -> list[MustDoSection]:
    """What the other side asks and nobody has answered, the longest waiting first."""
    return [_section(entries, by, today) for entries in ENTRIES if entries.concerns(by.seat.role)]


def _section(entries: MustDoEntries, by: Actor, today: datetime.date) -> MustDoSection:
    rows = entries.rows_for(by, today).select_related("partnership__province")
    first, count = first_rows_and_count(rows.order_by("raised_on", "pk"), MOST)
    return MustDoSection(
        "asks",
        _("Asks to be answered"),
        [_item(ask) for ask in first],
        count,
        reverse(PLACE),
        _("Partner provinces"),
    )


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
