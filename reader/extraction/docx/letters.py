"""From the pieces of one paragraph to its text in Unicode, and what is left out of it with its
place.
"""

import re
from itertools import groupby

from reader.extracted import Why
from reader.extraction.docx.inline import TextRun
from vietnam.old_letters import (
    OldEncoding,
    decode_letters,
    is_better_decoded,
    is_beyond_western,
    repair_line,
)

LeftOut = tuple[int, Why, str]  # the place in the text of its paragraph, the reason, the words

_DIGIT = re.compile(r"\d")


def join_runs(
    pieces: list[TextRun], usual: OldEncoding | None
) -> tuple[str, list[LeftOut], OldEncoding | None]:
    """Text, what was left out, and the old encoding found in letters whose font does not name one.

    `usual` is that of the document's other paragraphs, for words that may be either.
    """
    trusted = {encoding for encoding in OldEncoding if _is_written_in(encoding, pieces)}
    text, left_out = "", []
    for (encoding, capitals, why), group in groupby(
        pieces, key=lambda p: (p.encoding, p.capitals, p.why)
    ):
        letters = "".join(piece.text for piece in group)
        if encoding in trusted:
            letters = decode_letters(letters, encoding, capitals=capitals)
        if why is None:
            text += letters
        elif why not in (Why.HIDDEN, Why.STRUCK, Why.DELETED, Why.NOTE) or is_worth_reporting(
            letters, why
        ):
            left_out.append((len(text), why, " ".join(letters.split())))
    if trusted:
        return text, left_out, None
    repaired, encoding = repair_line(text, usual)
    return repaired, left_out, encoding


def is_worth_reporting(letters: str, why: Why) -> bool:
    """Every hidden or struck word; of deleted ones only what may be a date."""
    return bool(_DIGIT.search(letters)) if why is Why.DELETED else any(c.isalnum() for c in letters)


def _is_written_in(encoding: OldEncoding, pieces: list[TextRun]) -> bool:
    """The font names the encoding, and the letters do not contradict it: many a Unicode text was
    typed in an old font.
    """
    letters = " ".join(
        "".join(
            p.text for p in pieces if p.encoding is encoding and p.why is not Why.DELETED
        ).split()
    )
    return bool(letters) and not is_beyond_western(letters) and is_better_decoded(letters, encoding)
