"""What is to be done once, after the transaction that asked for it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select

from backend.store import tables
from backend.store.mapping import Layout
from backend.store.repository import Repository
from backend.store.rows import OutboxRow

_outbox = tables.outbox.c


class Outbox(Repository[OutboxRow]):
    """Things to do, unique by id."""

    layout = Layout(OutboxRow, tables.outbox)

    def due(self, now: datetime, limit: int) -> tuple[OutboxRow, ...]:
        """What is due and not done, the longest due first.

        In a write transaction the rows are this worker's until it ends; another gets other rows.
        """
        query = (
            select(tables.outbox)
            .where(_outbox.done_at.is_(None), _outbox.due_at <= now)
            .order_by(_outbox.due_at, _outbox.id)
            .limit(limit)
        )
        return self._many(query.with_for_update(skip_locked=True) if self._writes else query)

    def forget_done(self, before: datetime) -> int:
        """Forget what was done before a moment; gives how many."""
        return self._connection.execute(delete(tables.outbox).where(_outbox.done_at < before)).rowcount
