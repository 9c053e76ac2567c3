"""Sheets as JSON and back: frames with all their parts, and the cells of rows.

What a sheet consists of is declared in workbooks/sheets.py; a part that is added there is kept
without a change here.
"""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum
from typing import Any

from django.utils import timezone

from workbooks import sheets
from workbooks.sheets import BoldRow, Formula, Link, Row, SectionRow, Sheet, Value

# Marks of what JSON has no kind for.
TYPE = "@"
DAY = "d"
MOMENT = "t"
DECIMAL = "n"


# Cells ----------------------------------------------------------------------------------------
def pack_cell(value: Value) -> Any:
    if isinstance(value, Link | Formula):
        return {TYPE: type(value).__name__, **{k: pack_cell(v) for k, v in vars(value).items()}}
    if isinstance(value, datetime.datetime):
        moment = timezone.localtime(value) if timezone.is_aware(value) else value
        return {MOMENT: moment.isoformat()}
    if isinstance(value, datetime.date):
        return {DAY: value.isoformat()}
    if isinstance(value, Decimal):
        return {DECIMAL: str(value)}
    if isinstance(value, str):
        return str(value)  # of a lazy or a safe one, the text
    if value is None or isinstance(value, int | float):
        return value
    raise TypeError(f"{value!r} is no value of a cell")


def unpack_cell(packed: Any) -> Value:
    if not isinstance(packed, dict):
        plain: str | int | float | None = packed
        return plain
    if TYPE in packed:
        made: Link | Formula = _unpack(packed)
        return made
    [(kind, text)] = packed.items()
    if kind == DAY:
        return datetime.date.fromisoformat(text)
    return datetime.datetime.fromisoformat(text) if kind == MOMENT else Decimal(text)


def pack_row(row: Row) -> Any:
    if isinstance(row, SectionRow | BoldRow):
        return _pack(row)
    return [pack_cell(value) for value in row]


def unpack_rows(rows: Iterable[Any]) -> Iterator[Row]:
    for row in rows:
        if type(row) is dict:
            yield _unpack(row)
        else:
            yield [unpack_cell(packed) if type(packed) is dict else packed for packed in row]


# Frames ---------------------------------------------------------------------------------------
def pack_frame(sheet: Sheet) -> dict[str, Any]:
    """All of a sheet but its rows."""
    return {
        field.name: _pack(getattr(sheet, field.name))
        for field in fields(sheet)
        if field.name != "rows"
    }


def unpack_frame(frame: dict[str, Any], rows: Iterable[Row]) -> Sheet:
    return Sheet(rows=rows, **{name: _unpack(part) for name, part in frame.items()})


def _pack(part: Any) -> Any:
    if isinstance(part, Enum):
        return {TYPE: type(part).__name__, "name": part.name}
    if isinstance(part, Link | Formula):
        return pack_cell(part)
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
