"""Wrong tries of a reference and key, to slow them down."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from backend.store import tables

_tries = tables.failed_try.c


class Tries:
    """When a subject (a hash: of a reference, of an address) was tried wrongly, in seconds of the wall
    clock."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def record(self, subject: str, at: float) -> None:
        """Remember a wrong try."""
        self._connection.execute(insert(tables.failed_try).values(subject=subject, at=at))

    def since(self, subject: str, at: float) -> list[float]:
        """The tries from `at` on, the oldest first."""
        found = self._connection.execute(
            select(_tries.at).where(_tries.subject == subject, _tries.at >= at).order_by(_tries.at)
        )
        return list(found.scalars())

    def clear(self, subject: str) -> None:
        """Forget the subject's tries."""
        self._connection.execute(delete(tables.failed_try).where(_tries.subject == subject))
