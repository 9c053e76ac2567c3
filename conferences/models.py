"""Lists the tables of this app for Django; nobody imports from here."""

from conferences.answer_templates.models import AnswerTemplate
from conferences.answers.models import Answer, AnswerLetter
from conferences.attendance.models import Attendance
from conferences.booths.models import Booth, BoothVacancy
from conferences.closing.models import Closing
from conferences.colleges.models import (
    College,
    CollegeVisit,
    FollowUp,
    InterestedGraduate,
    Major,
)
from conferences.conference_documents.models import (
    ConferenceDocument,
    DocumentNote,
    DocumentReading,
    DocumentVersion,
)
from conferences.delegations.models import (
    Delegation,
    DelegationMember,
    ItineraryStop,
    TalkingPoint,
)
from conferences.dialogues.models import Dialogue, ParticipantGroup, Speech
from conferences.exchange_files.models import ExchangeFile
from conferences.fair_booking.models import (
    InterviewBlock,
    InterviewSeat,
    LinePlace,
    PhoneCall,
    Seeker,
)
from conferences.fairs.models import Fair, FairPoint
from conferences.invitations.models import ConferenceInvitation
from conferences.line_tests.models import LineIncident, LineResult
from conferences.living.models import LivingFact
from conferences.meetings.models import Conference, JoinLink, Point
from conferences.opinion_slips.models import OpinionSlip, SlipAnswer, SlipChoice
from conferences.opinions.models import Opinion, OpinionLink
from conferences.outcomes.models import Outcome
from conferences.partnerships.models import Ask, PartnerContact, PartnerDocument, Partnership
from conferences.petition_imports.models import ImportedPetition, PetitionImport
from conferences.petitions.models import Petition, PetitionPart
from conferences.placement_clocks.models import PlacementClock
from conferences.programmes.models import (
    Programme,
    ProgrammeItem,
    ProgrammeVersion,
    PublishedItem,
)
from conferences.speeches.models import Question, SpeechRequest
from conferences.vacancy_reports.models import VacancyReport

__all__ = [
    "Answer",
    "AnswerLetter",
    "AnswerTemplate",
    "Ask",
    "Attendance",
    "Booth",
    "BoothVacancy",
    "Closing",
    "College",
    "CollegeVisit",
    "Conference",
    "ConferenceDocument",
    "ConferenceInvitation",
    "Delegation",
    "DelegationMember",
    "Dialogue",
    "DocumentNote",
    "DocumentReading",
    "DocumentVersion",
    "ExchangeFile",
    "Fair",
    "FairPoint",
    "FollowUp",
    "ImportedPetition",
    "InterestedGraduate",
    "InterviewBlock",
    "InterviewSeat",
    "ItineraryStop",
    "JoinLink",
    "LineIncident",
    "LinePlace",
    "LineResult",
    "LivingFact",
    "Major",
    "Opinion",
    "OpinionLink",
    "OpinionSlip",
    "Outcome",
    "ParticipantGroup",
    "PartnerContact",
    "PartnerDocument",
    "Partnership",
    "Petition",
    "PetitionImport",
    "PetitionPart",
    "PhoneCall",
    "PlacementClock",
    "Point",
    "Programme",
    "ProgrammeItem",
    "ProgrammeVersion",
    "PublishedItem",
    "Question",
    "Seeker",
    "SlipAnswer",
    "SlipChoice",
    "Speech",
    "SpeechRequest",
    "TalkingPoint",
    "VacancyReport",
]
