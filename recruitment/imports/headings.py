"""Which column of a sheet says what: the words that employers write above their columns."""

import re
import unicodedata
from dataclasses import dataclass

from agencies.workbook_imports.headings import (
    IN_BRACKETS,
    Heading,
    cell_text,
    match_heading,
)
from vietnam.folding import fold

KNOWN_WORDS: dict[str, tuple[str, ...]] = {
    "title": (
        "ten cong viec",
        "vi tri tuyen dung",
        "ten vi tri",
        "vi tri",
        "chuc danh",
        "cong viec",
    ),
    "headcount": (
        "so nguoi can tuyen",
        "so luong can tuyen",
        "so luong tuyen",
        "so luong",
        "so nguoi",
        "chi tieu",
    ),
    "homes": (
        "trong do tuyen tu tinh",
        "trong do theo tinh",
        "tuyen tu tinh",
        "tinh uu tien",
        "que quan",
        "theo tinh",
    ),
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
# Without these a row of words is not a heading.
NEEDED = ("title", "headcount")
LOWER = frozenset({"tu", "toi thieu", "thap nhat", "min"})
UPPER = frozenset({"den", "toi da", "cao nhat", "max"})
MILLIONS = "trieu"
# Words after a known one that change its meaning: “Số lượng hiện có” is not how many are wanted.
OTHER_THINGS: dict[str, tuple[str, ...]] = {
    "headcount": (
        "hien co",
        "hien tai",
        "dang co",
        "dang lam",
        "da co",
        "da tuyen",
        "da nhan",
        "nghi viec",
        "thoi viec",
    ),
    "base_wage": ("thu viec", "hoc viec", "tap su", "dong bao hiem", "dong bhxh", "cu", "hien tai"),
    "income": (
        "thu viec",
        "hoc viec",
        "tap su",
        "dong bao hiem",
        "dong bhxh",
        "cu",
        "hien tai",
        "thang 13",
        "tang ca",
    ),
    "contract": ("so",),
}
# Before one of those words they reverse it: “Lương sau thử việc”, “Thu nhập gồm tăng ca”.
QUALIFIED = ("sau", "het", "gom", "ke", "ngoai", "truoc", "tinh", "va")
OFFICE_WORDS = (
    "cong ty",
    "doanh nghiep",
    "tru so",
    "van phong",
    "ung vien",
    "thuong tru",
    "tong dai",
    "fax",
)
# Words after “Địa chỉ” and “Điện thoại” with which a column is used only where there is no other.
SECOND_CHOICE: dict[str, tuple[str, ...]] = {"address": OFFICE_WORDS, "contact_phone": OFFICE_WORDS}


@dataclass(frozen=True)
class VacancyHeading(Heading):
    """`columns`: the field's column, or its two for "từ" and "đến"; `in_millions`: fields whose
    heading names the unit.

    `rivals`: the columns and headings of a field that several headings name equally well, including
    its own; where they differ, a person has to say which one is meant.
    """

    in_millions: frozenset[str]
    rivals: dict[str, dict[int, str]]


def match_field(heading: str) -> tuple[str, bool] | None:
    """The field that a heading names, and whether the heading is its first choice; None for an
    unknown one, and for one that only begins like a known one.
    """
    match = match_heading(heading, KNOWN_WORDS)
    if match is None:
        return None
    name, rest = match
    brackets = [fold(inside) for inside in IN_BRACKETS.findall(heading)]
    if _says_any(rest, brackets, OTHER_THINGS.get(name, ())) or (
        name == "headcount" and _counts_one_sex(heading)
    ):
        return None
    return name, not _says_any(rest, brackets, SECOND_CHOICE.get(name, ()))


def _says_any(rest: str, brackets: list[str], words: tuple[str, ...]) -> bool:
    # Whether one of the words occurs in the rest of a heading, or alone in brackets.
    for word in words:
        before, found, _ = f" {rest} ".partition(f" {word} ")
        if word in brackets or (found and not set(before.split()) & set(QUALIFIED)):
            return True
    return False


def _counts_one_sex(heading: str) -> bool:
    # “Số lượng nữ”, but neither “Số lượng (nam, nữ)” nor “Số lượng tuyển năm 2027”.
    words = set(re.findall(r"\w+", unicodedata.normalize("NFC", heading).lower()))
    is_of_women = bool(words & {"nữ", "nu"})
    is_of_men = "nam" in words and not re.search(r"\bnam\s+\d{4}", heading, re.IGNORECASE)
    return is_of_women != is_of_men


def find_heading(rows: list[tuple[int, list[str]]]) -> VacancyHeading | None:
    """Among the first rows of a sheet; a second row below a merged heading ("Từ", "Đến") belongs to
    it.
    """
    for at, (number, cells) in enumerate(rows):
        columns = _columns(cells)
        if all(name in columns for name in NEEDED) and len(columns) >= 3:
            below = rows[at + 1][1] if at + 1 < len(rows) else []
            millions = frozenset(
                n for n, (first, *_) in columns.items() if MILLIONS in fold(cells[first])
            )
            if any(fold(cell) in LOWER | UPPER for cell in below):
                columns = _split(columns, below)
                number = rows[at + 1][0]
            return VacancyHeading(number, columns, millions, _rivals(cells, columns))
    return None


def _columns(cells: list[str]) -> dict[str, tuple[int, ...]]:
    # The first column of each field; one that is its first choice precedes any other.
    first: dict[str, tuple[int, ...]] = {}
    second: dict[str, tuple[int, ...]] = {}
    for at, cell in enumerate(cells):
        match = match_field(cell) if cell else None
        if match:
            name, is_first_choice = match
            (first if is_first_choice else second).setdefault(name, (at,))
    return second | first


def _rivals(cells: list[str], columns: dict[str, tuple[int, ...]]) -> dict[str, dict[int, str]]:
    # Fields with more than one column, each of which is as good as the one that is read.
    taken = {at for places in columns.values() for at in places[1:]}
    named: dict[tuple[str, bool], dict[int, str]] = {}
    for at, cell in enumerate(cells):
        match = match_field(cell) if cell and at not in taken else None
        if match:
            named.setdefault(match, {})[at] = cell
    return {
        name: places
        for (name, _), places in named.items()
        if len(places) > 1 and columns[name][0] in places
    }


def _split(columns: dict[str, tuple[int, ...]], below: list[str]) -> dict[str, tuple[int, ...]]:
    # A merged heading is in its first column; the next one that says "Đến" belongs to it.

    def says(at: int, words: frozenset[str]) -> bool:
        return at < len(below) and fold(below[at]) in words

    return {
        name: (at, at + 1) if says(at, LOWER) and says(at + 1, UPPER) else (at,)
        for name, (at,) in columns.items()
    }


def read_cells(heading: VacancyHeading, cells: list[str]) -> dict[str, str]:
    """What a row says, by field; "7" and "9" below "Từ" and "Đến" become "7-9"."""
    said = {}
    for name, places in heading.columns.items():
        texts = [cell_text(cells, at) for at in places]
        if not any(texts):
            filled = (cell_text(cells, at) for at in heading.rivals.get(name, ()))
            texts = [next(filter(None, filled), "")]
        text = "-".join(filter(None, texts)) if len(set(texts)) > 1 else texts[0]
        if name in heading.in_millions and text and MILLIONS not in fold(text):
            text = add_unit(text)
        said[name] = text
    return said


def differing_columns(heading: VacancyHeading, cells: list[str]) -> dict[str, str]:
    """Fields whose columns differ in a row, each with its headings and what is below them."""
    differing = {}
    for name, places in heading.rivals.items():
        texts = {label: text for at, label in places.items() if (text := cell_text(cells, at))}
        if len({fold(text) for text in texts.values()}) > 1:
            differing[name] = "; ".join(f"“{label}”: {text}" for label, text in texts.items())
    return differing


def add_unit(text: str) -> str:
    """A figure below "(triệu đồng)" is millions, unless it is plainly đồng."""
    return (
        f"{text} triệu"
        if re.fullmatch(r"[\d.,\s–-]+", text) and not re.search(r"\d{5}|\d[.,]\d{3}", text)
        else text
    )
