"""A letter that answers several petitions: its text is read, each confirmed piece is an answer."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from agencies.audit.services import record_action
from agencies.bodies.models import Agency
from agencies.errors import RuleError
from agencies.evidence.services import check_files
from agencies.files.turns import wait_for_turn
from agencies.people.permissions import Actor
from conferences.answers.letters import stored_letter
from conferences.answers.models import Answer, AnswerLetter
from conferences.answers.services import AnswerFacts, enter_answer
from conferences.audit.choices import ConferenceAction
from conferences.dialogues.models import Dialogue
from conferences.letter_splitting.queries import parts_to_answer
from conferences.petitions.models import PetitionPart
from reader.errors import ReadError
from reader.extraction import extract_text
from reader.messages import read_error_message


@dataclass(frozen=True)
class ConfirmedPiece:
    """`version`: of the part as it was shown, so that nobody answers what another has answered."""

    part: PetitionPart
    version: int
    facts: AnswerFacts


def store_letter(
    *,
    dialogue: Dialogue,
    agency: Agency,
    number: str,
    issued_on: datetime.date,
    file: "File[Any]",
    by: Actor,
) -> AnswerLetter:
    """The letter with its text, not yet an answer to anything. Raises RuleError at the file where
    it cannot be read, such as a scan without text.
    """
    if agency not in {part.body for part in parts_to_answer(dialogue, by)}:
        raise RuleError(_("This agency is not asked anything here."), field="agency")
    check_files([file])
    text = _read_text(file)
    file.seek(0)
    with transaction.atomic(), stored_letter(agency, number, issued_on, [file], by=by) as letter:
        letter.dialogue = dialogue
        letter.text = text
        letter.save(update_fields=["dialogue", "text"])
        after = {"file": letter.name, "agency": agency.name}
        record_action(ConferenceAction.ANSWER_LETTER_STORED, dialogue, by=by, after=after)
    return letter


def _read_text(file: "File[Any]") -> str:
    data = file.read()
    try:
        with wait_for_turn("document", field="file"):
            return extract_text(data, file.name or "").text
    except ReadError as error:
        raise RuleError(read_error_message(error), field="file") from error


@transaction.atomic
def answer_from_letter(
    *, letter: AnswerLetter, pieces: Sequence[ConfirmedPiece], by: Actor
) -> list[Answer]:
    """All confirmed pieces at once, or none of them."""
    if not pieces:
        raise RuleError(_("Choose at least one piece to be handed in."))
    chosen = [piece.part.pk for piece in pieces]
    if len(set(chosen)) < len(chosen):
        raise RuleError(
            _("Two pieces answer the same petition. Put their texts together in one of them.")
        )
    # In the order in which everybody locks petitions.
    ordered = sorted(pieces, key=lambda piece: piece.part.petition_id)
    return [
        enter_answer(part=piece.part, facts=piece.facts, version=piece.version, by=by)
        for piece in ordered
    ]
