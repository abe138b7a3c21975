"""What is to be told to the person a case belongs to: asked for in the transaction that made it true.

An event that is news to the person asks for one notice, by its place in the case; so do a message of the
team and a date that passed. What is sent, and whether, is decided when it is due, in `letters`.
"""

from __future__ import annotations

from collections.abc import Iterable

from backend.services.installation import Installation
from backend.store import AlreadyThere, Transaction
from backend.store.rows import OutboxRow, StoredEvent

NOTICE = "notice"

NEWS = frozenset(
    {
        "accepted",
        "declined",
        "rerouted",
        "lead_agreed",
        "acknowledged",
        "advocate_appointed",
        "decision_paused",
        "decision_pause_refused",
        "stage1_extended",
        "stage1_responded",
        "stage2_acknowledged",
        "stage2_extended",
        "stage2_responded",
        "stage3_acknowledged",
        "stage3_extended",
        "panel_arranged",
        "panel_papers_sent",
        "panel_reported",
        "stage3_responded",
        "put_on_hold",
        "resumed",
        "withdrawn",
        "reinstated",
        "redated",
        "closed",
    }
)
"""The kinds of event a person is written to about. What they did themselves they know, but a withdrawal and
taking it back are confirmed in writing, whoever made it."""


def ask(inst: Installation, tx: Transaction, case_id: str, events: Iterable[StoredEvent]) -> None:
    """Ask for a notice of each of these events that is news."""
    for event in events:
        if event.kind in NEWS:
            _add(inst, tx, case_id, f"{event.position}", {"event": event.position})


def ask_of_message(inst: Installation, tx: Transaction, case_id: str, position: int) -> None:
    """Ask for a notice of what the team wrote, by its place in the case's file."""
    _add(inst, tx, case_id, f"file-{position}", {"message": position})


def ask_of_late(inst: Installation, tx: Transaction, case_id: str, clock: str, due: str) -> None:
    """Ask for a notice that a date (ISO) has passed."""
    _add(inst, tx, case_id, f"late-{clock}-{due}", {"late": clock, "due": due})


def _add(inst: Installation, tx: Transaction, case_id: str, what: str, about: dict[str, object]) -> None:
    row = OutboxRow(f"notice-{case_id}-{what}", NOTICE, {"case": case_id, **about}, inst.clock.now())
    try:
        tx.outbox.add(row)
    except AlreadyThere:
        # Asked for before, in this transaction or an earlier one: a person is told once.
        return
