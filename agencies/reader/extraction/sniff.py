"""What kind of file some bytes are; the file's name is not asked."""

import io
import zipfile
from enum import StrEnum


class FileType(StrEnum):
    PDF = "pdf"
    DOCX = "docx"
    TEXT = "text"
    DOC = "doc"  # Word 97-2003, and every other OLE file
    WORKBOOK = "workbook"
    ZIP = "zip"
    IMAGE = "image"
    RTF = "rtf"
    HTML = "html"
    OTHER = "other"


_MAGIC = [
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FileType.DOC),
    (b"{\\rtf", FileType.RTF),
    (b"\x89PNG", FileType.IMAGE),
    (b"\xff\xd8\xff", FileType.IMAGE),
    (b"GIF8", FileType.IMAGE),
    (b"BM", FileType.IMAGE),
    (b"II*\x00", FileType.IMAGE),
    (b"MM\x00*", FileType.IMAGE),
    (b"Rar!", FileType.ZIP),
    (b"7z\xbc\xaf", FileType.ZIP),
    (b"\x1f\x8b", FileType.ZIP),
]


def sniff(data: bytes) -> FileType:
    if b"%PDF-" in data[:1024]:
        return FileType.PDF
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return _inside_zip(data)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return FileType.IMAGE
    for magic, kind in _MAGIC:
        if data.startswith(magic) and not (magic == b"BM" and _is_text(data)):
            return kind
    if not _is_text(data):
        return FileType.OTHER
    start = data[:400].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return FileType.HTML if start.startswith((b"<!doctype html", b"<html")) else FileType.TEXT


def _inside_zip(data: bytes) -> FileType:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return FileType.ZIP
    if "word/document.xml" in names:
        return FileType.DOCX
    return FileType.WORKBOOK if any(name.startswith("xl/") for name in names) else FileType.ZIP


def _is_text(data: bytes) -> bool:
    """UTF-16 with its mark, or no zero bytes and few control characters."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    sample = data[:65536]
    if b"\x00" in sample:
        return _looks_utf16(sample)
    controls = sum(byte < 32 and byte not in (9, 10, 11, 12, 13) for byte in sample)
    return controls * 100 <= len(sample)


def _looks_utf16(sample: bytes) -> bool:
    spaces = sample.count(b" \x00") + sample.count(b"\x00 ")
    return len(sample) % 2 == 0 and spaces * 20 > len(sample) // 2
