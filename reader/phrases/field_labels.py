"""Lines of the form "Đơn vị chủ trì: …", "Thời gian thực hiện: …" that give a task its parts
(layouts b and c).
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from vietnam.folding import fold


class TaskField(StrEnum):
    CONTENT = "content"
    LEAD = "lead"
    PARTNER = "partner"
    TIME = "time"
    PRODUCT = "product"
    OTHER = "other"  # place, money, form: part of the block, without consequence
    PERFORMER = "performer"  # "Cơ quan thực hiện": lead, or a heading above lead and partner


_WHO = (
    r"(?:(?:cac )?(?:co quan|don vi|bo phan|to chuc|dia phuong|co quan don vi|don vi co quan"
    r"|so nganh|ca nhan don vi)(?: to chuc)?(?: duoc giao)?)"
)
_FIELDS = [
    (
        TaskField.PARTNER,
        (
            rf"(?:{_WHO} )?(?:phoi hop|tham gia|cung thuc hien"
            r"|phoi hop thuc hien)(?: thuc hien| chinh)?"
        ),
    ),
    (
        TaskField.LEAD,
        (
            rf"{_WHO} (?:chu tri|dau moi|chiu trach nhiem(?: chinh)?|duoc giao)(?: thuc hien"
            r"| tham muu| chinh| to chuc)*|chu tri(?: thuc hien| tham muu)?"
            r"|phan cong chu tri|giao chu tri"
        ),
    ),
    (
        TaskField.PERFORMER,
        (
            rf"(?:{_WHO} )?(?:to chuc )?(?:thuc hien|trien khai|tham muu)(?: thuc "
            r"hien)?"
            rf"|phan cong(?: thuc hien| nhiem vu| trach nhiem)?|{_WHO}"
            r"|trach nhiem thuc hien"
        ),
    ),
    (
        TaskField.TIME,
        (
            r"(?:thoi gian|thoi han|tien do|ky han|han|moc thoi gian|lo trinh"
            r"|thoi diem)(?: (?:thuc hien|hoan thanh|trien khai|to chuc|bao cao|gui|ket thuc"
            r"|trinh|ban hanh|va|tien do|dia diem|du kien|nop|xong|cu the))*|hoan thanh"
        ),
    ),
    (
        TaskField.PRODUCT,
        (
            r"(?:san pham|ket qua|dau ra|yeu cau ket qua|ket qua dau ra"
            r"|san pham dau ra)(?: (?:dau ra|du kien|thuc hien|can dat|hoan thanh"
            r"|cong viec|dat duoc))*"
        ),
    ),
    (
        TaskField.CONTENT,
        (
            r"(?:noi dung|nhiem vu|cong viec|hoat dong|ten nhiem vu"
            r"|nhiem vu cu the)(?: (?:thuc hien|cong viec|nhiem vu|trien khai|cu the"
            r"|chu yeu|hoat dong|cong tac))*"
        ),
    ),
    (
        TaskField.OTHER,
        (
            r"(?:dia diem|kinh phi|nguon kinh phi|hinh thuc|doi tuong|thanh phan|quy mo"
            r"|so luong|phuong thuc|pham vi|lanh dao phu trach|lanh dao chi dao"
            r"|nguoi chi dao|ghi chu|muc dich|yeu cau|muc tieu|nguon luc"
            r"|chi tieu)(?: (?:thuc hien|tham gia|tham du|to chuc|dam bao|du kien|ap dung))*"
        ),
    ),
]
_COMPILED = [(field, re.compile(rf"(?:{pattern})$")) for field, pattern in _FIELDS]
_LABEL = re.compile(r"^\(?\s*([^\W\d_][\w\s,/&()-]{1,60}?)\s*(?::|(?<=thực hiện) là)\s*")
_INLINE = re.compile(
    r"(?i)[(;.,\s-]{0,4}(?P<label>(?:cơ quan|đơn vị)(?:,? (?:cơ quan|đơn vị))? (?:chủ trì|phối hợp"
    r"|thực hiện|đầu mối)(?: (?:thực hiện|tham mưu))?|chủ trì|phối hợp|thời gian(?: (?:thực hiện"
    r"|hoàn thành))?|thời hạn(?: (?:thực hiện|hoàn thành))?|sản phẩm(?: dự kiến)?)\s*:\s*"
)


@dataclass(frozen=True)
class TaskFieldMatch:
    """A field and where its value begins."""

    field: TaskField
    value_at: int


def find_field(text: str) -> TaskFieldMatch | None:
    """The field a paragraph opens with, when it has the form "label: value"."""
    match = _LABEL.match(text[:90])
    if not match:
        return None
    label = fold(match[1])
    for field, pattern in _COMPILED:
        if pattern.match(label):
            return TaskFieldMatch(field, match.end())
    return None


def opens_field(text: str) -> bool:
    """A line "Đơn vị thực hiện: …" or "Thời gian: …", which continues no line before it."""
    found = find_field(text) if text[0].isupper() and ":" in text[:60] else None
    return found is not None and found.field in (
        TaskField.LEAD,
        TaskField.PERFORMER,
        TaskField.PARTNER,
        TaskField.TIME,
    )


def field_of_heading(text: str) -> TaskField | None:
    """The field of a heading without a value: "1.2. Thời gian thực hiện", "1.3. Phân công thực
    hiện:".
    """
    if len(text) > 70:
        return None
    label = fold(text.rstrip(" :."))
    return next((field for field, pattern in _COMPILED if pattern.match(label)), None)


def inline_fields(text: str, *, whole: bool = False) -> list[tuple[TaskField, int, int, int]]:
    """Fields inside a paragraph: (field, start of the label, start of the value, end of the value).
    `whole`: also at its start.
    """
    found = []
    matches = list(_INLINE.finditer(text))
    for number, match in enumerate(matches):
        end = matches[number + 1].start() if number + 1 < len(matches) else len(text)
        known = find_field(f"{match['label']}: ")
        if known and (whole or match.start() > 0):
            found.append((known.field, match.start(), match.end(), end))
    return (
        found if any(field in (TaskField.LEAD, TaskField.PERFORMER) for field, *_ in found) else []
    )
