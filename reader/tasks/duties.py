"""From one paragraph to its duties: each "Giao Sở X …" and each dated report inside a paragraph is
a duty of its own.
"""

import re
from dataclasses import dataclass, replace
from datetime import date

from reader.phrases import (
    BODY,
    LEAD_IN,
    OPENS_WITH_VERB,
    VERB,
    DutyAddressee,
    deadlines_in,
    deadlines_in_field,
    is_closing,
    read_addressee,
)
from reader.tasks.dated_clauses import BOUNDARY, split_by_deadline
from reader.tasks.statements import is_statement, topic_end
from reader.text import Passage, compile_phrases
from vietnam.deadlines import StatedDeadline

_LISTS = compile_phrases(
    r"""
    (?:giữa|với|của|gồm)\s+(?:các\s+)?
    (?:cơ quan|đơn vị|sở|ngành|bộ|lực lượng|địa phương)[^.;:]{0,20}:$
    """
)
# "UBND tỉnh có ý kiến như sau: Yêu cầu các sở …": after it the order stands by itself.
_ANNOUNCED = re.compile(r"(?:như sau|sau đây|ý kiến|chỉ đạo|kết luận)\s*:$")
_LEADS = r"(?:chủ trì|thực hiện|phụ trách|đầu mối)"
_BRACKETED = re.compile(rf"\(([^()]{{6,200}}?{_LEADS}[^()]{{0,160}})\)\s*[.;]?$")
_DASHED = re.compile(rf"\s[-–]\s+((?=[A-ZĐỦ])[^-–;.]{{4,160}}?{_LEADS}[^-–;.]{{0,160}})[.;]?$")
_IN_BRACKETS = re.compile(rf"\([^()]*{_LEADS}[^()]*\)")
STAGE = compile_phrases(
    r"""
    (?:Giai đoạn|Đợt|Bước|Kỳ|Lần)[ ](?:\d{1,2}|[IVX]{1,4}|[Mm]ột|[Hh]ai|[Bb]a|[Đđ]ầu|[Cc]uối)
    \s*[-–:,]?\s*\(?
    """
)
_STARTS = re.compile(rf"{BOUNDARY.pattern}|,\s+(?=[A-ZĐ])")
_IS_CHARGED = re.compile(r"[^,;.:()]{4,80}? (?:có trách nhiệm|chịu trách nhiệm|chủ trì)(?!\w)")
_IN_LIST = compile_phrases(
    r"""
    (?:
    (?:^|[,;] |(?<!\w)(?:với|cùng|của|giữa|gồm|giao|đề nghị|yêu cầu|và|cho) )
    (?:các |Sở|Ban|Bộ|Ủy|Uỷ|UBND|Công an|Hội|Cục|Chi|Văn phòng|Trung tâm|Đoàn|Liên|Tỉnh|Thành|Báo)
    [^,;.]*
    )$
    """
)
_CARRIES_OUT = compile_phrases(
    r"""
    (?:(?:là cơ quan |là đơn vị |làm )?(?:chủ trì|đầu mối|phụ trách)(?!\w))?
    (?:,?\s*(?:và )?phối hợp (?:với|cùng)[ ][^.;]{3,160}?)?
    ,?\s*(?:để |tổ chức )?(?:thực hiện|triển khai)(?: thực hiện)?
    (?: (?:nội dung|nhiệm vụ|công việc) (?:này|trên))?\s*(?:[,;.(]|$)
    """
)
_LONGEST_LABEL = 80  # characters
_LONGEST_ASIDE = 400  # characters
_ASSIGNS = ("giao", "giao cho", "phân công", "đề nghị")
_SENTENCE = 1500  # characters in which an addressee is looked for


@dataclass(frozen=True)
class Duty:
    """A stretch of a paragraph that somebody owes; `addressee` is None when the paragraph names
    nobody for it.
    """

    passage: Passage
    addressee: DutyAddressee | None
    deadlines: tuple[StatedDeadline, ...]
    divided: bool

    @property
    def is_statement(self) -> bool:
        return is_statement(self.passage.text, self.addressee)


def read_duties(passage: Passage, *, issued_on: date | None, held: bool) -> list[Duty]:
    """The duties in a paragraph. `held`: a heading above already says who; then only a new name
    changes the addressee.
    """
    duties: list[Duty] = []
    told: tuple[StatedDeadline, ...] = ()  # the time before a colon: "Tháng 4/2026: Sở A …"
    opened = False
    stretches = _by_addressee(passage, held=held)
    for number, (whole, addressee) in enumerate(stretches, 1):
        before = told
        is_last = number == len(stretches)
        stretch, own = (whole, ()) if is_last else _without_time_label(whole, issued_on)
        # At the head of a paragraph the time holds for all that follows.
        told = own or (told if number > 1 and opened else ())
        opened = opened or (number == 1 and bool(own) and not stretch.text)
        if not stretch.text:
            continue
        (first, deadlines), *others = split_by_deadline(stretch, issued_on)
        duties.append(Duty(first, addressee, deadlines or before, divided=False))
        if addressee:
            addressee = replace(addressee, start=0, end=0, duty_at=0, colon=False)
        duties += [Duty(piece, addressee, own, divided=True) for piece, own in others]
    return duties


def _without_time_label(
    passage: Passage, issued_on: date | None
) -> tuple[Passage, tuple[StatedDeadline, ...]]:
    # The time at the end of a stretch that a colon joins to what another body does then.
    text = passage.text
    if not text.endswith(":"):
        return passage, ()
    near = text[-_LONGEST_LABEL:]
    at = max((found.end() for found in BOUNDARY.finditer(near)), default=0)
    at += len(text) - len(near)
    stage = STAGE.match(text, at)
    label = text[stage.end() if stage else at :].rstrip(" :)")
    times = deadlines_in_field(label, issued_on)
    is_time = times and times[0].start <= 1 and times[-1].end >= len(label) - 1
    return (passage.part(0, at), times) if is_time else (passage, ())


def last_sentence(passage: Passage) -> Passage:
    """What a paragraph says after its last full stop, or the last colon before an order."""
    text = passage.text
    stops = [
        stop.end()
        for stop in BOUNDARY.finditer(text)
        if (before := text[stop.start() - 1]) in ".!?"
        or (before == ":" and LEAD_IN.match(text, stop.end()))
    ]
    return passage.part(stops[-1]) if stops else passage


def _by_addressee(passage: Passage, *, held: bool) -> list[tuple[Passage, DutyAddressee | None]]:
    text = passage.text
    first = _own_addressee(text, held=held)
    if first and len(_IN_BRACKETS.findall(text)) == 1 and not read_addressee(text):
        return [(passage, first)]
    starts = [(0, first)]
    named = first.duty_at if first else 0
    topic = topic_end(text)
    for boundary in _STARTS.finditer(text):
        at = boundary.end()
        if text[boundary.start()] == "," and not _names_next(text, boundary):
            continue
        if (
            at < named
            or text[at] == "("
            or _is_in_brackets(text, at)
            or _LISTS.search(text[max(0, at - 60) : at].rstrip())
        ):
            continue
        sentence = text[at : at + _SENTENCE]
        is_announced = _ANNOUNCED.search(text, max(0, at - 40), at - 1)
        is_in_sentence = text[at - 2] in ";:" and at != topic and not is_announced
        addressee = _own_addressee(sentence, held=held or is_in_sentence)
        if addressee and _opens_duty(sentence, addressee):
            if starts == [(0, None)] and _carries_out(text[:at], sentence, addressee):
                starts = [(0, replace(addressee, start=0, end=0, duty_at=0, colon=False))]
            else:
                starts.append((at, addressee))
            named = at + addressee.duty_at
    ends = [*(at for at, _ in starts[1:]), len(text)]
    return [
        (passage.part(at, end), addressee)
        for (at, addressee), end in zip(starts, ends, strict=True)
    ]


def _names_next(text: str, comma: re.Match[str]) -> bool:
    # "…, Sở B có trách nhiệm …": after a comma only where no list of bodies goes on.
    if not _IS_CHARGED.match(text, comma.end()) or not BODY.match(text, comma.end()):
        return False
    before = text[max(comma.start() - _LONGEST_LABEL, 0) : comma.start()]
    listed = _IN_LIST.search(before)
    if listed and not VERB.search(listed[0]):
        return False
    addressee = read_addressee(text[comma.end() : comma.end() + _SENTENCE])
    return addressee is not None and len(addressee.names) == 1


def _carries_out(before: str, sentence: str, addressee: DutyAddressee) -> bool:
    # "Xây dựng phần mềm. Giao Sở A chủ trì, phối hợp với Sở B thực hiện.": one duty.
    if not addressee.order or not OPENS_WITH_VERB.match(before):
        return False
    return bool(_CARRIES_OUT.match(sentence, addressee.duty_at))


def _is_in_brackets(text: str, at: int) -> bool:
    first = max(at - _LONGEST_ASIDE, 0)
    return text.rfind("(", first, at) > text.rfind(")", first, at)


def _opens_duty(sentence: str, addressee: DutyAddressee) -> bool:
    if is_closing(sentence) or is_statement(sentence, addressee):
        return False
    return bool(addressee.order) or (addressee.start == 0 and not addressee.colon)


def _own_addressee(text: str, *, held: bool) -> DutyAddressee | None:
    addressee = read_addressee(text) or _in_brackets(text)
    if addressee and text.endswith("./.") and deadlines_in(text):
        return addressee  # the sentence that closes the document speaks to all
    if addressee and held and addressee.order and not addressee.order.endswith(_ASSIGNS):
        return None
    return addressee


def _in_brackets(text: str) -> DutyAddressee | None:
    # The lead named at the end of an item: "… (Sở Nội vụ chủ trì, xong trong quý I)".
    match = _BRACKETED.search(text) or _DASHED.search(text)
    addressee = read_addressee(match[1]) if match else None
    return replace(addressee, duty_at=0, colon=False) if addressee else None
