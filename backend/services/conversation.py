"""The guided conversation: load what was said, let the plan decide, carry out what it asks for.

Every entry takes the sender and the message's id, never the text: that was stored by the gateway
under the id. What was decided is kept under the same id, so that asking twice does nothing twice.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

from backend import journeys
from backend.journeys import Draft, Drop, Keep, Open, Send, Step, Understood, World, says
from backend.say import Say, as_json
from backend.services import complaints, tracking
from backend.services.facts import council_facts, sent_facts, status_facts
from backend.services.installation import Installation
from backend.store import Transaction
from backend.store.rows import ChatSession, DraftRow, Turn

JOURNEY_OF = {
    "make_complaint": "complaint",
    "say_what_happened": "complaint",
    "track_complaint": "track",
}
"""Which journey an intent starts; `resume` takes up the one under way."""

ADULT_ROLES = {"care_leaver", "parent", "carer", "advocate", "other"}


class UnknownMessage(LookupError):
    """No such sender, or no such message of theirs."""


@dataclass(frozen=True)
class Heard:
    """A message as Rasa's side names it: whose, which, and what the model made of it."""

    sender: str
    message_id: str
    intent: str
    confidence: float


@dataclass(frozen=True)
class Reply:
    """What to relay. `question` is the id of the pending one, None when nothing is asked."""

    handled: bool
    question: str | None
    messages: tuple[Say, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The reply as it is stored under the message's id and sent to the action."""
        return {
            "handled": self.handled,
            "done": self.question is None,
            "question": self.question,
            "messages": [as_json(say) for say in self.messages],
        }


@dataclass(frozen=True)
class _Gathered:
    """What one decision needs, read before it."""

    session: ChatSession
    turn: Turn
    row: DraftRow | None
    world: World
    understood: Understood

    @property
    def draft(self) -> Draft | None:
        return Draft.from_json(self.row.data) if self.row else None


def begin(inst: Installation, heard: Heard) -> dict[str, Any]:
    """Start the journey of an intent, or take up the one under way."""
    return _decide(inst, heard, _begin)


def step(inst: Installation, heard: Heard) -> dict[str, Any]:
    """Give the message to the plan of the journey under way; without one it begins or says what can be done."""
    return _decide(inst, heard, _step)


def answer(inst: Installation, heard: Heard) -> dict[str, Any]:
    """Answer a question for information; the journey under way stays where it is."""
    return _decide(inst, heard, lambda found, intent: _inform(inst, found, intent))


def unsure(inst: Installation, heard: Heard) -> dict[str, Any]:
    """Say that it was not understood, and what can be done."""
    return _decide(inst, heard, lambda found, _: Step(found.draft, (says.unsure(),), True, None))


def pending(inst: Installation, tx: Transaction, session: ChatSession) -> Say | None:
    """The question this session waits on, whole, or None."""
    row = tx.drafts.get(session.draft_id) if session.draft_id else None
    return journeys.question(Draft.from_json(row.data), world(inst, session)) if row else None


def world(inst: Installation, session: ChatSession) -> World:
    """What the plan may know of the world."""
    return World(
        today=inst.today(),
        page_council=session.council,
        councils=inst.procedures.names(),
        age_band=session.age_band,
    )


def _begin(found: _Gathered, intent: str) -> Step:
    draft = found.draft
    if intent == "resume":
        return Step(draft, (says.picked_up(),), True, None) if draft else Step(None, (says.unsure(),), True, None)
    journey = JOURNEY_OF[intent]
    if draft is not None and draft.journey == journey:
        return journeys.step(draft, found.understood, found.world)
    return journeys.begin(journey, found.understood, found.world)


def _step(found: _Gathered, intent: str) -> Step:
    if (draft := found.draft) is not None:
        return journeys.step(draft, found.understood, found.world)
    if intent in JOURNEY_OF:
        return _begin(found, intent)
    return Step(None, (says.unsure(),), True, None)


def _inform(inst: Installation, found: _Gathered, intent: str) -> Step:
    council = inst.procedures.council(_council_of(found.draft, found.session))
    return Step(found.draft, (says.answer(intent, council_facts(inst, council)),), True, None)


def _council_of(draft: Draft | None, session: ChatSession) -> str:
    return str((draft.answers.get("council") if draft else None) or session.council or "england")


def _decide(
    inst: Installation, heard: Heard, decide: Callable[[_Gathered, str], Step]
) -> dict[str, Any]:
    """Gather, decide, apply; the answer to a message id that was decided before is that answer."""
    with inst.store.read() as tx:
        found = _gather(inst, tx, heard)
    if found.turn.step is not None:
        return dict(found.turn.step)
    decided = decide(found, heard.intent)
    opened = None
    if isinstance(decided.effect, Open):
        address = str(found.session.state.get("address", found.session.id))
        opened = tracking.find(inst, decided.effect.reference, decided.effect.key, address)
    with inst.store.begin() as tx:
        reply = _apply(inst, tx, found, decided, opened).as_json()
        tx.turns.save(replace(tx.turns.require(found.session.id, heard.message_id), step=reply))
    return reply


def _gather(inst: Installation, tx: Transaction, heard: Heard) -> _Gathered:
    session = tx.sessions.by_sender(heard.sender)
    turn = tx.turns.get(session.id, heard.message_id) if session else None
    if session is None or turn is None:
        raise UnknownMessage(heard.message_id)
    row = tx.drafts.get(session.draft_id) if session.draft_id else None
    means = turn.choice["means"] if turn.choice else None
    return _Gathered(
        session, turn, row, world(inst, session), Understood(turn.text, heard.intent, heard.confidence, means)
    )


def _apply(
    inst: Installation, tx: Transaction, found: _Gathered, decided: Step, opened: tracking.Found | None
) -> Reply:
    """Write what was decided, and say what came of it."""
    session, row = found.session, found.row
    if decided.draft is not None:
        row = _keep_draft(inst, tx, row, decided.draft)
        session = replace(session, draft_id=row.id)
    done: Sequence[Say] = ()
    match decided.effect:
        case Send() if row is not None and decided.draft is not None:
            case = complaints.open_from_draft(inst, tx, row, decided.draft)
            tx.drafts.save(replace(row, case_id=case.id, data={}))
            session = replace(session, draft_id=None, case_id=case.id)
            done = says.sent(sent_facts(inst, complaints.require(inst, tx, case.id)))
        case Keep() if row is not None:
            done = (*keep(inst, tx, row),)
            session = replace(session, draft_id=None)
        case Drop():
            if row is not None:
                tx.drafts.delete(row.id)
            session = replace(session, draft_id=None)
            done = (says.dropped(),)
        case Open() if opened is not None and row is not None:
            session, done = _open(inst, tx, session, row, opened)
        case _:
            pass
    session = _in_their_voice(session, decided.draft)
    tx.sessions.save(session)
    asked = pending(inst, tx, session)
    return Reply(decided.handled, asked.asks if asked else None, (*decided.says, *done))


def _keep_draft(inst: Installation, tx: Transaction, row: DraftRow | None, draft: Draft) -> DraftRow:
    """Save the draft: over the one under way if it is the same journey, else beside it."""
    council = draft.answers.get("council")
    if row is not None and row.journey == draft.journey:
        row = replace(
            row,
            data=draft.to_json(),
            council=str(council) if council else None,
            updated_at=inst.clock.now(),
        )
        tx.drafts.save(row)
        return row
    row = DraftRow(
        id=uuid4().hex,
        journey=draft.journey,
        data=draft.to_json(),
        council=str(council) if council else None,
        updated_at=inst.clock.now(),
    )
    tx.drafts.add(row)
    return row


def keep(inst: Installation, tx: Transaction, row: DraftRow) -> Sequence[Say]:
    """Give the draft a reference to come back by; the gateway makes its key with the receipt."""
    if row.reference is None:
        row = replace(row, reference=complaints.unused_reference(tx))
        tx.drafts.save(row)
    return says.kept({"reference": row.reference})


def _open(
    inst: Installation, tx: Transaction, session: ChatSession, row: DraftRow, opened: tracking.Found
) -> tuple[ChatSession, Sequence[Say]]:
    match opened:
        case tracking.FoundCase(case_id):
            tx.drafts.delete(row.id)
            case = complaints.require(inst, tx, case_id)
            return replace(session, draft_id=None, case_id=case_id), says.status(status_facts(inst, case))
        case tracking.FoundDraft(draft_id):
            tx.drafts.delete(row.id)
            return replace(session, draft_id=draft_id), (says.picked_up(),)
        case tracking.NotFound():
            again, told = journeys.not_found(Draft.from_json(row.data))
            tx.drafts.save(replace(row, data=again.to_json()))
            return session, told
        case tracking.Slowed(seconds):
            again, told = journeys.slowed(Draft.from_json(row.data), seconds)
            tx.drafts.save(replace(row, data=again.to_json()))
            return session, told


def _in_their_voice(session: ChatSession, draft: Draft | None) -> ChatSession:
    """The band the person named, or their role implies; one chosen by hand stands."""
    if draft is None or session.band_chosen:
        return session
    band = draft.answers.get("age_band") or ("adult" if draft.answers.get("role") in ADULT_ROLES else None)
    return replace(session, age_band=str(band)) if band in ("child", "teen", "adult") else session
