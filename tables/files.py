"""From a file's bytes to its sheets, by what its content is, whatever its name."""

from collections.abc import Callable

from reader.content import FileType, detect_file_type
from reader.spreadsheets import workbook_problem
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


# Packages that can unpack to far more than they are.
PACKAGES = (FileType.XLSX, FileType.ODS)
# As the upload names what is too much (agencies.files.workbooks).
REFUSALS = {"too_much_text": "bomb", "too_many_rows": "too_many"}


def read_uploaded_sheets(data: bytes, limits: Limits) -> list[Sheet]:
    """Of a stranger's file, once it is known to unpack to a bearable size. Raises TableError with
    the code of the refusal.
    """
    if detect_file_type(data) in PACKAGES and (problem := workbook_problem(data)):
        raise TableError(problem)
    try:
        return read_sheets(data, limits)
    except TableError as error:
        raise TableError(REFUSALS.get(error.code, error.code)) from error


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
