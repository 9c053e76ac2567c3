"""A calendar feed as RFC 5545 writes it: one all-day event for each deadline, and what takes place
at its hours, in the language of the feed's person.
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
from agencies.registry import CalendarEvent
from agencies.tasks.choices import OccurrenceStatus
from agencies.tasks.deadline_words import period_words
from agencies.tasks.occurrence_models import Occurrence
from vietnam.text import without_controls

# How often calendars are asked to reload; Google and Outlook follow their own interval.
REFRESH = "PT6H"
ONE_DAY = datetime.timedelta(days=1)


def write_feed(
    feed: CalendarFeed,
    occurrences: Iterable[Occurrence],
    on: datetime.date,
    events: Iterable[CalendarEvent] = (),
) -> bytes:
    """The feed as of the day of reading, `on`.

    Names nobody: the address may pass through other hands. The same rows on the same day give the
    same bytes.
    """
    with translation.override(feed.person.language):
        calendar = _calendar(feed)
        for occurrence in occurrences:
            calendar.add_component(_event(occurrence, on))
        for taking_place in events:
            calendar.add_component(write_event(taking_place))
        return calendar.to_ical()


def _calendar(feed: CalendarFeed) -> Calendar:
    name = _("Deadlines around %(agency)s")
    if feed.scope == FeedScope.SEAT:
        name = _("Deadlines of %(agency)s")
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
    # When what the event says became true: by an action, or as the day after the deadline began.
    changed_at = occurrence.moved_at
    if occurrence.is_late(on):
        changed_at = max(changed_at, start_of_day(occurrence.due_on + ONE_DAY))
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


def write_event(event: CalendarEvent) -> Event:
    """What takes place, with its moments in UTC, which calendars turn into their own time; what
    takes whole days takes nobody's time.
    """
    starts_at = event.starts_at
    written = Event()
    made_at = event.made_at.astimezone(datetime.UTC)
    written.add("uid", str(stable_uuid(event.kind, event.key, made_at)))
    written.add("dtstamp", event.changed_at)
    written.add("last-modified", event.changed_at)
    written.add("sequence", event.sequence)
    written.add("dtstart", _in_utc(event.first))
    written.add("dtend", _in_utc(event.last) if starts_at else event.last_day + ONE_DAY)
    written.add("summary", without_controls(event.title))
    if event.place:
        written.add("location", without_controls(event.place))
    if event.details:
        written.add("description", without_controls("\n".join(event.details)))
    written.add("url", settings.SITE_URL + event.url)
    written.add("status", "TENTATIVE" if event.is_tentative else "CONFIRMED")
    written.add("transp", "OPAQUE" if starts_at else "TRANSPARENT")
    return written


def _in_utc(moment: datetime.datetime | datetime.date) -> datetime.datetime | datetime.date:
    return moment.astimezone(datetime.UTC) if isinstance(moment, datetime.datetime) else moment


def _summary(occurrence: Occurrence, on: datetime.date) -> str:
    title = occurrence.task.title
    if occurrence.is_late(on):
        return _("Late: %(title)s") % {"title": title}
    return f"✓ {title}" if occurrence.status == OccurrenceStatus.DONE else title


def _description(occurrence: Occurrence, on: datetime.date) -> list[str]:
    task = occurrence.task
    deadline = occurrence.deadline
    state = occurrence.get_status_display()
    if occurrence.is_late(on):
        state = _("%(state)s, past its deadline") % {"state": state}
    lines = [
        (_("Document"), task.directive.citation if task.directive else task.source_label),
        (_("Section"), task.section),
        (_("Lead agency"), task.lead.name),
        (_("Period"), period_words(occurrence)),
        (_("Deadline as written"), deadline.phrase if deadline else ""),
        (_("State"), state),
    ]
    return [f"{label}: {words}" for label, words in lines if words]
