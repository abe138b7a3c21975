"""The conversation's plan: asked by the actions in this process; `/api/bot` too, on the inner port alone."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Mapping
from typing import Annotated, Any

from anyio import to_thread
from fastapi import APIRouter, Depends, Header

from backend import telemetry
from backend.contract import BotReply, BotTurn, Move
from backend.problems import Problem
from backend.services import conversation
from backend.services.conversation import Heard
from backend.services.installation import Installation

_MOVES: Mapping[Move, Callable[[Installation, Heard], dict[str, Any]]] = {
    "begin": conversation.begin,
    "step": conversation.step,
    "answer": conversation.answer,
    "unsure": conversation.unsure,
}


class Plan:
    """Each move does the same thing for the same message id only once. Raises `UnknownMessage`."""

    def __init__(self, inst: Installation) -> None:
        self._inst = inst

    async def turn(self, move: Move, turn: BotTurn) -> BotReply:
        """Make one move for one message."""
        heard = Heard(turn.sender, turn.message_id, turn.intent, turn.confidence, turn.wants_to_know)
        if move == "unsure":
            telemetry.not_understood()
        with telemetry.part("plan", move=move):
            return BotReply.model_validate(await to_thread.run_sync(_MOVES[move], self._inst, heard))


def create_router(plan: Plan, secret: str) -> APIRouter:
    """One route a move."""

    def known(x_heard_secret: Annotated[str, Header()] = "") -> None:
        if not hmac.compare_digest(x_heard_secret.encode(), secret.encode()):
            raise Problem(403, "This address is not for you.")

    router = APIRouter(prefix="/api/bot", dependencies=[Depends(known)])

    @router.post("/{move}")
    async def make(move: Move, turn: BotTurn) -> BotReply:
        try:
            return await plan.turn(move, turn)
        except conversation.UnknownMessage:
            raise Problem(404, "No such message.") from None

    return router
