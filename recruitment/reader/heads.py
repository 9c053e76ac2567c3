"""Which column of a sheet says what: the words that employers write above their columns."""

import re
from dataclasses import dataclass

from vietnam.folding import fold

HEADS: dict[str, tuple[str, ...]] = {
    "title": ("ten cong viec", "vi tri tuyen dung", "ten vi tri", "vi tri", "chuc danh", "cong viec"),
    "headcount": ("so nguoi can tuyen", "so luong can tuyen", "so luong tuyen", "so luong", "so nguoi", "chi tieu"),
    "homes": ("trong do tuyen tu tinh", "trong do theo tinh", "tuyen tu tinh", "tinh uu tien", "que quan", "theo tinh"),
    "occupation": ("nhom nghe", "ma nghe", "nghe", "nganh nghe"),
    "skill": ("trinh do chuyen mon", "trinh do cmkt", "trinh do tay nghe", "trinh do"),
    "description": ("mo ta cong viec", "mo ta", "noi dung cong viec"),
    "base_wage": ("luong co ban", "muc luong co ban", "luong hop dong"),
    "income": ("tong thu nhap", "thu nhap", "muc luong", "luong"),
    "bonus": ("thuong tuyen dung", "tien thuong"),
    "bonus_condition": ("dieu kien nhan thuong", "dieu kien thuong"),
    "contract": ("loai hop dong", "hop dong"),
    "shift": ("ca lam viec", "thoi gian lam viec", "ca kip"),
    "horizon": ("thoi gian can nguoi", "thoi han can"),
    "probation_days": ("so ngay thu viec", "thu viec"),
    "benefits": ("che do phuc loi", "che do", "phuc loi", "quyen loi"),
    "benefits_note": ("noi them ve ky tuc xa", "ghi chu che do", "noi them"),
    "park": ("khu cum cong nghiep", "khu cong nghiep", "kcn", "cum cong nghiep"),
    "ward": ("xa phuong", "phuong xa", "xa", "phuong"),
    "address": ("so nha duong hoac lo dat", "dia chi", "noi lam viec"),
    "schooling": ("hoc van", "trinh do hoc van", "trinh do van hoa"),
    "experience": ("kinh nghiem",),
    "papers": ("giay to can mang", "ho so gom", "ho so", "giay to"),
    "way": ("hinh thuc tuyen", "cach tuyen"),
    "apply_by": ("han nop ho so", "han nop", "ngay het han", "han cuoi"),
    "publish_on": ("dang tu ngay", "ngay dang"),
    "contact_name": ("nguoi nhan dien thoai", "nguoi lien he", "lien he"),
    "contact_phone": ("so dien thoai", "dien thoai", "sdt"),
}
NEEDED = ("title", "headcount")
"""Without these a row of words is no head."""
LOWER, UPPER = frozenset({"tu", "toi thieu", "thap nhat", "min"}), frozenset({"den", "toi da", "cao nhat", "max"})
MILLIONS = "trieu"


@dataclass(frozen=True)
class Head:
    """`columns`: the field's column, or its two for "từ" and "đến"; `in_millions`: fields whose head names the unit.

    `rows` is how many rows the head takes, the last of which is row `row`.
    """

    row: int
    columns: dict[str, tuple[int, ...]]
    in_millions: frozenset[str]


def field_of(heading: str) -> str | None:
    """The longest of the known words with which the heading begins, what stands in brackets left out."""
    said = fold(re.sub(r"\(.*?\)", " ", heading))
    known = [
        (len(word), name)
        for name, words in HEADS.items()
        for word in words
        if said == word or said.startswith(f"{word} ")
    ]
    return max(known)[1] if known else None


def head_of(rows: list[tuple[int, list[str]]]) -> Head | None:
    """Of the first rows of a sheet; a second row below a merged head ("Từ", "Đến") belongs to it."""
    for at, (number, cells) in enumerate(rows):
        columns = _columns(cells)
        if all(name in columns for name in NEEDED) and len(columns) >= 3:
            below = rows[at + 1][1] if at + 1 < len(rows) else []
            millions = frozenset(n for n, (first, *_) in columns.items() if MILLIONS in fold(cells[first]))
            if any(fold(cell) in LOWER | UPPER for cell in below):
                return Head(rows[at + 1][0], _split(columns, below), millions)
            return Head(number, columns, millions)
    return None


def _columns(cells: list[str]) -> dict[str, tuple[int, ...]]:
    """The first column of each field; a second one of the same name is left out."""
    found: dict[str, tuple[int, ...]] = {}
    for at, cell in enumerate(cells):
        name = field_of(cell) if cell else None
        if name:
            found.setdefault(name, (at,))
    return found


def _split(columns: dict[str, tuple[int, ...]], below: list[str]) -> dict[str, tuple[int, ...]]:
    """A merged head stands in its first column; the next one that says "Đến" belongs to it."""

    def says(at: int, words: frozenset[str]) -> bool:
        return at < len(below) and fold(below[at]) in words

    return {name: (at, at + 1) if says(at, LOWER) and says(at + 1, UPPER) else (at,) for name, (at,) in columns.items()}


def said_in(head: Head, cells: list[str]) -> dict[str, str]:
    """What a row says, by field; "7" and "9" below "Từ" and "Đến" are "7-9"."""
    said = {}
    for name, places in head.columns.items():
        texts = [cells[at] if at < len(cells) else "" for at in places]
        text = "-".join(filter(None, texts)) if len(set(texts)) > 1 else texts[0]
        if name in head.in_millions and text and MILLIONS not in fold(text):
            text = with_unit(text)
        said[name] = text
    return said


def with_unit(text: str) -> str:
    """A figure below "(triệu đồng)" is millions, unless it is plainly đồng."""
    return f"{text} triệu" if re.fullmatch(r"[\d.,\s–-]+", text) and not re.search(r"\d{5}|\d[.,]\d{3}", text) else text
