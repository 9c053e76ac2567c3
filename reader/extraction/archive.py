"""DOCX and XLSX are archives: whether one may be unpacked at all."""

import io
import zipfile

from reader.errors import MAX_MEMBERS, MAX_RATIO, MAX_UNPACKED, ReadError


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
