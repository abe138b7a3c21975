"""One message of a person, from where it is stored to where it is answered.

*Taken*: the conversation claimed, the message stored under its id, with the alert if harm was heard.
*Decided*: what to say, kept under the id with whatever it changed. *Told*: rendered, a receipt's key made and
hashed into its case or draft, the live choices and the sealed answer stored, the conversation let go. Where
no harm is heard the last two are one transaction; an alert has one of its own, that nothing after it undoes.
Whatever ends between two of them, the same message sent again goes on from there: nothing is done twice, and
nothing is lost.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property
from typing import Any

import structlog

from backend import telemetry
from backend.chat import limits, safe_now
from backend.chat.cleaning import for_rasa, hears_whole
from backend.chat.rasa import Answer
from backend.chat.refusals import IdInUse, NotOffered, TooFast
from backend.chat.sessions import as_it_is, live, use, used
from backend.chat.telling import answer, aside, last_question, offered_now, tell, voice_of
from backend.chat.tokens import open_answer, seal_answer, token_hash
from backend.chat.voice import with_question
from backend.clock import later
from backend.journeys import says
from backend.journeys.spoken import in_english
from backend.journeys.words import holds, plain
from backend.safety import GRAVITY, NOTHING, Heard, Tier
from backend.say import Say, as_json, choice_json, from_json
from backend.services import conversation
from backend.services.alerts import join, of_message, raise_alert, take_back, wait_no_longer
from backend.services.facts import people
from backend.services.installation import Installation
from backend.services.keys import hash_key
from backend.store import Transaction
from backend.store.rows import ChatSession, Turn
from backend.wording.render import HOME

STORY, ANSWER = 20_000, 1_000
"""Characters kept whole where a story may be told; and elsewhere."""
STORY_QUESTIONS = {
    None,
    "what_happened",
    "desired_outcome",
    "why_late",
    "escalation_reason",
    "withdraw_reason",
    "anything_else",
    "about_which",
    "call_about",
    "decision",
    "got_worse",
    "information",
    "message",
    "panel_statement",
    "talk_about",
}
CLAIM_LASTS = timedelta(seconds=6)
"""Renewed for as long as an answer takes; a process that was killed holds a conversation no longer."""
FAILED = Heard("concern", ("screen:failed",))
"""Where the screen could not listen, help is shown."""

log = structlog.get_logger()


@dataclass(frozen=True)
class Sent:
    """A message as it came in."""

    token: str
    id: str
    text: str | None
    choice: str | None

    @cached_property
    def digest(self) -> str:
        """What another body under the same id would not have."""
        return hashlib.sha256(json.dumps([self.text, self.choice]).encode()).hexdigest()


@dataclass(frozen=True)
class Taken:
    """A message as it was stored, with what is to be done about it."""

    session: ChatSession
    turn: Turn
    asks: str | None
    heard: Heard
    """By the phrases, beside the model where it hears the words too."""
    waits: bool
    """It is a concern that the model may yet be sure is none."""
    alone: Heard
    """What the phrases heard by themselves, for where the model turns out not to be there to hear it."""
    plainly: bool
    """The words answer what is asked as surely as a button would."""


def hear(inst: Installation, text: str | None, beside_the_model: bool = False) -> Heard:
    """What the screen hears. If it fails in any way, help is shown: the failure counts as a concern.

    `beside_the_model`: Rasa's model is going to hear the same words whole.
    """
    if not text:
        return NOTHING
    try:
        with telemetry.part("screen"):
            return inst.screen.hear(text, beside_the_model)
    except Exception:  # the one place where any failure must become help
        log.exception("the safety screen failed")
        return FAILED


def renew(inst: Installation, token: str, name: str) -> None:
    """Hold the conversation for longer, if this request still does."""
    with inst.store.begin() as tx:
        if (session := tx.sessions.by_token(token_hash(token))) is not None:
            tx.sessions.renew(session.id, name, later(inst.clock.now(), CLAIM_LASTS))


def release(inst: Installation, token: str, name: str) -> None:
    """Let the conversation go, unless the claim ran out and another request holds it."""
    with inst.store.begin() as tx:
        if (session := tx.sessions.by_token(token_hash(token))) is not None:
            tx.sessions.release(session.id, name)


def take(inst: Installation, sent: Sent, alone: Heard, name: str) -> Taken | dict[str, Any] | None:
    """Store the message, with an alert if harm is heard; or give the whole answer where there is one.

    `alone`: what the phrases heard by themselves, which counts where the model is not shown the words.
    The conversation is this request's from then on, whose own `name` is; None while another holds it.
    Raises `IdInUse`, `NotOffered` or `TooFast`.
    """
    # Whoever is told nothing yet sends it again; words in which harm was heard wait for no other.
    with inst.store.begin(synced=alone.tier != "none") as tx:
        session = live(inst, tx, sent.token)
        before = tx.turns.get(session.id, sent.id)
        if before is not None and before.body_digest != sent.digest:
            raise IdInUse
        if before is not None and before.answer is not None:
            return _sealed_answer(sent, before, use(inst, tx, session))
        now = inst.clock.now()
        if not tx.sessions.claim(session.id, name, now, later(now, CLAIM_LASTS)):
            return None
        if before is not None:
            return _taken_again(inst, tx, session, before, alone)
        pressed = _pressed(inst, session, sent)
        session = _within_limits(inst, used(inst, session))
        question, plainly = conversation.asked(inst, tx, session, sent.text or "")
        asks = question.asks if question else None
        limit = STORY if asks in STORY_QUESTIONS else ANSWER
        if sent.text is not None and len(sent.text) > limit:
            tx.sessions.release(session.id, name)
            return _too_long(inst, tx, session, sent, limit, alone)
        turn = Turn(
            session_id=session.id,
            message_id=sent.id,
            position=tx.turns.count(session.id),
            body_digest=sent.digest,
            at=now,
            text=sent.text,
            choice=pressed,
        )
        tx.turns.add(turn)
        heard, waits = _before_rasa(inst, session, turn, asks, plainly, alone)
        if heard.tier != "none" and sent.text:
            if heard.tier == "urgent":
                session = safe_now.put_by(inst, tx, session, sent.text, heard)
            raise_alert(inst, tx, session, sent.id, sent.text, heard, waits)
        tx.sessions.save(session)
        if heard.tier == "urgent":
            # What was put by may have changed what is asked.
            return replace(_as_taken(inst, tx, session, turn, alone), heard=heard)
        return Taken(session, turn, asks, heard, waits, alone, plainly)


def _before_rasa(
    inst: Installation, session: ChatSession, turn: Turn, asks: str | None, plainly: bool, alone: Heard
) -> tuple[Heard, bool]:
    """What is heard before Rasa is asked: all, or what phrases say beside a model that hears the words too.

    And whether it waits for the model: what is urgent does not, nor what the screen could not listen to, nor
    what was heard in a language that the model does not know. Where the gateway asks whether they are safe,
    the model hears only what is no answer, by itself (`to_be_heard`).
    """
    its_own = alone.tier == "none" or safe_now.holds(session, NOTHING)
    if its_own or not hears_whole(turn, asks, plainly):
        return alone, False
    heard = hear(inst, turn.text, beside_the_model=True)
    unknown_to_it = heard.language is not None
    return heard, heard.tier == "concern" and heard != FAILED and not unknown_to_it


def is_ours(taken: Taken) -> bool:
    """Whether the message may be the gateway's own to answer: if not, Rasa is to be asked."""
    return bool(taken.turn.says) or safe_now.holds(taken.session, taken.heard)


def to_be_heard(taken: Taken) -> str:
    """The words that the model is to hear though the gateway answers them: none, where they tell nothing."""
    tells = not taken.turn.says and safe_now.tells(taken.session, taken.turn, taken.heard)
    # A name may tell of harm here, and is kept nowhere; a reference with its key is for no model.
    return for_rasa(taken.turn, None, taken.plainly).get("text", "") if tells else ""


def raised(inst: Installation, taken: Taken, by_model: Tier) -> Taken:
    """A message of the gateway's, with the danger that the model alone heard in it: an alert, and help."""
    words = taken.turn.text or ""
    heard = safe_now.raised(inst, taken.heard, by_model, words)
    if heard.tier != "urgent":
        return taken
    with inst.store.begin(synced=True) as tx:
        session = safe_now.put_by(inst, tx, as_it_is(tx, taken.session), words, heard)
        raise_alert(inst, tx, session, taken.turn.message_id, words, heard)
        tx.sessions.save(session)
    return replace(taken, session=session, heard=heard)


def held(inst: Installation, taken: Taken) -> Sequence[Say] | None:
    """What is said without Rasa: what was decided before, or by safety; None where Rasa is to be asked."""
    if taken.turn.says:
        return [from_json(say) for say in taken.turn.says]
    with inst.store.begin() as tx:
        session = as_it_is(tx, taken.session)
        told = safe_now.answer(inst, tx, session, taken.turn, taken.heard)
        return None if told is None else _decided(tx, taken, told)


def beside(taken: Taken) -> Mapping[str, Any]:
    """What Rasa is told beside the message."""
    session = taken.session
    # Words that are urgent unless they are a figure of speech wait for the model to say which.
    worry = taken.heard.tier == taken.alone.tier == "concern"
    return {
        "locale": session.locale,
        "age_band": session.age_band,
        "council": session.council,
        "message_id": taken.turn.message_id,
        "asks": taken.asks,
        "typed": taken.turn.choice is None,
        "take_as_answer": worry or safe_now.spoken_to(session),
    }


def by_phrases_alone(inst: Installation, sent: Sent, taken: Taken, name: str) -> dict[str, Any]:
    """Help, and an alert, for what the phrases heard by themselves where the model did not answer.

    Where the plan had decided before the answer was lost, what it decided is said after the help.
    """
    with inst.store.read() as tx:
        turn = tx.turns.get(taken.session.id, taken.turn.message_id)
    relayed = None
    if turn is not None and turn.step is not None:
        relayed = [from_json(said) for said in turn.step["messages"] if "say" in said]
    return told(inst, sent, _of_harm(inst, taken, taken.alone, relayed), name)


def from_rasa(inst: Installation, sent: Sent, taken: Taken, answered: Answer, name: str) -> dict[str, Any]:
    """Rasa's keys and facts, told; what its model heard, and the phrases did not, is taken up here.

    A concern in which it is as good as sure that there is no harm was misheard.
    """
    misheard = taken.waits and answered.no_harm and _take_back(inst, taken)
    by_phrases = NOTHING if misheard else taken.heard
    heard = safe_now.raised(inst, by_phrases, answered.harm, taken.turn.text or "")
    not_taken = any(message.get("say") == "safety.model" for message in answered.messages)
    relayed = [from_json(message) for message in answered.messages if "say" in message]
    if heard.tier != "none" or not_taken:
        return told(inst, sent, _of_harm(inst, taken, heard, None if not_taken else relayed), name)
    key = _receipt_key(inst, relayed)
    with inst.store.begin() as tx:
        session, waited = safe_now.waited(live(inst, tx, sent.token))
        to_say = with_question([*waited, *relayed], conversation.pending(inst, tx, session))
        return _told(inst, tx, sent, session, to_say, key, name)


def _take_back(inst: Installation, taken: Taken) -> bool:
    """Whether the alert of a message could be taken back: nobody took it or was told of it yet."""
    with inst.store.begin() as tx:
        return take_back(inst, tx, taken.session, taken.turn.message_id)


def told(inst: Installation, sent: Sent, to_say: Sequence[Say], name: str) -> dict[str, Any]:
    """Tell what was decided."""
    key = _receipt_key(inst, to_say)
    with inst.store.begin() as tx:
        return _told(inst, tx, sent, live(inst, tx, sent.token), to_say, key, name)


def _of_harm(inst: Installation, taken: Taken, heard: Heard, relayed: Sequence[Say] | None) -> Sequence[Say]:
    """What is said where harm was heard, with an alert, or a graver one, for what was not heard before.

    `relayed` is what Rasa said, None where it left the words to the gateway.
    """
    words, message_id = taken.turn.text or "", taken.turn.message_id
    with inst.store.begin() as tx:
        session = as_it_is(tx, taken.session)
        # Locked before the draft, in the order of whoever tells of it: neither waits for the other.
        of_message(tx, session, message_id)
        if relayed is None:
            session = safe_now.put_by(inst, tx, session, words, heard)
        if heard != taken.heard:
            raise_alert(inst, tx, session, message_id, words, heard)
        if taken.waits:
            wait_no_longer(inst, tx, session, message_id)
        join(inst, tx, session)
        if relayed is None:
            tx.sessions.save(session)
            return _decided(tx, taken, safe_now.words(inst, tx, session, heard))
        session, waited = safe_now.waited(session)
        tx.sessions.save(session)
        return _decided(tx, taken, safe_now.before(inst, tx, session, heard, [*waited, *relayed], taken.turn))


@dataclass(frozen=True)
class _ReceiptKey:
    """The key a receipt shows once, and what is kept of it."""

    words: str
    hashed: str


def _receipt_key(inst: Installation, to_say: Sequence[Say]) -> _ReceiptKey | None:
    """A key where a receipt is told. Hashing takes a while: not within a transaction that others wait for."""
    if not any(say.receipt for say in to_say):
        return None
    key = inst.key_words.new_key()
    return _ReceiptKey(key, hash_key(inst.slow_hash, key))


def _told(
    inst: Installation,
    tx: Transaction,
    sent: Sent,
    session: ChatSession,
    to_say: Sequence[Say],
    key: _ReceiptKey | None,
    name: str,
) -> dict[str, Any]:
    """Render what is to be said, store choices and the sealed answer, and let the conversation go."""
    session = used(inst, session)
    tx.sessions.release(session.id, name)
    turn = tx.turns.get(session.id, sent.id)
    if turn is None:
        raise LookupError("the message was never taken")
    if turn.answer is not None:
        # Another request with this id was quicker; its receipt's key is the one that holds.
        return _sealed_answer(sent, turn, session)
    out = tell(inst, session, sent.id, to_say, inst.clock.now(), key.words if key else None)
    if out.receipt is not None and key is not None:
        conversation.set_key(tx, out.receipt, key.hashed)
    body = answer(out.messages, out.session)
    tx.sessions.save(out.session)
    says = tuple(as_json(say) for say in to_say)
    tx.turns.save(replace(turn, says=says, answer=seal_answer(sent.token, sent.id, body)))
    return body


def _decided(tx: Transaction, taken: Taken, to_say: Sequence[Say]) -> Sequence[Say]:
    """Keep what is to be said in the transaction that made it true."""
    turn = tx.turns.get(taken.session.id, taken.turn.message_id)
    if turn is None:
        raise LookupError("the message was never taken")
    tx.turns.save(replace(turn, says=tuple(as_json(say) for say in to_say)))
    return to_say


def _sealed_answer(sent: Sent, turn: Turn, session: ChatSession) -> dict[str, Any]:
    body = open_answer(sent.token, sent.id, turn.answer or b"")
    return {**body, "expires_at": session.expires_at.isoformat(timespec="seconds")}


def _as_taken(inst: Installation, tx: Transaction, session: ChatSession, turn: Turn, alone: Heard) -> Taken:
    question, plainly = conversation.asked(inst, tx, session, turn.text or "")
    asks = question.asks if question else None
    heard, waits = _before_rasa(inst, session, turn, asks, plainly, alone)
    return Taken(session, turn, asks, heard, waits, alone, plainly)


def _taken_again(
    inst: Installation, tx: Transaction, session: ChatSession, turn: Turn, alone: Heard
) -> Taken:
    """A message sent again, since its answer was lost.

    Another question may be asked by now, and more of the words may count as heard; then that is told too.
    """
    taken = _as_taken(inst, tx, session, turn, alone)
    left = of_message(tx, session, turn.message_id)
    known = left.tier if left else "none"
    if turn.says or not turn.text or GRAVITY.index(taken.heard.tier) <= GRAVITY.index(known):
        return taken
    if taken.heard.tier == "urgent":
        session = safe_now.put_by(inst, tx, session, turn.text, taken.heard)
        tx.sessions.save(session)
        taken = replace(_as_taken(inst, tx, session, turn, alone), heard=taken.heard)
    raise_alert(inst, tx, session, turn.message_id, turn.text, taken.heard, taken.waits)
    return taken


def _pressed(inst: Installation, session: ChatSession, sent: Sent) -> dict[str, Any] | None:
    """The choice pressed, or the one whose title was typed word for word; None for other text."""
    offered = offered_now(session)
    if sent.choice is None:
        voice, said = voice_of(inst, session), plain(sent.text or "")
        typed = [one.choice for one in offered if said and _is_title(said, voice.title(one.choice), session)]
        if not typed and _may_be_near(said, session):
            answers = [one.choice for one in offered if "answer" in one.choice.means]
            near = _nearest(said, [voice.title(choice) for choice in answers])
            typed = [answers[near]] if near is not None else []
        return choice_json(typed[0]) if typed else None
    for one in offered:
        if one.id == sent.choice:
            return choice_json(one.choice)
    raise NotOffered(last_question(inst, session))


def _is_title(said: str, title: str, session: ChatSession) -> bool:
    """Whether typed words are a button's: word for word, or with few around them where no model hears them.

    "Chcę złożyć skargę" is the button "Złożyć skargę".
    """
    if plain(title) == said:
        return True
    few = len(said.split()) <= len(title.split()) + _AROUND
    return session.locale != HOME and " " in plain(title) and few and holds(said, plain(title))


_AROUND = 3


def _may_be_near(said: str, session: ChatSession) -> bool:
    """Whether words that are no title may stand for one: at a closed question, in another language."""
    closed = (session.state.get("last") or {}).get("input") == "choice"
    return closed and session.locale != HOME and in_english(said, session.locale) == said


def _nearest(said: str, titles: Sequence[str]) -> int | None:
    """Which title, the only one, at least half of a few typed words stand in, however bent; else none.

    "Я мама" is the button "Я мама чи тато", where no language model hears it.
    """
    words = [word for word in said.split() if len(word) >= _TELLING]
    if not words or not titles or len(words) > _FEW:
        return None
    shared = [sum(_stands_in(word, plain(title)) for word in words) for title in titles]
    most = max(shared)
    return shared.index(most) if shared.count(most) == 1 and 2 * most >= len(words) else None


def _stands_in(word: str, title: str) -> bool:
    return any(
        other == word or (len(word) > _STEM and other[:_STEM] == word[:_STEM]) for other in title.split()
    )


_TELLING, _STEM, _FEW = 3, 4, 5
"""Letters of a word that says something, letters that tell a bent word, and how many words are few."""


def _within_limits(inst: Installation, session: ChatSession) -> ChatSession:
    if not inst.limits:
        return session
    state, wait = limits.spend(session.state, inst.clock.seconds())
    if wait is not None:
        raise TooFast(wait, aside(inst, voice_of(inst, session), [says.too_fast()]))
    return replace(session, state=state)


def _too_long(
    inst: Installation, tx: Transaction, session: ChatSession, sent: Sent, limit: int, heard: Heard
) -> dict[str, Any]:
    """A kind answer and the same question; the words are not kept, unless harm is heard in them.

    The id is not used up, so that sent again and shorter it is a message. The alert is written once.
    """
    first: Sequence[Say] = ()
    if heard.tier != "none" and sent.text:
        first = says.safety(
            heard.tier, people(inst, session.council), safe_now.promise(inst, tx, session, heard)
        )
        if session.state.get("too_long") != sent.digest:
            # The id is still to be another message's, which leaves an alert of its own.
            raise_alert(inst, tx, session, sent.digest, sent.text, heard)
            session = replace(session, state={**session.state, "too_long": sent.digest})
    tx.sessions.save(session)
    kindly = aside(inst, voice_of(inst, session), [*first, says.too_long(limit)])
    return answer([*kindly, *last_question(inst, session)], session)
