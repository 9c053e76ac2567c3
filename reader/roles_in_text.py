"""Who helps with a duty and who clears it, according to the duty's own words."""

import re

from reader.bodies import list_end, names_in
from reader.words import BODY, LIST_PART

_WITH = re.compile(
    r"(?i)(?<!\w)phối hợp(?: chặt chẽ| thường xuyên| tốt)?,?\s+(?:với|cùng(?: với)?)\s+"
)
_CLEARING = re.compile(
    r"^\s*(?:để\s+)?(?:thẩm định|duyệt|phê duyệt|kiểm duyệt|thống nhất nội dung|cho ý kiến)(?!\w)"
)
_SUBMIT = re.compile(r"(?i)(?<!\w)(?:trình|gửi)\s+")
_APPROVES = re.compile(
    r"^[\s,]*(?:xem xét,?\s*)?(?:để\s+)?(?:thẩm định|duyệt|phê duyệt|cho ý kiến|quyết định"
    r"|xem xét)(?!\w)"
)


def partners_in(text: str) -> list[str]:
    """The bodies after "phối hợp với"."""
    names: list[str] = []
    for match in _WITH.finditer(text):
        found, _ = _list_at(text, match.end())
        names.extend(name for name in found if name not in names)
    return names


def clearers_in(text: str) -> list[str]:
    """The bodies that clear the result: "phối hợp với X để duyệt nội dung", "trình X phê duyệt",
    "gửi X thẩm định".
    """
    names: list[str] = []
    for pattern, verdict in ((_WITH, _CLEARING), (_SUBMIT, _APPROVES)):
        for match in pattern.finditer(text):
            found, end = _list_at(text, match.end())
            if found and verdict.match(text[end : end + 60]):
                names.extend(name for name in found if name not in names)
    return names


def _list_at(text: str, at: int) -> tuple[tuple[str, ...], int]:
    if not BODY.match(text, at) and not LIST_PART.match(text, at):
        return (), at
    end = list_end(text, at)
    return names_in(text[at:end]), end
