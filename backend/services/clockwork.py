"""Dates at work: the team is reminded before one comes, and the person is told when one has passed.

Looked at once a day, for as long as it takes, and safe to look again: what was done stands on the case's
file (`chased`, `fell_due`), so it is done once, in the order of the dates, however long nobody looked. A
case that is on hold, answered or at an end owes nothing, and is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal, NamedTuple

import structlog

from backend.cases.timeline import Owed
from backend.journeys import says
from backend.notify import Message, NotSent
from backend.say import Say
from backend.services import accounts, complaints, notices, opening, outbox
from backend.services.complaints import OpenCase
from backend.services.installation import Installation
from backend.store import Transaction
from backend.store.rows import OutboxRow

CHASE = "clock.chase"
"""To remind a team of a date."""
ACTOR = "worker"
_AHEAD = timedelta(days=21)
"""Days looked ahead: more than the ten working days that a reminder may come before its date."""
_AT_ONCE = 200

log = structlog.get_logger()

What = Literal["chased", "fell_due"]


class Due(NamedTuple):
    """A date that is to be acted on; they sort by the day."""

    due: date
    case_id: str
    clock: str
    what: What


def look(inst: Installation) -> int:
    """Act on every date that came near or passed since the last look; gives how many."""
    found = sorted(one for case_id in _may_owe(inst) for one in _to_do(inst, case_id))
    return sum(_act(inst, one) for one in found)


def chase(inst: Installation, row: OutboxRow) -> None:
    """Remind the team of a date, unless nobody owes it any more.

    Of a case that is kept from a colleague each of those who may answer it is reminded by themselves:
    everybody reads the team's mailbox.
    """
    with inst.store.read() as tx:
        case = complaints.require(inst, tx, str(row.body["case"]))
        team = _mailbox(tx, case, row)
        alone = bool(tx.kept_apart.of(case.row.id)) and "colleague" not in row.body
    asked = (date.fromisoformat(str(row.body["due"])), row.body["clock"])
    owed = [one for one in case.timeline.owed if (one.due, one.clock) == asked]
    if not owed:
        outbox.done(inst, row)
        return
    if alone:
        _remind_each(inst, row, case)
        return
    if team is None:
        _give_up(inst, row, "no_team_mailbox")
        return
    try:
        inst.post.send(_reminder(inst, row, case, owed[0], team), tried_before=row.tries > 1)
    except NotSent as failed:
        if failed.final:
            _give_up(inst, row, failed.why)
        else:
            outbox.later(inst, row, failed.why)
        return
    outbox.done(inst, row)


def _mailbox(tx: Transaction, case: OpenCase, row: OutboxRow) -> str | None:
    """Where a reminder goes: to one colleague, if it is for one, else to the team."""
    if (colleague := row.body.get("colleague")) is None:
        return opening.of(tx, case.row.council).team
    found = [one.email for one in accounts.who_answers(tx, case.row) if one.id == colleague]
    return next(iter(found), None)


def _remind_each(inst: Installation, row: OutboxRow, case: OpenCase) -> None:
    now = inst.clock.now()
    with inst.store.begin() as tx:
        if tx.outbox.finish(row.id, now):
            for one in accounts.who_answers(tx, case.row):
                tx.outbox.add(OutboxRow(f"{row.id}-{one.id}", CHASE, {**row.body, "colleague": one.id}, now))


def _may_owe(inst: Installation) -> Iterator[str]:
    """The cases whose next date is near or past."""
    page = 1
    while True:
        with inst.store.read() as tx:
            listed = tx.cases.page(due_before=inst.today() + _AHEAD, page=page, size=_AT_ONCE)
        yield from [case.id for case in listed.cases]
        if page >= listed.pages:
            return
        page += 1


def _to_do(inst: Installation, case_id: str) -> Iterator[Due]:
    """What one case's dates ask for today and was not done yet."""
    with inst.store.read() as tx:
        case = complaints.read(inst, tx, case_id)
        days = opening.of(tx, case.row.council).chase_days if case else 0
    if case is None:
        return
    for owed in case.timeline.owed:
        what = _what(inst, case, owed, days)
        if what is not None and not _was_done(case, what, owed.clock, owed.due):
            yield Due(owed.due, case_id, owed.clock, what)


def _what(inst: Installation, case: OpenCase, owed: Owed, days: int) -> What | None:
    number = inst.calendar(case.terms.calendar).number
    left = number(owed.due) - number(inst.today())
    if owed.state == "missed":
        # What can be asked for opens on the working day after, so that is when it is told.
        return "fell_due" if left < 0 else None
    return "chased" if left <= days else None


def _was_done(case: OpenCase, what: What, clock: str, due: date) -> bool:
    return any(
        one.kind == what and one.data.get("clock") == clock and one.data.get("due") == due.isoformat()
        for one in case.file
    )


def _act(inst: Installation, one: Due) -> bool:
    """Write it on the case's file, and ask for what is to be sent; False where another worker was first."""
    with inst.store.begin() as tx:
        # The row is locked, so of two workers one waits here and finds it done.
        if tx.cases.get(one.case_id) is None:
            return False
        case = complaints.require(inst, tx, one.case_id)
        if _was_done(case, one.what, one.clock, one.due):
            return False
        data = {"clock": one.clock, "due": one.due.isoformat()}
        stream = complaints.file_of(one.case_id)
        tx.events.append(stream, one.what, inst.today(), data, ACTOR, inst.clock.now())
        _remind(inst, tx, one)
        if one.what == "fell_due":
            notices.ask_of_late(inst, tx, one.case_id, one.clock, one.due.isoformat())
    return True


def _remind(inst: Installation, tx: Transaction, one: Due) -> None:
    name = f"chase-{one.case_id}-{one.clock}-{one.due}-{one.what}"
    body = {"case": one.case_id, "clock": one.clock, "due": one.due.isoformat()}
    tx.outbox.add(OutboxRow(name, CHASE, body, inst.clock.now()))


def _reminder(inst: Installation, row: OutboxRow, case: OpenCase, owed: Owed, team: str) -> Message:
    """What the team reads: which case, which date; nothing of what it is about."""
    facts = {
        "reference": case.row.reference,
        "what": Say(says.CLOCKS[owed.clock]),
        "due": owed.due,
        "href": f"{inst.address}/staff/cases/{case.row.reference}",
    }
    kind = "late" if owed.state == "missed" else "near"

    def say(key: str) -> str:
        return inst.wording.render(key, facts, "en", "adult").text

    return Message(
        id=row.id,
        way="email",
        to=team,
        subject=say(f"staff.chase.{kind}.subject"),
        text=say(f"staff.chase.{kind}.body"),
        written_at=row.due_at,
        sender=say("staff.sender"),
    )


def _give_up(inst: Installation, row: OutboxRow, why: str) -> None:
    with inst.store.begin() as tx:
        tx.outbox.finish(row.id, inst.clock.now(), why)
    log.error("a team was not reminded of a date", row=row.id, why=why)
