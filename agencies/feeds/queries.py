"""Calendar feeds: the one behind an address, those of a person, and the deadlines that one
carries.
"""

import datetime

from django.db.models import QuerySet

from agencies.feeds.choices import FeedScope
from agencies.feeds.models import CalendarFeed
from agencies.people.models import Person
from agencies.registry import CalendarEvent, CalendarSpan, registry
from agencies.tasks.choices import OccurrenceStatus
from agencies.tasks.occurrence_models import Occurrence, OccurrenceQuerySet
from agencies.tasks.queries import in_list_order, tasks_concerning

BACK = datetime.timedelta(days=90)
AHEAD = datetime.timedelta(days=400)
# If there are more, a feed carries the earliest; later ones follow as days pass.
MOST = 1000


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


def feed_events(feed: CalendarFeed, on: datetime.date) -> list[CalendarEvent]:
    """What takes place and concerns the feed's agency, of all apps, in the same days."""
    asked = CalendarSpan(feed.seat, on - BACK, on + AHEAD, feed.seat.agency_id)
    found = [event for find in registry.calendar_events for event in find(asked)]
    return sorted(found, key=lambda event: (event.first_day, event.kind, event.key))[:MOST]
