"""What happened to cases, without a word anybody wrote, for a council's own case system.

By a signed message for each event (`backend.notify.webhook`), through the outbox that everything else goes
by; or as a table of a stretch of days.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import structlog

from backend.notify import NotSent
from backend.services import complaints, outbox
from backend.services.accounts import SignedIn
from backend.services.installation import Installation
from backend.store.rows import CaseRow, OutboxRow, StoredEvent

TOLD = ("until", "panel_on", "route", "clock")
"""What of an event's data goes out: days, and names from our own lists. Nothing that says what is told."""
_AT_ONCE = 200

log = structlog.get_logger()


@dataclass(frozen=True)
class Told:
    """One event of one case."""

    row: CaseRow
    event: StoredEvent

    def as_json(self) -> dict[str, Any]:
        """Its fields by name: days as ISO dates, what it has none of left out."""
        data = self.event.data
        outcomes = [
            {"point": str(one["point"]), "outcome": one["outcome"]} for one in data.get("outcomes", ())
        ]
        return {
            "council": self.row.council,
            "reference": self.row.reference,
            "case": self.row.kind,
            "position": self.event.position,
            "kind": self.event.kind,
            "on": self.event.on.isoformat(),
            "recorded_at": self.event.recorded_at.isoformat(),
            **{name: data[name] for name in TOLD if data.get(name) is not None},
            **({"outcomes": outcomes} if outcomes else {}),
        }


def send(inst: Installation, row: OutboxRow) -> None:
    """Tell of one event; what is not taken is tried again, less and less often, until it is."""
    told = _told(inst, row.body)
    hook = inst.webhooks.get(told.row.council) if told else None
    if told is None or hook is None:
        outbox.done(inst, row)
        return
    body = json.dumps(_with_what_stands(inst, told), sort_keys=True).encode()
    try:
        hook.send(row.id, body, inst.clock.now())
    except NotSent as failed:
        log.warning("a case system did not take an event", row=row.id, tries=row.tries, why=failed.why)
        outbox.later(inst, row, failed.why)
        return
    outbox.done(inst, row)


def between(inst: Installation, staff: SignedIn, first: date, last: date) -> Iterator[Told]:
    """What happened from one day to another, to the cases this colleague may see, case by case."""
    page = 1
    while True:
        with inst.store.read() as tx:
            found = tx.cases.page(council_in=staff.councils, seen_by=staff.id, page=page, size=_AT_ONCE)
            told = [Told(row, event) for row in found.cases for event in tx.events.of(row.id)]
        yield from (one for one in told if first <= one.event.on <= last)
        if page >= found.pages:
            return
        page += 1


def _told(inst: Installation, body: Mapping[str, Any]) -> Told | None:
    with inst.store.read() as tx:
        case = tx.cases.get(str(body["case"]))
        events = tx.events.of(case.id) if case else ()
    found = [event for event in events if event.position == body["event"]]
    return Told(case, found[0]) if case and found else None


def _with_what_stands(inst: Installation, told: Told) -> dict[str, Any]:
    """The event, and the case as it stands now: a message that comes late says nothing old.

    `restricted`: it is kept from a colleague here, and must be there.
    """
    with inst.store.read() as tx:
        case = complaints.require(inst, tx, told.row.id)
        restricted = bool(tx.kept_apart.of(told.row.id))
    owed = case.timeline.next_owed
    stands = {
        "stage": case.timeline.stage,
        "status": case.timeline.status,
        "version": case.row.version,
        "restricted": restricted,
        "next": owed and {"clock": owed.clock, "due": owed.due.isoformat()},
    }
    return {**told.as_json(), "now": stands}
