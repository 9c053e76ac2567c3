"""Who leads, who helps and who clears, according to the words of a duty, a field or a cell."""

import re

from reader.phrases.bodies import DutyAddressee, body_names_in, list_end, read_addressee
from reader.phrases.vocabulary import BODY, LIST_PART
from reader.text import compile_phrases

_WITH = re.compile(
    r"(?i)(?<!\w)phối hợp(?: chặt chẽ| thường xuyên| tốt)?,?\s+(?:với|cùng(?: với)?)\s+"
)
_CLEARING = re.compile(
    r"^\s*(?:để\s+)?(?:thẩm định|duyệt|phê duyệt|kiểm duyệt|thống nhất nội dung|cho ý kiến)(?!\w)"
)
_SUBMIT = re.compile(r"(?i)(?<!\w)(?:trình|gửi)\s+")
_APPROVES = compile_phrases(
    r"""
    ^[\s,]*(?:xem xét,?\s*)?(?:để\s+)?
    (?:thẩm định|duyệt|phê duyệt|cho ý kiến|quyết định|xem xét)(?!\w)
    """
)
_REMAINDER = re.compile(
    r"\s(?:và|cùng|với)\s+((?:các )?(?:cơ quan|đơn vị|tổ chức)[^;.]{0,40}liên quan)$"
)
_HELPER = re.compile(r"(?=.*liên quan).*(?:cơ quan|đơn vị|tổ chức|khác)", re.DOTALL)
_PARTNERS = "phối hợp với "
_LEADS = "chủ trì"
_ONLY_HELPS = re.compile(r"(?i)(?:cùng\s+)?(?:phối hợp|tham gia|cung cấp|hỗ trợ)")


def partners_in(text: str) -> list[str]:
    """The bodies after "phối hợp với"."""
    lists = (_list_at(text, match.end())[0] for match in _WITH.finditer(text))
    return list(dict.fromkeys(name for names in lists for name in names))


def clearers_in(text: str) -> list[str]:
    """The bodies that clear the result: "phối hợp với X để duyệt nội dung", "trình X phê duyệt",
    "gửi X thẩm định".
    """
    names: dict[str, None] = {}
    for pattern, verdict in ((_WITH, _CLEARING), (_SUBMIT, _APPROVES)):
        for match in pattern.finditer(text):
            found, end = _list_at(text, match.end())
            if verdict.match(text[end : end + 60]):
                names.update(dict.fromkeys(found))
    return list(names)


def _list_at(text: str, at: int) -> tuple[tuple[str, ...], int]:
    if not BODY.match(text, at) and not LIST_PART.match(text, at):
        return (), at
    end = list_end(text, at)
    return body_names_in(text[at:end]), end


def bodies_in_field(text: str) -> list[str]:
    """The bodies that a field or a cell names."""
    return list(body_names_in(text.strip(" .;:")))


def split_performers(text: str) -> tuple[list[str], list[str]]:
    """(lead, partners) of the value of "Cơ quan thực hiện": "Sở A chủ trì …; Sở B và Sở C …" or "Sở
    A, Sở B và các cơ quan có liên quan".
    """
    text = text.strip(" .;")
    first = read_addressee(text)
    if first and not first.colon:
        leaders, helpers = _named_after(text, first)
        return [*first.names, *leaders], helpers
    names = bodies_in_field(text)
    helpers = [name for name in names if _HELPER.match(name.lower())]
    remainder = _REMAINDER.search(text)
    if remainder and not helpers:
        return names, [remainder[1]]
    # A body that stands alone leads, whatever it is called.
    helpers = [name for name in names[1:] if name in helpers]
    return [name for name in names if name not in helpers], helpers


def _named_after(text: str, first: DutyAddressee) -> tuple[list[str], list[str]]:
    leaders: list[str] = []
    helpers: list[str] = []
    is_sole_lead = text.startswith(_LEADS, first.duty_at)
    for part in (part.strip() for part in text[first.duty_at :].split(";")[1:]):
        other = read_addressee(part)
        if other and not is_sole_lead and not _ONLY_HELPS.match(part, other.duty_at):
            leaders.extend(other.names)
        else:
            helpers.extend(other.names if other else bodies_in_field(part))
    at = text.find(_PARTNERS, first.end)
    if at >= 0:
        start = at + len(_PARTNERS)
        helpers.extend(body_names_in(text[start : list_end(text, start)]))
    return leaders, helpers
