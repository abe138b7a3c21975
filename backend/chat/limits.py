"""How fast one conversation, and one address, may go."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from backend.services import tries
from backend.services.installation import Installation
from backend.store import Transaction

AT_ONCE, A_SECOND = 60.0, 1.0
NEW_AN_HOUR = 120


class TooFast(Exception):
    """Wait so many seconds."""

    def __init__(self, seconds: float) -> None:
        super().__init__("too fast")
        self.seconds = seconds


def spend(state: Mapping[str, Any], now: float) -> dict[str, Any]:
    """Take one message from the conversation's bucket: sixty at once, then one a second.

    Gives the state with the bucket as it is now, or raises `TooFast`.
    """
    left, at = state.get("bucket", (AT_ONCE, now))
    left = min(AT_ONCE, left + max(0.0, now - at) * A_SECOND)
    if left < 1:
        raise TooFast((1 - left) / A_SECOND)
    return {**state, "bucket": [left - 1, now]}


def count_new_session(inst: Installation, tx: Transaction, address: str) -> None:
    """Count a new conversation from here, or raise `TooFast`: 120 an hour, since a care home shares one."""
    if not inst.limits:
        return
    now, whose = inst.clock.seconds(), tries.subject(inst, "session", address)
    opened = tx.tries.since(whose, now - 3600)
    if len(opened) >= NEW_AN_HOUR:
        raise TooFast(min(opened) + 3600 - now)
    tx.tries.record(whose, now)
