"""The conversation by text message: the same gateway, an answer for each text or several put together.

A number's conversation has a token made from the number and the installation's secret, so that no number is
kept to find it by. STOP ends and wipes it. What the screen hears is heard first, as everywhere.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping, Sequence
from typing import Any

from anyio import to_thread

from backend.chat import fitting, refusals
from backend.chat.gateway import Gateway
from backend.chat.message import hear
from backend.chat.sessions import Opening
from backend.chat.telling import DEFAULT_BAND, DEFAULT_LOCALE
from backend.journeys.words import phrases, plain
from backend.services import outbox, texts
from backend.services.installation import Installation
from backend.store.rows import OutboxRow

ENDS = phrases("stop|stop all|leave|end|quit|unsubscribe")
"""What ends the conversation when it is all that is sent: on a telephone these words mean just that."""


class Texting:
    """Answers what came in."""

    def __init__(self, inst: Installation, gateway: Gateway) -> None:
        self._inst, self._gateway = inst, gateway

    async def answer(self, row: OutboxRow) -> None:
        """The errand of a text that came in, with whatever followed it at once."""
        rows = await to_thread.run_sync(texts.whole, self._inst, row)
        if not rows:
            return
        number = str(rows[0].body["number"])
        id = hashlib.sha256("".join(one.id for one in rows).encode()).hexdigest()
        said = [str(one.body["text"]) for one in rows]
        try:
            told = await self._answer(number, id, said)
        except refusals.Closed as closed:
            told = fitting.texts(closed.messages, self._labels({}))
        except (refusals.Silent, refusals.TooFast) as refused:
            await to_thread.run_sync(self._sorry, id, number, refused.messages)
            await to_thread.run_sync(outbox.later, self._inst, row, type(refused).__name__)
            return
        await to_thread.run_sync(texts.answered, self._inst, rows, id, told)

    async def _answer(self, number: str, id: str, said: Sequence[str]) -> list[str]:
        token = token_of(self._inst, number)
        *before, last = said
        if plain(last) in ENDS:
            # What came with it is wiped unread, but for harm: that is heard, whatever follows it.
            harm = hear(self._inst, "\n".join(before)).tier != "none"
            help_first = await self._answer(number, id, before) if harm else []
            return [*help_first, *await self._end(token, number)]
        now = await self._now(token, number)
        words = "\n".join(said)
        choice = fitting.chosen(now["messages"], words)
        answer = await self._gateway.take(token, id, None if choice else words, choice)
        told = answer["messages"]
        theirs = (one["id"] for one in now["messages"] if one["from"] == "person")
        if next(theirs, id) == id and all(one["tone"] == "normal" for one in told):
            opening = [one for one in now["messages"] if one["id"].startswith("opening")]
            told = [*_unasked(opening), self._aside("texts.first", answer), *told]
        return fitting.texts(told, self._labels(answer))

    async def _now(self, token: str, number: str) -> dict[str, Any]:
        """The conversation of this number; a new one where there is none, or it ended."""
        try:
            return await self._gateway.messages(token)
        except refusals.Ended:
            council = self._inst.only_council
            return await self._gateway.open(Opening(council, DEFAULT_LOCALE, None, number, token=token))

    async def _end(self, token: str, number: str) -> list[str]:
        try:
            voice = await self._gateway.messages(token)
            await self._gateway.end(token)
        except refusals.Ended:
            voice = {}
        await to_thread.run_sync(texts.drop, self._inst, number)
        return fitting.texts([self._aside("texts.ended", voice)], self._labels(voice))

    def _sorry(self, id: str, number: str, messages: Sequence[Mapping[str, Any]]) -> None:
        """Once for one text, however often it has to be tried again."""
        told = fitting.texts(messages, self._labels({}))
        with self._inst.store.begin() as tx:
            texts.reply(self._inst, tx, f"sorry-{id}", number, told)

    def _labels(self, voice: Mapping[str, Any]) -> tuple[str, str]:
        return self._says("widget.reference", voice), self._says("widget.key", voice)

    def _aside(self, key: str, voice: Mapping[str, Any]) -> dict[str, Any]:
        """A sentence of this channel's own, shaped as what the gateway says."""
        text = self._says(key, voice)
        return {"from": "assistant", "text": text, "links": [], "receipt": None, "choices": []}

    def _says(self, key: str, voice: Mapping[str, Any]) -> str:
        locale, band = voice.get("locale", DEFAULT_LOCALE), voice.get("age_band", DEFAULT_BAND)
        return self._inst.wording.render(key, {}, locale, band).text


def token_of(inst: Installation, number: str) -> str:
    """The token of a number's conversation: whoever lacks the installation's secret cannot make it."""
    made = hmac.new(inst.address_salt, f"texts:{number}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(made).decode().rstrip("=")


def _unasked(messages: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """What was said, without what it asked: that was answered already."""
    return [one for one in messages if one["input"] == "none"]
