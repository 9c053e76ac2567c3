"""What an official paper consists of, independent of how it is written."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from papers.kinds import PaperKind
from vietnam.dates import format_date_long
from workbooks.sheets import Column, Row

BLANK = "……"
NUMBER_SPACE = "\u00a0" * 6  # where the clerk writes the number


# The body -----------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Heading:
    """Numbered by itself: level 1 "I.", 2 "1.", 3 "a)". `is_numbered`: without, it stands as it
    is.
    """

    text: str
    level: int = 1
    is_numbered: bool = True


@dataclass(frozen=True)
class Paragraph:
    """`lead`: its first words, in bold."""

    text: str
    lead: str = ""
    bold: bool = False
    italic: bool = False
    centred: bool = False
    is_indented: bool = True


@dataclass(frozen=True)
class Item:
    """A line of a list: "- …"; of level 2 "+ …"."""

    text: str
    level: int = 1
    lead: str = ""


@dataclass(frozen=True)
class Table:
    """Columns and rows as those of a sheet: numbers and days as Vietnamese print them, `total` of a
    column adds it up in a last row.

    `caption`: above it, in bold; `unit`: above it at the right, in italics ("Đơn vị tính: người").
    """

    columns: Sequence[Column]
    rows: Iterable[Row]
    total_label: str = ""
    caption: str = ""
    unit: str = ""


@dataclass(frozen=True)
class PageBreak:
    """What follows begins on a page of its own."""


Block = Heading | Paragraph | Item | Table | PageBreak


# The frame ----------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Issuer:
    """`above`: the body over it, empty for one that has none; `sign`: how a number names it
    (SNV), blank where it is not known; `place`: before the day.
    """

    name: str
    above: str = ""
    sign: str = BLANK
    place: str = BLANK


@dataclass(frozen=True)
class BlankDay:
    """The day, and with no `month` the month too, is written in by hand at signing."""

    year: int
    month: int | None = None

    def __str__(self) -> str:
        if self.month is None:
            return f"ngày {BLANK} tháng {BLANK} năm {self.year}"
        month = format_date_long(datetime.date(self.year, self.month, 1)).partition(" tháng ")[2]
        return f"ngày {BLANK} tháng {month}"


@dataclass(frozen=True)
class Signature:
    """The lines above a signature ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), the room for it, and the name,
    left out where it is signed by whoever is there.

    `hint`: below the lines, in italics ("Ký, ghi rõ họ tên").
    """

    lines: Sequence[str]
    name: str = ""
    hint: str = ""


def signed_for(sign: str, principal: str, title: str, *, name: str = "") -> Signature:
    """In another's stead (KT.), by order (TL.), by authority (TUQ.), as acting head (Q.)."""
    return Signature((f"{sign}. {principal}", title), name)


def signed_in_name_of(body: str, *lines: str, name: str = "") -> Signature:
    """For a body that decides together: "TM. ỦY BAN NHÂN DÂN", then as whom."""
    return Signature((f"TM. {body}", *lines), name)


@dataclass(frozen=True)
class Proof:
    """Where one reads which version a paper is: the address behind the QR code, and its code."""

    address: str
    code: str


@dataclass(frozen=True)
class Annex:
    """Begins on a page of its own, which lies across for a wide table."""

    title: str
    body: Sequence[Block]
    is_across: bool = False


@dataclass(frozen=True)
class Paper:
    """`title`: what it is about (trích yếu); `subtitle`: below it, in italics; `number`: the whole
    line of its number, without one "Số:       /BC-SNV" to be completed. `addressees` follow "Kính
    gửi:", `recipients` "Nơi nhận:", the last of which is where it is filed ("Lưu: VT").

    `signatures`: of two, the first signs at the left; of one beside recipients, at the right.
    `stamp`: who took it and when, in the foot of each page. `text_size` and `line_spacing`: of the
    body, in points and lines.
    """

    kind: PaperKind
    issuer: Issuer
    day: datetime.date | BlankDay
    title: str
    body: Sequence[Block] = ()
    number: str = ""
    subtitle: str = ""
    addressees: Sequence[str] = ()
    signatures: Sequence[Signature] = ()
    recipients: Sequence[str] = ()
    annexes: Sequence[Annex] = ()
    proof: Proof | None = None
    stamp: str = ""
    is_across: bool = False
    text_size: float = 14
    line_spacing: float = 1.0

    @property
    def number_line(self) -> str:
        if self.number:
            return self.number
        sign = self.issuer.sign
        ending = f"{sign}-{BLANK}" if self.kind is PaperKind.LETTER else f"{self.kind}-{sign}"
        return f"Số: {NUMBER_SPACE}/{ending}"

    @property
    def place_and_day(self) -> str:
        day = self.day if isinstance(self.day, BlankDay) else format_date_long(self.day)
        return f"{self.issuer.place}, {day}"
