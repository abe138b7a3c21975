"""A request sent twice under one key does nothing twice."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from backend.services.installation import Installation
from backend.store import AlreadyThere, Transaction
from backend.store.rows import StaffRequest


class KeyReused(ValueError):
    """An idempotency key came again with another body."""


@dataclass(frozen=True)
class Once:
    """A sender's own key for a request, and a digest of its body."""

    sender: str
    key: str
    digest: str


def done_before(
    inst: Installation, tx: Transaction, once: Once | None, case_id: str = ""
) -> StaffRequest | None:
    """The request done before under this key, or None: then the key is taken by this transaction.

    A second sender waits here until the first is done. Raises `KeyReused`.
    """
    if once is None:
        return None
    fresh = _row(inst, once, case_id)
    try:
        tx.staff_requests.add(fresh)
    except AlreadyThere:
        earlier = tx.staff_requests.get(fresh.id)
        if earlier is None or earlier.body_digest != once.digest:
            raise KeyReused from None
        return earlier
    return None


def about(inst: Installation, tx: Transaction, once: Once | None, case_id: str) -> None:
    """Remember which case the request turned out to be about."""
    if once is not None:
        tx.staff_requests.save(_row(inst, once, case_id))


def _row(inst: Installation, once: Once, case_id: str) -> StaffRequest:
    name = hashlib.sha256(f"{once.sender}:{once.key}".encode()).hexdigest()
    return StaffRequest(name, once.digest, case_id, inst.clock.now())
