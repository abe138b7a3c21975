"""What nobody needs any more is deleted: chats that ended, drafts not sent, counts that ran out.

How long a chat and a draft stay is a fact of the council's procedure (`backend.services.keeping`). Looking
at what there is, and at nothing it remembers, the sweep catches up however long nothing ran.
"""

from __future__ import annotations

from datetime import timedelta

from backend.services import forgetting, keeping, tries
from backend.services.installation import Installation

DONE_STAYS = timedelta(days=7)
"""What was done, and under which name a request was, is remembered so long, to see that it was."""
AT_ONCE = 100
"""Chats in one transaction's look; the next one takes the next."""


def sweep(inst: Installation) -> int:
    """Delete what is past its time; gives how many things went. Safe to repeat and to interrupt."""
    gone = _chats(inst)
    now = inst.clock.now()
    unsent = keeping.limits(inst, "draft")
    with inst.store.begin() as tx:
        gone += tx.drafts.forget_unsent(unsent)
        others = (
            tx.accesses.forget_ended(now)
            + tx.file_addresses.forget_ended(now)
            + tx.tries.forget_before(inst.clock.seconds() - tries.COUNTED_WITHIN)
            + tx.outbox.forget_done(now - DONE_STAYS)
            + tx.staff_requests.forget_before(now - DONE_STAYS)
        )
    if gone:
        inst.store.purge()
    return gone + others


def _chats(inst: Installation) -> int:
    """Forget the conversations that ended long enough ago."""
    gone, limits = 0, keeping.limits(inst, "chat")
    while True:
        with inst.store.read() as tx:
            ended = tx.sessions.ended(limits, AT_ONCE)
        for session in ended:
            # One transaction each: nobody who is talking waits for all of them.
            with inst.store.begin() as tx:
                if tx.sessions.by_sender(session.sender) is not None:
                    forgetting.forget(inst, tx, session)
        gone += len(ended)
        if len(ended) < AT_ONCE:
            return gone
