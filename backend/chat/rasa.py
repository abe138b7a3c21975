"""The gateway's side of Rasa's one channel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import httpx

from backend import telemetry
from backend.neighbours import InTurn
from backend.safety import GRAVITY, Tier

ANSWERS_WITHIN = 15.0
"""Seconds a person is let wait before they get true words instead."""

_DOOR = "/webhooks/heard"
_LOADING = 503
_THERE_WITHIN = 2.0
_TO_ANSWER = httpx.Timeout(ANSWERS_WITHIN, connect=_THERE_WITHIN)
_TO_BE_THERE = httpx.Timeout(_THERE_WITHIN)


class RasaSilent(Exception):
    """Rasa is down, failed, took too long or answered nothing."""


@dataclass(frozen=True)
class Answer:
    """What Rasa relayed, and what its model made of the text: the intent, and the harm in it.

    `no_harm`: it is as good as sure that there is none.
    """

    messages: Sequence[Mapping[str, Any]]
    intent: str
    confidence: float
    harm: Tier = "none"
    no_harm: bool = False


class Rasa:
    """One pool of connections, without a client's cookies, redirects and proxies; each call has the secret.

    `urls` are several, with commas between, where several Rasas share one store: they are asked in turn. One
    that is gone is passed over: asking another the same is safe, since what a message does is done once
    under its id.
    """

    def __init__(self, urls: str, secret: str, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self._rasas = InTurn(urls)
        self._headers = {"X-Heard-Secret": secret}
        self._pool = transport or httpx.AsyncHTTPTransport(
            limits=httpx.Limits(max_connections=64, max_keepalive_connections=32)
        )

    async def say(self, sender: str, message: Mapping[str, str], metadata: Mapping[str, Any]) -> Answer:
        """Hand on `{text}` or `{intent}`. Raises `RasaSilent` rather than answer nothing."""
        with telemetry.part("rasa"):
            body = await self._post("/message", {"sender": sender, **message, "metadata": metadata})
        understood = body.get("understood") or {}
        messages = body.get("messages")
        if not messages:
            raise RasaSilent("empty answer")
        harm = understood.get("harm")
        return Answer(
            messages,
            str(understood.get("intent") or ""),
            float(understood.get("confidence") or 0.0),
            harm if harm in GRAVITY else "none",
            understood.get("no_harm") is True,
        )

    async def hear(self, text: str) -> Tier:
        """The harm that the model hears in a text, which it keeps nothing of. Raises `RasaSilent`."""
        with telemetry.part("rasa"):
            body = await self._post("/hear", {"text": text})
        harm = (body.get("understood") or {}).get("harm")
        return harm if harm in GRAVITY else "none"

    async def forget(self, sender: str) -> None:
        """Have this conversation's history deleted. Raises `RasaSilent` unless it is confirmed."""
        if not (await self._post("/forget", {"sender": sender})).get("forgotten"):
            raise RasaSilent("not confirmed")

    async def ready(self) -> bool:
        """Whether a model is loaded and would answer, in one of them at least."""
        for url in self._rasas.from_the_next():
            try:
                ready = httpx.Request("GET", f"{url}{_DOOR}/ready", headers=self._headers)
                if (await self._call(ready, _TO_BE_THERE)).status_code == 200:
                    return True
            except httpx.HTTPError:
                self._rasas.put_last(url)
        return False

    async def close(self) -> None:
        """End the pool."""
        await self._pool.aclose()

    async def _post(self, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        gone: httpx.HTTPError | None = None
        headers = {**self._headers, **telemetry.carried()}
        for url in self._rasas.from_the_next():
            try:
                answer = await self._call(
                    httpx.Request("POST", f"{url}{_DOOR}{path}", json=body, headers=headers), _TO_ANSWER
                )
                if answer.status_code == _LOADING:
                    raise httpx.ConnectError("it is only starting")
                if answer.status_code != 200:
                    raise RasaSilent(f"status {answer.status_code}")
                telemetry.reported(answer.headers.get("server-timing"))
                return dict(answer.json())
            except (httpx.NetworkError, httpx.ConnectTimeout, httpx.RemoteProtocolError) as error:
                self._rasas.put_last(url)
                gone = error
            except (httpx.HTTPError, ValueError) as error:
                self._rasas.put_last(url)
                raise RasaSilent(type(error).__name__) from error
        raise RasaSilent(type(gone).__name__) from gone

    async def _call(self, request: httpx.Request, within: httpx.Timeout) -> httpx.Response:
        """The whole answer; the transport raises httpx's own errors."""
        request.extensions["timeout"] = within.as_dict()
        answer = await self._pool.handle_async_request(request)
        await answer.aread()
        return answer
