"""Wrong tries at a reference and key are slowed, whether or not the reference exists.

Five wrong tries for one reference in fifteen minutes, then a wait that doubles from thirty seconds
to fifteen minutes; sixty wrong tries an hour from one address. A right key is not counted, so a
care home behind one address is not shut out by its own success.
"""

from __future__ import annotations

import hashlib
import hmac

from backend.services.installation import Installation
from backend.store import Transaction

FREE_TRIES = 5
WINDOW = 15 * 60.0
FIRST_WAIT, LONGEST_WAIT = 30.0, 15 * 60.0
DOUBLINGS = 5
"""After so many the wait is the longest."""
TRIES_AN_HOUR = 60
COUNTED_WITHIN = 3600.0
"""Seconds: the longest window in which anything is counted; what is older may be forgotten."""


class TooManyTries(Exception):
    """Try again after so many seconds."""

    def __init__(self, seconds: float) -> None:
        super().__init__("too many wrong tries")
        self.seconds = max(1, round(seconds))


def subject(inst: Installation, kind: str, value: str) -> str:
    """A keyed hash of a reference or an address: nothing that could be read back."""
    return hmac.new(inst.address_salt, f"{kind}:{value}".encode(), hashlib.sha256).hexdigest()


def caller(inst: Installation, address: str) -> str:
    """Where tries come from, as it is kept: an address hashed."""
    return subject(inst, "address", address)


def refuse_if_slowed(inst: Installation, tx: Transaction, reference: str, address: str) -> None:
    """Raise `TooManyTries` while this reference or this (hashed) address has to wait."""
    if not inst.limits:
        return
    now = inst.clock.seconds()
    tried = tx.tries.since(subject(inst, "reference", reference), now - WINDOW)
    if len(tried) >= FREE_TRIES:
        wait = min(FIRST_WAIT * 2 ** min(len(tried) - FREE_TRIES, DOUBLINGS), LONGEST_WAIT)
        if (left := max(tried) + wait - now) > 0:
            raise TooManyTries(left)
    from_here = tx.tries.since(address, now - COUNTED_WITHIN)
    if len(from_here) >= TRIES_AN_HOUR:
        raise TooManyTries(min(from_here) + COUNTED_WITHIN - now)


def count(inst: Installation, tx: Transaction, reference: str, address: str) -> tuple[int, ...]:
    """Count one try as wrong before it is looked at; a right one is taken back by what this gives.

    So a hundred guesses at once are no better than a hundred in a row. Raises `TooManyTries`.
    """
    subjects = (subject(inst, "reference", reference), address)
    for one in subjects:
        tx.tries.hold(one)
    refuse_if_slowed(inst, tx, reference, address)
    now = inst.clock.seconds()
    return tuple(tx.tries.record(one, now) for one in subjects)
