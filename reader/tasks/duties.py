"""From one paragraph to its duties: each "Giao Sở X …" and each dated report inside a paragraph is
a duty of its own.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from reader.phrases import (
    LEAD_IN,
    OPENS_WITH_VERB,
    DutyAddressee,
    deadlines_in,
    deadlines_in_field,
    is_closing,
    read_addressee,
)
from reader.tasks.statements import is_statement, topic_end
from reader.text import Passage, compile_phrases
from vietnam.deadlines import StatedDeadline

_BOUNDARY = re.compile(r"(?:(?<=[.;:!?])|(?<=\.”)|(?<=\.\)))\s+")
_REPORT = compile_phrases(
    r"""
    ^(?:
    đồng thời,?\s+
    |(?:và\s+)?
    (?:định kỳ|hằng tháng|hàng tháng|hằng quý|hàng quý|hằng năm|hàng năm|trước ngày)
    [^;:.]{0,60}?\s
    )?
    (?:thống kê,?\s+)?báo cáo
    # no speaker, no political report, no paper that is to be sent to somebody
    (?!\s+(?:viên|chính trị|(?:yêu cầu|đề nghị|phải|cần)?\s*(?:được\s+)?gửi\s+về))
    """,
    re.IGNORECASE,
)
# A report belongs to the duty of whoever monitors.
_MONITORS = re.compile(r"(?i).{0,120}?(?:theo dõi|đôn đốc|giám sát|đầu mối|thường trực)")
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
_IN_BRACKETS = re.compile(rf"\([^()]*{_LEADS}[^()]*\)")
_COMMA = re.compile(r"(?:\s?\([^()]{1,60}\))?,\s+")  # an aside in brackets may precede it
_LEAST_CLAUSE = 20  # characters that a duty has before its deadline
_FINISHES = compile_phrases(
    r"""
    (?:(?:và|phải|đồng thời|tất cả)\s)*
    (?:(?:hoàn thành|hoàn tất|kết thúc|xong|thực hiện xong)(?: (?:các )?(?:việc|nhiệm vụ)\b.*)?)?
    |(?:(?:là|đây là) )?nhiệm vụ
    |(?:thời gian|thời hạn)(?: (?:thực hiện|hoàn thành))?\s?:?
    """,
    re.IGNORECASE,
)
_SENDS = re.compile(r"(?i)(?:đồng thời,?\s+)?(?:gửi|nộp)\s")
_LONGEST_LABEL = 80  # characters
_LONG_DUTY = 300  # characters
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
    stretches = _by_addressee(passage, held=held)
    for number, (whole, addressee) in enumerate(stretches, 1):
        before = told
        is_last = number == len(stretches)
        stretch, told = (whole, ()) if is_last else _without_time_label(whole, issued_on)
        if not stretch.text:
            continue
        (first, deadlines), *others = _by_deadline(stretch, issued_on)
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
    at = max((found.end() for found in _BOUNDARY.finditer(near)), default=0)
    at += len(text) - len(near)
    label = text[at:].rstrip(" :")
    times = deadlines_in_field(label, issued_on)
    is_time = times and times[0].start <= 1 and times[-1].end >= len(label) - 1
    return (passage.part(0, at), times) if is_time else (passage, ())


def last_sentence(passage: Passage) -> Passage:
    """What a paragraph says after its last full stop, or the last colon before an order."""
    text = passage.text
    stops = [
        stop.end()
        for stop in _BOUNDARY.finditer(text)
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
    for boundary in _BOUNDARY.finditer(text):
        at = boundary.end()
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
            starts.append((at, addressee))
            named = at + addressee.duty_at
    ends = [*(at for at, _ in starts[1:]), len(text)]
    return [
        (passage.part(at, end), addressee)
        for (at, addressee), end in zip(starts, ends, strict=True)
    ]


def _is_in_brackets(text: str, at: int) -> bool:
    first = max(at - _LONGEST_ASIDE, 0)
    return text.rfind("(", first, at) > text.rfind(")", first, at)


def _opens_duty(sentence: str, addressee: DutyAddressee) -> bool:
    if is_closing(sentence) or is_statement(sentence, addressee):
        return False
    return bool(addressee.order) or (addressee.start == 0 and not addressee.colon)


def _own_addressee(text: str, *, held: bool) -> DutyAddressee | None:
    addressee = read_addressee(text) or _in_brackets(text)
    if addressee and held and addressee.order and not addressee.order.endswith(_ASSIGNS):
        return None
    return addressee


def _in_brackets(text: str) -> DutyAddressee | None:
    # The lead named at the end of an item: "… (Sở Nội vụ chủ trì, xong trong quý I)".
    match = _BRACKETED.search(text)
    addressee = read_addressee(match[1]) if match else None
    return replace(addressee, duty_at=0, colon=False) if addressee else None


def _by_deadline(
    passage: Passage, issued_on: date | None
) -> list[tuple[Passage, tuple[StatedDeadline, ...]]]:
    # Split where a second deadline, or a report with a rhythm of its own, begins at a sentence, a
    # semicolon, or the comma after the first deadline.
    text = passage.text
    deadlines = deadlines_in(text, issued_on)
    if not deadlines:
        return [(passage, ())]
    places = [deadline.start for deadline in deadlines]
    starts = [0]
    undated: int | None = None  # the first duty without a time since the last deadline
    sent: int | None = None  # the same, of what is to be sent after a long duty
    for start, end in pairwise([*_clause_starts(text, deadlines), len(text)]):
        own = deadlines[bisect_left(places, start) : bisect_left(places, end)]
        is_dated = bisect_left(places, starts[-1]) < bisect_left(places, start)
        if own and _only_tells_time(text[start:end], own[0].start - start, own[-1].end - start):
            apart = undated if is_dated else sent
            starts += [apart] if apart else []
        elif own and (
            _is_own_duty(text[start:end], own, text[starts[-1] : start], is_dated=is_dated)
            or _sends_after_long(text, start, starts[-1])
        ):
            starts.append(start)
        if own:
            undated = None
            sent = None
            continue
        if undated is None and OPENS_WITH_VERB.match(text, start):
            undated = start
        if sent is None and _sends_after_long(text, start, starts[-1]):
            sent = start
    return [
        (passage.part(a, b), deadlines[bisect_left(places, a) : bisect_left(places, b)])
        for a, b in pairwise([*starts, len(text)])
    ]


def _sends_after_long(text: str, at: int, since: int) -> bool:
    # What is to be sent at the end of a long duty is a duty apart; after a short one it is its
    # report.
    return at - since > _LONG_DUTY and bool(_SENDS.match(text, at))


def _clause_starts(text: str, deadlines: tuple[StatedDeadline, ...]) -> list[int]:
    starts = {m.end() for m in _BOUNDARY.finditer(text) if text[m.start() - 1] != ":"}
    for deadline, following in pairwise(deadlines):
        comma = _COMMA.match(text, deadline.end)
        if not comma or deadline.start < _LEAST_CLAUSE or following.start < comma.end():
            continue
        if OPENS_WITH_VERB.match(text, comma.end()):
            starts.add(comma.end())
    return sorted(starts)


def _only_tells_time(clause: str, start: int, end: int) -> bool:
    # "hoàn thành trước ngày …", "nhiệm vụ thường xuyên" after a semicolon: when the duty before it
    # is owed.
    after = clause[end:].strip(" .;:,/)")
    return not after and bool(_FINISHES.fullmatch(clause[:start].strip(" (")))


def _is_own_duty(
    clause: str, deadlines: Sequence[StatedDeadline], earlier: str, *, is_dated: bool
) -> bool:
    # Whether a clause with a deadline is a duty apart from what precedes it in the paragraph.
    is_report = bool(_REPORT.match(clause))
    if is_dated:
        return is_report or bool(OPENS_WITH_VERB.match(clause))
    if not is_report or earlier.rstrip().endswith("."):
        return is_report
    is_recurring = any(deadline.kind == "recurring" for deadline in deadlines)
    return is_recurring and not _MONITORS.match(earlier)
