"""How what goes out is doing, in figures: for the staff and for a monitor, never with anybody's words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from backend.services import alerts
from backend.services.accounts import SignedIn
from backend.services.installation import Installation
from backend.telemetry import Figure


@dataclass(frozen=True)
class State:
    """What waits and what is in trouble, by kind, and the alerts nobody outside was told of."""

    waiting: Mapping[str, int]
    trouble: Mapping[str, int]
    alerts_untold: int


def state(inst: Installation, staff: SignedIn) -> State:
    """As it stands; alerts are those that this colleague may know of."""
    untold = [
        one
        for one in alerts.seen(inst, staff.id, staff.councils, open_only=True)
        if one.alert.told_at is None
    ]
    with inst.store.read() as tx:
        return State(tx.outbox.waiting(), tx.outbox.in_trouble(), len(untold))


def figures(inst: Installation) -> Iterator[Figure]:
    """The same for the whole installation, for a monitor, and the dates that were missed."""
    with inst.store.read() as tx:
        found, waiting, trouble = tx.alerts.open(), tx.outbox.waiting(), tx.outbox.in_trouble()
        due, late = tx.outbox.longest_due(), tx.cases.late(inst.today())
    for tier in ("urgent", "concern"):
        open_ones = [alert for alert in found if alert.tier == tier]
        yield Figure("heard_alerts_open", {"tier": tier}, len(open_ones))
        untold = [alert for alert in open_ones if alert.told_at is None]
        yield Figure("heard_alerts_untold", {"tier": tier}, len(untold))
    for kind, count in sorted(waiting.items()):
        yield Figure("heard_outbox_waiting", {"kind": kind}, count)
    for kind, count in sorted(trouble.items()):
        yield Figure("heard_outbox_trouble", {"kind": kind}, count)
    for kind, since in sorted(due.items()):
        age = (inst.clock.now() - since).total_seconds()
        yield Figure("heard_outbox_overdue_seconds", {"kind": kind}, max(0.0, age))
    for council in inst.procedures.councils():
        yield Figure("heard_cases_late", {"council": council.id}, late.get(council.id, 0))
