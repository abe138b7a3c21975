"""How fast one conversation, and one address, may go."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from backend.services import tries
from backend.services.installation import Installation
from backend.store import Transaction

AT_ONCE, A_SECOND = 60.0, 1.0
NEW_AN_HOUR = 120


def spend(state: Mapping[str, Any], now: float) -> tuple[dict[str, Any], float | None]:
    """Take one message from the conversation's bucket: sixty at once, then one a second.

    Gives the state with the bucket as it is now, and None, or the seconds to wait where it is empty.
    """
    left, at = state.get("bucket", (AT_ONCE, now))
    left = min(AT_ONCE, left + max(0.0, now - at) * A_SECOND)
    if left < 1:
        return dict(state), (1 - left) / A_SECOND
    return {**state, "bucket": [left - 1, now]}, None


def count_new_session(inst: Installation, tx: Transaction, address: str) -> float | None:
    """Count a new conversation from here: 120 an hour, since a care home shares an address.

    Gives None, or the seconds to wait where there were too many.
    """
    if not inst.limits:
        return None
    now, whose = inst.clock.seconds(), tries.subject(inst, "session", address)
    tx.tries.hold(whose)
    opened = tx.tries.since(whose, now - tries.COUNTED_WITHIN)
    if len(opened) >= NEW_AN_HOUR:
        return min(opened) + tries.COUNTED_WITHIN - now
    tx.tries.record(whose, now)
    return None
