"""From a file's bytes to its sheets, by what its content is, whatever its name."""

from collections.abc import Callable

from reader.content import FileType, detect_file_type
from tables.cells import Limits, Sheet, TableError
from tables.ods import read_ods
from tables.separated import read_separated
from tables.xls import read_xls
from tables.xlsx import read_xlsx

READERS: dict[FileType, Callable[[bytes, Limits], list[Sheet]]] = {
    FileType.XLSX: read_xlsx,
    FileType.XLS: read_xls,
    FileType.ODS: read_ods,
    FileType.TEXT: read_separated,
}


def read_sheets(data: bytes, limits: Limits) -> list[Sheet]:
    """Raises TableError."""
    reader = READERS.get(detect_file_type(data))
    if reader is None:
        raise TableError("damaged")
    try:
        return reader(data, limits)
    except (ValueError, OverflowError, IndexError) as error:
        # Numbers, days and places that a program would never have written.
        raise TableError("damaged") from error
