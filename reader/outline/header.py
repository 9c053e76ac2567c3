"""What a document says about itself: kind, number, date, issuer, title, signer, recipients,
documents it refers to.
"""

import re
from dataclasses import dataclass, field
from datetime import date

from reader.outline.parts import DocumentParts
from reader.text import TextLine, compile_phrases, squeeze_spaces
from vietnam.dates import parse_date

# Codes of kinds in numbers; any other code is that of the body which writes a letter.
_CODES = ("KH", "TB", "QĐ", "CĐ", "CT", "CTr", "KL", "NQ", "HD", "TTr", "BC")
_CODE = r"[A-ZĐƯ][A-Za-zĐđƯư&.]{0,12}"
_NUMBER = re.compile(
    rf"""
    (?<![\w/.])\d{{1,5}}(?:\.\d{{1,3}}(?=/))?  # 66.2/2025/QĐ-UBND
    (?:
      /(?:\d{{4}}/)?{_CODE}(?:-{_CODE}){{1,3}}  # 12/KH-UBND, 12/2024/NQ-HĐND
    | /{_CODE}(?![\w/])  # 12/UBND
    | -{_CODE}/{_CODE}(?:-{_CODE})?  # 12-KL/TU
    )
    (?:\(\w+\))?
    """,
    re.VERBOSE,
)
# The word opens a line, or has a colon: "CHUYỂN ĐỔI SỐ" in a title announces no number.
_OWN_NUMBER = re.compile(
    r"(?:^số\s*:?|(?<!\w)số\s*:)\s*(?P<number>\S[^\n]{0,60}\n?[^\n]{0,40})",
    re.IGNORECASE | re.MULTILINE,
)
# Blanks that a form or a printer left in it: "39   /KH-UBND", "39/KH - UBND".
_GAPS = re.compile(r"(?<=[\d/-])\s+(?=[/-])|(?<=[/-])\s+(?=[\dA-ZĐ])|(?<=[A-ZĐ])\s+(?=-)")
_PLACE_DATE = re.compile(r"(?:^|[,\s])ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})")
_MOTTO = re.compile(
    r"""
    CỘNG\s*H(?:ÒA|OÀ)(?:\s+XÃ\s+HỘI)?|CHỦ\s+NGHĨA\s+VIỆT\s+NAM|Độc\s+lập|XÃ\s+HỘI\s+CHỦ\s+NGHĨA
    | ĐẢNG\s+CỘNG\s+SẢN|^CỘNG$
    """,
    re.IGNORECASE | re.VERBOSE,
)
# A name of two to five words, each with one capital.
_PERSON = re.compile(r"^(?:[A-ZĐÀ-Ỹ][a-zà-ỹđ]+\s+){1,4}[A-ZĐÀ-Ỹ][a-zà-ỹđ]+$")
# Before a signature: on behalf of, in place of, by order of (decree 30/2020, annex I).
_SIGNING = compile_phrases(
    r"""
    ^(?:
    TM\.|KT\.|TL\.|TUQ\.|Q\.|T/M|K/T|CHỦ TỊCH|PHÓ CHỦ TỊCH|GIÁM ĐỐC|BỘ TRƯỞNG|THỦ TƯỚNG|BÍ THƯ
    |CHÁNH VĂN PHÒNG|PHÓ[ ]
    )
    """
)
_ISSUES = compile_phrases(
    r"""
    (
    (?:
    UBND|Ủy ban nhân dân|Uỷ ban nhân dân|Bộ|Sở|Ban Chỉ đạo|Ban Thường vụ|Tỉnh ủy|Thành ủy
    |Chủ tịch UBND|Chủ tịch Ủy ban nhân dân|Thủ tướng Chính phủ
    )[^,;:.]{0,60}?
    )
    \s+(?:ban hành|xây dựng|yêu cầu|chỉ đạo|thông báo)
    """
)
_PLACE = re.compile(
    r"(?:tỉnh|thành phố|Thành phố) ((?:[A-ZĐÀ-Ỹ][\w]*)(?:\s(?:-\s)?[A-ZĐÀ-Ỹ]\w*){0,3})"
)
_SUBJECT = re.compile(
    r"(?i)\bV/v\s*:?\s*(.{5,300}?)(?=\s+(?:Kính gửi|[A-ZĐ]\S+(?:\s\S+){0,3}, ngày|Độc lập)|$)"
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
    head = _join_lines(parts.head)
    number = _own_number(parts.head)
    squeezed = squeeze_spaces(text)
    cited = dict.fromkeys(found.rstrip(".") for found in _NUMBER.findall(squeezed))
    title = re.sub(r"(?i)^v/v\s*:?\s*", "", _join_lines(parts.title))
    return DocumentHeader(
        kind=parts.kind or _kind_from(number) or ("CV" if "Kính gửi" in text[:3000] else ""),
        number=number,
        issued_on=_issued_on(head),
        issuer=_issuer_above(parts.head) or _issuer_in_text(parts, squeezed),
        title=title or _subject(parts),
        signer=_signer(parts.tail),
        recipients=_recipients(parts.tail),
        refers_to=[found for found in cited if found != number],
    )


def _own_number(head: list[TextLine]) -> str | None:
    text = "\n".join(line.text for line in head)
    for own in _OWN_NUMBER.finditer(text):
        number = _NUMBER.match(_GAPS.sub("", squeeze_spaces(own["number"])))
        if number:
            return number[0]
    return None


def _join_lines(lines: list[TextLine]) -> str:
    return squeeze_spaces(" ".join(line.text for line in lines))


def _kind_from(number: str | None) -> str:
    if not number:
        return ""
    before, _, after = number.partition("-")
    code = before.split("/")[-1]
    if re.match(r"\d", code):  # numbers of the Party: 12-KL/TU
        code = re.split("[-/]", after)[0]
    return code if code in _CODES else "CV"


def _issued_on(head: str) -> date | None:
    match = _PLACE_DATE.search(head)
    if not match:
        return None
    try:
        return parse_date("/".join(match.groups()))
    except ValueError:
        return None


def _issuer_above(head: list[TextLine]) -> str:
    # In the upper left of the first page; the motto may stand on the same line.
    names: list[str] = []
    for line in head:
        before = _MOTTO.split(line.text)[0].strip(" -")
        if _MOTTO.match(line.text) or re.match(r"(?i)số\s*:|.*\bngày\b", line.text):
            break
        if before.isupper():
            names.append(before)
    return squeeze_spaces(" ".join(names[:4]))


def _issuer_in_text(parts: DocumentParts, text: str) -> str:
    # From the sentence that issues the document.
    match = _ISSUES.search(text[:4000])
    issuer = match[1].strip() if match else ""
    if issuer.endswith((" tỉnh", " Thành phố")) and (
        place := _PLACE.search(_join_lines(parts.title))
    ):
        return f"{issuer} {place[1]}"
    return issuer


def _subject(parts: DocumentParts) -> str:
    # The "V/v …" of a letter.
    match = _SUBJECT.search(_join_lines([*parts.head, *parts.body[:3]]))
    return match[1].strip(" -") if match else ""


def _recipients(tail: list[TextLine]) -> list[str]:
    """The list after "Nơi nhận:", one entry for each dash; "Lưu: …" is no recipient."""
    entries: list[str] = []
    for line in tail[1:]:
        text = line.text
        is_person = bool(_PERSON.match(text))
        if _SIGNING.match(text) or (is_person and not entries):
            break
        if text.startswith(("-", "–", "+", "•")):
            entries.append(text.lstrip("-–+• "))
        elif entries and not is_person and not entries[-1].endswith((".", ";")):
            entries[-1] += f" {text}"
        elif entries and entries[-1].endswith("."):
            break
    first = tail[0].text.partition(":")[2].strip(" -") if tail else ""
    if first and not _SIGNING.match(first):
        entries.insert(0, first)
    return [
        squeeze_spaces(entry).rstrip(" ;.,") for entry in entries if not entry.startswith("Lưu")
    ]


def _signer(tail: list[TextLine]) -> str:
    names = (
        re.sub(r"(?i)^(?:đã ký|\(đã ký\)|ts\.|ths\.)\s*", "", line.text) for line in reversed(tail)
    )
    return next((name for name in names if _PERSON.match(name)), "")
