"""Bytes to text: PDF, DOCX or plain text, decided by the content."""

import re
import unicodedata
from dataclasses import replace

from reader.content import FileType, detect_file_type
from reader.errors import MAX_BYTES, MAX_CHARACTERS, ReadError
from reader.extracted import ExtractedText, Unread, Why
from reader.extraction.pdf import read_pdf
from vietnam.language.old_letters import repair_lines
from vietnam.language.syllables import is_illegible
from vietnam.text import clean_in_place

__all__ = ["ExtractedText", "extract_text"]


def read_plain_text(data: bytes) -> ExtractedText:
    """TCVN3, VNI and code page 1258 are put into Unicode. Raises ReadError("encoding") for bytes
    that are none of these.
    """
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return ExtractedText("\n".join(repair_lines(text.split("\n"))))
    return ExtractedText(_read_old_bytes(data))


def _read_old_bytes(data: bytes) -> str:
    # Fonts of TCVN3 and VNI draw Vietnamese letters at the codes of western ones.
    western = data.decode("cp1252", errors="replace").replace("\ufffd", "\u0081")
    repaired = "\n".join(repair_lines(western.split("\n")))
    if repaired != western and not is_illegible(repaired):
        return repaired
    text = unicodedata.normalize("NFC", data.decode("cp1258", errors="replace"))
    if any(ord(c) > 0xFF for c in text) and not is_illegible(text) and "\ufffd" not in text:
        return text
    raise ReadError("encoding")


def _encodings(data: bytes) -> tuple[str, ...]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    if b"\x00" in data[:4096]:
        return ("utf-16-le", "utf-16-be") if data[1:2] == b"\x00" else ("utf-16-be", "utf-16-le")
    return ("utf-8-sig",)


def _read_docx(data: bytes) -> ExtractedText:
    from reader.extraction.docx import read_docx  # slow import: lxml

    return read_docx(data)


_BLOCK = re.compile(r"\S(?:.|\n(?!\n))*")  # a paragraph or a cell

_READERS = {FileType.PDF: read_pdf, FileType.DOCX: _read_docx, FileType.TEXT: read_plain_text}
_REFUSED = {FileType.LOCKED: "encrypted", FileType.DAMAGED: "damaged"}


def extract_text(data: bytes, filename: str = "") -> ExtractedText:
    """The text of a file. Raises ReadError: empty, too large, too long, of a type that is not read,
    or without text.
    """
    if not data:
        raise ReadError("empty")
    if len(data) > MAX_BYTES:
        raise ReadError(
            "too_large",
            megabytes=round(len(data) / 1024 / 1024, 1),
            limit=MAX_BYTES // 1024 // 1024,
        )
    kind = detect_file_type(data)
    reader = _READERS.get(kind)
    if reader is None:
        raise ReadError(_REFUSED.get(kind) or f"type_{kind.value}", name=filename)
    extracted = reader(data)
    extracted = replace(extracted, text=clean_in_place(extracted.text))
    if not extracted.text.strip():
        raise ReadError("empty")
    extracted = _without_illegible(extracted, kind)
    if len(extracted.text) > MAX_CHARACTERS:
        raise ReadError("too_long", characters=len(extracted.text), limit=MAX_CHARACTERS)
    return extracted


def _without_illegible(extracted: ExtractedText, kind: FileType) -> ExtractedText:
    # Letters that replace others are reported; when they are most of the text, it is refused before
    # anybody works with it.
    blocks = list(_BLOCK.finditer(extracted.text))
    bad = [found for found in blocks if is_illegible(found[0])]
    is_mostly_bad = 2 * sum(len(b[0]) for b in bad) > sum(len(b[0]) for b in blocks)
    if is_mostly_bad or is_illegible(extracted.text):
        raise ReadError("letters" if kind is FileType.PDF else "encoding")
    reported = [Unread(b.start(), b.end(), b[0][:200], Why.LETTERS) for b in bad]
    return replace(extracted, unread=[*extracted.unread, *reported])
