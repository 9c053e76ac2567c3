"""Answers with their letters, and what waits for the federation."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from agencies.people.permissions import Actor
from conferences.answers.choices import AnswerState
from conferences.answers.models import Answer, AnswerLetter
from conferences.answers.promises import with_promises
from conferences.dialogues.models import Dialogue, Speech
from conferences.petitions.choices import OWED_AN_ANSWER, PartState
from conferences.petitions.models import Petition, PetitionPart
from conferences.petitions.queries import parts_with_due, visible_parts


def parts_of(petition: Petition) -> list[PetitionPart]:
    """Of the petition, or of the one into which it was merged: each with `due`, its letters and all
    its `editions`, the newest first.
    """
    answers = Answer.objects.select_related("letter", "promise", "entered_by__agency")
    editions = with_promises(answers)
    newest: Any = Prefetch("answers", editions.order_by("-edition"), to_attr="editions")
    rows = PetitionPart.objects.filter(petition=petition.merged_into_id or petition.pk)
    return list(
        parts_with_due(rows)
        .select_related("agency__successor", "task__lead", "redirected_to__agency", "petition")
        .prefetch_related(newest)
        .order_by("pk")
    )


def visible_answers(by: Actor) -> QuerySet[Answer]:
    """Of the parts of visible petitions."""
    return Answer.objects.filter(part__in=visible_parts(by))


def visible_letters(by: Actor) -> QuerySet[AnswerLetter]:
    """Letters that answer something which somebody sees."""
    answered = visible_answers(by).filter(letter=OuterRef("pk"))
    return AnswerLetter.objects.filter(Exists(answered))


def standing_answer(part: PetitionPart) -> Answer | None:
    """The newest edition."""
    return part.answers.select_related("letter").order_by("-edition").first()


# What waits ---------------------------------------------------------------------------------------
def speeches_to_split() -> QuerySet[Speech]:
    return Speech.objects.filter(split_at=None).select_related("dialogue")


def petitions_to_route() -> QuerySet[Petition]:
    """Owed an answer, and nobody has been asked."""
    asked = PetitionPart.objects.filter(petition=OuterRef("pk")).exclude(state=PartState.REDIRECTED)
    return Petition.objects.filter(
        ~Exists(asked), kind__in=OWED_AN_ANSWER, merged_into=None
    ).select_related("dialogue")


def answers_to_check() -> QuerySet[Answer]:
    return Answer.objects.filter(state=AnswerState.HANDED_IN).select_related(
        "part__petition__dialogue", "part__agency"
    )


# Missing, by agency -------------------------------------------------------------------------------
@dataclass
class AgencyLine:
    """What one agency owes and has given of a dialogue. `first_due`: of what is still owed."""

    name: str
    asked: int = 0
    given: int = 0
    late: int = 0
    returned: int = 0
    first_due: datetime.date | None = None

    @property
    def missing(self) -> int:
        return self.asked - self.given


def agency_lines(dialogue: Dialogue, on: datetime.date) -> list[AgencyLine]:
    """Who answers how much of the dialogue, those with the most missing first: one query."""
    rows = PetitionPart.objects.filter(petition__dialogue=dialogue).exclude(
        state=PartState.REDIRECTED
    )
    lines: dict[str, AgencyLine] = {}
    for part in parts_with_due(rows).select_related("agency", "task__lead"):
        _count_part(lines, part, on)
    return sorted(lines.values(), key=lambda line: (-line.late, -line.missing, line.name))


def _count_part(lines: dict[str, AgencyLine], part: PetitionPart, on: datetime.date) -> None:
    name = part.body.name
    line = lines.setdefault(name, AgencyLine(name))
    line.asked += 1
    if part.state in (PartState.ANSWERED, PartState.ACCEPTED):
        line.given += 1
        return
    line.returned += part.state == PartState.RETURNED
    line.late += part.due < on
    line.first_due = min(line.first_due or part.due, part.due)


def current_answers(dialogue: Dialogue) -> dict[int, Answer]:
    """The newest version of each part of the dialogue that is not sent back, by the part's key."""
    rows = Answer.objects.filter(part__petition__dialogue=dialogue).exclude(
        state=AnswerState.RETURNED
    )
    found: dict[int, Answer] = {}
    for answer in rows.select_related("letter").order_by("edition"):
        found[answer.part_id] = answer
    return found
