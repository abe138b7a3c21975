"""One message of a person, from the door to the answer: never lost, never twice, never silence.

What is written, and when:
1. *taken*: the message is stored under its id, with the alert if harm was heard, in one transaction;
2. *thought*: Rasa and the plan answer (or the gateway itself, when safety holds the conversation);
3. *told*: the answer is rendered, a receipt's key is made and hashed into its case or draft, the
   offered choices and the sealed answer are stored, in one transaction.
A failure between them leaves the id unused: the same message sent again goes on from where it was.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any, TypeVar
from uuid import uuid4

import anyio
import structlog
from anyio import to_thread

from backend.chat import limits, safe_now
from backend.chat.rasa import ANSWERS_WITHIN, Rasa, RasaSilent
from backend.chat.tokens import new_token, open_answer, seal_answer, token_hash
from backend.chat.voice import Offered, Voice, offer, with_question
from backend.journeys import says
from backend.journeys.words import plain
from backend.safety import Heard
from backend.say import Say, as_json, choice_from_json, choice_json, from_json
from backend.services import conversation, forgetting, tracking, tries
from backend.services.alerts import raise_alert
from backend.services.facts import people
from backend.services.installation import Installation
from backend.services.keys import hash_key
from backend.store import AlreadyThere, Transaction
from backend.store.rows import ChatSession, Turn

SESSION_LASTS = timedelta(minutes=60)
STORY, ANSWER, FOR_RASA = 20_000, 1_000, 1_000
"""Characters kept whole where a story may be told; elsewhere; and handed to Rasa."""
STORY_QUESTIONS = {
    None,
    "what_happened",
    "desired_outcome",
    "why_late",
    "escalation_reason",
    "withdraw_reason",
    "anything_else",
}
PRIVATE_QUESTIONS = {"case_key", "contact_detail", "name", "child_name"}
"""What is typed here never reaches Rasa, not even cleaned."""
OPENING = "opening"
DEFAULT_BAND = "teen"

log = structlog.get_logger()
T = TypeVar("T")


class Ended(Exception):
    """Unknown, deleted or expired token."""


class IdInUse(Exception):
    """The message id was used with another body."""


class NotOffered(Exception):
    """The choice is not one of the latest message's; the question is repeated."""

    def __init__(self, messages: list[dict[str, Any]]) -> None:
        super().__init__("choice not offered")
        self.messages = messages


class Silent(Exception):
    """No answer can be had now; the words to say so, and the id is not used up."""

    def __init__(self, messages: list[dict[str, Any]]) -> None:
        super().__init__("no answer now")
        self.messages = messages


class Hurried(Exception):
    """Too fast: words, and the seconds to wait."""

    def __init__(self, seconds: float, messages: list[dict[str, Any]]) -> None:
        super().__init__("too fast")
        self.seconds, self.messages = seconds, messages


class NoSuchPair(Exception):
    """No such reference and key."""


class Wait(Exception):
    """Too many tries or too many new chats: come back after so many seconds."""

    def __init__(self, seconds: float) -> None:
        super().__init__("wait")
        self.seconds = seconds


@dataclass(frozen=True)
class _Taken:
    """A message as it was stored, with what is to be done about it."""

    session: ChatSession
    turn: Turn
    asks: str | None
    heard: Heard
    plainly: bool
    """The words answer what is asked as surely as a button would."""


class Gateway:
    """The public conversation. Holds no conversation in memory."""

    def __init__(self, inst: Installation, rasa: Rasa) -> None:
        self._inst, self._rasa = inst, rasa

    # -- sessions ------------------------------------------------------------------------------

    async def open(
        self,
        council: str | None,
        locale: str,
        age_band: str | None,
        address: str,
        pair: tuple[str, str] | None = None,
    ) -> dict[str, Any]:
        """A new chat with its token and first words; needs no Rasa."""
        return await _in_thread(self._open, council, locale, age_band, address, pair)

    async def messages(self, token: str) -> dict[str, Any]:
        """Both sides of the conversation, in the voice of now; a receipt's key is not told again."""
        return await _in_thread(self._messages, token)

    async def change_voice(self, token: str, locale: str | None, age_band: str | None) -> dict[str, Any]:
        """Another language or band; gives the last question in the new voice."""
        return await _in_thread(self._change_voice, token, locale, age_band)

    async def end(self, token: str) -> None:
        """Delete the conversation's words at once; the worker sees to Rasa's copy until it is confirmed."""
        await _in_thread(self._end, token)

    # -- one message ---------------------------------------------------------------------------

    async def take(self, token: str, message_id: str, text: str | None, choice: str | None) -> dict[str, Any]:
        """Answer one message: `{messages, expires_at}`. Raises what the routes turn into problems."""
        digest = hashlib.sha256(json.dumps([text, choice]).encode()).hexdigest()
        stored = await _in_thread(self._stored, token, message_id, digest)
        if stored is not None:
            return stored
        if (kindly := await _in_thread(self._too_long, token, text)) is not None:
            return kindly
        await self._claim(token, message_id)
        try:
            taken = await _in_thread(self._taken, token, message_id, digest, text, choice)
            if isinstance(taken, dict):
                return taken
            try:
                told = await self._think(taken)
                return await _in_thread(self._told, token, taken, told)
            except (Ended, Silent):
                raise
            except Exception as error:  # whatever went wrong, a person gets words and may try again
                log.exception("a message could not be answered")
                raise Silent(await _in_thread(self._apology, taken.session, taken.heard)) from error
        finally:
            await _in_thread(self._release, token)

    async def _think(self, taken: _Taken) -> Sequence[Say]:
        """What to say: the gateway's own words where safety holds the conversation, else Rasa's."""
        held = await _in_thread(safe_now.answer, self._inst, taken.session, taken.turn, taken.heard)
        if held is not None:
            if taken.heard.tier == "urgent":
                await self._leave_the_form(taken)
            return held
        try:
            answer = await self._ask_rasa(taken)
        except RasaSilent as silent:
            log.warning("no answer from rasa", why=str(silent))
            raise Silent(await _in_thread(self._apology, taken.session, taken.heard)) from silent
        return await _in_thread(self._from_rasa, taken, answer)

    async def _ask_rasa(self, taken: _Taken) -> Any:
        session, turn = taken.session, taken.turn
        with anyio.move_on_after(ANSWERS_WITHIN):
            return await self._rasa.say(
                session.sender,
                _for_rasa(taken),
                {
                    "locale": session.locale,
                    "age_band": session.age_band,
                    "council": session.council,
                    "message_id": turn.message_id,
                    "asks": taken.asks,
                    "typed": turn.choice is None,
                    "take_as_answer": taken.heard.tier == "concern",
                },
            )
        raise RasaSilent("too slow")

    async def _leave_the_form(self, taken: _Taken) -> None:
        """The server's own command, so that Rasa's form does not wait for an answer any more."""
        try:
            await self._rasa.say(
                taken.session.sender,
                {"intent": "safeguarding_disclosure"},
                {"message_id": taken.turn.message_id},
            )
        except RasaSilent as silent:
            # The plan is the backend's: Rasa finds its place again by `asks` at the next message.
            log.warning("rasa could not be told to leave the form", why=str(silent))

    # -- in threads: each one transaction ------------------------------------------------------

    def _open(
        self,
        council: str | None,
        locale: str,
        age_band: str | None,
        address: str,
        pair: tuple[str, str] | None,
    ) -> dict[str, Any]:
        inst, token, now = self._inst, new_token(), self._inst.clock.now()
        found: tracking.Found | None = None
        if pair is not None:
            found = tracking.find(inst, pair[0], pair[1], address)
            if isinstance(found, tracking.NotFound):
                raise NoSuchPair
            if isinstance(found, tracking.Slowed):
                raise Wait(found.seconds)
        session = ChatSession(
            id=uuid4().hex,
            token_hash=token_hash(token),
            sender=uuid4().hex,
            council=council,
            locale=locale,
            age_band=age_band or DEFAULT_BAND,
            band_chosen=age_band is not None,
            opened_at=now,
            used_at=now,
            expires_at=now + SESSION_LASTS,
            state={"address": tries.subject(inst, "chat", address)},
        )
        with inst.store.begin() as tx:
            try:
                limits.count_new_session(inst, tx, address)
            except limits.TooFast as fast:
                raise Wait(fast.seconds) from fast
            tx.sessions.add(session)
            if isinstance(found, tracking.FoundCase | tracking.FoundDraft):
                session, told = conversation.opened(inst, tx, session, found)
            else:
                told = says.welcome(people(inst, council))
            told = with_question(told, conversation.pending(inst, tx, session))
            session, messages, _ = self._render(tx, session, OPENING, told, now)
            tx.sessions.save(session)
            tx.turns.add(
                Turn(session.id, OPENING, 0, "", now, says=tuple(as_json(say) for say in told), answer=b"")
            )
        return {"token": token, **_answer(messages, session)}

    def _messages(self, token: str) -> dict[str, Any]:
        with self._inst.store.begin() as tx:
            session = self._use(tx, self._session(tx, token))
            turns = tx.turns.of(session.id)
        voice, out = self._voice(session), list[dict[str, Any]]()
        for turn in turns:
            if turn.message_id != OPENING:
                text = voice.title(choice_from_json(turn.choice or {})) if turn.text is None else turn.text
                out.append(voice.person(text, turn.message_id, turn.at))
            for n, say in enumerate(turn.says):
                out.append(voice.assistant(from_json(say), f"{turn.message_id}.{n}", turn.at))
        if out and out[-1]["from"] == "assistant":
            out[-1]["choices"] = _titles(voice, _offered(session))
        return _answer(out, session)

    def _change_voice(self, token: str, locale: str | None, age_band: str | None) -> dict[str, Any]:
        with self._inst.store.begin() as tx:
            session = self._use(tx, self._session(tx, token))
            session = replace(
                session,
                locale=locale or session.locale,
                age_band=age_band or session.age_band,
                band_chosen=session.band_chosen or age_band is not None,
            )
            tx.sessions.save(session)
            return _answer(self._last_question(tx, session), session)

    def _end(self, token: str) -> None:
        with self._inst.store.begin() as tx:
            forgetting.forget(self._inst, tx, self._session(tx, token))

    def _stored(self, token: str, message_id: str, digest: str) -> dict[str, Any] | None:
        """The answer this id got, if it was answered. Raises `IdInUse` for another body."""
        with self._inst.store.begin() as tx:
            session = self._session(tx, token)
            turn = tx.turns.get(session.id, message_id)
            if turn is None:
                return None
            if turn.body_digest != digest:
                raise IdInUse
            if turn.answer is None:
                return None
            session = self._use(tx, session)
            answer = open_answer(token, message_id, turn.answer)
            return {**answer, "expires_at": session.expires_at.isoformat(timespec="seconds")}

    def _too_long(self, token: str, text: str | None) -> dict[str, Any] | None:
        """A kind answer and the same question where a text is longer than can be kept; nothing is stored."""
        if text is None or len(text) <= ANSWER:
            return None
        with self._inst.store.begin() as tx:
            session = self._session(tx, token)
            limit = STORY if _asks(tx, self._inst, session) in STORY_QUESTIONS else ANSWER
            if len(text) <= limit:
                return None
            session = self._use(tx, session)
            voice, now = self._voice(session), self._inst.clock.now()
            kindly = voice.assistant(says.too_long(limit), f"long-{uuid4().hex[:8]}", now)
            return _answer([kindly, *self._last_question(tx, session)], session)

    async def _claim(self, token: str, message_id: str) -> None:
        """One message of a conversation at a time; the next waits its turn, not for ever."""
        with anyio.move_on_after(ANSWERS_WITHIN):
            # The claim is a row that another process may hold, so there is no event to wait for.
            while not await _in_thread(self._try_claim, token, message_id):  # noqa: ASYNC110
                await anyio.sleep(0.05)
            return
        raise Silent(await _in_thread(self._busy, token))

    def _try_claim(self, token: str, message_id: str) -> bool:
        now = self._inst.clock.now()
        with self._inst.store.begin() as tx:
            session = self._session(tx, token)
            return tx.sessions.claim(session.id, message_id, now, now + timedelta(seconds=2 * ANSWERS_WITHIN))

    def _release(self, token: str) -> None:
        with self._inst.store.begin() as tx:
            session = tx.sessions.by_token(token_hash(token))
            if session is not None:
                tx.sessions.release(session.id)

    def _taken(
        self, token: str, message_id: str, digest: str, text: str | None, choice: str | None
    ) -> _Taken | dict[str, Any]:
        """Store the message, with an alert if harm is heard; or give the answer another request stored."""
        if (stored := self._stored(token, message_id, digest)) is not None:
            return stored
        inst, heard = self._inst, _hear(self._inst, text)
        with inst.store.begin() as tx:
            session = self._session(tx, token)
            if (before := tx.turns.get(session.id, message_id)) is not None:
                return self._as_taken(tx, session, before, heard)
            pressed = self._pressed(tx, session, text, choice)
            session = self._within_limits(tx, session)
            turn = Turn(
                session_id=session.id,
                message_id=message_id,
                position=len(tx.turns.of(session.id)),
                body_digest=digest,
                at=inst.clock.now(),
                text=text,
                choice=pressed,
            )
            try:
                tx.turns.add(turn)
            except AlreadyThere as there:
                raise IdInUse from there
            if heard.tier != "none" and text:
                session = safe_now.enter(inst, tx, session, text, heard)
                raise_alert(inst, tx, session, text, heard)
            tx.sessions.save(session)
            return self._as_taken(tx, session, turn, heard)

    def _as_taken(self, tx: Transaction, session: ChatSession, turn: Turn, heard: Heard) -> _Taken:
        plainly = conversation.plain_answer(self._inst, tx, session, turn.text or "")
        return _Taken(session, turn, _asks(tx, self._inst, session), heard, plainly)

    def _pressed(
        self, tx: Transaction, session: ChatSession, text: str | None, choice: str | None
    ) -> dict[str, Any] | None:
        """The choice pressed, or the one whose title was typed word for word; None for other text."""
        offered = _offered(session)
        if choice is None:
            voice, said = self._voice(session), plain(text or "")
            typed = [one.choice for one in offered if said and plain(voice.title(one.choice)) == said]
            return choice_json(typed[0]) if typed else None
        for one in offered:
            if one.id == choice:
                return choice_json(one.choice)
        raise NotOffered(self._last_question(tx, session))

    def _within_limits(self, tx: Transaction, session: ChatSession) -> ChatSession:
        session = self._use(tx, session)
        if not self._inst.limits:
            return session
        try:
            return replace(session, state=limits.spend(session.state, self._inst.clock.seconds()))
        except limits.TooFast as fast:
            words = self._voice(session).assistant(
                says.too_fast(), f"wait-{uuid4().hex[:8]}", self._inst.clock.now()
            )
            raise Hurried(fast.seconds, [words]) from fast

    def _from_rasa(self, taken: _Taken, answer: Any) -> Sequence[Say]:
        """Rasa's keys and facts as says; what its model alone heard as harm is taken up here."""
        inst = self._inst
        with inst.store.begin() as tx:
            session = self._session_again(tx, taken.session)
            if any(message.get("say") == "safety.model" for message in answer.messages):
                heard = safe_now.heard_by_model(answer.intent)
                session = safe_now.enter(inst, tx, session, taken.turn.text or "", heard)
                raise_alert(inst, tx, session, taken.turn.text or "", heard)
                tx.sessions.save(session)
                return safe_now.words(inst, session, heard)
            told = [from_json(message) for message in answer.messages if "say" in message]
            question = conversation.pending(inst, tx, session)
            if taken.heard.tier == "concern":
                return safe_now.before(inst, tx, session, taken.heard, told)
            return with_question(told, question)

    def _told(self, token: str, taken: _Taken, told: Sequence[Say]) -> dict[str, Any]:
        """Render the answer, make a receipt's key, store choices and the sealed answer."""
        inst, now = self._inst, self._inst.clock.now()
        with inst.store.read() as tx:
            already = tx.turns.get(taken.session.id, taken.turn.message_id)
        hashed = None
        key = None
        if any(say.receipt for say in told):
            key = inst.key_words.new_key()
            hashed = hash_key(key)
        with inst.store.begin() as tx:
            session = self._use(tx, self._session_again(tx, taken.session))
            session, messages, receipt = self._render(tx, session, taken.turn.message_id, told, now, key)
            if receipt is not None and hashed is not None:
                conversation.set_key(tx, receipt, hashed)
            answer = _answer(messages, session)
            tx.sessions.save(session)
            tx.turns.save(
                replace(
                    already or taken.turn,
                    says=tuple(as_json(say) for say in told),
                    answer=seal_answer(token, taken.turn.message_id, answer),
                )
            )
        return answer

    def _render(
        self,
        tx: Transaction,
        session: ChatSession,
        message_id: str,
        told: Sequence[Say],
        now: datetime,
        key: str | None = None,
    ) -> tuple[ChatSession, list[dict[str, Any]], Mapping[str, str] | None]:
        """The says as messages; only the last one's choices are live."""
        voice = self._voice(session)
        offered = offer(told[-1].choices) if told else ()
        messages, receipt = [], None
        for n, say in enumerate(told):
            live = offered if n == len(told) - 1 else ()
            messages.append(voice.assistant(say, f"{message_id}.{n}", now, live, key))
            receipt = say.receipt or receipt
        state = {
            **session.state,
            "offered": [{"id": one.id, **choice_json(one.choice)} for one in offered],
            "last": as_json(told[-1]) if told else session.state.get("last"),
        }
        return replace(session, state=state), messages, receipt

    def _last_question(self, tx: Transaction, session: ChatSession) -> list[dict[str, Any]]:
        """The latest message once more, its choices still the live ones."""
        if (last := session.state.get("last")) is None:
            return []
        say = from_json(last)
        again = self._voice(session).assistant(
            replace(say, receipt=None), f"again-{uuid4().hex[:8]}", self._inst.clock.now(), _offered(session)
        )
        return [again]

    def _apology(self, session: ChatSession, heard: Heard) -> list[dict[str, Any]]:
        """True words when nothing can answer; help first where harm was heard."""
        voice, now = self._voice(session), self._inst.clock.now()
        facts = people(self._inst, session.council)
        told = [*(says.safety(heard.tier, facts) if heard.tier != "none" else ()), *says.no_answer(facts)]
        return [voice.assistant(say, f"sorry-{uuid4().hex[:8]}-{n}", now) for n, say in enumerate(told)]

    def _busy(self, token: str) -> list[dict[str, Any]]:
        with self._inst.store.read() as tx:
            return self._apology(self._session(tx, token), Heard("none", (), False))

    def _voice(self, session: ChatSession) -> Voice:
        return Voice(self._inst.wording, session.locale, session.age_band)

    def _session(self, tx: Transaction, token: str) -> ChatSession:
        session = tx.sessions.by_token(token_hash(token))
        if session is None or session.expires_at <= self._inst.clock.now():
            raise Ended
        return session

    def _session_again(self, tx: Transaction, session: ChatSession) -> ChatSession:
        """The session as it is now; the plan may have changed it. Raises `Ended` if deleted meanwhile."""
        if (now := tx.sessions.by_sender(session.sender)) is None:
            raise Ended
        return now

    def _use(self, tx: Transaction, session: ChatSession) -> ChatSession:
        """Move the session's end on; it lives sixty minutes after its last use."""
        now = self._inst.clock.now()
        session = replace(session, used_at=now, expires_at=now + SESSION_LASTS)
        tx.sessions.save(session)
        return session


async def _in_thread(work: Callable[..., T], *args: Any) -> T:
    return await to_thread.run_sync(partial(work, *args))


def _hear(inst: Installation, text: str | None) -> Heard:
    """What the screen hears. If it fails in any way, help is shown: the failure counts as a concern."""
    if not text:
        return Heard("none", (), False)
    try:
        return inst.screen.hear(text)
    except Exception:  # the one place where any failure must become help
        log.exception("the safety screen failed")
        return Heard("concern", ("screen:failed",), False)


def _for_rasa(taken: _Taken) -> dict[str, str]:
    """`{intent}` for a choice, a plain answer or a private one, `{text}` cleaned for everything else."""
    turn = taken.turn
    if turn.choice is not None:
        return {"intent": str(turn.choice["means"].get("intent") or "choose")}
    cleaned = _cleaned(turn.text or "")
    if taken.plainly or taken.asks in PRIVATE_QUESTIONS or not cleaned:
        return {"intent": "choose"}
    return {"text": cleaned}


def _cleaned(text: str) -> str:
    """NFKC, no control or format characters, no leading blank or slash, at most 1,000 characters."""
    plain = "".join(
        " " if unicodedata.category(letter)[0] == "C" else letter
        for letter in unicodedata.normalize("NFKC", text)
    )
    return plain.lstrip(" /\u2044\u2215\u29f8\u00a0\t\n")[:FOR_RASA].strip()


def _asks(tx: Transaction, inst: Installation, session: ChatSession) -> str | None:
    question = conversation.pending(inst, tx, session)
    return question.asks if question else None


def _offered(session: ChatSession) -> tuple[Offered, ...]:
    return tuple(Offered(one["id"], choice_from_json(one)) for one in session.state.get("offered", ()))


def _titles(voice: Voice, offered: Sequence[Offered]) -> list[dict[str, str]]:
    return [{"id": one.id, "title": voice.title(one.choice)} for one in offered]


def _answer(messages: list[dict[str, Any]], session: ChatSession) -> dict[str, Any]:
    return {
        "messages": messages,
        "expires_at": session.expires_at.isoformat(timespec="seconds"),
        "locale": session.locale,
        "age_band": session.age_band,
    }
