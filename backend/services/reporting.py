"""The annual report of regulation 13, for each council somebody works for."""

from __future__ import annotations

from dataclasses import dataclass

from backend.reports import equality
from backend.reports.count import Told, tables
from backend.reports.publish import Published, published
from backend.reports.year import Year, year
from backend.services import complaints, learning
from backend.services.accounts import SignedIn
from backend.services.installation import Installation
from backend.services.learning import Learned


@dataclass(frozen=True)
class Report:
    """One council's year, as it may be published."""

    council: str
    year: Year
    running: bool
    """Whether the year still runs, so that the numbers are those so far."""
    tables: tuple[Published, ...]
    learned: tuple[Learned, ...] = ()
    """You said, we did."""


def annual(inst: Installation, staff: SignedIn, begins: int) -> tuple[Report, ...]:
    """The reports of these councils, over the cases received in the year, as each stands today.

    Councils are never added up: from a sum and its parts a hidden number could be told. No word of a
    case is read for it. Raises `NoSuchYear`.
    """
    asked = year(begins, inst.today())
    return tuple(_report(inst, council, asked) for council in staff.councils)


def _report(inst: Installation, council: str, asked: Year) -> Report:
    with inst.store.read() as tx:
        rows = tx.cases.received(council, asked.first, asked.last)
        events = {row.id: tx.events.of(row.id) for row in rows}
        learned = learning.told(tx, council, asked)
        people = tx.equality.of(council, asked.begins)
    cases = [
        Told(
            row.kind,
            row.role,
            [complaints.as_event(event) for event in events[row.id]],
            complaints.timeline_of(inst, row, events[row.id]),
        )
        for row in rows
    ]
    shown = published((*tables(cases), *equality.tables(people)))
    return Report(council, asked, inst.today() <= asked.last, shown, learned)
