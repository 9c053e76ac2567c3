"""Whom the issuer may instruct: another province, or a body above the issuer, can only be asked."""

import re

from reader.outline.header import DocumentHeader
from reader.text.markers import UPPER
from vietnam.folding import fold

_NAME = rf"[{UPPER}][^\W\d_]*(?:\s(?:-\s)?[{UPPER}][^\W\d_]*){{0,3}}"
_PROVINCE = re.compile(rf"(?i:tỉnh|thành phố|TP\.?)\s+({_NAME})")
_PAPER = re.compile(rf"^(?:Báo|Đài Phát thanh và Truyền hình)\s+({_NAME})")
_CENTRAL = re.compile(
    r"(?i)^(?:đề nghị\s+)?(?:các\s+)?(?:chính phủ|thủ tướng|quốc hội|ủy ban thường vụ|bộ (?!chqs"
    r"|chỉ huy|phận|đội)|bộ trưởng|ban bí thư|trung ương)"
)
_CENTRAL_ISSUER = re.compile(
    r"(?i)chính phủ|thủ tướng|^bộ (?!chqs|chỉ huy)|quốc hội|trung ương|vpcp"
)


class IssuerAuthority:
    """Knows the issuer's province and level from the head and the title of the document."""

    def __init__(self, header: DocumentHeader, title_text: str) -> None:
        number = header.number or ""
        self.is_central = bool(_CENTRAL_ISSUER.search(header.issuer)) or bool(
            re.search(r"-(?:TTg|VPCP|CP|B[A-ZĐ]{1,6})$", number)
        )
        own = _PROVINCE.search(_as_title(header.issuer)) or (
            None if header.issuer and self.is_central else _PROVINCE.search(title_text)
        )
        self.province = fold(own[1]) if own else ""

    def only_asks(self, names: tuple[str, ...]) -> bool:
        """Whether every name is a body outside the issuer's authority."""
        return bool(names) and not self.is_central and all(self._is_outside(name) for name in names)

    def _is_outside(self, name: str) -> bool:
        if _CENTRAL.match(name) and not re.search(r"(?i)tỉnh|thành phố|chỉ huy", name):
            return bool(self.province)
        match = _PROVINCE.search(name) or _PAPER.match(name)
        if not match or not self.province:
            return bool(
                re.search(r"(?i)(?:các tỉnh|tỉnh bạn)$|các tỉnh, thành phố$", name)
            ) and bool(self.province)
        other = fold(match[1])
        return not (other.startswith(self.province) or self.province.startswith(other))


def _as_title(issuer: str) -> str:
    return issuer.title() if issuer.isupper() else issuer
