"""What all programs that read a stranger's workbook have in common: what is opened at all, and how
they print what they found.
"""

import io
import json
import zipfile
from collections.abc import Iterator

from reader.content.packages import check_archive
from reader.errors import ReadError

MOST_MEMBERS = 100
MOST_UNPACKED = 50 * 1024 * 1024
_BLOCK = 1 << 20  # bytes read at once


def workbook_problem(data: bytes) -> str:
    """The code of the reason why it is not opened, or ""."""
    try:
        check_archive(data)
    except ReadError as error:
        return error.code
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = archive.namelist()
        # Declared sizes can lie, so what is unpacked is counted too.
        is_bomb = len(members) > MOST_MEMBERS or _unpacks_too_much(archive)
        return "bomb" if is_bomb else ""


def _unpacks_too_much(archive: zipfile.ZipFile) -> bool:
    total = 0
    for name in archive.namelist():
        for block in _blocks(archive, name):
            total += len(block)
            if total > MOST_UNPACKED:
                return True
    return False


def _blocks(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    with archive.open(name) as stream:
        while block := stream.read(_BLOCK):
            yield block


def print_record(**record: object) -> None:
    print(json.dumps(record, ensure_ascii=True))
