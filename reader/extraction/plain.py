"""Plain text in UTF-8 or UTF-16, with or without its mark, or in an old Vietnamese encoding."""

import unicodedata

from reader.errors import ReadError
from reader.extracted import ExtractedText
from vietnam.old_letters import repair_lines
from vietnam.syllables import is_illegible


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
