"""The deadlines of a passage, asked only where a word of time stands, and once for each text."""

import re
from datetime import date
from functools import lru_cache

from vietnam.deadlines import Deadline, find_deadlines

_TIMELY = re.compile(
    r"(?i)\d|thường xuyên|định kỳ|liên tục|h[àằ]ng\s|mỗi\s|sau khi|ngay khi|tuần|tháng|quý|quí|\bnăm\b|\bngày\b|duy trì"
)


def deadlines_in(text: str, issued_on: date | None = None) -> tuple[Deadline, ...]:
    """The deadlines in prose."""
    return _deadlines(text, issued_on, False) if _TIMELY.search(text) else ()


def deadlines_of_field(text: str, issued_on: date | None = None) -> tuple[Deadline, ...]:
    """The deadlines in the value of a "Thời gian …:" line or in a cell."""
    return _deadlines(text, issued_on, True) if text else ()


@lru_cache(maxsize=512)
def _deadlines(text: str, issued_on: date | None, field: bool) -> tuple[Deadline, ...]:
    return tuple(find_deadlines(text, issued_on=issued_on, field=field))
