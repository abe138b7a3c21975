"""A safeguarding alert: what was said, verbatim, kept for somebody whose job it is to look.

An alert is an event stream of its own, `alert:<id>`; the words stand sealed in its row. It is
written in the transaction that stores the message, so that neither can be lost without the other, and
with it what is to be done: tell whoever is on duty now (`first`), and somebody else (`second`) unless it
was acknowledged in time. `backend.services.telling` does that.

One message of a chat leaves one alert. What is heard in it later can only make that graver: another event of
its stream, and whoever is to be told is told anew, as of what it is now.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import uuid4

from backend import telemetry
from backend.cases.viewers import PERSON, Side
from backend.clock import later
from backend.journeys.draft import Draft
from backend.journeys.path import voice
from backend.safety import GRAVITY, Heard
from backend.say import Say, from_json
from backend.services import complaints, opening
from backend.services.facts import people
from backend.services.installation import Installation
from backend.store import Transaction
from backend.store.rows import Alert, CaseKey, CaseRow, ChatSession, OutboxRow
from backend.wording import HOME, WordingError

TELL = "alert.tell"
"""To find out who is to be told of an alert, in its first turn or its second."""
TURNS = ("first", "second")
TAKEN_BACK = "alert_taken_back"
"""The kind of event that ends an alert that was misheard, and its row."""
ANSWERED_WITHIN = timedelta(seconds=30)
"""Longer than any answer takes: so long an alert that waits for the model is told to nobody."""


def raise_alert(
    inst: Installation,
    tx: Transaction,
    session: ChatSession,
    message_id: str,
    words: str,
    heard: Heard,
    waits: bool = False,
) -> Alert:
    """Write the alert and its first event; the caller's transaction carries both.

    Where the message left one before, that is made graver instead. Not once somebody took it: they looked
    at what it was then, and another is written. `waits`: the model may yet be sure that there is no harm
    (`take_back`); if it is not heard of (`wait_no_longer`), people are told all the same.
    """
    key = tx.case_keys.get(session.key_id) if session.key_id else None
    actor = key.actor if key else "gateway"
    before = of_message(tx, session, message_id)
    heard = replace(heard, names_staff_or_carer=apart(tx, session, heard))
    if before is not None and before.acknowledged_at is None:
        return _make_graver(inst, tx, before, session, heard, actor)
    council = council_of(inst, tx, session)
    alert = Alert(
        id=_id_of(session, message_id) if before is None else uuid4().hex,
        at=inst.clock.now(),
        council=council,
        tier=heard.tier,
        words=words,
        session_id=session.id,
        draft_id=session.draft_id,
        case_id=session.case_id,
        phrases=heard.phrases,
        names_staff_or_carer=heard.names_staff_or_carer,
        asked=_asked(inst, session, council),
    )
    alert = _with_speaker(inst, tx, alert, session, key)
    _write(inst, tx, alert, actor, ANSWERED_WITHIN if waits else timedelta())
    return alert


def apart(tx: Transaction, session: ChatSession, heard: Heard) -> bool:
    """Whether staff or a carer may be named: in these words, or in others of theirs that were heard before.

    "He is coming home at six" says no more who he is.
    """
    told = tx.alerts.of_conversation(session.id)
    if session.case_id is not None:
        told += tx.alerts.about(session.case_id, session.draft_id)
    return heard.names_staff_or_carer or any(alert.names_staff_or_carer for alert in told)


def join(inst: Installation, tx: Transaction, session: ChatSession) -> None:
    """Have what was heard in a conversation belong to the complaint it began, to its council, and to who
    they have said meanwhile that they are.
    """
    council = council_of(inst, tx, session)
    key = tx.case_keys.get(session.key_id) if session.key_id else None
    for alert in tx.alerts.of_conversation(session.id):
        draft = alert.draft_id or (session.draft_id if alert.case_id is None else None)
        joined = replace(alert, draft_id=draft, council=alert.council or council)
        joined = _with_speaker(inst, tx, joined, session, key)
        if joined != alert:
            tx.alerts.save(joined)


def wait_no_longer(inst: Installation, tx: Transaction, session: ChatSession, message_id: str) -> None:
    """Have the alert of a message told now: the model has spoken, or will not."""
    tx.outbox.hasten(telling_of(_id_of(session, message_id), "first"), inst.clock.now())


def take_back(inst: Installation, tx: Transaction, session: ChatSession, message_id: str) -> bool:
    """Take back the alert of a message that was misheard; its events stay, and one more that says so.

    False, and it stands, where somebody took it or was told of it.
    """
    alert = of_message(tx, session, message_id)
    if alert is None:
        return True
    telling = [tx.outbox.get(telling_of(alert.id, turn)) for turn in TURNS]
    if alert.acknowledged_at or any(row is None or row.tries or row.done_at for row in telling):
        return False
    for turn in TURNS:
        tx.outbox.finish(telling_of(alert.id, turn), inst.clock.now())
    tx.alerts.delete(alert.id)
    tx.events.append(stream_of(alert.id), TAKEN_BACK, inst.today(), {}, "gateway", inst.clock.now())
    telemetry.alert_taken_back()
    return True


def telling_of(alert_id: str, turn: str) -> str:
    """The id of the row by which people are told of an alert in one of `TURNS`."""
    return f"{TELL}:{alert_id}:{turn}"


def of_message(tx: Transaction, session: ChatSession, message_id: str) -> Alert | None:
    """The alert that a message of a chat left."""
    return tx.alerts.get(_id_of(session, message_id))


def raise_alert_in_case(
    inst: Installation, tx: Transaction, case: CaseRow, words: str, actor: str, told: str | None = None
) -> Alert | None:
    """Hear what somebody told the team for a case; an alert where it sounds of harm, as in the chat.

    `told` names what is a worry whatever the words (`got_worse`, `pressed_to_withdraw`): then it is one
    at any rate, and kept from the line that was complained of.
    """
    heard = inst.screen.hear(words)
    if told is not None:
        heard = replace(
            heard,
            tier="urgent" if heard.tier == "urgent" else "concern",
            phrases=(f"told:{told}", *heard.phrases),
            names_staff_or_carer=True,
        )
    if heard.tier == "none":
        return None
    speaker = _who_acts(inst, tx, case, actor)
    alert = Alert(
        id=uuid4().hex,
        at=inst.clock.now(),
        council=case.council,
        tier=heard.tier,
        words=words,
        session_id=None,
        draft_id=None,
        case_id=case.id,
        phrases=heard.phrases,
        names_staff_or_carer=heard.names_staff_or_carer,
        role=speaker.role,
        age_band=speaker.age_band,
    )
    _write(inst, tx, alert, actor)
    return alert


def council_of(inst: Installation, tx: Transaction, session: ChatSession) -> str | None:
    """Whose alert it is: of the case that is open, of the complaint under way, of the page; else nobody's."""
    case = tx.cases.get(session.case_id) if session.case_id else None
    draft = tx.drafts.get(session.draft_id) if session.draft_id else None
    # A draft may hold that the person does not know it, or a council that is not served here.
    served = {council.id for council in inst.procedures.councils()}
    named = (draft and draft.council, case and case.council, session.council)
    return next((council for council in named if council in served), None)


def _write(
    inst: Installation, tx: Transaction, alert: Alert, actor: str, waits: timedelta = timedelta()
) -> None:
    tx.alerts.add(alert)
    _have_it_told(inst, tx, alert, "alert_raised", actor, alert.at, waits)


def _make_graver(
    inst: Installation, tx: Transaction, before: Alert, session: ChatSession, heard: Heard, actor: str
) -> Alert:
    """Add what was heard to an alert that nobody took; one that is no graver by it stays as it is."""
    alert = replace(
        before,
        council=before.council or council_of(inst, tx, session),
        tier=max(before.tier, heard.tier, key=GRAVITY.index),
        draft_id=before.draft_id or session.draft_id,
        case_id=before.case_id or session.case_id,
        phrases=tuple(dict.fromkeys((*before.phrases, *heard.phrases))),
        names_staff_or_carer=before.names_staff_or_carer or heard.names_staff_or_carer,
        told_at=None,
        escalated_at=None,
    )
    if alert.told_as == before.told_as:
        return before
    tx.alerts.save(alert)
    _have_it_told(inst, tx, alert, "alert_made_graver", actor, inst.clock.now())
    return alert


def _have_it_told(
    inst: Installation,
    tx: Transaction,
    alert: Alert,
    kind: str,
    actor: str,
    at: datetime,
    waits: timedelta = timedelta(),
) -> None:
    """Have people told of an alert as it is now, from the first turn on, and write down what happened."""
    telemetry.alert_raised(alert.tier)
    for turn, after in zip(TURNS, (waits, _patience(tx, alert)), strict=True):
        body = {"alert": alert.id, "turn": turn}
        tx.outbox.ask(OutboxRow(telling_of(alert.id, turn), TELL, body, later(at, after)))
    data = {"tier": alert.tier, "phrases": list(alert.phrases)}
    tx.events.append(stream_of(alert.id), kind, inst.today(), data, actor, at)


def _asked(inst: Installation, session: ChatSession, council: str | None) -> str | None:
    """What they had last been asked or told, without what it reads back to them: other words of theirs,
    names among them, would outlive the chat they deleted.
    """
    if (last := session.state.get("last")) is None:
        return None
    say = from_json(last)
    ours = frozenset(people(inst, council).values())
    try:
        text = inst.wording.render(say.key, _left_of(say.facts, ours), HOME, session.age_band).text
    except WordingError:
        # A version before this one asked it: nothing is worth losing the alert for.
        return None
    return "\n".join(line for line in text.splitlines() if line.strip())


def _left_of(facts: Mapping[str, object], ours: Collection[str]) -> dict[str, object]:
    """Facts without any words but `ours`: whatever else is text may be the person's."""
    return {name: _fact_left(value, ours) for name, value in facts.items()}


def _fact_left(value: object, ours: Collection[str]) -> object:
    match value:
        case Say():
            return replace(value, facts=_left_of(value.facts, ours))
        case list() | tuple():
            return ()
        case str() if value not in ours:
            return "…"
    return value


class _Speaker(NamedTuple):
    """Who speaks and of what age, as far as it is known."""

    role: str | None = None
    age_band: str | None = None


def _with_speaker(
    inst: Installation, tx: Transaction, alert: Alert, session: ChatSession, key: CaseKey | None
) -> Alert:
    """An alert with what is known by now of who speaks in a chat: as they told it, else as they chose to be
    spoken to.
    """
    row = tx.drafts.get(session.draft_id) if session.draft_id else None
    draft = Draft.from_json(row.data) if row is not None and row.case_id is None else Draft("")
    case = tx.cases.get(session.case_id) if session.case_id else None
    known = _who_acts(inst, tx, case, key.actor if key else PERSON) if case else _Speaker()
    told, chosen = draft.answers.get("role"), session.state.get("own_band")
    return replace(
        alert,
        role=str(told) if told else known.role or alert.role,
        age_band=voice(draft) or known.age_band or chosen or alert.age_band,
    )


def _who_acts(inst: Installation, tx: Transaction, case: CaseRow, actor: str) -> _Speaker:
    """Who speaks about a case, by the key they hold; of whoever made it, what they told of themselves."""
    who = actor.partition(":")[0]
    if who in _ROLES:
        return _Speaker(_ROLES[who])
    return _Speaker(case.role, complaints.band_of(complaints.require(inst, tx, case.id)))


_ROLES = {"child": "young_person", "advocate": "advocate"}
"""Who the holder of another's key is, by its viewer."""


def _id_of(session: ChatSession, message_id: str) -> str:
    """The id of the alert of a message: the same, however often it is heard."""
    return hashlib.sha256(f"{session.id}:{message_id}".encode()).hexdigest()[:32]


def _patience(tx: Transaction, alert: Alert) -> timedelta:
    """How long the first person has before the second is told."""
    settings = opening.of(tx, alert.council)
    if alert.tier == "urgent":
        return timedelta(minutes=settings.urgent_minutes)
    return timedelta(hours=settings.concern_hours)


ALERT_ERASED = "alert_erased"
"""The kind of event after which the words of an alert are gone."""


@dataclass(frozen=True)
class Seen:
    """An alert as the duty role sees it: whose case, how to reach the person, who has taken it."""

    alert: Alert
    reference: str | None
    sent: bool
    """Whether the reference is a case's; that of a draft opens nothing for the team."""
    reach: Mapping[str, str] | None
    acknowledged_by: str | None
    note: str | None
    """What whoever took it wrote of what is being done."""


class NoSuchAlert(LookupError):
    """Nothing by this id that this colleague may see."""


class TakenAlready(Exception):
    """Somebody else acknowledged it first; `by` is their e-mail address, where the account is still there."""

    def __init__(self, by: str | None) -> None:
        super().__init__("acknowledged already")
        self.by = by


def seen(
    inst: Installation, staff_id: str, councils: Collection[str], *, open_only: bool
) -> tuple[Seen, ...]:
    """The alerts of these councils that this colleague may see, the oldest first.

    One whose council nobody knows is shown to all of them: better looked at twice than not at all. One of
    a case that is kept from a colleague is not shown to them.
    """
    with inst.store.read() as tx:
        found = tx.alerts.of(councils, open_only=open_only)
        return tuple(_seen(tx, alert) for alert in found if not kept_from(tx, alert, staff_id))


def look(
    inst: Installation, staff_id: str, councils: Collection[str], *, open_only: bool
) -> tuple[Seen, ...]:
    """`seen`, to be read: that this colleague has read the words of an alert is written on it.

    Once for each colleague, not at each look: the queue is opened many times a day.
    """
    found = seen(inst, staff_id, councils, open_only=open_only)
    actor = f"staff:{staff_id}"
    with inst.store.begin() as tx:
        for one in found:
            stream = stream_of(one.alert.id)
            known = {event.actor for event in tx.events.of(stream) if event.kind == complaints.LOOKED_AT}
            if one.alert.words and actor not in known:
                tx.events.append(stream, complaints.LOOKED_AT, inst.today(), {}, actor, inst.clock.now())
    return found


def acknowledge(
    inst: Installation, staff_id: str, councils: Collection[str], alert_id: str, note: str | None
) -> Seen:
    """Take an alert. Doing it again changes nothing. Raises `NoSuchAlert`, `TakenAlready`."""
    now = inst.clock.now()
    with inst.store.begin() as tx:
        alert = find(tx, staff_id, councils, alert_id)
        if alert.acknowledged_at is not None:
            if alert.acknowledged_by != staff_id:
                raise TakenAlready(_seen(tx, alert).acknowledged_by)
            return _seen(tx, alert)
        alert = replace(alert, acknowledged_at=now, acknowledged_by=staff_id)
        tx.alerts.save(alert)
        stream = stream_of(alert.id)
        data = {"words": {"note": tx.words.put(stream, "note", note)}} if note else {}
        tx.events.append(stream, "alert_acknowledged", inst.today(), data, f"staff:{staff_id}", now)
        return _seen(tx, alert)


def find(tx: Transaction, staff_id: str, councils: Collection[str], alert_id: str) -> Alert:
    """An alert that this colleague may see. Raises `NoSuchAlert`."""
    alert = tx.alerts.get(alert_id)
    if alert is None or (alert.council is not None and alert.council not in councils):
        raise NoSuchAlert
    if kept_from(tx, alert, staff_id):
        raise NoSuchAlert
    return alert


def stream_of(alert_id: str) -> str:
    """The stream of an alert's events."""
    return f"alert:{alert_id}"


def side_of(tx: Transaction, alert: Alert) -> Side:
    """On whose side it was said: the child's by who holds the child's key, or whom the child let in."""
    who, _, key_id = tx.events.of(stream_of(alert.id))[0].actor.partition(":")
    key = tx.case_keys.get(key_id) if who in ("child", "advocate") else None
    return "child" if who == "child" else key.side if key else "complainant"


def case_of(tx: Transaction, alert: Alert) -> str | None:
    """The case an alert is about, also where it was raised while that was still a draft."""
    draft = tx.drafts.get(alert.draft_id) if alert.draft_id else None
    return alert.case_id or (draft.case_id if draft else None)


def kept_from(tx: Transaction, alert: Alert, staff_id: str) -> bool:
    """Whether it is about a case that is kept from this colleague."""
    case_id = case_of(tx, alert)
    return case_id is not None and staff_id in tx.kept_apart.of(case_id)


def _seen(tx: Transaction, alert: Alert) -> Seen:
    draft = tx.drafts.get(alert.draft_id) if alert.draft_id else None
    case_id = case_of(tx, alert)
    case = tx.cases.get(case_id) if case_id else None
    if case is not None:
        reach = _reach_in_case(tx, alert, case)
    else:
        told = draft.data.get("answers") or {} if draft else {}
        reach = {name: str(told[name]) for name in _REACH if told.get(name)}
    account = tx.staff.get(alert.acknowledged_by) if alert.acknowledged_by else None
    return Seen(
        alert,
        case.reference if case else draft.reference if draft else None,
        case is not None,
        reach or None,
        account.email if account else None,
        tx.words.all(stream_of(alert.id)).get("note") if alert.acknowledged_at else None,
    )


def _reach_in_case(tx: Transaction, alert: Alert, case: CaseRow) -> dict[str, str]:
    """How whoever it was said by wants to be reached now: for a child's words never the adult's way."""
    words, events = tx.words.all(case.id), tx.events.of(case.id)
    if side_of(tx, alert) == "child":
        names = {"child_name": words["child_name"]} if "child_name" in words else {}
        return names | complaints.contact(events, words, "child")
    told = {name: words[name] for name in _WHO if name in words}
    return told | complaints.contact(events, words)


_WHO = ("name", "child_name")
_REACH = (*_WHO, "contact_method", "contact_detail", "safe_to_contact", "when", "not_to")
"""What a person may have said of who they are and how to reach them."""
