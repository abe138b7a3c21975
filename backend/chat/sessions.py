"""A conversation as a whole: opened, read again, spoken to in another voice, ended. Each one transaction."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

from backend.chat import limits
from backend.chat.refusals import Closed, Ended, NoSuchPair, TooFast
from backend.chat.telling import DEFAULT_BAND, answer, aside, last_question, offered_now, tell, voice_of
from backend.chat.tokens import new_token, token_hash
from backend.chat.voice import Voice, with_question
from backend.clock import later
from backend.journeys import says
from backend.say import as_json, choice_from_json, from_json
from backend.services import conversation, forgetting, tracking, tries
from backend.services.duty import closed
from backend.services.facts import people
from backend.services.installation import Installation
from backend.store import Transaction
from backend.store.rows import ChatSession, Turn

SESSION_LASTS = timedelta(minutes=60)
OPENING = "opening"
"""The id of the turn that holds the first words; no client can send it, it is too short."""


@dataclass(frozen=True)
class Opening:
    """What a new chat is asked for with."""

    council: str | None
    locale: str
    age_band: str | None
    address: str
    pair: tuple[str, str] | None = None
    """Reference and key of a draft to go on with, or of a case to see."""
    token: str | None = None
    """The token of a channel that makes its own; what ended under it is forgotten first."""


def live(inst: Installation, tx: Transaction, token: str) -> ChatSession:
    """The session of a token. Raises `Ended`."""
    session = tx.sessions.by_token(token_hash(token))
    if session is None or session.expires_at <= inst.clock.now():
        raise Ended
    return session


def as_it_is(tx: Transaction, session: ChatSession) -> ChatSession:
    """The session again, since others may have changed it meanwhile. Raises `Ended` if it was deleted."""
    if (now := tx.sessions.by_sender(session.sender)) is None:
        raise Ended
    return now


def used(inst: Installation, session: ChatSession) -> ChatSession:
    """The session with its end moved on; it lives sixty minutes after its last use."""
    now = inst.clock.now()
    return replace(session, used_at=now, expires_at=later(now, SESSION_LASTS))


def use(inst: Installation, tx: Transaction, session: ChatSession) -> ChatSession:
    """Move the session's end on, where nothing else of it is stored."""
    session = used(inst, session)
    tx.sessions.save(session)
    return session


def open_chat(inst: Installation, opening: Opening) -> dict[str, Any]:
    """A new chat with its token and first words; needs no Rasa.

    Raises `Closed`, `NoSuchPair` or `TooFast`.
    """
    facts = people(inst, opening.council)
    band = opening.age_band or DEFAULT_BAND
    voice = Voice(inst.wording, opening.locale, band)
    if closed(inst, opening.council):
        raise Closed(aside(inst, voice, says.closed(facts)))
    caller = tries.caller(inst, opening.address)
    found = _opened_by(inst, opening, caller, voice)
    token, now = opening.token or new_token(), inst.clock.now()
    session = ChatSession(
        id=uuid4().hex,
        token_hash=token_hash(token),
        sender=uuid4().hex,
        council=opening.council,
        locale=opening.locale,
        age_band=band,
        band_chosen=opening.age_band is not None,
        opened_at=now,
        used_at=now,
        expires_at=later(now, SESSION_LASTS),
        state={"caller": caller, "own_band": opening.age_band, "grown_up": opening.age_band == "adult"},
    )
    draft = inst.wording.is_draft(opening.locale)
    with inst.store.begin() as tx:
        if (wait := limits.count_new_session(inst, tx, opening.address)) is not None:
            raise TooFast(wait, aside(inst, voice, [says.too_fast()]))
        if (ended := tx.sessions.by_token(session.token_hash)) is not None:
            forgetting.forget(inst, tx, ended)
        tx.sessions.add(session)
        try:
            session, told = (
                conversation.opened(inst, tx, session, found)
                if found
                else (session, says.welcome(facts, draft))
            )
        except LookupError:
            # Deleted since the key was tried.
            raise NoSuchPair from None
        told = with_question(told, conversation.pending(inst, tx, session))
        opened = tell(inst, session, OPENING, told, now)
        tx.sessions.save(opened.session)
        kept = tuple(as_json(say) for say in told)
        tx.turns.add(Turn(session.id, OPENING, 0, "", now, says=kept, answer=b""))
    return {"token": token, **answer(opened.messages, opened.session)}


def read_all(inst: Installation, token: str) -> dict[str, Any]:
    """Both sides of the conversation, in the voice of now; a receipt's key is not told again."""
    with inst.store.begin() as tx:
        session = use(inst, tx, live(inst, tx, token))
        turns = tx.turns.of(session.id)
    voice, told = voice_of(inst, session), list[dict[str, Any]]()
    for turn in turns:
        if turn.message_id != OPENING:
            text = voice.title(choice_from_json(turn.choice or {})) if turn.text is None else turn.text
            told.append(voice.person(text, turn.message_id, turn.at))
        for n, say in enumerate(turn.says):
            told.append(voice.assistant(from_json(say), f"{turn.message_id}.{n}", turn.at))
    # A message of theirs that was not answered yet may stand behind the latest of ours.
    if latest := next((message for message in reversed(told) if message["from"] == "assistant"), None):
        latest["choices"] = voice.buttons(offered_now(session))
    return answer(told, session)


def change_voice(inst: Installation, token: str, locale: str | None, age_band: str | None) -> dict[str, Any]:
    """Another language or band from here on; gives the last question in the new voice."""
    with inst.store.begin() as tx:
        session = use(inst, tx, live(inst, tx, token))
        session = replace(
            session,
            locale=locale or session.locale,
            age_band=age_band or session.age_band,
            band_chosen=session.band_chosen or age_band is not None,
        )
        tx.sessions.save(session)
        if locale is not None:
            conversation.keep_language(inst, tx, session)
        draft = locale is not None and inst.wording.is_draft(session.locale)
        told = aside(inst, voice_of(inst, session), says.machine_made()) if draft else []
        return answer([*told, *last_question(inst, session)], session)


def end(inst: Installation, token: str) -> None:
    """Delete the conversation's words at once; the worker sees to Rasa's copy until it is confirmed."""
    with inst.store.begin() as tx:
        forgetting.forget(inst, tx, live(inst, tx, token))


def _opened_by(
    inst: Installation, opening: Opening, caller: str, voice: Voice
) -> tracking.FoundCase | tracking.FoundDraft | None:
    if opening.pair is None:
        return None
    found = tracking.find(inst, *opening.pair, caller)
    if isinstance(found, tracking.NotFound):
        raise NoSuchPair
    if isinstance(found, tracking.Slowed):
        raise TooFast(found.seconds, aside(inst, voice, [says.too_fast()]))
    return found
