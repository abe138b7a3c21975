"""Wrong tries of a reference and key, to slow them down."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, delete, func, insert, select

from backend.store import tables

_tries = tables.failed_try.c


class Tries:
    """When a subject (a hash: of a reference, of an address) was tried wrongly, in seconds of the wall
    clock."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def hold(self, subject: str) -> None:
        """Until this transaction ends nobody else looks at or counts this subject after its own `hold`."""
        if self._connection.dialect.name == "postgresql":  # SQLite has one writer anyway
            self._connection.execute(select(func.pg_advisory_xact_lock(func.hashtext(subject))))

    def record(self, subject: str, at: float) -> int:
        """Remember a try, and give the number it can be taken back by."""
        recorded = self._connection.execute(
            insert(tables.failed_try).values(subject=subject, at=at).returning(_tries.id)
        )
        return int(recorded.scalar_one())

    def take_back(self, numbers: Collection[int]) -> None:
        """Forget tries that were not wrong after all."""
        self._connection.execute(delete(tables.failed_try).where(_tries.id.in_(numbers)))

    def forget_before(self, at: float) -> int:
        """Forget the tries before `at`, of whatever subject; gives how many."""
        return self._connection.execute(delete(tables.failed_try).where(_tries.at < at)).rowcount

    def since(self, subject: str, at: float) -> list[float]:
        """The tries from `at` on, the oldest first."""
        found = self._connection.execute(
            select(_tries.at).where(_tries.subject == subject, _tries.at >= at).order_by(_tries.at)
        )
        return list(found.scalars())

    def clear(self, subject: str) -> None:
        """Forget the subject's tries."""
        self._connection.execute(delete(tables.failed_try).where(_tries.subject == subject))
