"""What a ZIP archive is, and whether it may be unpacked at all: a document of Office or of
LibreOffice, or just an archive. Only its list of parts is read.
"""

import io
import zipfile
from typing import IO

from reader.content.kinds import FileType
from reader.errors import MAX_MEMBERS, MAX_RATIO, MAX_UNPACKED, ReadError

_BY_PART = {
    "word/document.xml": FileType.DOCX,
    "xl/workbook.xml": FileType.XLSX,
    "xl/workbook.bin": FileType.XLSB,
    "ppt/presentation.xml": FileType.PPTX,
}
_WITH_MACROS = {FileType.DOCX: FileType.DOCM, FileType.XLSX: FileType.XLSM}
_BY_MIMETYPE = {  # templates and other variants begin so too
    "application/vnd.oasis.opendocument.text": FileType.ODT,
    "application/vnd.oasis.opendocument.spreadsheet": FileType.ODS,
    "application/vnd.oasis.opendocument.presentation": FileType.ODP,
}
_MANIFEST = "META-INF/manifest.xml"
_LONGEST_MANIFEST = 1024 * 1024  # bytes
_DAMAGES = (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError)


def kind_in_archive(file: IO[bytes]) -> FileType:
    """LOCKED when any part has a password, DAMAGED when there is no list of parts."""
    try:
        with zipfile.ZipFile(file) as archive:
            if any(member.flag_bits & 1 for member in archive.infolist()):
                return FileType.LOCKED
            names = set(archive.namelist())
            return _open_document(archive, names) or _office_document(names)
    except _DAMAGES:
        return FileType.DAMAGED


def _office_document(names: set[str]) -> FileType:
    kind = next((kind for part, kind in _BY_PART.items() if part in names), None)
    if kind is None:
        return FileType.ZIP
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        return _WITH_MACROS.get(kind, kind)
    return kind


def _open_document(archive: zipfile.ZipFile, names: set[str]) -> FileType | None:
    # By the part `mimetype`; one with a password names its encryption in its manifest, which is
    # never encrypted.
    if not {"mimetype", _MANIFEST} <= names:
        return None
    named = _read_beginning(archive, "mimetype", 100).decode("ascii", "replace")
    kind = next((kind for begins, kind in _BY_MIMETYPE.items() if named.startswith(begins)), None)
    if kind and b"encryption-data" in _read_beginning(archive, _MANIFEST, _LONGEST_MANIFEST):
        return FileType.LOCKED
    return kind


def _read_beginning(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    with archive.open(name) as stream:
        return stream.read(most)


def check_archive(data: bytes) -> None:
    """Raises ReadError: `bomb`, `damaged` or `encrypted`. Nothing is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except zipfile.BadZipFile as error:
        raise ReadError("damaged") from error
    if any(member.flag_bits & 1 for member in members):
        raise ReadError("encrypted")
    unpacked = sum(member.file_size for member in members)
    packed = max(sum(member.compress_size for member in members), 1)
    if (
        len(members) > MAX_MEMBERS
        or unpacked > MAX_UNPACKED
        or (unpacked > 1_000_000 and unpacked / packed > MAX_RATIO)
    ):
        raise ReadError("bomb", megabytes=unpacked // 1024 // 1024)
