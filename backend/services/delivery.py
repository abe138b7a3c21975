"""How what goes out is doing, in figures: for the staff and for a monitor, never with anybody's words."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from backend.services.installation import Installation


@dataclass(frozen=True)
class State:
    """What waits and what is in trouble, by kind, and the alerts nobody outside was told of."""

    waiting: Mapping[str, int]
    trouble: Mapping[str, int]
    alerts_untold: int


def state(inst: Installation, councils: Collection[str]) -> State:
    """As it stands; alerts are those of these councils and of none."""
    with inst.store.read() as tx:
        untold = [alert for alert in tx.alerts.of(councils, open_only=True) if alert.told_at is None]
        return State(tx.outbox.waiting(), tx.outbox.in_trouble(), len(untold))


def figures(inst: Installation) -> Iterator[tuple[str, int]]:
    """The same for the whole installation, named as Prometheus names a figure."""
    with inst.store.read() as tx:
        alerts, waiting, trouble = tx.alerts.open(), tx.outbox.waiting(), tx.outbox.in_trouble()
    for tier in ("urgent", "concern"):
        open_ones = [alert for alert in alerts if alert.tier == tier]
        yield f'heard_alerts_open{{tier="{tier}"}}', len(open_ones)
        untold = [alert for alert in open_ones if alert.told_at is None]
        yield f'heard_alerts_untold{{tier="{tier}"}}', len(untold)
    for kind, count in sorted(waiting.items()):
        yield f'heard_outbox_waiting{{kind="{kind}"}}', count
    for kind, count in sorted(trouble.items()):
        yield f'heard_outbox_trouble{{kind="{kind}"}}', count
