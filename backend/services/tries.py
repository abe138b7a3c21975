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
TRIES_AN_HOUR = 60


class TooManyTries(Exception):
    """Try again after so many seconds."""

    def __init__(self, seconds: float) -> None:
        super().__init__("too many wrong tries")
        self.seconds = max(1, round(seconds))


def subject(inst: Installation, kind: str, value: str) -> str:
    """A keyed hash of an address or a reference: nothing that could be read back."""
    return hmac.new(inst.address_salt, f"{kind}:{value}".encode(), hashlib.sha256).hexdigest()


def refuse_if_slowed(inst: Installation, tx: Transaction, reference: str, address: str) -> None:
    """Raise `TooManyTries` while this reference or this address has to wait."""
    if not inst.limits:
        return
    now = inst.clock.seconds()
    tried = tx.tries.since(subject(inst, "reference", reference), now - WINDOW)
    if len(tried) >= FREE_TRIES:
        wait = min(FIRST_WAIT * 2 ** (len(tried) - FREE_TRIES), LONGEST_WAIT)
        if (left := max(tried) + wait - now) > 0:
            raise TooManyTries(left)
    from_here = tx.tries.since(subject(inst, "address", address), now - 3600)
    if len(from_here) >= TRIES_AN_HOUR:
        raise TooManyTries(min(from_here) + 3600 - now)


def record_wrong(inst: Installation, tx: Transaction, reference: str, address: str) -> None:
    """Count one wrong try."""
    now = inst.clock.seconds()
    tx.tries.record(subject(inst, "reference", reference), now)
    tx.tries.record(subject(inst, "address", address), now)
