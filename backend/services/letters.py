"""A notice to a person, put together when it is due and sent the way they said is safe, once.

All is decided at the very moment of sending: a wish that was changed a minute ago holds. What became of it
is an event of the case's file, with no address and no words in it. Paper goes by GOV.UK Notify where that
is set up; else the letter waits for the team to print it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog

from backend.notify import NotSent, Way
from backend.services import alerts, complaints, correspondence, opening, outbox, viewing
from backend.services.accounts import SignedIn
from backend.services.complaints import OpenCase
from backend.services.installation import Installation
from backend.services.once import Once, done_before
from backend.services.opening import Opening
from backend.services.safe_contact import Go, NotNow, Waits, Wish, gate
from backend.store import Transaction
from backend.store.rows import CaseRow, OutboxRow

CHECK = "notice.check"
"""What became of a notice that was handed over."""
PRINT = "notice.print"
"""A letter that the team prints: no worker takes it."""

log = structlog.get_logger()


def send(inst: Installation, row: OutboxRow) -> None:
    """Send one notice, put it off, or leave it to wait behind reference and key."""
    with inst.store.read() as tx:
        case = _read(inst, tx, row)
        settings = opening.of(tx, case.row.council) if case else Opening()
        near = case is not None and _harm_is_near(tx, case)
    if case is None or not case.words:
        # The case was erased, or this is the child's and not for whoever complained: nobody to write to.
        outbox.done(inst, row)
        return
    if _about_safety(case, row):
        _over(inst, row, "notice_waits", {"why": "about_safety"})
        return
    quiet = settings.quiet_from, settings.quiet_until
    verdict = gate(wish_of(case), inst.clock.now(), quiet, lambda way: _can(inst, way), harm_is_near=near)
    match verdict:
        case Waits(why):
            _over(inst, row, "notice_waits", {"why": why})
        case NotNow(until):
            with inst.store.begin() as tx:
                tx.outbox.postpone(row, until)
        case Go(way="post") if not inst.post.can("post"):
            _to_print(inst, row)
        case Go():
            _send(inst, row, case, settings, verdict)


def check(inst: Installation, row: OutboxRow) -> None:
    """Ask what became of a notice; one that did not arrive is on the case's file, for the team to see."""
    what = {"way": row.body["way"], "why": "not_delivered"}
    outbox.follow(inst, row, lambda: _over(inst, row, "notice_failed", what, "not_delivered"))


@dataclass(frozen=True)
class ToPrint:
    """A letter that waits to be printed and posted."""

    id: str
    reference: str
    asked_at: datetime
    about: str
    """What it tells: the kind of an event, the clock of a date that passed, or `message`."""


def to_print(inst: Installation, staff: SignedIn) -> tuple[ToPrint, ...]:
    """The letters this colleague may print, the oldest first."""
    with inst.store.read() as tx:
        found = [(row, tx.cases.get(str(row.body["case"]))) for row in tx.outbox.open(PRINT)]
        return tuple(
            ToPrint(row.id, case.reference, row.due_at, _about(tx, row))
            for row, case in found
            if case is not None and _is_theirs(tx, staff, case)
        )


def _about(tx: Transaction, row: OutboxRow) -> str:
    if "event" in row.body:
        told = tx.events.of(str(row.body["case"]))
        return next(event.kind for event in told if event.position == row.body["event"])
    return str(row.body.get("late", "message"))


def _is_theirs(tx: Transaction, staff: SignedIn, case: CaseRow) -> bool:
    """Whether it is a case of their council's that is not kept from them."""
    return case.council in staff.councils and staff.id not in tx.kept_apart.of(case.id)


class NoSuchLetter(LookupError):
    """Nothing to print by this id that this colleague may see."""


def printed(inst: Installation, staff: SignedIn, letter_id: str) -> bytes:
    """One letter as PDF. Raises `NoSuchLetter`, also where the person has said meanwhile not to write."""
    with inst.store.read() as tx:
        row, case = _letter(inst, tx, staff, letter_id)
        settings, near = opening.of(tx, case.row.council), _harm_is_near(tx, case)
    quiet = settings.quiet_from, settings.quiet_until
    verdict = gate(wish_of(case), inst.clock.now(), quiet, lambda _: True, harm_is_near=near)
    if not isinstance(verdict, Go) or verdict.way != "post":
        _over(inst, row, "notice_waits", {"why": getattr(verdict, "why", "no_choice")})
        raise NoSuchLetter
    with inst.store.begin() as tx:
        complaints.looked(inst, tx, case.row.id, staff.actor, "letter")
    return correspondence.message(inst, row, case, settings, verdict).letter or b""


def posted(inst: Installation, staff: SignedIn, letter_id: str, once: Once | None = None) -> None:
    """A letter was printed and is on its way. Raises `NoSuchLetter` or `KeyReused`."""
    with inst.store.begin() as tx:
        if done_before(inst, tx, once) is not None:
            return
        row, _ = _letter(inst, tx, staff, letter_id)
        tx.outbox.finish(row.id, inst.clock.now())
        _on_file(inst, tx, row, "notice_sent", {"way": "post"}, staff.actor)


def wish_of(case: OpenCase) -> Wish:
    """What the person said last of how to reach them."""
    changed = next((one for one in reversed(case.events) if complaints.says_how_to_reach(one)), None)
    if changed is None:
        return Wish(
            case.events[0].data.get("contact_method"),
            case.words.get("contact_detail"),
            case.words.get("safe_to_contact") == "yes",
        )
    words = {
        name.removeprefix(f"event:{changed.position}:"): text
        for name, text in case.words.items()
        if name.startswith(f"event:{changed.position}:")
    }
    # Whoever changes it names what is to be taken care of there and then.
    return Wish(
        changed.data.get("contact_method"),
        words.get("contact_detail"),
        True,
        words.get("when"),
        tuple(text for name, text in words.items() if name.startswith("not_to:")),
        bool(changed.data.get("neutral")),
    )


def _can(inst: Installation, way: Way) -> bool:
    """Paper can always go: somebody can print it."""
    return way == "post" or inst.post.can(way)


def _harm_is_near(tx: Transaction, case: OpenCase) -> bool:
    """Whether an alert of this case may name staff or a carer.

    What was said on the child's side changes nothing of what whoever complained for them gets: a letter
    that stays away would tell of it.
    """
    return any(
        alert.names_staff_or_carer
        for alert in tx.alerts.about(case.row.id, case.row.opened_from)
        if alerts.side_of(tx, alert) == "complainant"
    )


def _about_safety(case: OpenCase, row: OutboxRow) -> bool:
    """Whether it is that something waited because somebody may not be safe: others may read what is sent."""
    holds = [
        one
        for one in case.events
        if one.kind in ("put_on_hold", "resumed") and one.position <= row.body.get("event", 0)
    ]
    if not holds or holds[-1].position != row.body.get("event"):
        return False
    began = next(one for one in reversed(holds) if one.kind == "put_on_hold")
    return bool(began.data["reason"] == "safeguarding")


def _send(inst: Installation, row: OutboxRow, case: OpenCase, settings: Opening, go: Go) -> None:
    try:
        sent = inst.post.send(
            correspondence.message(inst, row, case, settings, go), tried_before=row.tries > 1
        )
    except NotSent as failed:
        log.warning("a notice was not sent", row=row.id, way=go.way, tries=row.tries, why=failed.why)
        if failed.final:
            _over(inst, row, "notice_failed", {"way": go.way, "why": failed.why}, failed.why)
        else:
            outbox.later(inst, row, failed.why)
        return
    more = None
    if sent.receipt is not None:
        body = {**row.body, "way": go.way, "receipt": sent.receipt}
        more = OutboxRow(f"{CHECK}:{row.id}", CHECK, body, inst.clock.now())
    _over(inst, row, "notice_sent", {"way": go.way, "neutral": go.neutral}, more=more)


def _to_print(inst: Installation, row: OutboxRow) -> None:
    now = inst.clock.now()
    with inst.store.begin() as tx:
        if tx.outbox.finish(row.id, now):
            tx.outbox.add(OutboxRow(f"print-{row.id}", PRINT, row.body, now))


def _over(
    inst: Installation,
    row: OutboxRow,
    kind: str,
    data: Mapping[str, Any],
    trouble: str | None = None,
    more: OutboxRow | None = None,
) -> None:
    """The row is over, and what became of the notice stands on the case's file; both or neither."""
    with inst.store.begin() as tx:
        if not tx.outbox.finish(row.id, inst.clock.now(), trouble):
            return
        _on_file(inst, tx, row, kind, data, "worker")
        if more is not None:
            tx.outbox.add(more)


def _on_file(
    inst: Installation, tx: Transaction, row: OutboxRow, kind: str, data: Mapping[str, Any], actor: str
) -> None:
    about = {name: row.body[name] for name in ("event", "message", "late", "due") if name in row.body}
    stream = complaints.file_of(str(row.body["case"]))
    tx.events.append(stream, kind, inst.today(), {**about, **data}, actor, inst.clock.now())


def _letter(
    inst: Installation, tx: Transaction, staff: SignedIn, letter_id: str
) -> tuple[OutboxRow, OpenCase]:
    row = tx.outbox.get(letter_id) if letter_id.startswith("print-") else None
    case = _read(inst, tx, row) if row and row.done_at is None else None
    if row is None or case is None or not _is_theirs(tx, staff, case.row):
        raise NoSuchLetter
    return row, case


def _read(inst: Installation, tx: Transaction, row: OutboxRow) -> OpenCase | None:
    """The case as whoever made it sees it; None where what the notice is about is not for them."""
    case = viewing.read(inst, tx, str(row.body["case"]), None)
    if case is not None and "event" in row.body:
        seen = any(event.position == row.body["event"] for event in case.events)
        return case if seen else None
    return case
