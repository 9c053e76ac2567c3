"""What a section is for, recognised by its heading: purpose, content, money, organisation, contacts
…
"""

import re
from enum import StrEnum
from functools import lru_cache

from reader.outline.items import OutlineItem
from reader.phrases import OPENS_WITH_VERB, heading_bodies, read_addressee
from reader.text import compile_phrases
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


# Folded headings, in the order in which they are tried.
_PATTERNS = {
    SectionRole.CONTACTS: r"""
        \bdau moi lien he|\bthong tin lien he|\bdia chi lien he|^lien he
    """,
    SectionRole.AGENDA: r"""
        ^(?:du kien )?(?:noi dung,? )?chuong trinh
        (?: (?:lam viec|hoi nghi|chi tiet|cu the|du kien))*$
        |^(?:du kien )?thanh phan|diem cau|kich ban|^noi dung (?:lam viec|trao doi|hop)
        |hoi nghi xuc tien|^hinh thuc|^dia diem
    """,
    SectionRole.ORGANISATION: r"""
        to chuc thuc hien|phan cong|trach nhiem|nhiem vu cu the cua cac|^to chuc trien khai
        |che do (?:thong tin,? )?bao cao|^thong tin,? bao cao
    """,
    SectionRole.MONEY: r"""
        \bkinh phi|nguon luc thuc hien|du toan|nguon von|^nguon luc$|tai chinh thuc hien
    """,
    SectionRole.BACKGROUND: r"""
        ^(?:ve )?(?:nhung |cac |mot so )?ket qua(?! dau ra)\b
        |^ve cong tac to chuc hoi nghi
        |\bdanh gia (?:chung|tinh hinh|ket qua|thuc trang)|^danh gia$
        |\btinh hinh|\bket qua (?:dat duoc|thuc hien)
        |thuc trang|ton tai|han che|nguyen nhan|bai hoc|su can thiet|boi canh|^dac diem
        |uu diem|^(?:cac |nhung )?can cu
    """,
    SectionRole.PURPOSE: r"""
        muc dich|yeu cau(?! cac)|muc tieu|chi tieu|quan diem|nguyen tac|pham vi|doi tuong
        |phuong cham|dinh huong|khau hieu|chu de|y nghia
    """,
    SectionRole.SCHEDULE: r"""
        ^(?:
        thoi gian|tien do|thoi han|lo trinh|thoi gian dia diem|thoi gian va dia diem
        |ke hoach thoi gian
        )\b
    """,
    SectionRole.CONTENT: r"""
        noi dung|nhiem vu|giai phap|hoat dong|cong viec|bien phap|y kien chi dao|ket luan
        |kien nghi|de xuat|chuong trinh|kich ban|hinh thuc
    """,
}
_COMPILED = {role: compile_phrases(pattern) for role, pattern in _PATTERNS.items()}
# "II. MỤC TIÊU, NHIỆM VỤ" also announces duties.
_DUTIES_TOO = re.compile(r"nhiem vu(?! chi)|giai phap|noi dung (?:thuc hien|cong viec)|phan cong")
# "1. Theo dõi tình hình lao động" orders something; these words do not, though they are verbs.
_NO_ORDER = re.compile(r"(?i)yêu cầu|căn cứ|đánh giá|sơ kết|tổng kết|định hướng|chỉ tiêu")
# "Thủ tướng Chính phủ yêu cầu:" announces orders, no requirements of a plan.
_ORDERS = re.compile(r"(?i)\w(?<!đích)\W+yêu cầu\s*:$")
_LONGEST_HEADING = 160
_LONGEST_LABEL = 60
_WITHOUT_DUTIES = (SectionRole.BACKGROUND, SectionRole.PURPOSE)
# Where such a heading stands nearer, the one above it does not count.
_TELLS_WORK = re.compile(r"hoat dong|nhiem vu|to chuc thuc hien|phan cong|trach nhiem")
# They override what they contain.
_OVERRIDING = (
    SectionRole.BACKGROUND,
    SectionRole.PURPOSE,
    SectionRole.CONTACTS,
    SectionRole.AGENDA,
)


@lru_cache(maxsize=1024)
def heading_role(text: str) -> SectionRole:
    if len(text) > _LONGEST_HEADING or _ORDERS.search(text):
        return SectionRole.UNKNOWN
    folded = fold(text)
    roles = (role for role, pattern in _COMPILED.items() if pattern.search(folded))
    role = next(roles, SectionRole.UNKNOWN)
    if role in _WITHOUT_DUTIES and (_DUTIES_TOO.search(folded) or _orders(text)):
        return SectionRole.CONTENT
    return role


def _orders(text: str) -> bool:
    if heading_bodies(text) or read_addressee(text):
        return True
    return bool(OPENS_WITH_VERB.match(text)) and not _NO_ORDER.match(text)


def label_role(text: str) -> SectionRole:
    """The role indicated by a heading that shares its line with its text: "Đánh giá chung: Thời
    gian qua …".
    """
    label, colon, _ = text[: _LONGEST_LABEL + 1].partition(":")
    return heading_role(label) if colon else SectionRole.UNKNOWN


def section_role(item: OutlineItem) -> SectionRole:
    """The role of the section that contains the item: the nearest heading that indicates one."""
    found = SectionRole.UNKNOWN
    for heading in [item, *item.ancestors()]:
        if not heading.is_heading or (heading is item and not item.children):
            continue
        role = heading_role(heading.text)
        if _TELLS_WORK.search(fold(heading.text)) and role not in _OVERRIDING:
            return role if found is SectionRole.UNKNOWN else found
        if found is SectionRole.UNKNOWN or (role in _OVERRIDING and heading.is_top):
            found = role
            if role in _OVERRIDING:
                break
    return found
