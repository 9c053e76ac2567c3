"""The deadlines of a passage: looked for only where a word of time occurs, and once for each
text.
"""

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache

from vietnam.deadlines import StatedDeadline, find_deadlines

_TIMELY = re.compile(
    r"(?i)\d|thường xuyên|định kỳ|liên tục|h[àằ]ng\s|mỗi\s|sau khi|ngay khi|tuần|tháng|quý|quí"
    r"|\bnăm\b|\bngày\b|duy trì"
)
_TIME_LABEL = re.compile(
    r"(?i)(?:(?:trong|cuối|đầu|giữa|đến|hết|từ|trước)\s+)?(?:ngày|tháng|quý|quí|năm|giai đoạn"
    r"|\d{1,2}/\d)[^:;]{0,60}:(?=\s)"
)


def deadlines_in(text: str, issued_on: date | None = None) -> tuple[StatedDeadline, ...]:
    """The deadlines in prose; a time before a colon at the start ("Tháng 7 năm 2024: sơ kết …")
    counts as a field.
    """
    if not _TIMELY.search(text):
        return ()
    label = _TIME_LABEL.match(text)
    opening = _deadlines(label[0], issued_on, True) if label else ()
    if label is None or not opening:
        return _deadlines(text, issued_on, False)
    rest = _deadlines(text[label.end() :], issued_on, False)
    return (
        *opening,
        *(replace(d, start=d.start + label.end(), end=d.end + label.end()) for d in rest),
    )


def deadlines_in_field(text: str, issued_on: date | None = None) -> tuple[StatedDeadline, ...]:
    """The deadlines in the value of a "Thời gian …:" line or in a cell."""
    return _deadlines(text, issued_on, True) if text else ()


@lru_cache(maxsize=512)
def _deadlines(text: str, issued_on: date | None, field: bool) -> tuple[StatedDeadline, ...]:
    return tuple(find_deadlines(text, issued_on=issued_on, field=field))
