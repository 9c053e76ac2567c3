"""The annex of a dialogue as a workbook."""

import datetime

from django.utils.translation import override

from conferences.dialogues.models import Dialogue
from conferences.petition_papers.annex import COLUMNS, annex_rows
from recruitment.fields.frames import make_letterhead
from workbooks.sheets import Sheet


def annex_sheet(dialogue: Dialogue, on: datetime.date) -> Sheet:
    """The same rows as the annex of the report."""
    with override("vi"):
        return Sheet(
            name="Phụ lục",
            columns=list(COLUMNS),
            rows=list(annex_rows(dialogue, on)),
            letterhead=make_letterhead(
                dialogue.held_by,
                day=on,
                title="Kiến nghị của công nhân và nội dung trả lời",
                narrowed=dialogue.title,
            ),
        )
