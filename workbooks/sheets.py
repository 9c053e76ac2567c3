"""What a sheet of a workbook contains, independent of how it is written."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto

# At the top of every official document (decree 30/2020, annex I).
COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"


@dataclass(frozen=True)
class Link:
    """A text that opens an address."""

    text: str
    address: str


@dataclass(frozen=True)
class Formula:
    """As Excel writes it in English, without "=", with {row} for the number of its row; and what it
    gives, for all who do not calculate.
    """

    expression: str
    value: int | float | Decimal


Value = str | int | float | Decimal | datetime.date | datetime.datetime | Link | Formula | None


class ColumnKind(Enum):
    """How the values of a column are written and aligned. `SERIAL` is the STT of Vietnamese
    tables.
    """

    SERIAL = auto()
    TEXT = auto()
    NUMBER = auto()
    DECIMAL = auto()
    PERCENT = auto()
    DATE = auto()
    MOMENT = auto()


@dataclass(frozen=True)
class Column:
    """`width` in characters of the default font; `total` asks for a sum under the column, as a
    formula; adjacent columns of one `group` have it as a head above theirs.
    """

    heading: str
    kind: ColumnKind = ColumnKind.TEXT
    width: float = 14
    total: bool = False
    group: str = ""


@dataclass(frozen=True)
class SectionRow:
    """A title over all columns, in bold, between other rows."""

    title: str


@dataclass(frozen=True)
class BoldRow:
    """A row that adds up or heads others: in bold, and left out of the totals."""

    values: Sequence[Value]


Row = Sequence[Value] | SectionRow | BoldRow


@dataclass(frozen=True)
class Letterhead:
    """The official frame of a printed sheet (decree 30/2020, annex I): issuer left, country and
    motto right; for two columns or more.

    `number` is the document's, dotted until it has one; `place` stands before the date;
    `signatures` are the titles under which people sign, left to right.
    """

    issuer_above: str
    issuer: str
    number: str
    place: str
    day: datetime.date
    title: str
    subtitle: str = ""
    notes: Sequence[str] = ()
    signatures: Sequence[str] = ()


class ChartKind(Enum):
    BAR = "bar"
    COLUMN = "column"
    LINE = "line"


@dataclass(frozen=True)
class Chart:
    """Of a sheet's own rows, below them: the places of the columns, from 0, that name the points
    and that give the figures.
    """

    kind: ChartKind
    title: str
    names: int
    figures: Sequence[int]


@dataclass(frozen=True)
class Sheet:
    """One sheet: its columns, and rows with one value for each column. `rows` is read once, as a
    stream.
    """

    name: str
    columns: Sequence[Column]
    rows: Iterable[Row]
    letterhead: Letterhead | None = None
    total_label: str = ""
    charts: Sequence[Chart] = ()
