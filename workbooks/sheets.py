"""What a sheet of a workbook contains, independent of how it is written."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto

Value = str | int | float | Decimal | datetime.date | datetime.datetime | None


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


@dataclass(frozen=True)
class Sheet:
    """One sheet: its columns, and rows with one value for each column. `rows` is read once, as a
    stream.
    """

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Value]]
    letterhead: Letterhead | None = None
    total_label: str = ""
