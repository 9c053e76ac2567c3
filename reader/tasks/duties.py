"""From one paragraph to its duties: each "Giao Sở X …" and each dated report inside a paragraph is
a duty of its own.
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from reader.phrases.bodies import DutyAddressee, read_addressee
from reader.phrases.closings import is_closing
from reader.phrases.times import deadlines_in
from reader.phrases.vocabulary import LEAD_IN, OPENS_WITH_VERB
from reader.text.source import Passage
from vietnam.deadlines import StatedDeadline

_BOUNDARY = re.compile(r"(?:(?<=[.;:!?])|(?<=\.”)|(?<=\.\)))\s+")
_REPORT = re.compile(
    r"(?i)^(?:đồng thời,?\s+|(?:và\s+)?(?:định kỳ|hằng tháng|hàng tháng|hằng quý|hàng quý|hằng năm"
    r"|hàng năm|trước ngày)[^;:.]{0,60}?\s)?(?:thống kê,?\s+)?báo cáo(?!\s+(?:viên|chính trị"
    r"|(?:yêu cầu|đề nghị|phải|cần)?\s*(?:được\s+)?gửi\s+về))"
)
_MONITORS = re.compile(
    r"(?i).{0,120}?(?:theo dõi|đôn đốc|giám sát|đầu mối|thường trực)"
)  # a report belongs to it
_NO_DUTY = re.compile(
    r"(?i)(?:cơ bản\s+)?(?:thống nhất|đồng ý|nhất trí|ghi nhận|biểu dương|đánh giá cao|hoan nghênh"
    r"|chúc mừng|cảm ơn|tán thành|chấp thuận|trân trọng cảm ơn)\b"
)
_LISTS = re.compile(
    r"(?:giữa|với|của|gồm)\s+(?:các\s+)?(?:cơ quan|đơn vị|sở|ngành|bộ|lực lượng"
    r"|địa phương)[^.;:]{0,20}:$"
)
_TOPIC = re.compile(r"(?:Về|Đối với|Liên quan)\s[^:.;]{3,200}:\s+")
_ATTENDANCE = re.compile(
    r"(?i)^(?:cùng\s+|tham\s+)?dự\s+(?:họp|hội nghị|cuộc họp|buổi|cuộc|và|có|phiên)"
    r"|^tham gia (?:cuộc họp|hội nghị|buổi làm việc|đoàn) có|^thành phần(?: tham dự| dự họp| gồm"
    r"| tham gia)"
)
_BRACKETED = re.compile(
    r"\(([^()]{6,200}?(?:chủ trì|thực hiện|phụ trách|đầu mối)[^()]{0,160})\)\s*[.;]?$"
)
_LEADS = re.compile(r"\([^()]*(?:chủ trì|thực hiện|phụ trách|đầu mối)[^()]*\)")
_STATEMENT = re.compile(
    r"^\s*(?:đã|(?:cần|phải) được|cơ bản|rất|luôn|trân trọng cảm ơn|trân trọng ghi nhận"
    r"|đánh giá cao|ghi nhận|biểu dương|chúc mừng|cảm ơn|hoan nghênh|thống nhất với"
    r"|thống nhất chủ trương|đồng ý|nhất trí|(?:xây dựng|lập|tổ chức"
    r"|triển khai)\b.{0,400}(?:như sau|sau đây|nội dung sau)\s*:?\s*$|ban hành (?i:Kế hoạch"
    r"|Chương trình|Chỉ thị|Công điện|Quyết định)|thông báo|nhận được|kết luận|chỉ thị|yêu cầu\s*:"
    r"|có ý kiến|là (?:đơn vị (?:đi đầu|đầu tiên)|cơ quan đầu tiên|một|01 trong|tỉnh"
    r"|địa phương))(?!\w)"
)


@dataclass(frozen=True)
class Duty:
    """A stretch of a paragraph that somebody owes; `addressee` is None when the paragraph names
    nobody for it.
    """

    passage: Passage
    addressee: DutyAddressee | None
    deadlines: tuple[StatedDeadline, ...]
    divided: bool


def read_duties(passage: Passage, *, issued_on: date | None, held: bool) -> list[Duty]:
    """The duties in a paragraph. `held`: a heading above already says who; then only a new name
    changes the addressee.
    """
    duties: list[Duty] = []
    for stretch, addressee in _by_addressee(passage, held=held):
        pieces = _by_deadline(stretch, issued_on)
        for number, (piece, deadlines) in enumerate(pieces):
            named = (
                replace(addressee, start=0, end=0, duty_at=0, colon=False)
                if addressee and number
                else addressee
            )
            duties.append(Duty(piece, named, deadlines, number > 0))
    return duties


def last_sentence(passage: Passage) -> Passage:
    """What a paragraph says after its last full stop."""
    text = passage.text
    stops = [stop.end() for stop in _BOUNDARY.finditer(text) if _ends_there(text, stop)]
    return passage.part(stops[-1]) if stops else passage


def _ends_there(text: str, stop: re.Match[str]) -> bool:
    """A full stop, or a colon after which an order begins."""
    before = text[stop.start() - 1]
    return before in ".!?" or (before == ":" and LEAD_IN.match(text, stop.end()) is not None)


def _in_brackets(text: str) -> DutyAddressee | None:
    """The lead named at the end of an item: "… (Sở Nội vụ chủ trì, xong trong quý I)"."""
    match = _BRACKETED.search(text)
    addressee = read_addressee(match[1]) if match else None
    return replace(addressee, duty_at=0, colon=False) if addressee else None


def is_statement(text: str, addressee: DutyAddressee | None) -> bool:
    """Thanks, approvals and announcements, which are no duty."""
    if _ATTENDANCE.match(text):
        return True
    if addressee is None:
        return bool(_NO_DUTY.match(text, _topic_end(text)))
    return not addressee.order and bool(_STATEMENT.match(text[addressee.end :].lstrip(" ,")))


def _topic_end(text: str) -> int:
    """Where the statement begins after "Về dự án …: "."""
    topic = _TOPIC.match(text)
    return topic.end() if topic else 0


def _by_addressee(passage: Passage, *, held: bool) -> list[tuple[Passage, DutyAddressee | None]]:
    text = passage.text
    starts: list[tuple[int, DutyAddressee | None]] = []
    first = _own_addressee(text, held=held)
    if first and len(_LEADS.findall(text)) == 1 and not read_addressee(text):
        return [(passage, first)]
    starts.append((0, first))
    named, topic = first.duty_at if first else 0, _topic_end(text)
    for boundary in _BOUNDARY.finditer(text):
        at = boundary.end()
        if at < named or text[at] == "(" or _LISTS.search(text[max(0, at - 60) : at].rstrip()):
            continue
        sentence = text[at : at + 1500]
        if is_closing(sentence):
            continue
        addressee = _own_addressee(sentence, held=held or (text[at - 2] in ";:" and at != topic))
        if addressee and addressee.start > 0 and not addressee.order:
            continue
        if (
            addressee
            and (not addressee.colon or addressee.order)
            and not is_statement(sentence, addressee)
        ):
            starts.append((at, addressee))
            named = at + addressee.duty_at
    ends = [at for at, _ in starts[1:]] + [len(text)]
    return [
        (passage.part(at, end), addressee)
        for (at, addressee), end in zip(starts, ends, strict=True)
    ]


def _own_addressee(text: str, *, held: bool) -> DutyAddressee | None:
    addressee = read_addressee(text) or _in_brackets(text)
    if (
        addressee
        and held
        and addressee.order
        and not addressee.order.endswith(("giao", "giao cho", "phân công", "đề nghị"))
    ):
        return None
    return addressee


def _by_deadline(
    passage: Passage, issued_on: date | None
) -> list[tuple[Passage, tuple[StatedDeadline, ...]]]:
    """Split where a second deadline, or a report with a rhythm of its own, begins at a sentence or
    semicolon.
    """
    text = passage.text
    deadlines = deadlines_in(text, issued_on)
    if not deadlines:
        return [(passage, ())]
    boundaries = [m.end() for m in _BOUNDARY.finditer(text) if text[m.start() - 1] != ":"]
    edges = [0, *boundaries, len(text)]
    groups: list[list[int]] = [[edges[0], edges[1]]]
    for start, end in pairwise(edges[1:]):
        mine = [d for d in deadlines if start <= d.start < end]
        before = [d for d in deadlines if groups[-1][0] <= d.start < start]
        if mine and _own_duty(
            text[start:end],
            mine,
            before,
            text[groups[-1][0] : start],
            after_stop=text[:start].rstrip().endswith("."),
        ):
            groups.append([start, end])
        else:
            groups[-1][1] = end
    return [
        (passage.part(a, b), tuple(d for d in deadlines if a <= d.start < b)) for a, b in groups
    ]


def _own_duty(
    clause: str,
    mine: list[StatedDeadline],
    before: list[StatedDeadline],
    earlier: str,
    *,
    after_stop: bool,
) -> bool:
    """Whether a clause with a deadline is a duty apart from what precedes it in the paragraph."""
    report = _REPORT.match(clause)
    if before:
        return bool(report or OPENS_WITH_VERB.match(clause))
    if not report or (not after_stop and _MONITORS.match(earlier)):
        return False
    return after_stop or any(deadline.kind == "recurring" for deadline in mine)
