"""A conversation's words are deleted here at once, and in Rasa's store until it is confirmed."""

from __future__ import annotations

from uuid import uuid4

from backend.services.installation import Installation
from backend.store import Transaction
from backend.store.rows import ChatSession, OutboxRow

FORGET = "rasa.forget"


def forget(inst: Installation, tx: Transaction, session: ChatSession) -> None:
    """End a conversation: its turns go in this transaction, an unkept draft with them.

    What stays, and the person was told so: a case already sent, a draft with a receipt, an alert.
    """
    for draft_id in {session.draft_id, *session.state.get("left", ())} - {None}:
        draft = tx.drafts.get(str(draft_id))
        if draft is not None and draft.reference is None and draft.case_id is None:
            tx.drafts.delete(draft.id)
    tx.sessions.delete(session.id)
    _ask(inst, tx, session.sender, f"{FORGET}:{session.sender}")


def forget_if_gone(inst: Installation, sender: str) -> None:
    """Ask once more where the conversation was deleted while Rasa was still at a message of it."""
    with inst.store.begin() as tx:
        if tx.sessions.by_sender(sender) is None:
            _ask(inst, tx, sender, f"{FORGET}:{sender}:{uuid4().hex}")


def _ask(inst: Installation, tx: Transaction, sender: str, id: str) -> None:
    tx.outbox.add(OutboxRow(id=id, kind=FORGET, body={"sender": sender}, due_at=inst.clock.now()))
