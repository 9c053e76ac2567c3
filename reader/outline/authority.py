"""Whom the issuer may instruct: another province, or a body above the issuer, can only be asked."""

import re

from reader.outline.header import DocumentHeader
from reader.text import UPPER, compile_phrases
from vietnam.folding import fold
from vietnam.places.provinces import find_province

_NAME = rf"[{UPPER}][^\W\d_]*(?:\s(?:-\s)?[{UPPER}][^\W\d_]*){{0,3}}"
_PROVINCE = re.compile(rf"(?P<kind>(?i:tỉnh|thành phố|TP\.?))\s+(?P<name>{_NAME})")
_OTHER_PROVINCES = re.compile(r"(?i)(?:các tỉnh|tỉnh bạn)$|các tỉnh, thành phố$")
_PAPER = re.compile(rf"^(?:Báo|Đài Phát thanh và Truyền hình)\s+(?P<name>{_NAME})")
_CENTRAL = compile_phrases(
    r"""
    ^(?:đề nghị\s+)?(?:các\s+)?
    (?:
    chính phủ|thủ tướng|quốc hội|ủy ban thường vụ
    |bộ (?!chqs|chỉ huy|phận|đội)  # no ministry: military commands, parts, troops
    |bộ trưởng|ban bí thư|trung ương
    )
    """,
    re.IGNORECASE,
)
_LOCAL = re.compile(r"(?i)tỉnh|thành phố|chỉ huy")
_CENTRAL_ISSUER = re.compile(
    r"(?i)chính phủ|thủ tướng|^bộ (?!chqs|chỉ huy)|quốc hội|trung ương|vpcp"
)
_CENTRAL_NUMBER = re.compile(r"-(?:TTg|VPCP|CP|B[A-ZĐ]{1,6})$")


class IssuerAuthority:
    """Knows the issuer's province and level from the head and the title of the document."""

    def __init__(self, header: DocumentHeader, title_text: str) -> None:
        is_named = _CENTRAL_ISSUER.search(header.issuer)
        self.is_central = bool(is_named or _CENTRAL_NUMBER.search(header.number or ""))
        issuer = header.issuer.title() if header.issuer.isupper() else header.issuer
        own = _PROVINCE.search(issuer)
        if own is None and not (issuer and self.is_central):
            own = _PROVINCE.search(title_text)
        self.province = fold(own["name"]) if own else ""
        self.issued_on = header.issued_on

    def can_only_ask(self, names: tuple[str, ...]) -> bool:
        """Whether every name is a body outside the issuer's authority."""
        if not names or self.is_central or not self.province:
            return False
        return all(self._is_outside(name) for name in names)

    def _is_outside(self, name: str) -> bool:
        if _CENTRAL.match(name) and not _LOCAL.search(name):
            return True
        province = _PROVINCE.search(name)
        match = province or _PAPER.match(name)
        if not match:
            return bool(_OTHER_PROVINCES.search(name))
        if province and province["kind"].lower() != "tỉnh" and not self._is_city(province["name"]):
            return False
        other = fold(match["name"])
        return not (other.startswith(self.province) or self.province.startswith(other))

    def _is_city(self, name: str) -> bool:
        # A city of its own rank; others are districts of the issuer's province.
        found = find_province(name, self.issued_on)
        return found is not None and found.kind == "city"
