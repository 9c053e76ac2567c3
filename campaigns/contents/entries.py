"""What waits of contents: to be written, cleared, released."""

import datetime
from typing import Any

from django.db.models import Q, QuerySet

from agencies.bodies.choices import SeatRole
from agencies.registry import MustDoEntries
from agencies.requests.choices import ClearanceStatus
from campaigns.contents.choices import ContentStatus
from campaigns.contents.models import Content, ContentClearance

WAVES = "campaigns:wave-list"
NEWSROOMS = frozenset({SeatRole.NEWSROOM})
CLEARING = frozenset({SeatRole.COORDINATOR})


def _to_write(_today: datetime.date) -> QuerySet[Any]:
    return Content.objects.filter(status__in=ContentStatus.WRITABLE, wave__cancelled_at=None)


def _to_release(_today: datetime.date) -> QuerySet[Any]:
    return Content.objects.filter(status=ContentStatus.CLEARED, wave__cancelled_at=None)


def _to_clear(_today: datetime.date) -> QuerySet[Any]:
    return ContentClearance.objects.filter(status=ClearanceStatus.ASKED)


def _is_past(today: datetime.date) -> Q:
    return Q(due_on__lt=today)


CONTENTS_TO_WRITE = MustDoEntries(
    WAVES, _to_write, agency="newsroom", roles=NEWSROOMS, late=_is_past
)
CONTENTS_TO_RELEASE = MustDoEntries(WAVES, _to_release, agency="newsroom", roles=NEWSROOMS)
CONTENTS_TO_CLEAR = MustDoEntries(WAVES, _to_clear, agency="agency", roles=CLEARING, late=_is_past)
OWN_ENTRIES = (CONTENTS_TO_WRITE, CONTENTS_TO_RELEASE, CONTENTS_TO_CLEAR)
