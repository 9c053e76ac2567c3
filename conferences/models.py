from conferences.answers.models import Answer, AnswerLetter
from conferences.dialogues.models import Dialogue, ParticipantGroup, Speech
from conferences.opinions.models import Opinion, OpinionLink
from conferences.partnerships.models import Ask, PartnerContact, PartnerDocument, Partnership
from conferences.petition_imports.models import ImportedPetition, PetitionImport
from conferences.petitions.models import Petition, PetitionPart

__all__ = [
    "Answer",
    "AnswerLetter",
    "Ask",
    "Dialogue",
    "ImportedPetition",
    "Opinion",
    "OpinionLink",
    "ParticipantGroup",
    "PartnerContact",
    "PartnerDocument",
    "Partnership",
    "Petition",
    "PetitionImport",
    "PetitionPart",
    "Speech",
]
