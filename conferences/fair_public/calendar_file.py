"""A fair as an entry for the calendar of a phone. No link of a room stands in it."""

import datetime

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from agencies.feeds.identity import stable_uuid
from conferences.fairs.choices import FairState
from conferences.fairs.models import Fair
from vietnam.text import without_controls


def write_fair_calendar(fair: Fair) -> bytes:
    """In UTC, so that no program reads it an hour off. The same row gives the same bytes."""
    calendar = Calendar()
    calendar.add("prodid", "-//Cau Lao Dong//Phien giao dich viec lam//VI")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    event = Event()
    made_at = fair.made_at.astimezone(datetime.UTC)
    event.add("uid", str(stable_uuid("fair", fair.pk, made_at)))
    event.add("dtstamp", made_at)
    event.add("sequence", fair.version)
    event.add("dtstart", fair.starts_at.astimezone(datetime.UTC))
    event.add("dtend", fair.ends_at.astimezone(datetime.UTC))
    event.add("summary", without_controls(fair.title))
    places = "; ".join(f"{point.agency.name}: {point.venue}" for point in fair.points.all())
    event.add("location", without_controls(places))
    free = _("Taking part is free. Nobody may ask you for a fee or a deposit.")
    event.add("description", without_controls(f"{fair.note}\n{free}".strip()))
    event.add("url", settings.SITE_URL + fair.public_url)
    is_off = fair.state == FairState.CANCELLED
    event.add("status", "CANCELLED" if is_off else "CONFIRMED")
    calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written
