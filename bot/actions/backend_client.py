"""The bot API over HTTP: in the backend's own process through its ASGI application, elsewhere by URL."""

from __future__ import annotations

import httpx
from backend.contract import BotReply, BotTurn
from bot.actions.guided import Move

SECONDS = 10.0
"""For one move; Rasa waits a little longer, the gateway longest."""


class BackendClient:
    """Posts a move to `/api/bot/<move>` and reads the reply."""

    def __init__(self, url: str, secret: str, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self._client = httpx.AsyncClient(
            base_url=url, headers={"X-Heard-Secret": secret}, timeout=SECONDS, transport=transport
        )

    async def turn(self, move: Move, turn: BotTurn) -> BotReply:
        """Raises httpx.HTTPError if the backend does not answer 200, ValueError if it answers otherwise."""
        response = await self._client.post(f"/api/bot/{move}", json=turn.model_dump())
        response.raise_for_status()
        return BotReply.model_validate_json(response.content)

    async def close(self) -> None:
        """Let go of the connections."""
        await self._client.aclose()
