from conferences.booths.models import Booth, BoothVacancy
from conferences.fair_booking.models import (
    InterviewBlock,
    InterviewSeat,
    LinePlace,
    PhoneCall,
    Seeker,
)
from conferences.fairs.models import Fair, FairPoint
from conferences.outcomes.models import Outcome
from conferences.partnerships.models import Ask, PartnerContact, PartnerDocument, Partnership

__all__ = [
    "Ask",
    "Booth",
    "BoothVacancy",
    "Fair",
    "FairPoint",
    "InterviewBlock",
    "InterviewSeat",
    "LinePlace",
    "Outcome",
    "PartnerContact",
    "PartnerDocument",
    "Partnership",
    "PhoneCall",
    "Seeker",
]
