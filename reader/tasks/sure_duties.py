"""Duties that are certain wherever they stand: under a heading that promises none, or in the
sentence that closes the document.
"""

import re
from datetime import date

from reader.phrases import (
    BODY,
    LEAD_IN,
    OPENS_WITH_VERB,
    deadlines_in,
    is_closing,
    read_addressee,
)
from reader.tasks.duties import Duty
from reader.text import Passage

_CHARGES = ("giao", "giao cho", "giao nhiệm vụ cho", "phân công")
_AIMS = re.compile(r"(?i)phấn đấu|đạt|bảo đảm|đảm bảo|duy trì|thường xuyên")
_EXACT = re.compile(r"(?i)ngày|tháng|quý|quí|\d/|hằng|hàng")
_PAUSE = re.compile(r"[,;.:]\s+")
_SENTENCE = 1500  # characters in which an addressee is looked for


def dated_closing(passage: Passage, issued_on: date | None) -> Duty | None:
    """What a sentence that closes the document demands by a day: "…, các sở báo cáo kết quả trước
    ngày 30/11/2026./."
    """
    text = passage.text
    deadlines = tuple(d for d in deadlines_in(text, issued_on) if _EXACT.search(d.text))
    if not deadlines:
        return None
    starts = [0, *(comma.end() for comma in _PAUSE.finditer(text, 0, _SENTENCE))]
    for at in starts:
        lead = LEAD_IN.match(text, at)
        if not BODY.match(text, lead.end() if lead else at):
            continue
        if addressee := read_addressee(text[at : at + _SENTENCE]):
            return Duty(passage.part(at), addressee, deadlines, divided=False)
    return None


def is_surely_owed(duty: Duty, *, held: bool) -> bool:
    """A body is charged with it, or owes it by a day: so it is a duty whatever its heading says."""
    text = duty.passage.text
    addressee = duty.addressee
    if duty.is_statement or is_closing(text) or not (addressee or held):
        return False
    if addressee and addressee.order.endswith(_CHARGES):
        return True
    verb = text[addressee.duty_at :] if addressee else text
    if not OPENS_WITH_VERB.match(verb) or _AIMS.match(verb):
        return False
    return any(_EXACT.search(deadline.text) for deadline in duty.deadlines)
