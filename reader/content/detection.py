"""What kind of file some bytes are, whatever the file's name."""

import io
import re
from typing import IO

from reader.content.kinds import OLD_OFFICE, FileType
from reader.content.ole import kind_in_container
from reader.content.packages import kind_in_archive

_HEAD = 65_536
"""Bytes that are looked at first."""
_PDF_WITHIN = 1024
"""A PDF may begin so many bytes into its file, after what a scanner or a mail program wrote before
it.
"""

_MAGIC = [
    (b"{\\rtf", FileType.RTF),
    (b"\x89PNG\r\n\x1a\n", FileType.PNG),
    (b"\xff\xd8\xff", FileType.JPG),
    (b"GIF8", FileType.IMAGE),
    (b"BM", FileType.IMAGE),
    (b"II*\x00", FileType.IMAGE),
    (b"MM\x00*", FileType.IMAGE),
    (b"Rar!", FileType.ZIP),
    (b"7z\xbc\xaf", FileType.ZIP),
    (b"\x1f\x8b", FileType.ZIP),
    (b"MZ", FileType.OTHER),  # a program, also where a PDF follows
    (b"\x7fELF", FileType.OTHER),
]
_ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06")
_PHONE_PICTURES = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif")
_BEFORE_WEB_PAGE = rb"(?:\xef\xbb\xbf|\s|<\?xml[^>]*>|<!--.*?-->)*"
_WEB_PAGE = re.compile(
    _BEFORE_WEB_PAGE
    + rb"<(?:!doctype html|(?:html|head|body|meta|title|style|script|table|div|p|span)[\s>/])",
    re.IGNORECASE | re.DOTALL,
)
_WEB_ARCHIVE = re.compile(
    rb"(?:[\w-]+:[^\n]*\n)*?MIME-Version:.*?Content-Type:\s*(?:multipart/related|text/html)", re.S
)
_DRAWING = re.compile(
    _BEFORE_WEB_PAGE + rb"(?:<!doctype svg[^>]*>\s*)?<svg[\s>]", re.IGNORECASE | re.DOTALL
)


def detect_file_type(data: bytes) -> FileType:
    return detect_stream_type(io.BytesIO(data))


def detect_stream_type(file: IO[bytes]) -> FileType:
    """From the file's beginning to its end; afterwards its position is the beginning again."""
    file.seek(0)
    head = file.read(_HEAD)
    try:
        return _kind_by_mark(head, file) or _kind_of_marked_text(head)
    finally:
        file.seek(0)


def _kind_by_mark(head: bytes, file: IO[bytes]) -> FileType | None:
    # By the first bytes, in which no two formats are alike; then a PDF after other bytes.
    if head.lstrip(b"\xef\xbb\xbf \t\r\n\x00\x0c").startswith(b"%PDF-"):
        return FileType.PDF if b"%PDF-" in head[: _PDF_WITHIN + 5] else None
    if head.startswith(_ARCHIVES):
        return kind_in_archive(file)
    if head.startswith(OLD_OFFICE):
        return kind_in_container(head + file.read())
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return FileType.WEBP
    if head[4:8] == b"ftyp":
        return FileType.IMAGE if head[8:12] in _PHONE_PICTURES else FileType.OTHER
    for magic, kind in _MAGIC:
        if head.startswith(magic) and not (magic == b"BM" and _is_text(head)):
            return kind
    return FileType.PDF if _is_late_pdf(head, file) else None


def _is_late_pdf(head: bytes, file: IO[bytes]) -> bool:
    # A text may mention "%PDF-1.7", so a PDF that begins late must also end as one; and a web page
    # remains one.
    if not re.search(rb"%PDF-[12]\.\d", head[: _PDF_WITHIN + 8]) or _WEB_PAGE.match(head):
        return False
    return b"startxref" in head or b"startxref" in file.read()


def _kind_of_marked_text(head: bytes) -> FileType:
    start = _strip_utf16(head[:4096])
    if _DRAWING.match(start):
        return FileType.IMAGE
    if _WEB_PAGE.match(start) or _WEB_ARCHIVE.match(start):
        return FileType.HTML
    if not head or not _is_text(head):
        return FileType.OTHER
    return (
        FileType.XML if start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml") else FileType.TEXT
    )


def _strip_utf16(start: bytes) -> bytes:
    # UTF-16 as one byte a letter: what marks a page is ASCII.
    return start.replace(b"\x00", b"").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")


def _is_text(sample: bytes) -> bool:
    # UTF-16 with its mark, or no zero bytes and few control characters.
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    if b"\x00" in sample:
        return _looks_utf16(sample)
    controls = sum(byte < 32 and byte not in (9, 10, 11, 12, 13) for byte in sample)
    return controls * 100 <= len(sample)


def _looks_utf16(sample: bytes) -> bool:
    spaces = sample.count(b" \x00") + sample.count(b"\x00 ")
    return len(sample) % 2 == 0 and spaces * 20 > len(sample) // 2
