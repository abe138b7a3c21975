"""What a person decides about records: to keep a case though its time is up, to erase it, to erase an alert.

Chats and drafts go by themselves (`backend.services.sweeping`). Nothing here remembers what was looked at:
what is due is worked out from what there is, so nothing is missed however long nobody looked.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from backend.services import alerts, auditing, casework, complaints, erasing, keeping, opening
from backend.services.accounts import SignedIn
from backend.services.erasing import HELD, LET_GO, Ended, NotToErase, Why
from backend.services.installation import Installation
from backend.services.keeping import Rule
from backend.services.once import Once, done_before
from backend.store import Transaction
from backend.store.rows import Alert, CaseRow


@dataclass(frozen=True)
class OldAlert:
    """An alert whose time is up."""

    id: str
    council: str | None
    raised_on: date
    kept_until: date


@dataclass(frozen=True)
class Review:
    """What there is to decide, and what goes by itself the next time the worker sweeps."""

    rules: tuple[Rule, ...]
    cases: tuple[Ended, ...]
    """The cases whose time is up, those on hold among them, the longest ended first."""
    alerts: tuple[OldAlert, ...]
    chats_going: int
    drafts_going: int


def review(inst: Installation, staff: SignedIn) -> Review:
    """What waits for somebody at these councils."""
    with inst.store.read() as tx:
        return review_in(inst, tx, staff.councils, staff.id)


def review_in(
    inst: Installation, tx: Transaction, councils: Collection[str], staff_id: str | None = None
) -> Review:
    """`review` of these councils, without the cases that are kept from this colleague."""
    rules = tuple(
        rule for council in (*councils, opening.EVERYWHERE) for rule in keeping.rules(inst, tx, council)
    )
    cases = [
        ended
        for rule in rules
        if rule.kind == "case" and rule.council in councils
        for row in _old(inst, tx, rule)
        if staff_id is None or staff_id not in tx.kept_apart.of(row.id)
        if (ended := erasing.stands(complaints.require(inst, tx, row.id), rule)).kept_until is not None
        if ended.kept_until < inst.today()
    ]
    return Review(
        rules,
        tuple(sorted(cases, key=lambda one: (one.ended_on or date.max, one.reference))),
        tuple(
            old
            for alert in tx.alerts.of(councils)
            if staff_id is None or not alerts.kept_from(tx, alert, staff_id)
            if (old := _old_alert(inst, tx, alert)) is not None
        ),
        tx.sessions.count_ended(keeping.limits(inst, "chat")),
        tx.drafts.unsent(keeping.limits(inst, "draft")),
    )


def case(inst: Installation, staff: SignedIn, reference: str) -> Ended:
    """Where one case stands. Raises `NoSuchCase`."""
    with inst.store.read() as tx:
        return _stands(inst, tx, casework.find(tx, staff, reference))


def hold(inst: Installation, staff: SignedIn, reference: str, reason: str) -> Ended:
    """Put a legal hold on a case, or lift it again by `let_go`; the reason stands on its file.

    Doing it again changes nothing. Raises `NoSuchCase`, or `NotNow` where its words are erased.
    """
    return _hold(inst, staff, reference, HELD, reason)


def let_go(inst: Installation, staff: SignedIn, reference: str, reason: str) -> Ended:
    """Lift a legal hold. As `hold`."""
    return _hold(inst, staff, reference, LET_GO, reason)


def erase(inst: Installation, staff: SignedIn, reference: str, why: Why, once: Once | None = None) -> Ended:
    """Erase a case's words for good. Raises `NoSuchCase`, `NotToErase`, `KeyReused`."""
    with inst.store.begin() as tx:
        row = casework.find(tx, staff, reference)
        if done_before(inst, tx, once) is not None:
            return _stands(inst, tx, row)
        erasing.erase(inst, tx, complaints.require(inst, tx, row.id), why, staff.actor)
        after = _stands(inst, tx, row)
    inst.store.purge()
    return after


def erase_alert(inst: Installation, staff: SignedIn, alert_id: str, once: Once | None = None) -> None:
    """Erase an alert's words: who raised it, when and how urgent it was stays.

    Raises `NoSuchAlert`, `NotToErase`, `KeyReused`.
    """
    with inst.store.begin() as tx:
        alert = alerts.find(tx, staff.id, staff.councils, alert_id)
        if done_before(inst, tx, once) is not None:
            return
        if _words_gone(tx, alert):
            raise NotToErase("erased")
        if alert.acknowledged_at is None:
            raise NotToErase("not_ended")
        if _is_held(tx, alert):
            raise NotToErase("held")
        if _old_alert(inst, tx, alert) is None:
            raise NotToErase("too_soon")
        _erase_alert(inst, tx, alert, staff.actor)
    inst.store.purge()


def erase_again(inst: Installation, export: Path) -> int:
    """Erase what an export of the audit says was erased and a backup brought back; gives how many.

    Raises `ExportSpoilt`, OSError.
    """
    again = 0
    with inst.store.begin() as tx:
        for stream, data in auditing.erased_in(export):
            alert = tx.alerts.get(stream.removeprefix("alert:")) if stream.startswith("alert:") else None
            if alert is not None and not _words_gone(tx, alert):
                _erase_alert(inst, tx, alert, "operator")
                again += 1
            case = tx.cases.get(complaints.case_of(stream))
            if case is not None and case.erased_on is None:
                erasing.erase_at_once(
                    inst, tx, complaints.require(inst, tx, case.id), str(data["why"]), "operator"
                )
                again += 1
    inst.store.purge()
    return again


def _erase_alert(inst: Installation, tx: Transaction, alert: Alert, actor: str) -> None:
    stream = alerts.stream_of(alert.id)
    tx.words.erase(stream)
    tx.alerts.save(replace(alert, words="", asked=None, phrases=()))
    tx.events.append(stream, alerts.ALERT_ERASED, inst.today(), {}, actor, inst.clock.now())


def _stands(inst: Installation, tx: Transaction, row: CaseRow) -> Ended:
    return erasing.stands(complaints.require(inst, tx, row.id), keeping.rule(inst, tx, row.council, "case"))


def _hold(inst: Installation, staff: SignedIn, reference: str, kind: str, reason: str) -> Ended:
    with inst.store.begin() as tx:
        row = casework.to_change(tx, staff, reference)
        if _stands(inst, tx, row).held != (kind == HELD):
            complaints.put_on_file(inst, tx, row.id, kind, staff.actor, reason)
        return _stands(inst, tx, row)


def _old(inst: Installation, tx: Transaction, rule: Rule) -> tuple[CaseRow, ...]:
    """The cases received so long ago that their time may be up."""
    if rule.count is None:
        return ()
    return tx.cases.unerased(rule.council, keeping.years_after(inst.today(), -rule.count))


def _old_alert(inst: Installation, tx: Transaction, alert: Alert) -> OldAlert | None:
    """An alert whose time is up: somebody took it, its council has a rule, and nothing holds it."""
    if alert.acknowledged_at is None or _words_gone(tx, alert) or _is_held(tx, alert):
        return None
    raised = tx.events.of(alerts.stream_of(alert.id))[0].on
    until = keeping.rule(inst, tx, alert.council or opening.EVERYWHERE, "alert").until(raised)
    if until is None or inst.today() <= until:
        return None
    return OldAlert(alert.id, alert.council, raised, until)


def _words_gone(tx: Transaction, alert: Alert) -> bool:
    return any(event.kind == alerts.ALERT_ERASED for event in tx.events.of(alerts.stream_of(alert.id)))


def _is_held(tx: Transaction, alert: Alert) -> bool:
    about = alerts.case_of(tx, alert)
    return about is not None and erasing.is_held(tuple(tx.events.of(complaints.file_of(about))))
