"""Which column of a sheet of agencies and people says what: the words that officials write above
their columns.
"""

import re
from dataclasses import dataclass

from vietnam.folding import fold

HEADS: dict[str, tuple[str, ...]] = {
    "agency": ("ten co quan", "ten don vi", "co quan", "don vi"),
    "short_name": ("ten viet tat", "viet tat", "ten ngan"),
    "kind": ("loai co quan", "loai hinh", "loai"),
    "level": ("cap hanh chinh", "cap"),
    "province": ("tinh thanh pho", "tinh", "thanh pho"),
    "parent": ("co quan cap tren", "co quan chu quan", "don vi chu quan", "cap tren"),
    "title": ("chuc danh", "vi tri", "chuc vu"),
    "role": ("vai tro",),
    "full_name": ("ho va ten", "ho ten", "ten can bo", "can bo"),
    "email": (
        "thu dien tu",
        "dia chi thu dien tu",
        "email",
        "e mail",
        "dia chi email",
        "dia chi e mail",
        "hop thu",
    ),
    "is_administrator": ("quan tri",),
    "gets_reminders": ("nhan nhac viec", "nhan nhac han", "nhac viec"),
    "starts_on": ("tu ngay", "ngay bat dau"),
}
# A row of words without the former, or with fewer known columns than the latter, is not a heading.
NEEDED, LEAST_KNOWN = "agency", 3
BRACKETS = re.compile(r"\(.*?\)")


@dataclass(frozen=True)
class Head:
    """`columns`: the column of each field, counted from 0; `unknown`: the headings of columns that
    are not read.
    """

    row: int
    columns: dict[str, int]
    unknown: list[str]


def field_of(heading: str) -> str | None:
    """The field that a heading names. Of the known words with which it begins, the longest
    counts.
    """
    folded = fold(BRACKETS.sub(" ", heading))
    known = [
        (len(word), name)
        for name, words in HEADS.items()
        for word in words
        if folded == word or folded.startswith(f"{word} ")
    ]
    return max(known)[1] if known else None


def head_of(rows: list[tuple[int, list[str]]]) -> Head | None:
    """The heading among the first rows of a sheet. Of two columns with the same meaning the first
    is read.
    """
    for number, cells in rows:
        columns: dict[str, int] = {}
        unknown = []
        for at, cell in enumerate(cells):
            name = field_of(cell)
            if name and name not in columns:
                columns[name] = at
            elif cell:
                unknown.append(cell)
        if NEEDED in columns and len(columns) >= LEAST_KNOWN:
            return Head(number, columns, unknown)
    return None
