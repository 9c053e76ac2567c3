"""Who helps with a duty and who clears it, according to the duty's own words."""

import re

from reader.phrases.bodies import DutyAddressee, body_names_in, list_end, read_addressee
from reader.phrases.vocabulary import BODY, LIST_PART

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
_REMAINDER = re.compile(
    r"\s(?:và|cùng|với)\s+((?:các )?(?:cơ quan|đơn vị|tổ chức)[^;.]{0,40}liên quan)$"
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
    return body_names_in(text[at:end]), end


def split_performers(text: str) -> tuple[list[str], list[str]]:
    """(lead, partners) of the value of "Cơ quan thực hiện": "Sở A chủ trì …; Sở B và Sở C …" or "Sở
    A, Sở B và các cơ quan có liên quan".
    """
    text = text.strip(" .;")
    first = read_addressee(text)
    if first and not first.colon:
        return list(first.names), _others(text, first)
    names = bodies_in_field(text)
    remainder = _REMAINDER.search(text)
    if remainder and not any(_is_remainder(name) for name in names):
        return names, [remainder[1]]
    helpers = [name for name in names[1:] if _is_remainder(name)]
    return [name for name in names if name not in helpers], helpers


def _others(text: str, first: DutyAddressee) -> list[str]:
    names: list[str] = []
    for part in text[first.duty_at :].split(";")[1:]:
        other = read_addressee(part.strip())
        names.extend(other.names if other else bodies_in_field(part))
    marker = "phối hợp với "
    at = text.find(marker, first.end)
    if at >= 0:
        start = at + len(marker)
        names.extend(body_names_in(text[start : list_end(text, start)]))
    return names


def bodies_in_field(text: str) -> list[str]:
    """The bodies that a field or a cell names."""
    return list(body_names_in(text.strip(" .;:")))


def _is_remainder(name: str) -> bool:
    low = name.lower()
    return "liên quan" in low and any(
        word in low for word in ("cơ quan", "đơn vị", "tổ chức", "khác")
    )
