"""What a section is for, recognised by its heading: purpose, content, money, organisation, contacts
…
"""

import re
from enum import StrEnum
from functools import lru_cache

from reader.outline.items import OutlineItem
from vietnam.folding import fold


class SectionRole(StrEnum):
    BACKGROUND = "background"  # assessment, results, grounds: no duty at all
    PURPOSE = "purpose"  # aims, requirements, targets, principles
    CONTENT = "content"  # what is to be done; duties only with an addressee
    MONEY = "money"
    SCHEDULE = "schedule"  # "Thời gian thực hiện"
    ORGANISATION = "organisation"
    CONTACTS = "contacts"
    AGENDA = "agenda"  # of a meeting or visit: who sits where, what is said; nobody owes it
    UNKNOWN = "unknown"


_ROLES = [
    (SectionRole.CONTACTS, r"\bdau moi lien he|\bthong tin lien he|\bdia chi lien he|^lien he"),
    (
        SectionRole.AGENDA,
        (
            r"^(?:du kien )?(?:noi dung,? )?chuong trinh(?: (?:lam viec|hoi nghi|chi tiet"
            r"|cu the|du kien))*$|^(?:du kien )?thanh phan|diem cau|kich ban"
            r"|^noi dung (?:lam viec|trao doi|hop)|hoi nghi xuc tien|^hinh thuc|^dia diem"
        ),
    ),
    (
        SectionRole.ORGANISATION,
        (
            r"to chuc thuc hien|phan cong|trach nhiem|nhiem vu cu the cua cac"
            r"|^to chuc trien khai"
        ),
    ),
    (
        SectionRole.MONEY,
        (r"\bkinh phi|nguon luc thuc hien|du toan|nguon von|^nguon luc$" r"|tai chinh thuc hien"),
    ),
    (
        SectionRole.BACKGROUND,
        (
            r"^(?:ve )?(?:nhung |cac |mot so )?ket qua(?! dau ra)\b"
            r"|^ve cong tac to chuc hoi nghi|\bdanh gia (?:chung|tinh hinh|ket qua"
            r"|thuc trang)|^danh gia$|\btinh hinh|\bket qua (?:dat duoc|thuc hien)"
            r"|thuc trang|ton tai|han che|nguyen nhan|bai hoc|can cu|su can thiet"
            r"|boi canh|^dac diem|uu diem|^can cu"
        ),
    ),
    (
        SectionRole.PURPOSE,
        (
            r"muc dich|yeu cau(?! cac)|muc tieu|chi tieu|quan diem|nguyen tac|pham vi"
            r"|doi tuong|phuong cham|dinh huong|khau hieu|chu de|y nghia"
        ),
    ),
    (
        SectionRole.SCHEDULE,
        (
            r"^(?:thoi gian|tien do|thoi han|lo trinh|thoi gian dia diem"
            r"|thoi gian va dia diem|ke hoach thoi gian)\b"
        ),
    ),
    (
        SectionRole.CONTENT,
        (
            r"noi dung|nhiem vu|giai phap|hoat dong|cong viec|bien phap|y kien chi dao"
            r"|ket luan|kien nghi|de xuat|chuong trinh|kich ban|hinh thuc"
        ),
    ),
]
_ORDERS = re.compile(
    r"(?i)\w(?<!đích)\W+yêu cầu\s*:$"
)  # "Thủ tướng Chính phủ yêu cầu:" announces orders, no requirements of a plan
_COMPILED = [(role, re.compile(pattern)) for role, pattern in _ROLES]


@lru_cache(maxsize=1024)
def heading_role(text: str) -> SectionRole:
    if len(text) > 160 or _ORDERS.search(text):
        return SectionRole.UNKNOWN
    folded = fold(text)
    return next(
        (role for role, pattern in _COMPILED if pattern.search(folded)), SectionRole.UNKNOWN
    )


def label_role(text: str) -> SectionRole:
    """The role indicated by a heading that shares its line with its text: "Đánh giá chung: Thời
    gian qua …".
    """
    label, colon, _ = text[:61].partition(":")
    return heading_role(label) if colon else SectionRole.UNKNOWN


def section_role(node: OutlineItem) -> SectionRole:
    """The role of the section that contains `node`: the nearest heading that indicates one;
    background and purpose override what they contain.
    """
    found = SectionRole.UNKNOWN
    for ancestor in [node, *node.ancestors()]:
        if not ancestor.is_heading or (ancestor is node and not node.children):
            continue
        role = heading_role(ancestor.text)
        if role in (
            SectionRole.BACKGROUND,
            SectionRole.PURPOSE,
            SectionRole.CONTACTS,
            SectionRole.AGENDA,
        ) and (found is SectionRole.UNKNOWN or _is_top(ancestor)):
            return role
        if found is SectionRole.UNKNOWN:
            found = role
    return found


def _is_top(node: OutlineItem) -> bool:
    return node.parent is not None and node.parent.parent is None
