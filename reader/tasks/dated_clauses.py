"""The clauses of a stretch that are duties apart, each by the deadline of its own."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from reader.phrases import OPENS_WITH_VERB, deadlines_in
from reader.text import Passage, compile_phrases
from vietnam.deadlines import StatedDeadline

BOUNDARY = re.compile(r"(?:(?<=[.;:!?])|(?<=\.”)|(?<=\.\)))\s+")
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

_LONG_DUTY = 300  # characters


def split_by_deadline(
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
    starts = {m.end() for m in BOUNDARY.finditer(text) if text[m.start() - 1] != ":"}
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
