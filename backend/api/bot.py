"""`/api/bot`: the conversation's plan, for the actions alone, on the inner port alone."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header

from backend import telemetry
from backend.contract import BotReply, BotTurn
from backend.problems import Problem
from backend.services import conversation
from backend.services.conversation import Heard
from backend.services.installation import Installation


def create_router(inst: Installation, secret: str) -> APIRouter:
    """One route a move; each does the same thing for the same message id only once."""

    def known(x_heard_secret: Annotated[str, Header()] = "") -> None:
        if not hmac.compare_digest(x_heard_secret.encode(), secret.encode()):
            raise Problem(403, "This address is not for you.")

    router = APIRouter(prefix="/api/bot", dependencies=[Depends(known)])

    def move(name: str) -> Callable[[BotTurn], BotReply]:
        decide: Callable[[Installation, Heard], dict[str, Any]] = getattr(conversation, name)

        def answer(turn: BotTurn) -> BotReply:
            heard = Heard(turn.sender, turn.message_id, turn.intent, turn.confidence)
            if name == "unsure":
                telemetry.not_understood()
            try:
                with telemetry.part("plan", move=name):
                    return BotReply.model_validate(decide(inst, heard))
            except conversation.UnknownMessage:
                raise Problem(404, "No such message.") from None

        return answer

    for name in ("begin", "step", "answer", "unsure"):
        router.post(f"/{name}", response_model=BotReply)(move(name))
    return router
