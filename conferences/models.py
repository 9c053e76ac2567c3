"""Lists the tables of this app for Django; nobody imports from here."""

from conferences.attendance.models import Attendance
from conferences.colleges.models import (
    College,
    CollegeVisit,
    FollowUp,
    InterestedGraduate,
    Major,
)
from conferences.delegations.models import (
    Delegation,
    DelegationMember,
    ItineraryStop,
    TalkingPoint,
)
from conferences.invitations.models import ConferenceInvitation
from conferences.line_tests.models import LineIncident, LineResult
from conferences.living.models import LivingFact
from conferences.meetings.models import Conference, JoinLink, Point
from conferences.partnerships.models import Ask, PartnerContact, PartnerDocument, Partnership

__all__ = [
    "Ask",
    "Attendance",
    "College",
    "CollegeVisit",
    "Conference",
    "ConferenceInvitation",
    "Delegation",
    "DelegationMember",
    "FollowUp",
    "InterestedGraduate",
    "ItineraryStop",
    "JoinLink",
    "LineIncident",
    "LineResult",
    "LivingFact",
    "Major",
    "PartnerContact",
    "PartnerDocument",
    "Partnership",
    "Point",
    "TalkingPoint",
]
