"""The gateway's side of Rasa's one channel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import httpx

from backend.safety import GRAVITY, Tier

ANSWERS_WITHIN = 15.0
"""Seconds a person is let wait before they get true words instead."""


class RasaSilent(Exception):
    """Rasa is down, failed, took too long or answered nothing."""


@dataclass(frozen=True)
class Answer:
    """What Rasa relayed, and what its model made of the text: the intent, and the harm in it."""

    messages: Sequence[Mapping[str, Any]]
    intent: str
    confidence: float
    harm: Tier = "none"


class Rasa:
    """One pooled client; every call carries the run's secret."""

    def __init__(self, url: str, secret: str, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self._http = httpx.AsyncClient(
            base_url=f"{url}/webhooks/heard",
            headers={"X-Heard-Secret": secret},
            timeout=ANSWERS_WITHIN,
            transport=transport,
            limits=httpx.Limits(max_connections=64, max_keepalive_connections=32),
        )

    async def say(self, sender: str, message: Mapping[str, str], metadata: Mapping[str, Any]) -> Answer:
        """Hand on `{text}` or `{intent}`. Raises `RasaSilent` rather than answer nothing."""
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
        )

    async def forget(self, sender: str) -> None:
        """Have this conversation's history deleted. Raises `RasaSilent` unless it is confirmed."""
        if not (await self._post("/forget", {"sender": sender})).get("forgotten"):
            raise RasaSilent("not confirmed")

    async def ready(self) -> bool:
        """Whether a model is loaded and would answer."""
        try:
            return (await self._http.get("/ready", timeout=2.0)).status_code == 200
        except httpx.HTTPError:
            return False

    async def close(self) -> None:
        """End the pool."""
        await self._http.aclose()

    async def _post(self, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        try:
            answer = await self._http.post(path, json=body)
            if answer.status_code != 200:
                raise RasaSilent(f"status {answer.status_code}")
            return dict(answer.json())
        except (httpx.HTTPError, ValueError) as error:
            raise RasaSilent(type(error).__name__) from error
