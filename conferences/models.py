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
from conferences.living.models import LivingFact
from conferences.partnerships.models import Ask, PartnerContact, PartnerDocument, Partnership

__all__ = [
    "Ask",
    "College",
    "CollegeVisit",
    "Delegation",
    "DelegationMember",
    "FollowUp",
    "InterestedGraduate",
    "ItineraryStop",
    "LivingFact",
    "Major",
    "PartnerContact",
    "PartnerDocument",
    "Partnership",
    "TalkingPoint",
]
