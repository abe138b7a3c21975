"""Runs the actions behind one POST route, for Rasa alone."""

from __future__ import annotations

import hmac
import logging
from typing import Any

from bot.actions.guided import Backend, guided_actions
from fastapi import APIRouter, Header, Request
from fastapi.responses import JSONResponse
from rasa_sdk.executor import ActionExecutor

logger = logging.getLogger("heard.actions")


def create_action_router(backend: Backend, secret: str) -> APIRouter:
    """`POST /webhook`, in rasa-sdk's form, for the inner port; 403 without the run's secret.

    An action that fails is a 502 with a code word, where rasa-sdk's own server would send back the whole
    conversation.
    """
    executor = ActionExecutor()
    for action in guided_actions(backend):
        executor.register_action(action)
    router = APIRouter()

    @router.post("/webhook", include_in_schema=False)
    async def webhook(request: Request, x_heard_secret: str = Header(default="")) -> JSONResponse:
        if not hmac.compare_digest(x_heard_secret.encode(), secret.encode()):
            return JSONResponse({"error": "secret"}, status_code=403)
        try:
            result = await executor.run(await _call(request))
        except Exception as error:
            logger.error("action failed: %s", type(error).__name__)
            return JSONResponse({"error": "action"}, status_code=502)
        if result is None:
            return JSONResponse({"error": "action"}, status_code=502)
        return JSONResponse(result.model_dump())

    return router


async def _call(request: Request) -> dict[str, Any]:
    """The call as sent; Rasa leaves the domain out, and the executor wants one."""
    call: dict[str, Any] = await request.json()
    call.setdefault("domain", {})
    return call
