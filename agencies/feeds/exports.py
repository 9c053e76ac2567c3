"""A calendar feed as RFC 5545 writes it: one all-day event for each deadline, in the language of
the feed's person.
"""

import datetime
from collections.abc import Iterable

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from agencies.calendar.periods import start_of_day
from agencies.feeds.choices import FeedScope
from agencies.feeds.identity import stable_uuid
from agencies.feeds.models import CalendarFeed
from agencies.tasks.choices import OccurrenceStatus
from agencies.tasks.deadline_words import period_words
from agencies.tasks.occurrence_models import Occurrence
from vietnam.text import without_controls

REFRESH = "PT6H"
"""How often calendars are asked to reload; Google and Outlook follow their own interval."""
ONE_DAY = datetime.timedelta(days=1)


def write_feed(feed: CalendarFeed, occurrences: Iterable[Occurrence], on: datetime.date) -> bytes:
    """The feed as of the day of reading, `on`.

    Names nobody: the address may pass through other hands. The same rows on the same day give the
    same bytes.
    """
    with translation.override(feed.person.language):
        calendar = _calendar(feed)
        for occurrence in occurrences:
            calendar.add_component(_event(occurrence, on))
        return calendar.to_ical()


def _calendar(feed: CalendarFeed) -> Calendar:
    name = (
        _("Deadlines of %(agency)s")
        if feed.scope == FeedScope.SEAT
        else _("Deadlines around %(agency)s")
    )
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


def _event(occurrence: Occurrence, on: datetime.date) -> Event:
    changed_at = _changed_at(occurrence, on)
    tentative = occurrence.deadline is not None and occurrence.deadline.tentative
    event = Event()
    made_at = occurrence.task.assigned_at.astimezone(datetime.UTC)
    event.add("uid", str(stable_uuid("occurrence", occurrence.pk, made_at)))
    event.add("dtstamp", changed_at)
    event.add("last-modified", changed_at)
    event.add("sequence", occurrence.version)
    event.add("dtstart", occurrence.due_on)
    event.add("dtend", occurrence.due_on + ONE_DAY)
    event.add("summary", without_controls(_summary(occurrence, on)))
    event.add("description", without_controls("\n".join(_description(occurrence, on))))
    event.add("url", settings.SITE_URL + occurrence.get_absolute_url())
    event.add("status", "TENTATIVE" if tentative else "CONFIRMED")
    event.add("transp", "TRANSPARENT")  # a deadline takes nobody's time
    return event


def _changed_at(occurrence: Occurrence, on: datetime.date) -> datetime.datetime:
    """When what the event says became true: by an action, or as the day after the deadline
    began.
    """
    if not occurrence.is_late(on):
        return occurrence.moved_at
    return max(occurrence.moved_at, start_of_day(occurrence.due_on + ONE_DAY))


def _summary(occurrence: Occurrence, on: datetime.date) -> str:
    title = occurrence.task.title
    if occurrence.is_late(on):
        return _("Late: %(title)s") % {"title": title}
    return f"✓ {title}" if occurrence.status == OccurrenceStatus.DONE else title


def _state(occurrence: Occurrence, on: datetime.date) -> str:
    state = occurrence.get_status_display()
    return _("%(state)s, past its deadline") % {"state": state} if occurrence.is_late(on) else state


def _description(occurrence: Occurrence, on: datetime.date) -> list[str]:
    task, deadline = occurrence.task, occurrence.deadline
    lines = [
        (_("Document"), task.directive.citation if task.directive else task.source_label),
        (_("Section"), task.section),
        (_("Lead agency"), task.lead.name),
        (_("Period"), period_words(occurrence)),
        (_("Deadline as written"), deadline.phrase if deadline else ""),
        (_("State"), _state(occurrence, on)),
    ]
    return [f"{label}: {words}" for label, words in lines if words]
