"""Sheets as JSON and back: frames with all their parts, and the cells of rows.

What a sheet consists of is declared in workbooks/sheets.py; a part that is added there is kept
without a change here.
"""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum
from typing import Any

from django.utils import timezone

from workbooks import sheets
from workbooks.sheets import Sheet, Value

# Marks of what JSON has no kind for.
TYPE = "@"
DAY = "d"
MOMENT = "t"
DECIMAL = "n"


# Cells ----------------------------------------------------------------------------------------
def pack_cell(value: Value) -> Any:
    if isinstance(value, datetime.datetime):
        moment = timezone.localtime(value) if timezone.is_aware(value) else value
        return {MOMENT: moment.isoformat()}
    if isinstance(value, datetime.date):
        return {DAY: value.isoformat()}
    if isinstance(value, Decimal):
        return {DECIMAL: str(value)}
    if value is None or isinstance(value, str | int | float):
        return str(value) if type(value) not in (str, int, float, bool, type(None)) else value
    raise TypeError(f"{value!r} is no value of a cell")


def unpack_cell(packed: Any) -> Value:
    if not isinstance(packed, dict):
        return packed
    [(kind, text)] = packed.items()
    if kind == DAY:
        return datetime.date.fromisoformat(text)
    return datetime.datetime.fromisoformat(text) if kind == MOMENT else Decimal(text)


def pack_row(row: Sequence[Value]) -> list[Any]:
    return [pack_cell(value) for value in row]


def unpack_rows(rows: Iterable[Sequence[Any]]) -> Iterator[list[Value]]:
    for row in rows:
        yield [unpack_cell(packed) if type(packed) is dict else packed for packed in row]


# Frames ---------------------------------------------------------------------------------------
def pack_frame(sheet: Sheet) -> dict[str, Any]:
    """All of a sheet but its rows."""
    return {
        field.name: _pack(getattr(sheet, field.name))
        for field in fields(sheet)
        if field.name != "rows"
    }


def unpack_frame(frame: dict[str, Any], rows: Iterable[Sequence[Value]]) -> Sheet:
    return Sheet(rows=rows, **{name: _unpack(part) for name, part in frame.items()})


def _pack(part: Any) -> Any:
    if isinstance(part, Enum):
        return {TYPE: type(part).__name__, "name": part.name}
    if is_dataclass(part) and not isinstance(part, type):
        packed = {field.name: _pack(getattr(part, field.name)) for field in fields(part)}
        return {TYPE: type(part).__name__, **packed}
    if isinstance(part, list | tuple | set | frozenset):
        return [_pack(each) for each in part]
    return pack_cell(part)


def _unpack(packed: Any) -> Any:
    if isinstance(packed, list):
        return tuple(_unpack(each) for each in packed)
    if not isinstance(packed, dict):
        return packed
    if TYPE not in packed:
        return unpack_cell(packed)
    kind = getattr(sheets, packed[TYPE])
    if issubclass(kind, Enum):
        return kind[packed["name"]]
    return kind(**{name: _unpack(part) for name, part in packed.items() if name != TYPE})
