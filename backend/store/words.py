"""The words people typed, each stream's under a key of its own."""

from __future__ import annotations

from sqlalchemy import Connection, delete, select

from backend.store import tables
from backend.store.errors import AlreadyThere
from backend.store.repository import put
from backend.store.sealing import Seal, StreamKey

_words = tables.words.c
_keys = tables.stream_key.c


class Words:
    """Words by stream and name. Events refer to them by a digest that tells nothing without the key."""

    def __init__(self, connection: Connection, seal: Seal) -> None:
        self._connection = connection
        self._seal = seal

    def put(self, stream: str, name: str, text: str) -> str:
        """Keep `text`, exactly as typed, and return the digest that stands for it in events.

        Raises `AlreadyThere` if the stream has words of that name: what was said stays as it was
        said, and new words take a new name.
        """
        digest, sealed = self._make_key(stream).seal(name, text)
        put(
            self._connection,
            tables.words,
            {"stream": stream, "name": name, "digest": digest, "sealed": sealed},
        )
        return digest

    def all(self, stream: str) -> dict[str, str]:
        """The words of a stream by name; none once they were erased. Raises `Unreadable`."""
        key = self._key(stream)
        if key is None:
            return {}
        found = self._connection.execute(
            select(_words.name, _words.digest, _words.sealed)
            .where(_words.stream == stream)
            .order_by(_words.name)
        )
        return {name: key.open(name, digest, sealed) for name, digest, sealed in found}

    def erase(self, stream: str) -> None:
        """Drop the stream's key and its words. Its events stay, and the chain stays whole."""
        self._connection.execute(delete(tables.stream_key).where(_keys.stream == stream))

    def _key(self, stream: str) -> StreamKey | None:
        wrapped = self._connection.execute(
            select(_keys.wrapped).where(_keys.stream == stream)
        ).scalar_one_or_none()
        return None if wrapped is None else self._seal.unwrap(stream, wrapped)

    def _make_key(self, stream: str) -> StreamKey:
        if key := self._key(stream):
            return key
        key, wrapped = self._seal.new_stream_key(stream)
        try:
            put(self._connection, tables.stream_key, {"stream": stream, "wrapped": wrapped})
        except AlreadyThere:
            # Another transaction made one in between.
            return self._make_key(stream)
        return key
