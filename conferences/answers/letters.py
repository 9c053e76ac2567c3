"""The letters of agencies: each stored once, by its number and day, however many petitions it
answers.
"""

import datetime
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

from django.core.files.base import File
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.bodies.models import Agency
from agencies.errors import RuleError
from agencies.evidence.services import file_digest, store_rows
from agencies.people.permissions import Actor
from conferences.answers.models import AnswerLetter


@contextmanager
def stored_letter(
    agency: Agency,
    number: str,
    issued_on: datetime.date,
    files: Sequence["File[Any]"],
    *,
    by: Actor,
) -> Iterator[AnswerLetter]:
    """The letter of that number and day, which may have been entered for another petition already.
    When the block fails, a new file is deleted again.
    """
    own = {"agency": agency, "number": number.strip(), "issued_on": issued_on}
    known = AnswerLetter.objects.filter(**own).first()
    if len(files) > 1:
        raise RuleError(_("A letter is one file."), field="files")
    if known and known.file and any(file_digest(file) != known.sha256 for file in files):
        words = _("This letter is stored already with another file. Check its number and its day.")
        raise RuleError(words, field="files")
    stamp = {"entered_at": timezone.now(), "entered_by": by.seat}
    if known and (known.file or not files):
        yield known
        return
    if not files:
        yield AnswerLetter.objects.create(**own, **stamp)
        return
    make_row = partial(AnswerLetter, pk=known.pk if known else None, **own, **stamp)
    with store_rows(make_row, files[:1]) as [letter]:
        yield letter
