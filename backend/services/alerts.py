"""A safeguarding alert: what was said, verbatim, kept for somebody whose job it is to look.

An alert is an event stream of its own, `alert:<id>`; the words stand sealed in its row. It is
written in the transaction that stores the message, so that neither can be lost without the other.
Who is told, and how, is the outbox's.
"""

from __future__ import annotations

from uuid import uuid4

from backend.safety import Heard
from backend.services.installation import Installation
from backend.store import Transaction
from backend.store.rows import Alert, ChatSession


def raise_alert(inst: Installation, tx: Transaction, session: ChatSession, words: str, heard: Heard) -> Alert:
    """Write the alert and its first event; the caller's transaction carries both."""
    draft = tx.drafts.get(session.draft_id) if session.draft_id else None
    alert = Alert(
        id=uuid4().hex,
        at=inst.clock.now(),
        council=(draft.council if draft else None) or session.council,
        tier=heard.tier,
        words=words,
        session_id=session.id,
        draft_id=session.draft_id,
        case_id=session.case_id,
        phrases=heard.phrases,
        names_staff_or_carer=heard.names_staff_or_carer,
    )
    tx.alerts.add(alert)
    tx.events.append(
        f"alert:{alert.id}",
        "alert_raised",
        inst.today(),
        {"tier": alert.tier, "phrases": list(heard.phrases)},
        "gateway",
        alert.at,
    )
    return alert
