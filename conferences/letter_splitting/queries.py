"""Which dialogues somebody answers, and which letters wait to be split."""

from django.db.models import Q, QuerySet

from agencies.people.permissions import Actor
from agencies.tasks.queries import agency_line
from conferences.answers.models import AnswerLetter
from conferences.dialogues.models import Dialogue
from conferences.dialogues.queries import visible_dialogues
from conferences.permissions import ConferencePermission
from conferences.petitions.choices import PartState
from conferences.petitions.models import PetitionPart
from conferences.petitions.queries import own_parts


def answered_parts(by: Actor) -> QuerySet[PetitionPart]:
    """The parts that somebody may answer: a federation those of its dialogues, others their own."""
    rows = PetitionPart.objects.exclude(state=PartState.REDIRECTED)
    if by.may(ConferencePermission.KEEP_DIALOGUES):
        return rows.filter(petition__dialogue__in=visible_dialogues(by))
    return rows.filter(pk__in=own_parts(by).values("pk"))


def answered_dialogues(by: Actor) -> QuerySet[Dialogue]:
    return Dialogue.objects.filter(petitions__parts__in=answered_parts(by)).distinct()


def parts_to_answer(dialogue: Dialogue, by: Actor) -> list[PetitionPart]:
    """In the order of the petitions."""
    rows = answered_parts(by).filter(petition__dialogue=dialogue)
    return list(
        rows.select_related("petition", "agency", "task__lead").order_by("petition__number")
    )


def split_letters(by: Actor) -> QuerySet[AnswerLetter]:
    """Letters that are split by petition: to a federation those of its dialogues, to an agency its
    own and those of agencies that it succeeds.
    """
    rows = AnswerLetter.objects.filter(dialogue__isnull=False).select_related("dialogue", "agency")
    if by.may(ConferencePermission.KEEP_DIALOGUES):
        return rows.filter(dialogue__in=visible_dialogues(by))
    own = Q(agency__in=agency_line(by.seat.agency_id))
    return rows.filter(own, dialogue__in=answered_dialogues(by).values("pk"))
