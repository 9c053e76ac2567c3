"""Limits of age and sex, which employers write everywhere: taken out of what is published.

The labour code of 2019 (article 8) forbids to discriminate, so the portal publishes none.
"""

import re
from typing import NamedTuple

from vietnam.folding import clean_text

_SEX = r"(?:nam|nữ)(?: giới)?"
_BEFORE = r"(?:(?:ưu tiên|chỉ tuyển|chỉ|tuyển|cần|giới tính|là|lao động|công nhân|lđ)\s*:?\s*)*"
_YEARS = r"\d{2}\s*(?:-|–|đến|tới)\s*\d{2}"
_OF_SEX = re.compile(
    rf"\W*{_BEFORE}{_SEX}(?:\s*(?:/|,|và|hoặc|&|-)\s*{_SEX})?"
    rf"(?:\s*,?\s*(?:từ\s*|độ tuổi\s*)?(?:{_YEARS}|(?:dưới|trên|từ)\s*\d{{2}}))?(?:\s*tuổi)?\W*"
)
_OF_AGE = re.compile(
    rf"độ tuổi|\b{_YEARS}\s*tuổi|"
    r"\b(?:dưới|trên|từ|không quá|tối đa|đủ)\s*\d{2}(?:\s*\w+)?\s*tuổi|"
    r"\b\d{2}\s*tuổi\b|\btuổi\s*(?:từ|dưới|trên|:)?\s*\d{2}|sinh năm\s*\d|"
    r"age\b.*\d|\bfemale\b|\bmale\b"
)
_IN_TITLE = re.compile(
    rf"\s*\((?:{_BEFORE})?{_SEX}[^)]*\)|^(?:nam|nữ)\s+(?=công nhân|nhân viên|lao động|kỹ sư|thợ)|"
    rf"(?<!việt)(?<!miền)(?<!hải)(?<!tiếng)\s+(?:là\s+)?{_SEX}(?=\s*(?:$|{_YEARS}|,))|"
    rf"[\s,(]*(?:từ\s*)?{_YEARS}\s*tuổi\)?|\s*\b(?:dưới|trên|từ)\s*\d{{2}}\s*tuổi",
    re.IGNORECASE,
)
_PIECES = re.compile(r"([,;.\n]+\s*)")


class Parted(NamedTuple):
    """`text` without limits; `limits`: what was taken out."""

    text: str
    limits: str


def take_out_limits(text: str) -> Parted:
    """Of a description or of what is required: its pieces that limit age or sex."""
    cleaned = clean_text(text)
    pieces = _PIECES.split(cleaned)
    kept = []
    limits = []
    for at in range(0, len(pieces), 2):
        piece = pieces[at]
        if piece.strip() and is_limit(piece):
            limits.append(piece.strip())
        else:
            kept.append(piece + (pieces[at + 1] if at + 1 < len(pieces) else ""))
    if not limits:
        return Parted(text, "")
    return Parted("".join(kept).strip(" ,;\n"), ", ".join(limits))


def take_out_of_title(title: str) -> Parted:
    found = [each.group().strip(" ,()") for each in _IN_TITLE.finditer(clean_text(title))]
    if not found:
        return Parted(title, "")
    rest = " ".join(_IN_TITLE.sub(" ", clean_text(title)).split()).strip(" ,-–")
    return Parted(rest[:1].upper() + rest[1:], ", ".join(found))


def is_limit(piece: str) -> bool:
    lowered = " ".join(piece.lower().split())
    return bool(_OF_SEX.fullmatch(lowered) or _OF_AGE.search(lowered))
