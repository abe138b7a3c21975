"""A file sealed under the installation's secret, written and read as a stream.

Each file has a key of its own, derived from the secret and a salt in its head. What is written is cut into
pieces, each sealed with its number and with whether it is the last (the STREAM construction): a piece that
was changed, left out, doubled or moved does not open, nor does a file whose end is missing.
"""

from __future__ import annotations

import io
import secrets
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from backend.store.errors import Unreadable
from backend.store.sealing import Seal

_MAGIC = b"heard-sealed-1\n"
_KEY_ID = 4
_SALT = 16
_PIECE = 1 << 20
"""Bytes of plain text in a piece."""
_TAG = 16


class Sealing(io.RawIOBase):
    """Seals what is written to it into `file`; whole only once it is closed."""

    def __init__(self, file: BinaryIO, seal: Seal) -> None:
        salt = secrets.token_bytes(_SALT)
        key_id, key = seal.file_key(salt)
        self._head = _MAGIC + key_id + salt
        self._file, self._key = file, AESGCM(key)
        self._waiting, self._number = bytearray(), 0
        file.write(self._head)

    def writable(self) -> bool:
        """It can be written to."""
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        """Take all of `data`; pieces that are full go out, and one always waits, for it may be the last."""
        self._waiting += data
        while len(self._waiting) > _PIECE:
            self._put(bytes(self._waiting[:_PIECE]), last=False)
            del self._waiting[:_PIECE]
        return len(data)

    def close(self) -> None:
        """Write the last piece. The file itself stays open."""
        if not self.closed:
            self._put(bytes(self._waiting), last=True)
        super().close()

    def _put(self, piece: bytes, *, last: bool) -> None:
        self._file.write(self._key.encrypt(_nonce(self._number, last), piece, self._head))
        self._number += 1


class Opening(io.RawIOBase):
    """Reads what `Sealing` wrote. Raises `Unreadable` where it was changed or cut, or is another secret's."""

    def __init__(self, file: BinaryIO, seal: Seal) -> None:
        head = file.read(len(_MAGIC) + _KEY_ID + _SALT)
        if not head.startswith(_MAGIC):
            raise Unreadable("this is no file that Heard sealed")
        key_id, salt = head[len(_MAGIC) : -_SALT], head[-_SALT:]
        self._head, self._file = head, file
        self._key = AESGCM(seal.file_key(salt, key_id)[1])
        self._ahead = file.read(_PIECE + _TAG)
        self._left, self._number, self._ended = b"", 0, False

    def readable(self) -> bool:
        """It can be read."""
        return True

    def read(self, size: int = -1) -> bytes:
        """So many bytes, fewer at the end; all there are without a number."""
        found = bytearray()
        while not self._ended or self._left:
            if not self._left:
                self._left = self._next()
            take = len(self._left) if size < 0 else size - len(found)
            found += self._left[:take]
            self._left = self._left[take:]
            if len(found) == size:
                break
        return bytes(found)

    def _next(self) -> bytes:
        piece, self._ahead = self._ahead, self._file.read(_PIECE + _TAG)
        self._ended = not self._ahead
        try:
            plain = self._key.decrypt(_nonce(self._number, self._ended), piece, self._head)
        except InvalidTag:
            raise Unreadable("the file was changed, or its end is missing") from None
        self._number += 1
        return plain


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])
