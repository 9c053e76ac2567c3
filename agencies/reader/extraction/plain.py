"""Plain text in UTF-8 or UTF-16, with or without its mark."""

from agencies.reader.errors import ReadError
from agencies.reader.extraction.extract import Extract


def read_plain(data: bytes) -> Extract:
    """Raises ReadError("encoding") for bytes in an old Vietnamese encoding (TCVN3, VNI, code page 1258)."""
    for encoding in _encodings(data):
        try:
            return Extract(data.decode(encoding))
        except UnicodeDecodeError:
            continue
    raise ReadError("encoding")


def _encodings(data: bytes) -> tuple[str, ...]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    if b"\x00" in data[:4096]:
        return ("utf-16-le", "utf-16-be") if data[1:2] == b"\x00" else ("utf-16-be", "utf-16-le")
    return ("utf-8-sig",)
