"""Petitions with their answers as a table: the annex of the report, and the workbook. Words as they
are published, or as they are proposed to be, so that a paper names nobody either.
"""

import datetime
from collections.abc import Iterator, Sequence

from conferences.answers.models import Answer
from conferences.answers.queries import current_answers
from conferences.dialogues.models import Dialogue
from conferences.petitions.choices import PetitionKind
from conferences.petitions.models import Petition, PetitionPart
from conferences.petitions.queries import petitions_for_list
from conferences.publishing.hiding import hide_personal
from conferences.publishing.services import proposed_words
from vietnam.dates import format_date
from workbooks.sheets import Column, ColumnKind, Value

COLUMNS: Sequence[Column] = (
    Column("STT", ColumnKind.SERIAL, 6),
    Column("Nội dung kiến nghị, ý kiến", width=46),
    Column("Loại", width=12),
    Column("Chủ đề", width=16),
    Column("Cơ quan trả lời", width=24),
    Column("Số, ngày văn bản", width=18),
    Column("Phân loại", width=20),
    Column("Nội dung trả lời", width=56),
)


def annex_rows(dialogue: Dialogue, on: datetime.date) -> Iterator[list[Value]]:
    """One row for each petition and agency; numbered as in the dialogue. A paper is written twice,
    for Word and as PDF, so it needs them as a list.
    """
    answers = current_answers(dialogue)
    for petition in petitions_for_list(dialogue.petitions.all(), on):
        first: list[Value] = [
            petition.number,
            proposed_words(petition),
            str(petition.get_kind_display()),
            str(petition.get_theme_display()),
        ]
        if not petition.live_parts:
            yield [*first, *_without_parts(petition)]
        for part in petition.live_parts:
            yield [*first, part.body.name, *_answer_cells(petition, part, answers.get(part.pk))]


def _without_parts(petition: Petition) -> list[Value]:
    if petition.merged_into:
        return ["", "", "", f"Gộp với kiến nghị số {petition.merged_into.number}"]
    if petition.kind == PetitionKind.OPINION:
        return ["", "", "", "Ý kiến, không phải trả lời"]
    return ["", "", "", "Chưa chuyển cơ quan trả lời"]


def _answer_cells(petition: Petition, part: PetitionPart, answer: Answer | None) -> list[Value]:
    if answer is None or not part.outcome:
        return ["", "", _owed_words(petition, part, is_again=answer is not None)]
    words = answer.public_text or hide_personal(answer.text)
    if answer.promised_on:
        words = f"{words} (Cam kết giải quyết xong trước ngày {format_date(answer.promised_on)}.)"
    named = str(answer.letter) if answer.letter else str(answer.get_channel_display())
    return [named, str(answer.get_outcome_display()), words]


def _owed_words(petition: Petition, part: PetitionPart, *, is_again: bool) -> str:
    due_on = format_date(part.due)
    if is_again and petition.reopened_on:
        return f"Mở lại ngày {format_date(petition.reopened_on)}, trả lời lại trước ngày {due_on}"
    return f"Chưa trả lời, hạn {due_on}"
