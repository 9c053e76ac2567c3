"""What a document says about itself: kind, number, date, issuer, title, signer, recipients,
documents it refers to.
"""

import re
from dataclasses import dataclass, field
from datetime import date

from reader.outline.parts import DocumentParts
from reader.text.lines import TextLine
from reader.text.source import squeeze_spaces
from vietnam.dates import parse_date

_CODE = r"[A-ZĐƯ][A-Za-zĐđƯư&.]{0,12}"
_NUMBER = re.compile(
    rf"(?<![\w/])\d{{1,5}}(?:/(?:\d{{4}}/)?{_CODE}(?:-{_CODE}){{1,3}}|/{_CODE}(?![\w/])|-{_CODE}/{_CODE}(?:-{_CODE})?)(?:\(\w+\))?"
)
_OWN_NUMBER = re.compile(rf"(?i:Số)\s*:?\s*(?P<number>{_NUMBER.pattern})")
_PLACE_DATE = re.compile(r"(?:^|[,\s])ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})")
_MOTTO = re.compile(
    r"(?i)CỘNG\s*H(?:ÒA|OÀ)(?:\s+XÃ\s+HỘI)?|CHỦ\s+NGHĨA\s+VIỆT\s+NAM|Độc\s+lập"
    r"|XÃ\s+HỘI\s+CHỦ\s+NGHĨA|ĐẢNG\s+CỘNG\s+SẢN|^CỘNG$"
)
_PERSON = re.compile(r"^(?:[A-ZĐÀ-Ỹ][a-zà-ỹđ]+\s+){1,4}[A-ZĐÀ-Ỹ][a-zà-ỹđ]+$")
_SIGNING = re.compile(
    r"^(?:TM\.|KT\.|TL\.|TUQ\.|Q\.|T/M|K/T|CHỦ TỊCH|PHÓ CHỦ TỊCH|GIÁM ĐỐC|BỘ TRƯỞNG|THỦ TƯỚNG"
    r"|BÍ THƯ|CHÁNH VĂN PHÒNG|PHÓ )"
)
_ISSUES = re.compile(
    r"((?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân|Bộ|Sở|Ban Chỉ đạo|Ban Thường vụ|Tỉnh ủy|Thành ủy"
    r"|Chủ tịch UBND|Chủ tịch Ủy ban nhân dân|Thủ tướng Chính phủ)[^,;:.]{0,60}?)\s+(?:ban hành"
    r"|xây dựng|yêu cầu|chỉ đạo|thông báo)"
)
_PLACE = re.compile(
    r"(?:tỉnh|thành phố|Thành phố) ((?:[A-ZĐÀ-Ỹ][\w]*)(?:\s(?:-\s)?[A-ZĐÀ-Ỹ]\w*){0,3})"
)


@dataclass
class DocumentHeader:
    """Facts of the document; a fact that it does not state is None or empty."""

    kind: str = ""
    number: str | None = None
    issued_on: date | None = None
    issuer: str = ""
    title: str = ""
    signer: str = ""
    recipients: list[str] = field(default_factory=list)
    refers_to: list[str] = field(default_factory=list)


def read_header(parts: DocumentParts, text: str) -> DocumentHeader:
    head = squeeze_spaces(" ".join(line.text for line in parts.head))
    number = _own_number(head)
    header = DocumentHeader(
        kind=parts.kind or _kind_from(number) or ("CV" if "Kính gửi" in text[:3000] else ""),
        number=number,
        issued_on=_issued_on(head),
        title=re.sub(
            r"(?i)^v/v\s*:?\s*", "", squeeze_spaces(" ".join(line.text for line in parts.title))
        ),
        signer=_signer(parts.tail),
        recipients=_recipients(parts.tail),
    )
    header.issuer = _issuer(parts, text)
    if not header.title:
        header.title = _subject(parts)
    header.refers_to = [
        n
        for n in dict.fromkeys(m.rstrip(".") for m in _NUMBER.findall(squeeze_spaces(text)))
        if n != number
    ]
    return header


def _own_number(head: str) -> str | None:
    match = _OWN_NUMBER.search(head)
    return match["number"] if match else None


def _kind_from(number: str | None) -> str:
    if not number:
        return ""
    code = number.split("-")[0].split("/")[-1] if number.count("-") else number.split("/")[-1]
    if re.match(r"\d", code):
        code = number.split("-")[1].split("/")[0]
    return (
        code
        if code in ("KH", "TB", "QĐ", "CĐ", "CT", "CTr", "KL", "NQ", "HD", "TTr", "BC")
        else "CV"
    )


def _issued_on(head: str) -> date | None:
    match = _PLACE_DATE.search(head)
    if not match:
        return None
    try:
        return parse_date(f"{match[1]}/{match[2]}/{match[3]}")
    except ValueError:
        return None


def _issuer(parts: DocumentParts, text: str) -> str:
    """From the upper left of the first page, else from the sentence that issues the document."""
    names = []
    for line in parts.head:
        before = _MOTTO.split(line.text)[0].strip(" -")
        if _MOTTO.match(line.text) or re.match(r"(?i)số\s*:|.*\bngày\b", line.text):
            break
        if before.isupper():
            names.append(before)
    joined = squeeze_spaces(" ".join(names[:4]))
    if joined:
        return joined
    match = _ISSUES.search(squeeze_spaces(text)[:4000])
    issuer = match[1].strip() if match else ""
    place = (
        _PLACE.search(squeeze_spaces(" ".join(line.text for line in parts.title)))
        if issuer.endswith((" tỉnh", " Thành phố"))
        else None
    )
    return f"{issuer} {place[1]}" if place else issuer


def _subject(parts: DocumentParts) -> str:
    """The "V/v …" of a letter."""
    text = squeeze_spaces(" ".join(line.text for line in [*parts.head, *parts.body[:3]]))
    match = re.search(
        r"(?i)\bV/v\s*:?\s*(.{5,300}?)(?=\s+(?:Kính gửi|[A-ZĐ]\S+(?:\s\S+){0,3}, ngày|Độc lập)|$)",
        text,
    )
    return match[1].strip(" -") if match else ""


def _recipients(tail: list[TextLine]) -> list[str]:
    """The list after "Nơi nhận:", one entry for each dash; "Lưu: …" is no recipient."""
    entries: list[str] = []
    for line in tail[1:]:
        text = line.text
        if _SIGNING.match(text) or (_PERSON.match(text) and not entries):
            break
        if text.startswith(("-", "–", "+", "•")):
            entries.append(text.lstrip("-–+• "))
        elif entries and not _PERSON.match(text) and not entries[-1].endswith((".", ";")):
            entries[-1] += f" {text}"
        elif entries and entries[-1].endswith("."):
            break
    first = tail[0].text.split(":", 1)[1].strip(" -") if tail and ":" in tail[0].text else ""
    if first and not _SIGNING.match(first):
        entries.insert(0, first)
    return [
        squeeze_spaces(entry).rstrip(" ;.,") for entry in entries if not entry.startswith("Lưu")
    ]


def _signer(tail: list[TextLine]) -> str:
    for line in reversed(tail):
        name = re.sub(r"(?i)^(?:đã ký|\(đã ký\)|ts\.|ths\.)\s*", "", line.text)
        if _PERSON.match(name):
            return name
    return ""
