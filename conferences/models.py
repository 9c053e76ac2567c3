"""Lists the tables of this app for Django; nobody imports from here."""

from conferences.attendance.models import Attendance
from conferences.closing.models import Closing
from conferences.conference_documents.models import (
    ConferenceDocument,
    DocumentNote,
    DocumentReading,
    DocumentVersion,
)
from conferences.invitations.models import ConferenceInvitation
from conferences.line_tests.models import LineIncident, LineResult
from conferences.meetings.models import Conference, JoinLink, Point
from conferences.opinion_slips.models import OpinionSlip, SlipAnswer, SlipChoice
from conferences.partnerships.models import Ask, PartnerContact, PartnerDocument, Partnership
from conferences.programmes.models import (
    Programme,
    ProgrammeItem,
    ProgrammeVersion,
    PublishedItem,
)
from conferences.speeches.models import Question, Speech

__all__ = [
    "Ask",
    "Attendance",
    "Closing",
    "Conference",
    "ConferenceDocument",
    "ConferenceInvitation",
    "DocumentNote",
    "DocumentReading",
    "DocumentVersion",
    "JoinLink",
    "LineIncident",
    "LineResult",
    "OpinionSlip",
    "PartnerContact",
    "PartnerDocument",
    "Partnership",
    "Point",
    "Programme",
    "ProgrammeItem",
    "ProgrammeVersion",
    "PublishedItem",
    "Question",
    "SlipAnswer",
    "SlipChoice",
    "Speech",
]
