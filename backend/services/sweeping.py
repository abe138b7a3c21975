"""What nobody needs any more is deleted: chats that ended, drafts nobody kept, counts that ran out."""

from __future__ import annotations

from datetime import timedelta

from backend.services import forgetting, tries
from backend.services.installation import Installation

TRANSCRIPT_STAYS = timedelta(days=7)
"""After a chat ended: long enough to look into what somebody says went wrong in it, and no longer."""
DRAFT_STAYS = timedelta(days=30)
"""A draft without a receipt opens to nobody once its chat is gone; this is for one left over without it."""
DONE_STAYS = timedelta(days=7)
"""What was done is remembered as long as a transcript, to see that it was."""
AT_ONCE = 100
"""Chats in one sweep; the next one takes the next."""


def sweep(inst: Installation) -> int:
    """Delete what is past its time; gives how many things went. Safe to repeat and to interrupt."""
    now = inst.clock.now()
    with inst.store.read() as tx:
        ended = tx.sessions.ended(now - TRANSCRIPT_STAYS, AT_ONCE)
    for session in ended:
        # One transaction each: nobody who is talking waits for all of them.
        with inst.store.begin() as tx:
            if tx.sessions.by_sender(session.sender) is not None:
                forgetting.forget(inst, tx, session)
    with inst.store.begin() as tx:
        return (
            len(ended)
            + tx.drafts.forget_unkept(now - DRAFT_STAYS)
            + tx.accesses.forget_ended(now)
            + tx.file_addresses.forget_ended(now)
            + tx.tries.forget_before(inst.clock.seconds() - tries.COUNTED_WITHIN)
            + tx.outbox.forget_done(now - DONE_STAYS)
        )
