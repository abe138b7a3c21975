"""A bank holiday that nobody knew of when a date was told: the date is settled again, and kindly.

A date told to a person is a promise. Where the days counted anew give another one, the council and the
panel keep the earlier of the two and the person gets the later. Each settled date is an event,
`redated`, so that the case shows it and a second run finds nothing to do.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from backend.services import complaints
from backend.services.installation import Installation
from backend.store import Transaction
from backend.store.rows import CaseRow

REASON = "bank_holiday"
ACTOR = "worker"


@dataclass(frozen=True)
class Redated:
    """One date settled anew."""

    reference: str
    clock: str
    told: date
    until: date


def redate(inst: Installation) -> tuple[Redated, ...]:
    """Settle the running clocks of every case, each case in a transaction of its own."""
    settled: list[Redated] = []
    with inst.store.read() as tx:
        cases = tx.cases.ids()
    for case_id in cases:
        with inst.store.begin() as tx:
            if (row := tx.cases.get(case_id)) is not None:
                settled += redate_case(inst, tx, row)
    return tuple(settled)


def redate_case(inst: Installation, tx: Transaction, row: CaseRow) -> tuple[Redated, ...]:
    """Settle one case's running clocks in the caller's transaction; its row changes with them."""
    case = complaints.require(inst, tx, row.id)
    settled = []
    for deadline in case.timeline.deadlines:
        told = row.told.get(deadline.clock)
        if deadline.state != "running" or deadline.due is None or told is None:
            continue
        promised = date.fromisoformat(told)
        if promised != deadline.due:
            kinder = max if deadline.binds == "complainant" else min
            settled.append(Redated(row.reference, deadline.clock, promised, kinder(promised, deadline.due)))
    for one in settled:
        data = {
            "clock": one.clock,
            "told": one.told.isoformat(),
            "until": one.until.isoformat(),
            "reason": REASON,
        }
        tx.events.append(row.id, "redated", inst.today(), data, ACTOR, inst.clock.now())
    if settled:
        complaints.project(inst, tx, row)
    return tuple(settled)
