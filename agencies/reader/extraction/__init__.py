"""Bytes to text: PDF, DOCX or plain text, decided by the content."""

from dataclasses import replace

from agencies.reader.errors import ReadError
from agencies.reader.extraction.docx import read_docx
from agencies.reader.extraction.extract import Extract
from agencies.reader.extraction.pdf import read_pdf
from agencies.reader.extraction.plain import read_plain
from agencies.reader.extraction.sniff import FileType, sniff
from agencies.reader.limits import MAX_BYTES, MAX_CHARACTERS
from vietnam.text import clean_in_place

__all__ = ["Extract", "extract"]

_READERS = {FileType.PDF: read_pdf, FileType.DOCX: read_docx, FileType.TEXT: read_plain}


def extract(data: bytes, filename: str = "") -> Extract:
    """The text of a file. Raises ReadError: empty, too large, too long, of a type that is not read, or without text."""
    if not data:
        raise ReadError("empty")
    if len(data) > MAX_BYTES:
        raise ReadError("too_large", megabytes=round(len(data) / 1024 / 1024, 1), limit=MAX_BYTES // 1024 // 1024)
    kind = sniff(data)
    reader = _READERS.get(kind)
    if reader is None:
        raise ReadError(f"type_{kind.value}", name=filename)
    extracted = reader(data)
    extracted = replace(extracted, text=clean_in_place(extracted.text))
    if not extracted.text.strip():
        raise ReadError("empty")
    if len(extracted.text) > MAX_CHARACTERS:
        raise ReadError("too_long", characters=len(extracted.text), limit=MAX_CHARACTERS)
    return extracted
