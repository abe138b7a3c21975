"""The guided conversation: load what was said, let the plan decide, carry out what it asks for.

Every entry takes the sender and the message's id, never the text: that was stored by the gateway
under the id. What was decided is kept under the same id, so that asking twice does nothing twice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import takewhile
from typing import Any
from uuid import uuid4

from backend.journeys import acted, plan, says
from backend.journeys import draft as plans
from backend.journeys.checking import known
from backend.journeys.complaint import COMPLAINT
from backend.journeys.draft import Draft, Step, Understood, World
from backend.journeys.hearing import pairs
from backend.journeys.languages import speak, told_in
from backend.journeys.spoken import in_english
from backend.journeys.track import TRACK
from backend.journeys.ways import first_ways
from backend.journeys.withdraw import WITHDRAW
from backend.journeys.words import (
    holds,
    named_on_a_case,
    plain,
    says_told_already,
    withdraws,
)
from backend.journeys.write import ADDING, WORSE
from backend.say import Say, as_json, from_json
from backend.services import acts, advising, alerts, complaints, deciding, keeping, tracking, viewing
from backend.services.deciding import Gathered
from backend.services.facts import after_sending, as_it_stands, elsewhere, information, national, people
from backend.services.installation import Installation
from backend.services.wishes import acts_of, case_now, of_stage1, window
from backend.store import Transaction
from backend.store.rows import ChatSession, DraftRow, Turn
from backend.wording.render import HOME


class UnknownMessage(LookupError):
    """No such sender, or no such message of theirs."""


@dataclass(frozen=True)
class Heard:
    """A message as Rasa's side names it: whose, which, and what the model made of it."""

    sender: str
    message_id: str
    intent: str
    confidence: float
    wants_to_know: str = ""


Decide = Callable[[Installation, Gathered, str], Step]


def begin(inst: Installation, heard: Heard) -> dict[str, Any]:
    """Start the journey of an intent, or take up the one under way."""
    return _decide(inst, heard, deciding.begin)


def step(inst: Installation, heard: Heard) -> dict[str, Any]:
    """Give the message to the plan under way; without one, begin or say what can be done."""
    return _decide(inst, heard, deciding.step)


def answer(inst: Installation, heard: Heard) -> dict[str, Any]:
    """Answer a question for information; the journey under way stays where it is."""
    return _decide(inst, heard, deciding.inform)


def informed(
    inst: Installation, tx: Transaction, session: ChatSession, turn: Turn, intent: str
) -> Sequence[Say]:
    """The answer to a question for information that another question waits behind: no ways on."""
    found = _gather(inst, tx, Heard(session.sender, turn.message_id, intent, 1.0))
    return [replace(say, choices=(), input="none") for say in deciding.inform(inst, found, intent).says]


def unsure(inst: Installation, heard: Heard) -> dict[str, Any]:
    """Say that it was not understood, and what can be done; who tells of their care has begun to complain."""
    return _decide(inst, heard, deciding.unsure)


def under_way(tx: Transaction, session: ChatSession) -> DraftRow | None:
    """The draft this session is at; None once another window has sent or deleted it."""
    row = tx.drafts.get(session.draft_id) if session.draft_id else None
    return row if row is not None and row.case_id is None else None


def pending(inst: Installation, tx: Transaction, session: ChatSession) -> Say | None:
    """The question this session waits on, whole, or None."""
    row = under_way(tx, session)
    if row is None:
        return None
    return inst.wording.quoted(plan.question(Draft.from_json(row.data), world(inst, session, row)))


def asked(inst: Installation, tx: Transaction, session: ChatSession, text: str) -> tuple[Say | None, bool]:
    """`pending`, and whether typed words answer it as surely as its button, so that no model need see them.

    Nor need it see a reference and its key, whatever was asked; a key is for nobody but the backend.
    """
    row, opens = under_way(tx, session), pairs.pair_alone(text) and all(pairs.pair(text))
    if row is None:
        return None, opens
    draft, known = Draft.from_json(row.data), world(inst, session, row)
    said = in_english(text, session.locale, _at_a_name(row))
    return plan.question(draft, known), opens or plan.plain_answer(draft, said, known)


def _at_a_name(row: DraftRow | None) -> bool:
    """Whether somebody's name is being asked for."""
    return row is not None and Draft.from_json(row.data).asking in ("name", "child_name")


def world(
    inst: Installation, session: ChatSession, row: DraftRow | None, case: complaints.OpenCase | None = None
) -> World:
    """What the plan may know of the world; `case` where it may have to do with the one that is open."""
    council = (row.council if row else None) or (case.row.council if case else None) or session.council
    return World(
        today=inst.today(),
        page_council=session.council,
        councils=council_names(inst),
        age_band=session.state.get("own_band"),
        simplest=session.age_band == "child",
        languages=inst.wording.names,
        in_english=session.locale == HOME,
        people=people(inst, council),
        elsewhere=elsewhere(inst),
        national=national(inst),
        advise=partial(advising.advise, inst.procedures, council, inst.today()),
        case=case_now(inst, case) if case else None,
    )


def council_names(inst: Installation) -> tuple[plans.CouncilNames, ...]:
    """Every council and what people call it."""
    return tuple(
        plans.CouncilNames(council.id, council.name, council.also) for council in inst.procedures.councils()
    )


def keep(inst: Installation, tx: Transaction, row: DraftRow) -> tuple[Say, ...]:
    """Give the draft a reference to come back by; the gateway makes its key with the receipt."""
    if row.reference is None:
        row = replace(row, reference=complaints.unused_reference(tx))
        tx.drafts.save(row)
    return says.kept(
        {"reference": row.reference, "draft_days": keeping.draft_days(inst, row.council)},
        again=row.key_hash is not None,
    )


def in_their_language(
    inst: Installation, tx: Transaction, session: ChatSession, text: str, tag: str | None
) -> tuple[ChatSession, Sequence[Say]]:
    """Go on in the language harm was told in, where the chat speaks it and spoke English until then.

    With what is to be said of it once the help was said. `tag`: of the phrases that were heard, if of any.
    """
    spoken = inst.wording.names
    if tag is None or session.locale != HOME or not told_in(text, tag, spoken):
        return session, ()
    session = replace(session, locale=tag)
    keep_language(inst, tx, session)
    draft = says.machine_made() if inst.wording.is_draft(tag) else ()
    return session, (*speak(None, tag, spoken).says, *draft)


def hold(inst: Installation, tx: Transaction, session: ChatSession, text: str) -> ChatSession:
    """Put words by in the complaint under way, or in a new one, so that nothing has to be told twice.

    While a complaint is looked up, the one they are put by in waits behind that.
    """
    row, told = under_way(tx, session), tuple(session.state.get("told", ()))
    aside = row is not None and not plan.takes_words(Draft.from_json(row.data))
    if aside:
        row = _left(tx, session, COMPLAINT.name)
    if row is None:
        draft = replace(_holding(inst, tx, session, text), told=told)
    else:
        draft = plan.hold(Draft.from_json(row.data), text)
    kept = save_draft(inst, tx, row, draft)
    if aside:
        return replace(session, state=_leaving(session.state, kept.id))
    return replace(session, draft_id=kept.id)


def _holding(inst: Installation, tx: Transaction, session: ChatSession, text: str) -> Draft:
    """A new draft for words put by: with a case open they are news of it, as long as any may be added.

    Who wants a complaint back is asked about that, whatever else was said; the words are the reason.
    """
    case = viewing.read(inst, tx, session.case_id, session.key_id) if session.case_id else None
    known = world(inst, session, None, case)
    if withdraws(text) and (case is not None or holds(plain(text), "complaint")):
        begun = plan.begin(WITHDRAW.name, Understood(choice={"words": text}), known)
        if begun.draft is not None:
            return begun.draft
    of_the_case = WORSE if named_on_a_case(text) == WORSE.name else ADDING
    for journey in (of_the_case, COMPLAINT) if case is not None else (COMPLAINT,):
        begun = plan.begin(journey.name, Understood(intent="make_complaint"), known)
        if begun.draft is not None:
            return plan.hold(begun.draft, text)
    return plan.hold(Draft(COMPLAINT.name), text)


def leave_off(inst: Installation, tx: Transaction, session: ChatSession) -> tuple[ChatSession, Sequence[Say]]:
    """Stop here: a complaint begun is kept with a receipt; an act on a case leaves nothing to keep."""
    begun = [row for row in (under_way(tx, session), *_all_left(tx, session)) if row is not None]
    kept = next((row for row in begun if plan.keeps(Draft.from_json(row.data))), None)
    for row in begun:
        if row is not kept:
            tx.drafts.delete(row.id)
    state = {name: value for name, value in session.state.items() if name != "left"}
    return replace(session, draft_id=None, state=state), keep(inst, tx, kept) if kept else says.stopped()


def stopping(inst: Installation, tx: Transaction, session: ChatSession) -> ChatSession:
    """The draft under way asked how to stop; one that holds nothing is gone."""
    row = under_way(tx, session)
    if row is None:
        return session
    wish = Understood(intent="stop_or_cancel", choice={"intent": "stop_or_cancel"})
    asked = plan.step(Draft.from_json(row.data), wish, world(inst, session, row)).draft
    if asked is None:
        tx.drafts.delete(row.id)
        return replace(session, draft_id=None)
    save_draft(inst, tx, row, asked)
    return session


def _all_left(tx: Transaction, session: ChatSession) -> list[DraftRow]:
    """The drafts that wait behind the one under way, the latest first."""
    rows = (tx.drafts.get(str(id)) for id in reversed(session.state.get("left", ())))
    return [row for row in rows if row is not None and row.case_id is None]


def _left(tx: Transaction, session: ChatSession, journey: str) -> DraftRow | None:
    """The draft of a journey that waits behind the one under way."""
    return next((row for row in _all_left(tx, session) if row.journey == journey), None)


def _leaving(state: Mapping[str, Any], id: str) -> dict[str, Any]:
    """The session's state with one more draft left to come back to."""
    return {**state, "left": [*(one for one in state.get("left", ()) if one != id), id]}


def save_draft(inst: Installation, tx: Transaction, row: DraftRow | None, draft: Draft) -> DraftRow:
    """Write a draft over its row, or into a new one where there is none of its journey."""
    told, now = draft.answers.get("council") or known(draft.answers, "council"), inst.clock.now()
    council = str(told) if told not in (None, "dont_know") else None
    if row is not None and row.journey == draft.journey:
        row = replace(row, data=draft.to_json(), council=council, updated_at=now)
        tx.drafts.save(row)
    else:
        row = DraftRow(uuid4().hex, draft.journey, draft.to_json(), council, now)
        tx.drafts.add(row)
    return row


def _decide(inst: Installation, heard: Heard, decide: Decide) -> dict[str, Any]:
    """Gather, decide and apply in one transaction, so that of two windows, or two tries, one acts.

    A message id that was decided before gets that answer again. The disk is not waited for: what is decided
    is told after a transaction that does.
    """
    opened: tracking.Found | None = None
    while True:
        with inst.store.begin(synced=False) as tx:
            found = _gather(inst, tx, heard)
            if found.turn.step is not None:
                return dict(found.turn.step)
            elsewhere = _sent_elsewhere(tx, found)
            if elsewhere is not None:
                decided = Step(None, says.sent_elsewhere())
            else:
                # What plain words begin holds whatever the model heard in them.
                decided = deciding.named(inst, found) or decide(inst, found, heard.intent)
            if isinstance(decided.effect, plans.Inform):
                decided = deciding.informed_beside(inst, found, decided, decided.effect)
            wish = decided.effect
            if opened is not None or not isinstance(wish, plans.Open):
                return _reply(inst, tx, found, decided, elsewhere or opened)
        # A try at a key takes a while and is counted by itself, so it is made with nothing held.
        caller = str(found.session.state.get("caller", found.session.id))
        opened = tracking.find(inst, wish.reference, wish.key, caller)


def _reply(
    inst: Installation, tx: Transaction, found: Gathered, decided: Step, opened: tracking.Found | None
) -> dict[str, Any]:
    """Apply what was decided, and keep the answer under the message's id."""
    session, told = _apply(inst, tx, found, decided, opened)
    asked = pending(inst, tx, session)
    messages: list[dict[str, Any]] = [as_json(inst.wording.quoted(say)) for say in told]
    if not messages and asked is not None:
        # The question is all there is to say; without the form's own run Rasa would have said nothing.
        messages = [{"ask": asked.asks}]
    reply = {
        "handled": decided.handled,
        "done": asked is None,
        "question": asked.asks if asked else None,
        "messages": messages,
    }
    # A message the plan leaves to a rule is not decided yet: the rule's answer is.
    if decided.handled:
        tx.turns.save(replace(found.turn, step=reply))
    return reply


def _sent_elsewhere(tx: Transaction, found: Gathered) -> tracking.FoundCase | None:
    """The case that another window, with the same draft, has opened meanwhile."""
    if found.row is not None or found.session.draft_id is None:
        return None
    row = tx.drafts.get(found.session.draft_id)
    return tracking.FoundCase(row.case_id) if row is not None and row.case_id is not None else None


def _gather(inst: Installation, tx: Transaction, heard: Heard) -> Gathered:
    session = tx.sessions.by_sender(heard.sender)
    turn = tx.turns.get(session.id, heard.message_id) if session else None
    if session is None or turn is None:
        raise UnknownMessage(heard.message_id)
    row = under_way(tx, session)
    means = turn.choice["means"] if turn.choice else None
    text = in_english(turn.text or "", session.locale, _at_a_name(row))
    understood = Understood(text, heard.intent, heard.confidence, means, heard.wants_to_know)
    case = viewing.read(inst, tx, session.case_id, session.key_id) if session.case_id else None
    left = {row.journey: row for row in reversed(_all_left(tx, session))}
    receipt = str(session.state.get("receipt", ""))
    return Gathered(
        session,
        turn,
        row,
        world(inst, session, row, case),
        understood,
        case,
        left,
        receipt=viewing.read(inst, tx, receipt, None) if receipt else None,
        unheard=_unheard(tx, session) if means is not None and row is None else "",
    )


_TELLS = 3
"""Words, from which on what was not understood may be worth keeping."""


def _unheard(tx: Transaction, session: ChatSession) -> str:
    """What was typed last and not understood, message by message; nothing where the last one was."""
    last = session.state.get("last")
    if last is None or from_json(last).key not in says.UNSURE:
        return ""
    answered = [turn for turn in tx.turns.of(session.id) if turn.says]
    latest = takewhile(lambda turn: from_json(turn.says[0]).key in says.UNSURE, reversed(answered))
    texts = [turn.text for turn in latest if turn.text and len(turn.text.split()) >= _TELLS]
    return "\n\n".join(text for text in reversed(texts) if not says_told_already(text))


def _apply(
    inst: Installation, tx: Transaction, found: Gathered, decided: Step, opened: tracking.Found | None
) -> tuple[ChatSession, Sequence[Say]]:
    """Write what was decided; give the session as it is now and everything to be said."""
    session, row, draft = found.session, found.row, decided.draft
    state = dict(session.state)
    if draft is not None:
        if row is not None and row.journey != draft.journey:
            state = _left_for(tx, row, decided.effect, state)
        if row is None or row.journey != draft.journey:
            row = found.left.get(draft.journey)
        row = save_draft(inst, tx, row, draft)
        state["left"] = [id for id in state.get("left", ()) if id != row.id]
        state["told"] = list(draft.told)
        state = _of_age(state, plan.voice(draft))
        session = replace(session, draft_id=row.id, age_band=_band(session, draft))
    told = list(decided.says)
    match decided.effect:
        case plans.Send() if row is not None and draft is not None:
            case = complaints.open_from_draft(inst, tx, row, draft, world(inst, session, row), session.locale)
            tx.drafts.save(replace(row, case_id=case.id, data={}))
            state.pop("receipt", None)
            if case.kind == "complaint":
                session = replace(session, case_id=case.id, key_id=None)
            else:
                state["receipt"] = case.id
            session = replace(session, draft_id=None)
            told += _sent(inst, tx, case.id, draft)
        case plans.Do() if row is not None and draft is not None:
            told += _do(inst, tx, session, draft)
            tx.drafts.delete(row.id)
            session = replace(session, draft_id=None)
        case plans.Keep() if row is not None:
            told += keep(inst, tx, row)
            session = replace(session, draft_id=None)
        case plans.Speak() as voice:
            session = _speaking(session, voice)
            keep_language(inst, tx, session)
            if voice.locale is not None and inst.wording.is_draft(voice.locale):
                told += says.machine_made()
            if draft is None and not told[-1].choices:
                told += says.what_can_be_done()
        case plans.Drop():
            if row is not None:
                tx.drafts.delete(row.id)
            session = replace(session, draft_id=None)
        case plans.Open(key=key) if opened is not None and row is not None:
            session, more = _open(inst, tx, session, row, opened, key)
            told += more
        case None if isinstance(opened, tracking.FoundCase):
            session, more = _opened_case(inst, tx, session, opened)
            told += more
        case _:
            pass
    if state.get("worries"):
        alerts.join(inst, tx, session)
    if isinstance(opened, tracking.FoundCase):
        state.pop("receipt", None)
    session = replace(session, state=state)
    if isinstance(opened, tracking.FoundCase):
        session = _left_for_this_case(inst, tx, session)
        told = _with_way_back(tx, session, told)
    elif found.row is not None and session.draft_id is None:
        session = _back_to_what_was_left(inst, tx, session)
        told += says.going_on() if session.draft_id is not None else ()
    tx.sessions.save(session)
    return session, told


def _left_for_this_case(inst: Installation, tx: Transaction, session: ChatSession) -> ChatSession:
    """Words put by while a case was looked up, and nothing answered beside them, are news of that case."""
    row = _left(tx, session, COMPLAINT.name)
    draft = Draft.from_json(row.data) if row is not None else None
    if row is None or draft is None or draft.held is None or plan.told_something(replace(draft, held=None)):
        return session
    kept = save_draft(inst, tx, None, _holding(inst, tx, session, draft.held))
    tx.drafts.delete(row.id)
    left = [kept.id if id == row.id else id for id in session.state["left"]]
    return replace(session, state={**session.state, "left": left})


def _with_way_back(tx: Transaction, session: ChatSession, told: list[Say]) -> list[Say]:
    """What a case just opened is told with, and the way back to what was left for it."""
    if session.draft_id is not None or not _all_left(tx, session) or not told[-1].choices:
        return told
    return [*told[:-1], replace(told[-1], choices=(*told[-1].choices, says.RESUME))]


def _left_for(
    tx: Transaction, row: DraftRow, wish: plans.Effect | None, state: dict[str, Any]
) -> dict[str, Any]:
    """What was told in the journey that is left waits; a draft that holds nothing goes."""
    became = isinstance(wish, plans.Switch) and wish.instead
    if became or not plan.told_something(Draft.from_json(row.data)):
        tx.drafts.delete(row.id)
        return state
    return _leaving(state, row.id)


def _sent(inst: Installation, tx: Transaction, case_id: str, draft: Draft) -> Sequence[Say]:
    """The receipt of a case just made, and of the decision it asks to wait."""
    case = complaints.require(inst, tx, case_id)
    if case.row.kind != COMPLAINT.kind:
        until = window(inst, draft, case.row.council)
        if until is not None:
            # Where the team looks for what is due first; it stands there until somebody has seen to it.
            tx.cases.save(replace(case.row, next_clock="stage3_request", next_due=until))
        facts = {**information(inst, case.row.council), **as_it_stands(inst, case)}
        ask = draft.answers.get("advocate_ask")
        more = {"until": until, "to_stage2": of_stage1(draft), "advocate_ask": ask}
        return acted.received(case.row.kind, {**facts, **more})
    told = says.sent(after_sending(inst, case))
    if draft.answers.get("asks_to_pause") != "yes" or "decision" not in draft.answers:
        return told
    for act in acts_of(draft):
        acts.perform(inst, tx, case_id, act, "person", heard_already=True)
    return (told[0], Say("pause.sent_with_it"), *told[1:])


def _do(inst: Installation, tx: Transaction, session: ChatSession, draft: Draft) -> Sequence[Say]:
    """Carry out what was said yes to, as whoever opened the case here; or say why it is not open any more."""
    row = tx.cases.by_reference(str(draft.answers["case"]))
    viewer = viewing.viewer_by(tx, row.id, session.key_id) if row and row.id == session.case_id else None
    if row is None or viewer is None:
        # Begun on a case that is not open here any more: another key may stand for somebody else.
        return says.stopped()
    try:
        for act in acts_of(draft):
            case = acts.perform(inst, tx, row.id, act, viewer.actor, heard_already=True)
    except (acts.NotOffered, acts.NotTheirs, acts.UnknownPoint) as shut:
        why = shut.option.why if isinstance(shut, acts.NotOffered) else Say("option.not_yours")
        seen = viewing.as_seen(inst, tx, complaints.require(inst, tx, row.id), viewer)
        return acted.not_now(why, case_now(inst, seen))
    return acted.done(draft, case_now(inst, case), as_it_stands(inst, case))


def opened(
    inst: Installation, tx: Transaction, session: ChatSession, found: tracking.FoundCase | tracking.FoundDraft
) -> tuple[ChatSession, Sequence[Say]]:
    """A case told as it stands, or a draft gone on with, in this session from now on."""
    if isinstance(found, tracking.FoundCase):
        return _opened_case(inst, tx, session, found)
    row = tx.drafts.get(found.draft_id)
    if row is None:
        raise LookupError("no such draft")
    picked = plan.pick_up(Draft.from_json(row.data), world(inst, session, row))
    if picked.draft is not None:
        save_draft(inst, tx, row, picked.draft)
        state = _of_age(session.state, plan.voice(picked.draft))
        session = replace(session, age_band=_band(session, picked.draft), state=state)
    return replace(session, draft_id=row.id), picked.says


def _opened_case(
    inst: Installation, tx: Transaction, session: ChatSession, found: tracking.FoundCase
) -> tuple[ChatSession, Sequence[Say]]:
    """A case told as it stands, in this session from now on."""
    session, case = _with_case(inst, tx, session, found)
    session = replace(session, draft_id=None)
    return session, says.status(as_it_stands(inst, case), first_ways(case_now(inst, case)))


def _with_case(
    inst: Installation, tx: Transaction, session: ChatSession, found: tracking.FoundCase
) -> tuple[ChatSession, complaints.OpenCase]:
    """The session with a case open in it, as the holder of that key sees it; that they looked is noted."""
    case = viewing.look(inst, tx, found.case_id, found.key_id)
    if case is None:
        raise LookupError("no such case")
    return _in_their_voice(replace(session, case_id=case.row.id, key_id=found.key_id), case), case


def _open(
    inst: Installation, tx: Transaction, session: ChatSession, row: DraftRow, found: tracking.Found, key: str
) -> tuple[ChatSession, Sequence[Say]]:
    """What a reference and key opened, or the same question again, kindly."""
    draft = plan.without_key(Draft.from_json(row.data), key)
    if isinstance(found, tracking.FoundCase) and draft.journey != TRACK.name:
        return _opened_for(inst, tx, session, row, draft, found)
    if isinstance(found, tracking.FoundCase | tracking.FoundDraft):
        tx.drafts.delete(row.id)
        return opened(inst, tx, session, found)
    reason = "not_found" if isinstance(found, tracking.NotFound) else "slowed"
    again = plan.not_opened(draft, reason)
    if again.draft is not None:
        save_draft(inst, tx, row, again.draft)
    return session, again.says


def _opened_for(
    inst: Installation,
    tx: Transaction,
    session: ChatSession,
    row: DraftRow,
    draft: Draft,
    found: tracking.FoundCase,
) -> tuple[ChatSession, Sequence[Say]]:
    """The journey that asked for the case goes on with it, or says why it cannot."""
    session, case = _with_case(inst, tx, session, found)
    on = plan.opened_for(draft, world(inst, session, row, case))
    if on.draft is None:
        tx.drafts.delete(row.id)
        return replace(session, draft_id=None), on.says
    kept = save_draft(inst, tx, row, on.draft)
    if kept.id != row.id:
        tx.drafts.delete(row.id)
    return replace(session, draft_id=kept.id), on.says


def set_key(tx: Transaction, receipt: Mapping[str, str], key_hash: str) -> None:
    """Give the case or draft of a receipt its key; a former one is dead."""
    if receipt["kind"] == "case":
        if (case := tx.cases.by_reference(receipt["reference"])) is not None:
            tx.cases.save(replace(case, key_hash=key_hash))
    elif (draft := tx.drafts.by_reference(receipt["reference"])) is not None:
        tx.drafts.save(replace(draft, key_hash=key_hash))


def _back_to_what_was_left(inst: Installation, tx: Transaction, session: ChatSession) -> ChatSession:
    """When the journey that another was left for has ended, the other goes on, if it still can be had."""
    left = list(session.state.get("left", ()))
    while session.draft_id is None and left:
        row = tx.drafts.get(str(left.pop()))
        if row is None:
            continue
        if _still_had(inst, tx, session, row):
            session = replace(session, draft_id=row.id)
        else:
            tx.drafts.delete(row.id)
    state = {name: value for name, value in session.state.items() if name != "left"}
    return replace(session, state={**state, "left": left} if left else state)


def _still_had(inst: Installation, tx: Transaction, session: ChatSession, row: DraftRow) -> bool:
    """Whether what a draft asks of a case may be asked for now; one on no case always may."""
    draft = Draft.from_json(row.data)
    if "case" not in draft.answers or session.case_id is None or plan.JOURNEYS[draft.journey].enter is None:
        return True
    case = viewing.read(inst, tx, session.case_id, session.key_id)
    return plan.opened_for(draft, world(inst, session, row, case)).draft is not None


def keep_language(inst: Installation, tx: Transaction, session: ChatSession) -> None:
    """What its sender reads from now on holds for what is sent about the case that is open here, too."""
    if session.case_id is not None and session.key_id is None:
        complaints.speak(inst, tx, session.case_id, session.locale)


def _speaking(session: ChatSession, voice: plans.Speak) -> ChatSession:
    return replace(
        session,
        locale=voice.locale or session.locale,
        age_band=voice.age_band or session.age_band,
        band_chosen=session.band_chosen or voice.age_band is not None,
    )


def _in_their_voice(session: ChatSession, case: complaints.OpenCase) -> ChatSession:
    """Whoever comes back to a case is spoken to as when it was made, unless they chose otherwise here.

    Another's key says nothing of how old its holder is.
    """
    if session.key_id is not None:
        return session
    band = complaints.band_of(case)
    state = _of_age(session.state, band)
    return replace(session, age_band=session.age_band if session.band_chosen else band, state=state)


def _of_age(state: Mapping[str, Any], band: str | None) -> dict[str, Any]:
    """What is remembered of a chat, with whether who speaks is grown up, where that is known."""
    return {**state, "grown_up": band == "adult"} if band else dict(state)


def _band(session: ChatSession, draft: Draft) -> str:
    """The band the person named, or their role implies; one chosen by hand stands."""
    return session.age_band if session.band_chosen else (plan.voice(draft) or session.age_band)
