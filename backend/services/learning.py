"""What a council learned from complaints, told in public: you said, we did.

Written for the annual report by somebody who knows that everybody may read it, apart from any case. Its words
stand sealed in the council's own stream, and each is an event, so that the audit covers them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from backend.reports.year import Year
from backend.services import casework
from backend.services.accounts import SignedIn
from backend.services.installation import Installation
from backend.services.once import Once, done_before
from backend.store import Transaction

TOLD = "learning_told"
"""The kind of event."""


@dataclass(frozen=True)
class Learned:
    """One thing that people said, and what the council did about it."""

    on: date
    you_said: str
    we_did: str


def tell(
    inst: Installation,
    staff: SignedIn,
    council: str,
    you_said: str,
    we_did: str,
    once: Once | None = None,
) -> Learned:
    """Put one into the council's report of this year.

    Raises `NotAllowed` for another's council, or `KeyReused`.
    """
    if council not in staff.councils:
        raise casework.NotAllowed(council)
    stream, today = stream_of(council), inst.today()
    with inst.store.begin() as tx:
        if done_before(inst, tx, once) is not None:
            return Learned(today, you_said, we_did)
        number = len(tx.events.of(stream)) + 1
        digests = {
            name: tx.words.put(stream, f"{number}:{name}", text)
            for name, text in {"you_said": you_said, "we_did": we_did}.items()
        }
        tx.events.append(stream, TOLD, today, {"words": digests}, staff.actor, inst.clock.now())
    return Learned(today, you_said, we_did)


def told(tx: Transaction, council: str, year: Year) -> tuple[Learned, ...]:
    """Everything a council told in a year, the first first."""
    stream = stream_of(council)
    words = tx.words.all(stream)
    return tuple(
        Learned(event.on, words[f"{event.position}:you_said"], words[f"{event.position}:we_did"])
        for event in tx.events.of(stream)
        if event.kind == TOLD and year.first <= event.on <= year.last
    )


def stream_of(council: str) -> str:
    """The stream of what a council learned."""
    return f"learning:{council}"
