from conferences.answers.models import Answer, AnswerLetter
from conferences.dialogues.models import Dialogue, ParticipantGroup, Speech
from conferences.opinions.models import Opinion, OpinionLink
from conferences.partnerships.models import Ask, PartnerContact, PartnerDocument, Partnership
from conferences.petitions.models import Petition, PetitionPart

__all__ = [
    "Answer",
    "AnswerLetter",
    "Ask",
    "Dialogue",
    "Opinion",
    "OpinionLink",
    "ParticipantGroup",
    "PartnerContact",
    "PartnerDocument",
    "Partnership",
    "Petition",
    "PetitionPart",
    "Speech",
]
