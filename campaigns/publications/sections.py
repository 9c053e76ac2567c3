"""What this room adds to the must-do page of a commune: scripts that its loudspeakers may read."""

import datetime

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, pgettext

from agencies.bodies.choices import AgencyLevel
from agencies.lists.counts import first_rows_and_count
from agencies.people.permissions import Actor
from agencies.registry import MustDoItem, MustDoSection
from campaigns.permissions import CampaignPermission
from campaigns.publications.models import Publication
from campaigns.publications.queries import scripts_to_read

MOST = 3


def reading_sections(by: Actor, today: datetime.date) -> list[MustDoSection]:
    """News: scripts that the commune has not entered yet. Nobody has to read each."""
    is_commune = by.seat.agency.level == AgencyLevel.COMMUNE
    if not is_commune or not by.may(CampaignPermission.ENTER_PUBLICATIONS):
        return []
    entered = Publication.objects.standing().filter(
        content=OuterRef("pk"), outlet__agency=by.seat.agency_id
    )
    first, count = first_rows_and_count(scripts_to_read(today).exclude(Exists(entered)), MOST)
    place = reverse("campaigns:loudspeaker-page")
    items = [
        MustDoItem(
            title=content.title,
            url=f"{place}#reading-{content.pk}",
            verb=pgettext("verb", "Enter what was read"),
            tone="open",
            since=timezone.localdate(content.released_at) if content.released_at else None,
            since_word=_("released"),
        )
        for content in first
    ]
    title = _("For the loudspeakers")
    return [
        MustDoSection(
            "readings", title, items, count, place, _("All scripts"), tone="open", is_news=True
        )
    ]
