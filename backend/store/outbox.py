"""What is to be done once, after the transaction that asked for it.

A worker takes rows for a while: they are *leased*. Whoever is killed with a lease loses it when it runs
out, and the next worker takes the row up. A row is over when `done_at` is set; whoever comes later with
the same row changes nothing. Only to `ask` for it again makes it one to be done.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import delete, func, select, update

from backend.store import tables
from backend.store.mapping import Layout
from backend.store.repository import Repository
from backend.store.rows import OutboxRow

_outbox = tables.outbox.c
_OPEN = _outbox.done_at.is_(None)


class Outbox(Repository[OutboxRow]):
    """Things to do, unique by id."""

    layout = Layout(OutboxRow, tables.outbox)

    def get(self, row_id: str) -> OutboxRow | None:
        """The row with this id."""
        return self._one(id=row_id)

    def open(self, kind: str) -> tuple[OutboxRow, ...]:
        """What of a kind is not over, the longest due first, whoever is at it."""
        query = select(tables.outbox).where(_OPEN, _outbox.kind == kind)
        return self._many(query.order_by(_outbox.due_at, _outbox.id))

    def lease(
        self, kinds: Collection[str], now: datetime, until: datetime, limit: int
    ) -> tuple[OutboxRow, ...]:
        """Take what is due, not done and nobody's, the longest due first; one more try is counted.

        The rows are this worker's until `until`; another that asks at the same time gets other rows.
        """
        # As it is read back: in the hour that the clocks go back, London's is like no other zone's (PEP 495).
        until = until.astimezone(UTC)
        query = (
            select(tables.outbox)
            .where(
                _OPEN,
                _outbox.due_at <= now,
                _outbox.kind.in_(kinds),
                _outbox.leased_until.is_(None) | (_outbox.leased_until <= now),
            )
            .order_by(_outbox.due_at, _outbox.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        taken = tuple(replace(row, leased_until=until, tries=row.tries + 1) for row in self._many(query))
        for row in taken:
            self.save(row)
        return taken

    def ask(self, row: OutboxRow) -> None:
        """Ask for something, anew where it was asked for before, done or not: whoever has it loses it."""
        if self.get(row.id) is None:
            self.add(row)
        else:
            self.save(row)

    def finish(self, row_id: str, now: datetime, trouble: str | None = None) -> bool:
        """It is over: done, or given up because of `trouble`. False where it was over already."""
        done = update(tables.outbox).where(_outbox.id == row_id, _OPEN)
        return bool(
            self._connection.execute(done.values(done_at=now, leased_until=None, trouble=trouble)).rowcount
        )

    def postpone(self, row: OutboxRow, due_at: datetime, trouble: str | None = None) -> None:
        """Give a leased row back, to be done later; nothing happens where the lease was lost."""
        self._connection.execute(
            update(tables.outbox)
            .where(_outbox.id == row.id, _OPEN, _outbox.leased_until == row.leased_until)
            .values(due_at=due_at, leased_until=None, trouble=trouble)
        )

    def hasten(self, row_id: str, due_at: datetime) -> None:
        """Let a row that is not over be due no later than this."""
        self._connection.execute(
            update(tables.outbox)
            .where(_outbox.id == row_id, _OPEN, _outbox.due_at > due_at)
            .values(due_at=due_at)
        )

    def in_trouble(self) -> Mapping[str, int]:
        """How many rows of each kind failed at their last try, given up or not."""
        counted = (
            select(_outbox.kind, func.count()).where(_outbox.trouble.is_not(None)).group_by(_outbox.kind)
        )
        return {str(kind): int(count) for kind, count in self._connection.execute(counted)}

    def waiting(self) -> Mapping[str, int]:
        """How many rows of each kind are not over."""
        counted = select(_outbox.kind, func.count()).where(_OPEN).group_by(_outbox.kind)
        return {str(kind): int(count) for kind, count in self._connection.execute(counted)}

    def longest_due(self) -> Mapping[str, datetime]:
        """Since when the first row of each kind that is not over is due."""
        first = select(_outbox.kind, func.min(_outbox.due_at)).where(_OPEN).group_by(_outbox.kind)
        return {str(kind): due_at for kind, due_at in self._connection.execute(first)}

    def forget_about(self, case_id: str) -> None:
        """Forget whatever is about a case, done or not: its id stands in the row's."""
        self._connection.execute(delete(tables.outbox).where(_outbox.id.contains(case_id, autoescape=True)))

    def forget_done(self, before: datetime) -> int:
        """Forget what was over before a moment; gives how many."""
        return self._connection.execute(delete(tables.outbox).where(_outbox.done_at < before)).rowcount
