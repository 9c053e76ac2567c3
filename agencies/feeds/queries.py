"""Calendar feeds: the one behind an address, those of a person, and the deadlines that one
carries.
"""

import datetime

from django.db.models import QuerySet

from agencies.feeds.choices import FeedScope
from agencies.feeds.models import CalendarFeed
from agencies.people.models import Person
from agencies.tasks.choices import OccurrenceStatus
from agencies.tasks.occurrence_models import Occurrence, OccurrenceQuerySet
from agencies.tasks.queries import in_list_order, tasks_concerning

BACK, AHEAD = datetime.timedelta(days=90), datetime.timedelta(days=400)
MOST = 1000
"""If there are more, a feed carries the earliest; later ones follow as days pass."""


def readable_feed(token: str) -> CalendarFeed | None:
    """The feed at that address, if it still answers, with its seat and person. One query."""
    feeds = CalendarFeed.objects.live().of_token(token)
    return feeds.select_related("person", "seat__agency").first()


def feeds_of(person: Person) -> QuerySet[CalendarFeed]:
    """What a person can stop, newest first; those of former seats answer nobody and are not
    shown.
    """
    return (
        CalendarFeed.objects.live()
        .filter(person=person)
        .select_related("seat__agency")
        .order_by("-pk")
    )


def feed_occurrences(feed: CalendarFeed, on: datetime.date) -> OccurrenceQuerySet:
    """The dated occurrences of a feed from 90 days back to 400 ahead: open and done, never
    withdrawn.
    """
    agency = feed.seat.agency_id
    mine = Occurrence.objects.filter(task__lead_id=agency)
    found = (
        mine
        if feed.scope == FeedScope.SEAT
        else Occurrence.objects.filter(tasks_concerning(agency))
    )
    alive = found.exclude(status=OccurrenceStatus.WITHDRAWN)
    return in_list_order(alive.filter(due_on__range=(on - BACK, on + AHEAD)))[:MOST]
