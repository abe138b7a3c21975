"""Text messages of a conversation, in and out: what came waits for its next part, what goes keeps its order.

A mobile number stands in rows of the outbox alone, sealed, until its text was answered or sent; then the row
is emptied. Nothing else holds it.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from backend.clock import later
from backend.notify import Message, NotSent
from backend.services import outbox
from backend.services.installation import Installation
from backend.store import AlreadyThere, Transaction
from backend.store.rows import OutboxRow

IN, OUT = "text.in", "text.out"
NEXT_PART_WITHIN = timedelta(seconds=4)
"""What is told in several texts comes in one after the other; after so long without another it is whole."""
WAITS_AT_MOST = timedelta(seconds=30)
"""However many follow: whoever writes on and on is answered."""
GIVEN_UP_AFTER = timedelta(minutes=60)
"""An answer that could not be sent for so long answers nothing any more."""

log = structlog.get_logger()


def receive(inst: Installation, id: str, number: str, text: str) -> None:
    """Keep a text that came in; the same `id` again is the same text."""
    now = inst.clock.now()
    body = {"number": number, "text": text, "at": now.isoformat()}
    with inst.store.begin() as tx, suppress(AlreadyThere):
        tx.outbox.add(OutboxRow(f"{IN}:{id}", IN, body, later(now, NEXT_PART_WITHIN)))


def whole(inst: Installation, row: OutboxRow) -> tuple[OutboxRow, ...]:
    """All that this number sent and nobody answered, oldest first, once no more seems to come.

    Empty where it is not this row's to answer, or too early: then the row is put off.
    """
    now = inst.clock.now()
    with inst.store.begin() as tx:
        rows = sorted(_of(tx, IN, row.body["number"]), key=lambda one: (one.body["at"], one.id))
        quiet_at = later(datetime.fromisoformat(rows[-1].body["at"]), NEXT_PART_WITHIN)
        begun_at = datetime.fromisoformat(rows[0].body["at"])
        if rows[0].id != row.id or (quiet_at > now and begun_at + WAITS_AT_MOST > now):
            tx.outbox.postpone(row, max(quiet_at, later(now, NEXT_PART_WITHIN)))
            return ()
    return tuple(rows)


def answered(inst: Installation, rows: Sequence[OutboxRow], id: str, texts: Sequence[str]) -> None:
    """These were answered with this, in one transaction; another worker may have been quicker."""
    now = inst.clock.now()
    with inst.store.begin() as tx:
        if not tx.outbox.finish(rows[0].id, now):
            return
        for row in rows:
            tx.outbox.save(_emptied(row, now))
        reply(inst, tx, id, rows[0].body["number"], texts)


def reply(inst: Installation, tx: Transaction, id: str, number: str, texts: Sequence[str]) -> None:
    """Ask for these texts to be sent, one after the other; the same `id` again asks for nothing."""
    now = inst.clock.now()
    body = {"number": number, "texts": list(texts), "at": now.isoformat()}
    with suppress(AlreadyThere):
        tx.outbox.add(OutboxRow(f"{OUT}:{id}:1", OUT, body, now))


def drop(inst: Installation, number: str) -> None:
    """Send this number nothing of what still waits to be sent."""
    now = inst.clock.now()
    with inst.store.begin() as tx:
        for row in _of(tx, OUT, number):
            tx.outbox.save(_emptied(row, now))


def send(inst: Installation, row: OutboxRow) -> None:
    """The errand of one text: send it, and ask for the next of its answer."""
    first, *others = row.body["texts"]
    message = Message(row.id, "text", row.body["number"], "", first, row.due_at)
    now, trouble = inst.clock.now(), None
    try:
        inst.post.send(message, tried_before=row.tries > 1)
    except NotSent as failed:
        log.warning("a text was not sent", row=row.id, tries=row.tries, why=failed.why)
        if not failed.final and now - datetime.fromisoformat(row.body["at"]) < GIVEN_UP_AFTER:
            outbox.later(inst, row, failed.why)
            return
        trouble, others = failed.why, []
    with inst.store.begin() as tx:
        if tx.outbox.finish(row.id, now, trouble):
            tx.outbox.save(_emptied(row, now, trouble))
            if others:
                begin, _, number = row.id.rpartition(":")
                tx.outbox.add(
                    OutboxRow(f"{begin}:{int(number) + 1}", OUT, {**row.body, "texts": others}, now)
                )


def _of(tx: Transaction, kind: str, number: str) -> list[OutboxRow]:
    return [row for row in tx.outbox.open(kind) if row.body["number"] == number]


def _emptied(row: OutboxRow, now: datetime, trouble: str | None = None) -> OutboxRow:
    """Over, and without number or words."""
    return replace(row, body={}, done_at=now, leased_until=None, trouble=trouble)
