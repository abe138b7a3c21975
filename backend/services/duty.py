"""A council is open to the public only where somebody is known to be reachable when harm is heard."""

from __future__ import annotations

from backend.services.facts import people
from backend.services.installation import Installation


def closed(inst: Installation, council: str | None) -> bool:
    """Whether this council's chat stays closed: beyond loopback, until its duty number is verified.

    Without a council a person may name any of them, so every one of them has to be reachable.
    """
    if not inst.beyond_loopback:
        return False
    named = [council] if council else [one.id for one in inst.procedures.councils()]
    return any("duty_phone" not in people(inst, one) for one in named)
