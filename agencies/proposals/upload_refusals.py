"""Why a document is not taken in: it was before, or may have been; its day is not known; its name
says something else than its content.
"""

import datetime
from pathlib import PurePath

from django.db.models import Q
from django.utils.translation import gettext as _

from agencies.directives.choices import DirectiveStatus
from agencies.directives.models import Directive
from agencies.errors import RuleError
from reader import DocumentReading
from reader.content import FileType, detect_file_type, shown_name
from vietnam.folding import fold

# The endings of each kind, the usual one first; of other kinds the reader says why it does not read
# them.
ENDINGS = {
    FileType.PDF: (".pdf",),
    FileType.DOCX: (".docx", ".docm"),
    FileType.TEXT: (".txt", ".text", ".md"),
}
ALIKE = 0.8  # of the runs of words of the longer text
RUN = 5


class SameFileError(RuleError):
    def __init__(self, directive: Directive, field: str) -> None:
        super().__init__(
            _("This document has been read before: %(document)s.")
            % {"document": directive.citation},
            field=field,
        )
        self.directive = directive


class SimilarDocumentError(RuleError):
    def __init__(self, directive: Directive) -> None:
        super().__init__(
            _("It may be the same document as %(document)s. Look at it first.")
            % {"document": directive.citation},
            field="is_another",
        )
        self.directive = directive


class DateNeededError(RuleError):
    def __init__(self) -> None:
        super().__init__(
            _(
                "The document does not say when it was issued. Give the date or, if it is "
                "unknown, the day on which it arrived."
            ),
            field="issued_on",
        )


def refuse_misnamed(data: bytes, file_name: str) -> None:
    """Refuse a file whose ending says another kind than its content is, such as a text named
    “bao-cao.exe”; a name without an ending says nothing.
    """
    ending = PurePath(file_name).suffix.lower()
    allowed = ENDINGS.get(detect_file_type(data))
    if ending and allowed and ending not in allowed:
        sentence = _(
            "The file “%(name)s” is not what its name says: its content is of the kind "
            "%(kind)s. Save it again with the right ending, then send it."
        )
        kind = allowed[0].removeprefix(".").upper()
        raise RuleError(sentence % {"name": shown_name(file_name), "kind": kind}, field="file")


def similar_document(reading: DocumentReading, issued_on: datetime.date) -> Directive | None:
    """One that has the same number and date, or, of the same number or date, the same text in
    another format.
    """
    number = (reading.header.number or "").strip()
    same = Q(issued_on=issued_on) | (Q(number__iexact=number) if number else Q())
    known = Directive.objects.exclude(status=DirectiveStatus.WITHDRAWN).filter(same)
    runs = _runs(reading.text)
    for directive in known.order_by("-uploaded_at"):
        is_numbered = number and directive.number.casefold() == number.casefold()
        if is_numbered and directive.issued_on == issued_on:
            return directive
        if _are_alike(runs, _runs(directive.text)):
            return directive
    return None


def _runs(text: str) -> set[tuple[str, ...]]:
    words = "".join(sign if sign.isalnum() else " " for sign in fold(text)).split()
    return {tuple(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1))}


def _are_alike(one: set[tuple[str, ...]], other: set[tuple[str, ...]]) -> bool:
    longer = max(len(one), len(other))
    return len(one & other) >= ALIKE * longer
