"""Lines of the form "Đơn vị chủ trì: …", "Thời gian thực hiện: …" that give a task its parts
(layouts b and c).
"""

import re
from enum import StrEnum
from typing import NamedTuple

from reader.phrases.vocabulary import OPENS_WITH_VERB
from reader.text import compile_phrases
from vietnam.folding import fold


class TaskField(StrEnum):
    CONTENT = "content"
    LEAD = "lead"
    PARTNER = "partner"
    TIME = "time"
    PRODUCT = "product"
    OTHER = "other"  # place, money, form: part of the block, without consequence
    PERFORMER = "performer"  # "Cơ quan thực hiện": lead, or a heading above lead and partner

    @property
    def names_leader(self) -> bool:
        return self in (TaskField.LEAD, TaskField.PERFORMER)


_WHO = (
    r"(?:(?:cac )?"
    r"(?:co quan|don vi|bo phan|to chuc|dia phuong|co quan don vi|don vi co quan|so nganh"
    r"|ca nhan don vi)"
    r"(?: to chuc)?(?: duoc giao)?)"
)
# Folded labels, in the order in which they are tried.
_PATTERNS = {
    TaskField.PARTNER: rf"""
        (?:{_WHO} )?(?:phoi hop|tham gia|cung thuc hien|phoi hop thuc hien)(?: thuc hien| chinh)?
    """,
    TaskField.LEAD: rf"""
        {_WHO} (?:chu tri|dau moi|chiu trach nhiem(?: chinh)?|duoc giao)
        (?: thuc hien| tham muu| chinh| to chuc)*
        |chu tri(?: thuc hien| tham muu)?|phan cong chu tri|giao chu tri
    """,
    TaskField.PERFORMER: rf"""
        (?:{_WHO} )?(?:to chuc )?(?:thuc hien|trien khai|tham muu)(?: thuc hien)?
        |phan cong(?: thuc hien| nhiem vu| trach nhiem)?
        |{_WHO}
        |trach nhiem thuc hien
    """,
    TaskField.TIME: r"""
        (?:thoi gian|thoi han|tien do|ky han|han|moc thoi gian|lo trinh|thoi diem)
        (?: (?:
        thuc hien|hoan thanh|trien khai|to chuc|bao cao|gui|ket thuc|trinh|ban hanh|va|tien do
        |dia diem|du kien|nop|xong|cu the
        ))*
        |hoan thanh
    """,
    TaskField.PRODUCT: r"""
        (?:san pham|ket qua|dau ra|yeu cau ket qua|ket qua dau ra|san pham dau ra)
        (?: (?:dau ra|du kien|thuc hien|can dat|hoan thanh|cong viec|dat duoc))*
    """,
    TaskField.CONTENT: r"""
        (?:noi dung|nhiem vu|cong viec|hoat dong|ten nhiem vu|nhiem vu cu the)
        (?: (?:
        thuc hien|cong viec|nhiem vu|trien khai|cu the|chu yeu|hoat dong|cong tac
        ))*
    """,
    TaskField.OTHER: r"""
        (?:
        dia diem|kinh phi|nguon kinh phi|hinh thuc|doi tuong|thanh phan|quy mo|so luong|phuong thuc
        |pham vi|lanh dao phu trach|lanh dao chi dao|nguoi chi dao|ghi chu|muc dich|yeu cau
        |muc tieu|nguon luc|chi tieu
        )
        (?: (?:thuc hien|tham gia|tham du|to chuc|dam bao|du kien|ap dung))*
    """,
}
_COMPILED = {field: compile_phrases(f"(?:\n{pattern}\n)$") for field, pattern in _PATTERNS.items()}
_BODIES_ALONE = re.compile(rf"(?:cac )?{_WHO}$")
_LABEL = re.compile(r"^\(?\s*([^\W\d_][\w\s,/&()-]{1,60}?)\s*(?::|(?<=thực hiện) là)\s*")
_INLINE = compile_phrases(
    r"""
    [(;.,\s-]{0,4}
    (?P<label>
    (?:cơ quan|đơn vị)(?:,? (?:cơ quan|đơn vị))?[ ]
    (?:chủ trì|phối hợp|thực hiện|đầu mối)(?: (?:thực hiện|tham mưu))?
    |chủ trì
    |phối hợp
    |thời gian(?: (?:thực hiện|hoàn thành))?
    |thời hạn(?: (?:thực hiện|hoàn thành))?
    |sản phẩm(?: dự kiến)?
    )\s*:\s*
    """,
    re.IGNORECASE,
)


class FieldMatch(NamedTuple):
    """A field and where its value begins."""

    field: TaskField
    value_at: int


class InlineField(NamedTuple):
    """A field inside a paragraph: the places of its label and its value."""

    field: TaskField
    label_at: int
    value_at: int
    end: int


def find_field(text: str) -> FieldMatch | None:
    """The field a paragraph opens with, when it has the form "label: value"."""
    match = _LABEL.match(text[:90])
    field = _field_named(match[1]) if match else None
    if not match or not field:
        return None
    # "Các sở, ngành: gửi kế hoạch …" tells bodies what to do; a field tells who they are.
    is_address = _BODIES_ALONE.match(fold(match[1])) and OPENS_WITH_VERB.match(text, match.end())
    return None if is_address else FieldMatch(field, match.end())


def _field_named(label: str) -> TaskField | None:
    label = fold(label)
    return next((field for field, pattern in _COMPILED.items() if pattern.match(label)), None)


def opens_field(text: str) -> bool:
    """A line "Đơn vị thực hiện: …" or "Thời gian: …", which continues no line before it."""
    found = find_field(text) if text[0].isupper() and ":" in text[:60] else None
    if found is None:
        return False
    return found.field.names_leader or found.field in (TaskField.PARTNER, TaskField.TIME)


def field_of_heading(text: str) -> TaskField | None:
    """The field of a heading without a value: "1.2. Thời gian thực hiện", "1.3. Phân công thực
    hiện:".
    """
    return _field_named(text.rstrip(" :.")) if len(text) <= 70 else None


def inline_fields(text: str, *, whole: bool = False) -> list[InlineField]:
    """Fields inside a paragraph, if one of them says who leads. `whole`: also at its start."""
    matches = list(_INLINE.finditer(text))
    ends = [*(match.start() for match in matches[1:]), len(text)]
    found = [
        InlineField(known.field, match.start(), match.end(), end)
        for match, end in zip(matches, ends, strict=False)
        if (known := find_field(f"{match['label']}: ")) and (whole or match.start() > 0)
    ]
    return found if any(inline.field.names_leader for inline in found) else []
