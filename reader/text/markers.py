"""The marks that open an item: Phần, Chương, Mục, Điều, I., A., 1., 1.1., a), -, + (decree 30/2020
and its looser habits).
"""

import re
from dataclasses import dataclass
from enum import IntEnum

from reader.text.patterns import compile_phrases


class MarkerLevel(IntEnum):
    """Rank of a mark in the outline; a smaller one encloses a larger one."""

    ANNEX = 0
    PART = 1
    CHAPTER = 2
    DIVISION = 3  # Mục
    CAPITAL = 4  # A.
    ROMAN = 5
    ARTICLE = 6  # Điều
    NUMBER = 7  # 1.
    NUMBER_2 = 8
    NUMBER_3 = 9
    NUMBER_4 = 10
    BRACKET = 11  # (1)
    LETTER = 12  # a)
    STAR = 13
    DASH = 14
    PLUS = 15
    PLAIN = 16  # a paragraph without a mark

    @property
    def is_bullet(self) -> bool:
        return MarkerLevel.STAR <= self <= MarkerLevel.PLUS


# For a character class: Vietnamese capitals have no range of their own in Unicode.
UPPER = "A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
# Vietnamese lists count without f, j, w and z.
ALPHABET = "abcdđeghiklmnopqrstuvxy"

_ROMAN = r"(?=[IVX])(?:X{0,3})(?:IX|IV|V?I{0,3})"
_AFTER_NAME = r"\s*[.:\-–]?(?=\s|$)"
_PATTERN = re.compile(
    rf"""
    ^(?:
      (?P<part>(?:PHẦN|Phần)\s+(?:thứ\s+\w+|THỨ\s+\w+|{_ROMAN}|[A-E]|\d{{1,2}})){_AFTER_NAME}
    | (?P<chapter>(?:CHƯƠNG|Chương)\s+(?:{_ROMAN}|\d{{1,2}})){_AFTER_NAME}
    | (?P<division>(?:MỤC|Mục)\s+(?:{_ROMAN}|\d{{1,2}})){_AFTER_NAME}
    | (?P<article>(?:ĐIỀU|Điều)\s+\d{{1,3}})\s*[.:](?=\s|$)
      # "V/v" announces a subject
    | (?!V/[vV]\b)(?P<roman>{_ROMAN})\s*(?:[./)]|[-–](?=\s))(?=\s|[{UPPER}]|$)
    | (?P<number>\d{{1,2}}(?:\.\d{{1,2}}){{0,3}})(?:\s?[./)]|[-–](?=\s))(?=\s|[{UPPER}]|$)
    | (?P<deep>\d{{1,2}}(?:\.\d{{1,2}}){{1,3}})(?=\s+[{UPPER}])
    | (?P<bracket>\((?:\d{{1,2}}|{_ROMAN})\))(?=\s|[{UPPER}])
    | (?P<letter>[a-zđ])\s?(?:\)|[.](?=\s+[{UPPER}]))(?=\s|[{UPPER}]|$)
    | (?P<capital>[A-HĐ])\s*[./)](?=\s+[{UPPER}])
    | (?P<star>\*{{1,3}})\s*(?=[{UPPER}a-z\d])
    | (?P<plus>\+)\s*(?=\S)
    | (?P<dash>[-–—•])(?:\s+(?=\S)|(?=[{UPPER}]))
    )\s*
    """,
    re.VERBOSE,
)
_COUNTED_IN_ROMAN = (
    MarkerLevel.ROMAN,
    MarkerLevel.PART,
    MarkerLevel.CHAPTER,
    MarkerLevel.DIVISION,
)
_NAMED = (MarkerLevel.PART, MarkerLevel.CHAPTER, MarkerLevel.DIVISION, MarkerLevel.ARTICLE)
# After these words a number at the start of a line belongs to a reference: "… tại khoản / 2".
_POINTS_ELSEWHERE = compile_phrases(
    r"""
    (?:
    \b(?:
    điều|khoản|điểm|mục|mục số|tiết
    # "số" after what has a number, and not in "kinh tế số", "chữ ký số"
    |(?:văn bản|công văn|quyết định|nghị quyết|kế hoạch|thông báo|chỉ thị|nghị định|thông tư|luật
    |công điện|kết luận|chương trình|tờ trình|biểu|mẫu|phụ lục|bảng|danh mục|tổ|nhà|gói thầu
    |dự án|hướng dẫn|báo cáo|hợp đồng|lệnh|pháp lệnh|đề án|giấy mời) số
    |phần|chương|phụ lục|bảng|biểu|mẫu
    |(?<!hằng )(?<!hàng )tháng
    |ngày
    |(?<!hằng )(?<!hàng )quý
    |giai đoạn|kỳ|đợt|lần|từ|đến|và|hoặc|tại|của|với
    )
    |[,/(–-]
    )$
    """,
    re.IGNORECASE,
)


@dataclass(frozen=True)
class ItemMarker:
    """One mark: its level, its label as used in a section ("1.2", "a", "II") and how many
    characters it takes.
    """

    level: MarkerLevel
    label: str
    length: int

    @property
    def is_bullet(self) -> bool:
        return self.level.is_bullet

    def is_reference_after(self, before: str) -> bool:
        """A number at the start of a line that only continues "… tại khoản"."""
        return not self.is_bullet and bool(_POINTS_ELSEWHERE.search(before))

    @property
    def ordinal(self) -> int | None:
        """Position among its siblings, from 1; None for bullets."""
        if self.level in (MarkerLevel.LETTER, MarkerLevel.CAPITAL):
            return ALPHABET.find(self.label.lower()) + 1 or None
        if self.level in _COUNTED_IN_ROMAN and set(self.label) <= set("IVX"):
            return roman_value(self.label)
        digits = self.label.rsplit(".", 1)[-1]
        return int(digits) if digits.isdigit() else None


def find_item_marker(text: str) -> ItemMarker | None:
    """The mark at the start of a line, or None."""
    match = _PATTERN.match(text)
    if not match or match.lastgroup is None:
        return None
    name = match.lastgroup
    label = match[name]
    if name in ("number", "deep"):
        return ItemMarker(MarkerLevel(MarkerLevel.NUMBER + label.count(".")), label, match.end())
    level = MarkerLevel[name.upper()]
    label = label.split(None, 1)[1] if level in _NAMED else label.strip("()")
    return ItemMarker(level, label, match.end())


def roman_value(numeral: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10}[c] for c in numeral.upper()]
    return sum(-v if i + 1 < len(values) and v < values[i + 1] else v for i, v in enumerate(values))
