"""A council's own case system, which is told of each event where the operator named one."""

from __future__ import annotations

from collections.abc import Iterable

from backend.services.installation import Installation
from backend.store import AlreadyThere, Transaction
from backend.store.rows import CaseRow, OutboxRow, StoredEvent

TELL = "event.tell"
"""To tell it of one event."""


def ask(inst: Installation, tx: Transaction, row: CaseRow, events: Iterable[StoredEvent]) -> None:
    """Ask that it be told of these, in the transaction that made them true; once each."""
    if row.council not in inst.webhooks:
        return
    for event in events:
        body = {"case": row.id, "event": event.position}
        try:
            tx.outbox.add(OutboxRow(f"event-{row.id}-{event.position}", TELL, body, inst.clock.now()))
        except AlreadyThere:
            continue
