"""What a transaction asked to be done after it: taken by one worker at a time, until it is over."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import timedelta

from backend import clock
from backend.notify import NotSent
from backend.services.installation import Installation
from backend.store.rows import OutboxRow

LEASE = timedelta(minutes=3)
"""Longer than any try takes; what a worker held that was killed is taken up again after this."""
AGAIN_AFTER = (
    timedelta(seconds=5),
    timedelta(seconds=30),
    timedelta(minutes=2),
    timedelta(minutes=5),
    timedelta(minutes=10),
)
"""After each failed try; the last is for all that follow."""


def take(inst: Installation, kinds: Collection[str]) -> OutboxRow | None:
    """The longest due, this worker's own for as long as the lease lasts; it counts as a try."""
    now = inst.clock.now()
    with inst.store.begin() as tx:
        return next(iter(tx.outbox.lease(kinds, now, clock.later(now, LEASE), 1)), None)


def done(inst: Installation, row: OutboxRow) -> None:
    """It is over."""
    with inst.store.begin() as tx:
        tx.outbox.finish(row.id, inst.clock.now())


def follow(inst: Installation, row: OutboxRow, not_delivered: Callable[[], None]) -> None:
    """Ask what became of a message that was handed over: over once it is there, else again later.

    `not_delivered` is done, in place of all that, once nobody will bring it any more.
    """
    try:
        state = inst.post.state(row.body["way"], str(row.body["receipt"]))
    except NotSent as failed:
        later(inst, row, failed.why)
        return
    match state:
        case "on_its_way":
            later(inst, row)
        case "delivered":
            done(inst, row)
        case _:
            not_delivered()


def later(inst: Installation, row: OutboxRow, trouble: str | None = None) -> None:
    """It is not over yet: again later, less and less often. `trouble` is a code, never anybody's words."""
    wait = AGAIN_AFTER[min(row.tries, len(AGAIN_AFTER)) - 1]
    with inst.store.begin() as tx:
        tx.outbox.postpone(row, clock.later(inst.clock.now(), wait), trouble)
