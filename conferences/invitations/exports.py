"""A conference as a calendar file that goes out with an invitation (RFC 5545, 5546).

It holds neither a join link nor a passcode nor a signed link: such files are passed on.
"""

from email.utils import parseaddr

from django.conf import settings
from icalendar import Calendar, vCalAddress

from agencies.feeds.exports import write_event
from conferences.invitations.models import ConferenceInvitation
from conferences.meetings.choices import ConferenceState
from conferences.meetings.queries import conference_event

PUBLISH, REQUEST, CANCEL = "PUBLISH", "REQUEST", "CANCEL"


def write_invitation(invitation: ConferenceInvitation, *, to: str = "") -> bytes:
    """For one body, at its point. `to`: the address of the letter that carries it; without one it
    is taken from a page.
    """
    point = invitation.point
    conference = point.conference
    place = ", ".join(filter(None, (point.name, point.room)))
    event = write_event(conference_event(conference, place))
    is_cancelled = conference.state == ConferenceState.CANCELLED
    if is_cancelled:
        event["status"] = "CANCELLED"
    if to:
        sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
        event.add("organizer", vCalAddress(f"mailto:{sender}"))
        attendee = vCalAddress(f"mailto:{to}")
        attendee.params["RSVP"] = "FALSE"
        event.add("attendee", attendee)
    calendar = Calendar()
    calendar.add("prodid", "-//Cau Lao Dong//Hoi nghi//VI")
    calendar.add("version", "2.0")
    calendar.add("method", _method(is_cancelled=is_cancelled, is_mailed=bool(to)))
    calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content


def _method(*, is_cancelled: bool, is_mailed: bool) -> str:
    if is_cancelled:
        return CANCEL
    return REQUEST if is_mailed else PUBLISH


def calendar_kind(invitation: ConferenceInvitation) -> str:
    """The media type of the file that goes out with a letter."""
    is_cancelled = invitation.point.conference.state == ConferenceState.CANCELLED
    method = _method(is_cancelled=is_cancelled, is_mailed=True)
    return f"text/calendar; method={method}; charset=UTF-8"
