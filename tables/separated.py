"""CSV as programs and Excel write it: UTF-8 with and without its mark, UTF-16, Windows-1258;
separated by semicolon, comma, tab or bar.
"""

import csv
import io
import unicodedata
from collections import Counter

from tables.cells import Limits, RowCollector, Sheet, TableError, Value, make_cells

SEPARATORS = (";", "\t", ",", "|")
LOOKED_AT = 200  # lines, to tell the separator


def read_separated(data: bytes, limits: Limits) -> list[Sheet]:
    """Raises TableError."""
    text = decode_text(data)
    separator, text = _separator(text)
    sheet = Sheet("CSV")
    collector = RowCollector(limits)
    csv.field_size_limit(limits.all_characters)
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text), delimiter=separator), 1):
            values: list[tuple[Value, str]] = [(cell, "") for cell in row[: limits.columns]]
            collector.add(sheet, number, make_cells(values, limits))
    except csv.Error as error:
        raise TableError("damaged") from error
    return [sheet]


def decode_text(data: bytes) -> str:
    """Raises TableError for an encoding that is none of these."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif b"\x00" in data[:1000]:
        encodings = ["utf-16-le", "utf-16-be"]
    else:
        encodings = ["utf-8-sig", "cp1258"]
    for encoding in encodings:
        try:
            return unicodedata.normalize("NFC", data.decode(encoding))
        except UnicodeDecodeError:
            continue
    raise TableError("encoding")


def _separator(text: str) -> tuple[str, str]:
    # The one that cuts most lines into the same number of cells; Excel's “sep=;” says it.
    first, _end, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        return first.strip()[4], rest
    lines = text.splitlines()[:LOOKED_AT]
    return max(SEPARATORS, key=lambda separator: _rate_separator(lines, separator)), text


def _rate_separator(lines: list[str], separator: str) -> int:
    widths = Counter(len(row) for row in csv.reader(lines, delimiter=separator))
    return max(((width - 1) * count for width, count in widths.items()), default=0)
