"""The book of XlsxWriter, with our rows in the places of its own."""

import re
import shutil
from collections.abc import Sequence
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from xlsxwriter.utility import xl_col_to_name

from workbooks.streams.row_stream import RowStream

_SHEET = re.compile(r"xl/worksheets/sheet(\d+)\.xml")
_ROWS = re.compile(r"<sheetData ?/>|<sheetData>.*</sheetData>", re.DOTALL)
_DIMENSION = re.compile(r'<dimension ref="[^"]*"/>')
LANGUAGE = "<dc:language>vi-VN</dc:language>"
BLOCK = 1 << 18  # bytes


def copy_book(frame: IO[bytes], streams: Sequence[RowStream], file: str | IO[bytes]) -> None:
    """`streams`: of its sheets, in their order."""
    # Closed whatever happens: left to itself it would write its end into a file that is closed by
    # then.
    with ZipFile(frame) as book, ZipFile(file, "w", ZIP_DEFLATED, allowZip64=True) as archive:
        for part in book.infolist():
            content = book.read(part).decode()
            if found := _SHEET.fullmatch(part.filename):
                _copy_sheet(archive, part, content, streams[int(found[1]) - 1])
            elif part.filename == "docProps/core.xml":
                content = content.replace("</cp:coreProperties>", f"{LANGUAGE}</cp:coreProperties>")
                archive.writestr(_dated(part), content)
            else:
                archive.writestr(_dated(part), content)


def _copy_sheet(archive: ZipFile, part: ZipInfo, content: str, stream: RowStream) -> None:
    last = f"{xl_col_to_name(stream.width - 1)}{max(stream.row, 1)}"
    content = _DIMENSION.sub(f'<dimension ref="A1:{last}"/>', content, count=1)
    rows = _ROWS.search(content)
    if rows is None:
        raise ValueError(f"{part.filename} has no place for rows")
    # Of unknown length: told to be long, it may become so.
    with archive.open(_dated(part), "w", force_zip64=True) as target:
        target.write(f"{content[: rows.start()]}<sheetData>".encode())
        shutil.copyfileobj(stream.rewind(), target, BLOCK)
        target.write(f"</sheetData>{content[rows.end() :]}".encode())


def _dated(part: ZipInfo) -> ZipInfo:
    info = ZipInfo(part.filename, part.date_time)
    info.compress_type = ZIP_DEFLATED
    return info
