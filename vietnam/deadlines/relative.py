"""Deadlines counted from an event: trong thời hạn 05 ngày làm việc kể từ ngày nhận được văn bản."""

import re

from vietnam.deadlines.context import PhraseContext, PhraseRule
from vietnam.deadlines.model import Bound, DeadlineKind, RelativeTerm, StatedDeadline, Unit
from vietnam.deadlines.moments import full_day_pattern

_NUMBERS = {
    "một": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
}
_UNITS: dict[str, Unit] = {"ngày": "day", "tuần": "week", "tháng": "month"}

_COUNT = rf"(?<![\d/])(?P<count>\d{{1,3}}|{'|'.join(_NUMBERS)})(?: \((?:[^()]{{1,20}})\))?"
_UNIT = r"(?P<unit>ngày|tuần|tháng|giờ)(?P<working> làm việc)?"
_SINCE = r"(?:(?:tính )?(?:kể )?từ|sau|tính từ)"
_TRIGGER = r"(?P<trigger>(?:[^,;.:()]|\.(?! |$)|(?<=\d)[.:](?=\d)){2,160})"


def _term(found: re.Match[str], context: PhraseContext, sign: int = 1) -> list[StatedDeadline]:
    written = found["count"]
    count = int(written) if written.isdigit() else _NUMBERS[written]
    trigger = (found.groupdict().get("trigger") or "").strip()
    if re.search(r"\bhiệu lực(?: thi hành)?$", context.segment_before(found.start())):
        return []
    if found["unit"] == "giờ":
        term = RelativeTerm(sign * max(1, -(-count // 24)), working=False, trigger=trigger)
    else:
        term = RelativeTerm(sign * count, bool(found["working"]), trigger, _UNITS[found["unit"]])
    return [StatedDeadline(DeadlineKind.RELATIVE, Bound.BY, relative=term)]


def _read_ahead(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    return _term(found, context, sign=-1)


def _after_event(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    return [
        StatedDeadline(
            DeadlineKind.RELATIVE, relative=RelativeTerm(None, False, found["trigger"].strip())
        )
    ]


RULES = (
    PhraseRule(
        "days_before_event",
        re.compile(
            rf"\b(?:(?:chậm nhất|muộn nhất|ít nhất|tối thiểu)(?: là)? )?{_COUNT} {_UNIT} trước "
            rf"(?!{full_day_pattern('a')}|ngày \d)"  # a day is no event
            r"(?P<trigger>(?:ngày|khi|thời điểm|hội nghị|phiên|kỳ) [^,;.:()]{2,120})"
        ),
        _read_ahead,
        0.8,
    ),
    PhraseRule(
        "days_since_event",
        re.compile(
            r"\b(?:(?:trong|sau|chậm nhất|muộn nhất|không quá|tối đa|thời hạn|thời gian|vòng|là"
            r"|quá) ){0,5}(?:trong )?"
            rf"{_COUNT} {_UNIT},? {_SINCE} {_TRIGGER}"
        ),
        _term,
        0.9,
    ),
    PhraseRule(
        "days_limit",
        re.compile(
            rf"\b(?:trong )?(?:thời hạn|vòng)(?: không quá| tối đa)? {_COUNT} {_UNIT}"
            r"(?! (?:đầu|cuối|\d))"  # tháng đầu, tháng 6
        ),
        _term,
        0.75,
    ),
    PhraseRule(
        "days_after_event",
        re.compile(
            rf"\bsau (?:khi|ngày) (?!\d)(?P<trigger>[^,;.:()\d]{{2,80}}?),? {_COUNT} {_UNIT}"
            r"(?=[,;.)]|$)"
        ),
        _term,
        0.8,
    ),
    PhraseRule(
        "days_later",
        re.compile(rf"\b(?:(?:chậm|muộn) nhất )?sau {_COUNT} {_UNIT}(?=[,;.)]|$)"),
        _term,
        0.6,
    ),
    PhraseRule(
        "after_event",
        re.compile(
            r"^(?:thực hiện |hoàn thành )?(?:ngay )?(?:sau )?khi "
            rf"(?!{full_day_pattern('a')}){_TRIGGER}"
        ),
        _after_event,
        0.6,
        "field",
    ),
)
