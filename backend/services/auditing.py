"""Whether the record is as it was written, and an export that a later audit can hold it against."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from backend import clock as clocks
from backend.services import complaints
from backend.services.alerts import ALERT_ERASED, TAKEN_BACK
from backend.services.complaints import ERASED
from backend.services.installation import Installation
from backend.store import ChainBroken, ExportSpoilt, Store, Transaction
from backend.store.chain import Head
from backend.store.rows import CaseRow, FirstBad, Verdict

STREAM = "audit"
"""What was done with the record as a whole stands in a stream of its own."""
_FORMAT = "heard-audit-1"


def verify(store: Store, against: Path | None = None) -> tuple[Verdict, str | None]:
    """The verdict on the chain, and the reference of the case that the first bad event belongs to.

    `against` is an export made earlier. Raises `ExportSpoilt`, OSError.
    """
    with store.read() as tx:
        verdict = verdict_in(tx)
        if against is not None and (bad := _differs(tx, against)) is not None:
            first = min(bad, verdict.first_bad or bad, key=lambda one: one.seq)
            verdict = Verdict(False, verdict.events, first)
        case = case_of(tx, verdict.first_bad)
        return verdict, None if case is None else case.reference


def verdict_in(tx: Transaction) -> Verdict:
    """Whether the chain is whole, and whether each case, alert and word it speaks of is still there."""
    verdict = tx.events.verify()
    if verdict.whole and (bad := tx.events.lost((ERASED, ALERT_ERASED), TAKEN_BACK)) is not None:
        return Verdict(False, verdict.events, bad)
    return verdict


def case_of(tx: Transaction, bad: FirstBad | None) -> CaseRow | None:
    """The case a bad event belongs to, where that is still known."""
    return tx.cases.get(complaints.case_of(bad.stream)) if bad and bad.stream else None


def export(store: Store, file: Path, now: datetime, actor: str) -> int:
    """Write every event and the head that ends them; gives how many.

    That it was exported is the last event of the export itself. No file is left where it could not be
    recorded. The events hold no word that a person typed, only the digests that stand for them.
    Raises OSError, `StoreError`.
    """
    fresh = file.with_name(f"{file.name}.new")
    try:
        with store.begin() as tx:
            on = now.astimezone(clocks.LONDON).date()
            last = tx.events.append(STREAM, "audit_exported", on, {}, actor, now)
            head = tx.events.head()
            if head is None:
                raise ChainBroken("the head of the chain of events is missing")
            with fresh.open("w", encoding="utf-8") as lines:
                lines.write(json.dumps({"format": _FORMAT, "head": asdict(head)}) + "\n")
                lines.writelines(json.dumps(dict(event)) + "\n" for event in tx.events.in_order())
        fresh.replace(file)
    finally:
        fresh.unlink(missing_ok=True)
    return last.seq


def exported(inst: Installation, actor: str, what: str, **stretch: str | int) -> None:
    """Write down that somebody took a table out of Heard: which, over which days or which year."""
    data = {"what": what, **stretch}
    with inst.store.begin() as tx:
        tx.events.append(STREAM, "exported", inst.today(), data, actor, inst.clock.now())


def erased_in(file: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each stream that an export says was erased, with what the event says of it. Raises `ExportSpoilt`."""
    with file.open(encoding="utf-8") as lines:
        for one in _read(lines):
            if one.get("kind") in (ERASED, ALERT_ERASED):
                yield str(one["stream"]), json.loads(one["data"])


def _differs(tx: Transaction, file: Path) -> FirstBad | None:
    with file.open(encoding="utf-8") as lines:
        found = _read(lines)
        try:
            begins: Any = next(found, {})
            head = Head(**begins["head"])
        except (KeyError, TypeError):
            raise ExportSpoilt("the file is not an export of the chain of events") from None
        return tx.events.differs_from(found, head)


def _read(lines: Iterator[str]) -> Iterator[Any]:
    try:
        yield from map(json.loads, lines)
    except ValueError:
        raise ExportSpoilt("the export cannot be read") from None
