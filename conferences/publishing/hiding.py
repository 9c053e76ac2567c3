"""What in a text may name or reach a single person: found by patterns, to be confirmed by hand."""

import re
from dataclasses import dataclass

HIDDEN = "[…]"
_UPPER = "A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴĐ"
_LOWER = _UPPER.lower()
_NAME = rf"[{_UPPER}][{_LOWER}]+(?:[ \u00a0][{_UPPER}][{_LOWER}]+){{0,4}}"
_TITLES = (
    "ông|bà|anh|chị|cô|chú|bác|em|cháu|bạn|đồng chí|đ/c|công nhân|họ và tên|họ tên|tên tôi là"
    "|tôi tên là|tôi tên|tôi là|em là|em tên|cháu là|người lao động"
)
_PERSON = re.compile(rf"(?<!\w)(?i:{_TITLES})[ \u00a0:]+({_NAME})")
_TELEPHONE = re.compile(r"(?<![\w.])(?:(?:\+|00)?84[ .-]?|0)[2-9](?:[ .()-]{0,2}\d){7,9}(?!\w)")
_IDENTITY = re.compile(r"(?<![\w.])\d{9}(?:\d{3})?(?!\w)")
_EMAIL = re.compile(r"(?<![\w.])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_ROOM = re.compile(r"(?<!\w)(?i:số nhà|phòng số|phòng trọ số) ?\d+[\w/-]*")
_PATTERNS = (_TELEPHONE, _IDENTITY, _EMAIL, _ROOM)
# After a form of address: places and bodies, which are no persons.
_NO_NAMES = re.compile(
    r"^(?:Công|Ủy|Uỷ|Liên|Ban|Sở|Nhà|Khu|Nam|Việt|Bắc|Chủ|Giám|Phó|Trưởng)(?!\w)"
)


@dataclass(frozen=True)
class Found:
    """A stretch of the text that is proposed for hiding."""

    start: int
    end: int
    words: str


def find_personal(text: str) -> list[Found]:
    """In their order, none over another. The list is a help: what it misses a person still sees."""
    spans = [match.span(1) for match in _PERSON.finditer(text) if not _NO_NAMES.match(match[1])]
    spans += [match.span() for pattern in _PATTERNS for match in pattern.finditer(text)]
    found: list[Found] = []
    for start, end in sorted(spans):
        if not found or start >= found[-1].end:
            found.append(Found(start, end, text[start:end]))
    return found


def hide_personal(text: str) -> str:
    """The text as proposed for publication."""
    for each in reversed(find_personal(text)):
        text = text[: each.start] + HIDDEN + text[each.end :]
    return text
