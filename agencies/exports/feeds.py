"""A calendar feed as RFC 5545 writes it: one all-day event for each deadline, in the language of the feed's person."""

import datetime
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from agencies.choices import FeedScope, OccurrenceStatus
from agencies.models import CalendarFeed, Occurrence
from agencies.queries.periods import period_words
from vietnam.text import without_controls

REFRESH = "PT6H"
"""How often calendars are asked to read again; Google and Outlook keep their own pace."""
ONE_DAY = datetime.timedelta(days=1)


def write_feed(feed: CalendarFeed, occurrences: Iterable[Occurrence]) -> bytes:
    """Says nothing of any person: the address may pass through other hands. The same rows give the same bytes."""
    with translation.override(feed.person.language):
        calendar = _calendar(feed)
        for occurrence in occurrences:
            calendar.add_component(_event(occurrence))
        return calendar.to_ical()


def _calendar(feed: CalendarFeed) -> Calendar:
    name = _("Deadlines of %(agency)s") if feed.scope == FeedScope.SEAT else _("Deadlines around %(agency)s")
    title = without_controls(name % {"agency": feed.seat.agency.display_name})
    calendar = Calendar()
    calendar.add("prodid", "-//Cau Lao Dong//Lich han cong viec//VI")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", title)  # RFC 7986; below, what most programs read instead
    calendar.add("x-wr-calname", title)
    calendar.add("x-wr-timezone", settings.TIME_ZONE)
    calendar.add("refresh-interval", datetime.timedelta(hours=6), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", REFRESH)
    return calendar


def _event(occurrence: Occurrence) -> Event:
    tentative = occurrence.deadline is not None and occurrence.deadline.tentative
    event = Event()
    event.add("uid", f"occurrence-{occurrence.pk}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("dtstamp", occurrence.moved_at)
    event.add("last-modified", occurrence.moved_at)
    event.add("sequence", occurrence.version)
    event.add("dtstart", occurrence.due_on)
    event.add("dtend", occurrence.due_on + ONE_DAY)
    event.add("summary", without_controls(_summary(occurrence)))
    event.add("description", without_controls("\n".join(_description(occurrence))))
    event.add("url", settings.SITE_URL + occurrence.get_absolute_url())
    event.add("status", "TENTATIVE" if tentative else "CONFIRMED")
    event.add("transp", "TRANSPARENT")  # a deadline takes nobody's time
    return event


def _summary(occurrence: Occurrence) -> str:
    return f"✓ {occurrence.task.title}" if occurrence.status == OccurrenceStatus.DONE else occurrence.task.title


def _description(occurrence: Occurrence) -> list[str]:
    """Nothing that depends on the day it is read, such as "late": the event changes only when the task does."""
    task, deadline = occurrence.task, occurrence.deadline
    lines = [
        (_("Document"), task.directive.citation if task.directive else task.source_label),
        (_("Section"), task.section),
        (_("Lead agency"), task.lead.name),
        (_("Period"), period_words(occurrence)),
        (_("Deadline as written"), deadline.phrase if deadline else ""),
        (_("State"), occurrence.get_status_display()),
    ]
    return [f"{label}: {words}" for label, words in lines if words]
