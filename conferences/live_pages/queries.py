"""What followers of a running conference see."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from conferences.meetings.choices import ConferenceState
from conferences.meetings.models import Conference
from conferences.programmes.clock import Clock
from conferences.programmes.links import read_token
from conferences.programmes.models import Programme
from conferences.programmes.queries import programme_clock
from conferences.speeches.choices import IN_LINE, SpeechState
from conferences.speeches.models import SpeechRequest

MOST_IN_LINE = 5


@dataclass(frozen=True)
class LiveView:
    """`waiting`: the first who wait to speak, of `in_line` altogether."""

    conference: Conference
    clock: Clock | None
    speaking: SpeechRequest | None
    waiting: list[SpeechRequest]
    in_line: int
    now: datetime.datetime


def followed_programme(token: str) -> Programme | None:
    """That of an address which still holds, of a conference that is known to those invited."""
    read = read_token(token)
    if read is None:
        return None
    rows = Programme.objects.select_related("conference__host").exclude(
        conference__state=ConferenceState.DRAFT
    )
    return rows.filter(pk=read[0], link_number=read[1]).first()


def live_view(programme: Programme) -> LiveView:
    """Three queries."""
    conference = programme.conference
    now = conference.closed_at or timezone.now()
    rows = SpeechRequest.objects.filter(
        conference=conference, state__in=(*IN_LINE, SpeechState.SPEAKING)
    ).select_related("point")
    speeches = sorted(rows, key=lambda each: (each.state != SpeechState.CALLED, each.place))
    waiting = [each for each in speeches if each.state in IN_LINE]
    return LiveView(
        conference=conference,
        clock=programme_clock(programme, conference.starts_at, now),
        speaking=next((each for each in speeches if each.state == SpeechState.SPEAKING), None),
        waiting=waiting[:MOST_IN_LINE],
        in_line=len(waiting),
        now=now,
    )
