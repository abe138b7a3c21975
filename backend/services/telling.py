"""Somebody is told that an alert waits: who, by which way, once each, and somebody else if nobody comes.

What goes out says that an alert waits, where, and how urgent it is: never a word of what was said, nor
whose it is (decision 9). The words are read in the queue, by who signed in.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import structlog

from backend.clock import LONDON, later
from backend.notify import Message, NotSent
from backend.say import Say
from backend.services import accounts, alerts, duty, opening, outbox
from backend.services.alerts import telling_of
from backend.services.installation import Installation
from backend.services.opening import Contact
from backend.store import Transaction
from backend.store.rows import Alert, OutboxRow

SEND = "alert.send"
"""One message to one person."""
CHECK = "alert.check"
"""What became of one that was handed over."""
CHECKED_AFTER = timedelta(minutes=1)
FIRST_COMES_FIRST = timedelta(seconds=10)
LOOK_AGAIN = timedelta(minutes=5)
"""While nobody is on duty or named: as often somebody is looked for."""

log = structlog.get_logger()


def tell(inst: Installation, row: OutboxRow) -> None:
    """Find who is to be told now, and write a message for each, in one transaction.

    With nobody to tell the row stays, and is loud, until there is somebody or it was acknowledged.
    """
    turn, now = str(row.body["turn"]), inst.clock.now()
    with inst.store.begin() as tx:
        alert = tx.alerts.get(str(row.body["alert"]))
        if alert is None or alert.acknowledged_at is not None:
            tx.outbox.finish(row.id, now)
            return
        # As it stands under the alert's lock: who was told may have been written since it was leased.
        leased, row = row, tx.outbox.get(row.id) or row
        if row.leased_until != leased.leased_until:
            # The alert was made graver meanwhile: whoever takes the row next tells of it as it is now.
            return
        if turn == "second" and not _first_is_over(tx, alert):
            # Of two workers one may be at the first turn: the second must know who was told in it.
            tx.outbox.postpone(row, later(now, FIRST_COMES_FIRST))
            return
        chosen = _whom(inst, tx, alert, row)
        if chosen:
            # Two people may share a mobile, and one person may be asked for twice.
            ways = (reach for contact in chosen for reach in duty.ways(inst, contact, alert.tier))
            for reach in dict.fromkeys(ways):
                tx.outbox.add(_message_for(alert, turn, reach, row))
            tx.outbox.finish(row.id, now)
            if turn == "first":
                _not_again(tx, alert, chosen)
            else:
                tx.alerts.save(replace(alert, escalated_at=now))
                _note(inst, tx, alert, "alert_escalated", {})
            return
        tx.outbox.postpone(row, later(now, LOOK_AGAIN), "nobody_to_tell")
    log.error("nobody can be told of an alert", alert=alert.id, tier=alert.tier, turn=turn)


def send(inst: Installation, row: OutboxRow) -> None:
    """Hand one message over, unless the alert was acknowledged or made graver meanwhile."""
    with inst.store.read() as tx:
        alert = tx.alerts.get(str(row.body["alert"]))
    if alert is None or alert.acknowledged_at is not None or not _is_of(row, alert):
        outbox.done(inst, row)
        return
    try:
        sent = inst.post.send(_written(inst, alert, row), tried_before=row.tries > 1)
    except NotSent as failed:
        _not_sent(inst, alert, row, failed)
        return
    now = inst.clock.now()
    with inst.store.begin() as tx:
        if not tx.outbox.finish(row.id, now):
            return
        if (alert := tx.alerts.get(alert.id)) is None:
            return
        if alert.told_at is None and _is_of(row, alert):
            tx.alerts.save(replace(alert, told_at=now))
        _note(inst, tx, alert, "alert_told", {"turn": row.body["turn"], "way": row.body["way"]})
        if sent.receipt is not None:
            body = {**row.body, "receipt": sent.receipt}
            tx.outbox.add(OutboxRow(f"{CHECK}:{row.id}", CHECK, body, later(now, CHECKED_AFTER)))


def check(inst: Installation, row: OutboxRow) -> None:
    """Ask what became of a message; one that failed after all brings the second person forward."""
    outbox.follow(inst, row, lambda: _give_up(inst, row, "not_delivered"))


def _first_is_over(tx: Transaction, alert: Alert) -> bool:
    first = tx.outbox.get(telling_of(alert.id, "first"))
    return first is None or first.done_at is not None


def _whom(inst: Installation, tx: Transaction, alert: Alert, row: OutboxRow) -> Sequence[Contact]:
    """Who is told in this turn, of those who work now: the duty, else the cover; then another person."""
    settings, now = opening.of(tx, alert.council), inst.clock.now()

    def on_duty(named: Sequence[Contact]) -> Sequence[Contact]:
        may_know = [one for one in named if not _is_kept_from(tx, alert, one)]
        there = duty.may_be_told(inst, may_know, apart=alert.names_staff_or_carer)
        return duty.on_duty(inst, there, now)

    first, second = on_duty(settings.duty), on_duty(settings.cover)
    if row.body["turn"] == "first":
        return first or second
    told = set(row.body.get("told", ()))
    return [one for one in (*second, *first) if not told & {one.email, one.text}]


def _is_kept_from(tx: Transaction, alert: Alert, contact: Contact) -> bool:
    """Whether it is about a case that is kept from a colleague who signs in with this contact's address.

    That an alert waits is told to nobody from whom its case is kept: it would say that there is one.
    """
    account = tx.staff.by_email(accounts.email_hash(contact.email)) if contact.email else None
    return account is not None and alerts.kept_from(tx, alert, account.id)


def _not_again(tx: Transaction, alert: Alert, told: Sequence[Contact]) -> None:
    """Keep for the second turn who was told in the first."""
    second = tx.outbox.get(telling_of(alert.id, "second"))
    if second is not None:
        names = [way for one in told for way in (one.email, one.text) if way]
        tx.outbox.save(replace(second, body={**second.body, "told": names}))


def _message_for(alert: Alert, turn: str, reach: duty.Reach, row: OutboxRow) -> OutboxRow:
    """The message to one person by one way; its id tells nothing of the address."""
    told_as = list(alert.told_as)
    to = hashlib.sha256(f"{alert.id}:{told_as}:{reach.to}".encode()).hexdigest()[:12]
    body = {"alert": alert.id, "turn": turn, "way": reach.way, "to": reach.to, "told_as": told_as}
    return OutboxRow(f"alert-{alert.id}-{turn}-{to}", SEND, body, row.due_at)


def _is_of(row: OutboxRow, alert: Alert) -> bool:
    """Whether a message is of the alert as it is now; where it was made graver since, others go instead."""
    told_as = list(alert.told_as)
    return bool(row.body.get("told_as", told_as) == told_as)


def _written(inst: Installation, alert: Alert, row: OutboxRow) -> Message:
    """What goes out: that an alert waits, where, and how urgent."""
    kind = "again" if row.body["turn"] == "second" else "first"
    at = alert.at.astimezone(LONDON)
    facts: dict[str, Any] = {
        "tier": Say(f"staff.alert.tier.{alert.tier}"),
        "council": inst.procedures.council(alert.council).name
        if alert.council
        else Say("staff.alert.no_council"),
        "on": at.date(),
        "at": at,
        "href": f"{inst.address}/staff/alerts",
    }
    way = row.body["way"]
    body = f"staff.alert.text.{kind}" if way == "text" else f"staff.alert.mail.{kind}"
    return Message(
        id=row.id,
        way=way,
        to=str(row.body["to"]),
        subject=_say(inst, "staff.alert.subject", facts),
        text=_say(inst, body, facts),
        written_at=alert.at,
        sender=_say(inst, "staff.sender", {}),
    )


def _say(inst: Installation, key: str, facts: dict[str, Any]) -> str:
    return inst.wording.render(key, facts, "en", "adult").text


def _not_sent(inst: Installation, alert: Alert, row: OutboxRow, failed: NotSent) -> None:
    log.error("an alert was not sent", alert=alert.id, way=row.body["way"], tries=row.tries, why=failed.why)
    if failed.final:
        _give_up(inst, row, failed.why)
    else:
        outbox.later(inst, row, failed.why)


def _give_up(inst: Installation, row: OutboxRow, why: str) -> None:
    """This way to this person is closed: somebody else is told at once."""
    now = inst.clock.now()
    with inst.store.begin() as tx:
        tx.outbox.finish(row.id, now, why)
        tx.outbox.hasten(telling_of(str(row.body["alert"]), "second"), now)
    log.error("a message of an alert did not arrive", alert=row.body["alert"], why=why)


def _note(inst: Installation, tx: Transaction, alert: Alert, kind: str, data: dict[str, Any]) -> None:
    tx.events.append(alerts.stream_of(alert.id), kind, inst.today(), data, "worker", inst.clock.now())
