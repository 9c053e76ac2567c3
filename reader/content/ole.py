"""What an OLE container holds, by the streams at the top of its directory ([MS-CFB]): Office
97-2003, and locked files.
"""

import struct
from collections.abc import Iterator
from typing import NamedTuple

from reader.content.kinds import FileType

_ENTRY = 128  # bytes of an entry of the directory
_MOST_ENTRIES = 10_000
_NONE = 0xFFFFFFFA  # from here on numbers of sectors and entries mean "no further one"
_SMALL = 4096  # a shorter stream lies in the root's own stream, in sectors of 64 bytes
_LOOKED_AT = 2048  # bytes of a stream's beginning
_FILEPASS = 0x2F
_MOST_RECORDS = 20
_DOC_ENCRYPTED = 0x0100  # in the flags of a document's head ([MS-DOC] 2.5.2)

# The first of these that the container has says what it is; Office puts an encrypted document into
# the first two.
_BY_STREAM = {
    "EncryptedPackage": FileType.LOCKED,
    "EncryptedSummary": FileType.LOCKED,
    "WordDocument": FileType.DOC,
    "Workbook": FileType.XLS,
    "Book": FileType.XLS,
    "PowerPoint Document": FileType.PPT,
    "__properties_version1.0": FileType.MAIL,
}


def kind_in_container(data: bytes) -> FileType:
    """`data` is the whole file; a document with a password is LOCKED, a truncated one DAMAGED."""
    try:
        container = _Container(data)
        streams = container.top_streams()
        name = next((name for name in _BY_STREAM if name in streams), None)
        if name is None:
            return FileType.OTHER if streams else FileType.DAMAGED
        beginning = container.beginning(streams[name])
    except (struct.error, IndexError):
        return FileType.DAMAGED
    kind = _BY_STREAM[name]
    is_locked = _IS_LOCKED.get(kind)
    return FileType.LOCKED if is_locked and is_locked(beginning) else kind


class _Entry(NamedTuple):
    """An entry of the directory: its neighbours in the tree, and where its stream begins."""

    name: str
    left: int
    right: int
    child: int
    first: int
    size: int


class _Container:
    """Sectors, the table of which follows which, and the directory. Raises struct.error and
    IndexError when cut.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.sector = 4096 if struct.unpack_from("<H", data, 30) == (12,) else 512
        self.next = self._table()
        (first,) = struct.unpack_from("<I", data, 48)
        directory = b"".join(self._chain(first, most=_MOST_ENTRIES * _ENTRY // self.sector))
        self.entries = [
            _entry(directory, at) for at in range(0, len(directory) - _ENTRY + 1, _ENTRY)
        ]

    def _piece(self, number: int) -> bytes:
        start = (number + 1) * self.sector
        return self.data[start : start + self.sector]

    def _numbers(self, number: int) -> tuple[int, ...]:
        piece = self._piece(number)
        return struct.unpack(f"<{len(piece) // 4}I", piece[: len(piece) // 4 * 4])

    def _table(self) -> list[int]:
        # For every sector the next one; the table's own sectors are listed in the head and in a
        # chain.
        places = list(struct.unpack_from("<109I", self.data, 76))
        (further,) = struct.unpack_from("<I", self.data, 68)
        seen: set[int] = set()
        while further < _NONE and further not in seen:
            seen.add(further)
            *more, further = self._numbers(further) or (_NONE,)
            places += more
        table: list[int] = []
        for place in places:
            # A forged head names sectors twice.
            if place < _NONE and len(table) <= len(self.data) // self.sector:
                table += self._numbers(place)
        return table

    def _chain(self, number: int, *, most: int) -> Iterator[bytes]:
        for _ in range(max(most, 1)):
            if number >= _NONE:
                return
            yield self._piece(number)
            number = self.next[number]

    def top_streams(self) -> dict[str, _Entry]:
        # What lies at the top, not in a document that is embedded.
        found: dict[str, _Entry] = {}
        waiting = [self.entries[0].child]
        seen: set[int] = set()
        while waiting:
            number = waiting.pop()
            if number >= _NONE or number in seen or not self.entries[number].name:
                continue
            seen.add(number)
            entry = self.entries[number]
            found[entry.name] = entry
            waiting += [entry.left, entry.right]
        return found

    def beginning(self, entry: _Entry) -> bytes:
        """Of a small stream, as every writer lays it out: in sequence."""
        if entry.size >= _SMALL:
            return b"".join(self._chain(entry.first, most=_LOOKED_AT // self.sector))[:_LOOKED_AT]
        start = entry.first * 64
        most = (start + _LOOKED_AT) // self.sector + 1
        small = b"".join(self._chain(self.entries[0].first, most=most))
        return small[start : start + min(entry.size, _LOOKED_AT)]


def _entry(directory: bytes, at: int) -> _Entry:
    length = min(int.from_bytes(directory[at + 64 : at + 66], "little"), 64)
    name = directory[at : at + max(length - 2, 0)].decode("utf-16-le", "replace")
    neighbours = struct.unpack_from("<III", directory, at + 68)
    return _Entry(name, *neighbours, *struct.unpack_from("<II", directory, at + 116))


def _is_locked_document(head: bytes) -> bool:
    return len(head) >= 12 and bool(int.from_bytes(head[10:12], "little") & _DOC_ENCRYPTED)


def _is_locked_workbook(stream: bytes) -> bool:
    # The record FILEPASS stands among the first ([MS-XLS] 2.4.117).
    at = 0
    for _ in range(_MOST_RECORDS):
        if at + 4 > len(stream):
            return False
        record, length = struct.unpack_from("<HH", stream, at)
        if record == _FILEPASS:
            return True
        at += 4 + length
    return False


_IS_LOCKED = {FileType.DOC: _is_locked_document, FileType.XLS: _is_locked_workbook}
