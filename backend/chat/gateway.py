"""The public conversation: each message answered once, never lost, and never with silence.

Holds no conversation in memory. The steps of one message are `backend.chat.message`'s; here they are put
in order, one message of a conversation at a time, with Rasa asked in between. Whatever fails without a
name of its own becomes true words, and the same message may be sent again.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from secrets import token_hex
from typing import Any, TypeVar

import anyio
import structlog
from anyio import to_thread

from backend import telemetry
from backend.chat import message, sessions, telling
from backend.chat.cleaning import for_rasa
from backend.chat.message import Sent, Taken
from backend.chat.rasa import ANSWERS_WITHIN, Answer, Rasa, RasaSilent
from backend.chat.refusals import Ended, Refusal, Silent
from backend.chat.sessions import Opening
from backend.safety import NOTHING, Heard, Tier, graver
from backend.services import forgetting
from backend.services.installation import Installation

LEAVES_WITHIN = 2.0
"""Seconds Rasa is given to leave its form; whoever said something urgent waits for help no longer."""
LISTENS_WITHIN = 2.0
"""Seconds its model is given to listen to what the gateway answers."""

MOST_AT_ONCE = 300
"""Messages in hand: two cores answer so many in a few seconds; whoever comes beyond is told so at once."""
HEARD_AT_ONCE = 300
"""Characters that the screen hears in less than half a millisecond."""
RENEWED_EVERY = message.CLAIM_LASTS.total_seconds() / 3

log = structlog.get_logger()
T = TypeVar("T")


class Gateway:
    """What the routes of `/api/chat` ask for. Raises what `backend.chat.refusals` names, nothing else."""

    def __init__(self, inst: Installation, rasa: Rasa) -> None:
        self._inst, self._rasa = inst, rasa
        # Rendered at the start, so that there are words even if rendering fails later.
        self._last_words = {tier: telling.apology(inst, None, tier) for tier in ("none", "concern", "urgent")}
        self._in_hand = 0

    async def open(self, opening: Opening) -> dict[str, Any]:
        """A new chat with its token and first words; needs no Rasa."""
        return await self._in_words(None, NOTHING, _in_thread(sessions.open_chat, self._inst, opening))

    async def messages(self, token: str) -> dict[str, Any]:
        """Both sides of the conversation, in the voice of now; a receipt's key is not told again."""
        return await self._in_words(token, NOTHING, _in_thread(sessions.read_all, self._inst, token))

    async def change_voice(self, token: str, locale: str | None, age_band: str | None) -> dict[str, Any]:
        """Another language or band; gives the last question in the new voice."""
        changed = _in_thread(sessions.change_voice, self._inst, token, locale, age_band)
        return await self._in_words(token, NOTHING, changed)

    async def end(self, token: str) -> None:
        """Delete the conversation's words at once; the worker sees to Rasa's copy until it is confirmed."""
        await self._in_words(token, NOTHING, _in_thread(sessions.end, self._inst, token))

    async def take(self, token: str, message_id: str, text: str | None, choice: str | None) -> dict[str, Any]:
        """Answer one message: `{messages, expires_at}`."""
        alone = await self._hear(text)
        # Harm is heard however many others write.
        if self._in_hand >= MOST_AT_ONCE and alone.tier == "none":
            log.warning("too many messages at once", in_hand=self._in_hand)
            telemetry.became("silent")
            raise Silent(self._last_words["none"])
        sent = Sent(token, message_id, text, choice)
        self._in_hand += 1
        became: telemetry.Became = "silent"
        try:
            with telemetry.part("gateway"):
                answer = await self._in_words(token, alone, self._take(sent, alone), message_id)
            became = "answered"
            return answer
        except Refusal as refusal:
            if not isinstance(refusal, Silent):
                became = "refused"
            raise
        finally:
            self._in_hand -= 1
            telemetry.became(became)

    async def _hear(self, text: str | None) -> Heard:
        """What every phrase hears; another thread only for what takes longer than reaching it."""
        if len(text or "") <= HEARD_AT_ONCE:
            return message.hear(self._inst, text)
        return await _in_thread(message.hear, self._inst, text)

    async def _take(self, sent: Sent, alone: Heard) -> dict[str, Any]:
        """`alone`: what every phrase hears, for as long as the model may not be there to hear it."""
        name = f"{sent.id}:{token_hex(4)}"
        taken = await self._in_turn(sent, alone, name)
        if isinstance(taken, dict):
            return taken
        async with self._holding(sent.token, name):
            try:
                return await self._answer(taken, sent, name)
            except Exception:
                await _in_thread(forgetting.forget_if_gone, self._inst, taken.session.sender)
                raise

    async def _answer(self, taken: Taken, sent: Sent, name: str) -> dict[str, Any]:
        """The gateway's own words where safety holds the conversation, else Rasa's."""
        taken = await self._listened(taken)
        held = await _in_thread(message.held, self._inst, taken) if message.is_ours(taken) else None
        if held is not None:
            if taken.heard.tier == "urgent":
                await self._leave_the_form(taken)
            return await _in_thread(message.told, self._inst, sent, held, name)
        try:
            answer = await self._ask_rasa(taken)
        except RasaSilent as silent:
            log.warning("no answer from rasa", why=str(silent))
            if graver(taken.alone, taken.heard) != taken.heard:
                return await _in_thread(message.by_phrases_alone, self._inst, sent, taken, name)
            raise Silent(await _in_thread(self._sorry, sent.token, taken.heard, sent.id)) from silent
        return await _in_thread(message.from_rasa, self._inst, sent, taken, answer, name)

    async def _listened(self, taken: Taken) -> Taken:
        """With what the model hears in it where the gateway asks whether they are safe."""
        text = message.to_be_heard(taken)
        by_model: Tier = "none"
        if text:
            with anyio.move_on_after(LISTENS_WITHIN):
                try:
                    by_model = await self._rasa.hear(text)
                except RasaSilent as silent:
                    log.warning("rasa could not listen", why=str(silent))
        return taken if by_model == "none" else await _in_thread(message.raised, self._inst, taken, by_model)

    async def _ask_rasa(self, taken: Taken) -> Answer:
        with anyio.move_on_after(ANSWERS_WITHIN):
            copy = for_rasa(taken.turn, taken.asks, taken.plainly)
            return await self._rasa.say(taken.session.sender, copy, message.beside(taken))
        raise RasaSilent("too slow")

    async def _leave_the_form(self, taken: Taken) -> None:
        """The server's own command, so that Rasa's form does not wait for an answer any more."""
        command, metadata = {"intent": "safeguarding_disclosure"}, {"message_id": taken.turn.message_id}
        # The plan is the backend's: without this Rasa finds its place again by `asks` at the next message.
        with anyio.move_on_after(LEAVES_WITHIN):
            try:
                await self._rasa.say(taken.session.sender, command, metadata)
            except RasaSilent as silent:
                log.warning("rasa could not be told to leave the form", why=str(silent))

    async def _in_turn(self, sent: Sent, heard: Heard, name: str) -> Taken | dict[str, Any]:
        """One message of a conversation at a time; the next waits its turn, not for ever."""
        with anyio.move_on_after(ANSWERS_WITHIN):
            # The claim is a row that another process may hold, so there is no event to wait for.
            while (taken := await _in_thread(message.take, self._inst, sent, heard, name)) is None:  # noqa: ASYNC110
                await anyio.sleep(0.05)
            return taken
        raise Silent(await _in_thread(self._sorry, sent.token, heard, sent.id))

    @asynccontextmanager
    async def _holding(self, token: str, name: str) -> AsyncIterator[None]:
        """The conversation that was taken, for as long as the answer needs; the answer itself lets it go."""
        keeping = asyncio.create_task(self._keep(token, name))
        try:
            yield
        except BaseException:
            with anyio.CancelScope(shield=True):
                await self._let_go(token, name)
            raise
        finally:
            keeping.cancel()

    async def _keep(self, token: str, name: str) -> None:
        """Hold on to a conversation while its answer takes long."""
        while True:
            await anyio.sleep(RENEWED_EVERY)
            try:
                await _in_thread(message.renew, self._inst, token, name)
            except Exception:  # the next time may go better; without it another request may begin
                log.exception("a claim could not be renewed")

    async def _let_go(self, token: str, name: str) -> None:
        try:
            await _in_thread(message.release, self._inst, token, name)
        except Exception:  # the claim runs out by itself
            log.exception("a claim could not be let go")

    async def _in_words(
        self, token: str | None, heard: Heard, work: Awaitable[T], message_id: str | None = None
    ) -> T:
        """What fails without a name becomes words, in this conversation's voice, and another try."""
        try:
            return await work
        except Refusal:
            raise
        except Exception as error:
            log.exception("the chat could not answer")
            raise Silent(await _in_thread(self._sorry, token, heard, message_id)) from error

    def _sorry(self, token: str | None, heard: Heard, message_id: str | None) -> list[dict[str, Any]]:
        """Words for when nothing can answer. Raises `Ended` where the conversation itself is gone.

        That what was written is kept is said only if it is found in the database.
        """
        try:
            session, kept = None, False
            if token is not None:
                with self._inst.store.read() as tx:
                    session = sessions.live(self._inst, tx, token)
                    kept = message_id is not None and tx.turns.get(session.id, message_id) is not None
            return telling.apology(self._inst, session, heard.tier, kept)
        except Ended:
            raise
        except Exception:  # the database or the words themselves: these were made before
            log.exception("no words in this conversation's voice")
            return self._last_words[heard.tier]


async def _in_thread(work: Callable[..., T], *args: Any) -> T:
    return await to_thread.run_sync(partial(work, *args))
