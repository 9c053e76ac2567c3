"""Lists the tables of this app for Django; nobody imports from here."""

from conferences.attendance.models import Attendance
from conferences.invitations.models import ConferenceInvitation
from conferences.line_tests.models import LineIncident, LineResult
from conferences.meetings.models import Conference, JoinLink, Point
from conferences.partnerships.models import Ask, PartnerContact, PartnerDocument, Partnership

__all__ = [
    "Ask",
    "Attendance",
    "Conference",
    "ConferenceInvitation",
    "JoinLink",
    "LineIncident",
    "LineResult",
    "PartnerContact",
    "PartnerDocument",
    "Partnership",
    "Point",
]
