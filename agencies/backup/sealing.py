"""An encrypted stream: pieces of 1 MiB, each sealed with AES-GCM, with their order and end.

The key is derived from BACKUP_KEY by scrypt with a salt for each file. A piece's nonce is its
number and whether it is the last, so that pieces cannot be left out, swapped or cut off unnoticed.
"""

import os
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

MAGIC = b"CLDBAK1\n"
# Bytes.
SALT = 16
PIECE = 1 << 20
TAG = 16


class SealError(Exception):
    """The key is another one, or the file has been damaged or cut."""


def _cipher(key: str, salt: bytes) -> AESGCM:
    return AESGCM(Scrypt(salt=salt, length=32, n=2**15, r=8, p=1).derive(key.encode()))


def _nonce(number: int, *, is_last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([is_last])


class SealingWriter:
    """Seals what is written to it and passes it on; `close` seals the end and leaves the file
    open.
    """

    def __init__(self, file: IO[bytes], key: str) -> None:
        salt = os.urandom(SALT)
        file.write(MAGIC + salt)
        self.file = file
        self.cipher = _cipher(key, salt)
        self.kept = bytearray()
        self.number = 0

    def write(self, data: bytes) -> int:
        self.kept += data
        while len(self.kept) > PIECE:
            self._seal(bytes(self.kept[:PIECE]), is_last=False)
            del self.kept[:PIECE]
        return len(data)

    def _seal(self, piece: bytes, *, is_last: bool) -> None:
        self.file.write(self.cipher.encrypt(_nonce(self.number, is_last=is_last), piece, None))
        self.number += 1

    def close(self) -> None:
        self._seal(bytes(self.kept), is_last=True)


class SealedReader:
    """Reads what a SealingWriter wrote. Raises SealError before it returns anything not sealed that
    way.
    """

    def __init__(self, file: IO[bytes], key: str) -> None:
        if file.read(len(MAGIC)) != MAGIC:
            raise SealError
        self.file = file
        self.cipher = _cipher(key, file.read(SALT))
        self.kept = b""
        self.number = 0
        self.next = file.read(PIECE + TAG)

    def read(self, size: int = -1) -> bytes:
        while self.next and (size < 0 or len(self.kept) < size):
            sealed = self.next
            self.next = self.file.read(PIECE + TAG)
            self.kept += self._open_piece(sealed, is_last=not self.next)
        size = len(self.kept) if size < 0 else size
        taken = self.kept[:size]
        self.kept = self.kept[size:]
        return taken

    def _open_piece(self, sealed: bytes, *, is_last: bool) -> bytes:
        try:
            piece = self.cipher.decrypt(_nonce(self.number, is_last=is_last), sealed, None)
        except InvalidTag as wrong:
            raise SealError from wrong
        self.number += 1
        return piece


def is_sealed(file: IO[bytes]) -> bool:
    begins = file.read(len(MAGIC)) == MAGIC
    file.seek(0)
    return begins
