"""Files of every kind that people choose by mistake, made small: OLE containers, packages,
pictures, text.
"""

import io
import struct
import zipfile

from tests.agencies.evidence_data import docx, pdf, png, xlsx

_END, _FREE = 0xFFFFFFFE, 0xFFFFFFFF


def ole(name: str, content: bytes) -> bytes:
    """A container with one stream of up to 4 KB, padded so that it lies in sectors of its own."""
    content = content.ljust(4096, b"\0")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack(
        "<HHHHH6xIIIIIIIIII", 62, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, _END, 0, _END, 0, 0
    )
    head += struct.pack("<108I", *[_FREE] * 108)
    table = [0xFFFFFFFD, _END, *range(3, 10), _END]
    fat = struct.pack("<128I", *table, *[_FREE] * (128 - len(table)))
    root = _entry("Root Entry", 5, child=1, first=_END, size=0)
    return (
        head
        + fat
        + (root + _entry(name, 2, child=_FREE, first=2, size=4096)).ljust(512, b"\0")
        + content
    )


def _entry(name: str, kind: int, *, child: int, first: int, size: int) -> bytes:
    text = name.encode("utf-16-le")
    tree = struct.pack("<HBBIII", len(text) + 2, kind, 1, _FREE, _FREE, child)
    return text.ljust(64, b"\0") + tree + bytes(36) + struct.pack("<IQ", first, size)


def word_97(*, locked: bool = False) -> bytes:
    return ole(
        "WordDocument",
        struct.pack("<HHHHHH", 0xA5EC, 193, 0, 0x0409, 0, 0x1300 if locked else 0x1200),
    )


def excel_97(*, locked: bool = False) -> bytes:
    begin = struct.pack("<HH16x", 0x0809, 16)
    return ole(
        "Workbook",
        begin + (struct.pack("<HH54x", 0x2F, 54) if locked else struct.pack("<HHH", 0xE1, 2, 1200)),
    )


def archive(**parts: bytes | str) -> bytes:
    return package(parts)


def package(parts: dict[str, bytes | str]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return target.getvalue()


def open_document(kind: str, *, locked: bool = False) -> bytes:
    encryption = '<manifest:encryption-data manifest:checksum=""/>' if locked else ""
    manifest = (
        f'<manifest:file-entry manifest:full-path="content.xml">{encryption}</manifest:file-entry>'
    )
    mimetype = f"application/vnd.oasis.opendocument.{kind}"
    return package({"mimetype": mimetype, "META-INF/manifest.xml": manifest, "content.xml": ""})


def with_macros(data: bytes, part: str) -> bytes:
    grown = io.BytesIO(data)
    with zipfile.ZipFile(grown, "a") as made:
        made.writestr(part, b"macro")
    return grown.getvalue()


def zip_with_password() -> bytes:
    """The mark of a password alone: bit 0 of the flags, in both heads of the part."""
    data = bytearray(docx())
    at = 0
    while (at := data.find(b"PK\x03\x04", at)) >= 0:
        data[at + 6] |= 1
        at += 4
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        data[at + 8] |= 1
        at += 4
    return bytes(data)


A_PDF = pdf((595, 842))
PICTURE = png()
LOCKED = {
    "docx": ole("EncryptedPackage", b"\x10"),
    "xlsx": ole("EncryptedPackage", b"\x10\x20"),
    "doc": word_97(locked=True),
    "xls": excel_97(locked=True),
    "ppt": ole("EncryptedSummary", b""),
    "odt": open_document("text", locked=True),
    "ods": open_document("spreadsheet", locked=True),
    "zip": zip_with_password(),
    "pdf": pdf((595, 842), password="moc"),
}
DAMAGED = {
    "docx": docx()[:900],
    "xlsx": xlsx()[:900],
    "xls": excel_97()[:700],
    "zip": b"PK\x03\x04broken",
}
